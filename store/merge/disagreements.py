"""Documents that state different values of one cell.

Of updates every cell is compared, of projects name, fiscal year and dates; any other cell only
between documents that end with the same date, or that both have no date. Of what is taken whole, a
row that only one of two documents with the same last date has is a disagreement too; and any quarter
with figures that the table which is taken lacks.
"""

from __future__ import annotations

from collections.abc import Iterable

from schemas.column import Column, Table
from schemas.tables import CONTACTS, INDICATOR_RESULTS, INDICATORS, PROJECTS, STEPS, STRATEGY_LINKS, UPDATES
from store.merge.cells import givers
from store.merge.choices import MERGED, choices
from store.merge.engine import Engine
from store.merge.prints import add_prints
from store.merge.rows import has_made, rows_of
from store.merge.statements import bit, bits_where, cells, differing, named_bits, plain
from store.merge.wholes import FIGURES, WHOLE

_ALWAYS = {(PROJECTS, name) for name in ("name", "fiscal_year_be", "start_date", "end_date")} | {
    (UPDATES, column.name) for column in cells(UPDATES)
}
# What rows are joined by cannot differ; fiscal_year says what fiscal_year_be does.
_PASSED_OVER = {(PROJECTS, "project_code"), (PROJECTS, "fiscal_year"), (INDICATORS, "indicator_code")}


def add_disagreements(engine: Engine) -> None:
    """Compare what several documents state with what the tables take."""
    for table in MERGED:
        if engine.has_rows(f"several_{table.name}"):
            _add_contested(engine, table)
    for table in WHOLE:
        if _add_rivals(engine, table):
            _add_contested_rows(engine, table)
            _add_lacking(engine, table)
    _add_dropped_quarters(engine)


def _add_contested(engine: Engine, table: Table) -> None:
    """The cells that another document states otherwise than the one they are taken from.

    Among older documents that end with one date the newest that states a cell counts as that.
    """
    name = table.name
    listed = "SEMI JOIN (SELECT rid FROM placed_updates SEMI JOIN newest_lists USING (age)) l ON l.rid = r.entity"
    engine.table(
        f"differing_{name}",
        f"""
        SELECT * FROM (
            SELECT r.entity, r.rid, w.rid AS chosen, r.said & g.given & {_differs(table)} AS differs
            FROM prints_{name} r JOIN givers_{name} g ON g.entity = r.entity AND g.rid <> r.rid
            JOIN prints_{name} w ON w.rid = g.rid {listed if table == UPDATES else ""}
        ) WHERE differs <> 0
        """,
    )
    if table != UPDATES:
        _add_differing_older(engine, table)
    if not engine.has_rows(f"differing_{name}"):
        return
    if table == PROJECTS:
        _leave_begun_paths(engine)
    compared = [name for each in choices(table) for name in each.columns if (table, name) not in _PASSED_OVER]
    engine.table(f"contested_{name}", _contested(table, compared, "entity"))
    keys = f"FROM keys_{name} SEMI JOIN contested_{name} USING (rid)"
    rows = rows_of(table, keys, is_made=has_made(engine, table))
    shown = " ".join(f"WHEN '{each.name}' THEN r.{each.name}::VARCHAR" for each in cells(table) if _is_figure(each))
    engine.insert(
        "found",
        f"""
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', column_name, {_TIES[table]}) AS tie,
            r.rid, '{name}' AS table_name, column_name,
            'Documents state different values of {name}.' || column_name ||
            coalesce(', here ' || CASE column_name {shown} END, '') || '.' AS message
        FROM ({rows}) r JOIN contested_{name} c USING (rid) {_NAMES[table]}
        """,
    )


def _add_differing_older(engine: Engine, table: Table) -> None:
    """The same among the documents of one last date from none of which the cell is taken."""
    name = table.name
    engine.table(
        f"older_{name}",
        f"""
        SELECT * FROM prints_{name} SEMI JOIN (
            SELECT entity, cohort FROM prints_{name} GROUP BY ALL HAVING count(*) > 1
        ) USING (entity, cohort)
        ANTI JOIN (SELECT entity, min(cohort) AS cohort FROM prints_{name} GROUP BY entity) USING (entity, cohort)
        """,
    )
    if engine.has_rows(f"older_{name}"):
        compared = sum(bit(table, each.name) for each in cells(table) if (table, each.name) not in _ALWAYS)
        engine.insert(
            f"differing_{name}",
            f"""
            SELECT * FROM (
                SELECT r.entity, r.rid, w.rid AS chosen, r.said & g.given & {compared} & {_differs(table)} AS differs
                FROM older_{name} r JOIN ({givers(table, f"older_{name}", "entity, cohort")}) g
                    ON g.entity = r.entity AND g.cohort = r.cohort AND g.rid <> r.rid
                JOIN older_{name} w ON w.rid = g.rid
            ) WHERE differs <> 0
            """,
        )


