"""Checks between values: they report, and never correct."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from extract.fiscal import fiscal_year
from parsers.progress import repeats
from parsers.reading import Reading, Row

_HUNDRED = 100.0
_CENT = 0.01
# What a row of the quarter table has, and one that only a narrative made has not.
_FIGURES = {"result", "evaluation", "score_2_1", "score_2_2"}


class _Report(NamedTuple):
    """What the checks ask of a progress report."""

    row: Row
    number: int | None
    reported_on: date | None
    page_date: date | None
    progress: float | None


def check(reading: Reading) -> None:
    """Run every check over a reading."""
    projects = reading.of("projects")
    for project in projects:
        _check_project(project)
    _check_reports(reading.of("updates"), projects[0] if projects else None)
    _check_steps(reading.of("steps"))
    _check_strategy(reading.of("strategy_links"))
    for indicator in reading.of("indicators"):
        _check_quarters(indicator, reading.of("indicator_results"))
    for indicator in reading.of("indicators"):
        _check_repeated(indicator)


def _check_project(row: Row) -> None:
    start, end, year = row.get("start_date"), row.get("end_date"), row.get("fiscal_year")
    if start and end and end < start:
        row.issue("end-before-start", f"The project ends on {end}, before it starts on {start}.", "end_date")
    received, spent = row.get("budget_allocated_baht"), row.get("budget_spent_baht")
    if received is not None and spent is not None and spent > received:
        message = f"{spent} baht were spent, {received} received."
        row.issue("spent-over-received", message, "budget_spent_baht")
    _check_percent(row, row.get("progress_percent"))
    _check_fiscal_year(row, "start_date", start, year)
    _check_fiscal_year(row, "end_date", end, year)


def _check_reports(updates: list[Row], project: Row | None) -> None:
    reports = _oldest_first([_report(row) for row in updates])
    year = project.get("fiscal_year") if project else None
    for report in reports:
        _check_report(report, year)
    _check_numbers(reports)
    for earlier, later in pairwise(reports):
        _check_order(earlier, later)
    if reports and project:
        _check_headline(project, reports)


def _report(row: Row) -> _Report:
    get = row.get
    return _Report(row, get("printed_number"), get("reported_on"), get("page_date"), get("progress_percent"))


def _check_report(report: _Report, year: int | None) -> None:
    row, _, printed, bracketed, progress = report
    if printed and bracketed and printed != bracketed:
        message = f"The report is dated {printed}, the brackets say {bracketed}."
        row.issue("era-disagrees", message, "reported_on", row.span("page_date"))
    _check_percent(row, progress)
    _check_fiscal_year(row, "reported_on", printed, year)


def _check_percent(row: Row, progress: float | None) -> None:
    if progress is not None and progress > _HUNDRED:
        row.issue("progress-over-100", f"Progress is {progress:g} percent.", "progress_percent")


def _check_fiscal_year(row: Row, column: str, day: date | None, year: int | None) -> None:
    if day is not None and year is not None and fiscal_year(day) != year:
        row.issue("date-outside-fiscal-year", f"{day} is not in the fiscal year {year}.", column)


def _oldest_first(reports: list[_Report]) -> list[_Report]:
    """Turn a list round that counts from the newest."""
    dates = [day for _, _, printed, bracketed, _ in reports if (day := printed or bracketed)]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(dates)]
    return reports[::-1] if sum(steps) < 0 else reports


def _check_numbers(reports: list[_Report]) -> None:
    """Report numbers that are left out or stand twice; the rows count up or down."""
    known: dict[int, Row] = {}
    for row, number, *_ in reports:
        if number is None:
            continue
        if number in known:
            row.issue("number-doubled", f"Two reports are numbered {number}.", "printed_number")
        known[number] = row
    last = max(known, default=0)
    if last > len(known) - (0 in known):
        missing = [number for number in range(1, last) if number not in known]
        after = known.get(missing[0] - 1) or known[min(known)]
        message = f"Report numbers leave out {', '.join(map(str, missing[:10]))}."
        after.issue("number-gap", message, "printed_number")


def _check_order(earlier: _Report, later: _Report) -> None:
    _, _, first, _, before = earlier
    row, _, second, _, after = later
    if first and second and second < first:
        row.issue("dates-out-of-order", f"The report of {second} stands after that of {first}.", "reported_on")
    if before is not None and after is not None and after < before:
        row.issue("progress-falls", f"Progress falls from {before:g} to {after:g} percent.", "progress_percent")


def _check_headline(project: Row, reports: list[_Report]) -> None:
    dated = [(report.reported_on, report) for report in reports if report.reported_on]
    day, newest = max(dated, key=itemgetter(0)) if dated else (None, reports[-1])
    headline = project.get("progress_percent")
    if headline is None or newest.progress is None or headline == newest.progress:
        return
    if headline not in {report.progress for other, report in dated if other == day}:
        message = f"The headline says {headline:g} percent, the newest update {newest.progress:g}."
        project.issue("headline-differs", message, "progress_percent")


def _check_steps(rows: list[Row]) -> None:
    weights = [weight for row in rows if (weight := row.get("weight_percent")) is not None]
    if weights and abs(sum(weights) - _HUNDRED) > _CENT:
        message = f"The weights of the steps add up to {sum(weights):g} percent."
        rows[-1].issue("weights-not-100", message, "weight_percent")
    for row in rows:
        start, end = row.get("start_date"), row.get("end_date")
        if start and end and end < start:
            row.issue("end-before-start", f"The step ends on {end}, before it starts on {start}.", "end_date")


def _check_strategy(rows: list[Row]) -> None:
    links = [(row, row.get("code"), row.get("level")) for row in rows]
    for (_, above, level), (child, below, its_level) in pairwise(links):
        if above and below and its_level == level + 1 and not below.startswith(f"{above}."):
            child.issue("strategy-not-under-parent", f"{below} does not stand under {above}.", "code")


def _check_repeated(indicator: Row) -> None:
    """The bare number below the type repeats the score of the evaluation."""
    score, repeated = indicator.get("evaluation_score"), indicator.span("repeated")
    if score is not None and repeated is not None and not repeats(repeated, score):
        message = f"{repeated.text!r} repeats the score of the evaluation, which is {score:g}."
        indicator.issue("value-repeated-differently", message, "evaluation_score", repeated)


def _check_quarters(indicator: Row, results: list[Row]) -> None:
    rows = [(row, row.get("quarter")) for row in results if row.derived["indicator_row"] == indicator.number]
    rows = [(row, quarter) for row, quarter in rows if quarter is not None]
    table = [(row, quarter) for row, quarter in rows if not _FIGURES.isdisjoint(row.places)] or rows
    missing = sorted({1, 2, 3, 4}.difference([quarter for _, quarter in table])) if table else []
    if missing:
        message = f"There is no row of quarter {', '.join(map(str, missing))}."
        table[0][0].issue("quarter-missing", message, "quarter")
    known = set()
    for row, quarter in rows:
        if quarter in known:
            row.issue("quarter-doubled", f"Quarter {quarter} stands twice.", "quarter")
        known.add(quarter)
