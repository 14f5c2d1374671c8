"""Claims, their appearances and the rulings on them: the section "Claims" of the content model."""

import pytest
from archives import Site, article, building, review, site, sound

from fcgen import codes
from fcgen.archive.index import Claimant, ClaimRecord
from fcgen.codes import Severity

CLAIM = "text: This is made up."


def inline(entry_id: str = "", text: str = "This is made up.", verdict: str = "False", more: str = "") -> str:
    """A fact-check with its claim written in place."""
    own = f"id: {entry_id}, " if entry_id else ""
    return review(f"{{{own}text: {text}}}", verdict, more=more)


def claim(made: Site, claim_id: str = "claim") -> ClaimRecord:
    return made.archive.claims[claim_id]


def ruled(made: Site) -> list[tuple[str, str]]:
    """The rulings in their order: fact-check and claim."""
    return [(ruling.fact_check, ruling.claim) for ruling in made.archive.rulings]


# References and inline claims.


def test_a_review_rules_on_the_claim_it_names():
    made = sound({"claims/claim.md": CLAIM, "fact-checks/f.md": review("claim")})
    assert ruled(made) == [("f", "claim")]
    assert [ruling.fact_check for ruling in made.archive.rulings_by_claim["claim"]] == ["f"]


def test_a_claim_may_lie_in_any_folder_of_its_kind():
    made = sound({"claims/2024/june/claim.md": CLAIM, "fact-checks/2024/f.md": review("claim")})
    assert made.listed("/claims/") == ["claim"]


def test_a_claim_that_does_not_exist_is_an_error_with_the_nearest():
    made = site({"claims/bridge-longest.md": CLAIM, "fact-checks/f.md": review("bridge-lognest")})
    problem = made.only(codes.UNKNOWN_CLAIM)
    assert (problem.path, problem.at.line) == ("site_src/fact-checks/f.md", 4)
    assert problem.message == "no claim has the id 'bridge-lognest'"
    assert problem.hint == "did you mean 'bridge-longest'?"
    assert ruled(made) == []


def test_a_claim_unlike_any_other_is_told_both_ways_to_write_one():
    hint = site({"fact-checks/f.md": review("zzz")}).only(codes.UNKNOWN_CLAIM).hint
    assert hint == "write the file claims/zzz.md, or the claim in place: `claim: {text: …}`"


def test_an_inline_claim_has_the_id_of_its_fact_check():
    made = sound({"fact-checks/some-review.md": inline()})
    assert claim(made, "some-review").fact_check == "some-review"
    assert claim(made, "some-review").entry is None
    assert ruled(made) == [("some-review", "some-review")]


def test_an_inline_claim_may_have_an_id_of_its_own():
    made = sound({"fact-checks/f.md": inline("some-claim")})
    assert made.listed("/claims/") == ["some-claim"]
    assert ruled(made) == [("f", "some-claim")]


def test_an_id_beside_a_claim_that_stands_alone_is_an_unknown_key():
    made = site({"fact-checks/f.md": inline(more="id: some-claim")})
    assert made.codes == ["FC201"]
    assert made.listed("/claims/") == ["f"]


def test_inline_claims_under_rulings_have_their_own_ids():
    made = sound(
        {
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nrulings:\n"
                "  - {claim: {id: first, text: First made-up claim.}, verdict: True}\n"
                "  - {claim: {text: Second made-up claim.}, id: second, verdict: False}"
            )
        }
    )
    assert made.listed("/claims/") == ["first", "second"]
    assert ruled(made) == [("f", "first"), ("f", "second")]


def test_other_entries_may_refer_to_an_inline_claim():
    made = building(
        {
            "fact-checks/f.md": inline("some-claim"),
            "fact-checks/g.md": review("some-claim", "True", "Other Desk"),
            "articles/a.md": article(
                more="related: [claim:some-claim]", body="[Words](quote:some-claim) and [a link](claim:some-claim)."
            ),
        }
    )
    assert ruled(made) == [("f", "some-claim"), ("g", "some-claim")]
    assert [s.article for s in claim(made, "some-claim").sightings] == ["a"]


def test_a_claim_whose_id_would_lead_out_of_the_site_is_refused_with_its_review():
    made = site({"fact-checks/f.md": inline("'../../outside'")})
    assert made.codes == ["FC215"]
    assert made.listed("/claims/") == made.listed("/fact-checks/") == []


