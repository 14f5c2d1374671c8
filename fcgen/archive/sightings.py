"""Where claims appeared: in their own lists, and where articles mark the words. Each article and quote counts once."""

from collections.abc import Collection, Mapping, Sequence
from urllib.parse import unquote

import msgspec

from fcgen.archive.guesses import Near
from fcgen.archive.index import Key, Sighting
from fcgen.archive.names import Parties
from fcgen.archive.order import oldest_first
from fcgen.archive.references import unknown_entry
from fcgen.diagnostics import Diagnostic
from fcgen.entries.body import BodyQuote, Quote
from fcgen.entries.model import Appearance, Article, Claim, Entry, Kind
from fcgen.fields import Mention
from fcgen.words import folded, nfc


class Marked(msgspec.Struct, frozen=True):
    """Words that an article marks as an appearance of a claim."""

    article: str
    words: str


def marked(entries: Mapping[Key, Entry], claims: Collection[str]) -> dict[str, list[Marked]]:
    """Return the words that articles mark as appearances, by the claim's id; what is not in `claims` is left out."""
    made: dict[str, list[Marked]] = {}
    for entry in entries.values():
        for quote in entry.quotes if entry.kind is Kind.ARTICLE and not entry.withdrawn else ():
            if (on := quoted_claim(quote)) in claims:
                made.setdefault(on, []).append(Marked(entry.id, quote.words))
    return made


def quoted_claim(quote: Quote | BodyQuote) -> str:
    """Return the id of the claim that marked words are an appearance of."""
    return nfc(unquote(quote.claim))


def sightings(
    claim: Claim, marked: Sequence[Marked], entries: Mapping[Key, Entry], parties: Parties
) -> tuple[Sighting, ...]:
    """Return the appearances of a claim, oldest first: those that it lists and those `marked`."""
    made: list[Sighting] = []
    for appearance in claim.appearances:
        if appearance.article is None:
            made.append(elsewhere(appearance, parties))
            continue
        article = entries.get(_article(appearance.article))
        if article and not article.withdrawn:
            made.append(_inside(appearance.quote, article, parties, appearance.archived_url))
    made += [_inside(quote.words, entries[Key(Kind.ARTICLE, quote.article)], parties) for quote in marked]
    return oldest_first(_once(made), lambda s: s.date, lambda s: f"{s.article or ''} {s.title} {s.url} {s.quote}")


def unknown_articles(
    claim: Claim, path: str, entries: Mapping[Key, Entry], hidden: Mapping[Key, str], near: Near
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the articles that a claim of the file `path` lists as appearances."""
    return tuple(
        unknown_entry(key, path, appearance.article.at, entries, hidden, near)
        for appearance in claim.appearances
        if appearance.article and (key := _article(appearance.article)) not in entries
    )


def elsewhere(appearance: Appearance, parties: Parties) -> Sighting:
    """Return an appearance outside the archive."""
    outlet = parties.outlets.find(appearance.outlet)
    return Sighting(
        appearance.quote, None, appearance.title, outlet, appearance.url, appearance.archived_url, appearance.date
    )


def _inside(quote: str, article: Entry, parties: Parties, archived_url: str = "") -> Sighting:
    outlet = parties.outlets.find(article.details.outlet) if isinstance(article.details, Article) else None
    return Sighting(quote, article.id, article.title, outlet, "", archived_url, article.date)


def _article(mention: Mention) -> Key:
    return Key(Kind.ARTICLE, nfc(mention.text))


def _once(sightings: Sequence[Sighting]) -> list[Sighting]:
    """Return each once: in an article by its quote, and without a quote only where the article has none with one."""
    kept: dict[Sighting | tuple[str, str], Sighting] = {}
    for sighting in sightings:
        key = (sighting.article, folded(sighting.quote)) if sighting.article else sighting
        kept.setdefault(key, sighting)
    with_quote = {sighting.article for sighting in kept.values() if sighting.quote}
    copies = {s.article: s.archived_url for s in kept.values() if not s.quote}
    return [
        msgspec.structs.replace(s, archived_url=s.archived_url or copies.get(s.article, "")) if s.article else s
        for s in kept.values()
        if s.quote or not s.article or s.article not in with_quote
    ]
