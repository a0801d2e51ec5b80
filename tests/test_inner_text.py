"""The text of a page is what a browser shows: cases that Chromium gave, and Chromium itself where it is installed."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from extract.html.inner_text import inner_text
from tests import chromium

# Pages, and ``document.body.innerText`` of each as Chromium 156 gave it.
CASES: list[list[str]] = json.loads((Path(__file__).parent / "fixtures" / "inner_text.json").read_text("utf-8"))
# What differs, and why it may.
DIFFERENT = {
    "form feeds end pages of other documents": ("a&#12;b", "a b"),
    "capitals are a matter of style, and no change of words": ("<p style='text-transform: uppercase'>abc</p>", "abc"),
    "a row of paragraphs is one line": (
        "<table><tr><td><p>a</p></td><td>\n<p>b</p>\n</td></tr><tr><td><div>c</div><td>d<br></table>x",
        "a\tb\nc\td\nx",
    ),
    "of several paragraphs the first is on the line": (
        "<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td><td><p>d</p></td></tr></table>x",
        "a\tb\n\nc\n\n\td\nx",
    ),
    "formulas are no part of reports": ("<math><mi>x</mi><mn>2</mn></math>", "x2"),
}
TAGS = (
    "p div b i span table tr td th tbody ul ol li pre br br hr h1 a font center section dl dt dd form input img label "
    "textarea details summary caption thead nobr template script style blockquote em strong title u nav small"
)
ATTRIBUTES = ("", "", "", "", "", " hidden", ' style="display: none"', " class=x", " open", ' style="white-space:pre"')
TEXTS = (
    "ก",
    "ข้อ 1",
    "a",
    " ",
    "\n",
    " \n ",
    "x y",
    "&nbsp;",
    "&amp;",
    "  z ",
    "\t",
    "&lt;b>",
    "<!-- c -->",
    "ๆ  ฯ",
    "<",
    ">",
    " w",
)


def shown(markup: str) -> str:
    body = LexborHTMLParser(markup, scripting=True).body
    assert body is not None
    return inner_text(body)


@pytest.mark.parametrize(("markup", "text"), CASES)
def test_text_is_what_the_browser_gave(markup: str, text: str) -> None:
    assert shown(markup) == text


@pytest.mark.parametrize("reason", DIFFERENT)
def test_text_differs_where_it_may(reason: str) -> None:
    markup, text = DIFFERENT[reason]
    assert shown(markup) == text


def random_page(chance: random.Random) -> str:
    """Tags that are opened and closed anywhere, and texts between them."""
    pieces, open_tags = [chance.choice(("<!doctype html>", ""))], list[str]()
    for _ in range(chance.randint(1, 30)):
        kind = chance.random()
        if kind < 0.45:
            pieces.append(chance.choice(TEXTS))
        elif kind < 0.75 or not open_tags:
            open_tags.append(chance.choice(TAGS.split()))
            pieces.append(f"<{open_tags[-1]}{chance.choice(ATTRIBUTES)}>")
        elif kind < 0.97:
            at = -1 if chance.random() < 0.8 else chance.randrange(len(open_tags))
            pieces.append(f"</{open_tags.pop(at)}>")
        else:
            pieces.append(f"</{chance.choice(TAGS.split())}>")
    return "".join(pieces)


@pytest.mark.skipif(chromium.PROGRAM is None, reason="Chromium is not installed")
def test_random_pages_are_shown_as_the_browser_shows_them(tmp_path: Path) -> None:
    chance = random.Random(2566)
    pages = [random_page(chance) for _ in range(300)] + [markup for markup, _ in CASES]
    told = chromium.inner_texts(pages, tmp_path)
    wrong = [(page, text, shown(page)) for page, text in zip(pages, told, strict=True) if shown(page) != text]
    assert wrong == []
