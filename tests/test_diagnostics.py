"""Diagnostics as values: their order, their severity, and how people and programs read them."""

import re

import msgspec
import pytest

from fcgen import codes
from fcgen.codes import CODES, Severity
from fcgen.diagnostics import (
    START,
    Diagnostic,
    Mark,
    Strictness,
    as_data,
    as_github,
    as_text,
    diagnostic,
    did_you_mean,
    errors,
    graded,
    quoted,
)


def mistake(
    code: codes.Code = codes.UNKNOWN_KEY,
    path: str = "a.md",
    line: int = 1,
    column: int = 1,
    message: str = "m",
    hint: str = "",
) -> Diagnostic:
    return diagnostic(code, path, Mark(line, column), message, hint)


def shown(line: str, column: int, width: int = 1) -> list[str]:
    """Return the two lines of the excerpt of a mistake in `line`, without their margin."""
    _, excerpt, caret = as_text(diagnostic(codes.BAD_YAML, "a.md", Mark(1, column, width), "m"), [line]).split("\n")
    return [excerpt.removeprefix("    1 | "), caret.removeprefix("      | ")]


# codes


def test_every_code_is_unique_and_says_what_it_is():
    numbers = [code.number for code in CODES]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"FC[1-9][0-9]{2,3}", number) for number in numbers)
    assert numbers == sorted(numbers, key=lambda number: int(number[2:]))
    assert all(code.summary and not code.summary.endswith(".") for code in CODES)


def test_no_code_is_left_out_of_the_list():
    assert {value for value in vars(codes).values() if isinstance(value, codes.Code)} == set(CODES)


def test_advice_never_stops_a_build():
    assert {code.severity for code in CODES if code.advice} == {Severity.WARNING}


def test_a_warning_can_not_be_made_milder():
    assert [code for code in CODES if code.lenient and code.severity is Severity.WARNING] == []


# order and severity


def test_diagnostics_come_in_the_order_of_path_line_column_code_and_message():
    expected = [
        mistake(path="a.md", line=2),
        mistake(path="b.md", line=1, column=9),
        mistake(path="b.md", line=2, column=1),
        mistake(path="b.md", line=2, column=3),
        mistake(path="b.md", line=10, code=codes.BAD_YAML),
        mistake(path="b.md", line=10, message="a"),
        mistake(path="b.md", line=10, message="b", hint="a"),
        mistake(path="b.md", line=10, message="b", hint="b"),
    ]
    assert graded(reversed(expected), Strictness.NORMAL) == tuple(expected)


def test_a_diagnostic_found_twice_is_told_once():
    assert graded([mistake(), mistake()], Strictness.NORMAL) == (mistake(),)


@pytest.mark.parametrize(
    ("code", "strictness", "severity"),
    [
        (codes.DUPLICATE_ID, Strictness.NORMAL, Severity.ERROR),
        (codes.DUPLICATE_ID, Strictness.STRICT, Severity.ERROR),
        (codes.DUPLICATE_ID, Strictness.LENIENT, Severity.ERROR),
        (codes.UNKNOWN_KEY, Strictness.NORMAL, Severity.ERROR),
        (codes.UNKNOWN_KEY, Strictness.STRICT, Severity.ERROR),
        (codes.UNKNOWN_KEY, Strictness.LENIENT, Severity.WARNING),
        (codes.NAMES_ALIKE, Strictness.NORMAL, Severity.WARNING),
        (codes.NAMES_ALIKE, Strictness.STRICT, Severity.ERROR),
        (codes.NAMES_ALIKE, Strictness.LENIENT, Severity.WARNING),
    ],
)
def test_a_mistake_is_as_severe_as_its_code_and_the_command_line_say(code, strictness, severity):
    (found,) = graded([mistake(code)], strictness)
    assert found.severity is severity


