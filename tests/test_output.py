"""The output folder: staged whole, placed at once, and nothing of others touched."""

import errno
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import txtar
from site_files import tree

from fcgen.digest import digest
from fcgen.disk.lock import locked
from fcgen.disk.manifest import MANIFEST, RefusedError
from fcgen.disk.output import Placed, Stage

LISTS = (MANIFEST, f"pagefind/{MANIFEST}")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def staged(out: Path, files: Mapping[str, str]) -> Stage:
    stage = Stage(out.parent / "state" / "stage", out)
    for path, text in files.items():
        stage.add(path, text.encode())
    return stage


def placed(out: Path, files: Mapping[str, str]) -> Placed:
    with staged(out, files) as stage:
        return stage.place()[0]


def texts(out: Path) -> dict[str, str]:
    """The files of a folder but for fcgen's own lists."""
    return {path: data.decode() for path, data in tree(out).items() if path not in LISTS}


# staging


def test_nothing_is_in_the_output_folder_before_everything_is_staged(out: Path) -> None:
    with staged(out, {"index.html": "made up", "a/index.html": "made up"}) as stage:
        assert not out.exists()
        stage.place()
        assert texts(out) == {"index.html": "made up", "a/index.html": "made up"}


def test_a_stage_that_is_not_placed_changes_nothing(out: Path) -> None:
    placed(out, {"index.html": "first"})
    before = tree(out)
    with staged(out, {"index.html": "second"}):
        pass
    assert tree(out) == before


def test_a_stage_is_gone_when_it_has_been_used(out: Path) -> None:
    placed(out, {"index.html": "made up"})
    assert not (out.parent / "state" / "stage").exists()


def test_what_a_killed_build_staged_is_not_placed_by_the_next(out: Path) -> None:
    txtar.write(out.parent, {"state/stage/0000000": "left over"})
    placed(out, {"a.txt": "a"})
    assert texts(out) == {"a.txt": "a"}


# what is written, left and removed


def test_a_build_says_how_many_files_it_wrote_left_and_removed(out: Path) -> None:
    assert placed(out, {"a": "1", "b": "1", "c": "1"}) == Placed(3, 0, 0)
    assert placed(out, {"a": "1", "b": "2", "d": "1"}) == Placed(2, 1, 1)
    assert texts(out) == {"a": "1", "b": "2", "d": "1"}


