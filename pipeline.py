"""The commands of raingan, each a few lines over a call."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.voice import Progress, Voice

if TYPE_CHECKING:
    from store.work import Stop

# Exit statuses.
DONE, FINDINGS, WRONG_WORDS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True)
class Command:
    """A command: what it does, how it is used, and what carries it out."""

    summary: str
    examples: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Voice], int]


def _ingest_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", nargs="+", metavar="INPUT", help="a file, or a folder with all folders in it")
    parser.add_argument("--out", required=True, metavar="OUT", type=Path, help="folder for records and tables")
    cores = os.cpu_count() or 1
    parser.add_argument(
        "--jobs", type=_count(0), default=cores, metavar="N",
        help="processes that read; 0 reads in this one, for debugging (default: cores, %(default)s here)",
    )  # fmt: skip
    parser.add_argument("--strict", action="store_true", help="warnings count as findings (exit status 1)")
    parser.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="for one document (default: 60)"
    )
    parser.add_argument(
        "--max-bytes", type=_count(1), default=64 << 20, metavar="N", help="of one document (default: %(default)s)"
    )
    parser.add_argument(
        "--forget-missing", action="store_true", help="files that vanished from INPUT leave the tables"
    )


def _ingest(given: argparse.Namespace, voice: Voice) -> int:
    from audit.summary import summary
    from store.ingest import Options, ingest
    from store.work import Stop

    stop = Stop()
    options = Options(given.jobs, given.timeout, given.max_bytes, given.forget_missing)
    with _stopping(stop, voice):
        outcome = ingest(given.input, given.out, options, stop, Progress(voice))
    voice.say("done", summary(outcome, given.out), **outcome.facts)
    if outcome.is_stopped:
        return INTERRUPTED
    return FINDINGS if outcome.has_findings(given.strict) else DONE


@contextmanager
def _stopping(stop: Stop, voice: Voice) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end a run after the batches in hand; a second time, at once."""

    def ask(number: int, frame: Any) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.ask()
        voice.say("stopping", "Stopping: what has been read is being committed. Again to stop at once.")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _parse_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="one report")
    parser.add_argument("--format", choices=("json", "table"), default="json", help="default: json")


def _parse(given: argparse.Namespace, voice: Voice) -> int:
    import parsers
    from audit import rendering
    from extract.container import Unreadable, open_document

    try:
        reading = parsers.parse(open_document(given.file.read_bytes()))
    except FileNotFoundError:
        return _wrong(voice, f"{given.file}: there is no such file.")
    except IsADirectoryError:
        return _wrong(voice, f"{given.file} is a folder: parse reads one file, ingest reads folders.")
    except Unreadable as fault:
        voice.say("document", f"{given.file}: unreadable: {fault}")
        if given.format == "json":
            sys.stdout.write(rendering.unreadable_as_json(str(fault)))
        return FINDINGS
    sys.stdout.write(rendering.as_json(reading) if given.format == "json" else rendering.as_text(reading))
    return DONE if reading.layout else FINDINGS


def _status_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", type=Path, help="a folder that ingest made")


def _status(given: argparse.Namespace, voice: Voice) -> int:
    from audit.status import status

    text, has_findings = status(given.out)
    sys.stdout.write(text)
    return FINDINGS if has_findings else DONE


def _schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("markdown", "json", "datapackage"), default="markdown")


def _schema(given: argparse.Namespace, voice: Voice) -> int:
    from schemas import dictionary

    written = {"markdown": dictionary.markdown, "json": dictionary.as_json, "datapackage": dictionary.datapackage}
    sys.stdout.write(written[given.format]())
    return DONE


COMMANDS = {
    "ingest": Command(
        "read what is new or changed, and rebuild the tables",
        """\
  raingan ingest exports --out OUT                  read a folder; again, only what is new
  raingan ingest exports more/one.txt --out OUT     several inputs
  raingan ingest exports --out OUT --jobs 2         with two processes
  raingan ingest exports --out OUT --forget-missing files that vanished leave the tables
  raingan ingest exports --out OUT -q --log-format json   for a nightly job""",
        _ingest_options,
        _ingest,
    ),
    "parse": Command(
        "read one document, and show every value",
        """\
  raingan parse report.txt                   as JSON
  raingan parse report.txt --format table    each value beside the line that it was read from""",
        _parse_options,
        _parse,
    ),
    "status": Command("tell what lies in OUT", "  raingan status OUT", _status_options, _status),
    "schema": Command(
        "print the data dictionary",
        """\
  raingan schema > tables.md
  raingan schema --format json
  raingan schema --format datapackage > datapackage.json""",
        _schema_options,
        _schema,
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line, and give the exit status."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # Thai goes through pipes on every system.
    common, rest = _common().parse_known_args(sys.argv[1:] if arguments is None else arguments)
    voice = Voice(common.quiet, common.log_format)
    command, parser = _chosen(rest)
    return _carried_out(command, parser.parse_intermixed_args(rest[1:]), voice)
