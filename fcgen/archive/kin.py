"""Which fact-checks are read after one: those of the same claims, of the same claimants, and of the same topics.

Those of the same claims come first, all of them. Then come those that are nearest in time, by claimants before topics:
what is near stays near when newer reviews come, so that the pages of old ones stay as they are.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Final

from fcgen.archive.claims import resolved
from fcgen.archive.index import Archive, Key
from fcgen.archive.order import newest_first
from fcgen.entries.model import Kind

MOST: Final = 6
"""How many fact-checks are named beside those of the same claims."""


def kin(archive: Archive) -> dict[str, tuple[str, ...]]:
    """Return, by the ids of fact-checks, the ids of those that are read after each; without any it is left out."""
    shown = [key.id for key in archive.entries if key.kind is Kind.FACT_CHECK and archive.live(key)]
    ordered = newest_first(shown, lambda one: archive.entries[Key(Kind.FACT_CHECK, one)].date, str)
    people, topics = (
        _rows((one, _people(archive, one)) for one in ordered),
        _rows((one, _topics(archive, one)) for one in ordered),
    )
    made = {}
    for one in ordered:
        same = dict.fromkeys(_same_claims(archive, one))
        every = chain(same, _near(people, _people(archive, one), one), _near(topics, _topics(archive, one), one))
        if found := tuple(islice(_once(every), len(same) + MOST)):
            made[one] = found
    return made


def _once(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _same_claims(archive: Archive, fact_check: str) -> Iterator[str]:
    for ruling in archive.rulings_by_fact_check.get(fact_check, ()):
        for other in reversed(archive.rulings_by_claim.get(ruling.claim, ())):
            if other.fact_check != fact_check:
                yield other.fact_check


def _people(archive: Archive, fact_check: str) -> tuple[str, ...]:
    rulings = archive.rulings_by_fact_check.get(fact_check, ())
    return tuple(dict.fromkeys(who.person for ruling in rulings for who in archive.claims[ruling.claim].claimants))


def _topics(archive: Archive, fact_check: str) -> tuple[str, ...]:
    return resolved(archive.entries[Key(Kind.FACT_CHECK, fact_check)].topics, archive.topics)


_Rows = Mapping[str, tuple[list[str], dict[str, int]]]
"""Fact-checks in order by what they share, and the place of each among them."""


def _rows(shared: Iterable[tuple[str, Iterable[str]]]) -> _Rows:
    rows: dict[str, tuple[list[str], dict[str, int]]] = {}
    for fact_check, names in shared:
        for name in names:
            row, places = rows.setdefault(name, ([], {}))
            places[fact_check] = len(row)
            row.append(fact_check)
    return rows


def _near(rows: _Rows, names: Iterable[str], fact_check: str) -> Iterator[str]:
    """Yield those that stand nearest to a fact-check in the rows of `names`, the nearest of each row first."""
    for distance in range(1, MOST + 1):
        for name in names:
            row, places = rows[name]
            for place in (places[fact_check] - distance, places[fact_check] + distance):
                if 0 <= place < len(row):
                    yield row[place]
