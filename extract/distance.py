"""The edit distance of two words."""

from __future__ import annotations


def distance(one: str, other: str) -> int:
    """How many letters must be added, dropped or exchanged to make one word the other.

    >>> distance("เป้าหมาย", "เปาหมาย"), distance("แผน", "แผนก"), distance("", "ก")
    (1, 1, 1)
    """
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, wanted in enumerate(other, 1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != wanted))
    return row[-1]
