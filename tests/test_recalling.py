"""Commands that write entries, and `fcgen check`, take from the last build what it read, and leave its memo alone."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from site_files import SITE, build, make_site, tree

from fcgen.building.inputs import Options
from fcgen.commands.check import checked
from fcgen.writing.rereading import Read, read_whole

OPTIONS = Options(dt.datetime(2024, 6, 1, tzinfo=dt.UTC), jobs=1)
ABOUT = "site_src/pages/about.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = make_site(tmp_path / "site", {**SITE, ABOUT: "---\ntitle: Made up\n---\nMade up.\n"})
    build(folder)
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed from here on."""
    from fcgen.building import loading

    paths: list[str] = []
    load = loading.load
    monkeypatch.setattr(loading, "load", lambda path, *rest: paths.append(path) or load(path, *rest))
    return paths


def read(site: Path) -> Read:
    found, problems = read_whole(site, OPTIONS)
    assert found is not None
    assert problems == ()
    return found


def test_nothing_is_parsed_that_the_last_build_has_read(site: Path, parsed: list[str]) -> None:
    read(site)
    checked(site, OPTIONS)
    assert parsed == []


def test_what_was_edited_since_is_parsed_and_nothing_else(site: Path, parsed: list[str]) -> None:
    (site / ABOUT).write_text("---\ntitle: Made up anew\n---\nMade up.\n", encoding="utf-8")
    assert read(site).given[ABOUT].entry.title == "Made up anew"
    assert parsed == [ABOUT]


def test_what_is_remembered_is_what_the_files_give(site: Path) -> None:
    remembered = read(site)
    before = checked(site, OPTIONS)
    (site / ".fcgen/memo.sqlite").unlink()
    assert read(site).given == remembered.given
    assert checked(site, OPTIONS) == before


def test_the_memo_is_left_as_it_was(site: Path) -> None:
    before = tree(site / ".fcgen")
    (site / ABOUT).write_text("---\ntitle: Made up anew\n---\nMade up.\n", encoding="utf-8")
    read(site)
    checked(site, OPTIONS)
    assert tree(site / ".fcgen") == before


def none(memo: Path) -> None:
    memo.unlink()


def noise(memo: Path) -> None:
    memo.write_bytes(b"made up" * 1000)


def a_folder(memo: Path) -> None:
    memo.unlink()
    memo.mkdir()


def another_version(memo: Path) -> None:
    with closing(sqlite3.connect(memo)) as connection, connection:
        connection.execute("DELETE FROM last WHERE name = 'salt'")


def changed_by_hand(memo: Path) -> None:
    with closing(sqlite3.connect(memo)) as connection, connection:
        connection.execute("UPDATE loads SET data = CAST('made up' AS BLOB)")


@pytest.mark.parametrize("harm", [none, noise, a_folder, another_version, changed_by_hand])
def test_a_memo_that_can_not_be_used_is_not_used(site: Path, parsed: list[str], harm: Callable[[Path], None]) -> None:
    wanted = read(site).given
    harm(site / ".fcgen/memo.sqlite")
    before = tree(site / ".fcgen")
    assert read(site).given == wanted
    assert sorted(parsed) == sorted(wanted)
    assert tree(site / ".fcgen") == before


def test_nobody_waits_for_a_build_that_is_changing_the_memo(site: Path, parsed: list[str]) -> None:
    wanted = read(site).given
    with closing(sqlite3.connect(site / ".fcgen/memo.sqlite", isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert read(site).given == wanted
    assert sorted(parsed) == sorted(wanted)
