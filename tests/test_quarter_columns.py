"""Which column a lone number of a quarter row stands in: the empty line in the place of the other one tells."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
from tests.accounting import assert_sound
from tests.expected import SAMPLES

REPORT = (SAMPLES / "kpi_page" / "plain-street-trees.txt").read_text("utf-8")


def results(between: tuple[str, str]) -> tuple[object, object, list[str]]:
    """Result, evaluation and issues of the second quarter, its numbers so far apart."""
    head, found, tail = REPORT.partition("\n2\n")
    assert found
    rest = tail.partition("\n3\n")[2]
    reading = parse(open_document(f"{head}\n2{between[0]}92{between[1]}50 / 100\n3\n{rest}".encode()))
    row = next(row for row in reading.rows["indicator_results"] if row.get("quarter") == 2)
    return row.get("result"), row.get("evaluation"), [i.code for i in reading.issues if i.code.startswith("quarter")]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (("\n", "\n\n"), (92.0, None, [])),
        (("\n\n", "\n"), (None, 92.0, [])),
        # A page writes an empty block as two empty lines, or every line as a paragraph.
        (("\n", "\n\n\n"), (92.0, None, [])),
        (("\n\n\n", "\n"), (None, 92.0, [])),
        (("\n\n", "\n\n\n\n"), (92.0, None, [])),
        (("\n\n\n\n", "\n\n"), (None, 92.0, [])),
        # Without empty lines the third column is the blank one, as the system prints it.
        (("\n", "\n"), (92.0, None, [])),
        # The lines that a page's end left tell nothing.
        (("\n\n\f\n", "\n"), (None, None, ["quarter-table-unclear"])),
    ],
)
def test_column_of_a_lone_number(between: tuple[str, str], expected: tuple[object, object, list[str]]) -> None:
    assert results(between) == expected


def table(*rows: str) -> tuple[list[tuple[object, object]], list[str]]:
    """Results and evaluations of a table of these rows, and its issues."""
    above, head, below = REPORT.partition("(* 2.1 / 2.2 *)\n")
    tail = below[below.index("รายงานผลฯ ไตรมาสที่ 1") :]
    reading = parse(open_document(f"{above}{head}{''.join(rows)}\n{tail}".encode()))
    assert_sound(reading)
    read = [(row.get("result"), row.get("evaluation")) for row in reading.rows["indicator_results"]]
    return read, [i.code for i in reading.issues if i.code.startswith(("quarter", "unclaimed"))]


# As programs leave a table that cut a page into blocks: a blank line stands below every quarter.
BLOCKS = ("1\n\n5.00\n95\n\n95 / 100\n", "2\n\n60.00\n0/0\n", "3\n\n70\n90\n\n95 / 100\n", "4\n\n80\n90 / 100\n")
UNCLEAR = "quarter-table-unclear"


@pytest.mark.parametrize(
    ("rows", "read", "issues"),
    [
        (BLOCKS, [(5, 95), (60, None), (70, 90), (80, None)], []),
        # One more blank line than in the other rows is a blank cell.
        ((*BLOCKS[:3], "4\n\n\n80\n90 / 100\n"), [(5, 95), (60, None), (70, 90), (None, 80)], []),
        # The other rows are at odds, or none of them tells.
        (("1\n5\n95\n95 / 100\n", *BLOCKS[1:]), [(5, 95), (None, None), (70, 90), (None, None)], [UNCLEAR] * 2),
        (tuple(f"{n}\n\n{n}0.5\n0/0\n" for n in (1, 2, 3, 4)), [(None, None)] * 4, [UNCLEAR] * 4),
        # A page ends below the third quarter.
        ((*BLOCKS[:2], "3\n\f\n70\n90\n95 / 100\n", BLOCKS[3]), [(5, 95), (60, None), (70, 90), (80, None)], []),
    ],
)
def test_a_blank_line_below_every_quarter_is_no_cell(
    rows: tuple[str, ...], read: list[tuple[object, object]], issues: list[str]
) -> None:
    assert table(*rows) == (read, issues)


@pytest.mark.parametrize("last", ["| 4 | | | |\n", "4   - - -\n", "4\t-\t-\t-\n", "4 - -\n"])
def test_a_row_that_is_printed_blank_is_not_missing(last: str) -> None:
    bar = "|" in last
    rows = [f"| {n} | 10 | 95 | 95 / 100 |\n" if bar else f"{n}\t10\t95\t95 / 100\n" for n in (1, 2, 3)]
    assert table(*rows, last) == ([(10.0, 95.0)] * 3 + [(None, None)], [])


# A line for the blank third column, or for the blank result; none.
THIRD, FIRST, NONE = "{}\n10\n\n95 / 100\n", "{}\n\n95\n95 / 100\n", "{}\n20\n95 / 100\n"


@pytest.mark.parametrize(
    ("rows", "blank", "told"),
    [
        # Where most have a line, one that has none has lost it, be it the result's or the other's.
        ((THIRD, THIRD, FIRST, NONE), (None, None), [UNCLEAR]),
        ((NONE, THIRD, FIRST, FIRST), (None, None), [UNCLEAR]),
        ((THIRD, THIRD, "{}\n5\n6\n7 / 8\n", NONE), (None, None), [UNCLEAR]),
        # Where few have one, it may be a line too many.
        ((NONE, NONE, THIRD, NONE), (20.0, None), []),
        ((THIRD, THIRD, NONE, NONE), (20.0, None), []),
    ],
)
def test_a_row_that_lost_the_line_of_a_blank_cell_is_unclear(
    rows: tuple[str, ...], blank: tuple[float | None, ...], told: list[str]
) -> None:
    columns = {THIRD: (10.0, None), FIRST: (None, 95.0), NONE: blank}
    read = [columns.get(row, (5.0, 6.0)) for row in rows]
    assert table(*[row.format(quarter) for quarter, row in enumerate(rows, 1)]) == (read, told)
