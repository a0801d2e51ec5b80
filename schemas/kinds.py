"""Every kind of issue, declared once: its stable code, how grave it is, and what to look at."""

from __future__ import annotations

from schemas.container_kinds import CONTAINER_KINDS
from schemas.kind import Kind

_KINDS = (
    # Values that no rule could read: the cell is null and the text stays in the span.
    Kind("not-a-number", "error", "A value is not a number.", "Read the text of the span; the cell is null."),
    Kind(
        "not-a-count",
        "error",
        "A number that counts something is not a whole number.",
        "Read the span; the cell is null.",
    ),
    Kind("not-a-quarter", "error", "A quarter is not 1, 2, 3 or 4.", "Read the span; the cell is null."),
    Kind("not-baht", "error", "An amount is not an amount of baht.", "Read the span; the cell is null."),
    Kind("not-a-date", "error", "A date has no form that is known.", "Read the span; the cell is null."),
    Kind("invalid-date", "error", "A date names a day that does not exist.", "Read the span; the cell is null."),
    Kind(
        "ambiguous-date",
        "error",
        "A date can be read in more than one way.",
        "Era, order of day and month, length of the year; the cell is null.",
    ),
    Kind(
        "not-a-project-code",
        "error",
        "A project code is not 8 digits, a hyphen and 4 digits.",
        "Read the span; the cell is null.",
    ),
    Kind(
        "not-an-indicator-code",
        "error",
        "An indicator code is not 4 digits, a hyphen and 3 or 4 digits.",
        "Read the span; the cell is null.",
    ),
    Kind("not-a-unit-code", "error", "A unit code is not 8 digits.", "Read the span; the cell is null."),
    Kind(
        "not-a-strategy-code",
        "error",
        "A strategy code is not 1 to 4 numbers joined by dots.",
        "Read the span; the cell is null.",
    ),
    Kind("unreadable-value", "error", "A value has no form that is known.", "Read the span; the cell is null."),
    # Text and structure.
    Kind(
        "unclaimed-text",
        "warning",
        "Text that no field, label or known furniture claims.",
        "Read the span: it may be a label or a section that raingan does not know yet.",
    ),
    Kind(
        "unrecognised",
        "error",
        "No parser knows the document, or two claim it.",
        "documents.problem says what it comes nearest to.",
    ),
    Kind(
        "second-report",
        "error",
        "A second report begins in the same file; it was left unread.",
        "Give every report a file of its own.",
    ),
    Kind(
        "label-missing",
        "warning",
        "A label that this layout always has is missing.",
        "The cells that stand behind it are null, if nothing was read as it: see whether the report was cut.",
    ),
    Kind(
        "label-repeated",
        "warning",
        "A label that stands once in this layout stands again.",
        "The first counts; see whether the second is text of an author or a second report in one file.",
    ),
    Kind(
        "headings-lost",
        "info",
        "The layout has lost its headings; its paragraphs stand together in one cell.",
        "Nothing: this is how a bare page is.",
    ),
    Kind(
        "objectives-unclear",
        "warning",
        "Not exactly two lines stand between unit codes and strategy.",
        "Objectives and targets are null: the span holds the lines.",
    ),
    Kind(
        "value-torn",
        "info",
        "A value is cut by a page break or line end; a line break joins its pieces, but no name or status.",
        "Whether a blank belongs at the cut.",
    ),
    Kind(
        "row-torn",
        "info",
        "A row is cut by page headers; its pieces were put together again.",
        "The pieces, in the order of their parts.",
    ),
    Kind(
        "page-lines",
        "info",
        "Lines beside the title of a page, its number or the day of printing, were set aside: they are of no text.",
        "Whether they are heads and feet of pages.",
    ),
    Kind(
        "page-line-unclear",
        "warning",
        "A line beside the title of a page may be its head or foot, or of a text; it was read as text.",
        "The line: does it belong to the text of the cell?",
    ),
    Kind(
        "status-misplaced",
        "info",
        "A status at the end of a report's first line or text belongs to the report before it, which was cut.",
        "The report before.",
    ),
    Kind(
        "contact-unclear",
        "warning",
        "A contact line could not be taken apart with certainty.",
        "The line: who is it, and what is the rest?",
    ),
    Kind(
        "strategy-unclear",
        "warning",
        "A strategy line has no code or an unexpected one, or it holds the lines of several levels.",
        "The line: which level does it name?",
    ),
    Kind(
        "strategy-and-routine",
        "warning",
        "Strategy lines and routine work stand side by side.",
        "is_routine is null: see which one holds.",
    ),
    Kind(
        "quarter-table-unclear",
        "warning",
        "A row of the quarter table does not have the columns that it should.",
        "The cells that could not be told apart are null.",
    ),
    Kind(
        "mark-left",
        "warning",
        "A page was exported as Markdown, and a mark stayed in a cell.",
        "The stars or the link in the cell.",
    ),
    Kind(
        "odd-characters",
        "info",
        "Invisible or private-use characters were read through.",
        "Nothing, unless words look wrong.",
    ),
    *CONTAINER_KINDS,
    # Checks between values: they report and never correct.
    Kind(
        "era-disagrees",
        "warning",
        "The Common-Era date in brackets is not the Buddhist-era date of the report.",
        "Which of the two the agency meant; reported_on is the Buddhist-era one.",
    ),
    Kind(
        "date-outside-fiscal-year",
        "warning",
        "A date lies outside the report's fiscal year.",
        "The year of the date, and of the report.",
    ),
    Kind(
        "progress-repeated-differently",
        "warning",
        "A number that repeats the progress is another number, or no progress is told.",
        "Both numbers; the labelled one is the cell.",
    ),
    Kind(
        "value-repeated-differently",
        "warning",
        "A number or code that repeats a value is another one.",
        "Both; the labelled one is the cell. Figures that name another report may be left unread.",
    ),
    Kind(
        "progress-falls",
        "warning",
        "Progress is lower than in the report before.",
        "Both reports: one may be mistyped.",
    ),
    Kind("progress-over-100", "warning", "Progress is over 100 percent.", "Whether it is a mistyped number."),
    Kind(
        "headline-differs",
        "warning",
        "The headline's progress is not that of the newest update.",
        "Which one is out of date.",
    ),
    Kind("number-gap", "warning", "Report numbers leave one out.", "Whether a report is missing."),
    Kind("number-doubled", "warning", "A report number stands twice.", "Whether a report was entered twice."),
    Kind(
        "dates-out-of-order",
        "warning",
        "Report dates do not follow the order of the report numbers.",
        "The dates of the reports next to it.",
    ),
    Kind(
        "weights-not-100",
        "warning",
        "The weights of the steps do not add up to 100 percent.",
        "The weights: one may be missing.",
    ),
    Kind("end-before-start", "warning", "The last day comes before the first.", "Both dates."),
    Kind("spent-over-received", "warning", "More money was spent than received.", "Both amounts."),
    Kind(
        "strategy-not-under-parent",
        "warning",
        "A strategy code does not begin with the code of the level above it.",
        "Both codes: one may be mistyped.",
    ),
    Kind(
        "strategy-level-odd",
        "warning",
        "A strategy code has more or fewer parts than its level.",
        "The code, and the lines next to it.",
    ),
    Kind("quarter-missing", "warning", "The quarter table leaves a quarter out.", "Whether a row was lost."),
    Kind(
        "quarter-to-come",
        "info",
        "The quarter table ends before the last quarter, and nothing is said of the others.",
        "Nothing, unless a row was lost.",
    ),
    Kind("quarter-doubled", "warning", "A quarter stands twice.", "Both rows."),
    Kind(
        "unit-disagrees",
        "warning",
        "The unit of a label is not that of another label or of the quarter table.",
        "Which unit the numbers are counted in.",
    ),
    Kind(
        "code-disagrees",
        "warning",
        "The code in the text is not the code in the source's name.",
        "Whether the file was saved under another report's name.",
    ),
    Kind(
        "stated-twice",
        "error",
        "One document states a row twice, and differently.",
        "Both rows; cells that differ are null in tables/.",
    ),
    # Findings of places and of the merge.
    Kind(
        "export-order-unclear",
        "warning",
        "A document modified later ends with an earlier update.",
        "Which export is the newer one.",
    ),
    Kind(
        "update-vanished",
        "warning",
        "An update of an older document is missing from the newest list.",
        "Whether the agency took the report back.",
    ),
    Kind(
        "update-rewritten",
        "warning",
        "An update of an older document has other words or figures in the newest list.",
        "What was changed after the fact.",
    ),
    Kind("sources-disagree", "warning", "Two documents state different values.", "Both documents; the newest counts."),
    Kind(
        "code-in-two-years",
        "warning",
        "Documents of one code state different fiscal years.",
        "The older ones stand under the code with @ and their year.",
    ),
    Kind(
        "file-extension-differs",
        "info",
        "The content is not what the file's name says.",
        "Nothing: the content decided.",
    ),
)

KINDS: dict[str, Kind] = {kind.code: kind for kind in _KINDS}
