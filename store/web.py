"""Web: pages of web servers, one document a URL."""

from __future__ import annotations

import base64
import errno
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO, ClassVar
from urllib.error import HTTPError, URLError
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from extract.urls import scheme, without_secrets
from store.arriving import Arriving
from store.places import Place

# A server that says nothing for so many seconds is given up.
_SILENCE = 30.0
# What may stand in a URL as it is; all else is written as bytes of UTF-8.
_PLAIN = "%/:=&?~+!$,;'@()*[]"
_GONE = frozenset((404, 410))


@dataclass(frozen=True, slots=True)
class Page:
    """The URL of a web server as an INPUT: one document, of which nothing is known before it is read."""

    opened: str
    is_folder: ClassVar[bool] = False

    @property
    def url(self) -> str:
        """What the log calls it."""
        root, source = self._parts
        return f"{root}/{source}"

    def places(self, unlisted: object) -> Iterator[Place]:
        """The one place that it is."""
        yield Place(*self._parts, self.opened, None, None)

    @property
    def _parts(self) -> tuple[str, str]:
        """What stands before and behind the last slash of the address; a query belongs to what is behind."""
        address, mark, query = without_secrets(self.opened).partition("?")
        host, _, path = address.partition("://")[2].partition("/")
        above, _, name = path.rpartition("/")
        root = "/".join(part for part in (f"{scheme(self.opened)}://{host}", above) if part)
        return root, f"{name}{mark}{query}"


def open_page(url: str) -> BinaryIO:
    """What a web server answers to a URL; more of it is fetched as more is read.

    Raises OSError, also where the answer is cut short.
    """
    called = without_secrets(url)
    try:
        answer = urlopen(_request(url), timeout=_SILENCE)
    except HTTPError as fault:
        fault.close()
        number = errno.ENOENT if fault.code in _GONE else errno.EIO
        raise OSError(
            number, f"the server answered {fault.code} {' '.join(str(fault.reason).split())}", called
        ) from None
    except (OSError, HTTPException, ValueError) as fault:
        raise OSError(errno.EIO, _told(fault), called) from fault
    return io.BufferedReader(Arriving(_Answer(answer, called)))


class _Answer:
    """The body of an answer; one that ends before its announced end is an error."""

    def __init__(self, answer: HTTPResponse, called: str) -> None:
        self._answer, self._called = answer, called
        is_packed = answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip")
        self._body: gzip.GzipFile | HTTPResponse = gzip.GzipFile(fileobj=answer) if is_packed else answer

    def read(self, size: int, /) -> bytes:
        """Some bytes; none at the end."""
        try:
            data = self._body.read(size)
        except (OSError, EOFError, HTTPException, zlib.error) as fault:
            raise OSError(errno.EIO, _told(fault), self._called) from fault
        if not data and self._answer.length:
            raise OSError(errno.EIO, f"the answer broke off {self._answer.length} bytes before its end", self._called)
        return data

    def close(self) -> None:
        """Let the connection go."""
        self._answer.close()


def _request(url: str) -> Request:
    """The request for a URL, with the name and password that it may hold as a header."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    if not host.isascii():
        name, colon, port = host.partition(":")
        host = f"{name.encode('idna').decode()}{colon}{port}"
    query = quote(parts.query, _PLAIN)
    request = Request(urlunsplit((parts.scheme, host, quote(parts.path, _PLAIN), query, "")))
    request.add_header("User-Agent", "raingan")
    if user:
        # It is not sent along where the server refers to another one.
        secret = base64.b64encode(unquote(user).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {secret}")
    return request


def _told(fault: Exception) -> str:
    """A fault of the network as the end of a sentence."""
    if isinstance(fault, URLError) and isinstance(fault.reason, OSError):
        return _told(fault.reason)
    if isinstance(fault, TimeoutError):
        return f"the server said nothing for {_SILENCE:g} seconds"
    said = fault.strerror if isinstance(fault, OSError) and fault.strerror else " ".join(str(fault).split())
    return f"the server cannot be read: {said or type(fault).__name__}".rstrip(".")
