"""Checks between values: they report, and never correct."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from operator import itemgetter
from typing import Any

from extract.fiscal import fiscal_year
from extract.span import Span
from parsers.progress import repeats
from parsers.reading import Reading, Row
from schemas.frame import FRAMES

_HUNDRED = 100.0
_CENT = 0.01
# What a row of the quarter table has, and one that only a narrative made has not.
_FIGURES = {"result", "evaluation", "score_2_1", "score_2_2"}
# The layout that prints the oldest report first.
_OLDEST_FIRST = "print_form"
_QUARTERS = frozenset((1, 2, 3, 4))


def _values(table: str, *columns: str) -> Callable[[list[Any]], tuple[Any, ...]]:
    """What gives the values of these columns, two or more, out of those of a row."""
    slots = FRAMES[table].slots
    return itemgetter(*[slots[column] for column in columns])


_PROJECT = _values(
    "projects",
    *("start_date", "end_date", "fiscal_year", "budget_allocated_baht", "budget_spent_baht", "progress_percent"),
)
_UPDATE = _values("updates", "printed_number", "reported_on", "page_date", "progress_percent")
_STEP = _values("steps", "weight_percent", "start_date", "end_date")
_LINK = _values("strategy_links", "code", "level")
_RESULT = _values("indicator_results", "indicator_row", "quarter", "result")
# A row of updates, its number, the date that it prints and the one in brackets, its progress.
_Report = tuple[Row, int | None, date | None, date | None, float | None]
# A row of a quarter table, the number of its indicator's row, its quarter and result.
_Result = tuple[Row, int, int | None, float | None]


def check(reading: Reading) -> None:
    """Run every check over a reading."""
    projects = reading.of("projects")
    for project in projects:
        _check_project(project)
    if updates := reading.of("updates"):
        _check_reports(updates, projects[0])
    if steps := reading.of("steps"):
        _check_steps(steps)
    if links := reading.of("strategy_links"):
        _check_strategy(links)
    results: list[_Result] = [(row, *_RESULT(row.values)) for row in reading.of("indicator_results")]
    for indicator in reading.of("indicators"):
        _check_quarters(
            [result for result in results if result[1] == indicator.number], indicator.beside.get("last_quarter")
        )
        _check_repeated(indicator)


def _check_project(row: Row) -> None:
    start, end, year, received, spent, progress = _PROJECT(row.values)
    if start and end and end < start:
        row.issue("end-before-start", f"The project ends on {end}, before it starts on {start}.", "end_date")
    if received is not None and spent is not None and spent > received:
        message = f"{spent} baht were spent, {received} received."
        row.issue("spent-over-received", message, "budget_spent_baht")
    _check_percent(row, progress)
    _check_fiscal_year(row, "start_date", start, year)
    _check_fiscal_year(row, "end_date", end, year)


def _check_reports(updates: list[Row], project: Row) -> None:
    reports = _oldest_first([(row, *_UPDATE(row.values)) for row in updates])
    year = project.get("fiscal_year")
    for row, _, printed, bracketed, progress in reports:
        if printed and bracketed and printed != bracketed:
            message = f"The report is dated {printed}, the brackets say {bracketed}."
            row.issue("era-disagrees", message, "reported_on", row.span("page_date"))
        _check_percent(row, progress)
        _check_fiscal_year(row, "reported_on", printed, year)
    _check_numbers(reports)
    _check_order(reports)
    _check_headline(project, reports)


def _check_percent(row: Row, progress: float | None) -> None:
    if progress is not None and progress > _HUNDRED:
        row.issue("progress-over-100", f"Progress is {progress:g} percent.", "progress_percent")


def _check_fiscal_year(row: Row, column: str, day: date | None, year: int | None) -> None:
    if day is not None and year is not None and fiscal_year(day) != year:
        row.issue("date-outside-fiscal-year", f"{day} is not in the fiscal year {year}.", column)


def _oldest_first(reports: list[_Report]) -> list[_Report]:
    """Turn a list round that counts from the newest; where dates do not tell, all but print forms do so."""
    dates = [day for _, _, printed, bracketed, _ in reports if (day := printed or bracketed)]
    turn = sum([(later > earlier) - (later < earlier) for earlier, later in pairwise(dates)])
    is_newest_first = turn < 0 or (not turn and reports[0][0].reading.layout != _OLDEST_FIRST)
    return reports[::-1] if is_newest_first else reports


def _check_numbers(reports: list[_Report]) -> None:
    """Report numbers that are left out or stand twice; the rows count up or down."""
    if {number for _, number, *_ in reports} == {*range(1, len(reports) + 1)}:
        return
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


def _check_order(reports: list[_Report]) -> None:
    for (_, _, first, _, before), (row, _, second, _, after) in pairwise(reports):
        if first and second and second < first:
            row.issue("dates-out-of-order", f"The report of {second} stands after that of {first}.", "reported_on")
        if before is not None and after is not None and after < before:
            row.issue("progress-falls", f"Progress falls from {before:g} to {after:g} percent.", "progress_percent")


def _check_headline(project: Row, reports: list[_Report]) -> None:
    headline, newest = project.get("progress_percent"), _newest(reports)
    if headline is None or headline in newest or newest[-1] is None:
        return
    message = f"The headline says {headline:g} percent, the newest update {newest[-1]:g}."
    project.issue("headline-differs", message, "progress_percent")


def _newest(reports: list[_Report]) -> list[float | None]:
    """The progress of the newest reports: of the last of undated ones, else of all that the last day has.

    An undated report is of the day of the one before it, as it stands in the tables.
    """
    last = day = None
    newest = [reports[-1][-1]]
    for _, _, printed, bracketed, progress in reports:
        day = printed or bracketed or day
        if day is not None and day == last:
            newest.append(progress)
        elif day is not None and (last is None or day > last):
            last, newest = day, [progress]
    return newest


def _check_steps(rows: list[Row]) -> None:
    steps = [(row, *_STEP(row.values)) for row in rows]
    weights = [weight for _, weight, *_ in steps if weight is not None]
    if weights and abs(sum(weights) - _HUNDRED) > _CENT:
        message = f"The weights of the steps add up to {sum(weights):g} percent."
        rows[-1].issue("weights-not-100", message, "weight_percent")
    for row, _, start, end in steps:
        if start and end and end < start:
            row.issue("end-before-start", f"The step ends on {end}, before it starts on {start}.", "end_date")


def _check_strategy(rows: list[Row]) -> None:
    links = [(row, *_LINK(row.values)) for row in rows]
    for (_, above, level), (child, below, its_level) in pairwise(links):
        if above and below and its_level == level + 1 and not below.startswith(f"{above}."):
            child.issue("strategy-not-under-parent", f"{below} does not stand under {above}.", "code")


def _check_repeated(indicator: Row) -> None:
    """A bare number above the target or below the type repeats the score of the evaluation."""
    score = indicator.get("evaluation_score")
    for repeated in map(indicator.beside.get, ("repeated_above", "repeated")):
        if score is not None and repeated is not None and not repeats(repeated, score):
            message = f"{repeated.text!r} repeats the score of the evaluation, which is {score:g}."
            indicator.issue("value-repeated-differently", message, "evaluation_score", repeated)


def _check_quarters(results: list[_Result], heading: Span | None) -> None:
    """Check the quarters of a table and its narratives, the last of which has this heading."""
    rows = [(row, quarter, result) for row, _, quarter, result in results if quarter is not None]
    table = [told for told in rows if told[2] is not None or not _FIGURES.isdisjoint(told[0].places)] or rows
    missing = _QUARTERS.difference([quarter for _, quarter, _ in table]) if table else ()
    if missing:
        last = max(int(heading.text) if heading else 0, *[quarter for _, quarter, _ in rows])
        code = "quarter-to-come" if last < min(missing) else "quarter-missing"
        message = f"There is no row of quarter {', '.join(map(str, sorted(missing)))}."
        table[0][0].issue(code, message, "quarter")
    known = set()
    for row, quarter, _ in rows:
        if quarter in known:
            row.issue("quarter-doubled", f"Quarter {quarter} stands twice.", "quarter")
        known.add(quarter)
