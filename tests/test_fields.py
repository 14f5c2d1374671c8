"""Reading keys as typed values: every mistake is told, none stops the others, and no key is passed over."""

from zoneinfo import ZoneInfo

import pytest

from fcgen.dates import Precision
from fcgen.diagnostics import Diagnostic, Mark
from fcgen.fields import Fields, Mention, is_web_address
from fcgen.yaml_tree import mapping


class Reading:
    """Fields over some YAML, with what they report."""

    def __init__(self, text: str, zone: str = "UTC") -> None:
        tree, problems = mapping(text, "a.md", 2)
        assert tree is not None
        assert problems == ()
        self.reported: list[Diagnostic] = []
        self.fields = Fields(tree, "a.md", self.reported.append, ZoneInfo(zone))

    @property
    def codes(self) -> list[str]:
        return [d.code.number for d in self.reported]

    @property
    def only(self) -> Diagnostic:
        (found,) = self.reported
        return found


def test_a_mistake_is_told_at_its_place_in_its_file():
    reading = Reading("title: a\n")
    reading.fields.missing("date")
    found = reading.only
    assert (found.path, found.at, found.code.number) == ("a.md", Mark(2, 1), "FC202")
    assert (found.message, found.hint) == ("`date` is missing", "add `date: …`")


def test_a_key_without_a_value_is_missing_where_it_stands():
    reading = Reading("a: 1\ndate:\n")
    reading.fields.missing("date", "say when")
    assert (reading.only.at, reading.only.hint) == (Mark(3, 1, 4), "say when")


@pytest.mark.parametrize("written", ["", "~", "null", '""', "' '", "# a comment"])
def test_a_key_without_a_value_reads_like_none_whatever_is_asked_for(written):
    reading = Reading(f"k: {written}\n")
    fields = reading.fields
    assert not fields.has("k")
    assert [fields.mention("k"), fields.number("k"), fields.integer("k", 0, 9)] == [None] * 3
    assert [fields.text("k"), fields.paragraphs("k"), fields.url("k"), fields.language("k")] == [""] * 4
    assert [fields.choice("k", ("a",)), fields.date("k"), fields.nested("k"), fields.either("k")] == [None] * 4
    assert [fields.mentions("k"), fields.texts("k"), fields.urls("k"), fields.rows("k"), fields.mixed("k")] == [()] * 5
    assert fields.flag("k") is False
    assert reading.codes == []


def test_the_text_of_a_key_comes_with_its_place_and_single_spaces():
    fields = Reading("a: 1\nk: '  one \n\n  two\\t '\n").fields
    assert fields.mention("k") == Mention("one two\\t", Mark(3, 4))
    assert fields.text("k") == "one two\\t"


@pytest.mark.parametrize("text", ["False", "No", "12:30", "012", "2024-08-22", "~x", "0"])
def test_a_text_is_what_was_written(text):
    assert Reading(f"k: {text}\n").fields.text("k") == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one\n  two\n\n  three", "one two\n\nthree"),
        ("|\n  one\n  two\n\n\n  three", "one two\n\nthree"),
        (">-\n  one\n  two\n\n  three", "one two\n\nthree"),
        (">-\n  one\n  two\n\n\n  three", "one two\n\nthree"),
        ('" one\\n \\n two "', "one\n\ntwo"),
    ],
)
def test_an_empty_line_parts_paragraphs(written, text):
    assert Reading(f"k: {written}\n").fields.paragraphs("k") == text


@pytest.mark.parametrize("read", ["mention", "text", "paragraphs", "flag", "number", "date", "url", "language"])
@pytest.mark.parametrize(("written", "kind"), [("[a]", "a list"), ("{a: b}", "keys with values")])
def test_a_list_or_keys_in_place_of_a_text_is_told(read, written, kind):
    reading = Reading(f"k: {written}\n")
    assert not getattr(reading.fields, read)("k")
    found = reading.only
    assert (found.code.number, found.at) == ("FC203", Mark(2, 4))
    assert found.message == f"`k` must be text, not {kind}"


@pytest.mark.parametrize("written", ["true", "True", "TRUE", "yes", "Yes", "on", "y", '"true"'])
def test_a_key_says_yes(written):
    assert Reading(f"k: {written}\n").fields.flag("k") is True


