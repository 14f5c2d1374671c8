"""What is new: the publications that the feed of the whole archive carries, and those of its lists.

A publication is an article or a fact-check with a date. Of a claim in a list its reviews count, and the articles that
it appeared in. What has no date is in no feed, since a feed says of everything when it came.
"""

from collections.abc import Iterable
from typing import Final

from fcgen.archive import urls
from fcgen.archive.index import Archive, Item, Key
from fcgen.archive.order import newest_first
from fcgen.archive.urls import Address
from fcgen.dates import Date
from fcgen.entries.model import PARTIES, Correction, Entry, Kind

NEWEST: Final = 20
"""How many publications a feed has."""

_FOLLOWED: Final = tuple(urls.LISTS[kind] for kind in PARTIES)


def news(archive: Archive) -> dict[Address, tuple[Item, ...]]:
    """Return what the feeds carry, newest first, by the address of the list that each is of; none is empty."""
    made = {urls.HOME: _newest(archive, (key for key in archive.entries if archive.live(key)))}
    made |= {address: of_list(archive, address) for address in archive.listings if has_feed(address)}
    return {address: items for address, items in made.items() if items}


def has_feed(address: Address) -> bool:
    """Tell whether a list has a feed of its own, as soon as there is something in it."""
    if address == urls.CORRECTIONS:
        return True
    return address.startswith((urls.VERDICTS, *_FOLLOWED)) and address not in urls.LISTS.values()


def of_list(archive: Archive, address: Address) -> tuple[Item, ...]:
    """Return what the feed of a list carries, newest first."""
    items = archive.listings[address]
    if address == urls.CORRECTIONS:
        return _corrections(archive, items)
    return _newest(archive, (key for item in items for key in _published(archive, item.key)))


def _published(archive: Archive, key: Key) -> Iterable[Key]:
    """Yield the publications that an item of a list stands for."""
    if key.kind is not Kind.CLAIM:
        yield key
        return
    for ruling in archive.rulings_by_claim.get(key.id, ()):
        yield Key(Kind.FACT_CHECK, ruling.fact_check)
    for sighting in archive.claims[key.id].sightings:
        if sighting.article is not None:
            yield Key(Kind.ARTICLE, sighting.article)


def _newest(archive: Archive, keys: Iterable[Key]) -> tuple[Item, ...]:
    dated = [
        key
        for key in dict.fromkeys(keys)
        if key.kind in (Kind.ARTICLE, Kind.FACT_CHECK) and archive.entries[key].date is not None
    ]
    ordered = newest_first(dated, lambda key: archive.entries[key].date, lambda key: f"{key.kind}/{key.id}")
    return tuple(map(Item, ordered[:NEWEST]))


def _corrections(archive: Archive, items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(item for item in items if correction_of(archive, item).date is not None)[:NEWEST]


def correction_of(archive: Archive, item: Item) -> Correction:
    """Return the correction that an item of the list of corrections stands for."""
    return archive.entries[item.key].corrections[item.number]


def modified(entry: Entry) -> Date | None:
    """Return when an entry last changed in substance: its newest date of publication, update or correction."""
    dates = [date for date in (entry.date, entry.updated, *(c.date for c in entry.corrections)) if date]
    return max(dates, key=lambda date: date.start, default=None)
