"""The data dictionary: every table and column in words, as Markdown, JSON or a data package."""

from __future__ import annotations

import json
from typing import Any

from schemas.column import Column, Table
from schemas.kinds import KINDS
from schemas.trail import RECORDS, TABLES

# Every table once: first those that analysts open, then what stands in records/ alone.
_ALL = tuple(dict.fromkeys((*TABLES, *RECORDS)))
_FRICTIONLESS = {
    "string": "string",
    "bool": "boolean",
    "int16": "integer",
    "int32": "integer",
    "int64": "integer",
    "float64": "number",
    "decimal128(18,2)": "number",
    "date32": "date",
    "timestamp[us, UTC]": "datetime",
    "list<string>": "array",
}


def markdown() -> str:
    """The dictionary as a page of Markdown."""
    parts = ["# The tables", _HEAD]
    for title, tables in (("tables/", TABLES), ("records/", RECORDS)):
        parts.append(f"## {title}")
        parts += [_markdown_table(table, title) for table in tables]
    return "\n\n".join(parts) + "\n"


_HEAD = (
    "Written by `raingan schema`. A column is *read* from a stretch of source text by a rule, *derived* from other\n"
    "cells of its document, *merged* where documents become one row, or *logged* by the run."
)


def _markdown_table(table: Table, title: str) -> str:
    is_tables = title == "tables/"
    columns = table.standing_in("tables" if is_tables else "records")
    key = f" Key: {', '.join(f'`{name}`' for name in table.key)}." if is_tables or table not in TABLES else ""
    lines = [f"### {title}{table.name}", "", table.description + key, ""]
    lines += ["| column | type | meaning | Thai label | unit | origin |", "|---|---|---|---|---|---|"]
    for column in columns:
        cells = (f"`{column.name}`", column.type, column.description, column.thai, column.unit, column.origin)
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def issues() -> str:
    """The kinds of issues as a page of Markdown."""
    lines = [
        "# The issues",
        "",
        _ISSUES_HEAD,
        "",
        "| code | severity | what it means | what to look at |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{kind.code}` | {kind.severity} | {kind.meaning} | {kind.look_at} |" for kind in KINDS.values()]
    return "\n".join(lines) + "\n"


_ISSUES_HEAD = (
    "Written by `make docs` from `schemas/kinds.py`. An *error* leaves a cell or a document unread, a *warning* is\n"
    "worth a look, an *info* says how something was read. Codes are stable. Checks report and never correct.\n"
    "What a message quotes leaves people and telephones out (`…`): they are in the text, at its line.\n\n"
    "What an ingest says at its end counts the issues of the documents that it read, before anything is merged.\n"
    "`raingan status` counts those of the documents that `tables/` are made of, each once, and what the merge found\n"
    "between them. In `tables/issues` a finding has a row for each piece of text that it names, tied by `finding`."
)


def as_json() -> str:
    """The dictionary as JSON, for programs."""
    return _dumped({"tables": [_json_table(table) for table in _ALL]})


def _json_table(table: Table) -> dict[str, Any]:
    names = Column.__dataclass_fields__
    columns = [{name: getattr(column, name) for name in names} for column in table.columns]
    stands_in = [place for place, tables in (("tables", TABLES), ("records", RECORDS)) if table in tables]
    return {
        "name": table.name,
        "description": table.description,
        "key": list(table.key),
        "stands_in": stands_in,
        "columns": columns,
    }


def datapackage() -> str:
    """The tables that analysts open as a Frictionless data package."""
    return _dumped({"name": "raingan", "profile": "data-package", "resources": [_resource(table) for table in TABLES]})


def _resource(table: Table) -> dict[str, Any]:
    columns = table.standing_in("tables")
    schema = {"fields": [_field(column) for column in columns], "primaryKey": list(table.key)}
    path = f"tables/{table.name}.parquet"
    return {
        "name": table.name.replace("_", "-"),
        "description": table.description,
        "path": path,
        "format": "parquet",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, str]:
    field = {"name": column.name, "type": _FRICTIONLESS[column.type], "description": column.description}
    extras = {"title": column.thai, "unit": column.unit, "origin": column.origin}
    return field | {name: value for name, value in extras.items() if value}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMATS = {"markdown": markdown, "json": as_json, "datapackage": datapackage}
