"""The engine of the merge: a DuckDB database, filled by named steps of one query each.

What a step makes is called after what it holds. Memory is limited, and what does not fit, tables
included, goes to a folder beside ``tables/``. Text compares by its UTF-8 bytes, which is the order of code points.

Documents and rows are joined, grouped and compared as numbers (``age``, ``rid``); text streams by only
where a row is put together, and is held only to sort the largest table.
"""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pyarrow as pa

from schemas.column import Table
from schemas.kinds import KINDS
from store.current import open_records
from store.files import ASIDE

# What an engine may hold before it writes to disk: the first, and where that was too little, the next.
MEMORY = "1GB"
LIMITS = ("128MB", "192MB", "256MB", "512MB", MEMORY, "50%")
# Steps that are done side by side. Each holds the text of some thousand rows at a time.
THREADS = 2
BATCH_ROWS = 2_048

# Every character that str.isspace() calls a blank; RE2's own \s knows the ASCII ones only.
_BLANK = r"[\s\x{0b}\x{1c}-\x{1f}\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
# What opens an item of a list: hyphens, dashes, dots, squares, asterisks, and Symbol's dot from PDFs.
_BULLET = r"[-–—•●▪◦·*\x{f0b7}]"

# All blanks but the two that texts have, and all bullets: few texts have any, which is soon seen.
_ODD_BLANKS = [chr(n) for n in range(0x3001) if chr(n).isspace() and chr(n) not in " \n"]
_BULLETS = "-–—•●▪◦·*\uf0b7"


def _has_any(letters: Iterable[str]) -> str:
    return " OR ".join(f"contains(t, '{letter}')" for letter in letters)


# Text as values are compared: see the functions below. A pattern takes far longer than looking for letters.
_WITHOUT_BLANKS = "replace(replace({}, ' ', ''), chr(10), '')"
_WITHOUT_BULLETS = f"regexp_replace(unbulleted(t), '(?m)^{_BLANK}*{_BULLET}+', '', 'g')"
_MACROS = (
    f"has_odd_blank(t) AS {_has_any(_ODD_BLANKS)}",
    f"has_bullet(t) AS {_has_any(_BULLETS)}",
    f"every_blank_out(t) AS regexp_replace({_WITHOUT_BLANKS.format('t')}, '{_BLANK}', '', 'g')",
    f"unblanked(t) AS CASE WHEN has_odd_blank(t) THEN every_blank_out(t) ELSE {_WITHOUT_BLANKS.format('t')} END",
    f"unbulleted(t) AS regexp_replace(t, '(?m)(^|{_BLANK})({_BULLET}+({_BLANK}|$))+', ' ', 'g')",
    # What bullets leave behind is an ordinary blank.
    f"plain(t) AS CASE WHEN NOT has_bullet(t) THEN unblanked(t) WHEN has_odd_blank(t) "
    f"THEN every_blank_out({_WITHOUT_BULLETS}) ELSE {_WITHOUT_BLANKS.format(_WITHOUT_BULLETS)} END",
    "digest(t) AS left(sha256(t), 16)",
    # A row of a document as one number, that grows with the document's age and the row.
    "rid(age, number) AS CAST(age AS BIGINT) * 1048576 + number",
    "age_of(rid) AS rid // 1048576",
    "row_of(rid) AS CAST(rid % 1048576 AS INTEGER)",
)


_Answer = TypeVar("_Answer")


def add_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Teach a database to compare texts as the merge does."""
    for macro in _MACROS:
        connection.execute(f"CREATE MACRO {macro}")


class Memory:
    """What a database may hold: the first of some limits, and where that was too little, the next."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Sequence[str]) -> None:
        self.connection = connection
        self.limits = limits
        self.reached = -1
        self._lock = threading.Lock()
        self.widen(self.reached)

    def widen(self, short: int) -> bool:
        """Go on from the limit that was too little to the next, where nobody else did; False where there is none."""
        with self._lock:
            if self.reached == short and short + 1 < len(self.limits):
                self.reached += 1
                self.connection.execute(f"SET memory_limit = '{self.limits[self.reached]}'")
            return self.reached > short


