"""Members: the documents that a bundle holds, as a bundle gives them and as the reader of bundles does."""

from __future__ import annotations

from collections.abc import Iterator
from errno import EINVAL, EOVERFLOW
from hashlib import blake2b
from lzma import LZMAError
from struct import error as StructError
from tarfile import TarError
from typing import NamedTuple, Protocol
from zipfile import BadZipFile
from zlib import error as ZlibError

from extract.bundles.stream import Readable, Stream

# What the readers of the standard library raise for damaged bytes.
DAMAGE = (
    ArithmeticError,
    BadZipFile,
    EOFError,
    LZMAError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    StructError,
    TarError,
    ValueError,
    ZlibError,
)
# They raise OSError too, without a number or with one of these, where bytes and not the disk are to blame.
_BY_BYTES = (None, EINVAL, EOVERFLOW)
_LONGEST = 200


class BrokenBundle(ValueError):
    """A bundle that cannot be read on; the message is a stable code, a colon and a sentence."""


class Member(NamedTuple):
    """A document of a bundle.

    ``name`` stands behind ``!`` in its place. ``data`` is None where the bytes could not be had,
    and ``problem`` then says why: a stable code, a colon and a sentence. ``is_named`` tells whether
    the name is a file's, whose ending promises something.
    """

    name: str
    data: bytes | None
    problem: str | None
    is_named: bool = True


class Packed(NamedTuple):
    """A member that is still to be read, and may be a bundle itself; ``size`` in bytes where it is known."""

    name: str
    file: Readable
    size: int | None = None


class Bundle(Protocol):
    """What the module of a bundle has."""

    IS_LEVEL: bool  # Whether it counts where bundles lie in bundles; mere compression does not.

    def may_be(self, head: bytes) -> bool:
        """Whether a file that begins so may be of this kind; told from its first 512 bytes at the latest."""

    def is_one(self, stream: Stream) -> bool:
        """Whether a stream that may be one is; only looked ahead, never read."""

    def members(self, stream: Stream, name: str, max_bytes: int) -> Iterator[Member | Packed]:
        """The members in their order. Raises one of DAMAGE where it cannot go on.

        A Packed one is read before the next is asked for.
        """


def told(fault: Exception) -> str:
    """Say what is wrong with bytes; a fault of the disk is another thing, and is raised again.

    >>> told(EOFError("it ends too early"))
    'it ends too early'
    """
    if isinstance(fault, OSError) and fault.errno not in _BY_BYTES:
        raise fault
    said = " ".join(str(fault).split()).rstrip(".")
    return said[:_LONGEST] or type(fault).__name__


class Names:
    """Makes the names within a bundle differ: the second of one name is ``name!2``, the third ``name!3``.

    Digests are kept instead of names, because a dump may hold millions of long ones.
    """

    def __init__(self) -> None:
        self._seen: set[bytes] = set()
        self._repeated: dict[str, int] = {}

    def __call__(self, name: str) -> str:
        """The name itself, or the next one of it that is free."""
        if self._take(name):
            return name
        number = self._repeated.get(name, 1) + 1
        while not self._take(f"{name}!{number}"):
            number += 1
        self._repeated[name] = number
        return f"{name}!{number}"

    def _take(self, name: str) -> bool:
        digest = blake2b(name.encode(), digest_size=8).digest()
        if digest in self._seen:
            return False
        self._seen.add(digest)
        return True
