"""The files that a nightly job is set up with: their command lines are raingan's, and they run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from audit import words
from tests import exports

DEPLOY = Path(__file__).resolve().parents[1] / "docs" / "deploy"
PROGRAM = "/opt/raingan/.venv/bin/raingan"


def lines(name: str) -> list[str]:
    return (DEPLOY / name).read_text(encoding="utf-8").splitlines()


def started() -> list[str]:
    """What the units and the table of cron start."""
    units = [line for path in DEPLOY.glob("*.service") for line in lines(path.name) if line.startswith("ExecStart=")]
    table = [line.split(maxsplit=6)[6] for line in lines("raingan.cron") if line[:1].isdigit()]
    return [line.partition("=")[2] if line.startswith("ExecStart=") else line for line in [*units, *table]]


@pytest.mark.parametrize("line", [line for line in started() if PROGRAM in line], ids=str)
def test_words_are_those_of_the_program(line: str) -> None:
    said = shlex.split(line.split("2>>")[0].split(">")[0])
    assert said[0] == PROGRAM
    _, command, own = words.read(said[1:])
    assert command in ("ingest", "check")
    assert str(vars(own)["out"]) == "/srv/raingan/out"


def test_every_unit_is_told_of() -> None:
    page = (DEPLOY.parent / "deploying.md").read_text(encoding="utf-8")
    assert [path.name for path in DEPLOY.iterdir() if f"deploy/{path.stem}." not in page] == []


def made() -> dict[str, str]:
    """The folders that the page has made, and who is to own each."""
    page = (DEPLOY.parent / "deploying.md").read_text(encoding="utf-8")
    spoken = [shlex.split(line) for line in page.splitlines() if line.startswith("    install -d ")]
    return {path: said[said.index("-o") + 1] for said in spoken for path in said if path.startswith("/")}


def test_folders_are_made_for_all_that_the_jobs_touch() -> None:
    assert made() == {"/srv/raingan": "raingan", "/srv/raingan/out": "raingan", "/srv/raingan/exports": "root"}
    for line in started():
        folders = {path if path in made() else path.rpartition("/")[0] for path in re.findall(r"/srv/[\w./]+", line)}
        assert folders <= made().keys()
        logs = {path.rpartition("/")[0] for path in re.findall(r"> ?(/srv/[\w./]+)", line)}
        assert {made()[folder] for folder in logs} <= {"raingan"}, "the job opens its log itself"


def moved(folder: Path, name: str) -> str:
    """A file of the deployment with other paths."""
    text = "\n".join(lines(name)) + "\n"
    return text.replace(PROGRAM, str(folder / "raingan")).replace("/srv/raingan", str(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What stands for /srv/raingan, with reports and the program."""
    exports.export(tmp_path / "exports", [1, 2])
    program = tmp_path / "raingan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pipeline "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return tmp_path


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_units_are_sound(folder: Path) -> None:
    units = folder / "units"
    units.mkdir()
    for path in DEPLOY.iterdir():
        (units / path.name).write_text(moved(folder, path.name), encoding="utf-8")
    names = sorted(str(path) for path in units.iterdir() if path.suffix in (".service", ".timer"))
    verified = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="there is no cron here")
def test_lines_of_cron_run_and_are_silent_unless_they_fail(folder: Path) -> None:
    nightly, weekly = [
        line.split(maxsplit=6)[6] for line in moved(folder, "raingan.cron").splitlines() if line[:1].isdigit()
    ]
    for line in (nightly, weekly):
        assert _as_cron(line) == ""
    assert len(exports.rows_of(folder / "out", "projects")) == 2
    (folder / "exports" / "district 1" / "page-1.txt").unlink()
    assert _as_cron(nightly) == ""
    assert _as_cron(weekly).startswith("source-missing  records/documents")
    assert _as_cron(nightly.replace(" ingest ", " ingest --forget-missing ")) == ""
    assert _as_cron(weekly) == ""
    shutil.rmtree(folder / "exports")
    assert "no such file or folder" in _as_cron(nightly)
    assert "source" in _as_cron(weekly)


def _as_cron(line: str) -> str:
    """What cron would mail."""
    root = str(Path(__file__).resolve().parents[1])
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": root}
    ran = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, env=environment, check=False)
    return ran.stdout + ran.stderr
