"""The markup of pages: own reviews as ClaimReview, recorded ones in a neutral form, and all of it in the vocabulary."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from archives import THEME, Site, article, building, review, sound, words
from html_pages import parsed

from fcgen.archive import urls
from fcgen.disk.packaged import schema_org
from fcgen.entries.model import Kind
from fcgen.formats.validator import faults
from fcgen.formats.vocabulary import nodes, types_of, vocabulary
from fcgen.pages.machine_types import FeedView, RecordView, RobotsView
from fcgen.pages.markup import check_markup
from fcgen.pages.render import Templates, render
from fcgen.pages.subjects import is_indexed

KNOWN = vocabulary(schema_org())
LIST = "CollectionPage"
OWN = "publisher: Made-up Desk\n"
BASE = "https://example.org/archive"
CLAIM = (
    "text: The bridge is the longest.\nclaimants: [{who: Ann Made-Up, role: Mayor}]\ndate: 2024-01-02\n"
    "first_appearance: {title: A made-up speech, date: 2024-01-02, url: 'https://example.com/speech'}"
)
EVIDENCE = (
    "evidence:\n  - {title: A made-up survey, publisher: Institute, date: 2024-01-03, url: 'https://example.com/s'}\n"
)


def documents(site: Site) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The markup of all pages, by their addresses."""
    for page, view in site.views():
        if not isinstance(view, FeedView | RecordView | RobotsView) and view.head.structured_data:
            yield page.address, json.loads(view.head.structured_data)


def markup(site: Site, address: str) -> list[Mapping[str, Any]]:
    """The nodes of a page that are not inside others."""
    document = dict(documents(site))[address]
    return list(document.get("@graph", [document]))


def only(site: Site, address: str, kind: str) -> Mapping[str, Any]:
    """The one node of a type that a page has, not inside another."""
    (found,) = (node for node in markup(site, address) if node["@type"] == kind)
    return found


def reviews(site: Site) -> dict[str, list[Mapping[str, Any]]]:
    """The ClaimReviews of all pages, however deep, by address."""
    every = {address: [n for n in nodes(found) if "ClaimReview" in types_of(n)] for address, found in documents(site)}
    return {address: found for address, found in every.items() if found}


def own_review(more: str = "") -> Site:
    return sound(
        {
            "claims/longest.md": CLAIM,
            "people/ann.md": "name: Ann Made-Up\nsame_as: ['https://example.com/ann']",
            "fact-checks/check.md": review(
                "longest",
                more="date: 2024-02-01\nauthors: [Bob Made-Up]\nverdict_explanation: We measured.\n" + EVIDENCE + more,
            ),
        },
        OWN,
    )


def test_an_own_review_is_a_claim_review_with_all_that_is_known():
    made = only(own_review(), "/fact-checks/check/", "ClaimReview")
    assert made["url"] == made["@id"] == f"{BASE}/fact-checks/check/"
    assert made["claimReviewed"] == "The bridge is the longest."
    assert made["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "False",
        "ratingExplanation": "We measured.",
    }
    assert (made["author"]["@type"], made["author"]["name"]) == ("NewsMediaOrganization", "Made-up Desk")
    assert made["creator"] == {"@type": "Person", "name": "Bob Made-Up"}
    assert made["datePublished"] == "2024-02-01"
    item = made["itemReviewed"]
    assert (item["@type"], item["datePublished"]) == ("Claim", "2024-01-02")
    assert (item["author"]["name"], item["author"]["sameAs"]) == ("Ann Made-Up", "https://example.com/ann")
    assert item["firstAppearance"]["url"] == "https://example.com/speech"
    assert made["citation"]["publisher"] == {"@type": "Organization", "name": "Institute"}
    assert "appearance" not in item


def test_a_claim_review_stands_on_the_page_of_its_fact_check_alone():
    assert list(reviews(own_review())) == ["/fact-checks/check/"]


def test_a_recorded_review_is_a_page_about_a_claim_that_cites_the_original():
    made = sound(
        {
            "claims/longest.md": CLAIM,
            "fact-checks/check.md": review(
                "longest", "Wrong", "Another Desk", "url: https://example.com/original\ndate: 2024-02-01"
            ),
        }
        | {"outlets/another-desk.md": "name: Another Desk\nscale: [{label: Wrong, verdict: false}]"},
        OWN,
    )
    assert not reviews(made)
    page = only(made, "/fact-checks/check/", "WebPage")
    assert page["url"] == f"{BASE}/fact-checks/check/"
    assert page["about"]["@type"] == "Claim"
    assert page["citation"]["url"] == "https://example.com/original"
    assert page["citation"]["publisher"]["name"] == "Another Desk"
    assert "reviewRating" not in json.dumps(page)


