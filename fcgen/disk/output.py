"""The output folder: staged whole, then moved into place. Only what an earlier build made is replaced or removed.

The folder holds lists of what fcgen wrote there: one for the search index, whose names change from run to run, and one
for all else. They are written before anything else is touched, with old and new names, and again at the end: killed at
any instant, the next build knows its own files.
"""

import errno
import functools
import json
import os
import shutil
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

import msgspec

from fcgen.words import folded

PAGEFIND: Final = "pagefind/"
MANIFEST: Final = ".fcgen-manifest"
_LISTS: Final = (MANIFEST, f"{PAGEFIND}{MANIFEST}")
_NEW: Final = f"{MANIFEST}.new"
"""Where a file waits that can't be moved into place at once. A build that was killed leaves at most this one."""

_ABOUT: Final = "Files that fcgen made here; it replaces and removes these and no others."


class RefusedError(Exception):
    """The output folder can't be used; the message says why and what to do."""


class Placed(msgspec.Struct, frozen=True):
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


class _List(msgspec.Struct, frozen=True):
    """What a list of fcgen's files holds."""

    files: tuple[str, ...]


class Stage(AbstractContextManager["Stage"]):
    """A folder in which the files of a build wait until all are there. It is gone when the context ends."""

    def __init__(self, folder: Path, out: Path) -> None:
        """Begin an empty stage in `folder` for the output folder `out`. Raises RefusedError and OSError."""
        self.folder, self.out = folder, out
        self._owned = _owned(out)
        self._open = {""}
        self._waiting: dict[str, Path] = {}
        self._same: set[str] = set()
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def add(self, path: str, data: bytes) -> None:
        """Stage a file for `path` in the output folder; one that is there already with the same bytes is left alone.

        Raises RefusedError where something is in the way that no earlier build made.
        """
        if self._is_there(path, data):
            self._same.add(path)
            return
        waiting = self.folder / f"{len(self._waiting):07}"
        waiting.write_bytes(data)
        self._waiting[path] = waiting

    def place(self) -> Placed:
        """Move what is staged into the output folder and remove what earlier builds made and this one did not."""
        paths = self._waiting.keys() | (self._same & self._owned)
        stale = self._owned - paths
        _write_lists(self.out, paths | self._owned)
        first = _in_the_way(stale, paths)
        removed = sum(_remove(self.out, path) for path in sorted(first))
        for path, waiting in sorted(self._waiting.items()):
            _move(waiting, self.out / path, self.out / _NEW)
        removed += sum(_remove(self.out, path) for path in sorted(stale - first))
        _write_lists(self.out, paths)
        return Placed(len(self._waiting), len(self._same), removed)

    def _is_there(self, path: str, data: bytes) -> bool:
        self._check_folders(path)
        target = self.out / path
        if not os.path.lexists(target):
            return False
        if target.is_dir() and not target.is_symlink():
            self._check_all_own(target)
            return False
        renamed = self._differs_in_case(path, target)
        if not renamed and not target.is_symlink() and target.is_file() and _holds(target, data):
            return True
        if not renamed and path not in self._owned:
            raise RefusedError(f"{target} was not made by fcgen, and a page is to be written there; move it away")
        return False

    @functools.cached_property
    def _spelled(self) -> dict[str, str]:
        return {folded(path): path for path in self._owned}

    def _differs_in_case(self, path: str, target: Path) -> bool:
        """Tell whether `path` is, on this file system, what an earlier build wrote in other case or Unicode form."""
        if path in self._owned or (other := self._spelled.get(folded(path))) is None:
            return False
        return (self.out / other).exists() and target.exists() and target.samefile(self.out / other)

    def _check_folders(self, path: str) -> None:
        for folder in _folders(path):
            if folder in self._open:
                continue
            way = self.out / folder
            if way.is_symlink():
                raise RefusedError(f"{way} is a link, and fcgen writes nothing through links; remove it")
            if way.exists() and not way.is_dir() and folder not in self._owned:
                raise RefusedError(f"{way} was not made by fcgen, and a folder is to be made there; move it away")
            self._open.add(folder)

    def _check_all_own(self, folder: Path) -> None:
        for path in folder.rglob("*"):
            name = path.relative_to(self.out).as_posix()
            if (path.is_symlink() or not path.is_dir()) and name not in self._owned and name not in _LISTS:
                raise RefusedError(f"{folder} is a folder with files that fcgen did not make; move it away")


