"""`docs/themes.md`: every step of the page, done in a new archive, changes what the page says and breaks nothing."""

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

import pytest
from command_line import run
from html_pages import main_text, parsed, problems
from lxml.html import HtmlElement
from site_files import tree
from story import Story
from theme_steps import FONT, TEXT, followed, steps

from fcgen.commands.theme_parts import PARTS
from fcgen.config import TONES
from fcgen.disk.theme import packaged
from fcgen.pages.blocks import blocks

STEPS: Final = steps()
ABOUT, MISSING, REVIEW = "about/index.html", "404.html", "fact-checks/two-bridge-claims/index.html"

Out = Mapping[str, bytes]
"""The files of a built site, by path."""


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive as `fcgen init` makes it, built once."""
    folder = tmp_path_factory.mktemp("new")
    assert run(folder, "init", "site").exit_code == 0
    Story(folder / "site").build()
    return folder / "site"


@pytest.fixture
def site(new: Path, tmp_path: Path) -> Story:
    """A new archive that has been built."""
    shutil.copytree(new, tmp_path / "site")
    return Story(tmp_path / "site").build()


def page(out: Out, path: str) -> HtmlElement:
    return parsed(out[path])


def own_style(out: Out) -> tuple[str, str]:
    """The address and the text of the style sheet that the site adds: every page names it, after the theme's."""
    (path,) = (path for path in out if re.fullmatch(r"assets/site\.\w+\.css", path))
    for name, data in out.items():
        if name.endswith(".html"):
            theirs, ours = parsed(data).xpath("//link[@rel='stylesheet']/@href")
            assert (theirs.startswith("/assets/style."), ours) == (True, f"/{path}"), name
    return f"/{path}", out[path].decode()


def properties(text: str) -> dict[str, str]:
    """The custom properties that a piece of a style sheet sets, each with what it is set to last."""
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", text))


