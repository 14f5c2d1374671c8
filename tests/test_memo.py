"""What builds remember: kept whole, or known to be damaged."""

import contextlib
import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fcgen.digest import Digest, digest
from fcgen.disk.memo import FILE, DamagedError, Memo, Table, copy, forget, reading, remembered, table

SALT = digest(b"made up")
VALUES = {f"name {number}": f"value {number}".encode() * 20 for number in range(500)}


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[Memo]:
    with remembered(tmp_path, SALT) as opened:
        yield opened


def test_what_was_put_is_there_and_nothing_else(memo: Memo) -> None:
    memo.put("loads", [("a", b"1"), ("b", b"")])
    assert (memo.get("loads", "a"), memo.get("loads", "b"), memo.get("loads", "c")) == (b"1", b"", None)
    assert memo.get("bodies", "a") is None
    assert memo.names("loads") == {"a", "b"}


def test_what_is_put_again_takes_the_place_of_what_was_there(memo: Memo) -> None:
    memo.put("loads", [("a", b"1")])
    memo.put("loads", [("a", b"2")])
    assert memo.get("loads", "a") == b"2"


def test_what_is_dropped_is_gone(memo: Memo) -> None:
    memo.put("loads", [("a", b"1"), ("b", b"2")])
    memo.drop("loads", ["a", "nothing"])
    assert memo.names("loads") == {"b"}


def test_it_is_all_there_when_it_is_opened_again(tmp_path: Path) -> None:
    with remembered(tmp_path, SALT) as memo, memo.change():
        memo.put("loads", [("a", b"1")])
    with remembered(tmp_path, SALT) as memo:
        assert memo.get("loads", "a") == b"1"
    with reading(tmp_path) as memo:
        assert memo.get("loads", "a") == b"1"


def test_another_salt_begins_anew(tmp_path: Path) -> None:
    with remembered(tmp_path, SALT) as memo:
        memo.put("loads", [("a", b"1")])
    with remembered(tmp_path, Digest("another")) as memo:
        assert memo.names("loads") == set()


def test_a_change_that_fails_is_none(memo: Memo) -> None:
    with contextlib.suppress(ZeroDivisionError), memo.change():
        memo.put("loads", [("a", b"1")])
        raise ZeroDivisionError
    assert memo.names("loads") == set()


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    with remembered(tmp_path, SALT):
        pass
    forget(tmp_path)
    assert list(tmp_path.iterdir()) == []
    forget(tmp_path)


def test_a_folder_that_can_not_be_written_is_told_as_that(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OSError), remembered(tmp_path, SALT):  # noqa: PT011 - which one is the system's affair
        pass


def tampered(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE loads SET data = x'00'",
        "UPDATE loads SET data = data || x'00'",
        "UPDATE loads SET data = 1000000000000",
        "UPDATE loads SET data = (SELECT data FROM loads WHERE name = 'b') WHERE name = 'a'",
        "DROP TABLE loads",
    ],
)
def test_what_was_altered_is_noticed_when_it_is_asked_for(tmp_path: Path, memo: Memo, statement: str) -> None:
    memo.put("loads", [("a", b"1"), ("b", b"2")])
    tampered(tmp_path, statement)
    with pytest.raises(DamagedError):
        memo.get("loads", "a")


def test_a_full_disk_is_told_as_that_and_not_as_damage(memo: Memo) -> None:
    memo._connection.execute("PRAGMA max_page_count = 20")
    with pytest.raises(OSError, match="full"), memo.change():
        memo.put("loads", VALUES.items())
    assert memo.count("loads") == 0


# tables


def test_a_table_is_a_mapping(memo: Memo) -> None:
    made = table(memo, "made", VALUES)
    assert len(made.checksums) > 5
    assert dict(made) == VALUES
    assert len(made) == len(VALUES)
    assert "name 7" in made
    assert "name 7000" not in made
    assert made.get("nothing") is None


def test_an_empty_table_is_empty(memo: Memo) -> None:
    assert dict(table(memo, "made", {})) == {}


