"""The pieces of a batch's cells, as columns of ``fields``."""

from __future__ import annotations

from struct import pack
from typing import Any

import numpy as np
import pyarrow as pa

from extract.pages import Box
from schemas.arrow import arrow_schema
from schemas.trail import FIELDS
from store.rows import CELLS, PIECE, RULE_NUMBERS, Values, columns

_START, _END = PIECE.index("start_char"), PIECE.index("end_char")


class Pieces:
    """The pieces of several readings: their numbers as dense as in Arrow, the latest raw texts as Python strings."""

    def __init__(self) -> None:
        self._numbers = bytearray()
        self._boxes: list[Box | None] = []
        self._raw: list[str] = []
        self._packed: list[Any] = []

    def __len__(self) -> int:
        return len(self._numbers) // (4 * len(PIECE))

    def add(self, values: Values) -> int:
        """Take in the pieces of a reading, and count them."""
        numbers, text = values.pieces, values.document.text
        if values.boxes:
            self._boxes += [None] * (len(self) - len(self._boxes))
            self._boxes += values.boxes
        self._numbers += pack(f"{len(numbers)}i", *numbers)
        starts, ends = numbers[_START :: len(PIECE)], numbers[_END :: len(PIECE)]
        self._raw += [text[start:end] for start, end in zip(starts, ends, strict=True)]
        return len(starts)

    def pack(self) -> None:
        """Turn the raw texts of the latest pieces into an Arrow array."""
        self._packed.append(pa.array(self._raw, pa.string()))
        self._raw = []

    def columns(self) -> list[Any]:
        """The columns of ``fields``, but for document_id and reading_id; all raw texts must be packed.

        Raises pyarrow.ArrowInvalid for a number that its column cannot hold.
        """
        found = self._told() | self._places() | {"raw": pa.concat_arrays(self._packed)}
        schema = arrow_schema(FIELDS, "records")
        return [found[name].cast(schema.field(name).type) for name in columns(FIELDS)]

    def _told(self) -> dict[str, Any]:
        """What the numbers say."""
        numbers = np.frombuffer(self._numbers, np.int32).reshape(-1, len(PIECE))
        found = {name: pa.array(numbers[:, at]) for at, name in enumerate(PIECE)}
        cell, (tables, names) = found.pop("cell"), zip(*CELLS, strict=True)
        return found | {
            "table_name": pa.array(tables).take(cell),
            "column_name": pa.array(names).take(cell),
            "rule": pa.array(list(RULE_NUMBERS)).take(found["rule"]),
        }

    def _places(self) -> dict[str, Any]:
        """Where the pieces stand on paper."""
        if not self._boxes:
            return dict.fromkeys(Box._fields, pa.nulls(len(self)))
        boxes = self._boxes + [None] * (len(self) - len(self._boxes))
        return {name: pa.array([box and box[at] for box in boxes]) for at, name in enumerate(Box._fields)}
