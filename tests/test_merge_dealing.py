"""Wide rows are dealt out to files and put in order, and take the cells that other rows give them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from store.merge.dealing import Dealing
from store.merge.write import in_groups

COLUMNS = {"name": pa.string(), "cost": pa.int64(), "tags": pa.list_(pa.string())}
SCHEMA = pa.schema({**COLUMNS, "place": pa.int64(), "given": pa.int64()})
BITS = {"cost": 1, "tags": 2}
CELLS = st.tuples(
    st.none() | st.text(max_size=3),
    st.none() | st.integers(0, 9),
    st.none() | st.lists(st.text("ก", max_size=2), max_size=2),
)


@st.composite
def dealt(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows in any order with those that give them cells, and what is to become of them."""
    rows, expected = [], []
    for place in range(draw(st.integers(0, 12))):
        base = dict(zip(COLUMNS, draw(CELLS), strict=True))
        rows.append({**base, "place": place, "given": 0})
        # Each choice is given by one row at most, which may give several.
        for bits in draw(st.sampled_from([(), (1,), (2,), (3,), (1, 2)])):
            giver = dict(zip(COLUMNS, draw(CELLS), strict=True))
            rows.append({**giver, "place": place, "given": bits})
            base = {**base, **{name: giver[name] for name, bit in BITS.items() if bits & bit}}
        expected.append(base)
    return draw(st.permutations(rows)), expected


@given(case=dealt(), group_rows=st.integers(1, 4), batch_rows=st.integers(1, 5))
def test_rows_get_their_places_and_the_cells_that_others_give_them(
    case: tuple[list[dict[str, Any]], list[dict[str, Any]]], group_rows: int, batch_rows: int
) -> None:
    rows, expected = case
    # Each batch is in order, and batches are not.
    batches = [batch.sort_by("place") for batch in pa.Table.from_pylist(rows, SCHEMA).to_batches(batch_rows)]
    with TemporaryDirectory() as folder:
        dealing = Dealing(len(expected), group_rows, BITS, Path(folder))
        parts = list(dealing.in_order(pa.RecordBatchReader.from_batches(SCHEMA, batches)))
        assert not list(Path(folder).iterdir())
    assert [row for part in parts for row in part.to_pylist()] == expected
    assert all(len(part) == group_rows for part in parts[:-1])


@given(sizes=st.lists(st.integers(0, 7), max_size=9), group_rows=st.integers(1, 5))
def test_rows_in_order_are_cut_into_groups_of_one_size(sizes: list[int], group_rows: int) -> None:
    numbers = iter(range(sum(sizes)))
    batches = [
        pa.RecordBatch.from_pydict({"n": pa.array([next(numbers) for _ in range(size)], pa.int64())}) for size in sizes
    ]
    rows = pa.RecordBatchReader.from_batches(pa.schema({"n": pa.int64()}), batches)
    groups = [group["n"].to_pylist() for group in in_groups(rows, group_rows)]
    assert [number for group in groups for number in group] == list(range(sum(sizes)))
    assert all(len(group) == group_rows for group in groups[:-1])
    assert all(groups) or groups == [[]]
