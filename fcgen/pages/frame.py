"""What the pages of a site share: title, menu, footer, the theme's files, and what is said of a page for machines."""

from collections.abc import Mapping, Set
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.entries.model import Kind, Page
from fcgen.fields import is_web_address
from fcgen.pages import links
from fcgen.pages.locale import direction
from fcgen.pages.model import Head, Link, MenuItem, Site

LIST_NAMES: Final = {
    Kind.FACT_CHECK: "Fact-checks",
    Kind.CLAIM: "Claims",
    Kind.ARTICLE: "Articles",
    Kind.PERSON: "Claimants",
    Kind.OUTLET: "Outlets",
    Kind.TOPIC: "Topics",
}
_DESCRIPTION: Final = 200


class Frame(msgspec.Struct, frozen=True):
    """What the views of one site share: the addresses of all pages, and the frame around each."""

    site: Site
    addresses: Set[Address]


def frame(archive: Archive, addresses: Set[Address], assets: Mapping[str, Address]) -> Frame:
    """Return what the pages of a site share. `assets` are the addresses of the theme's files by name."""
    config = archive.config
    logo = links.logo(archive)
    entries = [e for e in archive.entries.values() if isinstance(e.details, Page) and not e.withdrawn]
    pages = sorted(
        (e.details.menu, e.id, e) for e in entries if isinstance(e.details, Page) and e.details.menu is not None
    )
    main = [
        (item.title, item.url if is_web_address(item.url) else urls.href(config.base_path, Address(item.url)))
        for item in config.navigation
    ]
    main = main or [
        (LIST_NAMES[k], href(archive, urls.LISTS[k]))
        for k in (Kind.FACT_CHECK, Kind.CLAIM, Kind.ARTICLE, Kind.PERSON, Kind.TOPIC)
    ]
    main = main if config.navigation else [*main, ("Verdicts", href(archive, urls.VERDICTS))]
    main += [(entry.title, href(archive, urls.entry(Kind.PAGE, entry.id))) for _, _, entry in pages]
    footer = [(LIST_NAMES[k], href(archive, address)) for k, address in urls.LISTS.items()]
    footer += [
        ("Verdicts", href(archive, urls.VERDICTS)),
        ("Years", href(archive, urls.YEARS)),
        ("Corrections", href(archive, urls.CORRECTIONS)),
    ]
    footer += [(e.title, href(archive, urls.entry(Kind.PAGE, e.id))) for e in sorted(entries, key=lambda e: e.id)]
    contact = config.contact if not config.contact or is_web_address(config.contact) else f"mailto:{config.contact}"
    site = Site(
        title=config.title,
        language=config.language,
        direction=direction(config.language),
        home=href(archive, urls.HOME),
        base_path=config.base_path,
        menu=tuple(MenuItem(text, url, False) for text, url in main),
        footer=tuple(MenuItem(text, url, False) for text, url in footer),
        stylesheet=_asset(archive, assets, "style.css"),
        icon=_asset(archive, assets, "icon.svg"),
        logo=href(archive, logo.address) if isinstance(logo, links.Target) else "",
        search_url=href(archive, urls.SEARCH) if config.search else "",
        contact_url=contact,
    )
    return Frame(site, addresses)


def _asset(archive: Archive, assets: Mapping[str, Address], name: str) -> str:
    return href(archive, assets[name]) if name in assets else ""


def href(archive: Archive, address: Address) -> str:
    """Return an address of the site as a link."""
    return urls.href(archive.config.base_path, address)


def at(frame: Frame, archive: Archive, address: Address) -> Site:
    """Return the frame of the page at `address`: what of the menu is current is marked."""
    here = href(archive, address)

    def marked(items: tuple[MenuItem, ...]) -> tuple[MenuItem, ...]:
        best = max(
            (i.url for i in items if i.url == here or (i.url != frame.site.home and here.startswith(i.url))),
            key=len,
            default=None,
        )
        return tuple(msgspec.structs.replace(i, current=True) if i.url == best else i for i in items)

    return msgspec.structs.replace(frame.site, menu=marked(frame.site.menu), footer=marked(frame.site.footer))


def head(
    archive: Archive,
    address: Address,
    title: str,
    description: str,
    kind: str = "website",
    alternates: tuple[Link, ...] = (),
) -> Head:
    """Return what is said of a page for machines. `description` is cut at a word, and is the title where it is empty."""
    text = " ".join(description.split()) or title
    short = text if len(text) <= _DESCRIPTION else text[:_DESCRIPTION].rpartition(" ")[0] + "…"
    return Head(title, short, urls.absolute(archive.config.origin, archive.config.base_path, address), kind, alternates)