class Engine:
    """A database that steps fill; ``table`` stores an answer, ``view`` only names a question."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, memory: Memory, parts: dict[str, list[str]] | None = None
    ) -> None:
        connection.execute("SET TimeZone = 'UTC'")
        # What waits to be taken of an answer that streams; the rows of a batch or two are far smaller.
        connection.execute("SET streaming_buffer_size = '1MB'")
        self.connection = connection
        self.parts = {} if parts is None else parts
        self._memory = memory

    def beside(self) -> Engine:
        """The same database for another thread."""
        return Engine(self.connection.cursor(), self._memory, self.parts)

    def open_records(self, records: Path, table: Table) -> None:
        """Make the view ``all_<table>`` of the part files of a table, and keep their paths by its name in ``parts``."""
        self.parts[table.name] = open_records(self.connection, records, table)

    def table(self, name: str, sql: str) -> None:
        """Store the answer to a query as a table."""
        self._run(f"CREATE TABLE {name} AS {sql}")

    @contextmanager
    def asking(self, name: str, rows: object) -> Iterator[None]:
        """Let this thread's queries ask for rows that stream from Arrow, anew for each query."""
        self.connection.register(name, rows)
        try:
            yield
        finally:
            self.connection.unregister(name)

    def view(self, name: str, sql: str) -> None:
        """Give a query a name."""
        self.connection.execute(f"CREATE VIEW {name} AS {sql}")

    def insert(self, name: str, sql: str) -> None:
        """Add the answer to a query to a table, column by column name."""
        self._run(f"INSERT INTO {name} BY NAME {sql}")

    def delete(self, name: str, where: str) -> None:
        """Take rows out of a table."""
        self._run(f"DELETE FROM {name} WHERE {where}")

    def update(self, name: str, cells: str, rows: str) -> None:
        """Change cells of a table where a query ``n`` has a row of the same rid."""
        self._run(f"UPDATE {name} SET {cells} FROM ({rows}) n WHERE n.rid = {name}.rid")

    def drop(self, *names: str) -> None:
        """Let go of tables that nobody looks at any more."""
        for name in names:
            self.connection.execute(f"DROP TABLE {name}")

    def values(self, sql: str) -> list[Any]:
        """The first column of an answer."""
        return [row[0] for row in self._run(sql)]

    def row(self, sql: str) -> tuple[Any, ...]:
        """An answer of one row."""
        [row] = self._run(sql)
        return tuple(row)

    def stream(self, sql: str) -> pa.RecordBatchReader:
        """An answer, batch by batch; whoever takes it does so :meth:`in_memory`."""
        return self.connection.sql(sql).to_arrow_reader(BATCH_ROWS)

    def in_memory(self, act: Callable[[], _Answer]) -> _Answer:
        """Do something that may be done again, with more memory where there was too little for it.

        Raises what ``act`` raises, also where no more may be used.
        """
        while True:
            reached = self._memory.reached
            try:
                return act()
            except (duckdb.OutOfMemoryException, OSError) as fault:
                if not (is_memory_short(fault) and self._memory.widen(reached)):
                    raise

    def _run(self, sql: str) -> list[Any]:
        return self.in_memory(lambda: self.connection.execute(sql).fetchall())

    def has_rows(self, name: str) -> bool:
        """Whether a table or view has any row."""
        return bool(self.values(f"SELECT 1 FROM {name} LIMIT 1"))


def is_memory_short(fault: Exception) -> bool:
    """Whether the engine could not do something in the memory that it may use; a stream says so in words only."""
    return isinstance(fault, duckdb.OutOfMemoryException) or "Out of Memory" in str(fault)


@contextmanager
def engine_beside(dest: Path, limits: Sequence[str] = LIMITS) -> Iterator[Engine]:
    """Open an engine that spills into a folder beside ``dest``; the folder goes when it closes.

    ``limits`` are sizes, or shares of the machine's memory.
    """
    with tempfile.TemporaryDirectory(prefix=ASIDE, dir=dest.parent) as folder:
        settings: dict[str, Any] = {
            "temp_directory": folder,
            "preserve_insertion_order": False,
            # What is done side by side are steps; the threads of one would wait for one another.
            "threads": 1,
            # Parts lie on a disk: to hand each small piece to a thread that reads it takes longer than to read it.
            "async_threads": 0,
            # A join keeps its right side in memory, as it is written: the one without text.
            "disabled_optimizers": "join_order,build_side_probe_side",
            "autoinstall_known_extensions": False,
        }
        with duckdb.connect(":memory:", config=settings) as connection:
            add_macros(connection)
            kinds = ", ".join(f"('{kind.code}', '{kind.severity}')" for kind in KINDS.values())
            connection.execute(f"CREATE TABLE kinds AS SELECT * FROM (VALUES {kinds}) AS k(code, severity)")
            yield Engine(connection, Memory(connection, limits))
