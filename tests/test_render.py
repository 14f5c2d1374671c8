"""From a view to its page, and the mistakes that templates can have."""

import pickle

import msgspec
import pytest
from archives import article, sound

from fcgen import codes
from fcgen.diagnostics import Mark
from fcgen.entries.body import Body
from fcgen.pages.model import BodyView, FilledEnd, FilledLink, FilledPicture, FilledQuote, Link, Picture
from fcgen.pages.render import TemplateError, Templates, closure, closures, prose, render, template_name
from fcgen.pages.view_types import View


def templates(**texts: str) -> Templates:
    """A theme of these templates, without their ending; `default__` stands for `default/`."""
    named = {f"{name.replace('__', '/')}.html": text for name, text in texts.items()}
    return Templates(named, {name: f"my-templates/{name}" for name in named})


def page(view: View, **texts: str) -> str:
    return render(view, templates(**texts), lambda digest: Body(("",), (), (), (), "")).decode()


def mistake(text: str, view: View | None = None, **more: str) -> tuple[codes.Code, str, int, str]:
    """What is told of a template for a page of the site."""
    shown = view or sound({"pages/about.md": "title: About"}).view("/about/")
    with pytest.raises(TemplateError) as caught:
        page(shown, page=text, **more)
    found = caught.value.diagnostic
    assert found.hint == "docs/templates.md lists what each template is given"
    assert str(caught.value) == found.message
    return found.code, found.path, found.at.line, found.message


@pytest.fixture
def about() -> View:
    return sound({"pages/about.md": "title: About <this> & that\n---\nMade up."}).view("/about/")


def test_a_view_has_a_template_by_its_tag(about: View):
    assert template_name(about) == "page"
    assert page(about, page="It is {{ entry.title }} on {{ site.title }}.") == (
        "It is About &lt;this&gt; &amp; that on Made-up archive."
    )


def test_a_page_is_utf8_with_all_that_its_template_has():
    shown = sound({"pages/about.md": "title: Über"}).view("/about/")
    assert render(shown, templates(page="{{ entry.title }}\n"), lambda digest: Body(("",), (), (), (), "")) == (
        "Über\n".encode()
    )


def test_a_template_is_given_the_fields_of_its_view_and_prose_and_nothing_else(about: View):
    names = {*type(about).__struct_fields__, "prose"}
    assert names == {"site", "head", "entry", "prose"}
    for name in names:
        assert page(about, page=f"{{{{ {name} is defined }}}}") == "True"
    assert page(about, page="{{ archive is defined }}") == "False"


def test_lines_that_hold_only_markup_of_the_template_leave_nothing(about: View):
    assert page(about, page="<p>\n  {% if entry.title %}\nyes\n  {% endif %}\n</p>\n") == "<p>\nyes\n</p>\n"


def test_a_template_may_extend_the_default_one(about: View):
    made = page(
        about,
        page='{% extends "default/page.html" %}{% block main %}mine, {{ super() }}{% endblock %}',
        default__page="<main>{% block main %}theirs{% endblock %}</main>",
    )
    assert made == "<main>mine, theirs</main>"


def test_malformed_templates_are_told_with_their_line():
    code, path, line, message = mistake("one\n{% if %}\n")
    assert (code, path, line) == (codes.TEMPLATE_SYNTAX, "my-templates/page.html", 2)
    assert "Expected an expression" in message


def test_a_malformed_part_is_told_at_the_part():
    code, path, line, _ = mistake('{% include "part.html" %}', part="one\ntwo\n{{ }}")
    assert (code, path, line) == (codes.TEMPLATE_SYNTAX, "my-templates/part.html", 3)


def test_a_missing_template_is_told():
    view = sound({"articles/a.md": article()}).view("/articles/a/")
    with pytest.raises(TemplateError) as caught:
        page(view, page="")
    found = caught.value.diagnostic
    assert (found.code, found.message) == (codes.TEMPLATE_MISSING, "there is no template 'article.html'")
    assert found.path == "templates/article.html"


def test_a_missing_part_is_told_at_the_template_that_asks_for_it():
    assert mistake('one\n{% include "nothing.html" %}') == (
        codes.TEMPLATE_MISSING,
        "my-templates/page.html",
        2,
        "there is no template 'nothing.html'",
    )


def test_a_missing_part_of_a_part_is_told_at_the_part():
    assert mistake('{% include "part.html" %}', part='\n\n{% extends "gone.html" %}') == (
        codes.TEMPLATE_MISSING,
        "my-templates/part.html",
        3,
        "there is no template 'gone.html'",
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ entry.nothing }}", "has no attribute 'nothing'"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ entry.title + 1 }}", 'can only concatenate str (not "int") to str'),
        ("{{ entry() }}", "not callable"),
        ("{{ 1.5 | round(0, 'up') }}", "method must be common, ceil or floor"),
        ("{{ range(10 ** 30) | list }}", "Python int too large"),
        ("{% include 'page.html' %}", "recursion"),
    ],
)
def test_a_template_that_fails_on_a_page_is_told_with_its_line(text: str, message: str):
    code, path, line, told = mistake(f"one\n\n{text}\n")
    assert (code, path) == (codes.TEMPLATE_FAILED, "my-templates/page.html")
    assert line == 3
    assert message in told


def test_a_part_that_fails_is_told_at_the_part():
    code, path, line, _ = mistake('\n{% include "part.html" %}', part="one\n{{ nothing.more }}")
    assert (code, path, line) == (codes.TEMPLATE_FAILED, "my-templates/part.html", 2)


