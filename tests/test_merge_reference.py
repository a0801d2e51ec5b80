"""The merge against a plain reference that was written from the contract alone, over made-up histories."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from schemas.column import Table
from schemas.tables import STATED
from tests.histories import History
from tests.records import Records, Row, Rows
from tests.reference_documents import COLUMNS, Key
from tests.reference_findings import PASSED_OVER
from tests.reference_merge import Merge, merged

HISTORIES = 300
# Of these every cell is compared; of what is taken whole the reference has no opinion.
COMPARED = ("projects", "updates", "indicators")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Rows, Merge]:
    """The tables that DuckDB makes of the histories, and those of the reference."""
    root, records = tmp_path_factory.mktemp("histories"), Records()
    for number in range(1, HISTORIES + 1):
        History(number).state(records)
    tables = records.tables(root)
    return tables, merged({name: _written(root / "records" / name) for name in records.rows})


def _written(folder: Path) -> list[Row]:
    """The rows of a table as they lie in the records, nulls and all."""
    return [row for part in sorted(folder.glob("*.parquet")) for row in pq.read_table(part).to_pylist()]


@pytest.mark.parametrize("table", STATED, ids=lambda table: table.name)
def test_every_row_and_cell_is_that_of_the_reference(both: tuple[Rows, Merge], table: Table) -> None:
    tables, reference = both
    got = {tuple(row[name] for name in table.key): row for row in tables[table.name]}
    assert len(got) == len(tables[table.name])
    assert got == reference.rows[table.name]


@pytest.mark.parametrize("table", STATED, ids=lambda table: table.name)
def test_every_cell_is_traced_to_where_the_reference_has_it_from(both: tuple[Rows, Merge], table: Table) -> None:
    tables, reference = both
    origins = {
        (tuple(json.loads(row["row_key"])), row["column_name"]): (row["document_id"], row["row"])
        for row in tables["origins"]
        if row["table_name"] == table.name
    }
    for key, row in reference.rows[table.name].items():
        for name in set(COLUMNS[table.name]) - set(table.key):
            born = reference.births.get((table.name, key, name))
            if born and row[name] is not None and born[0] != row["document_id"]:
                assert origins[key, name] == born


def test_the_findings_of_the_merge_are_those_of_the_reference(both: tuple[Rows, Merge]) -> None:
    tables, reference = both
    assert {found for issue in tables["issues"] for found in _found(issue)} == reference.findings


def _found(issue: Row) -> Iterator[Key]:
    """An issue as the reference tells it, at the document that it is about."""
    code, table, column, message = (issue[name] for name in ("code", "table_name", "column_name", "message"))
    at = (issue["document_id"], issue["row"])
    if code == "update-vanished":
        yield (code, *at)
    elif code == "update-rewritten" and message.startswith("An older"):
        yield (code, *at, column)
    elif code == "export-order-unclear" and message.startswith("This document was modified"):
        yield (code, at[0])
    elif code == "code-in-two-years" and "anon:" not in message:
        yield (code, message.split()[-1].rstrip("."))
    elif code == "stated-twice":
        yield (code, table, column, at[0])
    elif code == "sources-disagree" and table in COMPARED and column and column not in PASSED_OVER:
        yield (code, table, column, *at)
