"""The same archive makes the same bytes, wherever, whenever and however it is built. Pagefind's own files aside."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click.testing
import pytest
import txtar
from command_line import run
from picture_files import from_camera, photograph, written
from site_files import CLOCK, build, make_site, tree, without_search
from test_source import backwards

from fcgen import cli
from fcgen.building.workers import Workers
from fcgen.commands.init import init

MORE = {
    "site_src/articles/2024/東京.md": "---\ntitle: 東京 (made up)\ndate: 2024-05-04 23:30\n---\nMade up.\n",
    "site_src/articles/Ä.md": "---\ntitle: Ä (made up)\ndate: 2024-05-04\n---\n![a](a.svg) ![b](b.svg)\n",
    "site_src/articles/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "site_src/articles/b.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "site_src/static/notes.txt": "made up",
    "site_src/articles/photographs.md": (
        "---\ntitle: Photographs (made up)\ndate: 2024-05-04\nimage: one.jpg\n---\n"
        "![One](one.jpg) ![two](two.png) ![three](three.webp) ![four](four.gif) ![five](/static/five.jpg)\n"
    ),
    "templates/assets/own.css": "body {}",
}
PICTURES = {
    "articles/one.jpg": from_camera("JPEG", 900, 600, turned=8),
    "articles/two.png": from_camera("PNG", 600, 500),
    "articles/three.webp": from_camera("WEBP", 600, 500),
    "articles/four.gif": written(photograph(600, 500).quantize(64), "GIF"),
    "static/five.jpg": from_camera("JPEG", 300, 200, turned=6),
}


def archive(folder: Path) -> Path:
    """A made-up archive with a bit of everything."""
    init(folder)
    make_site(folder, MORE)
    for name, data in PICTURES.items():
        (folder / "site_src" / name).parent.mkdir(exist_ok=True)
        (folder / "site_src" / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What the others must be equal to."""
    return without_search(tree(build(archive(tmp_path_factory.mktemp("first")))))


def test_there_is_something_to_compare(first: Mapping[str, bytes]) -> None:
    assert len(first) > 40
    assert {"index.html", ".fcgen-manifest", "static/notes.txt"} <= first.keys()


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles"},
        {"LC_ALL": "C"},
        {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242"},
        {"PYTHONOPTIMIZE": "1"},
        {"HOME": "/nonexistent", "COLUMNS": "40", "NO_COLOR": "1"},
        {"SOURCE_DATE_EPOCH": "0"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_environment_makes_no_difference(
    tmp_path: Path, first: Mapping[str, bytes], environment: Mapping[str, str]
) -> None:
    assert without_search(tree(build(archive(tmp_path), environment=environment))) == first


def test_the_folder_makes_no_difference(tmp_path: Path, first: Mapping[str, bytes]) -> None:
    deep = tmp_path / "a folder" / "ünïcødé" / "東京" / "<&>"
    assert without_search(tree(build(archive(deep)))) == first


def test_the_working_folder_makes_no_difference(tmp_path: Path, first: Mapping[str, bytes]) -> None:
    archive(tmp_path)
    command = [sys.executable, "-m", "fcgen", "build", "--clock", CLOCK]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert without_search(tree(tmp_path / "_site")) == first


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_the_umask_makes_no_difference(tmp_path: Path, first: Mapping[str, bytes], umask: int) -> None:
    archive(tmp_path)
    command = [sys.executable, "-m", "fcgen", "-C", str(tmp_path), "build", "--clock", CLOCK]
    subprocess.run(command, umask=umask, check=True, capture_output=True)
    assert without_search(tree(tmp_path / "_site")) == first


@pytest.mark.parametrize("method", ["fork", "spawn"])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_the_number_of_jobs_makes_no_difference(
    tmp_path: Path, first: Mapping[str, bytes], jobs: int, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path)
    monkeypatch.setattr("fcgen.building.inputs.workers", lambda jobs, threads: Workers(jobs, method))
    monkeypatch.setattr("fcgen.building.loading._CHUNK", 2)  # or so small an archive would need no other process
    monkeypatch.setattr("fcgen.building.press._CHUNK", 5)
    monkeypatch.setattr("fcgen.building.pictures._CHUNK", 1)
    for clean in (True, False):
        assert run(tmp_path, "build", "--clock", CLOCK, "--jobs", str(jobs), *(["--clean"] * clean)).exit_code == 0
        assert without_search(tree(tmp_path / "_site")) == first
    txtar.write(tmp_path, {"config.yaml": (tmp_path / "config.yaml").read_text(encoding="utf-8") + "\n# a note\n"})
    assert run(tmp_path, "build", "--clock", CLOCK, "--jobs", str(jobs)).exit_code == 0
    assert without_search(tree(tmp_path / "_site")) == first


def test_the_order_in_which_folders_are_read_makes_no_difference(
    tmp_path: Path, first: Mapping[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path)
    monkeypatch.setattr("os.scandir", backwards(os.scandir))
    done = click.testing.CliRunner().invoke(cli.cli, ["-C", str(tmp_path), "build", "--clock", CLOCK])
    assert done.exit_code == 0
    monkeypatch.undo()
    assert without_search(tree(tmp_path / "_site")) == first


def test_times_and_modes_of_files_make_no_difference(tmp_path: Path, first: Mapping[str, bytes]) -> None:
    archive(tmp_path)
    for number, path in enumerate(sorted(path for path in tmp_path.rglob("*") if path.is_file())):
        os.utime(path, (number, number))
        path.chmod(0o600 if number % 2 else 0o755)
    assert without_search(tree(build(tmp_path))) == first


def test_what_was_built_before_makes_no_difference(tmp_path: Path, first: Mapping[str, bytes]) -> None:
    archive(tmp_path)
    extra = make_site(tmp_path, {"site_src/articles/extra.md": "---\ntitle: Extra (made up)\ndate: 2024-05-05\n---\n"})
    build(tmp_path, "--drafts", "--base-url", "https://example.com/else/")
    (extra / "site_src/articles/extra.md").unlink()
    assert without_search(tree(build(tmp_path))) == first
    assert without_search(tree(build(tmp_path))) == first


def test_what_fcgen_keeps_for_itself_can_be_deleted(tmp_path: Path, first: Mapping[str, bytes]) -> None:
    build(archive(tmp_path))
    assert list((tmp_path / ".fcgen" / "pictures").iterdir())
    shutil.rmtree(tmp_path / ".fcgen")
    assert without_search(tree(build(tmp_path))) == first


def test_with_the_same_clock_the_day_makes_no_difference_and_with_another_only_what_is_shown_does(
    tmp_path: Path, first: Mapping[str, bytes]
) -> None:
    archive(tmp_path)
    assert without_search(tree(build(tmp_path, "--clock", "2031-01-01T00:00:00+14:00"))) == first
    early = without_search(tree(build(tmp_path, "--clock", "2024-03-06")))
    assert "articles/library-hours/index.html" not in early
    assert "articles/bridge-opening/index.html" in early


def test_the_search_index_is_made_of_the_same_pages(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        out = build(archive(tmp_path / name))
        found.append({path: data for path, data in tree(out).items() if path.endswith((".pf_fragment", ".pf_index"))})
    assert found[0] == found[1]
    assert found[0]
