"""Where nothing is found the search page helps: with filters in the way, near names, single words, and the lists."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, expect
from search_page import BASE_PATHS, Sites, Visit, box, query, results

pytestmark = pytest.mark.browser


def nothing(sites: Sites, visit: Visit, asked: str, base_path: str = "/archive/") -> Page:
    """The search page after a search that finds nothing."""
    page = visit(f"{sites('bridges', base_path)}search/?{asked}")
    expect(page.locator("#search_status")).to_contain_text("Nothing was found")
    return page


def way(page: Page, heading: str) -> Locator:
    """The ways out below a heading."""
    return page.locator("#search_help > div").filter(has=page.get_by_role("heading", name=heading))


def test_a_filter_in_the_way_is_told_with_what_is_found_without_it_and_removed_by_a_button(
    sites: Sites, visit: Visit
) -> None:
    page = nothing(sites, visit, "q=surveyors&verdict=True")
    button = way(page, "Filters stand in the way").get_by_role("button")
    expect(button).to_have_text("Without Verdict, as grouped here: True (1 page)")
    button.click()
    expect(page.locator("#search_status")).to_have_text("1 page found for “surveyors”")
    expect(box(page, "verdict", "True")).not_to_be_checked()
    assert query(page) == {"q": ["surveyors"]}
    expect(page.locator("#search_help")).to_be_hidden()
    page.go_back()
    expect(button).to_be_visible()


def test_of_several_filters_those_are_told_whose_removal_finds_something(sites: Sites, visit: Visit) -> None:
    page = nothing(sites, visit, "q=surveyors&kind=Fact-check&year=2010")
    expect(way(page, "Filters stand in the way").get_by_role("button")).to_have_text(["Without Year: 2010 (1 page)"])


def test_where_several_filters_stand_in_the_way_together_all_can_be_removed(sites: Sites, visit: Visit) -> None:
    page = nothing(sites, visit, "q=surveyors&verdict=True&year=2010")
    way(page, "Filters stand in the way").get_by_role("button", name="Without any filter (1 page)").click()
    expect(results(page)).to_have_count(1)
    assert query(page) == {"q": ["surveyors"]}


def test_filters_that_are_not_in_the_way_are_not_blamed(sites: Sites, visit: Visit) -> None:
    page = nothing(sites, visit, "q=qwertzuiop&verdict=True")
    expect(page.locator("#search_help")).to_be_hidden()
    expect(page.locator("main").get_by_role("link", name="Fact-checks")).to_be_visible()


@pytest.mark.parametrize("base_path", BASE_PATHS)
@pytest.mark.parametrize(
    ("typed", "name", "address"),
    [
        ("Bridegs", "Bridges", "topics/bridges/"),
        ("Gazeta", "Gaceta inventada", "outlets/gaceta-inventada/"),
        ("المختلك", "أحمد المختلق", "claimants/maker/"),
    ],
)
def test_a_slip_in_a_name_is_offered_as_the_name(
    sites: Sites, visit: Visit, base_path: str, typed: str, name: str, address: str
) -> None:
    page = nothing(sites, visit, f"q={quote(typed)}", base_path)
    way(page, "Did you mean").get_by_role("link", name=name).click()
    page.wait_for_url(re.compile(f"{base_path}{address}$"))


def test_each_word_that_finds_something_alone_is_offered_with_how_much(sites: Sites, visit: Visit) -> None:
    page = nothing(sites, visit, "q=surveyors+painted+qwertzuiop")
    links = way(page, "Each of these words alone").get_by_role("listitem")
    expect(links).to_have_text([re.compile("surveyors 1 page"), re.compile(r"painted \d+ pages")])
    links.get_by_role("link", name="surveyors").click()
    expect(results(page)).to_have_count(1)
    assert query(page) == {"q": ["surveyors"]}
    expect(page.locator("input[type=search]")).to_have_value("surveyors")
    page.go_back()
    expect(links).to_have_count(2)


def test_what_helps_can_be_reached_and_used_by_keyboard(sites: Sites, visit: Visit) -> None:
    page = nothing(sites, visit, "q=surveyors&verdict=True")
    button = way(page, "Filters stand in the way").get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search_status")).to_be_focused()
    expect(results(page)).to_have_count(1)


def test_languages_have_names_in_the_filter_and_tags_in_the_address(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=bridge")
    languages = page.get_by_role("group", name="Language").get_by_role("checkbox")
    expect(languages).to_have_count(3)
    page.get_by_role("checkbox", name="English (United Kingdom)").check()
    page.wait_for_url(re.compile("language=en-GB"))
    expect(results(page)).to_have_count(1)
