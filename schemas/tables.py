"""The tables that say something about the city: one declaration gives schema, metadata and dictionary."""

from __future__ import annotations

from schemas.column import Column, Table

OF_READING = Column(
    "reading_id", "string", "the one parse that the row comes from", "รหัสการอ่าน", origin="logged", place="records"
)
_ROW = (
    Column("document_id", "string", "sha256 of the document's bytes", "รหัสเอกสาร", origin="logged", place="records"),
    OF_READING,
    Column(
        "row",
        "int32",
        "number of the row in the document, from 0",
        "ลำดับแถวในเอกสาร",
        origin="derived",
        place="records",
    ),
)
_STATED_BY = Column(
    "document_id",
    "string",
    "sha256 of the newest document that states the row",
    "รหัสเอกสาร",
    origin="merged",
    place="tables",
)
_PROJECT_ID = Column(
    "project_id", "string", "the project's code, or anon: and a digest", "รหัสโครงการ", origin="merged", place="tables"
)
_INDICATOR_ID = Column(
    "indicator_id",
    "string",
    "the indicator's code, or its project and number",
    "รหัสตัวชี้วัด",
    origin="merged",
    place="tables",
)
_INDICATOR_ROW = Column(
    "indicator_row",
    "int32",
    "row of the document's indicator that this belongs to",
    "ลำดับแถวของตัวชี้วัด",
    origin="derived",
    place="records",
)

PROJECTS = Table(
    "projects",
    "One row per project or activity.",
    ("project_id",),
    (
        *_ROW,
        _PROJECT_ID,
        Column("project_code", "string", "project code, from the text, else from the source's name", "รหัสโครงการ"),
        Column("name", "string", "project or activity name, without its code", "ชื่อโครงการ/กิจกรรม"),
        Column("agency", "string", "bureau, office or district: first part of the path", "หน่วยงาน"),
        Column("agency_path", "list<string>", "all parts of the responsible agency's path", "หน่วยงานที่รับผิดชอบ"),
        Column(
            "unit",
            "string",
            "responsible division: of the contact line, or the last part of a path of three",
            "ฝ่าย/ส่วน/กลุ่มงาน",
        ),
        Column("unit_code", "string", "first of the two unit codes", "รหัสหน่วยงาน"),
        Column("unit_code_2", "string", "second of the two unit codes", "รหัสหน่วยงาน"),
        Column("fiscal_year", "int16", "fiscal year, Common Era", "ปีงบประมาณ", "year CE", origin="derived"),
        Column("fiscal_year_be", "int16", "fiscal year as printed", "ปีงบประมาณ พ.ศ.", "year BE"),
        Column(
            "progress_percent",
            "float64",
            "headline progress; on a print form, that of the newest update",
            "ความคืบหน้าโครงการ ร้อยละ",
            "percent",
        ),
        Column(
            "evaluation_quarter",
            "int16",
            "quarter in which the project was evaluated",
            "สยป. ประเมินโครงการ : ไตรมาสที่",
            "quarter",
        ),
        Column("evaluation_score", "float64", "score of that evaluation, where printed", "สยป. ประเมินโครงการ", "score"),
        Column("start_date", "date32", "first day of the project", "เริ่มต้นโครงการ", "date CE"),
        Column("end_date", "date32", "last day of the project", "สิ้นสุดโครงการ", "date CE"),
        Column("budget_allocated_baht", "decimal128(18,2)", "budget received", "งบประมาณที่ได้รับ", "baht"),
        Column("budget_spent_baht", "decimal128(18,2)", "budget spent", "งบประมาณที่ใช้ไป", "baht"),
        Column("rationale", "string", "rationale", "หลักการและเหตุผล"),
        Column("objectives", "string", "objectives", "วัตถุประสงค์ของโครงการ"),
        Column("targets", "string", "targets", "เป้าหมายของโครงการ"),
        Column(
            "is_routine",
            "bool",
            "routine work stands in place of a strategy; null where the section is absent",
            "ภารกิจงานประจำของหน่วยงาน",
        ),
        _STATED_BY,
        Column(
            "document_ids",
            "list<string>",
            "all documents that the row was merged from, newest first",
            "รหัสเอกสารทั้งหมด",
            origin="merged",
            place="tables",
        ),
    ),
)

