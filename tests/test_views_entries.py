"""What the pages of articles, fact-checks, claims and of the site itself show."""

import pytest
from archives import Site, article, building, review, site, sound

from fcgen.pages.model import (
    Badge,
    ClaimantView,
    ClaimNote,
    Correction,
    Event,
    EvidenceItem,
    FilledEnd,
    FilledLink,
    FilledPicture,
    FilledQuote,
    Link,
    Picture,
    ScaleStep,
    When,
)
from fcgen.pages.view_types import ArticleView, ClaimView, FactCheckView, PageView

CLAIM = "text: This is made up."
DESK = Link("Made-up Desk", "/archive/outlets/made-up-desk/")
FALSE = Badge("False", "false", "negative", "False", "/archive/verdicts/false/", "Made-up Desk")


def tags(made: Site, address: str) -> list[str]:
    return [filled.__struct_config__.tag for filled in made.view(address).entry.body.filled]


# Articles.


def test_an_article_shows_all_that_its_author_wrote():
    made = sound(
        {
            "articles/a.md": article(
                "A made-up article",
                "date: 2024-08-22\nupdated: 2024-09\ndeck: |\n  One.\n\n  Two.\ndateline: EXAMPLETOWN\n"
                "authors: [Ann, Bob]\neditors: [Cleo]\noutlet: Gazette\nurl: https://example.org/a\n"
                "archived_url: https://example.org/copy\nsummary: A made-up summary.\ntopics: [health]\n"
                "x_number: 12:30",
            )
        }
    )
    view = made.view("/articles/a/")
    assert isinstance(view, ArticleView)
    assert view.deck == ("One.", "Two.")
    assert (view.dateline, view.authors, view.editors) == ("EXAMPLETOWN", ("Ann", "Bob"), ("Cleo",))
    assert view.outlet == Link("Gazette", "/archive/outlets/gazette/")
    assert (view.url, view.archived_url) == ("https://example.org/a", "https://example.org/copy")
    assert (view.entry.kind, view.entry.title) == ("Article", "A made-up article")
    assert view.entry.when == When("2024-08-22", "22 August 2024")
    assert view.entry.updated == When("2024-09", "September 2024")
    assert view.entry.summary == ("A made-up summary.",)
    assert view.entry.topics == (Link("Health", "/archive/topics/health/"),)
    assert view.entry.private == {"x_number": "12:30"}


def test_an_article_that_says_nothing_more_shows_nothing_more():
    view = sound({"articles/a.md": article()}).view("/articles/a/")
    assert (view.deck, view.dateline, view.authors, view.editors, view.outlet) == ((), "", (), (), None)
    assert (view.url, view.archived_url, view.notes, view.related) == ("", "", (), ())
    entry = view.entry
    assert (entry.when, entry.updated, entry.summary, entry.topics, entry.image) == (None, None, (), (), None)
    assert (entry.language, entry.direction, entry.corrections, entry.retracted) == ("", "", (), False)
    assert (entry.translations, entry.private) == ((), {})


def test_marked_words_have_a_note_with_the_verdicts_at_hand():
    made = sound(
        {
            "claims/b.md": "text: The second claim.",
            "claims/c.md": "text: The first claim.\nappearances: [{article: a}]",
            "claims/listed.md": "text: A claim that names the article.\nappearances: [{article: a}]",
            "fact-checks/f.md": review("c"),
            "articles/a.md": article(body="[One](quote:c), [two](quote:b), [three](quote:c) and [a link](claim:b)."),
        }
    )
    view = made.view("/articles/a/")
    assert view.notes == (
        ClaimNote(1, "note_1", ("quote_1", "quote_3"), Link("The first claim.", "/archive/claims/c/"), (FALSE,)),
        ClaimNote(2, "note_2", ("quote_2",), Link("The second claim.", "/archive/claims/b/"), ()),
        ClaimNote(3, "note_3", (), Link("A claim that names the article.", "/archive/claims/listed/"), ()),
    )
    assert view.entry.body.filled == (
        FilledQuote("quote_1", 1, "#note_1", Link("The first claim.", "/archive/claims/c/"), (FALSE,)),
        FilledEnd("quote"),
        FilledQuote("quote_2", 2, "#note_2", Link("The second claim.", "/archive/claims/b/")),
        FilledEnd("quote"),
        FilledQuote("quote_3", 1, "#note_1", Link("The first claim.", "/archive/claims/c/"), (FALSE,)),
        FilledEnd("quote"),
        FilledLink("/archive/claims/b/"),
        FilledEnd("link"),
    )