def test_grading_twice_is_grading_once():
    once = graded([mistake(code) for code in CODES], Strictness.LENIENT)
    assert graded(once, Strictness.LENIENT) == once


def test_errors_are_those_that_stop_a_build():
    bad, worse = mistake(codes.NAMES_ALIKE), mistake(codes.DUPLICATE_ID)
    assert errors([bad, worse]) == (worse,)


# words


@pytest.mark.parametrize(
    ("value", "known", "hint"),
    [
        ("mostly-flase", ["false", "mostly-false", "true"], "did you mean 'mostly-false'?"),
        ("TITEL", ["title", "date"], "did you mean 'title'?"),
        ("bridge", ["bridge-a", "bridge-b"], "did you mean 'bridge-b' or 'bridge-a'?"),
        ("Public Health", ["Public health"], "did you mean 'Public health'?"),
        ("x", ["title", "date"], ""),
        ("title", [], ""),
        ("", ["title"], ""),
        ("a" * 201, ["a" * 200], ""),
    ],
)
def test_the_nearest_of_what_is_known_is_offered(value, known, hint):
    assert did_you_mean(value, known) == hint


def test_what_is_offered_does_not_depend_on_the_order_of_what_is_known():
    known = ["Aaab", "aaab", "aaac", "aaad"]
    assert did_you_mean("aaaa", known) == did_you_mean("aaaa", reversed(known))


@pytest.mark.parametrize(
    ("value", "in_message"),
    [
        ("a", "'a'"),
        ("it's", '"it\'s"'),
        ("two\n lines\t", "'two lines'"),
        ("\x1b[31m", "'\\x1b[31m'"),
        ("\u202e", "'\\u202e'"),
        ("東京", "'東京'"),
        ("x" * 60, f"'{'x' * 60}'"),
        ("x" * 61, f"'{'x' * 59}…'"),
    ],
)
def test_a_value_in_a_message_is_quoted_short_and_on_one_line(value, in_message):
    assert quoted(value) == in_message


# for people


def test_a_diagnostic_shows_place_message_line_and_hint():
    found = diagnostic(
        codes.UNKNOWN_KEY, "site_src/a.md", Mark(2, 3, 4), "key 'datte' is unknown", "did you mean 'date'?"
    )
    assert as_text(found, ["---", "  datte: x"]) == (
        "site_src/a.md:2:3: error FC201: key 'datte' is unknown\n"
        "    2 |   datte: x\n"
        "      |   ^^^^\n"
        "    hint: did you mean 'date'?"
    )


def test_a_warning_is_called_so():
    assert as_text(mistake(codes.NAMES_ALIKE), []) == "a.md:1:1: warning FC303: m"


@pytest.mark.parametrize("lines", [[], [""], ["   "], ["\t"]])
def test_a_file_without_text_there_shows_no_line(lines):
    assert as_text(mistake(), lines) == "a.md:1:1: error FC201: m"


def test_of_a_mistake_in_the_file_as_a_whole_no_line_is_shown():
    assert (
        as_text(diagnostic(codes.NO_KIND, "a.md", START, "m", "h"), ["abc"]) == "a.md:1:1: error FC116: m\n    hint: h"
    )


def test_a_line_that_does_not_exist_is_not_shown():
    assert as_text(mistake(line=3), ["a", "b"]) == "a.md:3:1: error FC201: m"
    assert as_text(mistake(line=0), ["a", "b"]) == "a.md:0:1: error FC201: m"


def test_the_number_of_a_line_sets_the_margin():
    assert as_text(mistake(line=12), [""] * 11 + ["abc"]).split("\n")[1:] == ["    12 | abc", "       | ^"]