def _leave_begun_paths(engine: Engine) -> None:
    """Pass over two paths of which one begins the other: a page prints the agency alone, a form all parts."""
    path = PROJECTS.column("agency_path")
    unlike = f"(SELECT rid, chosen FROM differing_projects WHERE differs & {bit(PROJECTS, path.name)} <> 0)"
    keys = f"FROM keys_projects SEMI JOIN (SELECT unnest([rid, chosen]) AS rid FROM {unlike}) USING (rid)"
    rows = rows_of(PROJECTS, keys, is_made=has_made(engine, PROJECTS))
    one, other = (f"{plain(path, row)} || '/'" for row in ("r", "w"))
    engine.update(
        "differing_projects",
        f"differs = differs & ~{bit(PROJECTS, path.name)}",
        f"""
        WITH stated_paths AS ({rows})
        SELECT r.rid FROM {unlike} d JOIN stated_paths r ON r.rid = d.rid JOIN stated_paths w ON w.rid = d.chosen
        WHERE starts_with({one}, {other}) OR starts_with({other}, {one})
        """,
    )


# By what a finding is known however the numbers turn out: the ids of what it is about.
_TIES = {PROJECTS: "p.project_id", UPDATES: "p.project_id, s.slot", INDICATORS: "i.indicator_id"}
_NAMES = {
    PROJECTS: "JOIN project_of p ON p.age = r.age",
    UPDATES: "JOIN placed_updates s ON s.rid = r.rid JOIN project_names p ON p.project = s.project",
    INDICATORS: "JOIN indicator_of i ON i.rid = r.rid",
}


def _differs(table: Table) -> str:
    """SQL: the bits of the columns in which the row ``r`` says something else than ``w``, which they are taken from.

    Where cells are taken together, a null beside the others is silence. What counts last is passed
    over where something else counts.
    """
    conditions = []
    for each in choices(table):
        for name in each.columns:
            if (table, name) in _PASSED_OVER:
                continue
            terms = [f"r.{name} IS DISTINCT FROM w.{name}"]
            if len(each.columns) > 1:
                terms.append(f"w.{name} IS NOT NULL")
            if each.later:
                terms.append(f"NOT (r.{each.later} AND NOT w.{each.later})")
            if (table, name) not in _ALWAYS:
                terms.append("r.cohort = w.cohort")
            conditions.append((bit(table, name), " AND ".join(terms)))
    return bits_where(conditions)


def _contested(table: Table, columns: Iterable[str], keys: str) -> str:
    """SQL: each of two rows that differ, by rid, for each of the columns in which they do."""
    return f"""
        SELECT DISTINCT {keys}, c.column_name, unnest([p.rid, p.chosen]) AS rid
        FROM differing_{table.name} p JOIN {named_bits(table, columns)} ON p.differs & c.bit <> 0
    """


def _is_figure(column: Column) -> bool:
    """Whether a cell is shown in a sentence: figures and dates are, text is never quoted."""
    return column.type not in ("string", "list<string>")


def _add_rivals(engine: Engine, table: Table) -> bool:
    """The rows of documents that end with the same date as the one that is taken whole, and its own; whether any do."""
    name = table.name
    engine.table(
        f"rival_keys_{name}",
        f"""
        SELECT k.rid, k.entity FROM keys_{name} k
        JOIN chosen_{name} c ON c.entity = k.entity AND c.cohort = k.cohort AND c.age <> k.age
        """,
    )
    if not engine.has_rows(f"rival_keys_{name}"):
        return False
    chosen = f"whole_keys_{name} SEMI JOIN chosen_{name} USING (entity, age)"
    rivalled = f"SELECT rid FROM {chosen} SEMI JOIN rival_keys_{name} USING (entity)"
    both = f"SELECT rid FROM rival_keys_{name} UNION ALL {rivalled}"
    add_prints(engine, table, f"compared_{name}", f"FROM keys_{name} SEMI JOIN ({both}) USING (rid)")
    engine.view(f"rivals_{name}", f"FROM compared_{name} SEMI JOIN rival_keys_{name} USING (rid)")
    engine.view(f"rivalled_{name}", f"FROM compared_{name} SEMI JOIN ({rivalled}) USING (rid)")
    return True


