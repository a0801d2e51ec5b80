"""Make the missing ``.expected.json`` of samples: ``python -m tests.expected [--again SAMPLE ...]``.

An expected file says what a sample must give: every cell, and every issue with its line and text.
It is made once and read by eye against the sample before it is committed. An existing file is
only made again when its sample is named behind ``--again``.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extract.container import open_document
from parsers import parse
from parsers.reading import Reading

SAMPLES = Path(__file__).parent.parent / "samples"
SUFFIX = ".expected.json"


def reports() -> list[Path]:
    """The sample reports, in order of their paths."""
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file() and path.suffix in (".txt", ".md"))


def expected_path(report: Path) -> Path:
    """Where the expected cells of a report stand."""
    return report.with_suffix(SUFFIX)


def read(report: Path) -> Reading:
    """Read a report from its file."""
    return parse(open_document(report.read_bytes()))


def outcome(reading: Reading) -> dict[str, Any]:
    """What a reading gives, as JSON can hold it: nulls left out, dates as ISO text, decimals as text."""
    return {
        "layout": reading.layout,
        "coverage": round(reading.coverage, 6),
        "tables": {
            table: [
                {
                    column: _plain(row.get(column))
                    for column in (*row.cells, *row.derived)
                    if row.get(column) is not None
                }
                for row in rows
            ]
            for table, rows in reading.rows.items()
        },
        "issues": [
            {
                "code": issue.code,
                "line": issue.line,
                "cell": [issue.table, issue.row, issue.column],
                "text": reading.document.text[issue.start or 0 : issue.end or 0],
            }
            for issue in reading.issues
        ],
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date | Decimal) else value


def write(report: Path) -> None:
    """Write the expected file of a report."""
    text = json.dumps(outcome(read(report)), ensure_ascii=False, indent=1)
    expected_path(report).write_text(text + "\n", encoding="utf-8")
    print(f"made {expected_path(report).relative_to(SAMPLES)}: read it by eye against its sample before you commit it")


def main(words: list[str]) -> None:
    """Make what is missing, and what is named behind ``--again``."""
    again = {Path(word).resolve() for word in words if word != "--again"}
    for report in reports():
        if not expected_path(report).exists() or report.resolve() in again:
            write(report)


if __name__ == "__main__":
    main(sys.argv[1:])
