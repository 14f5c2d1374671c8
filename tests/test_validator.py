"""The validator of markup notices what it is there to notice."""

import copy
from typing import Any

import pytest

from fcgen.disk.packaged import schema_org
from fcgen.formats.validator import faults
from fcgen.formats.vocabulary import misuses, vocabulary

KNOWN = vocabulary(schema_org())
GOOD: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://example.org/made-up/",
    "claimReviewed": "This is made up.",
    "datePublished": "2024-02-01",
    "author": {"@type": "Organization", "name": "Made-up Desk"},
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "False",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
    },
    "itemReviewed": {
        "@type": "Claim",
        "datePublished": "2024-01-01",
        "firstAppearance": {"@type": "CreativeWork", "url": "https://example.org/speech"},
        "author": {"@type": "Person", "name": "Ann Made-Up", "sameAs": "https://example.org/ann"},
    },
}


def changed(*path: str, value: Any = None) -> dict[str, Any]:
    """The good review with one value changed, or removed where none is given."""
    made = copy.deepcopy(GOOD)
    inside = made
    for name in path[:-1]:
        inside = inside[name]
    if value is None:
        del inside[path[-1]]
    else:
        inside[path[-1]] = value
    return made


def test_a_good_review_has_no_fault():
    assert faults(GOOD, KNOWN, "https://example.org/") == ()


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (changed("claimReviewed"), "claimReviewed is missing"),
        (changed("reviewRating"), "reviewRating is missing"),
        (changed("url"), "url is missing"),
        (changed("url", value="/made-up/"), "the address '/made-up/' is not whole"),
        (changed("url", value="https://example.com/"), "the address 'https://example.com/' is not on this site"),
        (changed("author"), "the reviewer has neither a name nor an address"),
        (changed("author", "name"), "the reviewer has neither a name nor an address"),
        (changed("reviewRating", "alternateName"), "the verdict has no word"),
        (changed("reviewRating", "ratingValue"), "the numbers of the verdict are not all numbers"),
        (changed("reviewRating", "bestRating", value="five"), "the numbers of the verdict are not all numbers"),
        (changed("reviewRating", "ratingValue", value=6), "the verdict is 6 of 1 to 5"),
        (changed("reviewRating", "worstRating", value=0), "the verdict is 1 of 0 to 5"),
        (changed("reviewRating", "bestRating", value=1), "the verdict is 1 of 1 to 1"),
        (changed("claimReviewed", value="FALSE: this is made up."), "the claim begins with the verdict 'False'"),
        (changed("itemReviewed", value={"@type": "CreativeWork", "name": "x"}), "what is reviewed is no Claim"),
        (changed("itemReviewed", "author", "name"), "a claimant has no name"),
        (
            changed("itemReviewed", "author", "name", value="Made-up Desk"),
            "'Made-up Desk' is given as claimant and as reviewer",
        ),
        (changed("@context", value="http://schema.org"), "the context is 'http://schema.org'"),
        (changed("claimReviewd", value="x"), "ClaimReview.claimReviewd: schema.org has no property claimReviewd"),
        (changed("author", "@type", value="Organisation"), "schema.org has no type Organisation"),
        (changed("dateline", value="Hanoi"), "dateline is no property of ClaimReview"),
        (changed("author", "sameAs", value=""), "ClaimReview.author > Organization.sameAs: it is empty"),
        (changed("citation", value=[]), "ClaimReview.citation: it is empty"),
        (changed("datePublished", value="last week"), "'last week' is not a date"),
        (changed("itemReviewed", "author", value={"name": "Ann"}), "it has no @type"),
        (changed("correction", value={"@type": "Person", "name": "Ann"}), "a value of type Person is none of"),
        (changed("reviewRating", "ratingValue", value=10**400), "the numbers of the verdict are not all numbers"),
        (changed("itemReviewed", value="https://example.org/claim/"), "a text is no value of it, but Thing"),
    ],
)
def test_what_would_not_be_read_is_told(document: dict[str, Any], message: str):
    found = [one.message for one in faults(document, KNOWN, "https://example.org/") if one.fatal]
    assert any(message in one for one in found), found


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (changed("claimReviewed", value="x" * 75), "the claim has 75 characters"),
        (changed("reviewRating", "ratingValue", value=1.5), "the rating 1.5 is no whole number"),
        (changed("itemReviewed", "datePublished"), "it is not recorded when the claim was made"),
        (changed("itemReviewed", "firstAppearance"), "it is not recorded where the claim appeared"),
        (changed("itemReviewed", "author", "sameAs"), "nothing identifies the claimant 'Ann Made-Up'"),
    ],
)
def test_what_could_be_said_besides_is_told_without_being_fatal(document: dict[str, Any], message: str):
    (found,) = faults(document, KNOWN, "https://example.org/")
    assert (found.fatal, message in found.message) == (False, True)
    assert found.mend


def test_several_reviews_at_one_address_are_told():
    second = {**GOOD, "url": f"{GOOD['url']}#two"}
    document = {"@context": "https://schema.org", "@graph": [GOOD, second]}
    (found,) = faults(document, KNOWN)
    assert "2 rulings have one address" in found.message


def test_the_vocabulary_knows_what_is_a_kind_of_what():
    assert {"Review", "CreativeWork", "Thing"} <= KNOWN.kinds("ClaimReview")
    assert "Organization" in KNOWN.kinds("NewsMediaOrganization")
    assert len(KNOWN.types) > 900
    assert len(KNOWN.properties) > 1400


def test_a_member_of_an_enumeration_is_given_by_its_address_and_nothing_else_that_is_a_thing():
    def told(document: dict[str, Any]) -> list[str]:
        return [one.what for one in misuses(document, KNOWN)]

    assert told({"@type": "Action", "actionStatus": "https://schema.org/CompletedActionStatus"}) == []
    assert told({"@type": "Action", "actionStatus": "done"}) == ["'done' is no web address"]
    assert told({"@type": "ListItem", "item": "https://example.org/"}) == ["a text is no value of it, but Thing"]
    assert told({"@type": "ListItem", "item": {"@type": "WebPage", "@id": "https://example.org/"}}) == []


def test_a_property_that_was_superseded_is_told():
    (found,) = misuses({"@type": "Movie", "actors": {"@type": "Person", "name": "Ann"}}, KNOWN)
    assert found.what == "actors has been superseded by actor"
