"""Markdown to HTML with holes: what each form makes, where links and pictures stand, and what never gets through."""

import re

import pytest

from fcgen.diagnostics import Diagnostic, Mark
from fcgen.entries.body import Body, BodyEnd, BodyLink, BodyPicture, BodyQuote, Heading
from fcgen.entries.markdown import DEEPEST, LEAD, body


def made(text: str, html: bool = False) -> Body:
    """Return the body of a text without mistakes."""
    found, problems = body(text, "a.md", 1, html)
    assert problems == ()
    return found


def html(text: str) -> str:
    """Return the HTML of a text without holes and without mistakes."""
    (only,) = made(text).html
    return only.strip()


def raw(text: str) -> str:
    """Return what remains of a text with raw HTML, where the site allows it."""
    (only,) = made(text, html=True).html
    return only.strip()


def told(text: str, html: bool = False) -> list[Diagnostic]:
    return list(body(text, "a.md", 1, html)[1])


def places(text: str, first_line: int = 1) -> list[tuple[int, int]]:
    """Return line and column of each link, quote and picture, in the order of the page."""
    found, _ = body(text, "a.md", first_line)
    return [(hole.at.line, hole.at.column) for hole in found.holes if not isinstance(hole, BodyEnd)]


def targets(text: str) -> list[str]:
    return [hole.target for hole in made(text).holes if isinstance(hole, BodyLink)]


# the forms


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("", ""),
        ("One\ntwo  \nthree", "<p>One\ntwo<br>\nthree</p>"),
        ("*a* **b** `c` ~~d~~", "<p><em>a</em> <strong>b</strong> <code>c</code> <s>d</s></p>"),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a", '<ol start="3">\n<li>a</li>\n</ol>'),
        ("a\n:   b", "<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>"),
        ("---", "<hr>"),
        ("```py\na < b\n```", '<pre tabindex="0"><code>a &lt; b\n</code></pre>'),
        ("    a & b", '<pre tabindex="0"><code>a &amp; b\n</code></pre>'),
        ('<b>a</b> & "c"', "<p>&lt;b&gt;a&lt;/b&gt; &amp; &quot;c&quot;</p>"),
        ("<script>a</script>", "<p>&lt;script&gt;a&lt;/script&gt;</p>"),
        ("<!-- a -->", ""),
        ("a <!-- b --> c", "<p>a  c</p>"),
        ("a\n<!-- b\n\nc -->\nd", "<p>a</p>\n<p>d</p>"),
        ("<!-- a --> b", "<p> b</p>"),
        ("a <!-- b", "<p>a &lt;!-- b</p>"),
        ("<!-- a\n\nb", "<p>&lt;!-- a</p>\n<p>b</p>"),
        ("`<!-- a -->`", "<p><code>&lt;!-- a --&gt;</code></p>"),
        ("&copy; &#233; &lt;b&gt;", "<p>© é &lt;b&gt;</p>"),
        ("\\*a\\*", "<p>*a*</p>"),
        ("https://example.org", "<p>https://example.org</p>"),
        ("a[^1]", "<p>a[^1]</p>"),
        ("- [ ] a", "<ul>\n<li>[ ] a</li>\n</ul>"),
    ],
)
def test_a_form_of_markdown_makes_its_markup(text, markup):
    assert html(text) == markup


def test_a_table_can_be_scrolled_and_has_no_inline_style():
    assert html("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | 2 | 3 | 4 |") == (
        '<div class="table" role="group" tabindex="0"><table>\n'
        "<thead>\n<tr>\n"
        '<th scope="col">a</th>\n'
        '<th scope="col" class="align-left">b</th>\n'
        '<th scope="col" class="align-center">c</th>\n'
        '<th scope="col" class="align-right">d</th>\n'
        "</tr>\n</thead>\n<tbody>\n<tr>\n"
        "<td>1</td>\n"
        '<td class="align-left">2</td>\n'
        '<td class="align-center">3</td>\n'
        '<td class="align-right">4</td>\n'
        "</tr>\n</tbody>\n</table></div>"
    )


