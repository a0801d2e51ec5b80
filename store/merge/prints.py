"""Rows in numbers: what several documents state is compared without holding its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from schemas.column import Column, Table
from store.merge.engine import Engine
from store.merge.rows import has_made, rows_of
from store.merge.spots import LONG, Stated
from store.merge.statements import NAMED, bit, bits_where, cells, plain

_KEPT = ("rid", "age", "cohort", "entity", "part", "is_bare")


def add_prints(engine: Engine, table: Table, name: str, keys: str) -> None:
    """Make the table ``name``: the rows of a table that some keys name, in numbers.

    The numbers of two rows of one entity and part are equal where their cells are, as they are
    compared; a null cell is null. ``said`` are the bits of the columns that the row states.
    """
    stated = bits_where((bit(table, column.name), f"r.{column.name} IS NOT NULL") for column in cells(table))
    numbers = [f"{_number(column, f'r.{column.name}')} AS {column.name}" for column in cells(table)]
    numbers += ["r.is_named"] if table in NAMED else []
    kept = [f"r.{column}" for column in _KEPT]
    with _asking(engine, table, cells(table), keys) as rows:
        engine.table(name, f"SELECT {', '.join([*kept, *numbers])}, r.bits | {stated} AS said FROM ({rows}) r")
    _add_plain(engine, table, name)


def _add_plain(engine: Engine, table: Table, name: str) -> None:
    """Look past blanks and bullets where cells are not the same to the letter.

    Exports of one project mostly repeat each other so, and the look is costly: it is taken at the
    columns that differ, in all rows that are compared there.
    """
    texts = [column for column in cells(table) if column.type in ("string", "list<string>")]
    differ = ", ".join(
        f"coalesce(min({column.name}) <> max({column.name}), false) AS {column.name}" for column in texts
    )
    engine.table(f"unlike_{name}", f"SELECT entity, part, {differ} FROM {name} GROUP BY entity, part")
    anywhere = engine.row(f"SELECT {', '.join(f'bool_or({column.name})' for column in texts)} FROM unlike_{name}")
    if unlike := [column for column, is_unlike in zip(texts, anywhere, strict=True) if is_unlike]:
        _look_past(engine, table, name, unlike)
    engine.drop(f"unlike_{name}")


def _look_past(engine: Engine, table: Table, name: str, unlike: list[Column]) -> None:
    numbers = [f"CASE WHEN u.{c.name} THEN {_number(c, plain(c, 'r'))} END AS {c.name}" for c in unlike]
    differing = f"(FROM unlike_{name} WHERE {' OR '.join(column.name for column in unlike)})"
    keys = f"FROM keys_{table.name} SEMI JOIN {name} USING (rid) SEMI JOIN {differing} USING (entity, part)"
    with _asking(engine, table, unlike, keys) as rows:
        engine.update(
            name,
            ", ".join(f"{column.name} = coalesce(n.{column.name}, {name}.{column.name})" for column in unlike),
            f"""
            SELECT r.rid, {", ".join(numbers)} FROM ({rows}) r
            JOIN {differing} u ON u.entity = r.entity AND u.part = r.part
            """,
        )


@contextmanager
def _asking(engine: Engine, table: Table, columns: Sequence[Column], keys: str) -> Iterator[str]:
    """SQL for some columns of the rows that keys name, while the long ones among them can be asked for."""
    is_made = has_made(engine, table)
    if not (long := [column.name for column in columns if column.name in LONG]):
        yield rows_of(table, keys, is_made=is_made)
        return
    with engine.asking("stated", Stated(engine, table, long, keys)):
        yield rows_of(table, keys, long, is_made=is_made)


def _number(column: Column, value: str) -> str:
    return f"CASE WHEN r.{column.name} IS NOT NULL THEN hash({value}) END"
