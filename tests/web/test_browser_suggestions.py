"""Names are offered while somebody types, by keyboard, mouse and touch, in any script, and to who listens."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from search_page import BASE_PATHS, Sites, Visit, expect_results, query

pytestmark = pytest.mark.browser


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Words to look for")


def offered(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Claimants, outlets and topics").get_by_role("option")


def typed(page: Page, text: str) -> None:
    field(page).press_sequentially(text)


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_a_name_is_found_and_opened_by_keyboard_alone(sites: Sites, visit: Visit, base_path: str) -> None:
    page = visit(f"{sites('bridges', base_path)}search/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "search_query":
            break
    page.keyboard.type("zoe")
    expect(offered(page)).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{base_path}claimants/zoe/$"))
    expect(page.locator("h1")).to_have_text("Zoë Made-Up")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ZOË", ["Zoë Made-Up"]),
        ("made zo", ["Zoë Made-Up"]),
        ("أحمد", ["أحمد المختلق"]),
        ("احمد", ["أحمد المختلق"]),
        ("fmd", ["First Made-up Desk FMD"]),
        ("crossi", ["Bridges Crossings"]),
        ("brid", ["Bridges", "Zoë Made-Up The Bridge Builder"]),
        ("desk", ["Second Made-up Desk", "First Made-up Desk", "Third Made-up Desk"]),
        ("inventad", ["Gaceta inventada"]),
        ("ridge", ["Bridges", "Zoë Made-Up The Bridge Builder"]),
        ("nobody", []),
        ("—", []),
    ],
)
def test_names_are_found_whatever_their_case_accents_and_script(
    sites: Sites, visit: Visit, text: str, names: list[str]
) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    typed(page, text)
    expect(offered(page)).to_have_count(len(names))
    assert [" ".join(one.split()) for one in offered(page).locator("> span:first-child").all_inner_texts()] == names


def test_names_are_grouped_by_what_they_are_and_say_how_much_there_is(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    typed(page, "brid")
    box = page.get_by_role("listbox")
    expect(box.get_by_role("group", name="Topics").get_by_role("option")).to_have_text(
        [re.compile("Bridges.*2 entries")]
    )
    expect(box.get_by_role("group", name="Claimants").get_by_role("option")).to_have_text([re.compile("2 claims")])


def test_who_listens_is_told_what_is_active(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    typed(page, "desk")
    expect(offered(page)).to_have_count(3)
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect_results(page)
    for key, active in (("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", None), ("ArrowUp", 2)):
        page.keyboard.press(key)
        if active is None:
            expect(page.get_by_role("listbox").get_by_role("option", selected=True)).to_have_count(0)
            expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))
        else:
            expect(offered(page).nth(active)).to_have_attribute("aria-selected", "true")
            named = offered(page).nth(active).get_attribute("id")
            expect(field(page)).to_have_attribute("aria-activedescendant", named or "")
        expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("desk")
    page.keyboard.press("ArrowDown")
    expect(offered(page).first).to_have_attribute("aria-selected", "true")


def test_the_field_and_its_names_are_as_screen_readers_expect(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    typed(page, "zoe")
    expect(offered(page)).to_have_count(1)
    expect(page.get_by_role("search")).to_match_aria_snapshot("""
      - search:
        - text: Words to look for
        - combobox "Words to look for" [expanded] [active]: zoe
        - button "Search"
        - listbox "Claimants, outlets and topics":
          - group "Claimants":
            - option "Zoë Made-Up 2 claims"
    """)


def test_enter_with_no_name_chosen_searches(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    typed(page, "bridge")
    expect(offered(page)).not_to_have_count(0)
    page.keyboard.press("Enter")
    expect_results(page)
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert query(page) == {"q": ["bridge"]}


@pytest.mark.parametrize("how", ["mouse", "touch"])
def test_a_name_is_opened_by_mouse_and_by_touch(sites: Sites, visit: Visit, how: str) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/", has_touch=how == "touch")
    typed(page, "second")
    name = offered(page).first
    name.tap() if how == "touch" else name.click()
    page.wait_for_url(re.compile("/archive/outlets/second-made-up-desk/$"))


def test_who_goes_elsewhere_is_offered_nothing_any_more(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    typed(page, "desk")
    expect(offered(page)).to_have_count(3)
    page.locator("h1").click()
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_names_are_loaded_when_the_field_is_used_and_not_before(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('bridges', '/archive/')}search/")
    page.wait_for_load_state("networkidle")
    loaded = "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('suggestions.json')).length"
    assert page.evaluate(loaded) == 0
    field(page).focus()
    page.wait_for_function(f"() => {loaded} === 1")
    typed(page, "desk")
    expect(offered(page)).to_have_count(3)
    assert page.evaluate(loaded) == 1


def test_no_more_than_eight_names_are_offered(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/")
    typed(page, "e")
    expect(offered(page)).to_have_count(8)
