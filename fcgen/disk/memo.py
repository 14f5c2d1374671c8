"""What builds remember for the next one: bytes by name, in one SQLite file that can be deleted at any time.

Nothing in it is believed before its checksum was compared, and nothing that is gone goes unnoticed where that would
matter: a Table knows the checksums of all its parts. What is damaged is an error for the caller, who starts over.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import msgspec

from fcgen.digest import Digest, digest

FILE: Final = "memo.sqlite"
_SUM: Final = 32
"""Bytes of a checksum, as text."""

_PATIENCE: Final = 5.0
"""Seconds to wait while another process changes the memo."""

_SALT: Final = "salt"
_ROOMS: Final = ("loads", "bodies", "lines", "pictures", "last")
_OF_THE_MACHINE: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN})
"""What SQLite can't do for reasons that lie in no file of its own."""

_IN_A_BUCKET: Final = 48
"""About how many values a bucket of a new table has."""


class DamagedError(Exception):
    """The memo holds what no build wrote. It is of no more use, and can be forgotten without loss."""


class Memo:
    """The open memo: `loads` (what a file gave, by digest), `bodies` (by digest), `lines` (of the data, by the
    digest of what they were made from), `pictures` (what is known of each, by digest), `last` (of the last build, by
    name).

    All methods raise DamagedError.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, room: str, name: str) -> bytes | None:
        """Return the bytes of that name, or None where there are none."""
        with _damage():
            row = self._connection.execute(f"SELECT data FROM {room} WHERE name = ?", (name,)).fetchone()
        if row is None:
            return None
        data = row[0]
        if not isinstance(data, bytes) or data[:_SUM] != _checksum(room, name, data[_SUM:]):
            raise DamagedError(f"{room}/{name}")
        return data[_SUM:]

    def made_by(self, salt: Digest) -> bool:
        """Tell whether a program of that salt began this memo."""
        return self.get("last", _SALT) == salt.encode()

    def put(self, room: str, values: Iterable[tuple[str, bytes]]) -> None:
        """Remember bytes by their names, in place of what has these names."""
        rows = ((name, _checksum(room, name, data) + data) for name, data in values)
        with _damage():
            self._connection.executemany(f"INSERT OR REPLACE INTO {room} VALUES (?, ?)", rows)

    def copy_to(self, other: sqlite3.Connection) -> None:
        """Copy all of it into an empty database."""
        with _damage():
            self._connection.backup(other)

    def names(self, room: str) -> set[str]:
        """Return all names of a room."""
        with _damage():
            return {str(name) for (name,) in self._connection.execute(f"SELECT name FROM {room}")}

    def count(self, room: str) -> int:
        """Return how many names a room has."""
        with _damage():
            return int(self._connection.execute(f"SELECT count(*) FROM {room}").fetchone()[0])

    def drop(self, room: str, names: Iterable[str]) -> None:
        """Forget what has these names."""
        with _damage():
            self._connection.executemany(f"DELETE FROM {room} WHERE name = ?", ((name,) for name in names))

    @contextmanager
    def change(self) -> Iterator[None]:
        """Enclose changes that are all kept, when the context ends, or none of them."""
        with _damage():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # a full disk has already undone it
                self._connection.execute("ROLLBACK")
            raise
        with _damage():
            self._connection.execute("COMMIT")


class Table(Mapping[str, bytes]):
    """Values by name, kept in buckets, of which only those are read that hold what is asked for.

    `checksums` are those of the buckets: who keeps them notices a bucket of another build as well as a lost one.
    """

    def __init__(self, memo: Memo, name: str, checksums: Iterable[str]) -> None:
        self._memo, self._name = memo, name
        self.checksums = tuple(checksums)
        self._read: dict[int, dict[str, bytes]] = {}

    def __getitem__(self, name: str) -> bytes:
        return self._bucket(_number(name, len(self.checksums)))[name]

    def __iter__(self) -> Iterator[str]:
        return (name for number in range(len(self.checksums)) for name in self._bucket(number))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changed(self, values: Mapping[str, bytes]) -> "Table":
        """Return the table with `values` in place of those of the same names; it is remembered."""
        buckets: dict[int, dict[str, bytes]] = {}
        for name, data in values.items():
            number = _number(name, len(self.checksums))
            buckets.setdefault(number, dict(self._bucket(number)))[name] = data
        checksums = list(self.checksums)
        for number, bucket in buckets.items():
            checksums[number] = _remember(self._memo, self._name, number, bucket)
        return Table(self._memo, self._name, checksums)

    def _bucket(self, number: int) -> dict[str, bytes]:
        if number not in self._read:
            name = f"{self._name}/{number}"
            data = self._memo.get("last", name)
            if data is None or digest(data)[:_SUM] != self.checksums[number]:
                raise DamagedError(name)
            self._read[number] = msgspec.msgpack.decode(data, type=dict[str, bytes])
        return self._read[number]


def table(memo: Memo, name: str, values: Mapping[str, bytes]) -> Table:
    """Return a new table of `values`; it is remembered in place of the one of that name."""
    count = max(1, len(values) // _IN_A_BUCKET)
    buckets: list[dict[str, bytes]] = [{} for _ in range(count)]
    for key, data in values.items():
        buckets[_number(key, count)][key] = data
    old = [known for known in memo.names("last") if known.rpartition("/")[0] == name]
    memo.drop("last", old)
    return Table(memo, name, [_remember(memo, name, number, bucket) for number, bucket in enumerate(buckets)])


def _remember(memo: Memo, name: str, number: int, bucket: Mapping[str, bytes]) -> str:
    data = msgspec.msgpack.encode(dict(sorted(bucket.items())))
    memo.put("last", [(f"{name}/{number}", data)])
    return digest(data)[:_SUM]


def _number(name: str, count: int) -> int:
    return zlib.crc32(name.encode()) % count


@contextmanager
def remembered(state: Path, salt: Digest, shared: bool = False) -> Iterator[Memo]:
    """Open the memo in the folder `state`; one that was made with another `salt`, or that is none, is begun anew.

    `shared`: others read from it all the while, and never wait for what is being written.
    """
    file = state / FILE
    try:
        connection = _opened(file, salt)
    except DamagedError:
        forget(state)
        connection = _opened(file, salt)
    with closing(connection):
        if shared:
            with _damage():
                connection.execute("PRAGMA journal_mode = WAL")
        yield Memo(connection)


@contextmanager
def reading(state: Path, threads: bool = False, patient: bool = True) -> Iterator[Memo]:
    """Open the memo in the folder `state` to read from it while another process has it open.

    `threads`: it is for several threads, which ask one at a time. `patient`: wait some seconds while it is changed.
    """
    name = f"{(state / FILE).absolute().as_uri()}?mode=ro"
    with _damage():
        connection = sqlite3.connect(
            name, timeout=_PATIENCE if patient else 0, uri=True, isolation_level=None, check_same_thread=not threads
        )
    with closing(connection):
        yield Memo(connection)


def copy(source: Path, state: Path) -> None:
    """Copy the memo in the folder `source` to the folder `state`, where none is. What is damaged is not copied.

    Raises OSError.
    """
    file = state / FILE
    if file.exists() or not (source / FILE).is_file():
        return
    new = file.with_suffix(".new")
    try:
        with _damage(), reading(source) as memo, closing(sqlite3.connect(new)) as made:
            memo.copy_to(made)
        new.replace(file)
    except DamagedError:
        new.unlink(missing_ok=True)


def forget(state: Path) -> None:
    """Remove the memo in the folder `state`. Raises OSError."""
    for name in (FILE, f"{FILE}-journal", f"{FILE}-wal", f"{FILE}-shm"):
        (state / name).unlink(missing_ok=True)


def _opened(file: Path, salt: Digest) -> sqlite3.Connection:
    with _damage():
        connection = sqlite3.connect(file, isolation_level=None)
    try:
        with _damage():
            # Whole after a kill; after a loss of power checksums tell what was lost, so nothing waits for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            for room in _ROOMS:
                connection.execute(f"CREATE TABLE IF NOT EXISTS {room} (name TEXT PRIMARY KEY, data BLOB NOT NULL)")
        memo = Memo(connection)
        if not any(memo.names(room) for room in _ROOMS):
            memo.put("last", [(_SALT, salt.encode())])
        elif not memo.made_by(salt):
            raise DamagedError("the memo was made by another program")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def _damage() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_THE_MACHINE:
            raise OSError(f"what builds remember can't be kept in the folder .fcgen: {error}") from error
        raise DamagedError(str(error)) from error
    except UnicodeDecodeError as error:  # SQLite quotes what it finds where a text should be
        raise DamagedError("a text is damaged") from error


def _checksum(room: str, name: str, data: bytes) -> bytes:
    return digest(f"{room}/{name}\0".encode() + data)[:_SUM].encode()
