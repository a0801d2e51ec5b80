"""The bytes of the tables depend on what documents say, and on nothing else."""

import json
import random
import tempfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.arrow import arrow_schema
from schemas.trail import TABLES
from store.merge import build_tables
from tests.records import CODE, NONE, Records, Row, day, file_bytes, read_tables, update


def corpus() -> Records:
    """Documents that share projects, indicators and updates in every way."""
    records = Records()
    words = {"rationale": "ก", "objectives": "ข", "unit_code": "50490000"}
    quarters = [{"indicator_row": 0, "quarter": n, "result": float(n)} for n in (1, 1, 2)]
    for n in range(6):
        project: Row = {
            "project_code": CODE if n % 2 else "02000000-0002",
            "name": f"ก{n % 3}",
            **words,
            "targets": str(n % 2),
        }
        if n % 3 == 2:
            del project["project_code"]
        problem = NONE if n % 2 else f"ฝน {n}"
        records.document(
            f"p{n}",
            layout="print_form" if n == 4 else "project_page",
            modified=n % 3,
            run=n % 3 + 1,
            projects=[project],
            updates=[update(day(on), on, problem=problem) for on in range(n + 1, 0, -1)]
            + [update(None, narrative="ค")],
            indicators=[{"indicator_code": "5018-0817", "target": float(n)}, {"name": "ร้อยละ", "result": n * 1.5}],
            steps=[{"step": step, "name": f"ข{n}"} for step in range(1, n % 3 + 2)],
            contacts=[{"role": "responsible", "n": 1, "name": f"นาย {n}"}],
            strategy_links=[{"subject": "project", "level": 1, "code": str(n)}] if n % 2 else [],
        )
        records.document(
            f"k{n}",
            layout="kpi_page_bare" if n == 3 else "kpi_page",
            named="5018-0817",
            indicators=[{"summary": f"ง{n}"}],
            indicator_results=quarters[: n % 4],
            issues=[{"code": "unclaimed-text", "start_char": n}],
        )
    return records


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("expected")
    build_tables(corpus().write(root), root / "tables")
    return file_bytes(root / "tables")


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32), parts=st.integers(1, 5))
def test_neither_order_nor_parts_change_a_byte(expected: dict[str, bytes], seed: int, parts: int) -> None:
    chance = random.Random(seed)

    def cut(_: str, rows: list[Row]) -> list[list[Row]]:
        shuffled = chance.sample(rows, len(rows))
        cuts = sorted(chance.randrange(len(rows) + 1) for _ in range(parts - 1))
        return [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build_tables(corpus().write(root, cut), root / "tables")
        assert file_bytes(root / "tables") == expected


def test_threads_change_no_byte(tmp_path: Path, expected: dict[str, bytes]) -> None:
    build_tables(corpus().write(tmp_path), tmp_path / "tables", threads=1)
    assert file_bytes(tmp_path / "tables") == expected


def test_parts_from_before_a_column_was_declared_say_nothing_there(tmp_path: Path) -> None:
    records = Records()
    for code in ("a", "b"):
        records.document(code, projects=[{"project_code": code, "name": "ก", "targets": "ข"}])
    written = records.write(tmp_path, lambda _, rows: [[row] for row in rows])
    older = written / "projects" / "part-0.parquet"
    pq.write_table(pq.read_table(older).drop_columns(["targets"]), older)
    build_tables(written, tmp_path / "tables")
    told = [(row["project_id"], row["name"], row["targets"]) for row in read_tables(tmp_path / "tables")["projects"]]
    assert told == [("a", "ก", None), ("b", "ก", "ข")]


def test_no_place_run_time_or_reading_enters_the_tables(tmp_path: Path, expected: dict[str, bytes]) -> None:
    records = corpus()
    for table, rows in records.rows.items():
        for row in rows:
            row["reading_id"] = f"other {row['reading_id']}"
            if table == "documents":
                row |= {"place": f"s3://{row['place']}", "run_id": f"run-{row['run_id']}"}
    build_tables(records.write(tmp_path), tmp_path / "tables")
    assert file_bytes(tmp_path / "tables") == expected


def test_the_tables_have_the_declared_schema_and_are_sorted_by_unique_keys(tmp_path: Path) -> None:
    build_tables(corpus().write(tmp_path), tmp_path / "tables")
    for table in TABLES:
        path = tmp_path / "tables" / f"{table.name}.parquet"
        assert described(pq.read_schema(path)) == described(arrow_schema(table, "tables"))
        keys = [[_sortable(row[column]) for column in table.key] for row in pq.read_table(path).to_pylist()]
        assert keys == sorted(keys), table.name
        assert len(keys) == len({json.dumps(key) for key in keys}), table.name


def described(schema: pa.Schema) -> list[Any]:
    """A schema as values; Parquet names the items of a list in its own way."""
    fields = [(field.name, str(field.type).replace("element", "item"), field.metadata) for field in schema]
    return [schema.metadata, *fields]


def _sortable(value: Any) -> list[Any]:
    """A null comes before every value."""
    return [value is not None, value if value is not None else 0]


def test_every_reference_and_origin_leads_somewhere(tmp_path: Path) -> None:
    tables = corpus().tables(tmp_path)
    projects = {row["project_id"] for row in tables["projects"]}
    indicators = {row["indicator_id"] for row in tables["indicators"]}
    for name in ("updates", "steps", "contacts", "project_indicators"):
        assert {row["project_id"] for row in tables[name]} <= projects
    for name in ("indicator_results", "project_indicators"):
        assert {row["indicator_id"] for row in tables[name]} <= indicators
    keys = {table.name: {json.dumps([row[c] for c in table.key]) for row in tables[table.name]} for table in TABLES}
    assert tables["origins"]
    for origin in tables["origins"]:
        assert json.dumps(json.loads(origin["row_key"])) in keys[origin["table_name"]]


def test_text_sorts_by_code_point(tmp_path: Path) -> None:
    records = Records()
    ids = ["Z", "a", "é", "ก", "ﬁ", "😀", "1", "@", "ก@", "ก#"]
    for text in ids:
        records.document(text, projects=[{"project_code": text}])
    build_tables(records.write(tmp_path), tmp_path / "tables")
    assert [row["project_id"] for row in read_tables(tmp_path / "tables")["projects"]] == sorted(ids)
