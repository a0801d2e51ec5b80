"""The same reports in every container give the same tables, document ids and positions apart.

Pages and Word documents in all their ways are compared with every sample in test_html and test_docx; here the
whole way from file to table is, for a plain and a nasty sample of every layout.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.bundles import dumped, tarred, zipped
from tests.expected import SAMPLES
from tests.exports import ingest, log, rows_of, write
from tests.test_mhtml import saved
from tests.webpages import WAYS, lines_of, page
from tests.word_documents import written

# Samples, and what their names say for those that tell no code: ids of other such follow from their bytes.
REPORTS = {
    "project_page/plain-district-project.txt": "",
    "project_page/several-indicators-and-torn-quarter-tables.txt": "",
    "project_page_bare/routine-page_pid_01230000-1234.txt": "",
    "project_page_bare/narratives-with-lists-and-foreign-markers.txt": "",
    "kpi_page/empty-cells-cp874.txt": "_pid_4001-101",
    "kpi_page/colons-in-name-odd-quarters.txt": "",
    "kpi_page_bare/plain-clinic-visits.txt": "_pid_4002-102",
    "kpi_page_bare/odd-units-decimals-damaged-marks.txt": "_pid_4003-0103",
    "print_form/money-forms-and-foreign-markers.md": "",
    "print_form/rows-cut-by-page-heads.md": "",
}
LINES = {Path(report).stem + code: lines_of(SAMPLES / report) for report, code in REPORTS.items()}
# What follows from the bytes of a document, or from where in its text something stands.
OF_DOCUMENTS = frozenset(("document_id", "document_ids", "start_char", "end_char", "line", "finding"))
TABLES = (
    *("projects", "updates", "indicators", "indicator_results", "project_indicators", "steps", "strategy_links"),
    *("contacts", "issues", "origins"),
)

Files = dict[str, bytes]


def text(encoding: str = "utf-8", end: str = "\n") -> Files:
    """Plain texts; those that the encoding cannot write are in UTF-8."""
    found = {}
    for stem, lines in LINES.items():
        said = end.join([*lines, ""])
        try:
            found[f"{stem}.txt"] = said.encode(encoding)
        except UnicodeEncodeError:
            found[f"{stem}.txt"] = said.encode()
    return found


def pages(way: str, charset: str = "utf-8", encoding: str = "utf-8") -> Files:
    """Pages; letters that the encoding cannot write are named by their numbers."""
    return {
        f"{stem}.html": page(WAYS[way](lines), charset).encode(encoding, "xmlcharrefreplace")
        for stem, lines in LINES.items()
    }


def messages() -> Files:
    return {f"{Path(name).stem}.mhtml": saved(data) for name, data in pages("tables").items()}


def documents(with_tables: bool) -> Files:
    return {f"{stem}.docx": written(lines, with_tables) for stem, lines in LINES.items()}


def dump(files: Files, key: str) -> list[dict[str, Any]]:
    return [{"url": f"https://a.example/{name}", key: data.decode()} for name, data in files.items()]


CONTAINERS: dict[str, Callable[[], Files]] = {
    "with a mark": partial(text, "utf-8-sig"),
    "cp874": partial(text, "cp874"),
    "UTF-16": partial(text, "utf-16"),
    "CRLF": partial(text, end="\r\n"),
    "CR": partial(text, end="\r"),
    "HTML, blocks": partial(pages, "blocks"),
    "HTML, tables": partial(pages, "tables"),
    "HTML, tangled": partial(pages, "tangled"),
    "HTML, TIS-620": partial(pages, "paragraph_cells", "tis-620", "cp874"),
    "MHTML": messages,
    "Word": partial(documents, False),
    "Word with tables": partial(documents, True),
    "zip": lambda: {"all.zip": zipped((f"โฟลเดอร์/{name}", data) for name, data in text().items())},
    "zip in a tar.gz": lambda: {"all.tgz": tarred([("in.zip", zipped(pages("blocks").items()))], "w:gz")},
    "gz": lambda: {f"{name}.gz": gzip.compress(data) for name, data in text().items()},
    "JSON lines of texts": lambda: {"all.jsonl": dumped(dump(text(), "text"))},
    "JSON lines of pages": lambda: {"all.jsonl": dumped(dump(pages("tables"), "html"))},
    "JSON array, gz": lambda: {"all.json.gz": gzip.compress(json.dumps(dump(text(), "text"), indent=1).encode())},
}


def tables(files: Files, folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The tables that reports in files give, without what follows from their bytes; issues in one order."""
    for name, data in files.items():
        write(folder / "in" / name, data)
    ingest(folder / "out", folder / "in")
    assert {row["status"] for row in log(folder / "out")} == {"parsed"}
    found = {
        table: [
            {column: value for column, value in row.items() if column not in OF_DOCUMENTS}
            for row in rows_of(folder / "out", table)
        ]
        for table in TABLES
    }
    # A finding is told with the text where it stands, in which cells are parted as its container parts them.
    for issue in found["issues"]:
        issue["message"] = " ".join(issue["message"].replace("\\t", " ").replace("\\xa0", " ").split())
    found["issues"].sort(key=str)
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    return tables(text(), tmp_path_factory.mktemp("text"))


def test_every_table_but_origins_has_rows(expected: dict[str, list[dict[str, Any]]]) -> None:
    assert [table for table in TABLES if not expected[table]] == ["origins"]


@pytest.mark.parametrize("container", CONTAINERS)
def test_tables_are_those_of_the_texts(
    container: str, expected: dict[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    assert tables(CONTAINERS[container](), tmp_path) == expected
