"""The names that the search page offers: whose they are, where they lead, and when their file changes."""

import json
from pathlib import Path
from typing import Any

from archives import Site, article, decoded, review, sound
from story import Story

from fcgen.formats import suggestions
from fcgen.pages.data_files import data_files

FILE = "search/suggestions.json"


def offered(made: Site) -> list[dict[str, Any]]:
    """The names of a site, as the search page reads them."""
    names: list[dict[str, Any]] = json.loads(b"".join(suggestions.write(made.archive)))["names"]
    return names


def test_claimants_outlets_and_topics_are_offered_with_other_names_and_how_much_there_is_of_each():
    made = sound(
        {
            "people/ann.md": "name: Ann Made-Up\nalso_known_as: [Annie, آن]",
            "claims/c.md": "text: It is made up.\nclaimants: [Ann Made-Up]",
            "claims/d.md": "text: This too.\nclaimants: [Annie]",
            "fact-checks/f.md": review("c", reviewer="Made-up Desk", more="topics: [Bridges & <roads>]"),
        }
    )
    assert offered(made) == [
        {
            "name": "Ann Made-Up",
            "also_known_as": ["Annie", "آن"],
            "kind": "person",
            "url": "/archive/claimants/ann/",
            "entries": 2,
        },
        {
            "name": "Made-up Desk",
            "also_known_as": [],
            "kind": "outlet",
            "url": "/archive/outlets/made-up-desk/",
            "entries": 1,
        },
        {
            "name": "Bridges & <roads>",
            "also_known_as": [],
            "kind": "topic",
            "url": "/archive/topics/bridges-roads/",
            "entries": 1,
        },
    ]


def test_every_name_that_is_offered_has_a_page():
    made = sound(
        {"articles/a.md": article(more="topics: [東京, Öl]\noutlet: Gazette")}, base_url="https://example.org/"
    )
    assert [one["name"] for one in offered(made)] == ["Gazette", "Öl", "東京"]
    assert {decoded(one["url"], "/") for one in offered(made)} <= made.plan.addresses


def test_who_was_withdrawn_is_not_offered():
    made = sound({"people/ann.md": "name: Ann\nwithdrawn: {date: 2024, reason: Made up.}"})
    assert offered(made) == []


def test_without_a_search_there_is_no_such_file():
    made = sound({}, config="search: {enabled: false}\n")
    assert "suggestions" not in {file.holds for file in data_files(made.archive, made.plan.pages)}


def test_the_file_changes_with_a_name_and_not_with_a_text(tmp_path: Path) -> None:
    story = Story(tmp_path / "site").write(
        {
            "config.yaml": "title: Made-up archive\nbase_url: https://example.org/archive/\n",
            "site_src/people/ann.md": "---\nname: Ann\n---\nA made-up person.\n",
            "site_src/claims/c.md": "---\ntext: It is made up.\nclaimants: [Ann]\n---\nA note.\n",
        }
    )
    before = (story.build(search=True).out / FILE).stat().st_ino
    story.edit("site_src/people/ann.md", "A made-up person.", "Nobody.").build().is_as_from_scratch()
    assert (story.out / FILE).stat().st_ino == before
    story.edit("site_src/people/ann.md", "name: Ann", "name: Ann\nalso_known_as: [Annie]").build().is_as_from_scratch()
    assert json.loads((story.out / FILE).read_text(encoding="utf-8"))["names"][0]["also_known_as"] == ["Annie"]


def test_a_file_that_was_altered_is_written_again(tmp_path: Path) -> None:
    story = Story(tmp_path / "site").write(
        {
            "config.yaml": "title: Made-up archive\nbase_url: https://example.org/\n",
            "site_src/people/a.md": "---\nname: Ann\n---\n",
        }
    )
    good = (story.build(search=True).out / FILE).read_bytes()
    (story.out / FILE).write_bytes(b"{}")
    story.build()
    assert (story.out / FILE).read_bytes() == good
