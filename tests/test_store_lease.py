"""A lease on an object store: whoever holds it goes on renewing it, whatever the store raises meanwhile."""

from __future__ import annotations

import time
from typing import Any

import pytest

from store import lease


class AwayError(Exception):
    """What the library of a store raises that is no OSError."""


class Store:
    """A store of one object, of which every other renewal fails."""

    path = "bucket/out/.lock.json"

    def __init__(self) -> None:
        self.fs, self.parent, self.tries, self.renewals = self, "bucket/out", 0, 0

    def invalidate_cache(self) -> None:
        """It remembers nothing."""

    def pipe_file(self, name: str, told: bytes, mode: str) -> None:
        assert (name, told, mode) == (self.path, b"me", "create")

    def write_bytes(self, told: bytes) -> None:
        self.tries += 1
        if self.tries % 2:
            raise AwayError
        self.renewals += 1

    def rm_file(self, name: str) -> None:
        raise AwayError


def test_a_store_that_is_away_for_a_moment_loses_no_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_RENEWED", 0.001)
    store: Any = Store()
    with lease.leased(store, b"me"):
        end = time.monotonic() + 10
        while store.renewals < 3 and time.monotonic() < end:
            time.sleep(0.01)
    assert store.renewals >= 3
