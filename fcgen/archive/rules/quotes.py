"""Quotes of claims: those that no longer stand in their article, and those with nothing in common with the claim."""

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive.claims import claim_id
from fcgen.archive.index import Archive, ClaimRecord, Key
from fcgen.archive.rules.finding import Finding, Keys, Texts, written
from fcgen.archive.sightings import quoted_claim
from fcgen.diagnostics import Mark, quoted
from fcgen.entries.body import BodyPicture, BodyQuote
from fcgen.entries.front import Front
from fcgen.entries.markdown import body
from fcgen.entries.model import Article, Entry, FactCheck, Kind
from fcgen.words import folded, nfc

_TAG: Final = re.compile(r'<sup class="footnote-ref">.*?</sup>|<[^<>]*>')
"""What of HTML is no text: tags, and the number of a footnote, which stands among the words."""

_LEFT_OUT: Final = re.compile(r"\[[^\]]*\]|\.\.\.|…")
"""What a quote has in place of the speaker's words, or beside them."""

_VOWELS: Final = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]")
"""What Hebrew and Arabic set with a word or leave away: signs of vowels, and the line that stretches it."""

_WORD: Final = re.compile(r"\w+")
_SHORT: Final = 4
_STEM: Final = 5
_FEW: Final = 3
"""How many telling words a quote has at least, to be compared with others."""


class _Quote(msgspec.Struct, frozen=True):
    """Words that a claim is quoted with, the file and place that say so, and the language they are in."""

    words: str
    path: str
    where: Mark | Keys
    language: str


def findings(archive: Archive, texts: Texts) -> Iterator[Finding]:
    """Yield the quotes that are not in their article, and those that share no word with what they are quotes of."""
    marks = _marked(archive)
    for claim in archive.claims.values():
        if archive.live(Key(Kind.CLAIM, claim.id)) and (claim.claim.appearances or claim.id in marks):
            yield from _lost(archive, texts, claim)
            language = claim.language or archive.config.language
            yield from _apart(claim, language, (*_listed(archive, texts, claim), *marks.get(claim.id, ())))


def _lost(archive: Archive, texts: Texts, claim: ClaimRecord) -> Iterator[Finding]:
    for i, appearance in enumerate(claim.claim.appearances):
        article = archive.entries.get(Key(Kind.ARTICLE, nfc(appearance.article.text))) if appearance.article else None
        if not article or article.withdrawn or not appearance.quote:
            continue
        source = texts[article.path]
        html = archive.config.html
        if source.text.strip() and not _holds(_text(article, source, html), appearance.quote):
            path, keys = _place(archive, texts, claim)
            message = f"the words {quoted(appearance.quote)} are not in {article.path}"
            hint = "quote the article as it is now, or mark the words there with a `quote:` link"
            yield Finding(codes.LOST_QUOTE, path, (*keys, "appearances", i, "quote"), message, hint)


def _holds(text: str, quote: str) -> bool:
    """Tell whether the parts of a quote stand in a text, in their order."""
    at = 0
    for part in _LEFT_OUT.split(quote):
        if key := _spoken(part):
            found = text.find(key, at)
            if found < 0:
                return False
            at = found + len(key)
    return True


def _text(article: Entry, source: Front, html: bool) -> str:
    """Return all words of an article, as they are compared."""
    deck = article.details.deck if isinstance(article.details, Article) else ""
    made, _ = body(source.text, article.path, source.text_line, html)
    pictures = (f"{hole.alt} {hole.caption}" for hole in made.holes if isinstance(hole, BodyPicture))
    running = unescape(_TAG.sub("", "".join(made.html)))
    return _spoken(" ".join((article.title, deck, article.summary, running, *pictures)))


def _spoken(text: str) -> str:
    """Return the letters and digits of a text without case: spaces, quotation marks and dashes are set in many ways.

    So are vowels in Hebrew and Arabic, and digits in many scripts.
    """
    kept = (c for c in _VOWELS.sub("", folded(text)) if unicodedata.category(c)[0] in "LMN")
    return "".join(str(unicodedata.decimal(c, c)) for c in kept)


def _apart(claim: ClaimRecord, language: str, quotes: tuple[_Quote, ...]) -> Iterator[Finding]:
    """Yield the quotes without a word of the claim, of its variants and of any other quote.

    Only telling words are compared, by how they begin, and only quotes in one language and script: a translation shares
    no word with its original.
    """
    about = _telling(" ".join((claim.claim.text, *claim.claim.variants)))
    known = [(quote, _telling(quote.words)) for quote in quotes if quote.language == language]
    for quote, telling in known:
        others = [(other, words) for other, words in known if other.words != quote.words and len(words) >= _FEW]
        alike = [other for other in others if _scripts(other[0].words) == _scripts(quote.words)]
        if len(telling) < _FEW or not alike or _scripts(claim.claim.text) != _scripts(quote.words):
            continue
        if not telling & about and not any(telling & words for _, words in others):
            other = alike[0][0]
            message = (
                f"the quote {quoted(quote.words)} has no word in common with {quoted(other.words)}, nor with the claim"
            )
            hint = "if it is the same claim in other words, add them to its `variants`; if not, it is another claim"
            yield Finding(codes.QUOTES_APART, quote.path, quote.where, message, hint)


def _listed(archive: Archive, texts: Texts, claim: ClaimRecord) -> Iterator[_Quote]:
    for i, appearance in enumerate(claim.claim.appearances):
        article = archive.entries.get(Key(Kind.ARTICLE, nfc(appearance.article.text))) if appearance.article else None
        if appearance.quote:
            path, keys = _place(archive, texts, claim)
            language = (article.language if article else claim.language) or archive.config.language
            yield _Quote(appearance.quote, path, (*keys, "appearances", i, "quote"), language)


def _marked(archive: Archive) -> dict[str, tuple[_Quote, ...]]:
    """Return the quotes that articles mark, by the claim's id."""
    made: dict[str, tuple[_Quote, ...]] = {}
    for entry in archive.entries.values():
        for hole in archive.outlines[entry.path].holes if entry.quotes and not entry.withdrawn else ():
            if isinstance(hole, BodyQuote):
                on = quoted_claim(hole)
                made[on] = (
                    *made.get(on, ()),
                    _Quote(hole.words, entry.path, hole.at, entry.language or archive.config.language),
                )
    return made


def _place(archive: Archive, texts: Texts, claim: ClaimRecord) -> tuple[str, Keys]:
    """Return the file that a claim is written in, and the way to it there."""
    if claim.entry:
        return claim.entry.path, ()
    review = archive.entries[Key(Kind.FACT_CHECK, claim.fact_check or "")]
    rulings = review.details.rulings if isinstance(review.details, FactCheck) else ()
    number = next(i for i, ruling in enumerate(rulings) if claim_id(ruling, review) == claim.id)
    in_list = written(texts, review.path, ("rulings",)) is not None
    return review.path, ("rulings", number, "claim") if in_list else ("claim",)


def _telling(text: str) -> frozenset[str]:
    """Return how the longer words of a text begin; where words are written without spaces, pairs of their letters."""
    made: set[str] = set()
    for word in _WORD.findall(folded(text)):
        if any(unicodedata.category(c) == "Lo" for c in word):
            made |= {word[i : i + 2] for i in range(len(word) - 1)}
        elif len(word) >= _SHORT:
            made.add(word[:_STEM])
    return frozenset(made)


def _scripts(text: str) -> frozenset[str]:
    """Return the scripts of the letters of a text, as Unicode's names of letters begin with them."""
    return frozenset(unicodedata.name(c, "?").partition(" ")[0] for c in text if c.isalpha())