def test_footnotes_have_ids_with_an_underscore_and_lead_back():
    markup = html("a[^x] b[^y] c[^x]\n\n[^x]: One.\n[^y]: Two.")
    assert '<sup class="footnote-ref"><a href="#fn_1" id="fnref_1">[1]</a></sup>' in markup
    assert '<a href="#fn_1" id="fnref_1:1">[1]</a>' in markup
    assert '<li id="fn_2" class="footnote-item"><p>Two. <a href="#fnref_2" class="footnote-backref">' in markup
    assert made("a[^x]\n\n[^x]: One.").anchors == ("fnref_1", "fn_1")


def test_a_footnote_may_be_written_in_place():
    assert '<li id="fn_1" class="footnote-item"><p>in place ' in html("a^[in place] b")


@pytest.mark.parametrize(
    ("text", "line", "label"),
    [
        ("a\n\n[^x]: Nobody refers to it.", 3, "x"),
        ("a[^x]\n\n[^x]: Used.\n\n[^y]: Not used.", 5, "y"),
        ("a[^x]\n\n[^x]: One.\n\n[^x]: Another of this name.", 3, "x"),
        ("> [^q]: In a quotation.", 1, "q"),
    ],
)
def test_a_footnote_that_is_not_shown_is_told(text, line, label):
    (found,) = told(text)
    assert (found.code.number, found.at) == ("FC506", Mark(line, 1))
    assert found.message.startswith(f"the footnote '{label}' is not shown")


# headings


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("What is known", "what-is-known"),
        ("Überblick & Ausblick", "überblick-ausblick"),
        ("東京 2024", "東京-2024"),
        ("*a* `b` [c](d) ![e](f)", "a-b-c-e"),
        ("under_score", "under-score"),
    ],
)
def test_a_heading_has_an_id_made_from_its_text(heading, name):
    found = made(f"## {heading}")
    assert (found.headings[0].id, found.anchors) == (name, (name,))


def test_a_heading_without_letters_has_an_id_all_the_same():
    assert re.fullmatch(r"x-[0-9a-f]{8}", made("## &amp;!").headings[0].id)


def test_headings_with_one_text_have_different_ids():
    found = made("## A\n## a\n## A 2\n## A\n## !\n## !")
    names = [heading.id for heading in found.headings]
    assert names[:4] == ["a", "a-2", "a-2-2", "a-3"]
    assert len(set(names)) == 6
    assert found.anchors == tuple(names)


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n## B\n## C", [2, 3, 3]),
        ("## A\n### B\n## C", [2, 3, 2]),
        ("### A\n### B", [2, 2]),
        ("# A\n###### B\n### C\n# D", [2, 3, 3, 2]),
        ("### A\n## B\n# C", [2, 2, 2]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_begin_at_level_two_and_skip_no_level(text, levels):
    assert [h.level for h in made(text).headings] == levels
    assert [int(level) for level in re.findall(r"<h(\d)", "".join(made(text).html))] == levels


def test_a_heading_is_told_with_level_id_and_text():
    assert made("## What *is*\nA\n-").headings == (Heading(2, "what-is", "What is"), Heading(2, "a", "A"))


def test_a_heading_may_stand_in_a_quotation():
    assert made("> ## A").headings == (Heading(2, "a", "A"),)


# the lead


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("", ""),
        ("## A\n\nOne *two*\n`three` [four](five).\n\nSix.", "One two three four."),
        ("![alt](a.jpg)\n\nText.", "Text."),
        ("> Quoted.", "Quoted."),
        ("- Item\n\nText.", "Item"),
        ("\u00a0\n\nText.", "Text."),
        ("```\ncode\n```\n\nText.", "Text."),
        ("a[^1]\n\n[^1]: b", "a"),
    ],
)
def test_the_lead_is_the_text_of_the_first_paragraph(text, lead):
    assert made(text).lead == lead


