"""Short cuts of the merge: texts of few blanks and bullets are not searched with patterns, nor names that fit."""

from itertools import product

import duckdb

from extract.container import usual_endings
from store.merge.engine import add_macros
from store.merge.oddities import KEPT

BLANKS = [chr(n) for n in range(0x110000) if chr(n).isspace()]
BULLETS = "-–—•●▪◦·*\uf0b7"
LETTERS = ["ก", "า", "1", " ", "\n", "\r", "\xa0", "\u3000", "-", "•", "\uf0b7"]


def answers(sql: str, texts: list[str]) -> list[tuple[str, ...]]:
    with duckdb.connect() as connection:
        add_macros(connection)
        return connection.execute(f"SELECT {sql} FROM (SELECT unnest($texts) AS t)", {"texts": texts}).fetchall()


def test_every_blank_goes() -> None:
    texts = [f"ก{blank}า{other}1{blank}" for blank in BLANKS for other in BLANKS]
    assert answers("unblanked(t)", texts) == [("กา1",)] * len(texts)


def test_bullets_go_whatever_blanks_a_text_has() -> None:
    """A blank that no ordinary text has makes all be done by patterns."""
    texts = ["".join(letters) for letters in product(LETTERS, repeat=4)]
    assert all(short == long for short, long in answers("plain(t), plain(t || chr(10) || chr(8195))", texts))
    listed = [f"{bullet} ก\n{bullet}\u00a0า-1" for bullet in BULLETS]
    assert answers("plain(t)", listed) == [("กา-1",)] * len(listed)


def test_endings_that_need_no_look_are_those_that_containers_tell() -> None:
    assert all(usual_endings()[ending] == kind for ending, kind in map(str.split, KEPT))
