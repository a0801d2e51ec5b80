"""Text rules: how the words of a report become the text of a cell.

A cell is repaired Thai in NFC with 0-9 for Thai digits. Runs of blanks inside a line are one blank, lines
are trimmed, empty lines are dropped, the other line breaks stay: they separate the items of lists. A cell that
holds only a dash says nothing and is null. NFKC is never used: it would split every sara am.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from extract.digits import arabic
from extract.rule import plainly, rule, unmended, verbatim
from extract.thai import Settled, is_sound, repair

DASHES = "-‐‑‒–—―−"
# What says nothing where nothing else is written.
_UNSAID = DASHES + " \n"

# ไม่มี "there is none"; ปัญหา "problem", อุปสรรค "obstacle", และ "and", หรือ "or", ใด ๆ "any", then polite
# endings. Each blank of this pattern stands for blanks and punctuation, which say nothing.
_NONE = re.compile(
    " (?:ไม่ มี (?:ปัญหา )?(?:(?:และ |หรือ )?อุปสรรค )?(?:ใด (?:ๆ |ใด )?)?(?:นะ )?(?:ครับ |ค่ะ |คะ )?)+".replace(
        " ", rf"[{DASHES}\s.*:;,/()\[\]\"'“”]*+"
    )
)
_WRAP = re.compile(r"(?<=[ก-๛])[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[ก-๛])")
# What marks of Markdown are made of.
_MARKS = "\\*"
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BOLD_LINE = re.compile(r"^([ \t]*)\*\*(?=\S)((?:\\.|(?!\*\*)[^\\\n])+)(?<=\S)\*\*(?=[ \t]*$)", re.MULTILINE)


def settled(raw: str) -> str:
    """Return the text repaired, in NFC, with 0-9 for Thai digits; blanks and line breaks as they were."""
    if isinstance(raw, Settled):
        return raw
    if is_sound(raw):
        return arabic(raw)
    value = normalize("NFC", repair(raw))
    # Each of the two may give the other something to do, but only in text that was damaged before.
    while value != raw:
        raw, value = value, normalize("NFC", repair(value))
    return arabic(value)


def _even(line: str) -> str:
    """Return a line trimmed, each run of blanks one blank."""
    # The only blank that is printable is the plain one.
    return line.strip() if line.isprintable() and "  " not in line else " ".join(line.split())


def _plainly_even(value: str) -> str:
    """Return a text whose only blanks are spaces and line feeds as lines that are :func:`_even`, without empty ones."""
    value = value.strip()
    parts = value.split("  ")
    if len(parts) > 1:
        # Of a run of three or more, spaces are left before a part, or a part without anything.
        value = " ".join([part for part in [part.lstrip(" ") for part in parts] if part])
    if "\n" in value:
        return "\n".join(filter(None, map(str.strip, value.split("\n"))))
    return value


def field(raw: str) -> str:
    """Return a short value on one line, as the field rules read it; "" where nothing but a dash stands."""
    return _said(_even(raw if raw.isascii() else settled(raw)))


def _said(value: str) -> str:
    """Return what stands in a cell; "" where it is nothing but a dash."""
    return value if value.strip(_UNSAID) else ""


@rule
def text(raw: str) -> str | None:
    """Return the text of a cell, line breaks kept.

    >>> text("  ๑. สํารวจ   ห้องสมุด\\r\\n\\r\\n ๒. สรุปผล ")
    '1. สำรวจ ห้องสมุด\\n2. สรุปผล'
    >>> text(" - ") is None
    True
    """
    return _said("\n".join(filter(None, map(_even, settled(raw).splitlines())))) or None


@plainly(text)
def _plain_text(raw: str) -> str | None:
    return _said(_plainly_even(raw)) or None


@rule
def name_text(raw: str) -> str | None:
    """Return the text of a name: as :func:`text`, each line break one blank.

    >>> name_text("โครงการพัฒนา\\nห้องสมุด")
    'โครงการพัฒนา ห้องสมุด'
    """
    return field(raw) or None


@plainly(name_text)
def _plain_name(raw: str) -> str | None:
    return _plain_text(" ".join(raw.split()) if "\n" in raw else raw)


@rule
def problem_text(raw: str) -> str | None:
    """Return the text of a problem or obstacle; null as well where the whole cell says "none".

    >>> problem_text("- ไม่มี -") is None
    True
    >>> problem_text("ไม่มีงบประมาณ")
    'ไม่มีงบประมาณ'
    """
    return _none_of_none(text(raw))


@plainly(problem_text)
def _plain_problem(raw: str) -> str | None:
    return _none_of_none(_plain_text(raw))


def _none_of_none(value: str | None) -> str | None:
    return None if value is None or _NONE.fullmatch(value) else value


@rule
@unmended(_MARKS)
def markdown_text(raw: str) -> str | None:
    """Return the text of a cell that was exported as Markdown, without its escapes and bold lines.

    >>> markdown_text("**1.4 วัตถุประสงค์**\\n\\\\* ข้อหนึ่ง")
    '1.4 วัตถุประสงค์\\n* ข้อหนึ่ง'
    """
    return text(_unmarked(raw))


@plainly(markdown_text)
def _plain_markdown(raw: str) -> str | None:
    return _plain_text(_unmarked(raw))


@rule
@unmended(_MARKS)
def markdown_name(raw: str) -> str | None:
    """Return the text of a name that was exported as Markdown, on one line.

    >>> markdown_name("BKK\\\\_Data")
    'BKK_Data'
    """
    return field(_unmarked(raw)) or None


@rule
@verbatim
def wrapped_name(raw: str) -> str | None:
    """Return a name that was wrapped over lines: joined by a blank, but for two Thai letters.

    Thai is wrapped between words, where no blank stands; whether one stood there is not known.

    >>> wrapped_name("โครงการปรับปรุง\\nทางเท้า Phase\\n2")
    'โครงการปรับปรุงทางเท้า Phase 2'
    """
    return field(_WRAP.sub("", _unmarked(raw))) or None


def _unmarked(raw: str) -> str:
    """Return Markdown without its escapes and bold lines, which end as any line may."""
    if "\\" not in raw and "**" not in raw:
        return raw
    lines = raw.replace("\r\n", "\n").replace("\r", "\n")
    # What was settled or plain stays so.
    return type(raw)(_ESCAPE.sub(r"\1", _BOLD_LINE.sub(r"\1\2", lines)))
