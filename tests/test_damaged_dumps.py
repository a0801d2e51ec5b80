"""Dumps and archives that programs wrote badly: what is whole in them is read, and the rest says what it is."""

from __future__ import annotations

import io
import json

import pytest

from extract.bundles import Member, is_bundle, members
from tests.bundles import zipped

LIMIT = 1 << 20
WHOLE = json.dumps({"url": "u", "text": "ความคืบหน้า"}, ensure_ascii=False).encode()


def read(data: bytes, name: str = "d.jsonl") -> list[Member]:
    assert is_bundle(io.BytesIO(data))
    return list(members(io.BytesIO(data), name, LIMIT))


def test_lines_in_the_thai_code_page_are_read() -> None:
    data = WHOLE.decode().encode("cp874") + b"\n" + WHOLE
    assert [(each.name, (each.data or b"").decode()) for each in read(data)] == [
        ("u", "ความคืบหน้า"),
        ("u!2", "ความคืบหน้า"),
    ]


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        (b'{"url": "x", "text": "cut', "is no JSON (Unterminated string starting at: character 21)"),
        (WHOLE.replace("ค".encode(), "ค".encode()[:2], 1), "is not UTF-8"),
        (b'{"html": "a" "b"}', "is no JSON (Expecting ',' delimiter: character 13)"),
    ],
)
def test_a_broken_first_line_costs_only_itself(first: bytes, problem: str) -> None:
    found = read(first + b"\n\n" + WHOLE + b"\n" + WHOLE)
    assert [each.name for each in found] == ["1", "u", "u!2"]
    assert (found[0].problem or "").startswith(f"bad-line: line 1 {problem}; expected ")


@pytest.mark.parametrize(
    "data", [b'{"url": "x", "text": "cut', b'{"text" of a report}\n{in braces}\n', b'{"a": 1}\n' + WHOLE]
)
def test_what_does_not_begin_as_a_dump_is_none(data: bytes) -> None:
    assert not is_bundle(io.BytesIO(data))


def test_pages_printed_over_several_lines_stay_whole() -> None:
    data = b'{"url": "u",\n"text": "1"}\n{"url": "v",\n"text": "2"}\n'
    assert [(each.name, each.data) for each in read(data)] == [("u", b"1"), ("v", b"2")]


def test_a_method_of_packing_that_is_not_read_is_told() -> None:
    data = zipped([("a", b"aaaa" * 99), ("b", b"b")])
    at = data.index(b"PK\x01\x02") + 10
    found = read(data[:at] + b"\x09" + data[at + 1 :], "a.zip")
    assert found[0].problem == "unsupported-member: it is packed by method 9, which is not read; pack it anew."
    assert found[1].data == b"b"
