"""What ``runs.jsonl`` keeps of runs, also of one that a crash cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import runs
from store.faults import CannotRun
from tests.bundles import dumped
from tests.exports import ingest, log, page, write


def test_a_line_cut_inside_a_character_is_passed_over(tmp_path: Path) -> None:
    runs.note(tmp_path, {"run_id": "1", "inputs": ["รายงาน"]})
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write('{"run_id": "2", "inputs": ["รา'.encode()[:-1])
    runs.note(tmp_path, {"run_id": "3", "inputs": []})
    assert [line["run_id"] for line in runs.lines(tmp_path)] == ["1", "3"]


def test_runs_that_read_dumps_grow_where_the_clock_goes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, clock in enumerate((2_000_000_000_000_000, 1_000_000_000_000_000)):
        monkeypatch.setattr("store.runs.now", lambda clock=clock: clock)
        write(tmp_path / "in" / f"{number}.jsonl", dumped([{"url": f"https://h/{number}", "text": page(number)}]))
        ingest(tmp_path / "out", tmp_path / "in")
    assert [row["run_id"][:4] for row in log(tmp_path / "out")] == ["2033", "2033"]
    first, second = (row["ingested_at"] for row in log(tmp_path / "out"))
    assert first < second


@pytest.mark.parametrize("name", ["old.parquet", "{} (1).parquet"])
def test_a_copy_of_a_part_beside_it_is_told(tmp_path: Path, name: str) -> None:
    write(tmp_path / "in" / "1.txt", page(1))
    ingest(tmp_path / "out", tmp_path / "in")
    (part,) = (tmp_path / "out" / "records" / "projects").glob("*.parquet")
    copy = part.with_name(name.format(part.stem))
    copy.write_bytes(part.read_bytes())
    write(tmp_path / "in" / "2.txt", page(2))
    with pytest.raises(CannotRun, match="is no part that a run wrote"):
        ingest(tmp_path / "out", tmp_path / "in")
    copy.unlink()
    ingest(tmp_path / "out", tmp_path / "in")
    assert len(log(tmp_path / "out")) == 2
