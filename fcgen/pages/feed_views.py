"""The views of feeds: what is new in the archive or in one of its lists, with its whole text."""

from fcgen.archive import urls
from fcgen.archive.index import Archive, Item, Key
from fcgen.archive.news import correction_of, modified
from fcgen.archive.urls import Address
from fcgen.dates import Date
from fcgen.entries.model import Article, Entry, FactCheck
from fcgen.formats.feeds import TYPES
from fcgen.formats.parties import absolute, url_of
from fcgen.pages.cards import description, verdict_label
from fcgen.pages.entry_views import evidence, ruling_view
from fcgen.pages.frame import Frame, href
from fcgen.pages.locale import capitalized
from fcgen.pages.machine_types import FeedItemView, FeedView, Publication
from fcgen.pages.page_types import FeedLink
from fcgen.pages.parts import correction, entry_part, outlet_link, paragraphs, title_of


def feed_links(archive: Archive, listing: Address) -> tuple[FeedLink, ...]:
    """Return the feeds that readers of a list are told of: its own, then those of the archive."""
    every = dict.fromkeys((listing, urls.HOME))
    return tuple(
        FeedLink(_title(archive, one), href(archive, urls.feed(one, form)), media_type)
        for one in every
        if one in archive.news
        for form, media_type in TYPES.items()
    )


def feed(archive: Archive, frame: Frame, listing: Address, form: str) -> FeedView:
    """Return the view of the feed of a list."""
    items = tuple(_item(archive, frame, item, listing) for item in archive.news[listing])
    icon = frame.site.logo.url if frame.site.logo else frame.site.icon
    dates = [date for item in archive.news[listing] if (date := _updated(archive, item, listing))]
    return FeedView(
        form=form,
        title=_title(archive, listing),
        description=archive.config.description,
        url=absolute(archive, urls.feed(listing, form)),
        page=absolute(archive, listing),
        home=absolute(archive, urls.HOME),
        language=archive.config.language,
        author=_author(archive),
        icon=f"{archive.config.origin}{icon}" if icon else "",
        updated=_time(max(dates, key=lambda date: date.start)),
        items=items,
    )


def _title(archive: Archive, listing: Address) -> str:
    if listing == urls.HOME:
        return archive.config.title
    if listing == urls.CORRECTIONS:
        name = archive.config.words.say("corrections")
    elif listing.startswith(urls.VERDICTS):
        name = verdict_label(archive, listing.removeprefix(urls.VERDICTS).rstrip("/"))
    else:
        name = title_of(archive, Key(*urls.entry_at(listing)))
    return archive.config.words.say("with_label", label=archive.config.title, value=name)


def _author(archive: Archive) -> str:
    return archive.outlets.parties[archive.publisher].name if archive.publisher else archive.config.title


def _updated(archive: Archive, item: Item, listing: Address) -> Date | None:
    return correction_of(archive, item).date if listing == urls.CORRECTIONS else modified(archive.entries[item.key])


def _item(archive: Archive, frame: Frame, item: Item, listing: Address) -> FeedItemView:
    entry = archive.entries[item.key]
    if listing == urls.CORRECTIONS:
        return _correction(archive, entry, item)
    published, changed = entry.date, modified(entry)
    if published is None or changed is None:
        raise LookupError(f"{entry.path} has no date and is in a feed")
    publication = _publication(archive, frame, entry, item.key)
    topics = tuple(topic.text for topic in publication.entry.topics)
    words = tuple(ruling.badge.word for ruling in publication.rulings if not ruling.badge.retracted)
    return FeedItemView(
        id=url_of(archive, item.key),
        url=url_of(archive, item.key),
        title=entry.title,
        published=_time(published),
        updated=_time(changed),
        authors=publication.authors or ((publication.outlet.text,) if publication.outlet else ()),
        summary=description(archive, entry),
        original=publication.url,
        image=f"{archive.config.origin}{publication.entry.image.url}" if publication.entry.image else "",
        tags=tuple(dict.fromkeys((*words, *topics))),
        language=publication.entry.language,
        publication=publication,
    )


def _publication(archive: Archive, frame: Frame, entry: Entry, key: Key) -> Publication:
    part = entry_part(archive, frame, key)
    match entry.details:
        case Article() as details:
            outlet = outlet_link(archive, archive.outlets.find(details.outlet))
            return Publication(part, paragraphs(details.deck), outlet, False, details.authors, details.url)
        case FactCheck() as details:
            reviewer = archive.outlets.find(details.reviewer)
            return Publication(
                entry=part,
                deck=(),
                outlet=outlet_link(archive, reviewer),
                own=reviewer is not None and reviewer == archive.publisher,
                authors=details.authors,
                url=details.url,
                rulings=tuple(ruling_view(archive, one) for one in archive.rulings_by_fact_check.get(entry.id, ())),
                evidence=tuple(evidence(archive, source) for source in details.evidence),
                claimant_response=paragraphs(details.claimant_response),
            )
        case _:
            raise LookupError(f"{entry.path} is neither an article nor a fact-check")


def _correction(archive: Archive, entry: Entry, item: Item) -> FeedItemView:
    made = correction_of(archive, item)
    if made.date is None:
        raise LookupError(f"a correction of {entry.path} has no date and is in a feed")
    shown = correction(archive, entry, item.number)
    at = url_of(archive, item.key, shown.anchor)
    return FeedItemView(
        id=at,
        url=at,
        title=archive.config.words.say("with_label", label=capitalized(shown.name), value=title_of(archive, item.key)),
        published=_time(made.date),
        updated=_time(made.date),
        summary=made.summary,
        language=entry.language if entry.language != archive.config.language else "",
        correction=shown,
    )


def _time(date: Date) -> str:
    """Return the first instant of a date: feeds ask for a time."""
    return date.start.isoformat(timespec="seconds")
