"""What others would write for the project page: templates of ttp and textfsm.

They give text and nothing else: no dates or numbers, no repair, no place in the source, no word on what
they passed over, and only this one layout. ``TTP_PAGE`` finds the sections of a page, ``TTP_LINES`` only
what stands alone on a line, ``TEXTFSM_PAGE`` the head and the reports.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

Found = Any
Reader = Callable[[str], Found]

TTP_LINES = r"""
<group name="project">
{{ name | re(".+") }} : {{ code | re("\\d{8}-\\d{4}") | _start_ }}
{{ agency | re(".+") }} : ({{ year | re("\\d{4}") }})
ความคืบหน้าโครงการ ร้อยละ {{ progress }}
</group>
<group name="updates*">
({{ number | re("\\d+") | _start_ }}) ความคืบหน้าโครงการฯ ร้อยละ {{ progress }} ({{ page_date }})
{{ day | re("\\d\\d/\\d\\d/\\d{4}") }} : {{ narrative | re(".*") }}
** ปัญหาของโครงการ :{{ problem | re(".*") }}
** อุปสรรคของโครงการ :{{ obstacle | re(".*") }}
</group>
"""

TTP_PAGE = r"""
<group name="project">
{{ name | re(".+") }} : {{ code | re("\\d{8}-\\d{4}") | _start_ }}
{{ agency | re(".+") }} : ({{ year | re("\\d{4}") }})
ความคืบหน้าโครงการ ร้อยละ {{ progress }}
*** สยป. ประเมินโครงการ : ไตรมาสที่ {{ quarter }}
*** สยป. ประเมินโครงการ : ไตรมาสที่ {{ quarter }} {{ score }}
{{ unit_code | re("\\d{8}") }}/{{ unit_code_2 | re("\\d{8}") }}
</group>
<group name="rationale">
หลักการและเหตุผล {{ _start_ }}
{{ text | _line_ }}
</group>
<group name="objectives">
วัตถุประสงค์ของโครงการ {{ _start_ }}
{{ text | _line_ }}
</group>
<group name="targets">
เป้าหมายของโครงการ {{ _start_ }}
{{ text | _line_ }}
</group>
<group name="strategy">
สนับสนุนยุทธศาสตร์กรุงเทพมหานครฯ {{ _start_ }}
{{ text | _line_ }}
</group>
<group name="updates*">
({{ number | re("\\d+") | _start_ }}) ความคืบหน้าโครงการฯ ร้อยละ {{ progress }} ({{ page_date }})
{{ day | re("\\d\\d/\\d\\d/\\d{4}") }} : {{ narrative | re(".*") }}
{{ more | _line_ }}
** ปัญหาของโครงการ :{{ problem | re(".*") }}
** อุปสรรคของโครงการ :{{ obstacle | re(".*") }}
------------------&amp;&amp;&amp;-------------------- {{ _end_ }}
</group>
<group name="steps*">
ขั้นตอน {{ step | re("\\d+") | _start_ }}
:{{ weight | re("\\d+") }}%
:{{ name | re(".+") }}
เริ่มต้น :{{ start | re(".+") }}
สิ้นสุด :{{ end | re(".+") }}
</group>
<group name="indicators*">
ตัวชี้วัด : {{ name | re(".+") | _start_ }} : {{ code | re("\\d{4}-\\d{3,4}") }}
ค่าเป้าหมาย {{ unit | re(".+") }} : {{ target }}
ผลงานที่ทำได้ {{ result_unit | re(".+") }} : {{ result }}
ประเภทตัวชี้วัด : {{ kind | re(".*") }}
(ตัวชี้วัดระดับ{{ level | re(".+") }})
</group>
"""

TEXTFSM_PAGE = r"""
Value Filldown name (.+)
Value Filldown code (\d{8}-\d{4})
Value Filldown agency (.+)
Value Filldown year (\d{4})
Value Required number (\d+)
Value progress ([\d.]+)
Value page_date (\S+)
Value day (\d+/\d+/\d{4})
Value List narrative (.+)
Value problem (.*)
Value obstacle (.*)

Start
  ^\(${number}\) ความคืบหน้าโครงการฯ ร้อยละ ${progress} \(${page_date}\) -> Report
  ^${name} : ${code}$$
  ^${agency} : \(${year}\)

Report
  ^${day} : ${narrative}$$ -> Narrative

Narrative
  ^\*\* ปัญหาของโครงการ :${problem}$$ -> Problem
  ^${narrative}$$

Problem
  ^\*\* อุปสรรคของโครงการ :${obstacle}$$ -> Record Start
"""


def by_ttp(template: str) -> Reader:
    """A template of ttp, made ready once."""
    from ttp import ttp

    parser = ttp(template=template)

    def read(text: str) -> Found:
        parser.clear_input()
        parser.clear_result()
        parser.add_input(text)
        parser.parse(one=True)
        return parser.result()[0][0]

    return read


def by_textfsm(template: str) -> Reader:
    """A template of textfsm, made ready once."""
    from textfsm import TextFSM

    machine = TextFSM(io.StringIO(template.lstrip()))

    def read(text: str) -> Found:
        machine.Reset()
        return machine.ParseTextToDicts(text)

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "ttp": lambda: by_ttp(TTP_PAGE),
    "ttp-lines": lambda: by_ttp(TTP_LINES),
    "textfsm": lambda: by_textfsm(TEXTFSM_PAGE),
}


def codes(found: Found) -> Iterator[str]:
    """Every project code that a reader found in a page."""
    if isinstance(found, dict):
        project = found["project"]
        yield from (each["code"] for each in (project if isinstance(project, list) else [project]))
    else:
        yield from (each["code"] for each in found)


def reports(found: Found) -> list[dict[str, Any]]:
    """The reports that a reader found in a page, as they stand there."""
    return list(found["updates"] if isinstance(found, dict) else found)
