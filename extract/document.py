"""A document: the decoded text, the view that patterns are matched on, and its lines.

The *text* is what was decoded, untouched: every offset that leaves the program points into it.
The *view* is the same text with damaged Thai repaired and Thai digits written 0-9, so that a
pattern needs one spelling only. Offsets into the view are mapped back piece by piece; in the
usual, undamaged document both have the same offsets and the mapping costs nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from extract.digits import arabic
from extract.letters import Letters
from extract.mail import mail_marks
from extract.markdown import blanked, marks
from extract.pages import PAGE_END, RUNNING, WRAP, Box, Pages
from extract.span import Place, Span
from extract.thai import Settled, is_sound, other_blanks, repaired

# A stretch of one printed line, with the sign that its paragraph goes on.
_PRINTED = re.compile(rf"[^\n{PAGE_END}{WRAP}]*[^\s][^\n{PAGE_END}{WRAP}]*{WRAP}?")
_FEED = re.compile("\n")
# For so many lines the line starts need not be known.
_FEW = 8
_RUNNING = re.compile(rf"^{RUNNING}.*", re.MULTILINE)


def blackness(text: str) -> int:
    """Count the characters that are not blank."""
    return len("".join(text.split()))


@dataclass(frozen=True)
class Source:
    """How the bytes became text, for the log: nothing that a parser may depend on."""

    media_type: str = "text/plain"
    encoding: str | None = None
    reader: str = "text"


@dataclass(frozen=True)
class Notice:
    """Something odd that a container noticed while it read; the code is one of an issue."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


