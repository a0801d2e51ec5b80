"""Made-up histories: a few documents of a few projects and indicators, that differ in every way that a month makes.

Left out, for the contract does not say what they mean: indicators without a name on a project's report, unread cells
beside issues of the merge, and dates out of order.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from tests.records import NONE, Records, Row

DATES = [date(2022, 10, 15), date(2022, 11, 15), date(2022, 12, 15), date(2023, 1, 15), date(2023, 2, 15)]
LAYOUTS = {"project_page": 5, "project_page_bare": 3, "print_form": 3, "kpi_page": 3, "kpi_page_bare": 1}
PATHS = [["ก"], ["ก", "ข"], ["ก", "ง"], ["ก", "ข", "ค"], ["ก", "ข", "ค "], ["ง", "ข", "ค"]]
NAMES = ("ตัวชี้วัด ก", "ตัวชี้วัด ข", "ตัวชี้วัด ค")
NUMBERS = {"result": [1.0, 2.0], "evaluation": [95.0, 100.0], "score_2_1": [95.0], "score_2_2": [100.0]}


class History:
    """One history; nothing that it says is said by another, so that many can be merged at once."""

    def __init__(self, number: int) -> None:
        self.dice = Random(number)
        self.number = number
        self.projects = [f"{number:08d}-2566", f"{number:08d}-2567"]
        self.indicators = [f"{number:04d}-900", f"{number:04d}-901"]
        self.dates = sorted(DATES[: self.dice.randint(1, 5)] + self.dice.choices(DATES[:1], k=self.chance(0.25)))

    def chance(self, odds: float) -> bool:
        return self.dice.random() < odds

    def told(self, choices: dict[str, list[Any]], silent: float = 0.15, none: float = 0.1) -> Row:
        """Each cell is silent, or says none, or one of its values."""
        row = {name: self.dice.choice([*values]) for name, values in choices.items() if not self.chance(silent)}
        return {name: NONE if self.chance(none) else value for name, value in row.items()}

    def words(self, text: str) -> list[str]:
        """Spellings of a text, of which only the last says something else."""
        return [f"{self.number} {text}"] * 3 + [f"{self.number}  {text}", f"- {self.number} {text}", f"{text} อื่น"]

    def state(self, records: Records) -> None:
        """Add all documents to the records."""
        for n in range(self.dice.randint(1, 6)):
            layout = self.dice.choices([*LAYOUTS], [*LAYOUTS.values()])[0]
            says = self.indicator_page if layout.startswith("kpi") else self.project_report
            self._place(records, f"{self.number}-{n}", layout, says)

    def _place(self, records: Records, name: str, layout: str, says: Callable[[str], dict[str, Any]]) -> None:
        """A document in its place; or read again later, or in another place too, or gone."""
        run, modified = self.dice.randint(1, 3), self.dice.randint(0, 4)
        stated = says(layout)
        records.document(name, layout=layout, run=run, modified=modified, **stated)
        named = stated["named"]
        if self.chance(0.1):
            records.document(name, layout=layout, run=run + 1, modified=modified, **{**says(layout), "named": named})
        elif self.chance(0.1):
            at: Row = {"place": f"file:///in/{name}-too.txt", "run": run + 1, "modified": modified + 3}
            records.see(name, f"{name}-{run}", layout=layout, named=self.dice.choice([named, *self.projects]), **at)
        elif self.chance(0.05):
            records.see(name, None, run=run + 1, status="missing")

    def project_report(self, layout: str) -> dict[str, Any]:
        at = int(self.chance(0.25))
        row, named = self._project(layout, at), None
        if layout == "project_page_bare" or self.chance(0.1):
            named = self.projects[at] if self.chance(0.3) else None
        else:
            row["project_code"] = self.projects[at]
        strategy, row["is_routine"] = self._strategy("project")
        indicators = [self._indicator(layout, name) for name in self.dice.sample(NAMES, self.dice.randint(0, 3))]
        updates, issues = self._updates(layout, at)
        return {
            "named": named,
            "projects": [row],
            "updates": updates,
            "issues": issues,
            "indicators": indicators,
            "project_indicators": [{"indicator_row": n} for n in range(len(indicators))],
            "indicator_results": self._quarters() if indicators and self.chance(0.3) else [],
            "steps": self._steps(),
            "strategy_links": strategy,
            "contacts": self._contacts(),
        }

    def _project(self, layout: str, at: int) -> Row:
        texts = {name: [f"{self.number} {name} {at}"] for name in ("rationale", "objectives", "targets")}
        row = self.told(texts, 0.05, 0.05) | self.told({"progress_percent": [10.0, 20.0], "unit": ["ข", "ค"]})
        if layout != "print_form":
            row |= self.told({"evaluation_quarter": [1, 2], "evaluation_score": [95.0, 100.0]}, 0.3)
            row |= self.told({"unit_code": [f"{self.number:08d}"], "unit_code_2": [f"{self.number:08d}"]}, 0.1, 0)
        else:
            row |= self.told({name: [Decimal("1.00"), Decimal("2.50")] for name in ("budget_allocated_baht",)})
        if layout != "project_page_bare":
            days = {"start_date": [date(2022, 10, 1), date(2022, 11, 1)], "end_date": [date(2023, 9, 30)]}
            row |= self.told({"name": self.words("โครงการ"), "agency_path": PATHS, "agency": ["ก"], **days})
            year = self.dice.choice([2566] * 10 + [2565, 2567])
            row |= {} if self.chance(0.2) else {"fiscal_year_be": year, "fiscal_year": year - 543}
        return row

    def _updates(self, layout: str, at: int) -> tuple[list[Row], list[Row]]:
        """From the oldest on a print form, else from the newest; some vanished, some without a date."""
        dates = self.dates[: self.dice.randint(0, len(self.dates))]
        if dates and self.chance(0.2):
            dates.pop(self.dice.randrange(len(dates)))
        updates = [self._update(layout, n, on) for n, on in enumerate(dates)]
        updates = updates if layout == "print_form" else updates[::-1]
        issue = {"code": "date-outside-fiscal-year", "table_name": "updates", "column_name": "reported_on"}
        dated = [row for row, update in enumerate(updates) if "reported_on" in update and self.chance(0.06)]
        return updates, [{**issue, "row": row, "start_char": row, "end_char": row + 1, "line": 1} for row in dated]

    def _update(self, layout: str, n: int, on: date) -> Row:
        row = self.told({"printed_number": [n + 1], "reported_on": [on]}, 0.07, 0)
        cells: dict[str, list[Any]] = {
            "progress_percent": [10.0 * n] * 4 + [5.0],
            "narrative": self.words(str(on)),
            "problem": ["ฝน", "ฝน ตก"],
        }
        if layout == "print_form":
            cells |= {"plan_status": ["ตามแผน", "ไม่ตามแผน"], "budget_spent_baht": [Decimal("1.00"), Decimal("2.50")]}
        elif self.chance(0.8):
            row["page_date"] = on
        return row | self.told(cells)

    def _indicator(self, layout: str, name: str) -> Row:
        row: Row = {"name": f"{self.number} {name}"}
        if layout != "project_page_bare" and name != NAMES[2] and self.chance(0.45):
            row["indicator_code"] = self.indicators[NAMES.index(name)]
        measure: dict[str, list[Any]] = {
            "unit": ["ร้อยละ", "แห่ง"],
            "target": [80.0, 90.0],
            "result": [70.0],
            "level": ["output", "impact"],
        }
        return row | ({} if layout == "print_form" else self.told(measure))

    def _quarters(self) -> list[Row]:
        """Rows of the table and of narratives; one of them may stand twice."""
        rows = [{"indicator_row": 0, "quarter": quarter} for quarter in self.dice.sample(range(1, 5), 3)]
        odds = self.dice.choice([0.8, 0.8, 0])
        rows = [row | (self.told(NUMBERS) if self.chance(odds) else {}) for row in rows[: self.dice.randint(0, 3)]]
        rows = [row | self.told({"narrative": self.words("รายงาน")}, 0.3) for row in rows]
        return rows + [row | self.told(NUMBERS) for row in rows[: self.chance(0.15)]]

    def _steps(self) -> list[Row]:
        numbers = [*range(1, self.dice.randint(0, 3) + 1), *([1] if self.chance(0.1) else [])]
        cells: dict[str, list[Any]] = {"name": self.words("ขั้นตอน"), "weight_percent": [25.0, 50.0]}
        return [{"step": number, **self.told(cells)} for number in numbers]

    def _contacts(self) -> list[Row]:
        roles = self.dice.choice([[], ["responsible"], ["responsible", "coordinator"], ["coordinator"]])
        return [{"role": role, "n": 1, **self.told({"name": ["ก", "ข"], "phone": ["1", "2"]})} for role in roles]

    def _strategy(self, subject: str) -> tuple[list[Row], object]:
        """Routine work, or levels of the strategy, or neither; a level may stand twice."""
        levels = [*range(1, self.dice.randint(1, 4) + 1), *([1] if self.chance(0.08) else [])]
        rows = [{"subject": subject, "level": level, **self.told({"code": ["1", "2"]})} for level in levels]
        return self.dice.choice([([], None), ([], True), (rows, False), (rows, None)])

    def indicator_page(self, layout: str) -> dict[str, Any]:
        at, is_headed = int(self.chance(0.5)), layout == "kpi_page"
        row = self._indicator(layout, NAMES[at]) | self.told({"evaluation_quarter": [1, 2], "evaluation_score": [95.0]})
        row |= self.told({"summary": self.words(layout)} | ({"definition": ["ก", "ข"]} if is_headed else {}))
        row = row if is_headed else {name: row[name] for name in row if name not in ("name", "indicator_code")}
        strategy, row["is_routine"] = self._strategy("indicator")
        named = self.indicators[at] if self.chance(0.5) else None
        quarters = self._quarters() if is_headed else []
        return {"named": named, "indicators": [row], "strategy_links": strategy, "indicator_results": quarters}
