"""Whether a file is still what a build left: told from its size, inode and times where they can be believed.

A stamp is believed when it is older than the moment at which it was taken by more than any file system's clock is
coarse: what was changed since then has another time of change, which no program can set. Any other file is read.
"""

import os
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.digest import Digest, digest

_COARSE: Final = 2_000_000_000
"""Nanoseconds: FAT tells times to two seconds, most others to a few milliseconds."""

_BELIEVED: Final = os.name == "posix"
"""Elsewhere the time of change is that of creation."""


class Stamp(msgspec.Struct, frozen=True, array_like=True):
    """A file as the file system describes it; times in nanoseconds. `taken`: the moment before it was asked."""

    size: int
    inode: int
    modified: int
    changed: int
    taken: int


class Output(msgspec.Struct, frozen=True, array_like=True):
    """A file of an output folder: its content, and what it looked like when it had that content.

    `own` is False where somebody else had put there the very bytes that were to be written.
    """

    digest: Digest
    stamp: Stamp
    own: bool = True


class Checked(msgspec.Struct, frozen=True):
    """What became of the outputs of the last build: those that are gone or altered, and those with another stamp."""

    astray: frozenset[str]
    stamped: Mapping[str, Output]


def stamp(path: Path | str) -> Stamp:
    """Return the stamp of a file. Raises OSError."""
    taken = time.time_ns()
    return _stamp(os.lstat(path), taken)


def checked(out: Path, outputs: Mapping[str, Output]) -> Checked:
    """Return which of `outputs`, by their paths, are no longer in the folder `out` as they were left.

    What is a link, or lies behind one, is not. Raises OSError.
    """
    root = f"{out}/"
    taken = time.time_ns()  # before any of them is asked
    folders: dict[str, bool] = {"": out.is_dir()}
    astray: list[str] = []
    stamped: dict[str, Output] = {}
    for path, known in outputs.items():  # tens of thousands, while an author waits
        folder = path[: max(0, path.rfind("/"))]
        there = folders.get(folder)
        if there is None:
            there = _is_folder(root, folder, folders)
        found = _found(root + path) if there else None
        if found and _believed(known.stamp, found):
            continue
        if found and found.st_size == known.stamp.size and digest(Path(root + path).read_bytes()) == known.digest:
            stamped[path] = Output(known.digest, _stamp(found, taken), known.own)
        else:
            astray.append(path)
    return Checked(frozenset(astray), stamped)


def _found(path: str) -> os.stat_result | None:
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


def _is_folder(root: str, folder: str, known: dict[str, bool]) -> bool:
    if folder not in known:
        above = _is_folder(root, folder.rpartition("/")[0], known)
        try:
            known[folder] = above and stat.S_ISDIR(os.lstat(root + folder).st_mode)
        except FileNotFoundError:
            known[folder] = False
    return known[folder]


def _believed(known: Stamp, found: os.stat_result) -> bool:
    return (
        known.changed == found.st_ctime_ns
        and known.changed + _COARSE < known.taken
        and known.size == found.st_size
        and known.inode == found.st_ino
        and known.modified == found.st_mtime_ns
        and _BELIEVED
    )


def _stamp(found: os.stat_result, taken: int) -> Stamp:
    return Stamp(found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, taken)
