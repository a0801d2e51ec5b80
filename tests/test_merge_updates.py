"""The list of a project's updates: order, numbers, matching, and what was changed after the fact."""

from pathlib import Path
from typing import Any

import pytest

from tests.records import CODE, NONE, UNREAD, Records, Row, codes, day, document_id, found, one, update


def page(records: Records, name: str, *updates: Row, layout: str = "project_page", **more: Any) -> str:
    """A document of the project; pages print the newest update first."""
    return records.document(name, layout=layout, projects=[{"project_code": CODE}], updates=list(updates), **more)


def form(records: Records, name: str, *updates: Row, **more: Any) -> str:
    """A print form prints the oldest update first."""
    return page(records, name, *updates, layout="print_form", **more)


def listed(tables: dict[str, list[Row]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in tables["updates"]]


def numbered(*updates: Row) -> list[Row]:
    return [{"printed_number": n, **row} for n, row in enumerate(updates, 1)]


def test_a_page_that_counts_from_the_newest_is_turned_round(tmp_path: Path) -> None:
    records = Records()
    page(records, "a", *numbered(update(day(9), 30), update(day(5), 20), update(day(5), 10)))
    tables = records.tables(tmp_path)
    assert listed(tables, "report_number", "printed_number", "progress_percent") == [(1, 3, 10), (2, 2, 20), (3, 1, 30)]


def test_a_print_form_counts_from_the_oldest(tmp_path: Path) -> None:
    records = Records()
    form(records, "a", *numbered(update(day(5), 10), update(day(5), 20), update(day(9), 30)))
    assert listed(records.tables(tmp_path), "report_number", "printed_number") == [(1, 1), (2, 2), (3, 3)]


def test_a_page_whose_dates_rise_is_not_turned_round(tmp_path: Path) -> None:
    records = Records()
    page(records, "a", *numbered(update(day(1)), update(day(2)), update(day(2)), update(day(3))))
    assert listed(records.tables(tmp_path), "report_number", "printed_number") == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_a_mistyped_date_does_not_turn_the_page(tmp_path: Path) -> None:
    records = Records()
    rows = [update(day(9)), update(day(1, 1, 2033)), update(day(7)), update(None), update(day(5))]
    page(records, "a", *numbered(*rows))
    assert listed(records.tables(tmp_path), "report_number", "printed_number") == [
        (1, 5),
        (2, 4),
        (3, 3),
        (4, 1),
        (5, 2),
    ]


@pytest.mark.parametrize(
    ("layout", "printed"), [("project_page", [3, 2, 1]), ("project_page_bare", [3, 2, 1]), ("print_form", [1, 2, 3])]
)
def test_where_dates_do_not_tell_the_layout_does(tmp_path: Path, layout: str, printed: list[int]) -> None:
    records = Records()
    page(records, "a", *numbered(update(day(1)), update(None), update(day(1))), layout=layout)
    assert [row["printed_number"] for row in records.tables(tmp_path)["updates"]] == printed


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ([3, None, 2, 1], [4, 3, 2, 1]),
        ([None, 3, 2], [3, 2, 1]),
        ([3, 2, None], [3, 2, 1]),
        ([1, None, 3, 2], [1, 4, 3, 2]),
        ([None, None], [2, 1]),
    ],
)
def test_undated_updates_keep_their_printed_neighbours(
    tmp_path: Path, dates: list[int | None], printed: list[int]
) -> None:
    records = Records()
    page(records, "a", *numbered(*(update(day(on) if on else None) for on in dates)))
    assert [row["printed_number"] for row in records.tables(tmp_path)["updates"]] == printed


