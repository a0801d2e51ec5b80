"""What issues say, which may be published, without the people whom the text that they quote may name."""

from __future__ import annotations

import re

from parsers.contact_numbers import MARK
from parsers.contact_words import HONORIFIC

# What a person stands behind: the labels of contact lines and signatures. Eras and years are no doctors.
_LABEL = r"(?:ผู้รับผิดชอบ(?!โครงการ)|ผู้ประสานงาน(?:\s*สยป)?|ลงชื่อ)[^\w\s'\"]*[.:][^\w'\"]*"
_TITLE = rf"(?:(?<![ก-๛])(?<!พ\.)(?<!พ\.\s)|(?<=และ)|(?<=สยป)){HONORIFIC}\s*(?=[ก-ฮเ-ไ])"
_BEHIND = re.compile(rf"(?:(?P<label>{_LABEL})|{_TITLE})[^'\"…][^'\"]*")
# A telephone is of somebody, who may stand before it.
_AROUND = re.compile(rf"(?<=['\"])[^'\"]*(?:(?<![ก-๛]){MARK}|โทร\s*\.)\s*\d{{3}}[^'\"]*(?=['\"])")


def without_people(message: str) -> str:
    """The message, in whose quotes three dots stand for what names a person or a telephone."""
    if "'" not in message and '"' not in message:
        return message
    return _AROUND.sub("…", _BEHIND.sub(lambda match: (match["label"] or "") + "…", message))
