"""What reviews say of claims, and what claims say of themselves."""

from zoneinfo import ZoneInfo

import pytest
from written import entry, loaded, messages, more, only

from fcgen.dates import Date, parse
from fcgen.diagnostics import Mark
from fcgen.entries.model import Appearance, Claim, ClaimantMention, FactCheck, InlineClaim, Kind, RulingText
from fcgen.fields import Mention

ONE = "title: T\nreviewer: R\n"


def date(text: str) -> Date:
    return parse(text, ZoneInfo("UTC"))


def rulings(front: str) -> tuple[RulingText, ...]:
    """Return the rulings of a fact-check, whose front matter goes on at line 4."""
    details = entry(Kind.FACT_CHECK, ONE + front).details
    assert isinstance(details, FactCheck)
    return details.rulings


def told(front: str) -> list[tuple[str, str]]:
    """Return what is wrong with a fact-check that can't be shown."""
    read = loaded(Kind.FACT_CHECK, ONE + front)
    assert read.entry is None
    return messages(read.diagnostics)


# one ruling


def test_a_review_of_one_claim_refers_to_it():
    (ruling,) = rulings(
        "claim: some-claim\nverdict: False\nverdict_explanation: |\n  One\n\n  two\nclaim_reviewed: W\n"
    )
    assert ruling == RulingText(
        claim=Mention("some-claim", Mark(4, 8, 10)),
        verdict=Mention("False", Mark(5, 10, 5)),
        explanation="One\n\ntwo",
        claim_reviewed="W",
    )


@pytest.mark.parametrize("word", ["False", "No", "True", "12:30", "012", "!", "4 Pinocchios", "Größtenteils wahr"])
def test_a_verdict_is_the_reviewer_s_own_word(word):
    (ruling,) = rulings(f"claim: c\nverdict: '{word}'\n")
    assert ruling.verdict.text == word


def test_a_claim_may_be_written_in_place():
    (ruling,) = rulings("claim: {text: It is so., claimants: [A Person], date: 2024-03}\nverdict: V\n")
    assert ruling.claim == InlineClaim(
        id=None,
        claim=Claim("It is so.", (ClaimantMention(Mention("A Person", Mark(4, 38, 8))),), date("2024-03")),
        at=Mark(4, 8),
    )


def test_a_claim_in_place_may_have_an_id():
    (ruling,) = rulings("claim: {id: own-id, text: It is so.}\nverdict: V\n")
    assert ruling.claim.id == Mention("own-id", Mark(4, 13, 6))


def test_a_claim_in_place_has_the_fields_of_a_claim():
    (ruling,) = rulings(
        """claim:
  text: It is so.
  place: Exampletown
  variants: [So it is.]
  first_appearance: {title: Speech}
  appearances: [{article: a, quote: q}]
verdict: V
"""
    )
    claim = ruling.claim.claim
    assert (claim.place, claim.variants) == ("Exampletown", ("So it is.",))
    assert claim.first_appearance == Appearance(title="Speech")
    assert claim.appearances == (Appearance(article=Mention("a", Mark(9, 27, 1)), quote="q"),)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("verdict: V\n", [("FC202", "`claim` is missing")]),
        ("claim: c\n", [("FC202", "`verdict` is missing")]),
        ("", [("FC202", "`claim` is missing"), ("FC202", "`verdict` is missing")]),
        ("claim: {claimants: [P]}\nverdict: V\n", [("FC202", "`text` is missing")]),
        ("claim: {text: ''}\nverdict: V\n", [("FC202", "`text` is missing")]),
        ("claim: {text: a}\n", [("FC202", "`verdict` is missing")]),
        (
            "claim: [c]\nverdict: V\n",
            [("FC203", "`claim` must be text, not a list"), ("FC202", "`claim` is missing")],
        ),
    ],
)
def test_a_review_lacks_a_claim_or_a_verdict(front, expected):
    assert told(front) == expected


