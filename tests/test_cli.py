"""The command line: usage, what is printed where, colours, JSON, faults, and the exit status."""

import json
import os
import sys
import unicodedata
from pathlib import Path

import click.testing
import pytest
from command_line import (
    DOUBTFUL_SITE,
    DRAFT,
    WRONG,
    WRONG_SITE,
    built,
    document,
    run,
)
from site_files import ARTICLE, CONFIG, SITE, fcgen, make_site, tree
from terminal import on_a_terminal

import fcgen as package
from fcgen import cli

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
        ("theme",),
        ("theme", "copy"),
        ("theme", "copy", "nonesuch.html"),
        ("theme", "list", "surplus"),
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


def test_of_a_huge_file_no_line_is_shown(tmp_path: Path) -> None:
    make_site(tmp_path)
    with (tmp_path / "site_src/articles/huge.md").open("wb") as file:
        file.truncate(17 * 1024 * 1024)
    done = run(tmp_path, "check")
    assert done.exit_code == 1
    assert "huge.md:1:1: error FC104" in done.stderr
    assert " 1 | " not in done.stderr


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
    there = [path for path in (tmp_path / "_site").rglob("*") if path.is_file()]
    assert told["files"]["written"] == len(there) - 2  # but for fcgen's two lists
    assert told["diagnostics"] == told["left_out"] == told["notes"] == []
    assert list(told["seconds"]) == ["scan", "load", "assemble", "render", "search", "data", "write"]


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


def test_a_code_is_not_ignored_for_nothing_while_an_entry_can_not_be_read(tmp_path: Path) -> None:
    claim = (
        "---\ntext: All of this is made up.\nignore: [FC1007]\n"
        "appearances: [{article: article, quote: None of this is there.}]\n---\n"
    )
    make_site(tmp_path, {**SITE, "site_src/claims/claim.md": claim})
    assert document(run(tmp_path, "check", "--format", "json")) == []
    (tmp_path / "site_src/articles/article.md").write_text(ARTICLE.replace("outlet:", "topics: ["), encoding="utf-8")
    told = {one["code"] for one in document(run(tmp_path, "check", "--format", "json"))}
    assert told == {"FC107", "FC306"}


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


# a GitHub workflow


def test_a_check_prints_a_command_of_a_workflow_for_each_mistake_and_the_words_for_people_beside_it(
    tmp_path: Path,
) -> None:
    done = run(make_site(tmp_path, WRONG_SITE), "check", "--format", "github")
    assert done.exit_code == 1
    assert done.stdout == (
        f"::error file={tmp_path}/site_src/articles/wrong.md,line=4,col=1,endColumn=7,title=FC201"
        "::key 'outlett' is unknown%0Ahint: did you mean 'outlet'?\n"
    )
    assert "    4 | outlett: Made-up Gazette\n" in done.stderr
    assert "1 error." in done.stderr
    (tmp_path / "site_src/articles/wrong.md").unlink()
    assert run(tmp_path, "check", "--format", "github").stdout == ""


@pytest.mark.parametrize(
    ("here", "folder", "seen"),
    [
        ("", "an archive", "an archive/site_src"),
        ("an archive", "", "site_src"),
        ("an archive", "../an archive", "site_src"),
    ],
)
def test_a_workflow_finds_the_file_from_where_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, folder: str, seen: str
) -> None:
    make_site(tmp_path / "an archive", WRONG_SITE)
    monkeypatch.chdir(tmp_path / here)
    told = run(Path(folder), "check", "--format", "github").stdout
    assert told.startswith(f"::error file={seen}/articles/wrong.md,line=4,")


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