def test_a_long_lead_ends_with_a_word():
    lead = made("word " * 100).lead
    assert lead.endswith("word…")
    assert LEAD - 5 <= len(lead) <= LEAD + 1


def test_a_lead_that_just_fits_is_whole():
    assert made("x" * LEAD).lead == "x" * LEAD
    assert made("x" * (LEAD + 1)).lead == "x" * LEAD + "…"


# links


@pytest.mark.parametrize(
    "target",
    ["../claims/a.md", "a.pdf", "/about/", "#place", "claim:a", "article:a", "fact-check:a", "person:a", "outlet:a",
     "topic:a", "verdict:false", "page:about", "CLAIM:a", "claim:a#b", "?a=b", "a.md#b"],
)  # fmt: skip
def test_a_link_inside_the_site_is_a_hole(target):
    found = made(f"before [text *in*]({target}) after")
    assert found.holes == (BodyLink(target, Mark(1, 8)), BodyEnd())
    assert found.html == ("<p>before ", "text <em>in</em>", " after</p>\n")


def test_a_link_without_an_address_is_left_to_those_who_know_the_site():
    assert targets("[a]()") == [""]


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/", "https://example.org/"),
        ("http://example.org/a?b=c&d", "http://example.org/a?b=c&amp;d"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("https://example.org/é", "https://example.org/%C3%A9"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+123", "tel:+123"),
        ("doi:10.1000/1", "doi:10.1000/1"),
        ("geo:1,2", "geo:1,2"),
    ],
)
def test_a_link_elsewhere_is_markup(target, written):
    assert html(f"[a]({target})") == f'<p><a href="{written}">a</a></p>'


@pytest.mark.parametrize(
    "scheme",
    ["bitcoin", "doi", "ftp", "ftps", "gemini", "geo", "gopher", "ipfs", "irc", "ircs", "magnet", "mailto", "matrix",
     "news", "nntp", "sftp", "sip", "sms", "tel", "urn", "xmpp"],
)  # fmt: skip
@pytest.mark.parametrize("allowed", [False, True])
def test_a_link_may_have_any_scheme_that_does_not_run(scheme, allowed):
    assert made(f"[a]({scheme}:b)", allowed).html == (f'<p><a href="{scheme}:b">a</a></p>\n',)


def test_a_link_elsewhere_may_have_a_title():
    assert html('[a](https://example.org/ "b \\"c\\" <d>")') == (
        '<p><a href="https://example.org/" title="b &quot;c&quot; &lt;d&gt;">a</a></p>'
    )


def test_an_address_between_angle_brackets_is_a_link():
    assert html("<https://example.org/>") == '<p><a href="https://example.org/">https://example.org/</a></p>'


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("//example.org/", "begin it with https:"),
        ("https:///a", "write it whole, such as https://example.org/page"),
        ("http:a", "write it whole, such as https://example.org/page"),
        ("clam:a", "it begins with 'clam:'; links lead to https://…, to a file or a page here, or to article:, claim:"),
        ("C:/a.md", "it begins with 'c:'; links lead to"),
        ("note:1", "it begins with 'note:'; links lead to"),
    ],
)
def test_an_address_that_no_link_can_have_is_told_and_the_text_stays(target, hint):
    found, (problem,) = body(f"a [b]({target}) c", "a.md", 1)
    assert (problem.code.number, problem.at) == ("FC504", Mark(1, 3))
    assert problem.message == f"{target!r} is no address that a link can have"
    assert problem.hint.startswith(hint)
    assert found.html == ("<p>a b c</p>\n",)