def test_without_a_publisher_no_review_is_the_sites_own():
    assert not reviews(sound({"fact-checks/check.md": review("{text: This is made up.}")}))


def test_several_rulings_are_claim_reviews_with_addresses_of_their_own():
    made = sound(
        {
            "fact-checks/two.md": "title: Two\nreviewer: Made-up Desk\nrulings:\n"
            "  - {claim: {id: one, text: One is made up.}, verdict: True}\n"
            "  - {claim: {id: two, text: Two is made up.}, verdict: False}\n"
        },
        OWN,
    )
    found = [node["url"] for node in markup(made, "/fact-checks/two/") if node["@type"] == "ClaimReview"]
    assert found == [f"{BASE}/fact-checks/two/#ruling_one", f"{BASE}/fact-checks/two/#ruling_two"]


def test_a_retracted_review_is_no_claim_review_and_says_so():
    made = own_review("corrections: [{date: 2024-03-01, kind: retraction, summary: We were wrong.}]")
    assert not reviews(made)
    page = only(made, "/fact-checks/check/", "WebPage")
    assert page["correction"] == [
        {"@type": "CorrectionComment", "text": "We were wrong.", "datePublished": "2024-03-01"}
    ]
    assert "citation" not in page


def test_a_correction_is_told_and_changes_the_date():
    made = own_review("corrections: [{date: 2024-03-01, kind: correction, summary: A digit was wrong.}]")
    found = only(made, "/fact-checks/check/", "ClaimReview")
    assert found["dateModified"] == "2024-03-01"
    assert found["correction"][0]["text"] == "A digit was wrong."