@pytest.mark.parametrize("written", ["false", "False", "no", "No", "off", "n"])
def test_a_key_says_no(written):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.flag("k") is False
    assert reading.codes == []


@pytest.mark.parametrize("written", ["1", "0", "maybe", "ja", "truefalse"])
def test_what_says_neither_yes_nor_no_is_told(written):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.flag("k") is False
    assert (reading.only.code.number, reading.only.message) == (
        "FC208",
        f"`k` is '{written}', which is neither yes nor no",
    )


@pytest.mark.parametrize(
    ("written", "number"),
    [("3", 3.0), ("2.5", 2.5), ("-1", -1.0), ("+4", 4.0), ("007", 7.0), ("0.10", 0.1), ("1" * 15, float("1" * 15))],
)
def test_a_number_is_read(written, number):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.number("k") == number
    assert reading.codes == []


@pytest.mark.parametrize(
    "written", ["three", "1e3", ".5", "5.", "1,5", "0x10", ".inf", ".nan", "1 000", "٣", "--1", "1" * 16]
)
def test_what_is_no_number_is_told(written):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.number("k") is None
    assert (reading.only.code.number, reading.only.message) == ("FC207", f"`k` is '{written}', which is not a number")


@pytest.mark.parametrize(("written", "number"), [("1", 1), ("1000", 1000), ("7.0", 7)])
def test_a_whole_number_within_its_range_is_read(written, number):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.integer("k", 1, 1000) == number
    assert reading.codes == []


@pytest.mark.parametrize("written", ["0", "1001", "2.5", "-1"])
def test_a_number_that_is_not_whole_or_not_within_its_range_is_told(written):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.integer("k", 1, 1000) is None
    found = reading.only
    assert (found.code.number, found.at) == ("FC214", Mark(2, 4, len(written)))
    assert (found.message, found.hint) == (f"`k` can't be {written}", "write a whole number from 1 to 1000")


def test_what_is_no_number_is_no_whole_number_either():
    reading = Reading("k: a\n")
    assert reading.fields.integer("k", 1, 2) is None
    assert reading.codes == ["FC207"]


@pytest.mark.parametrize("written", ["primary", "Primary", "PRIMARY"])
def test_a_choice_is_read_without_regard_to_case(written):
    assert Reading(f"k: {written}\n").fields.choice("k", ("primary", "secondary")) == "primary"


@pytest.mark.parametrize(
    ("written", "hint"), [("primray", "did you mean 'primary'?"), ("other", "write one of: primary, secondary")]
)
def test_what_is_not_among_the_choices_is_told_with_the_nearest_or_all(written, hint):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.choice("k", ("primary", "secondary")) is None
    assert (reading.only.code.number, reading.only.hint) == ("FC204", hint)


def test_a_date_is_read_in_the_zone_of_the_site():
    date = Reading("k: 2024-07-01 12:00\n", "Europe/Madrid").fields.date("k")
    assert date is not None
    assert (date.iso, date.precision) == ("2024-07-01T12:00:00+02:00", Precision.TIME)


@pytest.mark.parametrize(
    ("written", "code", "message"),
    [
        ("soon", "FC205", "`k` is 'soon', which is not a date"),
        ("2024-13", "FC206", "`k` is '2024-13', which does not exist: month must be in 1..12"),
    ],
)
def test_what_is_no_date_and_a_date_that_does_not_exist_are_told_apart(written, code, message):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.date("k") is None
    assert (reading.only.code.number, reading.only.message) == (code, message)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/a?b=c&d=%20#e",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org:8080/",
        "https://münchen.example/straße",
        "https://[2001:db8::1]/",
        "https://user@example.org/",
        "https://example.org/a:b,c;d(e)~f@g!$*'+=",
    ],
)
def test_an_absolute_address_with_a_host_is_a_web_address(address):
    assert is_web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "www.example.org/a",
        "/a",
        "//example.org/a",
        "https:/example.org",
        "https://",
        "https:///a",
        "https://?a",
        "https://:80/",
        "ftp://example.org/",
        "mailto:a@example.org",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "https://example.org/a b",
        "https://example.org/\ta",
        "https://example.org/\n",
        "https://example.org/<b>",
        'https://example.org/"',
        "https://example.org/a|b",
        "https://example.org/a\\b",
        "https://example.org/{a}",
        "https://example.org/^",
        "https://example.org/`",
        "https://example.org/\x7f",
        "https://example.org:port/",
        "https://example.org:65536/",
        "https://[::1/",
        " https://example.org",
    ],
)
def test_anything_else_is_no_web_address(address):
    assert not is_web_address(address)


