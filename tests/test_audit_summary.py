"""What a run says at its end, and what ``status`` says afterwards, count the same things."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.status import status
from audit.summary import facts, summary
from store.contents import Contents, contents
from store.ingest import Options, Outcome
from store.ingest import ingest as store_ingest
from store.places import Place
from store.work import Stop
from tests import bundles, exports
from tests.exports import export, ingest, page, write


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def stopped(out: Path, source: Path, after: int = 0) -> Outcome:
    """A run that is asked to stop after so many rows of the log."""
    stop = Stop()

    class Impatient(exports.Unwatched):
        def begins(self, due: int, seen: int) -> None:
            if not after:
                stop.ask()

        def goes_on(self, read: int) -> None:
            if read >= after:
                stop.ask()

    return store_ingest([str(source)], out, Options(jobs=0), stop, Impatient())


def test_a_run_that_was_stopped_before_it_read_anything_says_so(out: Path, tmp_path: Path) -> None:
    outcome = stopped(out, export(tmp_path / "in", range(3)))
    assert summary(outcome, out) == (
        f"Stopped before anything was read: 3 places still to be read. {out / 'tables'}: "
        "0 projects, 0 updates, 0 indicators."
    )
    assert (facts(outcome)["opened"], facts(outcome)["left"]) == (0, 3)
    told, has_findings = status(out)
    assert "documents 0 at 0 places" in told
    assert "0 of 3 opened: nothing read (stopped: 3 places still to be read)" in told
    assert not has_findings


def test_a_run_that_was_stopped_on_the_way_says_what_is_left(out: Path, tmp_path: Path) -> None:
    outcome = stopped(out, export(tmp_path / "in", range(130)), after=1)
    assert (outcome.opened, outcome.left) == (65, 65)
    assert summary(outcome, out).startswith("65 documents: 65 parsed. Stopped: 65 places still to be read. ")
    told, _ = status(out)
    assert "65 of 130 opened: 65 parsed (stopped: 65 places still to be read)" in told


def test_what_still_cannot_be_read_is_told_again(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "closed.txt", page(1))
    write(tmp_path / "in" / "open.txt", page(2))

    def refusing(place: Place, limit: int) -> Contents:
        if place.source == "closed.txt":
            raise PermissionError(13, "Permission denied")
        return contents(place, limit)

    monkeypatch.setattr("store.batch.contents", refusing)
    assert summary(ingest(out, tmp_path / "in"), out).startswith("2 documents: 1 parsed, 1 unreadable.")
    again = ingest(out, tmp_path / "in")
    assert summary(again, out).startswith("2 places, nothing new. Opened, and as before: 1 not-readable. ")
    assert again.has_findings(is_strict=False)
    monkeypatch.undo()
    assert summary(ingest(out, tmp_path / "in"), out).startswith("1 document: 1 parsed.")
    assert summary(ingest(out, tmp_path / "in"), out).startswith("2 places, nothing new. ")


def test_reports_that_are_gone_are_told_until_they_are_forgotten(out: Path, tmp_path: Path) -> None:
    ingest(out, export(tmp_path / "in", range(3)), export(tmp_path / "more", [7]))
    for path in (tmp_path / "in" / "district 1" / "page-1.txt", tmp_path / "more" / "district 1" / "page-7.txt"):
        path.unlink()
    told = "2 places, nothing new. Gone, and still in the tables: 1 place (--forget-missing takes them out). "
    for _ in range(2):
        outcome = ingest(out, tmp_path / "in")
        assert summary(outcome, out).startswith(told)
        assert not outcome.has_findings(is_strict=True)
    assert summary(ingest(out, tmp_path / "in", forget_missing=True), out).startswith("1 document: 1 missing. ")
    assert summary(ingest(out, tmp_path / "in"), out).startswith(f"2 places, nothing new. {out / 'tables'} ")


def test_members_of_archives_are_counted(out: Path, tmp_path: Path) -> None:
    export(tmp_path / "in", range(2))
    write(tmp_path / "in" / "more.zip", bundles.zipped((f"{n}.txt", page(n).encode()) for n in range(5, 8)))
    outcome = ingest(out, tmp_path / "in")
    told = "3 places opened, among them 1 archive or dump with 3 documents. 5 documents: 5 parsed. "
    assert summary(outcome, out).startswith(told)
    assert (outcome.opened, outcome.left) == (3, 0)


def test_status_of_tables_that_are_not_there_yet(out: Path, tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.txt", page(1))
    write(tmp_path / "in" / "b.txt", "รายงานอื่น")
    ingest(out, tmp_path / "in")
    for path in (*(out / "tables").iterdir(), out / "tables.json"):
        path.unlink()
    told, has_findings = status(out)
    assert has_findings
    documents, problems, tables, runs = told.split("\n\n")
    assert documents.startswith("documents 2 at 2 places")
    assert problems.endswith("problem that the log names\n         1 unrecognised")
    assert tables == "tables    behind records: the next ingest builds them again"
    assert runs.startswith("last runs\n")


def test_status_says_what_it_counts(out: Path, tmp_path: Path) -> None:
    torn = page(1).replace("เดือนที่ 1", "เดือนที่ 1\x0c")
    write(tmp_path / "in" / "a.txt", torn)
    write(tmp_path / "in" / "b.txt", torn)
    ingest(out, tmp_path / "in")
    told, _ = status(out)
    assert told.startswith("documents 1 at 2 places, counted by place\n         2 parsed       project_page ")
    rows = exports.rows_of(out, "issues")
    counted = len({row["finding"] for row in rows})
    assert f"issues    {counted}, in {len(rows)} row" in told
