"""Every character is accounted for, and every cell can be read again from its pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.container import open_document
from extract.document import Document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES, read, reports

TEXTS = [open_document(report.read_bytes()).text for report in reports()]
LINES = sorted({line for text in TEXTS for line in text.splitlines()})


@pytest.mark.parametrize("report", reports(), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_sample_is_accounted_for(report: Path) -> None:
    assert_sound(read(report))


def test_seeds_are_accounted_for(seeds: Path) -> None:
    for seed in sorted(seeds.glob("*.txt")):
        assert_sound(read(seed))


@given(st.text())
def test_any_text_is_accounted_for(text: str) -> None:
    assert_sound(parse(Document(text)))


@given(st.lists(st.sampled_from(LINES), max_size=40), st.sampled_from(["\n", "\r\n", "\n\n", "\r"]))
def test_any_mixture_of_sample_lines_is_accounted_for(lines: list[str], end: str) -> None:
    assert_sound(parse(Document(end.join(lines))))


@st.composite
def damaged_reports(draw: st.DrawFn) -> str:
    """A sample with lines lost, repeated, moved or joined, or cut short."""
    lines = draw(st.sampled_from(TEXTS)).splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        to = draw(st.integers(0, max(0, len(lines) - 1)))
        damage = draw(st.sampled_from(["lose", "repeat", "move", "join", "cut", "foreign"]))
        if damage == "lose":
            del lines[at : at + 1]
        elif damage == "repeat":
            lines[to:to] = lines[at : at + 3]
        elif damage == "move":
            lines[to:to] = [lines.pop(at)] if lines else []
        elif damage == "join" and lines:
            lines[at] = lines[at].rstrip("\r\n")
        elif damage == "cut":
            lines = lines[: at + 1]
        else:
            lines[to:to] = [draw(st.sampled_from(LINES)) + "\n"]
    return "".join(lines)


@given(damaged_reports())
def test_damaged_report_is_accounted_for(text: str) -> None:
    assert_sound(parse(Document(text)))
