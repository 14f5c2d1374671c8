"""YAML as a tree of texts: nothing is interpreted, and what YAML could do beyond keys, lists and text is told."""

import pytest
from written import plain

from fcgen import codes
from fcgen.diagnostics import Mark
from fcgen.yaml_tree import DEEPEST, Mapping, Sequence, absent, mapping


def read(text: str) -> Mapping:
    found, problems = mapping(text, "a.yaml")
    assert problems == ()
    assert found is not None
    return found


def value(text: str) -> object:
    """Return the plain text, list or dict of the key `k`."""
    return plain({key.value: node for key, node in read(text).entries}["k"])


def found(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    return [(d.code.number, d.at.line, d.at.column) for d in mapping(text, "a.yaml", first_line)[1]]


def told(text: str) -> tuple[int, int, str, str]:
    """Return the place, message and mend of the one mistake in malformed YAML."""
    tree, (problem,) = mapping(text, "a.yaml")
    assert tree is None
    assert (problem.code, problem.path) == (codes.BAD_YAML, "a.yaml")
    return problem.at.line, problem.at.column, problem.message, problem.hint


@pytest.mark.parametrize(
    "text",
    ["False", "No", "yes", "on", "12:30", "012", "0x1F", "1_000", "1e3", ".inf", "2024-08-22", "3.10", "=", "<<", "a#b",
     "a:b", "Null", "NULL", "~x", "-x", "it's", "C++"],
)  # fmt: skip
def test_a_value_is_the_text_that_was_written(text):
    assert value(f"k: {text}\n") == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("'a: b'", "a: b"),
        ("'it''s'", "it's"),
        ('"a \\"b\\" \\u00e9 \\\\"', 'a "b" é \\'),
        ('"~"', "~"),
        ("a  # a comment", "a"),
        ("|\n  a\n  b", "a\nb\n"),
        (">-\n  a\n  b\n\n  c", "a b\nc"),
        ("a\n  b", "a b"),
        ("[a, 'b, c', [d]]", ["a", "b, c", ["d"]]),
        ("\n- a\n- b: c", ["a", {"b": "c"}]),
        ("{a: b, c: }", {"a": "b", "c": ""}),
        ("\n  a: b\n  c:\n    d: e", {"a": "b", "c": {"d": "e"}}),
    ],
)
def test_the_forms_of_yaml_are_read(written, text):
    assert value(f"k: {written}\n") == text


@pytest.mark.parametrize("written", ["", "~", "null", '""', "''", '"  "', "# a comment", '"\\t"'])
def test_nothing_a_tilde_null_and_white_space_mean_that_there_is_no_value(written):
    ((_, node),) = read(f"k: {written}\n").entries
    assert absent(node)


@pytest.mark.parametrize("written", ['"~"', "'null'", "Null", "NULL", "none", "0", "false", "[]", "{}", "'~ '"])
def test_all_else_is_a_value(written):
    ((_, node),) = read(f"k: {written}\n").entries
    assert not absent(node)


def test_keys_keep_their_order():
    assert [key.value for key, _ in read("b: 1\na: 2\nc: 3\n").entries] == ["b", "a", "c"]


@pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n", "---\n", "~\n", "null\n"])
def test_no_text_is_an_empty_mapping_at_the_first_line(text):
    assert mapping(text, "a.yaml", 5) == (Mapping((), Mark(5, 1)), ())


def test_a_value_knows_its_place_and_width():
    tree, _ = mapping("a: é東\nlist:\n  - one\n  - 'two'\n", "a.yaml", 2)
    (first, text), (_, items) = tree.entries
    assert (first.at, text.at) == (Mark(2, 1, 1), Mark(2, 4, 2))
    assert isinstance(items, Sequence)
    assert [items.at, *(item.at for item in items.items)] == [Mark(4, 3), Mark(4, 5, 3), Mark(5, 5, 5)]


def test_a_text_of_several_lines_is_marked_where_it_begins():
    ((_, text),) = read("k: one\n  two\n").entries
    assert text.at == Mark(1, 4, 1)


def test_a_long_text_is_marked_in_part():
    ((_, text),) = read(f"k: {'x' * 300}\n").entries
    assert text.at == Mark(1, 4, 80)


def test_characters_beyond_the_basic_plane_count_once():
    tree, _ = mapping("a: 🦊\nb: {c: 🦊🦊, d: e}\n", "a.yaml")
    (_, fox), (_, inner) = tree.entries
    assert fox.at == Mark(1, 4, 1)
    assert inner.entries[1][1].at == Mark(2, 15, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("- a\n- b\n", "a list"), ("only text\n", "text"), ("title:no space\n", "text"), ("[a]", "a list")],
)
def test_yaml_that_is_no_mapping_is_told_with_what_it_is(text, kind):
    tree, (problem,) = mapping(text, "a.yaml", 2)
    assert tree is None
    assert (problem.code, problem.at.line) == (codes.NOT_A_MAPPING, 2)
    assert problem.message == f"expected `key: value` lines, found {kind}"


