"""Telephone numbers, as printed."""

from __future__ import annotations

from extract.rule import rule
from extract.text import text


@rule
def phones(raw: str) -> str | None:
    """Join telephone numbers, one a line, by a comma; each stays as it is printed.

    >>> phones("0 2326 6288\\n6822-3")
    '0 2326 6288, 6822-3'
    """
    printed = text(raw)
    return printed.replace("\n", ", ") if printed else None
