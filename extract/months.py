"""The names of the months, full and short, as reports print them: ``มกราคม``, ``ม.ค.``, ``มค``."""

from __future__ import annotations

# January to December. A short name has two dots, one or none, and blanks beside them.
_NAMES = (
    ("มกราคม", "มค"),
    ("กุมภาพันธ์", "กพ"),
    ("มีนาคม", "มีค"),
    ("เมษายน", "เมย"),
    ("พฤษภาคม", "พค"),
    ("มิถุนายน", "มิย"),
    ("กรกฎาคม", "กค"),
    ("สิงหาคม", "สค"),
    ("กันยายน", "กย"),
    ("ตุลาคม", "ตค"),
    ("พฤศจิกายน", "พย"),
    ("ธันวาคม", "ธค"),
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
# A pattern for any of them, in repaired text.
MONTH = "|".join(rf"{full}|{short[:-1]} ?\.? ?{short[-1]}(?: ?\.)?" for full, short in _NAMES)


def month_number(name: str) -> int:
    """Return the number of a month by a name that :data:`MONTH` matches.

    >>> month_number("มี.ค."), month_number("ธันวาคม")
    (3, 12)
    """
    return _NUMBERS[name.replace(".", "").replace(" ", "")]