def of_the_theme() -> tuple[dict[str, str], dict[str, str]]:
    """The custom properties that the theme sets for both schemes, and those that are others in the dark."""
    text = (packaged() / "assets" / "style.css").read_text(encoding="utf-8")
    light = re.search(r"^:root \{(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    in_the_dark = r"^@media screen and \(prefers-color-scheme: dark\) \{\n  :root \{(.*?)^  \}"
    dark = re.search(in_the_dark, text, re.MULTILINE | re.DOTALL)
    assert light
    assert dark
    return properties(light[1]), properties(dark[1])


# what each step changes


def another_colour(out: Out) -> None:
    _, text = own_style(out)
    light, dark = text.split("@media screen and (prefers-color-scheme: dark)")
    assert properties(light).keys() == properties(dark).keys() == {"--link", "--visited", "--accent"}


def the_light_scheme_alone(out: Out) -> None:
    _, text = own_style(out)
    light, dark = of_the_theme()
    assert properties(text) == {name: light[name] for name in dark}, "the page has other colours than style.css"
    assert "color-scheme: light;" in text


def another_font(out: Out) -> None:
    address, text = own_style(out)
    (written,) = re.findall(r'url\("([^"]+)"\)', text)
    assert urljoin(address, written) == f"/{FONT.removeprefix('site_src/')}"
    assert FONT.removeprefix("site_src/") in out
    (policy,) = page(out, ABOUT).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "font-src 'self'" in policy


def a_logo(out: Out) -> None:
    (title,) = page(out, ABOUT).find_class("site-title")
    (logo,) = title.iter("img")
    assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("36", "36", "")
    assert title.text_content() == "An example archive"
    assert b'fill="#6a1b9a"' in out[logo.get("src").lstrip("/")]


def a_logo_in_place_of_the_title(out: Out) -> None:
    for path in (ABOUT, "index.html"):
        (title,) = page(out, path).find_class("site-title")
        (logo,) = title.iter("img")
        assert (logo.get("width"), logo.get("height"), logo.get("alt")) == ("160", "36", "An example archive")
        assert title.text_content().strip() == ""


def another_icon(out: Out) -> None:
    (icon,) = page(out, ABOUT).xpath("//link[@rel='icon']/@href")
    assert b'fill="#6a1b9a"' in out[icon.lstrip("/")]


def other_words(out: Out) -> None:
    (menu,) = page(out, ABOUT).find_class("menu")
    assert "Speakers" in menu.text_content().split()
    assert "Claimants" not in menu.text_content()


def colours_of_verdicts(out: Out) -> None:
    _, text = own_style(out)
    (chosen,) = set(re.findall(r'(?m)^ *\[data-verdict="([\w-]+)"\]', text))
    assert properties(text).keys() == {"--tone", "--ground"}
    badges = page(out, REVIEW).xpath(f"//*[contains(@class, 'badge')][@data-verdict='{chosen}']/@class")
    assert badges
    toned = [
        element
        for path in out
        if path.endswith(".html")
        for element in page(out, path).xpath("//*[@class]")
        if {*str(element.get("class")).split()} & {*TONES}
    ]
    assert all("data-verdict" in element.attrib for element in toned), "a colour of a tone that no verdict can change"
    for path in ("verdicts/index.html", f"verdicts/{chosen}/index.html"):
        assert page(out, path).xpath(f"//*[@data-verdict='{chosen}']"), path


def shapes_of_verdicts(out: Out) -> None:
    shapes = {
        str(badge.get("class")): str(badge.xpath(".//path/@d")[0])
        for path in ("verdicts/index.html", "search/index.html")
        if path in out
        for badge in page(out, path).find_class("badge")
    }
    assert {name: d.split()[0] for name, d in shapes.items()} == {
        "badge positive": "M1",
        "badge mixed": "M1",
        "badge negative": "M3",
        "badge unknown": "M8",
    }
    assert len(set(shapes.values())) == 4


def a_line_at_the_end_of_every_page(out: Out) -> None:
    for path, data in out.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in data:
            (footer,) = parsed(data).find_class("colophon")
            assert footer.text_content().rstrip().endswith("Published by a made-up newsroom."), path


def a_part_of_one_kind_of_page(out: Out) -> None:
    (main,) = page(out, REVIEW).iter("main")
    assert main[-1].text_content() == "How we work is told on a page of its own."
    assert b"How we work is told" not in out[ABOUT]


def one_page_otherwise(out: Out) -> None:
    assert "Call us: +1 555 0100\n" in main_text(out["contact/index.html"])
    assert "Call us" not in main_text(out[ABOUT])


def a_component_replaced_everywhere(out: Out) -> None:
    times = [time for path in out if path.endswith(".html") for time in page(out, path).xpath("//main//time")]
    shown = {str(time.text) for time in times if time.get("datetime") != "2000"}  # the search page fills that in
    assert "2024-03-05" in shown
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}(T.*)?", text) for text in shown)


def a_whole_template(out: Out) -> None:
    assert main_text(out[MISSING]).startswith("There is no such page\n")


CHANGES: Final[Mapping[str, Callable[[Out], None]]] = {
    "Another colour": another_colour,
    "The light scheme alone": the_light_scheme_alone,
    "Another font": another_font,
    "A logo": a_logo,
    "A logo in place of the title": a_logo_in_place_of_the_title,
    "Another icon": another_icon,
    "Other words": other_words,
    "Colours of verdicts": colours_of_verdicts,
    "Shapes of verdicts": shapes_of_verdicts,
    "A line at the end of every page": a_line_at_the_end_of_every_page,
    "A part of one kind of page": a_part_of_one_kind_of_page,
    "One page otherwise": one_page_otherwise,
    "A component replaced everywhere": a_component_replaced_everywhere,
    "A whole template": a_whole_template,
}
COPY: Final = "A copy of a template"


def test_every_step_of_the_page_has_something_to_change() -> None:
    assert STEPS.keys() == {*CHANGES, COPY}


@pytest.mark.slow
@pytest.mark.parametrize("heading", list(CHANGES))
def test_a_step_changes_what_the_page_says_and_breaks_nothing(site: Story, heading: str) -> None:
    with pytest.raises((AssertionError, ValueError, KeyError)):
        CHANGES[heading](tree(site.out))
    followed(STEPS[heading], site)
    site.build().told().is_as_from_scratch()
    CHANGES[heading](tree(site.out))
    assert problems(site.out, "/", "https://example.org") == []


@pytest.mark.slow
def test_a_copy_changes_nothing_until_it_is_changed_and_never_replaces_anything(site: Story) -> None:
    before = tree(site.out)
    followed(STEPS[COPY], site)
    copied = tree(site.folder / "templates")
    assert copied.keys() == {name for name in PARTS if name == "not_found.html" or name.startswith("components/")}
    assert tree(site.build().wrote(0).out) == before
    for _, *arguments in STEPS[COPY].commands:
        assert run(site.folder, *arguments).exit_code == 2
    assert tree(site.folder / "templates") == copied


def test_the_page_lists_the_custom_properties_of_the_style_sheet_and_no_others() -> None:
    section = TEXT.partition("\n## Custom properties\n")[2]
    listed = re.findall(r"^\| `(--[\w-]+)` \|", section, re.MULTILINE)
    light, dark = of_the_theme()
    assert listed == list(light)
    assert dark.keys() <= light.keys()


def test_the_page_names_the_blocks_of_what_stands_around_every_page() -> None:
    texts = {"base.html": (packaged() / "base.html").read_text(encoding="utf-8")}
    (told,) = re.findall(r"^Its blocks are (.+?)\. ", TEXT, re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", told)) == set(blocks("base.html", texts))


def test_what_the_page_shows_of_the_list_of_copies_is_what_is_printed(site: Story) -> None:
    followed(STEPS[COPY], site)
    run(site.folder, "theme", "copy", "claim.html")
    shown = site.folder / "templates" / "claim.html"
    shown.write_bytes(re.sub(rb"fcgen (\S+), \w+:", rb"fcgen \1, 0123456789:", shown.read_bytes(), count=1))
    lines = [" ".join(line.split()) for line in run(site.folder, "theme", "list").stdout.splitlines()]
    (example,) = re.findall(r"^  ```text\n(.*?)^  ```", TEXT, re.MULTILINE | re.DOTALL)
    wanted = [" ".join(line.split()) for line in example.splitlines()]
    at = lines.index(wanted[0])
    assert lines[at : at + 2] == wanted


def test_every_link_of_the_page_leads_somewhere() -> None:
    docs = packaged().parent / "docs"
    for written in re.findall(r"\]\(([^)]+)\)", TEXT):
        path, _, fragment = written.partition("#")
        if path.startswith("https://"):
            continue
        text = (docs / path).read_text(encoding="utf-8") if path else TEXT
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        places = {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}
        assert not fragment or fragment in places, written
