"""`docs/templates.md` says what templates are given: every field with its type, and nothing that does not exist."""

import re
import types
import typing
from pathlib import Path

import msgspec
import pytest
from archives import article, sound, words

from fcgen.disk.theme import packaged, theme
from fcgen.entries.body import Body
from fcgen.pages import machine_types, model, page_types, party_types, view_types
from fcgen.pages.machine_types import FeedItemView, FeedView, RecordView, RobotsView
from fcgen.pages.render import Templates, render
from fcgen.pages.view_types import View

PAGE = Path(__file__).parent.parent / "docs" / "templates.md"
TEXT = PAGE.read_text(encoding="utf-8")
PAGES = {f"`{view.__struct_config__.tag}.html`": view for view in typing.get_args(View)}
VIEWS = {**PAGES, "`feed_item.html`": FeedItemView, "`robots.txt`": RobotsView}
PARTS = {
    name: found
    for module in (model, page_types, view_types, party_types, machine_types)
    for name, found in vars(module).items()
    if isinstance(found, type) and issubclass(found, msgspec.Struct) and found.__module__ == module.__name__
    if found not in (*VIEWS.values(), FeedView, RecordView)  # no template is given one of these
}
EVERYWHERE = {"site", "head"}
WORDS = {str: "text", int: "number", bool: "true or false"}


def sections() -> dict[str, str]:
    """The sections of the page that tell of a template or a part, by their headings."""
    return dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^#|\Z)", TEXT, re.MULTILINE | re.DOTALL))


def rows(section: str) -> dict[str, tuple[str, str]]:
    """The fields of a section's table: type and meaning by name."""
    return {
        name: (kind.strip(), meaning.strip())
        for name, kind, meaning in re.findall(r"^\| `(\w+)` \| (.+?) \| (.*) \|$", section, re.MULTILINE)
    }


def spoken(annotation: typing.Any) -> str:
    """A type as the page says it."""
    if isinstance(annotation, typing.NewType):
        return spoken(annotation.__supertype__)
    arguments = typing.get_args(annotation)
    match typing.get_origin(annotation):
        case origin if origin is tuple and arguments[-1] is Ellipsis:
            return f"list of {spoken(arguments[0])}"
        case origin if origin is tuple:
            return f"({', '.join(map(spoken, arguments))})"
        case origin if origin is dict:
            return "texts by name"
        case types.UnionType | typing.Union:
            some = " or ".join(spoken(one) for one in arguments if one is not types.NoneType)
            return f"{some} or none" if types.NoneType in arguments else some
        case _:
            return WORDS.get(annotation) or f"[{annotation.__name__}](#{annotation.__name__.lower()})"


def fields(struct: type[msgspec.Struct]) -> dict[str, str]:
    return {name: spoken(annotation) for name, annotation in typing.get_type_hints(struct).items()}


def test_every_template_and_every_part_has_a_section_and_nothing_else_has():
    assert set(sections()) == {*VIEWS, *PARTS}


@pytest.mark.parametrize("heading", [*VIEWS, *PARTS])
def test_every_field_is_told_with_its_type_and_what_it_means(heading: str):
    told = rows(sections()[heading])
    there = fields(VIEWS[heading] if heading in VIEWS else PARTS[heading])
    if heading in PAGES:
        assert there.keys() >= EVERYWHERE
        there = {name: kind for name, kind in there.items() if name not in EVERYWHERE}
    assert {name: kind for name, (kind, _) in told.items()} == there
    assert list(told) == list(there)
    assert all(meaning for _, meaning in told.values())


def test_what_every_template_is_given_is_told():
    told = rows(TEXT.partition("Every template of a page is given these four:")[2].partition("## ")[0])
    assert told.keys() == {*EVERYWHERE, "prose", "structured_data"}
    assert (told["site"][0], told["head"][0]) == ("[Site](#site)", "[Head](#head)")


def test_every_piece_of_prose_is_told():
    section = TEXT.partition("## The text of an entry")[2].partition("## ")[0]
    told = dict(re.findall(r"^\| `(\w+)` \| (?:\[(\w+)\])?", section, re.MULTILINE))
    filled = {str(one.__struct_config__.tag): one.__name__ for one in typing.get_args(model.Filled)}
    assert told == {"kind": "", "html": "", **filled}


def test_every_link_within_the_page_leads_somewhere():
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    places = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= places


def test_every_view_has_a_template_and_every_template_a_view():
    there = {path.name for path in packaged().iterdir() if path.is_file()}
    assert there == {name.strip("`") for name in VIEWS} | {"base.html", "party.html"}


def example(number: int) -> str:
    """The template in one of the page's examples."""
    return re.findall(r"^```html\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)[number]


def test_the_example_of_a_template_that_changes_a_block_works(tmp_path: Path):
    own = {**theme(tmp_path, "templates").templates, "fact_check.html": example(0)}
    review = "title: A made-up review\nreviewer: Desk\nverdict: True\nclaim: {text: This is made up.}"
    view = sound({"fact-checks/f.md": review}).view("/fact-checks/f/")
    made = render(view, Templates(own, {}, words()), lambda digest: Body(("",), (), (), (), "")).decode()
    assert '<p>How we work is told on <a href="/archive/methodology/">a page of its own</a>.</p>\n</main>' in made
    assert "This is made up." in made


def test_the_example_that_writes_the_text_of_an_entry_works():
    made = sound({"articles/a.md": article(body="Some *words* and [a link](/claims/), [one more](a.md).")})
    text = render(
        made.view("/articles/a/"), Templates({"article.html": example(1)}, {}), made.bodies.__getitem__
    ).decode()
    assert text == (
        '<p>Some <em>words</em> and <a href="/archive/claims/">a link</a>, '
        '<a href="/archive/articles/a/">one more</a>.</p>\n'
    )
