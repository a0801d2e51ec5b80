"""A real S3 server on this machine, with a bucket whose objects tests put, date and delete."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

from tests.exports import LONG_AGO

BUCKET = "exports"
_ACCOUNT = "123456789012"


class Bucket:
    """The bucket ``exports`` of a server."""

    def __init__(self, server: str) -> None:
        self.server = server

    def reset(self) -> None:
        """Have the bucket, and nothing in it."""
        urlopen(Request(f"{self.server}/moto-api/reset", b"", method="POST")).close()
        self._send("PUT", "", b"")

    def put(self, key: str, data: bytes, modified: float = LONG_AGO) -> None:
        """Put an object that was last changed at a time long past, so that it counts as settled."""
        from moto.s3.models import s3_backends

        self._send("PUT", key, data)
        stored = s3_backends[_ACCOUNT]["aws"].buckets[BUCKET].keys[key]
        stored.last_modified = datetime.fromtimestamp(modified, UTC).replace(tzinfo=None)

    def delete(self, key: str) -> None:
        """Delete an object."""
        self._send("DELETE", key, b"")

    def _send(self, method: str, key: str, data: bytes) -> None:
        headers = {
            "Content-Type": "application/octet-stream",
            "Authorization": "AWS4-HMAC-SHA256 Credential=somebody/20260101/us-east-1/s3",
        }
        urlopen(Request(f"{self.server}/{BUCKET}/{quote(key)}", data, headers, method=method)).close()


@contextmanager
def served() -> Iterator[Bucket]:
    """The bucket of a server that runs in a thread of this process."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        yield Bucket("http://{}:{}".format(*server.get_host_and_port()))
    finally:
        server.stop()


def use(server: str, patch: pytest.MonkeyPatch, nothing: Path) -> None:
    """Have this process and those that it starts take a server for S3, whatever else is configured here."""
    settings = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": str(nothing),
        "AWS_SHARED_CREDENTIALS_FILE": str(nothing),
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_MAX_ATTEMPTS": "1",
    }
    for name, value in settings.items():
        patch.setenv(name, value)
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "HTTP_PROXY", "http_proxy"):
        patch.delenv(name, raising=False)
