"""Every sample gives exactly the cells and issues of its expected file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.expected import SAMPLES, expected_path, outcome, read, reports

LAYOUTS = ("kpi_page", "kpi_page_bare", "print_form", "project_page", "project_page_bare")


@pytest.mark.parametrize("report", reports(), ids=lambda path: str(path.relative_to(SAMPLES)))
def test_sample_gives_what_is_expected(report: Path) -> None:
    path = expected_path(report)
    assert path.exists(), f"{path.name} is missing: run `make expected`, and read it by eye"
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert outcome(read(report)) == expected


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_has_at_least_four_samples(layout: str) -> None:
    assert len([report for report in reports() if report.parent.name == layout]) >= 4


def test_sample_stands_in_the_folder_of_its_layout() -> None:
    assert {report.parent.name: read(report).layout for report in reports()} == {name: name for name in LAYOUTS}


def test_no_expected_file_without_its_sample() -> None:
    known = {expected_path(report) for report in reports()}
    assert {path for path in SAMPLES.rglob("*.expected.json") if path not in known} == set()