def test_a_key_given_twice_is_told_where_it_is_repeated_and_the_first_one_counts():
    tree, (problem,) = mapping("a: 1\nb: 2\na: 3\n", "a.yaml", 2)
    assert (problem.code, problem.at) == (codes.DUPLICATE_KEY, Mark(4, 1))
    assert problem.message == "key 'a' is given twice; the first is on line 2"
    assert plain(tree) == {"a": "1", "b": "2"}


def test_a_key_may_stand_in_two_mappings():
    assert value("k: [{a: 1}, {a: 2}]\n") == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("text", ["k: 1\n? [a]\n: b\n", "k: 1\n? {a: b}\n: c\n", 'k: 1\n"": a\n', "k: 1\n? \n: a\n"])
def test_a_key_that_is_no_text_is_told_and_the_others_are_read(text):
    tree, (problem,) = mapping(text, "a.yaml")
    assert (problem.code, problem.at.line) == (codes.BAD_KEY, 2)
    assert plain(tree) == {"k": "1"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k: &name a\n", [("FC110", 1, 4)]),
        ("k: &name [a]\n", [("FC110", 1, 4)]),
        ("k: &name {a: b}\n", [("FC110", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("FC110", 1, 4), ("FC110", 2, 4)]),
        ("&x k: a\n", [("FC110", 1, 1)]),
        ("<<: *x\n", [("FC110", 1, 5)]),
        ("k: [a, *x]\n", [("FC110", 1, 8)]),
    ],
)
def test_anchors_and_aliases_are_told_not_followed(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", ["k: !!str a\n", "k: !own a\n", "k: ! a\n", "k: !!seq [a]\n", "k: !x {a: b}\n"])
def test_tags_are_told_not_obeyed(text):
    assert found(text) == [("FC111", 1, 4)]


def test_an_anchor_and_a_tag_on_one_value_are_both_told():
    assert found("k: &x !!str a\n") == [("FC110", 1, 4), ("FC111", 1, 4)]


def test_a_second_document_is_told_and_the_first_is_read():
    tree, (problem,) = mapping("a: 1\n--- b\n...\n", "a.yaml")
    assert (problem.code, problem.at) == (codes.SECOND_DOCUMENT, Mark(2, 1))
    assert plain(tree) == {"a": "1"}


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")])
def test_nesting_that_no_field_needs_is_told_where_it_is_too_deep(opened, closed):
    each = opened.count("[") + opened.count("{")
    fits, deeper = (DEEPEST - 1) // each, (DEEPEST - 1) // each + 1
    assert found(f"k: {opened * fits}x{closed * fits}\n") == []
    assert [code for code, _, _ in found(f"k: {opened * deeper}x{closed * deeper}\n")] == ["FC113"]


@pytest.mark.parametrize(
    "text",
    [
        "k: " + "[" * 100_000,
        "k: " + "{a: " * 100_000,
        "- " * 100_000,
        "k:\n" + "".join(f"{' ' * i}a:\n" for i in range(1, 400)),
    ],
)
def test_nesting_without_end_ends(text):
    tree, problems = mapping(text, "a.yaml")
    assert tree is None
    assert problems[-1].code in (codes.TOO_DEEP, codes.BAD_YAML)


@pytest.mark.parametrize(
    ("escape", "name"), [("\\x01", "U+0001"), ("\\0", "U+0000"), ("\\e", "U+001B"), ("\\ufffe", "U+FFFE")]
)
def test_an_escape_brings_no_control_character_in(escape, name):
    tree, (problem,) = mapping(f'k: "a{escape}b"\n', "a.yaml")
    assert plain(tree) == {"k": "ab"}
    assert (problem.code, problem.at) == (codes.CONTROL_CHARACTER, Mark(1, 4, len(escape) + 4))
    assert problem.message == f"the text has a control character, {name}"


def test_a_control_character_that_no_one_has_removed_is_told_at_its_place():
    assert told("é: a\n東\x01: b\n") == (2, 2, "there is a control character here, U+0001", "remove it")


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("k: a: b\n", 1, 5, "the line has a second ': '"),
        ("k: é: b\n", 1, 5, "the line has a second ': '"),
        ("k: a\n  b: c\n", 2, 4, "the line is indented, so that it continues the text above, but has a ': '"),
        ("k:a\nb: c\n", 1, 2, "there is no space after the ':' of 'k'"),
        ("k: 'a\nb: c\n", 1, 4, "a quotation mark is opened here and never closed"),
        ("a: b\nk: \"x\n", 2, 4, "a quotation mark is opened here and never closed"),
        ("k: 'it's'\n", 1, 8, "text follows the quotation mark that ends the value"),
        ('k: "a" b\n', 1, 8, "text follows the quotation mark that ends the value"),
        ("k: [a] b\n", 1, 8, "text follows the bracket that ends the value"),
        ("k: {a: b} c\n", 1, 11, "text follows the bracket that ends the value"),
        ("k: [a, b\n", 1, 4, "a bracket is opened here and never closed"),
        ("k: {a: b\nc: d\n", 1, 4, "a bracket is opened here and never closed"),
        ("k: [\n", 1, 4, "a bracket is opened here and never closed"),
        ("k: [a, {b: c},\n\n", 1, 4, "a bracket is opened here and never closed"),
        ("k: {a: [ # made up\n", 1, 8, "a bracket is opened here and never closed"),
        ("k: {a: b: c}\n", 1, 9, "a value within brackets holds ': '"),
        ('k: ["a" "b"]\n', 1, 9, "a comma is missing before this"),
        ("k: [a, , b]\n", 1, 8, "a value is missing before this"),
        ("k: a\nb\nc: d\n", 2, 1, "the line has no ':'"),
        ("k: a\nb:c\nd: e\n", 2, 1, "the line has no space after its ':'"),
        ("k: a\nb\n", 2, 1, "the line has no ':'"),
        ("k: a\n: b\n", 2, 1, "the line has no key before its ':'"),
        ("k: a\n}\n", 2, 1, "the line is not `key: value` at the column of the keys above"),
        ("a:\n    b: c\n  d: e\n", 3, 3, "the line is not `key: value` at the column of the keys above"),
        ("k:\n  - a\n - b\n", 3, 2, "the line is no item of the list above and no key"),
        ("k:\n  - a\n  b: c\n", 3, 3, "the line is not an item of the list above"),
        ("k: - a\n", 1, 4, "a list can't begin on the line of its key"),
        ("k: @a\n", 1, 4, "a value can't begin with this character"),
        ("k: `a`\n", 1, 4, "a value can't begin with this character"),
        ("k: %a\n", 1, 4, "a value can't begin with this character"),
        ("k: ? a\n", 1, 4, "a value can't begin with `? `"),
        ("k: *\n", 1, 5, "a value that begins with `*` or `&` has a meaning of its own in YAML"),
        ("k: **a**\n", 1, 5, "a value that begins with `*` or `&` has a meaning of its own in YAML"),
        ('k: "a\\d"\n', 1, 6, "this is no escape that YAML knows"),
        ('k: "\\u12"\n', 1, 7, "the escape needs hexadecimal digits: \\x41, \\u0041 or \\U00000041"),
        ('k: "\\ud800"\n', 1, 7, "no character has this number"),
        ("k: |a\n", 1, 5, "text can't follow `|` or `>` on its line"),
        ("k: > a\n", 1, 6, "text can't follow `|` or `>` on its line"),
        ("k:\n\ta: b\n", 2, 1, "a tab can't indent YAML"),
        ("k: a\n\tb: c\n", 2, 1, "a tab can't indent YAML"),
        ("%a\n", 1, 3, "a line can't begin with `%`"),
        ("%YAML 9.9\n---\nk: a\n", 1, 1, "this is another version of YAML"),
        ("k: a\n...\nb: c\n", 3, 1, "the YAML has ended before this line"),
        ("k: 'a\n--- b'\n", 2, 1, "a line within quotes begins with `---` or `...`"),
        ("k: |\n\ta\n b", 2, 1, "a tab can't indent YAML"),
    ],
)  # fmt: skip
def test_malformed_yaml_is_told_as_an_author_would_see_it(text, line, column, message):
    at_line, at_column, said, mend = told(text)
    assert (at_line, at_column, said) == (line, column, message)
    assert mend


def test_what_the_parser_says_of_other_mistakes_is_passed_on():
    _, _, message, mend = told("k: !<a b\n")
    assert message == "the YAML is malformed: did not find the expected '>'"
    assert mend.startswith("put the value in quotes")


def test_what_was_found_before_the_malformed_line_is_told_as_well():
    assert found("a: &x 1\na: 2\nb: [\n", 2)[:1] == [("FC110", 2, 4)]
    assert found("a: &x 1\na: 2\nb: [\n", 2)[-1][0] == "FC107"


def test_lines_are_counted_from_the_first_line_of_the_yaml():
    assert found("k: a\nb: c: d\n", 7) == [("FC107", 8, 5)]
