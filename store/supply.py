"""Supply: what a run is to read, in batches: places first, then what archives and dumps among them hold.

An archive or dump is opened by the run itself, member by member, when workers ask for more: a batch
carries the bytes of its members, so that memory stays flat however large the bundle is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract import bundles
from store.opening import open_place
from store.places import Place

# A batch is bounded so that memory stays flat, and large so that files stay few.
_DOCUMENTS = 512
_FEWEST = 64
_BYTES = 8 << 20


@dataclass(slots=True)
class Bundle:
    """An archive or dump among the places: how many members it gave, and whether that was all of them."""

    place: Place
    members: int = 0
    is_whole: bool = False
    is_sound: bool = False


class Supply:
    """The batches of a run; ``bundles`` are the archives and dumps that were found on the way.

    ``members`` are the places of what they held.
    """

    def __init__(self, places: Iterable[Place], jobs: int, max_bytes: int) -> None:
        self.bundles: list[Bundle] = []
        self.members: set[str] = set()
        self._max_bytes = max_bytes
        self._ready: deque[Sequence[Place]] = deque()
        most = _shared(len(places), jobs) if isinstance(places, Sequence) else _most
        self._sources = deque([batches(places, most)])

    def take(self) -> Sequence[Place] | None:
        """The next batch; None where there is none, but an expansion may bring more."""
        return self._ready.popleft() if self.fill(1) else None

    def fill(self, wanted: int) -> int:
        """Make so many batches ready, if there are, and tell how many are."""
        while len(self._ready) < wanted and self._sources:
            batch = next(self._sources[0], None)
            if batch is None:
                self._sources.popleft()
            else:
                self._ready.append(batch)
        return len(self._ready)

    def give_back(self, places: Sequence[Place]) -> None:
        """Take back what a worker left unread; it comes first again."""
        if places:
            self._ready.appendleft(places)

    def expand(self, place: Place) -> None:
        """Supply what an archive or dump holds as well."""
        bundle = Bundle(place)
        self.bundles.append(bundle)
        self._sources.append(batches(self._members(bundle), _most))

    def _members(self, bundle: Bundle) -> Iterator[Place]:
        """The members of a bundle as places, and the bundle itself where it cannot be read to its end."""
        place = bundle.place
        problem = ""
        try:
            with open_place(place.path) as file:
                for member in bundles.members(file, place.source.rpartition("/")[2], self._max_bytes):
                    found = place.member(member.name, member.data, member.problem)
                    bundle.members += 1
                    self.members.add(found.url)
                    yield found
            if not bundle.members:
                problem = "empty: it holds nothing that could be a report."
        except bundles.BrokenBundle as fault:
            problem = str(fault)
        except OSError as fault:
            yield place._replace(problem=f"not-readable: {fault.strerror or fault}.")
            return
        bundle.is_whole, bundle.is_sound = True, not problem
        if problem:
            yield place._replace(problem=problem)


def _most(given: int) -> int:
    """The most documents of a batch, however many others had before."""
    return _DOCUMENTS


def _shared(count: int, jobs: int) -> Callable[[int], int]:
    """The most documents of a batch after others had so many: of half of what is left, a worker's share.

    So the last batches are small, and the workers come to their ends at about the same time.
    """
    return lambda given: min(_DOCUMENTS, max(_FEWEST, -(-(count - given) // (2 * max(1, jobs)))))


def batches(places: Iterable[Place], most: Callable[[int], int]) -> Iterator[Sequence[Place]]:
    """Cut places into batches of not too many bytes; ``most`` says how many documents, after so many in others."""
    batch: list[Place] = []
    given = size = 0
    for place in places:
        if batch and (len(batch) >= most(given) or size + (place.size or 0) > _BYTES):
            yield batch
            given += len(batch)
            batch, size = [], 0
        batch.append(place)
        size += place.size or 0
    if batch:
        yield batch
