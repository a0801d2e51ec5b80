"""Which project and which indicator a document is about."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.records import CODE, Records, codes, day, document_id, found, one, update

WORDS = {"unit_code": "50490000", "unit_code_2": "50490000", "rationale": "ก ข\nค", "objectives": "- ง\u00a0จ"}


def anon(*cells: str) -> str:
    """The id of a project without a code, as the contract spells it."""
    return "anon:" + hashlib.sha256("\u001f".join(cells).encode()).hexdigest()[:16]


def bare(records: Records, document: str, **cells: Any) -> str:
    """A bare page that says the words, with one update in fiscal year 2023."""
    updates = cells.pop("updates", [update(day(30, 9), 20), update(day(1, 10, 2022), 10)])
    return records.document(document, layout="project_page_bare", projects=[{**WORDS, **cells}], updates=updates)


def ids(records: Records, root: Path) -> dict[str, list[str]]:
    """The documents of each project."""
    return {row["project_id"]: row["document_ids"] for row in records.tables(root)["projects"]}


def test_a_page_without_a_code_is_known_by_its_words_and_first_year(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a")
    bare(records, "b", targets="จ")
    bare(records, "c", updates=[update(None, page_date=day(1, 10, 2023))])
    assert set(ids(records, tmp_path)) == {
        anon("50490000", "50490000", "กขค", "-งจ", "", "2023"),
        anon("50490000", "50490000", "กขค", "-งจ", "จ", "2023"),
        anon("50490000", "50490000", "กขค", "-งจ", "", "2024"),
    }


@pytest.mark.parametrize(
    "lost", [{"rationale": None}, {"objectives": None}, {"updates": []}, {"updates": [update(None)]}]
)
def test_without_words_or_year_a_page_is_known_by_its_bytes(tmp_path: Path, lost: dict[str, Any]) -> None:
    records = Records()
    bare(records, "a", **lost)
    bare(records, "b", **lost)
    assert set(ids(records, tmp_path)) == {anon(document_id("a")), anon(document_id("b"))}


def test_every_character_that_python_calls_blank_is_removed(tmp_path: Path) -> None:
    blanks = "".join(chr(n) for n in range(0x110000) if chr(n).isspace())
    records = Records()
    bare(records, "a", targets=f"ก{blanks}ข\u200bค")
    assert set(ids(records, tmp_path)) == {anon("50490000", "50490000", "กขค", "-งจ", "กข\u200bค", "2023")}


def test_two_exports_of_one_bare_page_are_one_project(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a", updates=[update(day(1), 10)])
    bare(records, "b", updates=[update(day(2), 20), update(day(1), 10)])
    assert list(ids(records, tmp_path).values()) == [[document_id("b"), document_id("a")]]


def test_a_bare_page_joins_the_one_code_that_says_its_words(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a")
    bare(records, "b", project_code=CODE, name="ก")
    records.document("other", projects=[{"project_code": "02000000-0002"}])
    tables = records.tables(tmp_path)
    project = one(tables["projects"], project_id=CODE)
    assert set(project["document_ids"]) == {document_id("a"), document_id("b")}
    assert (project["name"], project["project_code"]) == ("ก", CODE)


@pytest.mark.parametrize("column", WORDS)
def test_blanks_keep_no_bare_page_from_its_code(tmp_path: Path, column: str) -> None:
    records = Records()
    bare(records, "a", **{column: "\u3000" + "\t".join(WORDS[column]) + "\x1f\u00a0"})
    bare(records, "b", project_code=CODE)
    assert {key: set(documents) for key, documents in ids(records, tmp_path).items()} == {
        CODE: {document_id("a"), document_id("b")}
    }


def test_a_bare_page_whose_boilerplate_two_codes_say_joins_neither(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a")
    bare(records, "b", project_code=CODE)
    bare(records, "c", project_code="02000000-0002")
    assert len(ids(records, tmp_path)) == 3


def test_two_bare_pages_with_boilerplate_words_stay_apart_where_anything_else_differs(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a")
    bare(records, "b", unit_code="50240000", unit_code_2="50240000")
    bare(records, "c", updates=[update(day(1, 1, 2025))])
    assert len(ids(records, tmp_path)) == 3


def test_a_bare_page_that_states_another_year_does_not_join(tmp_path: Path) -> None:
    records = Records()
    bare(records, "a", fiscal_year_be=2567)
    bare(records, "b", project_code=CODE, fiscal_year_be=2566)
    assert len(ids(records, tmp_path)) == 2


def test_a_bare_page_does_not_join_a_project_of_another_year_by_a_page_that_states_none(tmp_path: Path) -> None:
    records = Records()
    records.document("a", projects=[{"project_code": CODE, "fiscal_year_be": 2566}])
    bare(records, "b", project_code=CODE)
    bare(records, "c", fiscal_year_be=2565)
    projects = ids(records, tmp_path)
    assert len(projects) == 2
    assert set(projects[CODE]) == {document_id("a"), document_id("b")}


def test_the_name_of_the_place_tells_the_code_that_the_text_has_lost(tmp_path: Path) -> None:
    records = Records()
    records.document("page", projects=[{"project_code": CODE}], updates=[update(day(1))])
    records.document(
        "bare", named=CODE, layout="project_page_bare", projects=[{"targets": "ก"}], updates=[update(day(2))]
    )
    tables = records.tables(tmp_path)
    project = one(tables["projects"])
    assert (project["project_id"], project["project_code"]) == (CODE, CODE)
    assert project["document_ids"] == [document_id("bare"), document_id("page")]
    origin = one(tables["origins"], column_name="project_code")
    assert origin["document_id"] == document_id("page"), "a code that was read counts before one that a name holds"


def test_places_that_name_different_codes_name_none(tmp_path: Path) -> None:
    records = Records()
    records.document("a", named=CODE, projects=[{"rationale": "ก"}])
    records.see("a", "a-1", place="file:///in/b.txt", named="02000000-0002")
    tables = records.tables(tmp_path)
    project = one(tables["projects"])
    assert (project["project_id"], project["project_code"]) == (anon(document_id("a")), None)
    assert "hold different codes: 01000000-0001, 02000000-0002" in found(tables, "code-disagrees")[0]["message"]


def test_the_text_counts_before_the_name_of_the_place(tmp_path: Path) -> None:
    records = Records()
    records.document("a", named="02000000-0002", projects=[{"project_code": CODE}])
    records.document("b", named=CODE, projects=[{"project_code": CODE}])
    records.document("c", named="5018-0817", projects=[{}])
    tables = records.tables(tmp_path)
    assert [row["project_id"] for row in tables["projects"]] == [CODE, anon(document_id("c"))]
    assert {row["document_id"] for row in found(tables, "code-disagrees")} == {document_id("a"), document_id("c")}


def test_one_code_in_two_fiscal_years_is_two_projects(tmp_path: Path) -> None:
    records = Records()
    for name, year, on in (("old", 2565, day(1, 1, 2022)), ("older", 2565, day(1, 12, 2021)), ("new", 2566, day(1))):
        project = {"project_code": CODE, "name": name, "fiscal_year": year - 543, "fiscal_year_be": year}
        records.document(name, projects=[project], updates=[update(on)], steps=[{"step": 1, "name": name}])
    tables = records.tables(tmp_path)
    assert {row["project_id"]: row["name"] for row in tables["projects"]} == {CODE: "new", f"{CODE}@2565": "old"}
    assert {row["project_code"] for row in tables["projects"]} == {CODE}
    assert {row["project_id"]: row["name"] for row in tables["steps"]} == {CODE: "new", f"{CODE}@2565": "old"}
    rows = found(tables, "code-in-two-years")
    assert {row["document_id"] for row in rows} == {document_id("new"), document_id("old")}
    assert {row["column_name"] for row in rows} == {"fiscal_year_be"}
    assert len({row["finding"] for row in rows}) == 1


@pytest.mark.parametrize(
    ("first", "project_id"), [(day(1, 12, 2021), f"{CODE}@2565"), (day(1), CODE), (day(1, 1, 2020), None), (None, None)]
)
def test_of_a_code_in_two_years_a_yearless_document_belongs_to_that_of_its_first_update(
    tmp_path: Path, first: Any, project_id: str | None
) -> None:
    records = Records()
    for year, on in ((2565, day(1, 1, 2022)), (2566, day(2))):
        records.document(str(year), projects=[{"project_code": CODE, "fiscal_year_be": year}], updates=[update(on)])
    records.document("bare", named=CODE, projects=[{}], updates=[update(first)])
    found_ids = ids(records, tmp_path)
    assert document_id("bare") in found_ids[project_id or anon(document_id("bare"))]


def kpi(records: Records, document: str, layout: str = "kpi_page", **cells: Any) -> str:
    """A page of one indicator."""
    more = {key: cells.pop(key) for key in ("named", "modified", "indicator_results", "strategy_links") if key in cells}
    return records.document(document, layout=layout, indicators=[cells], **more)


def test_one_indicator_on_three_projects_is_one_row(tmp_path: Path) -> None:
    records = Records()
    for n in (1, 2, 3):
        indicator = {"indicator_code": "5018-0817", "name": "ก", "unit": "ร้อยละ", "target": float(n), "result": 1.0}
        records.document(
            str(n), projects=[{"project_code": f"0100000{n}-0001"}], indicators=[indicator], updates=[update(day(n))]
        )
    kpi(records, "kpi", indicator_code="5018-0817", definition="ข", target=9.0, modified=9)
    tables = records.tables(tmp_path)
    indicator = one(tables["indicators"])
    assert (indicator["indicator_id"], indicator["target"], indicator["definition"]) == ("5018-0817", 3.0, "ข")
    assert [row["project_id"][7] for row in tables["project_indicators"]] == ["1", "2", "3"]
    assert {row["indicator_id"] for row in tables["project_indicators"]} == {"5018-0817"}
    assert [row["document_id"] for row in tables["project_indicators"]] == [document_id(n) for n in "123"]


def test_unit_target_and_result_come_from_one_document(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "old", indicator_code="5018-0817", unit="ห้อง", target=3.0, result=2.0)
    kpi(records, "new", indicator_code="5018-0817", target=90.0, modified=1)
    indicator = one(records.tables(tmp_path)["indicators"])
    assert (indicator["unit"], indicator["target"], indicator["result"]) == (None, 90.0, None)


def project(records: Records, name: str, on: int, *indicators: dict[str, Any], code: str = CODE) -> None:
    """A document of a project with indicators, that ends on a day."""
    records.document(
        name,
        projects=[{"project_code": code}],
        updates=[update(day(n)) for n in range(on, 0, -1)],
        indicators=list(indicators),
    )


def test_an_indicator_without_a_code_takes_that_of_its_projects_namesake(tmp_path: Path) -> None:
    records = Records()
    project(
        records, "page", 1, {"indicator_code": "5018-0817", "name": "ก ข"}, {"indicator_code": "5018-0818", "name": "ค"}
    )
    project(records, "bare", 2, {"name": "กข", "result": 7.0})
    tables = records.tables(tmp_path)
    assert one(tables["indicators"], indicator_id="5018-0817")["result"] == 7.0
    assert len(tables["indicators"]) == 2


def test_a_namesake_in_another_project_or_two_in_this_one_give_no_code(tmp_path: Path) -> None:
    records = Records()
    project(
        records, "page", 1, {"indicator_code": "5018-0817", "name": "ก"}, {"indicator_code": "5018-0818", "name": "ก"}
    )
    project(records, "other", 1, {"indicator_code": "5018-0819", "name": "ข"}, code="02000000-0002")
    project(records, "bare", 2, {"name": "ก"}, {"name": "ข"})
    tables = records.tables(tmp_path)
    assert {f"{CODE}#1", f"{CODE}#2"} <= {row["indicator_id"] for row in tables["indicators"]}


def test_local_indicators_keep_the_number_of_the_newest_document_that_states_them(tmp_path: Path) -> None:
    records = Records()
    project(records, "old", 1, {"name": "ก"}, {"name": "ข"}, {"name": "ค", "target": 5.0})
    project(records, "new", 2, {"name": "ค"}, {"name": "ก"})
    tables = records.tables(tmp_path)
    assert {row["indicator_id"]: row["name"] for row in tables["indicators"]} == {
        f"{CODE}#1": "ค",
        f"{CODE}#2": "ก",
        f"{CODE}#3": "ข",
    }, "ข was the second, but that number is taken by a newer document"
    assert one(tables["indicators"], name="ค")["target"] == 5.0
    assert len(tables["project_indicators"]) == 3


def test_namesakes_and_nameless_indicators_of_one_document_stay_apart(tmp_path: Path) -> None:
    records = Records()
    for on, name in enumerate(("old", "new"), 1):
        project(records, name, on, {"name": "ก", "target": 1.0}, {"name": "ก", "target": 2.0}, {"target": 3.0})
    tables = records.tables(tmp_path)
    assert [(row["indicator_id"][-2:], row["target"]) for row in tables["indicators"]] == [
        ("#1", 1.0),
        ("#2", 2.0),
        ("#3", 3.0),
    ]
    assert codes(tables) == []


def test_bare_indicator_pages_are_never_merged_unless_a_name_holds_the_code(tmp_path: Path) -> None:
    records = Records()
    for name in ("a", "b"):
        kpi(records, name, "kpi_page_bare", unit="ร้อยละ", target=80.0)
    kpi(records, "c", "kpi_page_bare", named="5010-0957", result=1.0)
    kpi(records, "d", indicator_code="5010-0957", name="ก")
    tables = records.tables(tmp_path)
    assert [row["indicator_id"] for row in tables["indicators"]] == sorted(
        ["5010-0957", *("anon:" + document_id(name)[:16] for name in ("a", "b"))]
    )
    assert (one(tables["indicators"], name="ก")["result"], codes(tables)) == (1.0, [])


def test_a_bare_pages_summary_never_beats_a_headed_pages(tmp_path: Path) -> None:
    records = Records()
    kpi(records, "headed", indicator_code="5010-0957", summary="ก", modified=1)
    kpi(records, "bare", "kpi_page_bare", named="5010-0957", summary="ก\nข", result=3.0, modified=2)
    kpi(records, "lone", "kpi_page_bare", named="5010-0958", summary="ค", modified=2)
    tables = records.tables(tmp_path)
    merged = one(tables["indicators"], indicator_code="5010-0957")
    assert (merged["summary"], merged["result"], merged["document_id"]) == ("ก", 3.0, document_id("bare"))
    assert one(tables["origins"], column_name="summary")["document_id"] == document_id("headed")
    assert one(tables["indicators"], indicator_code="5010-0958")["summary"] == "ค"
    assert codes(tables) == [], "paragraphs without headings are no disagreement"