def test_a_body_has_its_holes_filled_in_their_order():
    made = sound(
        {
            "articles/bridge.jpg": "made up",
            "articles/a.md": article(
                body="[x](a.md) text ![A bridge](bridge.jpg)\n\n"
                '![The bridge](bridge.jpg "On its first day | A. Nobody")'
            ),
        }
    )
    url = f"/archive{made.plan.copies[0].address}"
    assert made.view("/articles/a/").entry.body.filled == (
        FilledLink("/archive/articles/a/"),
        FilledEnd("link"),
        FilledPicture(Picture(url, "A bridge"), False),
        FilledPicture(Picture(url, "The bridge", "On its first day", "A. Nobody"), True),
    )


def test_a_link_that_leads_nowhere_is_plain_text():
    made = site({"articles/a.md": article(body="[one](claim:nothing) [two](a.md) [three](quote:nothing)")})
    assert made.view("/articles/a/").entry.body.filled == (
        FilledLink(""),
        FilledEnd("none"),
        FilledLink("/archive/articles/a/"),
        FilledEnd("link"),
        FilledLink(""),
        FilledEnd("none"),
    )


def test_a_link_within_marked_words_ends_before_them():
    made = sound(
        {
            "claims/c.md": CLAIM,
            "articles/a.md": article(body="[one](quote:c) [two ![x](x.jpg)](a.md)"),
            "articles/x.jpg": "made up",
        }
    )
    assert tags(made, "/articles/a/") == ["quote", "end", "link", "picture", "end"]
    assert [f.of for f in made.view("/articles/a/").entry.body.filled if isinstance(f, FilledEnd)] == ["quote", "link"]


@pytest.mark.parametrize("body", ["", "\n \n", "[nobody]: https://example.org/"])
def test_an_entry_whose_text_shows_nothing_has_no_body(body: str):
    made = sound({"articles/a.md": article(body=body)})
    assert made.view("/articles/a/").entry.body is None


@pytest.mark.parametrize("body", ["Made up.", "![A made-up bridge](/static/bridge.svg)", "---"])
def test_an_entry_whose_text_shows_something_has_a_body(body: str):
    made = sound({"static/bridge.svg": "made up", "articles/a.md": article(body=body)})
    assert made.view("/articles/a/").entry.body is not None


def test_the_picture_of_an_entry_has_what_is_said_of_it():
    made = sound(
        {
            "articles/bridge.jpg": "made up",
            "articles/a.md": article(
                more="image: {file: bridge.jpg, alt: A bridge, caption: On its day, credit: Nobody}"
            ),
        }
    )
    url = f"/archive{made.plan.copies[0].address}"
    assert made.view("/articles/a/").entry.image == Picture(url, "A bridge", "On its day", "Nobody")


def test_the_language_of_an_entry_is_told_where_it_is_not_the_sites():
    made = sound(
        {
            "articles/a.md": article(more="language: ar"),
            "articles/b.md": article(more="language: EN"),
            "articles/c.md": article(more="language: en-GB"),
            "fact-checks/f.md": review("{id: q, text: Esto es inventado.}", more="language: es"),
        }
    )
    entries = [made.view(f"/articles/{name}/").entry for name in "abc"]
    assert [(entry.language, entry.direction) for entry in entries] == [("ar", "rtl"), ("", ""), ("en-GB", "ltr")]
    assert made.view("/claims/q/").entry.language == "es"
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert (ruling.claim.language, ruling.fact_check.language, ruling.reviewer.language) == ("es", "es", "")


def test_translations_lead_to_one_another_and_machines_are_told_of_all():
    made = sound(
        {
            "articles/a.md": article("English"),
            "articles/b.md": article("العربية", "language: ar\ntranslation_of: a"),
        }
    )
    english, arabic = made.view("/articles/a/"), made.view("/articles/b/")
    assert english.entry.translations == (Link("العربية", "/archive/articles/b/", "ar", "rtl"),)
    assert arabic.entry.translations == (Link("English", "/archive/articles/a/", "en", "ltr"),)
    assert english.head.alternates == arabic.head.alternates
    assert english.head.alternates == (
        Link("English", "https://example.org/archive/articles/a/", "en"),
        Link("العربية", "https://example.org/archive/articles/b/", "ar"),
    )


