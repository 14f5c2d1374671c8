"""The keys of each kind: what each means, what is required, and what is told."""

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from written import LEAST, entry, loaded, messages, more, only, told

from fcgen.dates import Date, parse
from fcgen.diagnostics import Mark
from fcgen.entries.model import (
    Article,
    Claim,
    Correction,
    Evidence,
    FactCheck,
    Image,
    Kind,
    Membership,
    Outlet,
    Page,
    Person,
    Related,
    Step,
    Topic,
    Withdrawal,
)
from fcgen.fields import Mention

TITLE_KEY = {kind: next(k for k in ("title", "name", "text") if f"{k}: T" in least) for kind, least in LEAST.items()}


def date(text: str) -> Date:
    return parse(text, ZoneInfo("UTC"))


# every kind


@pytest.mark.parametrize("kind", Kind)
def test_an_entry_of_the_required_fields_has_nothing_else(kind):
    read = entry(kind, LEAST[kind])
    assert (read.path, read.kind, read.id, read.title) == ("site_src/entry.md", kind, "entry", "T")
    assert (read.date, read.updated, read.summary, read.language) == (None, None, "", "")
    assert (read.translation_of, read.topics, read.image, read.draft) == (None, (), None, False)
    assert (read.redirect_from, read.withdrawn, read.corrections, read.private) == ((), None, (), ())
    assert not read.retracted


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_the_fields_of_all(kind):
    read = more(
        kind,
        """date: 2024-01-02
updated: 2024-03
summary: |
  One

  two
language: pt-BR
translation_of: original
topics: [public-health, Libraries]
image: {file: a.jpg, alt: A bridge, caption: The bridge, credit: A. Photographer}
draft: yes
redirect_from: [/old/, 2019/older.html]
withdrawn: {date: 2024-05-02, reason: It was wrong.}
corrections:
  - {date: 2024-04, kind: correction, summary: Mended., field: title, from: A, to: B}
x_number: 012
""",
    )
    line = 2 + LEAST[kind].count("\n")
    assert read.title_at == Mark(2, len(TITLE_KEY[kind]) + 3, 1)
    assert (read.date, read.updated) == (date("2024-01-02"), date("2024-03"))
    assert (read.summary, read.language) == ("One\n\ntwo", "pt-BR")
    assert read.translation_of == Mention("original", Mark(line + 7, 17, 8))
    assert [topic.text for topic in read.topics] == ["public-health", "Libraries"]
    assert read.topics[0].at == Mark(line + 8, 10, 13)
    assert read.image == Image(Mention("a.jpg", Mark(line + 9, 15, 5)), "A bridge", "The bridge", "A. Photographer")
    assert read.draft is True
    assert [path.text for path in read.redirect_from] == ["/old/", "2019/older.html"]
    assert read.withdrawn == Withdrawal(date("2024-05-02"), "It was wrong.")
    assert read.corrections == (Correction("correction", "Mended.", date("2024-04"), "title", "A", "B"),)
    assert read.private == (("x_number", "012"),)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("written", [None, "", "~", "''", "null"])
def test_the_name_of_an_entry_is_required(kind, written):
    key = TITLE_KEY[kind]
    front = LEAST[kind].replace(f"{key}: T\n", "" if written is None else f"{key}: {written}\n")
    read = loaded(kind, f"summary: s\n{front}")
    assert (read.entry, read.body) == (None, None)
    (found,) = read.diagnostics
    assert (found.code.number, found.message) == ("FC202", f"`{key}` is missing")
    assert found.at == (Mark(2, 1, 7) if written is None else Mark(3, 1, len(key))) or written is None


@pytest.mark.parametrize("kind", Kind)
def test_a_name_is_the_text_that_was_written(kind):
    for text in ("False", "No", "12:30", "012", "2024-08-22"):
        assert entry(kind, LEAST[kind].replace("T\n", f"{text}\n", 1)).title == text


