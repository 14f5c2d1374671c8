"""Whether outputs are as they were left, told without reading them where that can be believed."""

import os
from pathlib import Path

import pytest

from fcgen.digest import digest
from fcgen.disk import stamps
from fcgen.disk.stamps import Output, checked, stamp


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "index.html").write_bytes(b"made up")
    (tmp_path / "top").write_bytes(b"made up")
    return tmp_path


def left(out: Path, *paths: str) -> dict[str, Output]:
    """What a build would have left: the files as they are now."""
    return {path: Output(digest((out / path).read_bytes()), stamp(out / path)) for path in paths}


PATHS = ("a/b/index.html", "top")


def test_what_is_as_it_was_is_in_place(out: Path) -> None:
    assert checked(out, left(out, *PATHS)).astray == frozenset()


def test_what_is_gone_is_astray(out: Path) -> None:
    known = left(out, *PATHS)
    (out / "top").unlink()
    assert checked(out, known).astray == {"top"}
    (out / "a" / "b" / "index.html").unlink()
    (out / "a" / "b").rmdir()
    assert checked(out, known).astray == set(PATHS)


def test_a_folder_that_is_gone_takes_all_with_it(out: Path) -> None:
    assert checked(out / "nowhere", left(out, *PATHS)).astray == set(PATHS)


def test_a_folder_that_became_a_file_takes_all_with_it(out: Path) -> None:
    known = left(out, *PATHS)
    (out / "a" / "b" / "index.html").unlink()
    (out / "a" / "b").rmdir()
    (out / "a" / "b").write_bytes(b"made up")
    assert checked(out, known).astray == {"a/b/index.html"}


@pytest.mark.parametrize("content", [b"altered", b"altered and longer", b""])
def test_what_was_altered_is_astray_whatever_its_times_say(out: Path, content: bytes) -> None:
    known = left(out, *PATHS)
    before = (out / "top").stat()
    (out / "top").write_bytes(content)
    os.utime(out / "top", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert checked(out, known).astray == {"top"}


def test_a_link_is_astray_even_to_the_same_content(out: Path) -> None:
    known = left(out, *PATHS)
    (out / "top").rename(out / "theirs!")
    (out / "top").symlink_to("theirs!")
    assert (out / "top").lstat().st_size == known["top"].stamp.size
    assert checked(out, known).astray == {"top"}


def test_what_lies_behind_a_linked_folder_is_astray(out: Path) -> None:
    known = left(out, *PATHS)
    (out / "a").rename(out / "moved")
    (out / "a").symlink_to("moved")
    assert checked(out, known).astray == {"a/b/index.html"}


def test_a_file_with_new_times_and_the_old_content_is_in_place_and_stamped_anew(out: Path) -> None:
    known = left(out, *PATHS)
    (out / "top").write_bytes(b"made up")
    found = checked(out, known)
    assert found.astray == frozenset()
    assert found.stamped["top"].stamp.changed == (out / "top").stat().st_ctime_ns
    assert found.stamped["top"].digest == known["top"].digest


def test_a_young_file_is_read_and_an_old_one_is_not(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = left(out, "top")
    lying = {"top": Output(digest(b"something else"), known["top"].stamp)}
    assert checked(out, lying).astray == {"top"}
    changed = known["top"].stamp.changed
    old = {"top": Output(digest(b"something else"), stamps.Stamp(*_with_taken(known["top"], changed + 3 * 10**9)))}
    assert checked(out, old).astray == frozenset()
    monkeypatch.setattr(stamps, "_BELIEVED", False)  # as on Windows
    assert checked(out, old).astray == {"top"}


def test_of_an_old_file_the_time_of_change_tells_what_its_other_times_hide(out: Path) -> None:
    found = left(out, "top")["top"]
    old = {"top": Output(found.digest, stamps.Stamp(*_with_taken(found, found.stamp.changed + 3 * 10**9)))}
    with (out / "top").open("r+b") as file:
        file.write(b"invent.")
    os.utime(out / "top", ns=(found.stamp.modified, found.stamp.modified))
    assert (out / "top").stat().st_ino == found.stamp.inode
    assert checked(out, old).astray == {"top"}


def _with_taken(output: Output, taken: int) -> tuple[int, ...]:
    found = output.stamp
    return found.size, found.inode, found.modified, found.changed, taken
