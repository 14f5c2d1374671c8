"""What a build makes again, and what it leaves: told as stories of a small made-up site."""

import contextlib
import os
import sqlite3
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from site_files import tree
from story import JUNE, Story

from fcgen.archive.guesses import GUESSES
from fcgen.diagnostics import Strictness
from fcgen.disk import stamps
from fcgen.disk.manifest import RefusedError
from fcgen.disk.source import Source

SITE: Final = MappingProxyType(
    {
        "config.yaml": "title: Made-up archive\nbase_url: https://example.org/archive/\n",
        "site_src/articles/speech.md": (
            "---\ntitle: A made-up speech\ndate: 2024-03-01\noutlet: Made-up Gazette\nsummary: It was long.\n---\n"
            "The mayor said that [it is the longest](quote:longest). See [the plan](there.md#the-plan).\n"
        ),
        "site_src/articles/there.md": (
            "---\ntitle: There\ndate: 2024-03-02\n---\nA first paragraph.\n\n## The plan\n\n![a plan](plan.svg)\n"
        ),
        "site_src/articles/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "site_src/claims/longest.md": (
            "---\ntext: It is the longest bridge.\nclaimants: [Ann Made-Up]\ndate: 2024-02-29\n---\nA note.\n"
        ),
        "site_src/fact-checks/check.md": (
            "---\ntitle: It is not\nreviewer: Made-up Desk\nclaim: longest\nverdict: False\ndate: 2024-03-03\n"
            "summary: It is not.\n---\nWe measured.\n"
        ),
        "site_src/pages/about.md": "---\ntitle: About\nsummary: Made up.\n---\nAll made up.\n",
        "site_src/static/notes.txt": "made up",
    }
)
SPEECH, THERE, CLAIM = "/articles/speech/", "/articles/there/", "/claims/longest/"
CHECK, ABOUT = "/fact-checks/check/", "/about/"
LISTS_OF_ARTICLES: Final = ("/", "/articles/", "/archive/2024/")
FEEDS_OF_CHECK: Final = tuple(
    f"{page}feed.{form}"
    for page in ("/", "/claimants/ann-made-up/", "/outlets/made-up-desk/", "/verdicts/false/")
    for form in ("json", "xml")
)
DATA_OF_TEXTS: Final = 3
"""The files that every new text is in: the entries as lines, their description, the checksums."""


@pytest.fixture
def site(tmp_path: Path) -> Story:
    """The site, built."""
    return Story(tmp_path / "site").write(SITE).build()


def looks(folder: Path) -> dict[Path, tuple[int, int, int, int]]:
    """What of all files below a folder changes when they are written."""
    found = {path: path.stat() for path in folder.rglob("*")}
    return {path: (one.st_ino, one.st_size, one.st_mtime_ns, one.st_ctime_ns) for path, one in found.items()}


# nothing


def test_a_first_build_renders_all_pages(site: Story) -> None:
    site.rendered_all().is_as_from_scratch()


def test_with_nothing_changed_nothing_is_rendered_or_written(site: Story) -> None:
    before = looks(site.out)
    site.does_nothing_again()
    assert looks(site.out) == before


def test_another_time_of_a_file_is_no_change(site: Story) -> None:
    site.touch("site_src/articles/speech.md").touch("config.yaml").does_nothing_again()


def test_an_archive_that_was_moved_is_known_again(site: Story) -> None:
    site.folder.rename(site.folder.with_name("moved"))
    site.folder = site.folder.with_name("moved")
    site.build().rendered_only().wrote(0)


# texts


