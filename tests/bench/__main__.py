"""The bench: ``make bench``, or ``python -m tests.bench [--quick] [--only PART] [--write]``.

It makes a seeded folder of reports, runs the real program over it, and prints one report: a table, what
has to show with ok or short, and what grows how. Progress goes to stderr. All that it makes lies in
one temporary folder, which goes when it ends (TMPDIR says where; the whole takes about 5 GB).
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.bench import measurements
from tests.bench.measurements import FULL, QUICK, Bench
from tests.bench.on_cluster import on_cluster
from tests.bench.report import Report
from tests.bench.runs import ROOT, tell

# In this order: later parts use what earlier ones have made.
PARTS: dict[str, Callable[[Bench], None]] = {
    "ingest": measurements.ingest,
    "stages": measurements.stages,
    "startup": measurements.startup,
    "templates": measurements.templates,
    "memory": measurements.memory,
    "unchanged": measurements.unchanged,
    "pdf": measurements.pdf,
    "dask": on_cluster,
    "growth": measurements.growth,
}


def main() -> None:
    """Measure, print, and renew the pages where that is asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed, memory and growth.")
    parser.add_argument("--quick", action="store_true", help="few documents, about two minutes")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part, and the floor; again for more")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus (default: %(default)s)")
    parser.add_argument("--write", action="store_true", help="renew docs/performance.md and docs/scaling.md")
    given = parser.parse_args()
    if given.write and (given.only or given.quick):
        parser.error("--write keeps a whole report: without --only and --quick.")
    if not Path("/proc/self/statm").exists():
        parser.error("This asks /proc for the memory of processes: run it on Linux.")
    report = Report(_command(given), given.seed)
    with tempfile.TemporaryDirectory(prefix="raingan-bench-") as folder:
        bench = Bench(Path(folder), QUICK if given.quick else FULL, report)
        for name, part in {"floor": measurements.floor, **PARTS}.items():
            if name == "floor" or not given.only or name in given.only:
                tell(f"== {name}")
                part(bench)
    print(report)
    if given.write:
        report.write(ROOT / "docs")


def _command(given: argparse.Namespace) -> str:
    """The command that makes this report again."""
    words = ["--quick"] * given.quick + [f"--only {name}" for name in given.only or ()] + ["--write"] * given.write
    words += [f"--seed {given.seed}"] * (given.seed != 1)
    return "make bench" + f' BENCH="{" ".join(words)}"' * bool(words)


if __name__ == "__main__":
    main()
