"""What is taken whole from one document, and what one document states twice."""

from pathlib import Path
from typing import Any

import pytest

from tests.records import CODE, NONE, Records, Row, day, document_id, found, one, update

LINKS = [{"subject": "project", "level": level, "code": f"7.{level}", "title": "ก"} for level in (1, 2, 3, 4)]


def project(records: Records, name: str, on: int, cells: Row | None = None, **more: Any) -> str:
    """A document of the project that ends on a day of January."""
    return records.document(name, projects=[{"project_code": CODE, **(cells or {})}], updates=[update(day(on))], **more)


def step(number: int, **cells: Any) -> Row:
    return {"step": number, **cells}


def test_a_shorter_plan_replaces_a_longer_one(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, steps=[step(1, name="ก", weight_percent=50.0), step(2, name="ข"), step(3, name="ค")])
    project(records, "new", 2, steps=[step(1, name="ก"), step(2, name="ข")])
    steps = records.tables(tmp_path)["steps"]
    assert [(row["step"], row["weight_percent"], row["document_id"]) for row in steps] == [
        (1, None, document_id("new")),
        (2, None, document_id("new")),
    ]


def test_a_plan_stays_where_the_newest_document_has_none(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, steps=[step(1, name="ก")], contacts=[{"role": "responsible", "n": 1, "name": "นาย ก"}])
    project(records, "new", 2)
    tables = records.tables(tmp_path)
    assert one(tables["steps"])["document_id"] == one(tables["contacts"])["document_id"] == document_id("old")


def test_contacts_come_from_one_document(tmp_path: Path) -> None:
    records = Records()
    people = [{"role": "responsible", "n": n, "name": f"นาย {n}"} for n in (1, 2)]
    project(records, "old", 1, contacts=[*people, {"role": "coordinator", "n": 1, "name": "นาง ข"}])
    project(records, "new", 2, contacts=[{"role": "responsible", "n": 1, "name": "นาย ค"}])
    assert [row["name"] for row in records.tables(tmp_path)["contacts"]] == ["นาย ค"]


def test_a_strategy_that_becomes_routine_leaves_no_lines(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, {"is_routine": False}, strategy_links=LINKS)
    project(records, "new", 2, {"is_routine": True})
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["is_routine"] is True
    assert tables["strategy_links"] == []


@pytest.mark.parametrize(("is_routine", "left"), [(True, 0), (None, 4)])
def test_an_indicator_that_becomes_routine_leaves_no_lines(tmp_path: Path, is_routine: bool | None, left: int) -> None:
    records = Records()
    lines = [{**line, "subject": "indicator"} for line in LINKS]
    coded = {"indicator_code": "5010-0957"}
    records.document("old", layout="kpi_page", modified=1, indicators=[coded], strategy_links=lines)
    records.document("new", layout="kpi_page", modified=2, indicators=[{**coded, "is_routine": is_routine}])
    assert len(records.tables(tmp_path)["strategy_links"]) == left


def test_routine_work_that_gets_a_strategy(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, {"is_routine": True})
    project(records, "new", 2, {"is_routine": False}, strategy_links=LINKS[:2])
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["is_routine"] is False
    assert [(row["subject_id"], row["level"]) for row in tables["strategy_links"]] == [(CODE, 1), (CODE, 2)]


def test_a_silent_newest_document_leaves_the_strategy_whole(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, {"is_routine": False}, strategy_links=LINKS)
    project(records, "new", 2)
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["is_routine"] is False
    assert len(tables["strategy_links"]) == 4
    assert one(tables["origins"], column_name="is_routine")["document_id"] == document_id("old")


def test_where_lines_and_routine_stand_side_by_side_is_routine_is_nobodys(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, {"is_routine": True})
    project(records, "new", 2, strategy_links=LINKS[:1])
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["is_routine"] is None
    assert one(tables["strategy_links"])["document_id"] == document_id("new")


def quarter(number: int | None, **cells: Any) -> Row:
    return {"indicator_row": 0, "quarter": number, **cells}


def kpi(records: Records, name: str, modified: int, *quarters: Row, **more: Any) -> str:
    return records.document(
        name,
        layout="kpi_page",
        modified=modified,
        indicators=[{"indicator_code": "5010-0957"}],
        indicator_results=list(quarters),
        **more,
    )


def stated_quarters(tables: dict[str, Any]) -> list[tuple[Any, ...]]:
    rows = tables["indicator_results"]
    return [(row["indicator_id"], row["quarter"], row["result"], row["narrative"]) for row in rows]


def test_the_quarter_table_is_taken_whole_and_narratives_join_it(tmp_path: Path) -> None:
    records = Records()
    old = kpi(records, "old", 1, quarter(1, result=1.0, narrative="ก"), quarter(2, result=2.0, narrative="ข"))
    new = kpi(records, "new", 2, quarter(1, result=3.0))
    kpi(records, "last", 3)
    tables = records.tables(tmp_path)
    assert stated_quarters(tables) == [("5010-0957", 1, 3.0, "ก"), ("5010-0957", 2, None, "ข")]
    assert [row["document_id"] for row in tables["indicator_results"]] == [new, old]
    assert [
        (origin["table_name"], origin["row_key"], origin["column_name"], origin["document_id"], origin["row"])
        for origin in tables["origins"]
    ] == [("indicator_results", '["5010-0957",1]', "narrative", old, 0)]


def test_a_newer_narrative_leaves_the_quarter_table_and_may_add_a_quarter(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "old", 1, quarter(1, result=1.0, narrative="ก"), quarter(2, result=2.0))
    kpi(records, "new", 2, quarter(2, narrative="ข"), quarter(3, narrative="ค"))
    assert stated_quarters(records.tables(tmp_path)) == [
        ("5010-0957", 1, 1.0, "ก"),
        ("5010-0957", 2, 2.0, "ข"),
        ("5010-0957", 3, None, "ค"),
    ]


