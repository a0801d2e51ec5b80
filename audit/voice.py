"""The voice: what the program says to people, on stderr, as words or as JSON lines."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from typing import Any, Literal

from audit.counting import counted
from extract.urls import WEB, scheme

Format = Literal["text", "json"]


class Voice:
    """Says things on stderr; silent where that was asked for, but for why a command failed."""

    def __init__(self, is_quiet: bool = False, form: Format = "text") -> None:
        self.is_quiet = is_quiet
        self.form = form

    def say(self, event: str, text: str, **facts: Any) -> None:
        """Say a sentence; ``event`` and ``facts`` are what a machine gets of it."""
        if not self.is_quiet:
            self._out(event, text, facts)

    def fail(self, text: str) -> None:
        """Say why the command failed, whoever wants silence."""
        self._out("failed", f"raingan: {text}", {})

    def _out(self, event: str, text: str, facts: dict[str, Any]) -> None:
        if self.form == "json":
            told = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, "message": text}
            text = json.dumps({**told, **facts}, ensure_ascii=False, default=str)
        print(text, file=sys.stderr, flush=True)


class Progress:
    """Tells how an ingest goes on: a bar on a terminal, else a line every few seconds.

    Documents that were not parsed are named, each with its problem: by the path below INPUT, or by the whole
    place where ``has_inputs`` says that there are several, which may have the same paths.
    """

    EVERY = 5.0

    def __init__(self, voice: Voice, has_inputs: bool = False) -> None:
        self._voice = voice
        self._has_inputs = has_inputs
        self._bar: Any = None
        self._due = 0
        self._last = time.monotonic()

    def begins(self, due: int, seen: int) -> None:
        """Tell how much there is to read."""
        self._due = due
        self._voice.say("begins", f"{counted(seen, 'place')}, {due} to be read.", places=seen, due=due)
        if due and not self._voice.is_quiet and self._voice.form == "text" and sys.stderr.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=due, unit=" documents", leave=False)

    def goes_on(self, read: int) -> None:
        """Tell how much has been read."""
        if self._bar is not None:
            self._bar.update(read - self._bar.n)
        elif time.monotonic() - self._last > self.EVERY:
            self._last = time.monotonic()
            self._voice.say(
                "progress",
                f"{counted(read, 'document')} read, of {counted(self._due, 'place')} to be read.",
                read=read,
                due=self._due,
            )

    def found(self, row: dict[str, Any]) -> None:
        """Name a document that was not parsed."""
        if row["status"] in ("parsed", "missing"):
            return
        if self._bar is not None:
            self._bar.clear()
        facts = {name: row[name] for name in ("place", "status", "problem")}
        problem = row["problem"] or ""
        told = problem if problem.startswith(row["status"]) else f"{row['status']}: {problem}"
        # Of a web page the path below its INPUT is no name: hosts have the same pages, and some pages none.
        name = row["place"] if self._has_inputs or scheme(row["place"]) in WEB else row["source"]
        self._voice.say("document", f"{name}: {told}", **facts)

    def ends(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
