"""What ``runs.jsonl`` keeps of runs, also of one that a crash cut."""

from __future__ import annotations

from pathlib import Path

from store import runs


def test_a_line_cut_inside_a_character_is_passed_over(tmp_path: Path) -> None:
    runs.note(tmp_path, {"run_id": "1", "inputs": ["รายงาน"]})
    with (tmp_path / "runs.jsonl").open("ab") as file:
        file.write('{"run_id": "2", "inputs": ["รา'.encode()[:-1])
    runs.note(tmp_path, {"run_id": "3", "inputs": []})
    assert [line["run_id"] for line in runs.lines(tmp_path)] == ["1", "3"]
