"""`fcgen theme`: files of the packaged theme copied into a site's own, and what is told of them."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
import txtar
from command_line import document, run
from site_files import SITE, make_site, tree, without_search
from story import Story

from fcgen import __version__
from fcgen.commands.theme_parts import PARTS
from fcgen.disk import theme as themes
from fcgen.disk.copies import is_of, noted, origin, without_note
from fcgen.disk.theme import packaged, packaged_files
from fcgen.pages.blocks import blocks

EVERYTHING: Final = tuple(sorted({name if "/" not in name else f"{name.partition('/')[0]}/" for name in PARTS}))
"""All of the theme, as somebody would name it: its templates, and its folders."""


def lines_of(folder: Path, name: str) -> list[str]:
    """What `fcgen theme list` says of a file of the theme."""
    done = run(folder, "theme", "list")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    (start,) = (i for i, line in enumerate(lines) if line.split()[:1] == [name])
    own = lines[start + 1].strip()
    return [" ".join(lines[start].split()), *([own] if own.startswith("templates/") else [])]


# what there is


def test_every_file_of_the_theme_is_listed_with_what_it_is_for(tmp_path: Path) -> None:
    assert PARTS.keys() == packaged_files().keys()
    done = run(make_site(tmp_path), "theme", "list")
    assert (done.exit_code, done.stderr) == (0, "")
    assert {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")} == PARTS.keys()
    assert str(packaged()) in done.stdout


def test_of_each_file_the_list_tells_what_the_site_has_of_its_own(tmp_path: Path) -> None:
    own = {
        "templates/claim.html": '{% extends "default/claim.html" %}\n',
        "templates/home.html": "own\n",
        "templates/locale/en.yaml": "skip: To the text\n",
        "templates/assets/site.css": ":root {}\n",
        "templates/clam.html": "no page is made by it\n",
    }
    make_site(tmp_path, SITE | own)
    assert lines_of(tmp_path, "claim.html")[1] == "templates/claim.html: changes blocks of the theme's"
    assert lines_of(tmp_path, "home.html")[1] == "templates/home.html: in place of the theme's"
    assert lines_of(tmp_path, "locale/en.yaml")[1] == "templates/locale/en.yaml: before the theme's, message by message"
    assert lines_of(tmp_path, "topic.html") == ["topic.html a topic"]
    besides = run(tmp_path, "theme", "list").stdout.partition("Besides, in templates/:\n")[2].splitlines()[:2]
    assert [line.split()[0] for line in besides] == ["assets/site.css", "clam.html"]


def test_files_of_the_sites_own_that_are_not_read_are_told_of(tmp_path: Path) -> None:
    make_site(tmp_path, SITE | {"templates/base.html": "own\n"})
    (tmp_path / "templates" / "home.html").symlink_to("gone.html")
    done = run(tmp_path, "theme", "list")
    assert done.exit_code == 0
    assert "templates/home.html:1:1: error FC501" in done.stderr


@pytest.mark.parametrize("arguments", [("list",), ("copy", "claim.html")])
def test_without_a_configuration_there_is_no_site_to_have_a_theme(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, "theme", *arguments)
    assert done.exit_code == 1
    assert "FC701" in done.stderr
    assert tree(tmp_path) == {}


# what is copied


@pytest.mark.slow
def test_a_fresh_copy_of_the_whole_theme_leaves_the_site_as_it_was_byte_for_byte(tmp_path: Path) -> None:
    site = Story(tmp_path / "site").write(SITE).build()
    before = tree(site.out)
    assert run(site.folder, "theme", "copy", *EVERYTHING).exit_code == 0
    assert tree(site.folder / "templates").keys() == packaged_files().keys()
    site.build().wrote(0).is_as_from_scratch().does_nothing_again()
    assert without_search(tree(site.out)) == without_search(before)


def test_a_copy_lies_in_the_folder_that_the_configuration_names(tmp_path: Path) -> None:
    make_site(tmp_path, SITE | {"config.yaml": SITE["config.yaml"] + "templates: our/look\n"})
    done = run(tmp_path, "theme", "copy", "components/mark.html", "robots.txt")
    assert done.exit_code == 0
    assert tree(tmp_path / "our" / "look").keys() == {"components/mark.html", "robots.txt"}
    assert "our/look/components/mark.html  the shape before a verdict" in done.stderr
    assert done.stdout == ""


def test_what_is_printed_says_what_the_copies_stand_for_and_what_would_do_less(tmp_path: Path) -> None:
    done = run(make_site(tmp_path), "theme", "copy", "claim.html", "components/scale.html", "assets/style.css")
    told = done.stderr.splitlines()
    assert "  templates/claim.html             a claim, with all reviews of it" in told
    of_scales = "the scale that a reviewer chose from; in fact_check.html, claim.html"
    assert f"  templates/components/scale.html  {of_scales}" in told
    (of_claims,) = (line for line in told if 'extends "default/claim.html"' in line)
    assert of_claims.endswith("write a block of it: main, head_end, site_title, site_search, colophon_end")
    assert any("templates/assets/site.css" in line for line in told)
    assert not any("default/components" in line for line in told)


def test_a_folder_stands_for_all_in_it_and_what_is_named_twice_is_copied_once(tmp_path: Path) -> None:
    done = run(make_site(tmp_path), "theme", "copy", "assets", "assets/icon.svg", "assets\\search\\main.js")
    assert done.exit_code == 0
    assert tree(tmp_path / "templates").keys() == {name for name in PARTS if name.startswith("assets/")}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("klaim.html", "did you mean 'claim.html'"),
        ("Claim.html", "did you mean 'claim.html'"),
        ("claim", "did you mean 'claim.html'"),
        ("templates/claim.html", "did you mean 'claim.html'?"),
        ("badge.html", "did you mean 'components/badge.html'?"),
        ("compnents/", "did you mean 'components/'?"),
        ("../config.yaml", "`fcgen theme list` lists what it has"),
        ("components/../claim.html", "the theme has no 'components/../claim.html'"),
        ("default/claim.html", "did you mean 'claim.html'?"),
        ("/", "`fcgen theme list` lists what it has"),
        ("", "the theme has no ''"),
    ],
)
def test_a_name_that_the_theme_has_not_is_told_with_what_is_near_and_nothing_is_copied(
    tmp_path: Path, written: str, told: str
) -> None:
    before = tree(make_site(tmp_path))
    done = run(tmp_path, "theme", "copy", "topic.html", written)
    assert done.exit_code == 2
    assert "nothing was copied" in done.stderr
    assert told in done.stderr
    assert tree(tmp_path) == before


def test_what_is_there_is_left_and_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    own = {"templates/claim.html": "own\n", "templates/components": "a file\n"}
    before = tree(make_site(tmp_path, SITE | own))
    (tmp_path / "templates" / "home.html").symlink_to("gone.html")
    done = run(tmp_path, "theme", "copy", "claim.html", "home.html", "components/mark.html", "topic.html", "nonesuch")
    assert done.exit_code == 2
    told = done.stderr.partition("nothing was copied:\n")[2].splitlines()
    assert [line.partition(" is there already")[0] for line in told[1:]] == [
        "templates/claim.html",
        "templates/home.html",
        "templates/components",
    ]
    assert "'nonesuch'" in told[0]
    assert (tmp_path / "templates" / "home.html").is_symlink()
    assert tree(tmp_path) == before


def test_a_copy_that_fails_on_its_way_leaves_nothing_behind(tmp_path: Path) -> None:
    before = tree(make_site(tmp_path))
    small, large = "assets/icon.svg", "assets/style.css"
    assert len(packaged_files()[small]) < 8 * 512 < len(packaged_files()[large])
    program = [sys.executable, "-m", "fcgen", "-C", str(tmp_path), "theme", "copy", small, large]
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 8; exec "$@"', "sh", *program], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 3
    assert "File too large" in done.stderr
    assert tree(tmp_path) == before
    assert not (tmp_path / "templates").exists()


# when the theme moves on


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The packaged theme of a later version of fcgen: a folder to be changed."""
    folder = tmp_path / "newer" / "templates"
    shutil.copytree(packaged(), folder)
    monkeypatch.setattr(themes, "packaged", lambda: folder)
    return folder


