"""The engine takes more memory where a step needs it, step by step, and no step is lost."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from store.merge.engine import engine_beside

# A list of whole numbers is held as one value, which cannot be written to disk: about 16 MB.
COUNT = 2_000_000
LARGE = f"SELECT list(number) AS numbers FROM range({COUNT}) r(number)"


def test_a_step_that_lacks_memory_is_done_again_with_more(tmp_path: Path) -> None:
    with engine_beside(tmp_path / "tables", ("10MB", "15MB", "500MB")) as engine:
        engine.table("small", "SELECT 1 AS number")
        engine.table("large", LARGE)
        engine.insert("large", LARGE)
        assert engine.values("SELECT len(numbers) FROM large") == [COUNT, COUNT]
        assert engine.values("FROM small") == [1]


def test_a_stream_that_lacks_memory_is_read_again_with_more(tmp_path: Path) -> None:
    tries = []

    def read() -> pa.Table:
        tries.append(1)
        return engine.stream(LARGE).read_all()

    with engine_beside(tmp_path / "tables", ("10MB", "500MB")) as engine:
        assert len(engine.in_memory(read)["numbers"][0]) == COUNT
    assert len(tries) == 2


def test_where_no_more_may_be_used_the_lack_is_told(tmp_path: Path) -> None:
    with engine_beside(tmp_path / "tables", ("10MB", "12MB")) as engine:
        with pytest.raises(duckdb.OutOfMemoryException):
            engine.table("large", LARGE)
        assert engine.values("SELECT 1") == [1]
