"""The command line: every command and option, what is printed where, and the exit status."""

import json
import os
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click.testing
import pytest
import txtar
from site_files import ARTICLE, CLOCK, CONFIG, FACT_CHECK, SITE, build, fcgen, make_site, tree, without_search
from terminal import on_a_terminal

import fcgen as package
from fcgen import cli
from fcgen.disk.lock import locked

DRAFT = ARTICLE.replace("title:", "draft: true\ntitle:").replace("[everything here](quote:review)", "nothing")
LATER = ARTICLE.replace("2024-04-01", "2030-01-01").replace("[everything here](quote:review)", "nothing")
WRONG = ARTICLE.replace("outlet:", "outlett:")
DOUBTFUL = FACT_CHECK.replace("verdict: True", "verdict: Whatever")

DRAFT_FILE, LATER_FILE = "site_src/articles/draft.md", "site_src/articles/later.md"
WRONG_SITE = {**SITE, "site_src/articles/wrong.md": WRONG}
DOUBTFUL_SITE = {**SITE, "site_src/fact-checks/review.md": DOUBTFUL}


def run(folder: Path, *arguments: str | Path) -> click.testing.Result:
    """Run a command on the site in a folder, in this process."""
    return click.testing.CliRunner().invoke(cli.cli, ["-C", str(folder), *map(str, arguments)])


def built(folder: Path, *options: str | Path) -> click.testing.Result:
    return run(folder, "build", "--clock", CLOCK, *options)