def test_a_table_is_read_again_by_its_checksums(memo: Memo) -> None:
    made = table(memo, "made", VALUES)
    assert dict(Table(memo, "made", made.checksums)) == VALUES


def test_a_value_is_read_without_the_rest(tmp_path: Path, memo: Memo) -> None:
    made = Table(memo, "made", table(memo, "made", VALUES).checksums)
    assert made["name 7"] == VALUES["name 7"]
    tampered(tmp_path, "DELETE FROM last WHERE name LIKE 'made/%'")
    assert made["name 7"] == VALUES["name 7"]
    with pytest.raises(DamagedError):
        dict(made)


def test_changed_values_make_another_table_and_only_their_buckets_are_written(memo: Memo) -> None:
    first = table(memo, "made", VALUES)
    second = first.changed({"name 7": b"changed", "new": b"new"})
    assert dict(second) == VALUES | {"name 7": b"changed", "new": b"new"}
    differing = [old for old, new in zip(first.checksums, second.checksums, strict=True) if old != new]
    assert 1 <= len(differing) <= 2


def test_the_same_values_make_the_same_checksums(memo: Memo) -> None:
    backwards = dict(reversed(VALUES.items()))
    assert table(memo, "one", VALUES).checksums == table(memo, "two", backwards).checksums


def test_a_new_table_leaves_nothing_of_the_one_before(memo: Memo) -> None:
    table(memo, "made", VALUES)
    table(memo, "other", VALUES)
    before = len(memo.names("last"))
    made = table(memo, "made", {"a": b"1"})
    assert len(memo.names("last")) < before
    assert dict(made) == {"a": b"1"}


def test_a_bucket_of_another_build_is_noticed(memo: Memo) -> None:
    first = table(memo, "made", VALUES)
    second = first.changed(dict.fromkeys(VALUES, b"changed"))
    with pytest.raises(DamagedError):
        Table(memo, "made", first.checksums)["name 7"]
    assert second["name 7"] == b"changed"


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_to_the_file_no_wrong_value_comes_out(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with remembered(tmp_path, SALT) as memo:
        checksums = table(memo, "made", VALUES).checksums
        memo.put("loads", VALUES.items())
    data = bytearray((tmp_path / FILE).read_bytes())
    for _ in range(chance.randrange(1, 200)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    (tmp_path / FILE).write_bytes(data[: chance.randrange(len(data))] if seed % 4 == 0 else data)
    with remembered(tmp_path, SALT) as memo:
        for name, value in VALUES.items():
            try:
                assert memo.get("loads", name) in (value, None)
            except DamagedError:
                continue
        made = Table(memo, "made", checksums)
        for name, value in VALUES.items():
            try:
                assert made[name] == value
            except DamagedError:
                continue


def test_another_reads_what_is_there_while_a_long_change_is_being_written(tmp_path: Path) -> None:
    with (
        remembered(tmp_path, SALT, shared=True) as memo,
        reading(tmp_path, threads=True) as reader,
        ThreadPoolExecutor(1) as pool,
    ):
        memo.put("loads", [("a", b"1")])
        with memo.change():
            memo.put("bodies", [(name, data * 200) for name, data in VALUES.items()])
            assert pool.submit(reader.get, "loads", "a").result(10) == b"1"
        assert pool.submit(reader.count, "bodies").result(10) == len(VALUES)


def test_a_copy_holds_the_same_and_takes_no_others_place(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with remembered(tmp_path, SALT) as memo:
        memo.put("loads", [("a", b"1")])
        copy(tmp_path, tmp_path / "new")
        memo.put("loads", [("a", b"2")])
        copy(tmp_path, tmp_path / "new")
    with remembered(tmp_path / "new", SALT) as memo:
        assert memo.get("loads", "a") == b"1"


def test_what_is_damaged_is_not_copied(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database at all")
    (tmp_path / "new").mkdir()
    copy(tmp_path, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []
