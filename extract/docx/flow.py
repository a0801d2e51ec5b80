"""What is open while the body of a Word document is told: paragraphs, rows, and what they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Flow:
    """A body, a cell, a text box or a note: its finished lines, and what a paragraph without an end left."""

    lines: list[str] = field(default_factory=list)
    carried: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is open: its text so far, the lines of its boxes, and the list that it belongs to."""

    parts: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    style: str | None = None
    list_id: str | None = None
    level: int | None = None
    has_end: bool = True


@dataclass(slots=True)
class Row:
    """A row that is open."""

    cells: list[str] = field(default_factory=list)
    is_deleted: bool = False