def test_an_unknown_key_of_a_claim_in_place_is_told():
    read = loaded(Kind.FACT_CHECK, f"{ONE}claim: {{text: a, titel: b}}\nverdict: V\n")
    assert messages(read.diagnostics) == [("FC201", "key 'titel' is unknown")]
    assert read.entry is not None


@pytest.mark.parametrize("bad", ["../up", "a/b", "a:b", "..", "a?", ".a", "x" * 253])
def test_an_id_that_can_not_be_a_part_of_an_address_is_told(bad):
    ((code, message),) = told(f'claim: {{text: a, id: "{bad}"}}\nverdict: V\n')
    assert code == "FC215"
    assert "can't be an id" in message


# several


def test_several_rulings_keep_their_order():
    found = rulings(
        """rulings:
  - claim: first
    verdict: True
    verdict_explanation: E
    claim_reviewed: W
  - claim: {id: second, text: It is so.}
    verdict: False
  - id: third
    claim: {text: It is not.}
    verdict: Half
"""
    )
    assert found == (
        RulingText(Mention("first", Mark(5, 12, 5)), Mention("True", Mark(6, 14, 4)), "E", "W"),
        RulingText(
            InlineClaim(Mention("second", Mark(9, 17, 6)), Claim("It is so."), Mark(9, 12)),
            Mention("False", Mark(10, 14, 5)),
        ),
        RulingText(
            InlineClaim(Mention("third", Mark(11, 9, 5)), Claim("It is not."), Mark(12, 12)),
            Mention("Half", Mark(13, 14, 4)),
        ),
    )


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("{claim: {text: a}, verdict: V}", [("FC311", "this claim has no id")]),
        ("{claim: c}", [("FC202", "`verdict` is missing")]),
        ("{verdict: V}", [("FC202", "`claim` is missing")]),
        ("{claim: {id: i}, verdict: V}", [("FC202", "`text` is missing")]),
        ("{claim: {id: a/b, text: a}, verdict: V}", [("FC215", "'a/b' can't be an id: it has '/'")]),
        ("{id: a/b, claim: {text: a}, verdict: V}", [("FC215", "'a/b' can't be an id: it has '/'")]),
        (
            "a",
            [("FC203", "an item of `rulings` must be keys with values, not text"), ("FC202", "`rulings` is missing")],
        ),
    ],
)
def test_what_a_ruling_lacks_is_told(item, expected):
    assert told(f"rulings:\n  - {item}\n") == expected


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{claim: c, verdict: V, note: n}", "key 'note' is unknown"),
        ("{claim: c, verdict: V, id: i}", "key 'id' is unknown"),
    ],
)
def test_an_unknown_key_of_a_ruling_is_told(item, message):
    read = loaded(Kind.FACT_CHECK, f"{ONE}rulings: [{item}]\n")
    assert messages(read.diagnostics) == [("FC201", message)]
    assert len(read.entry.details.rulings) == 1


def test_a_claim_with_two_ids_is_told():
    read = loaded(Kind.FACT_CHECK, f"{ONE}rulings:\n  - {{id: a, claim: {{id: b, text: t}}, verdict: V}}\n")
    (found,) = read.diagnostics
    assert (found.code.number, found.at) == ("FC212", Mark(5, 10, 1))
    assert found.message == "this claim has an `id` here and one within `claim`"
    assert read.entry.details.rulings[0].claim.id.text == "b"


@pytest.mark.parametrize("key", ["claim", "claim_reviewed", "verdict", "verdict_explanation"])
def test_a_field_of_one_ruling_excludes_a_list_of_several(key):
    read = loaded(Kind.FACT_CHECK, f"{ONE}{key}: c\nrulings: [{{claim: c, verdict: V}}]\n")
    (found,) = read.diagnostics
    assert (found.code.number, found.at) == ("FC212", Mark(4, 1, len(key)))
    assert found.message == f"`{key}` and `rulings` exclude each other"


def test_an_empty_list_of_rulings_is_told():
    assert told("rulings: []\n") == [("FC202", "`rulings` is missing")]


def test_one_bad_ruling_among_several_is_told_and_the_review_is_not_shown_in_part():
    assert told("rulings: [{claim: c, verdict: V}, {claim: d}]\n") == [("FC202", "`verdict` is missing")]


