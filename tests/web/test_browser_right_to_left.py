"""The search page in Arabic: what it says, and that all of it runs from the right."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, expect
from search_page import BEYOND_THE_LEFT_EDGE, Sites, Visit, results

pytestmark = pytest.mark.browser

ARABIC = "bridges in Arabic"


def left(one: Locator) -> float:
    found = one.bounding_box()
    assert found
    return found["x"]


def right(one: Locator) -> float:
    found = one.bounding_box()
    assert found
    return found["x"] + found["width"]


def test_what_is_found_is_told_in_arabic_and_runs_from_the_right(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites(ARABIC, '/archive/')}search/?q={quote('الجسر')}")
    expect(page.locator("#search_status")).to_contain_text("عُثر على 3 صفحات")
    group = page.locator("#search_results > li").first
    expect(group).to_contain_text("عُثر على تحققين من هذا الادعاء")
    first, second = group.locator(".review").all()
    assert left(first) > right(second)
    assert left(page.locator("#search_filters")) > right(group)
    english = group.get_by_role("link", name="The made-up Long Bridge, measured").locator("bdi")
    assert english.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_names_are_offered_from_the_right(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites(ARABIC, '/archive/')}search/")
    page.get_by_role("combobox", name="كلمات البحث").press_sequentially("المخ")
    options = page.get_by_role("listbox", name="أصحاب الادعاءات ووسائل الإعلام والمواضيع").get_by_role("option")
    expect(options).to_have_count(2)
    assert left(options.first.locator("> span").first) > right(options.first.locator("> span").last)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/archive/(claimants|outlets)/"))


def test_words_of_another_direction_leave_the_sentence_as_it_is(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites(ARABIC, '/archive/')}search/?q=qwertzuiop")
    expect(page.locator("#search_status")).to_have_text("لم يُعثر على شيء لـ«\u2068qwertzuiop\u2069».")


def test_languages_are_named_in_arabic(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites(ARABIC, '/archive/')}search/?q={quote('الجسر')}")
    page.get_by_role("checkbox", name="الإنجليزية").check()
    page.wait_for_url(re.compile("language=en"))
    expect(results(page)).to_have_count(1)


@pytest.mark.parametrize("path", [f"?q={quote('الجسر')}", "?q=qwertzuiop", f"?q={quote('المختلفة زوي xyz')}"])
def test_nothing_reaches_beyond_a_telephone(sites: Sites, visit: Visit, path: str) -> None:
    page = visit(f"{sites(ARABIC, '/archive/')}search/{path}", viewport={"width": 320, "height": 640})
    expect(page.locator("#search_status")).not_to_be_empty()
    page.get_by_role("combobox", name="كلمات البحث").press_sequentially("م")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(BEYOND_THE_LEFT_EDGE) == []
