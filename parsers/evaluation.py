"""The evaluation line: ``*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 100``, by the strategy department."""

from __future__ import annotations

from extract.numbers import number, quarter_number
from extract.span import Span
from parsers.line_pattern import line_pattern
from parsers.reading import Row

# สยป. (ตรวจ)ประเมินโครงการ / ตัวชี้วัด : ไตรมาสที่ n: score
EVALUATION = line_pattern(
    r"(?:\\?\*)*+\s*+สยป\.?\s*+(?:ตรวจ)?ประเมิน(?:โครงการ|ตัวชี้วัด)\s*+:?\s*+"
    r"(?:ไตรมาส(?:ที่)?\s*+(?P<evaluation_quarter>[^\s:]*+)\s*+:?\s*+(?P<evaluation_score>.*)|-)?",
    r"\*ส",
)


def read_evaluation(row: Row, line: Span) -> bool:
    """Read quarter and score from an evaluation line; False where the line is none."""
    match = line.fullmatch(EVALUATION)
    if match is None:
        return False
    row.read_groups(line, match, {"evaluation_quarter": quarter_number, "evaluation_score": number})
    return True
