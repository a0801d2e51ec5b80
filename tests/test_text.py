"""Text rules: what the words of a cell become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.text import field, markdown_text, name_text, problem_text, text

CELLS = [
    ("", None),
    ("  \r\n\t\u00a0", None),
    ("-", None),
    (" – ", None),
    ("—\n", None),
    ("- -", None),
    ("\u200b-\ufeff", None),
    ("- ข้อหนึ่ง", "- ข้อหนึ่ง"),
    ("สํารวจ  \u00a0 ห้อง\tสมุด\u3000", "สำรวจ ห้อง สมุด"),
    ("\n - หนึ่ง\r\n\r\n- สอง \r- สาม\n", "- หนึ่ง\n- สอง\n- สาม"),
    ("หน้า\x0cใหม่\u2028บรรทัด", "หน้า\nใหม่\nบรรทัด"),
    ("ทั้ง ๓๔ แห่ง ปี ๒๕๖๖", "ทั้ง 34 แห่ง ปี 2566"),
    ("cafe\u0301", "café"),
    ("ทำ", "ทำ"),
    ("x² ½ ﬁ №", "x² ½ ﬁ №"),
    ("ไม่มี", "ไม่มี"),
]

NONE_SAID = [
    "ไม่มี",
    "ไม่มี.",
    "- ไม่มี",
    "-ไม่มี-",
    " ไม่มี\r\n",
    "(ไม่มี)",
    "“ไม่มี”",
    ":ไม่มี",
    "ไม่ มี",
    "ไม่\u200bมี",
    "ไม่ม\uf702",
    "ไม่่มีี",
    "ไม่มีครับ",
    "ไม่มี ค่ะ",
    "ไม่มี คะ่",
    "ไม่มีปัญหา",
    "ไม่มีอุปสรรค",
    "ไม่มีปัญหาอุปสรรค",
    "ไม่มีปัญหา/อุปสรรค",
    "ไม่มีปัญหาและอุปสรรค",
    "ไม่มีปัญหาหรืออุปสรรคใด ๆ",
    "ไม่มีปัญหาใดๆ",
    "- ไม่มี\n- ไม่มี",
    "ไม่มีปัญหา ไม่มีอุปสรรค",
    "-",
    "",
]

SOMETHING_SAID = [
    "ไม่มีงบประมาณ",
    "ไม่มีผู้เข้าร่วม",
    "ไม่มี 1 ราย",
    "ไม่มีปัญหาในการดำเนินงาน",
    "ยังไม่มี",
    "ยังไม่มีผู้รับจ้าง",
    "มี",
    "ไม่มีที่จอดรถ",
    "อุปสรรค ไม่มีน้ำ",
    "เดิมไม่มี ปัจจุบันมี",
    "none",
]

MARKDOWN = [
    (r"**\*\* แบบรายงาน \*\***", "** แบบรายงาน **"),
    ("**หัวข้อ**  \n- ข้อ", "หัวข้อ\n- ข้อ"),
    (r"\- ข้อ 1\. หนึ่ง \(สอง\)", "- ข้อ 1. หนึ่ง (สอง)"),
    ("**ก** และ **ข**", "**ก** และ **ข**"),
    ("ราคา **10** บาท", "ราคา **10** บาท"),
    ("** ปัญหา **", "** ปัญหา **"),
    (r"C:\งาน", r"C:\งาน"),
    (r"\\*", r"\*"),
    (r"\-", None),
    ("****", "****"),
]

BLANKS = st.text(st.sampled_from("กท -\n\r\t\u00a0\u2028\u200b๑1ไมี่ําเe\u0301\u0316\u0e3aู้"))


@pytest.mark.parametrize(("raw", "expected"), CELLS)
def test_text(raw: str, expected: str | None) -> None:
    assert text(raw) == expected


@pytest.mark.parametrize(("raw", "expected"), CELLS)
def test_a_name_is_its_text_on_one_line(raw: str, expected: str | None) -> None:
    assert name_text(raw) == (expected and expected.replace("\n", " "))


@pytest.mark.parametrize("raw", NONE_SAID)
def test_none_is_said_of_a_problem(raw: str) -> None:
    assert problem_text(raw) is None


@pytest.mark.parametrize("raw", SOMETHING_SAID)
def test_a_problem_stays(raw: str) -> None:
    assert problem_text(raw) == raw


@pytest.mark.parametrize(("raw", "expected"), MARKDOWN)
def test_markdown_text(raw: str, expected: str | None) -> None:
    assert markdown_text(raw) == expected
    assert markdown_text(raw.replace("\n", "\r\n")) == markdown_text(raw.replace("\n", "\r")) == expected


@given(BLANKS)
def test_text_read_again_is_the_same(raw: str) -> None:
    for rule in (text, name_text, problem_text):
        value = rule(raw)
        assert value is None or rule(value) == value


@given(BLANKS)
def test_text_has_no_loose_blanks(raw: str) -> None:
    value = text(raw) or "x"
    assert all(line == " ".join(line.split()) != "" for line in value.split("\n"))


@given(BLANKS)
def test_rules_agree_on_nothing(raw: str) -> None:
    assert (text(raw) is None) == (name_text(raw) is None) == (field(raw) == "")
