"""Texts and pieces as columns: what is built for many documents at once is what each of them says."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.container import open_document
from extract.document import Document
from parsers import parse
from schemas.arrow import arrow_schema
from schemas.trail import FIELDS
from store import parts
from store.rows import READ, rows, values
from store.slices import Slices
from tests.exports import page

# One to four bytes a character, marks that belong to the letter before them, zeros.
TEXTS = st.lists(st.text("aก่ำé🙂\0\n", max_size=30), min_size=1, max_size=5)
PRINTED = Path(__file__).parent / "fixtures" / "pdf" / "weasyprint-table-garuda.pdf"


@given(texts=TEXTS, data=st.data())
def test_slices_are_those_of_python(texts: list[str], data: st.DataObject) -> None:
    cut = st.tuples(st.integers(0, len(texts) - 1), st.integers(0, 30), st.integers(0, 30))
    places = data.draw(st.lists(cut, min_size=1, max_size=20))
    cuts = [(text, *sorted(min(end, len(texts[text])) for end in two)) for text, *two in places]
    slices = Slices([text.encode() for text in texts])
    text, starts, ends = np.array(cuts).T
    found = slices.cut(slices.places(text, starts), slices.places(text, ends))
    found.validate(full=True)
    assert found.to_pylist() == [texts[text][start:end] for text, start, end in cuts]
    assert slices.texts().to_pylist() == texts


@given(texts=st.lists(st.text("aก🙂\r\n\v\u2028", min_size=1, max_size=12), min_size=1, max_size=5))
def test_lines_are_those_of_documents(texts: list[str]) -> None:
    places = [(text, at) for text, said in enumerate(texts) for at in range(len(said))]
    ends = [[end.end() for end in re.finditer(r"\r\n|\r|\n", said)] for said in texts]
    expected = [1 + sum(end <= at for end in ends[text]) for text, at in places]
    slices = Slices([text.encode() for text in texts])
    text, at = np.array(places).T
    assert slices.lines(text, slices.places(text, at)).tolist() == expected
    assert [Document(texts[number]).line(start) for number, start in places] == expected


@pytest.mark.parametrize("few", [1, 3, 100])
def test_tables_hold_the_rows_of_their_readings(few: int) -> None:
    texts = [page(n, updates=n % 4).encode(("utf-8", "cp874", "utf-16")[n % 3]) for n in range(9)]
    others = [page(1)[:900].encode(), PRINTED.read_bytes(), "รายงานอื่น".encode()]
    expected: dict[str, list[tuple[object, ...]]] = {table.name: [] for table in READ}
    batch = parts.Batch()
    for number, data in enumerate([*texts[:4], *others, *texts[4:]]):
        reading = parse(open_document(data))
        batch.add(f"{number:064d}", f"r{number}", values(reading))
        batch.pack(few)
        for name, told in rows(reading).items():
            expected[name] += [(f"{number:064d}", f"r{number}", *row) for row in told]
    tables = batch.tables()
    stood = {name: [tuple(row.values()) for row in table.to_pylist()] for name, table in tables.items()}
    assert stood == {name: told for name, told in expected.items() if told}
    assert {row[-2] is None for row in stood["fields"]} == {True, False}, "with boxes and without"
    for table in READ:
        if table.name in tables:
            assert tables[table.name].schema.equals(arrow_schema(table, "records"), check_metadata=True)
            tables[table.name].validate(full=True)


def test_a_piece_of_a_number_too_high_is_refused() -> None:
    said = values(parse(open_document(page(1).encode())))
    how, start, end = said.pieces[:3]
    said.pieces[:3] = [how, start, end] * ((1 << 15) + 1)
    said.counts[1] += 3 << 15
    batch = parts.Batch()
    batch.add("", "", said)
    with pytest.raises(pa.ArrowInvalid, match="32768"):
        batch.tables()
    assert FIELDS.column("part").type == "int16"
