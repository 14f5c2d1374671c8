"""What the search index is told of each page, and the shelves (one index a language) that it is kept on.

Pagefind splits and stems words by the language of an index, and its script asks one index at a time; so pages of
different languages stand on different shelves, which the search page asks side by side.
"""

import json
import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.conventions import language_name
from fcgen.digest import Digest, digest
from fcgen.entries.body import Body
from fcgen.pages.machine_types import Made
from fcgen.pages.model import Badge, BodyView, FilledPicture, Link, When
from fcgen.pages.page_types import EntryPart, Site
from fcgen.pages.party_types import ClaimantPageView, OutletView, TopicView
from fcgen.pages.view_types import ArticleView, ClaimView, FactCheckView, PageView

SEGMENTED: Final = frozenset({"zh", "ja"})
"""Languages that write no spaces between words; only Pagefind's extended program splits them."""

CJK: Final = SEGMENTED | {"ko"}
_CJK_SHARE: Final = 0.2
_CJK_CHARACTER: Final = re.compile("[\u2e80-\U0010ffff]")
_TAG: Final = re.compile(r"<[^>]*>")
_NO_DATE: Final = "0000"


class SearchRecord(msgspec.Struct, frozen=True):
    """What the index is told of a page. `weighted` are texts with Pagefind's weights; `filters` may repeat a name.

    `url` is the page's address; `language` is the entry's, or the site's. `claims` are those that results are grouped
    by: the claim of each badge of a fact-check, or the claim that the page is of.
    """

    url: str
    title: str
    kind: str
    language: str
    direction: str
    when: When | None
    filters: tuple[tuple[str, str], ...]
    badges: tuple[Badge, ...]
    claims: tuple[Link, ...]
    weighted: tuple[tuple[float, str], ...]
    body: BodyView | None


def record(view: Made, url: str) -> SearchRecord | None:
    """Return what the index is told of the page of `view` at `url`, or None where it is not searched for."""
    match view:
        case ArticleView(entry=entry, deck=deck, outlet=outlet):
            texts = (*_weighted(3, *deck), *_weighted(1, *(note.claim.text for note in view.notes)))
            return _record(url, view.site, entry, texts, _outlets(outlet))
        case FactCheckView(entry=entry):
            rulings = [ruling for ruling in view.rulings if not ruling.withdrawn]
            texts = tuple(
                text
                for ruling in rulings
                for text in (
                    *_weighted(5, ruling.claim.text, ruling.claim_reviewed),
                    *_weighted(2, ruling.badge.word, *ruling.explanation, *(c.name.text for c in ruling.claimants)),
                )
            )
            texts += _weighted(1, *view.claimant_response)
            badges = tuple(ruling.badge for ruling in rulings)
            claims = tuple(ruling.claim for ruling in rulings)
            return _record(url, view.site, entry, texts, _outlets(view.reviewer), badges, claims)
        case ClaimView(entry=entry):
            people = _weighted(2, *(c.name.text for c in view.claimants))
            quotes = _weighted(1, *view.variants, *(event.quote for event in view.timeline))
            badges = tuple(ruling.badge for ruling in view.rulings)
            outlets = _outlets(*(ruling.reviewer for ruling in view.rulings))
            itself = Link(entry.title, url, entry.language, entry.direction)
            return _record(url, view.site, entry, (*people, *quotes), outlets, badges, (itself,), view.when)
        case ClaimantPageView(entry=entry) | OutletView(entry=entry) | TopicView(entry=entry):
            return _record(url, view.site, entry, _weighted(3, *view.also_known_as)) if view.listing.first else None
        case PageView(entry=entry):
            return _record(url, view.site, entry)
        case _:
            return None


def _record(
    url: str,
    site: Site,
    entry: EntryPart,
    weighted: tuple[tuple[float, str], ...] = (),
    outlets: tuple[str, ...] = (),
    badges: tuple[Badge, ...] = (),
    claims: tuple[Link, ...] = (),
    when: When | None = None,
) -> SearchRecord:
    date = when or entry.when
    verdicts = tuple(dict.fromkeys(badge.label for badge in badges if not badge.retracted))
    language = entry.language or site.language
    filters = (
        ("kind", entry.kind),
        *(("verdict", label) for label in verdicts),
        *(("outlet", name) for name in outlets),
        *(("topic", topic.text) for topic in entry.topics),
        *((("year", date.iso[:4]),) if date else ()),
        ("language", language),
    )
    texts = (*_weighted(3, *entry.summary), *weighted)
    return SearchRecord(
        url,
        entry.title,
        entry.kind,
        language,
        entry.direction or site.direction,
        date,
        filters,
        badges,
        claims,
        texts,
        entry.body,
    )


