"""Doubts: what tells that a character does not look like what it is said to be."""

from __future__ import annotations

from collections.abc import Sequence

# Marks under the baseline reach no higher than this, the others begin no lower, in ems.
_BELOW, _HIGH, _LOW = "ฺุู", 0.15, 0.25
# What has one width in any font; that of a slash is not known, for its ink may reach out of it.
ONE_WIDTH = frozenset("0123456789-,.:;()%=")
_SAME_WIDTH = 0.05


def is_unlike(mark: str, low: float, high: float) -> bool:
    """Whether ink between two heights above the baseline, in ems, cannot be that of a Thai mark."""
    return high > low and (low < _LOW if mark not in _BELOW else high > _HIGH)


def are_doubtful(widths: Sequence[float]) -> bool:
    """Whether characters that have one width, in ems, have several: different glyphs are said to be one character."""
    return max(widths) - min(widths) > _SAME_WIDTH
