"""The words of the command line: every command with its arguments, and what its help says.

Options may stand anywhere: those that all commands have before the command too, and a command's own
between its arguments. Nothing is imported here that a command needs to work.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extract.urls import scheme
from store.folders import folder

Parser = argparse.ArgumentParser


@dataclass(frozen=True)
class Words:
    """What a command does in one line, examples of it, and what declares its arguments."""

    summary: str
    examples: str
    declare: Callable[[Parser], None]


def _count(least: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least}")
        return int(text)

    return count


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds


def _folder(text: str) -> Path:
    """A folder of this machine, for the commands that look back; only ingest reads and writes stores."""
    if scheme(text) not in ("", "file"):
        raise argparse.ArgumentTypeError(f"{text!r} is not on this machine; copy it here, and name the copy")
    return folder(text)


def _ingest(parser: Parser) -> None:
    add = parser.add_argument
    given = "a file, a folder with all that lies below it, a URL (https, s3, ...), or - for standard input"
    add("input", nargs="+", metavar="INPUT", help=given)
    add("--out", required=True, metavar="OUT", help="the folder for records and tables; s3://bucket/folder as well")
    _workers(parser)
    add("--engine", choices=("local", "dask"), default="local", help="this machine reads, or a cluster (%(default)s)")
    add("--scheduler", metavar="ADDRESS", help="of the Dask scheduler whose workers read: tcp://host:8786")
    add("--strict", action="store_true", help="warnings are findings too (exit status 1)")
    add("--forget-missing", action="store_true", help="reports that vanished from INPUT leave the tables")  # fmt: skip


def _workers(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "--jobs",
        type=_count(0),
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes that read, and threads, two at most, that build the tables (default: one a core, here "
        "%(default)s; 0 reads in this process, for debugging)",
    )
    add("--timeout", type=_seconds, default=300.0, metavar="SECONDS", help="for one document (default: %(default)g)")
    add("--max-bytes", type=_count(1), default=64 << 20, metavar="N", help="of one document (default: %(default)s)")


def _parse(parser: Parser) -> None:
    parser.add_argument("file", metavar="FILE", help="one report: a file, a URL, or - for standard input")
    parser.add_argument("--format", choices=("json", "table"), default="json", help="default: %(default)s")


def _status(parser: Parser) -> None:
    parser.add_argument("out", metavar="OUT", type=_folder, help="a folder that ingest made")


def _format(parser: Parser) -> None:
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="of the result (default: %(default)s)"
    )


def _check(parser: Parser) -> None:
    _status(parser)
    parser.add_argument(
        "--sources", metavar="DIR", type=_folder, help="the reports: their digests, and a fresh read of each"
    )
    _format(parser)


def _tables(parser: Parser) -> None:
    _status(parser)
    parser.add_argument("--as-of", required=True, metavar="WHEN", help="an instant: what runs before it knew counts")
    parser.add_argument("--dest", required=True, metavar="DIR", type=_folder, help="a new or empty folder")


def _reparse(parser: Parser) -> None:
    _status(parser)
    parser.add_argument("--sources", required=True, metavar="DIR", type=_folder, help="the folder with the reports")
    parser.add_argument("--dry-run", action="store_true", help="only tell what would change; nothing is written")
    _workers(parser)
    _format(parser)


def _diff(parser: Parser) -> None:
    _status(parser)
    parser.add_argument("other", metavar="OUT_B", type=_folder, nargs="?", help="another such folder")
    parser.add_argument("--from", dest="since", metavar="WHEN", help="an instant: what runs before it knew")
    parser.add_argument("--to", dest="until", metavar="WHEN", help="a later one (default: now)")
    _format(parser)


def _schema(parser: Parser) -> None:
    formats = ("markdown", "json", "datapackage")
    parser.add_argument("--format", choices=formats, default=formats[0], help="default: %(default)s")


COMMANDS = {
    "ingest": Words(
        "read what is new or changed, and rebuild the tables",
        """\
