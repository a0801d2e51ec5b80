"""Documents become one row: statements and silence, which document is newest, which readings count."""

from pathlib import Path

import pytest

from tests.records import (
    CODE,
    NONE,
    UNREAD,
    Records,
    codes,
    day,
    document_id,
    file_bytes,
    found,
    one,
    run_start,
    update,
)

_PATH_OF_THREE: dict[str, object] = {"agency": "ก", "agency_path": ["ก", "ข", "ค"], "unit": "ค"}


def two(older: dict[str, object], newer: dict[str, object], **more: object) -> Records:
    """Two documents of one project: the newer has a later update."""
    records = Records()
    records.document("old", projects=[{"project_code": CODE, **older}], updates=[update(day(1), 10)])
    records.document(
        "new", projects=[{"project_code": CODE, **newer}], updates=[update(day(1), 10), update(day(9), 20)]
    )
    return records


@pytest.mark.parametrize(
    ("older", "newer", "merged"),
    [
        ({"name": "ก"}, {"name": "ข"}, {"name": "ข"}),
        ({"name": "ก"}, {}, {"name": "ก"}),
        ({"targets": "ก"}, {"targets": NONE}, {"targets": None}),
        ({"targets": "ก"}, {"targets": UNREAD}, {"targets": None}),
        ({"targets": NONE}, {"targets": None}, {"targets": None}),
        ({"progress_percent": 10.0}, {"progress_percent": 0.0}, {"progress_percent": 0.0}),
        ({"is_routine": True}, {"is_routine": False}, {"is_routine": False}),
        (
            {"evaluation_quarter": 1, "evaluation_score": 90.0},
            {"evaluation_quarter": 2},
            {"evaluation_quarter": 2, "evaluation_score": None},
        ),
        (
            {"unit_code": "00000001", "unit_code_2": "00000002"},
            {"unit_code": "00000003"},
            {"unit_code": "00000003", "unit_code_2": None},
        ),
        (
            {"agency": "ก", "agency_path": ["ก", "ข"]},
            {"agency": "ค"},
            {"agency": "ค", "agency_path": None},
        ),
        ({"agency": "ก", "agency_path": ["ก", "ข"]}, {"unit": "ค"}, {"agency": "ก", "unit": "ค"}),
        # The unit of a path goes with it, that of a contact line stands for itself.
        (_PATH_OF_THREE, {"agency": "ก ", "agency_path": ["ก "]}, {"agency_path": ["ก "], "unit": "ค"}),
        (_PATH_OF_THREE, {"agency": "ก", "agency_path": ["ก", "ข"]}, {"agency_path": ["ก", "ข"], "unit": "ค"}),
        (_PATH_OF_THREE, {"agency": "ง", "agency_path": ["ง"]}, {"agency": "ง", "unit": None}),
        (_PATH_OF_THREE, {"agency": "ก", "agency_path": ["ก", "ง"]}, {"agency": "ก", "unit": None}),
        (_PATH_OF_THREE, {"agency_path": UNREAD}, {"agency_path": None, "unit": None}),
        (_PATH_OF_THREE | {"unit": "จ"}, {"agency": "ง", "agency_path": ["ง"]}, {"agency": "ง", "unit": "จ"}),
        (_PATH_OF_THREE, {"name": "ก"}, {"agency_path": ["ก", "ข", "ค"], "unit": "ค"}),
        (
            {"fiscal_year": 2023, "fiscal_year_be": 2566},
            {"name": "ข"},
            {"fiscal_year": 2023, "fiscal_year_be": 2566},
        ),
    ],
)
def test_a_statement_beats_silence_and_the_newest_statement_wins(
    tmp_path: Path, older: dict[str, object], newer: dict[str, object], merged: dict[str, object]
) -> None:
    project = one(two(older, newer).tables(tmp_path)["projects"])
    assert {column: project[column] for column in merged} == merged
    assert project["document_id"] == document_id("new")
    assert project["document_ids"] == [document_id("new"), document_id("old")]


def test_origins_name_the_document_of_every_cell_that_the_newest_lacks(tmp_path: Path) -> None:
    records = two({"name": "ก", "agency": "ก", "agency_path": ["ก", "ข"], "targets": NONE}, {"rationale": "ค"})
    rows = records.tables(tmp_path)["origins"]
    assert [row["column_name"] for row in rows] == ["agency", "agency_path", "name", "targets"]
    assert {(row["table_name"], row["row_key"], row["document_id"], row["row"]) for row in rows} == {
        ("projects", f'["{CODE}"]', document_id("old"), 0)
    }


def test_the_last_update_decides_before_the_files_time(tmp_path: Path) -> None:
    records = Records()
    records.document("late", modified=9, projects=[{"project_code": CODE, "name": "ก"}], updates=[update(day(1))])
    records.document("early", modified=1, projects=[{"project_code": CODE, "name": "ข"}], updates=[update(day(2))])
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["name"] == "ข"
    rows = found(tables, "export-order-unclear")
    assert {(row["document_id"], row["table_name"], row["column_name"]) for row in rows} == {
        (document_id("late"), "updates", "reported_on"),
        (document_id("early"), "updates", "reported_on"),
    }
    assert len({row["finding"] for row in rows}) == 1


