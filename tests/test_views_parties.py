"""What the pages of claimants, outlets, topics and verdicts show."""

import pytest
from archives import article, building, review, site, sound

from fcgen.pages.model import Badge, Link, VerdictCount, When
from fcgen.pages.party_types import (
    ClaimantPageView,
    MembershipView,
    OutletView,
    ScaleRow,
    TopicView,
    VerdictsView,
    VerdictView,
)

CLAIM = "text: This is made up."


# Claimants.


def test_a_claimant_with_a_file_shows_what_it_says():
    made = sound(
        {
            "people/council.md": (
                "name: Example Council\nkind: organization\nrole: Runs Exampletown\nsame_as: ['https://example.org/council']\n"
                "also_known_as: [Council of Exampletown]\n---\nMade up."
            )
        }
    )
    view = made.view("/claimants/council/")
    assert isinstance(view, ClaimantPageView)
    assert (view.person_kind, view.role) == ("organization", "Runs Exampletown")
    assert (view.same_as, view.also_known_as) == (("https://example.org/council",), ("Council of Exampletown",))
    assert (view.entry.kind, view.entry.title) == ("Claimant", "Example Council")
    assert (view.head.title, view.head.description, view.head.type) == ("Example Council", "Made up.", "profile")
    assert (view.counts, view.listing.heading, view.listing.cards) == ((), "0 claims", ())


def test_a_claimant_without_a_file_shows_the_claims_with_their_verdicts():
    made = sound(
        {
            "claims/c.md": f"{CLAIM}\ndate: 2024-08-22\nclaimants: [Ann]",
            "fact-checks/f.md": review("c"),
        }
    )
    view = made.view("/claimants/ann/")
    assert (view.person_kind, view.role, view.same_as, view.also_known_as) == ("", "", (), ())
    assert (view.listing.heading, view.listing.first) == ("1 claim", True)
    (card,) = view.listing.cards
    assert (card.kind, card.title, card.when) == (
        "Claim",
        Link("This is made up.", "/archive/claims/c/"),
        When("2024-08-22", "22 August 2024"),
    )
    assert card.byline == (Link("Ann", "/archive/claimants/ann/"),)
    assert [(badge.word, badge.reviewer) for badge in card.badges] == [("False", "Made-up Desk")]
    assert card.note == ""
    assert view.counts == (
        VerdictCount(Badge("False", "false", "negative", "False", "/archive/verdicts/false/"), 1, 1),
    )
    assert view.head.description == "Claims by Ann in this archive, with the verdicts of their reviewers."


def test_a_claim_that_nobody_reviewed_says_so_in_lists():
    (card,) = sound({"claims/c.md": CLAIM}).view("/claims/").cards
    assert (card.note, card.badges, card.byline) == ("Nobody in this archive has reviewed it", (), ())


# Outlets.


def test_an_outlet_shows_its_memberships_and_its_scale_in_its_own_order():
    made = sound(
        {
            "outlets/desk.md": (
                "name: Example Desk\nurl: https://example.org/\nalso_known_as: [The Desk]\n"
                "memberships: [{name: Example Network, url: 'https://example.org/n', since: 2019, until: 2023-05}]\n"
                "scale:\n  - {label: Holds up, verdict: TRUE, rating: 3, best: 3, worst: 1, definition: It is so.}\n"
                "  - {label: In between, verdict: half-true, rating: 2.5, best: 3, worst: 1, from: 2024, until: 2025}\n"
                "  - {label: Satire}"
            )
        },
        config="publisher: desk",
    )
    view = made.view("/outlets/desk/")
    assert isinstance(view, OutletView)
    assert (view.publisher, view.url, view.also_known_as) == (True, "https://example.org/", ("The Desk",))
    assert view.memberships == (
        MembershipView(
            Link("Example Network", "https://example.org/n"), When("2019", "2019"), When("2023-05", "May 2023")
        ),
    )
    assert view.scale == (
        ScaleRow("Holds up", Link("True", "/archive/verdicts/true/"), "3 (1 to 3)", None, None, ("It is so.",)),
        ScaleRow(
            "In between",
            Link("Half true", "/archive/verdicts/half-true/"),
            "2.5 (1 to 3)",
            When("2024", "2024"),
            When("2025", "2025"),
            (),
        ),
        ScaleRow("Satire", None, "", None, None, ()),
    )


