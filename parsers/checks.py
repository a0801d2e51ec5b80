"""Checks between values: they report, and never correct."""

from __future__ import annotations

from parsers.reading import Reading


def check(reading: Reading) -> None:
    """Run every check over a reading."""
