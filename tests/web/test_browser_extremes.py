"""What is too tall for the window or the paper, and what stands in another direction than the site."""

import pytest
from playwright.sync_api import Page, expect
from search_page import Sites, Visit

pytestmark = pytest.mark.browser

LOW = {"width": 320, "height": 256}  # a window of 1280 by 1024 at four times the size


def reaches_beyond(page: Page, selector: str) -> bool:
    """Whether a part of the page that stays in its place is higher than the window, or begins above it."""
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    return box["y"] < 0 or box["y"] + box["height"] > size["height"]


def test_a_menu_that_is_taller_than_the_window_can_be_scrolled_to_its_end(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/tall/", viewport=LOW)
    page.get_by_role("button", name="Menu").click()
    menu = page.get_by_role("navigation", name="Main")
    assert not reaches_beyond(page, ".menu")
    last = menu.get_by_role("link").last
    expect(last).not_to_be_in_viewport()
    last.focus()
    expect(last).to_be_in_viewport(ratio=1)


def test_verdicts_at_hand_that_are_many_stay_within_the_window(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/tall/", viewport=LOW)
    page.get_by_role("button", name="Verdicts on claim 1").click()
    assert not reaches_beyond(page, ".verdicts-at-hand:popover-open")


def test_what_is_a_link_among_the_verdicts_at_hand_is_seen_without_colour(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/tall/")
    page.get_by_role("button", name="Verdicts on claim 1").click()
    for link in page.locator(".verdicts-at-hand:popover-open a").all():
        assert "underline" in link.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_a_picture_on_paper_keeps_its_proportions(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/tall/")
    picture = page.locator("figure img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("e => e.decode()")
    page.emulate_media(media="print")
    assert picture.evaluate("e => e.height / e.width") == pytest.approx(8, rel=0.03)


def test_caption_and_credit_begin_at_one_edge_whatever_their_direction(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/arabic/")
    edges = page.locator("figcaption > span").evaluate_all(
        """them => them.map((e) => {
          const words = new Range();
          words.selectNodeContents(e);
          return Math.round(words.getBoundingClientRect().right);
        })"""
    )
    assert len(edges) == 2
    assert edges[0] == edges[1]


@pytest.mark.parametrize(("path", "turned"), [("articles/arabic/", True), ("articles/tall/", False)])
def test_the_arrow_back_from_a_footnote_points_as_the_text_runs(
    sites: Sites, visit: Visit, path: str, turned: bool
) -> None:
    page = visit(f"{sites('extremes', '/archive/')}{path}")
    turn = page.locator(".footnote-backref").evaluate("e => getComputedStyle(e).transform")
    assert (turn != "none") == turned


def test_the_number_of_a_marked_quote_stays_on_the_line_of_its_last_word(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/tall/", viewport={"width": 600, "height": 600})
    apart = page.evaluate(
        """() => {
          const line = document.querySelector("mark.quote").closest("p");
          const parted = (width) => {
            line.style.inlineSize = `${width}px`;
            const words = [...line.querySelector("mark").getClientRects()].pop();
            return line.querySelector("button").getBoundingClientRect().left < words.right - 1;
          };
          return [...Array(200).keys()].map((n) => n + 100).filter(parted);
        }"""
    )
    assert apart == []


def test_the_picture_of_an_entry_speaks_the_language_of_the_entry(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}articles/arabic/")
    assert page.locator("figure img").evaluate("e => e.closest('[lang]').lang") == "ar"
    assert page.locator("figure").evaluate("e => getComputedStyle(e).direction") == "rtl"


def test_a_citation_of_a_title_in_another_direction_keeps_its_order(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}fact-checks/hebrew/", viewport={"width": 3000, "height": 900})
    page.locator(".cite").evaluate("e => { e.style.width = '90rem'; }")
    pieces = page.locator(".cite bdi").evaluate_all("them => them.map((e) => e.getBoundingClientRect().left)")
    assert len(pieces) == 5
    assert pieces == sorted(pieces)
    expect(page.locator(".cite")).to_contain_text("2 February 2024. Made-up extremes. https://example.org/")


def test_what_follows_the_reviews_of_a_claim_stands_apart_from_them(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('extremes', '/archive/')}claims/many/")
    reviews, timeline = page.locator(".reviews").bounding_box(), page.locator("#timeline_heading").bounding_box()
    assert reviews is not None
    assert timeline is not None
    assert timeline["y"] - reviews["y"] - reviews["height"] >= 32


def test_marks_and_bars_stay_small_where_the_stylesheet_does_not_come(sites: Sites, visit: Visit) -> None:
    for address in ("claims/kim-rooting-for-trump/", "verdicts/"):
        page = visit(f"{sites('own', '/archive/')}{address}")
        page.evaluate("for (const one of document.styleSheets) one.disabled = true")
        heights = page.locator("svg.mark, svg.bar").evaluate_all(
            "all => all.map(e => e.getBoundingClientRect().height)"
        )
        assert heights
        assert max(heights) <= 16