def _weighted(weight: float, *texts: str) -> tuple[tuple[float, str], ...]:
    return tuple((weight, text) for text in texts if text)


def _outlets(*outlets: Link | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(outlet.text for outlet in outlets if outlet))


def languages(archive: Archive) -> tuple[tuple[str, str], ...]:
    """Return the languages that records are in, each with its name, or nothing where there is only one."""
    own = archive.config.language
    of_entries = {one.language for one in archive.entries.values() if not one.withdrawn}
    of_claims = {one.language for one in archive.claims.values() if not one.withdrawn}
    tags = sorted({own, *of_entries, *of_claims} - {""})
    return tuple((tag, language_name(own, tag)) for tag in tags) if len(tags) > 1 else ()


class Shelved(msgspec.Struct, frozen=True):
    """A record, and the language of the shelf that it stands on."""

    language: str
    record: SearchRecord


def shelved(one: SearchRecord, body: Callable[[Digest], Body]) -> Shelved:
    """Return a record on its shelf: its primary language; text in Chinese or Japanese characters has that of these."""
    return Shelved(_language(one, body), one)


def page(one: Shelved, body: Callable[[Digest], Body]) -> tuple[str, str]:
    """Return a record as the least HTML that Pagefind reads, after the name of its file."""
    lines = [
        f'<!doctype html>\n<html lang="{escape(one.language)}"><body data-pagefind-body>',
        *_html(one.record, body),
    ]
    return f"{digest(one.record.url.encode())[:32]}.html", "\n".join((*lines, "</body></html>", ""))


def _language(one: SearchRecord, body: Callable[[Digest], Body]) -> str:
    language = one.language.lower().partition("-")[0]
    if language in CJK:
        return language
    html = "\n".join(_html(one, body))
    if not _CJK_CHARACTER.search(html):
        return language
    text = _TAG.sub("", html)
    kana = sum("\u3040" <= c <= "\u30ff" for c in text)
    han = sum("\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" for c in text)
    if han + kana < _CJK_SHARE * sum(c.isalpha() for c in text):
        return language
    return "ja" if kana else "zh" if han else language


def _html(one: SearchRecord, body: Callable[[Digest], Body]) -> list[str]:
    meta = {
        "address": one.url,
        "kind": one.kind,
        "date": one.when.iso if one.when else "",
        "date_text": one.when.text if one.when else "",
        "language": one.language,
        "direction": one.direction,
        "badges": _json(one.badges, "word", "verdict", "tone", "reviewer", "retracted"),
        "claims": _json(one.claims, "text", "url", "language", "direction"),
    }
    lines = [f'<h1 data-pagefind-meta="title">{escape(one.title)}</h1>']
    lines += [
        f'<i data-pagefind-meta="{name}[data-value]" data-value="{escape(value)}"></i>' for name, value in meta.items()
    ]
    lines += [
        f'<i data-pagefind-filter="{name}[data-value]" data-value="{escape(value)}"></i>' for name, value in one.filters
    ]
    date = one.when.iso if one.when else _NO_DATE
    lines.append(f'<i data-pagefind-sort="date[data-value]" data-value="{escape(date)}"></i>')
    lines += [f'<p data-pagefind-weight="{weight:g}">{escape(text)}</p>' for weight, text in one.weighted]
    if one.body:
        lines.append(_body(one.body, body(one.body.source)))
    return lines


def _json(values: Sequence[msgspec.Struct], *fields: str) -> str:
    return json.dumps([{name: getattr(one, name) for name in fields} for one in values], ensure_ascii=False)


def _body(filled: BodyView, body: Body) -> str:
    parts = [body.html[0]]
    for value, html in zip(filled.filled, body.html[1:], strict=True):
        if isinstance(value, FilledPicture):
            parts.append(escape(" ".join(filter(None, (value.picture.alt, value.picture.caption)))))
        parts.append(html)
    return "".join(parts)
