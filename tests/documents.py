"""The generated pages of ``docs/``: ``python -m tests.documents`` writes them anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from schemas import dictionary

DOCS = Path(__file__).parent.parent / "docs"
PAGES: dict[str, Callable[[], str]] = {"tables.md": dictionary.markdown, "issues.md": dictionary.issues}


def main() -> None:
    """Write every generated page."""
    for name, made in PAGES.items():
        (DOCS / name).write_text(made(), encoding="utf-8")
        print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
