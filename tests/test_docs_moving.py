"""`docs/moving.md`: what it says becomes of the entries of other generators is so."""

import re
from pathlib import Path
from typing import Final

import pytest
from command_line import run
from story import Story

import fcgen

TEXT: Final = (Path(fcgen.__file__).parent.parent / "docs" / "moving.md").read_text(encoding="utf-8")
BEFORE, TOLD, AFTER = re.findall(r"^```(?:markdown|text)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
CONFIG: Final = "title: Made-up archive\nbase_url: https://example.org/\nsearch: {enabled: false}\n"
ENTRY: Final = "site_src/articles/bridge-opens.md"


@pytest.fixture
def site(tmp_path: Path) -> Story:
    return Story(tmp_path).write({"config.yaml": CONFIG})


def test_what_another_generator_wrote_is_told_as_the_page_shows(site: Story) -> None:
    site.write({ENTRY: BEFORE})
    done = run(site.folder, "check", "--lenient")
    assert done.exit_code == 0
    assert TOLD in done.stderr
    assert run(site.folder, "check").exit_code == 1


def test_what_was_mended_as_the_page_shows_is_sound_and_keeps_its_old_address(site: Story) -> None:
    site.write({ENTRY: AFTER})
    assert run(site.folder, "check", "--strict").stderr == "no mistakes.\n"
    site.build()
    assert "/articles/bridge-opens/" in (site.out / "news/bridge-opens/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ['{{< figure src="a.jpg" >}}', "{% include a.html %}", "[gallery ids=1]", "{: .class}"]
)
def test_what_another_generator_would_run_is_shown_as_it_stands(site: Story, text: str) -> None:
    site.write({ENTRY: f"---\ntitle: Made up\n---\n\n{text}\n"}).build().told()
    shown = (site.out / "articles/bridge-opens/index.html").read_text(encoding="utf-8")
    assert text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in shown


def test_an_entry_that_was_unpublished_elsewhere_would_be_published(site: Story) -> None:
    site.write({ENTRY: "---\ntitle: Made up\npublished: false\n---\n"})
    assert run(site.folder, "build", "--lenient").exit_code == 0
    assert (site.out / "articles/bridge-opens/index.html").is_file()


def test_a_link_to_an_old_address_that_an_entry_keeps_is_no_dead_link(site: Story) -> None:
    link = "---\ntitle: Made up too\n---\n\n[There](/news/bridge-opens/).\n"
    site.write({ENTRY: AFTER, "site_src/articles/other.md": link}).build().told()
