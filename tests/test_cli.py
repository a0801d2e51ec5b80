"""The command line as people and programs use it: words, exit statuses, what goes where."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from audit import words
from tests.exports import LONG_AGO, code, command, export, page, run, write


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "page.txt", page(7))


@pytest.fixture
def unknown(tmp_path: Path) -> Path:
    return write(tmp_path / "in" / "unknown.txt", "รายงานอื่น\n")


def test_help_teaches_by_example() -> None:
    told = run("--help")
    assert told.returncode == 0
    assert all(name in told.stdout for name in words.COMMANDS)
    for name, spoken in words.COMMANDS.items():
        told = run(name, "--help")
        assert told.returncode == 0
        assert spoken.examples.splitlines()[0] in told.stdout
        assert not told.stderr


def test_the_examples_are_words_that_the_program_knows() -> None:
    for spoken in words.COMMANDS.values():
        for example in spoken.examples.splitlines():
            line = example.partition("   ")[0].partition(" > ")[0].split()
            assert line[0] == "raingan"
            words.read(line[1:])


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["frobnicate"],
        ["ingest"],
        ["ingest", "x"],
        ["ingest", "x", "--out"],
        ["ingest", "there is no such folder", "--out", "o"],
        ["ingest", "nosuchstore://bucket/reports", "--out", "o"],
        ["ingest", "zip://a.txt::s3://bucket/reports.zip", "--out", "o"],
        ["ingest", ".", "--out", "nosuchstore://bucket/tables"],
        ["ingest", ".", "--out", "o", "--jobs", "-1"],
        ["ingest", ".", "--out", "o", "--jobs", "many"],
        ["ingest", ".", "--out", "o", "--timeout", "0"],
        ["ingest", ".", "--out", "o", "--engine", "processes"],
        ["ingest", ".", "--out", "o", "--max-bytes", "0"],
        ["parse"],
        ["parse", "there is no such file"],
        ["parse", "."],
        ["parse", "x", "--format", "xml"],
        ["status", "there is no such folder"],
        ["status", "s3://bucket/out"],
        ["check", ".", "--sources", "s3://bucket/exports"],
        ["tables", ".", "--as-of", "2569-11-21", "--dest", "then"],
        ["schema", "--format", "xml"],
        ["--log-format", "xml", "schema"],
        ["schema", "--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_words(line: list[str], tmp_path: Path) -> None:
    done = subprocess.run(command(*line), capture_output=True, text=True, cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == 2
    assert done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "line",
    [
        "-q ingest IN --out OUT --jobs 1",
        "ingest --out OUT IN -q --jobs 1",
        "ingest -q --jobs=1 --out=OUT IN",
        "--log-format json -q ingest IN --strict --out OUT --engine local --jobs 0 IN",
        "ingest IN --jobs 1 --out OUT IN --quiet",
    ],
)
def test_options_stand_where_one_likes(line: str, report: Path, tmp_path: Path) -> None:
    spoken = line.replace("IN", str(report.parent)).replace("OUT", str(tmp_path / "out")).split()
    done = run(*spoken)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out" / "tables" / "projects.parquet").exists()


def test_exit_statuses_of_ingest(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("ingest", report, "--out", out).returncode == 0
    assert run("ingest", report.parent, "--out", out).returncode == 0
    write(report.parent / "unknown.txt", "รายงานอื่น\n")
    found = run("ingest", report.parent, "--out", out)
    assert found.returncode == 1
    assert "unknown.txt: unrecognised" in found.stderr
    assert run("ingest", report.parent, "--out", out).returncode == 0, "nothing new, nothing to report"


def test_warnings_are_findings_where_asked(tmp_path: Path) -> None:
    gap = page(3).replace("(1) ความคืบหน้า", "(7) ความคืบหน้า")
    report = write(tmp_path / "in" / "gap.txt", gap)
    assert run("ingest", report, "--out", tmp_path / "a").returncode == 0
    assert run("ingest", report, "--out", tmp_path / "b", "--strict").returncode == 1


def test_json_lines_for_machines(report: Path, unknown: Path, tmp_path: Path) -> None:
    done = run("ingest", report.parent, "--out", tmp_path / "out", "--log-format", "json")
    said = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in said] == ["begins", "document", "done"]
    times = [datetime.fromisoformat(line["time"]) for line in said]
    assert times == sorted(times)
    assert all(line["time"].endswith("+00:00") for line in said)
    assert timedelta(0) <= datetime.now(UTC) - times[-1] < timedelta(minutes=1)
    assert said[1]["status"] == "unrecognised"
    assert said[1]["place"].endswith("/in/unknown.txt")
    assert said[2]["documents"] == {"parsed": 1, "unrecognised": 1}
    assert said[2]["tables"]["projects"] == 1


def test_parse_prints_json(report: Path) -> None:
    done = run("parse", report)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert list(told) == ["layout", "status", "problem", "coverage", "tables", "issues"]
    assert (told["layout"], told["status"], told["problem"], told["coverage"]) == ("project_page", "parsed", None, 1.0)
    (project,) = told["tables"]["projects"]
    assert project["project_code"] == code(7)
    assert project["budget_spent_baht"] is None
    newest, oldest = told["tables"]["updates"]
    assert (newest["reported_on"], newest["progress_percent"], newest["problem"]) == ("2021-02-15", 20.0, None)
    assert oldest["narrative"] == "งานของโครงการที่ 7 เดือนที่ 1"
    assert "งานของโครงการที่ 7" in done.stdout, "Thai is not escaped"


def test_parse_prints_issues_with_their_text(tmp_path: Path) -> None:
    report = write(tmp_path / "gap.txt", page(3).replace("15/02/2564", "35/02/2564"))
    done = run("parse", report)
    issues = json.loads(done.stdout)["issues"]
    bad = next(issue for issue in issues if issue["code"] == "invalid-date")
    assert (bad["severity"], bad["table"], bad["column"], bad["text"]) == (
        "error",
        "updates",
        "reported_on",
        "35/02/2564",
    )
    assert page(3).replace("15/02/2564", "35/02/2564").splitlines()[bad["line"] - 1].startswith("35/02/2564")


@pytest.mark.parametrize("width", [60, 80, 140])
def test_parse_for_people_keeps_to_the_width(report: Path, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    done = run("parse", report, "--format", "table")
    marks = [line for line in done.stdout.splitlines() if " project_code " in f" {line} "]
    assert marks
    assert all(line.startswith("  project_code           00000007-2564 ") for line in marks)


def test_parse_for_people_shows_the_line_of_each_value(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    done = run("parse", report, "--format", "table")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    told = next(line for line in lines if "project_code" in line)
    number = 1 + page(7).splitlines().index(f"โครงการทดลองที่ 7 : {code(7)}")
    assert f"{number}: โครงการทดลองที่ 7 : {code(7)}" in told
    assert "issues" in done.stdout


def test_parse_of_what_is_no_report(unknown: Path, tmp_path: Path) -> None:
    done = run("parse", unknown)
    assert done.returncode == 1
    told = json.loads(done.stdout)
    assert (told["layout"], told["status"]) == (None, "unrecognised")
    assert told["problem"].startswith("unrecognised: ")
    done = run("parse", write(tmp_path / "empty.txt", b""))
    assert done.returncode == 1
    assert json.loads(done.stdout)["status"] == "unreadable"
    assert run("parse", tmp_path / "empty.txt", "--format", "table").returncode == 1
    done = run("parse", write(tmp_path / "dump.jsonl", b'{"url": "http://x/1", "text": "report"}\n' * 2))
    assert done.returncode == 1
    assert json.loads(done.stdout)["problem"].endswith("a dump of pages; raingan ingest reads what lies in it.")


def test_status_tells_what_lies_in_out(report: Path, unknown: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("ingest", report.parent, "--out", out)
    done = run("status", out)
    assert done.returncode == 1, "a document was not parsed"
    for told in (
        "documents 2 at 2 places, counted by place\n",
        "1 parsed",
        "1 unrecognised",
        "1 projects",
        "last runs",
    ):
        assert told in done.stdout
    unknown.unlink()
    run("ingest", report.parent, "--out", out, "--forget-missing")
    assert run("status", out).returncode == 0
    (out / "tables" / "projects.parquet").unlink()
    done = run("status", out)
    assert done.returncode == 1
    assert "behind records" in done.stdout


def test_what_looks_back_says_that_it_reads_no_store() -> None:
    told = run("status", "s3://bucket/out").stderr
    assert "'s3://bucket/out' is not on this machine; copy it here, and name the copy" in told


def test_out_may_be_named_by_its_url(report: Path, tmp_path: Path) -> None:
    out = f"file://{tmp_path}/out"
    assert run("ingest", report, "--out", out).returncode == 0
    assert run("status", out).stdout == run("status", tmp_path / "out").stdout
    assert run("check", out, "--sources", f"file://{report.parent}").returncode == 0


def test_documents_of_several_inputs_are_named_by_their_place(unknown: Path, tmp_path: Path) -> None:
    other = write(tmp_path / "other" / "unknown.txt", "รายงานอื่น\n")
    alone = run("ingest", other.parent, "--out", tmp_path / "alone").stderr
    assert "\nunknown.txt: unrecognised" in alone
    both = run("ingest", unknown.parent, other.parent, "--out", tmp_path / "out").stderr
    assert all(f"\nfile://{path}: unrecognised" in both for path in (unknown, other))


@pytest.mark.parametrize("line", ["parse REPORT", "schema", "status OUT"])
def test_a_full_disk_behind_stdout_is_told(line: str, report: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("only Linux has a file that is always full")
    run("ingest", report, "--out", tmp_path / "out")
    spoken = line.replace("REPORT", str(report)).replace("OUT", str(tmp_path / "out")).split()
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command(*spoken), stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "raingan: Standard output cannot be written to: No space left on device.\n"


def test_streams_that_are_closed_are_no_failure(report: Path, tmp_path: Path) -> None:
    shell = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]
    for line in (["ingest", report, "--out", tmp_path / "out"], ["status", tmp_path / "out"]):
        assert subprocess.run([*shell, *command(*line)], check=False).returncode == 0
    assert run("check", tmp_path / "out").returncode == 0


@pytest.mark.parametrize("form", ["markdown", "json", "datapackage"])
def test_schema_names_every_column(form: str) -> None:
    done = run("schema", "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in ("project_code", "รหัสโครงการ", "budget_spent_baht", "origins"))
    if form != "markdown":
        json.loads(done.stdout)


def test_a_reader_that_goes_away_is_no_failure(report: Path) -> None:
    running = subprocess.Popen(command("schema"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout is not None
    running.stdout.close()
    assert running.stderr is not None
    assert running.stderr.read() == ""
    running.stderr.close()
    assert running.wait(timeout=30) == 0


def test_thai_goes_through_a_pipe_whatever_the_locale(report: Path) -> None:
    done = subprocess.run(
        command("parse", report), capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}
    )
    assert "โครงการทดลอง" in done.stdout.decode()


def test_help_does_not_load_what_only_work_needs() -> None:
    listed = "import sys; from audit import words; import pipeline; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    heavy = {"pyarrow", "duckdb", "pandas", "numpy", "parsers", "multiprocessing", "tqdm", "filelock"}
    assert not heavy & set(done.stdout.split())


def test_odd_names_are_places_too(tmp_path: Path) -> None:
    folder = export(tmp_path / "ใน ที่นี้", [1])
    for name in ("ไทย 100%.txt", "a#b?c.txt", "x=1&pid=00000009-2564.txt"):
        write(folder / name, page(9, extra=name))
    for name in (".hidden", "~$lock.txt", "draft.txt~", "page.txt.tmp", "#page#", "page.expected.json"):
        write(folder / name, "รายงานอื่น", LONG_AGO)
    done = run("ingest", folder, "--out", folder / "out", "--log-format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stderr.splitlines()[-1])["documents"] == {"parsed": 4}
    assert run("ingest", folder, "--out", folder / "out").returncode == 0