def test_a_long_address_is_not_repeated():
    (problem,) = told(f"[b](x:{'a' * 100})")
    assert problem.message == "this is no address that a link can have"


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "vbscript:x", "file:///etc/passwd", "data:text/html,x",
     "java&#115;cript:x", "&#106;avascript:x", "javascript&colon;x", "javascript&#58;alert(1)"],
)  # fmt: skip
def test_what_would_run_is_no_link_but_text(target):
    assert html(f"[a]({target})").startswith("<p>[a](")


@pytest.mark.parametrize(
    "target", ["java\\script:x", "java&#10;script:x", "&#1;javascript:x", "<java script:x>", "%6aavascript:x"]
)
def test_a_script_in_disguise_is_an_address_of_the_site_that_leads_nowhere(target):
    (hole, _) = made(f"[a]({target})").holes
    assert isinstance(hole, BodyLink)
    assert not hole.target.lower().startswith("javascript:")


# quotes


def test_exact_words_of_a_claim_are_a_hole_with_their_text():
    found = made("He said [“it *is*\nthe `longest` bridge”](quote:bridge-longest).")
    quote = BodyQuote("bridge-longest", "“it is the longest bridge”", Mark(1, 9))
    assert found.holes == (quote, BodyEnd())
    assert found.html == ("<p>He said ", "“it <em>is</em>\nthe <code>longest</code> bridge”", ".</p>\n")


def test_a_quote_is_known_by_its_scheme_in_any_case():
    assert isinstance(made("[a](QUOTE:b)").holes[0], BodyQuote)


# pictures


def test_a_picture_alone_in_a_paragraph_is_a_figure_with_caption_and_credit():
    found = made('![A bridge](bridge.jpg "The bridge, 5 March | A. Photographer | Agency")')
    picture = BodyPicture("bridge.jpg", "A bridge", "The bridge, 5 March", "A. Photographer | Agency", True, Mark(1, 1))
    assert found.holes == (picture,)
    assert found.html == ("\n", "")


@pytest.mark.parametrize(
    ("title", "caption", "credit"),
    [("", "", ""), ("a", "a", ""), ("a|b", "a|b", ""), ("a | b", "a", "b"), (" | b", "", "b"), ("a | ", "a", "")],
)
def test_a_bar_between_spaces_parts_caption_from_credit(title, caption, credit):
    (picture,) = made(f'![x](a.jpg "{title}")').holes
    assert (picture.caption, picture.credit) == (caption, credit)


@pytest.mark.parametrize(
    "text", ["a ![x](y.png)", "![x](y.png) ![x](y.png)", "[![x](y.png)](claim:a)", "*![x](y.png)*", "## ![x](y.png)"]
)
def test_a_picture_with_something_beside_or_around_it_is_no_figure(text):
    assert not any(hole.figure for hole in made(text).holes if isinstance(hole, BodyPicture))


def test_a_picture_alone_in_an_item_of_a_list_is_a_figure():
    assert made("- ![x](y.png)").holes[0].figure


def test_the_alternative_text_of_a_picture_is_plain():
    (picture,) = made("![a *b* `c` [d](e) ![f](g)\nh](y.png)").holes
    assert picture.alt == "a b c d f h"


def test_a_picture_within_a_link_lies_between_its_holes():
    kinds = [type(hole) for hole in made("[![x](y.png)](claim:a)").holes]
    assert kinds == [BodyLink, BodyPicture, BodyEnd]


@pytest.mark.parametrize("source", ["https://example.org/a.png", "http://example.org/a.png"])
def test_a_picture_on_another_host_becomes_a_link_with_a_warning(source):
    found, (problem,) = body(f"a\n\n![A *bridge*]({source})", "a.md", 1)
    assert (problem.code.number, problem.at) == ("FC503", Mark(3, 1))
    assert problem.message == f"the picture {source!r} is on another host"
    assert found.html == (f'<p>a</p>\n<p><a href="{source}">A bridge</a></p>\n',)


def test_a_picture_on_another_host_without_a_text_shows_its_address():
    found, _ = body("![](https://example.org/a.png)", "a.md", 1)
    assert found.html == ('<p><a href="https://example.org/a.png">https://example.org/a.png</a></p>\n',)