def test_an_inline_claim_with_the_id_of_a_file_is_an_error_at_the_inline_one():
    made = site({"claims/same.md": CLAIM, "fact-checks/a.md": inline("Same")})
    problem = made.only(codes.DUPLICATE_ID)
    assert (problem.path, problem.at.line) == ("site_src/fact-checks/a.md", 4)
    assert problem.message == "claim 'Same' is also in site_src/claims/same.md:2"
    assert problem.hint == "if it is the same claim, refer to it: `claim: <id>`; if not, give this one another `id`"
    assert made.codes == ["FC301"]


def test_two_inline_claims_with_one_id_are_an_error_at_the_second():
    made = site({"fact-checks/a.md": inline("same"), "fact-checks/b.md": inline("same", "Something else.")})
    assert made.told(codes.DUPLICATE_ID) == ["site_src/fact-checks/b.md:4"]
    assert claim(made, "same").claim.text == "This is made up."


def test_an_inline_claim_without_an_id_may_have_the_id_of_a_fact_check_since_kinds_have_their_own():
    made = sound({"fact-checks/f.md": inline(), "claims/other.md": CLAIM, "articles/f.md": article()})
    assert "/claims/f/" in made.plan.addresses
    assert "/articles/f/" in made.plan.addresses


def test_a_claim_that_several_reviews_share_and_that_has_no_file_of_its_own_is_a_warning():
    made = site({"fact-checks/f.md": inline("some-claim"), "fact-checks/g.md": review("some-claim", "True", "Other")})
    problem = made.only(codes.SHARED_INLINE_CLAIM)
    assert problem.severity is Severity.WARNING
    assert (problem.path, problem.at.line) == ("site_src/fact-checks/f.md", 4)
    assert problem.message == "claim 'some-claim' is written here and reviewed in 2 fact-checks"
    assert problem.hint == "give it a file of its own, claims/some-claim.md, and refer to it: `claim: some-claim`"


def test_a_claim_of_one_review_may_be_inline_and_one_of_several_in_a_file():
    sound(
        {
            "fact-checks/e.md": inline("inline"),
            "fact-checks/f.md": review("filed"),
            "fact-checks/g.md": review("filed", "True", "Other Desk"),
            "claims/filed.md": CLAIM,
        }
    )


def test_a_review_that_rules_twice_on_a_claim_is_an_error_and_the_first_ruling_stays():
    made = site(
        {
            "claims/claim.md": CLAIM,
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nrulings:\n"
                "  - {claim: claim, verdict: True}\n  - {claim: claim, verdict: False}"
            ),
        }
    )
    problem = made.only(codes.RULED_TWICE)
    assert (problem.at.line, problem.message) == (6, "this review rules twice on claim 'claim'")
    assert [ruling.word for ruling in made.archive.rulings] == ["True"]


def test_an_id_in_another_unicode_form_is_the_same():
    made = sound({"claims/é.md": CLAIM, "fact-checks/f.md": review("e\N{COMBINING ACUTE ACCENT}")})
    assert ruled(made) == [("f", "é")]


# Who made a claim.


def test_claimants_are_people_with_the_role_they_had():
    made = sound(
        {
            "people/ann.md": "name: Ann Example\nalso_known_as: [Annie]",
            "claims/claim.md": f"{CLAIM}\nclaimants: [{{who: Annie, role: Mayor}}, Bob]",
        }
    )
    assert claim(made).claimants == (Claimant("ann", "Mayor"), Claimant("bob"))
    assert made.listed("/claimants/ann/") == ["claim"]
    assert made.listed("/claimants/bob/") == ["claim"]


def test_a_claimant_named_twice_in_one_role_counts_once():
    made = sound(
        {
            "people/ann.md": "name: Ann Example\nalso_known_as: [Annie]",
            "claims/claim.md": f"{CLAIM}\nclaimants: [Annie, Ann Example, {{who: ann, role: Mayor}}]",
        }
    )
    assert claim(made).claimants == (Claimant("ann"), Claimant("ann", "Mayor"))
    assert made.listed("/claimants/ann/") == ["claim"]
    (card,) = made.view("/claims/").cards
    assert [link.text for link in card.byline] == ["Ann Example"]


# Appearances.


def appearances(made: Site, claim_id: str = "claim") -> list[tuple[str, str]]:
    """Where a claim appeared, and the quotes."""
    return [(s.article or s.title or s.url, s.quote) for s in claim(made, claim_id).sightings]


