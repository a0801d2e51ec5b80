"""Made-up folders of reports: ``python -m tests.bench.corpus --seed 1 --count 1000 DIR``.

A folder holds the exports of made-up projects, some of them several times over their year, in all
layouts and in the encodings and with the damage that real exports have; about 17 KB a document. The
same seed gives the same files, and a longer folder begins with the files of a shorter one.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.bench import layouts
from tests.bench.projects import Project, project

FOLDER = 250  # Files in one folder.
_LONG_AGO = 1_600_000_000  # Files as old as this count as settled; each is a minute younger than the one before.
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
# What machines did to Thai: sara am taken apart or doubled, sara ae as two sara e, marks in the wrong order.
_DAMAGE = (("ำ", "ํา"), ("ำ", "ำา"), ("แ", "เเ"), ("ที่", "ท่ี"), ("ห้อง", "ห้\u200bอง"), ("หน้า", "หนา้"))
_PICTURE_OF_A_TABLE = "ผลการปฏิบัติราชการประจำปี\n\nหน่วยงาน\nคะแนน\n"


class Page(NamedTuple):
    """The name of a file and its text; its layout, and the project and the number of its reports that it tells of.

    A page without layout is not one of ours.
    """

    name: str
    text: str
    layout: str | None
    project: Project
    reports: int = 0


def pages(seed: int) -> Iterator[Page]:
    """Pages without end."""
    number = 0
    while True:
        yield from _of_project(seed, number)
        number += 1


def _of_project(seed: int, number: int) -> Iterator[Page]:
    """Everything that was exported of one project."""
    random = Random(f"{seed}/{number}/exports")
    made = project(seed, number)
    most, indicator = len(made.updates), made.indicators[0]

    def page(name: str, text: str, layout: str | None, reports: int = 0) -> Page:
        return Page(name, text, layout, made, reports)

    if random.random() < 0.65:
        for count in sorted(random.sample(range(2, most + 1), random.choice((1, 1, 1, 2, 3)))):
            yield page(f"project-{number}-{count}", layouts.project_page(made, count), "project_page", count)
    if random.random() < 0.35:
        # Half of the pages without headings say in their name whose they are.
        name = f"page_pid_{made.code}" if random.random() < 0.5 else f"bare-{number}"
        count = random.randint(most // 2 + 1, most)
        yield page(name, layouts.project_page_bare(made, count), "project_page_bare", count)
    if random.random() < 0.25:
        yield page(f"form-{number}", layouts.print_form(made, most), "print_form", most)
    if random.random() < 0.25:
        yield page(f"kpi-{number}", layouts.kpi_page(indicator, made), "kpi_page")
    if random.random() < 0.08:
        yield page(f"kpi_id_{indicator.code}.{number}", layouts.kpi_page_bare(indicator, made), "kpi_page_bare")
    if random.random() < 0.01:
        yield page(f"summary-{number}", _PICTURE_OF_A_TABLE + made.rationale, None)


def encoded(page: Page, random: Random) -> bytes:
    """The bytes of a page: most in plain UTF-8, some damaged, some in other encodings."""
    text, chance = page.text, random.random()
    if chance < 0.15:
        text = text.translate(_THAI) if chance < 0.01 else text.replace("สำนัก", "สํานัก", 1)
    elif chance < 0.25:
        sound, damaged = random.choice(_DAMAGE)
        text = text.replace(sound, damaged)
    if random.random() < 0.1:
        text = text.replace("\n", "\r\n")
    chance = random.random()
    if chance < 0.03 and "\u200b" not in text:
        return text.encode("cp874")
    return text.encode("utf-16" if chance > 0.99 else "utf-8-sig" if chance > 0.95 else "utf-8")


def make(folder: Path, seed: int, count: int) -> int:
    """Write so many files below a folder; gives their bytes."""
    size = 0
    for at, page in zip(range(count), pages(seed), strict=False):
        if at % FOLDER == 0:
            below = folder / f"export {at // FOLDER:03d}"
            below.mkdir(parents=True, exist_ok=True)
        data = encoded(page, Random(f"{seed}/{at}/bytes"))
        path = below / f"{page.name}.txt"
        path.write_bytes(data)
        os.utime(path, (_LONG_AGO + 60 * at, _LONG_AGO + 60 * at))
        size += len(data)
    return size


def main() -> None:
    """Make a folder from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpus", description="Make a folder of reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    given = parser.parse_args()
    size = make(given.folder, given.seed, given.count)
    print(f"{given.count} files, {size / 1e6:.1f} MB, {size / given.count / 1e3:.1f} KB each")


if __name__ == "__main__":
    main()