def test_a_picture_on_another_host_within_a_link_is_its_text():
    found, _ = body("[![A bridge](https://example.org/a.png)](https://example.org/)", "a.md", 1)
    assert found.html == ('<p><a href="https://example.org/">A bridge</a></p>\n',)


@pytest.mark.parametrize(
    "source", ["//example.org/a.png", "ftp://example.org/a.png", "claim:a", "https:a.png", "mailto:a"]
)
def test_a_picture_with_another_address_is_told_and_its_text_stays(source):
    found, (problem,) = body(f"![A bridge]({source})", "a.md", 1)
    assert (problem.code.number, problem.at) == ("FC504", Mark(1, 1))
    assert problem.message == f"{source!r} is no address that a picture can have"
    assert found.html == ("<p>A bridge</p>\n",)


@pytest.mark.parametrize("allowed", [False, True])
def test_a_picture_written_into_the_text_stays(allowed):
    assert made('![a "b"](data:image/png;base64,AAAA)', allowed).html == (
        '<p><img src="data:image/png;base64,AAAA" alt="a &quot;b&quot;"></p>\n',
    )


def test_data_that_is_no_picture_is_text():
    assert html("![a](data:text/html,b)") == "<p>![a](data:text/html,b)</p>"


# places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", [(1, 1)]),
        ("a\n\nb [a](b) [a](b)", [(3, 3), (3, 10)]),
        ("a\nb [a](b)\n   c [a](b)  \nd ![a](b)", [(2, 3), (3, 6), (4, 3)]),
        ("é東🦊 [a](b)", [(1, 5)]),
        ("> a\n> b [a](b)", [(2, 5)]),
        (">b [a](b)", [(1, 4)]),
        ("> a\nb [a](b)", [(2, 3)]),
        ("> > - a [a](b)", [(1, 9)]),
        ("- a\n  b [a](b)\n\n  c [a](b)\n  - d [a](b)", [(2, 5), (4, 5), (5, 7)]),
        ("1. a [a](b)\n10. b [a](b)", [(1, 6), (2, 7)]),
        ("-\ta [a](b)\n\n\tb [a](b)", [(1, 5), (3, 4)]),
        ("- a\n\tb [a](b)", [(2, 4)]),
        ("## a [a](b) ##", [(1, 6)]),
        ("a [a](b)\nb [a](b)\n===", [(1, 3), (2, 3)]),
        ("| a | b |\n|---|---|\n| [a](b) | [a](b) |", [(3, 3), (3, 12)]),
        ("| [a](b) | [a](b) |\n|---|---|", [(1, 3), (1, 12)]),
        ("a | b\n--|--\n\\| [a](b) | c \\| [a](b)", [(3, 4), (3, 18)]),
        ("> - | a | b |\n>   |---|---|\n>   | 1 | [a](b) |", [(3, 11)]),
        ("|a|a|\n|-|-|\n|a|[a](b)|\n|a|a [a](b)|", [(3, 4), (4, 6)]),
        ("a[^1]\n\n[^1]: b [a](b)\n\n    c [a](b)", [(3, 9), (5, 7)]),
        ("[^1]: b [a](b)\n\nc [a](b)[^1]", [(3, 3), (1, 9)]),
        ("[^1]: > b [a](b)\n\nc[^1]", [(1, 11)]),
        ("a\n> b^[c [a](b) ^[d [a](b)]]", [(2, 8), (2, 19)]),
        ("| a |\n|---|\n| \\| ^[b \\| [a](b)] |", [(3, 13)]),
        ("a\n: b [a](b)\n\n  c [a](b)", [(2, 5), (4, 5)]),
        ("a [a][r]\n\n[r]: b", [(1, 3)]),
        ("a ![a [a](b)](b) [a](b)", [(1, 3), (1, 18)]),
        ("*a **b [a](b)***", [(1, 8)]),
        ("[![a](b)](b)", [(1, 1), (1, 2)]),
        ("\\[ [a](b)", [(1, 4)]),
        ("&amp; [a](b)", [(1, 7)]),
        ("`[a](b)` [a](b)", [(1, 10)]),
    ],
)
def test_the_place_of_a_link_or_picture_is_exact(text, expected):
    assert places(text) == expected


