"""What each list of the site holds, in its order."""

from collections.abc import Iterable, Iterator

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Item, Key
from fcgen.archive.order import a_to_z, newest_first
from fcgen.archive.urls import Address
from fcgen.config import UNCLASSIFIED
from fcgen.dates import Date
from fcgen.entries.model import PARTIES, Article, Entry, FactCheck, Kind
from fcgen.fields import Mention


def listings(archive: Archive) -> dict[Address, tuple[Item, ...]]:
    """Return the items of every list by the list's address: dated things newest first, others A to Z."""
    dated: dict[Item, dict[Address, None]] = {}
    corrected: list[Item] = []
    for address, item in _placed(archive):
        if address == urls.CORRECTIONS:
            corrected.append(item)
        else:
            dated.setdefault(item, {})[address] = None
    made: dict[Address, list[Item]] = {address: [] for address in _always(archive)}
    for item in newest_first(dated, lambda i: date_of(archive, i), _name):  # once for all lists: the order is one
        for address in dated[item]:
            made.setdefault(address, []).append(item)
    made[urls.CORRECTIONS] += _sorted(archive, urls.CORRECTIONS, corrected)
    for kind in PARTIES:
        shown = [one for one in archive.names(kind).parties.values() if not (one.entry and one.entry.withdrawn)]
        made[urls.LISTS[kind]] += [Item(Key(kind, one.id)) for one in a_to_z(shown, lambda p: p.name, lambda p: p.id)]
    return {address: tuple(items) for address, items in made.items()}


def _always(archive: Archive) -> Iterator[Address]:
    """Yield the lists that there are even if nothing is in them."""
    yield from (*urls.LISTS.values(), urls.CORRECTIONS)
    yield from (urls.verdict(verdict.id) for verdict in archive.config.verdicts)
    for kind in PARTIES:
        yield from (urls.entry(kind, party) for party in archive.names(kind).parties)


def _placed(archive: Archive) -> Iterator[tuple[Address, Item]]:
    """Yield the lists that entries and claims are in, each with what stands for them there."""
    for entry in archive.entries.values():
        yield from _of_entry(archive, entry)
    for claim in archive.claims.values():
        yield from _of_claim(claim)


def changed(before: Archive, after: Archive, key: Key) -> dict[Address, tuple[Item, ...]]:
    """Return the lists that an entry came into or left, and that of its corrections, as they are after an edit of it.

    Its date, and the claims and parties that it names, must be the same in both.
    """
    was, now = (set(_of_entry(archive, archive.entries[key])) for archive in (before, after))
    made = {}
    for address in {one for one, _ in was ^ now} | {one for one, _ in now if one == urls.CORRECTIONS}:
        left = (item for item in before.listings.get(address, ()) if (address, item) not in was)
        made[address] = _sorted(after, address, (*left, *(item for one, item in now if one == address)))
    return made


def _of_entry(archive: Archive, entry: Entry) -> Iterator[tuple[Address, Item]]:
    """Yield the lists that an entry is in, each with what stands for it there."""
    if entry.withdrawn:
        return
    item = Item(Key(entry.kind, entry.id))
    if entry.kind in (Kind.ARTICLE, Kind.FACT_CHECK):
        yield urls.LISTS[entry.kind], item
        if entry.date:
            yield urls.year(entry.date.start.year), item
    if entry.kind in (Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM):
        for mention in entry.topics:
            if (topic_id := archive.topics.find(mention)) is not None:
                yield urls.entry(Kind.TOPIC, topic_id), item
    outlet = archive.outlets.find(_outlet(entry))
    if outlet is not None:
        yield urls.entry(Kind.OUTLET, outlet), item
    for number in range(len(entry.corrections)):
        yield urls.CORRECTIONS, Item(item.key, number)
    for ruling in archive.rulings_by_fact_check.get(entry.id, ()) if entry.kind is Kind.FACT_CHECK else ():
        if ruling.counted:
            verdict = ruling.verdict.id if ruling.verdict else UNCLASSIFIED
            yield urls.verdict(verdict), Item(item.key, ruling.number)


def _outlet(entry: Entry) -> Mention | None:
    match entry.details:
        case Article(outlet=outlet) | FactCheck(reviewer=outlet):
            return outlet
        case _:
            return None


def _of_claim(claim: ClaimRecord) -> Iterator[tuple[Address, Item]]:
    if claim.withdrawn:
        return
    item = Item(Key(Kind.CLAIM, claim.id))
    yield urls.LISTS[Kind.CLAIM], item
    for claimant in claim.claimants:
        yield urls.entry(Kind.PERSON, claimant.person), item
    for sighting in (claim.first_appearance, *claim.sightings):
        if sighting and sighting.outlet and not sighting.article:
            yield urls.entry(Kind.OUTLET, sighting.outlet), item


def _sorted(archive: Archive, address: Address, items: Iterable[Item]) -> tuple[Item, ...]:
    """Return what is in a list of dated things in its order."""
    if address == urls.CORRECTIONS:
        return newest_first(items, lambda i: _entry(archive, i).corrections[i.number].date, _from_the_end)
    return newest_first(items, lambda i: date_of(archive, i), _name)


def date_of(archive: Archive, item: Item) -> Date | None:
    """Return the date that an item is listed by: when an entry was published, when a claim was made."""
    if item.key.kind is Kind.CLAIM:
        return archive.claims[item.key.id].claim.date
    return _entry(archive, item).date


def _entry(archive: Archive, item: Item) -> Entry:
    return archive.entries[item.key]


def _name(item: Item) -> str:
    return f"{item.key.kind}/{item.key.id}/{item.number:04}"


def _from_the_end(item: Item) -> str:
    """Return the name of a correction: in the list of its entry the newest stand first."""
    return f"{item.key.kind}/{item.key.id}/{9999 - item.number:04}"