def test_an_unchanged_file_is_left_alone(out: Path) -> None:
    placed(out, {"a/index.html": "made up", "b": "1"})
    before = (out / "a" / "index.html").stat()
    placed(out, {"a/index.html": "made up", "b": "2"})
    after = (out / "a" / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_build_that_changes_nothing_writes_nothing(out: Path) -> None:
    files = {"a": "1", "pagefind/en/x": "1"}
    placed(out, files)
    before = {path: (out / path).stat().st_ino for path in tree(out)}
    assert placed(out, files) == Placed(0, 2, 0)
    assert {path: (out / path).stat().st_ino for path in tree(out)} == before


def test_folders_that_have_become_empty_are_removed(out: Path) -> None:
    placed(out, {"a/b/c/index.html": "1", "a/index.html": "1"})
    placed(out, {"a/index.html": "1"})
    assert not (out / "a" / "b").exists()
    placed(out, {"x": "1"})
    assert not (out / "a").exists()


def test_an_altered_output_is_written_again(out: Path) -> None:
    placed(out, {"a": "made up"})
    (out / "a").write_text("altered", encoding="utf-8")
    assert placed(out, {"a": "made up"}) == Placed(1, 0, 0)
    assert texts(out) == {"a": "made up"}


def test_a_missing_output_is_written_again(out: Path) -> None:
    placed(out, {"a": "made up", "b/c": "made up"})
    (out / "b" / "c").unlink()
    (out / "b").rmdir()
    assert placed(out, {"a": "made up", "b/c": "made up"}) == Placed(1, 1, 0)


def test_an_output_that_became_a_link_is_a_file_again_and_the_links_end_is_untouched(out: Path) -> None:
    placed(out, {"a": "made up"})
    txtar.write(out.parent, {"elsewhere": "made up"})
    (out / "a").unlink()
    (out / "a").symlink_to(out.parent / "elsewhere")
    placed(out, {"a": "new"})
    assert not (out / "a").is_symlink()
    assert (out.parent / "elsewhere").read_text(encoding="utf-8") == "made up"


# files and folders that change places


def test_a_file_becomes_a_folder(out: Path) -> None:
    placed(out, {"a": "file", "b": "kept"})
    placed(out, {"a/index.html": "inside", "b": "kept"})
    assert texts(out) == {"a/index.html": "inside", "b": "kept"}


def test_a_folder_becomes_a_file(out: Path) -> None:
    placed(out, {"a/b/index.html": "inside", "a/c": "inside"})
    placed(out, {"a": "file"})
    assert texts(out) == {"a": "file"}


def test_empty_folders_do_not_stand_in_a_files_way(out: Path) -> None:
    placed(out, {"a/b": "inside"})
    (out / "a" / "empty" / "too").mkdir(parents=True)
    placed(out, {"a": "file"})
    assert texts(out) == {"a": "file"}


def test_a_path_in_another_case_takes_the_place_of_the_old_one(out: Path) -> None:
    placed(out, {"Claims/A/index.html": "1"})
    placed(out, {"claims/a/index.html": "1"})
    assert texts(out) == {"claims/a/index.html": "1"}


def test_where_case_does_not_count_the_old_spelling_is_rewritten_not_removed(out: Path) -> None:
    placed(out, {"A": "1"})
    os.link(out / "A", out / "a")  # what such a file system shows: two names, one file
    with staged(out, {"a": "1"}) as stage:
        assert stage.place()[0].written == 1
    assert texts(out) == {"a": "1"}


def test_a_foreign_file_in_another_case_is_foreign(out: Path) -> None:
    placed(out, {"A": "1", "b": "1"})
    (out / "A").rename(out / "a")
    (out / "a").write_text("somebody's", encoding="utf-8")
    if not (out / "A").exists():
        with pytest.raises(RefusedError, match="was not made by fcgen"):
            placed(out, {"a": "2", "b": "1"})


# what others put there


def test_a_folder_with_files_that_fcgen_did_not_make_is_refused(out: Path) -> None:
    txtar.write(out, {"thesis.txt": "somebody's"})
    with pytest.raises(RefusedError, match="was not made by fcgen"):
        placed(out, {"index.html": "made up"})
    assert texts(out) == {"thesis.txt": "somebody's"}


def test_an_empty_folder_will_do(out: Path) -> None:
    out.mkdir()
    placed(out, {"index.html": "made up"})
    assert texts(out) == {"index.html": "made up"}


def test_a_file_in_place_of_the_folder_is_refused(out: Path) -> None:
    out.write_text("somebody's", encoding="utf-8")
    with pytest.raises(RefusedError, match="is a file"):
        placed(out, {"index.html": "made up"})
    assert out.read_text(encoding="utf-8") == "somebody's"


def test_files_that_others_put_beside_are_never_touched(out: Path) -> None:
    placed(out, {"a/index.html": "1", "pagefind/en/x": "1", "b": "1"})
    txtar.write(out, {"CNAME": "example.org", "a/notes.txt": "somebody's", "pagefind/en/mine": "somebody's"})
    placed(out, {"b": "2"})
    assert texts(out) == {
        "b": "2",
        "CNAME": "example.org",
        "a/notes.txt": "somebody's",
        "pagefind/en/mine": "somebody's",
    }


def test_a_foreign_file_in_the_way_is_refused_before_anything_is_touched(out: Path) -> None:
    placed(out, {"a": "1"})
    txtar.write(out, {"b": "somebody's"})
    before = tree(out)
    with pytest.raises(RefusedError, match="was not made by fcgen"):
        placed(out, {"a": "2", "b": "made up"})
    assert tree(out) == before


def test_a_foreign_file_that_is_the_same_stays_and_stays_foreign(out: Path) -> None:
    placed(out, {"a": "1"})
    txtar.write(out, {"b": "same"})
    placed(out, {"a": "1", "b": "same"})
    placed(out, {"a": "1"})
    assert texts(out) == {"a": "1", "b": "same"}


def test_a_foreign_folder_in_the_way_of_a_file_is_refused(out: Path) -> None:
    placed(out, {"a/b": "1"})
    txtar.write(out, {"a/notes.txt": "somebody's"})
    with pytest.raises(RefusedError, match="files that fcgen did not make"):
        placed(out, {"a": "file"})
    assert texts(out) == {"a/b": "1", "a/notes.txt": "somebody's"}


def test_a_foreign_file_in_the_way_of_a_folder_is_refused(out: Path) -> None:
    placed(out, {"b": "1"})
    txtar.write(out, {"a": "somebody's"})
    before = tree(out)
    with pytest.raises(RefusedError, match="a folder is to be made there"):
        placed(out, {"a/index.html": "made up", "b": "2"})
    assert tree(out) == before


@pytest.mark.parametrize("end", ["elsewhere", "nowhere"])
def test_a_foreign_link_in_the_way_is_refused(out: Path, end: str) -> None:
    placed(out, {"b": "1"})
    txtar.write(out.parent, {"elsewhere": "somebody's"})
    (out / "a").symlink_to(out.parent / end)
    with pytest.raises(RefusedError, match="was not made by fcgen"):
        placed(out, {"a": "made up"})
    assert (out / "a").is_symlink()


def test_nothing_is_written_through_a_linked_folder(out: Path) -> None:
    placed(out, {"b": "1"})
    txtar.write(out.parent, {"elsewhere/notes.txt": "somebody's"})
    (out / "a").symlink_to(out.parent / "elsewhere")
    with pytest.raises(RefusedError, match="writes nothing through links"):
        placed(out, {"a/index.html": "made up"})
    assert tree(out.parent / "elsewhere") == {"notes.txt": b"somebody's"}


def test_nothing_is_removed_through_a_linked_folder(out: Path) -> None:
    placed(out, {"a/index.html": "1", "pagefind/en/x": "1", "b": "1"})
    for folder in ("a", "pagefind"):
        (out / folder).rename(out.parent / folder)
        (out / folder).symlink_to(out.parent / folder)
    before = tree(out.parent / "a") | tree(out.parent / "pagefind")
    placed(out, {"b": "2"})
    assert tree(out.parent / "a") | tree(out.parent / "pagefind") == before


# the list of fcgen's own files


@pytest.mark.parametrize(
    "path", ["../victim", "a/../../victim", "/victim", "C:/victim", "..\\victim", "\\victim", "//host/victim", "a\0b"]
)
def test_a_list_that_somebody_altered_removes_nothing_outside(out: Path, path: str) -> None:
    placed(out, {"a/b": "1"})
    txtar.write(out.parent, {"victim": "somebody's"})
    listed = (out / MANIFEST).read_text(encoding="utf-8")
    named = str(out.parent / "victim") if path == "/victim" else path.replace("\0", "\\u0000").replace("\\", "\\\\")
    (out / MANIFEST).write_text(listed.replace('"a/b"', f'"a/b", "{named}"'), encoding="utf-8")
    placed(out, {"c": "1"})
    assert (out.parent / "victim").read_text(encoding="utf-8") == "somebody's"
    assert texts(out) == {"c": "1"}


def test_a_damaged_list_is_refused(out: Path) -> None:
    placed(out, {"a": "1"})
    (out / MANIFEST).write_bytes(b"\xff not a list")
    with pytest.raises(RefusedError, match="no longer the list"):
        placed(out, {"a": "2"})
    assert texts(out) == {"a": "1"}


@pytest.mark.parametrize("path", ["#1/index.html", "a\nb", '"quoted"', "東京/index.html", " ", "a\\b"])
def test_a_file_of_any_name_is_known_again(out: Path, path: str) -> None:
    assert placed(out, {path: "1"}) == Placed(1, 0, 0)
    assert placed(out, {path: "2"}) == Placed(1, 0, 0)
    assert placed(out, {"x": "1"}) == Placed(1, 0, 1)
    assert texts(out) == {"x": "1"}


def test_the_list_is_the_same_whatever_the_search_index_names_its_files(out: Path) -> None:
    placed(out, {"a": "1", "pagefind/en/x": "1"})
    first = (out / MANIFEST).read_bytes()
    placed(out, {"a": "1", "pagefind/en/y": "1"})
    assert (out / MANIFEST).read_bytes() == first
    assert texts(out) == {"a": "1", "pagefind/en/y": "1"}


def test_without_search_nothing_of_its_index_remains(out: Path) -> None:
    placed(out, {"a": "1", "pagefind/en/x": "1"})
    placed(out, {"a": "1"})
    assert not (out / "pagefind").exists()


# interruptions


class PulledPlugError(Exception):
    """Stands for the end of the process."""


def pull_the_plug(monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """Let the process end when so many files have been moved."""
    replace, done = os.replace, []

    def counted(source: object, target: object) -> None:
        if len(done) == moves:
            raise PulledPlugError
        done.append(target)
        replace(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "replace", counted)


OLD = {"a": "old", "b/c": "old", "d": "old", "gone": "old", "e": "a file", "f/g": "in a folder"}
NEW = {"a": "new", "b/c": "new", "d": "old", "come": "new", "e/index.html": "in a folder", "f": "a file"}


@pytest.mark.parametrize("moves", range(8))
def test_an_interrupted_placement_leaves_whole_files_and_the_next_build_mends_it(
    out: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    placed(out, OLD)
    with monkeypatch.context() as patched:
        pull_the_plug(patched, moves)
        if moves == 7:  # the lists twice, and the five files that changed: this one runs to its end
            placed(out, NEW)
        else:
            with pytest.raises(PulledPlugError):
                placed(out, NEW)
    for path, text in texts(out).items():
        assert path == f"{MANIFEST}.new" or text in {OLD.get(path), NEW.get(path)}
    assert (out / "gone").exists() == (moves < 6)  # what nothing replaces is there until all else is
    placed(out, NEW)
    assert texts(out) == NEW


@pytest.mark.parametrize("moves", range(3))
def test_an_interrupted_first_build_is_mended_too(out: Path, monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    with monkeypatch.context() as patched:
        pull_the_plug(patched, moves)
        with pytest.raises(PulledPlugError):
            placed(out, {"a": "1", "b": "1"})
    placed(out, {"b": "2"})
    assert texts(out) == {"b": "2"}


# other file systems


def test_files_reach_an_output_folder_on_another_file_system(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def from_here_only(source: Path, target: Path) -> None:
        if "stage" in Path(source).parts:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        replace(source, target)

    placed(out, {"a/b": "old"})
    monkeypatch.setattr(os, "replace", from_here_only)
    assert placed(out, {"a/b": "new", "c": "new"}) == Placed(2, 0, 0)
    assert texts(out) == {"a/b": "new", "c": "new"}


def test_any_other_failure_of_a_move_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def full(source: Path, target: Path) -> None:
        if "stage" in Path(source).parts:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        placed(out, {"a": "1"})


# one at a time


HOLD = """
import sys
from pathlib import Path
from fcgen.disk.lock import BusyError, locked
try:
    with locked(Path(sys.argv[1])):
        print("held")
except BusyError as error:
    print(error)
"""


def elsewhere(state: Path) -> str:
    """What another process says that tries to hold the lock."""
    return subprocess.run([sys.executable, "-c", HOLD, state], capture_output=True, check=True, text=True).stdout


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with locked(tmp_path / "state"):
        assert "another build" in elsewhere(tmp_path / "state")


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    with locked(tmp_path / "state"):
        pass
    assert elsewhere(tmp_path / "state") == "held\n"


def test_a_file_can_come_in_pieces(out: Path) -> None:
    with staged(out, {"a.txt": "one"}) as stage:
        stage.write("b.txt", iter([b"t", b"", b"wo"]))
        assert stage.held("b.txt") == (digest(b"two"), 3)
        assert stage.held("a.txt") == (digest(b"one"), 3)
        assert stage.place()[0] == Placed(2, 0, 0)
    assert texts(out) == {"a.txt": "one", "b.txt": "two"}


def test_a_file_in_pieces_that_is_there_already_is_left_alone(out: Path) -> None:
    placed(out, {"a.txt": "one"})
    before = (out / "a.txt").stat().st_mtime_ns
    with staged(out, {}) as stage:
        stage.write("a.txt", iter([b"o", b"ne"]))
        assert stage.held("a.txt") == (digest(b"one"), 3)
        assert stage.place()[0] == Placed(0, 1, 0)
    assert (out / "a.txt").stat().st_mtime_ns == before


def test_a_file_in_pieces_that_somebody_else_put_there_is_refused(out: Path) -> None:
    placed(out, {"a.txt": "one"})
    (out / "b.txt").write_text("theirs")
    with staged(out, {}) as stage, pytest.raises(RefusedError, match=r"b\.txt was not made by fcgen"):
        stage.write("b.txt", iter([b"ours"]))
    assert (out / "b.txt").read_text() == "theirs"
