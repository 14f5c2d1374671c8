"""Commands that build nothing take from the memo what the last build remembers: sooner, and never anything else."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from command_line import WRONG_SITE, built, run
from site_files import CLOCK, FACT_CHECK, SITE, make_site, tree

from fcgen.building import loading
from fcgen.building.looking import STATE
from fcgen.disk.memo import FILE, Memo

COMMANDS: Final = {
    "rename": ("rename", "claim:review", "said"),
    "rename, not really": ("rename", "--dry-run", "claim:review", "said"),
    "new": ("new", "topic", "A made-up topic"),
    "check": ("check", "--clock", CLOCK, "--format", "json"),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A made-up archive that has been built."""
    site = make_site(tmp_path / "site")
    assert built(site, "--no-search").exit_code == 0
    return site


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are parsed to be loaded."""
    paths: list[str] = []
    really = loading.load

    def noted(path: str, *arguments: object) -> object:
        paths.append(path)
        return really(path, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "load", noted)
    return paths


def content(site: Path) -> Mapping[str, bytes]:
    """What an author has written."""
    return {path: data for path, data in tree(site).items() if not path.startswith(("_site/", STATE))}


def state(site: Path) -> Mapping[str, bytes]:
    """What builds have left for others."""
    return tree(site / STATE)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_what_the_last_build_knows_is_not_parsed_again(site: Path, parsed: list[str], command: tuple[str, ...]) -> None:
    assert run(site, *command).exit_code == 0
    assert parsed == []


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_file_that_was_edited_since_is_parsed_as_it_is_now(
    site: Path, parsed: list[str], command: tuple[str, ...]
) -> None:
    review = site / "site_src/fact-checks/review.md"
    review.write_text(FACT_CHECK.replace("This review", "This other review"), "utf-8")
    assert run(site, *command).exit_code == 0
    assert parsed == ["site_src/fact-checks/review.md"]


def test_another_time_zone_has_all_files_parsed(site: Path, parsed: list[str]) -> None:
    with (site / "config.yaml").open("a") as file:
        file.write("timezone: Asia/Tokyo\n")
    assert run(site, "check", "--clock", CLOCK).exit_code == 0
    assert set(parsed) == {path for path in SITE if path.endswith(".md")}


@contextlib.contextmanager
def opened(site: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(site / STATE / FILE, isolation_level=None)) as connection:
        yield connection


@contextlib.contextmanager
def no_memo(site: Path) -> Iterator[None]:
    shutil.rmtree(site / STATE)
    yield


@contextlib.contextmanager
def of_another_program(site: Path) -> Iterator[None]:
    """All values are whole, and nothing of them is understood."""
    with opened(site) as connection:
        memo = Memo(connection)
        memo.put("last", [("salt", b"another")])
        memo.put("loads", [(name, b"in another form") for name in memo.names("loads")])
    yield


@contextlib.contextmanager
def of_a_program_without_a_salt(site: Path) -> Iterator[None]:
    with opened(site) as connection:
        Memo(connection).drop("last", ["salt"])
    yield


@contextlib.contextmanager
def overwritten(site: Path) -> Iterator[None]:
    (site / STATE / FILE).write_bytes(b"no database" * 1000)
    yield


@contextlib.contextmanager
def empty(site: Path) -> Iterator[None]:
    (site / STATE / FILE).write_bytes(b"")
    yield


@contextlib.contextmanager
def a_folder_in_its_place(site: Path) -> Iterator[None]:
    (site / STATE / FILE).unlink()
    (site / STATE / FILE).mkdir()
    yield


@contextlib.contextmanager
def with_a_value_that_was_altered(site: Path) -> Iterator[None]:
    with opened(site) as connection:
        connection.execute("UPDATE loads SET data = data || x'00' WHERE rowid = (SELECT max(rowid) FROM loads)")
    yield


@contextlib.contextmanager
def without_a_table(site: Path) -> Iterator[None]:
    with opened(site) as connection:
        connection.execute("DROP TABLE loads")
    yield


@contextlib.contextmanager
def being_written(site: Path) -> Iterator[None]:
    """A build is just writing, and takes its time."""
    with opened(site) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        yield
        connection.execute("ROLLBACK")


@contextlib.contextmanager
def left_by_a_build_that_was_killed(site: Path) -> Iterator[None]:
    """The file is half written, and its journal says how it was."""
    half = {}
    with opened(site) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE loads SET data = zeroblob(100000)")
        half = {name: (site / STATE / name).read_bytes() for name in (FILE, f"{FILE}-journal")}
        connection.execute("ROLLBACK")
    for name, data in half.items():
        (site / STATE / name).write_bytes(data)
    yield


Memory = Callable[[Path], contextlib.AbstractContextManager[None]]
MEMORIES: Final[tuple[Memory, ...]] = (
    no_memo,
    of_another_program,
    of_a_program_without_a_salt,
    overwritten,
    empty,
    a_folder_in_its_place,
    with_a_value_that_was_altered,
    without_a_table,
    being_written,
    left_by_a_build_that_was_killed,
)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize("memory", MEMORIES)
def test_a_memo_of_no_use_changes_nothing_but_the_time(
    site: Path, tmp_path: Path, parsed: list[str], memory: Memory, command: tuple[str, ...]
) -> None:
    other = tmp_path / "other" / "site"
    shutil.copytree(site, other)
    expected = run(site, *command)
    assert (expected.exit_code, parsed) == (0, [])
    with memory(other):
        before = state(other)
        done = run(other, *command)
        assert state(other) == before
    assert (done.exit_code, done.stdout) == (0, expected.stdout)
    assert done.stderr.replace(str(other), str(site)) == expected.stderr
    assert content(other) == content(site)
    assert parsed


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_nothing_is_left_in_the_memo(site: Path, command: tuple[str, ...]) -> None:
    (site / "site_src/fact-checks/review.md").write_text(FACT_CHECK.replace("This", "That"), "utf-8")
    before = state(site)
    assert run(site, *command).exit_code == 0
    assert state(site) == before


def test_check_tells_of_mistakes_that_the_last_build_knew(tmp_path: Path, parsed: list[str]) -> None:
    site = make_site(tmp_path, WRONG_SITE)
    assert built(site).exit_code == 1
    parsed.clear()
    known = run(site, "check", "--format", "json")
    assert parsed == []
    shutil.rmtree(site / STATE)
    anew = run(site, "check", "--format", "json")
    assert parsed
    assert (known.exit_code, known.stdout) == (1, anew.stdout)
