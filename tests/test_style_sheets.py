"""Style sheets in a page hide and lay out what a browser hides and lays out, as Chromium says where it is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract import html
from tests import chromium

# The sheet of a page, its body, and the text that a browser shows.
CASES = {
    "class": (".h { display: none }", "<p>ก<p class='a h'>ข<p class=a>ค", "ก\n\nค"),
    "id and tag": ("#x, i { display: NONE }", "<p id=x>ก</p>ข<i>ค</i>", "ข"),
    "child": (".m > li { display: none }", "<ul class=m><li>ก<ol><li>ข</ol></ul><ol><li>ค</ol>", "ค"),
    "the last of two equals": (".a { display: none } .b { display: block }", "<p class='a b'>ก", "ก"),
    "the more special of two": ("p.a { display: none } .a { display: block }", "x<p class=a>ก", "x"),
    "an id outweighs classes": ("#x { display: block } .a.b.c { display: none }", "<p id=x class='a b c'>ก", "ก"),
    "important": (".a { display: none !important } p.a { display: block }", "x<p class=a>ก", "x"),
    "the element's own word": (".a { display: none }", "<p class=a style='display: block'>ก", "ก"),
    "important against it": (".a { display: none ! important }", "x<p class=a style='display: block'>ก", "x"),
    "shown again": (".tab { display: none } .tab.on { display: block }", "<p class=tab>ก<p class='tab on'>ข", "ข"),
    "on paper only": ("@media print { .a { display: none } }", "<p class=a>ก", "ก"),
    "on a screen": ("@media screen { .a { display: none } } .b { }", "x<p class=a>ก", "x"),
    "where it is supported": ("@supports (display: flex) { .a { display: none } }", "x<p class=a>ก", "x"),
    "key frames and fonts": (
        "@keyframes k { from { display: none } } @font-face { font-family: x } .a { display: none }",
        "<from>ก</from><p class=a>ข",
        "ก",
    ),
    "comments": ("/* } .a { */ <!-- .b { display: none } -->", "x<p class=b>ก", "x"),
    "braces in strings": (".q::before { content: '}' } .b { display: none }", "x<p class=b>ก", "x"),
    "several at once": ("i, .a:not(.b, .c), #x[title='a,b'] { display: none }", "<p class=a>ก<p class='a c'>ข", "ข"),
    "names that are asked not to be": ("p:not(.shown):not(:is(.x, .y)) { display: none }", "<p>ก<p class=shown>ข", "ข"),
    "what is not understood": (
        ".a:-moz-any(p) { display: none } .b { display: none }",
        "<p class=a>ก<p class=b>ข",
        "ก",
    ),
    "what stands for a moment": (".a:hover, .a::after { display: none }", "<p class=a>ก", "ก"),
    "cells made of blocks": (
        ".t { display: table } .r { display: table-row } .c { display: table-cell }",
        "<div class=t><p class=r><span class=c>1</span><span class=c>2</span></p></div>",
        "1\t2",
    ),
    "lines that are kept": (".n { white-space: pre-line }", "<div class=n>ก\nข   ค</div>", "ก\nข ค"),
    "letters on their own lines": ("b { display: block }", "<b>ก</b><b>ข</b>", "ก\nข"),
    "for one browser": (".a { display: block; display: -ms-grid }", "x<span class=a>ก</span>", "x\nก"),
    "thai names": (".ซ่อน { display: none }", "x<p class=ซ่อน>ก", "x"),
    "a sheet that is cut": (".a { display: none } .b { display: bl", "x<p class=a>ก", "x"),
}


def page(name: str) -> str:
    sheet, body, _ = CASES[name]
    return f"<!doctype html><style>{sheet}</style><body>{body}</body>"


@pytest.mark.parametrize("name", CASES)
def test_page_shows_what_its_sheet_lets_it_show(name: str) -> None:
    assert html.read(page(name).encode()).text.strip("\n") == CASES[name][2]


@pytest.mark.parametrize(
    ("media", "is_shown"),
    [
        ("print", True),
        ("screen", False),
        ("ALL", False),
        ("only screen and (min-width: 992px)", False),
        ("(max-width: 40em)", True),
        ("print, screen and (min-width:600px) and (max-width: 1400px)", False),
        ("not all", True),
        ("(prefers-color-scheme: dark)", True),
    ],
)
def test_media_are_those_of_a_wide_screen(media: str, is_shown: bool) -> None:
    shown = [
        "<style>@media " + media + "{ .a { display: none } }</style>x<p class=a>ก",
        f"<style media='{media}'>.a {{ display: none }}</style>x<p class=a>ก",
    ]
    assert ["ก" in html.read(markup.encode()).text for markup in shown] == [is_shown, is_shown]


def test_sheets_of_a_large_page_take_little_time() -> None:
    sheet = "".join(
        f".a{n} {{ display: none }} .b {{ display: block }} p:nth-child({n}) {{ float: left }}" for n in range(3_000)
    )
    sheet += ",".join(f".c{n}" for n in range(100_000)) + "{ display: none }"
    markup = f"<style>{sheet}</style>" + "<p class=b>ก</p>" * 100_000
    assert html.read(markup.encode()).text.count("ก") == 100_000


@pytest.mark.skipif(chromium.PROGRAM is None, reason="Chromium is not installed")
def test_browser_shows_the_same(tmp_path: Path) -> None:
    told = chromium.inner_texts([page(name) for name in CASES], tmp_path)
    assert {name: text.strip("\n") for name, text in zip(CASES, told, strict=True)} == {
        name: text for name, (_, _, text) in CASES.items()
    }
