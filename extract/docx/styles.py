"""What styles and lists say of paragraphs: which text is hidden, and what Word draws before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from extract.docx.lists import LEVELS, Level, Numbering
from extract.docx.package import tree

OFF = frozenset(("0", "false", "off"))


@dataclass(slots=True)
class _Style:
    above: str = ""
    list_id: str | None = None
    level: int | None = None
    is_hidden: bool | None = None


class Styles:
    """The styles and lists of a document; asked for labels in the order of the paragraphs."""

    def __init__(self, styles: bytes | None, numbering: bytes | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._usual = ""
        for element in [] if styles is None else _children(tree(styles), "style"):
            name = _said(element, "styleId") or ""
            self._styles[name] = _style(element)
            if _said(element, "type") == "paragraph" and (_said(element, "default") or "0") not in OFF:
                self._usual = name
        self._lists = {} if numbering is None else _lists(tree(numbering), self._styles)

    def is_hidden(self, style: str) -> bool:
        """Whether text of a style is hidden."""
        return next((one.is_hidden for one in self._chain(style) if one.is_hidden is not None), False)

    def label(self, style: str | None, list_id: str | None, level: int | None) -> str:
        """The number or bullet of the next paragraph, with the blank behind it; "" without one.

        A paragraph names its list and level itself, or its style does; the list "0" is none.
        """
        name = self._usual if style is None else style
        if list_id is None:
            chain = list(self._chain(name))
            list_id = next((one.list_id for one in chain if one.list_id is not None), None)
            level = next((one.level for one in chain if one.level is not None), None) if level is None else level
        numbering = self._lists.get(list_id or "0")
        if numbering is None:
            return ""
        if level is None:
            level = next((at for at, each in enumerate(numbering.levels) if each.style == name and name), 0)
        return numbering.label(min(level, LEVELS - 1))

    def _chain(self, name: str) -> Iterator[_Style]:
        """A style and those that it is based on."""
        seen: set[str] = set()
        while name in self._styles and name not in seen:
            seen.add(name)
            yield self._styles[name]
            name = self._styles[name].above


def _style(element: Element) -> _Style:
    """Read what a style itself says."""
    style = _Style(_value(element, "basedOn") or "")
    for properties in _children(element, "pPr"):
        for numbers in _children(properties, "numPr"):
            style.list_id, level = _value(numbers, "numId"), _value(numbers, "ilvl")
            style.level = None if level is None else whole(level)
    for properties in _children(element, "rPr"):
        for hidden in _children(properties, "vanish"):
            style.is_hidden = _said(hidden, "val") not in OFF
    return style


def _lists(root: Element, styles: dict[str, _Style]) -> dict[str, Numbering]:
    """The lists by their ids."""
    definitions = {_said(each, "abstractNumId") or "": each for each in _children(root, "abstractNum")}
    numbers = {_said(each, "numId") or "": each for each in _children(root, "num")}
    levels: dict[str, list[Level]] = {}
    counters: dict[str, list[int | None]] = {}
    lists = {}
    for name, element in numbers.items():
        of = _value(element, "abstractNumId") or ""
        if of in definitions and (link := _value(definitions[of], "numStyleLink")) in styles and link is not None:
            # A definition that only names a style is that of the style's list.
            linked = numbers.get(styles[link].list_id or "")
            of = of if linked is None else _value(linked, "abstractNumId") or ""
        if of not in definitions:
            continue
        if of not in levels:
            levels[of], counters[of] = _levels([Level()] * LEVELS, definitions[of]), [None] * LEVELS
        lists[name] = _list(element, levels[of], counters[of])
    return lists


def _list(element: Element, levels: list[Level], counters: list[int | None]) -> Numbering:
    """A list of a definition, with its own words on some levels."""
    starts = {}
    for change in _children(element, "lvlOverride"):
        levels = _levels(levels, change)
        if (start := _value(change, "startOverride")) is not None:
            starts[whole(_said(change, "ilvl"))] = whole(start)
    return Numbering(levels, counters, starts)


def _levels(levels: list[Level], element: Element) -> list[Level]:
    """The levels, with those that an element defines in their places."""
    changed = list(levels)
    for each in _children(element, "lvl"):
        if (at := whole(_said(each, "ilvl"))) < LEVELS:
            changed[at] = _level(each)
    return changed


def _level(element: Element) -> Level:
    restart = _value(element, "lvlRestart")
    return Level(
        _value(element, "lvlText") or "",
        _value(element, "numFmt") or "decimal",
        whole(_value(element, "start")),
        "" if _value(element, "suff") == "nothing" else " ",
        any(_said(each, "val") not in OFF for each in _children(element, "isLgl")),
        None if restart is None else whole(restart),
        _value(element, "pStyle") or "",
    )


def whole(digits: str | None) -> int:
    """A whole number of a few digits; 0 for anything else."""
    return int(digits) if digits and len(digits) < 10 and digits.isascii() and digits.isdigit() else 0


def _children(element: Element, name: str) -> list[Element]:
    """The children of a local name; a choice between two forms of one is a matter of newer forms, and passed over."""
    return [child for child in element if child.tag.rpartition("}")[2] == name]


def _said(element: Element, name: str) -> str | None:
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _value(element: Element, name: str) -> str | None:
    """What the first child of a name says."""
    return next((_said(child, "val") for child in _children(element, name)), None)
