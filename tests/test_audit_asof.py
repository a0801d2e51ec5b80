"""The tables as they were: the bytes that an earlier run left."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from audit.asof import instant, tables_as_of
from pipeline import main
from schemas.trail import TABLES
from store.faults import CannotRun, WrongWords
from tests import exports
from tests.tampering import part


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An OUT of three runs: a page, another one and a change of the first, nothing of the two."""
    source = exports.export(tmp_path / "in", [1])
    exports.ingest(tmp_path / "out", source)
    return tmp_path / "out"


def now() -> datetime:
    return datetime.now(UTC)


def test_bytes_between_two_runs_are_those_of_the_first(out: Path, tmp_path: Path) -> None:
    states = [(now(), exports.contents(out / "tables"))]
    source = exports.export(tmp_path / "in", [2])
    exports.write(source / "district 1" / "page-1.txt", exports.page(1, updates=3), exports.LONG_AGO + 9)
    exports.ingest(out, source)
    states.append((now(), exports.contents(out / "tables")))
    (source / "district 2" / "page-2.txt").unlink()
    exports.ingest(out, source, forget_missing=True)
    states.append((now(), exports.contents(out / "tables")))
    assert len({tuple(state.values()) for _, state in states}) == 3
    for number, (when, tables) in enumerate(states):
        tables_as_of(out, when, tmp_path / "then" / str(number))
        assert exports.contents(tmp_path / "then" / str(number)) == tables


def test_before_the_first_run_nothing_was_known(out: Path, tmp_path: Path) -> None:
    tables_as_of(out, instant("2000-01-01"), tmp_path / "then")
    assert sorted(exports.contents(tmp_path / "then")) == sorted(f"{table.name}.parquet" for table in TABLES)
    assert exports.rows_of(out, "projects")
    tables_as_of(out, now(), tmp_path / "now")
    assert exports.contents(tmp_path / "now") == exports.contents(out / "tables")


def test_out_stays_as_it_is(out: Path, tmp_path: Path) -> None:
    before = exports.states(out)
    tables_as_of(out, now(), tmp_path / "then")
    assert exports.states(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out", "then"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-21", "2026-11-21T00:00:00+00:00"),
        ("2026-11-21T18:30", "2026-11-21T18:30:00+00:00"),
        ("2026-11-21T18:30:00Z", "2026-11-21T18:30:00+00:00"),
        ("2026-11-21 18:30:00.5+07:00", "2026-11-21T18:30:00.500000+07:00"),
    ],
)
def test_instants(text: str, meant: str) -> None:
    assert instant(text) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("text", ["yesterday", "21/11/2026", "", "2026-13-01"])
def test_what_is_no_instant(text: str) -> None:
    with pytest.raises(WrongWords, match="no instant"):
        instant(text)


def test_a_year_of_the_buddhist_era_is_told() -> None:
    with pytest.raises(WrongWords, match=r"'2569-11-21' is no instant: .*Buddhist era; write 2026\."):
        instant("2569-11-21")


def test_folder_that_is_not_empty(out: Path, tmp_path: Path) -> None:
    (tmp_path / "then").mkdir()
    tables_as_of(out, now(), tmp_path / "then")
    with pytest.raises(WrongWords, match="not empty"):
        tables_as_of(out, now(), tmp_path / "then")
    with pytest.raises(WrongWords, match="inside"):
        tables_as_of(out, now(), out / "tables" / "then")


def test_damaged_part(out: Path, tmp_path: Path) -> None:
    part(out, "updates").write_bytes(b"PAR1")
    with pytest.raises(CannotRun, match="raingan check"):
        tables_as_of(out, now(), tmp_path / "then")
    assert not (tmp_path / "then").exists()


def test_tables_from_before_the_first_run_are_said_to_be_empty(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = exports.log(out)[0]["ingested_at"]
    for when, told in (
        ("2000-01-01", f"nothing was known before 2000-01-01: the first run started at {first:%Y-%m-%dT%H:%M:%S}Z."),
        (first.isoformat(), "empty tables"),
        ("2100-01-01", ": the tables of what was known before 2100-01-01."),
    ):
        assert main(["tables", str(out), "--as-of", when, "--dest", str(tmp_path / when[:4] / when)]) == 0
        assert told in capsys.readouterr().err


def test_command(out: Path, tmp_path: Path) -> None:
    words = ["tables", str(out), "--dest", str(tmp_path / "then"), "--as-of"]
    assert main([*words, "soon"]) == 2
    assert main([*words, "2100-01-01", "-q"]) == 0
    assert exports.contents(tmp_path / "then") == exports.contents(out / "tables")
    assert main([*words, "2100-01-01"]) == 2
    assert main(["tables", str(tmp_path / "in"), *words[2:], "2100-01-01"]) == 2