UPDATES = Table(
    "updates",
    "One row per progress report of a project.",
    ("project_id", "report_number"),
    (
        *_ROW,
        _PROJECT_ID,
        Column(
            "report_number",
            "int16",
            "1 for the oldest report, counting up by date",
            "รายงานครั้งที่",
            "number",
            origin="merged",
            place="tables",
        ),
        Column("printed_number", "int16", "number as printed in the newest document", "รายงานครั้งที่", "number"),
        Column("reported_on", "date32", "date of the report, from the Buddhist-era date", "วันที่รายงาน", "date CE"),
        Column(
            "page_date",
            "date32",
            "the Common-Era date that a page prints in brackets",
            "วันที่ในวงเล็บ",
            "date CE",
            place="records",
        ),
        Column("progress_percent", "float64", "progress reported", "ความคืบหน้าโครงการฯ ร้อยละ", "percent"),
        Column("narrative", "string", "what was done", "ผลการดำเนินงาน"),
        Column("problem", "string", "problem", "ปัญหาของโครงการ"),
        Column("obstacle", "string", "obstacle", "อุปสรรคของโครงการ"),
        Column(
            "budget_spent_baht", "decimal128(18,2)", "budget drawn with this report", "งบประมาณที่เบิกใช้ (ครั้งที่ n)", "baht"
        ),
        Column("plan_status", "string", "whether work goes by the plan, as printed", "เป็นไปตามแผน"),
        Column("target_status", "string", "whether work goes by the target, as printed", "เป็นไปตามเป้าหมาย"),
        _STATED_BY,
    ),
)

INDICATORS = Table(
    "indicators",
    "One row per key performance indicator.",
    ("indicator_id",),
    (
        *_ROW,
        _INDICATOR_ID,
        Column("indicator_code", "string", "indicator code, from the text, else from the source's name", "รหัสตัวชี้วัด"),
        Column("name", "string", "indicator name without its code, prefixes kept", "ตัวชี้วัด"),
        Column("unit", "string", "unit that target and result are counted in", "หน่วยนับ"),
        Column("target", "float64", "target, in the indicator's unit", "ค่าเป้าหมาย", "see unit"),
        Column("result", "float64", "result, in the indicator's unit", "ผลงานที่ทำได้", "see unit"),
        Column("category", "string", "strategic, routine, else the printed words", "ประเภทตัวชี้วัด"),
        Column("level", "string", "output, outcome, impact, else the printed words", "ตัวชี้วัดระดับ"),
        Column(
            "evaluation_quarter",
            "int16",
            "quarter in which the indicator was evaluated",
            "สยป. ตรวจประเมินตัวชี้วัด : ไตรมาสที่",
            "quarter",
        ),
        Column(
            "evaluation_score", "float64", "score of that evaluation, where printed", "สยป. ตรวจประเมินตัวชี้วัด", "score"
        ),
        Column("definition", "string", "definition", "นิยาม หรือความหมายของตัวชี้วัด"),
        Column("method", "string", "how it is calculated", "วิธีการคำนวณ หรือ เกณฑ์การประเมิน"),
        Column("data_source", "string", "where the data come from", "วิธีการการเก็บข้อมูล/แหล่งข้อมูล"),
        Column("summary", "string", "summary of results", "สรุปผลการดำเนินงาน"),
        Column(
            "is_routine",
            "bool",
            "routine work stands in place of a strategy; null where the section is absent",
            "ภารกิจงานประจำของหน่วยงาน",
            place="records",
        ),
        _STATED_BY,
    ),
)

