"""What holds of every file, whatever its bytes: it is read or told of, and every mistake has its place in it."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from fcgen.diagnostics import Diagnostic, as_text
from fcgen.encoding import CONTROL, decoded
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Kind

kinds = st.sampled_from(Kind)
KEYS = sorted(
    {"title", "name", "text", "date", "updated", "summary", "language", "topics", "image", "draft", "redirect_from"}
    | {"withdrawn", "corrections", "reviewer", "claim", "verdict", "rulings", "evidence", "claimants", "appearances"}
    | {
        "first_appearance",
        "scale",
        "memberships",
        "related",
        "url",
        "menu",
        "kind",
        "id",
        "who",
        "from",
        "until",
        "x_a",
    }
)
words = st.sampled_from(
    ["a", "2024", "2024-08-22", "2024-13", "https://example.org/", "true", "~", "''", "'a: b'", "*a", "&a b", "!t c",
     "[", "]", "{", "}", ": ", ",", "|", ">", "- ", "# c", "\t", "\x01", "\0", "é", "\u2028", "'", '"', "\\", "%", "@",
     "---", "...", "\u200b"]
)  # fmt: skip
values = st.recursive(
    words | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}"
        )
    ),
    max_leaves=6,
)
fronts = st.lists(st.tuples(st.sampled_from(KEYS), values).map(": ".join), max_size=8).map("\n".join)
files = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(str.encode),
    st.builds(lambda front, rest: f"---\n{front}\n---\n{rest}".encode(), fronts, st.text(max_size=60)),
    st.builds(lambda front: f"+++\n{front.replace(': ', ' = ')}\n+++\n".encode(), fronts),
    st.builds(lambda front, tail: f"---\n{front}\n---\n".encode() + tail, fronts, st.binary(max_size=20)),
)


def lies_in(found: Diagnostic, text: str) -> bool:
    """Tell whether a place is in a text, the end of a line included."""
    lines = text.split("\n")
    return 1 <= found.at.line <= len(lines) and 1 <= found.at.column <= len(lines[found.at.line - 1]) + 1


@settings(deadline=None, max_examples=300)
@given(kinds, files)
def test_any_bytes_give_an_entry_or_an_error_that_says_where(kind, data):
    found = load("s/a.md", kind, data, Settings())
    assert (found.entry is None) == (found.body is None)
    assert found.entry is not None or found.diagnostics
    text = data.decode(errors="replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for one in found.diagnostics:
        assert lies_in(one, text)
        assert one.path == "s/a.md"
        assert one.message
        assert "\n" not in one.message + one.hint
        assert as_text(one, text.split("\n")).replace("\n", "").isprintable()


@settings(deadline=None, max_examples=150)
@given(kinds, files)
def test_line_ends_and_a_byte_order_mark_make_no_difference(kind, data):
    data = data.replace(b"\r", b"").removeprefix(b"\xef\xbb\xbf")
    plain = load("s/a.md", kind, data, Settings())
    for other in (data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r"), b"\xef\xbb\xbf" + data):
        assert load("s/a.md", kind, other, Settings()) == plain


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=100))
def test_any_text_in_quotes_is_the_title(text):
    found = load("s/a.md", Kind.PAGE, f"---\ntitle: {json.dumps(text, ensure_ascii=False)}\n---\n".encode(), Settings())
    expected = " ".join(CONTROL.sub("", text).split())
    assert (found.entry.title if found.entry else "") == expected


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=100))
def test_what_is_decoded_has_no_control_character_and_one_kind_of_line_end(data):
    text, found = decoded(data, "a.md")
    assert text is not None or found
    assert text is None or not (CONTROL.search(text) or "\r" in text)
