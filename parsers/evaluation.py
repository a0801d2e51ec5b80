"""The evaluation line: ``*** สยป. ประเมินโครงการ : ไตรมาสที่ 1 100``, by the strategy department."""

from __future__ import annotations

from extract.numbers import number, quarter_number
from extract.rule import Rule
from parsers.line_pattern import line_pattern

# สยป. (ตรวจ)ประเมินโครงการ / ตัวชี้วัด : ไตรมาสที่ n: score
EVALUATION = line_pattern(
    r"(?>(?:\\?\*)*)\s*+สยป\.?\s*+(?:ตรวจ)?ประเมิน(?:โครงการ|ตัวชี้วัด)\s*+:?\s*+"
    r"(?:ไตรมาส(?:ที่)?\s*+(?P<evaluation_quarter>[^\s:]*+)\s*+:?\s*+(?P<evaluation_score>.*)|-)?",
    r"\*ส",
)
EVALUATION_RULES: dict[str, Rule] = {"evaluation_quarter": quarter_number, "evaluation_score": number}
