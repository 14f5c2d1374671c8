"""What the steps of `docs/themes.md` do to the look of a site, seen in a real browser, in both schemes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from command_line import run
from playwright.sync_api import Browser, expect
from search_page import Visit
from serving import built
from story import Story
from theme_steps import FONT, followed, steps

pytestmark = pytest.mark.browser

REVIEW: Final = "fact-checks/two-bridge-claims/"
SHOWN: Final = """() => {
  const of = (one, name) => getComputedStyle(document.querySelector(one))[name];
  const chosen = '.badge[data-verdict="mostly-true"]';
  return {
    ground: of("body", "backgroundColor"),
    link: of(".prose a", "color"),
    top: of(".masthead", "borderBlockStartColor"),
    badge: of(chosen, "color"),
    "behind badge": of(chosen, "backgroundColor"),
    band: of(".ruling", "borderBlockStartColor"),
    mark: of(`${chosen} .mark`, "fill"),
    other: of('.badge[data-verdict="unproven"]', "color"),
    font: of("body", "fontFamily"),
  };
}"""


def rgb(colour: str) -> str:
    """A colour as browsers tell it."""
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.fixture
def site(tmp_path: Path) -> Story:
    """A new archive."""
    assert run(tmp_path, "init", "site").exit_code == 0
    return Story(tmp_path / "site")


def looks(site: Story, visit: Visit, path: str = REVIEW) -> Mapping[str, Mapping[str, str]]:
    """How a page of a site looks once it is built, in the light scheme and in the dark."""
    with built(site.build().folder / "_site", "/") as home:
        return {scheme: visit(f"{home}{path}", color_scheme=scheme).evaluate(SHOWN) for scheme in ("light", "dark")}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    return {name: after[name] for name in after if after[name] != before[name]}


@pytest.mark.parametrize(
    ("heading", "light", "dark"),
    [
        (
            "Another colour",
            {"link": rgb("#6a1b9a"), "top": rgb("#6a1b9a")},
            {"link": rgb("#d7aefb"), "top": rgb("#d7aefb")},
        ),
        (
            "Colours of verdicts",
            {name: rgb("#14527a") for name in ("badge", "band", "mark")} | {"behind badge": rgb("#e3eef6")},
            {name: rgb("#8cc4ec") for name in ("badge", "band", "mark")} | {"behind badge": rgb("#16283a")},
        ),
    ],
)
def test_a_colour_is_that_of_the_step_in_either_scheme_and_all_else_stays(
    site: Story, visit: Visit, heading: str, light: Mapping[str, str], dark: Mapping[str, str]
) -> None:
    before = looks(site, visit)
    followed(steps()[heading], site)
    after = looks(site, visit)
    assert changed(before["light"], after["light"]) == light
    assert changed(before["dark"], after["dark"]) == dark


def test_the_light_scheme_alone_is_the_same_in_the_dark(site: Story, visit: Visit) -> None:
    before = looks(site, visit)
    assert before["light"] != before["dark"]
    followed(steps()["The light scheme alone"], site)
    after = looks(site, visit)
    assert after["dark"] == after["light"] == before["light"]


def test_a_font_of_the_sites_own_is_asked_for_and_let_in(site: Story, chrome: Browser) -> None:
    followed(steps()["Another font"], site)
    with built(site.build().folder / "_site", "/") as home, chrome.new_page() as page:
        page.add_init_script(
            "window.refused = [];"
            "document.addEventListener('securitypolicyviolation', (e) => window.refused.push(e.violatedDirective))"
        )
        with page.expect_response(f"**/{FONT.removeprefix('site_src/')}") as asked:
            page.goto(f"{home}{REVIEW}")
        assert asked.value.body() == b"a made-up font"
        assert page.evaluate("window.refused") == []
        assert '"Made-up Sans"' in page.evaluate(SHOWN)["font"]


@pytest.mark.parametrize(("heading", "width"), [("A logo", 36), ("A logo in place of the title", 160)])
def test_nothing_moves_when_the_logo_comes(site: Story, visit: Visit, heading: str, width: int) -> None:
    followed(steps()[heading], site)
    with built(site.build().folder / "_site", "/") as home:
        page = visit(f"{home}{REVIEW}")
        there = page.locator(".site-title").bounding_box()
        page.route("**/static/logo.svg", lambda route: None)  # an answer that never comes
        page.goto(f"{home}{REVIEW}", wait_until="commit")
        expect(page.locator("body")).to_have_css("display", "flex")
        expect(page.locator("footer")).to_be_attached()
        logo = page.locator(".site-title img")
        assert logo.evaluate("e => [e.complete, e.getBoundingClientRect().width]") == [False, width]
        assert page.locator(".site-title").bounding_box() == there