def test_a_macro_that_fails_is_told_where_it_is():
    text = '{% from "part.html" import shown %}\n{{ shown(entry) }}'
    code, path, line, _ = mistake(text, part="{% macro shown(it) %}\n\n{{ it.nothing }}{% endmacro %}")
    assert (code, path, line) == (codes.TEMPLATE_FAILED, "my-templates/part.html", 3)


def test_a_template_has_nothing_that_chance_decides():
    assert mistake("{{ [1, 2]|random }}") == (
        codes.TEMPLATE_SYNTAX,
        "my-templates/page.html",
        1,
        "No filter named 'random'.",
    )
    assert mistake("{{ lipsum() }}")[::3] == (codes.TEMPLATE_FAILED, "'lipsum' is undefined")


@pytest.mark.parametrize(
    ("text", "uses"),
    [
        ("plain", {"a"}),
        ("{% include 'b.html' %}", {"a", "b", "c"}),
        ("{% extends 'b.html' %}", {"a", "b", "c"}),
        ("{% import 'c.html' as c %}", {"a", "c"}),
        ("{% from 'c.html' import c %}", {"a", "c"}),
        ("{% include ['missing.html', 'c.html'] %}", {"a", "c", "missing"}),
        ("{% include 'missing.html' ignore missing %}", {"a", "missing"}),
        ("{% include site.title %}", {"a", "b", "c", "d"}),
        ("{% include ['c.html', site.title] %}", {"a", "b", "c", "d"}),
        ("{% if %}", {"a"}),
    ],
)
def test_a_template_uses_what_it_names_and_all_where_a_value_names_it(text: str, uses: set[str]):
    texts = {"a.html": text, "b.html": "{% include 'c.html' %}", "c.html": "c", "d.html": "{% include 'a.html' %}"}
    assert closure("a.html", texts) == tuple(sorted(f"{name}.html" for name in uses))


def test_the_digest_of_a_template_changes_with_all_that_it_uses_and_with_nothing_else():
    texts = {"a.html": "{% include 'b.html' %}{% include 'e.html' ignore missing %}", "b.html": "b", "c.html": "c"}
    before = closures(texts)
    assert closures(texts | {"b.html": "B"})["a.html"] != before["a.html"]
    assert closures(texts | {"e.html": ""})["a.html"] != before["a.html"]
    assert closures(texts | {"c.html": "C"})["a.html"] == before["a.html"]
    assert closures(texts | {"c.html": "C"})["c.html"] != before["c.html"]


def test_a_fault_of_the_program_is_no_mistake_of_a_template(about: View):
    def lost(digest: str) -> Body:
        raise KeyError(digest)

    with pytest.raises(KeyError):
        render(about, templates(page=""), lost)


def test_a_diagnostic_has_a_place_even_where_the_line_is_not_known():
    with pytest.raises(TemplateError) as caught:
        templates().render("nothing.html", {})
    assert caught.value.diagnostic.at == Mark(1, 1)


def test_another_process_makes_the_same_pages(about: View):
    text = "{{ entry.title }}, {{ nothing }}"
    copied = pickle.loads(pickle.dumps(templates(page=text)))
    with pytest.raises(TemplateError) as caught:
        render(about, copied, lambda digest: Body(("",), (), (), (), ""))
    assert caught.value.diagnostic.path == "my-templates/page.html"


# Bodies.


def test_prose_is_markup_and_what_fills_the_holes_one_after_another():
    picture = FilledPicture(Picture("/x.jpg", "alt"), True)
    quote = FilledQuote("quote_1", 1, "#note_1", Link("A claim"))
    filled = (FilledLink("/a/"), FilledEnd("link"), quote, FilledEnd("quote"), picture)
    body = Body(("<p>", "one", " ", "two", "</p>", "<hr>"), (), (), (), "")
    assert prose(BodyView("0" * 64, filled), body) == [
        ("html", "<p>"),
        ("link", filled[0]),
        ("html", "one"),
        ("end", filled[1]),
        ("html", " "),
        ("quote", quote),
        ("html", "two"),
        ("end", filled[3]),
        ("html", "</p>"),
        ("picture", picture),
        ("html", "<hr>"),
    ]


def test_the_markup_of_a_body_is_not_escaped_and_what_fills_it_is():
    made = sound({"articles/a.md": article(body="[*one*](/claims/?a=1&b=2) & two")})
    shown = "{% for kind, it in prose %}{{ it if kind == 'html' else it.url if kind == 'link' else '' }}{% endfor %}"
    text = render(made.view("/articles/a/"), templates(article=shown), made.bodies.__getitem__).decode()
    assert text == "<p>/archive/claims/?a=1&amp;b=2<em>one</em> &amp; two</p>\n"


def test_a_body_that_does_not_fit_its_holes_is_a_fault():
    with pytest.raises(ValueError, match="zip"):
        prose(BodyView("0" * 64, ()), Body(("one", "two"), (), (), (), ""))


def test_a_view_without_an_entry_has_no_prose():
    home = sound({}).view("/")
    assert page(home, home="{{ prose }}") == "[]"
    claim = sound({"claims/c.md": "text: This is made up."}).view("/claims/c/")
    without = msgspec.structs.replace(claim, entry=msgspec.structs.replace(claim.entry, body=None))
    assert page(without, claim="{{ prose }}") == "[]"
