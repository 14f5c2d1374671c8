"""From the bytes of a file to its text: what is no text, and where."""

import pytest

from fcgen import codes
from fcgen.diagnostics import Mark
from fcgen.encoding import decoded


def places(data: bytes) -> list[tuple[str, Mark]]:
    return [(d.code.number, d.at) for d in decoded(data, "a.md")[1]]


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n", b"a\r\nb\r"])
def test_line_ends_and_a_byte_order_mark_make_no_difference(data):
    assert decoded(data, "a.md") == ("a\nb\n", ())


def test_all_scripts_and_the_line_ends_of_unicode_stay_as_they_are():
    text = "é 東京 עברית 🦊 \u2028\u2029\u00a0\ufeff\tx"
    assert decoded(text.encode(), "a.md") == (text, ())


@pytest.mark.parametrize(
    ("data", "byte", "line", "column"),
    [
        (b"\xff", "0xFF", 1, 1),
        (b"abc\xe9", "0xE9", 1, 4),
        ("é\n東京".encode() + b"\x80x", "0x80", 2, 3),
        (b"\xef\xbb\xbfabc\xe9d", "0xE9", 1, 4),
        (b"a\r\nb\xe9", "0xE9", 2, 2),
        (b"a\rb\rc\xe9", "0xE9", 3, 2),
        (b"a\n\xe9", "0xE9", 2, 1),
        (b"a\xed\xa0\x80", "0xED", 1, 2),
        (b"a\xc0\x80", "0xC0", 1, 2),
        (b"a\xe2\x82", "0xE2", 1, 2),
    ],
)
def test_a_byte_that_is_not_utf_8_is_told_with_its_line_and_column(data, byte, line, column):
    text, (found,) = decoded(data, "a.md")
    assert text is None
    assert (found.code, found.path, found.at) == (codes.NOT_UTF8, "a.md", Mark(line, column))
    assert found.message == f"byte {byte} is not UTF-8"


@pytest.mark.parametrize("data", ["title".encode("utf-16"), b"\xfe\xff\x00a"])
def test_a_file_in_utf_16_is_called_so(data):
    text, (found,) = decoded(data, "a.md")
    assert text is None
    assert found.message == "the file is UTF-16, not UTF-8"


def test_a_nul_character_is_told_with_its_place_and_left_out():
    text, (found,) = decoded(b"ab\ncd\0e\n", "a.md")
    assert text == "ab\ncde\n"
    assert (found.code, found.at) == (codes.NUL_CHARACTER, Mark(2, 3))


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x01", "U+0001"),
        ("\x08", "U+0008"),
        ("\x0b", "U+000B"),
        ("\x0c", "U+000C"),
        ("\x0e", "U+000E"),
        ("\x1b", "U+001B"),
        ("\x1f", "U+001F"),
        ("\x7f", "U+007F"),
        ("\x84", "U+0084"),
        ("\x86", "U+0086"),
        ("\x9f", "U+009F"),
        ("\ufdd0", "U+FDD0"),
        ("\ufdef", "U+FDEF"),
        ("\ufffe", "U+FFFE"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_control_character_is_named_with_its_place_and_left_out(character, name):
    text, (found,) = decoded(f"é{character}x\r\n".encode(), "a.md")
    assert text == "éx\n"
    assert (found.code, found.at) == (codes.CONTROL_CHARACTER, Mark(1, 2))
    assert found.message == f"there is a control character here, {name}"


@pytest.mark.parametrize("character", ["\t", "\n", " ", "\xa0", "~", "\ufdcf", "\ufdf0", "\ufffd", "\u202e"])
def test_its_neighbours_are_text(character):
    assert decoded(f"a{character}b".encode(), "a.md") == (f"a{character}b", ())


def test_each_line_end_counts_once_before_a_control_character():
    assert places(b"a\r\nb\rc\n\x01") == [("FC103", Mark(4, 1))]


def test_of_a_binary_file_the_first_twenty_are_told_and_all_left_out():
    text, found = decoded(b"\x01\x00" * 30, "a.md")
    assert text == ""
    assert [d.at.column for d in found] == list(range(1, 21))
