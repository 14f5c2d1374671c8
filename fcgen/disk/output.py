"""The output folder: staged whole, then moved into place; only files that an earlier build made are replaced or removed.

The folder holds a list of what fcgen wrote there (MANIFEST). It is written before anything else is touched, with old and
new names, and again at the end: killed at any instant, the next build knows its own files.
"""

import errno
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

MANIFEST: Final = ".fcgen-manifest"
PAGEFIND: Final = "pagefind/"
_HEADER: Final = "# Files that fcgen made here; it replaces and removes these and no others.\n"


class RefusedError(Exception):
    """The output folder can't be used; the message says why and what to do."""


class Placed(msgspec.Struct, frozen=True):
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


class Stage:
    """A folder in which the files of a build wait until all are there."""

    def __init__(self, folder: Path, out: Path) -> None:
        """Begin an empty stage in `folder` for the output folder `out`. Raises RefusedError and OSError."""
        self.folder, self.out = folder, out
        self._owned = _owned(out)
        self._waiting: dict[str, Path] = {}
        self._same: set[str] = set()
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)

    def add(self, path: str, data: bytes) -> None:
        """Stage a file for `path` in the output folder; one that is there already with the same bytes is left alone."""
        self._check(path, data)
        if path in self._same:
            return
        waiting = self.folder / f"{len(self._waiting):07}"
        waiting.write_bytes(data)
        self._waiting[path] = waiting

    def add_file(self, path: str, source: Path) -> None:
        """Stage a copy of a file."""
        self.add(path, source.read_bytes())

    def place(self) -> Placed:
        """Move what is staged into the output folder and remove what earlier builds made and this one did not."""
        self.out.mkdir(parents=True, exist_ok=True)
        paths = self._waiting.keys() | self._same
        stale = sorted(self._owned - paths)
        _write_manifest(self.out, paths | self._owned)
        folders = {folder for path in paths for folder in _folders(path)}
        in_the_way = {path for path in stale if path in folders or not paths.isdisjoint(_folders(path))}
        removed = sum(_remove(self.out, path) for path in sorted(in_the_way))
        for path, waiting in sorted(self._waiting.items()):
            target = self.out / path
            target.parent.mkdir(parents=True, exist_ok=True)
            _move(waiting, target)
        removed += sum(_remove(self.out, path) for path in stale if path not in in_the_way)
        _write_manifest(self.out, paths)
        shutil.rmtree(self.folder)
        return Placed(len(self._waiting), len(self._same), removed)

    def _check(self, path: str, data: bytes) -> None:
        target = self.out / path
        if not target.is_file():
            if target.is_dir() and any(
                p.is_file() and p.relative_to(self.out).as_posix() not in self._owned for p in target.rglob("*")
            ):
                raise RefusedError(f"{target} is a folder with files that fcgen did not make; move it away")
            return
        if target.stat().st_size == len(data) and target.read_bytes() == data:
            self._same.add(path)
        elif path not in self._owned:
            raise RefusedError(f"{target} was not made by fcgen, and a page is to be written there; move it away")


def _owned(out: Path) -> set[str]:
    if not out.exists():
        return set()
    if not out.is_dir():
        raise RefusedError(f"{out} is a file; name a folder with `--out`, or move it away")
    manifest = out / MANIFEST
    if not manifest.is_file():
        if any(out.iterdir()):
            raise RefusedError(
                f"{out} has files in it and was not made by fcgen; name another folder with `--out`, or empty it"
            )
        return set()
    listed = {line for line in manifest.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    inside = {path for path in listed if not path.startswith("/") and ".." not in path.split("/")}
    index = out / PAGEFIND
    return inside | {p.relative_to(out).as_posix() for p in index.rglob("*") if PAGEFIND in listed and p.is_file()} - {
        PAGEFIND
    }


def _write_manifest(out: Path, paths: Iterable[str]) -> None:
    """Write the list of fcgen's own files; the search index, whose names change from run to run, counts as one."""
    listed = sorted({PAGEFIND if path.startswith(PAGEFIND) else path for path in paths})
    waiting = out / f"{MANIFEST}.new"
    waiting.write_text(_HEADER + "".join(f"{path}\n" for path in listed), encoding="utf-8", newline="\n")
    os.replace(waiting, out / MANIFEST)


def _folders(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _move(waiting: Path, target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target)  # `_check` saw that it holds nothing but fcgen's own files
    try:
        os.replace(waiting, target)
    except OSError as error:
        if error.errno != errno.EXDEV:  # the output is on another file system, where a move is a copy
            raise
        beside = target.with_name(f".{target.name}.new")
        shutil.copyfile(waiting, beside)
        os.replace(beside, target)


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