def test_a_web_address_is_read_as_it_is():
    assert Reading("k: https://example.org/A?b#c\n").fields.url("k") == "https://example.org/A?b#c"


def test_what_is_no_web_address_is_told():
    reading = Reading("k: example.org\n")
    assert reading.fields.url("k") == ""
    assert (reading.only.code.number, reading.only.message) == (
        "FC209",
        "`k` is 'example.org', which is not a web address",
    )


@pytest.mark.parametrize(
    "tag", ["en", "de", "arz", "pt-BR", "zh-Hans", "zh-Hant-TW", "sl-rozaj-biske", "de-CH-1996", "en-x-own", "EN-us"]
)
def test_a_language_tag_is_read_as_it_is(tag):
    reading = Reading(f"k: {tag}\n")
    assert reading.fields.language("k") == tag
    assert reading.codes == []


@pytest.mark.parametrize("tag", ["english", "e", "de_DE", "de-", "-de", "de--CH", "de-aaaaaaaaa", "dé", "de CH", "1a"])
def test_what_is_no_language_tag_is_told(tag):
    reading = Reading(f"k: {tag}\n")
    assert reading.fields.language("k") == ""
    assert (reading.only.code.number, reading.only.message) == ("FC210", f"`k` is {tag!r}, which is not a language tag")


def test_keys_under_a_key_are_read_with_their_place():
    fields = Reading("a: 1\nk:\n  b: c\n").fields.nested("k")
    assert fields is not None
    assert (fields.text("b"), fields.at, fields.key_at("b"), fields.key_at("z")) == (
        "c",
        Mark(4, 3),
        Mark(4, 3),
        Mark(4, 3),
    )


@pytest.mark.parametrize(("written", "kind"), [("a", "text"), ("[a]", "a list")])
def test_a_text_or_list_in_place_of_keys_is_told(written, kind):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.nested("k") is None
    assert (reading.only.code.number, reading.only.message) == ("FC203", f"`k` must be keys with values, not {kind}")


def test_the_texts_of_a_list_come_with_their_places():
    fields = Reading("k:\n  - one\n  - ' two '\n").fields
    assert fields.mentions("k") == (Mention("one", Mark(3, 5, 3)), Mention("two", Mark(4, 5, 7)))
    assert fields.texts("k") == ("one", "two")


@pytest.mark.parametrize(
    "written", ["[one, , two]".replace(", ,", ", ~,"), "[one, '', two]", "\n- one\n- \n- two", "[one, null, ' ', two]"]
)
def test_an_empty_item_of_a_list_is_told_and_the_others_are_read(written):
    reading = Reading(f"k: {written}\n")
    assert reading.fields.texts("k") == ("one", "two")
    assert set(reading.codes) == {"FC211"}
    assert reading.reported[0].message == "`k` has an empty item"


def test_an_item_that_is_no_text_is_told_and_the_others_are_read():
    reading = Reading("k: [one, [two], {three: 3}, four]\n")
    assert reading.fields.texts("k") == ("one", "four")
    assert reading.codes == ["FC203", "FC203"]
    assert reading.reported[0].message == "an item of `k` must be text, not a list"


def test_a_single_text_in_place_of_a_list_is_told_once_and_counts_as_a_list_of_one():
    reading = Reading("k: one\n")
    assert reading.fields.texts("k") == ("one",)
    found = reading.only
    assert (found.code.number, found.message) == ("FC203", "`k` must be a list, not text")
    assert found.hint == "write `- …`, one a line, or [first, second]"


def test_keys_in_place_of_a_list_of_texts_are_told_once():
    reading = Reading("k: {a: b}\n")
    assert reading.fields.texts("k") == ()
    assert reading.only.message == "`k` must be a list, not keys with values"