def test_page_and_print_form_of_one_project_are_one_list(tmp_path: Path) -> None:
    records = Records()
    page(records, "page", *numbered(update(day(2), 20, problem="ก"), update(day(1), 10, problem=NONE)))
    spent = {"plan_status": "เป็นไปตามแผน", "budget_spent_baht": 5}
    form(records, "form", *numbered(update(day(1), 10, **spent), update(day(2), 20), update(day(3), 30)))
    tables = records.tables(tmp_path)
    columns = ("report_number", "printed_number", "progress_percent", "problem", "plan_status", "document_id")
    at = document_id("form")
    assert listed(tables, *columns) == [
        (1, 1, 10, None, "เป็นไปตามแผน", at),
        (2, 2, 20, "ก", None, at),
        (3, 3, 30, None, None, at),
    ]
    assert [
        (row["row_key"], row["column_name"], row["row"]) for row in tables["origins"] if row["table_name"] == "updates"
    ] == [
        (f'["{CODE}",1]', "problem", 1),
        (f'["{CODE}",2]', "problem", 0),
    ]
    assert codes(tables) == []


def test_two_updates_on_one_date_match_by_their_place_from_the_oldest(tmp_path: Path) -> None:
    records = Records()
    page(records, "page", update(day(5), 20, problem="สอง"), update(day(5), 10, problem="หนึ่ง"))
    form(records, "form", update(day(5), 10), update(day(5), 20), update(day(5), 30), modified=1)
    tables = records.tables(tmp_path)
    assert listed(tables, "progress_percent", "problem") == [(10, "หนึ่ง"), (20, "สอง"), (30, None)]
    assert codes(tables) == []


def test_an_update_without_a_thai_date_matches_by_the_pages_own(tmp_path: Path) -> None:
    records = Records()
    page(records, "page", update(None, 10, page_date=day(5), problem="ก"))
    form(records, "form", update(day(5), 10), modified=1)
    tables = records.tables(tmp_path)
    assert listed(tables, "reported_on", "problem") == [(day(5), "ก")]


def test_a_problem_that_becomes_none_is_none_and_rewritten(tmp_path: Path) -> None:
    records = Records()
    page(records, "old", update(day(1), 10, problem="ฝนตก"))
    page(records, "new", update(day(2), 20), update(day(1), 10, problem=NONE))
    tables = records.tables(tmp_path)
    assert listed(tables, "problem") == [(None,), (None,)]
    rows = found(tables, "update-rewritten")
    assert {(row["document_id"], row["row"], row["column_name"]) for row in rows} == {
        (document_id("old"), 0, "problem"),
        (document_id("new"), 1, "problem"),
    }
    assert len({row["finding"] for row in rows}) == 1
    assert all(row["start_char"] is not None for row in rows)


def test_a_problem_that_is_only_silent_stays(tmp_path: Path) -> None:
    records = Records()
    page(records, "old", update(day(1), 10, problem="ฝนตก"))
    page(records, "new", update(day(2), 20), update(day(1), 10))
    tables = records.tables(tmp_path)
    assert listed(tables, "problem") == [("ฝนตก",), (None,)]
    assert codes(tables) == []


@pytest.mark.parametrize(
    ("older", "newer", "is_rewritten"),
    [
        ({"narrative": "ก ข\n- ค"}, {"narrative": "กข • ค"}, False),
        ({"narrative": "เบิก 7-8 บาท"}, {"narrative": "เบิก 78 บาท"}, True),
        ({"narrative": "ก"}, {"narrative": "ข"}, True),
        ({"progress_percent": 10.0}, {"progress_percent": 10.5}, True),
        ({"progress_percent": 10.0}, {"progress_percent": UNREAD}, True),
        ({"printed_number": 1}, {"printed_number": 2}, False),
        ({"budget_spent_baht": 1}, {"narrative": "ก"}, False),
    ],
)
def test_a_corrected_past_update_is_marked_rewritten(
    tmp_path: Path, older: Row, newer: Row, is_rewritten: bool
) -> None:
    records = Records()
    page(records, "old", update(day(1), **older))
    page(records, "new", update(day(2)), update(day(1), **newer))
    tables = records.tables(tmp_path)
    assert set(codes(tables)) - {"unreadable-value"} == (
        {"update-rewritten", "sources-disagree"} if is_rewritten else set()
    )
    for column, value in newer.items():
        assert tables["updates"][0][column] == (None if value is UNREAD else value)


