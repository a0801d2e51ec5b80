"""Where documents of one last date disagree, and what is no disagreement."""

from pathlib import Path
from typing import Any

import pytest

from tests.records import CODE, NONE, Records, Row, codes, day, document_id, found, one, update


def project(records: Records, name: str, on: int, cells: Row, modified: int = 0, **more: Any) -> str:
    """A document of the project that ends on a day of January."""
    stated = {"project_code": CODE, **cells}
    return records.document(name, projects=[stated], updates=[update(day(on))], modified=modified, **more)


def kpi(records: Records, name: str, modified: int, *quarters: Row) -> str:
    """A page of the indicator with some quarters."""
    results = [{"indicator_row": 0, **quarter} for quarter in quarters]
    stated = [{"indicator_code": "5010-0957"}]
    return records.document(name, layout="kpi_page", modified=modified, indicators=stated, indicator_results=results)


def quarters(tables: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(row["quarter"], row["result"], row["narrative"]) for row in tables["indicator_results"]]


@pytest.mark.parametrize(
    ("column", "older", "newer", "days", "disagrees"),
    [
        ("name", "ก ข", "กข", (1, 2), False),
        ("name", "ก", "ข", (1, 2), True),
        ("name", "ก", NONE, (1, 2), True),
        ("end_date", day(30, 9), day(31, 8), (1, 2), True),
        ("rationale", "ก", "ข", (1, 2), False),
        ("rationale", "ก", "ข", (1, 1), True),
        ("rationale", "- ก\n- ข", "• ก ข", (1, 1), False),
        ("progress_percent", 10.0, 20.0, (1, 1), True),
        ("progress_percent", 10.0, 20.0, (1, 2), False),
        ("agency_path", ["ก", "ข"], ["ก", "ค"], (1, 1), True),
        # A page prints the agency alone, a form all parts.
        ("agency_path", ["ก", "ข", "ค"], ["ก "], (1, 1), False),
        ("agency_path", ["ก"], ["ก", "ข", "ค"], (1, 1), False),
        ("agency_path", ["ก", "ข"], ["กข"], (1, 1), True),
        ("is_routine", True, False, (1, 1), True),
    ],
)
def test_sources_disagree(
    tmp_path: Path, column: str, older: Any, newer: Any, days: tuple[int, int], disagrees: bool
) -> None:
    records = Records()
    project(records, "old", days[0], {column: older})
    project(records, "new", days[1], {column: newer}, modified=1)
    tables = records.tables(tmp_path)
    rows = found(tables, "sources-disagree")
    assert {(row["document_id"], row["column_name"]) for row in rows} == (
        {(document_id("old"), column), (document_id("new"), column)} if disagrees else set()
    )
    assert len({row["finding"] for row in rows}) == int(disagrees)
    assert one(tables["projects"])[column] == (None if newer is NONE else newer)


def test_older_documents_of_one_last_date_disagree_too(tmp_path: Path) -> None:
    records = Records()
    for n, (name, on) in enumerate((("first", 1), ("second", 1), ("last", 2))):
        project(records, name, on, {"name": "ก", "targets": name, "rationale": "ก"}, modified=n)
    project(records, "silent", 1, {"name": "ก"}, modified=9)
    rows = found(records.tables(tmp_path), "sources-disagree")
    assert {(row["document_id"], row["column_name"]) for row in rows} == {
        (document_id("first"), "targets"),
        (document_id("second"), "targets"),
    }
    assert len({row["finding"] for row in rows}) == 1


def test_a_score_that_only_one_page_prints_is_no_disagreement(tmp_path: Path) -> None:
    records = Records()
    project(records, "a", 1, {"evaluation_quarter": 1, "evaluation_score": 100.0})
    project(records, "b", 1, {"evaluation_quarter": 1}, modified=1)
    assert codes(records.tables(tmp_path)) == []


@pytest.mark.parametrize(("days", "expected"), [((1, 1), {("weight_percent", 0), (None, 1)}), ((1, 2), set())])
def test_plans_disagree_only_on_one_day(tmp_path: Path, days: tuple[int, int], expected: set[Any]) -> None:
    records = Records()
    project(records, "a", days[0], {}, steps=[{"step": 1, "weight_percent": 10.0}, {"step": 2, "name": "ก"}])
    project(records, "b", days[1], {}, modified=1, steps=[{"step": 1, "weight_percent": 20.0}])
    rows = found(records.tables(tmp_path), "sources-disagree")
    assert {(row["column_name"], row["row"]) for row in rows} == expected


def test_a_later_page_of_an_indicator_has_more_quarters(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "old", 1, {"quarter": 1, "result": 1.0})
    kpi(records, "new", 2, {"quarter": 1, "result": 2.0}, {"quarter": 2, "result": 2.0})
    rows = found(records.tables(tmp_path), "sources-disagree")
    assert {(row["column_name"], row["row"]) for row in rows} == {("result", 0)}


def test_a_later_page_of_an_indicator_that_lacks_a_quarter_is_told(tmp_path: Path) -> None:
    records = Records()
    old = kpi(records, "old", 1, {"quarter": 1, "result": 1.0}, {"quarter": 2, "result": 2.0, "narrative": "ก"})
    kpi(records, "new", 2, {"quarter": 1, "result": 1.0})
    tables = records.tables(tmp_path)
    assert quarters(tables) == [(1, 1.0, None), (2, None, "ก")]
    issue = one(found(tables, "sources-disagree"))
    assert (issue["document_id"], issue["row"], issue["column_name"]) == (old, 1, None)


def test_quarters_that_the_table_of_a_dated_page_lacks_keep_their_narratives_and_are_told(tmp_path: Path) -> None:
    records = Records()
    said = [{"quarter": number, "result": float(number), "narrative": str(number)} for number in (1, 2, 3)]
    page = kpi(records, "page", 3, *said, {"quarter": 4, "narrative": "4"})
    report = project(
        records,
        "report",
        1,
        {},
        indicators=[{"indicator_code": "5010-0957"}],
        indicator_results=[{"indicator_row": 0, "quarter": number, "result": 9.0} for number in (1, 2)],
    )
    tables = records.tables(tmp_path)
    assert quarters(tables) == [(1, 9.0, "1"), (2, 9.0, "2"), (3, None, "3"), (4, None, "4")]
    assert [row["document_id"] for row in tables["indicator_results"]] == [report, report, page, page]
    issue = one(found(tables, "sources-disagree"))
    assert (issue["document_id"], issue["row"], issue["column_name"]) == (page, 2, None)