def test_corrections_are_shown_as_they_are_written():
    made = sound(
        {
            "articles/a.md": article(
                more="corrections:\n  - {date: 2024-03-14, kind: correction, summary: The length was wrong., "
                "field: length, from: 612 metres, to: 620 metres}\n  - {date: 2024, kind: update, summary: More.}"
            )
        }
    )
    assert made.view("/articles/a/").entry.corrections == (
        Correction(
            "correction",
            "correction",
            ("The length was wrong.",),
            When("2024-03-14", "14 March 2024"),
            "length",
            "612 metres",
            "620 metres",
            anchor="correction_2024-03-14",
        ),
        Correction("update", "update", ("More.",), When("2024", "2024"), anchor="correction_2024"),
    )


# Fact-checks.


def test_a_fact_check_shows_its_ruling_with_the_claim_and_who_made_it():
    made = sound(
        {
            "claims/c.md": (f"{CLAIM}\nclaimants: [{{who: Ann, role: Mayor}}]\ndate: 2024-08-22\nplace: Exampletown"),
            "fact-checks/f.md": review(
                "c",
                more="date: 2024-09-01\nauthors: [Bob]\nverdict_explanation: |\n  One.\n\n  Two.\n"
                "claim_reviewed: It is made up\nclaimant_response: asked, no answer\narchived_url: https://example.org/copy",
            ),
        }
    )
    view = made.view("/fact-checks/f/")
    assert isinstance(view, FactCheckView)
    assert (view.reviewer, view.own, view.authors) == (DESK, False, ("Bob",))
    assert (view.url, view.archived_url) == ("", "https://example.org/copy")
    assert view.claimant_response == ("asked, no answer",)
    (ruling,) = view.rulings
    assert ruling.badge == FALSE
    assert ruling.claim == Link("This is made up.", "/archive/claims/c/")
    assert (ruling.claim_reviewed, ruling.explanation) == ("It is made up", ("One.", "Two."))
    assert ruling.reviewer == DESK
    assert ruling.fact_check == Link("A made-up review", "/archive/fact-checks/f/")
    assert ruling.when == When("2024-09-01", "1 September 2024")
    assert ruling.anchor == "ruling_c"
    assert ruling.claimants == (ClaimantView(Link("Ann", "/archive/claimants/ann/"), "Mayor"),)
    assert (ruling.claim_when, ruling.place) == (When("2024-08-22", "22 August 2024"), "Exampletown")
    assert ruling.scale == ()


