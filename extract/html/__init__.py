"""Pages of the web: saved whole, or pieces of one, with whatever tags they lost.

The text of such a document is what a browser shows (:mod:`extract.html.inner_text`), and offsets point into it.
The bytes decide their encoding and not what the page says of itself: archives and browsers write a page
anew and leave the old declaration standing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from itertools import accumulate
from typing import TYPE_CHECKING

from extract.container import Unreadable
from extract.document import Document, Source
from extract.encodings import decode
from extract.garbled import garbled

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MEDIA_TYPE = "text/html"
EXTENSIONS = frozenset((".html", ".htm", ".xhtml"))

_LOOK_AHEAD = 1 << 16
# What a server says before a page, where a program wrote that down with it.
_SERVED = re.compile(rb"\AHTTP/[12](?:\.[01])? \d{3}\b[^\r\n]*\r?\n(?:[^\r\n]+\r?\n){0,200}\r?\n")
# What may stand before the first tag: byte order marks, blanks, comments, what XML begins with.
_LEADING = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff|\s|<!--(?!doctype).{0,65536}?-->|<\?xml[^>]{0,1024}>)*", re.S
)
_OPENS_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|frameset|meta|script|style|title)\b", re.IGNORECASE)
# The tags that shape a page. Markdown takes others, and <br> in the cells of its tables.
_SHAPING = (
    rb"a|article|b|blockquote|center|dd|div|dl|dt|em|fieldset|font|footer|form|h[1-6]|header|hr|i|img|input|label|li|"
    rb"link|main|nav|ol|p|pre|script|section|select|small|span|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul"
)
_TAG = re.compile(rb"</?(?:br|" + _SHAPING + rb")(?:\s[^<>]*)?/?>", re.IGNORECASE)
_OPENS_PIECE = re.compile(rb"<(br|" + _SHAPING + rb")(?:\s[^<>]*)?/?>", re.IGNORECASE)
_JSON = re.compile(rb"\{|\[\s*[\[{\"]")
# Each may take a kilobyte of memory.
_MOST_ELEMENTS = 1_000_000
# A page with few tags is never refused. The parser walks up from every tag to the one that it closes, and
# sets letters anew in every paragraph while their tag has no end: neither may take long, nor fill the memory.
_FEW_TAGS = 1_000
_MOST_STEPS = 400_000_000
_MOST_REPEATED = 5_000_000
# XML closes an element in its own tag; in HTML all that follows would be the inside of a script.
_CLOSED_IN_ITSELF = re.compile(
    r"<((?:script|style|title|textarea|iframe|noscript|noframes|xmp)\b[^<>]*)/>", re.IGNORECASE
)
# The parser looks through all choices of a list at each of them.
_MOST_OPTIONS = 20_000
_SCRIPT = re.compile(r"<(script|style)\b[^<]*(?>(?:<(?!/\1)[^<]*)*)", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_FORMATTING = "b big code em font i s small strike strong tt u"
_FORMATTING_TAG = re.compile(rf"<(?:{_FORMATTING.replace(' ', '|')})\b[^>]*", re.IGNORECASE)
# The next of these ends the one before it, if it may hold anything at all.
_WITHOUT_END = (
    "a area base body br button caption col colgroup dd dt embed h1 h2 h3 h4 h5 h6 head hr html img input li link meta "
    "nobr optgroup option p param rp rt source tbody td tfoot th thead tr wbr"
)


def recognises(data: bytes) -> bool:
    """Whether the bytes open as a page, or most of their lines hold tags.

    Text and Markdown may hold a tag or two, and tables of Markdown many.
    """
    head = _narrow(data[:_LOOK_AHEAD])
    if head.startswith(b"HTTP/"):
        head = _SERVED.sub(b"", head, 1)
    if b"<" not in head:
        return False
    start = _LEADING.match(head)
    at = start.end() if start else 0
    if _OPENS_PAGE.match(head, at):
        return True
    if _JSON.match(head, at):
        return False
    share, count = _tagged(head[at:])
    if opening := _OPENS_PIECE.match(head, at):
        closing = b"</" + opening[1].lower() + b">"
        return share >= 0.25 or data[-1024:].replace(b"\x00", b"").rstrip().lower().endswith(closing)
    return share >= 0.5 and count >= 3


def _narrow(head: bytes) -> bytes:
    """The bytes, of UTF-16 and UTF-32 made such that its tags are those of any other encoding."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return head[: len(head) & ~3].decode("utf-32", "ignore").encode()
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) & ~1].decode("utf-16", "ignore").encode()
    return head.replace(b"\x00", b"")


