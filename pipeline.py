"""The table of contents: the commands of raingan, each a few lines over a call."""

from __future__ import annotations

import errno
import gc
import os
import shutil
import signal
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from audit import words
from audit.voice import Progress, Voice
from store.faults import CannotRun, WrongWords

if TYPE_CHECKING:
    from store.work import Stop

DONE, FINDINGS, WRONG_WORDS, CANNOT_RUN, INTERRUPTED = 0, 1, 2, 3, 130


def ingest(given: Namespace, voice: Voice) -> int:
    """Read what is new or changed, append it to the records, rebuild the tables."""
    from audit.summary import facts, summary
    from store.folders import folder
    from store.ingest import Options, ingest
    from store.work import Stop

    # A run makes many small objects that stay; to look for garbage among them takes as long again.
    gc.set_threshold(50_000, 20, 50)
    stop = Stop()
    if (given.engine == "dask") != bool(given.scheduler):
        raise WrongWords("--engine dask and --scheduler ADDRESS go together.")
    if given.scheduler and "-" in given.input:
        raise WrongWords("--engine dask cannot read standard input, which only this machine sees; write it to a file.")
    options = Options(given.jobs, given.timeout, given.max_bytes, given.forget_missing, given.scheduler)
    out = folder(given.out)
    with _stopping(stop, voice):
        outcome = ingest(given.input, out, options, stop, Progress(voice, len(given.input) > 1))
    voice.say("done", summary(outcome, out), **facts(outcome))
    if outcome.is_stopped:
        return INTERRUPTED
    return FINDINGS if outcome.has_findings(given.strict) else DONE


def parse(given: Namespace, voice: Voice) -> int:
    """Read one document and show every value."""
    import parsers
    from audit import rendering
    from extract.bundles import is_bundle
    from extract.container import Unreadable, open_document
    from extract.urls import without_secrets
    from store.opening import read_source

    try:
        data = read_source(given.file)
        document = open_document(data)
        if is_bundle(BytesIO(data)):
            raise Unreadable("unsupported: this is a dump of pages; raingan ingest reads what lies in it.")
        reading = parsers.parse(document)
    except Unreadable as fault:
        voice.say("document", f"{without_secrets(given.file)}: unreadable: {fault}", problem=str(fault))
        _put(rendering.unreadable(str(fault)) if given.format == "json" else "")
        return FINDINGS
    width = shutil.get_terminal_size((140, 0)).columns
    _put(rendering.as_json(reading) if given.format == "json" else rendering.as_text(reading, width))
    return DONE if reading.layout else FINDINGS


def status(given: Namespace, voice: Voice) -> int:
    """Tell what lies in OUT."""
    from audit.status import status

    told, has_findings = status(given.out)
    _put(told)
    return FINDINGS if has_findings else DONE


def check(given: Namespace, voice: Voice) -> int:
    """Prove every promise of OUT, or say where it is broken."""
    from audit.check import Tally, check

    tally = Tally()
    for finding in check(given.out, given.sources, tally):
        _put(f"{finding.as_json if given.format == 'json' else finding.as_line}\n")
    _put(tally.as_json if given.format == "json" else str(tally))
    return FINDINGS if tally.findings else DONE


def tables(given: Namespace, voice: Voice) -> int:
    """Build the tables as they were at an instant."""
    from audit.asof import first_run, instant, tables_as_of

    before = instant(given.as_of)
    tables_as_of(given.out, before, given.dest)
    first = first_run(given.out)
    told = f"{given.dest}: the tables of what was known before {given.as_of}."
    if first is None or first >= before:
        when = f"the first run started at {first:%Y-%m-%dT%H:%M:%SZ}" if first else "no run has read anything"
        told = f"{given.dest}: empty tables, for nothing was known before {given.as_of}: {when}."
    voice.say("done", told, first_run=first and first.isoformat())
    return DONE


