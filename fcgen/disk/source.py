"""The files of a folder, known by their content. Names that begin with a dot or end as editors' backups do are not read."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from fcgen.digest import File, digest
from fcgen.words import nfc


class Source(msgspec.Struct, frozen=True):
    """The files below a folder. `real` says where each is; `unreadable` are names that are not Unicode, made readable."""

    files: Mapping[str, File]
    real: Mapping[str, Path]
    unreadable: tuple[str, ...]

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
    for path in sorted(_walk(root / folder, frozenset())):
        name = path.relative_to(root).as_posix()
        try:
            name.encode()
        except UnicodeEncodeError:
            unreadable.append(os.fsencode(name).decode(errors="replace"))
            continue
        data = path.read_bytes()
        files[nfc(name)] = File(nfc(name), digest(data), len(data))
        real[nfc(name)] = path
    return Source(files, real, tuple(unreadable))


def _walk(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    here = folder.resolve()
    if here in above:
        return
    for entry in os.scandir(folder):
        if _ignored(entry.name):
            continue
        if entry.is_dir():
            yield from _walk(Path(entry.path), above | {here})
        elif entry.is_file():
            yield Path(entry.path)


def _ignored(name: str) -> bool:
    return (
        name.startswith(".")
        or name.endswith(("~", ".swp", ".tmp"))
        or (name.startswith("#") and name.endswith("#"))
        or name == "Thumbs.db"
    )
