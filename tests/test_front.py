"""Where front matter ends: YAML between its lines, and what other generators write in its place."""

import pytest
from written import plain

from fcgen.diagnostics import Mark
from fcgen.entries.front import front
from fcgen.yaml_tree import Scalar


def numbers(text: str) -> list[tuple[str, Mark]]:
    return [(found.code.number, found.at) for found in front(text, "a.md").diagnostics]


def keys(text: str) -> object:
    read = front(text, "a.md").keys
    return plain(read) if read else None


def test_the_text_begins_after_the_second_line_of_hyphens():
    read = front("---\ntitle: T\n---\none\n---\ntwo", "a.md")
    assert (keys("---\ntitle: T\n---\n"), read.text, read.text_line, read.diagnostics) == (
        {"title": "T"},
        "one\n---\ntwo",
        4,
        (),
    )


def test_empty_lines_before_it_do_not_count_and_places_stay_right():
    read = front("\n \n---\na: 1\na: 2\n---\ntext", "a.md")
    assert [(d.code.number, d.at.line) for d in read.diagnostics] == [("FC109", 5)]
    assert (read.text, read.text_line) == ("text", 7)


def test_toml_is_told_and_read_as_the_yaml_that_says_the_same():
    text = '+++\ntitle = "A \\"b\\""\ndraft = true\nweight = 3\nrate = 2.5\n' + (
        'date = 2024-01-02T03:04:05Z\nday = 2024-01-02\ntags = ["a", "b"]\n[extra]\ndeep = {x = 1}\n+++ \ntext'
    )
    assert keys(text) == {
        "title": 'A "b"',
        "draft": "true",
        "weight": "3",
        "rate": "2.5",
        "date": "2024-01-02T03:04:05+00:00",
        "day": "2024-01-02",
        "tags": ["a", "b"],
        "extra": {"deep": {"x": "1"}},
    }
    read = front(text, "a.md")
    assert (numbers(text), read.text, read.text_line) == ([("FC118", Mark(1, 1))], "text", 12)


def test_a_key_of_toml_knows_its_place():
    read = front('+++\ntitle = "T"\n  "quoted" = 1\n[extra]\n+++\n', "a.md").keys
    assert read
    assert [key.at for key, _ in read.entries] == [Mark(2, 1, 5), Mark(3, 4, 6), Mark(4, 2, 5)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+++\ntitle = \n+++\n", [("FC118", Mark(1, 1)), ("FC107", Mark(2, 9))]),
        ("+++\na = [" + "[" * 5000 + "\n+++\n", [("FC118", Mark(1, 1)), ("FC113", Mark(1, 1))]),
        ("+++\na = 1\n", [("FC106", Mark(1, 1))]),
        ("---\na: 1\n", [("FC106", Mark(1, 1))]),
        ("\n---\na: 1\n", [("FC106", Mark(2, 1))]),
    ],
)
def test_what_can_not_be_read_is_told(text: str, expected: list[tuple[str, Mark]]):
    assert numbers(text) == expected
    assert keys(text) is None


def test_toml_that_is_nested_too_deeply_ends_in_nothing_and_is_told():
    text = "+++\na = " + "[" * 40 + "1" + "]" * 40 + "\n+++\n"
    assert numbers(text) == [("FC118", Mark(1, 1)), ("FC113", Mark(2, 1, 1))]
    assert "1" not in str(keys(text))


def test_an_escape_of_toml_brings_no_control_character_in():
    text = '+++\ntitle = "a\\u0001b"\n+++\n'
    assert keys(text) == {"title": "ab"}
    assert numbers(text) == [("FC118", Mark(1, 1)), ("FC103", Mark(2, 1, 5))]


def test_a_number_of_toml_that_python_refuses_is_told():
    assert numbers("+++\na = " + "9" * 5000 + "\n+++\n") == [("FC118", Mark(1, 1)), ("FC107", Mark(1, 1))]


def test_the_lines_of_a_long_text_of_toml_are_those_of_the_file():
    read = front('+++\nsummary = """\nOne\ntwo\n\nthree"""\n+++\n', "a.md").keys
    assert read
    assert read.entries[0][1] == Scalar("One\ntwo\n\nthree", Mark(2, 1, 7), plain=False, literal=True)


@pytest.mark.parametrize("levels", [10, 11])
def test_toml_may_be_nested_as_deeply_as_yaml(levels: int):
    text = "+++\na = " + "[" * levels + "1" + "]" * levels + "\n+++\n"
    assert numbers(text) == [("FC118", Mark(1, 1))]
    assert "1" in str(keys(text))


@pytest.mark.parametrize("blank", [0, 1, 3])
@pytest.mark.parametrize("opened", ["---\n", "+++\n", ""])
def test_empty_lines_before_keys_move_the_places_of_all_that_follows(blank: int, opened: str):
    sign = " =" if opened == "+++\n" else ":"
    close = opened or "---\n"
    read = front("\n" * blank + f'{opened}a{sign} "1"\nb{sign} "2"\n{close}one\n\ntwo\n', "a.md")
    first = blank + opened.count("\n") + 1
    assert read.keys
    assert [key.at.line for key, _ in read.keys.entries] == [first, first + 1]
    assert (read.text, read.text_line) == ("one\n\ntwo\n", first + 3)
    assert {found.at.line for found in read.diagnostics} <= {blank + 1}


@pytest.mark.parametrize("blank", [0, 2])
def test_malformed_toml_is_told_at_its_line_and_the_text_is_still_read(blank: int):
    read = front("\n" * blank + "+++\na = 1\nb = = 2\n+++\ntext", "a.md")
    assert [found.at for found in read.diagnostics] == [Mark(blank + 1, 1), Mark(blank + 3, 5)]
    assert (read.text, read.text_line) == ("text", blank + 5)


def test_malformed_toml_at_its_end_is_told_at_its_beginning():
    assert numbers("\n+++\na = [\n+++\n") == [("FC118", Mark(2, 1)), ("FC107", Mark(2, 1))]


def test_keys_without_a_line_before_them_are_told_and_read():
    text = "title: T\ntags: [a]\n---\ntext"
    read = front(text, "a.md")
    assert (numbers(text), keys(text)) == ([("FC119", Mark(1, 1))], {"title": "T", "tags": ["a"]})
    assert (read.text, read.text_line) == ("text", 4)


@pytest.mark.parametrize(
    "text", ["title: T\n", "# Only text\n---\n", "some words\n---\n", "http://example.org\n---\n", ""]
)
def test_text_without_keys_has_no_front_matter(text: str):
    assert numbers(text) == [("FC105", Mark(1, 1))]
    assert front(text, "a.md").text == text
