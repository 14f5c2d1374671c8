"""The site, its pages and its articles as nodes of schema.org."""

from collections.abc import Sequence
from typing import Any

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.news import modified
from fcgen.archive.urls import Address
from fcgen.entries.model import Article, Entry, Kind
from fcgen.formats.claim_review import corrections, day
from fcgen.formats.jsonld import Node, node, one_or_all, ref
from fcgen.formats.parties import absolute, author, outlet, policies, url_of


def website(archive: Archive) -> Node:
    """Return the site as a whole: its publisher where there is one, its policies, and how to search it.

    Without a publisher the policies are the site's own. Source: schema.org/SearchAction.
    """
    config, home = archive.config, absolute(archive, urls.HOME)
    known = policies(archive)
    template = f"{absolute(archive, urls.SEARCH)}?q={{query}}"
    search = node("SearchAction", target=node("EntryPoint", urlTemplate=template), query="required")
    return node(
        "WebSite",
        f"{home}#website",
        name=config.title,
        url=home,
        description=config.description,
        inLanguage=config.language,
        publisher=outlet(archive, archive.publisher, full=True) if archive.publisher else None,
        publishingPrinciples=None if archive.publisher else _all(known),
        potentialAction=search if config.search else None,
    )


def _all(known: dict[str, Any]) -> Any:
    found = [url for value in known.values() for url in (value if isinstance(value, list) else [value])]
    return one_or_all(dict.fromkeys(found))


def page(archive: Archive, address: Address, kind: str, name: str, **properties: Any) -> Node:
    """Return a page of the site."""
    url = absolute(archive, address)
    return node(
        kind,
        url,
        url=url,
        name=name,
        isPartOf=ref(f"{absolute(archive, urls.HOME)}#website"),
        inLanguage=archive.config.language,
        **properties,
    )


def breadcrumbs(archive: Archive, trail: Sequence[tuple[str, Address]]) -> Node:
    """Return the way from the home page to a page: names and addresses, the page itself last.

    Source: schema.org/BreadcrumbList.
    """
    steps = [(archive.config.title, urls.HOME), *trail]
    return node(
        "BreadcrumbList",
        itemListElement=[
            node("ListItem", position=number, name=name, item=node("WebPage", absolute(archive, address)))
            for number, (name, address) in enumerate(steps, 1)
        ],
    )


def article(archive: Archive, entry: Entry, details: Article, image: Node | None) -> Node:
    """Return an article: a NewsArticle where its date and its authors are recorded, else a page with what is known.

    The address is that of its page here; that of the original is what the page is based on.
    """
    url = url_of(archive, Key(Kind.ARTICLE, entry.id))
    publisher = archive.outlets.find(details.outlet)
    is_whole = entry.date is not None and bool(details.authors)
    changed = modified(entry)
    return node(
        "NewsArticle" if is_whole else "WebPage",
        url,
        url=url,
        headline=entry.title,
        alternativeHeadline=details.deck,
        description=entry.summary,
        datePublished=day(entry.date),
        dateModified=day(changed) if changed != entry.date else "",
        author=one_or_all(map(author, details.authors)),
        editor=one_or_all(map(author, details.editors)),
        publisher=outlet(archive, publisher) if publisher is not None else None,
        image=image,
        inLanguage=entry.language or archive.config.language,
        isBasedOn=details.url,
        archivedAt=details.archived_url,
        about=one_or_all(
            ref(url_of(archive, Key(Kind.CLAIM, claim), "claim"))
            for claim in archive.claims_by_article.get(entry.id, ())
        ),
        correction=corrections(entry.corrections),
        **({"dateline": details.dateline} if is_whole else {}),
    )


def picture(url: str, caption: str, credit: str, width: int, height: int) -> Node:
    """Return a picture with what is said of it, and its size in pixels (E37 in UN/CEFACT), 0: not known."""
    sides = {
        name: node("QuantitativeValue", value=side, unitCode="E37")
        for name, side in (("width", width), ("height", height))
        if side
    }
    return node("ImageObject", url=url, contentUrl=url, caption=caption, creditText=credit, **sides)