def test_the_list_tells_of_a_copy_whether_it_or_the_themes_own_has_changed(tmp_path: Path, newer: Path) -> None:
    site = make_site(tmp_path / "site")
    run(site, "theme", "copy", "claim.html", "assets/style.css")
    copied = f"copied from fcgen {__version__}"
    assert lines_of(site, "claim.html")[1] == f"templates/claim.html: {copied}, unchanged"
    with (site / "templates" / "claim.html").open("a", encoding="utf-8") as file:
        file.write("<p>own</p>\n")
    assert lines_of(site, "claim.html")[1] == f"templates/claim.html: {copied} and changed"
    (newer / "claim.html").write_text("another\n", encoding="utf-8")
    stale = f"{copied}; the theme's own has changed since: compare them"
    assert lines_of(site, "claim.html")[1] == f"templates/claim.html: {stale}"
    assert lines_of(site, "assets/style.css")[1] == f"templates/assets/style.css: {copied}, unchanged"


def test_check_names_the_copies_that_the_theme_has_left_behind_and_finds_no_mistake_in_it(
    tmp_path: Path, newer: Path
) -> None:
    site = make_site(tmp_path / "site")
    run(site, "theme", "copy", "claim.html", "assets/style.css", "topic.html")
    assert "Copied from the theme" not in run(site, "check").stderr
    for name in ("claim.html", "assets/style.css"):
        (newer / name).write_text("another\n", encoding="utf-8")
    done = run(site, "check", "--strict")
    assert done.exit_code == 0
    assert "which has changed since: templates/assets/style.css, templates/claim.html (" in done.stderr
    assert document(run(site, "check", "--format", "json")) == []


