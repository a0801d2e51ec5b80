"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.rule import RuleError
from parsers import PARSERS
from schemas.arrow import arrow_schema
from schemas.kinds import KINDS
from schemas.layouts import VERSIONS
from schemas.trail import RECORDS, TABLES
from tests.documents import DOCS, PAGES

ROOT = Path(__file__).parent.parent
SOURCES = [path for folder in ("extract", "parsers", "store", "audit") for path in (ROOT / folder).rglob("*.py")]


@pytest.mark.parametrize("name", PAGES)
def test_generated_page_is_current(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name](), "run `make docs`"


def _faults(kind: type[RuleError]) -> set[str]:
    return {kind.code}.union(*(_faults(other) for other in kind.__subclasses__()))


def test_every_fault_of_a_rule_is_a_kind_of_issue() -> None:
    assert _faults(RuleError) - set(KINDS) == set()


def test_every_kind_of_issue_is_raised_somewhere() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert {code for code in KINDS if f'"{code}"' not in text and f"'{code}'" not in text} == set()


def test_readme_names_every_layout() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {parser.NAME for parser in PARSERS if f"`{parser.NAME}`" not in readme} == set()
    assert set(VERSIONS) == {parser.NAME for parser in PARSERS}


def test_readme_links_lead_somewhere() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", readme) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_column_has_a_description_and_a_thai_label() -> None:
    schemas = [
        *(arrow_schema(table, "records") for table in RECORDS),
        *(arrow_schema(table, "tables") for table in TABLES),
    ]
    fields = [field for schema in schemas for field in schema]
    bare = [field.name for field in fields if not re.search("[ก-๛]", field.metadata.get(b"thai", b"").decode())]
    assert not [field.name for field in fields if not field.metadata.get(b"description")]
    assert {*bare} == {"score_2_1", "score_2_2"}, "whose label is a number"
