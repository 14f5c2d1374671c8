"""The search page as tests use it."""

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

Sites = Callable[[str, str], str]
"""Gives the address of the home page of a site, given its name (see `conftest.WRITTEN`) and its base path."""

Visit = Callable[..., Page]
"""Opens an address in a fresh browser."""

BASE_PATHS: Final = ("/", "/archive/")

# Where text runs from right to left, what does not fit is cut off on the left, where nobody can scroll to.
BEYOND_THE_LEFT_EDGE: Final = """[...document.querySelectorAll("main *")]
  .filter((e) => e.getBoundingClientRect().left < -1 && !e.closest(".hidden, .table, pre")).map((e) => e.outerHTML)"""


def results(page: Page) -> Locator:
    return page.locator("[data-search-result] a")


def search(page: Page, words: str) -> None:
    page.locator("input[type=search]").fill(words)
    page.keyboard.press("Enter")


def box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f'fieldset[data-filter="{name}"] input[value="{value}"]')


def expect_results(page: Page) -> None:
    """Wait until something is found."""
    expect(page.locator("#search_status")).to_have_text(re.compile(r"\bfound\b"))
    expect(results(page).first).to_be_visible()


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def count(page: Page, before: int | None = None) -> int:
    """Return how many results the page says there are, as soon as it says another number than `before`."""
    status = page.locator("#search_status")
    expect(status).to_have_text(re.compile(rf"^(?!{before} )\d+ pages? found"))
    found = re.match(r"\d+", status.inner_text())
    assert found
    return int(found[0])
