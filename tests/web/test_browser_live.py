"""Open pages while their site is edited, in a real browser: they show their new selves in place."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import txtar
from playwright.sync_api import Browser, Page, expect
from serving import Preview, preview
from site_files import CLOCK, FACT_CHECK, SITE, make_site

pytestmark = pytest.mark.browser

REVIEW = "site_src/fact-checks/review.md"
NOTICED = """() => {
  const notice = document.querySelector("fcgen-preview")?.shadowRoot.querySelector(".notice");
  return notice && !notice.hidden && notice.textContent.startsWith("The search index is being refreshed");
}"""
LONG = "\n\n".join(f"Paragraph {number} is made up." for number in range(200))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[Path, Preview]]:
    make_site(tmp_path, {**SITE, REVIEW: f"{FACT_CHECK}\n{LONG}\n"})
    with preview(tmp_path, "--clock", CLOCK) as running:
        yield tmp_path, running


def edit(folder: Path, old: str, new: str, path: str = REVIEW) -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_page_shows_an_edit_in_place_and_keeps_where_its_reader_is(
    site: tuple[Path, Preview], visit: Callable[..., Page]
) -> None:
    folder, served = site
    page = visit(f"{served.address}fact-checks/review/")
    page.evaluate("window.mine = 'still here'")
    page.get_by_text("Paragraph 150 is made up.").scroll_into_view_if_needed()
    page.evaluate(
        """() => {
        const details = document.createElement("details");
        document.querySelector("header.masthead").append(details);
        document.querySelector("#site_query").focus();
        document.querySelector("#site_query").value = "half a word";
        }"""
    )
    page.get_by_text("Paragraph 150 is made up.").scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    assert before > 1000
    edit(folder, "Paragraph 151 is made up.", "Paragraph 151 was edited.")
    expect(page.get_by_text("Paragraph 151 was edited.")).to_be_visible()
    assert page.evaluate("scrollY") == before
    assert page.evaluate("window.mine") == "still here"
    assert page.evaluate("document.activeElement.id") == "site_query"
    assert page.input_value("#site_query") == "half a word"


def test_a_new_title_is_the_title_of_the_window_and_of_every_open_page_that_names_it(
    site: tuple[Path, Preview], visit: Callable[..., Page]
) -> None:
    folder, served = site
    entry, home = visit(f"{served.address}fact-checks/review/"), visit(served.address)
    edit(folder, "A made-up review", "Another title")
    expect(entry).to_have_title("Another title – Made-up archive")
    expect(home.get_by_role("link", name="Another title").first).to_be_visible()


def test_a_new_style_sheet_is_put_in_place_without_loading_the_page(
    site: tuple[Path, Preview], visit: Callable[..., Page]
) -> None:
    folder, served = site
    page = visit(f"{served.address}fact-checks/review/")
    page.evaluate("window.mine = 'still here'")
    txtar.write(folder, {"templates/assets/style.css": "body { background: rgb(1, 2, 3) }"})
    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
    assert page.evaluate("window.mine") == "still here"


def test_a_mistake_lies_over_the_page_until_it_is_mended(
    site: tuple[Path, Preview], visit: Callable[..., Page]
) -> None:
    folder, served = site
    page = visit(f"{served.address}fact-checks/review/")
    edit(folder, "date: 2024-05-01", "date: 2024-05-41")
    alarm = page.get_by_role("alert").filter(has_text="mistake")
    expect(alarm).to_contain_text(f"{REVIEW}:3:7 FC")
    expect(alarm.locator("pre")).to_have_text("3 | date: 2024-05-41\n  |       ^^^^^^^^^^")
    expect(alarm).to_have_css("position", "fixed")
    expect(page.get_by_text("Paragraph 1 is made up.")).to_be_visible()
    edit(folder, "date: 2024-05-41", "date: 2024-05-01")
    expect(alarm).to_have_count(0)


def test_the_words_of_a_mistake_are_never_markup(site: tuple[Path, Preview], visit: Callable[..., Page]) -> None:
    folder, served = site
    page = visit(f"{served.address}fact-checks/review/")
    edit(folder, "reviewer:", "<img src=x onerror=alert(1)>:")
    expect(page.get_by_role("alert").filter(has_text="<img src=x")).to_be_visible()
    assert page.locator("fcgen-preview img").count() == 0


def test_a_page_that_is_removed_shows_the_404_page_and_comes_back_at_its_address(
    site: tuple[Path, Preview], chrome: Browser
) -> None:
    folder, served = site
    file = folder / "site_src/articles/article.md"
    text = file.read_text(encoding="utf-8")
    with chrome.new_context() as context:
        page = context.new_page()
        page.goto(f"{served.address}articles/article/")
        file.unlink()
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
        assert page.url == f"{served.address}articles/article/"
        file.write_text(text, encoding="utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_text("A made-up article")


def test_the_search_page_says_that_its_index_is_being_refreshed(
    site: tuple[Path, Preview], visit: Callable[..., Page]
) -> None:
    folder, served = site
    page = visit(f"{served.address}search/?q=paragraph")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    edit(folder, "Paragraph 1 is made up.", "An unheard-of word: zyzzyva.")
    page.wait_for_function(NOTICED)  # asked for at each frame: on so small a site it stands for half a second
    expect(page.get_by_text("The search index is being refreshed")).to_have_count(0)
    page.goto(f"{served.address}search/?q=zyzzyva")
    expect(page.locator("[data-search-result]").first).to_contain_text("A made-up review")


def test_a_site_that_was_never_sound_is_shown_as_soon_as_it_is(tmp_path: Path, chrome: Browser) -> None:
    make_site(tmp_path, {**SITE, REVIEW: FACT_CHECK.replace("2024-05-01", "2024-05-41")})
    with preview(tmp_path, "--clock", CLOCK) as served, chrome.new_context() as context:
        page = context.new_page()
        page.goto(f"{served.address}fact-checks/review/")
        expect(page.get_by_role("alert")).to_contain_text(f"{REVIEW}:3:7")
        edit(tmp_path, "2024-05-41", "2024-05-01")
        expect(page.get_by_role("heading", level=1)).to_have_text("A made-up review")
        expect(page.locator("fcgen-preview section")).to_be_hidden()
