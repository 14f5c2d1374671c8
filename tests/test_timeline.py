"""What became of a claim, in order, and where those who speak of it differ."""

import pytest
from archives import Site, article, review, sound

CLAIM = (
    "text: It is the longest.\ndate: 2024-01-01\n"
    "first_appearance: {title: A speech, date: 2024-01-01}\n"
    "appearances: [{title: A letter, date: 2024-03-01}, {title: Undated, url: 'https://example.com/u'}]\n"
    "corrections: [{date: 2024-05-01, kind: clarification, summary: The bridge was named.}]"
)
FILES = {
    "claims/c.md": CLAIM,
    "articles/a.md": article("An article", "date: 2024-02-01\noutlet: Gazette", "[it is the longest](quote:c)"),
    "fact-checks/one.md": review(
        "c", "False", "One", "date: 2024-02-01\ncorrections: [{date: 2024-04-01, kind: correction, summary: A digit.}]"
    ),
    "fact-checks/two.md": review("c", "True", "Two", "date: 2024-02-15"),
}


def events(made: Site) -> list[tuple[str, str, str]]:
    """The time line of the claim: what, when, and where it leads."""
    return [(one.kind, one.when.iso if one.when else "", one.source.text) for one in made.view("/claims/c/").timeline]


def test_a_claim_is_seen_repeated_reviewed_and_corrected_in_order_of_time():
    assert events(sound(FILES)) == [
        ("first_appearance", "2024-01-01", "A speech"),
        ("appearance", "2024-02-01", "An article"),
        ("review", "2024-02-01", "A made-up review"),
        ("review", "2024-02-15", "A made-up review"),
        ("appearance", "2024-03-01", "A letter"),
        ("correction", "2024-04-01", "A made-up review"),
        ("clarification", "2024-05-01", ""),
        ("appearance", "", "Undated"),
    ]


def test_of_one_day_the_correction_that_stands_first_in_its_list_is_the_latest():
    day = "corrections: [{date: 2024-04-01, kind: update, summary: B.}, {date: 2024-04-01, kind: update, summary: A.}]"
    made = sound({"claims/c.md": f"text: This is made up.\n{day}"})
    assert [one.summary for one in made.view("/claims/c/").timeline] == [("A.",), ("B.",)]


def test_an_appearance_has_its_words_and_a_review_its_verdict():
    _, seen, first, *_ = sound(FILES).view("/claims/c/").timeline
    assert (seen.quote, seen.outlet.text, seen.badge) == ("it is the longest", "Gazette", None)
    assert (first.badge.word, first.outlet.text, first.quote) == ("False", "One", "")


def test_a_claim_of_which_nothing_is_known_has_no_time_line():
    assert sound({"claims/c.md": "text: This is made up."}).view("/claims/c/").timeline == ()


@pytest.mark.parametrize(
    ("verdicts", "differ"),
    [
        (("False",), False),
        (("False", "false"), False),
        (("False", "True"), True),
        (("False", "Mostly true", "False"), True),
    ],
)
def test_that_reviewers_differ_is_said_where_their_verdicts_are_grouped_apart(verdicts: tuple[str, ...], differ: bool):
    reviews = {f"fact-checks/{n}.md": review("c", word, f"Desk {n}") for n, word in enumerate(verdicts)}
    assert sound({"claims/c.md": "text: This is made up."} | reviews).view("/claims/c/").verdicts_differ is differ


def test_a_review_that_was_taken_back_differs_from_none():
    back = "corrections: [{date: 2024-01-01, kind: retraction, summary: Wrong.}]"
    files = {"fact-checks/a.md": review("c", "True", "One", back), "fact-checks/b.md": review("c", "False", "Two")}
    assert not sound({"claims/c.md": "text: This is made up."} | files).view("/claims/c/").verdicts_differ


@pytest.mark.parametrize(
    ("quotes", "differ"),
    [
        (("It is.",), False),
        (("It is.", "it  is"), False),
        (("It is.", "“It is!”"), False),
        (("It is.", "It was."), True),
        (("It is.", ""), False),
    ],
)
def test_that_the_words_differ_is_said_where_they_do(quotes: tuple[str, ...], differ: bool):
    rows = "".join(f"  - {{title: Place {n}, quote: '{quote}'}}\n" for n, quote in enumerate(quotes))
    made = sound({"claims/c.md": f"text: This is made up.\nappearances:\n{rows}"})
    assert made.view("/claims/c/").quotes_differ is differ
