"""Members of archives and dumps, asked for one by one in whatever order: each bundle is read once, forwards.

A member that will be asked for and is passed on the way to another waits in a file of its own.
"""

from __future__ import annotations

import errno
from collections import OrderedDict
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import NamedTuple

from extract import bundles

# Bundles that stay open where they are; each is a file, and a list of names in memory.
_OPEN = 32
_IN_MEMORY = 8 << 20


class Lying(NamedTuple):
    """Where a document should lie: a file, or a member of one that was called ``name``."""

    path: Path
    member: str = ""
    name: str = ""

    def __str__(self) -> str:
        return f"{self.path}!{self.member}" if self.member else str(self.path)


def unpacked(bundle: Lying, max_bytes: int) -> Generator[bundles.Member, None, None]:
    """The members of a bundle. Raises OSError, one that cannot be read to its end among them."""
    with bundle.path.open("rb") as file:
        try:
            yield from bundles.members(file, bundle.name, max_bytes)
        except bundles.BrokenBundle as fault:
            raise OSError(errno.EIO, str(fault)) from fault


class Members:
    """The members that will be asked for, by the path of their bundle; for another one its bundle is read anew."""

    def __init__(self, wanted: dict[Path, set[str]], max_bytes: int) -> None:
        self._wanted, self._max_bytes = wanted, max_bytes
        self._open: OrderedDict[Path, _Bundle] = OrderedDict()

    def __enter__(self) -> Members:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        for bundle in self._open.values():
            bundle.close()
        self._open.clear()

    def read(self, lying: Lying) -> bytes:
        """The bytes of a member. Raises OSError."""
        wanted = self._wanted.get(lying.path, set())
        if lying.member not in wanted:
            with closing(_Bundle(lying, {lying.member}, self._max_bytes)) as bundle:
                return bundle.read(lying.member)
        wanted.discard(lying.member)
        try:
            return self._bundle(lying, wanted).read(lying.member)
        finally:
            if not wanted:
                self._open.pop(lying.path).close()

    def _bundle(self, lying: Lying, wanted: set[str]) -> _Bundle:
        bundle = self._open.get(lying.path)
        if bundle is None:
            bundle = self._open[lying.path] = _Bundle(lying, wanted, self._max_bytes)
        self._open.move_to_end(lying.path)
        if len(self._open) > _OPEN:
            # What waits in it is still wanted, and will be passed again.
            self._open.popitem(last=False)[1].close()
        return bundle


class _Bundle:
    """A bundle that has been read up to somewhere; ``wanted`` are the members still to be asked for."""

    def __init__(self, lying: Lying, wanted: set[str], max_bytes: int) -> None:
        self._wanted = wanted
        self._rest = unpacked(lying, max_bytes)
        self._fault: OSError = FileNotFoundError(errno.ENOENT, "the archive has no such member")
        self._waiting: dict[str, tuple[bundles.Member, int, int]] = {}
        self._spool = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it lives as long as the bundle is open.

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises OSError."""
        member = self._took(name) if name in self._waiting else self._pass_on(name)
        if member is None:
            raise self._fault
        if member.data is None:
            raise OSError(errno.EIO, member.problem)
        return member.data

    def _took(self, name: str) -> bundles.Member:
        member, at, size = self._waiting.pop(name)
        if member.problem is not None:
            return member
        self._spool.seek(at)
        return member._replace(data=self._spool.read(size))

    def _pass_on(self, name: str) -> bundles.Member | None:
        """Read on up to a member; None where it does not come."""
        try:
            for member in self._rest:
                if member.name == name:
                    return member
                if member.name in self._wanted:
                    self._keep(member)
        except OSError as fault:
            self._fault = fault
        return None

    def _keep(self, member: bundles.Member) -> None:
        data = member.data or b""
        self._waiting[member.name] = member._replace(data=None), self._spool.seek(0, 2), len(data)
        self._spool.write(data)

    def close(self) -> None:
        """Let go of the file and of what waits."""
        self._rest.close()
        self._spool.close()
