"""One file to one entry: its bytes, its two parts, its id and its body."""

import msgspec
import pytest
from written import LEAST, PATH, loaded

from fcgen.diagnostics import START, Diagnostic, Mark
from fcgen.digest import digest
from fcgen.entries.body import BodyEnd, BodyLink
from fcgen.entries.load import LARGEST, Loaded, Settings, load
from fcgen.entries.model import Kind

PAGE = b"---\ntitle: T\n---\nA [link](claim:c).\n"


def read(data: bytes, path: str = PATH) -> Loaded:
    return load(path, Kind.PAGE, data, Settings())


def only(data: bytes, path: str = PATH) -> Diagnostic:
    """Return the one mistake in a page of which nothing can be shown."""
    found = read(data, path)
    assert (found.entry, found.body) == (None, None)
    (problem,) = found.diagnostics
    return problem


def test_a_file_gives_an_entry_and_the_body_that_it_names():
    found = read(PAGE)
    assert found.diagnostics == ()
    assert found.entry is not None
    assert found.body is not None
    assert found.outline.body == digest(msgspec.msgpack.encode(found.body))
    assert found.outline.holes == (BodyLink("claim:c", Mark(4, 3)), BodyEnd())
    assert (found.outline.lead, found.outline.anchors) == ("A link.", ())


@pytest.mark.parametrize(
    "data",
    [
        PAGE.replace(b"\n", b"\r\n"),
        PAGE.replace(b"\n", b"\r"),
        b"\xef\xbb\xbf" + PAGE,
        b"\xef\xbb\xbf" + PAGE.replace(b"\n", b"\r\n"),
        PAGE.replace(b"---\n", b"--- \t\n"),
    ],
)
def test_line_ends_and_a_byte_order_mark_make_no_difference(data):
    assert read(data) == read(PAGE)


@pytest.mark.parametrize("data", [b"---\ntitle: T\n---", b"---\ntitle: T\n---\n", b"---\ntitle: T\n---\n\n \n"])
def test_a_body_may_be_empty(data):
    found = read(data)
    assert found.diagnostics == ()
    assert [piece.strip() for piece in found.body.html] == [""]


def test_a_line_of_hyphens_in_the_body_is_a_rule():
    assert "<hr>" in read(b"---\ntitle: T\n---\na\n\n---\n\nb\n").body.html[0]


def test_a_body_knows_the_lines_of_the_file():
    found = load(PATH, Kind.PAGE, b"---\ntitle: T\n\n# note\n---\n\n\n[a](b)\n", Settings())
    assert found.outline.holes[0].at == Mark(8, 1)


def test_raw_html_is_text_unless_the_site_allows_it():
    body = "<b>bold</b>\n"
    assert "&lt;b&gt;" in loaded(Kind.PAGE, "title: T\n", body).body.html[0]
    assert "<b>bold</b>" in loaded(Kind.PAGE, "title: T\n", body, html=True).body.html[0]


# no front matter


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\n \t\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"title: T\n", "the first line is not `---`"),
        (b" ---\ntitle: T\n---\n", "the first line is not `---`"),
        (b"----\ntitle: T\n---\n", "the first line is not `---`"),
        (b"# Only text\n", "the first line is not `---`"),
        (b'{"title": "T"}\n', "the first line is not `---`"),
    ],
)
def test_a_file_that_does_not_begin_with_front_matter_is_told(data, message):
    problem = only(data)
    assert (problem.code.number, problem.message, problem.at) == ("FC105", message, Mark(1, 1))


@pytest.mark.parametrize(
    "data",
    [b"---", b"---\n", b"---\ntitle: T\n", b"---\ntitle: T\n ---\n", b"---\ntitle: T\n----\n", b"---\na: b\n...\n"],
)
def test_front_matter_without_an_end_is_told(data):
    problem = only(data)
    assert (problem.code.number, problem.at) == ("FC106", Mark(1, 1))


