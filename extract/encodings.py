"""Bytes to text: a ladder of encodings, each step certain enough to be trusted.

A byte order mark decides; then strict UTF-8; then UTF-16 without a mark where every other byte
is zero or the Thai block; then cp874 (Windows Thai, a superset of TIS-620), which is believed
only where the outcome looks like Thai. Nothing is ever replaced or ignored.
"""

from __future__ import annotations

import codecs

from extract.letters import OTHER_BLANKS


class Undecodable(ValueError):
    """Bytes that no encoding of the ladder turns into text; the message says why and what to do."""


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CUT = "it ends inside a character: it was cut, or is still being written; fetch it again"
_ASCII = bytes(range(0x80))
# The blanks of cp874.
_BLANKS = (" \n" + OTHER_BLANKS).encode("cp874")
# All bytes but those of cp874 that are Thai.
_NOT_THAI = bytes(range(0xA1)) + b"\xff"
# A report holds at least this share of Thai among its characters that are not blank.
_THAI_SHARE = 0.3


def decode(data: bytes) -> tuple[str, str]:
    """Decode bytes, giving the text and the name of the encoding.

    Raises Undecodable.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if (wide := _wide(data)) is not None:
        return _strict(data, wide)
    if b"\x00" in data:
        raise Undecodable("it holds zero bytes, so it is no text: convert it to UTF-8 text first")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as fault:
        # What is ASCII up to there does not show that it is UTF-8.
        if _is_cut(fault) and not data[: fault.start].isascii():
            raise Undecodable(_CUT) from fault
        return _thai(data, fault)


def _strict(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as fault:
        told = f"its byte order mark says {encoding}, but byte {fault.start} is not: save it again as UTF-8"
        raise Undecodable(_CUT if _is_cut(fault) else told) from fault


def _is_cut(fault: UnicodeDecodeError) -> bool:
    """Whether the bytes are what was expected, and end inside a character."""
    return fault.end == len(fault.object) and fault.reason in ("unexpected end of data", "truncated data")


def _wide(data: bytes) -> str | None:
    """Name the byte order of UTF-16 without a mark: its high bytes are nearly all 0x00 or 0x0E."""
    sample = data[:4096]
    if len(sample) < 4 or len(data) % 2 or not (b"\x00" in sample or b"\x0e" in sample):
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if (high.count(0) + high.count(0x0E)) > 0.9 * len(high) and high.count(0x0E) + high.count(0) > 1:
            low = sample[::2] if encoding == "utf-16-le" else sample[1::2]
            if low.count(0) < 0.1 * len(low):
                return encoding
    return None


def _thai(data: bytes, fault: UnicodeDecodeError) -> tuple[str, str]:
    try:
        text = data.decode("cp874")
    except UnicodeDecodeError as other:
        raise Undecodable(
            f"byte {fault.start} is not UTF-8 and byte {other.start} is not cp874: save it again as UTF-8"
        ) from other
    thai, inked = len(data.translate(None, _NOT_THAI)), len(data.translate(None, _BLANKS))
    if thai < max(1, _THAI_SHARE * inked) or _is_torn_utf8(data):
        raise Undecodable(f"byte {fault.start} is not UTF-8, and read as cp874 it is not Thai: save it again as UTF-8")
    return text, "cp874"


def _is_torn_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes: most of its high bytes still form whole Thai sequences."""
    whole = len(data.decode("utf-8", "ignore").encode())
    high = len(data.translate(None, _ASCII))
    return high > 0 and (len(data) - whole) < 0.5 * high