@pytest.mark.parametrize("kind", Kind)
def test_an_unknown_key_is_told_in_every_kind(kind):
    found = only(kind, "sumary: s\n")
    assert (found.code.number, found.message, found.hint) == (
        "FC201",
        "key 'sumary' is unknown",
        "did you mean 'summary'?",
    )


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (Kind.CLAIM, "title"),
        (Kind.PERSON, "title"),
        (Kind.OUTLET, "title"),
        (Kind.TOPIC, "title"),
        (Kind.ARTICLE, "name"),
        (Kind.FACT_CHECK, "text"),
        (Kind.PAGE, "url"),
        (Kind.TOPIC, "url"),
        (Kind.PERSON, "url"),
        (Kind.CLAIM, "url"),
        (Kind.CLAIM, "authors"),
        (Kind.ARTICLE, "claim"),
        (Kind.ARTICLE, "reviewer"),
        (Kind.FACT_CHECK, "deck"),
        (Kind.FACT_CHECK, "outlet"),
        (Kind.FACT_CHECK, "editors"),
        (Kind.PAGE, "related"),
        (Kind.ARTICLE, "menu"),
        (Kind.OUTLET, "same_as"),
        (Kind.PERSON, "scale"),
    ],
)
def test_a_key_of_another_kind_is_unknown(kind, key):
    assert messages(told(kind, f"{key}: https://example.org/\n")) == [("FC201", f"key '{key}' is unknown")]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("date: soon", "FC205"),
        ("updated: 2024-02-30", "FC206"),
        ("summary: [a]", "FC203"),
        ("language: english", "FC210"),
        ("translation_of: [a]", "FC203"),
        ("topics: health", "FC203"),
        ("topics: [health, ~]", "FC211"),
        ("image: [a.jpg]", "FC203"),
        ("image: {alt: a}", "FC216"),
        ("image: {file: a.jpg, title: b}", "FC201"),
        ("draft: maybe", "FC208"),
        ("redirect_from: /old/", "FC203"),
        ("withdrawn: yes", "FC203"),
        ("corrections: {kind: update, date: 2024, summary: s}", "FC203"),
        ("x_own: [a]", "FC203"),
    ],
)
@pytest.mark.parametrize("kind", [Kind.TOPIC, Kind.FACT_CHECK])
def test_a_value_of_the_wrong_type_is_told_at_its_line_and_the_entry_is_still_read(kind, written, code):
    read = loaded(kind, f"{LEAST[kind]}{written}\n")
    (found,) = read.diagnostics
    assert (found.code.number, found.at.line) == (code, 2 + LEAST[kind].count("\n"))
    assert read.entry is not None


def test_a_date_without_an_offset_is_in_the_zone_of_the_site():
    read = entry(Kind.PAGE, "title: T\ndate: 2024-07-01 12:00\n", zone="Europe/Madrid")
    assert read.date is not None
    assert read.date.start == dt.datetime(2024, 7, 1, 10, tzinfo=dt.UTC)


def test_a_picture_may_be_its_file_alone():
    assert more(Kind.PAGE, "image: a.jpg\n").image == Image(Mention("a.jpg", Mark(3, 8, 5)))


def test_a_picture_needs_its_file():
    found = only(Kind.PAGE, "image: {alt: a}\n")
    assert (found.code.number, found.message, found.at) == ("FC216", "`file` is missing here", Mark(3, 8))


