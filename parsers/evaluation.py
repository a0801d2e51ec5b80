"""The evaluation line: ``*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 100``, by the strategy department."""

from __future__ import annotations

import re

from extract.numbers import number, quarter_number
from extract.span import Span
from parsers.reading import Row

# สยป. (ตรวจ)ประเมินโครงการ / ตัวชี้วัด : ไตรมาสที่ n: score
EVALUATION = re.compile(
    r"(?:\\?\*)*\s*สยป\.?\s*(?:ตรวจ)?ประเมิน(?:โครงการ|ตัวชี้วัด)\s*:?\s*"
    r"(?:ไตรมาส(?:ที่)?\s*(?P<quarter>[^\s:]*)\s*:?\s*(?P<score>.*)|-)?"
)


def read_evaluation(row: Row, line: Span) -> bool:
    """Read quarter and score from an evaluation line; False where the line is none."""
    match = line.fullmatch(EVALUATION)
    if match is None:
        return False
    quarter, score = line.group(match, "quarter"), line.group(match, "score")
    row.reading.claim_around(line, quarter, score)
    row.read("evaluation_quarter", quarter_number, quarter)
    row.read("evaluation_score", number, score)
    return True