def test_an_outlet_without_a_file_shows_what_it_published_and_how_it_ruled():
    made = sound(
        {
            "articles/a.md": article(more="outlet: Desk\ndate: 2024-02-02\ndeck: A made-up deck."),
            "claims/c.md": CLAIM,
            "fact-checks/f.md": review("c", reviewer="Desk", more="date: 2024-01-01\nverdict_explanation: Why."),
        }
    )
    view = made.view("/outlets/desk/")
    assert (view.publisher, view.url, view.memberships, view.scale) == (False, "", (), ())
    assert view.listing.heading == "2 entries"
    assert [(card.kind, card.summary) for card in view.listing.cards] == [
        ("Article", "A made-up deck."),
        ("Fact-check", "Why."),
    ]
    assert [(count.badge.word, count.count, count.total) for count in view.counts] == [("False", 1, 1)]
    assert view.head.description == (
        "What this archive holds of Desk: its fact-checks, its articles, and claims that appeared there."
    )


# Topics.


def test_a_topic_shows_what_is_about_it():
    made = sound(
        {
            "topics/health.md": "name: Public health\nsummary: A made-up summary.\nalso_known_as: [Health]",
            "articles/a.md": article(more="topics: [Health]"),
        }
    )
    view = made.view("/topics/health/")
    assert isinstance(view, TopicView)
    assert (view.entry.title, view.also_known_as, view.listing.heading) == ("Public health", ("Health",), "1 entry")
    assert view.head.description == "A made-up summary."
    without = sound({"articles/a.md": article(more="topics: [public-health]")}).view("/topics/public-health/")
    assert without.head.description == "Articles, fact-checks and claims about Public health in this archive."


# Lists of parties.


def test_a_list_of_parties_says_how_much_there_is_of_each():
    made = sound(
        {
            "claims/c.md": f"{CLAIM}\nclaimants: [Ann]",
            "claims/d.md": f"{CLAIM}\nclaimants: [Ann, Bob]",
            "articles/a.md": article(more="outlet: Gazette\ntopics: [health]"),
        }
    )
    assert [(card.kind, card.title.text, card.note) for card in made.view("/claimants/").cards] == [
        ("Claimant", "Ann", "2 claims"),
        ("Claimant", "Bob", "1 claim"),
    ]
    assert [(card.kind, card.note) for card in made.view("/outlets/").cards] == [("Outlet", "1 entry")]
    assert [(card.kind, card.note) for card in made.view("/topics/").cards] == [("Topic", "1 entry")]


# Verdicts.


def reviews(*verdicts: str) -> dict[str, str]:
    return {
        f"fact-checks/f{n}.md": review(f"{{text: Made-up claim {n}.}}", verdict, more=f"date: 2024-01-0{n + 1}")
        for n, verdict in enumerate(verdicts)
    }


def test_a_verdict_shows_the_rulings_grouped_under_it_and_their_words():
    made = sound(reviews("False", "Fake", "FALSE", "True"))
    view = made.view("/verdicts/false/")
    assert isinstance(view, VerdictView)
    assert view.description == "The claim is wrong."
    badge = Badge("False", "false", "negative", "False", "/archive/verdicts/false/")
    assert view.count == VerdictCount(badge, 3, 4)
    assert view.words == ("FALSE", "Fake", "False")
    assert not view.unclassified
    assert (view.listing.heading, view.listing.first) == ("3 of 4 rulings in this archive", True)
    assert [[badge.word for badge in card.badges] for card in view.listing.cards] == [["FALSE"], ["Fake"], ["False"]]
    assert (view.head.title, view.head.description) == ("Verdict: False", "The claim is wrong.")


