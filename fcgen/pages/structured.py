"""The structured data of each page: what it says to machines of the same things that it shows to readers."""

from collections.abc import Sequence
from typing import assert_never

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.entries.model import Article, Entry, FactCheck, Kind
from fcgen.formats import claim_review, parties, web_pages
from fcgen.formats.jsonld import Node, document, node
from fcgen.pages.cards import verdict_label
from fcgen.pages.frame import FIXED_NAMES, LIST_NAMES
from fcgen.pages.parts import title_of
from fcgen.pages.pictures import image
from fcgen.pages.subjects import Fixed, OfCorrections, OfKey, OfList, OfVerdict, OfYear, Page, is_indexed


def structured_data(archive: Archive, page: Page) -> str:
    """Return the JSON-LD of a page for a script element, or "" for one that is not to be indexed."""
    if not is_indexed(archive, page):
        return ""
    trail = _trail(archive, page)
    way = [web_pages.breadcrumbs(archive, trail)] if trail else []
    return document([*_nodes(archive, page, trail), *way])


def _trail(archive: Archive, page: Page) -> list[tuple[str, Address]]:
    """Return the names and addresses from below the home page to the page itself."""
    whole, say = page.listing or page.address, archive.config.words.say
    match page.subject:
        case Fixed(name="home"):
            return []
        case Fixed(name=name):
            trail = [(say(FIXED_NAMES[name]), whole)]
        case OfKey(key=key):
            above = [(say(LIST_NAMES[key.kind]), urls.LISTS[key.kind])] if key.kind in urls.LISTS else []
            trail = [*above, (title_of(archive, key), whole)]
        case OfVerdict(id=verdict):
            trail = [(say(FIXED_NAMES["verdicts"]), urls.VERDICTS), (verdict_label(archive, verdict), whole)]
        case OfList(kind=kind):
            trail = [(say(LIST_NAMES[kind]), whole)]
        case OfYear(year=year):
            trail = [(say(FIXED_NAMES["years"]), urls.YEARS), (str(year), whole)]
        case OfCorrections():
            trail = [(say("corrections"), whole)]
        case _:
            raise LookupError(f"{page.address} is not for readers")
    return [*trail, (say("breadcrumb_page", number=str(page.number)), page.address)] if page.number else trail


def _nodes(archive: Archive, page: Page, trail: Sequence[tuple[str, Address]]) -> list[Node]:
    if not trail:
        return [web_pages.website(archive)]
    name = trail[-2][0] if page.number else trail[-1][0]  # a numbered page has the heading of its list
    match page.subject:
        case OfKey(key=key) if page.number is None:
            return _of_key(archive, page.address, key, name)
        case Fixed(name="search"):
            return [web_pages.page(archive, page.address, "SearchResultsPage", name)]
        case _:
            return [web_pages.page(archive, page.address, "CollectionPage", name)]


def _of_key(archive: Archive, address: Address, key: Key, name: str) -> list[Node]:
    match key.kind:
        case Kind.ARTICLE | Kind.FACT_CHECK:
            return _of_entry(archive, archive.entries[key])
        case Kind.CLAIM:
            claim = claim_review.claim(archive, archive.claims[key.id])
            return [web_pages.page(archive, address, "WebPage", name, mainEntity=claim)]
        case Kind.PERSON:
            who = parties.person(archive, key.id, full=True)
            return [web_pages.page(archive, address, "ProfilePage", name, mainEntity=who)]
        case Kind.OUTLET:
            outlet = parties.outlet(archive, key.id, full=True)
            return [web_pages.page(archive, address, "ProfilePage", name, mainEntity=outlet)]
        case Kind.TOPIC:
            return [web_pages.page(archive, address, "CollectionPage", name, about=node("Thing", name=name))]
        case Kind.PAGE:
            return [web_pages.page(archive, address, "WebPage", name)]
        case _:
            assert_never(key.kind)


def _of_entry(archive: Archive, entry: Entry) -> list[Node]:
    shown = _image(archive, entry)
    match entry.details:
        case Article() as details:
            return [web_pages.article(archive, entry, details, shown)]
        case FactCheck() as details:
            own = archive.publisher is not None and archive.outlets.find(details.reviewer) == archive.publisher
            reviews = claim_review.reviews(archive, entry, details) if own else []
            made = reviews or [claim_review.recorded(archive, entry, details)]
            return [{**one, "image": shown} for one in made] if shown else made
        case _:
            raise LookupError(f"{entry.path} is neither an article nor a fact-check")


def _image(archive: Archive, entry: Entry) -> Node | None:
    found = image(archive, entry)
    if found is None:
        return None
    url = f"{archive.config.origin}{found.url}"
    return web_pages.picture(url, found.caption, found.credit, found.width, found.height)