@pytest.mark.parametrize("path", ["/old/", "old", "/2019/old-title.html", "/é/", "old/a.b/c", "/a%20b/"])
def test_an_old_path_of_the_site_leads_here(path):
    assert [m.text for m in more(Kind.PAGE, f"redirect_from: ['{path}']\n").redirect_from] == [path]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "//",
        "/a//b/",
        "/../a/",
        "/a/..",
        "/./a",
        ".",
        "a b",
        "/a?b",
        "/a#b",
        "https://example.org/a",
        "\\a",
        "<a>",
        "/a:b/",
    ],
)
def test_what_is_no_path_of_the_site_is_told_and_the_others_are_read(path):
    read = loaded(Kind.PAGE, f"title: T\nredirect_from:\n  - /good/\n  - '{path}'\n")
    (found,) = read.diagnostics
    assert (found.code.number, found.at.line) == ("FC213", 5)
    assert [m.text for m in read.entry.redirect_from] == ["/good/"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{date: 2024}", ["`reason` is missing"]),
        ("{reason: a}", ["`date` is missing"]),
        ("{}", ["`date` is missing", "`reason` is missing"]),
        ("{date: 2024, reason: ''}", ["`reason` is missing"]),
        ("{date: 2024, reason: a, why: b}", ["key 'why' is unknown"]),
    ],
)
def test_a_withdrawal_has_date_and_reason(written, expected):
    read = loaded(Kind.PAGE, f"title: T\nwithdrawn: {written}\n")
    assert [d.message for d in read.diagnostics] == expected
    assert read.entry.withdrawn is not None


@pytest.mark.parametrize("written", ["yes", "2024-05-02", "[2024]"])
def test_an_entry_to_be_withdrawn_is_never_shown_because_of_a_mistake(written):
    read = loaded(Kind.PAGE, f"title: T\nwithdrawn: {written}\n")
    assert [d.code.number for d in read.diagnostics] == ["FC203"]
    assert read.entry.withdrawn == Withdrawal(None, "")


def test_an_entry_ignores_codes_of_the_rules_of_the_trade_and_no_others():
    read = loaded(Kind.PAGE, "title: T\nignore: [FC1001, fc902, FC117, FC1099, all of them]\n")
    assert [mention.text for mention in read.entry.ignore] == ["FC1001", "fc902"]
    assert [d.code.number for d in read.diagnostics] == ["FC204"] * 3


def test_a_withdrawal_without_a_readable_date_stands():
    read = loaded(Kind.PAGE, "title: T\nwithdrawn: {date: soon, reason: a}\n")
    assert read.entry.withdrawn == Withdrawal(None, "a")


@pytest.mark.parametrize("kind", ["correction", "clarification", "update", "retraction"])
def test_a_correction_has_one_of_four_kinds_and_a_retraction_takes_the_entry_back(kind):
    read = more(Kind.PAGE, f"corrections: [{{date: 2024, kind: {kind}, summary: s}}]\n")
    assert read.corrections == (Correction(kind, "s", date("2024")),)
    assert read.retracted == (kind == "retraction")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{kind: update, summary: s}", [("FC202", "`date` is missing")]),
        ("{date: 2024, summary: s}", [("FC202", "`kind` is missing")]),
        ("{date: 2024, kind: update}", [("FC202", "`summary` is missing")]),
        ("{date: 2024, kind: update, summary: ''}", [("FC202", "`summary` is missing")]),
        ("{date: 2024, kind: corection, summary: s}", [("FC204", "`kind` can't be 'corection'")]),
        ("{date: soon, kind: update, summary: s}", [("FC205", "`date` is 'soon', which is not a date")]),
        ("{date: 2024, kind: update, summary: s, form: a}", [("FC201", "key 'form' is unknown")]),
        ("a", [("FC203", "an item of `corrections` must be keys with values, not text")]),
    ],
)
def test_what_a_correction_lacks_is_told(written, expected):
    assert messages(told(Kind.PAGE, f"corrections:\n  - {written}\n")) == expected


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("{kind: update, summary: s}", 1),
        ("{date: soon, kind: update, summary: s}", 1),
        ("{date: 2024, summary: s}", 0),
        ("{date: 2024, kind: update}", 0),
    ],
)
def test_a_correction_needs_kind_and_summary_to_be_shown(written, kept):
    assert len(loaded(Kind.PAGE, f"title: T\ncorrections:\n  - {written}\n").entry.corrections) == kept


