"""Which column a lone number of a quarter row stands in: the empty line in the place of the other one tells."""

from __future__ import annotations

import pytest

from extract.container import open_document
from parsers import parse
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
