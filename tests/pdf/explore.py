"""Forms nobody has looked at: ``python -m tests.pdf.explore [--seed N] [--count N] [PRODUCER ...]``.

Every round draws a form (narratives, names and amounts cut and mixed from those of the fixtures' form and of
the samples), a producer and a layout, prints it, and compares every cell with those of its plain text. The
PDFs whose cells are wrong stay in the folder that is named at the end.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from extract.container import Unreadable, open_document
from extract.document import Document
from extract.thai import repair
from parsers import parse
from tests.expected import outcome
from tests.pdf.form import FORM, Field, Form, Report, Section, plain_text
from tests.pdf.markup import STRUCTURES, Sheeting
from tests.pdf.producers import PRODUCERS
from tests.pdf.scores import wrong_cells

SAMPLES = Path(__file__).parents[2] / "samples"
FONTS = ("Garuda", "Norasi", "Loma", "Laksaman", "Tlwg Typo", "Kinnari", "Umpush", "Waree", "Sawasdee")
_STATUSES = (("เป็นไปตามแผน", "เป็นไปตามเป้าหมาย"), ("ไม่เป็นไปตามแผน", "ไม่เป็นไปตามเป้าหมาย"))
_MEANS_SOMETHING = re.compile(r"[0-9๐-๙]+[.)]|ขอรับรอง|เชิง|สนับสนุนแผน|โทร|ลงชื่อ|ตำแหน่ง")


def phrases() -> list[str]:
    """Stretches of prose without a colon, from the form and the samples."""
    texts = [report.narrative for report in FORM.reports]
    texts += [line for section in FORM.sections for line in section.lines if not line.startswith("- ")]
    for file in sorted([*SAMPLES.rglob("*.txt"), *SAMPLES.rglob("*.md")]):
        lines = file.read_text(encoding="utf-8", errors="ignore").splitlines()
        texts += [line for line in lines if len(line) > 60 and not set(line) & set(":|*#\t=\\")]
    words = [word for text in texts for word in text.split() if word.strip("-•")]
    # What the samples damage on purpose would be printed damaged; numbers of lists and lines of the
    # form mean something where a line begins with them, whoever prints them.
    return [w for w in words if w.isprintable() and repair(w) == w and not _MEANS_SOMETHING.match(w)]


def drawn_form(random: Random, words: list[str]) -> Form:
    """A form with words in another order; its labels, dates and amounts keep their shapes."""
    reports = tuple(_report(random, words, number) for number in range(1, random.randint(2, 12) + 1))
    return Form(tuple(_section(random, words, section) for section in FORM.sections), reports)


def _prose(random: Random, words: list[str], most: int) -> str:
    at = random.randrange(len(words))
    # Words that follow one another make sense now and then; a number alone must not open a text.
    prose = " ".join([*words[at:], *words][: random.randint(1, most)])
    return prose if not prose[0].isascii() else f"ดำเนินการ {prose}"


def _report(random: Random, words: list[str], number: int) -> Report:
    date = f"{random.randint(1, 28):02}/{random.randint(1, 12):02}/{random.choice((2565, 2566))}"
    budget = random.choice(("0", f"{random.uniform(0, 9e6):,.2f}", f"{random.randint(1, 999)},000"))
    plan, target = (random.choice(pair) for pair in zip(*_STATUSES, strict=True))
    return Report(number, date, _prose(random, words, 60), f"{random.uniform(0, 100):.2f}", budget, plan, target)


def _section(random: Random, words: list[str], section: Section) -> Section:
    fields = tuple(_field(random, words, field) for field in section.fields)
    lines = tuple(_line(random, words, line) for line in section.lines)
    return section._replace(fields=fields, lines=lines)


def _field(random: Random, words: list[str], field: Field) -> Field:
    if not field.label.startswith("ชื่อโครงการ"):
        return field
    return field._replace(value=f"โครงการ{_prose(random, words, 14)}")


def _line(random: Random, words: list[str], line: str) -> str:
    head = line[:5] if line.startswith("- ") else line.split()[0] + " " if line.startswith("เชิง") else ""
    return f"{head}{_prose(random, words, 40)}"


def drawn_sheeting(random: Random, form: Form) -> Sheeting:
    """A layout for a form."""
    return Sheeting(
        random.choice(STRUCTURES),
        random.choice(FONTS),
        random.randint(9, 16),
        is_titled=random.random() < 0.3,
        is_justified=random.random() < 0.2,
        form=form,
    )


def found(data: bytes, form: Form) -> dict[Any, Any] | str:
    """The cells that are wrong, or why the file is refused."""
    try:
        document = open_document(data)
    except Unreadable as fault:
        return str(fault)
    expected = outcome(parse(Document(plain_text(form))))["tables"]
    return wrong_cells(document, expected)


def main() -> None:
    """Print forms, read them, and tell what is wrong."""
    parser = argparse.ArgumentParser(description="Read forms that nobody has looked at.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("producers", nargs="*", metavar="PRODUCER")
    options = parser.parse_args()
    names = options.producers or [name for name, made in PRODUCERS.items() if made.is_sound and made.is_present]
    folder = Path(tempfile.mkdtemp(prefix="forms-"))
    words, right = phrases(), 0
    for seed in range(options.seed, options.seed + options.count):
        random = Random(seed)
        form = drawn_form(random, words)
        sheeting, name = drawn_sheeting(random, form), random.choice(names)
        data = PRODUCERS[name].make(sheeting)
        wrong = found(data, form)
        right += not wrong
        print(f"{seed:5} {name} {sheeting.name} {sheeting.size} pt: {_told(wrong)}", flush=True)
        if wrong:
            (folder / f"{seed}-{name}-{sheeting.name}.pdf").write_bytes(data)
            (folder / f"{seed}.txt").write_text(plain_text(form), encoding="utf-8")
    print(f"{right} of {options.count} forms are right in every cell; the others lie in {folder}")


def _told(wrong: dict[Any, Any] | str) -> str:
    if isinstance(wrong, str):
        return wrong
    if not wrong:
        return "right"
    first = " ".join(map(str, next(iter(wrong))))
    return f"{len(wrong)} cells wrong, first {first}"


if __name__ == "__main__":
    main()
