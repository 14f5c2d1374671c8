"""Results of one claim stand together in a real browser: the claim, and beneath it its reviews with their verdicts."""

import re

import pytest
from bridges import FILLERS, TITLE
from playwright.sync_api import Locator, Page, expect
from search_page import BASE_PATHS, Sites, Visit, box, count, expect_results, results

pytestmark = pytest.mark.browser

CLAIM = "The Long Bridge is the longest bridge in the made-up country."


def group(page: Page) -> Locator:
    """The result that stands under the claim."""
    return page.locator("#search_results > li").filter(has=page.get_by_role("heading", name=CLAIM, level=3))


def reviews(page: Page) -> Locator:
    return group(page).locator(".review")


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_the_reviews_of_a_claim_stand_together_under_it(sites: Sites, visit: Visit, base_path: str) -> None:
    page = visit(f"{sites('bridges', base_path)}search/?q=longest")
    expect(reviews(page)).to_have_count(3)
    told = {
        one.get_by_role("heading", level=4).inner_text(): (
            one.locator(".badge").inner_text(),
            one.locator(".by").inner_text(),
            one.locator("time").inner_text(),
        )
        for one in reviews(page).all()
    }
    assert told == {
        TITLE: ("False", "by First Made-up Desk", "1 May 2024"),
        "Longest, but a ford": ("Misleading", "by Second Made-up Desk", "1 April 2024"),
        "An old look at the bridge": ("True", "by Third Made-up Desk", "1 January 2010"),
    }
    expect(group(page)).to_contain_text("3 reviews of this claim found")
    verdicts = reviews(page).evaluate_all("found => found.map((one) => [one.dataset.verdict, one.classList[1]])")
    assert sorted(verdicts) == [["false", "negative"], ["misleading", "mixed"], ["true", "positive"]]
    group(page).get_by_role("link", name=CLAIM).click()
    page.wait_for_url(re.compile(rf"{base_path}claims/longest/"))


def test_a_group_is_as_screen_readers_expect(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=longest&outlet=Second+Made-up+Desk")
    expect(reviews(page)).to_have_count(1)
    expect(page.get_by_role("region", name="Results")).to_match_aria_snapshot(f"""
      - region "Results":
        - heading "Results" [level=2]
        - list:
          - listitem:
            - heading "{CLAIM}" [level=3]:
              - link
            - list:
              - listitem: True by Third Made-up Desk
            - paragraph: 1 review of this claim found
            - list:
              - listitem:
                - list:
                  - listitem: Misleading by Second Made-up Desk
                - heading "Longest, but a ford" [level=4]:
                  - link "Longest, but a ford"
    """)


def test_what_is_counted_are_pages(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=longest")
    assert count(page) == results(page).count() == 4
    expect(page.locator("#search_results > li")).to_have_count(1)


def test_what_other_reviewers_say_is_told_with_the_claim_where_their_reviews_are_not_found(
    sites: Sites, visit: Visit
) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=longest+ford")
    box(page, "verdict", "Misleading").check()
    expect(page.locator("#search_status")).to_contain_text("with these filters")
    page.goto(f"{sites('bridges', '/archive/')}search/?q=longest&topic=Bridges")
    expect(reviews(page)).to_have_count(1)
    expect(reviews(page)).to_contain_text("by First Made-up Desk")
    others = group(page).locator("> .badges .badge")
    assert others.all_inner_texts() == ["True", "Misleading"]


def test_a_review_alone_is_a_result_like_any_other(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=surveyors")
    expect(results(page)).to_have_count(1)
    expect(page.get_by_role("heading", name=TITLE, level=3)).to_be_visible()


def test_a_review_that_comes_later_joins_its_claim_and_the_focus_goes_to_what_is_new(
    sites: Sites, visit: Visit
) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=bridge&kind=Fact-check&sort=date")
    expect(results(page)).to_have_count(10)
    titles = reviews(page).get_by_role("heading", level=4)
    assert titles.all_inner_texts() == [TITLE, "Longest, but a ford"]
    before = page.locator("#search_results > li").count()
    page.get_by_role("button", name="Show more results").click()
    expect(results(page)).to_have_count(3 + FILLERS + 1)
    assert titles.all_inner_texts() == [TITLE, "Longest, but a ford", "An old look at the bridge"]
    expect(page.get_by_role("link", name="An old look at the bridge")).to_be_focused()
    assert page.locator("#search_results > li").count() == before + FILLERS - 7
    expect(page.get_by_role("button", name="Show more results")).to_be_hidden()


def test_what_was_shown_is_shown_again_on_the_way_back(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=bridge&kind=Fact-check&sort=date")
    expect(results(page)).to_have_count(10)
    page.get_by_role("button", name="Show more results").click()
    expect(reviews(page)).to_have_count(3)
    page.get_by_role("link", name="An old look at the bridge").click()
    expect(page.locator("article h1")).to_have_text("An old look at the bridge")
    page.go_back()
    expect(reviews(page)).to_have_count(3)
    expect(results(page)).to_have_count(3 + FILLERS + 1)


def test_a_review_that_was_taken_back_says_so(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=hasty")
    expect_results(page)
    expect(page.locator(".badge")).to_have_text(re.compile(r"True\s+retracted"))


def test_the_words_are_marked_and_nothing_is_said_twice(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/?q=surveyors+counted")
    expect_results(page)
    card = page.locator("#search_results > li").first
    assert set(card.locator("mark").all_inner_texts()) == {"surveyors", "counted"}
    assert not card.locator(".summary").inner_text().startswith(TITLE)
    assert card.locator(".summary").inner_text().endswith("…")
