"""Names of files: which ones say that a file is no report, whether it lies in a folder or in an archive."""

from __future__ import annotations

import re

# Names of what lies beside reports and is none: editors' and downloads' unfinished files, what
# desktops leave behind, what browsers save with a page, and the expected files that raingan's own samples have.
_NOT_REPORTS = (
    *("~", ".tmp", ".bak", ".swp", ".part", ".crdownload", ".expected.json"),
    *(".js", ".css", ".js.download", ".css.download", ".map", ".ico", ".woff", ".woff2", ".ttf", ".eot"),
)
# Of what browsers save in a folder beside a page, what can be no page, by its name.
_OF_PAGE = re.compile(r"(?:css2?|js)(?:\(\d+\))?|.*\.(?:png|jpe?g|gif|svg|webp|avif|bmp)", re.IGNORECASE | re.DOTALL)
_DESKTOPS = frozenset(("thumbs.db", "desktop.ini", "__macosx"))


def is_passed_over(name: str) -> bool:
    """Whether a name in a folder says that it holds no report.

    >>> is_passed_over(".DS_Store"), is_passed_over("~$report.docx"), is_passed_over("report.txt")
    (True, True, False)
    >>> is_passed_over("FusionCharts.js.download"), is_passed_over("saved_resource.html")
    (True, False)
    >>> is_passed_over("#report.txt#"), is_passed_over("#12 report.txt")
    (True, False)
    """
    low = name.lower()
    is_unsaved = low.startswith("#") and low.endswith("#")
    return is_unsaved or low.startswith((".", "~$")) or low.endswith(_NOT_REPORTS) or low in _DESKTOPS


def is_of_saved_page(name: str) -> bool:
    """Whether a name in the folder that a browser saved beside a page says that it is a picture, a style or a script.

    Frames of the page lie there too, and may be reports.

    >>> is_of_saved_page("logo.png"), is_of_saved_page("css2(1)"), is_of_saved_page("saved_resource.html")
    (True, True, False)
    """
    return _OF_PAGE.fullmatch(name) is not None


def is_path_passed_over(path: str) -> bool:
    """Whether any part of a path with slashes is a name to pass over; ``.`` and ``..`` are no names.

    >>> is_path_passed_over("__MACOSX/._a.txt"), is_path_passed_over("../a.txt")
    (True, False)
    """
    return any(is_passed_over(part) for part in path.split("/") if part.strip("."))