def test_rows_of_an_indicator_find_it_by_row_or_because_it_is_the_only_one(tmp_path: Path) -> None:
    records = Records()
    records.document(
        "project",
        projects=[{"project_code": CODE}],
        indicators=[{"name": "ก"}, {"indicator_code": "5010-0957"}],
        indicator_results=[{"indicator_row": 1, "quarter": 1}, {"indicator_row": 0, "quarter": 1}],
    )
    strategy = [{"subject": "indicator", "level": 1, "code": "3"}]
    kpi(records, "kpi", 1, {"quarter": 2, "result": 1.0}, strategy_links=strategy)
    tables = records.tables(tmp_path)
    assert {(row["indicator_id"], row["quarter"]) for row in tables["indicator_results"]} == {
        (f"{CODE}#1", 1),
        ("5010-0957", 2),
    }
    link = one(tables["strategy_links"])
    assert (link["subject"], link["subject_id"], link["code"]) == ("indicator", "5010-0957", "3")


@pytest.mark.parametrize(
    ("first", "second", "merged", "is_twice"),
    [
        ({"result": 1.0}, {"result": 1.0}, 1.0, False),
        ({"result": 1.0}, {}, 1.0, False),
        ({}, {"result": 1.0}, 1.0, False),
        ({"result": 1.0}, {"result": 2.0}, None, True),
        ({"result": 1.0}, {"result": NONE}, None, True),
    ],
)
def test_a_quarter_stated_twice_is_one_row(
    tmp_path: Path, first: Row, second: Row, merged: float | None, is_twice: bool
) -> None:
    records = Records()
    kpi(records, "a", 1, quarter(3, **first, narrative="ก"), quarter(3, **second, narrative=" ก"), quarter(4))
    tables = records.tables(tmp_path)
    row = one(tables["indicator_results"], quarter=3)
    assert (row["result"], row["narrative"]) == (merged, "ก")
    assert {(row["row"], row["column_name"], row["severity"]) for row in found(tables, "stated-twice")} == (
        {(0, "result", "error"), (1, "result", "error")} if is_twice else set()
    )


def test_a_step_a_level_and_an_indicator_code_stated_twice(tmp_path: Path) -> None:
    records = Records()
    indicators = [{"indicator_code": "5010-0957", "target": target, "result": 5.0} for target in (1.0, 2.0)]
    project(
        records,
        "a",
        1,
        steps=[step(1, name="ก"), step(1, name="ข")],
        strategy_links=[LINKS[0], {**LINKS[0], "title": "ข"}],
        indicators=indicators,
    )
    tables = records.tables(tmp_path)
    assert one(tables["steps"])["name"] is None
    assert (one(tables["strategy_links"])["code"], one(tables["strategy_links"])["title"]) == ("7.1", None)
    assert (one(tables["indicators"])["target"], one(tables["indicators"])["result"]) == (None, 5.0)
    assert {row["table_name"] for row in found(tables, "stated-twice")} == {"steps", "strategy_links", "indicators"}


def test_what_a_document_states_twice_differently_no_older_one_fills(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "old", 1)
    records.rows["indicators"][0]["method"] = "ค"
    twice = [{"indicator_code": "5010-0957", "method": words} for words in ("ก", "ข")]
    records.document("new", modified=2, indicators=twice)
    assert one(records.tables(tmp_path)["indicators"])["method"] is None


def test_a_row_without_its_key_leaves_the_tables_with_an_error(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "a", 1, quarter(None, result=1.0), quarter(2, result=2.0))
    tables = records.tables(tmp_path)
    assert [row["quarter"] for row in tables["indicator_results"]] == [2]
    issue = one(found(tables, "unreadable-value"))
    assert (issue["row"], issue["severity"]) == (0, "error")


def test_no_sentence_of_the_merge_quotes_a_person(tmp_path: Path) -> None:
    records = Records()
    for n, name in enumerate(("นาย ก", "นาง ข")):
        project(records, name, 1, {"name": name}, contacts=[{"role": "responsible", "n": 1, "name": name}], modified=n)
    rows = found(records.tables(tmp_path), "sources-disagree")
    assert {row["table_name"] for row in rows} == {"projects", "contacts"}
    assert not any("นา" in row["message"] for row in rows)


def test_the_content_is_not_what_the_name_says(tmp_path: Path) -> None:
    records = Records()
    wrong = ("a.PDF", "a.zip", "a.doc", "x.zip!b/a.docx", "x!y.html", "x.txt.gz!x.htm")
    right = ("b.md", "b", "b.php", "x.zip!b.txt", "x.jsonl!https://h/b.pdf", "x.json.gz!3.pdf", "0ff!https://h/b.html")
    for number, name in enumerate((*wrong, *right)):
        records.document(str(number), place=f"file:///in/{name}", projects=[{}])
    told = {row["document_id"] for row in found(records.tables(tmp_path), "file-extension-differs")}
    assert told == {document_id(str(number)) for number in range(len(wrong))}


def test_the_origin_of_a_cell_that_an_older_document_states_twice_is_the_row_that_states_it(tmp_path: Path) -> None:
    records = Records()
    old = [{"indicator_code": "5010-0957"}, {"indicator_code": "5010-0957", "method": "ก"}]
    records.document("old", indicators=old)
    kpi(records, "new", 1)
    tables = records.tables(tmp_path)
    assert one(tables["indicators"])["method"] == "ก"
    assert one(tables["origins"])["row"] == 1
