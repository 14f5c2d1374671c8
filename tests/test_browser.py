"""The site in a real browser, from fcgen's own preview on the loopback interface, at the root and under a base path.

Whatever a test does: the browser's console stays empty, the policy of the pages is kept, and no other host is asked.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from browser import chromium
from html_pages import parsed
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright
from serving import preview
from site_files import CLOCK, fcgen
from stress.generator import write
from stress.texts import SCRIPTS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[1]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
BASE_PATHS = ("/", "/archive/")
PATIENCE = 20_000  # milliseconds until what is waited for is given up

Sites = Callable[[str, str], str]


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """Gives the address of a site's home page under a base path; it is built and served when it is asked for first."""
    running: dict[tuple[str, str], str] = {}
    with ExitStack() as stack:

        def served(name: str, base_path: str) -> str:
            if (name, base_path) not in running:
                folder = tmp_path_factory.mktemp(name)
                own(folder) if name == "own" else write(folder, doubtful=False)
                where = ("--base-url", f"https://example.org{base_path}")
                done = fcgen("-C", folder, "build", "--clock", CLOCK if name == "stress" else "2026-01-01", *where)
                assert done.returncode == 0, done.stderr
                running[name, base_path] = stack.enter_context(preview(folder, *where)).address
            return running[name, base_path]

        yield served


def own(folder: Path) -> None:
    """Copy the repository's own archive."""
    shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
    shutil.copytree(ROOT / "site_src", folder / "site_src")


def watched(context: BrowserContext, address: str, told: list[str]) -> None:
    """Note in `told` what a browser says in its console, what it does not get, and what it asks of other hosts."""
    here = urlsplit(address).netloc
    context.on("console", lambda message: told.append(f"console: {message.text}"))
    context.on("weberror", lambda error: told.append(f"error: {error.error}"))
    context.on("request", lambda r: told.append(f"request: {r.url}") if urlsplit(r.url).netloc != here else None)
    context.on("response", lambda r: told.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective))"
    )


