"""Views hold plain values only: a page is a function of its view, and the digest of a view says whether it changed."""

import types
import typing
from collections.abc import Iterator

import msgspec
import pytest
from archives import article, review, site

from fcgen.pages.machine_types import Made
from fcgen.pages.search import SearchRecord

PLAIN = (str, int, bool, float, types.NoneType)
VIEWS = typing.get_args(Made)

EVERYTHING = {
    "articles/a.md": article(
        more="date: 2024-01-01\nimage: x.jpg\noutlet: Gazette\ntopics: [health]\nrelated: [b, {title: Lost}]\n"
        "x_b: two\nx_a: one\nredirect_from: [/old/]",
        body='[words](quote:c) [link](claim:c) ![x](x.jpg "One | Two")\n\n## A heading',
    ),
    "articles/b.md": article(more="language: ar\ntranslation_of: a\nwithdrawn: {date: 2024, reason: Made up.}"),
    "articles/c.md": article(more="language: es\ntranslation_of: a\nsummary: Made up."),
    "articles/x.jpg": "made up",
    "claims/c.md": (
        "text: This is made up.\nclaimants: [{who: Ann, role: Mayor}, Bob]\nfirst_appearance: {title: Speech}\n"
        "appearances: [{outlet: Radio, date: 2024}]\nvariants: [It is.]\n---\nSome words."
    ),
    "fact-checks/f.md": review(
        "c",
        more="date: 2024-02-01\nevidence: [{title: Survey, quote: Words}]\nclaimant_response: asked, no answer\n"
        "corrections: [{date: 2024, kind: retraction, summary: Back.}]",
    ),
    "fact-checks/g.md": review("{text: Another made-up claim.}", "Nonsense", "Other Desk"),
    "outlets/made-up-desk.md": (
        "name: Made-up Desk\nmemberships: [{name: Network, since: 2019}]\n"
        "scale: [{label: False, verdict: false, rating: 1, best: 5, worst: 1, from: 2020}]"
    ),
    "people/ann.md": "name: Ann\nsame_as: ['https://example.org/']",
    "pages/about.md": "title: About\nmenu: 1",
    "static/logo.svg": "<svg/>",
}


def parts(annotation: typing.Any) -> Iterator[typing.Any]:
    """The types that a type is made of, down to plain ones; Structs are yielded, but not entered."""
    if isinstance(annotation, typing.NewType):
        yield from parts(annotation.__supertype__)
        return
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) in (tuple, dict, typing.Union, types.UnionType):
        yield typing.get_origin(annotation)
        for argument in arguments:
            if argument is not Ellipsis:
                yield from parts(argument)
    else:
        yield annotation


def structs(found: type, seen: set[type]) -> set[type]:
    """All Structs that a Struct is made of, itself among them."""
    if found not in seen:
        seen.add(found)
        for annotation in typing.get_type_hints(found).values():
            for part in parts(annotation):
                if isinstance(part, type) and issubclass(part, msgspec.Struct):
                    structs(part, seen)
    return seen


ALL = sorted(set().union(*(structs(view, set()) for view in (*VIEWS, SearchRecord))), key=lambda s: s.__name__)


@pytest.mark.parametrize("struct", ALL, ids=lambda struct: struct.__name__)
def test_a_view_holds_plain_values_only(struct: type[msgspec.Struct]):
    assert struct.__struct_config__.frozen
    for field, annotation in typing.get_type_hints(struct).items():
        for part in parts(annotation):
            plain = part in (*PLAIN, tuple, typing.Union, types.UnionType) or part in ALL
            assert plain or annotation == dict[str, str], f"{struct.__name__}.{field} is {annotation}"


@pytest.mark.parametrize("struct", ALL, ids=lambda struct: struct.__name__)
def test_a_view_comes_from_the_modules_that_templates_are_told_of(struct: type[msgspec.Struct]):
    modules = ("model", "page_types", "view_types", "party_types", "machine_types", "search")
    assert struct.__module__ in {f"fcgen.pages.{name}" for name in modules}


def test_no_two_views_have_one_template():
    tags = [view.__struct_config__.tag for view in VIEWS]
    assert len(set(tags)) == len(tags) == 22


def test_every_view_of_an_archive_with_everything_can_be_encoded_and_is_of_its_type():
    made = site(EVERYTHING, "logo: static/logo.svg\ncontact: desk@example.org\npage_size: 1")
    assert {problem.code.number for problem in made.diagnostics} == {"FC402"}
    shown = set()
    for page in made.plan.pages:
        view = made.view(page.address)
        shown.add(type(view))
        packed = msgspec.msgpack.encode(view)
        assert msgspec.msgpack.decode(packed, type=type(view)) == view
        assert msgspec.msgpack.encode(made.view(page.address)) == packed
    assert shown == set(VIEWS)


def test_the_authors_own_keys_are_in_one_order():
    made = site(EVERYTHING)
    assert list(made.view("/articles/a/").entry.private) == ["x_a", "x_b"]


def test_the_order_of_entries_makes_no_difference_to_any_view():
    first = site(EVERYTHING)
    for seed in range(1, 6):
        other = site(EVERYTHING, shuffled=seed)
        assert [page.address for page in other.plan.pages] == [page.address for page in first.plan.pages]
        for page in first.plan.pages:
            assert msgspec.msgpack.encode(other.view(page.address)) == msgspec.msgpack.encode(first.view(page.address))
