"""Standard input as INPUT: what is piped into the program."""

import hashlib
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.exports import code, command, log, page, rows_of


def piped(data: bytes, *words: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*words), input=data, capture_output=True, timeout=300, check=False)


def test_each_content_is_a_place_of_its_own(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first, second = page(1).encode(), page(2).encode()
    for data in (first, second, first):
        done = piped(data, "ingest", "-", "--out", out, "--jobs", 0, "--forget-missing")
        assert done.returncode == 0, done.stderr
    rows = log(out)
    assert [row["document_id"] for row in rows] == [hashlib.sha256(data).hexdigest() for data in (first, second)]
    for row in rows:
        assert (row["root"], row["source"], row["place"]) == ("stdin:", row["document_id"], f"stdin:/{row['source']}")
        assert row["modified_at"] is None
    assert [row["project_code"] for row in rows_of(out, "projects")] == [code(1), code(2)]
    line = json.loads((out / "runs.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    assert (line["inputs"], line["opened"]) == ([rows[0]["place"]], 1)


def test_an_archive_is_piped_to_the_processes_that_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "spool").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "spool"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in (1, 2):
            archive.writestr(f"{number}.txt", page(number))
    done = piped(packed.getvalue(), "ingest", "-", "--out", tmp_path / "out", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256(packed.getvalue()).hexdigest()
    assert {row["place"] for row in log(tmp_path / "out")} == {f"stdin:/{digest}!1.txt", f"stdin:/{digest}!2.txt"}
    assert not list((tmp_path / "spool").iterdir()), "nothing is left behind"


def test_parse_reads_it(tmp_path: Path) -> None:
    shown = piped(page(3).encode("cp874"), "parse", "-")
    assert json.loads(shown.stdout)["layout"] == "project_page", shown.stderr


def test_wrong_words(tmp_path: Path) -> None:
    twice = piped(b"", "ingest", "-", "-", "--out", tmp_path / "out")
    assert (twice.returncode, b"only once" in twice.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="there are no pseudo-terminals there")
@pytest.mark.parametrize("words", [["parse", "-"], ["ingest", "-", "--out", "there is no such folder"]])
def test_nobody_types_a_report(words: list[str]) -> None:
    ours, terminal = os.openpty()
    try:
        done = subprocess.run(command(*words), stdin=terminal, capture_output=True, timeout=300, check=False)
    finally:
        os.close(ours)
        os.close(terminal)
    assert (done.returncode, b"nothing is piped in" in done.stderr) == (2, True)