def test_places_count_from_the_first_line_of_the_body():
    assert places("a\n[a](b)", 7) == [(8, 1)]


@pytest.mark.parametrize(
    "text", ["> a [b](x:c)", "| a |\n|---|\n| [b](x:c) |", "a[^1]\n\n[^1]: [b](x:c)", "- ![b](//c)"]
)
def test_a_mistake_is_told_where_the_link_stands(text):
    (problem,) = told(text)
    line = text.split("\n")[problem.at.line - 1]
    assert line[problem.at.column - 1 :].startswith(("[b]", "![b]"))


def test_an_address_between_angle_brackets_has_its_place():
    assert [d.at for d in told("a <clam:b> <own:c>")] == [Mark(1, 3), Mark(1, 12)]


# raw HTML, where a site allows it


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("<b>a</b> *c*", "<p><b>a</b> <em>c</em></p>"),
        (
            '<div class="x" id="y" lang="de" title="t">\n\na\n\n</div>',
            '<div class="x" id="y" lang="de" title="t">\n<p>a</p>\n</div>',
        ),
        ("<details open><summary>a</summary>b</details>", '<details open=""><summary>a</summary>b</details>'),
        ('<a href="https://example.org/">a</a>', '<p><a href="https://example.org/">a</a></p>'),
        ('<img src="a.png" alt="b" width="3">', '<img src="a.png" alt="b" width="3">'),
        ('a <img alt="b"> c', "<p>a  c</p>"),
        ("a<!-- b -->c", "<p>ac</p>"),
        (
            '<table><thead><tr><th scope="col" headers="h" colspan="2" rowspan="2">a</th></tr></thead>'
            '<tbody><tr><td headers="h" colspan="2" rowspan="2">b</td></tr></tbody></table>',
        )
        * 2,
        ('<section dir="rtl"><ol start="3"><li>a</li></ol><pre tabindex="0">b</pre></section>',) * 2,
        ('<p><a href="https://example.org/" hreflang="de" aria-label="b">a</a></p>',) * 2,
        ('<div role="note" tabindex="0"><img src="a.png" alt="b" width="3" height="4"></div>',) * 2,
        ('<map name="a"><area href="https://example.org/" shape="rect"></map>b', "<p>b</p>"),
    ],
)
def test_harmless_html_stays(text, markup):
    assert raw(text) == markup


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<img src=x onerror=alert(1)>",
        "<b onclick='alert(1)' ONMOUSEOVER=alert(1) on\u0130x=y>a</b>",
        "<b style='color:red'>a</b>",
        "<style>b{color:red}</style>",
        "<link rel=stylesheet href=//example.org/a.css>",
        "<meta http-equiv=refresh content='0;url=//example.org'>",
        "<base href=//example.org/>",
        "<iframe src=//example.org></iframe>",
        "<object data=//example.org></object><embed src=//example.org>",
        "<form action=//example.org><input name=a><button formaction=javascript:alert(1)>a</button></form>",
        "<svg onload=alert(1)><script>alert(1)</script><use href=//example.org#a /></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<video src=//example.org/a poster=//example.org/b></video>",
        "<a href='javascript:alert(1)'>a</a>",
        "<a href='JaVaScRiPt:alert(1)'>a</a>",
        "<a href='java\tscript:alert(1)'>a</a>",
        "<a href='java&#10;script:alert(1)'>a</a>",
        "<a href='&#1;javascript:alert(1)'>a</a>",
        "<a href='&#x6A;avascript&colon;alert(1)'>a</a>",
        "<a href='data:text/html,<script>alert(1)</script>'>a</a>",
        "<a href='vbscript:x'>a</a>",
        "<img src='//example.org/a.png'><img src='https://example.org/a.png'><img src='/\\example.org/a.png'>",
        "<img src=' \t//example.org/a.png'><img src='data:image/svg+xml,x'><img srcset='//example.org/a.png 1x'>",
        '<div title="\n\n[a](b) <img src=x onerror=alert(1)>\n\n<p>" onclick=alert(1)></div>',
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<textarea></textarea><img src=x onerror=alert(1)>",
        "<p title='`<b onclick=alert(1)>`'>`<b onclick=alert(1)>`</p>",
        "<template><script>alert(1)</script></template>",
        "<?php alert(1) ?><!DOCTYPE html><![CDATA[<script>alert(1)</script>]]>",
    ],
)
def test_nothing_that_runs_styles_frames_or_asks_another_host_gets_through(text):
    markup = "".join(body(text, "a.md", 1, True)[0].html)
    tags = re.findall(r"<[^>]*>", markup)
    assert not re.search(
        r"<(script|style|link|meta|base|iframe|object|embed|form|input|button|svg|math|video|template)", markup
    )
    assert not any(
        re.search(r"\s(on\w+|style|srcset|formaction|action|data|poster)=", re.sub(r'"[^"]*"', '""', t)) for t in tags
    )
    assert not any(re.search(r'(href|src)="\s*([a-z]*script|data|vbscript)', t, re.IGNORECASE) for t in tags)
    assert not any(re.search(r'<img[^>]*src="([a-z]+:|[/\\\s]*[/\\])', t, re.IGNORECASE) for t in tags)