@pytest.mark.parametrize("kind", Kind)
def test_empty_front_matter_lacks_what_is_required(kind):
    found = loaded(kind, "")
    assert found.entry is None
    assert {d.code.number for d in found.diagnostics} == {"FC202"}
    assert len(found.diagnostics) == len(LEAST[kind].splitlines())


# bytes and characters


def test_a_file_that_is_not_utf_8_is_told_at_its_byte():
    problem = only(b"---\r\ntitle: T\xe9\r\n---\r\n")
    assert (problem.code.number, problem.at, problem.message) == ("FC101", Mark(2, 9), "byte 0xE9 is not UTF-8")


def test_control_characters_are_told_in_front_matter_and_body_and_left_out():
    found = read(b"---\ntitle: T\x01T\n---\nA\x00b\x7f\n")
    assert [(d.code.number, d.at) for d in found.diagnostics] == [
        ("FC103", Mark(2, 9)),
        ("FC102", Mark(4, 2)),
        ("FC103", Mark(4, 4)),
    ]
    assert found.entry.title == "TT"
    assert found.body.html == ("<p>Ab</p>\n",)


def test_a_file_that_is_too_large_is_told_with_both_sizes():
    problem = only(b"---\ntitle: T\n---\n" + b"x" * LARGEST)
    assert (problem.code.number, problem.at) == ("FC104", START)
    assert problem.message == "the file has 2,097,169 bytes; an entry has at most 2,097,152"


def test_ten_megabytes_in_one_line_are_told_at_once():
    assert only(b"-" * 10_000_000).code.number == "FC104"


def test_a_file_of_the_largest_size_is_read():
    front = b"---\ntitle: T\n---\n"
    found = read(front + b"x" * (LARGEST - len(front)))
    assert found.diagnostics == ()


@pytest.mark.parametrize("filler", [b"a: ", b"[", b"- ", b"&a ", b"'", b"\xe2\x80\xa8", b"{a: ", b"? ", b"x: y, "])
def test_front_matter_of_one_endless_line_is_read_to_its_end(filler):
    found = read(b"---\ntitle: " + filler * 50_000 + b"\n---\n")
    assert found.entry is not None or found.diagnostics


# names of files


@pytest.mark.parametrize(
    ("path", "entry_id"),
    [
        ("s/pages/about.md", "about"),
        ("s/pages/2024/08/about.md", "about"),
        ("s/pages/About Us.md", "About Us"),
        ("s/pages/a.b.md", "a.b"),
        ("s/pages/a.md.md", "a.md"),
        ("s/pages/Cafe\u0301.md", "Caf\u00e9"),
        ("s/pages/東京.md", "東京"),
        ("s/pages/می\u200cخواهم.md", "می\u200cخواهم"),
        ("s/pages/50%#?.md".replace("?", ""), "50%#"),
    ],
)
def test_an_id_is_the_name_of_the_file_as_it_is(path, entry_id):
    found = read(PAGE, path)
    assert found.diagnostics == ()
    assert (found.entry.id, found.entry.path) == (entry_id, path)


@pytest.mark.parametrize(
    "name", ["a:b", "a?", "a|b", "a\\b", 'a"b', "a*", "<a>", " a", "a ", "a.", "a\nb", "a\x1bb", "a\u202eb", ""]
)
def test_a_name_of_a_file_that_can_not_be_an_id_is_told(name):
    problem = only(PAGE, f"s/pages/{name}.md")
    assert (problem.code.number, problem.at) == ("FC115", START)
    assert "can't be an id" in problem.message


def test_all_that_is_wrong_with_a_file_is_told_at_once():
    found = read(b"---\ntitel: T\n---\n[a](//b)\n\x01\n", "s/pages/a?.md")
    assert sorted(d.code.number for d in found.diagnostics) == ["FC103", "FC115", "FC201", "FC202", "FC504"]


def test_what_is_wrong_with_the_body_is_told_even_if_the_front_matter_is_malformed():
    found = read(b"---\ntitle: a: b\n---\n[a](//b)\n")
    assert [(d.code.number, d.at.line) for d in found.diagnostics] == [("FC107", 2), ("FC504", 4)]
