"""Two lines between which a value or its label is cut, matched as one."""

from __future__ import annotations

import re

from extract.span import Span
from parsers.line_pattern import Lines


class Torn:
    """Two lines as one text, in which a line end parts them.

    The head of a page may stand between them, so that no stretch of the document is the two and nothing else.
    """

    __slots__ = ("above", "below", "text")

    def __init__(self, above: Span, below: Span) -> None:
        self.above = above
        self.below = below
        self.text = f"{above.text}\n{below.text}"

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match from the start of the first line into the second."""
        match = pattern.match(self.text)
        return match if match and match.end() > self.above.end - self.above.start else None

    def pieces(self, match: re.Match[str], group: str | int = 0) -> Lines:
        """What a group is of the first line and of the second, either of which may be empty."""
        start, end = match.span(group)
        document, cut = self.above.document, self.above.end - self.above.start
        first, second = self.above.start, self.below.start - cut - 1
        return [
            document.trimmed(first + min(start, cut), first + min(end, cut)),
            document.trimmed(second + max(start, cut + 1), second + max(end, cut + 1)),
        ]

    def rest(self, match: re.Match[str]) -> Span:
        """What stands behind a match in the second line."""
        below = self.below
        return below.document.trimmed(below.end - (len(self.text) - match.end()), below.end)