def _add_contested_rows(engine: Engine, table: Table) -> None:
    """The cells of rivals that say something else than the row that is taken."""
    name, (owner, names) = table.name, _NAMES_OF_WHOLE[table]
    columns = [column.name for column in cells(table)]
    engine.table(
        f"differing_{name}",
        f"""
        SELECT * FROM (
            SELECT r.entity, r.part, r.rid, k.rid AS chosen,
                r.said & k.said & {differing(table, columns, "r", "k")} AS differs
            FROM rivals_{name} r JOIN rivalled_{name} k ON k.entity = r.entity AND k.part = r.part
        ) WHERE differs <> 0
        """,
    )
    if not engine.has_rows(f"differing_{name}"):
        return
    engine.table(f"contested_{name}", _contested(table, columns, "entity, part"))
    engine.insert(
        "found",
        f"""
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', column_name, {owner}, c.part) AS tie,
            c.rid, '{name}' AS table_name, column_name,
            'Documents state different values of {name}.' || column_name || '.' AS message
        FROM contested_{name} c {names}
        """,
    )


_OF_PROJECT = "JOIN project_names p ON p.project = c.entity"
_NAMES_OF_WHOLE = {
    STEPS: ("p.project_id", _OF_PROJECT),
    CONTACTS: ("p.project_id", _OF_PROJECT),
    INDICATOR_RESULTS: ("i.indicator_id", "JOIN indicator_names i ON i.indicator = c.entity"),
    STRATEGY_LINKS: (
        "coalesce(p.project_id, i.indicator_id)",
        f"LEFT {_OF_PROJECT} LEFT JOIN indicator_names i ON i.indicator = -c.entity",
    ),
}


def _add_lacking(engine: Engine, table: Table) -> None:
    """Rows of one document that the other lacks, of two that end with the same date.

    What is taken from a document without dates may have more rows than another, for a later page of
    an indicator has more quarters; what it lacks is told. Contacts are passed over, whose order means little.
    """
    if table == CONTACTS:
        return
    name, (owner, names) = table.name, _NAMES_OF_WHOLE[table]
    engine.insert(
        "found",
        f"""
        WITH pairs AS (SELECT DISTINCT entity, age FROM rivals_{name}),
        lacking AS (
            SELECT r.entity, r.part, r.rid FROM rivals_{name} r
            ANTI JOIN rivalled_{name} k ON k.entity = r.entity AND k.part = r.part
            UNION
            SELECT k.entity, k.part, k.rid FROM rivalled_{name} k JOIN pairs p USING (entity)
            SEMI JOIN (SELECT age FROM documents WHERE last_date IS NOT NULL) d ON d.age = k.age
            ANTI JOIN rivals_{name} r ON r.entity = k.entity AND r.part = k.part AND r.age = p.age
        )
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), '{name}', 'row', {owner}, c.part) AS tie,
            c.rid, '{name}' AS table_name,
            'Another document of the same last date lacks this row of {name}.' AS message
        FROM lacking c {names}
        """,
    )


def _add_dropped_quarters(engine: Engine) -> None:
    """Figures of quarters that the table which is taken lacks, of documents that end with another date."""
    owner, names = _NAMES_OF_WHOLE[INDICATOR_RESULTS]
    engine.insert(
        "found",
        f"""
        SELECT 'sources-disagree' AS code, concat_ws(chr(31), 'indicator_results', 'row', {owner}, c.part) AS tie,
            c.rid, 'indicator_results' AS table_name,
            'The quarter table that is taken, of a newer document, lacks this row.' AS message
        FROM (
            SELECT k.* FROM keys_indicator_results k
            JOIN chosen_indicator_results w ON w.entity = k.entity AND w.age < k.age AND w.cohort <> k.cohort
            WHERE k.bits & {FIGURES} <> 0
        ) c
        ANTI JOIN (
            FROM whole_keys_indicator_results SEMI JOIN chosen_indicator_results USING (entity, age)
        ) w ON w.entity = c.entity AND w.part = c.part
        {names}
        """,
    )
