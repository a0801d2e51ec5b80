"""The plan of a run: which places are to be read, and which have vanished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from store import versions
from store.log import PASSING, UNSETTLED, Held, Log, Looks, Opened, is_below
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
        held, opened = log.held.get(url), log.bundles.get(url)
        if opened is not None and (held is None or held.ingested_at <= opened.ingested_at):
            # Each opening gives all members the bundle's time: those of another time are in it no more.
            members = [member for member in log.members[url] if member.modified_at == opened.modified_at]
            if _is_bundle_due(place, opened, members, looks, max_bytes):
                made.due.append(place)
            else:
                made.seen.update(member.place for member in members)
        elif held is None or _is_due(place, held, looks, max_bytes):
            made.due.append(place)
        made.seen.add(url)
    return made


def _is_due(place: Place, held: Held, looks: Looks, max_bytes: int) -> bool:
    """Whether a place may hold something else than the log says, or the log may say more of it."""
    if _is_other(place, held):
        return True
    if held.problem is not None:
        if held.fault in PASSING:
            return True
        if held.fault == "too-large":
            return place.size is None or place.size <= max_bytes
    return held.is_stale or _is_unsettled(place, held, looks)


def _is_bundle_due(place: Place, opened: Opened, members: list[Held], looks: Looks, max_bytes: int) -> bool:
    """Whether an archive or dump may hold something else, or one of its members may say more."""
    if _is_other(place, opened) or opened.reader != versions.raingan() or _is_unsettled(place, opened, looks):
        return True
    larger = max_bytes > opened.max_bytes
    return any(
        member.is_stale or member.fault in PASSING or (larger and member.fault == "too-large")
        for member in members
        if member.status != "missing"
    )


def _is_other(place: Place, known: Held | Opened) -> bool:
    """Whether the file is another one; where its store tells no time, nothing says that it is not."""
    return place.modified is None or (place.size, place.modified) != (known.size_bytes, known.modified_at)


def _is_unsettled(place: Place, known: Held | Opened, looks: Looks) -> bool:
    """Whether a file was changed so shortly before it was last looked at that its time proves nothing."""
    if place.modified is None or place.modified < known.ingested_at - UNSETTLED:
        return False
    return place.modified >= looks.last(known.place) - UNSETTLED


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
                # Of a member of an INPUT, the root is the folder that the INPUT lies in.
                root = root if held.place[len(root)] == "/" else root.rpartition("/")[0]
                yield root, held.place[len(root) + 1 :]
                break
