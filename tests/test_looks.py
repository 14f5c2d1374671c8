"""Where to look: what is told of changes is gathered until it is quiet, and the tree says what is there."""

import datetime as dt
import os
import threading
from pathlib import Path

import pytest
from serving import eventually

from fcgen import codes
from fcgen.building.inputs import Options, seen
from fcgen.disk.source import glance, scan, scan_again
from fcgen.preview.lookout import Lookout
from fcgen.preview.standing import Standing
from fcgen.server.looks import Look, Looks, patience
from fcgen.server.watching import Events, Folder, Place, Poll, differences, fault, hint

A, B, C = "site_src/a.md", "site_src/folder/b.md", "site_src/c.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site_src/folder").mkdir(parents=True)
    for path in (A, B):
        (tmp_path / path).write_text(path, encoding="utf-8")
    return tmp_path


def test_what_is_told_in_a_burst_is_one_look() -> None:
    looks = Looks()
    looks.add("a")
    looks.add("b", "a")
    assert looks.take(10) == Look(frozenset({"a", "b"}))
    assert looks.take(0) is None


def test_one_who_tells_of_a_folder_asks_for_the_whole_tree() -> None:
    looks = Looks()
    looks.add("folder", whole=True)
    assert looks.take(10) == Look(frozenset({"folder"}), whole=True)


def test_an_editor_is_waited_for_less_than_a_burst() -> None:
    assert patience(1) < patience(21)


def test_who_waits_is_let_go_at_the_end() -> None:
    looks = Looks()
    waiting = threading.Thread(target=looks.take)
    waiting.start()
    looks.end()
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_few_files_are_looked_at_again_without_the_others(root: Path) -> None:
    before = scan(root, "site_src")
    (root / A).write_text("edited", encoding="utf-8")
    (root / B).unlink()
    (root / C).write_text("new", encoding="utf-8")
    assert scan_again(before, root, "site_src", [A, B, C]) == scan(root, "site_src")
    untold = scan_again(before, root, "site_src", [B])
    assert untold is not None
    assert untold.files[A] == before.files[A]


@pytest.mark.parametrize("name", [".a.md.swp", "a.md~", "#a.md#", ".git/index", "a.md.tmp"])
def test_what_editors_keep_aside_is_not_looked_at(root: Path, name: str) -> None:
    before = scan(root, "site_src")
    (root / "site_src" / name).parent.mkdir(exist_ok=True)
    (root / "site_src" / name).write_text("aside", encoding="utf-8")
    assert scan_again(before, root, "site_src", [f"site_src/{name}"]) == before


def test_a_file_that_was_there_for_a_moment_is_nothing(root: Path) -> None:
    before = scan(root, "site_src")
    assert scan_again(before, root, "site_src", ["site_src/4913"]) == before


@pytest.mark.parametrize("change", ["folder", "gone", "link", "form"])
def test_of_folders_links_and_odd_names_the_whole_tree_is_asked(root: Path, change: str) -> None:
    before = scan(root, "site_src")
    path = C
    match change:
        case "folder":
            (root / C).mkdir()
        case "gone":
            (root / B).unlink()
            (root / "site_src/folder").rmdir()
            path = "site_src/folder"
        case "link":
            (root / C).symlink_to(root / A)
        case _:
            path = "site_src/u\N{COMBINING DIAERESIS}.md"
            (root / path).write_text("new", encoding="utf-8")
    assert scan_again(before, root, "site_src", [path]) is None


def test_a_glance_tells_which_files_changed_and_believes_no_fresh_one(root: Path) -> None:
    late = 2**63
    before = {"x": glance(root, "site_src", late)}
    assert differences(before, before) == frozenset()
    os.utime(root / A, ns=(1, 1))
    (root / B).unlink()
    (root / C).write_text("new", encoding="utf-8")
    after = {"x": glance(root, "site_src", late)}
    assert differences(before, after) == {A, B, C}
    fresh = {"x": glance(root, "site_src", 0)}
    assert differences(after, fresh) == {A, C}
    assert differences(after, fresh, sure=True) == frozenset()


def test_a_poll_tells_of_a_change(root: Path) -> None:
    looks = Looks()
    poll = Poll(Place(root, frozenset({"config.yaml"}), (Folder(root, "site_src"),)), looks)
    poll.start()
    (root / "config.yaml").write_text("title: x", encoding="utf-8")
    eventually(lambda: "config.yaml" in (looks.take(1) or Look()).paths)
    poll.end()
    poll.join(10)
    assert not poll.is_alive()


def test_events_tell_of_a_change_and_of_no_other_folder(root: Path) -> None:
    looks = Looks()
    events = Events(looks)
    place = Place(root, frozenset({"config.yaml"}), (Folder(root, "site_src"),))
    assert events.move(place)
    assert not events.move(place)
    try:
        (root / "other.txt").write_text("x", encoding="utf-8")
        (root / A).write_text("edited", encoding="utf-8")
        look = looks.take(20)
        assert look is not None
        assert look.paths == {A}
        assert events.sound
    finally:
        events.end()
    assert not events.sound


@pytest.mark.parametrize(
    ("number", "said"),
    [(28, "fs.inotify.max_user_watches"), (24, "fs.inotify.max_user_instances"), (5, "does not tell of changes")],
)
def test_why_events_do_not_come_is_said_with_the_mend(number: int, said: str) -> None:
    assert said in fault(OSError(number, "made up"))


def test_a_site_on_a_file_system_of_another_machine_is_told_of_polling(tmp_path: Path) -> None:
    here = tmp_path.resolve()
    mounts = f"/dev/sda / ext4 rw 0 0\nC: {here} 9p rw 0 0\n"
    assert "--poll" in hint([tmp_path], mounts)
    assert hint([tmp_path.parent], mounts) == ""


def test_of_a_folder_that_goes_and_comes_back_nobody_says_that_the_system_told_nothing(root: Path, capsys) -> None:
    (root / "config.yaml").write_text("title: Made-up archive\nbase_url: https://example.org/\n", encoding="utf-8")
    standing = Standing(found=seen(root, Options(now=dt.datetime.now(dt.UTC)))[0])
    looks = Looks()
    lookout = Lookout(root, looks, poll=False)
    try:
        lookout.move(standing)
        for old, new in (("site_src", "away"), ("away", "site_src")):
            (root / old).rename(root / new)
            assert looks.take(10)
            lookout.at_leisure(standing)
    finally:
        lookout.end()
    assert "did not tell" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["loop", "folder"])
def test_a_glance_leaves_out_what_can_not_be_looked_at_and_sees_the_rest(root: Path, monkeypatch, name: str) -> None:
    if name == "loop":
        (root / "site_src/loop").symlink_to("loop")
    else:
        read = os.scandir

        def refused(folder: Path) -> object:
            if Path(folder).name == name:
                raise PermissionError(13, "Permission denied", str(folder))
            return read(folder)

        monkeypatch.setattr(os, "scandir", refused)
    assert A in glance(root, "site_src", 0)


def test_a_link_to_itself_is_told_with_its_place(root: Path) -> None:
    (root / C).symlink_to("c.md")
    assert [(one.code, one.path) for one in scan(root, "site_src").diagnostics] == [(codes.DEAD_LINK, C)]
