"""What the pages of a site share: title, menu, footer, the theme's files, and what is said of a page for machines."""

import functools
from collections.abc import Mapping, Set
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.entries.model import Entry, Kind, Page
from fcgen.fields import is_web_address
from fcgen.pages import links
from fcgen.pages.locale import direction, shortened
from fcgen.pages.model import Link
from fcgen.pages.page_types import Head, Logo, MenuItem, Site
from fcgen.pictures import Pictured

LIST_NAMES: Final = {
    Kind.FACT_CHECK: "fact_checks",
    Kind.CLAIM: "claims",
    Kind.ARTICLE: "articles",
    Kind.PERSON: "claimants",
    Kind.OUTLET: "outlets",
    Kind.TOPIC: "topics",
}
"""The messages that say how the lists of kinds are called."""

FIXED_NAMES: Final = {"search": "search", "years": "years", "verdicts": "verdicts", "data": "data"}
"""The messages that say how the pages are called that every site has, but for the home page."""

_MENU: Final = (Kind.FACT_CHECK, Kind.CLAIM, Kind.ARTICLE, Kind.PERSON, Kind.TOPIC)
_DESCRIPTION: Final = 200


class Frame(msgspec.Struct, frozen=True):
    """What the views of one site share: the addresses of all pages, and the frame around each."""

    site: Site
    addresses: Set[Address]


def frame(archive: Archive, addresses: Set[Address], assets: Mapping[str, Address]) -> Frame:
    """Return what the pages of a site share. `assets` are the addresses of the theme's files by name."""
    config = archive.config
    contact = config.contact if not config.contact or is_web_address(config.contact) else f"mailto:{config.contact}"
    site = Site(
        title=config.title,
        language=config.language,
        direction=direction(config.language),
        home=href(archive, urls.HOME),
        base_path=config.base_path,
        menu=_menu(archive, addresses),
        footer=_footer(archive),
        stylesheet=_asset(archive, assets, "style.css"),
        own_stylesheet=_asset(archive, assets, "site.css"),
        icon=_asset(archive, assets, "icon.svg"),
        logo=_logo(archive),
        search_url=href(archive, urls.SEARCH) if config.search else "",
        contact_url=contact,
    )
    return Frame(site, addresses)


def _logo(archive: Archive) -> Logo | None:
    written, found = archive.config.logo, links.logo(archive)
    if not written or not isinstance(found, links.Target):
        return None
    known = archive.pictures.get(found.file.path, Pictured()) if found.file else Pictured()
    return Logo(href(archive, found.address), written.alt, known.width, known.height)


def _menu(archive: Archive, addresses: Set[Address]) -> tuple[MenuItem, ...]:
    """Return the menu: what the configuration lists, or else the archive's lists, then the pages that ask for it."""
    if archive.config.navigation:
        made = [(item.title, _menu_url(archive, addresses, item.url)) for item in archive.config.navigation]
    else:
        say = archive.config.words.say
        made = [(say(LIST_NAMES[kind]), href(archive, urls.LISTS[kind])) for kind in _MENU]
        made.append((say(FIXED_NAMES["verdicts"]), href(archive, urls.VERDICTS)))
    places = {e.id: e.details.menu for e in _pages(archive) if isinstance(e.details, Page)}
    asking = sorted((place, page_id) for page_id, place in places.items() if place is not None)
    made += [
        (archive.entries[Key(Kind.PAGE, page_id)].title, href(archive, urls.entry(Kind.PAGE, page_id)))
        for _, page_id in asking
    ]
    return tuple(MenuItem(text, url, False) for text, url in made if url)


def _menu_url(archive: Archive, addresses: Set[Address], written: str) -> str:
    if is_web_address(written):
        return written
    found = links.menu_link(archive, addresses, written)
    return target_href(archive, found) if isinstance(found, links.Target) else ""


def _footer(archive: Archive) -> tuple[MenuItem, ...]:
    say = archive.config.words.say
    made = [(say(LIST_NAMES[kind]), address) for kind, address in urls.LISTS.items()]
    made += [(say(FIXED_NAMES["verdicts"]), urls.VERDICTS), (say(FIXED_NAMES["years"]), urls.YEARS)]
    made += [(say("corrections"), urls.CORRECTIONS), (say(FIXED_NAMES["data"]), urls.DATA)]
    made += [(entry.title, urls.entry(Kind.PAGE, entry.id)) for entry in _pages(archive)]
    return tuple(MenuItem(text, href(archive, address), False) for text, address in made)


def _pages(archive: Archive) -> list[Entry]:
    shown = (e for e in archive.entries.values() if e.kind is Kind.PAGE and not e.withdrawn)
    return sorted(shown, key=lambda e: e.id)


def _asset(archive: Archive, assets: Mapping[str, Address], name: str) -> str:
    return href(archive, assets[name]) if name in assets else ""


def href(archive: Archive, address: Address) -> str:
    """Return an address of the site as a link."""
    return urls.href(archive.config.base_path, address)


def target_href(archive: Archive, target: links.Target) -> str:
    """Return where a link of a text leads, as a link."""
    return urls.href(archive.config.base_path, target.address, target.fragment, target.query)


def numbered(archive: Archive, title: str, number: int | None) -> str:
    """Return the title of a page of a list, with its number where it is not the newest."""
    return archive.config.words.say("page_number", title=title, number=str(number)) if number else title


def at(frame: Frame, archive: Archive, address: Address) -> Site:
    """Return the frame of the page at `address`: what of the menu is current is marked."""
    here = href(archive, address)

    def current(items: tuple[MenuItem, ...]) -> str | None:
        return max(
            (i.url for i in items if i.url == here or (i.url != frame.site.home and here.startswith(i.url))),
            key=len,
            default=None,
        )

    return _marked(frame.site, current(frame.site.menu), current(frame.site.footer))


@functools.lru_cache(maxsize=256)
def _marked(site: Site, in_menu: str | None, in_footer: str | None) -> Site:
    """Return the frame with what is current marked. Few of them serve all pages, which share their parts so."""

    def marked(items: tuple[MenuItem, ...], current: str | None) -> tuple[MenuItem, ...]:
        return tuple(msgspec.structs.replace(i, current=True) if i.url == current else i for i in items)

    return msgspec.structs.replace(site, menu=marked(site.menu, in_menu), footer=marked(site.footer, in_footer))


def head(
    archive: Archive,
    address: Address,
    title: str,
    description: str,
    kind: str = "website",
    alternates: tuple[Link, ...] = (),
) -> Head:
    """Return what is said of a page for machines. `description` is shortened, and is the title where it is empty."""
    canonical = urls.absolute(archive.config.origin, archive.config.base_path, address)
    return Head(title, shortened(description, _DESCRIPTION) or title, canonical, kind, alternates)
