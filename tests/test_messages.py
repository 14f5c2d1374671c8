"""The words of the interface: whose come first, and what is wrong with files of messages."""

import pytest
from archives import words

from fcgen import codes
from fcgen.message_files import MessageFile, chain
from fcgen.message_files import words as made
from fcgen.messages import UnknownMessageError, Words

ENGLISH = MessageFile(
    "en",
    "default/locale/en.yaml",
    'hello: Hello\nby: by {who}\ncount:\n  one: "{count} thing of {who}"\n  other: "{count} things of {who}"\n',
    own=False,
)


def own(text: str, language: str = "en") -> MessageFile:
    return MessageFile(language, f"templates/locale/{language}.yaml", text, own=True)


def told(text: str, language: str = "en", asked: frozenset[str] = frozenset()) -> list[tuple[str, int, int, str]]:
    """What is told of a site's own file of messages."""
    _, found = made(language, chain(language, (ENGLISH, own(text, language))), lambda: asked)
    assert all(one.path == f"templates/locale/{language}.yaml" and one.hint for one in found)
    return [(one.code.number, one.at.line, one.at.column, one.message) for one in found]


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "لا ادعاءات"),
        (1, "ادعاء واحد"),
        (2, "ادعاءان"),
        (3, "3 ادعاءات"),
        (11, "11 ادعاءً"),
        (100, "100 ادعاء"),
        (1003, "1,003 ادعاءات"),
    ],
)
def test_arabic_counts_claims(count: int, text: str):
    assert words("ar").say("count_claims", count=count) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1234567, "1,234,567 claims")],
)
def test_english_counts_claims(count: int, text: str):
    assert words().say("count_claims", count=count) == text


def test_spanish_counts_millions():
    assert words("es").say("count_claims", count=2_000_000) == "2.000.000 de afirmaciones"


def test_a_message_is_told_with_what_fills_its_holes():
    assert words("es").say("page_number", title="Temas {number}", number="2") == "Temas {number}, página 2"


def test_a_message_that_does_not_exist_is_told_with_the_nearest():
    with pytest.raises(UnknownMessageError, match="there is no message 'clams'; did you mean 'claims'"):
        words().say("clams")


def test_what_counts_is_given_in_all_plurals_of_the_language():
    assert [plural for plural, _ in words("ar").each_form("search_found")] == [
        "zero", "one", "two", "few", "many", "other"
    ]  # fmt: skip
    assert words().each_form("search_lost") == (("other", "This result could not be loaded."),)
    assert Words("es", {}, {"x": {"other": "all"}}).each_form("x") == (
        ("one", "all"),
        ("many", "all"),
        ("other", "all"),
    )


def test_the_longest_part_of_a_tag_comes_first_and_the_sites_own_before_the_packaged():
    files = [
        MessageFile(language, path, "", path.startswith("templates"))
        for language, path in [
            ("en", "default/en"),
            ("pt", "default/pt"),
            ("pt", "templates/pt"),
            ("pt-BR", "templates/pt-BR"),
            ("en", "templates/en"),
            ("fr", "default/fr"),
        ]
    ]
    assert [one.path for one in chain("pt-br-x-old", files)] == [
        "templates/pt-BR", "templates/pt", "default/pt", "templates/en", "default/en"
    ]  # fmt: skip


def test_what_a_file_does_not_say_is_taken_from_the_next():
    spoken, found = made("fr", chain("fr", (ENGLISH, own("hello: Bonjour", "fr"))), frozenset)
    assert not found
    assert (spoken.say("hello"), spoken.say("by", who="Ann")) == ("Bonjour", "by Ann")
    assert spoken.say("count", count=0, who="Ann") == "0 thing of Ann"  # zero is singular in French


def test_a_message_that_nobody_asks_for_is_told_and_one_of_the_sites_templates_is_not():
    assert told("helo: Hi\nmine: {one: a, other: b}", asked=frozenset({"mine"})) == [
        ("FC804", 1, 1, "nobody asks for the message 'helo'")
    ]
    assert told("mine: {other: b}", asked=frozenset({"mine"})) == [
        ("FC806", 1, 1, "message 'mine' has no text for 'one'")
    ]


def test_a_hole_that_is_missing_or_not_given_is_told_at_its_text():
    assert told('by: "{whom} did"') == [
        ("FC805", 1, 5, "message 'by' lacks {who}"),
        ("FC805", 1, 5, "message 'by' is given no {whom}"),
    ]


def test_the_number_may_be_said_in_words_where_it_is_one_but_what_else_is_told_stays():
    assert told('count:\n  one: a thing of {who}\n  other: "{count} of {who}"') == []
    assert told("count:\n  one: a thing\n  other: things of {who}") == [
        ("FC805", 2, 8, "message 'count' lacks {who}"),
        ("FC805", 3, 10, "message 'count' lacks {count}"),
    ]


def test_plurals_are_those_of_the_language_of_the_file():
    text = 'count: {one: "{who}", two: "{who}", other: "{count} {who}"}'
    assert told(text, "ar") == [("FC806", 1, 1, "message 'count' has no text for 'zero', 'few', 'many'")]
    assert told(text) == [("FC806", 1, 23, "'two' is no plural of this language")]
    assert told('count: {one: "{who}", other: "{count} {who}", more: "{who}{count}"}') == [
        ("FC806", 1, 47, "'more' is none of the plurals")
    ]
    assert told("count: things of {who}") == [("FC806", 1, 1, "message 'count' has no text for 'one', 'other'")]
    assert told('count: {one: "{who}"}') == [("FC806", 1, 1, "message 'count' has no text for 'other'")]
    assert told("hello: {other: Hi}") == [("FC806", 1, 8, "message 'hello' counts nothing, and has plurals")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("hello:", "message 'hello' must be text, found nothing"),
        ("hello: [Hi]", "message 'hello' must be text, found a list"),
        ("count: {one: {other: x}}", "message 'count' must be text, found keys with values"),
        ("count: {}", "message 'count' must be text, found nothing"),
    ],
)
def test_a_message_that_is_no_text_is_told(text: str, message: str):
    ((code, line, _, found),) = told(text)
    assert (code, line, found) == ("FC203", 1, message)


def test_yaml_that_is_malformed_is_told_and_all_else_is_said_in_english():
    spoken, (found,) = made("fr", chain("fr", (ENGLISH, own("hello: 'Bonjour", "fr"))), frozenset)
    assert (found.code, found.at.line) == (codes.BAD_YAML, 1)
    assert spoken.say("hello") == "Hello"
