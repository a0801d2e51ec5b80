"""What the bench measures with: a corpus that is seeded, mixed and read whole, and templates that find as much.

How long anything takes is never tested.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

import duckdb
import pytest

from extract.container import open_document
from parsers import parse
from parsers.reading import Reading
from store.current import add_current
from tests.bench import report, runs
from tests.bench.corpus import Page, encoded, make, pages
from tests.bench.inside import text
from tests.bench.projects import Indicator, Project, Update
from tests.exports import contents, ingest, write

SEED = 7
PAGES = list(islice(pages(SEED), 300))
OURS = [page for page in PAGES if page.layout]
HEADED = [page for page in PAGES if page.layout == "project_page"]
NAMES = ("*.txt",)


def solid(words: str | None) -> str | None:
    """Text without blanks."""
    return None if words is None else "".join(words.split())


def read(page: Page) -> Reading:
    return parse(open_document(page.text.encode()))


# The corpus.


def test_the_same_seed_gives_the_same_files_and_a_longer_folder_begins_with_them(tmp_path: Path) -> None:
    size = make(tmp_path / "few", SEED, 40)
    make(tmp_path / "more", SEED, 60)
    make(tmp_path / "other", SEED + 1, 40)
    few, more = contents(tmp_path / "few", NAMES), contents(tmp_path / "more", NAMES)
    assert len(few) == 40
    assert len(more) == 60
    assert sum(map(len, few.values())) == size
    assert few.items() <= more.items()
    times = {name: (tmp_path / "more" / name).stat().st_mtime_ns for name in few}
    assert {name: (tmp_path / "few" / name).stat().st_mtime_ns for name in few} == times
    assert not set(contents(tmp_path / "other", NAMES).values()) & set(few.values())


def test_layouts_encodings_and_damage_are_mixed() -> None:
    layouts = Counter(page.layout for page in PAGES)
    assert layouts["project_page"] > layouts["project_page_bare"] > layouts["kpi_page_bare"] > layouts[None] > 0
    assert min(layouts["print_form"], layouts["kpi_page"]) > 20
    made = [encoded(page, Random(f"{SEED}/{at}/bytes")) for at, page in enumerate(PAGES)]
    assert {open_document(data).origin.encoding for data in made} == {"utf-8", "utf-8-sig", "utf-16", "cp874"}
    assert 15_000 < sum(map(len, made)) / len(made) < 19_000
    whole = "".join(map(text, made))
    for damage in ("\u0e4d\u0e32", "\u0e33\u0e32", "\u0e40\u0e40", "\u200b", "\r\n"):
        assert damage in whole
    assert all(text(data) == open_document(data).text for data in made), "the floor decodes what we decode"


def test_no_two_projects_share_a_paragraph() -> None:
    owners: dict[str, set[str]] = {}
    for page in PAGES:
        for line in page.text.splitlines():
            if len(line) > 90 and not line.startswith("ขอรับรองว่า"):
                owners.setdefault(line, set()).add(page.project.code)
    assert len(owners) > 1000
    assert all(len(codes) == 1 for codes in owners.values())


def test_every_character_is_accounted_for_damaged_or_not() -> None:
    for at, page in enumerate(PAGES):
        for data in (page.text.encode(), encoded(page, Random(f"{SEED}/{at}/bytes"))):
            reading = parse(open_document(data))
            assert reading.layout == page.layout
            assert reading.coverage == (1.0 if page.layout else 0.0), page.name


@pytest.mark.parametrize("layout", ["project_page", "project_page_bare", "print_form"])
def test_projects_are_read_as_they_were_made(layout: str) -> None:
    for page in (page for page in PAGES if page.layout == layout):
        made, reading = page.project, read(page)
        (row,) = reading.of("projects")
        texts = [solid(row.get(name)) for name in ("rationale", "objectives", "targets")]
        assert texts == [solid(made.rationale), solid(made.objectives), solid(made.targets)]
        updates = made.updates[: page.reports]
        told = [(u.get("progress_percent"), solid(u.get("narrative"))) for u in reading.of("updates")]
        newest_last = [(update.progress, solid(update.narrative)) for update in updates]
        assert told == (newest_last if layout == "print_form" else newest_last[::-1])
        if layout != "project_page_bare":
            assert row.get("project_code") == made.code
            assert solid(row.get("name")) == solid(made.name)
            assert row.get("agency") == made.agency.split(" / ")[0]
            assert row.get("fiscal_year_be") == made.year
        if layout != "print_form":
            assert row.get("progress_percent") == updates[-1].progress
            assert [u.get("reported_on") for u in reading.of("updates")] == [day(update) for update in updates[::-1]]
            assert [u.get("problem") for u in reading.of("updates")] == [problem(update) for update in updates[::-1]]
            assert indicators(reading) == [figures(each, made.decimals) for each in made.indicators]


def day(update: Update) -> date:
    return date(update.year - 543, update.month, update.day)


def problem(update: Update) -> str | None:
    return None if update.problem == "ไม่มี" else " ".join(update.problem.split())


def indicators(reading: Reading) -> list[tuple[float, float]]:
    return [(row.get("target"), row.get("result")) for row in reading.of("indicators")]


def figures(indicator: Indicator, decimals: int) -> tuple[float, float]:
    return indicator.target, round(indicator.result, decimals)


def steps(project: Project) -> list[tuple[int, str | None]]:
    return [(number, solid(name)) for number, name in enumerate(project.steps, 1)]


def test_steps_and_indicators_of_headed_pages_are_read_as_they_were_made() -> None:
    for page in HEADED:
        made, reading = page.project, read(page)
        assert [(row.get("step"), solid(row.get("name"))) for row in reading.of("steps")] == steps(made)
        found = [(row.get("indicator_code"), solid(row.get("name"))) for row in reading.of("indicators")]
        assert found == [(each.code, solid(each.name)) for each in made.indicators]
        results = [(row.get("quarter"), row.get("result")) for row in reading.of("indicator_results")]
        assert results == [
            (quarter, round(result, 2))
            for each in made.indicators
            for quarter, (result, _, _) in enumerate(each.quarters, 1)
        ]


def test_indicator_pages_are_read_as_they_were_made() -> None:
    for page in (page for page in PAGES if page.layout == "kpi_page"):
        made, reading = page.project.indicators[0], read(page)
        (row,) = reading.of("indicators")
        assert (row.get("indicator_code"), solid(row.get("name"))) == (made.code, solid(made.name))
        assert indicators(reading) == [figures(made, 2 * page.project.decimals)]
        told = [solid(row.get("narrative")) or "" for row in reading.of("indicator_results")]
        assert told == [solid(narrative) for narrative in made.narratives]


# Templates of others.


@pytest.mark.parametrize("name", ["ttp", "ttp-lines", "textfsm"])
def test_templates_find_the_same_projects_and_reports(name: str) -> None:
    pytest.importorskip(name.partition("-")[0])
    from tests.bench.templates import READERS, codes, reports

    reader = READERS[name]()
    for page in HEADED[:40]:
        found, reading = reader(page.text), read(page)
        assert set(codes(found)) == {reading.of("projects")[0].get("project_code")}
        ours = [row.get("printed_number") for row in reading.of("updates")]
        assert [int(each["number"]) for each in reports(found)] == ours


# The report.

on_linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="asks /proc")


@on_linux
def test_memory_of_all_processes_of_a_run_is_added_up() -> None:
    held = 60 << 20
    child = f"import time; x = bytes(1) * {held}; time.sleep(0.5)"
    words = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}]); print('done')"
    done = runs.run(runs.python("-c", f"y = bytes(1) * {held}; {words}"))
    assert 2 * held < done.peak < 3 * held
    assert done.said == "done\n"
    with pytest.raises(SystemExit, match="ended with status 4: no"):
        runs.run(runs.python("-c", "import sys; print('no', file=sys.stderr); sys.exit(4)"))


def test_exponents_tell_how_values_grow() -> None:
    assert report.exponents([10, 100, 1000], [2.0, 20.0, 2000.0]) == ["1.00", "2.00"]
    assert [report.figure(number) for number in (0.1234, 1.234, 12.34, 1234.5)] == ["0.123", "1.23", "12.3", "1,234"]


def test_a_report_renews_its_blocks_of_the_pages_and_nothing_else(tmp_path: Path) -> None:
    docs = Path(__file__).parents[1] / "docs"
    for name in ("performance.md", "scaling.md"):
        (tmp_path / name).write_text((docs / name).read_text(encoding="utf-8"), encoding="utf-8")
    made = report.Report("make bench", SEED, floor=20_000.0)
    made.add("A group", report.Line("a line", 3, 2.0, 1000, 17_000_000, 200_000_000))
    made.promise("something", "2 times", False)
    made.growth = [report.Growth(10, 1.0, 0.5, 10, 10, 10), report.Growth(100, 10.0, 50.0, 100, 100, 10)]
    made.write(tmp_path)
    written = (tmp_path / "performance.md").read_text(encoding="utf-8")
    assert "| a line | 1,000 | 3 | 2.00 | 500 | 8.5 | 2.5% | 200 |" in written
    assert "| something | 2 times | **short** |" in written
    scaling = (tmp_path / "scaling.md").read_text(encoding="utf-8")
    assert "| seconds of the merge | 0.500 | 50.0 | 2.00 |" in scaling
    assert "| merge | 500 ms | 13,889 core hours |" in scaling
    made.write(tmp_path)
    assert (tmp_path / "performance.md").read_text(encoding="utf-8") == written
    assert written.split("<!--")[0] == (docs / "performance.md").read_text(encoding="utf-8").split("<!--")[0]


def test_the_query_of_the_page_on_scaling_gives_the_readings_that_count(tmp_path: Path) -> None:
    """A changed file, the same bytes at two places, a file that vanished, one that is no report."""
    out, reports = tmp_path / "out", tmp_path / "in"
    make(reports, SEED, 12)
    paths = sorted(reports.rglob("*.txt"))
    write(reports / "copy.txt", paths[0].read_bytes())
    write(reports / "other.txt", "รายงานอื่น")
    ingest(out, reports)
    paths[1].unlink()
    write(paths[2], PAGES[40].text)
    write(paths[3], "")
    write(reports / "later.txt", PAGES[41].text)
    ingest(out, reports, forget_missing=True)
    page = (runs.ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    query = page.partition("CREATE VIEW current_readings AS")[2].partition(";")[0]
    with duckdb.connect() as connection:
        add_current(connection, out / "records")
        connection.execute("CREATE VIEW documents AS FROM all_documents")
        said = connection.execute(query).fetchall()
        wanted = connection.execute("SELECT document_id, reading_id FROM current").fetchall()
    assert sorted(said) == sorted(wanted)
    assert len(said) == 12


@on_linux
def test_the_bench_runs_and_prints_its_report() -> None:
    words = [sys.executable, "-m", "tests.bench", "--quick", "--only", "startup"]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False, cwd=runs.ROOT)
    assert done.returncode == 0, done.stderr
    for line in ("| read, decode, NFC | 2,000 |", "| bare Python |", "under 5 times bare Python", '--only startup"'):
        assert line in done.stdout
    assert str(runs.ROOT) not in done.stdout
