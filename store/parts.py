"""Parts: the rows of one batch of readings, gathered as Python values and turned into Arrow tables."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.column import Table
from schemas.trail import FIELDS, TEXTS
from store.digest import digests
from store.no_pandas import pass_pandas_over
from store.rows import OWNER, READ, WIDTHS, Values, columns
from store.trail import Trail

# Readings whose values are held as Python objects, which take more room than Arrow arrays.
_FEW = 128


class Batch:
    """The rows of some readings, gathered as Python values and turned into Arrow arrays, a few readings at a time."""

    def __init__(self) -> None:
        self._owners: tuple[list[str], list[str]] = ([], [])
        self._known: list[str | None] = []
        self._counts: list[dict[str, int]] = []
        self._values: dict[str, list[Any]] = {}
        self._trail = Trail()
        self._packs: list[dict[str, Any]] = []
        self._ends = [0]

    def __len__(self) -> int:
        return len(self._counts)

    def add(self, document_id: str, reading_id: str, values: Values, *, is_utf8: bool = False) -> None:
        """Take in the values of one reading; ``is_utf8`` tells that the document is its text in UTF-8."""
        counts = {FIELDS.name: self._trail.add(values), TEXTS.name: 1}
        for name, told in values.tables.items():
            self._values.setdefault(name, []).extend(told)
            counts[name] = len(told) // WIDTHS[name]
        self._owners[0].append(document_id)
        self._owners[1].append(reading_id)
        self._known.append(document_id if is_utf8 else None)
        self._counts.append(counts)

    def pack(self, few: int = _FEW) -> None:
        """Turn the values of the latest readings into Arrow arrays, if they are no fewer than told.

        Raises pyarrow.ArrowException, OverflowError or TypeError for a value that its column cannot hold.
        """
        if len(self) - self._ends[-1] < few:
            return
        pass_pandas_over()
        arrays = self._trail.columns()
        for table in READ:
            if values := self._values.pop(table.name, None):
                types = arrow_schema(table, "records").types[len(OWNER) :]
                arrays[table.name] = [pa.array(values[at :: len(types)], type) for at, type in enumerate(types)]
        self._packs.append(
            {table.name: pa.record_batch(arrays[table.name], columns(table)) for table in READ if table.name in arrays}
        )
        self._trail = Trail()
        self._ends.append(len(self))

    def tables(self) -> dict[str, Any]:
        """The gathered rows as Arrow tables, without tables that have none.

        Raises what ``pack`` raises.
        """
        self.pack(1)
        owners = [pa.array(owner, pa.string()) for owner in self._owners]
        found = {table: [pack[table.name] for pack in self._packs if table.name in pack] for table in READ}
        return {table.name: self._table(table, owners, packed) for table, packed in found.items() if packed}

    def _table(self, table: Table, owners: Iterable[Any], packed: Iterable[Any]) -> Any:
        """A table with document_id and reading_id, each repeated for every row of its reading."""
        counts = [count.get(table.name, 0) for count in self._counts]
        at = pa.array(np.repeat(np.arange(len(counts), dtype=np.int32), counts))
        columns = [owner.take(at) for owner in owners] + pa.Table.from_batches(packed).columns
        # Names are dictionaries here, and strings there.
        columns = [column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in columns]
        return pa.Table.from_arrays(columns, schema=arrow_schema(table, "records"))

    def counted(self) -> list[tuple[int, str]]:
        """row_count and rows_sha256 of each reading that is packed, in the order in which they were added."""
        found = zip(self._packs, pairwise(self._ends), strict=True)
        taken = [digests(pack, self._counts[start:end], self._known[start:end]) for pack, (start, end) in found]
        rows = [sum(count.values()) for count in self._counts]
        return list(zip(rows, chain.from_iterable(taken), strict=True))