def _tagged(head: bytes) -> tuple[float, int]:
    """The share of lines that hold tags, the rows of Markdown's tables apart, and the number of these tags."""
    lines = [line for line in head.splitlines() if line.strip()]
    counts = [0 if line.lstrip().startswith(b"|") else len(_TAG.findall(line)) for line in lines]
    return sum(map(bool, counts)) / max(len(lines), 1), sum(counts)


def read(data: bytes, sheets: Mapping[str, str] | None = None) -> Document:
    """Read a page; ``sheets`` are the style sheets that came with it, by the names it calls them.

    Raises Unreadable.
    """
    import selectolax

    from extract.html.notices import page_notices

    markup, encoding = _decoded(_SERVED.sub(b"", data, 1) if data.startswith(b"HTTP/") else data)
    page = _page(markup, sheets or {})
    text = _shown(page)
    if not text.strip():
        raise Unreadable(
            "empty: the page shows no text: where a script, a frame or fields of a form hold it, save what they show."
        )
    notices = [*garbled(text), *page_notices(page, markup, text)]
    return Document(text, Source(MEDIA_TYPE, encoding, f"selectolax {selectolax.__version__}"), None, notices)


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return decode(data)
    except ValueError as fault:
        # Where tags are the greater part of a page, only its text shows whether it is Thai.
        try:
            markup = data.decode("cp874")
            decode(_shown(_page(markup, {})).encode("cp874", "ignore"))
        except (UnicodeDecodeError, ValueError) as other:
            if isinstance(other, Unreadable):
                raise
            raise Unreadable(f"undecodable: {fault}.") from other
        return markup, "cp874"


def _page(markup: str, sheets: Mapping[str, str]) -> LexborHTMLParser:
    """The tree of a page, with what its style sheets say. Raises Unreadable."""
    from selectolax.lexbor import LexborHTMLParser

    from extract.html.style_sheets import apply_style_sheets

    if markup[:1024].lstrip("\ufeff \t\r\n").startswith("<?xml"):
        markup = _CLOSED_IN_ITSELF.sub(lambda tag: f"<{tag[1]}></{tag[1].split()[0]}>", markup)
    count = markup.count("<")
    if count - markup.count("</") > _MOST_ELEMENTS:
        raise Unreadable(f"too-large: the page has more than {_MOST_ELEMENTS} elements: save the report alone.")
    if count > _FEW_TAGS:
        _check(markup)
    page = LexborHTMLParser(markup, scripting=True)
    apply_style_sheets(page, sheets, count)
    return page


def _shown(page: LexborHTMLParser) -> str:
    from extract.html.inner_text import inner_text

    return "" if page.body is None else inner_text(page.body)


def _check(markup: str) -> None:
    """Refuse a page whose tree is far deeper or larger than the page is long.

    Raises Unreadable.
    """
    steps: dict[str, list[int]] = {}
    for end, name in _ANY_TAG.findall(_SCRIPT.sub("", markup)):
        steps.setdefault(name.lower(), []).append(-1 if end else 1)
    count = sum(map(len, steps.values()))
    if len(steps.get("option", ())) > _MOST_OPTIONS:
        raise Unreadable(f"too-large: a list of choices has more than {_MOST_OPTIONS}: save the report alone.")
    without_end, formatting = set(_WITHOUT_END.split()), set(_FORMATTING.split())
    depths = {
        name: max(accumulate(each, lambda depth, step: max(depth + step, 0)))
        for name, each in steps.items()
        if name not in without_end
    }
    deepest = sum(depths.values())
    if deepest * count > _MOST_STEPS:
        raise Unreadable(f"too-deep: {deepest} tags of the page have no end: save the page again.")
    repeated = sum(depth for name, depth in depths.items() if name in formatting)
    # Of tags that are the same to the letter three are set anew at most.
    if repeated * count > _MOST_REPEATED and 3 * len(set(_FORMATTING_TAG.findall(markup))) * count > _MOST_REPEATED:
        raise Unreadable(f"too-deep: {repeated} tags of the page that set letters have no end: save the page again.")
