"""Bundles made for tests, from names and bytes."""

from __future__ import annotations

import io
import json
import tarfile
import warnings
import zipfile
from collections.abc import Iterable
from typing import Any, Literal

Pairs = Iterable[tuple[str, bytes]]


def zipped(pairs: Pairs, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive; a name may stand in it twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in pairs:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return file.getvalue()


def tarred(
    pairs: Pairs, mode: Literal["w:", "w:gz", "w:bz2", "w:xz"] = "w:", form: int = tarfile.PAX_FORMAT, **info: Any
) -> bytes:
    """A tar archive; ``info`` says what else all of its members are."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, format=form) as archive:
        for name, data in pairs:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            for key, value in info.items():
                setattr(member, key, value)
            archive.addfile(member, io.BytesIO(data))
    return file.getvalue()


def dumped(pages: Iterable[dict[str, Any]], end: str = "\n") -> bytes:
    """A dump as JSON lines."""
    return "".join(json.dumps(page, ensure_ascii=False) + end for page in pages).encode()