# kind by kind


def test_an_article_has_its_fields():
    read = more(
        Kind.ARTICLE,
        """deck: A deck
dateline: Exampletown, 5 March
authors: [First Author, Second Author]
editors: [An Editor]
outlet: The Gazette
url: https://example.org/a
archived_url: https://archive.example/a
related: [other-article, {title: A story}, {title: Another, url: "https://example.org/b"}]
""",
    )
    assert read.details == Article(
        deck="A deck",
        dateline="Exampletown, 5 March",
        authors=("First Author", "Second Author"),
        editors=("An Editor",),
        outlet=Mention("The Gazette", Mark(7, 9, 11)),
        url="https://example.org/a",
        archived_url="https://archive.example/a",
        related=(
            Mention("other-article", Mark(10, 11, 13)),
            Related("A story"),
            Related("Another", "https://example.org/b"),
        ),
    )


def test_a_fact_check_has_its_fields():
    read = more(
        Kind.FACT_CHECK,
        """authors: [An Author]
url: https://example.org/a
archived_url: https://archive.example/a
related: [other]
evidence:
  - title: A survey
    publisher: Survey Office
    author: A. Surveyor
    date: 2024-02
    kind: primary
    stance: contradicts
    url: https://example.org/s
    archived_url: https://archive.example/s
    quote: It measures 660 metres.
  - {title: A report, kind: Secondary, stance: Supports}
  - {title: Another, stance: context}
claimant_response: asked, no answer
""",
    )
    details = read.details
    assert isinstance(details, FactCheck)
    assert details.reviewer == Mention("R", Mark(3, 11, 1))
    assert details.authors == ("An Author",)
    assert (details.url, details.url_at) == ("https://example.org/a", Mark(7, 1, 3))
    assert details.archived_url == "https://archive.example/a"
    assert details.related == (Mention("other", Mark(9, 11, 5)),)
    assert details.evidence == (
        Evidence(
            title="A survey",
            publisher="Survey Office",
            author="A. Surveyor",
            date=date("2024-02"),
            kind="primary",
            stance="contradicts",
            url="https://example.org/s",
            archived_url="https://archive.example/s",
            quote="It measures 660 metres.",
        ),
        Evidence("A report", kind="secondary", stance="supports"),
        Evidence("Another", stance="context"),
    )
    assert details.claimant_response == "asked, no answer"


def test_a_fact_check_of_the_required_fields_has_nothing_else():
    details = more(Kind.FACT_CHECK, "").details
    assert isinstance(details, FactCheck)
    assert (details.authors, details.url, details.url_at, details.archived_url) == ((), "", None, "")
    assert (details.related, details.evidence, details.claimant_response) == ((), (), "")


def test_a_fact_check_knows_where_its_address_stands_even_if_it_is_none():
    read = loaded(Kind.FACT_CHECK, f"{LEAST[Kind.FACT_CHECK]}url: example.org\n")
    assert [d.code.number for d in read.diagnostics] == ["FC209"]
    assert (read.entry.details.url, read.entry.details.url_at) == ("", Mark(6, 1, 3))


def test_an_empty_address_of_a_fact_check_stands_nowhere():
    assert more(Kind.FACT_CHECK, "url:\n").details.url_at is None


