"""Checks between values: they report, and never correct."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from extract.fiscal import fiscal_year
from parsers.progress import repeats
from parsers.reading import Reading, Row

_HUNDRED = 100.0
_CENT = 0.01
# What a row of the quarter table has, and one that only a narrative made has not.
_FIGURES = {"result", "evaluation", "score_2_1", "score_2_2"}


def check(reading: Reading) -> None:
    """Run every check over a reading."""
    projects = reading.of("projects")
    for project in projects:
        _check_project(project)
    updates = _oldest_first(reading.of("updates"))
    year = projects[0].get("fiscal_year") if projects else None
    for row in updates:
        _check_update(row, year)
    _check_numbers(updates)
    for earlier, later in pairwise(updates):
        _check_order(earlier, later)
    if updates and projects:
        _check_headline(projects[0], updates)
    _check_steps(reading.of("steps"))
    _check_strategy(reading.of("strategy_links"))
    _check_quarters(reading)
    for indicator in reading.of("indicators"):
        _check_repeated(indicator)


def _check_project(row: Row) -> None:
    start, end = row.get("start_date"), row.get("end_date")
    if start and end and end < start:
        row.issue("end-before-start", f"The project ends on {end}, before it starts on {start}.", "end_date")
    received, spent = row.get("budget_allocated_baht"), row.get("budget_spent_baht")
    if received is not None and spent is not None and spent > received:
        message = f"{spent} baht were spent, {received} received."
        row.issue("spent-over-received", message, "budget_spent_baht")
    _check_percent(row)
    for column in ("start_date", "end_date"):
        _check_fiscal_year(row, column, row.get("fiscal_year"))


def _check_update(row: Row, year: int | None) -> None:
    printed, bracketed = row.get("reported_on"), row.get("page_date")
    if printed and bracketed and printed != bracketed:
        message = f"The report is dated {printed}, the brackets say {bracketed}."
        row.issue("era-disagrees", message, "reported_on", row.span("page_date"))
    _check_percent(row)
    _check_fiscal_year(row, "reported_on", year)


def _check_percent(row: Row) -> None:
    progress = row.get("progress_percent")
    if progress is not None and progress > _HUNDRED:
        row.issue("progress-over-100", f"Progress is {progress:g} percent.", "progress_percent")


def _check_fiscal_year(row: Row, column: str, year: int | None) -> None:
    day: date | None = row.get(column) if year is not None else None
    if day is not None and fiscal_year(day) != year:
        row.issue("date-outside-fiscal-year", f"{day} is not in the fiscal year {year}.", column)


def _oldest_first(rows: list[Row]) -> list[Row]:
    """Turn a list round that counts from the newest."""
    dates = [row.get("reported_on") or row.get("page_date") for row in rows]
    steps = [(later > earlier) - (later < earlier) for earlier, later in pairwise(d for d in dates if d)]
    return rows[::-1] if sum(steps) < 0 else rows


def _check_numbers(rows: list[Row]) -> None:
    """Report numbers that are left out or stand twice; the rows count up or down."""
    known: dict[int, Row] = {}
    for row in rows:
        number = row.get("printed_number")
        if number is None:
            continue
        if number in known:
            row.issue("number-doubled", f"Two reports are numbered {number}.", "printed_number")
        known[number] = row
    missing = sorted(set(range(1, max(known, default=0) + 1)) - set(known))
    if missing:
        after = known.get(missing[0] - 1) or known[min(known)]
        message = f"Report numbers leave out {', '.join(map(str, missing[:10]))}."
        after.issue("number-gap", message, "printed_number")


def _check_order(earlier: Row, later: Row) -> None:
    first, second = earlier.get("reported_on"), later.get("reported_on")
    if first and second and second < first:
        later.issue("dates-out-of-order", f"The report of {second} stands after that of {first}.", "reported_on")
    before, after = earlier.get("progress_percent"), later.get("progress_percent")
    if before is not None and after is not None and after < before:
        later.issue("progress-falls", f"Progress falls from {before:g} to {after:g} percent.", "progress_percent")


def _check_headline(project: Row, updates: list[Row]) -> None:
    dated = [row for row in updates if row.get("reported_on")]
    newest = max(dated, key=lambda row: row.get("reported_on")) if dated else updates[-1]
    headline, progress = project.get("progress_percent"), newest.get("progress_percent")
    if headline is None or progress is None or headline == progress:
        return
    same_day = {row.get("progress_percent") for row in dated if row.get("reported_on") == newest.get("reported_on")}
    if headline not in same_day:
        message = f"The headline says {headline:g} percent, the newest update {progress:g}."
        project.issue("headline-differs", message, "progress_percent")


def _check_steps(rows: list[Row]) -> None:
    weights = [row.get("weight_percent") for row in rows]
    total = sum(weight for weight in weights if weight is not None)
    if any(weight is not None for weight in weights) and abs(total - _HUNDRED) > _CENT:
        rows[-1].issue("weights-not-100", f"The weights of the steps add up to {total:g} percent.", "weight_percent")
    for row in rows:
        start, end = row.get("start_date"), row.get("end_date")
        if start and end and end < start:
            row.issue("end-before-start", f"The step ends on {end}, before it starts on {start}.", "end_date")


def _check_strategy(rows: list[Row]) -> None:
    for parent, child in pairwise(rows):
        above, below = parent.get("code"), child.get("code")
        if above and below and child.get("level") == parent.get("level") + 1 and not below.startswith(f"{above}."):
            child.issue("strategy-not-under-parent", f"{below} does not stand under {above}.", "code")


def _check_repeated(indicator: Row) -> None:
    """The bare number below the type repeats the score of the evaluation."""
    score, repeated = indicator.get("evaluation_score"), indicator.span("repeated")
    if score is not None and repeated is not None and not repeats(repeated, score):
        message = f"{repeated.text!r} repeats the score of the evaluation, which is {score:g}."
        indicator.issue("value-repeated-differently", message, "evaluation_score", repeated)


def _check_quarters(reading: Reading) -> None:
    for indicator in reading.of("indicators"):
        rows = [row for row in reading.of("indicator_results") if row.derived["indicator_row"] == indicator.number]
        rows = [row for row in rows if row.get("quarter") is not None]
        table = [row for row in rows if _FIGURES & row.places.keys()] or rows
        missing = sorted({1, 2, 3, 4} - {row.get("quarter") for row in table})
        if table and missing:
            message = f"There is no row of quarter {', '.join(map(str, missing))}."
            table[0].issue("quarter-missing", message, "quarter")
        for row, quarter in _repeated(rows, "quarter"):
            row.issue("quarter-doubled", f"Quarter {quarter} stands twice.", "quarter")


def _repeated(rows: list[Row], column: str) -> Iterator[tuple[Row, object]]:
    """The rows whose value another row has stated before."""
    known = set()
    for row in rows:
        if row.get(column) in known:
            yield row, row.get(column)
        known.add(row.get(column))