def test_keys_in_place_of_a_list_of_keys_are_told_once_and_count_as_a_list_of_one():
    reading = Reading("k: {a: b}\n")
    assert [row.text("a") for row in reading.fields.rows("k")] == ["b"]
    assert reading.only.message == "`k` must be a list, not keys with values"


def test_a_text_in_place_of_a_list_of_keys_is_told_once():
    reading = Reading("k: b\n")
    assert reading.fields.rows("k") == ()
    assert reading.only.message == "`k` must be a list, not text"


def test_the_rows_of_a_list_are_read_and_an_item_without_keys_is_told():
    reading = Reading("k: [{a: b}, c, [d], {a: e}]\n")
    assert [row.text("a") for row in reading.fields.rows("k")] == ["b", "e"]
    assert [d.message for d in reading.reported] == [
        "an item of `k` must be keys with values, not text",
        "an item of `k` must be keys with values, not a list",
    ]


def test_a_list_may_mix_texts_and_keys():
    reading = Reading("k: [one, {a: b}, [c]]\n")
    first, second = reading.fields.mixed("k")
    assert isinstance(first, Mention)
    assert isinstance(second, Fields)
    assert (first.text, second.text("a")) == ("one", "b")
    assert reading.only.message == "an item of `k` must be keys with values, not a list"


@pytest.mark.parametrize("written", ["one", "{a: b}"])
def test_a_single_value_in_place_of_a_mixed_list_counts_as_a_list_of_one(written):
    reading = Reading(f"k: {written}\n")
    assert len(reading.fields.mixed("k")) == 1
    assert reading.codes == ["FC203"]


def test_web_addresses_of_a_list_are_read_and_the_others_told():
    reading = Reading("k: [https://example.org/a, b, https://example.org/c]\n")
    assert reading.fields.urls("k") == ("https://example.org/a", "https://example.org/c")
    assert (reading.only.code.number, reading.only.message) == (
        "FC209",
        "an item of `k` is 'b', which is not a web address",
    )


def test_a_value_may_be_a_text_or_keys_but_no_list():
    text, keys, items = (Reading(f"k: {written}\n") for written in ("a", "{a: b}", "[a]"))
    assert text.fields.either("k") == Mention("a", Mark(2, 4))
    inside = keys.fields.either("k")
    assert isinstance(inside, Fields)
    assert inside.text("a") == "b"
    assert items.fields.either("k") is None
    assert (text.codes, keys.codes, items.codes) == ([], [], ["FC203"])


def test_the_keys_of_an_author_s_own_are_read_as_text_in_the_order_of_their_names():
    reading = Reading("x_b: 012\nx_: '  a  b '\nxa: 1\nx_a: |\n  one\n\n  two\nX_c: 2\n")
    assert reading.fields.private() == (("x_", "a b"), ("x_a", "one\n\ntwo"), ("x_b", "012"))
    reading.fields.finish()
    assert [d.message for d in reading.reported] == ["key 'xa' is unknown", "key 'X_c' is unknown"]


def test_an_own_key_that_is_no_text_is_told():
    reading = Reading("x_a: [b]\n")
    assert reading.fields.private() == (("x_a", ""),)
    assert reading.codes == ["FC203"]


def test_keys_that_nobody_asked_for_are_told_with_the_nearest_or_all_that_are_known():
    reading = Reading("title: a\ndatte: b\nother: c\n")
    reading.fields.text("title")
    reading.fields.text("date")
    reading.fields.finish()
    first, second = reading.reported
    assert (first.code.number, first.at, first.message) == ("FC201", Mark(3, 1, 5), "key 'datte' is unknown")
    assert first.hint == "did you mean 'date'?"
    assert second.hint == "known here: date, title"


def test_all_mistakes_of_all_keys_are_told():
    reading = Reading("a: [x]\nb: soon\nc: maybe\nd: {e: 1}\n")
    fields = reading.fields
    fields.text("a"), fields.date("b"), fields.flag("c"), fields.texts("d")
    fields.finish()
    assert reading.codes == ["FC203", "FC205", "FC208", "FC203"]
