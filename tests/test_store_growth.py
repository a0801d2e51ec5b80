"""The tables are a function of what is known, and not of the runs and batches that it came in."""

import shutil
import tempfile
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store import supply
from store.commit import publish
from tests.exports import LONG_AGO, contents, ingest, page, write

# Name and text of each file: projects that stand in several files, the same bytes at two places,
# and what is no report. Later ones are the newer.
FILES: list[tuple[str, str | bytes]] = [
    ("a/one.txt", page(1)),
    ("a/one again.txt", page(1)),
    ("b/one grown.txt", page(1, updates=4)),
    ("b/one other.txt", page(1, updates=3, extra="แก้ไข")),
    ("two.txt", page(2, updates=1)),
    ("two shorter.txt", page(2, updates=5)),
    ("c/three_pid=00000009-2564.txt", page(3, updates=0)),
    ("unknown.txt", "รายงานอื่น"),
    ("empty.txt", ""),
    ("broken.txt", b"\xff\xfe\x00"),
    ("d/four.txt", page(4).encode("cp874")),
    ("d/four.md", page(4).encode("utf-16")),
]
RUNS = 5


def unpublished(out: Path, threads: int) -> bool:
    """The tables of the runs before the last one would be built over again, and only take time."""
    return False


def place(folder: Path, numbers: Iterable[int]) -> None:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        name, text = FILES[number]
        write(folder / name, text, LONG_AGO + number * 1000)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    place(folder / "in", range(len(FILES)))
    ingest(folder / "out", folder / "in")
    return contents(folder / "out" / "tables")


@settings(max_examples=100)
@given(
    order=st.permutations(range(len(FILES))),
    cuts=st.lists(st.integers(0, len(FILES)), min_size=RUNS - 1, max_size=RUNS - 1),
    batch=st.integers(1, 7),
)
def test_five_growing_runs_make_what_one_run_makes(
    expected: dict[str, bytes], order: list[int], cuts: list[int], batch: int
) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        bounds = [0, *sorted(cuts), len(FILES)]
        with patch.object(supply, "_DOCUMENTS", batch), patch("store.ingest.publish", unpublished):
            for start, end in pairwise(bounds):
                place(folder / "in", order[start:end])
                ingest(folder / "out", folder / "in")
        publish(folder / "out")
        assert contents(folder / "out" / "tables") == expected
    finally:
        shutil.rmtree(folder)
