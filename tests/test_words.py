"""When two words are one, and what an id can be made of."""

import unicodedata

import pytest

from fcgen.words import SLUG_BYTES, folded, id_fault, name_key, nfc, slug, word_key


def test_the_form_of_ids_is_nfc():
    assert nfc("Cafe\N{COMBINING ACUTE ACCENT}") == "Caf\N{LATIN SMALL LETTER E WITH ACUTE}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("False", "FALSE"),
        ("False", "  false "),
        ("Mostly  true", "mostly\ntrue"),
        ("Straße", "STRASSE"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("ﬁne", "fine"),
        ("Ｆａｌｓｅ", "false"),
        ("a\u00a0b", "a b"),
    ],
)
def test_case_spaces_and_unicode_form_do_not_count(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("é", "e"), ("a b", "ab"), ("false!", "false"), ("ı", "i")])
def test_accents_words_and_punctuation_do_count_when_text_is_folded(one, other):
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "written", ["false", "False.", "“FALSE”", " False! ", "¡Falsé!".replace("é", "e"), "**False**"]
)
def test_punctuation_around_a_verdict_word_does_not_count(written):
    assert word_key(written) == "false"


def test_punctuation_within_a_verdict_word_counts():
    assert word_key("half-true") != word_key("half true")


def test_a_verdict_word_of_symbols_alone_is_itself():
    assert word_key("!!") == "!!"
    assert word_key("✅") != word_key("❌")


@pytest.mark.parametrize(
    "spelling", ["The Gazette", "the gazette", "The  Gazette", "The-Gazette", "THE GAZETTE.", "Thegazette"]
)
def test_spellings_of_a_name_share_their_key(spelling):
    assert name_key(spelling) == "thegazette"


def test_symbols_are_part_of_a_name():
    assert name_key("C+") != name_key("C")


def test_a_name_of_punctuation_alone_is_itself():
    assert name_key("?!") == "?!"


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("The Gazette", "the-gazette"),
        ("São Paulo", "são-paulo"),
        ("O’Neil & Söhne", "o-neil-söhne"),
        ("AC/DC", "ac-dc"),
        ("a_b", "a-b"),
        ("  --Title!--  ", "title"),
        ("東京", "東京"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("&amp;", "amp"),
        ("&#65;", "65"),
        ("&#x41;", "x41"),
        ("../../etc", "etc"),
        ("Cafe\u0301", "café"),
    ],
)
def test_an_id_is_made_from_a_name_in_any_script(name, made):
    assert slug(name) == made


def test_a_name_of_which_nothing_remains_gets_a_digest():
    assert slug("🦊") == "x-0a9f72e8"
    assert slug("🦊") != slug("🐻")


@pytest.mark.parametrize("name", ["x" * 300, "é" * 150, "東" * 100, "a" * 199 + "é", "a" * 199 + " b"])
def test_a_long_name_makes_an_id_that_a_file_system_takes(name):
    made = slug(name)
    assert SLUG_BYTES - 3 <= len(made.encode()) <= SLUG_BYTES
    assert name.startswith(made)
    assert unicodedata.is_normalized("NFC", made)
    assert not made.endswith("-")


@pytest.mark.parametrize(
    "text", ["a", "2024-title", "Ünïcode", "with space", "a.b", "می\u200cخواهم", "x" * 252, "_", "100%", "a#b"]
)
def test_a_text_like_the_name_of_a_file_can_be_an_id(text):
    assert id_fault(text) == ""


@pytest.mark.parametrize("bad", ["/", "\\", ":", "*", "?", '"', "<", ">", "|", "\t", "\n", "\u202e", "\x7f", "\ufeff"])
def test_a_character_that_some_system_refuses_keeps_a_text_from_being_an_id(bad):
    assert id_fault(f"a{bad}b") == f"it has {bad!r}"


@pytest.mark.parametrize("text", ["", " ", " a", "a ", ".", "..", ".a", "a."])
def test_a_space_or_dot_at_an_end_keeps_a_text_from_being_an_id(text):
    assert id_fault(text) == "it is empty, or begins or ends with a space or a dot"


@pytest.mark.parametrize("text", ["x" * 253, "é" * 127])
def test_a_text_that_no_file_system_takes_is_no_id(text):
    assert id_fault(text) == "it is longer than 252 bytes"