def test_a_verdict_is_the_reviewers_own_word_and_grouped_under_one_of_the_sites():
    made = sound({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", "Pants on fire!")})
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert (ruling.badge.word, ruling.badge.label, ruling.badge.tone) == ("Pants on fire!", "False", "negative")


def test_a_word_that_stands_for_none_is_shown_as_it_is():
    made = building({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", "Four noses")})
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert ruling.badge == Badge(
        "Four noses", "unclassified", "unknown", "Unclassified", "/archive/verdicts/unclassified/", "Made-up Desk"
    )


def test_an_unclassified_ruling_that_was_taken_back_leads_to_no_list():
    retracted = "corrections: [{date: 2024, kind: retraction, summary: Taken back.}]"
    made = building({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", "Four noses", more=retracted)})
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert (ruling.badge.url, ruling.badge.retracted) == ("", True)


def test_a_ruling_shows_the_words_that_the_reviewer_could_choose_from_on_that_day():
    made = sound(
        {
            "outlets/made-up-desk.md": (
                "name: Made-up Desk\nscale:\n  - {label: Holds up, verdict: true, definition: It is so.}\n"
                "  - {label: In between, verdict: half-true, until: 2024-01-01}\n"
                "  - {label: Halfway, verdict: half-true, from: 2024-01-01}\n  - {label: Falls down, verdict: false}"
            ),
            "claims/c.md": CLAIM,
            "fact-checks/f.md": review("c", "falls down", more="date: 2023-12-31"),
        }
    )
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert ruling.scale == (
        ScaleStep("Holds up", "It is so."),
        ScaleStep("In between"),
        ScaleStep("Falls down", chosen=True),
    )


def test_evidence_is_listed_with_the_use_that_the_reviewer_makes_of_it():
    made = sound(
        {
            "claims/c.md": CLAIM,
            "fact-checks/f.md": review(
                "c",
                more="evidence:\n"
                "  - {title: Survey, publisher: Bureau, author: Ann, date: 2024-02, kind: primary, "
                "stance: contradicts, url: 'https://example.org/1', archived_url: 'https://example.org/2', "
                "quote: Exact words}\n"
                "  - {title: Only a copy, archived_url: 'https://example.org/3'}\n  - {title: Lost}",
            ),
        }
    )
    assert made.view("/fact-checks/f/").evidence == (
        EvidenceItem(
            Link("Survey", "https://example.org/1"),
            "Bureau",
            "Ann",
            When("2024-02", "February 2024"),
            "primary",
            "contradicts",
            "https://example.org/2",
            ("Exact words",),
        ),
        EvidenceItem(Link("Only a copy", "https://example.org/3")),
        EvidenceItem(Link("Lost")),
    )


# Claims.


def test_a_claim_shows_where_it_was_made_and_repeated():
    made = sound(
        {
            "articles/a.md": article("A made-up article", "date: 2024-03-01\noutlet: Gazette", "[Words](quote:c)"),
            "claims/c.md": (
                f"{CLAIM}\ndate: 2024-01-01\nplace: Exampletown\nvariants: [It is invented.]\n"
                "first_appearance: {title: A speech, date: 2024-01-01, archived_url: 'https://example.org/copy'}\n"
                "appearances: [{title: News, outlet: Radio, url: 'https://example.org/n', date: 2024-02, quote: Said}]"
            ),
        }
    )
    view = made.view("/claims/c/")
    assert isinstance(view, ClaimView)
    assert (view.entry.kind, view.entry.title) == ("Claim", "This is made up.")
    assert (view.when, view.place, view.variants) == (
        When("2024-01-01", "1 January 2024"),
        "Exampletown",
        ("It is invented.",),
    )
    assert view.timeline == (
        Event(
            "first_appearance",
            "First appearance",
            Link("A speech", "https://example.org/copy"),
            When("2024-01-01", "1 January 2024"),
        ),
        Event(
            "appearance",
            "Appearance",
            Link("News", "https://example.org/n"),
            When("2024-02", "February 2024"),
            Link("Radio", "/archive/outlets/radio/"),
            "Said",
        ),
        Event(
            "appearance",
            "Appearance",
            Link("A made-up article", "/archive/articles/a/"),
            When("2024-03-01", "1 March 2024"),
            Link("Gazette", "/archive/outlets/gazette/"),
            "Words",
        ),
    )


def test_an_appearance_without_a_title_shows_its_address():
    made = sound({"claims/c.md": f"{CLAIM}\nappearances: [{{url: 'https://example.org/n'}}]"})
    assert made.view("/claims/c/").timeline[0].source == Link("https://example.org/n", "https://example.org/n")


def test_an_appearance_of_which_only_the_outlet_is_known_leads_to_the_outlet():
    made = sound(
        {
            "claims/c.md": (
                f"{CLAIM}\nappearances:\n  - {{outlet: Radio}}\n"
                "  - {outlet: Radio, archived_url: 'https://example.org/copy', date: 2024}"
            )
        }
    )
    assert made.view("/claims/c/").timeline == (
        Event("appearance", "Appearance", Link("Radio", "https://example.org/copy"), When("2024", "2024")),
        Event("appearance", "Appearance", Link("Radio", "/archive/outlets/radio/")),
    )


def test_a_claim_without_a_file_has_the_topics_of_its_review_and_a_date_of_its_own():
    claim = "{id: c, text: This is made up., date: 2024-01}"
    made = sound({"fact-checks/f.md": review(claim, more="topics: [health]\ndate: 2024-03-03")})
    view = made.view("/claims/c/")
    assert view.when == view.entry.when == When("2024-01", "January 2024")
    assert view.entry.topics == (Link("Health", "/archive/topics/health/"),)
    assert (view.entry.body, view.entry.corrections, view.entry.private) == (None, (), {})


def test_a_claim_with_a_file_has_a_text():
    made = sound({"claims/c.md": f"{CLAIM}\ntopics: [health]\n---\nSome words."})
    view = made.view("/claims/c/")
    assert made.bodies[view.entry.body.source].html == ("<p>Some words.</p>\n",)
    assert [topic.text for topic in view.entry.topics] == ["Health"]


def test_machines_are_told_what_reviewers_say_of_a_claim():
    made = sound(
        {
            "claims/c.md": CLAIM,
            "claims/d.md": CLAIM,
            "claims/e.md": f"{CLAIM}\nsummary: In a word.",
            "fact-checks/f.md": review("c", more="date: 2024-01-02"),
            "fact-checks/g.md": review("c", "True", "Other Desk", more="date: 2024-01-01"),
        }
    )
    descriptions = [made.view(f"/claims/{name}/").head.description for name in "cde"]
    assert descriptions == [
        "This is made up. — Other Desk: True; Made-up Desk: False",
        "This is made up. — not reviewed in this archive",
        "In a word.",
    ]
    assert made.view("/claims/c/").head.title == "Claim: This is made up."


# Pages of the site itself, and what machines are told.


def test_a_page_of_the_site_shows_its_text():
    view = sound({"pages/about.md": "title: About\n---\nMade up."}).view("/about/")
    assert isinstance(view, PageView)
    assert (view.entry.kind, view.entry.title) == ("Page", "About")
    assert (view.head.title, view.head.description, view.head.type) == ("About", "Made up.", "website")


@pytest.mark.parametrize(
    ("more", "description"),
    [
        ("summary: Summary.\ndeck: Deck.", "Summary."),
        ("deck: Deck.", "Deck."),
        ("", "The text."),
    ],
)
def test_an_article_is_described_by_summary_deck_or_text(more: str, description: str):
    assert sound({"articles/a.md": article(more=more, body="The text.")}).view("/articles/a/").head.description == (
        description
    )


@pytest.mark.parametrize(
    ("more", "description"),
    [
        ("summary: Summary.\nverdict_explanation: Why.", "Summary."),
        ("verdict_explanation: Why.", "Why."),
        ("", "The text."),
    ],
)
def test_a_fact_check_is_described_by_summary_explanation_or_text(more: str, description: str):
    made = sound({"claims/c.md": CLAIM, "fact-checks/f.md": f"{review('c', more=more)}\n---\nThe text."})
    assert made.view("/fact-checks/f/").head.description == description


def test_what_has_no_words_is_described_by_its_title():
    assert sound({"articles/a.md": article()}).view("/articles/a/").head.description == "A made-up article"


@pytest.mark.parametrize(("text", "end"), [("word " * 60, "word word…"), ("字" * 300, "字字字…")])
def test_a_long_description_is_cut(text: str, end: str):
    made = sound({"articles/a.md": article(more=f"summary: {text}")})
    description = made.view("/articles/a/").head.description
    assert len(description) <= 201
    assert description.endswith(end)


def test_an_entry_says_where_it_is_and_that_it_is_an_article():
    view = sound({"articles/ä b.md": article()}).view("/articles/ä b/")
    assert view.head.canonical == "https://example.org/archive/articles/%C3%A4%20b/"
    assert view.head.type == "article"


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (
            "date: 2024-02-01\nauthors: [Ann Made-Up, Bob Made-Up]",
            "Ann Made-Up, Bob Made-Up. “A made-up review”. Made-up Desk. 1 February 2024. Made-up archive.",
        ),
        ("", "“A made-up review”. Made-up Desk. Made-up archive."),
    ],
)
def test_a_recorded_review_is_cited_with_its_reviewer_and_the_archive_that_has_it(known: str, told: str):
    made = sound({"fact-checks/f.md": review("{text: This is made up.}", more=known)})
    cited = " ".join(made.view("/fact-checks/f/").citation)
    assert cited == f"{told} https://example.org/archive/fact-checks/f/"


def test_an_own_review_is_cited_with_its_reviewer_alone():
    made = sound({"fact-checks/f.md": review("{text: This is made up.}")}, "publisher: Made-up Desk")
    assert made.view("/fact-checks/f/").citation == (
        "“A made-up review”.",
        "Made-up Desk.",
        "https://example.org/archive/fact-checks/f/",
    )


def test_the_title_is_cited_in_the_quotation_marks_of_the_sites_language():
    made = sound({"fact-checks/f.md": review("{text: This is made up.}")}, "language: es\npublisher: Made-up Desk")
    assert made.view("/fact-checks/f/").citation[0] == "«A made-up review»."
