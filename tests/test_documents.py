"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.rule import RuleError
from parsers import PARSERS
from schemas.kinds import KINDS
from schemas.layouts import VERSIONS
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
