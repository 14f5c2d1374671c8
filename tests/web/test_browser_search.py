"""Searching in a real browser: what is found, in which order, and that the address holds it all."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from search_page import BASE_PATHS, Sites, Visit, box, count, query, results, search
from stress.texts import SCRIPTS

pytestmark = pytest.mark.browser

# finding


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_a_word_of_the_claim_finds_the_fact_check(sites: Sites, visit: Visit, base_path: str) -> None:
    home = sites("own", base_path)
    page = visit(f"{home}search/")
    search(page, "rooting")
    found = page.locator(f'[data-search-result] a[href^="{base_path}fact-checks/kim-rooting-for-trump/"]')
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(re.compile(f"^{re.escape(home)}fact-checks/kim-rooting-for-trump/"))
    expect(page.locator("h1")).to_contain_text("rooting for")


def test_a_verdict_looks_in_results_as_it_does_on_pages(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim")
    badge = page.locator("[data-search-result] .badge").first
    expect(badge).to_have_attribute("data-verdict", "false")
    expect(badge).to_have_class("badge negative")


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_the_form_in_the_header_leads_to_the_results(sites: Sites, visit: Visit, base_path: str) -> None:
    home = sites("own", base_path)
    page = visit(f"{home}about/")
    search(page, "rooting")
    page.wait_for_url(f"{home}search/?q=rooting")
    expect(results(page).first).to_be_visible()
    expect(page.locator("input[type=search]")).to_have_value("rooting")


def test_a_verdict_narrows_down_what_is_found(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim")
    expect(results(page)).not_to_have_count(0)
    every = results(page).count()
    box(page, "verdict", "False").check()
    expect(page.locator("#search_status")).to_contain_text("with these filters")
    expect(page.locator('[data-search-result] a[href^="/archive/fact-checks/kim-rooting-for-trump/"]')).to_be_visible()
    assert 0 < results(page).count() < every
    assert all("False" in text for text in page.locator("#search_results > li").all_inner_texts())
    assert query(page) == {"q": ["Kim"], "verdict": ["False"]}


def test_two_filters_of_one_kind_widen_and_of_two_kinds_narrow(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q=plain")
    every = count(page)
    box(page, "verdict", "True").check()
    true = count(page, before=every)
    box(page, "verdict", "False").check()
    both = count(page, before=true)
    box(page, "kind", "Fact-check").check()
    reviews = count(page, before=both)
    assert 0 < true < both < every
    assert 0 < reviews < both


@pytest.mark.parametrize("base_path", BASE_PATHS)
@pytest.mark.parametrize(("word", "script"), [("東京", SCRIPTS[1]), ("东京", SCRIPTS[0]), ("都庁", SCRIPTS[1])])
def test_a_word_inside_a_sentence_without_spaces_is_found(
    sites: Sites, visit: Visit, base_path: str, word: str, script: Any
) -> None:
    page = visit(f"{sites('stress', base_path)}search/")
    search(page, word)
    address = f"{base_path}articles/{quote(script.id)}/"
    found = page.locator(f'[data-search-result] a[href^="{address}"]')
    expect(found).to_be_visible()
    expect(found.locator("bdi")).to_have_attribute("lang", script.language)
    expect(found).to_have_text(script.title)


@pytest.mark.parametrize(("word", "script"), [("النهر", SCRIPTS[2]), ("काल्पनिक", SCRIPTS[3])])
def test_words_of_other_scripts_are_found_and_shown_in_their_direction(
    sites: Sites, visit: Visit, word: str, script: Any
) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q={quote(word)}")
    found = page.locator(f'[data-search-result] a[href^="/archive/articles/{quote(script.id)}/"] bdi')
    expect(found).to_have_text(script.title)
    assert found.evaluate("e => getComputedStyle(e).direction") == ("rtl" if script.language == "ar" else "ltr")


def test_several_languages_are_searched_at_once(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q={quote('東京')}")
    expect(results(page).locator("[lang=ja]").first).to_be_visible()
    while page.locator("#search_more").is_visible():
        before = results(page).count()
        page.locator("#search_more").click()
        expect(results(page)).not_to_have_count(before)
    languages = {link.get_attribute("lang") for link in results(page).locator("bdi").all()}
    assert {"ja", "en-GB"} <= languages


def test_more_results_come_when_asked_for_and_the_first_of_them_is_focused(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q=plain")
    expect(results(page)).to_have_count(10)
    page.locator("#search_more").click()
    expect(results(page)).to_have_count(20)
    expect(results(page).nth(10)).to_be_focused()
    addresses = [link.get_attribute("href") for link in results(page).all()]
    assert len(set(addresses)) == 20


IN_ORDER = """(sign) => {
  const dates = [...document.querySelectorAll("[data-search-result] time")].map((time) => time.dateTime);
  return dates.length > 1 && dates.every((date, i) => i === 0 || sign * dates[i - 1].localeCompare(date) >= 0);
}"""


@pytest.mark.parametrize(("order", "backwards"), [("date", True), ("oldest", False)])
def test_results_can_be_ordered_by_date(sites: Sites, visit: Visit, order: str, backwards: bool) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q=plain&kind=Fact-check")
    expect(results(page)).to_have_count(10)
    page.locator("#search_sort").select_option(order)
    page.wait_for_url(re.compile(rf"sort={order}"))
    page.wait_for_function(IN_ORDER, arg=1 if backwards else -1)
    page.locator("#search_more").click()
    expect(results(page)).to_have_count(20)
    dates = [time.get_attribute("datetime") for time in page.locator("[data-search-result] time").all()]
    assert dates == sorted(dates, reverse=backwards)
    assert dates[0].startswith("2022" if backwards else "2010")  # type: ignore[union-attr]


def test_where_nothing_is_found_the_page_says_so_and_shows_the_lists(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, "qwertzuiopxyz")
    expect(page.locator("#search_status")).to_contain_text("Nothing was found for “qwertzuiopxyz”")
    expect(results(page)).to_have_count(0)
    expect(page.locator("main").get_by_role("link", name="Fact-checks")).to_be_visible()


@pytest.mark.parametrize(
    "words", ["<b>rooting</b>", "\"'&amp;</script>", "%", "rooting rooting", "🦄", "\\", "a" * 400]
)
def test_whatever_is_typed_is_text(sites: Sites, visit: Visit, words: str) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, words)
    expect(page.locator("#search_status")).to_contain_text(f"for “{words}”")
    assert query(page) == {"q": [words]}


MOVED = """() => {
  const observer = new PerformanceObserver(() => {});
  observer.observe({ type: "layout-shift", buffered: true });
  return observer.takeRecords().reduce((sum, one) => sum + one.value, 0);
}"""


@pytest.mark.parametrize("asked", ["", "?q=bridge", "?q=qwertzuiop", "?q=surveyors&verdict=True"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_under_the_eyes_of_a_reader(sites: Sites, visit: Visit, asked: str, width: int) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/{asked}", viewport={"width": width, "height": 844})
    if asked:
        expect(page.locator("#search_status")).to_have_text(re.compile("ound"))
    assert page.evaluate(MOVED) < 0.02


def test_the_filters_can_be_opened_before_anything_is_searched_for(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/", viewport={"width": 390, "height": 844})
    page.locator("#search_filters > summary").click()
    expect(box(page, "verdict", "False")).to_be_visible()
    box(page, "verdict", "False").check()
    search(page, "bridge")
    expect(results(page)).not_to_have_count(0)
    assert query(page) == {"q": ["bridge"], "verdict": ["False"]}


# the address and the history


def test_the_address_holds_the_whole_state(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim&verdict=False&kind=Fact-check&sort=date")
    expect(results(page)).to_have_count(1)
    expect(page.locator("input[type=search]")).to_have_value("Kim")
    expect(box(page, "verdict", "False")).to_be_checked()
    expect(box(page, "kind", "Fact-check")).to_be_checked()
    expect(page.locator("#search_sort")).to_have_value("date")
    page.reload()
    expect(results(page)).to_have_count(1)
    expect(box(page, "verdict", "False")).to_be_checked()


def test_back_and_forward_go_through_what_was_searched(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim")
    expect(results(page)).not_to_have_count(0)
    box(page, "verdict", "False").check()
    page.wait_for_url(re.compile("verdict=False"))
    page.go_back()
    expect(box(page, "verdict", "False")).not_to_be_checked()
    assert query(page) == {"q": ["Kim"]}
    page.go_forward()
    expect(box(page, "verdict", "False")).to_be_checked()
    assert query(page) == {"q": ["Kim"], "verdict": ["False"]}


def test_the_way_back_from_a_result_is_to_the_results(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, "rooting")
    results(page).first.click()
    expect(page.locator("article").first).to_be_visible()
    page.go_back()
    expect(results(page).first).to_be_visible()
    expect(page.locator("input[type=search]")).to_have_value("rooting")


def test_all_filters_can_be_taken_away_at_once(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim&verdict=False&kind=Claim")
    expect(page.locator("#search_chosen")).to_contain_text("2")
    page.locator("#search_clear").click()
    expect(page.locator("#search_clear")).to_be_hidden()
    expect(box(page, "verdict", "False")).not_to_be_checked()
    assert query(page) == {"q": ["Kim"]}


def test_filters_without_a_word_are_told_that_a_word_is_needed(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?verdict=False")
    expect(page.locator("#search_status")).to_contain_text("needs a word")
    expect(results(page)).to_have_count(0)
