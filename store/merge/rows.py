"""The rows that current documents state, at most one a key, as they go into the tables.

A row stands as in the records, but for codes that only the names of places hold, rows that one
document states twice, and rows of projects that a document reports on without saying any cell.
"""

from __future__ import annotations

from collections.abc import Collection

from schemas.column import Table
from schemas.tables import INDICATORS, PROJECTS
from store.merge.choices import MERGED
from store.merge.doubles import add_collapsed
from store.merge.engine import Engine

# A code that only the name of a place holds: the cells, and the joins that they need.
_CODED = {
    PROJECTS: (
        "coalesce(t.project_code, d.named_project) AS project_code",
        "t.project_code IS NULL",
        "JOIN documents d ON d.age = k.age",
    ),
    INDICATORS: ("o.code AS indicator_code", "o.is_named", "JOIN indicator_of o ON o.rid = k.rid"),
}


def add_rows(engine: Engine, table: Table) -> None:
    """Make ``keys_<table>``, the keys without repetitions, by which ``rows_of`` finds rows.

    To a key are added the bits of the row's statements, ``is_bare``, which tells the pages of
    indicators without headings, and ``is_shared``, which tells that several documents state its
    entity (of tables that are merged). ``made_<table>`` are the rows that do not stand as in the
    records, whose keys have no spot; it may be missing where there are none.
    """
    name = table.name
    made = [_UNSAID] if table == PROJECTS else []
    if engine.has_rows(f"twice_{name}"):
        doubled = f"FROM all_keys_{name} SEMI JOIN twice_{name} USING (age, entity, part)"
        engine.view(f"told_{name}", _told(table, doubled))
        add_collapsed(engine, table)
        made.append(f"FROM collapsed_{name}")
    _add_kept(engine, table)
    if made:
        none = f"SELECT * EXCLUDE (spot), CAST(NULL AS BIGINT) AS rid FROM all_{name} WHERE false"
        engine.view(f"made_{name}", " UNION ALL BY NAME ".join([none, *made]))


def has_made(engine: Engine, table: Table) -> bool:
    """Whether a table has rows that do not stand as in the records."""
    return engine.has_rows(f"(FROM keys_{table.name} WHERE spot IS NULL)")


def rows_of(table: Table, keys: str, long: Collection[str] = (), *, is_made: bool) -> str:
    """SQL: the rows that some keys name; ``is_made`` tells that some may not stand as in the records.

    A row has the columns of the records and of its key; one of projects and indicators also
    ``is_named``, which tells that its code is not from the text. Columns that are ``long`` stream from
    ``stated``, by spot.
    """
    told = _told(table, keys, long)
    if long:
        told = f"SELECT r.*, s.* EXCLUDE (spot) FROM stated s JOIN ({told}) r ON r.spot = s.spot"
    if not is_made:
        return told
    made = f"SELECT m.*, k.* EXCLUDE (rid) FROM made_{table.name} m JOIN ({keys}) k USING (rid) WHERE k.spot IS NULL"
    return f"{told} UNION ALL BY NAME {made}"


def _add_kept(engine: Engine, table: Table) -> None:
    """A row that is made of several has the rid of the first, which does not stand as in the records."""
    name = table.name
    kept = f"""(
        SELECT * FROM all_keys_{name} ANTI JOIN twice_{name} USING (age, entity, part)
        WHERE entity IS NOT NULL AND part IS NOT NULL
        UNION ALL
        SELECT t.rid, NULL, t.age, d.cohort, t.entity, t.part FROM twice_{name} t JOIN documents d USING (age)
    )"""
    is_shared = "false"
    if table in MERGED:
        engine.table(f"several_{name}", f"SELECT entity FROM {kept} GROUP BY entity HAVING count(*) > 1")
        is_shared = f"k.entity IN (FROM several_{name})"
    engine.table(
        f"keys_{name}",
        f"""
        SELECT k.*, coalesce(s.bits, 0) AS bits, {is_shared} AS is_shared,
            d.layout IS NOT DISTINCT FROM 'kpi_page_bare' AS is_bare
        FROM {kept} k
        JOIN documents d USING (age)
        LEFT JOIN (SELECT rid, bits FROM statements WHERE table_name = '{name}') s USING (rid)
        """,
    )


_UNSAID = """
    SELECT d.document_id, d.reading_id, 0 AS "row", d.named_project AS project_code, true AS is_named,
        rid(d.age, 0) AS rid
    FROM documents d JOIN project_documents p USING (age) WHERE p."row" IS NULL
"""


def _told(table: Table, keys: str, long: Collection[str] = ()) -> str:
    """SQL: the rows of the records that some keys name, without columns that are long."""
    cells, joins = f"t.* EXCLUDE ({', '.join(['spot', *long])})", ""
    if table in _CODED:
        code, is_named, joins = _CODED[table]
        cells += f" REPLACE ({code}), {is_named} AS is_named"
    return f"SELECT {cells}, k.* FROM all_{table.name} t JOIN ({keys}) k ON k.spot = t.spot {joins}"