raingan ingest exports --out OUT                    a folder; the second time, what is new
raingan ingest exports extra/one.txt --out OUT      several inputs
raingan ingest s3://bucket/exports --out OUT        a folder of an object store
raingan ingest exports --out OUT --forget-missing   reports that vanished leave the tables
raingan ingest exports --out OUT --log-format json  for a nightly job
raingan ingest exports --out OUT --engine dask --scheduler tcp://10.0.0.1:8786   on a cluster""",
        _ingest,
    ),
    "parse": Words(
        "read one document and show every value",
        """\
raingan parse report.txt                   as JSON
raingan parse -                            standard input
raingan parse report.txt --format table    each value beside the line that it was read from""",
        _parse,
    ),
    "status": Words("tell what lies in OUT", "raingan status OUT", _status),
    "check": Words(
        "prove that OUT keeps every promise",
        """\
raingan check OUT                       a line a finding, and what was proved
raingan check OUT --sources exports     and that the reports still say what was read from them""",
        _check,
    ),
    "tables": Words(
        "build the tables as they were",
        "raingan tables OUT --as-of 2026-11-01 --dest november    what runs before that day (UTC) knew",
        _tables,
    ),
    "reparse": Words(
        "read every current document again",
        """\
raingan reparse OUT --sources exports --dry-run    which cells would change
raingan reparse OUT --sources exports""",
        _reparse,
    ),
    "diff": Words(
        "tell what changed, and why",
        """\
raingan diff OUT --from 2026-11-01 --to 2026-12-01    past updates that were changed are marked REWRITTEN
raingan diff OUT_A OUT_B --format json                two outputs, a JSON object a line""",
        _diff,
    ),
    "schema": Words(
        "print the data dictionary",
        """\
raingan schema                                           as Markdown
raingan schema --format datapackage > datapackage.json   for Frictionless tools""",
        _schema,
    ),
}

_STATUSES = """\
exit status: 0 done, nothing to report; 1 done, with findings; 2 wrong words; 3 could not run, and
whatever was committed before stands; 130 interrupted, the same"""


def read(arguments: Sequence[str]) -> tuple[argparse.Namespace, str, argparse.Namespace]:
    """What all commands share, the command, and what is its own; SystemExit for help and wrong words."""
    common, rest = _common().parse_known_args(arguments)
    if not rest or rest[0] not in COMMANDS:
        _outermost(rest)
    own = _parser(rest[0]).parse_intermixed_args(rest[1:])
    return common, rest[0], own


def _common() -> Parser:
    parser = Parser(add_help=False, allow_abbrev=False)
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing on stderr")
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="of what is said on stderr")
    return parser


class _Version(argparse.Action):
    """Prints the version, which is looked up only then."""

    def __call__(self, parser: Parser, *given: object) -> None:
        from importlib.metadata import version

        print(f"raingan {version('raingan')}")
        parser.exit()


def _outermost(rest: Sequence[str]) -> None:
    """Answer a line without a command: help, the version, or what is wrong."""
    parser = _shaped(Parser(prog="raingan", usage="raingan COMMAND ...", parents=[_common()], allow_abbrev=False))
    parser.description = "Turns project progress reports into tables, with the source of every cell."
    listed = "\n".join(f"  {name:<8}{words.summary}" for name, words in COMMANDS.items())
    parser.epilog = f"commands:\n{listed}\n\nraingan COMMAND --help shows examples.\n\n{_STATUSES}"
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    _, unknown = parser.parse_known_args(rest)
    if unknown:
        parser.error(f"{unknown[0]!r} is no command; there are {', '.join(COMMANDS)}")
    parser.print_help(sys.stderr)
    sys.exit(2)


def _parser(name: str) -> Parser:
    words = COMMANDS[name]
    parser = _shaped(Parser(prog=f"raingan {name}", parents=[_common()], allow_abbrev=False))
    parser.description = f"{words.summary[0].upper()}{words.summary[1:]}."
    examples = "\n".join(f"  {line}" for line in words.examples.splitlines())
    parser.epilog = f"examples:\n{examples}\n\n{_STATUSES}"
    words.declare(parser)
    return parser


def _shaped(parser: Parser) -> Parser:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    return parser