def test_a_verdict_without_a_description_is_described_by_its_label():
    made = sound({}, "verdicts: [{id: odd, label: Odd}]")
    assert made.view("/verdicts/odd/").head.description == "Rulings in this archive that are grouped under “Odd”."


def test_a_verdict_that_nobody_gave_has_an_empty_page():
    view = sound({}).view("/verdicts/true/")
    assert (view.count.count, view.count.total, view.words, view.listing.cards) == (0, 0, (), ())
    assert view.listing.heading == "0 of 0 rulings in this archive"


def test_unclassified_rulings_have_a_page_that_says_so():
    made = building(reviews("Four noses", "False"))
    view = made.view("/verdicts/unclassified/")
    assert (view.unclassified, view.words, view.description) == (True, ("Four noses",), "")
    badge = Badge("Unclassified", "unclassified", "unknown", "Unclassified", "/archive/verdicts/unclassified/")
    assert view.count == VerdictCount(badge, 1, 2)


def test_later_pages_of_a_verdict_tell_no_numbers_that_newer_rulings_would_change():
    made = sound(reviews(*["False"] * 6), config="page_size: 2")
    view = made.view("/verdicts/false/page/1/")
    assert (view.count.count, view.count.total, view.words) == (0, 0, ())
    assert view.count.badge.label == "False"
    assert (view.listing.heading, view.listing.first) == ("Rulings", False)
    assert view.head.title == "Verdict: False, page 1"


def test_later_pages_of_parties_say_which_they_are():
    made = sound(
        {f"articles/a{n}.md": article(more=f"date: 2024-01-0{n}\ntopics: [health]") for n in range(1, 6)},
        config="page_size: 2",
    )
    assert made.view("/topics/health/page/1/").head.title == "Health, page 1"
    assert made.view("/topics/health/").head.title == "Health"


def test_the_page_of_all_verdicts_has_them_in_the_order_of_the_site_with_what_they_mean():
    verdicts = "verdicts: [{id: no, label: No, tone: negative, description: It is not so.}, {id: yes, label: Yes}]"
    made = building(reviews("Yes", "Maybe", "Yes"), verdicts)
    view = made.view("/verdicts/")
    assert isinstance(view, VerdictsView)
    assert [(count.badge.label, count.badge.tone, count.count, count.total, text) for count, text in view.verdicts] == [
        ("No", "negative", 0, 3, "It is not so."),
        ("Yes", "unknown", 2, 3, ""),
        ("Unclassified", "unknown", 1, 3, ""),
    ]


def test_rulings_that_were_taken_back_are_in_no_count_of_verdicts():
    retracted = "corrections: [{date: 2024, kind: retraction, summary: Taken back.}]"
    made = sound(reviews("False") | {"fact-checks/x.md": review("{text: Taken back.}", "False", more=retracted)})
    (count,) = (count for count, _ in made.view("/verdicts/").verdicts if count.badge.label == "False")
    assert (count.count, count.total) == (1, 1)
    assert made.view("/verdicts/false/").words == ("False",)


# Withdrawn.


@pytest.mark.parametrize(
    ("path", "address"),
    [("people/x.md", "/claimants/x/"), ("outlets/x.md", "/outlets/x/"), ("topics/x.md", "/topics/x/")],
)
def test_a_withdrawn_party_keeps_its_name_and_the_reason(path: str, address: str):
    made = site({path: "name: Made-up Name\nwithdrawn: {date: 2024-05, reason: A made-up reason.}"})
    view = made.view(address)
    assert (view.title, view.withdrawn.when.text, view.withdrawn.reason) == (
        "Made-up Name",
        "May 2024",
        ("A made-up reason.",),
    )
    assert view.head.title == "Withdrawn: Made-up Name"