def test_only_the_newest_older_document_is_set_against_the_list(tmp_path: Path) -> None:
    records = Records()
    for n, words in enumerate(("ก", "ข", "ค"), 1):
        page(records, str(n), *(update(day(on)) for on in range(n, 1, -1)), update(day(1), narrative=words))
    rows = found(records.tables(tmp_path), "update-rewritten")
    assert {row["document_id"] for row in rows} == {document_id("2"), document_id("3")}


def test_every_rewritten_cell_is_set_against_the_newest_document_that_states_it_otherwise(tmp_path: Path) -> None:
    records = Records()
    page(records, "oldest", update(day(1), 11.0, narrative="ก"))
    page(records, "old", update(day(2)), update(day(1), 10.0, narrative="ข"))
    page(records, "new", update(day(3)), update(day(2)), update(day(1), 10.0, narrative="ก"))
    rows = found(records.tables(tmp_path), "update-rewritten")
    assert {(row["document_id"], row["column_name"]) for row in rows} == {
        (document_id(name), column)
        for name, column in (
            ("new", "progress_percent"),
            ("oldest", "progress_percent"),
            ("new", "narrative"),
            ("old", "narrative"),
        )
    }


def test_a_deleted_past_update_leaves_the_tables_with_an_issue(tmp_path: Path) -> None:
    records = Records()
    page(records, "oldest", update(day(2), 20), update(day(1), 10))
    page(records, "old", update(day(3), 30), update(day(2), 20), update(day(1), 10))
    page(records, "new", update(day(4), 40), update(day(3), 30), update(day(1), 10))
    tables = records.tables(tmp_path)
    assert listed(tables, "report_number", "progress_percent") == [(1, 10), (2, 30), (3, 40)]
    vanished = one(found(tables, "update-vanished"))
    assert (vanished["document_id"], vanished["row"], vanished["table_name"]) == (document_id("old"), 1, "updates")
    assert "2023-01-02" in vanished["message"]
    assert vanished["start_char"] is not None


def test_the_second_of_two_updates_on_one_date_can_vanish(tmp_path: Path) -> None:
    records = Records()
    page(records, "old", update(day(1), 20), update(day(1), 10))
    page(records, "new", update(day(2), 30), update(day(1), 10))
    tables = records.tables(tmp_path)
    assert listed(tables, "progress_percent") == [(10,), (30,)]
    assert one(found(tables, "update-vanished"))["row"] == 0


def test_a_document_without_updates_leaves_the_list_to_others(tmp_path: Path) -> None:
    records = Records()
    page(records, "old", update(day(1), 10))
    page(records, "new", modified=9)
    tables = records.tables(tmp_path)
    assert listed(tables, "progress_percent") == [(10,)]
    assert codes(tables) == []


def test_undated_updates_match_only_by_neighbour_and_words(tmp_path: Path) -> None:
    records = Records()
    page(
        records,
        "old",
        update(None, narrative="ก", problem="ค"),
        update(None, narrative="ข", problem="ง"),
        update(day(1)),
    )
    page(records, "new", update(day(3)), update(None, narrative="ก"), update(day(1)))
    tables = records.tables(tmp_path)
    assert listed(tables, "narrative", "problem") == [(None, None), ("ก", "ค"), (None, None)]
    assert one(found(tables, "update-vanished"))["row"] == 1


def test_the_printed_number_is_never_another_documents(tmp_path: Path) -> None:
    records = Records()
    page(records, "old", update(day(1), 10, printed_number=1))
    page(records, "new", update(day(2), 20, printed_number=1), update(day(1), 10))
    assert listed(records.tables(tmp_path), "printed_number") == [(None,), (1,)]
