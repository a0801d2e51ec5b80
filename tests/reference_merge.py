"""The merge once more, slow and plain, written from the contract and not from ``store/merge``.

``merged(rows)`` takes the rows of ``records/`` and gives the rows of ``tables/`` by table and key;
``births`` says of which document and row each cell is, ``findings`` what the merge has to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from tests import reference_findings as findings
from tests.reference_documents import COLUMNS, Cell, Document, Key, Line, Row, Rows, bare, current, digest, squeezed

Group = list[Document]
Ids = dict[tuple[str, int], str]

NUMBERS = ("result", "evaluation", "score_2_1", "score_2_2")
WHOLE = {"steps": ("step",), "contacts": ("role", "n"), "strategy_links": ("level",)}


@dataclass
class Merge:
    """The tables as they grow: a row's cells by table and key, and the findings."""

    rows: dict[str, dict[Key, Row]] = field(default_factory=lambda: defaultdict(dict))
    births: dict[Key, Key] = field(default_factory=dict)
    findings: set[Key] = field(default_factory=set)

    def add(self, table: str, key: Key, document: str, cells: dict[str, Cell], **others: Any) -> None:
        """Write a row of a table."""
        values = {name: cells[name].value if name in cells else None for name in COLUMNS[table]}
        self.rows[table][key] = {**values, **others, "document_id": document}
        self.births |= {(table, key, name): (cell.document, cell.row) for name, cell in cells.items()}

    def join(self, lines: list[Line], keep: Callable[[Line], Key | None], table: str) -> dict[Key, list[Line]]:
        """The lines of each key, one a document, newest first; what a document states twice and differently is null."""
        told: dict[Key, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
        for line in sorted(lines, key=lambda line: line.document.age, reverse=True):
            if (key := keep(line)) is not None:
                told[key][line.document.id].append(line)
        return {key: [self._one(same, table) for same in each.values()] for key, each in told.items()}

    def _one(self, lines: list[Line], table: str) -> Line:
        """A key stated twice inside one document gives one row; cells that differ are null, with an error.

        The contract does not say that blanks and bullets are passed over here too; they are.
        """
        cells = dict[str, Cell]()
        for name, cell in ((name, cell) for line in lines for name, cell in line.cells.items()):
            if bare(cells.setdefault(name, cell).value) != bare(cell.value):
                self.findings.add(("stated-twice", table, name, cell.document))
                cells[name] = Cell(None, cell.document, cells[name].row)
        return Line(lines[0].document, lines[0].row, cells)


def chosen(lines: Sequence[Line], table: str) -> dict[str, Cell]:
    """A statement beats silence; among statements the newest wins, cell by cell, or bundle by bundle."""
    cells = dict[str, Cell]()
    for line in reversed(lines):
        for bundle in findings.TOGETHER.get(table, []):
            if any(name in line.cells for name in bundle):
                cells = {name: cell for name, cell in cells.items() if name not in bundle}
        cells |= line.cells
    return cells


def groups(documents: Group, found: set[Key]) -> dict[str, Group]:
    """The documents of each project, newest first; a bare page that matches exactly one code joins it."""
    paged = sorted((each for each in documents if each.rows["projects"]), key=lambda each: each.age, reverse=True)
    coded: dict[str, Group] = defaultdict(list)
    for code in sorted({each.code for each in paged if each.code}):
        coded |= _years(code, [each for each in paged if each.code == code], found)
    placed = {each.id for group in coded.values() for each in group}
    gathered: dict[str, Group] = defaultdict(list, {id: list(group) for id, group in coded.items()})
    for each in (each for each in paged if each.id not in placed):
        words = set() if each.code else {each.likeness} - {None}
        like = [id for id, group in coded.items() if words & {other.likeness for other in group}]
        years = {other.year for id in like for other in coded[id]} - {None}
        fits = len(like) == 1 and (each.year is None or not years or each.year in years)
        gathered[like[0] if fits else f"anon:{each.likeness or digest(each.id)}"].append(each)
    return {id: sorted(group, key=lambda each: each.age, reverse=True) for id, group in gathered.items()}


def _years(code: str, group: Group, found: set[Key]) -> dict[str, Group]:
    """Documents of one code that state different fiscal years are not merged: the newest keeps the code.

    The contract does not say where a document without a year belongs then: where the year of its updates leads.
    """
    years = [each.year for each in group if each.year]
    if len(set(years)) < 2:
        return {code: group}
    ids = {year: code if year == years[0] else f"{code}@{year}" for year in years}
    found |= {("code-in-two-years", id) for id in ids.values()}
    told = [(each.year or (each.first or 0) + 543, each) for each in group]
    return {id: [each for own, each in told if own == year] for year, id in ids.items()}


def merged(rows: Rows) -> Merge:
    """All tables, from the records."""
    merge, documents = Merge(), current(rows)
    gathered = groups(documents, merge.findings)
    ids: Ids = {(each.id, row["row"]): _page_id(each, row) for each in documents for row in each.rows["indicators"]}
    for id, group in gathered.items():
        _leave_other_units(group)
        _add_project(merge, id, group)
        _add_updates(merge, id, group)
        _add_wholes(merge, id, group)
        ids |= _names(id, group)
        merge.findings |= findings.of_project(group)
    for each in documents:
        for table in WHOLE:
            merge.join(each.lines[table], partial(_part, table), table)
    _add_indicators(merge, documents, ids)
    _add_links(merge, gathered, ids)
    return merge


def _page_id(document: Document, row: Row) -> str:
    """On a KPI page: the code, from the text or the name, else anon: and digits of the document_id."""
    code: str | None = row["indicator_code"] or document.named_indicator
    return code or f"anon:{document.id[:16]}"


def _add_project(merge: Merge, id: str, group: Group) -> None:
    """One row per project, cell by cell from its documents."""
    cells = chosen([each.lines["projects"][0] for each in group], "projects")
    cells |= _routine(group)
    code = next((each.code for each in group if each.code), None)
    documents = [each.id for each in group]
    merge.add("projects", (id,), group[0].id, cells, project_id=id, project_code=code, document_ids=documents)


def _leave_other_units(group: Group) -> None:
    """Agency and path are merged as one, and a unit that is the last part of a path of three is of that path.

    The contract does not say so of the unit: where the path that is taken does not begin that one, it is silence.
    """
    lines = [each.lines["projects"][0] for each in group]
    taken = chosen(lines, "projects").get("agency_path")
    for line in lines:
        path, unit = (line.cells[name].value if name in line.cells else None for name in ("agency_path", "unit"))
        if path and len(path) == 3 and bare(path[2]) == bare(unit):
            begun = path[: len(taken.value)] if taken and taken.value else None
            if bare(begun) != bare(taken.value if taken else None) or begun is None:
                del line.cells["unit"]


def _routine(group: Group) -> dict[str, Cell]:
    """Strategy is taken whole from the newest document that states any; routine is a statement."""
    for each in group:
        line = each.lines["projects"][0]
        if each.lines["strategy_links"] or "is_routine" in line.cells:
            return {"is_routine": line.cells.get("is_routine", Cell(None, each.id, line.row))}
    return {}


def _add_updates(merge: Merge, id: str, group: Group) -> None:
    """The list is that of the newest document that has one; others fill cells of matching rows."""
    lists = [dict(each.updates) for each in group if each.rows["updates"]]
    for number, (at, line) in enumerate(lists[0].items() if lists else [], 1):
        cells = chosen([line, *(told[at] for told in lists[1:] if at in told)], "updates")
        if "printed_number" not in line.cells:
            cells.pop("printed_number", None)
        merge.add("updates", (id, number), line.document.id, cells, project_id=id, report_number=number)


def _add_wholes(merge: Merge, id: str, group: Group) -> None:
    """Taken whole from the newest document that states any: steps, contacts, strategy."""
    for table in ("steps", "contacts"):
        for each in [each for each in group if each.rows[table]][:1]:
            _add_whole(merge, table, each, (id,), project_id=id)
    for each in group:
        if each.lines["strategy_links"] or "is_routine" in each.lines["projects"][0].cells:
            _add_whole(merge, "strategy_links", each, ("project", id), subject="project", subject_id=id)
            break


def _add_whole(merge: Merge, table: str, holder: Document, key: Key, **others: Any) -> None:
    """Every row that a document has in a table."""
    for part, lines in merge.join(holder.lines[table], partial(_part, table), table).items():
        values = dict(zip(WHOLE[table], part, strict=True))
        merge.add(table, (*key, *part), holder.id, lines[0].cells, **values, **others)


def _part(table: str, line: Line) -> Key:
    """The step, the level, or the role and number of a row."""
    row = next(row for row in line.document.rows[table] if row["row"] == line.row)
    return tuple(row[name] for name in WHOLE[table])


def _names(id: str, group: Group) -> Ids:
    """Ids of a project's indicators: the code, else the code of the same name if it is one, else an order."""
    rows = {(each.id, row["row"]): row for each in group for row in each.rows["indicators"]}
    codes: dict[str, set[str]] = defaultdict(set)
    for row in rows.values():
        codes[squeezed(row["name"])] |= {row["indicator_code"]} - {None}
    ids, orders = Ids(), dict[str, int]()
    for at, row in rows.items():
        name = squeezed(row["name"])
        ids[at] = row["indicator_code"] or (min(codes[name]) if len(codes[name]) == 1 else name)
        if ids[at] == name:
            orders.setdefault(name, row["row"] + 1)
    orders = _without_ties(orders)
    return {at: f"{id}#{orders[name]}" if name in orders else name for at, name in ids.items()}


def _without_ties(orders: dict[str, int]) -> dict[str, int]:
    """The contract does not say what happens where two have the same order: the older ones are counted on."""
    told, top = dict[str, int](), max(orders.values(), default=0)
    for name, n in orders.items():
        top += n in told.values()
        told[name] = top if n in told.values() else n
    return told


def _add_indicators(merge: Merge, documents: Group, ids: Ids) -> None:
    """One row per indicator; a bare page's summary never beats a headed page's."""
    lines = [line for each in documents for line in each.lines["indicators"]]
    for (id,), told in merge.join(lines, lambda line: (ids[line.document.id, line.row],), "indicators").items():
        cells = chosen(told, "indicators")
        headed = [line for line in told if line.document.layout != "kpi_page_bare"]
        cells |= {name: cell for name, cell in chosen(headed, "indicators").items() if name == "summary"}
        code = None if id.startswith("anon:") or "#" in id else id
        merge.add("indicators", (id,), told[0].document.id, cells, indicator_id=id, indicator_code=code)
        merge.findings |= findings.disagreements("indicators", told)
        _add_quarters(merge, id, told, ids)
        _add_strategy(merge, id, told)


def _add_quarters(merge: Merge, id: str, told: list[Line], ids: Ids) -> None:
    """The quarter table is taken whole from the newest document that states any; narratives join it.

    A narrative of a quarter that the table lacks has a row of its own: a statement beats silence. The contract does
    not say that rows without numbers are a table where there is no other.
    """
    rows = {(each.document.id, row["row"]): row for each in told for row in each.document.rows["indicator_results"]}

    def quarter(line: Line) -> Key | None:
        row = rows[line.document.id, line.row]
        return (id, row["quarter"]) if ids[line.document.id, row["indicator_row"]] == id else None

    lines = [line for each in told for line in each.document.lines["indicator_results"]]
    joined = merge.join(lines, quarter, "indicator_results")
    every = [line for each in joined.values() for line in each]
    stating = [line for line in every if set(NUMBERS) & set(line.cells)] or every
    holder = max((line.document for line in stating), key=lambda each: each.age, default=None)
    for key, each in joined.items():
        own = [line for line in each if line.document is holder]
        telling = [line for line in each if "narrative" in line.cells]
        if own or telling:
            cells = dict(own[0].cells) if own else {}
            cells |= {name: cell for name, cell in chosen(each, "").items() if name == "narrative"}
            document = [*own, *telling][0].document
            merge.add("indicator_results", key, document.id, cells, indicator_id=id, quarter=key[1])


def _add_strategy(merge: Merge, id: str, told: list[Line]) -> None:
    """An indicator's strategy, whole from the newest KPI page that states any; routine is a statement."""
    for line in told:
        row = next(each for each in line.document.rows["indicators"] if each["row"] == line.row)
        links = [] if line.document.rows["projects"] else line.document.rows["strategy_links"]
        if links:
            _add_whole(merge, "strategy_links", line.document, ("indicator", id), subject="indicator", subject_id=id)
        if links or row["is_routine"] is not None:
            break


def _add_links(merge: Merge, gathered: dict[str, Group], ids: Ids) -> None:
    """Which project serves which indicator, by the newest document that says so."""
    for id, group in gathered.items():
        for each in group:
            for row in each.rows["project_indicators"]:
                key = (id, ids[each.id, row["indicator_row"]])
                if key not in merge.rows["project_indicators"]:
                    merge.add("project_indicators", key, each.id, {}, project_id=id, indicator_id=key[1])