def test_links_quotes_and_pictures_among_raw_html_are_holes():
    found = made("<div>\n\n[a](claim:b) ![c](d.png)\n\n</div>", html=True)
    assert [type(hole) for hole in found.holes] == [BodyLink, BodyEnd, BodyPicture]
    assert found.html == ("<div>\n<p>", "a", " ", "</p>\n</div>")


def test_a_link_that_raw_html_breaks_up_is_closed_on_both_sides():
    found = made("<div>\n\n[a <p>b](claim:c)</p></div>\n\n[x <b>y](claim:z)</b>", html=True)
    kinds = [type(hole) for hole in found.holes]
    assert kinds.count(BodyLink) == kinds.count(BodyEnd) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "<script>\n\n[a](claim:b)\n\n</script>\n\n[c](claim:d)",
        "<div title='\n\n[a](claim:b)\n\n'></div>\n\n[c](claim:d)",
        "<a href='https://example.org/'>\n\n[a](claim:b)\n\n</a> [c](claim:d)",
        "<table>[a](claim:b)<tr><td>\n\n[c](claim:d)",
        "[a <table><tr><td><a href='https://example.org/'>b</a></td></tr></table>](claim:d) </a> c",
    ],
)
def test_every_link_that_remains_has_its_end(text):
    depth = 0
    for hole in body(text, "a.md", 1, True)[0].holes:
        depth += -1 if isinstance(hole, BodyEnd) else 1
        assert depth in (0, 1)
    assert depth == 0


@pytest.mark.parametrize(
    "text",
    [
        '<a data-hole="0-0">a</a>',
        '<a data-hole="x">a</a>',
        '<img data-hole="0-0">',
        "<div>&#1;0&#2;</div>",
        "\u0001 0\u0002",
    ],
)
def test_nobody_can_write_a_hole(text):
    found = made(text, html=True)
    assert found.holes == ()
    assert "data-hole" not in found.html[0]


def test_raw_html_can_not_take_an_id_of_fcgen_s_own():
    assert raw('<b id="ruling_x">a</b><b id="own">b</b>') == '<p><b>a</b><b id="own">b</b></p>'
    assert made('<b id="own">b</b>\n\n## A', html=True).anchors == ("own", "a")


