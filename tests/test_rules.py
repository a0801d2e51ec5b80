"""What holds for every rule, whatever it reads."""

import importlib
import pkgutil
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

import extract
import parsers
from extract.rule import RULES, Rule, RuleError, rule

# A rule is known once its module is read, and the tests below are to be the same however they are called.
for package in (extract, parsers):
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)

FAULTS: list[type[RuleError]] = sorted(RuleError.__subclasses__(), key=lambda fault: fault.__name__)

# Pieces that values are made of, so that a random text often comes near to one.
PIECES = (
    *string.digits,
    *"๐๑๒๓๔๕๖๗๘๙",
    *"-–−/.,:()%*\\ \n\r\t\u00a0\u200b\ufeff_e+٣²１",
    *"กมทนเแะาํำ่้ิีุ์ๆ\uf70a\uf710",
    *("บาท", "ล้าน", "แสน", ".-", "ร้อยละ", "ไม่มี", "ปัญหา", "พ.ศ.", "วันที่", "ถึง", "ม.ค.", "กุมภาพันธ์", "ต.ค."),
    *("18/09/2566", "2023-09-18", "00:00:00", "T", "01000000-2462", "2300-848", "1,407.52", "2564", "nan", "1e5", "**"),
)
NEAR_VALUES = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
ANY_TEXT = st.one_of(NEAR_VALUES, st.text(), st.text(st.characters(categories=["Nd", "No", "Zs", "Cf", "Mn", "Cs"])))

# Rules whose cell can stand where its source stood, and is then read as itself.
STEADY = ["indicator_code", "name_text", "problem_text", "project_code", "strategy_code", "text", "unit_code"]
FIGURES = ["baht", "be_year", "ce_date", "count", "percentage", "quarter_number", "timestamp_date"]


def fault_of(read: Rule, raw: str) -> RuleError | None:
    try:
        read(raw)
    except RuleError as fault:
        return fault
    return None


@pytest.mark.parametrize("read", RULES.values(), ids=list(RULES))
@given(raw=ANY_TEXT)
def test_a_rule_reads_or_says_why_not(read: Rule, raw: str) -> None:
    fault = fault_of(read, raw)
    if fault is None:
        assert read(raw) == read(raw)
    else:
        assert fault.raw == raw
        assert str(fault) == str(fault_of(read, raw))


@pytest.mark.parametrize("name", [*STEADY, *FIGURES])
@given(raw=NEAR_VALUES)
def test_a_cell_read_again_is_itself(name: str, raw: str) -> None:
    read = RULES[name]
    if fault_of(read, raw) is None and (cell := read(raw)) is not None:
        assert read(str(cell)) == cell


# A yes-or-no rule has nothing else to say of an empty text.
ANSWERS = {name: read for name, read in RULES.items() if not name.startswith("is_")}


@pytest.mark.parametrize("read", ANSWERS.values(), ids=list(ANSWERS))
@pytest.mark.parametrize("raw", ["", " ", "-", " – ", "\u200b-\n"])
def test_nothing_said_is_null(read: Rule, raw: str) -> None:
    assert read(raw) is None


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.__name__ for fault in FAULTS])
def test_a_fault_has_a_name_of_its_own(fault: type[RuleError]) -> None:
    assert fault.code not in [RuleError.code, *(other.code for other in FAULTS if other is not fault)]
    assert set(fault.code) <= set(string.ascii_lowercase + "-")
    assert fault.expected != RuleError.expected
    assert fault.expected in str(fault("x"))
    assert "a reason" in str(fault("x", "a reason"))


def test_rules_carry_their_names() -> None:
    assert all(read.__name__ == name and read.__doc__ for name, read in RULES.items())


def test_a_name_stands_for_one_rule() -> None:
    def text(raw: str) -> str:
        return raw

    with pytest.raises(ValueError, match="text"):
        rule(text)