@pytest.mark.parametrize("missing", ["reviewer", "claim", "verdict"])
@pytest.mark.parametrize("written", [None, "", "~", "''"])
def test_what_a_fact_check_requires(missing, written):
    lines = LEAST[Kind.FACT_CHECK].splitlines(keepends=True)
    put = "" if written is None else f"{missing}: {written}\n"
    front = "".join(put if line.startswith(f"{missing}:") else line for line in lines)
    read = loaded(Kind.FACT_CHECK, front)
    assert messages(read.diagnostics) == [("FC202", f"`{missing}` is missing")]
    assert read.entry is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{publisher: P}", [("FC202", "`title` is missing")]),
        ("{title: a, kind: tertiary}", [("FC204", "`kind` can't be 'tertiary'")]),
        ("{title: a, stance: support}", [("FC204", "`stance` can't be 'support'")]),
        ("{title: a, url: b}", [("FC209", "`url` is 'b', which is not a web address")]),
        ("{title: a, archived_url: b}", [("FC209", "`archived_url` is 'b', which is not a web address")]),
        ("{title: a, date: b}", [("FC205", "`date` is 'b', which is not a date")]),
        ("{title: a, source: b}", [("FC201", "key 'source' is unknown")]),
    ],
)
def test_what_is_wrong_with_evidence_is_told(written, expected):
    assert messages(told(Kind.FACT_CHECK, f"evidence:\n  - {written}\n")) == expected


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.FACT_CHECK])
@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{url: https://example.org/}", [("FC216", "`title` is missing here")]),
        ("{title: a, url: b}", [("FC209", "`url` is 'b', which is not a web address")]),
        ("{title: a, date: 2024}", [("FC201", "key 'date' is unknown")]),
        ("[a]", [("FC203", "an item of `related` must be keys with values, not a list")]),
    ],
)
def test_what_is_wrong_with_a_related_story_is_told(kind, written, expected):
    assert messages(told(kind, f"related:\n  - {written}\n")) == expected


def test_a_claim_is_dated_by_when_it_was_made():
    read = more(Kind.CLAIM, "date: 2024-08-22\n")
    assert read.date == date("2024-08-22")
    assert read.details == Claim("T", date=date("2024-08-22"))


@pytest.mark.parametrize("kind", ["person", "organization", "account"])
def test_a_person_has_its_fields(kind):
    read = more(
        Kind.PERSON,
        f"kind: {kind.title()}\nrole: Mayor\nsame_as: [https://example.org/p]\nalso_known_as: [P., The P]\n",
    )
    assert read.details == Person(
        kind=kind,
        role="Mayor",
        same_as=("https://example.org/p",),
        also_known_as=(Mention("P.", Mark(6, 17, 2)), Mention("The P", Mark(6, 21, 5))),
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [("kind: organisation", "FC204"), ("same_as: [wiki]", "FC209"), ("same_as: https://example.org", "FC203")],
)
def test_what_is_wrong_with_a_person_is_told(written, code):
    assert only(Kind.PERSON, f"{written}\n").code.number == code


def test_an_outlet_has_its_fields():
    read = more(
        Kind.OUTLET,
        """url: https://example.org/
also_known_as: [Gazette]
memberships:
  - {name: Made-up Network, url: "https://example.org/network", since: 2019, until: 2023-05}
  - {name: Another}
scale:
  - {label: Holds up, verdict: true, rating: 3, best: 5, worst: 1, from: 2020, until: 2024-01-01, definition: It is so.}
  - {label: Does not}
""",
    )
    assert read.details == Outlet(
        url="https://example.org/",
        also_known_as=(Mention("Gazette", Mark(4, 17, 7)),),
        memberships=(
            Membership("Made-up Network", "https://example.org/network", date("2019"), date("2023-05")),
            Membership("Another"),
        ),
        scale=(
            Step(
                label="Holds up",
                at=Mark(9, 13, 8),
                verdict=Mention("true", Mark(9, 32, 4)),
                rating=3.0,
                best=5.0,
                worst=1.0,
                start=date("2020"),
                end=date("2024-01-01"),
                definition="It is so.",
            ),
            Step(label="Does not", at=Mark(10, 13, 8)),
        ),
    )


