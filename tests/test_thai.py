"""Thai repair: damaged spellings, text that must not change, and the way back to the source."""

import importlib
from itertools import pairwise
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.digits import arabic
from extract.letters import AFTER, MARKS, TOPS, VOWELS
from extract.thai import GLYPHS, repair, repaired

DAMAGED = [
    # Sara am in two parts, with the tone mark in every place.
    ("สํานักงาน", "สำนักงาน"),
    ("น้ํา", "น้ำ"),
    ("นํ้า", "น้ำ"),
    ("นํา้", "น้ำ"),
    ("นาํ้", "น้ำ"),
    ("กาํหนด", "กำหนด"),
    # Sara am doubled.
    ("ดำาเนินการ", "ดำเนินการ"),
    ("ทำำ", "ทำ"),
    ("ทํำ", "ทำ"),
    ("ทําา", "ทำ"),
    ("ทํําำา", "ทำ"),
    ("น้ำำา", "น้ำ"),
    ("น้ํ้า", "น้ำ"),
    # A tone mark after the vowel that it precedes.
    ("นำ้", "น้ำ"),
    ("เจ้าหนา้ที่", "เจ้าหน้าที่"),
    ("คะ่", "ค่ะ"),
    ("นำา้", "น้ำ"),
    # A tone mark or thanthakhat before the vowel above or below.
    ("ท่ี", "ที่"),
    ("ดู้", "ดู้"),
    ("สิทธ์ิ", "สิทธิ์"),
    ("พันธ์ุ", "พันธุ์"),
    # The same mark twice.
    ("ที่่", "ที่"),
    ("ทีี่", "ที่"),
    ("ที่ี่", "ที่"),
    ("เสาร์์", "เสาร์"),
    # Sara ae as two sara e.
    ("เเผน", "แผน"),
    ("เเละเเก้ไข", "และแก้ไข"),
    ("เ\u200bเผน", "แผน"),
    # Characters without width.
    ("ห้อง\u200bสมุด", "ห้องสมุด"),
    ("\ufeffโครงการ\u00ad", "โครงการ"),
    ("ที\u200d\u2060่", "ที่"),
    ("co\u00adworking", "coworking"),
    # Private-use glyphs, also in the wrong order, doubled and broken up.
    ("ป\uf702\uf705", "ปี่"),
    ("ผ\uf706\u200bู", "ผู้"),
    ("น\uf70b\u200b\uf711า", "น้ำ"),
    ("ฟ\uf712\uf710", "ฟ็ั"),
    ("\uf700\uf718\uf70f\uf719", "ฐุญู"),
    ("หน\u200bา\uf70b\uf706ที\uf70a", "หน้าที่"),
]

SOUND = [
    "",
    "สํ อํ พุทฺธํ สรณํ คจฺฉามิ",
    "ก๊ก เก็บ ทรัพย์ ฯลฯ ต่าง ๆ ต่างๆ น้ำ ทำ กำหนด ค่ะ เกาะ เคาะ",
    "สิทธิ์ พันธุ์ ศักดิ์ เสาร์ ผู้ ปั๊ม จุฬาฯ ฤๅษี ก็ เพราะฉะนั้น เหล่านี้",
    "ห้องสุม ระหว่างฤษภาคม สามาถ",
    "มากกก จ้าาา",
    "เสา์ร",
    "ที่ ่ นี้",
    "๑๒๓ 0-9 ๐",
    "Co-working Space 14 แห่ง (ดินแดง) “หัวข้อ” – 19",
    "👩\u200d🚒 👨\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 👩🏽\u200d💻 😀",
    "naïve e\u0301",
    "日本語 ພາສາລາວ ខ្មែរ",
    "line\r\n\tanother\u00a0line\u3000",
]

THAI_TEXT = st.text(st.sampled_from("กนปฐเแ ๆa1" + MARKS + AFTER + "\u200b\u200d😀" + "".join(map(chr, GLYPHS))))


@pytest.mark.parametrize(("raw", "expected"), DAMAGED)
def test_damage_is_repaired(raw: str, expected: str) -> None:
    assert repair(raw) == expected
    assert repair(f"โครงการ {raw} และ{raw}\n") == f"โครงการ {expected} และ{expected}\n"


@pytest.mark.parametrize("text", sorted({*SOUND, *(expected for _, expected in DAMAGED)}))
def test_sound_text_is_returned_as_it_is(text: str) -> None:
    assert repair(text) == text
    assert repaired(text).text == text
    assert [repaired(text).source(at) for at in range(len(text) + 1)] == list(range(len(text) + 1))


