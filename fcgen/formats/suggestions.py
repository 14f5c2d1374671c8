"""The claimants, outlets and topics as the search page offers them to who types: names, and where their pages are."""

from collections.abc import Iterator
from typing import Any

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.entries.model import PARTIES, Outlet, Person, Topic
from fcgen.formats import json_stream


def write(archive: Archive) -> Iterator[bytes]:
    """Yield the names, kind by kind and from A to Z; `entries` is how long the list on the page is."""
    yield from json_stream.document({}, "names", _names(archive))


def _names(archive: Archive) -> Iterator[dict[str, Any]]:
    for kind in PARTIES:
        for item in archive.listings[urls.LISTS[kind]]:
            party, address = archive.party(item.key), urls.entry(kind, item.key.id)
            details = party.entry.details if party.entry else None
            others = details.also_known_as if isinstance(details, Person | Outlet | Topic) else ()
            yield {
                "name": party.name,
                "also_known_as": [mention.text for mention in others],
                "kind": kind,
                "url": urls.href(archive.config.base_path, address),
                "entries": len(archive.listings[address]),
            }
