"""What the front page, the lists, the frame and the other pages of the site itself show."""

import pytest
from archives import article, review, sound

from fcgen.archive.index import Key
from fcgen.archive.urls import Address
from fcgen.entries.model import Kind
from fcgen.pages.frame import frame
from fcgen.pages.model import Link
from fcgen.pages.subjects import OfKey, Page
from fcgen.pages.view_types import (
    HomeView,
    ListView,
    NotFoundView,
    RedirectView,
    SearchView,
    Shelf,
    WithdrawnView,
    YearsView,
)
from fcgen.pages.views import Shelves, view

CLAIM = "text: This is made up."


def current(items) -> list[str]:
    return [item.text for item in items if item.current]


# The frame.


def test_every_page_has_the_title_the_theme_and_the_ways_of_the_site():
    site = sound({}).view("/").site
    assert (site.title, site.language, site.direction) == ("Made-up archive", "en", "ltr")
    assert (site.home, site.base_path, site.search_url) == ("/archive/", "/archive/", "/archive/search/")
    assert site.stylesheet.startswith("/archive/assets/style.")
    assert site.icon.startswith("/archive/assets/icon.")
    assert (site.logo, site.contact_url) == (None, "")


def test_a_site_in_another_language_says_so():
    site = sound({}, "language: ar").view("/").site
    assert (site.language, site.direction) == ("ar", "rtl")


@pytest.mark.parametrize(
    ("contact", "url"),
    [
        ("corrections@example.org", "mailto:corrections@example.org"),
        ("https://example.org/contact", "https://example.org/contact"),
    ],
)
def test_a_contact_is_an_address_of_mail_or_of_the_web(contact: str, url: str):
    assert sound({}, f"contact: {contact}").view("/").site.contact_url == url


def test_a_theme_without_a_file_has_no_address_for_it():
    made = sound({})
    bare = frame(made.archive, made.plan.addresses, {}).site
    assert (bare.stylesheet, bare.icon, bare.own_stylesheet) == ("", "", "")


def test_a_stylesheet_of_the_sites_own_is_named_beside_the_themes():
    made = sound({})
    site = frame(made.archive, made.plan.addresses, {"site.css": Address("/assets/site.0123456789.css")}).site
    assert (site.stylesheet, site.own_stylesheet) == ("", "/archive/assets/site.0123456789.css")


def test_the_menu_has_the_lists_and_the_pages_that_ask_for_a_place_in_their_order():
    made = sound(
        {
            "pages/late.md": "title: Late\nmenu: 10",
            "pages/early.md": "title: Early\nmenu: 0",
            "pages/also.md": "title: Also early\nmenu: 0",
            "pages/none.md": "title: Not in the menu",
        }
    )
    assert [(item.text, item.url) for item in made.view("/").site.menu] == [
        ("Fact-checks", "/archive/fact-checks/"),
        ("Claims", "/archive/claims/"),
        ("Articles", "/archive/articles/"),
        ("Claimants", "/archive/claimants/"),
        ("Topics", "/archive/topics/"),
        ("Verdicts", "/archive/verdicts/"),
        ("Also early", "/archive/also/"),
        ("Early", "/archive/early/"),
        ("Late", "/archive/late/"),
    ]


def test_the_menu_of_the_configuration_stands_in_place_of_the_lists():
    made = sound(
        {"pages/about.md": "title: About\nmenu: 1"},
        "navigation:\n  - {title: All claims, url: /claims}\n  - {title: Elsewhere, url: 'https://example.org/'}\n"
        "  - {title: False ones, url: '/verdicts/false/?x=1#listing_heading'}",
    )
    assert [(item.text, item.url) for item in made.view("/").site.menu] == [
        ("All claims", "/archive/claims/"),
        ("Elsewhere", "https://example.org/"),
        ("False ones", "/archive/verdicts/false/?x=1#listing_heading"),
        ("About", "/archive/about/"),
    ]


def test_the_footer_leads_everywhere():
    made = sound({"pages/b.md": "title: Second", "pages/a.md": "title: First"})
    assert [item.text for item in made.view("/").site.footer] == [
        "Fact-checks",
        "Claims",
        "Articles",
        "Claimants",
        "Outlets",
        "Topics",
        "Verdicts",
        "Years",
        "Corrections",
        "Data",
        "First",
        "Second",
    ]


@pytest.mark.parametrize(
    ("address", "item"),
    [
        ("/claims/", ["Claims"]),
        ("/claims/c/", ["Claims"]),
        ("/verdicts/false/", ["Verdicts"]),
        ("/about/", ["About"]),
        ("/outlets/", []),
        ("/", []),
        ("/404.html", []),
    ],
)
def test_the_menu_marks_the_list_that_a_page_belongs_to(address: str, item: list[str]):
    made = sound({"claims/c.md": CLAIM, "pages/about.md": "title: About\nmenu: 1"})
    assert current(made.view(address).site.menu) == item


def test_of_two_items_the_nearer_one_is_marked():
    menu = (
        "navigation: [{title: Home, url: /}, {title: Verdicts, url: /verdicts/}, {title: False, url: /verdicts/false/}]"
    )
    made = sound({}, menu)
    assert current(made.view("/verdicts/false/").site.menu) == ["False"]
    assert current(made.view("/verdicts/true/").site.menu) == ["Verdicts"]
    assert current(made.view("/").site.menu) == ["Home"]
    assert current(made.view("/claims/").site.menu) == []
    assert current(made.view("/claims/").site.footer) == ["Claims"]


# Home.


