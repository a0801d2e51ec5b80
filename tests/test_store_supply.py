"""The supply of a run: how its places are cut into batches."""

from hypothesis import given
from hypothesis import strategies as st

from store.places import Place
from store.supply import Supply

_MB = 1 << 20
# As store/supply.py bounds a batch.
DOCUMENTS, FEWEST, BYTES = 512, 64, 8 * _MB


def cut(sizes: list[int], jobs: int) -> list[list[int]]:
    """The sizes of the places of each batch."""
    supply = Supply([Place("file:///in", f"{n}.txt", "", size, 0) for n, size in enumerate(sizes)], jobs, 64 * _MB)
    batches = []
    while batch := supply.take():
        batches.append([place.size or 0 for place in batch])
    return batches


@given(st.lists(st.sampled_from([0, 17_000, _MB, 9 * _MB]), max_size=3000), st.integers(0, 8))
def test_batches_are_bounded_and_hold_every_place_in_order(sizes: list[int], jobs: int) -> None:
    batches = cut(sizes, jobs)
    assert [size for batch in batches for size in batch] == sizes
    assert all(len(batch) <= DOCUMENTS and (len(batch) == 1 or sum(batch) <= BYTES) for batch in batches)


@given(st.integers(1, 6000), st.integers(1, 8))
def test_the_last_batches_are_small_so_that_workers_end_together(count: int, jobs: int) -> None:
    batches = [len(batch) for batch in cut([10_000] * count, jobs)]
    assert batches == sorted(batches, reverse=True)
    left = count
    for size in batches:
        assert size <= max(FEWEST, -(-left // (2 * jobs))), "one worker would read on while the others have nothing"
        left -= size
