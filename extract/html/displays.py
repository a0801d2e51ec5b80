"""How the elements of a page are laid out: what HTML says, and what their style attribute changes.

Of styles only ``display``, ``visibility``, ``white-space``, ``float`` and ``position`` are read; what the sheets of
a page say of an element was put into its style attribute before (:mod:`extract.html.style_sheets`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

# Kinds of boxes, named as CSS does; "break" and "replaced" (a picture, a field: something that is no text) are ours.
NONE, INLINE, BLOCK, INLINE_BLOCK = "none", "inline", "block", "inline-block"
TABLE, INLINE_TABLE, ROW, CELL, CAPTION = "table", "inline-table", "table-row", "table-cell", "table-caption"
CONTENTS, FLEX, INLINE_FLEX = "contents", "flex", "inline-flex"
BREAK, REPLACED = "break", "replaced"
# What stands on lines of its own; a caption and a table do as well.
ON_OWN_LINES = frozenset((BLOCK, TABLE, CAPTION, FLEX))
# What text flows around as around a letter, whatever stands in it.
ATOMIC = frozenset((INLINE_BLOCK, INLINE_TABLE, INLINE_FLEX))

_ELEMENTS = {
    NONE: "area base basefont bgsound command datalist desc head link meta metadata noembed noframes noscript param rp "
    "script source style template title track defs symbol clippath lineargradient radialgradient",
    BLOCK: "address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html body legend li listing main menu nav ol optgroup "
    "option p plaintext pre search section summary text ul xmp",
    INLINE_BLOCK: "button marquee select",
    REPLACED: "applet audio canvas embed iframe img image input meter object progress textarea video",
    TABLE: "table",
    ROW: "tr",
    CELL: "td th",
    CAPTION: "caption",
    BREAK: "br",
}
DISPLAYS = {element: display for display, elements in _ELEMENTS.items() for element in elements.split()}
WHITE_SPACE = {**dict.fromkeys(("pre", "listing", "plaintext", "xmp"), "pre"), "nobr": "nowrap"}

DECLARATION = re.compile(
    r"(?:^|[;\s])(display|visibility|white-space|float|position|content-visibility|text-decoration|vertical-align)"
    r"\s*:\s*([a-z-]+)",
    re.IGNORECASE,
)
_OF_CSS = {
    "list-item": BLOCK,
    "flow-root": BLOCK,
    "grid": FLEX,
    "inline-grid": INLINE_FLEX,
    **{name: name for name in (NONE, INLINE, BLOCK, INLINE_BLOCK, TABLE, INLINE_TABLE, ROW, CELL, CAPTION)},
    **{name: name for name in (CONTENTS, FLEX, INLINE_FLEX)},
    **{
        "-webkit-box": FLEX,
        "-webkit-flex": FLEX,
        "-webkit-inline-box": INLINE_FLEX,
        "-webkit-inline-flex": INLINE_FLEX,
    },
    **dict.fromkeys(("table-row-group", "table-header-group", "table-footer-group"), CONTENTS),
}


class Style(NamedTuple):
    """What a style attribute says, None where it says nothing that matters."""

    display: str | None = None
    is_visible: bool | None = None
    white_space: str | None = None
    is_lifted: bool = False


@lru_cache(maxsize=1024)
def style(declarations: str) -> Style:
    """Read a style attribute.

    >>> style("color: red; DISPLAY : none !important").display
    'none'
    """
    found = ((name.lower(), value.lower()) for name, value in DECLARATION.findall(declarations))
    # What is meant for one browser only does not replace what all of them know.
    said = {name: value for name, value in found if value[0] != "-" or value in _OF_CSS}
    visibility, white_space = said.get("visibility"), said.get("white-space")
    return Style(
        NONE if said.get("content-visibility") == "hidden" else _OF_CSS.get(said.get("display", "")),
        None if visibility in (None, "inherit") else visibility == "visible",
        None if white_space == "inherit" else white_space,
        said.get("float") in ("left", "right") or said.get("position") in ("absolute", "fixed"),
    )


PLAIN = Style()


def display(tag: str, attributes: Mapping[str, str | None], own: Style, is_flex_item: bool) -> str:
    """How an element is laid out, its own style first.

    >>> display("p", {"hidden": None}, PLAIN, False), display("span", {}, style("float: left"), False)
    ('none', 'block')
    """
    usual = DISPLAYS.get(tag, INLINE)
    if usual in (BREAK, REPLACED) and own.display != NONE:
        return NONE if "hidden" in attributes else usual
    if tag == "noscript":
        return NONE
    kind = own.display or (NONE if _is_hidden(tag, attributes) else usual)
    if (own.is_lifted or is_flex_item) and kind in (INLINE, *ATOMIC):
        return BLOCK
    return kind


def _is_hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    return "hidden" in attributes or (tag == "dialog" and "open" not in attributes)