# claims


def test_a_claim_has_its_fields():
    read = more(
        Kind.CLAIM,
        """claimants:
  - Example Council
  - {who: Example Person, role: Mayor}
date: 2024-03-05
place: Exampletown
first_appearance:
  title: Speech
  outlet: Example Radio
  date: 2024-03
  url: https://example.org/s
  archived_url: https://archive.example/s
appearances:
  - {article: bridge-opening, quote: It is the longest, archived_url: "https://archive.example/a"}
  - title: Evening news
    outlet: Example Radio
    url: https://example.org/e
    date: 2024-03-06
    quote: No bridge is longer.
    archived_url: https://archive.example/e
variants: [No bridge is longer., It is the longest.]
""",
    )
    assert read.details == Claim(
        text="T",
        claimants=(
            ClaimantMention(Mention("Example Council", Mark(4, 5, 15))),
            ClaimantMention(Mention("Example Person", Mark(5, 11, 14)), "Mayor"),
        ),
        date=date("2024-03-05"),
        place="Exampletown",
        first_appearance=Appearance(
            title="Speech",
            outlet=Mention("Example Radio", Mark(10, 11, 13)),
            date=date("2024-03"),
            url="https://example.org/s",
            archived_url="https://archive.example/s",
        ),
        appearances=(
            Appearance(
                article=Mention("bridge-opening", Mark(15, 15, 14)),
                quote="It is the longest",
                archived_url="https://archive.example/a",
            ),
            Appearance(
                title="Evening news",
                outlet=Mention("Example Radio", Mark(17, 13, 13)),
                url="https://example.org/e",
                date=date("2024-03-06"),
                quote="No bridge is longer.",
                archived_url="https://archive.example/e",
            ),
        ),
        variants=("No bridge is longer.", "It is the longest."),
    )


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("claimants: [{role: Mayor}]", "`who` is missing"),
        ("claimants: [{who: P, title: Mayor}]", "key 'title' is unknown"),
        ("claimants: P", "`claimants` must be a list, not text"),
        ("claimants: [[P]]", "an item of `claimants` must be keys with values, not a list"),
        ("variants: v", "`variants` must be a list, not text"),
        ("first_appearance: Speech", "`first_appearance` must be keys with values, not text"),
        ("first_appearance: {date: 2024}", "`title` is missing"),
        ("first_appearance: {title: a, quote: q}", "key 'quote' is unknown"),
        ("first_appearance: {title: a, article: b}", "key 'article' is unknown"),
        ("appearances: [{quote: q}]", "`title` is missing"),
        ("appearances: [{title: a, role: b}]", "key 'role' is unknown"),
        ("appearances: [{article: a, title: b}]", "`article` and `title` exclude each other"),
        ("appearances: [{article: a, outlet: b}]", "`article` and `outlet` exclude each other"),
        ("appearances: [{article: a, date: 2024}]", "`article` and `date` exclude each other"),
        ("appearances: [{article: a, url: 'https://example.org/'}]", "`article` and `url` exclude each other"),
    ],
)
def test_what_is_wrong_with_a_claim_is_told(written, message):
    assert only(Kind.CLAIM, f"{written}\n").message == message


@pytest.mark.parametrize("where", ["title: a", "outlet: a", "url: 'https://example.org/'"])
def test_an_appearance_says_where_in_one_way_or_another(where):
    assert len(more(Kind.CLAIM, f"appearances: [{{{where}}}]\n").details.appearances) == 1
    assert more(Kind.CLAIM, f"first_appearance: {{{where}}}\n").details.first_appearance is not None


def test_only_appearances_can_be_in_an_article_of_the_archive():
    first, later = (only(Kind.CLAIM, f"{written}\n") for written in ("first_appearance: {}", "appearances: [{}]"))
    assert first.hint == "say where it appeared: `title`, `outlet` or `url`"
    assert later.hint == "say where it appeared: `article`, or `title`, `outlet` or `url`"
