"""The tables of the audit trail: what was seen, where each cell stands, what was found odd."""

from __future__ import annotations

from schemas.column import Column, Place, Table
from schemas.tables import OF_READING, STATED


def _logged(name: str, type: str, description: str, thai: str, unit: str = "", place: Place = "both") -> Column:
    return Column(name, type, description, thai, unit, origin="logged", place=place)


_OF_DOCUMENT = _logged("document_id", "string", "sha256 of the document's bytes", "รหัสเอกสาร")
_OF_FILE = (
    _logged("size_bytes", "int64", "size", "ขนาด", "bytes"),
    _logged("modified_at", "timestamp[us, UTC]", "the file's modified time", "เวลาแก้ไขล่าสุด", "UTC"),
)
_OF_RUN = (
    _logged("ingested_at", "timestamp[us, UTC]", "start of the run", "เวลานำเข้า", "UTC"),
    _logged("run_id", "string", "the run", "รหัสรอบการทำงาน"),
)

DOCUMENTS = Table(
    "documents",
    "The log of what was seen where; a row commits a reading.",
    ("place", "document_id", "run_id"),
    (
        _logged("place", "string", "absolute URI of the input and the path below it", "ตำแหน่งของเอกสาร"),
        _logged("root", "string", "the input as given, made absolute", "แหล่งนำเข้า"),
        _logged("source", "string", "the path below the input", "ตำแหน่งภายในแหล่งนำเข้า"),
        _logged("document_id", "string", "sha256 of the bytes; null where none could be read", "รหัสเอกสาร"),
        _logged("reading_id", "string", "the parse that this row commits", "รหัสการอ่าน"),
        _logged("named_code", "string", "project or indicator code that the name or URL holds", "รหัสจากชื่อไฟล์"),
        _logged("media_type", "string", "kind of the content", "ชนิดเนื้อหา"),
        _logged("encoding", "string", "encoding that the bytes were decoded from", "รหัสอักขระ"),
        _logged("reader", "string", "name and version of what turned the bytes into text", "โปรแกรมที่แปลงเป็นข้อความ"),
        *_OF_FILE,
        _logged(
            "layout", "string", "project_page, project_page_bare, kpi_page, kpi_page_bare, print_form", "รูปแบบรายงาน"
        ),
        _logged("status", "string", "parsed, unrecognised, unreadable, missing", "สถานะ"),
        _logged("problem", "string", "a stable code, a colon, a sentence", "เหตุที่อ่านไม่ได้"),
        _logged("pages", "int32", "pages", "จำนวนหน้า", "pages"),
        _logged("characters", "int64", "characters of the decoded text", "จำนวนอักขระ", "code points"),
        _logged(
            "coverage",
            "float64",
            "share of the non-blank characters that a field, label or furniture claims",
            "สัดส่วนที่อ่านได้",
            "share",
        ),
        _logged("parser_version", "string", "layout and version of the parser", "รุ่นของตัวอ่าน"),
        _logged("row_count", "int64", "rows that the reading has in all tables", "จำนวนแถว", "rows"),
        _logged("rows_sha256", "string", "digest over those rows", "ค่าแฮชของแถว"),
        *_OF_RUN,
    ),
)

BUNDLES = Table(
    "bundles",
    "Archives and dumps that were read to their end, so that they need not be opened again.",
    ("place", "run_id"),
    (
        _logged(
            "place",
            "string",
            "place of the archive or dump; those of its members begin with it and !",
            "ตำแหน่งของแฟ้มรวม",
        ),
        *_OF_FILE,
        _logged("members", "int64", "members that were found", "จำนวนไฟล์ภายใน", "members"),
        _logged("max_bytes", "int64", "members of more bytes were not read", "ขนาดไฟล์สูงสุด", "bytes"),
        _logged("reader", "string", "version of raingan that opened it", "รุ่นของ raingan"),
        *_OF_RUN,
    ),
)

FIELDS = Table(
    "fields",
    "One row per piece of source text that a read cell was taken from.",
    ("reading_id", "table_name", "row", "column_name", "part"),
    (
        _OF_DOCUMENT,
        OF_READING,
        _logged("table_name", "string", "table of the cell", "ตาราง"),
        _logged("row", "int32", "row of the cell in the document", "ลำดับแถวในเอกสาร"),
        _logged("column_name", "string", "column of the cell", "คอลัมน์"),
        _logged("part", "int16", "number of the piece, from 0", "ลำดับส่วน"),
        _logged("raw", "string", "the exact source text: text[start_char:end_char]", "ข้อความต้นฉบับ"),
        _logged("start_char", "int32", "first code point of the piece in texts.text", "อักขระเริ่มต้น", "code points"),
        _logged("end_char", "int32", "code point after the piece", "อักขระสิ้นสุด", "code points"),
        _logged("line", "int32", "line of the text, from 1", "บรรทัด"),
        _logged("page", "int32", "page, from 1; null for text", "หน้า"),
        _logged("x0", "float64", "left edge; null for text", "ขอบซ้าย", "PDF points"),
        _logged("top", "float64", "upper edge; null for text", "ขอบบน", "PDF points"),
        _logged("x1", "float64", "right edge; null for text", "ขอบขวา", "PDF points"),
        _logged("bottom", "float64", "lower edge; null for text", "ขอบล่าง", "PDF points"),
        _logged("rule", "string", "name of the function that turns the raw text into the cell", "กฎที่ใช้อ่าน"),
    ),
)

ISSUES = Table(
    "issues",
    "What was found odd, unread or contradictory, one row per span.",
    ("document_id", "code", "start_char", "finding"),
    (
        _OF_DOCUMENT,
        OF_READING,
        _logged("severity", "string", "error, warning, info", "ระดับ"),
        _logged("code", "string", "stable name of the finding, listed in the docs", "รหัสข้อสังเกต"),
        _logged("message", "string", "one English sentence", "คำอธิบาย"),
        _logged("table_name", "string", "table that it is about", "ตาราง"),
        _logged("row", "int32", "row that it is about", "ลำดับแถวในเอกสาร"),
        _logged("column_name", "string", "column that it is about", "คอลัมน์"),
        _logged("start_char", "int32", "first code point of the text that it is about", "อักขระเริ่มต้น", "code points"),
        _logged("end_char", "int32", "code point after that text", "อักขระสิ้นสุด", "code points"),
        _logged("line", "int32", "line of the text, from 1", "บรรทัด"),
        _logged("finding", "string", "digest that ties the rows of one finding together", "รหัสข้อค้นพบ", place="tables"),
    ),
)

TEXTS = Table(
    "texts",
    "The decoded text before any repair, that offsets point into.",
    ("reading_id",),
    (_OF_DOCUMENT, OF_READING, _logged("text", "string", "the text, line ends as decoded", "ข้อความ")),
)

ORIGINS = Table(
    "origins",
    "Where cells of the tables were read, where that is not the row's own document.",
    ("table_name", "row_key", "column_name"),
    (
        _logged("table_name", "string", "table of the cell", "ตาราง"),
        _logged("row_key", "string", "key values of the row as a JSON array", "คีย์ของแถว"),
        _logged("column_name", "string", "column of the cell", "คอลัมน์"),
        _logged("document_id", "string", "document that the cell was read from", "รหัสเอกสาร"),
        _logged("row", "int32", "row of that document", "ลำดับแถวในเอกสาร"),
    ),
)

# What stands in records/ beside the stated tables; documents is written last and commits.
RECORDS = (*STATED, FIELDS, ISSUES, TEXTS, DOCUMENTS, BUNDLES)
# What stands in tables/.
TABLES = (*STATED, ISSUES, ORIGINS)
