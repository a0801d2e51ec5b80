"""Diff: rows and cells matched as the merge matches them, each difference with its cause."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from audit.diff import Difference, Side, diff
from audit.reparse import reparse
from pipeline import main
from store.faults import CannotRun
from store.ingest import Options
from store.work import Stop
from tests import exports, older
from tests.records import CODE, NONE, Records, Row, day, run_start, update
from tests.tampering import set_cell

BARE = {"rationale": "why", "objectives": "what for", "unit_code": "01000800"}


def told(differences: list[Difference]) -> set[tuple[Any, ...]]:
    """Differences without their texts."""
    return {(d.kind, d.table, d.column, d.cause, d.is_rewritten) for d in differences}


class Told:
    """What two made-up runs make of an OUT: ``before`` and ``after`` are the same place, or others."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.records = Records()

    def state(self, run: int, updates: list[Row], place: str = "page", **more: Any) -> None:
        project = {"project_code": CODE, **more.pop("project", {})}
        name = f"{place} {run}"
        url = f"file:///in/{place}.txt"
        self.records.document(name, run=run, modified=run, place=url, projects=[project], updates=updates, **more)

    def differences(self) -> list[Difference]:
        self.records.write(self.folder)
        return list(diff(Side(self.folder, run_start(2)), Side(self.folder, run_start(3))))


@pytest.fixture
def runs(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_new_update_is_added_and_shifts_nothing(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0), update(day(5), 10.0)])
    runs.state(2, [update(day(15), 30.0), update(day(10), 20.0), update(day(5), 10.0)])
    (found,) = runs.differences()
    assert told([found]) == {("added", "updates", None, "document changed", False)}
    assert found.after["reported_on"] == day(15)
    assert json.loads(found.key) == [CODE, 3]


def test_update_put_before_others_renumbers_and_rewrites_nothing(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0, printed_number=1)])
    runs.state(2, [update(day(10), 20.0, printed_number=1), update(day(5), 10.0, printed_number=2)])
    assert told(runs.differences()) == {("added", "updates", None, "document changed", False)}


def test_edited_past_update_is_rewritten(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0, narrative="so"), update(day(5), 10.0)])
    runs.state(2, [update(day(10), 25.0, narrative="otherwise"), update(day(5), 10.0)])
    assert told(runs.differences()) == {
        ("changed", "updates", "progress_percent", "document changed", True),
        ("changed", "updates", "narrative", "document changed", True),
    }


def test_edited_in_a_newer_document_at_another_place_too(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0)], place="old")
    runs.state(2, [update(day(12), 40.0), update(day(10), 25.0)], place="new")
    found = runs.differences()
    assert ("changed", "updates", "progress_percent", "document changed", True) in told(found)
    (edited,) = [each for each in found if each.column == "progress_percent"]
    assert edited.places == ("file:///in/old.txt", "file:///in/new.txt")


def test_vanished_past_update_is_rewritten(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0), update(day(5), 10.0)])
    runs.state(2, [update(day(10), 20.0)])
    (found,) = runs.differences()
    assert told([found]) == {("removed", "updates", None, "document changed", True)}
    assert found.before["reported_on"] == day(5)
    assert json.loads(found.key) == [CODE, 1]


def test_update_moved_to_another_day_is_removed_and_added(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0)])
    runs.state(2, [update(day(11), 20.0)])
    assert told(runs.differences()) == {
        ("removed", "updates", None, "document changed", True),
        ("added", "updates", None, "document changed", False),
    }


def test_two_updates_of_one_day_keep_their_places(runs: Told) -> None:
    runs.state(1, [update(day(10), 20.0, narrative="second"), update(day(10), 10.0, narrative="first")])
    runs.state(2, [update(day(10), 20.0, narrative="second"), update(day(10), 10.0, narrative="edited")])
    (found,) = runs.differences()
    assert (found.before, found.after, found.is_rewritten) == ("first", "edited", True)
    assert found.identity.endswith("/1")


def test_undated_update_whose_date_can_be_read_now_is_the_same(runs: Told) -> None:
    runs.state(1, [update(None, 10.0, page_date=day(5))])
    runs.state(2, [update(day(5), 10.0, page_date=day(5))])
    (found,) = runs.differences()
    assert (found.kind, found.column, found.after) == ("added", "reported_on", day(5))


@pytest.mark.parametrize(
    ("before", "after", "is_rewritten"),
    [
        ("flood", NONE, True),
        (NONE, "flood", True),
        ("flood", None, True),
        (None, "flood", False),
        ("- flood  damage", "flood damage", False),
    ],
)
def test_problems_that_come_and_go(runs: Told, before: Any, after: Any, is_rewritten: bool) -> None:
    runs.state(1, [update(day(10), problem=before)])
    runs.state(2, [update(day(10), problem=after)])
    (found,) = runs.differences()
    assert (found.column, found.is_rewritten) == ("problem", is_rewritten)


def test_cell_that_another_layout_does_not_print_is_not_rewritten(runs: Told) -> None:
    runs.state(1, [update(day(10), 10.0, plan_status="by the plan")], layout="print_form")
    runs.state(2, [update(day(10), 10.0)])
    (found,) = runs.differences()
    assert told([found]) == {("removed", "updates", "plan_status", "document changed", False)}