def test_a_membership_needs_a_name():
    assert only(Kind.OUTLET, "memberships: [{since: 2019}]\n").message == "`name` is missing"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{verdict: true}", [("FC202", "`label` is missing")]),
        ("{label: a, rating: 1}", [("FC202", "`best` is missing")]),
        ("{label: a, best: 1}", [("FC202", "`rating` is missing")]),
        ("{label: a, rating: 1, best: 3}", [("FC202", "`worst` is missing")]),
        ("{label: a, rating: 1, worst: 1}", [("FC202", "`best` is missing")]),
        ("{label: a, best: 3, worst: 1}", [("FC202", "`rating` is missing")]),
        ("{label: a, rating: 4, best: 3, worst: 1}", [("FC214", "'a' is rated 4 from 1 to 3")]),
        ("{label: a, rating: 1, best: 3, worst: 2}", [("FC214", "'a' is rated 1 from 2 to 3")]),
        ("{label: a, rating: 1, best: 1, worst: 1}", [("FC214", "'a' is rated 1 from 1 to 1")]),
        ("{label: a, rating: 1, best: 1, worst: 3}", [("FC214", "'a' is rated 1 from 3 to 1")]),
        ("{label: a, rating: 1, best: 3, worst: 0}", [("FC214", "'a' is rated 1 from 0 to 3")]),
        ("{label: a, rating: 2, best: 3, worst: 0.5}", [("FC214", "'a' is rated 2 from 0.5 to 3")]),
        ("{label: a, rating: x, best: 3, worst: 1}", [("FC207", "`rating` is 'x', which is not a number")]),
        ("{label: a, from: 2024, until: 2024}", [("FC214", "`until` is not after `from`")]),
        ("{label: a, from: 2024-02-01, until: 2024-01}", [("FC214", "`until` is not after `from`")]),
        ("{label: a, colour: red}", [("FC201", "key 'colour' is unknown")]),
    ],
)
def test_what_is_wrong_with_a_step_of_a_scale_is_told(written, expected):
    assert messages(told(Kind.OUTLET, f"scale:\n  - {written}\n")) == expected


@pytest.mark.parametrize(
    "written",
    [
        "{label: a, rating: 1, best: 3, worst: 1}",
        "{label: a, rating: 3, best: 3, worst: 1}",
        "{label: a, rating: 2.5, best: 3, worst: 1}",
        "{label: a, from: 2024-01-01, until: 2024-01-02}",
        "{label: a, from: 2024}",
        "{label: a, until: 2024}",
    ],
)
def test_a_step_of_a_scale_may_lie_at_an_end_of_its_range(written):
    assert len(more(Kind.OUTLET, f"scale: [{written}]\n").details.scale) == 1


def test_a_topic_has_its_fields():
    assert more(Kind.TOPIC, "also_known_as: [Health]\n").details == Topic((Mention("Health", Mark(3, 17, 6)),))


@pytest.mark.parametrize("number", [0, 1, 1_000_000])
def test_a_page_has_a_place_in_the_menu(number):
    assert more(Kind.PAGE, f"menu: {number}\n").details == Page(number)


@pytest.mark.parametrize(
    ("written", "code"), [("-1", "FC214"), ("1000001", "FC214"), ("1.5", "FC214"), ("first", "FC207")]
)
def test_another_place_in_the_menu_is_told(written, code):
    assert only(Kind.PAGE, f"menu: {written}\n").code.number == code


def test_all_mistakes_of_an_entry_are_told_at_once():
    front = """titel: a
date: soon
updated: 2024-13
language: x_y
image: {alt: a}
draft: perhaps
reviewer: ~
topics: [a, ~]
evidence: [{kind: primary}, {title: a, stance: b}]
corrections: [{kind: c}]
url: example.org
"""
    expected = {"201": 1, "202": 7, "216": 1, "204": 2, "205": 1, "206": 1, "208": 1, "209": 1, "210": 1, "211": 1}
    found = Counter(d.code.number for d in loaded(Kind.FACT_CHECK, front).diagnostics)
    assert found == {f"FC{number}": times for number, times in expected.items()}