def reparse(given: Namespace, voice: Voice) -> int:
    """Read every current document again, or tell what that would change."""
    from audit import reparse
    from audit.summary import facts, summary
    from store.ingest import Options
    from store.work import Stop

    if given.dry_run:
        outlook = reparse.foresee(given.out, given.sources)
        _put(outlook.as_json if given.format == "json" else str(outlook))
        return FINDINGS if outlook.has_findings else DONE
    stop = Stop()
    options = Options(given.jobs, given.timeout, given.max_bytes)
    with _stopping(stop, voice):
        outcome, outlook = reparse.reparse(given.out, given.sources, options, stop, Progress(voice))
    _put(outlook.as_json if given.format == "json" else str(outlook))
    voice.say("done", summary(outcome, given.out), **facts(outcome))
    if outcome.is_stopped:
        return INTERRUPTED
    return FINDINGS if outcome.has_findings(False) or outlook.faults else DONE


def diff(given: Namespace, voice: Voice) -> int:
    """Tell what differs between two instants of OUT, or between two OUTs."""
    from audit.diff import diff
    from audit.diff.sides import sides
    from audit.diff.telling import Sums, line

    sums = Sums()
    for difference in diff(*sides(given.out, given.other, given.since, given.until)):
        sums.add(difference)
        _put(f"{difference.as_json}\n" if given.format == "json" else line(difference))
    _put(sums.as_json if given.format == "json" else str(sums))
    return FINDINGS if sums else DONE


def schema(given: Namespace, voice: Voice) -> int:
    """Print the data dictionary."""
    from schemas import dictionary

    _put(dictionary.FORMATS[given.format]())
    return DONE


COMMANDS: dict[str, Callable[[Namespace, Voice], int]] = {
    "ingest": ingest,
    "parse": parse,
    "status": status,
    "check": check,
    "tables": tables,
    "reparse": reparse,
    "diff": diff,
    "schema": schema,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out a command line and give its exit status."""
    _open_streams()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # Thai goes through the pipes of every system.
    # Nobody multiplies matrices here: numpy's threads for that would only wait, and busily so.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Of Arrow's insides, and of all processes that are started: see store/system_memory.py.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    common, command, own = words.read(sys.argv[1:] if arguments is None else arguments)
    voice = Voice(common.quiet, common.log_format)
    try:
        return COMMANDS[command](own, voice)
    except WrongWords as fault:
        voice.fail(str(fault))
        return WRONG_WORDS
    except BrokenPipeError:
        # Whoever read stdout wants no more of it; Python would complain again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (CannotRun, OSError) as fault:
        voice.fail(_reason(fault))
        return CANNOT_RUN
    except KeyboardInterrupt:
        voice.fail("Stopped at once; what was committed stands, and the next run goes on from there.")
        return INTERRUPTED
    except Exception:
        voice.fail(f"This is a fault of raingan; what was committed stands. {traceback.format_exc()}")
        return CANNOT_RUN


def _open_streams() -> None:
    """Open those of the three streams that were closed: else the next file that is opened stands in their place."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115, PTH123 - as long as the process.


def _put(text: str) -> None:
    """Write to stdout; where its reader has seen enough, the command goes on, for its exit status counts."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as fault:
        # Python would complain again when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(fault, BrokenPipeError):
            raise CannotRun(f"Standard output cannot be written to: {fault.strerror}.") from fault


def _reason(fault: Exception) -> str:
    told = str(fault)
    if not isinstance(fault, OSError):
        return told
    # Libraries tell in their own words what the system said, and not always where.
    is_full = fault.errno in (errno.ENOSPC, errno.EDQUOT) or os.strerror(errno.ENOSPC) in told
    if fault.filename:
        told = f"{fault.filename}: {fault.strerror}"
    elif is_full:
        told = f"OUT cannot be written to: {told}"
    advice = " Make room, then run this again: what was committed before stands." if is_full else ""
    return f"{told.rstrip('.')}.{advice}"


@contextmanager
def _stopping(stop: Stop, voice: Voice) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end a run after the batches in hand; the second time, at once."""

    def ask(number: int, frame: Any) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.ask()
        voice.say("stopping", "Stopping: what is in hand is being committed. Once more stops at once.")

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


if __name__ == "__main__":
    sys.exit(main())
