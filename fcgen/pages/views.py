"""From a page of the plan to its view: all that its template may show, and nothing else."""

from collections.abc import Mapping
from typing import Final, assert_never

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.listings import date_of
from fcgen.archive.urls import Address
from fcgen.entries.model import PARTIES, Article, FactCheck, Kind
from fcgen.formats.parties import absolute
from fcgen.formats.record import record
from fcgen.pages import entry_views, party_views
from fcgen.pages.cards import cards, newest, pager_of, verdict_counts
from fcgen.pages.charts import by_year
from fcgen.pages.data_view import data_view
from fcgen.pages.feed_views import feed, feed_links
from fcgen.pages.frame import FIXED_NAMES, LIST_NAMES, Frame, at, head, href, numbered
from fcgen.pages.machine_types import Made, RecordView, RobotsView
from fcgen.pages.model import Card, Link
from fcgen.pages.pager import slice_of
from fcgen.pages.parts import correction, key_link
from fcgen.pages.party_types import Chart
from fcgen.pages.pictures import image
from fcgen.pages.plan import years
from fcgen.pages.search import languages
from fcgen.pages.structured import structured_data
from fcgen.pages.subjects import (
    Fixed,
    OfCorrections,
    OfFeed,
    OfKey,
    OfList,
    OfRecord,
    OfRedirect,
    OfVerdict,
    OfYear,
    Page,
    is_indexed,
)
from fcgen.pages.view_types import (
    CorrectionsView,
    DirectoryView,
    HomeView,
    ListView,
    NotFoundView,
    RedirectView,
    SearchView,
    Shelf,
    View,
    YearsView,
)

_NEWEST_FACT_CHECKS = 10
_NEWEST_OTHERS = 5

_INTRODUCTIONS = {
    Kind.FACT_CHECK: "introduction_fact_checks",
    Kind.CLAIM: "introduction_claims",
    Kind.ARTICLE: "introduction_articles",
    Kind.PERSON: "introduction_claimants",
    Kind.OUTLET: "introduction_outlets",
    Kind.TOPIC: "introduction_topics",
}


SCRIPT: Final = "search/main.js"
"""The theme's file that the search page begins with."""


class Shelves(msgspec.Struct, frozen=True):
    """What the search page needs to know: the indexes, and the address of its script."""

    shelves: tuple[Shelf, ...] = ()
    script: str = ""


def shelves(base_path: str, pages: Mapping[str, int], script: Address | None) -> Shelves:
    """Return what the search page is told: how many `pages` stand on each shelf, by its name, and its script."""
    made = tuple(Shelf(urls.href(base_path, urls.shelf(name)), count) for name, count in pages.items())
    return Shelves(made, urls.href(base_path, script) if script else "")


def view(archive: Archive, frame: Frame, page: Page, shelves: Shelves) -> Made:
    """Return the view of a page, or of what is made for programs."""
    subject = page.subject
    match subject:
        case OfFeed(listing=listing, form=form):
            return feed(archive, frame, listing, form)
        case OfRecord(key=key):
            return RecordView(record(archive, key))
        case Fixed(name="robots"):
            return RobotsView(absolute(archive, urls.SITEMAP))
        case _:
            return _told(archive, page, _shown(archive, frame, page, shelves))


def _told(archive: Archive, page: Page, shown: View) -> View:
    """Return the view of a page with all that it says to machines."""
    key = page.subject.key if isinstance(page.subject, OfKey) and is_indexed(archive, page) else None
    entry = archive.entries.get(key) if key and page.number is None else None
    picture = image(archive, entry) if entry else None
    has_record = key is not None and key.kind in (Kind.CLAIM, Kind.FACT_CHECK)
    made = msgspec.structs.replace(
        shown.head,
        feeds=feed_links(archive, page.listing or page.address),
        record=href(archive, urls.record(key.kind, key.id)) if key and has_record else "",
        image=f"{archive.config.origin}{picture.url}" if picture else "",
        image_width=picture.width if picture else 0,
        image_height=picture.height if picture else 0,
        structured_data=structured_data(archive, page),
    )
    return msgspec.structs.replace(shown, head=made)


def _shown(archive: Archive, frame: Frame, page: Page, shelves: Shelves) -> View:
    subject, words = page.subject, archive.config.words
    match subject:
        case OfKey(key=key):
            return _of_key(archive, frame, page, key)
        case OfVerdict():
            return party_views.verdict(archive, frame, page, subject)
        case OfList(kind=kind):
            shape = DirectoryView if kind in PARTIES else ListView
            return _list(shape, archive, frame, page, words.say(LIST_NAMES[kind]), words.say(_INTRODUCTIONS[kind]))
        case OfYear(year=year):
            return _list(ListView, archive, frame, page, words.say("published_in", year=str(year)), "")
        case OfCorrections():
            return _corrections(archive, frame, page)
        case OfRedirect(redirect=redirect):
            to = key_link(archive, redirect.to)
            made = head(archive, urls.entry(redirect.to.kind, redirect.to.id), to.text, "")
            return RedirectView(at(frame, archive, page.address), made, to)
        case Fixed(name=name):
            return _fixed(archive, frame, page, name, shelves)
        case OfFeed() | OfRecord():
            raise LookupError(f"{page.address} is not for readers")
        case _:
            assert_never(subject)


