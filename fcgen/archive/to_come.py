"""What is to come by the clock of a build: entries, and of entries that are shown a later `updated` or correction."""

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec

from fcgen.archive.index import LeftOut
from fcgen.dates import Date
from fcgen.entries.model import Entry


def dates(entry: Entry) -> Iterator[Date]:
    """Yield the dates of an entry from which on more of it is shown."""
    every = (entry.date, entry.updated, *(one.date for one in entry.corrections))
    return (date for date in every if date)


def until(entries: Iterable[Entry], now: dt.datetime) -> dt.datetime | None:
    """Return when more of `entries` is shown than at the time `now`, or None where nothing is to come."""
    return min((date.start for entry in entries for date in dates(entry) if date.start > now), default=None)


def as_of(entry: Entry, now: dt.datetime) -> tuple[Entry, tuple[LeftOut, ...]]:
    """Return an entry without what it says of times after `now`, and what that is."""
    later = [one for one in entry.corrections if one.date and one.date.start > now]
    left_out = [
        LeftOut(entry.path, f"its {one.kind} dated {one.date.iso}, which is to come") for one in later if one.date
    ]
    updated = entry.updated
    if updated and updated.start > now:
        left_out.append(LeftOut(entry.path, f"`updated: {updated.iso}`, which is to come"))
        updated = None
    if not left_out:
        return entry, ()
    corrections = tuple(one for one in entry.corrections if one not in later)
    return msgspec.structs.replace(entry, updated=updated, corrections=corrections), tuple(left_out)
