"""Containers: what turns the bytes of a file into a document.

A container is a module with

- ``MEDIA_TYPE``, and ``EXTENSIONS``, the endings that its files usually have;
- ``recognises(data)``: whether the bytes are its own, told from their content alone, at little cost;
- ``read(data)``: the document, or Unreadable. What a reader needs is imported there, when it is used.

A new container is that module and one name in ``CONTAINERS``.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast

from extract.document import Document

# The first that recognises the bytes reads them; plain text comes last, for it recognises everything.
CONTAINERS = ("pdf", "docx", "mhtml", "foreign", "html", "plain")


class Unreadable(ValueError):
    """Bytes that cannot become a document; the message is a stable code, a colon and a sentence."""


class Container(Protocol):
    """What the module of a container has."""

    MEDIA_TYPE: str
    EXTENSIONS: frozenset[str]

    def recognises(self, data: bytes) -> bool:
        """Whether the bytes are of this container."""

    def read(self, data: bytes) -> Document:
        """Turn the bytes into a document. Raises Unreadable."""


@cache
def containers() -> tuple[Container, ...]:
    """The containers, in the order in which they are asked."""
    return tuple(cast(Container, import_module(f"extract.{name}")) for name in CONTAINERS)


def open_document(data: bytes) -> Document:
    """Turn the bytes of a file into a document; its content alone decides how.

    Raises Unreadable.
    """
    if not data.lstrip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty: the file holds no text.")
    return next(container for container in containers() if container.recognises(data)).read(data)


@cache
def usual_endings() -> dict[str, str]:
    """The media type that each known ending of a name promises, ``.txt`` for instance text/plain."""
    return {ending: container.MEDIA_TYPE for container in containers() for ending in container.EXTENSIONS}