class Document:
    """A decoded report.

    ``text`` is the decoded text, ``view`` what patterns are matched on, ``pages`` where its
    characters stand on paper, if they do.
    """

    def __init__(
        self,
        text: str,
        source: Source | None = None,
        pages: Pages | None = None,
        notices: Sequence[Notice] = (),
    ) -> None:
        self.text = text
        self.origin = source or Source()
        self.pages = pages
        self.notices = notices
        self.letters = letters = Letters(text)
        mended = repaired(text, letters)
        self.view = arabic(mended.text)
        self._mended = None if mended.text is text or mended.text == text else mended
        self._is_paged = PAGE_END in text
        # Whether it surely is Markdown, and where its marks stand that the view has blanks for.
        self.is_marked = False
        self.marks: list[Place] = []
        # How often the number of a line was asked for.
        self._asked = 0
        # A stretch of the view is one piece of the text with the same offsets.
        self.is_plain = self._mended is None and not self._is_paged
        # Windows Thai has none of the characters that are never seen.
        self.is_windows_thai = letters.are_windows_thai
        self._other_blanks = other_blanks(text) if letters.may_have_other_blanks else ""
        # Where all of the view is sound, it is what rules would make of the text.
        self._is_settled = not self._is_paged and (mended.is_sound or is_sound(self.view))

    def without_marks(self) -> Document:
        """The same document with blanks in the view for the marks of Markdown or of a mail, if it surely is that.

        Rules read its text, where the marks are; some have a twin that takes those of Markdown out, as the view does.
        """
        if self._is_paged:
            return self
        places = marks(self.view)
        is_marked = places is not None
        if places is None:
            places = mail_marks(self.view)
            if not places:
                return self
        other = copy(self)
        other.is_marked, other.marks, other.view = is_marked, places, blanked(self.view, places)
        other.is_plain = other._is_settled = False
        other.__dict__.pop("lines", None)
        return other

    def with_lines(self, lines: Sequence[Span]) -> Document:
        """The same document with no other lines than these."""
        other = copy(self)
        other.lines = [Span(other, line.start, line.end) for line in lines]
        return other

    @property
    def is_mended(self) -> bool:
        """Whether the view differs from the text by more than its digits."""
        return self._mended is not None

    @property
    def blackness(self) -> int:
        """How many characters of the text are not blank."""
        text = self.text
        if self.is_windows_thai or not self.letters.may_have_other_blanks:
            return len(text) - sum(map(text.count, " \n" + self._other_blanks))
        return blackness(text)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Turn offsets into the view into offsets into the text."""
        return (start, end) if self._mended is None else self._mended.sources_of(start, end)

    def located(self, places: tuple[Place, ...]) -> tuple[tuple[Place, ...], bool]:
        """Where stretches of the view stand in the text, and whether rules may read them in the view.

        They stand in pieces of one printed line each where there are pages. In the view rules read the same as in the
        text: they write 0-9 for Thai digits and repair what is damaged, alike unless its repair is cut.
        """
        if len(places) == 1 and (shift := self.shift(*places[0])) is not None:
            ((start, end),) = places
            return ((start + shift, end + shift),), True
        if self._mended is None:
            found, is_whole = places, True
        else:
            found, is_whole = self._mended.located(places)
        if self._is_paged:
            return tuple([line for place in found for line in self.pieces(*place)]), False
        return found, is_whole and (self._is_settled or self.is_plain)

    def shift(self, start: int, end: int) -> int | None:
        """How far a stretch of the view stands from its place in the text, as all stretches in it do.

        None where that is not so simple: on pages, around repairs, or where rules may not read all of the view.
        """
        if self.is_plain:
            return 0
        return self._mended.shift(start, end) if self._mended and self._is_settled else None

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Cut a stretch of the text into what stands on one printed line each; whole where there are no pages."""
        if not self._is_paged:
            return ((start, end),)
        return tuple(match.span() for match in _PRINTED.finditer(self.text, start, end)) or ((start, end),)

    def known(self, raw: str) -> str:
        """A text of the view, as a text of which is known what is known of the whole: rules look for less."""
        return Settled(raw) if self._is_settled else raw

    def plain(self, raw: str) -> str | None:
        """A text of the view with line feeds for all line ends, if it is known to be plain then, as rules call it."""
        if not self._is_settled:
            return None
        for blank in self._other_blanks:
            if blank in raw:
                if blank != "\r":
                    return None
                raw = raw.replace("\r\n", "\n").replace("\r", "\n")
        return raw

    def box(self, start: int, end: int) -> Box | None:
        """The box around a piece of the text; None where it stands on no page."""
        return None if self.pages is None else self.pages.box(self.text, start, end)

    def span(self, start: int, end: int) -> Span:
        """Cut a stretch of the view."""
        return Span(self, start, end)

    def trimmed(self, start: int, end: int) -> Span:
        """Cut a stretch of the view, without the blanks around it."""
        return Span(self, *self.trim(start, end))

    def trim(self, start: int, end: int) -> Place:
        """The ends of a stretch of the view without the blanks around it."""
        stretch = self.view[start:end]
        said = stretch.strip()
        if len(said) < end - start:
            start = end - len(stretch.lstrip())
            return start, start + len(said)
        return start, end

    @cached_property
    def lines(self) -> list[Span]:
        """The lines that are not blank, trimmed, in order: one element a line; not those that run over all pages."""
        view = self.view.replace("\r", "\n")
        if self._is_paged:
            view = _RUNNING.sub(lambda line: " " * len(line[0]), view)
        found, start = [], 0
        for line in view.split("\n"):
            end = start + len(line)
            if said := line.strip():
                # A line without blanks around it is stripped to itself.
                if said is line:
                    found.append(Span(self, start, end))
                else:
                    start = end - len(line.lstrip())
                    found.append(Span(self, start, start + len(said)))
            start = end + 1
        return found

    @cached_property
    def running(self) -> list[Span]:
        """The heads and feet that a printer puts on every page; the head of the first one is a line, too."""
        if not self._is_paged:
            return []
        found = [Span(self, *match.span()) for match in _RUNNING.finditer(self.view)]
        said = {self.view[span.start + len(RUNNING) : span.end].strip() for span in found}
        return [*found, *takewhile(lambda line: line.text in said, self.lines)]

    @cached_property
    def joints(self) -> list[int]:
        """Where a reader of pages joined printed lines, as offsets into the view, which has no sign of it."""
        if not self._is_paged or self._mended is None:
            return []
        ends = zip(self._mended.offsets, self._mended.sources, strict=True)
        return [offset for offset, source in ends if self.text.startswith(WRAP, source)]

    @cached_property
    def has_lone_returns(self) -> bool:
        """Whether a carriage return ends a line of the view alone."""
        return "\r" in self.view and self.view.count("\r") > self.view.count("\r\n")

    @cached_property
    def utf8(self) -> bytes:
        """The text in UTF-8."""
        return self.text.encode()

    @cached_property
    def line_starts(self) -> list[int]:
        """Where the lines of the text begin, blank ones among them."""
        text = self.text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        return [0, *[feed.end() for feed in _FEED.finditer(text)]]

    def line(self, offset: int) -> int:
        """Number the line, from 1, in which an offset into the text stands."""
        self._asked += 1
        # To count line ends takes a tenth of the time that it takes to find them all.
        if self._asked > _FEW or "\r" in self.text:
            return bisect_right(self.line_starts, offset)
        return self.text.count("\n", 0, offset) + 1

    def line_text(self, number: int) -> str:
        """The text of a line, numbered from 1, without its line end."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")