def test_a_date_with_an_issue_makes_no_document_newer(tmp_path: Path) -> None:
    records = Records()
    records.document("right", modified=1, projects=[{"project_code": CODE, "name": "ก"}], updates=[update(day(2))])
    issue = {"code": "era-disagrees", "table_name": "updates", "row": 1, "column_name": "reported_on"}
    records.document(
        "wrong",
        projects=[{"project_code": CODE, "name": "ข"}],
        updates=[update(day(1)), update(day(1, year=2033))],
        issues=[issue],
    )
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["name"] == "ก"
    assert "export-order-unclear" not in codes(tables)


def test_of_equal_last_dates_the_latest_modified_is_newest_over_all_its_places(tmp_path: Path) -> None:
    records = Records()
    records.document("a", modified=5, projects=[{"project_code": CODE, "name": "ก"}], updates=[update(day(1))])
    records.document("b", modified=1, projects=[{"project_code": CODE, "name": "ข"}], updates=[update(day(1))])
    records.see("b", "b-1", place="file:///in/copy.txt", modified=6)
    assert one(records.tables(tmp_path)["projects"])["name"] == "ข"


def test_of_equal_times_the_document_id_decides(tmp_path: Path) -> None:
    records = Records()
    for name in ("a", "b", "c"):
        records.document(name, projects=[{"project_code": CODE, "name": name}], updates=[update(day(1))])
    project = one(records.tables(tmp_path)["projects"])
    assert project["document_ids"] == sorted(map(document_id, "abc"), reverse=True)


def test_content_that_goes_a_b_a_at_one_place(tmp_path: Path) -> None:
    records = Records()
    for run, name in enumerate(["a", "b", "a"], 1):
        records.document(name, run=run, place="file:///in/x.txt", projects=[{"project_code": CODE, "name": name}])
    assert one(records.tables(tmp_path)["projects"])["name"] == "a"
    for run, name in ((2, "a"), (3, "b"), (4, "a")):
        project = one(records.tables(tmp_path, before=run_start(run))["projects"])
        assert project["name"] == name
        assert project["document_ids"] == [document_id(name)]


def test_nothing_was_known_before_the_first_run(tmp_path: Path) -> None:
    records = Records()
    records.document("a", projects=[{"project_code": CODE}])
    assert not any(records.tables(tmp_path, before=run_start(1)).values())
    with pytest.raises(ValueError, match="time zone"):
        records.tables(tmp_path, before=run_start(1).replace(tzinfo=None))


def test_a_missing_file_drops_out_and_one_only_moved_stays(tmp_path: Path) -> None:
    records = Records()
    for name in ("gone", "moved"):
        records.document(name, projects=[{"name": name}])
        records.see(name, None, run=2, status="missing")
    records.see("moved", "moved-1", run=2, place="file:///in/elsewhere.txt")
    assert [row["name"] for row in records.tables(tmp_path)["projects"]] == ["moved"]


def test_of_several_readings_the_latest_runs_counts_and_then_the_smallest(tmp_path: Path) -> None:
    records = Records()
    for run, reading in ((1, "r0"), (2, "r3"), (2, "r2")):
        place = f"file:///in/{reading}.txt"
        records.document("a", run=run, reading=reading, place=place, projects=[{"project_code": CODE, "name": reading}])
    assert one(records.tables(tmp_path)["projects"])["name"] == "r2"


def test_a_reading_stays_where_a_later_program_failed_and_uncommitted_rows_do_not_exist(tmp_path: Path) -> None:
    records = Records()
    records.document("a", projects=[{"name": "ก"}])
    records.see("a", None, run=2, status="unreadable")
    records.document("torn", projects=[{"name": "ข"}])
    records.rows["documents"].pop()
    assert [row["name"] for row in records.tables(tmp_path)["projects"]] == ["ก"]


def test_the_same_bytes_at_two_places_are_one_document(tmp_path: Path) -> None:
    records = Records()
    records.document("a", projects=[{"project_code": CODE}], updates=[update(day(1))], contacts=[])
    records.see("a", "a-1", place="file:///in/b.txt", named="02000000-0002")
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["document_ids"] == [document_id("a")]
    assert len(tables["updates"]) == 1
    assert [row["column_name"] for row in found(tables, "code-disagrees")] == ["project_code"]


def test_a_document_without_a_project_row_still_has_a_project(tmp_path: Path) -> None:
    records = Records()
    records.document("a", updates=[update(day(1), 10)], named=CODE)
    tables = records.tables(tmp_path)
    assert one(tables["projects"])["project_id"] == one(tables["updates"])["project_id"] == CODE


def test_no_records_give_empty_tables(tmp_path: Path) -> None:
    assert not any(Records().tables(tmp_path).values())
    assert not list(tmp_path.glob(".merge-*"))
    assert len(file_bytes(tmp_path / "tables")) == 10


def test_issues_of_current_readings_stand_in_the_tables_and_never_share_a_key(tmp_path: Path) -> None:
    records = Records()
    where = {"code": "value-torn", "table_name": "projects", "row": 0, "column_name": "name", "start_char": 3}
    words = {"code": "unclaimed-text", "message": "Nothing claims 'x'."}
    issues = [where, {**where, "start_char": 40}, where, {**words, "start_char": 5}, {**words, "start_char": 9}]
    records.document("a", projects=[{}], issues=issues)
    rows = records.tables(tmp_path)["issues"]
    assert len(rows) == 5
    assert len({(row["document_id"], row["code"], row["start_char"], row["finding"]) for row in rows}) == 5
    torn = [row["finding"] for row in rows if row["code"] == "value-torn"]
    assert len(set(torn)) == 2, "the two spans of the cell are one finding, the repeated row another"
    assert len({row["finding"] for row in rows if row["code"] == "unclaimed-text"}) == 2
