"""Whether the markup of reviews will be read: what must hold of a ClaimReview, and what should.

Sources: schema.org/ClaimReview; Google's documentation of fact-check markup; `fcgen.formats.vocabulary` for all else.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

from fcgen.diagnostics import quoted
from fcgen.formats.jsonld import CONTEXT
from fcgen.formats.vocabulary import Vocabulary, listed, misuses, nodes, types_of

SHORT: Final = 75
"""A claim has fewer characters where it is shown in whole by whoever shows fact-checks."""


class Fault(msgspec.Struct, frozen=True):
    """Something that is wrong with markup. `fatal`: it will not be read; else it will be read with less than it could.

    `review` is the address of the ClaimReview that it is about, or ""; `mend` is what an author can do, or "".
    """

    message: str
    fatal: bool
    review: str = ""
    mend: str = ""


def faults(document: Mapping[str, Any], known: Vocabulary, origin: str = "") -> tuple[Fault, ...]:
    """Return what is wrong with a JSON-LD document. With `origin`, the addresses of reviews must begin with it."""
    found = [Fault(f"{one.where}: {one.what}", fatal=True) for one in misuses(document, known)]
    if document.get("@context") != CONTEXT:
        found.append(Fault(f"the context is {document.get('@context')!r}, not {CONTEXT!r}", fatal=True))
    reviews = [node for node in nodes(document) if "ClaimReview" in types_of(node)]
    for review in reviews:
        at = str(review.get("url", ""))
        found += [Fault(message, True, at) for message in _errors(review, origin)]
        found += [Fault(message, False, at, mend) for message, mend in _warnings(review)]
    addresses = {str(review.get("url", "")).partition("#")[0] for review in reviews}
    if len(reviews) > 1 and len(addresses) == 1:
        message = f"{len(reviews)} rulings have one address: the page is not taken for a single result"
        mend = "that may be; a fact-check of one claim is found more easily"
        found.append(Fault(message, False, str(reviews[0].get("url", "")), mend))
    return tuple(dict.fromkeys(found))


def _errors(review: Mapping[str, Any], origin: str) -> Iterator[str]:
    """Yield why a ClaimReview will not be read."""
    for name in ("claimReviewed", "reviewRating", "url"):
        if not review.get(name):
            yield f"{name} is missing"
    url = str(review.get("url", ""))
    if url and not urlsplit(url).netloc:
        yield f"the address {quoted(url)} is not whole"
    elif origin and url and not url.startswith(origin):
        yield f"the address {quoted(url)} is not on this site"
    author = _first(review.get("author"))
    if not (author.get("name") or author.get("url")):
        yield "the reviewer has neither a name nor an address"
    rating = _first(review.get("reviewRating"))
    yield from _rating(rating)
    word, claim = str(rating.get("alternateName", "")), str(review.get("claimReviewed", ""))
    if word and claim.casefold().startswith(f"{word.casefold()}:"):
        yield f"the claim begins with the verdict {quoted(word)}"
    item = _first(review.get("itemReviewed"))
    if item and "Claim" not in types_of(item):
        yield "what is reviewed is no Claim"
    for claimant in map(_node, listed(item.get("author"))):
        if not claimant.get("name"):
            yield "a claimant has no name"
        elif claimant.get("name") == author.get("name"):
            yield f"{quoted(str(claimant['name']))} is given as claimant and as reviewer"


def _rating(rating: Mapping[str, Any]) -> Iterator[str]:
    if not rating.get("alternateName"):
        yield "the verdict has no word"
    given = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if given == [None, None, None]:
        return
    numbers = [_number(value) for value in given]
    worst, value, best = numbers
    if worst is None or value is None or best is None:
        yield "the numbers of the verdict are not all numbers"
    elif worst < 1 or best <= worst or not worst <= value <= best:
        yield f"the verdict is {value:g} of {worst:g} to {best:g}, which is no scale from 1 upwards"


def _warnings(review: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what a ClaimReview could have besides, and how it comes by it."""
    claim = str(review.get("claimReviewed", ""))
    if len(claim) >= SHORT:
        message = f"the claim has {len(claim)} characters: fewer than {SHORT} are shown in whole"
        yield message, "add a shorter wording, `claim_reviewed`"
    value = _number(_first(review.get("reviewRating")).get("ratingValue"))
    if value is not None and not value.is_integer():
        yield f"the rating {value:g} is no whole number", "use whole numbers in the scale"
    item = _first(review.get("itemReviewed"))
    if not item.get("datePublished"):
        yield "it is not recorded when the claim was made", "add `date` to the claim"
    if not (item.get("appearance") or item.get("firstAppearance")):
        yield "it is not recorded where the claim appeared", "add `first_appearance` or `appearances` to the claim"
    for claimant in map(_node, listed(item.get("author"))):
        if claimant.get("name") and not claimant.get("sameAs"):
            message = f"nothing identifies the claimant {quoted(str(claimant['name']))}"
            yield message, "add `same_as` to the file of the person: addresses that say who it is"


def _first(value: Any) -> Mapping[str, Any]:
    found = listed(value)
    return _node(found[0]) if found else {}


def _node(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> float | None:
    try:
        return None if value is None or isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None
