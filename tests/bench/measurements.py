"""What a bench measures, one function a part of the report; everything by runs of the real program."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.corpus import FOLDER, make
from tests.bench.report import Growth, Line, Report
from tests.bench.runs import ROOT, Run, middle, python, raingan, rounds, run, tell
from tests.exports import log

_INSIDE = ("-m", "tests.bench.inside")


@dataclass(frozen=True)
class Sizes:
    """How many documents and runs; documents are multiples of a folder of the corpus."""

    main: int
    few: int
    many: int
    growth: tuple[int, ...]
    pages: int
    cluster: int
    copies: int
    runs: int


FULL = Sizes(20_000, 1_000, 20_000, (1_000, 10_000, 100_000), pages=10_000, cluster=10_000, copies=5, runs=3)
QUICK = Sizes(2_000, 500, 4_000, (500, 2_000, 8_000), pages=2_000, cluster=2_000, copies=1, runs=1)


@dataclass
class Bench:
    """A corpus in a folder, the runs over it, and the report that they make."""

    folder: Path
    sizes: Sizes
    report: Report
    runs: dict[tuple[int, int, bool], list[Run]] = field(default_factory=dict)
    floors: list[float] = field(default_factory=list)

    def reports(self, count: int) -> list[str]:
        """The folders of the first so many reports."""
        made = sorted(str(path) for path in (self.folder / "reports").glob("*"))
        if len(made) * FOLDER < count:
            tell(f"making {count:,} reports")
            make(self.folder / "reports", self.report.seed, count)
            made = sorted(str(path) for path in (self.folder / "reports").glob("*"))
        return made[: count // FOLDER]

    def size(self, count: int) -> int:
        """The bytes of the first so many reports."""
        return bytes_of(*self.reports(count))

    def out(self, count: int) -> Path:
        """Where the last ingest of so many reports wrote."""
        return self.folder / f"out-{count}"

    def ingest(self, count: int, jobs: int, is_pinned: bool = False) -> Run:
        """Ingest so many reports into an empty OUT."""
        out = self.out(count)
        shutil.rmtree(out, ignore_errors=True)
        words = raingan("ingest", *self.reports(count), "--out", out, "--jobs", jobs, "--quiet")
        made = run(words, is_pinned=is_pinned)
        self.runs.setdefault((count, jobs, is_pinned), []).append(made)
        return made

    def floor(self) -> Run:
        """Measure the floor once more; that of the report is the median of all times."""
        count = self.sizes.main
        made = run(python(*_INSIDE, "floor", *self.reports(count)), is_pinned=True)
        self.floors.append(json.loads(made.said)["floor"])
        found = median(self.floors)
        self.report.floor = count / found
        told = Line("read, decode, NFC", len(self.floors), found, count, self.size(count))
        self.report.groups["The floor, one core"] = [told]
        return made

    def ingest_of(self, folder: Path, count: int) -> Run:
        """Ingest a folder of so many files into an empty OUT on one core."""
        shutil.rmtree(self.out(count), ignore_errors=True)
        return run(raingan("ingest", folder, "--out", self.out(count), "--jobs", 1, "--quiet"), is_pinned=True)

    def one_report(self) -> Path:
        """The first report."""
        return min(Path(self.reports(FOLDER)[0]).iterdir())

    def on_one_core(self, count: int, wanted: int) -> list[Run]:
        """Runs over so many reports on one core, of which other parts may have made some."""
        done = self.runs.get((count, 1, True), [])
        if len(done) < wanted or not self.out(count).exists():
            start = partial(self.ingest, count, 1, True)
            rounds(max(1, wanted - len(done)), {f"ingest of {count:,} on one core": start})
        return self.runs[count, 1, True]

    def inside(self, *words: object, runs: int, is_pinned: bool = True) -> dict[str, float]:
        """The medians of what one process measures in itself."""
        made = [json.loads(run(python(*_INSIDE, *words), is_pinned=is_pinned).said) for _ in range(runs)]
        tell(f"{words[0]}: {made[-1]}")
        return {name: median(each[name] for each in made) for name in made[0]}


def bytes_of(*folders: str | Path) -> int:
    """The bytes of all files of folders and those below them."""
    return sum(path.stat().st_size for folder in folders for path in Path(folder).rglob("*") if path.is_file())


def line(what: str, runs: list[Run], documents: int = 0, size: int = 0, unit: str = "") -> Line:
    """The line of some runs of one thing."""
    return Line(what, len(runs), middle(runs), documents, size, max(run.peak for run in runs), unit)


def floor(bench: Bench) -> None:
    """The floor, which everything is held against."""
    rounds(bench.sizes.runs, {"the floor, start-up included": bench.floor})


def stages(bench: Bench) -> None:
    """What a worker does with a document, stage by stage."""
    count, runs = bench.sizes.main, bench.sizes.runs
    size = bench.size(count)
    found = bench.inside("stages", *bench.reports(count), runs=runs)
    bench.on_one_core(count, 1)
    found |= bench.inside("merge", bench.out(count), runs=runs)
    found["all stages"] = sum(found.values())
    lines = (Line(name, runs, seconds, count, size) for name, seconds in found.items())
    bench.report.add("Our stages, one core, in one process", *lines)


def ingest(bench: Bench) -> None:
    """The whole of it, with provenance, from files to finished tables, and the floor before each run."""
    count, report = bench.sizes.main, bench.report
    size = bench.size(count)
    names = {"on one core": (1, True), "--jobs 1, two cores free": (1, False), "--jobs 2": (2, False)}

    def beside_floor(jobs: int, is_pinned: bool) -> Run:
        bench.floor()
        return bench.ingest(count, jobs, is_pinned)

    starts = {name: partial(beside_floor, *how) for name, how in names.items()}
    done = rounds(2 * bench.sizes.runs - 1, starts)
    lines = {name: line(f"`ingest` {name}", runs, count, size) for name, runs in done.items()}
    report.add("`raingan ingest`, start-up and merge included", *lines.values())
    one, free, two = lines.values()
    share = count / one.seconds / report.floor
    showed = f"{share:.1%} ({count / one.seconds:,.0f} documents a second)"
    report.promise("one core: at least 4 % of the floor (the goal: 8 %)", showed, share >= 0.04)
    gain = free.seconds / two.seconds
    report.promise("two jobs: at least 1.7 times one job", f"{gain:.2f} times", gain >= 1.7)


def startup(bench: Bench) -> None:
    """Start-up beside bare Python."""
    bare, helped = partial(run, python("-c", "")), partial(run, raingan("--help"))
    done = rounds(5 * bench.sizes.runs, {"bare Python": bare, "raingan --help": helped})
    lines = [line(name, runs) for name, runs in done.items()]
    bench.report.add("Start-up", *lines)
    ratio = lines[1].seconds / lines[0].seconds
    bench.report.promise("`raingan --help`: under 5 times bare Python", f"{ratio:.1f} times", ratio < 5)


def unchanged(bench: Bench) -> None:
    """A run with nothing new beside a bare walk with stat, and beside one that has nothing to look at."""
    count, runs = bench.sizes.many, 2 * bench.sizes.runs + 1
    if not bench.out(count).exists():
        rounds(1, {f"ingest of {count:,} with two jobs": partial(bench.ingest, count, 2)})
    walked = bench.inside("walk", *bench.reports(count), runs=runs)["walk"]
    again = partial(run, raingan("ingest", *bench.reports(count), "--out", bench.out(count), "--quiet"))
    one = partial(run, raingan("ingest", bench.one_report(), "--out", bench.folder / "out-one", "--quiet"))
    one()
    done = rounds(runs, {"nothing new": again, "start-up": one})
    nothing, start = middle(done["nothing new"]), middle(done["start-up"])
    bench.report.add(
        "A run with nothing new",
        Line("a bare walk with stat, start-up not counted", runs, walked, count, unit=" files"),
        line("`raingan ingest`", done["nothing new"], count, unit=" files"),
        line("`raingan ingest` of one file: its start-up", done["start-up"], 1, unit=" file"),
    )
    limit = 5 * walked + start
    showed = f"{nothing:.2f} s, where 5 walks of {walked:.3f} s and a start-up of {start:.2f} s make {limit:.2f} s"
    bench.report.promise(f"nothing new over {count:,} files: at most 5 walks and start-up", showed, nothing <= limit)


def growth(bench: Bench) -> None:
    """The same on one core over more and more documents; the largest runs once."""
    report = bench.report
    for count in bench.sizes.growth:
        runs = bench.on_one_core(count, bench.sizes.runs if count <= bench.sizes.main else 1)
        out = bench.out(count)
        merge = bench.inside("merge", out, runs=1 if count > bench.sizes.main else bench.sizes.runs)["merge"]
        report.add("Growth: `raingan ingest`, one core", line("`ingest`", runs, count, bench.size(count)))
        written = bytes_of(out / "records"), bytes_of(out / "tables")
        report.growth.append(Growth(count, middle(runs), merge, *written, max(run.peak for run in runs)))
    few, many = report.growth[-2:]
    ratio = (many.seconds / many.documents) / (few.seconds / few.documents)
    wanted = f"time a document at {many.documents:,}: within 15 % of that at {few.documents:,}"
    report.promise(wanted, f"{ratio - 1:+.1%}", abs(ratio - 1) <= 0.15)


def memory(bench: Bench) -> None:
    """The most memory that few and many documents take; the worse of one job and two counts."""
    few, many = bench.sizes.few, bench.sizes.many
    ratios = []
    for jobs in (1, 2):
        starts = {f"ingest of {n:,}, --jobs {jobs}": partial(bench.ingest, n, jobs) for n in (few, many)}
        lines = [
            line(f"`ingest --jobs {jobs}`", runs, count, bench.size(count))
            for count, runs in zip((few, many), rounds(2, starts).values(), strict=True)
        ]
        bench.report.add("Memory", *lines)
        ratios.append(lines[1].peak / lines[0].peak)
    showed = f"{ratios[0]:.2f} times with one job, {ratios[1]:.2f} times with two"
    wanted = f"peak memory at {many:,} documents: at most 1.5 times that at {few:,}"
    bench.report.promise(wanted, showed, max(ratios) <= 1.5)


def templates(bench: Bench) -> None:
    """Templates for the project page, which do far less, on project pages only; ours is the whole ingest."""
    pages = bench.folder / "pages"
    pages.mkdir(exist_ok=True)
    for folder in bench.reports(bench.sizes.pages):
        for path in Path(folder).glob("project-*"):
            shutil.copy2(path, pages)
    count, size, runs = len(list(pages.iterdir())), bytes_of(pages), bench.sizes.runs
    names = {"ttp": "ttp, all sections", "ttp-lines": "ttp, lines only", "textfsm": "textfsm, head and reports"}
    found = {name: bench.inside(name, pages, runs=runs)[name] for name in names}
    ours = rounds(runs, {"ingest of project pages": lambda: bench.ingest_of(pages, count)})["ingest of project pages"]
    group = "Project pages only, one core"
    bench.report.add(group, *(Line(f"{names[name]}: bare parse", runs, found[name], count, size) for name in names))
    bench.report.add(group, line("`raingan ingest`, to finished tables", ours, count, size))
    theirs, mine = count / found["ttp"], count / middle(ours)
    showed = f"{mine:,.0f} beside {theirs:,.0f} documents a second"
    bench.report.promise("faster than the bare parse of the ttp template", showed, mine > theirs)


def pdf(bench: Bench) -> None:
    """PDFs of several producers; each copy ends in a remark of its own, so that none is read twice."""
    folder = bench.folder / "pdf"
    folder.mkdir(exist_ok=True)
    for path in sorted((ROOT / "tests" / "fixtures" / "pdf").glob("*.pdf")):
        for copy in range(0 if path.name.startswith("damaged") else bench.sizes.copies):
            (folder / f"{copy}-{path.name}").write_bytes(path.read_bytes() + f"\n%{copy}\n".encode())
    count = len(list(folder.iterdir()))
    runs = rounds(bench.sizes.runs, {"ingest of PDFs": lambda: bench.ingest_of(folder, count)})["ingest of PDFs"]
    pages = sum(row["pages"] or 0 for row in log(bench.out(count)))
    bench.report.add("PDF, one core, start-up and merge included", line("`raingan ingest`", runs, pages, unit=" pages"))