@pytest.fixture
def visit(chrome: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser, and sees to it that nothing was said or asked that should not have been."""
    told: list[str] = []
    with ExitStack() as stack:

        def opened(address: str, **options: Any) -> Page:
            context = stack.enter_context(chrome.new_context(**{"viewport": {"width": 1100, "height": 900}, **options}))
            context.set_default_timeout(PATIENCE)
            watched(context, address, told)
            page = context.new_page()
            page.goto(address)
            return page

        yield opened
    assert told == []


def results(page: Page) -> Locator:
    return page.locator("[data-search-result] a")


def search(page: Page, words: str) -> None:
    page.locator("input[type=search]").fill(words)
    page.keyboard.press("Enter")


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'fieldset[data-filter="{name}"] input[value="{value}"]')


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


# finding


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_a_word_of_the_claim_finds_the_fact_check(sites: Sites, visit: Callable[..., Page], base_path: str) -> None:
    home = sites("own", base_path)
    page = visit(f"{home}search/")
    search(page, "rooting")
    found = page.locator(f'[data-search-result] a[href="{base_path}fact-checks/kim-rooting-for-trump/"]')
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(f"{home}fact-checks/kim-rooting-for-trump/")
    expect(page.locator("h1")).to_contain_text("rooting for")


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_the_form_in_the_header_leads_to_the_results(sites: Sites, visit: Callable[..., Page], base_path: str) -> None:
    home = sites("own", base_path)
    page = visit(f"{home}about/")
    search(page, "rooting")
    page.wait_for_url(f"{home}search/?q=rooting")
    expect(results(page).first).to_be_visible()
    expect(page.locator("input[type=search]")).to_have_value("rooting")


def test_a_verdict_narrows_down_what_is_found(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim")
    expect(results(page)).not_to_have_count(0)
    every = results(page).count()
    box(page, "verdict", "False").check()
    expect(page.locator("#search_status")).to_contain_text("with these filters")
    expect(page.locator('[data-search-result] a[href="/archive/fact-checks/kim-rooting-for-trump/"]')).to_be_visible()
    assert 0 < results(page).count() < every
    assert all(text.count("False") for text in page.locator("[data-search-result]").all_inner_texts())
    assert query(page) == {"q": ["Kim"], "verdict": ["False"]}


def test_two_filters_of_one_kind_widen_and_of_two_kinds_narrow(sites: Sites, visit: Callable[..., Page]) -> None:
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


def count(page: Page, before: int | None = None) -> int:
    """Return how many results the page says there are, as soon as it says another number than `before`."""
    status = page.locator("#search_status")
    expect(status).to_have_text(re.compile(rf"^(?!{before} )\d+ results? for"))
    found = re.match(r"\d+", status.inner_text())
    assert found
    return int(found[0])


@pytest.mark.parametrize("base_path", BASE_PATHS)
@pytest.mark.parametrize(("word", "script"), [("東京", SCRIPTS[1]), ("东京", SCRIPTS[0]), ("都庁", SCRIPTS[1])])
def test_a_word_inside_a_sentence_without_spaces_is_found(
    sites: Sites, visit: Callable[..., Page], base_path: str, word: str, script: Any
) -> None:
    page = visit(f"{sites('stress', base_path)}search/")
    search(page, word)
    address = f"{base_path}articles/{quote(script.id)}/"
    found = page.locator(f'[data-search-result] a[href="{address}"]')
    expect(found).to_be_visible()
    expect(found.locator("bdi")).to_have_attribute("lang", script.language)
    expect(found).to_have_text(script.title)


@pytest.mark.parametrize(("word", "script"), [("النهر", SCRIPTS[2]), ("काल्पनिक", SCRIPTS[3])])
def test_words_of_other_scripts_are_found_and_shown_in_their_direction(
    sites: Sites, visit: Callable[..., Page], word: str, script: Any
) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q={quote(word)}")
    found = page.locator(f'[data-search-result] a[href="/archive/articles/{quote(script.id)}/"] bdi')
    expect(found).to_have_text(script.title)
    assert found.evaluate("e => getComputedStyle(e).direction") == ("rtl" if script.language == "ar" else "ltr")


def test_several_languages_are_searched_at_once(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('stress', '/archive/')}search/?q={quote('東京')}")
    expect(results(page).locator("[lang=ja]").first).to_be_visible()
    while page.locator("#search_more").is_visible():
        before = results(page).count()
        page.locator("#search_more").click()
        expect(results(page)).not_to_have_count(before)
    languages = {link.get_attribute("lang") for link in results(page).locator("bdi").all()}
    assert {"ja", "en-GB"} <= languages


def test_more_results_come_when_asked_for_and_the_first_of_them_is_focused(
    sites: Sites, visit: Callable[..., Page]
) -> None:
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
def test_results_can_be_ordered_by_date(sites: Sites, visit: Callable[..., Page], order: str, backwards: bool) -> None:
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


def test_where_nothing_is_found_the_page_says_so_and_shows_the_lists(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, "qwertzuiopxyz")
    expect(page.locator("#search_status")).to_contain_text("Nothing was found for “qwertzuiopxyz”")
    expect(results(page)).to_have_count(0)
    expect(page.locator("main").get_by_role("link", name="Fact-checks")).to_be_visible()


@pytest.mark.parametrize(
    "words", ["<b>rooting</b>", "\"'&amp;</script>", "%", "rooting rooting", "🦄", "\\", "a" * 400]
)
def test_whatever_is_typed_is_text(sites: Sites, visit: Callable[..., Page], words: str) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, words)
    expect(page.locator("#search_status")).to_contain_text(f"for “{words}”")
    assert query(page) == {"q": [words]}


# the address and the history


def test_the_address_holds_the_whole_state(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim&verdict=False&kind=Fact-check&sort=date")
    expect(results(page)).to_have_count(1)
    expect(page.locator("input[type=search]")).to_have_value("Kim")
    expect(box(page, "verdict", "False")).to_be_checked()
    expect(box(page, "kind", "Fact-check")).to_be_checked()
    expect(page.locator("#search_sort")).to_have_value("date")
    page.reload()
    expect(results(page)).to_have_count(1)
    expect(box(page, "verdict", "False")).to_be_checked()


def test_back_and_forward_go_through_what_was_searched(sites: Sites, visit: Callable[..., Page]) -> None:
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


def test_the_way_back_from_a_result_is_to_the_results(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/")
    search(page, "rooting")
    results(page).first.click()
    expect(page.locator("article").first).to_be_visible()
    page.go_back()
    expect(results(page).first).to_be_visible()
    expect(page.locator("input[type=search]")).to_have_value("rooting")


def test_all_filters_can_be_taken_away_at_once(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?q=Kim&verdict=False&kind=Claim")
    expect(page.locator("#search_chosen")).to_contain_text("2")
    page.locator("#search_clear").click()
    expect(page.locator("#search_clear")).to_be_hidden()
    expect(box(page, "verdict", "False")).not_to_be_checked()
    assert query(page) == {"q": ["Kim"]}


def test_filters_without_a_word_are_told_that_a_word_is_needed(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}search/?verdict=False")
    expect(page.locator("#search_status")).to_contain_text("needs a word")
    expect(results(page)).to_have_count(0)


# by keyboard, without JavaScript, when something fails


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{wanted} can't be reached by keyboard")


def test_everything_can_be_done_by_keyboard(sites: Sites, visit: Callable[..., Page]) -> None:
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


def test_what_has_the_focus_is_seen(sites: Sites, visit: Callable[..., Page]) -> None:
    page = visit(f"{sites('own', '/archive/')}fact-checks/kim-rooting-for-trump/")
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline not in ("none", ""), page.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("base_path", BASE_PATHS)
def test_without_javascript_the_search_page_points_to_the_lists(
    sites: Sites, visit: Callable[..., Page], base_path: str
) -> None:
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


def test_without_javascript_the_pages_say_the_same(sites: Sites, visit: Callable[..., Page]) -> None:
    address = f"{sites('own', '/archive/')}fact-checks/kim-rooting-for-trump/"
    plain, scripted = visit(address, java_script_enabled=False), visit(address)
    assert plain.locator("main").inner_text() == scripted.locator("main").inner_text()


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


# Where text runs from right to left, what does not fit is cut off on the left, where nobody can scroll to.
BEYOND_THE_LEFT_EDGE = """[...document.querySelectorAll("main *")]
  .filter((e) => e.getBoundingClientRect().left < -1 && !e.closest(".hidden, .table, pre")).map((e) => e.outerHTML)"""


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in PAGES.items() for path in paths])
def test_no_page_is_wider_than_a_telephone(sites: Sites, visit: Callable[..., Page], name: str, path: str) -> None:
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
def test_pages_are_light_or_dark_as_readers_like_and_legible_in_both(
    sites: Sites, visit: Callable[..., Page], path: str
) -> None:
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
    sites: Sites, visit: Callable[..., Page], base_path: str
) -> None:
    home = sites("own", base_path)
    page = visit(home)
    waiting, seen = [base_path], {base_path}
    while waiting:
        page.goto(f"{home.removesuffix(base_path)}{waiting.pop()}")
        for address in parsed(page.content().encode()).xpath("//a/@href"):
            path = urlsplit(str(address)).path
            if str(address).startswith("/") and path not in seen:
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
