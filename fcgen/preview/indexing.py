"""The search index of a site that is served: made in the background, in another process, shelf by shelf.

What is on a shelf says which folder its index is in, so that one that was made already is found again.
"""

import shutil
import threading
from collections.abc import Callable, Mapping, Set
from pathlib import Path
from typing import Any, Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.building import shelving
from fcgen.building.press import Bodies, Press, Row, shown_of, told
from fcgen.building.workers import apart
from fcgen.console.progress import silent
from fcgen.digest import Digest, digest
from fcgen.disk.memo import DamagedError
from fcgen.disk.search import SearchFailedError
from fcgen.entries.body import Body
from fcgen.pages.subjects import OfKey
from fcgen.server.present import Present
from fcgen.server.snapshot import Index, Moment, Snapshot, with_index

_QUIET: Final = 0.3
"""Seconds without another change after which an index is begun."""

_KEPT: Final = 8
"""How many shelves of earlier states are kept."""


class _Known(msgspec.Struct, frozen=True):
    """What the index is told of a page: its row, its record as JSON, and the entries whose outlines that asked for."""

    row: Row
    record: bytes
    asked: tuple[str, ...]


class _Order(msgspec.Struct, frozen=True):
    """A shelf whose index is to be made in a folder. `home` has the memo, `work` is for what is needed on the way."""

    shelf: str
    rows: tuple[Row, ...]
    records: Mapping[str, bytes]
    home: Path
    work: Path
    folder: Path


class Indexing(threading.Thread):
    """Keeps the index of a site as it is. `free` is set while nobody waits for this process to do something else.

    `lost` is called when what is remembered can't be read.
    """

    def __init__(
        self,
        present: Present,
        home: Path,
        salt: Digest,
        bodies: Callable[[Digest], Body],
        free: threading.Event,
        lost: Callable[[], None],
    ) -> None:
        super().__init__(name="index", daemon=True)
        self._lost = lost
        self._present, self._home, self._salt, self._bodies, self._free = present, home, salt, bodies, free
        self._changed = threading.Condition()
        self._wanted: Snapshot | None = None
        self._edited: set[str] | None = set()
        self._ended = False
        self._known: dict[Address, _Known] = {}

    def want(self, snapshot: Snapshot, edited: Set[str] | None) -> None:
        """Ask for the index of a site in which the texts of the entries `edited` alone are others; None: more is."""
        with self._changed:
            self._wanted = snapshot
            self._edited = None if edited is None or self._edited is None else self._edited | edited
            self._changed.notify()

    def end(self) -> None:
        """Begin no other index."""
        with self._changed:
            self._ended = True
            self._changed.notify()
        self._free.set()

    def run(self) -> None:
        """Make indexes until the end."""
        while (asked := self._take()) is not None:
            snapshot, edited = asked
            self._tell(refreshing=True, trouble="")
            try:
                if made := self._made(snapshot, edited):
                    self._tell(**msgspec.structs.asdict(made))
            except SearchFailedError as error:
                self._tell(trouble=str(error))
            except (DamagedError, OSError) as error:  # what is remembered is gone, or the disk is full
                if self._ended:
                    return
                self._tell(trouble=str(error))
                self._lost()
            if not self._is_wanted():
                self._tell(refreshing=False)

    def _take(self) -> tuple[Snapshot, frozenset[str] | None] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._wanted is not None or self._ended)
            before = None
            while self._wanted is not before and not self._ended:
                before = self._wanted
                self._changed.wait(_QUIET)
            if self._ended or self._wanted is None:
                return None
            asked = self._wanted, None if self._edited is None else frozenset(self._edited)
            self._wanted, self._edited = None, set()
            return asked

    def _is_wanted(self) -> bool:
        with self._changed:
            return self._wanted is not None

    def _tell(self, **what: Any) -> None:
        def changed(moment: Moment) -> Moment:
            index = msgspec.structs.replace(moment.index, **what)
            snapshot = with_index(moment.snapshot, index) if moment.snapshot else None
            return msgspec.structs.replace(moment, index=index, snapshot=snapshot)

        self._present.change(changed)

    def _made(self, snapshot: Snapshot, edited: frozenset[str] | None) -> Index | None:
        """Return the index of a site, or None where there is something else to do by now."""
        if not self._learned(snapshot, edited):
            return None
        shelves = shelving.shelves(known.row for known in self._known.values())
        marks = shelving.marks(shelves)
        folders: dict[str, Path] = {}
        for name, mark in marks.items():
            called = digest(f"{self._salt}\0{name}\0{mark.digest}".encode())
            folders[name] = self._home / "index" / called
            if not folders[name].is_dir():
                known = [self._known[row.page.address] for row in shelves[name]]
                records: dict[str, bytes] = {one.row.page.address: one.record for one in known}
                work = self._home / "making"
                apart(_make, _Order(name, shelves[name], records, self._home, work, folders[name]))
        files = {
            urls.address_of(shelving.folder(name) + path.relative_to(folder).as_posix()): str(path)
            for name, folder in folders.items()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._forget({folder.name for folder in folders.values()})
        return Index(
            files=files,
            marks=tuple(mark.digest for mark in marks.values()),
            pages={name: mark.pages for name, mark in marks.items()},
            refreshing=True,
        )

    def _learned(self, snapshot: Snapshot, edited: frozenset[str] | None) -> bool:
        """Learn what the index is told of each page, and tell whether nothing came between."""
        press = Press(snapshot.archive, snapshot.frame, snapshot.templates, {}, self._bodies)
        known: dict[Address, _Known] = {}
        for page in snapshot.plan.pages:
            if not isinstance(page.subject, OfKey) or page.number is not None:
                continue
            before = self._known.get(page.address)
            if before and edited is not None and not edited.intersection(before.asked):
                known[page.address] = before
                continue
            self._free.wait()
            if self._ended:
                return False
            shown, asked = shown_of(press, page)
            row = Row(page, Digest(""), "", "", Digest(""))
            row, record = told(row, press, shown, before.row if before else None)
            known[page.address] = _Known(row, record or (before.record if before else b""), asked)
        self._known = known
        return True

    def _forget(self, used: Set[str]) -> None:
        """Remove the shelves of states that are long gone; an open page may still ask for files of the last ones."""
        there = [path for path in (self._home / "index").iterdir() if path.name not in used]
        there.sort(key=lambda path: path.stat().st_mtime_ns)
        for path in there[: max(0, len(there) - _KEPT)]:
            shutil.rmtree(path, ignore_errors=True)


def _make(order: _Order) -> None:
    """Make the index of a shelf in its folder, which is there when all of it is."""
    new = order.folder.with_suffix(".new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    inside = shelving.folder(order.shelf)

    def add(path: str, data: bytes) -> None:
        file = new / path.removeprefix(inside)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)

    bodies = Bodies(order.home)
    try:
        shelving.index({order.shelf: order.rows}, order.records, bodies, order.work, add, silent)
    finally:
        bodies.close()
    new.replace(order.folder)