@pytest.mark.parametrize("name", list(PARTS))
def test_every_file_of_the_theme_keeps_where_it_came_from_and_gives_its_bytes_back(name: str) -> None:
    data = packaged_files()[name]
    copied = noted(name, data, "1.2.3")
    found = origin(copied)
    assert found is not None
    assert found.version == "1.2.3"
    assert is_of(data, found)
    assert not is_of(data + b"\n", found)
    assert without_note(copied) == data
    assert origin(data) is None
    assert without_note(data) == data


def test_an_editor_may_write_a_copy_with_other_line_ends_and_a_byte_order_mark(tmp_path: Path) -> None:
    run(make_site(tmp_path), "theme", "copy", "claim.html")
    path = tmp_path / "templates" / "claim.html"
    path.write_bytes("\ufeff".encode() + path.read_bytes().replace(b"\n", b"\r\n"))
    assert lines_of(tmp_path, "claim.html")[1].endswith(", unchanged")


def test_a_mistake_in_a_copied_template_is_told_at_its_own_line(tmp_path: Path) -> None:
    site = Story(tmp_path).write(SITE)
    run(site.folder, "theme", "copy", "page.html", "home.html")
    lines = (site.folder / "templates" / "home.html").read_text(encoding="utf-8").splitlines()
    txtar.write(site.folder, {"templates/home.html": "\n".join([*lines, "{% nonsense %}"])})
    site.build().failed("FC801")
    assert site.summary is not None
    assert site.summary.diagnostics[0].at.line == len(lines) + 1


# blocks


def test_the_blocks_of_a_template_are_its_own_and_those_of_what_it_extends() -> None:
    texts = {
        "base.html": "{% block head %}{% endblock %}{% block main %}{% block inner %}{% endblock %}{% endblock %}",
        "page.html": '{% extends "base.html" %}{% block main %}{% block aside %}{% endblock %}{% endblock %}',
        "circle.html": '{% extends "circle.html" %}{% block x %}{% endblock %}',
        "dynamic.html": "{% extends own %}{% block x %}{% endblock %}",
        "broken.html": "{% block",
    }
    assert blocks("page.html", texts) == ("main", "aside", "head", "inner")
    assert blocks("circle.html", texts) == blocks("dynamic.html", texts) == ("x",)
    assert blocks("broken.html", texts) == blocks("nowhere.html", texts) == ()