def test_glyphs_are_what_their_fonts_say() -> None:
    """The shifted forms stand in the order of the real characters, each tone three times."""
    assert len(GLYPHS) == 27
    assert sorted(GLYPHS.values()) == sorted("ฐญ" + "ิีึื" + "ัํ็" + "ฺุู" + "่้๊๋์" * 3)


@given(THAI_TEXT)
@example("่ิ" * 3 + "า์ํ")
@example("ำ่ิ่าํ")
@example("เ\u200bเเ\u200bเ")
def test_repair_is_done_once(text: str) -> None:
    assert repair(repair(text)) == repair(text)


@given(THAI_TEXT)
def test_the_quick_look_overlooks_nothing(text: str) -> None:
    """A character without width sends the whole text the long way, to the same result."""
    assert repair(f"{text} \u200b") == f"{repair(text)} "


@given(THAI_TEXT)
def test_repair_adds_nothing(text: str) -> None:
    assert len(repair(text)) <= len(text)


@given(THAI_TEXT)
def test_marks_end_in_order(text: str) -> None:
    sound = repair(text)
    assert not any(first in TOPS and second in VOWELS for first, second in pairwise(sound))
    assert not set(sound) & set("\u200b" + "".join(map(chr, GLYPHS)))


@given(THAI_TEXT)
def test_offsets_lead_back(text: str) -> None:
    result = repaired(text)
    sources = [result.source(at) for at in range(len(result.text) + 1)]
    assert result.text == repair(text)
    assert sources == sorted(sources)
    assert sources[-1] == len(text)
    assert sources[0] >= 0


@given(st.lists(st.sampled_from([*DAMAGED, *((word, word) for word in SOUND if word)]), min_size=1))
def test_slices_lead_back_to_what_they_came_from(words: list[tuple[str, str]]) -> None:
    """Each word of the repaired text comes from the same word of the source."""
    result = repaired(" | ".join(raw for raw, _ in words))
    source, at = " | ".join(raw for raw, _ in words), 0
    for raw, expected in words:
        piece = source[result.source(at) : result.source(at + len(expected))]
        assert piece.strip("\ufeff\u00ad") == raw.strip("\ufeff\u00ad")
        at += len(expected) + len(" | ")


@given(st.text())
def test_text_without_thai_keeps_what_is_seen(text: str) -> None:
    seen = [char for char in text if not "\u0e00" <= char <= "\u0e7f" and not "\uf700" <= char <= "\uf71a"]
    kept = [char for char in repair("".join(seen)) if char.isprintable()]
    assert kept == [char for char in seen if char.isprintable()]


@given(THAI_TEXT)
def test_thai_order_is_that_of_unicode(text: str) -> None:
    """NFC sorts the vowels below before the tones; a repair never puts them back."""
    assert repair(normalize("NFC", repair(text))) == normalize("NFC", repair(text))


@given(st.text(st.sampled_from("๐๑๒๓๔๕๖๗๘๙0123456789ก٣३")))
def test_digits_stay_in_place(text: str) -> None:
    assert len(arabic(text)) == len(text)
    assert not set(arabic(text)) & set("๐๑๒๓๔๕๖๗๘๙")


# What the oracle repairs as well; it leaves doubled sara am and private-use glyphs as they are.
WORDS = ["น้ำ", "สำนัก", "ดำเนิน", "กำหนด", "ซ้ำ", "ที่", "ผู้", "เมื่อ", "พื้น", "ปั๊ม", "หน้า", "แก้", "แผน", "ขั้น"]


def spoilt(word: str) -> list[str]:
    """The ways to spoil a word that both repairs know."""
    ways = [word.replace("ำ", "ํา"), word.replace("แ", "เเ"), word.replace("้ำ", "ํ้า"), word.replace("้า", "า้")]
    for first, second in pairwise(word):
        if first in VOWELS and second in TOPS:
            ways.append(word.replace(first + second, second + first))
    return [way for way in ways if way != word]


@pytest.mark.parametrize(("word", "way"), [(word, way) for word in WORDS for way in spoilt(word)])
def test_repair_agrees_with_pythainlp(word: str, way: str, oracle: Any) -> None:
    assert repair(way) == oracle.normalize(way) == word


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """PyThaiNLP's normalisation, with its data directory out of the way."""
    data: Path = tmp_path_factory.mktemp("pythainlp")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHAINLP_DATA", str(data))
        pytest.importorskip("pythainlp")
        yield importlib.import_module("pythainlp.util")
