"""Rows are read from part files by where they stand there, in any order that keeps a part together."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import arrow_schema
from schemas.tables import STEPS
from store.current import open_records
from store.merge.spots import rows_at

FIELDS = [pa.field("text", pa.string()), pa.field("words", pa.list_(pa.string())), pa.field("new", pa.string())]
SCHEMA = pa.schema([*FIELDS, pa.field("spot", pa.int64()), pa.field("place", pa.int32())])


def part_rows(number: int, count: int) -> list[dict[str, Any]]:
    """Rows of a part; the first was written before there was a column."""
    rows = [{"text": f"ก{number}.{row}", "words": ["ข"] * row, "new": f"{number}"} for row in range(count)]
    return rows if number else [{**row, "new": None} for row in rows]


def write(rows: list[dict[str, Any]], path: Path, number: int) -> str:
    table = pa.Table.from_pylist(rows, pa.schema(FIELDS))
    pq.write_table(table if number else table.drop_columns(["new"]), path, row_group_size=2)
    return str(path)


@settings(max_examples=40)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    data=st.data(),
    batch_rows=st.integers(1, 4),
)
def test_rows_are_those_at_the_spots_in_their_order(sizes: list[int], data: st.DataObject, batch_rows: int) -> None:
    parts = [part_rows(number, count) for number, count in enumerate(sizes)]
    order = data.draw(st.permutations(range(len(parts))))
    spots = [(part << 32) + row for part in order for row in data.draw(st.lists(st.integers(0, sizes[part] - 1)))]
    wanted = pa.table({"spot": pa.array(spots, pa.int64()), "place": pa.array(range(len(spots)), pa.int32())})
    reader = pa.RecordBatchReader.from_batches(wanted.schema, wanted.to_batches(batch_rows))
    with TemporaryDirectory() as folder:
        paths = [write(rows, Path(folder) / f"{number}.parquet", number) for number, rows in enumerate(parts)]
        found = [row for batch in rows_at(paths, SCHEMA, reader) for row in batch.to_pylist()]
    assert found == [
        {**parts[spot >> 32][spot & 0xFFFF_FFFF], "spot": spot, "place": place} for place, spot in enumerate(spots)
    ]


def test_the_engine_tells_the_spots_of_rows(tmp_path: Path) -> None:
    """Of parts that are alike and of parts that are not, by the order of their paths."""
    schema = arrow_schema(STEPS, "records")
    folder = tmp_path / STEPS.name
    folder.mkdir()
    for number in (2, 0, 1):
        rows = pa.Table.from_pylist([{"document_id": f"{number}.{row}"} for row in range(number + 2)], schema)
        pq.write_table(rows, folder / f"20260101T000000000000Z-00000{number}.parquet", row_group_size=2)
    expected = [((part << 32) + row, f"{part}.{row}") for part in range(3) for row in range(part + 2)]
    asked = "SELECT spot, document_id FROM all_steps ORDER BY spot"
    with duckdb.connect() as connection:
        assert [Path(part).stem[-1] for part in open_records(connection, tmp_path, STEPS)] == ["0", "1", "2"]
        assert connection.execute(asked).fetchall() == expected
    older = folder / "20260101T000000000000Z-000000.parquet"
    pq.write_table(pq.read_table(older).drop_columns(["name"]), folder / "20250101T000000000000Z-000000.parquet")
    older.unlink()
    with duckdb.connect() as connection:
        open_records(connection, tmp_path, STEPS)
        assert connection.execute(asked).fetchall() == expected
