"""The trail of a batch: its texts and the pieces of their cells, as columns of ``texts`` and ``fields``."""

from __future__ import annotations

from struct import pack
from typing import Any

import numpy as np
import pyarrow as pa

from extract.pages import Box
from extract.span import READERS, RULES
from parsers.row import PIECE
from schemas.arrow import arrow_schema
from schemas.frame import CELLS
from schemas.trail import FIELDS, TEXTS
from store.digest import NAMES
from store.rows import Values, columns
from store.slices import Slices

# Bytes of a number of a piece.
_NUMBER = 4
_NAME = pa.dictionary(pa.int32(), pa.string())
_TYPES = {field.name: _NAME if field.name in NAMES else field.type for field in arrow_schema(FIELDS, "records")}


class Trail:
    """The texts and pieces of some readings, nearly as dense as in Arrow."""

    def __init__(self) -> None:
        self._texts: list[bytes] = []
        self._counts: list[int] = []
        self._numbers = bytearray()
        self._rows = bytearray()
        self._boxes: list[Box | None] = []

    def __len__(self) -> int:
        return len(self._numbers) // (_NUMBER * len(PIECE))

    def add(self, values: Values) -> int:
        """Take in the text and the pieces of a reading, and count those."""
        pieces, text, before = values.pieces, values.document.utf8, len(self)
        self._numbers += pack(f"{len(pieces)}i", *pieces)
        self._rows += pack(f"{len(values.counts)}i", *values.counts)
        self._counts.append(len(self) - before)
        self._texts.append(text)
        if values.boxes:
            self._boxes += [None] * (before - len(self._boxes))
            self._boxes += values.boxes
        return self._counts[-1]

    def columns(self) -> dict[str, list[Any]]:
        """The columns of ``fields``, if there are any pieces, and of ``texts``, but for document_id and reading_id.

        Names are dictionaries.

        Raises pyarrow.ArrowInvalid for a number that its column cannot hold, OverflowError for too long texts.
        """
        slices = Slices(self._texts)
        found = {TEXTS.name: [slices.texts()]}
        if len(self):
            told = self._told(slices) | self._places()
            found[FIELDS.name] = [told[name].cast(_TYPES[name]) for name in columns(FIELDS)]
        return found

    def _told(self, slices: Slices) -> dict[str, Any]:
        """What the numbers say."""
        how, starts, ends = _columns(self._numbers, len(PIECE))
        numbers, counts = _columns(self._rows, 2)
        text = np.repeat(np.arange(len(self._counts)), self._counts)
        begin, end = slices.places(text, starts), slices.places(text, ends)
        row = np.repeat(np.arange(len(numbers)), counts // len(PIECE))
        tables, names = map(pa.array, zip(*CELLS, strict=True))
        cell, rule = np.divmod(how, RULES)
        return {
            "table_name": pa.DictionaryArray.from_arrays(cell, tables),
            "row": pa.array(numbers[row]),
            "column_name": pa.DictionaryArray.from_arrays(cell, names),
            "part": pa.array(_parts(row, how)),
            "start_char": pa.array(starts),
            "end_char": pa.array(ends),
            "raw": slices.cut(begin, end),
            "line": pa.array(slices.lines(text, begin)),
            "rule": pa.DictionaryArray.from_arrays(rule, [rule.__name__ for rule in READERS]),
        }

    def _places(self) -> dict[str, Any]:
        """Where the pieces stand on paper."""
        if not self._boxes:
            return {name: pa.nulls(len(self), _TYPES[name]) for name in Box._fields}
        boxes = self._boxes + [None] * (len(self) - len(self._boxes))
        return {name: pa.array([box and box[at] for box in boxes]) for at, name in enumerate(Box._fields)}


def _columns(numbers: bytearray, width: int) -> Any:
    """Numbers that lie row after row, as columns."""
    return np.ascontiguousarray(np.frombuffer(numbers, np.int32).reshape(-1, width).T)


def _parts(row: Any, how: Any) -> Any:
    """The numbers, from 0, of pieces that were read alike in one row, and follow one another."""
    at = np.arange(len(row))
    is_first = np.ones(len(row), bool)
    is_first[1:] = (row[1:] != row[:-1]) | (how[1:] != how[:-1])
    return at - np.maximum.accumulate(at * is_first)