def test_a_claim_lists_its_appearances_in_articles_and_elsewhere_oldest_first():
    made = sound(
        {
            "articles/old.md": article("Old", "date: 2020-01-01\noutlet: Gazette"),
            "articles/new.md": article("New", "date: 2024-01-01"),
            "claims/claim.md": (
                f"{CLAIM}\nappearances:\n  - {{article: new}}\n"
                "  - {title: Between, date: 2022, outlet: Made-up Radio}\n"
                "  - {title: Undated}\n  - {article: old, quote: Some words}"
            ),
        }
    )
    assert appearances(made) == [("old", "Some words"), ("Between", ""), ("new", ""), ("Undated", "")]
    old = claim(made).sightings[0]
    assert (old.title, old.outlet, old.date and old.date.iso) == ("Old", "gazette", "2020-01-01")


def test_an_appearance_in_an_article_that_does_not_exist_is_an_error():
    made = site({"articles/bridge.md": article(), "claims/claim.md": f"{CLAIM}\nappearances: [{{article: brigde}}]"})
    problem = made.only(codes.UNKNOWN_ENTRY)
    assert (problem.path, problem.at.line) == ("site_src/claims/claim.md", 3)
    assert (problem.message, problem.hint) == ("no article has the id 'brigde'", "did you mean 'bridge'?")


def test_words_that_an_article_marks_are_an_appearance():
    made = sound({"claims/claim.md": CLAIM, "articles/a.md": article(body="He said [these *words*](quote:claim).")})
    assert appearances(made) == [("a", "these words")]
    assert made.archive.claims_by_article == {"a": ("claim",)}


def test_an_article_may_mark_several_words_of_one_claim():
    made = sound({"claims/claim.md": CLAIM, "articles/a.md": article(body="[One](quote:claim), [two](quote:claim).")})
    assert appearances(made) == [("a", "One"), ("a", "two")]


@pytest.mark.parametrize("quote", ["These words", "these  WORDS", "ﬁne words"])
def test_the_same_article_and_quote_named_from_both_sides_count_once(quote: str):
    words = "fine words" if quote.startswith("ﬁ") else "These words"
    made = sound(
        {
            "claims/claim.md": f"{CLAIM}\nappearances: [{{article: a, quote: {quote}}}]",
            "articles/a.md": article(body=f"He said [{words}](quote:claim)."),
        }
    )
    assert appearances(made) == [("a", " ".join(quote.split()))]


def test_another_quote_of_the_same_article_counts_again():
    made = sound(
        {
            "claims/claim.md": f"{CLAIM}\nappearances: [{{article: a, quote: Other words}}]",
            "articles/a.md": article(body="He said [these words](quote:claim)."),
        }
    )
    assert appearances(made) == [("a", "Other words"), ("a", "these words")]


def test_an_article_without_a_quote_counts_only_where_it_has_none_with_one():
    made = sound(
        {
            "claims/claim.md": (
                f"{CLAIM}\nappearances:\n  - {{article: a, archived_url: 'https://example.org/copy'}}\n"
                "  - {article: b}"
            ),
            "articles/a.md": article(body="He said [these words](quote:claim)."),
            "articles/b.md": article(),
        }
    )
    assert appearances(made) == [("a", "these words"), ("b", "")]
    assert [s.archived_url for s in claim(made).sightings] == ["https://example.org/copy", ""]


def test_the_copy_of_a_quote_is_its_own():
    made = sound(
        {
            "claims/claim.md": (
                f"{CLAIM}\nappearances:\n  - {{article: a, archived_url: 'https://example.org/copy'}}\n"
                "  - {article: a, quote: These words, archived_url: 'https://example.org/other'}"
            ),
            "articles/a.md": article(),
        }
    )
    assert [s.archived_url for s in claim(made).sightings] == ["https://example.org/other"]


def test_places_elsewhere_count_once_where_all_that_is_said_of_them_is_the_same():
    places = [("First", "2024-03-06"), ("First", "2024-03-06"), ("First", "2024-03-07"), ("Second", "2024-03-06")]
    rows = "\n".join(f"  - {{title: News, outlet: {outlet}, date: {day}}}" for outlet, day in places)
    made = sound({"claims/claim.md": f"{CLAIM}\nappearances:\n{rows}"})
    assert [(s.outlet, s.date and s.date.iso) for s in claim(made).sightings] == [
        ("first", "2024-03-06"),
        ("second", "2024-03-06"),
        ("first", "2024-03-07"),
    ]


def test_the_first_appearance_is_told_apart_from_the_others():
    made = sound(
        {"claims/claim.md": f"{CLAIM}\nfirst_appearance: {{title: A speech, date: 2024-08-22, outlet: Made-up Radio}}"}
    )
    first = claim(made).first_appearance
    assert first
    assert (first.title, first.outlet, claim(made).sightings) == ("A speech", "made-up-radio", ())
    assert made.listed("/outlets/made-up-radio/") == ["claim"]


