"""The same page on paper, enlarged, on a telephone, from right to left, and in a reader's own colours."""

import pytest
from playwright.sync_api import Page, expect
from search_page import Sites, Visit

pytestmark = pytest.mark.browser

FACT_CHECK = "fact-checks/kim-rooting-for-trump/"
CLAIM = "claims/kim-rooting-for-trump/"
ARTICLE = "articles/harris-convention-speech-north-korea/"
KINDS = ("", FACT_CHECK, CLAIM, ARTICLE, "claimants/kamala-harris/", "outlets/breitbart/", "verdicts/false/", "data/")

CUT_OFF = """[...document.querySelectorAll("main *, header *")]
  .filter((e) => e.checkVisibility() && !e.closest(".hidden, .skip, .table, pre, svg"))
  .filter((e) => {
    const box = e.getBoundingClientRect();
    return box.left < -1 || box.right > innerWidth + 1 ||
      (getComputedStyle(e).overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1);
  }).map((e) => e.outerHTML)"""


def sideways(page: Page) -> int:
    """How many pixels a page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


# on paper


@pytest.mark.parametrize("width", [643, 1100])  # the text of a page of A4 with its margins is 643 wide
def test_on_paper_stands_what_is_worth_filing(sites: Sites, visit: Visit, width: int) -> None:
    page = visit(f"{sites('own', '/archive/')}{FACT_CHECK}", viewport={"width": width, "height": 900})
    page.emulate_media(media="print")
    for gone in ("site-search", "menu", "phone-bar", "skip", "pager"):
        for part in page.locator(f".{gone}").all():
            expect(part).to_be_hidden()
    for told in ("Kim Jong Un favours", "Kamala Harris", "False", "How to cite it", "Evidence"):
        expect(page.get_by_text(told).first).to_be_visible()
    assert sideways(page) <= 0


def test_on_paper_links_to_elsewhere_say_where_they_lead(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}fact-checks/full/")
    page.emulate_media(media="print")
    link = page.locator("main a[href^='https://example.com/']").first
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://example.com/" in after
    assert link.evaluate("e => getComputedStyle(e, '::after').unicodeBidi") == "plaintext"  # of its own direction


def test_on_paper_the_scale_of_the_reviewer_is_unfolded(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}fact-checks/full/")
    step = page.locator(".scale li").first
    expect(step).to_be_hidden()
    page.emulate_media(media="print")
    expect(step).to_be_visible()


def test_paper_is_white_for_readers_in_the_dark_too(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}{FACT_CHECK}", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    tone = page.locator(".ruled .badge").evaluate("e => getComputedStyle(e).color")
    visit_light = visit(f"{sites('own', '/archive/')}{FACT_CHECK}", color_scheme="light")
    assert tone == visit_light.locator(".ruled .badge").evaluate("e => getComputedStyle(e).color")


# enlarged


@pytest.mark.parametrize("path", KINDS)
def test_at_twice_the_size_nothing_is_cut_off(sites: Sites, visit: Visit, path: str) -> None:
    """A browser's zoom of 200 % leaves half as many pixels of the page's own. Source: WCAG 2.2, 1.4.4 and 1.4.10."""
    window = {"width": 1280 // 2, "height": 900 // 2}
    page = visit(f"{sites('own', '/archive/')}{path}", viewport=window, device_scale_factor=2)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize("path", KINDS)
def test_letters_of_twice_the_size_fit_too(sites: Sites, visit: Visit, path: str) -> None:
    page = visit(f"{sites('own', '/archive/')}{path}", viewport={"width": 1280, "height": 900}, bypass_csp=True)
    page.add_style_tag(content="html { font-size: 200% }")
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []


# on a telephone


@pytest.mark.parametrize("how", ["touch", "keyboard"])
def test_on_a_telephone_the_menu_opens_and_closes_without_a_script(sites: Sites, visit: Visit, how: str) -> None:
    page = visit(
        f"{sites('own', '/archive/')}{FACT_CHECK}",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        java_script_enabled=False,
    )
    menu, button = page.get_by_role("navigation", name="Main"), page.get_by_role("button", name="Menu")
    expect(menu).to_be_hidden()
    if how == "touch":
        button.tap()
    else:
        button.focus()
        page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="Claims")).to_be_in_viewport()
    if how == "touch":
        menu.get_by_role("button", name="Close").tap()
    else:
        page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    if how == "touch":
        button.tap()
        menu.get_by_role("link", name="Claims").tap()
        page.wait_for_url("**/claims/")


def test_where_there_is_room_the_menu_is_there_and_no_button(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}{FACT_CHECK}")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="Claims")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()


@pytest.mark.parametrize("path", KINDS)
def test_nothing_moves_while_a_page_is_loaded(sites: Sites, visit: Visit, path: str) -> None:
    page = visit(f"{sites('own', '/archive/')}{path}", viewport={"width": 390, "height": 844})
    moved = page.evaluate(
        """() => new Promise((done) => {
          let sum = 0;
          const seen = new PerformanceObserver((list) => { for (const one of list.getEntries()) sum += one.value; });
          seen.observe({ type: "layout-shift", buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
        })"""
    )
    assert moved == 0


# from right to left


@pytest.mark.parametrize("width", [390, 1280])
def test_in_arabic_a_page_begins_on_the_right(sites: Sites, visit: Visit, width: int) -> None:
    page = visit(f"{sites('own in Arabic', '/archive/')}{ARTICLE}", viewport={"width": width, "height": 844})
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    title, search = page.locator(".site-title").bounding_box(), page.locator(".phone-bar, .site-search").all()
    assert title is not None
    shown = [box for part in search if (box := part.bounding_box())]
    assert all(box["x"] < title["x"] for box in shown)
    assert sideways(page) <= 0
    assert page.evaluate(CUT_OFF) == []
    beside, column = page.locator(".beside").bounding_box(), page.locator(".column").bounding_box()
    assert beside is not None
    assert column is not None
    if width > 1000:
        assert beside["x"] + beside["width"] < column["x"]
    else:
        assert beside["y"] > column["y"] + column["height"]


# in a reader's own colours


def test_in_colours_of_the_readers_own_a_verdict_keeps_its_word_shape_and_edge(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}{FACT_CHECK}", forced_colors="active")
    badge = page.locator(".ruled .badge")
    expect(badge).to_have_text("False")
    expect(badge.locator("svg")).to_be_visible()
    assert badge.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
    fill, ground = badge.locator("svg").evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(e.closest('.badge')).backgroundColor]"
    )
    assert fill != ground
