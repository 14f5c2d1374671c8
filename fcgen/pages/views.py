"""From a page of the plan to its view: all that its template may show, and nothing else."""

from typing import assert_never

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.listings import date_of
from fcgen.entries.model import Article, FactCheck, Kind
from fcgen.formats.parties import absolute
from fcgen.formats.record import record
from fcgen.pages import entry_views, party_views
from fcgen.pages.cards import cards, newest, pager_of, verdict_counts
from fcgen.pages.charts import by_year
from fcgen.pages.data_view import data_view
from fcgen.pages.feed_views import feed, feed_links
from fcgen.pages.frame import LIST_NAMES, Frame, at, head, href
from fcgen.pages.locale import counted
from fcgen.pages.machine_types import Made, RecordView, RobotsView
from fcgen.pages.model import Card, Link
from fcgen.pages.pager import slice_of
from fcgen.pages.parts import correction, key_link
from fcgen.pages.party_types import Chart
from fcgen.pages.pictures import image
from fcgen.pages.plan import years
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
    Kind.FACT_CHECK: "Reviews of claims, each by a named outlet, in that outlet's own words.",
    Kind.CLAIM: "What was said, by whom, and what reviewers found.",
    Kind.ARTICLE: "Reports in which claims were made or repeated.",
    Kind.PERSON: "People, organisations and accounts that made the claims in this archive.",
    Kind.OUTLET: "Who published the articles and reviews in this archive.",
    Kind.TOPIC: "What the entries of this archive are about.",
}


class Shelves(msgspec.Struct, frozen=True):
    """What the search page needs to know: the indexes, and the address of its script."""

    shelves: tuple[Shelf, ...] = ()
    script: str = ""


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
    subject = page.subject
    match subject:
        case OfKey(key=key):
            return _of_key(archive, frame, page, key)
        case OfVerdict():
            return party_views.verdict(archive, frame, page, subject)
        case OfList(kind=kind):
            return _list(archive, frame, page, LIST_NAMES[kind], _INTRODUCTIONS[kind])
        case OfYear(year=year):
            return _list(archive, frame, page, f"Published in {year}", "")
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
    if key.kind in (Kind.PERSON, Kind.OUTLET, Kind.TOPIC):
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


def _list(archive: Archive, frame: Frame, page: Page, heading: str, introduction: str) -> ListView:
    title = f"{heading}, page {page.number}" if page.number else heading
    return ListView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, introduction or f"{heading}: the entries of this archive."),
        heading=heading,
        introduction=introduction if page.number is None else "",
        cards=cards(archive, page),
        pager=pager_of(archive, page),
        empty="There is nothing here yet.",
    )


def _corrections(archive: Archive, frame: Frame, page: Page) -> CorrectionsView:
    items = slice_of(archive.listings[urls.CORRECTIONS], archive.config.page_size, True, page.number)
    title = f"Corrections, page {page.number}" if page.number else "Corrections"
    text = "Every correction, clarification, update and retraction in this archive, newest first."
    return CorrectionsView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, title, text),
        corrections=tuple(
            correction(archive.entries[item.key], item.number, key_link(archive, item.key)) for item in items
        ),
        pager=pager_of(archive, page),
    )


def _fixed(archive: Archive, frame: Frame, page: Page, name: str, shelves: Shelves) -> View:
    site = at(frame, archive, page.address)
    lists = tuple(Link(LIST_NAMES[kind], href(archive, address)) for kind, address in urls.LISTS.items())
    lists += (Link("Verdicts", href(archive, urls.VERDICTS)), Link("Years", href(archive, urls.YEARS)))
    config = archive.config
    match name:
        case "home":
            return _home(archive, frame, page)
        case "search":
            return SearchView(
                site,
                head(archive, page.address, "Search", f"Search {config.title}."),
                shelves.shelves,
                shelves.script,
                lists,
            )
        case "years":
            text = "What was published in each year."
            return YearsView(site, head(archive, page.address, "Years", text), _year_cards(archive), _chart(archive))
        case "verdicts":
            return party_views.verdicts(archive, frame, page)
        case "data":
            return data_view(archive, frame, page)
        case _:
            made = msgspec.structs.replace(head(archive, page.address, "Page not found", ""), canonical="")
            return NotFoundView(site, made, lists)


def _home(archive: Archive, frame: Frame, page: Page) -> HomeView:
    text = archive.config.description or f"{archive.config.title}: claims, fact-checks and verdicts."
    return HomeView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, archive.config.title, text),
        description=archive.config.description,
        fact_checks=newest(archive, Kind.FACT_CHECK, _NEWEST_FACT_CHECKS),
        articles=newest(archive, Kind.ARTICLE, _NEWEST_OTHERS),
        claims=newest(archive, Kind.CLAIM, _NEWEST_OTHERS),
        counts=tuple(
            Link(counted(len(archive.listings[address]), _ONE[kind], LIST_NAMES[kind].lower()), href(archive, address))
            for kind, address in urls.LISTS.items()
        ),
        verdicts=verdict_counts(archive, archive.rulings),
        chart=_chart(archive),
    )


def _chart(archive: Archive) -> Chart | None:
    """Return how many articles and fact-checks are of each year."""
    kinds = (urls.LISTS[Kind.ARTICLE], urls.LISTS[Kind.FACT_CHECK])
    return by_year(date_of(archive, item) for listing in kinds for item in archive.listings[listing])


_ONE = {
    Kind.FACT_CHECK: "fact-check",
    Kind.CLAIM: "claim",
    Kind.ARTICLE: "article",
    Kind.PERSON: "claimant",
    Kind.OUTLET: "outlet",
    Kind.TOPIC: "topic",
}


def _year_cards(archive: Archive) -> tuple[Card, ...]:
    return tuple(
        Card(
            "Year",
            Link(str(year), href(archive, urls.year(year))),
            note=counted(len(archive.listings[urls.year(year)]), "entry", "entries"),
        )
        for year in years(archive)
    )
