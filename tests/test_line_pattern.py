"""Patterns of lines: none may miss a line because of the character that the line begins with."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parsers
from extract.document import Document
from parsers.line_pattern import LinePattern, any_of, first_of, found, heading, line_pattern, one_of

MODULES = [importlib.import_module(f"parsers.{module.name}") for module in pkgutil.iter_modules(parsers.__path__)]
# Every pattern of the parsers that looks at the first character, by one of its names.
NAMED = [(name, pattern) for module in MODULES for name, pattern in vars(module).items()]
GATED = {pattern: name for name, pattern in NAMED if isinstance(pattern, LinePattern) and pattern.initials}


@pytest.mark.parametrize("pattern", GATED, ids=[f"{name}-{n}" for n, name in enumerate(GATED.values())])
@settings(max_examples=10)
@given(data=st.data())
def test_every_line_of_a_pattern_begins_with_one_of_its_initials(pattern: LinePattern, data: st.DataObject) -> None:
    line = data.draw(st.from_regex(pattern.expression, fullmatch=True)).strip()
    if line and pattern.fullmatch(line):
        assert line[0] in (pattern.initials or ())


def test_initials_of_patterns_are_those_of_their_parts() -> None:
    one, other = heading("เป้าหมาย"), line_pattern(r"\(\d+\)", "(")
    assert any_of(one, other).initials == one_of(one=one, other=other).initials == frozenset("\\*#เ(")
    assert any_of(one, line_pattern(r"\d+")).initials is None


@pytest.mark.parametrize("pattern", [heading("เป้าหมาย"), line_pattern(r"(?:\*\*)?เป้าหมาย(?:\*\*)?")])
def test_lines_are_found_with_and_without_a_look_at_their_first_character(pattern: LinePattern) -> None:
    lines = Document("เป้า\nเป้าหมาย\n\n **เป้าหมาย**\nหมาย").lines
    assert [(at, match[0]) for at, match in found(lines, pattern)] == [(1, "เป้าหมาย"), (2, "**เป้าหมาย**")]
    assert first_of(lines, pattern) == 1
    assert (found([], pattern), first_of([], pattern), first_of(lines[3:], pattern)) == ([], 0, 1)
