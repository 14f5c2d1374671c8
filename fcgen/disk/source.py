"""The files of a folder, known by their content.

Names that begin with a dot or end as editors' backups do are not read.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, diagnostic, quoted
from fcgen.digest import File, digest
from fcgen.words import nfc


class Source(msgspec.Struct, frozen=True):
    """The files below a folder by their paths. `real` says where each is.

    `unreadable` are names that are not Unicode, made readable; `diagnostics` say what else could not be taken.
    """

    files: Mapping[str, File]
    real: Mapping[str, Path]
    unreadable: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...] = ()

    def read(self, path: str) -> bytes:
        """Return the content of the file `path`. Raises OSError."""
        return self.real[path].read_bytes()


def scan(root: Path, folder: str) -> Source:
    """Return the files below `folder` of `root` in the order of their paths, which begin with `folder` and are NFC.

    Links to files and folders are followed, a folder within itself once. Raises OSError.
    """
    files: dict[str, File] = {}
    real: dict[str, Path] = {}
    unreadable: list[str] = []
    found: list[Diagnostic] = []
    for path, name in sorted((nfc(name), name) for name in _names(root / folder, folder)):
        here = root / name
        if not _is_unicode(name):
            unreadable.append(os.fsencode(name).decode(errors="replace"))
        elif path in files:
            message = f"two files here are named {quoted(path)}, in different Unicode forms"
            found.append(diagnostic(codes.PATH_TAKEN, path, START, message, "rename one of them"))
        elif not here.is_file():
            message = "this is neither a file nor a folder, or a link that leads to neither"
            found.append(diagnostic(codes.DEAD_LINK, path, START, message, "remove it, or mend where it leads"))
        else:
            data = here.read_bytes()
            files[path] = File(path, digest(data), len(data))
            real[path] = here
    return Source(files, real, tuple(unreadable), tuple(found))


def scan_again(before: Source, root: Path, folder: str, paths: Iterable[str]) -> Source | None:
    """Return the files below `folder` where nothing but these `paths` may have changed since `before`.

    None: what is there can't be told from so few; all of it must be scanned. Raises OSError.
    """
    if before.unreadable or before.diagnostics:
        return None
    files, real = dict(before.files), dict(before.real)
    for path in paths:
        if any(map(_ignored, path.split("/"))):
            continue
        here = root / path
        known = real.get(path)
        if not _is_unicode(path) or nfc(path) != path or (known or here) != here:
            return None
        if known is None and here.is_symlink():
            return None
        try:
            data = here.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            if known is None and any(other.startswith(f"{path}/") for other in files):
                return None  # a folder that is gone
            files.pop(path, None)
            real.pop(path, None)
        except OSError:  # a folder, a link to itself: the scan says what it is, or why it can't be read
            return None
        else:
            files[path], real[path] = File(path, digest(data), len(data)), here
    if files.keys() - before.files.keys():
        files, real = dict(sorted(files.items())), dict(sorted(real.items()))
    return msgspec.structs.replace(before, files=files, real=real)


Marks = Mapping[str, tuple[int, ...]]
"""Files by their paths, each as the file system describes it: times of change, size, inode."""


def glance(root: Path, folder: str, believed: int) -> Marks:
    """Return what the file system says of the files below `folder`, without reading any.

    A file that was changed after `believed`, in nanoseconds, may be changed again and look the same: it has no marks.
    What can't be looked at is left out: the scan says why.
    """
    found: dict[str, tuple[int, ...]] = {}
    for name in _names(root / folder, folder, glancing=True):
        with contextlib.suppress(OSError):
            there = (root / name).stat()
            told = (there.st_mtime_ns, there.st_ctime_ns, there.st_size, there.st_ino)
            found[name] = told if max(told[:2]) < believed else ()
    return found


def _names(top: Path, name: str, glancing: bool = False) -> Iterator[str]:
    """Give the names of everything below `top` that is not a folder, each beginning with `name`.

    Raises OSError for a folder that can't be read, unless one is only `glancing`.
    """
    waiting: list[tuple[Path, str, frozenset[Path]]] = [(top, name, frozenset())]
    while waiting:
        folder, name, above = waiting.pop()
        here = folder.resolve()
        if here in above:
            continue
        try:
            entries = os.scandir(folder)
        except OSError:
            if glancing:
                continue
            raise
        with entries:
            for entry in entries:
                if _ignored(entry.name):
                    continue
                if _is_folder(entry):
                    waiting.append((Path(entry.path), f"{name}/{entry.name}", above | {here}))
                else:
                    yield f"{name}/{entry.name}"


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself, or to where one may not look: reading it says so
        return False


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _ignored(name: str) -> bool:
    return (
        name.startswith(".")
        or name.endswith(("~", ".swp", ".tmp"))
        or (name.startswith("#") and name.endswith("#"))
        or name == "Thumbs.db"
    )