def test_the_front_page_has_the_newest_of_each_kind():
    made = sound(
        {f"articles/{n:02}.md": article(f"Article {n:02}", f"date: 2024-01-{n:02}") for n in range(1, 8)}
        | {
            f"fact-checks/{n:02}.md": f"{review(f'{{text: Claim {n:02}., date: 2024-01-{n:02}}}')}date: 2024-01-{n:02}"
            for n in range(1, 13)
        },
        "description: A made-up description.",
    )
    home = made.view("/")
    assert isinstance(home, HomeView)
    assert [card.title.text for card in home.articles] == [f"Article {n:02}" for n in range(7, 2, -1)]
    assert [card.title.text for card in home.claims] == [f"Claim {n:02}." for n in range(12, 7, -1)]
    assert len(home.fact_checks) == 10
    assert home.description == home.head.description == "A made-up description."
    assert home.head.title == "Made-up archive"


def test_a_site_without_a_description_is_described_by_its_title():
    home = sound({}).view("/")
    assert home.description == ""
    assert home.head.description == "Made-up archive: claims, fact-checks and verdicts."


# Lists.


def test_a_list_introduces_itself_on_its_own_address_alone():
    made = sound({f"articles/{n}.md": article(more=f"date: 2024-01-0{n}") for n in range(1, 5)}, config="page_size: 2")
    first, second = made.view("/articles/"), made.view("/articles/page/1/")
    assert isinstance(first, ListView)
    assert (first.heading, first.introduction) == ("Articles", "Reports in which claims were made or repeated.")
    assert (second.heading, second.introduction) == ("Articles", "")
    assert (first.head.title, second.head.title) == ("Articles", "Articles, page 1")
    assert second.head.canonical == "https://example.org/archive/articles/page/1/"


def test_the_list_of_a_year_says_which():
    view = sound({"articles/a.md": article(more="date: 2024-01-01")}).view("/archive/2024/")
    assert (view.heading, view.introduction) == ("Published in 2024", "")
    assert view.head.description == "Published in 2024: the entries of this archive."


def test_a_card_is_shortened():
    made = sound({"articles/a.md": article(more=f"deck: {'word ' * 60}")})
    (card,) = made.view("/articles/").cards
    assert len(card.summary) <= 241
    assert card.summary.endswith("word…")


def test_years_are_listed_newest_first():
    made = sound({f"articles/{year}.md": article(more=f"date: {year}") for year in (2019, 2024, 2021)})
    view = made.view("/archive/")
    assert isinstance(view, YearsView)
    assert [card.title for card in view.years] == [
        Link(str(year), f"/archive/archive/{year}/") for year in (2024, 2021, 2019)
    ]


# The rest.


def test_the_search_page_knows_the_indexes_and_the_ways_in_without_them():
    made = sound({})
    shelves = Shelves((Shelf("/archive/pagefind/en/", 3),), "/archive/assets/search/main.js")
    found = view(made.archive, made.frame, made.page("/search/"), shelves)
    assert isinstance(found, SearchView)
    assert (found.shelves, found.script) == (shelves.shelves, shelves.script)
    assert [link.text for link in found.lists] == [
        "Fact-checks",
        "Claims",
        "Articles",
        "Claimants",
        "Outlets",
        "Topics",
        "Verdicts",
        "Years",
    ]


def test_the_search_page_names_the_languages_of_an_archive_that_has_several():
    withdrawn = "language: ja\nwithdrawn: {date: 2024, reason: Made up.}"
    files = {
        "articles/a.md": article(more="language: en-GB"),
        "articles/b.md": article("B"),
        "articles/c.md": article("C", withdrawn),
        "claims/d.md": "text: Inventado.\nlanguage: es",
    }
    found = sound(files).view("/search/")
    assert isinstance(found, SearchView)
    assert found.languages == (("en", "English"), ("en-GB", "English (United Kingdom)"), ("es", "Spanish"))
    assert found.suggestions == "/archive/search/suggestions.json"


def test_the_search_page_names_no_language_where_there_is_one():
    found = sound({"articles/a.md": article()}).view("/search/")
    assert isinstance(found, SearchView)
    assert found.languages == ()


def test_the_page_of_mistakes_is_not_to_be_indexed():
    found = sound({}).view("/404.html")
    assert isinstance(found, NotFoundView)
    assert found.head.canonical == ""
    assert found.lists[0] == Link("Fact-checks", "/archive/fact-checks/")


def test_a_redirect_leads_to_where_the_entry_is():
    made = sound({"claims/c.md": f"{CLAIM}\nredirect_from: [/old/]"})
    found = made.view("/old/")
    assert isinstance(found, RedirectView)
    assert found.to == Link("This is made up.", "/archive/claims/c/")
    assert found.head.canonical == "https://example.org/archive/claims/c/"


def test_a_withdrawn_page_has_a_view_of_its_own():
    made = sound({"pages/a.md": "title: About\nwithdrawn: {date: 2024, reason: Made up.}"})
    assert isinstance(made.view("/a/"), WithdrawnView)


def test_there_is_no_view_of_what_does_not_exist():
    made = sound({})
    with pytest.raises(LookupError):
        view(made.archive, made.frame, Page(Address("/x/"), OfKey(Key(Kind.PAGE, "x"))), Shelves())


def test_at_the_root_of_a_domain_links_have_no_base_path():
    made = sound({"claims/c.md": CLAIM}, base_url="https://example.org/")
    assert made.view("/claims/").cards[0].title.url == "/claims/c/"
    assert (made.view("/").site.home, made.view("/").site.base_path) == ("/", "/")
