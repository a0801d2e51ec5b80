"""Rows of the quarter table without scores: whose the scores below are, and which column a lone number stands in."""

from __future__ import annotations

import pytest

from tests.test_quarter_rows import FIRST, PLAIN_HEAD, SECOND, UNCLEAR, Cells, page, rows


def kept(*rows: str) -> str:
    """A table whose blank cells are empty lines, its rows as ``quarter;result;evaluation;scores``."""
    return PLAIN_HEAD + "".join(f"{cell}\n" for row in rows for cell in row.split(";"))


def flat(*rows: str) -> str:
    """The same table without its empty lines."""
    return PLAIN_HEAD + "".join(f"{cell}\n" for row in rows for cell in row.split(";") if cell)


LAST = (4, 40, 100, 100, 100)
ENDS = ["3;30;;0 / 100", "4;40;100;100 / 100"]
NO_THIRD = (3, 30, None, 0, 100)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # Whose scores they are, what stands below them tells; what a lone result is, the empty lines do.
        (kept("1;10;;", "2;20;;", *ENDS), [(1, 10), (2, 20), NO_THIRD, LAST]),
        (kept("1;;;", "2;;;", *ENDS), [(1,), (2,), NO_THIRD, LAST]),
        (kept("1;10;95;", "2;;;0 / 0", *ENDS), [(1, 10, 95), (2, None, None, 0, 0), NO_THIRD, LAST]),
        (kept("1;10;95;95 / 100", "2;20;;", *ENDS), [(1, 10, 95, 95, 100), (2, 20), NO_THIRD, LAST]),
        (kept("1;10;;", "2;20;;", "3;30;;", "4;40;;"), [(1, 10), (2, 20), (3, 30), (4, 40)]),
        # Results that may be quarters.
        (kept("1;2;;", "2;3;;", "3;4;;", "4;5;;"), [(1, 2), (2, 3), (3, 4), (4, 5)]),
        (
            kept("1;2;3;4 / 5", "2;3;;4 / 5", "3;4;4;", "4;5;;"),
            [(1, 2, 3, 4, 5), (2, 3, None, 4, 5), (3, 4, 4), (4, 5)],
        ),
        (kept("1;2;;", "2;2;;2 / 100", *ENDS), [(1, 2), (2, 2, None, 2, 100), NO_THIRD, LAST]),
        (
            kept("1;10;;10 / 10", "2;20;;20 / 20", "3;;;", "4;4;;4 / 4"),
            [(1, 10, None, 10, 10), (2, 20, None, 20, 20), (3,), (4, 4, None, 4, 4)],
        ),
    ],
)
def test_rows_without_scores_that_keep_their_blank_cells(table: str, expected: Cells, line_end: str) -> None:
    due = [(*row, *[None] * (5 - len(row))) for row in expected]
    assert rows(page(table).replace(b"\n", line_end.encode())) == (due, [])


@pytest.mark.parametrize(
    ("table", "expected", "issues"),
    [
        # Without empty lines the column of a lone number is not clear, and a row that is empty may be lost.
        (
            flat("1;10;;", "2;20;;20 / 100", *ENDS),
            [(1,), (2, 20, None, 20, 100), NO_THIRD, LAST],
            [(UNCLEAR, "1"), (UNCLEAR, "10")],
        ),
        (flat("1;;;", "2;20;;20 / 100", *ENDS), [(1,), (2, 20, None, 20, 100), NO_THIRD, LAST], [(UNCLEAR, "1")]),
        (
            flat("1;10;5;", "2;20;;20 / 100", *ENDS),
            [(1, 10, 5), (2, 20, None, 20, 100), NO_THIRD, LAST],
            [(UNCLEAR, "1")],
        ),
        # The same lines, of one row.
        (
            flat("1;2;20;20 / 100", "2;20;;20 / 100", *ENDS),
            [(1, 2, 20, 20, 100), (2, 20, None, 20, 100), NO_THIRD, LAST],
            [],
        ),
        # One of two rows has this value, or each of them.
        (flat("1;2;;", "2;20;;20 / 100", *ENDS), [(1,), NO_THIRD, LAST], [(UNCLEAR, "2\n2\n20\n20 / 100")]),
        # Nothing is below the scores that tells whose they are.
        (
            flat("1;10;5;6 / 7", "2;20;6;7 / 8", "3;4;30;30 / 100"),
            [FIRST, SECOND, (3,)],
            [(UNCLEAR, "4\n30\n30 / 100")],
        ),
        (
            flat("1;10;5;6 / 7", "2;20;6;7 / 8", "3;;;", "4;30;;30 / 100"),
            [FIRST, SECOND, (3,)],
            [(UNCLEAR, "4\n30\n30 / 100")],
        ),
        # A stray number that is the next quarter.
        (flat("1;10;5;6 / 7", "2;20;3;7;7 / 8", *ENDS), [FIRST, (2,), NO_THIRD, LAST], [(UNCLEAR, "20\n3\n7\n7 / 8")]),
    ],
)
def test_rows_without_scores_and_without_blank_lines(
    table: str, expected: Cells, issues: list[tuple[str, str]]
) -> None:
    read, told = rows(page(table))
    figures = [row for row in read if row[1:] != (None,) * 4 or row in [(*due, *[None] * 4) for due in expected]]
    assert figures == [(*row, *[None] * (5 - len(row))) for row in expected]
    assert [issue for issue in told if issue[0] == UNCLEAR] == issues