def _owned(out: Path) -> set[str]:
    """Return the paths of what earlier builds wrote in `out`."""
    if not os.path.lexists(out):
        return set()
    if not out.is_dir():
        raise RefusedError(f"{out} is a file; name a folder with `--out`, or move it away")
    if not (out / MANIFEST).is_file():
        if any(path.name != _NEW for path in out.iterdir()):
            raise RefusedError(
                f"{out} has files in it and was not made by fcgen; name another folder with `--out`, or empty it"
            )
        return set()
    linked: dict[str, bool] = {"": False}
    return {p for name in _LISTS for p in _listed(out / name) if _is_inside(p) and not _behind_a_link(out, p, linked)}


def _listed(manifest: Path) -> tuple[str, ...]:
    if not manifest.is_file():
        return ()
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_List).files
    except msgspec.DecodeError as error:
        raise RefusedError(f"{manifest} is no longer the list that fcgen wrote; empty its folder") from error


def _is_inside(path: str) -> bool:
    """Tell whether a path of a list stays in the output folder: the list could be anybody's."""
    windows = PureWindowsPath(path)
    absolute = PurePosixPath(path).is_absolute() or windows.drive or windows.root
    return not absolute and ".." not in windows.parts and "\0" not in path


def _behind_a_link(out: Path, path: str, known: dict[str, bool]) -> bool:
    folder = path.rpartition("/")[0]
    if folder not in known:
        known[folder] = _behind_a_link(out, folder, known) or (out / folder).is_symlink()
    return known[folder]


def _write_lists(out: Path, paths: Iterable[str]) -> None:
    """Write the lists of fcgen's own files; that of the search index only where there is one."""
    listed: dict[str, list[str]] = {name: [] for name in _LISTS}
    for path in sorted(paths):
        listed[_LISTS[path.startswith(PAGEFIND)]].append(path)
    for name, files in listed.items():
        target = out / name
        data = (json.dumps({"about": _ABOUT, "files": files}, ensure_ascii=False, indent=0) + "\n").encode()
        if not files and name != MANIFEST:
            _ = target.parent.is_symlink() or _remove(out, name)
        elif not target.is_file() or not _holds(target, data):
            target.parent.mkdir(parents=True, exist_ok=True)
            (out / _NEW).write_bytes(data)
            (out / _NEW).replace(target)


def _in_the_way(stale: Collection[str], paths: Collection[str]) -> set[str]:
    """Return what must go before `paths` are written: files where folders come, the reverse, and other spellings."""
    if not stale:
        return set()
    folders = {folder for path in paths for folder in _folders(path)}
    spelled = {folded(path) for path in paths}
    return {
        path
        for path in stale
        if path in folders or folded(path) in spelled or any(folder in paths for folder in _folders(path))
    }


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _holds(target: Path, data: bytes) -> bool:
    return target.stat().st_size == len(data) and target.read_bytes() == data


def _move(waiting: Path, target: Path, new: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        for folder in sorted(target.rglob("*"), reverse=True):
            folder.rmdir()  # a file that came since the check is an error, and stays
        target.rmdir()
    try:
        waiting.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:  # the output is on another file system, where a move is a copy
            raise
        shutil.copyfile(waiting, new)
        new.replace(target)


def _remove(out: Path, path: str) -> int:
    target = out / path
    if not target.is_file() and not target.is_symlink():
        return 0
    target.unlink()
    for folder in target.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
    return 1
