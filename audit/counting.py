"""Counting: numbers with their nouns."""

from __future__ import annotations

from collections.abc import Mapping


def counted(count: int, noun: str) -> str:
    """A number and what it counts.

    >>> counted(1, "place"), counted(1200, "place"), counted(0, "archive or dump")
    ('1 place', '1200 places', '0 archives or dumps')
    """
    return f"{count} {noun if count == 1 else ' or '.join(f'{word}s' for word in noun.split(' or '))}"


def listed(counts: Mapping[str, int]) -> str:
    """Numbers with their names, in the order of the names.

    >>> listed({"unreadable": 1, "parsed": 2})
    '2 parsed, 1 unreadable'
    """
    return ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