def test_forgotten_project_is_removed_and_not_rewritten(runs: Told) -> None:
    runs.state(1, [update(day(10), 10.0)])
    runs.records.see("page 1", None, run=2, status="missing", layout=None, place="file:///in/page.txt")
    assert told(runs.differences()) == {
        ("removed", "projects", None, "document changed", False),
        ("removed", "updates", None, "document changed", False),
    }


def test_bare_page_that_gets_a_code_is_the_same_project(runs: Told) -> None:
    runs.state(1, [update(day(10), 10.0)], place="bare", project={**BARE, "project_code": None})
    runs.state(2, [update(day(10), 15.0)], place="page", project=BARE)
    found = runs.differences()
    assert told(found) == {
        ("changed", "projects", "project_id", "document changed", False),
        ("added", "projects", "project_code", "document changed", False),
        ("changed", "updates", "progress_percent", "document changed", True),
    }


def test_code_that_another_year_takes_over(runs: Told) -> None:
    runs.state(1, [update(day(10), 10.0)], place="old", project={"fiscal_year_be": 2566})
    runs.state(2, [update(day(10, year=2024), 15.0)], place="new", project={"fiscal_year_be": 2567})
    found = runs.differences()
    assert told(found) == {
        ("changed", "projects", "project_id", "document changed", False),
        ("added", "projects", None, "document changed", False),
        ("added", "updates", None, "document changed", False),
    }


def test_local_indicators_are_matched_by_name(runs: Told) -> None:
    first, second = {"name": "first", "target": 1.0}, {"name": "second", "target": 2.0}
    serving = [{"indicator_row": 0}, {"indicator_row": 1}]
    runs.state(1, [update(day(1))], indicators=[first, second], project_indicators=serving)
    runs.state(2, [update(day(2))], indicators=[second, {**first, "target": 3.0}], project_indicators=serving)
    found = [each for each in runs.differences() if each.table != "updates"]
    cells = {(each.table, each.column, each.before, each.after) for each in found if each.column != "indicator_id"}
    assert cells == {("indicators", "target", 1.0, 3.0)}


def instant() -> datetime:
    return datetime.now(UTC)


def test_parser_that_learned_something(tmp_path: Path) -> None:
    source = exports.export(tmp_path / "in", [1])
    older.ingest(tmp_path / "out", source, older.without_narratives)
    between = instant()
    reparse(tmp_path / "out", source, Options(jobs=0), Stop(), exports.Unwatched())
    found = list(diff(Side(tmp_path / "out", between), Side(tmp_path / "out", instant())))
    assert told(found) == {("added", "updates", "narrative", "parser changed", False)}


def test_two_outputs(tmp_path: Path) -> None:
    source = exports.export(tmp_path / "in", [1, 2])
    exports.ingest(tmp_path / "a", source)
    exports.ingest(tmp_path / "same", source)
    assert list(diff(Side(tmp_path / "a"), Side(tmp_path / "same"))) == []
    older.ingest(tmp_path / "older", source, older.without_narratives)
    assert {each.cause for each in diff(Side(tmp_path / "older"), Side(tmp_path / "a"))} == {"parser changed"}
    exports.write(source / "district 1" / "page-1.txt", exports.page(1, updates=1))
    exports.ingest(tmp_path / "b", source)
    assert {each.cause for each in diff(Side(tmp_path / "a"), Side(tmp_path / "b"))} == {"document changed"}


def test_two_outputs_of_two_merges(tmp_path: Path) -> None:
    exports.ingest(tmp_path / "a", exports.export(tmp_path / "in", [1]))
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    set_cell(tmp_path / "b" / "tables" / "projects.parquet", "progress_percent", 7.0, lambda row: True)
    found = list(diff(Side(tmp_path / "a"), Side(tmp_path / "b")))
    assert told(found) == {("changed", "projects", "progress_percent", "merge changed", False)}


def test_tables_that_are_behind(tmp_path: Path) -> None:
    exports.ingest(tmp_path / "out", exports.export(tmp_path / "in", [1]))
    (tmp_path / "out" / "tables.json").unlink()
    with pytest.raises(CannotRun, match="behind"):
        list(diff(Side(tmp_path / "out"), Side(tmp_path / "out")))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = exports.export(tmp_path / "in", [1])
    out = str(tmp_path / "out")
    exports.ingest(tmp_path / "out", source)
    between = instant().isoformat()
    exports.write(source / "district 1" / "page-1.txt", exports.page(1, updates=3).replace("เดือนที่ 2", "เดือนที่ 9"))
    exports.ingest(tmp_path / "out", source)
    assert main(["diff", out, "--from", between]) == 1
    said = capsys.readouterr().out
    assert 'เดือนที่ 9"  document changed, REWRITTEN' in said
    assert "2 updates are printed under another number" in said
    assert main(["diff", out, "--from", between, "--to", instant().isoformat(), "--format", "json"]) == 1
    *lines, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert {line["table"] for line in lines} == {"projects", "updates"}
    assert last["summary"] | {"counts": 0} == {"counts": 0, "renumbered": 2, "rewritten": 1}
    assert main(["diff", out, "--from", "2100-01-01"]) == 0
    assert capsys.readouterr().out == "Nothing differs.\n"


@pytest.mark.parametrize(
    "words",
    [[], ["--to", "2026-01-01"], ["--from", "2026-02-01", "--to", "2026-01-01"], ["elsewhere", "--from", "2026-01-01"]],
    ids=str,
)
def test_wrong_words(tmp_path: Path, words: list[str]) -> None:
    assert main(["diff", str(tmp_path), *words]) == 2
