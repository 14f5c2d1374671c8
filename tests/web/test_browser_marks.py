"""The words that were found are marked by the browser on the page that opens, which has no script."""

import io
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from search_page import BASE_PATHS, Sites, Visit, expect_results, results

pytestmark = pytest.mark.browser

GROUNDS = {"light": (253, 240, 191), "dark": (74, 61, 16)}
"""The ground of marked words."""


def marked(page: Page, scheme: str = "light") -> int:
    """How many pixels of what is in sight have the ground of marked words."""
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return sum(count for count, colour in shot.getcolors(shot.width * shot.height) or () if colour == GROUNDS[scheme])


def opened(page: Page) -> None:
    """Open the first result."""
    expect_results(page)
    results(page).first.click()
    expect(page.locator("article h1")).to_be_attached()


@pytest.mark.parametrize("base_path", BASE_PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_that_opens_is_at_the_words_and_they_are_marked(
    sites: Sites, visit: Visit, base_path: str, scheme: str
) -> None:
    page = visit(f"{sites('bridges', base_path)}search/?q=surveyors", color_scheme=scheme)
    opened(page)
    page.wait_for_function("() => scrollY > 500")
    expect(page.get_by_role("heading", name="What the surveyors found")).to_be_in_viewport()
    assert marked(page, scheme) > 500
    assert page.evaluate("document.scripts.length") == page.locator('script[type="application/ld+json"]').count()


def test_a_word_with_signs_that_an_address_uses_itself_is_marked(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q={quote('bank-to-bank')}")
    expect_results(page)
    fragment = (results(page).first.get_attribute("href") or "").partition("#:~:")[2]
    assert "bank%2Dto%2Dbank" in fragment
    opened(page)
    page.wait_for_function("() => scrollY > 500")
    assert marked(page)


def test_a_word_that_is_in_the_menu_too_is_marked_in_the_text(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=claims+heard")
    opened(page)
    page.wait_for_function("() => scrollY > 500")
    assert marked(page)
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_role("navigation").get_by_role("link", name="Claims").first).to_be_in_viewport()
    assert not marked(page)


def test_words_in_arabic_and_chinese_are_marked(sites: Sites, visit: Visit) -> None:
    for word in ("النهر", "東京"):
        page = visit(f"{sites('stress', '/archive/')}search/?q={quote(word)}&kind=Article")
        opened(page)
        assert marked(page), word


def test_the_claim_of_a_group_is_marked_on_its_page(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=longest")
    expect_results(page)
    page.locator("#search_results h3 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    assert marked(page)


def test_a_result_opens_where_the_browser_knows_no_such_marks(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=surveyors")
    expect_results(page)
    address = (results(page).first.get_attribute("href") or "").partition("#")[0]
    page.goto(f"{sites('bridges', '/archive/').removesuffix('/archive/')}{address}")
    expect(page.locator("article h1")).to_be_visible()
    assert not marked(page)
