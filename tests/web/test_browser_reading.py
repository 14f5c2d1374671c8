"""Reading in a real browser: by keyboard, without JavaScript, on a telephone, in the dark, and when something fails."""

import re
from urllib.parse import quote, urlsplit

import pytest
from html_pages import parsed
from playwright.sync_api import Browser, Locator, Page, expect
from search_page import BASE_PATHS, BEYOND_THE_LEFT_EDGE, Sites, Visit, box, results, search
from stress.texts import SCRIPTS

pytestmark = pytest.mark.browser

# by keyboard, without JavaScript, when something fails


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{wanted} can't be reached by keyboard")


def test_everything_can_be_done_by_keyboard(sites: Sites, visit: Visit) -> None:
    page = visit(sites("own", "/archive/"))
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    tab_to(page, page.locator("input[type=search]"))
    page.keyboard.type("Kim")
    page.keyboard.press("Enter")
    expect(results(page)).not_to_have_count(0)
    tab_to(page, page.locator("input[type=search]"))
    tab_to(page, box(page, "verdict", "False"))
    page.keyboard.press("Space")
    expect(page.locator("#search_status")).to_contain_text("with these filters")
    tab_to(page, results(page).first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/archive/(fact-checks|claims)/kim-rooting-for-trump/"))


def test_what_has_the_focus_is_seen(sites: Sites, visit: Visit) -> None:
    page = visit(f"{sites('own', '/archive/')}fact-checks/kim-rooting-for-trump/")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline not in ("none", ""), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_without_javascript_the_search_page_points_to_the_lists(sites: Sites, visit: Visit, base_path: str) -> None:
    home = sites("own", base_path)
    page = visit(f"{home}about/", java_script_enabled=False)
    search(page, "rooting")
    page.wait_for_url(f"{home}search/?q=rooting")
    expect(page.get_by_text("needs JavaScript")).to_be_visible()
    lists = page.locator("main a")
    assert lists.count() >= 7
    for address in [link.get_attribute("href") for link in lists.all()]:
        assert address is not None
        assert address.startswith(base_path)
        assert page.goto(f"{home.removesuffix(base_path)}{address}").status == 200  # type: ignore[union-attr]


def test_without_javascript_the_pages_say_the_same(sites: Sites, visit: Visit) -> None:
    address = f"{sites('own', '/archive/')}fact-checks/kim-rooting-for-trump/"
    plain, scripted = visit(address, java_script_enabled=False), visit(address)
    assert plain.locator("main").inner_text() == scripted.locator("main").inner_text()


ARTICLE = "articles/harris-convention-speech-north-korea/"


@pytest.mark.parametrize("how", ["mouse", "touch", "keyboard"])
def test_the_verdicts_on_marked_words_are_at_hand_without_a_script(sites: Sites, visit: Visit, how: str) -> None:
    page = visit(f"{sites('own', '/archive/')}{ARTICLE}", java_script_enabled=False, has_touch=how == "touch")
    button = page.get_by_role("button", name="Verdicts on claim 1").first
    told = page.locator(".verdicts-at-hand").first
    expect(told).to_be_hidden()
    match how:
        case "mouse":
            button.click()
        case "touch":
            button.tap()
        case _:
            button.focus()
            page.keyboard.press("Enter")
    expect(told).to_be_visible()
    expect(told).to_contain_text("False")
    expect(told).to_contain_text("Breitbart")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()


@pytest.mark.parametrize("fault", ["**/pagefind/**", "**/pagefind-entry.json", "**/*.pagefind", "**/*.pf_meta"])
def test_an_index_that_does_not_load_is_told_of_and_the_lists_are_shown(
    sites: Sites, chrome: Browser, fault: str
) -> None:
    with chrome.new_context() as context:
        page = context.new_page()
        page.route(fault, lambda route: route.abort())
        page.goto(f"{sites('own', '/archive/')}search/?q=rooting")
        expect(page.locator("#search_trouble")).to_be_visible(timeout=60_000)
        expect(page.locator("main").get_by_role("link", name="Fact-checks")).to_be_visible()


# how it looks

WIDTHS = (320, 375)
PAGES = {
    "own": ("", "search/?q=Kim", "fact-checks/", "fact-checks/kim-rooting-for-trump/", "404.html", "methodology/"),
    "stress": (
        "",
        "search/?q=made",
        "articles/",
        "articles/full/",
        "articles/long/",
        "articles/unbroken/",
        "articles/many-quotes/",
        "fact-checks/full/",
        "fact-checks/unbroken/",
        "fact-checks/many-rulings/",
        "claims/",
        "claims/full/",
        "claims/unbroken/",
        "claims/many-appearances/",
        "claimants/",
        "claimants/full-person/",
        "outlets/",
        "outlets/full-outlet/",
        "outlets/scale-in-time/",
        "topics/full-topic/",
        "verdicts/",
        "verdicts/straining/",
        "corrections/",
        "archive/",
        "about/",
        f"articles/{quote(SCRIPTS[2].id)}/",
        "fact-checks/withdrawn/",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in PAGES.items() for path in paths])
def test_no_page_is_wider_than_a_telephone(sites: Sites, visit: Visit, name: str, path: str) -> None:
    page = visit(f"{sites(name, '/archive/')}{path}", viewport={"width": WIDTHS[0], "height": 640})
    if "?" in path:
        expect(results(page).first).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(BEYOND_THE_LEFT_EDGE) == []


LUMINANCE = """(colour) => {
  const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map((c) => c / 255)
    .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}"""


@pytest.mark.parametrize("path", ["", "fact-checks/kim-rooting-for-trump/", "search/?q=Kim", "verdicts/"])
def test_pages_are_light_or_dark_as_readers_like_and_legible_in_both(sites: Sites, visit: Visit, path: str) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = visit(f"{sites('own', '/archive/')}{path}", color_scheme=scheme)
        ground, text = (
            page.evaluate(f"({LUMINANCE})(getComputedStyle({where}).{name})")
            for where, name in (("document.body", "backgroundColor"), ("document.querySelector('h1')", "color"))
        )
        assert (max(ground, text) + 0.05) / (min(ground, text) + 0.05) >= 4.5  # WCAG 2.2, 1.4.3
        seen[scheme] = ground
    assert seen["dark"] < 0.1 < 0.8 < seen["light"]


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_every_page_of_the_archive_opens_without_a_word_in_the_console(
    sites: Sites, visit: Visit, base_path: str
) -> None:
    home = sites("own", base_path)
    page = visit(home)
    waiting, seen = [base_path], {base_path}
    while waiting:
        page.goto(f"{home.removesuffix(base_path)}{waiting.pop()}")
        for address in parsed(page.content().encode()).xpath("//a/@href"):
            path = urlsplit(str(address)).path
            if str(address).startswith("/") and path.endswith(("/", ".html")) and path not in seen:
                assert path.startswith(base_path)
                seen.add(path)
                waiting.append(path)
    assert len(seen) > 20


def test_an_unknown_address_shows_the_404_page_with_ways_out(sites: Sites, chrome: Browser) -> None:
    with chrome.new_context() as context:
        page = context.new_page()
        answer = page.goto(f"{sites('own', '/archive/')}some/where/else/")
        assert answer is not None
        assert answer.status == 404
        page.locator("main").get_by_role("link", name="Fact-checks").click()
        expect(page.locator("h1")).to_have_text("Fact-checks")
        assert page.evaluate("document.styleSheets.length") == 1
