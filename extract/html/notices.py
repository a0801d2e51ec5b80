"""What the text of a page does not show: words that are hidden, in fields or struck out, digits set high, a cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from extract.document import Notice
from extract.html.displays import NONE, Style, display, style

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# What an input holds that is not of these kinds is words.
_WORDLESS = "button checkbox color file hidden image password radio range reset submit"
_STRUCK = "del, s, strike, [style*='line-through' i]"
_RAISED = "sup, sub, [style*='super' i], [style*='sub' i]"
_IS_RAISED = re.compile(r"vertical-align\s*:\s*su", re.IGNORECASE)
_DIGITS = re.compile(r"\s*[0-9๐-๙]")
_BEFORE_DIGITS = re.compile(r"[0-9๐-๙]\s*\Z")
_NUMBER = re.compile(r"[0-9๐-๙][0-9๐-๙.,]*")
_SPACES = re.compile(r"[ \t\n\r\f]+")
# What is said of a number, and of the page.
_MARKED = {
    "struck-out": (
        "Digits of this number are struck out, and read like the others.",
        "{} pieces of the text are struck out, and read like any other.",
    ),
    "raised-digits": (
        "Digits above or below the line run into others in this number.",
        "{} digits above or below the line follow others, and run into them in the text.",
    ),
}
# So many places are looked for, by so many letters beside each.
_MOST_PLACES, _CONTEXT = 100, 60
# Hidden words are told where they are so many, and so great a share of those that are shown.
_MANY, _SHARE = 200, 0.1
_THAI = re.compile("[ก-๛]")
# The end of a page in the middle of a tag, and what ends a comment; in scripts one may never end.
_CUT = re.compile(r"<(?:[/!]?[a-zA-Z][^<>]*|/|!-*)\Z")
_COMMENT_ENDS = re.compile(r"--!?>|</(?:script|style)", re.IGNORECASE)
_LONGEST_TAG = 1 << 16
# Such a page ends with one of the others, or at least with a tag.
_WHOLE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:html|body)\b", re.IGNORECASE)


def page_notices(page: LexborHTMLParser, markup: str, shown: str) -> list[Notice]:
    """The notices of a page that is read, and of which this text is shown."""
    found = []
    if fields := sum(map(_holds_words, page.css("textarea, input[value]"))):
        found.append(Notice("form-fields-unread", f"{fields} fields of a form hold text, which is not read."))
    found += _marked("struck-out", [node for node in page.css(_STRUCK) if node.text().strip()], shown)
    found += _marked("raised-digits", [node for node in page.css(_RAISED) if _runs_into_digits(node)], shown)
    hidden = _hidden_letters(page)
    if hidden >= _MANY and hidden >= _SHARE * len(shown):
        found.append(Notice("text-hidden", f"{hidden} Thai letters of the page are hidden, and not read."))
    if _is_cut(markup):
        found.append(Notice("page-cut", "The page ends in the middle of a tag or a comment: something may be missing."))
    elif _ends_in_text(markup):
        message = "The page ends in the middle of a text: the rest of it, and of the report, is missing."
        found.append(Notice("page-cut", message, *_last_letter(markup, shown)))
    return found


def _marked(code: str, nodes: list[LexborNode], shown: str) -> list[Notice]:
    """A notice for each number that such a node is a part of, where it is found, and one for all other nodes."""
    places = [place for node in nodes[:_MOST_PLACES] if (place := _number(node, shown))]
    of_number, of_page = _MARKED[code]
    found = [Notice(code, of_number, *place) for place in dict.fromkeys(places)]
    others = len(nodes) - len(places)
    return [*found, Notice(code, of_page.format(others))] if others else found


def _number(node: LexborNode, shown: str) -> tuple[int, int] | None:
    """Where a number stands that is made of digits of a node and of others beside it; None where that is not clear."""
    before, own = _beside(node.prev)[-_CONTEXT:].lstrip(), _SPACES.sub(" ", node.text())
    start, end = len(before), len(before + own)
    words = f"{before}{own}{_beside(node.next)[:_CONTEXT]}".rstrip()
    at = shown.find(words)
    if at < 0 or shown.find(words, at + 1) >= 0:
        return None
    for number in _NUMBER.finditer(words):
        first, last = number.span()
        if first < start < last or first < end < last:
            return at + first, at + last
    return None


def _beside(node: LexborNode | None) -> str:
    return "" if node is None else _SPACES.sub(" ", (node.text_content if node.is_text_node else node.text()) or "")


def _hidden_letters(page: LexborHTMLParser) -> int:
    """Count the Thai letters in elements that are hidden, those in others that are hidden twice."""
    elements = page.css("body [hidden], body [style*='none' i]")
    hidden = [each for each in elements if display(each.tag or "", each.attributes, _style(each), False) == NONE]
    folded = sum(_letters(each) for each in page.css("details:not([open])"))
    heads = sum(_letters(each) for each in page.css("details:not([open]) > summary:first-of-type"))
    return sum(map(_letters, hidden)) + folded - heads


def _letters(element: LexborNode) -> int:
    return len(_THAI.findall(element.text()))


def _style(element: LexborNode) -> Style:
    return style(element.attributes.get("style") or "")


def _holds_words(field: LexborNode) -> bool:
    if field.tag == "textarea":
        return bool(field.text().strip())
    kind = (field.attributes.get("type") or "text").lower()
    return kind not in _WORDLESS.split() and bool((field.attributes.get("value") or "").strip())


def _runs_into_digits(node: LexborNode) -> bool:
    is_raised = node.tag in ("sup", "sub") or _IS_RAISED.search(node.attributes.get("style") or "")
    if not is_raised or not _DIGITS.match(node.text()):
        return False
    return bool(_BEFORE_DIGITS.search(_beside(node.prev)))


def _is_cut(markup: str) -> bool:
    comment = markup.rfind("<!--")
    is_open = comment >= 0 and not _COMMENT_ENDS.search(markup, comment + 2)
    return is_open or _CUT.search(markup, max(len(markup) - _LONGEST_TAG, 0)) is not None


def _ends_in_text(markup: str) -> bool:
    """Whether a page, and no piece of one, ends without a tag."""
    is_open = not markup.rstrip().endswith(">") and _WHOLE.search(markup) is not None
    return is_open and not _CLOSED.search(markup)


def _last_letter(markup: str, shown: str) -> tuple[int, int] | tuple[()]:
    """Where the last letter of a page that ends in a text is shown; nothing where it is not, as in a script."""
    end = len(shown.rstrip())
    return (end - 1, end) if shown[:end][-1:] == markup.rstrip()[-1] else ()
