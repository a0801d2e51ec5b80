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
from tests.records import NONE, Records, Row, day, run_start, update
from tests.tampering import set_cell

BARE = {"rationale": "why", "objectives": "what for", "unit_code": "01000800"}
NO, REWRITTEN = False, True

# Per scenario, what the place "page" held in the first run and in the second, and the differences
# that are expected: kind, table, column, and whether a past update was rewritten. All are due to
# documents. Each scenario is a project of its own.
SCENARIOS: dict[str, tuple[Row, Row, set[tuple[Any, ...]]]] = {
    "a new update shifts nothing": (
        {"updates": [update(day(10), 20.0), update(day(5), 10.0)]},
        {"updates": [update(day(15), 30.0), update(day(10), 20.0), update(day(5), 10.0)]},
        {("added", "updates", None, NO)},
    ),
    "an update put before the others renumbers nothing": (
        {"updates": [update(day(10), 20.0)]},
        {"updates": [update(day(10), 20.0), update(day(5), 10.0)]},
        {("added", "updates", None, NO)},
    ),
    "an edited past update is rewritten": (
        {"updates": [update(day(10), 20.0, narrative="so"), update(day(5), 10.0)]},
        {"updates": [update(day(10), 25.0, narrative="otherwise"), update(day(5), 10.0)]},
        {("changed", "updates", "progress_percent", REWRITTEN), ("changed", "updates", "narrative", REWRITTEN)},
    ),
    "and so it is where a newer document lies elsewhere": (
        {"updates": [update(day(10), 20.0)]},
        {"updates": [update(day(12), 40.0), update(day(10), 25.0)], "place": "other"},
        {("changed", "updates", "progress_percent", REWRITTEN), ("added", "updates", None, NO)},
    ),
    "a vanished past update is rewritten": (
        {"updates": [update(day(10), 20.0), update(day(5), 10.0)]},
        {"updates": [update(day(10), 20.0)]},
        {("removed", "updates", None, REWRITTEN)},
    ),
    "an update moved to another day is gone and new": (
        {"updates": [update(day(10), 20.0)]},
        {"updates": [update(day(11), 20.0)]},
        {("removed", "updates", None, REWRITTEN), ("added", "updates", None, NO)},
    ),
    "two updates of one day keep their places": (
        {"updates": [update(day(10), 20.0, narrative="second"), update(day(10), 10.0, narrative="first")]},
        {"updates": [update(day(10), 20.0, narrative="second"), update(day(10), 10.0, narrative="edited")]},
        {("changed", "updates", "narrative", REWRITTEN)},
    ),
    "an update whose date can be read now is the same": (
        {"updates": [update(None, 10.0, page_date=day(5))]},
        {"updates": [update(day(5), 10.0, page_date=day(5))]},
        {("added", "updates", "reported_on", NO)},
    ),
    "a problem that becomes none": (
        {"updates": [update(day(10), problem="flood")]},
        {"updates": [update(day(10), problem=NONE)]},
        {("removed", "updates", "problem", REWRITTEN)},
    ),
    "none that becomes a problem": (
        {"updates": [update(day(10), problem=NONE)]},
        {"updates": [update(day(10), problem="flood")]},
        {("added", "updates", "problem", REWRITTEN)},
    ),
    "a problem that is not printed any more": (
        {"updates": [update(day(10), problem="flood")]},
        {"updates": [update(day(10))]},
        {("removed", "updates", "problem", REWRITTEN)},
    ),
    "a problem that was not printed before": (
        {"updates": [update(day(10))]},
        {"updates": [update(day(10), problem="flood")]},
        {("added", "updates", "problem", NO)},
    ),
    "other blanks and bullets": (
        {"updates": [update(day(10), problem="- flood  damage")]},
        {"updates": [update(day(10), problem="flood damage")]},
        {("changed", "updates", "problem", NO)},
    ),
    "a cell that another layout does not print": (
        {"updates": [update(day(10), 10.0, plan_status="by the plan")], "layout": "print_form"},
        {"updates": [update(day(10), 10.0)]},
        {("removed", "updates", "plan_status", NO)},
    ),
    "a bare page that gets a code is the same project": (
        {"updates": [update(day(10), 10.0)], "project": {**BARE, "project_code": None}, "place": "bare"},
        {"updates": [update(day(10), 15.0)], "project": BARE},
        {
            ("changed", "projects", "project_id", NO),
            ("added", "projects", "project_code", NO),
            ("changed", "updates", "progress_percent", REWRITTEN),
        },
    ),
    "a code that another year takes over": (
        {"updates": [update(day(10), 10.0)], "project": {"fiscal_year_be": 2566}},
        {"updates": [update(day(10, year=2024), 15.0)], "project": {"fiscal_year_be": 2567}, "place": "other"},
        {
            ("changed", "projects", "project_id", NO),
            ("added", "projects", None, NO),
            ("added", "updates", None, NO),
        },
    ),
    "local indicators are matched by their names": (
        {
            "indicators": [{"name": "first", "target": 1.0}, {"name": "second", "target": 2.0}],
            "project_indicators": [{"indicator_row": 0}, {"indicator_row": 1}],
            "updates": [update(day(1))],
        },
        {
            "indicators": [{"name": "second", "target": 2.0}, {"name": "first", "target": 3.0}],
            "project_indicators": [{"indicator_row": 0}, {"indicator_row": 1}],
            "updates": [update(day(1))],
        },
        {("changed", "indicators", "target", NO), ("changed", "indicators", "indicator_id", NO)},
    ),
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Difference]]:
    """What diff says of all scenarios, and of a project that is forgotten."""
    folder, records = tmp_path_factory.mktemp("diff"), Records()
    for number, (before, after, _) in enumerate(SCENARIOS.values()):
        for run, state in enumerate((before, after), 1):
            _add(records, number, run, **state)
    _add(records, len(SCENARIOS), 1, updates=[update(day(10), 10.0)])
    gone = f"file:///in/{len(SCENARIOS)}-page.txt"
    records.see("gone", None, run=2, status="missing", layout=None, place=gone)
    records.write(folder)
    differences = list(diff(Side(folder, run_start(2)), Side(folder, run_start(3))))
    names = [*SCENARIOS, "a forgotten project"]
    return {name: [each for each in differences if _code(n) in each.identity] for n, name in enumerate(names)}


