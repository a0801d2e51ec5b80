"""The layouts of reports, and the versions of what reads them: the log names both beside each document.

They stand apart from the parsers, so that a run which only compares versions need not load any.
"""

from __future__ import annotations

# Each counts up when its parser changes, and with it what documents of the layout give.
VERSIONS: dict[str, str] = {
    "project_page": "8",
    "project_page_bare": "8",
    "kpi_page": "8",
    "kpi_page_bare": "7",
    "print_form": "7",
}
# Counts up when asking or checking changes, and with it what any document gives.
VERSION = "1"
