"""The plan of a run: which places are to be read, and which have vanished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from store.log import PASSING, UNSETTLED, Held, Log, Looks, is_below
from store.places import Place, Walk


@dataclass(slots=True)
class Plan:
    """What a walk over the INPUTs found: ``due`` to be read, ``seen`` every place."""

    due: list[Place] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)


def plan(walk: Walk, log: Log, looks: Looks, max_bytes: int) -> Plan:
    """Walk over the INPUTs and choose what to read, without opening anything."""
    made = Plan()
    for place in walk:
        url = place.url
        held = log.held.get(url)
        if held is None or _is_due(place, held, looks, max_bytes):
            made.due.append(place)
        made.seen.add(url)
    return made


def _is_due(place: Place, held: Held, looks: Looks, max_bytes: int) -> bool:
    """Whether a place may hold something else than the log says, or the log may say more of it."""
    if (place.size, place.modified) != (held.size_bytes, held.modified_at):
        return True
    if held.problem is not None:
        if held.fault in PASSING:
            return True
        if held.fault == "too-large":
            return place.size <= max_bytes
    return held.is_stale or _is_unsettled(place, held, looks)


def _is_unsettled(place: Place, held: Held, looks: Looks) -> bool:
    """Whether a file was changed so shortly before it was last looked at that its time proves nothing."""
    if place.modified < held.ingested_at - UNSETTLED:
        return False
    return place.modified >= looks.last(held.place) - UNSETTLED


def vanished(walk: Walk, seen: set[str], log: Log) -> Iterator[tuple[str, str]]:
    """Root and source of the places below the INPUTs that the log knows and the walk did not find.

    A folder that could not be looked into hides its places, and none of them has vanished.
    """
    hidden = [place.rstrip("/") for place, _ in walk.unlisted]
    for held in log.held.values():
        if held.status == "missing" or held.place in seen:
            continue
        if any(is_below(held.place, place) for place in hidden):
            continue
        for root in walk.roots:
            if is_below(held.place, root):
                yield root, held.place[len(root) + 1 :]
                break