@pytest.mark.parametrize(
    ("line", "column", "width", "caret"),
    [
        ("abc", 1, 1, "^"),
        ("abc", 2, 2, " ^^"),
        ("abc", 2, 99, " ^^"),
        ("abc", 4, 1, "   ^"),
        ("abc", 9, 1, "   ^"),
        ("東京x", 3, 1, "    ^"),
        ("東京", 2, 1, "  ^^"),
        ("e\u0301x", 3, 1, " ^"),
        ("\tx", 2, 1, " ^"),
    ],
)
def test_the_caret_stands_below_what_is_meant(line, column, width, caret):
    assert shown(line, column, width)[1] == caret


def test_what_a_terminal_would_obey_is_not_shown():
    assert shown("a\x1b[31m\u202e\tb", 1)[0] == "a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER} b"
    found = diagnostic(codes.BAD_FILE_NAME, "a\n\x1b.md", Mark(1, 1), "b\x1b", "c\r")
    replaced = "\N{REPLACEMENT CHARACTER}"
    assert as_text(found, []) == f"a{replaced}{replaced}.md:1:1: error FC115: b{replaced}\n    hint: c{replaced}"


def test_of_a_long_line_the_part_around_the_place_is_shown():
    line = "".join(str(i % 10) for i in range(300))
    assert shown(line, 1) == [f"{line[:100]}…", "^"]
    assert shown(line, 150) == [f"…{line[83:183]}…", " " * 67 + "^"]
    assert shown(line, 300) == [f"…{line[233:]}", " " * 67 + "^"]


def test_of_a_long_line_the_caret_is_as_wide_as_what_is_meant():
    assert shown("x" * 300, 150, 5)[1] == " " * 67 + "^" * 5
    assert shown("x" * 300, 3, 5)[1] == "  " + "^" * 5


def test_a_line_that_just_fits_is_shown_whole():
    assert shown("x" * 100, 100) == ["x" * 100, " " * 99 + "^"]
    assert shown("x" * 101, 1) == ["x" * 100 + "…", "^"]


# for programs


def test_a_diagnostic_for_programs_has_all_its_parts():
    found = diagnostic(codes.NAMES_ALIKE, "a.md", Mark(2, 3, 4), "message", "hint")
    assert as_data(found) == {
        "code": "FC303",
        "severity": "warning",
        "path": "a.md",
        "line": 2,
        "column": 3,
        "message": "message",
        "hint": "hint",
    }


def test_a_diagnostic_for_programs_is_plain_json():
    data = as_data(msgspec.structs.replace(mistake(), severity=Severity.WARNING))
    assert msgspec.json.decode(msgspec.json.encode(data)) == data
    assert type(data["severity"]) is str


@pytest.mark.parametrize(
    ("at", "place"),
    [
        (Mark(4, 9, 7), "line=4,col=9,endColumn=15"),
        (Mark(4, 9, 1), "line=4,col=9,endColumn=9"),
        (START, "line=1,col=1,endColumn=1"),
    ],
)
def test_a_github_workflow_is_told_the_place_the_code_the_message_and_the_hint(at: Mark, place: str):
    found = diagnostic(codes.UNKNOWN_KEY, "a.md", at, "key 'datte' is unknown", "did you mean 'date'?")
    told = as_github(found, "archive/a.md")
    assert told == (
        f"::error file=archive/a.md,{place},title=FC201::key 'datte' is unknown%0Ahint: did you mean 'date'?"
    )


def test_a_github_workflow_is_told_of_a_warning_and_of_no_hint_where_there_is_none():
    assert as_github(mistake(codes.NAMES_ALIKE), "a.md") == (
        "::warning file=a.md,line=1,col=1,endColumn=1,title=FC303::m"
    )


def test_what_a_github_workflow_would_read_as_its_own_is_escaped():
    found = mistake(message="100 %: a, b\r\nc::d", hint="%0A")
    assert as_github(found, "50%: a,b\n/日本.md") == (
        "::error file=50%25%3A a%2Cb%0A/日本.md,line=1,col=1,endColumn=1,title=FC201"
        "::100 %25: a, b%0D%0Ac::d%0Ahint: %250A"
    )