def test_numbers_come_from_the_scale_of_the_reviewer_and_from_nowhere_else():
    scale = "name: Made-up Desk\nscale: [{label: Half, verdict: half-true, rating: 3, best: 5, worst: 1}]"
    files = {"outlets/made-up-desk.md": scale, "fact-checks/f.md": review("{text: This is made up.}", "Half")}
    rating = only(sound(files, OWN), "/fact-checks/f/", "ClaimReview")["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == (3, 5, 1)


def test_an_article_with_date_and_authors_is_a_news_article():
    made = sound(
        {
            "articles/a.md": article(
                more="date: 2024-01-05\nauthors: [Eve Made-Up]\neditors: [Ed Made-Up]\ndeck: Below.\n"
                "dateline: Hanoi\noutlet: Gazette\nurl: https://example.com/a\nimage: "
                "{file: a.png, caption: A bridge, credit: Pat Made-Up}"
            ),
            "articles/a.png": "made up",
        }
    )
    found = only(made, "/articles/a/", "NewsArticle")
    assert (found["headline"], found["alternativeHeadline"]) == ("A made-up article", "Below.")
    assert (found["author"]["name"], found["editor"]["name"]) == ("Eve Made-Up", "Ed Made-Up")
    assert found["dateline"] == "Hanoi"
    assert found["publisher"]["name"] == "Gazette"
    assert found["isBasedOn"] == "https://example.com/a"
    assert (found["image"]["caption"], found["image"]["creditText"]) == ("A bridge", "Pat Made-Up")
    assert found["image"]["url"].startswith(f"{BASE}/assets/media/a.")


@pytest.mark.parametrize("known", ["date: 2024-01-05", "authors: [Eve Made-Up]", ""])
def test_an_article_without_a_date_or_an_author_is_given_as_a_page_with_what_is_known(known: str):
    made = only(sound({"articles/a.md": article(more=known)}), "/articles/a/", "WebPage")
    assert made["headline"] == "A made-up article"
    assert ("datePublished" in made, "author" in made) == ("date" in known, "authors" in known)


@pytest.mark.parametrize(
    ("kind", "given"), [("", "Person"), ("person", "Person"), ("account", "Person"), ("organization", "Organization")]
)
def test_a_claimant_is_given_as_a_person_unless_it_is_an_organisation(kind: str, given: str):
    made = sound({"people/ann.md": f"name: Ann\nkind: {kind}\nsame_as: ['https://example.com/ann']"})
    who = only(made, "/claimants/ann/", "ProfilePage")["mainEntity"]
    assert (who["@type"], who["name"], who["sameAs"]) == (given, "Ann", "https://example.com/ann")


def test_the_home_page_is_the_site_and_says_how_to_search_it():
    found = only(sound({}), "/", "WebSite")
    assert found["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/search/?q={{query}}"
    assert "publisher" not in found
    assert "potentialAction" not in only(sound({}, "search: {enabled: false}"), "/", "WebSite")


def test_policies_are_the_publishers_or_without_one_the_sites():
    files = {
        "pages/mistakes.md": "title: Mistakes\npolicy: corrections",
        "pages/method.md": "title: Method\npolicy: fact-checking",
        "pages/about.md": "title: About",
    }
    publisher = only(sound(files, OWN), "/", "WebSite")["publisher"]
    assert publisher["correctionsPolicy"] == f"{BASE}/mistakes/"
    assert publisher["verificationFactCheckingPolicy"] == f"{BASE}/method/"
    assert only(sound(files), "/", "WebSite")["publishingPrinciples"] == [f"{BASE}/mistakes/", f"{BASE}/method/"]


def test_breadcrumbs_lead_from_the_home_page_to_the_page():
    steps = only(own_review(), "/fact-checks/check/", "BreadcrumbList")["itemListElement"]
    assert [(step["position"], step["name"], step["item"]["@id"]) for step in steps] == [
        (1, "Made-up archive", f"{BASE}/"),
        (2, "Fact-checks", f"{BASE}/fact-checks/"),
        (3, "A made-up review", f"{BASE}/fact-checks/check/"),
    ]


def test_a_list_is_called_in_its_markup_as_its_page_shows_it():
    made = everything()
    templates = Templates(THEME.templates, {}, words())
    lists = [(address, node) for address, found in documents(made) for node in nodes(found) if node["@type"] == LIST]
    assert any("/page/" in address for address, _ in lists)
    for address, node in lists:
        shown = parsed(render(made.view(address), templates, made.bodies.__getitem__)).find("body")
        assert shown is not None
        assert node["name"] in " ".join(shown.text_content().split()), address


def test_what_is_not_to_be_indexed_has_no_markup():
    made = building(
        {"articles/gone.md": article(more="withdrawn: {date: 2024, reason: Made up.}\nredirect_from: [/old/]")}
    )
    assert not {"/articles/gone/", "/old/", "/404.html"} & dict(documents(made)).keys()
    assert made.view("/articles/gone/").head.feeds == made.view("/404.html").head.feeds


def everything() -> Site:
    from test_views_types import EVERYTHING

    return building(EVERYTHING, OWN + "page_size: 1\nlogo: static/logo.svg\n")


def test_every_page_that_is_indexed_has_markup_without_a_fault():
    made = everything()
    seen = dict(documents(made))
    indexed = {page.address for page in made.plan.pages if is_indexed(made.archive, page)}
    assert seen.keys() == indexed
    assert {address: [one for one in faults(found, KNOWN, BASE) if one.fatal] for address, found in seen.items()} == {
        address: [] for address in seen
    }


def test_every_node_that_is_only_named_is_given_somewhere_on_the_site():
    given, named = set(), set()
    for _, document in documents(everything()):
        for node in walk(document):
            (named if node.keys() == {"@id"} else given).add(node.get("@id"))
    assert named <= given


def walk(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(one)


def test_check_tells_what_the_markup_of_own_reviews_lacks():
    made = sound({"fact-checks/f.md": review("{text: This is made up.}")}, OWN)
    told = check_markup(made.archive, KNOWN)
    assert {(one.code.number, one.path, one.at.line) for one in told} == {("FC902", "site_src/fact-checks/f.md", 5)}
    assert {one.message for one in told} == {
        "it is not recorded when the claim was made",
        "it is not recorded where the claim appeared",
    }
    assert not check_markup(own_review().archive, KNOWN)


def test_check_says_nothing_of_the_markup_of_recorded_reviews():
    assert not check_markup(sound({"fact-checks/f.md": review("{text: This is made up.}")}).archive, KNOWN)


def test_addresses_of_markup_are_those_of_the_pages():
    made = own_review()
    assert urls.absolute("https://example.org", "/archive/", urls.entry(Kind.FACT_CHECK, "check")) in json.dumps(
        markup(made, "/fact-checks/check/")
    )
