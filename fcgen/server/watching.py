"""How one learns that something changed: the system's events, or a poll where they don't come.

Knows nothing of what is in the files; it tells Looks where to look.
"""

import contextlib
import errno
import os
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec
from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from fcgen.disk.source import Marks, glance
from fcgen.server.looks import Looks

_EVENTS: Final[list[type[FileSystemEvent]]] = [
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
    events.FileClosedEvent,
    events.FileCreatedEvent,
    events.FileDeletedEvent,
    events.FileModifiedEvent,
    events.FileMovedEvent,
]
"""Without those of reading: a scan of ten thousand files would tell of each of them."""

_COARSE: Final = 2_000_000_000
"""Nanoseconds: FAT tells times to two seconds."""

_OFTEN: Final = 0.25
"""Seconds between two polls, where one takes less than a fifth of that."""

_ELSEWHERE: Final = frozenset(
    {"9p", "cifs", "drvfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "virtiofs"}
)
"""File systems on which others can change files without the system telling of it."""

POLL: Final = "`fcgen serve --poll` looks for changes itself"


class Folder(msgspec.Struct, frozen=True):
    """A folder that is watched, with all below it. `home` is what the paths of its files are relative to."""

    home: Path
    name: str

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.home / self.name


class Place(msgspec.Struct, frozen=True):
    """All that a site is made from: the folder with `files`, which are its own, and folders with all below them."""

    root: Path
    files: frozenset[str]
    folders: tuple[Folder, ...]

    def marks(self) -> dict[str, Marks]:
        """Return what the file system says of all of it, by folder."""
        believed = time.time_ns() - _COARSE
        made: dict[str, Marks] = {}
        for folder in self.folders:
            made[str(folder.path)] = glance(folder.home, folder.name, believed) if folder.path.is_dir() else {}
        of_root: dict[str, tuple[int, ...]] = {}
        for name in self.files:
            with contextlib.suppress(OSError):  # it is gone, or can't be looked at, which reading it says
                there = (self.root / name).stat()
                of_root[name] = (there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino)
        return {**made, str(self.root): of_root}


def differences(before: Mapping[str, Marks], after: Mapping[str, Marks], sure: bool = False) -> frozenset[str]:
    """Return the paths of the files that changed, or may have: a file without marks is among them, unless `sure`."""
    found: set[str] = set()
    for folder in before.keys() | after.keys():
        old, new = before.get(folder, {}), after.get(folder, {})
        both = old.keys() & new.keys()
        found |= old.keys() ^ new.keys()
        found |= {name for name in both if old[name] != new[name] and ((old[name] and new[name]) or not sure)}
        found |= {name for name in both if not new[name] and not sure}
    return frozenset(found)


class Poll(threading.Thread):
    """Looks at what the file system says of all files, again and again, and tells of those that changed."""

    def __init__(self, place: Place, looks: Looks) -> None:
        super().__init__(name="poll", daemon=True)
        self._place, self._looks = place, looks
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._marks = place.marks()

    def run(self) -> None:
        """Poll until the end."""
        pause = _OFTEN
        while not self._ended.wait(pause):
            start = time.monotonic()
            with self._lock:
                marks = self._place.marks()
                if found := differences(self._marks, marks):
                    self._looks.add(*found)
                self._marks = marks
            pause = max(_OFTEN, 5 * (time.monotonic() - start))

    def move(self, place: Place) -> None:
        """Poll another place from now on."""
        with self._lock:
            if place != self._place:
                self._place, self._marks = place, place.marks()

    def end(self) -> None:
        """End, when the present poll is done."""
        self._ended.set()


class Events(FileSystemEventHandler):
    """The system's events, for a place. Folders that come into being, or are others by now, are watched on `move`."""

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self._place = Place(Path(), frozenset(), ())
        self._observer: BaseObserver = Observer()
        self._watches: dict[tuple[str, int, int], ObservedWatch] = {}
        self.told: set[str] = set()

    def move(self, place: Place) -> bool:
        """Watch a place, and tell whether that is another one than before. Raises OSError."""
        self._place = place
        wanted: dict[tuple[str, int, int], tuple[Path, bool]] = {}
        for folder in place.folders:
            for above in (folder.path, *folder.path.parents):
                if above == folder.home:
                    break
                if above.is_dir():
                    wanted[_known_as(above)] = above, above == folder.path
        wanted.setdefault(_known_as(place.root), (place.root, False))
        for gone in self._watches.keys() - wanted.keys():
            with contextlib.suppress(KeyError, OSError):  # what was watched may be gone from the disk
                self._observer.unschedule(self._watches[gone])
            del self._watches[gone]
        new = wanted.keys() - self._watches.keys()
        for one in sorted(new):
            path, recursive = wanted[one]
            self._watches[one] = self._observer.schedule(self, str(path), recursive=recursive, event_filter=_EVENTS)
        if not self._observer.is_alive():
            self._observer.start()
        return bool(new)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Tell where to look."""
        names = {os.fsdecode(name) for name in (event.src_path, event.dest_path) if name}
        paths = {path for name in names if (path := self._path(Path(name))) is not None}
        if paths:
            self.told |= paths
            self._looks.add(*paths, whole=event.is_directory)

    def _path(self, path: Path) -> str | None:
        """Return what a file or folder is called in the site, or None where it is none of its own."""
        for folder in self._place.folders:
            if path == folder.path or folder.path in path.parents:
                return path.relative_to(folder.home).as_posix()
            if path in folder.path.parents and path != folder.home:
                return path.relative_to(folder.home).as_posix()
        own = path.parent == self._place.root and path.name in self._place.files
        return path.name if own else None

    def take(self) -> frozenset[str]:
        """Return all that was told of since this was asked last."""
        told, self.told = self.told, set()
        return frozenset(told)

    @property
    def sound(self) -> bool:
        """Whether all that watch are still alive."""
        return self._observer.is_alive() and all(one.is_alive() for one in self._observer.emitters)

    def end(self) -> None:
        """End watching."""
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join()


def _known_as(path: Path) -> tuple[str, int, int]:
    there = path.stat()
    return str(path), there.st_dev, there.st_ino


def fault(error: OSError) -> str:
    """Return why events don't come, as a sentence for the author."""
    if error.errno == errno.ENOSPC:
        return (
            "The system watches no more folders for this user, so changes are polled for; it would with"
            " `sudo sysctl fs.inotify.max_user_watches=524288`."
        )
    if error.errno == errno.EMFILE:
        return (
            "The system watches for no more programs of this user, so changes are polled for; it would with"
            " `sudo sysctl fs.inotify.max_user_instances=512`."
        )
    return f"The system does not tell of changes ({error}), so they are polled for."


def hint(folders: Iterable[Path], mounts: str | None = None) -> str:
    """Return a sentence for the author of a site that lies where the system does not tell of all changes, or "".

    `mounts` is what Linux tells of its file systems, one a line.
    """
    if mounts is None:
        mounts = Path("/proc/self/mounts").read_text(errors="replace") if sys.platform == "linux" else ""
    known = [line.split(" ")[1:3] for line in mounts.splitlines() if line.count(" ") >= 2]
    for folder in folders:
        here = folder.resolve()
        holding = [(len(where), kind) for where, kind in known if here.is_relative_to(where)]
        if holding and max(holding, key=lambda one: one[0])[1] in _ELSEWHERE:
            return f"{folder} is on a file system of another machine, which may not tell of changes; {POLL}."
    return ""
