"""The digest of rows follows its definition, whatever they hold and however they were cut into batches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from store.digest import digests
from store.rows import OWNER
from tests.digests import SCHEMAS, digest

Rows = dict[str, list[dict[str, Any]]]

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text("aก่\0\x1d\n🙂", max_size=5),
    "list<item: string>": st.lists(st.text("aก", max_size=3), max_size=3),
    "bool": st.booleans(),
    "double": st.floats(),
    "date32[day]": st.dates(),
    "decimal128(18, 2)": st.integers(-(10**17), 10**17).map(lambda satang: Decimal(satang).scaleb(-2)),
    **{f"int{bits}": st.integers(-(1 << bits - 1), (1 << bits - 1) - 1) for bits in (16, 32, 64)},
}

# A value of each kind that is hardest to tell from null.
FIRST: dict[str, Any] = dict.fromkeys(VALUES, 0) | {
    "string": "",
    "list<item: string>": [],
    "bool": False,
    "date32[day]": date(1970, 1, 1),
}
STEP = dict.fromkeys(SCHEMAS["steps"].names)


def readings() -> st.SearchStrategy[list[Rows]]:
    """Some readings, each with rows in a few tables: of all kinds of columns, null or not."""
    tables = {
        name: st.lists(
            st.fixed_dictionaries(
                {
                    field.name: st.just("") if field.name in OWNER else st.none() | VALUES[str(field.type)]
                    for field in SCHEMAS[name]
                }
            ),
            max_size=3,
        )
        for name in ("projects", "project_indicators", "steps", "fields", "texts")
    }
    return st.lists(st.fixed_dictionaries({}, optional=tables), min_size=1, max_size=4)


def tables(rows: list[Rows]) -> Iterator[tuple[str, pa.Table]]:
    """The rows of readings as tables."""
    for name, schema in SCHEMAS.items():
        if found := [row for reading in rows for row in reading.get(name, [])]:
            yield name, pa.Table.from_pylist(found, schema=schema)


def counts(rows: list[Rows]) -> list[dict[str, int]]:
    return [{name: len(found) for name, found in reading.items()} for reading in rows]


@settings(max_examples=60)
@given(rows=readings())
def test_digests_follow_their_definition_however_rows_were_cut(rows: list[Rows]) -> None:
    expected = [digest(reading) for reading in rows]
    whole = dict(tables(rows))
    assert digests(whole, counts(rows)) == expected
    assert [digests(dict(tables([reading])), counts([reading]))[0] for reading in rows] == expected
    pieces = {}
    for name, table in whole.items():
        twice = pa.concat_tables([table, table]).combine_chunks()
        pieces[name] = pa.concat_tables([twice.slice(len(table) + at, 1) for at in range(len(table))])
    assert digests(pieces, counts(rows)) == expected


def test_what_lies_in_memory_below_a_null_is_nothing() -> None:
    [steps] = [table for name, table in tables([{"steps": [STEP] * 3}]) if name == "steps"]
    hidden = np.array([True, False, True])
    columns = {
        "weight_percent": pa.array(np.array([1.5, 2.5, 3.5]), mask=hidden),
        "name": pa.Array.from_buffers(
            pa.string(),
            3,
            [pa.py_buffer(b"\2"), pa.py_buffer(np.array([0, 2, 3, 5], np.int32)), pa.py_buffer(b"aabcc")],
        ),
    }
    assert pa.array(np.array([1.5, 2.5, 3.5]), mask=hidden).buffers()[1].to_pybytes()[:8] != bytes(8)
    for name, column in columns.items():
        steps = steps.set_column(steps.column_names.index(name), steps.schema.field(name), column)
    told = {"steps": steps.to_pylist()}
    assert [row["name"] for row in told["steps"]] == [None, "b", None]
    assert digests({"steps": steps}, [{"steps": 3}]) == [digest(told)]


def test_every_column_counts_but_raw_texts_and_whose_rows_they_are() -> None:
    rows = {name: [dict.fromkeys(schema.names)] for name, schema in SCHEMAS.items()}
    empty = dict(tables([rows]))
    one = dict.fromkeys(SCHEMAS, 1)
    before, passed_over = digests(empty, [one]), set()
    for name, schema in SCHEMAS.items():
        for at, field in enumerate(schema):
            said = pa.array([FIRST[str(field.type)]], field.type)
            if digests(empty | {name: empty[name].set_column(at, field, said)}, [one]) == before:
                passed_over.add((name, field.name))
    assert passed_over == {*((name, owner) for name in SCHEMAS for owner in OWNER), ("fields", "raw")}
