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
# Hidden words are told where they are so many, and so great a share of those that are shown.
_MANY, _SHARE = 200, 0.1
_THAI = re.compile("[ก-๛]")
# The end of a page in the middle of a tag, and what ends a comment; in scripts one may never end.
_CUT = re.compile(r"<(?:[/!]?[a-zA-Z][^<>]*|/|!-*)\Z")
_COMMENT_ENDS = re.compile(r"--!?>|</(?:script|style)", re.IGNORECASE)
_LONGEST_TAG = 1 << 16


def page_notices(page: LexborHTMLParser, markup: str, shown: str) -> list[Notice]:
    """The notices of a page that is read, and of which this text is shown."""
    found = []
    if fields := sum(map(_holds_words, page.css("textarea, input[value]"))):
        found.append(Notice("form-fields-unread", f"{fields} fields of a form hold text, which is not read."))
    if struck := sum(bool(node.text().strip()) for node in page.css(_STRUCK)):
        found.append(Notice("struck-out", f"{struck} pieces of the text are struck out, and read like any other."))
    if raised := sum(map(_runs_into_digits, page.css(_RAISED))):
        message = f"{raised} digits above or below the line follow others, and run into them in the text."
        found.append(Notice("raised-digits", message))
    hidden = _hidden_letters(page)
    if hidden >= _MANY and hidden >= _SHARE * len(shown):
        found.append(Notice("text-hidden", f"{hidden} Thai letters of the page are hidden, and not read."))
    if _is_cut(markup):
        found.append(Notice("page-cut", "The page ends in the middle of a tag or a comment: something may be missing."))
    return found


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
    before = node.prev
    is_raised = node.tag in ("sup", "sub") or _IS_RAISED.search(node.attributes.get("style") or "")
    if before is None or not is_raised or not _DIGITS.match(node.text()):
        return False
    return bool(_BEFORE_DIGITS.search((before.text_content if before.is_text_node else before.text()) or ""))


def _is_cut(markup: str) -> bool:
    comment = markup.rfind("<!--")
    is_open = comment >= 0 and not _COMMENT_ENDS.search(markup, comment + 2)
    return is_open or _CUT.search(markup, max(len(markup) - _LONGEST_TAG, 0)) is not None
