"""What holds of every body, whatever its Markdown: it is whole HTML, and nothing in it runs or styles."""

import re

import lxml.html
from hypothesis import given, settings
from hypothesis import strategies as st

from fcgen.encoding import CONTROL
from fcgen.entries.body import BodyEnd, BodyLink, BodyPicture, BodyQuote
from fcgen.entries.markdown import body

OWN = frozenset(
    {"a", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr", "img", "li",
     "ol", "p", "pre", "s", "section", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"}
)  # fmt: skip
PIECES = [
    "a", "b c", " ", "\n", "\n\n", "    ", "\t", "# ", "## ", "> ", "- ", "1. ", "| a | b |\n|:-|-:|\n", "|",
    "---\n", "```\n", "`", "*", "**", "_", "~~", "[", "]", "](claim:a)", "](quote:b)", "](https://example.org/)",
    "](x:y)", "](//z)", "](a.md#b \"t\")", "![", "](a.png \"b | c\")", "](data:image/png;base64,A)", "^[", "[^1]",
    "[^1]: ", "[r]", "[r]: u\n", ": ", "\\", "&", "&#1;", "&#12;", "&lt;", "<", ">", "<b>", "</b>",
    "<a href='javascript:x'>", "<a href=//z>", "</a>", "<div title=\"", "\">", "<script>", "</script>", "<style>",
    "<img src=//z onerror=x>", "<p style='x' onclick='y'>", "<!--", "-->", "<table><td>", "<svg><script>",
    "<a data-hole=\"0-0\">", "<textarea>", "<plaintext>", "<select>", "<math><style>", "<template>", "\"", "'", "é",
    "\u2028", "<https://a>",
]  # fmt: skip
texts = st.text(max_size=80).map(lambda t: CONTROL.sub("", t).replace("\r", "")) | st.lists(
    st.sampled_from(PIECES), max_size=25
).map("".join)


@settings(deadline=None, max_examples=300)
@given(texts, st.booleans(), st.integers(1, 9))
def test_any_markdown_makes_a_body_that_is_whole(text, allowed, first_line):
    found, problems = body(text, "a.md", first_line, allowed)
    assert len(found.html) == len(found.holes) + 1
    assert len({heading.id for heading in found.headings}) == len(found.headings)
    assert {heading.id for heading in found.headings} <= {*found.anchors} or allowed
    open_links = 0
    for hole in found.holes:
        match hole:
            case BodyLink() | BodyQuote():
                open_links += 1
            case BodyEnd():
                open_links -= 1
            case BodyPicture():
                pass
        assert open_links in (0, 1)
    assert open_links == 0
    lines = text.split("\n")
    places = [hole.at for hole in found.holes if not isinstance(hole, BodyEnd)] + [problem.at for problem in problems]
    for at in places:
        assert first_line <= at.line < first_line + len(lines)
        assert 1 <= at.column <= len(lines[at.line - first_line]) + 1


@settings(deadline=None, max_examples=300)
@given(texts, st.booleans())
def test_nothing_in_any_body_runs_styles_or_asks_another_host(text, allowed):
    found, _ = body(text, "a.md", 1, allowed)
    markup = "".join(found.html)
    assert not CONTROL.search(repr(found))
    assert not CONTROL.search(markup)
    assert "\r" not in markup
    for element in lxml.html.fragment_fromstring(markup, create_parent="main").iter():
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "svg",
            "math",
            "link",
            "base",
            "meta",
        }
        for name, value in element.attrib.items():
            assert name not in ("style", "data-hole")
            assert not name.startswith("on")
            assert not re.match(r"\W*(javascript|vbscript)\W*:", value, re.IGNORECASE) or name not in ("href", "src")
        if element.tag == "img":
            assert not re.match(r"([a-z]+:|[/\\]{2})", element.get("src", ""), re.IGNORECASE) or element.get(
                "src", ""
            ).startswith("data:image/")


@settings(deadline=None, max_examples=200)
@given(texts)
def test_without_raw_html_every_tag_is_fcgen_s_own(text):
    found, _ = body(text, "a.md", 1)
    assert {*re.findall(r"<([a-z0-9]+)", "".join(found.html))} <= OWN
