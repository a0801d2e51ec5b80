"""The words of contact lines: what opens a part, and what is in none."""

from __future__ import annotations

import re

BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
# It stands in the place of what is of nobody, and in no name, position or division.
HOLE = "\ufffc"
# What is at no edge of a part.
FRONT = BLANKS + ".,:;/()[]-–#*|\\" + HOLE
BACK = BLANKS + ",:;/([-–#*|\\" + HOLE
# Ranks written out: general, colonel, captain, sergeant, commander ... of the army, police, air force or navy.
RANK = r"(?:พล|พัน|ร้อย|สิบ|จ่าสิบ|พันจ่า|จ่า|นาวา|เรือ)(?:ตำรวจ|อากาศ|เรือ)?(?:ตรี|โท|เอก)\s?(?:หญิง)?"
# Mr, Mrs, Miss, khun, acting rank, doctor, military and police ranks, medical titles.
HONORIFIC = (
    rf"(?:ว่าที่\s*(?:{RANK}|ร\.\s?[ตทอ]\.|พ\.\s?[ตทอ]\.|จ\.\s?[สอ]\.\s?[ตทอ]\.)\s?(?:หญิง)?|"
    rf"(?=[พรสจน]|เรือ){RANK}|"
    r"(?:ทันต|สัตว)?แพทย์หญิง|เภสัชกรหญิง|นางสาว|น\.?\s?ส(?:\.|(?=\s))|นาย(?!ช่าง|ทะเบียน|อำเภอ|ตรวจ|ก(?:เทศมนตรี|รัฐมนตรี|สมาคม)|แพทย์(?:ชำนาญ|เชี่ยวชาญ|ปฏิบัติ|\s|$)|สัตวแพทย์(?:ชำนาญ|ปฏิบัติ))|"
    r"นาง(?!พยาบาล)|คุณ(?!ภาพ|ธรรม|วุฒิ|ลักษณะ|สมบัติ|ค่า)|ดร(?:\.|(?=\s))|อ\.(?=\s?[ก-ฮเ-ไ][^\s.])|ผศ\.|รศ\.|ศ\.|นพ\.|พญ\.|ทพ\.|ทญ\.|ทพญ\.|สพ\.ญ\.|น\.สพ\.|ภก\.|ภญ\.|"
    r"(?:พล\.?)?[รพจสดน]\.\s?(?:[ตจสอท]\.\s?)?[ตทอ]\.(?:\s?หญิง)?|[รพจสด][ตจสอท]?[ตทอ]\.|หม่อมหลวง|หม่อมราชวงศ์|ม\.ล\.|ม\.ร\.ว\.)"
)
# Division, section, group, office, bureau, centre, school, hospital, unit, station, district.
UNIT = (
    r"(?:ฝ่าย|ส่วน|กลุ่มงาน|กลุ่ม|กอง|งาน(?=[ก-ฮเ-ไ])|สำนักงาน|สำนัก|ศูนย์|โรงเรียน|โรงพยาบาล|แผนก|หน่วย|สถานี|สถาบัน|ภาควิชา|วิทยาลัย)"
)
# Places where one works: district, park, room, council, market, museum, hall, house.
PLACE = r"(?:เขต(?!ต์)|แขวง|สวน(?![ะ-ฺ])|ห้อง|สภา(?=กรุงเทพ|เขต)|ตลาด|พิพิธภัณฑ์|หอ(?=สมุด|ศิลป|ประชุม|ภาพยนตร์)|บ้าน)(?=[\S ]{5})"
# Head, director, deputy, assistant, officer, -ist, engineer, nurse and other beginnings of a position.
POSITION = (
    r"(?:หัวหน้า|หน\.|รักษาการ(?=หัวหน้า|ผอ|ผู้อำ)|ผู้อำนวยการ|ผอ\.|รองผู้|รอง(?=ผอ|หัวหน้า|ปลัด|เลขา)|ผู้ช่วย|เจ้าหน้าที่|เจ้าพนักงาน|จพง\.|จนท\.|นัก(?=[ก-ฮเ-ไ])|"
    r"นายช่าง|นายแพทย์(?=ชำนาญ|เชี่ยวชาญ|ปฏิบัติ|\s|$)|นายสัตวแพทย์(?=ชำนาญ|ปฏิบัติ)|พยาบาล|วิศวกร|สถาปนิก|เลขานุการ|พนักงาน|บรรณารักษ์|ครู|อาจารย์|"
    r"ผู้ประสานงาน|ผู้รับผิดชอบ|แพทย์|ทันตแพทย์|เภสัชกร|นิติกร(?!ณ)|สัตวแพทย์|ผู้จัดการ|ผู้บริหาร|ผู้ตรวจ|ปลัด|"
    r"ลูกจ้าง(?=ประจำ|ชั่วคราว))"
)
# "There is none".
NOBODY = "ไม่มี"
# The word for a division, which names none.
WORD_OF_UNIT = re.compile(UNIT)
# So ends what tells the level of a position, and no name: practitioner, professional, senior, expert.
LEVELS = ("ชำนาญการ", "ชำนาญการพิเศษ", "ปฏิบัติการ", "ชำนาญงาน", "ปฏิบัติงาน", "อาวุโส", "เชี่ยวชาญ", "ทรงคุณวุฒิ")
# What is in no part: at its end a number that begins or ends a telephone number that was not understood, a mark as a
# word of its own, a letter that was taken for a digit, a bracket without the other; nor is the word for a division.
_NO_PART = re.compile(
    rf"\s0\d?$|\d{{3}}[\d\s-]*$|\d\s+\d+$|^{UNIT}$|(?<![ก-๛])(?:โทร(?:ศัพท์)?(?![ก-ฮะ-ฺเ-๎])|สายใน)|[A-Za-z]\d|\d[A-Za-z]|"
    rf"^[^()]*(?:\)|\([^()]*$)|[@{HOLE}]|^{NOBODY}(?:\s|$)"
)
# What follows a first name and is no surname: an abbreviation of an office or position, "acting", "works at", "and
# others", "with".
_NO_SURNAME = re.compile(
    rf"(?>(?:{HONORIFIC}\s*)*)\S+\s(?:.*\s)?(?:\S{{2,}}\.[^\s.]|(?!ร\.น\.$)\S*\.\S*\.|"
    r"รักษา(?:ราชการ|การแทน|การใน)|ปฏิบัติ(?:งาน|หน้าที่|ราชการ)|"
    r"(?:กับ|และคณะ|พร้อมคณะ)$)"
)
_WORDS_OF_A_NAME = 6
_DIGIT = re.compile(r"\d")
# A division or position with a first name and a surname behind it, unless these are its own words.
_OWN_WORDS = rf"(?!และ|หรือ|{UNIT}|{POSITION}|{PLACE})"
_WITH_NAME = re.compile(
    rf"(?!.*(?:โรง|ศูนย์|สถา|วิทยาลัย))(?:.*\s)?(?:(?!{UNIT}\s)[^\s\d.]{{4,}}|\d+)\s+{_OWN_WORDS}[ก-๛]{{2,12}}\s+{_OWN_WORDS}[ก-๛]{{2,15}}"
)
# Short words that open like a division or a position, but may well be a surname.
SURNAME = re.compile(r"(?:งาน|ส่วน|กลุ่ม|กอง|ศูนย์|หน่วย|นัก|ครู|แพทย์|สถานี|รอง|พยาบาล|สำนัก(?!งาน))\S{1,6}")
# Of these, what is a surname behind an honorific and one name, unless it goes on with a field of work (finance,
# supplies, plans ...) or with what makes a teacher a position.
LIKELY_SURNAME = re.compile(
    r"(?:งาน|ส่วน|กอง|ครู)"
    r"(?!คลัง|การ|พัสดุ|ธุร|แผน|ทะเบียน|เทศ|โยธา|ช่าง|บัญชี|นิติ|ปกครอง|บุค|สถิติ|วิ[จชศ]|ห้อง|กีฬา|ระบบ|ข้อมูล|ประ|ไฟ|สวน|"
    r"ป้า|ราย|ภาษี|สาร|อนา|คุม|ควบ|ตรวจ|สืบ|สอบ|สอน|นโย|พัฒ|ส่ง|บริ|รักษา|สุข[ภศา]|สิ่ง|อาคาร|ก่อ|ออก|ผัง|ที่|จรา|ขน|วัฒ|สังคม|ชุม|"
    r"เด็ก|สตรี|ป้อง|ดับ|กู้|ระบาย|ขยะ|มูล|โภช|เภสัช|พยา|ทันต|โรค|รังสี|เวช|ยา|คดี|วินัย|กฎ|งบ|เลขา|โสต|สื่อ|คอม|ฝึก|อบรม|คุณ|"
    r"ติด|ยุทธ|กลาง|ทั่ว|ซ่อม|เครื่อง|ยาน|ต้น|ตลาด|จัด|เจ้า|พิ|พี่|ผู้|ใหญ่|ชำ|อัตรา|อาสา|เกษียณ|รอง|หัวหน้า|ใน|นอก|ทาง|ท่อ|น้ำ|ภูมิ|มาตร)\S{1,6}"
)


def is_part(words: str) -> bool:
    """Whether words may be a part of a contact line."""
    return _NO_PART.search(words) is None


def is_name(words: str) -> bool:
    """Whether words may be a person's name: a few, without a digit."""
    is_short = len(words.split()) <= _WORDS_OF_A_NAME and _DIGIT.search(words) is None
    return is_short and is_part(words) and _NO_SURNAME.match(words) is None


def may_hold_name(words: str) -> bool:
    """Whether words of a division or position may go on with the name of a person."""
    return words.count(" ") > 1 and not words.endswith(LEVELS) and _WITH_NAME.fullmatch(words) is not None
