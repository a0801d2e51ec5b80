"""Reparse: what the present parsers would say otherwise, told first and then done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from audit.check import Tally, check
from audit.outlook import Outlook
from audit.reparse import foresee, reparse
from pipeline import main
from store.faults import CannotRun, WrongWords
from store.ingest import Options, Outcome
from store.lock import locked
from store.work import Stop
from tests import exports, older
from tests.tampering import part


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Three pages."""
    return exports.export(tmp_path / "in", range(1, 4))


@pytest.fixture
def out(tmp_path: Path, source: Path) -> Path:
    """An OUT that an older raingan made, which did not know narratives."""
    older.ingest(tmp_path / "out", source, older.without_narratives)
    return tmp_path / "out"


def done(out: Path, source: Path) -> tuple[Outcome, Outlook]:
    return reparse(out, source, Options(jobs=0), Stop(), exports.Unwatched())


def test_stale_readings_are_counted_and_no_failure(out: Path, source: Path) -> None:
    tally = Tally()
    assert list(check(out, source, tally)) == []
    assert tally.notes["stale-reading"] == 3


def test_dry_run_tells_columns_coverage_and_issues_and_writes_nothing(out: Path, source: Path) -> None:
    before = exports.states(out)
    outlook = foresee(out, source)
    assert exports.states(out) == before
    assert outlook.has_findings
    assert (outlook.looked_at, outlook.other) == (3, 3)
    assert dict(outlook.cells) == {("updates", "narrative", "added"): 6}
    assert dict(outlook.fewer_issues) == {"unclaimed-text": 6}
    assert outlook.coverage[0] < outlook.coverage[1] == 3.0
    told = str(outlook)
    assert "6 added    updates.narrative" in told
    assert "page-1.txt line 47: null -> " in told


def test_dry_run_is_silent_about_what_stays(tmp_path: Path, source: Path) -> None:
    exports.ingest(tmp_path / "now", source)
    assert not foresee(tmp_path / "now", source).has_findings
    older.ingest(tmp_path / "then", source, older.as_it_is)
    outlook = foresee(tmp_path / "then", source)
    assert not outlook.has_findings
    assert outlook.stale == 3


def test_reparse_gives_what_a_new_ingest_gives(out: Path, source: Path, tmp_path: Path) -> None:
    outcome, _ = done(out, source)
    assert (outcome.due, dict(outcome.documents), outcome.is_rebuilt) == (3, {"parsed": 3}, True)
    exports.ingest(tmp_path / "new", source)
    assert exports.contents(out / "tables") == exports.contents(tmp_path / "new" / "tables")
    tally = Tally()
    assert [finding.as_line for finding in check(out, source, tally)] == []
    assert not foresee(out, source).has_findings


def test_second_reparse_reads_nothing(out: Path, source: Path) -> None:
    done(out, source)
    before = exports.states(out / "records"), exports.states(out / "tables")
    outcome, _ = done(out, source)
    assert (outcome.due, outcome.is_rebuilt) == (0, False)
    assert (exports.states(out / "records"), exports.states(out / "tables")) == before


def test_ingest_after_reparse_reads_nothing(out: Path, source: Path) -> None:
    done(out, source)
    assert exports.ingest(out, source).documents.total() == 0


def test_sources_put_back_elsewhere_keep_their_places(out: Path, source: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(source, tmp_path / "restored"))
    shutil.rmtree(source)
    done(out, copy)
    rows = exports.log(out)
    assert {row["place"] for row in rows} == {row["place"] for row in rows[:3]}
    assert {row["modified_at"] for row in rows} == {rows[0]["modified_at"]}


def test_every_place_of_a_document_gets_its_row(tmp_path: Path) -> None:
    source = exports.export(tmp_path / "in", [1])
    exports.write(source / "copy.txt", exports.page(1))
    older.ingest(tmp_path / "out", source, older.without_narratives)
    outcome, _ = done(tmp_path / "out", source)
    assert (outcome.due, dict(outcome.documents)) == (1, {"parsed": 2})
    new = exports.log(tmp_path / "out")[2:]
    assert len({row["reading_id"] for row in new}) == 1
    assert sorted(Path(row["place"]).name for row in new) == ["copy.txt", "page-1.txt"]


def test_lost_and_changed_sources_are_named_and_left(out: Path, source: Path) -> None:
    (source / "district 1" / "page-1.txt").unlink()
    exports.write(source / "district 2" / "page-2.txt", exports.page(2, extra="more"))
    outcome, outlook = done(out, source)
    assert dict(outlook.faults) == {"source-missing": 1, "source-changed": 1}
    assert dict(outcome.documents) == {"parsed": 1}
    assert "page-1.txt" in str(outlook)


def test_documents_of_another_input_are_counted_and_no_failure(tmp_path: Path, source: Path) -> None:
    exports.ingest(tmp_path / "out", source, exports.export(tmp_path / "more", [7, 8]))
    outlook = foresee(tmp_path / "out", source)
    assert (outlook.has_findings, outlook.looked_at, outlook.elsewhere, outlook.named) == (False, 3, 2, [])
    assert str(outlook) == ("0 of 3 documents change.\n2 documents with no place below --sources (no failure)\n")
    assert json.loads(outlook.as_json)["not_below_sources"] == 2
    tally = Tally()
    assert list(check(tmp_path / "out", source, tally)) == []
    assert tally.notes == {"places not below --sources": 2}


def test_reparse_takes_the_lock(out: Path, source: Path) -> None:
    with locked(out, "ingest"), pytest.raises(CannotRun, match="in use"):
        done(out, source)


def test_sources_that_are_no_folder(out: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongWords, match="no such folder"):
        foresee(out, tmp_path / "nowhere")


def test_command(out: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["reparse", str(out), "--sources", str(source), "--jobs", "0"]
    assert main([*words, "--dry-run", "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["changing"] == 3
    assert told["cells"][0] | {"examples": []} == {
        "table": "updates",
        "column": "narrative",
        "kind": "added",
        "count": 6,
        "examples": [],
    }
    assert main(words) == 0
    assert main([*words, "--dry-run"]) == 0
    assert "0 of 3 documents change." in capsys.readouterr().out


@pytest.mark.parametrize("cut", [10, 2_000])
def test_damaged_part(out: Path, source: Path, cut: int) -> None:
    path = part(out, "fields")
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(CannotRun, match="backup"):
        foresee(out, source)
