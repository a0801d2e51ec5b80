"""Style sheets that a page holds itself: which elements their rules hide or lay out otherwise.

Only what :mod:`extract.html.displays` reads of a style attribute is taken from the rules, and put into that attribute
in the order of the cascade. Of sheets that a page only names those count that were saved with it. Media are judged for
a wide screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from extract.html.displays import DECLARATION

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Comments, and what old browsers had to be told to pass over. Braces in a string open nothing.
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
_BRACE = re.compile(r"[{}]")
_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_PIECE = re.compile(r"[^,()\[\]]+|[,()\[\]]")
_IDS = re.compile(r"#[\w-]")
_CLASSES = re.compile(r"\.[\w-]|\[|:(?!:|not|is|where|has)[\w-]")
_TYPES = re.compile(r"(?:^|[\s>+~(])[a-zA-Z]")
# What a selector asks of the page at least: an id or a class that stands in it.
_ASKED = re.compile(r"([.#])((?:[\w-]|[^\x00-\x7f])+)")
_SCREENS = frozenset(("all", "screen", ""))
# A wide screen has so many pixels; an em are 16 of them.
_WIDTH = re.compile(r"\((min|max)-width:([\d.]+)(px|em|rem)\)")
_WIDE, _PIXELS = 1280, {"px": 1, "em": 16, "rem": 16}
# A page of so many elements, times the rules that may apply to it, is shown as if it had no sheets.
_MOST_TRIED = 20_000_000


class _Claim(NamedTuple):
    """What a rule says of an element; of two claims the greater one holds."""

    is_important: bool
    ids: int
    classes: int
    types: int
    number: int
    said: str


def apply_style_sheets(page: LexborHTMLParser, named: Mapping[str, str], count: int) -> None:
    """Write into the style attributes of a page's elements what its sheets say, in it or ``named`` by it.

    ``count`` is that of its tags.
    """
    rules = [rule for sheet in _sheets(page, named) for rule in _rules(sheet) if DECLARATION.search(rule[1])]
    names = _names(page) if rules else frozenset()
    asked = [
        (selector, said)
        for selectors, said in rules
        for selector in _selectors(selectors)
        if all(kind + name.lower() in names for kind, name in _ASKED.findall(_without_brackets(selector)))
    ]
    if len(asked) * count > _MOST_TRIED:
        return
    claims: dict[int, tuple[LexborNode, list[_Claim]]] = {}
    for number, (selector, said) in enumerate(asked):
        for node in _selected(page, selector):
            claims.setdefault(node.mem_id, (node, []))[1].extend(_claims(selector, number, said))
    for node, said_of_it in claims.values():
        _write(node, sorted(said_of_it))


def _sheets(page: LexborHTMLParser, named: Mapping[str, str]) -> Iterator[str]:
    """The sheets for a screen, in their order."""
    for sheet in page.css("style, link[rel=stylesheet][href]"):
        if _is_for_screen(sheet.attributes.get("media") or ""):
            yield sheet.text() if sheet.tag == "style" else named.get(sheet.attributes.get("href") or "", "")


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of the rules that apply to a wide screen."""
    css = _STRING.sub(lambda string: _BRACE.sub(" ", string[0]), _COMMENT.sub(" ", css))
    # Of each block that is open: whether what stands in it counts, and the selectors of a rule.
    blocks: list[tuple[bool, str]] = [(True, "")]
    at = 0
    for brace in _BRACE.finditer(css):
        said, at = css[at : brace.start()], brace.end()
        is_counted, selectors = blocks[-1]
        if brace[0] == "{":
            head = said.rpartition(";")[2].strip()
            blocks.append((is_counted and not selectors and _is_counted(head), "" if head.startswith("@") else head))
        elif len(blocks) > 1:
            blocks.pop()
            if is_counted and selectors:
                yield selectors, said


def _is_counted(head: str) -> bool:
    """Whether the block behind a head is one of rules, or of rules that apply."""
    word, _, condition = head.partition(" ")
    if word.lower().startswith("@media"):
        return _is_for_screen(head[len("@media") :])
    return not head.startswith("@") or (word.lower() in ("@supports", "@layer") and "not" not in condition)


def _is_for_screen(media: str) -> bool:
    """Whether one of several media is a wide screen.

    >>> _is_for_screen("screen and (min-width: 992px)"), _is_for_screen("print"), _is_for_screen("(max-width: 30em)")
    (True, False, False)
    """
    return any(_is_wide("".join(each.lower().split())) for each in media.split(","))


def _is_wide(query: str) -> bool:
    for limit, size, unit in _WIDTH.findall(query):
        if (float("0" + size.rstrip(".")) * _PIXELS[unit] <= _WIDE) != (limit == "min"):
            return False
    return _WIDTH.sub("", query).removeprefix("only").replace("and", "") in _SCREENS


def _selectors(said: str) -> Iterator[str]:
    """The selectors of a list; commas in brackets part none.

    >>> list(_selectors("a, b:not(.c, .d)"))
    ['a', 'b:not(.c, .d)']
    """
    parts = [""]
    depth = 0
    for piece in _PIECE.findall(said):
        depth += (piece in "([") - (piece in ")]")
        if piece == "," and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return filter(None, map(str.strip, parts))


def _without_brackets(selector: str) -> str:
    before = ""
    while before != selector:
        before, selector = selector, _BRACKETED.sub("", selector)
    return selector


def _names(page: LexborHTMLParser) -> frozenset[str]:
    """The classes and ids of a page, in small letters."""
    found = set[str]()
    for node in page.css("[class], [id]"):
        found.update(f".{name}" for name in (node.attributes.get("class") or "").lower().split())
        found.add(f"#{(node.attributes.get('id') or '').lower()}")
    return frozenset(found)


def _selected(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The elements of a selector; none for one that is not understood, as a browser has it."""
    from selectolax.lexbor import SelectolaxError

    try:
        return page.css(selector)
    except SelectolaxError:
        return []


def _claims(selector: str, number: int, declarations: str) -> Iterator[_Claim]:
    weight = (len(_IDS.findall(selector)), len(_CLASSES.findall(selector)), len(_TYPES.findall(selector)))
    for said in declarations.split(";"):
        if DECLARATION.search(said):
            yield _Claim(_is_important(said), *weight, number, said.strip())


def _is_important(declarations: str) -> bool:
    return "important" in declarations.lower()


def _write(node: LexborNode, claims: list[_Claim]) -> None:
    """Put the claims around what the element says of itself: the last of several declarations holds."""
    own = node.attributes.get("style") or ""
    at = len(claims) if _is_important(own) else sum(not claim.is_important for claim in claims)
    said = [claim.said for claim in claims]
    node.attrs["style"] = ";".join((*said[:at], own, *said[at:]))
