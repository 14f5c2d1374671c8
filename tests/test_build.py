"""Building: what is shown, where it goes, and that nothing is half done."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import txtar
from command_line import (
    DOUBTFUL_SITE,
    DRAFT,
    DRAFT_FILE,
    LATER,
    LATER_FILE,
    WRONG,
    WRONG_SITE,
    built,
    document,
    run,
    snapshot,
)
from site_files import ARTICLE, CLOCK, CONFIG, SITE, build, fcgen, make_site, tree, without_search

from fcgen.disk.lock import locked

# strict and lenient


@pytest.mark.parametrize("command", ["build", "check"])
def test_strict_makes_errors_of_warnings(tmp_path: Path, command: str) -> None:
    make_site(tmp_path, DOUBTFUL_SITE)
    assert run(tmp_path, command, "--clock", CLOCK).exit_code == 0
    done = run(tmp_path, command, "--clock", CLOCK, "--strict")
    assert done.exit_code == 1
    assert "error FC402" in done.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_lenient_makes_warnings_of_what_leaves_a_page_readable(tmp_path: Path, command: str) -> None:
    make_site(tmp_path, WRONG_SITE)
    done = run(tmp_path, command, "--lenient")
    assert done.exit_code == 0
    assert "warning FC201" in done.stderr
    broken = WRONG.replace("title: A made-up article\n", "")
    txtar.write(tmp_path, {"site_src/articles/wrong.md": broken})
    done = run(tmp_path, command, "--lenient")
    assert done.exit_code == 1
    assert "error FC202" in done.stderr


# drafts and dates to come


def test_drafts_and_dates_to_come_are_left_out_and_named(tmp_path: Path) -> None:
    done = built(make_site(tmp_path, {**SITE, DRAFT_FILE: DRAFT, LATER_FILE: LATER}))
    assert (
        f"Left out, whole or in part: 2 entries\n  {DRAFT_FILE}: a draft\n  {LATER_FILE}: dated 2030-01-01"
        in done.stderr
    )
    out = tree(tmp_path / "_site")
    assert not any("draft" in path or "later" in path for path in out)
    assert document(built(tmp_path, "--json"))["left_out"] == [
        {"path": DRAFT_FILE, "reason": "a draft"},
        {"path": LATER_FILE, "reason": "dated 2030-01-01, which is to come"},
    ]


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), set()),
        (("--drafts",), {"draft"}),
        (("--future",), {"later"}),
        (("--drafts", "--future"), {"draft", "later"}),
        (("--clock", "2030-01-01"), {"later"}),
        (("--clock", "2029-12-31T23:59:59Z"), set()),
        (("--clock", "2030-01-01 00:00+00:00"), {"later"}),
        (("--clock", "2030-01-01T00:00:00+01:00"), set()),
    ],
)
def test_drafts_and_dates_to_come_are_shown_when_asked_for(
    tmp_path: Path, options: tuple[str, ...], shown: set[str]
) -> None:
    make_site(tmp_path, {**SITE, DRAFT_FILE: DRAFT, LATER_FILE: LATER})
    assert built(tmp_path, *options).exit_code == 0
    assert {path.name for path in (tmp_path / "_site" / "articles").iterdir() if path.is_dir()} == {"article", *shown}


def test_without_a_clock_it_is_now(tmp_path: Path) -> None:
    never, always = LATER.replace("2030", "9999"), LATER.replace("2030", "2020")
    make_site(tmp_path, {**SITE, LATER_FILE: never, "site_src/articles/always.md": always})
    assert run(tmp_path, "build").exit_code == 0
    assert (tmp_path / "_site/articles/always/index.html").is_file()
    assert not (tmp_path / "_site/articles/later").exists()


@pytest.mark.parametrize(
    ("options", "status"), [((), 0), (("--drafts",), 1), (("--future",), 1), (("--clock", "2031"), 1)]
)
def test_a_check_looks_at_what_would_be_shown(tmp_path: Path, options: tuple[str, ...], status: int) -> None:
    dead = {DRAFT_FILE: DRAFT + "[x](claim:none)\n", LATER_FILE: LATER + "[x](claim:none)\n"}
    make_site(tmp_path, {**SITE, **dead})
    done = run(tmp_path, "check", "--clock", CLOCK, *options)
    assert done.exit_code == status
    assert ("FC501" in done.stderr) == bool(status)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu", "UTC"])
def test_a_day_is_shown_as_it_was_written_in_any_zone(tmp_path: Path, zone: str) -> None:
    make_site(tmp_path, {**SITE, "config.yaml": f"{CONFIG}timezone: {zone}\n", LATER_FILE: LATER})
    assert built(tmp_path, "--future").exit_code == 0
    shown = (tmp_path / "_site/articles/later/index.html").read_text(encoding="utf-8")
    assert '<time datetime="2030-01-01">1 January 2030</time>' in shown
    assert (tmp_path / "_site/archive/2030/index.html").is_file()
    assert not (tmp_path / "_site/archive/2029").exists()


def test_a_time_is_shown_with_the_offset_that_it_was_written_with(tmp_path: Path) -> None:
    written = LATER.replace("2030-01-01", "2024-05-31T23:30:00-07:00")
    make_site(tmp_path, {**SITE, LATER_FILE: written})
    assert built(tmp_path, "--future").exit_code == 0
    shown = (tmp_path / "_site/articles/later/index.html").read_text(encoding="utf-8")
    assert '<time datetime="2024-05-31T23:30:00-07:00">31 May 2024</time>' in shown


def test_a_date_is_to_come_by_the_sites_own_zone(tmp_path: Path) -> None:
    today = LATER.replace("2030-01-01", "2024-06-02")
    for zone, left_out in (("Pacific/Kiritimati", 0), ("UTC", 1), ("America/Los_Angeles", 1)):
        make_site(tmp_path, {**SITE, "config.yaml": f"{CONFIG}timezone: {zone}\n", LATER_FILE: today})
        told = document(built(tmp_path, "--clock", "2024-06-01T12:00:00Z", "--json"))
        assert len(told["left_out"]) == left_out, zone


# a check


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    make_site(tmp_path)
    before = tree(tmp_path)
    done = run(tmp_path, "check")
    assert done.exit_code == 0
    assert done.stderr == "no mistakes.\n"
    assert tree(tmp_path) == before


# the address of the site, search


def test_base_url_stands_in_place_of_the_configured_one(tmp_path: Path) -> None:
    make_site(tmp_path)
    assert built(tmp_path, "--base-url", "https://example.com/else/where").exit_code == 0
    page = (tmp_path / "_site/articles/article/index.html").read_text(encoding="utf-8")
    assert 'href="/else/where/claims/' in page
    assert "https://example.com/else/where/articles/article/" in page
    assert "/archive/claims/" not in page


@pytest.mark.parametrize("command", ["build", "check", "serve"])
def test_a_base_url_that_is_none_is_told_of(tmp_path: Path, command: str) -> None:
    done = run(make_site(tmp_path), command, "--base-url", "example.com")
    assert done.exit_code == 1
    assert "FC702" in done.stderr


def test_without_search_there_is_no_index_no_page_and_no_form(tmp_path: Path) -> None:
    out = build(make_site(tmp_path))
    assert (out / "search/index.html").is_file()
    assert (out / "pagefind/en/pagefind.js").is_file()
    assert 'type="search"' in (out / "index.html").read_text(encoding="utf-8")
    build(tmp_path, "--no-search")
    assert not (out / "search").exists()
    assert not (out / "pagefind").exists()
    assert 'type="search"' not in (out / "index.html").read_text(encoding="utf-8")


# the output folder


def test_the_output_folder_is_that_of_the_configuration(tmp_path: Path) -> None:
    make_site(tmp_path, {**SITE, "config.yaml": CONFIG + "output: public/site\n"})
    assert built(tmp_path).exit_code == 0
    assert (tmp_path / "public/site/index.html").is_file()


def test_out_may_be_any_new_folder_and_is_relative_to_the_site(tmp_path: Path) -> None:
    make_site(tmp_path / "site")
    assert built(tmp_path / "site", "--out", "here").exit_code == 0
    assert built(tmp_path / "site", "--out", "../there").exit_code == 0
    assert built(tmp_path / "site", "--out", tmp_path / "some" / "where").exit_code == 0
    here, there, else_where = (without_search(tree(tmp_path / path)) for path in ("site/here", "there", "some/where"))
    assert here == there == else_where
    assert not (tmp_path / "site" / "_site").exists()


@pytest.mark.parametrize(
    "out",
    [
        ".",
        "..",
        "/",
        "site_src",
        "site_src/articles",
        "site_src/new",
        "../site/site_src/new",
        "templates",
        "templates/new",
        ".fcgen",
        ".fcgen/stage",
        "config.yaml",
        "notes",
        "linked",
        "linked/new",
        "elsewhere",
    ],
)
def test_an_output_folder_that_would_harm_something_is_refused(tmp_path: Path, out: str) -> None:
    site = make_site(tmp_path / "site", {**SITE, "notes/thesis.txt": "somebody's", "templates/own.html": "made up"})
    (site / "site_src").rename(site / "elsewhere")
    (site / "site_src").symlink_to("elsewhere")
    (site / "linked").symlink_to("site_src")
    before = tree(tmp_path)
    done = built(site, "--out", out)
    assert done.exit_code == 2
    assert "Error: " in done.stderr
    assert {path: data for path, data in tree(tmp_path).items() if not path.startswith("site/.fcgen/")} == before


def test_another_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    make_site(tmp_path)
    with locked(tmp_path / ".fcgen"):
        done = fcgen("-C", tmp_path, "build")
    assert done.returncode == 3
    assert "another build" in done.stderr
    assert not (tmp_path / "_site").exists()


OLD_PLACE = ARTICLE.replace("date:", "redirect_from: [static/x/y]\ndate:")
BROKEN: Mapping[str, Mapping[str, str]] = {
    "an entry with a mistake": {"site_src/articles/wrong.md": WRONG},
    "a configuration with a mistake": {"config.yaml": CONFIG + "titel: made up\n"},
    "a template that is malformed": {"templates/claim.html": "{% if %}"},
    "a template that fails": {"templates/claim.html": "{{ nothing.at.all }}"},
    "a template that fails on the last page": {"templates/search.html": "{{ nothing.at.all }}"},
    "a template that extends what is not there": {"templates/claim.html": "{% extends 'nothing.html' %}"},
    "two outputs on one path": {"site_src/static/x": "", "site_src/articles/x.md": OLD_PLACE},
}


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN.keys())
def test_an_error_leaves_an_existing_output_untouched(tmp_path: Path, files: Mapping[str, str]) -> None:
    make_site(tmp_path)
    built(tmp_path)
    before = snapshot(tmp_path / "_site")
    txtar.write(tmp_path, files)
    done = built(tmp_path)
    assert done.exit_code == 1
    assert "nothing was written" in done.stderr
    assert snapshot(tmp_path / "_site") == before
    assert tree(tmp_path / ".fcgen").keys() == {"lock", "memo.sqlite"}


def test_a_search_index_that_fails_is_a_fault_and_leaves_the_output_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(tmp_path)
    built(tmp_path)
    before = snapshot(tmp_path / "_site")
    program = tmp_path / "failing"
    program.write_text("#!/bin/sh\necho 'made-up failure' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    txtar.write(tmp_path, {"site_src/articles/article.md": ARTICLE.replace("A made-up", "Another")})
    done = built(tmp_path)
    assert done.exit_code == 3
    assert "the search index could not be made: made-up failure" in done.stderr
    assert snapshot(tmp_path / "_site") == before


def indexed(folder: Path) -> int:
    """Return how many pages Pagefind counts in the index of a built site."""
    entry = json.loads((folder / "_site/pagefind/en/pagefind-entry.json").read_text(encoding="utf-8"))
    return int(entry["languages"]["en"]["page_count"])


def test_pagefind_does_not_listen_to_its_environment_or_to_a_file_of_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(tmp_path)
    built(tmp_path)
    count = indexed(tmp_path)
    assert count
    txtar.write(tmp_path, {"pagefind.toml": 'root_selector = ".nothing"\n'})
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", ".nothing")
    monkeypatch.chdir(tmp_path)
    assert built(tmp_path).exit_code == 0
    assert indexed(tmp_path) == count


def test_what_a_killed_build_left_is_not_indexed_and_nothing_is_left_by_others(tmp_path: Path) -> None:
    make_site(tmp_path)
    built(tmp_path)
    count = indexed(tmp_path)
    left = '<html lang="en"><body data-pagefind-body><h1>Left over</h1></body></html>'
    txtar.write(tmp_path, {".fcgen/search/pages/left-over.html": left, ".fcgen/search/bundle/en/left-over": "x"})
    built(tmp_path)
    assert indexed(tmp_path) == count
    assert tree(tmp_path / ".fcgen").keys() == {"lock", "memo.sqlite"}


def test_pagefinds_own_interfaces_are_not_published(tmp_path: Path) -> None:
    out = build(make_site(tmp_path))
    names = {path.name for path in (out / "pagefind/en").iterdir() if path.is_file()}
    assert {"pagefind.js", "pagefind-entry.json", "pagefind-worker.js"} <= names
    assert not [name for name in names if "-ui." in name or "highlight" in name]


def test_a_second_build_writes_only_what_differs(tmp_path: Path) -> None:
    make_site(tmp_path)
    built(tmp_path)
    again = document(built(tmp_path, "--json"))["files"]
    assert again["removed"] <= again["written"] <= 6  # Pagefind names some of its files anew each time
    txtar.write(tmp_path, {"site_src/articles/article.md": ARTICLE.replace("which is", "which was")})
    before = snapshot(tmp_path / "_site")
    built(tmp_path)
    after = snapshot(tmp_path / "_site")
    changed = {path for path in before if not path.startswith("pagefind/") and before[path] != after.get(path)}
    assert "articles/article/index.html" in changed
    assert "fact-checks/review/index.html" not in changed


def test_without_the_extended_program_a_build_says_what_search_will_not_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    japanese = "---\ntitle: 架空の記事\nlanguage: ja\n---\n東京都庁の近くの橋。\n"
    make_site(tmp_path, {**SITE, "site_src/articles/japanese.md": japanese})
    assert document(built(tmp_path, "--json"))["notes"] == []
    monkeypatch.setattr("fcgen.disk.search._EXTENDED", "no_such_package")
    done = built(tmp_path)
    assert done.exit_code == 0
    assert "install pagefind-bin-extended" in done.stderr
    (tmp_path / "site_src/articles/japanese.md").unlink()
    assert "install" not in built(tmp_path).stderr


def test_the_content_folder_may_be_named_in_any_unicode_form(tmp_path: Path):
    name = "cafe\N{COMBINING ACUTE ACCENT}"
    site = make_site(
        tmp_path, {"config.yaml": f"{CONFIG}content: {name}\n", f"{name}/pages/a.md": "---\ntitle: Made up\n---\n"}
    )
    assert run(site, "check").exit_code == 0