def test_words_that_look_like_an_id_are_no_anchor():
    assert made('<div>a id="b" c</div>', html=True).anchors == ()
    assert made('a id="b"').anchors == ()


def test_an_ascending_tag_is_closed():
    assert raw("<div><b>a") == "<div><b>a</b></div>"


def test_footnotes_and_tables_survive_cleaning():
    text = "| a |\n|:-:|\n| b[^1] |\n\n[^1]: c"
    assert made(text, html=True).html == made(text).html


# characters


@pytest.mark.parametrize("written", ["&#1;", "&#x0c;", "&#12;", "&#127;", "&#x80;", "&#xfffe;", "&#0;", "&#xd800;"])
@pytest.mark.parametrize("allowed", [False, True])
def test_no_control_character_gets_in_through_its_number(written, allowed):
    w = written
    text = f'## a{w}b\n\n{w}c [d{w}](quote:e) ![f{w}](g.png "h{w} | i{w}") <b>{w}</b>\n\n<div>{w}</div>'
    found, _ = body(text, "a.md", 1, allowed)
    everything = repr((found.html, found.holes, found.headings, found.lead, found.anchors))
    assert not re.search(r"\\x[01789]|\\u[fd]", everything)


def test_a_carriage_return_by_its_number_is_a_line_end():
    assert html("a&#13;b") == "<p>a\nb</p>"


# nesting and patience


def test_quotations_may_be_nested_deeply():
    assert html(">" * DEEPEST + " a").count("<blockquote>") == DEEPEST


@pytest.mark.parametrize(
    "text", [">" * (DEEPEST + 1) + " a", "- " * (DEEPEST // 2 + 1) + "a", "a\n\n" + "> " * 500 + "[b](c)"]
)
def test_nesting_that_is_too_deep_is_told_before_text_is_lost(text):
    (problem,) = told(text)
    assert problem.code.number == "FC113"
    assert problem.at == Mark(text.count("\n") + 1, 1)


@pytest.mark.parametrize(
    "pattern",
    ["[", "]", "*", "_", "**a ", "*a_", ">", "`", "`a``", "![", "^[", "![](", "[a](", "|", "|a", "<", "<a ", "<!--",
     "<!--\n", "&", "&#", "~~a", "\\", '"', "- ", "1. ", ": ", "# a\n", "a\n===\n", "[a]: b\n", "[^1]", "[^1]: ", "\t", "http://",
     "](", "> a\n", "```\n"],
)  # fmt: skip
def test_no_pattern_repeated_without_end_keeps_it_busy(pattern):
    found, _ = body(pattern * (6_000 // len(pattern)), "a.md", 1, True)
    assert len(found.html) == len(found.holes) + 1


@pytest.mark.parametrize(
    ("opened", "closed"), [("[", "](a)"), ("![", "](a.png)"), ("^[", "]"), ("*", "*"), ("<b>", "</b>")]
)
def test_what_is_opened_many_times_and_closed_as_often_ends(opened, closed):
    found, _ = body(f"{opened * 1_000}a{closed * 1_000}", "a.md", 1, True)
    assert len(found.html) == len(found.holes) + 1


@pytest.mark.slow
@pytest.mark.parametrize("character", ["[", "*", ">"])
def test_a_hundred_thousand_of_a_character_end(character):
    found, _ = body(character * 100_000, "a.md", 1)
    assert len(found.html) == 1


def test_many_links_in_one_paragraph_each_have_their_place():
    columns = [hole.at.column for hole in made("[a](b) " * 2_000).holes if isinstance(hole, BodyLink)]
    assert columns == list(range(1, 14_000, 7))


def test_many_headings_with_one_text_each_have_their_id():
    names = [heading.id for heading in made("## a\n" * 3_000).headings]
    assert names[-1] == "a-3000"
    assert len(set(names)) == 3_000
