"""The output folder: staged whole, then moved into place. Only what an earlier build made is replaced or removed.

The lists of fcgen's own files are written before anything else is touched, with old and new names, and again at the
end: killed at any instant, the next build knows its own files.
"""

import errno
import functools
import hashlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping, Set
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Final

import msgspec

from fcgen.digest import Digest, digest
from fcgen.disk.manifest import LISTS, MANIFEST, NEW, RefusedError, behind_links, owned, remove, write_lists
from fcgen.disk.stamps import Output, stamp
from fcgen.words import folded

NOTHING: Final[Mapping[str, Output]] = MappingProxyType({})


class Placed(msgspec.Struct, frozen=True):
    """How many files were written, left as they were, and removed."""

    written: int
    unchanged: int
    removed: int


class Stage(AbstractContextManager["Stage"]):
    """A folder in which the files of a build wait until all are there. It is gone when the context ends."""

    def __init__(
        self,
        folder: Path,
        out: Path,
        known: Mapping[str, Output] = NOTHING,
        in_place: Set[str] = frozenset(),
        part: bool = False,
    ) -> None:
        """Begin an empty stage in `folder` for the output folder `out`. Raises RefusedError and OSError.

        `known` are the files that the last build is remembered to have left, `in_place` those of them that are there as
        they were. With fcgen's own lists among these, the lists need not be read. `part`: these are only some of the
        files, which are written again; no other is removed, and the lists stay as they are.
        """
        self.folder, self.out = folder, out
        self._in_place = {path: known[path] for path in in_place}
        self._lists_stand = part or _lists_stand(out, known, in_place)
        self._part = part
        listed = {path for path, one in known.items() if one.own and path not in LISTS}
        self._owned = listed if self._lists_stand else owned(out)
        self._open = {""}
        self._waiting: dict[str, tuple[Path, Digest]] = {}
        self._same: dict[str, Output] = {}
        self._kept: set[str] = set()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def in_place(self) -> Set[str]:
        """The files that are there as the last build left them."""
        return self._in_place.keys()

    def keep(self, paths: Iterable[str]) -> None:
        """Let files that are in place stay as they are, unless others are staged for them."""
        self._kept.update(path for path in paths if path not in LISTS)

    def keeps(self, path: str, content: Digest) -> bool:
        """Tell whether a file with that content is in place; then it stays."""
        known = self._in_place.get(path)
        if known is None or known.digest != content:
            return False
        self._kept.add(path)
        return True

    def add(self, path: str, data: bytes) -> None:
        """Stage a file for `path` in the output folder; one that is there already with the same bytes is left alone.

        Raises RefusedError where something is in the way that no earlier build made.
        """
        content = digest(data)
        if not self.keeps(path, content) and not self._is_same(path, content, len(data)):
            waiting = self.folder / f"{len(self._waiting):07}"
            waiting.write_bytes(data)
            self._waiting[path] = waiting, content

    def write(self, path: str, pieces: Iterable[bytes]) -> None:
        """Stage a file, as `add` does, whose bytes come in pieces and are never whole in memory."""
        waiting = self.folder / f"{len(self._waiting):07}"
        running, size = hashlib.sha256(), 0
        with waiting.open("wb") as file:
            for piece in pieces:
                running.update(piece)
                size += file.write(piece)
        content = Digest(running.hexdigest())
        if self.keeps(path, content) or self._is_same(path, content, size):
            waiting.unlink()
        else:
            self._waiting[path] = waiting, content

    def held(self, path: str) -> tuple[Digest, int]:
        """Return the digest of a file that is staged or kept, and how many bytes it has. Raises KeyError."""
        if path in self._waiting:
            waiting, content = self._waiting[path]
            return content, waiting.stat().st_size
        there = self._same.get(path) or self._in_place[path]
        return there.digest, there.stamp.size

    def place(self) -> tuple[Placed, dict[str, Output]]:
        """Move what is staged into the output folder and remove what earlier builds made and this one did not.

        Return how much that was, and all files of fcgen's that are there now. Raises OSError.
        """
        there = {path: self._in_place[path] for path in self._kept} | self._same
        paths = self._waiting.keys() | {path for path, one in there.items() if one.own}
        stale = set() if self._part else self._owned - paths
        stale -= behind_links(self.out, stale)
        stands = self._part or (self._lists_stand and paths == self._owned)
        (self.out / NEW).unlink(missing_ok=True)  # of a build that was killed
        if not stands:
            write_lists(self.out, paths | self._owned)
        first = _in_the_way(stale, paths)
        removed = sum(remove(self.out, path) for path in sorted(first))
        for path, (waiting, _) in sorted(self._waiting.items()):
            _move(waiting, self.out / path, self.out / NEW)
        removed += sum(remove(self.out, path) for path in sorted(stale - first))
        if not stands:
            write_lists(self.out, paths)
        new = {path: content for path, (_, content) in self._waiting.items()}
        lists = (name for name in LISTS if (self.out / name).is_file())
        new |= {name: digest((self.out / name).read_bytes()) for name in lists}
        there |= {path: Output(content, stamp(self.out / path)) for path, content in new.items()}
        return Placed(len(self._waiting), len(self._same) + len(self._kept), removed), there

    def _is_same(self, path: str, content: Digest, size: int) -> bool:
        """Tell whether what is to be written is there already; then it is left alone."""
        before = stamp(self.out / path) if os.path.lexists(self.out / path) else None
        if not self._is_there(path, content, size) or before is None:
            return False
        self._same[path] = Output(content, before, own=path in self._owned)
        return True

    def _is_there(self, path: str, content: Digest, size: int) -> bool:
        self._check_folders(path)
        target = self.out / path
        if not os.path.lexists(target):
            return False
        if target.is_dir() and not target.is_symlink():
            self._check_all_own(target)
            return False
        renamed = self._differs_in_case(path, target)
        if not renamed and not target.is_symlink() and _has(target, content, size):
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
            if (path.is_symlink() or not path.is_dir()) and name not in self._owned and name not in LISTS:
                raise RefusedError(f"{folder} is a folder with files that fcgen did not make; move it away")


def _has(target: Path, content: Digest, size: int) -> bool:
    return target.is_file() and target.stat().st_size == size and digest(target.read_bytes()) == content


def _lists_stand(out: Path, known: Mapping[str, Output], in_place: Set[str]) -> bool:
    """Tell whether both lists of fcgen's own files are as the last build left them; the second may be absent."""
    second = LISTS[1] in known
    return MANIFEST in in_place and second == (LISTS[1] in in_place) == os.path.lexists(out / LISTS[1])


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
