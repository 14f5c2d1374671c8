"""Scanning a folder: which files there are, in which order, and what can't be taken."""

import os
import sys
import unicodedata
from pathlib import Path

import pytest
import txtar

from fcgen import codes
from fcgen.digest import digest
from fcgen.disk.source import Source, scan


def paths(source: Source) -> list[str]:
    return list(source.files)


def test_a_file_is_known_by_its_path_its_digest_and_its_size(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"content/claims/a.md": "made up"})
    (file,) = scan(tmp_path, "content").files.values()
    assert (file.path, file.digest, file.size) == ("content/claims/a.md", digest(b"made up"), 7)


def test_a_file_is_read_as_the_bytes_that_it_holds(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "picture.png").write_bytes(b"\x89PNG\r\n\xff")
    assert scan(tmp_path, "content").read("content/picture.png") == b"\x89PNG\r\n\xff"


def test_files_are_in_the_order_of_their_paths_whatever_the_folder_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    txtar.write(tmp_path, dict.fromkeys(("c/b/z.md", "c/b/a.md", "c/b-a.md", "c/a.md", "c/é.md", "c/B.md"), "x"))
    first = paths(scan(tmp_path, "c"))
    assert first == sorted(first)
    assert len(first) == 6
    monkeypatch.setattr("os.scandir", backwards(os.scandir))
    assert paths(scan(tmp_path, "c")) == first


def backwards(scandir):
    class Backwards(list):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def listed(folder):
        with scandir(folder) as entries:
            return Backwards(sorted(entries, key=lambda entry: entry.name, reverse=True))

    return listed


@pytest.mark.parametrize(
    "name",
    [".hidden.md", ".git/config", "draft.md~", ".draft.md.swp", "draft.swp", "draft.md.tmp", "#draft.md#", "Thumbs.db"],
)
def test_hidden_files_and_backups_of_editors_are_not_read(tmp_path: Path, name: str) -> None:
    txtar.write(tmp_path, {f"content/{name}": "x", "content/kept.md": "x"})
    assert paths(scan(tmp_path, "content")) == ["content/kept.md"]


@pytest.mark.parametrize("name", ["#1.md", "tmp.md", "a~b.md", "swp", "thumbs.db.md"])
def test_names_that_only_look_like_backups_are_read(tmp_path: Path, name: str) -> None:
    txtar.write(tmp_path, {f"content/{name}": "x"})
    assert paths(scan(tmp_path, "content")) == [f"content/{name}"]


def test_links_to_files_and_folders_are_followed(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"elsewhere/a.md": "a", "content/own.md": "own"})
    (tmp_path / "content" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "content" / "file.md").symlink_to("own.md")
    source = scan(tmp_path, "content")
    assert paths(source) == ["content/file.md", "content/folder/a.md", "content/own.md"]
    assert source.read("content/folder/a.md") == b"a"


def test_a_folder_within_itself_is_read_once(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"content/a/b.md": "b"})
    (tmp_path / "content" / "a" / "again").symlink_to(tmp_path / "content")
    (tmp_path / "content" / "self").symlink_to(".")
    source = scan(tmp_path, "content")
    assert paths(source) == ["content/a/b.md"]
    assert source.diagnostics == ()


def test_two_links_to_one_folder_are_two_folders(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"content/a/b.md": "b"})
    (tmp_path / "content" / "other").symlink_to("a")
    assert paths(scan(tmp_path, "content")) == ["content/a/b.md", "content/other/b.md"]


def test_a_link_that_leads_nowhere_is_told_of(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"content/a.md": "a"})
    (tmp_path / "content" / "gone.md").symlink_to("nowhere.md")
    source = scan(tmp_path, "content")
    assert paths(source) == ["content/a.md"]
    assert [(d.code, d.path) for d in source.diagnostics] == [(codes.DEAD_LINK, "content/gone.md")]


def test_a_name_that_is_neither_file_nor_folder_is_told_of_and_not_opened(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    os.mkfifo(tmp_path / "content" / "pipe")
    source = scan(tmp_path, "content")
    assert not source.files
    assert [d.path for d in source.diagnostics] == ["content/pipe"]


def test_a_name_that_is_not_unicode_is_told_of_in_a_readable_form(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    try:
        (tmp_path / os.fsdecode(b"content/caf\xe9.md")).write_bytes(b"x")
    except OSError:
        assert sys.platform == "darwin"  # whose file systems refuse such names
        return
    source = scan(tmp_path, "content")
    assert not source.files
    assert source.unreadable == ("content/caf\N{REPLACEMENT CHARACTER}.md",)


def test_a_decomposed_name_is_known_in_its_composed_form_and_can_still_be_read(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "für.md")
    txtar.write(tmp_path, {f"content/{decomposed}": "made up"})
    source = scan(tmp_path, "content")
    assert paths(source) == [f"content/{unicodedata.normalize('NFC', 'für.md')}"]
    assert source.read("content/für.md") == b"made up"


def test_two_files_of_one_name_in_two_unicode_forms_are_told_of(tmp_path: Path) -> None:
    names = {f"content/{unicodedata.normalize(form, 'für.md')}" for form in ("NFC", "NFD")}
    txtar.write(tmp_path, dict.fromkeys(names, "x"))
    if len(list((tmp_path / "content").iterdir())) == 1:
        assert sys.platform == "darwin"  # whose file systems take the two for one
        return
    source = scan(tmp_path, "content")
    assert paths(source) == ["content/für.md"]
    assert [(d.code, d.path) for d in source.diagnostics] == [(codes.PATH_TAKEN, "content/für.md")]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        scan(tmp_path, "content")