def document(done: click.testing.Result) -> Any:
    """The one JSON document that is all of standard output."""
    return json.loads(done.stdout)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All files with their bytes, inodes and times."""
    return {path: (data, *_stat(folder / path)) for path, data in tree(folder).items()}


def _stat(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


# help and usage


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_the_commands(tmp_path: Path, option: str) -> None:
    done = run(tmp_path, option)
    assert done.exit_code == 0
    assert {"build", "check", "init", "serve"} <= set(done.stdout.split())


@pytest.mark.parametrize("command", list(cli.cli.commands))
def test_every_command_and_every_option_says_what_it_does(tmp_path: Path, command: str) -> None:
    found = cli.cli.commands[command]
    assert found.help
    options = [option for option in found.params if isinstance(option, click.Option)]
    assert all(option.help for option in options)
    done = run(tmp_path, command, "--help")
    assert done.exit_code == 0
    assert all(option.opts[0] in done.stdout for option in options)


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert package.__version__ in run(tmp_path, "--version").stdout


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("bild",),
        ("build", "--nothing"),
        ("build", "surplus"),
        ("build", "--strict", "--lenient"),
        ("check", "--strict", "--lenient"),
        ("build", "--jobs", "0"),
        ("build", "--clock", "yesterday"),
        ("build", "--clock", "2024-02-30"),
        ("check", "--format", "xml"),
        ("serve", "--port", "70000"),
        ("init",),
    ],
)
def test_wrong_usage_is_status_2_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    make_site(tmp_path)
    before = tree(tmp_path)
    done = fcgen("-C", tmp_path, *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert done.stdout == ""
    assert tree(tmp_path) == before


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = fcgen("-C", tmp_path / "nowhere", "build")
    assert done.returncode == 2
    assert "nowhere" in done.stderr


# what is said


def test_a_build_says_what_it_built_and_how_long_it_took(tmp_path: Path) -> None:
    done = built(make_site(tmp_path))
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "from 1 article, 1 fact-check." in done.stderr
    assert f"to {tmp_path / '_site'}" in done.stderr
    assert " s: scan " in done.stderr


def test_mistakes_are_told_with_their_place_and_line_and_nothing_is_written(tmp_path: Path) -> None:
    done = built(make_site(tmp_path, WRONG_SITE))
    assert done.exit_code == 1
    assert "site_src/articles/wrong.md:4:1: error FC201" in done.stderr
    assert "    4 | outlett: Made-up Gazette\n" in done.stderr
    assert "did you mean 'outlet'?" in done.stderr
    assert "1 error: nothing was written." in done.stderr
    assert not (tmp_path / "_site").exists()


def test_warnings_are_told_and_counted_and_do_not_stop_a_build(tmp_path: Path) -> None:
    done = built(make_site(tmp_path, DOUBTFUL_SITE))
    assert done.exit_code == 0
    assert "site_src/fact-checks/review.md:6:10: warning FC402" in done.stderr
    assert "1 warning." in done.stderr
    assert (tmp_path / "_site" / "index.html").is_file()


def test_a_folder_without_a_configuration_is_told_what_to_do(tmp_path: Path) -> None:
    done = built(tmp_path)
    assert done.exit_code == 1
    assert "FC701" in done.stderr
    assert "fcgen init" in done.stderr
    assert tree(tmp_path) == {}


def test_a_configuration_that_is_not_utf8_is_told_of(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "config.yaml").write_bytes(CONFIG.encode() + b"description: caf\xe9\n")
    done = built(tmp_path)
    assert done.exit_code == 1
    assert "config.yaml:3:17: error FC101" in done.stderr
    assert "0xE9" in done.stderr


def test_a_configuration_may_have_a_byte_order_mark_and_the_line_ends_of_any_system(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "config.yaml").write_bytes(b"\xef\xbb\xbf" + CONFIG.replace("\n", "\r\n").encode())
    assert built(tmp_path).exit_code == 0


def test_a_missing_content_folder_is_told_of(tmp_path: Path) -> None:
    done = built(make_site(tmp_path, {"config.yaml": CONFIG + "content: entries\n"}))
    assert done.exit_code == 1
    assert "FC705" in done.stderr


def test_a_link_in_the_content_that_leads_nowhere_is_an_error(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "site_src" / "articles" / "gone.md").symlink_to("nowhere.md")
    done = built(tmp_path)
    assert done.exit_code == 1
    assert "site_src/articles/gone.md:1:1: error FC501" in done.stderr


def test_a_template_that_is_not_utf8_is_an_error_in_the_site(tmp_path: Path) -> None:
    make_site(tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_bytes(b"caf\xe9")
    for command in ("build", "check"):
        done = run(tmp_path, command)
        assert done.exit_code == 1
        assert "templates/home.html:1:1: error FC101" in done.stderr


def test_the_name_of_a_file_gives_a_terminal_no_orders(tmp_path: Path) -> None:
    hidden = {"site_src/articles/a\x1b]0;b.md": ARTICLE, "site_src/articles/draft\x9b.md": DRAFT}
    done = built(make_site(tmp_path, {**SITE, **hidden}))
    assert done.exit_code == 1
    assert "site_src/articles/a\N{REPLACEMENT CHARACTER}]0;b.md:1:1: error FC115" in done.stderr
    assert "\x1b" not in done.stderr
    assert "\x9b" not in done.stderr


def test_a_picture_whose_name_is_decomposed_is_found_by_its_composed_name(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "für.svg")
    picture = {f"site_src/articles/{name}": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    shows_it = {"site_src/articles/article.md": ARTICLE + "\n![für](für.svg)\n"}
    done = built(make_site(tmp_path, {**SITE, **picture, **shows_it}), "--strict")
    assert done.exit_code == 0
    assert [path.name[:4] for path in (tmp_path / "_site/assets/media").iterdir()] == ["für."]


def test_colour_is_for_terminals_and_no_color_is_heard(tmp_path: Path) -> None:
    make_site(tmp_path, WRONG_SITE)
    command = [sys.executable, "-m", "fcgen", "-C", str(tmp_path), "check"]
    _, coloured = on_a_terminal(command, {"NO_COLOR": ""})
    _, plain = on_a_terminal(command, {"NO_COLOR": "1"})
    assert "\x1b[31m" in coloured
    assert "\x1b[" not in plain
    assert "\x1b[" not in fcgen("-C", tmp_path, "check").stderr


# JSON


def test_a_build_prints_one_json_document_and_nothing_else(tmp_path: Path) -> None:
    done = built(make_site(tmp_path), "--json")
    assert done.exit_code == 0
    assert done.stderr == ""
    told = document(done)
    assert told["built"] is True
    assert told["output"] == str(tmp_path / "_site")
    assert told["entries"] == {"article": 1, "fact-check": 1}
    assert told["files"]["unchanged"] == told["files"]["removed"] == 0
    assert told["files"]["written"] == len(list((tmp_path / "_site").rglob("*.*"))) - 2  # but for fcgen's two lists
    assert told["diagnostics"] == told["left_out"] == told["notes"] == []
    assert list(told["seconds"]) == ["scan", "load", "assemble", "render", "search", "write"]


def test_a_build_that_fails_says_so_in_json(tmp_path: Path) -> None:
    done = built(make_site(tmp_path, WRONG_SITE), "--json")
    assert done.exit_code == 1
    told = document(done)
    assert (told["built"], told["output"], told["files"], told["pages"]) == (False, None, None, 0)
    assert told["diagnostics"] == [
        {
            "code": "FC201",
            "severity": "error",
            "path": "site_src/articles/wrong.md",
            "line": 4,
            "column": 1,
            "message": "key 'outlett' is unknown",
            "hint": "did you mean 'outlet'?",
        }
    ]


def test_a_check_prints_one_json_document_and_nothing_else(tmp_path: Path) -> None:
    done = run(make_site(tmp_path, WRONG_SITE), "check", "--format", "json")
    assert done.exit_code == 1
    assert done.stderr == ""
    assert [told["code"] for told in document(done)] == ["FC201"]
    (tmp_path / "site_src/articles/wrong.md").unlink()
    assert document(run(tmp_path, "check", "--format", "json")) == []


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1", "cp1252"])
def test_json_is_utf8_wherever_it_is_printed(tmp_path: Path, encoding: str) -> None:
    make_site(tmp_path, {**SITE, "site_src/articles/東京-é.md": WRONG})
    done = fcgen("-C", tmp_path, "check", "--format", "json", environment={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert json.loads(done.stdout)[0]["path"] == "site_src/articles/東京-é.md"


@pytest.mark.parametrize("encoding", ["ascii", "iso-8859-1"])
def test_words_for_people_are_printed_as_far_as_the_terminal_can(tmp_path: Path, encoding: str) -> None:
    make_site(tmp_path, {**SITE, "site_src/articles/東京.md": WRONG})
    done = fcgen("-C", tmp_path, "check", environment={"PYTHONIOENCODING": f"{encoding}:strict"})
    assert done.returncode == 1
    assert "FC201" in done.stderr


def test_whoever_stops_reading_sees_no_trace(tmp_path: Path) -> None:
    make_site(tmp_path, {f"site_src/articles/{n}.md": WRONG for n in range(3000)} | {"config.yaml": CONFIG})
    command = f'"{sys.executable}" -m fcgen -C "{tmp_path}" check --format json | head -c 1'
    done = os.popen(f"({command}) 2>&1")
    assert done.read() == "["
    assert done.close() is None


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
    assert f"Left out: 2 entries\n  {DRAFT_FILE}: a draft\n  {LATER_FILE}: dated 2030-01-01" in done.stderr
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
    assert tree(tmp_path) | {"site/.fcgen/lock": b""} == before | {"site/.fcgen/lock": b""}


def test_another_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    make_site(tmp_path)
    with locked(tmp_path / ".fcgen"):
        done = built(tmp_path)
    assert done.exit_code == 3
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
    assert [path for path in tree(tmp_path / ".fcgen") if path != "lock"] == []


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
    assert [path for path in tree(tmp_path / ".fcgen") if path != "lock"] == []


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


def test_of_a_huge_file_no_line_is_shown(tmp_path: Path) -> None:
    make_site(tmp_path)
    with (tmp_path / "site_src/articles/huge.md").open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    done = run(tmp_path, "check")
    assert done.exit_code == 1
    assert "huge.md:1:1: error FC104" in done.stderr
    assert " 1 | " not in done.stderr


# init


def test_a_new_archive_builds_at_once_without_a_warning(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "new archive")
    assert done.exit_code == 0
    assert f"cd '{tmp_path / 'new archive'}'" in done.stderr
    made = tree(tmp_path / "new archive")
    assert f"Wrote {len(made)} files to" in done.stderr
    assert {"config.yaml", ".gitignore", "README.md"} <= made.keys()
    assert built(tmp_path / "new archive", "--strict").exit_code == 0
    assert built(tmp_path / "new archive", "--strict", "--drafts").exit_code == 0


def test_git_leaves_out_what_a_build_makes(tmp_path: Path) -> None:
    run(tmp_path, "init", "new")
    before = set((tmp_path / "new").iterdir())
    built(tmp_path / "new")
    made = set((tmp_path / "new").iterdir()) - before
    assert {f"{path.name}/" for path in made} == set((tmp_path / "new" / ".gitignore").read_text("utf-8").split())


def test_a_fresh_clone_and_an_empty_folder_take_a_new_archive(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "init", ".").exit_code == 0
    (tmp_path / "empty").rename(tmp_path.parent / f"{tmp_path.name}-away")
    assert run(tmp_path, "init", ".").exit_code == 0
    assert (tmp_path / "config.yaml").is_file()


@pytest.mark.parametrize("files", [{"new/notes.txt": "somebody's"}, {"new": "somebody's"}])
def test_a_folder_that_is_not_empty_gets_no_new_archive(tmp_path: Path, files: Mapping[str, str]) -> None:
    txtar.write(tmp_path, files)
    before = tree(tmp_path)
    done = run(tmp_path, "init", "new")
    assert done.exit_code == 2
    assert "not an empty folder" in done.stderr
    assert tree(tmp_path) == before


# faults


def main(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """Run the program as its script does, in this process, and return the exit status."""
    monkeypatch.setattr(sys, "argv", ["fcgen", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0)


def test_a_fault_of_the_program_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(*_: object) -> None:
        raise ZeroDivisionError("made-up fault")

    monkeypatch.setattr("fcgen.commands.check.check", faulty)
    assert main(monkeypatch, "-C", make_site(tmp_path), "check") == 3
    told = capsys.readouterr()
    assert "this is a fault in fcgen, not in your archive: ZeroDivisionError: made-up fault (test_cli.py:" in told.err
    assert "Traceback" not in told.err
    monkeypatch.setenv("FCGEN_TRACE", "1")
    assert main(monkeypatch, "-C", tmp_path, "check") == 3
    assert "Traceback" in capsys.readouterr().err


def test_a_fault_of_the_machine_names_the_file(tmp_path: Path) -> None:
    done = fcgen("-C", make_site(tmp_path), "build", "--out", "config.yaml/inside")
    assert done.returncode == 3
    assert "config.yaml" in done.stderr
    assert "fault in fcgen" not in done.stderr


def test_an_interrupt_is_no_mistake_of_the_author(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fcgen.commands.check.check", interrupted)
    assert main(monkeypatch, "-C", make_site(tmp_path), "check") == 130
    assert "Traceback" not in capsys.readouterr().err


def test_the_program_can_be_run_as_a_module_and_as_a_script(tmp_path: Path) -> None:
    assert fcgen("--version").stdout.startswith("fcgen, version ")
    assert fcgen("-C", make_site(tmp_path), "check").returncode == 0