def test_a_quote_of_a_claim_that_does_not_exist_is_an_error_at_its_place():
    made = site({"articles/a.md": article(body="Words\n\nHe said [words](quote:nothing).")})
    assert made.told(codes.UNKNOWN_CLAIM) == ["site_src/articles/a.md:7"]


def test_a_quote_outside_an_article_is_an_error():
    made = site({"claims/claim.md": f"{CLAIM}\n---\nHe said [words](quote:claim)."})
    problem = made.only(codes.MISPLACED_QUOTE)
    assert problem.message == "a `quote:` link marks the words of an article"
    assert problem.hint == "write claim:claim, or list the appearance in the claim's file"
    assert appearances(made) == []


def test_a_quote_may_encode_the_id_of_its_claim():
    made = sound(
        {"claims/ä b.md": CLAIM, "articles/a.md": article(body="[One](<quote:ä b>), [two](quote:%C3%A4%20b).")}
    )
    assert appearances(made, "ä b") == [("a", "One"), ("a", "two")]


# Reviews of one claim, side by side.


def test_several_reviewers_may_disagree_and_all_are_shown_in_order_of_date():
    made = sound(
        {
            "claims/claim.md": CLAIM,
            "fact-checks/a.md": review(verdict="True", reviewer="Late Desk", more="date: 2024-03-01"),
            "fact-checks/b.md": review(verdict="False", reviewer="Early Desk", more="date: 2023-03-01"),
            "fact-checks/c.md": review(verdict="Misleading", reviewer="Undated Desk"),
        }
    )
    rulings = made.view("/claims/claim/").rulings
    assert [(r.reviewer.text, r.badge.word) for r in rulings] == [
        ("Early Desk", "False"),
        ("Late Desk", "True"),
        ("Undated Desk", "Misleading"),
    ]


def test_the_rulings_of_a_review_are_in_the_order_of_its_file():
    rows = "\n".join(
        f"  - {{claim: {{id: c{n:02}, text: Made-up claim {n}}}, verdict: True}}" for n in range(11, 0, -1)
    )
    made = sound({"fact-checks/f.md": f"title: A made-up review\nreviewer: Desk\nrulings:\n{rows}"})
    assert [r.claim for r in made.archive.rulings_by_fact_check["f"]] == [f"c{n:02}" for n in range(11, 0, -1)]


def test_rulings_are_grouped_by_their_reviewer():
    made = sound(
        {
            "claims/claim.md": CLAIM,
            "fact-checks/a.md": review(reviewer="First Desk"),
            "fact-checks/b.md": review(reviewer="Second Desk"),
        }
    )
    assert {k: [r.fact_check for r in v] for k, v in made.archive.rulings_by_reviewer.items()} == {
        "first-desk": ["a"],
        "second-desk": ["b"],
    }


# Own and recorded reviews.


def test_a_review_is_own_where_its_reviewer_is_the_publisher_by_id_or_name():
    files = {
        "outlets/our-desk.md": "name: Our Desk\nalso_known_as: [The Desk]",
        "claims/claim.md": CLAIM,
        "fact-checks/a.md": review(reviewer="The Desk"),
        "fact-checks/b.md": review(reviewer="Other Desk"),
    }
    for publisher in ("our-desk", "Our Desk", "The Desk"):
        made = sound(files, config=f"publisher: {publisher}")
        assert [(r.fact_check, r.own) for r in made.archive.rulings] == [("a", True), ("b", False)]
        assert made.view("/fact-checks/a/").own
        assert not made.view("/fact-checks/b/").own


def test_without_a_publisher_every_review_is_recorded():
    made = sound({"claims/claim.md": CLAIM, "fact-checks/a.md": review()})
    assert [ruling.own for ruling in made.archive.rulings] == [False]


def test_a_url_on_an_own_review_is_an_error():
    made = site(
        {"claims/claim.md": CLAIM, "fact-checks/f.md": review(more="url: https://example.org/original")},
        config="publisher: Made-up Desk",
    )
    problem = made.only(codes.OWN_URL)
    assert (problem.path, problem.at.line) == ("site_src/fact-checks/f.md", 6)
    assert problem.message == "an own review has a `url`"
    assert problem.hint.startswith("remove it: the page of an own review is its address; for another outlet's review")


def test_a_url_on_a_recorded_review_leads_to_the_original():
    made = sound({"claims/claim.md": CLAIM, "fact-checks/f.md": review(more="url: https://example.org/original")})
    assert made.view("/fact-checks/f/").url == "https://example.org/original"