def _of_key(archive: Archive, frame: Frame, page: Page, key: Key) -> View:
    entry = archive.entries.get(key)
    record = archive.claims.get(key.id) if key.kind is Kind.CLAIM else None
    gone = (entry.withdrawn if entry else None) or (record.withdrawn if record else None)
    if gone:
        return entry_views.withdrawn(archive, frame, page, key, gone)
    if record:
        return entry_views.claim(archive, frame, page, record)
    if key.kind in PARTIES:
        return party_views.party(archive, frame, page, key)
    if entry is None:
        raise LookupError(f"there is no entry {key}")
    match entry.details:
        case Article() as details:
            return entry_views.article(archive, frame, page, entry, details)
        case FactCheck() as details:
            return entry_views.fact_check(archive, frame, page, entry, details)
        case _:
            return entry_views.page_of_site(archive, frame, page, entry)


def _list(
    shape: type[ListView], archive: Archive, frame: Frame, page: Page, heading: str, introduction: str
) -> ListView:
    words = archive.config.words
    told = introduction or words.say("list_description", heading=heading)
    return shape(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, numbered(archive, heading, page.number), told),
        heading=heading,
        introduction=introduction if page.number is None else "",
        cards=cards(archive, page),
        pager=pager_of(archive, page),
        empty=words.say("nothing_here_yet"),
    )


def _corrections(archive: Archive, frame: Frame, page: Page) -> CorrectionsView:
    items = slice_of(archive.listings[urls.CORRECTIONS], archive.config.page_size, True, page.number)
    words = archive.config.words
    title = numbered(archive, words.say("corrections"), page.number)
    return CorrectionsView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, words.say("corrections_description")),
        corrections=tuple(
            correction(archive, archive.entries[item.key], item.number, key_link(archive, item.key)) for item in items
        ),
        pager=pager_of(archive, page),
    )


def _fixed(archive: Archive, frame: Frame, page: Page, name: str, shelves: Shelves) -> View:
    site = at(frame, archive, page.address)
    words = archive.config.words
    lists = tuple(Link(words.say(LIST_NAMES[kind]), href(archive, address)) for kind, address in urls.LISTS.items())
    lists += (
        Link(words.say(FIXED_NAMES["verdicts"]), href(archive, urls.VERDICTS)),
        Link(words.say(FIXED_NAMES["years"]), href(archive, urls.YEARS)),
    )
    title = archive.config.title
    match name:
        case "home":
            return _home(archive, frame, page)
        case "search":
            return SearchView(
                site,
                head(
                    archive,
                    page.address,
                    words.say(FIXED_NAMES["search"]),
                    words.say("search_description", title=title),
                ),
                shelves.shelves,
                shelves.script,
                href(archive, urls.SUGGESTIONS),
                languages(archive),
                lists,
            )
        case "years":
            told = head(archive, page.address, words.say(FIXED_NAMES["years"]), words.say("years_description"))
            return YearsView(site, told, _year_cards(archive), _chart(archive))
        case "verdicts":
            return party_views.verdicts(archive, frame, page)
        case "data":
            return data_view(archive, frame, page)
        case _:
            made = msgspec.structs.replace(head(archive, page.address, words.say("page_not_found"), ""), canonical="")
            return NotFoundView(site, made, lists)


def _home(archive: Archive, frame: Frame, page: Page) -> HomeView:
    words, title = archive.config.words, archive.config.title
    text = archive.config.description or words.say("home_description", title=title)
    return HomeView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, text),
        description=archive.config.description,
        fact_checks=newest(archive, Kind.FACT_CHECK, _NEWEST_FACT_CHECKS),
        articles=newest(archive, Kind.ARTICLE, _NEWEST_OTHERS),
        claims=newest(archive, Kind.CLAIM, _NEWEST_OTHERS),
        counts=tuple(
            Link(words.say(_COUNTS[kind], count=len(archive.listings[address])), href(archive, address))
            for kind, address in urls.LISTS.items()
        ),
        verdicts=verdict_counts(archive, archive.rulings),
        chart=_chart(archive),
    )


def _chart(archive: Archive) -> Chart | None:
    """Return how many articles and fact-checks are of each year."""
    kinds = (urls.LISTS[Kind.ARTICLE], urls.LISTS[Kind.FACT_CHECK])
    return by_year(date_of(archive, item) for listing in kinds for item in archive.listings[listing])


_COUNTS = {
    Kind.FACT_CHECK: "count_fact_checks",
    Kind.CLAIM: "count_claims",
    Kind.ARTICLE: "count_articles",
    Kind.PERSON: "count_claimants",
    Kind.OUTLET: "count_outlets",
    Kind.TOPIC: "count_topics",
}


def _year_cards(archive: Archive) -> tuple[Card, ...]:
    words = archive.config.words
    return tuple(
        Card(
            words.say("year"),
            Link(str(year), href(archive, urls.year(year))),
            note=words.say("count_entries", count=len(archive.listings[urls.year(year)])),
        )
        for year in years(archive)
    )
