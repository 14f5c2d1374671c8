"""All reviews of the archive as a data feed of ClaimReviews, own and recorded ones alike.

Source: schema.org/DataFeed, as collectors of fact-checks read it.
"""

from collections.abc import Iterator

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.news import modified
from fcgen.dates import Date
from fcgen.entries.model import Entry, FactCheck, Kind
from fcgen.formats import json_stream
from fcgen.formats.claim_review import day, reviews
from fcgen.formats.jsonld import CONTEXT, Node, node
from fcgen.formats.parties import absolute, url_of


def write(archive: Archive) -> Iterator[bytes]:
    """Yield the feed, newest reviews first.

    A review whose address is not recorded has an element with its page here and no ClaimReview, which would need the
    address. Reviews that were retracted are left out, and so are those whose claims were all withdrawn.
    """
    entries = [archive.entries[item.key] for item in archive.listings[urls.LISTS[Kind.FACT_CHECK]]]
    shown = [e for e in entries if any(one.counted for one in archive.rulings_by_fact_check.get(e.id, ()))]
    dates: list[Date] = [changed for entry in shown if (changed := modified(entry))]
    head = node(
        "DataFeed",
        name=f"{archive.config.title}: reviews",
        url=absolute(archive, urls.DATA),
        inLanguage=archive.config.language,
        dateModified=day(max(dates, key=lambda date: date.start, default=None)),
    )
    yield from json_stream.document({"@context": CONTEXT, **head}, "dataFeedElement", _elements(archive, shown))


def _elements(archive: Archive, entries: list[Entry]) -> Iterator[Node]:
    for entry in entries:
        if isinstance(entry.details, FactCheck):
            yield node(
                "DataFeedItem",
                name=entry.title,
                url=url_of(archive, Key(Kind.FACT_CHECK, entry.id)),
                dateCreated=day(entry.date),
                dateModified=day(modified(entry)),
                item=reviews(archive, entry, entry.details),
            )