PROJECT_INDICATORS = Table(
    "project_indicators",
    "Which project serves which indicator.",
    ("project_id", "indicator_id"),
    (*_ROW, _INDICATOR_ROW, _PROJECT_ID, _INDICATOR_ID, _STATED_BY),
)

INDICATOR_RESULTS = Table(
    "indicator_results",
    "One row per indicator and quarter.",
    ("indicator_id", "quarter"),
    (
        *_ROW,
        _INDICATOR_ROW,
        _INDICATOR_ID,
        Column("quarter", "int16", "quarter of the fiscal year", "ไตรมาสที่", "quarter"),
        Column("result", "float64", "result, as printed", "ผลงาน", "see indicators.unit"),
        Column("evaluation", "float64", "third column of the table, as printed", "ผลประเมินตัวชี้วัด", "score"),
        Column("score_2_1", "float64", "first number of the 2.1 / 2.2 column", "2.1", "score"),
        Column("score_2_2", "float64", "second number of the 2.1 / 2.2 column", "2.2", "score"),
        Column("narrative", "string", "quarterly report", "รายงานผลฯ ไตรมาสที่ n"),
        _STATED_BY,
    ),
)

STEPS = Table(
    "steps",
    "One row per step of a project's plan.",
    ("project_id", "step"),
    (
        *_ROW,
        _PROJECT_ID,
        Column("step", "int16", "number of the step", "ขั้นตอน", "number"),
        Column("name", "string", "what the step does", "แผนการดำเนินงาน"),
        Column("weight_percent", "float64", "weight of the step", "น้ำหนัก", "percent"),
        Column("start_date", "date32", "first day of the step", "เริ่มต้น", "date CE"),
        Column("end_date", "date32", "last day of the step", "สิ้นสุด", "date CE"),
        _STATED_BY,
    ),
)

STRATEGY_LINKS = Table(
    "strategy_links",
    "Where a project or indicator stands in the city's strategy, one row per level.",
    ("subject", "subject_id", "level"),
    (
        *_ROW,
        Column("subject", "string", "project or indicator", "ประเภทของเจ้าของ", origin="derived"),
        Column("subject_id", "string", "project_id or indicator_id", "รหัสของเจ้าของ", origin="merged", place="tables"),
        Column(
            "level",
            "int16",
            "1 strategy, 2 issue, 3 goal, 4 tactic",
            "ด้าน/ยุทธศาสตร์ ประเด็น เป้าประสงค์ กลยุทธ์",
            "level",
            origin="derived",
        ),
        Column("code", "string", "code of the level, digits 0-9", "รหัส"),
        Column("title", "string", "title of the level, without code and separators", "ชื่อ"),
        _STATED_BY,
    ),
)

CONTACTS = Table(
    "contacts",
    "People named in a project's report. Personal data: kept apart so that the other tables can be published.",
    ("project_id", "role", "n"),
    (
        *_ROW,
        _PROJECT_ID,
        Column("role", "string", "responsible or coordinator", "ผู้รับผิดชอบ/ผู้ประสานงาน", origin="derived"),
        Column("n", "int16", "order of printing within the role, from 1", "ลำดับ", "number", origin="derived"),
        Column("name", "string", "name with its honorific; null where the line names a unit only", "ชื่อ"),
        Column("position", "string", "position or title", "ตำแหน่ง"),
        Column("unit", "string", "division", "ฝ่าย/ส่วน/กลุ่มงาน"),
        Column("phone", "string", "telephone numbers as printed, joined by a comma", "โทร."),
        _STATED_BY,
    ),
)

# The tables that documents state, in the order in which they are written and shown.
STATED = (PROJECTS, UPDATES, INDICATORS, PROJECT_INDICATORS, INDICATOR_RESULTS, STEPS, STRATEGY_LINKS, CONTACTS)
