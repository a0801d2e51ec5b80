"""Check and reparse find the members of archives and dumps again, each bundle read once."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from audit.check import Tally, check
from audit.members import Lying, Members
from audit.reparse import foresee, reparse
from store.ingest import Options
from store.work import Stop
from tests import exports, older
from tests.bundles import dumped, tarred, zipped
from tests.exports import page, write


def pages(numbers: Iterable[int]) -> list[tuple[str, bytes]]:
    return [(f"page-{number}.txt", page(number).encode()) for number in numbers]


def fill(folder: Path) -> Path:
    """The same and other pages in files, archives and dumps, one of them broken."""
    write(folder / "page-1.txt", page(1))
    write(folder / "odd!name.txt", page(2))
    write(folder / "sub" / "a.zip", zipped([*pages([1, 3, 4]), ("in.tgz", tarred(pages([5, 6]), "w:gz"))]))
    write(folder / "page-7.txt.gz", gzip.compress(page(7).encode()))
    write(
        folder / "dump.jsonl",
        dumped({"url": f"https://a.example/{n}!x?y=z&pwd=5e", "text": page(n)} for n in (3, 8, 9)),
    )
    write(folder / "cut.tar", tarred(pages([10, 11]))[:6_000])
    return folder


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return fill(tmp_path / "in")


@pytest.fixture
def out(tmp_path: Path, source: Path) -> Path:
    exports.ingest(tmp_path / "out", source)
    return tmp_path / "out"


def found(out: Path, source: Path) -> tuple[Tally, set[tuple[str, str]]]:
    """What check finds, by the place below the folder."""
    tally = Tally()
    return tally, {(each.code, each.place.partition("/in/")[2]) for each in check(out, source, tally)}


def test_every_member_is_read_again(out: Path, source: Path) -> None:
    tally, findings = found(out, source)
    assert findings == set()
    read = [row["source"] for row in exports.log(out) if row["document_id"] is not None]
    assert tally.proved["sources read"] == len(read)
    assert {"odd!name.txt", "sub/a.zip!in.tgz!page-6.txt", "page-7.txt.gz!page-7.txt", "cut.tar!page-10.txt"} < {*read}
    assert not tally.notes


def test_changed_and_lost_members_are_named(out: Path, source: Path) -> None:
    changed = ("page-3.txt", page(3).replace("ร้อยละ 20.00", "ร้อยละ 21.00").encode())
    write(source / "sub" / "a.zip", zipped([*pages([4]), changed, ("in.tgz", tarred(pages([5]), "w:gz"))]))
    _, findings = found(out, source)
    assert findings == {
        ("source-changed", "sub/a.zip!page-3.txt"),
        ("source-missing", "sub/a.zip!page-1.txt"),
        ("source-missing", "sub/a.zip!in.tgz!page-6.txt"),
    }
    (source / "dump.jsonl").unlink()
    _, findings = found(out, source)
    assert {place.partition("!")[0] for code, place in findings if code == "source-differs"} == {"sub/a.zip"}
    assert ("source-missing", "dump.jsonl!https://a.example/8!x?y=z") in findings


@pytest.mark.parametrize("jobs", [0, 2])
def test_reparse_reads_members(tmp_path: Path, jobs: int) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    write(source / "odd!name.txt", page(2))
    write(source / "sub" / "a.zip", zipped([*pages([4, 3]), ("in.tgz", tarred(pages([5, 6]), "w:gz"))]))
    write(source / "page-7.txt.gz", gzip.compress(page(7).encode()))
    write(
        source / "dump.jsonl", dumped({"url": f"https://a.example/{n}!x?y=z&pwd=5e", "text": page(n)} for n in (8, 9))
    )
    older.ingest(out, source, older.without_narratives)
    outcome, outlook = reparse(out, source, Options(jobs=jobs), Stop(), exports.Unwatched())
    assert (outcome.due, outlook.looked_at, dict(outcome.documents)) == (8, 8, {"parsed": 8})
    exports.ingest(tmp_path / "new", source)
    assert exports.contents(out / "tables") == exports.contents(tmp_path / "new" / "tables")
    assert found(out, source)[1] == set()
    assert not foresee(out, source).has_findings


def test_reparse_takes_any_place_that_still_has_the_document(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    write(source / "a.zip", zipped(pages([1, 2])))
    older.ingest(out, source, older.without_narratives)
    write(source / "b.zip", zipped(pages([2, 1, 3])))
    exports.ingest(out, source)
    (source / "a.zip").unlink()
    assert not foresee(out, source).faults
    write(source / "b.zip", zipped(pages([1])))
    assert dict(foresee(out, source).faults) == {"source-missing": 2}


PAIRS = [(f"{number}.txt", bytes([number]) * 300_000) for number in range(60)]


@pytest.mark.parametrize("make", [zipped, tarred, lambda pairs: tarred(pairs, "w:gz")])
def test_a_bundle_is_read_once_in_whatever_order_it_is_asked(tmp_path: Path, make: Callable[..., bytes]) -> None:
    path = write(tmp_path / "a.zip", make(PAIRS))
    order = random.Random(3).sample(PAIRS, 50)
    with Members({path: {name for name, _ in order} | {"lost"}}, 1 << 20) as members:
        for at, (name, data) in enumerate(order):
            assert members.read(Lying(path, name, "a.zip")) == data
            if not at:
                # Nobody can open it again.
                path.unlink()
        with pytest.raises(FileNotFoundError, match="no such member"):
            members.read(Lying(path, "lost", "a.zip"))


def test_more_bundles_than_may_be_open_at_once(tmp_path: Path) -> None:
    paths = [write(tmp_path / f"{n}.zip", zipped([("a", b"a%d" % n), ("b", b"b%d" % n)])) for n in range(80)]
    with Members({path: {"a", "b"} for path in paths}, 1 << 20) as members:
        for name in "ba":
            for n, path in enumerate(paths):
                assert members.read(Lying(path, name, path.name)) == f"{name}{n}".encode()
        assert members.read(Lying(paths[0], "b", "0.zip")) == b"b0"


def test_problems_of_members_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", zipped([("a", b"1" * 2_000), ("b", b"2")]))
    cut = write(tmp_path / "cut.tgz", tarred(PAIRS, "w:gz")[:9_000])
    with Members({path: {"a", "b"}, cut: {"59.txt"}}, 1_000) as members:
        assert members.read(Lying(path, "b", "a.zip")) == b"2"
        with pytest.raises(OSError, match="too-large"):
            members.read(Lying(path, "a", "a.zip"))
        with pytest.raises(OSError, match="damaged-archive"):
            members.read(Lying(cut, "59.txt", "cut.tgz"))