def _code(number: int) -> str:
    return f"{number:08d}-2566"


def _add(records: Records, number: int, run: int, place: str = "page", **state: Any) -> None:
    project = {"project_code": _code(number), **state.pop("project", {})}
    url = f"file:///in/{number}-{place}.txt"
    records.document(f"{number} {place} {run}", run=run, modified=run, place=url, projects=[project], **state)


def told(differences: list[Difference]) -> set[tuple[Any, ...]]:
    """Differences without their values."""
    return {(each.kind, each.table, each.column, each.is_rewritten) for each in differences}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenario(found: dict[str, list[Difference]], name: str) -> None:
    assert told(found[name]) == SCENARIOS[name][2]
    assert {each.cause for each in found[name]} == {"document changed"}


def test_values_keys_and_places(found: dict[str, list[Difference]]) -> None:
    (vanished,) = found["a vanished past update is rewritten"]
    assert vanished.before["reported_on"] == day(5)
    assert json.loads(vanished.key)[1] == 1
    (new,) = found["a new update shifts nothing"]
    assert (json.loads(new.key)[1], new.after["progress_percent"]) == (3, 30.0)
    (first,) = found["two updates of one day keep their places"]
    assert (first.before, first.after, first.identity[-2:]) == ("first", "edited", "/1")
    edited = [each for each in found["and so it is where a newer document lies elsewhere"] if each.column]
    assert [each.places for each in edited] == [("file:///in/3-page.txt", "file:///in/3-other.txt")]
    targets = [each for each in found["local indicators are matched by their names"] if each.column == "target"]
    assert [(each.before, each.after) for each in targets] == [(1.0, 3.0)]


def test_forgotten_project_is_removed_and_not_rewritten(found: dict[str, list[Difference]]) -> None:
    assert told(found["a forgotten project"]) == {
        ("removed", "projects", None, NO),
        ("removed", "updates", None, NO),
    }


def instant() -> datetime:
    return datetime.now(UTC)


def test_parser_that_learned_something(tmp_path: Path) -> None:
    source = exports.export(tmp_path / "in", [1])
    older.ingest(tmp_path / "out", source, older.without_narratives)
    between = instant()
    reparse(tmp_path / "out", source, Options(jobs=0), Stop(), exports.Unwatched())
    found = list(diff(Side(tmp_path / "out", between), Side(tmp_path / "out", instant())))
    assert told(found) == {("added", "updates", "narrative", NO)}
    assert {each.cause for each in found} == {"parser changed"}


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
    assert told(found) == {("changed", "projects", "progress_percent", NO)}
    assert {each.cause for each in found} == {"merge changed"}


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
