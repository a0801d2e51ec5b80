"""Members: the documents that a bundle holds, as a bundle gives them and as the reader of bundles does."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b
from typing import NamedTuple, Protocol

from extract.bundles.stream import Readable, Stream


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
        """The members in their order. Raises one of damage.DAMAGE where it cannot go on.

        A Packed one is read before the next is asked for.
        """


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
