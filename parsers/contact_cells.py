"""The cells of a contact: name, position, division and telephone numbers, which a line end may tear."""

from __future__ import annotations

from extract.phones import phones
from extract.rule import Rule
from extract.span import Span
from extract.text import name_text, text, wrapped_name
from parsers.reading import Row

RULES: dict[str, Rule] = {"name": name_text, "position": text, "unit": name_text, "phone": phones}


def read_part(row: Row, column: str, parts: list[Span]) -> None:
    """Read a part, which a line end may tear; whether a blank belongs there in a person's name is not known."""
    torn = next((part for part in parts if "\n" in part.text or "\r" in part.text), None)
    if torn is None or column == "phone":
        row.read(column, RULES[column], *parts)
    elif column == "name":
        row.issue("contact-unclear", "The name runs over two lines.", column, torn)
    else:
        message = f"The {column} runs over two lines: no blank was put between Thai letters."
        row.issue("value-torn", message, column, torn)
        row.read(column, wrapped_name, *parts)