def test_an_edit_of_a_body_renders_one_page(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured twice.").build()
    site.rendered_only(CHECK).made_for_programs_only(*FEEDS_OF_CHECK)
    site.wrote(1 + len(FEEDS_OF_CHECK) + DATA_OF_TEXTS).is_as_from_scratch()


def test_an_edit_that_leaves_the_time_and_the_size_of_the_file_is_seen(site: Story) -> None:
    site.edit_unseen("site_src/fact-checks/check.md", "We measured.", "We pondered.").build()
    site.rendered_only(CHECK).is_as_from_scratch()


def test_an_edit_of_a_first_paragraph_renders_the_pages_that_show_it(site: Story) -> None:
    site.edit("site_src/articles/there.md", "A first paragraph.", "Another beginning.").build()
    site.rendered_only(THERE, *LISTS_OF_ARTICLES).is_as_from_scratch()


def test_an_edit_that_makes_the_same_page_writes_the_data_alone(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "We measured.", "We\nmeasured.\n\n").build()
    site.edit("site_src/fact-checks/check.md", "We\nmeasured.\n\n", "We\nmeasured.\n").build()
    site.rendered_only().made_for_programs_only().wrote(DATA_OF_TEXTS)


def test_edits_of_several_bodies_render_their_pages(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured [there](article:there).")
    site.edit("site_src/pages/about.md", "All made up.", "All of it is made up.").build()
    site.rendered_only(CHECK, ABOUT).is_as_from_scratch()


def test_an_edit_after_an_edit_is_compared_with_what_is_there_now(site: Story) -> None:
    site.edit("site_src/pages/about.md", "All made up.", "Once.").build().rendered_only(ABOUT)
    site.edit("site_src/pages/about.md", "Once.", "Twice.").build().rendered_only(ABOUT).is_as_from_scratch()
    site.edit("site_src/fact-checks/check.md", "We measured.", "Measured.").build().rendered_only(CHECK)
    site.is_as_from_scratch()


def test_a_heading_that_others_link_to_cannot_go_unnoticed(site: Story) -> None:
    site.edit("site_src/articles/there.md", "## The plan", "## The drawing").build().failed("FC501")
    site.edit("site_src/articles/speech.md", "#the-plan", "#the-drawing").build()
    site.rendered_only(SPEECH, THERE).is_as_from_scratch()


def test_a_new_quote_reaches_the_claim(site: Story) -> None:
    site.edit("site_src/articles/there.md", "A first paragraph.", "A first [paragraph](quote:longest).").build()
    assert CLAIM in site.done.rendered
    site.is_as_from_scratch()


def test_a_picture_that_is_no_longer_shown_is_no_longer_published(site: Story) -> None:
    site.edit("site_src/articles/there.md", "![a plan](plan.svg)", "No plan.").build().told("FC117")
    assert not list(site.out.glob("assets/media/*"))
    site.is_as_from_scratch()


def test_a_warning_is_told_by_every_build_until_it_is_mended(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "verdict: False", "verdict: Nonsense").build().told("FC402")
    site.build().told("FC402").rendered_only()
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().told("FC402").rendered_only(ABOUT)
    site.edit("site_src/fact-checks/check.md", "verdict: Nonsense", "verdict: False").build().told()


def test_a_warning_of_a_text_goes_with_its_cause(site: Story) -> None:
    site.edit("site_src/pages/about.md", "All made up.", "![far](https://example.org/x.png)").build().told("FC503")
    site.edit("site_src/pages/about.md", "![far](https://example.org/x.png)", "Near.").build().told()
    site.is_as_from_scratch()


def test_an_error_in_a_text_stops_the_build_and_the_next_goes_on_from_the_last_that_did_not_fail(site: Story) -> None:
    site.edit("site_src/pages/about.md", "All made up.", "[nowhere](article:nowhere)").build().failed("FC501")
    site.edit("site_src/pages/about.md", "[nowhere](article:nowhere)", "All of it.").build().rendered_only(ABOUT)
    site.is_as_from_scratch()


def test_what_a_broken_link_may_have_meant_is_told_as_by_a_first_build(site: Story) -> None:
    site.build(strictness=Strictness.LENIENT)
    site.edit("site_src/pages/about.md", "All made up.", "[There](article:ther)").build().told("FC501")
    site.is_as_from_scratch()
    many = "[there](article:ther) " * GUESSES
    site.edit("site_src/articles/speech.md", "The mayor", f"{many}The mayor").build().is_as_from_scratch()
    site.edit("site_src/articles/speech.md", many, "").build().told("FC501").is_as_from_scratch()


def test_a_link_to_a_draft_is_told_until_it_is_gone(site: Story) -> None:
    site.write({"site_src/articles/draft.md": "---\ntitle: Draft\ndraft: true\n---\nMade up.\n"}).build()
    site.edit("site_src/pages/about.md", "All made up.", "[Soon](article:draft).").build().told("FC308")
    site.rendered_only(ABOUT).build().told("FC308").is_as_from_scratch()
    site.edit("site_src/pages/about.md", "[Soon](article:draft).", "Soon.").build().told().is_as_from_scratch()


def test_a_page_that_shows_two_texts_does_not_make_the_second_forget_its_other_pages(site: Story) -> None:
    site.write({"site_src/articles/other.md": "---\ntitle: Other\ndate: 2024-03-04\n---\nA second text.\n"}).build()
    site.edit("site_src/articles/there.md", "A first paragraph.", "Another.").build().is_as_from_scratch()
    site.edit("site_src/articles/other.md", "A second text.", "One more.").build()
    site.rendered_only("/articles/other/", *LISTS_OF_ARTICLES).is_as_from_scratch()


def test_a_heading_that_the_menu_leads_to_is_part_of_every_page(site: Story) -> None:
    menu = "navigation: [{title: The plan, url: '/articles/there/#the-plan'}]\n"
    site.write({"config.yaml": SITE["config.yaml"] + menu}).build()
    site.edit("site_src/articles/speech.md", "[the plan](there.md#the-plan)", "the plan").build()
    site.edit("site_src/articles/there.md", "## The plan", "## The drawing").build().failed("FC501")
    site.build(strictness=Strictness.LENIENT).told("FC501").is_as_from_scratch()
    site.edit("site_src/articles/there.md", "## The drawing", "## The plan").build().told().is_as_from_scratch()


# front matter


def test_another_offset_of_the_same_instant_is_another_date(site: Story) -> None:
    site.edit("site_src/articles/speech.md", "date: 2024-03-01", "date: 2024-03-01T23:30:00Z").build()
    site.edit("site_src/articles/speech.md", "2024-03-01T23:30:00Z", "2024-03-02T01:30:00+02:00").build()
    assert SPEECH in site.done.rendered
    site.is_as_from_scratch()


def test_a_new_title_renders_only_the_pages_that_show_it(site: Story) -> None:
    site.edit("site_src/articles/speech.md", "title: A made-up speech", "title: Another speech").build()
    shown = (SPEECH, CLAIM, CHECK, *LISTS_OF_ARTICLES, "/outlets/made-up-gazette/")
    site.rendered_only(*shown).is_as_from_scratch()


def test_a_verdict_renders_the_pages_that_show_it(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "verdict: False", "verdict: True").build()
    assert {CHECK, CLAIM, SPEECH, "/verdicts/true/", "/verdicts/false/"} <= set(site.done.rendered)
    assert not {THERE, ABOUT, "/articles/"} & set(site.done.rendered)
    site.is_as_from_scratch()


def test_a_new_entry_renders_its_page_and_the_lists_that_name_it(site: Story) -> None:
    site.write({"site_src/articles/new.md": "---\ntitle: New\ndate: 2024-04-01\n---\nMade up.\n"}).build()
    site.rendered_only("/articles/new/", *LISTS_OF_ARTICLES, "/archive/").is_as_from_scratch()


def test_an_entry_that_is_gone_takes_its_page_with_it(site: Story) -> None:
    site.edit("site_src/articles/speech.md", "[the plan](there.md#the-plan)", "it").build()
    site.remove("site_src/articles/there.md").remove("site_src/articles/plan.svg").build()
    site.rendered_only(*LISTS_OF_ARTICLES, "/archive/")
    assert not (site.out / "articles/there").exists()
    site.is_as_from_scratch()


def test_a_renamed_entry_moves_its_page(site: Story) -> None:
    site.rename("site_src/fact-checks/check.md", "site_src/fact-checks/2024/measured.md").build()
    assert not (site.out / "fact-checks/check").exists()
    assert "/fact-checks/measured/" in site.done.rendered
    site.is_as_from_scratch()


def test_an_entry_that_is_only_filed_elsewhere_renders_nothing(site: Story) -> None:
    site.rename("site_src/fact-checks/check.md", "site_src/fact-checks/2024/check.md").build()
    site.rendered_only().made_for_programs_only().wrote(DATA_OF_TEXTS).is_as_from_scratch()


def test_drafts_come_and_go_with_the_option(site: Story) -> None:
    site.write({"site_src/articles/draft.md": "---\ntitle: Draft\ndraft: true\ndate: 2024-04-01\n---\nMade up.\n"})
    site.build().rendered_only()
    site.build(drafts=True).rendered_only("/articles/draft/", *LISTS_OF_ARTICLES, "/archive/").is_as_from_scratch()
    site.build(drafts=False).is_as_from_scratch()
    assert not (site.out / "articles/draft").exists()


def test_an_edit_of_a_draft_renders_nothing(site: Story) -> None:
    site.write({"site_src/articles/draft.md": "---\ntitle: Draft\ndraft: true\n---\nMade up.\n"}).build()
    site.edit("site_src/articles/draft.md", "Made up.", "More.").build().rendered_only().is_as_from_scratch()


def test_a_date_that_has_come_shows_its_entry_without_any_change_of_a_file(site: Story) -> None:
    site.write({"site_src/articles/later.md": "---\ntitle: Later\ndate: 2024-07-01\n---\nMade up.\n"}).build()
    site.build(now=JUNE.replace(day=30)).rendered_only()
    site.build(now=JUNE.replace(month=7)).rendered_only("/articles/later/", *LISTS_OF_ARTICLES, "/archive/")
    site.is_as_from_scratch()
    site.build(now=JUNE).is_as_from_scratch()
    assert not (site.out / "articles/later").exists()


# what all pages share, and what some use


def test_a_new_name_of_the_site_renders_all_pages(site: Story) -> None:
    site.edit("config.yaml", "Made-up archive", "Another archive").build().rendered_all().is_as_from_scratch()


def test_another_address_of_the_site_renders_all_pages(site: Story) -> None:
    site.build(base_url="https://example.org/else/").rendered_all().is_as_from_scratch()


def test_an_edit_of_a_template_renders_only_the_pages_that_use_it(site: Story) -> None:
    site.write({"templates/page.html": "{% extends 'default/page.html' %}"}).build()
    site.rendered_only(ABOUT).is_as_from_scratch()
    site.write({"templates/page.html": "{{ entry.title }}"}).build().rendered_only(ABOUT).is_as_from_scratch()


def test_an_edit_of_a_component_renders_only_the_pages_whose_templates_use_it(site: Story) -> None:
    site.write({"templates/components/evidence.html": "{% macro evidence(items) %}Made up{% endmacro %}"}).build()
    site.rendered_only(CHECK)


def test_a_template_that_chooses_by_a_value_what_it_includes_may_use_any(site: Story) -> None:
    site.write({"templates/page.html": "{% include 'own_' ~ entry.kind|lower ~ '.html' %}"})
    site.write({"templates/own_page.html": "One"}).build()
    site.write({"templates/own_page.html": "Two"}).build().rendered_only(ABOUT).is_as_from_scratch()


def test_an_edit_of_a_style_sheet_renders_all_pages_since_its_address_says_what_is_in_it(site: Story) -> None:
    site.write({"templates/assets/style.css": "body {}"}).build().rendered_all().is_as_from_scratch()


def test_a_style_sheet_of_the_sites_own_is_added_to_the_themes_and_taken_away_again(site: Story) -> None:
    site.edit("site_src/pages/about.md", "title: About", "title: About\nredirect_from: [/old/]").build()
    site.write({"templates/assets/site.css": ":root {}\n"}).build().rendered_all().is_as_from_scratch()
    (own,) = site.out.glob("assets/site.*.css")
    for page in ("index.html", "old/index.html"):
        text = (site.out / page).read_text(encoding="utf-8")
        assert text.index("/assets/style.") < text.index(f"/assets/{own.name}")
    site.remove("templates/assets/site.css").build().rendered_all().is_as_from_scratch()
    assert not own.exists()


def test_another_asset_renders_nothing(site: Story) -> None:
    site.write({"templates/assets/own.css": "body {}"}).build().rendered_only().wrote(1).is_as_from_scratch()


def test_a_changed_picture_renders_the_pages_that_show_it(site: Story) -> None:
    site.write({"site_src/articles/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"}).build()
    site.rendered_only(THERE).is_as_from_scratch()


def test_a_static_file_is_copied_again_and_renders_nothing(site: Story) -> None:
    site.write({"site_src/static/notes.txt": "other"}).build().rendered_only().wrote(1).is_as_from_scratch()


# the output folder


def test_a_missing_page_is_made_again_and_no_other(site: Story) -> None:
    site.remove("_site/articles/speech").build().rendered_only(SPEECH).wrote(1).is_as_from_scratch()


def test_a_missing_page_is_made_again_whatever_else_changed(site: Story) -> None:
    site.remove("_site/about").write({"site_src/static/notes.txt": "other"}).build()
    site.rendered_only(ABOUT).is_as_from_scratch()


def test_a_page_that_was_altered_by_hand_is_made_again(site: Story) -> None:
    site.edit("_site/about/index.html", "All made up.", "All made by hand.").build().rendered_only(ABOUT)
    site.is_as_from_scratch()


def test_an_alteration_that_leaves_size_and_time_is_seen_too(site: Story) -> None:
    site.edit_unseen("_site/about/index.html", "All made up.", "All invented").build().rendered_only(ABOUT)
    site.is_as_from_scratch()


@pytest.mark.parametrize("path", ["static/notes.txt", ".nojekyll"])
def test_any_other_file_that_is_missing_is_written_again(site: Story, path: str) -> None:
    site.remove(f"_site/{path}").build().rendered_only().wrote(1).is_as_from_scratch()


def test_a_list_of_fcgens_files_that_was_altered_is_written_again(site: Story) -> None:
    site.edit("_site/.fcgen-manifest", "replaces and removes", "made up").build().rendered_only().is_as_from_scratch()


def test_what_others_put_into_the_output_folder_is_never_touched(site: Story) -> None:
    site.write({"_site/CNAME": "example.org", "_site/articles/speech/theirs.txt": "theirs"})
    site.edit("site_src/articles/speech.md", "The mayor", "A mayor").build().rendered_only(SPEECH)
    site.edit("site_src/articles/speech.md", "title: A made-up speech", "title: Another").build()
    assert (site.out / "CNAME").read_text() == "example.org"
    assert (site.out / "articles/speech/theirs.txt").read_text() == "theirs"


def let_somebody_else_write_a_page(site: Story) -> None:
    """Put a file of somebody else's where a page comes, with the very bytes of the page."""
    page = (site.out / "about/index.html").read_bytes()
    text = (site.folder / "site_src/pages/about.md").read_text(encoding="utf-8")
    site.remove("site_src/pages/about.md").build()
    (site.out / "about").mkdir()
    (site.out / "about/index.html").write_bytes(page)
    site.write({"site_src/pages/about.md": text}).build()


def test_a_file_of_somebody_elses_with_the_very_bytes_stays_theirs_and_is_watched(site: Story) -> None:
    let_somebody_else_write_a_page(site)
    assert "about/index.html" not in (site.out / ".fcgen-manifest").read_text(encoding="utf-8")
    site.edit("config.yaml", "title:", "title: ").build().does_nothing_again()
    site.remove("_site/about").build().rendered_only(ABOUT).is_as_from_scratch()
    site.does_nothing_again()


def test_somebody_elses_file_is_never_written_over_once_it_differs(site: Story) -> None:
    let_somebody_else_write_a_page(site)
    (site.out / "about/index.html").write_bytes(b"theirs")
    with pytest.raises(RefusedError, match="not made by fcgen"):
        site.build()
    assert (site.out / "about/index.html").read_bytes() == b"theirs"


def test_a_list_that_somebody_else_put_there_removes_nothing(site: Story) -> None:
    site.write({"_site/pagefind/.fcgen-manifest": '{"files": []}'})
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().rendered_only(ABOUT)
    site.made_for_programs_only().wrote(1 + DATA_OF_TEXTS)
    assert (site.out / "index.html").exists()


def test_the_list_of_the_search_index_is_written_again_when_it_is_missing(site: Story) -> None:
    site.build(search=True).remove("_site/pagefind/.fcgen-manifest").build()
    assert (site.out / "pagefind/.fcgen-manifest").exists()
    site.build(clean=True).does_nothing_again()


def test_nothing_is_written_through_a_link_in_place_of_the_search_index(site: Story) -> None:
    theirs = site.folder.parent / "theirs"
    theirs.mkdir()
    site.build(search=True).remove("_site/pagefind")
    (site.out / "pagefind").symlink_to(theirs)
    site.build(search=False).edit("site_src/pages/about.md", "All made up.", "Made up.").build()
    assert list(theirs.iterdir()) == []


def test_what_waits_in_the_output_folder_is_cleared_and_never_written_through(site: Story) -> None:
    theirs = site.folder.parent / "theirs"
    theirs.write_text("theirs")
    (site.out / ".fcgen-manifest.new").symlink_to(theirs)
    site.write({"site_src/pages/new.md": "---\ntitle: New\n---\n"}).build().is_as_from_scratch()
    assert theirs.read_text() == "theirs"


def test_a_file_that_changes_while_it_is_copied_is_looked_at_again(
    site: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture, other = site.folder / "site_src/articles/plan.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>"
    real = Source.read

    def late(self: Source, path: str) -> bytes:
        picture.write_bytes(other)
        return real(self, path)

    site.write({"site_src/articles/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'><a/></svg>"})
    monkeypatch.setattr(Source, "read", late)
    site.build()
    monkeypatch.undo()
    site.build().is_as_from_scratch()
    site.does_nothing_again()


def test_two_output_folders_are_each_right(site: Story) -> None:
    other = site.folder / "other"
    site.build(out=other).rendered_all()
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().is_as_from_scratch()
    site.build(out=other)
    assert tree(other) == tree(site.out)


def test_outputs_whose_times_can_be_believed_are_not_read_again(site: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamps, "_COARSE", 0)  # as if the build were long ago
    site.build()  # files of the first build were stamped within the same tick, perhaps
    read = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: read.append(self) or real(self))
    site.build().rendered_only()
    assert [path for path in read if site.out in path.parents] == []
    os.utime(site.out / "index.html")
    site.build().rendered_only()
    assert [path for path in read if site.out in path.parents] == [site.out / "index.html"]
    os.utime(site.out / "index.html")
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().rendered_only(ABOUT)
    read.clear()
    site.build().rendered_only()
    assert [path for path in read if site.out in path.parents] == []


# what is remembered


@pytest.mark.parametrize("content", [b"", b"made up", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_memo_that_is_none_is_begun_anew(site: Story, content: bytes) -> None:
    (site.folder / ".fcgen/memo.sqlite").write_bytes(content)
    site.build().is_as_from_scratch()
    site.build().rendered_only()


def test_a_clean_build_renders_all_pages_and_leaves_the_files_that_are_right(site: Story) -> None:
    site.build(clean=True).rendered_all().wrote(0).is_as_from_scratch()
    site.build().rendered_only()


def test_a_text_that_comes_back_is_not_parsed_again(site: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    site.edit("site_src/pages/about.md", "All made up.", "Elsewhere.").build()
    monkeypatch.setattr("fcgen.building.loading.load", None)
    site.edit("site_src/pages/about.md", "Elsewhere.", "All made up.").build().rendered_only(ABOUT)


def test_edits_of_texts_alone_are_forgotten_in_time_too(site: Story) -> None:
    text = "All made up."
    for number in range(70):
        site.edit("site_src/pages/about.md", text, f"Text {number}.").build()
        text = f"Text {number}."
    with contextlib.closing(sqlite3.connect(site.folder / ".fcgen/memo.sqlite")) as memo:
        assert memo.execute("SELECT count(*) FROM loads").fetchone()[0] < 70
    site.is_as_from_scratch()


def test_many_texts_are_work_for_all_cores(site: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcgen.building.work._MANY", 1)
    site.edit("site_src/fact-checks/check.md", "We measured.", "Measured.")
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().rendered_only(ABOUT, CHECK)
    assert site.summary is not None
    assert "assemble" in site.summary.seconds
    site.is_as_from_scratch()


def test_what_no_build_uses_any_more_is_forgotten_in_time(site: Story) -> None:
    title = "title: About"
    for number in range(70):
        site.edit("site_src/pages/about.md", title, f"title: About {number}").build()
        title = f"title: About {number}"
    with contextlib.closing(sqlite3.connect(site.folder / ".fcgen/memo.sqlite")) as memo:
        assert 7 <= memo.execute("SELECT count(*) FROM loads").fetchone()[0] < 70
        assert 5 <= memo.execute("SELECT count(*) FROM bodies").fetchone()[0] < 70
    site.build().rendered_only().is_as_from_scratch()


# the search index


def test_the_search_index_is_made_again_only_when_a_record_changed(site: Story) -> None:
    site.build(search=True)
    index = looks(site.out / "pagefind")
    site.build().write({"templates/page.html": "{{ entry.title }}"}).build().rendered_only(ABOUT)
    site.edit("site_src/claims/longest.md", "claimants:", "x_note: mine\nclaimants:").build()
    assert looks(site.out / "pagefind") == index
    site.edit("site_src/pages/about.md", "All made up.", "A word more: bridges.").build()
    assert looks(site.out / "pagefind") != index


@pytest.mark.parametrize("search", [False, True])
def test_after_any_build_there_is_nothing_left_to_do(site: Story, search: bool) -> None:
    site.build(search=search).does_nothing_again()
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().does_nothing_again()
    site.edit("site_src/pages/about.md", "title: About", "title: About us").build().does_nothing_again()
    site.remove("_site/about").build().does_nothing_again()
    site.remove("_site/static").build().does_nothing_again()
    site.write({"templates/assets/own.css": "made up"}).build().does_nothing_again()
    site.build(clean=True).does_nothing_again()


def test_an_index_that_was_harmed_is_made_again(site: Story) -> None:
    site.build(search=True)
    before = {path: path.read_bytes() for path in (site.out / "pagefind").rglob("*.pf_fragment")}
    next(iter(before)).unlink()
    site.build().rendered_only()
    assert {path: path.read_bytes() for path in (site.out / "pagefind").rglob("*.pf_fragment")} == before


def test_in_a_large_archive_an_edit_makes_one_shelf_again(site: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcgen.building.shelving._ALONE", 4)
    monkeypatch.setattr("fcgen.building.shelving._STEP", 2)
    site.build(search=True)
    assert {path.name for path in (site.out / "pagefind").iterdir() if path.is_dir()} == {"en", "en-1"}
    assert (
        'data-shelves="/archive/pagefind/en-1/ /archive/pagefind/en/"' in (site.out / "search/index.html").read_text()
    )
    old = looks(site.out / "pagefind/en-1")
    new = looks(site.out / "pagefind/en")
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured twice.").build().rendered_only(CHECK)
    assert looks(site.out / "pagefind/en-1") == old
    assert looks(site.out / "pagefind/en") != new
    site.is_as_from_scratch()


def test_an_entry_in_another_language_gets_a_shelf_and_the_search_page_names_it(site: Story) -> None:
    site.build(search=True)
    site.edit("site_src/pages/about.md", "title: About", "title: About\nlanguage: es").build()
    assert "/search/" in site.done.rendered
    assert (site.out / "pagefind/es/pagefind.js").exists()
    site.edit("site_src/pages/about.md", "language: es", "language: en").build()
    assert not (site.out / "pagefind/es").exists()
    site.is_as_from_scratch()


# why


@pytest.mark.parametrize(
    "asked",
    [
        "/fact-checks/check/",
        "fact-checks/check",
        "fact-checks/check/index.html",
        "_site/fact-checks/check/index.html",
        "site_src/fact-checks/check.md",
    ],
)
def test_a_page_is_asked_for_by_its_address_its_file_or_its_entry(site: Story, asked: str) -> None:
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured twice.").build(explain=asked)
    site.explained(
        "fact-checks/check/index.html was rendered:",
        "  what it shows has changed: entry.body",
        "  site_src/fact-checks/check.md changed",
    )


def test_the_home_page_can_be_asked_for(site: Story) -> None:
    for asked in ("/", "index.html", "_site/index.html"):
        site.build(explain=asked)
        site.explained(
            "index.html was not rendered: nothing that it shows has changed, and the file is as the last build left it."
        )


def test_a_page_that_does_not_exist_is_told(site: Story) -> None:
    site.build(explain="/nothing/").explained("There is no page nothing/index.html.")
    site.touch("config.yaml").edit("config.yaml", "title: ", "title:  ").build(explain="/nothing/")
    site.explained("There is no page nothing/index.html.")


def test_a_first_build_has_nothing_to_compare_with(site: Story) -> None:
    site.build(clean=True, explain="/about/")
    site.explained("about/index.html was rendered: nothing is remembered of an earlier build.")


def test_a_page_that_shows_what_another_file_says_names_that_file(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "verdict: False", "verdict: True")
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build(explain="/claims/longest/")
    site.explained(
        "claims/longest/index.html was rendered:",
        "  what it shows has changed: head, rulings, timeline",
        "  site_src/fact-checks/check.md changed",
    )


def test_a_page_that_another_file_no_longer_reaches_names_what_is_gone(site: Story) -> None:
    site.remove("site_src/fact-checks/check.md").build(explain="/claims/longest/")
    site.explained(
        "claims/longest/index.html was rendered:",
        "  what it shows has changed: head, rulings, timeline",
        "  site_src/fact-checks/check.md removed",
    )


def test_a_page_that_is_gone_is_told_as_that(site: Story) -> None:
    site.remove("site_src/fact-checks/check.md").write({"templates/assets/own.css": ""})
    site.build(explain="/fact-checks/check/").explained(
        "fact-checks/check/index.html was removed: there is no such page any more.",
        "  site_src/fact-checks/check.md removed",
    )


def test_a_file_may_be_named_from_the_root_of_the_file_system(site: Story) -> None:
    site.edit("site_src/pages/about.md", "All made up.", "Made up.")
    site.build(explain=str(site.folder / "site_src/pages/about.md"))
    assert site.done.explained[0] == "about/index.html was rendered:"


def test_options_and_the_clock_are_reasons_too(site: Story) -> None:
    site.build(base_url="https://example.org/else/", explain="/about/")
    site.explained(
        "about/index.html was rendered:", "  what it shows has changed: site, head", "  the options are others"
    )
    site.write({"site_src/articles/later.md": "---\ntitle: Later\ndate: 2024-07-01\n---\nMade up.\n"}).build()
    site.build(now=JUNE.replace(month=8), explain="/articles/")
    site.explained(
        "articles/index.html was rendered:",
        "  what it shows has changed: cards",
        "  by the clock, other entries are shown",
    )


def test_a_correction_to_come_is_there_with_the_build_that_is_made_after_its_day(site: Story) -> None:
    later = "corrections: [{date: 2024-07-01, kind: correction, summary: A made-up digit.}]"
    site.write({"site_src/articles/later.md": f"---\ntitle: Later\ndate: 2024-01-01\n{later}\n---\nMade up.\n"})
    site.build().is_as_from_scratch().does_nothing_again()
    assert "A made-up digit." not in (site.out / "corrections/index.html").read_text(encoding="utf-8")
    site.edit("site_src/articles/later.md", "Made up.", "All made up.").build().is_as_from_scratch()
    site.build(now=JUNE.replace(month=8)).is_as_from_scratch().does_nothing_again()
    assert "A made-up digit." in (site.out / "corrections/index.html").read_text(encoding="utf-8")
    site.build(now=JUNE).is_as_from_scratch()
    assert "A made-up digit." not in (site.out / "corrections/index.html").read_text(encoding="utf-8")


def test_a_new_page_is_new(site: Story) -> None:
    site.write({"site_src/pages/new.md": "---\ntitle: New\n---\n"}).build(explain="/new/")
    site.explained("new/index.html was rendered: it is new.", "  site_src/pages/new.md added")


def test_a_template_is_named(site: Story) -> None:
    site.write({"templates/page.html": "{{ entry.title }}"}).build(explain="/about/")
    site.explained(
        "about/index.html was rendered:",
        "  a template that it uses, or a word of it, has changed",
        "  templates/page.html changed",
    )


def test_a_feed_is_explained_as_a_page_is(site: Story) -> None:
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured twice.").build(explain="/feed.xml")
    site.explained(
        "feed.xml was rendered:", "  what it shows has changed: items", "  site_src/fact-checks/check.md changed"
    )


def test_an_old_address_that_ends_in_index_is_explained(site: Story) -> None:
    site.edit("site_src/pages/about.md", "title: About", "title: About\nredirect_from: [/old/index.html]")
    site.build(explain="/old/index.html").explained(
        "old/index.html was rendered: it is new.", "  site_src/pages/about.md changed"
    )


def test_the_configuration_is_named(site: Story) -> None:
    site.edit("config.yaml", "Made-up archive", "Another").build(explain="/about/")
    site.explained("about/index.html was rendered:", "  what it shows has changed: site, head", "  config.yaml changed")


def test_a_file_that_was_missing_is_why(site: Story) -> None:
    site.remove("_site/about").build(explain="/about/")
    site.explained(
        "about/index.html was rendered:", "  the file was missing from the output folder, or was altered there"
    )


def test_a_page_that_became_another_kind_says_which(site: Story) -> None:
    site.edit("site_src/pages/about.md", "title: About", "title: About\nwithdrawn: {date: 2024, reason: Made up.}")
    site.build(explain="/about/").explained(
        "about/index.html was rendered:",
        "  it is another kind of page: withdrawn, no longer page",
        "  site_src/pages/about.md changed",
    )


# words


def test_a_word_of_a_template_renders_only_the_pages_whose_templates_ask_for_it(site: Story) -> None:
    site.write({"templates/locale/en.yaml": "page_not_found: Nothing is here\n"}).build()
    site.rendered_only("/404.html").is_as_from_scratch().does_nothing_again()
    site.edit("templates/locale/en.yaml", "Nothing is here", "Not here").build()
    site.rendered_only("/404.html").is_as_from_scratch()
    assert "Not here" in (site.out / "404.html").read_text(encoding="utf-8")
    site.remove("templates/locale/en.yaml").build().rendered_only("/404.html").is_as_from_scratch()


def test_a_word_that_all_pages_show_renders_all_of_them(site: Story) -> None:
    site.write({"templates/locale/en.yaml": "skip: To the text\n"}).build().rendered_all().is_as_from_scratch()


def test_a_word_of_another_language_is_nothing_to_the_pages(site: Story) -> None:
    site.write({"templates/locale/es.yaml": "skip: Al texto\n"}).build().rendered_only().is_as_from_scratch()


def test_an_edit_of_a_text_keeps_the_words_of_the_site(site: Story) -> None:
    site.write({"templates/locale/en.yaml": "claimed_by: Said by\n"}).build()
    site.edit("site_src/claims/longest.md", "A note.", "Another note.").build().rendered_only(CLAIM)
    site.is_as_from_scratch()
    assert "Said by" in (site.out / "claims/longest/index.html").read_text(encoding="utf-8")


def test_another_language_renders_every_page_in_it(site: Story) -> None:
    site.write({"config.yaml": f"{SITE['config.yaml']}language: ar\n"}).build().rendered_all().is_as_from_scratch()
    page = (site.out / "fact-checks/check/index.html").read_text(encoding="utf-8")
    assert '<html lang="ar" dir="rtl">' in page
    assert "3 مارس 2024" in page
    site.edit("site_src/fact-checks/check.md", "We measured.", "We measured twice.").build()
    site.rendered_only(CHECK).is_as_from_scratch()


def test_a_language_without_words_is_told_of_until_there_are_some(site: Story) -> None:
    site.write({"config.yaml": f"{SITE['config.yaml']}language: fr\n"}).build().told("FC706").rendered_all()
    site.edit("site_src/pages/about.md", "All made up.", "Made up.").build().told("FC706").rendered_only(ABOUT)
    site.write({"templates/locale/fr.yaml": "page_has_moved: Cette page a changé d’adresse\n"}).build()
    site.told().is_as_from_scratch()
    assert "3 mars 2024" in (site.out / "fact-checks/check/index.html").read_text(encoding="utf-8")


def test_a_mistake_in_the_words_stops_a_build_until_it_is_mended(site: Story) -> None:
    site.write({"templates/locale/en.yaml": "nonsense: Nothing\n"}).build().failed("FC804")
    site.remove("templates/locale/en.yaml").build().rendered_only().is_as_from_scratch()


def test_the_file_that_has_a_changed_word_is_named(site: Story) -> None:
    site.write({"templates/locale/en.yaml": "page_not_found: Nothing is here\n"}).build(explain="/404.html")
    site.explained(
        "404.html was rendered:",
        "  what it shows has changed: head",
        "  a template that it uses, or a word of it, has changed",
        "  templates/locale/en.yaml changed",
    )


def test_templates_of_the_sites_own_can_ask_for_words_of_their_own(site: Story) -> None:
    site.write({"templates/page.html": '{{ t("greeting", name=entry.title) }}'}).build().failed("FC802")
    site.write({"templates/locale/en.yaml": 'greeting: "Hello <{name}>"\n'}).build().told().rendered_only(ABOUT)
    assert (site.out / "about/index.html").read_text(encoding="utf-8") == "Hello &lt;About&gt;"
    site.edit("templates/locale/en.yaml", "Hello", "Welcome").build().rendered_only(ABOUT).is_as_from_scratch()


def test_a_template_that_chooses_a_word_by_a_value_is_rendered_when_any_has_changed(site: Story) -> None:
    site.write({"templates/page.html": "{{ t(entry.title|lower) }}", "templates/locale/en.yaml": "about: One\n"})
    site.build().failed("FC804")
    site.write({"templates/page.html": "{{ t('claims' if entry.title else 'data') }}"})
    site.write({"templates/locale/en.yaml": "page_has_moved: It moved\n"}).build().rendered_only(ABOUT)
    site.edit("templates/locale/en.yaml", "It moved", "Gone elsewhere").build().rendered_only(
        ABOUT
    ).is_as_from_scratch()
