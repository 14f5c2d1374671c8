"""The lists, in an output folder, of what fcgen made there: one for the search index, whose names change from run to
run, and one for all else. What is on them may be replaced and removed, and nothing else.
"""

import json
from collections.abc import Iterable, Set
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

import msgspec

PAGEFIND: Final = "pagefind/"
MANIFEST: Final = ".fcgen-manifest"
LISTS: Final = (MANIFEST, f"{PAGEFIND}{MANIFEST}")
NEW: Final = f"{MANIFEST}.new"
"""Where a file waits that can't be moved into place at once. A build that was killed leaves at most this one."""

_ABOUT: Final = "Files that fcgen made here; it replaces and removes these and no others."
_ODD: Final = ("..", "\\", ":", "\0")
"""What the paths of pages never have, or seldom; one that has it is looked at more closely."""


class RefusedError(Exception):
    """The output folder can't be used; the message says why and what to do."""


class _List(msgspec.Struct, frozen=True):
    """What a list of fcgen's files holds."""

    files: tuple[str, ...]


def owned(out: Path) -> set[str]:
    """Return the paths of what earlier builds wrote in `out`. Raises RefusedError and OSError."""
    if not out.is_symlink() and not out.exists():
        return set()
    if not out.is_dir():
        raise RefusedError(f"{out} is a file; name a folder with `--out`, or move it away")
    if not (out / MANIFEST).is_file():
        if any(path.name != NEW for path in out.iterdir()):
            raise RefusedError(
                f"{out} has files in it and was not made by fcgen; name another folder with `--out`, or empty it"
            )
        return set()
    return {path for name in LISTS for path in _listed(out / name) if _is_inside(path)}


def write_lists(out: Path, paths: Iterable[str]) -> None:
    """Write the lists of fcgen's own files; that of the search index only where there is one. Raises OSError."""
    listed: dict[str, list[str]] = {name: [] for name in LISTS}
    for path in sorted(paths):
        listed[LISTS[path.startswith(PAGEFIND)]].append(path)
    for name, files in listed.items():
        target = out / name
        data = (json.dumps({"about": _ABOUT, "files": files}, ensure_ascii=False, indent=0) + "\n").encode()
        if not files and name != MANIFEST:
            _ = target.parent.is_symlink() or remove(out, name)
        elif not target.parent.is_symlink() and (not target.is_file() or not holds(target, data)):
            target.parent.mkdir(parents=True, exist_ok=True)
            (out / NEW).unlink(missing_ok=True)  # it could be a link of somebody's
            (out / NEW).write_bytes(data)
            (out / NEW).replace(target)


def remove(out: Path, path: str) -> int:
    """Remove a file of `out` and the folders that this leaves empty; return how many files: 1, or 0 for none."""
    target = out / path
    if not target.is_file() and not target.is_symlink():
        return 0
    target.unlink()
    for folder in target.parents:
        if folder == out or any(folder.iterdir()):
            break
        folder.rmdir()
    return 1


def holds(target: Path, data: bytes) -> bool:
    """Tell whether a file has these bytes."""
    return target.stat().st_size == len(data) and target.read_bytes() == data


def behind_links(out: Path, paths: Iterable[str]) -> Set[str]:
    """Return those of `paths` that lie in a folder of `out` that is a link, or below one."""
    known: dict[str, bool] = {"": False}
    return {path for path in paths if _is_linked(out, path.rpartition("/")[0], known)}


def _is_linked(out: Path, folder: str, known: dict[str, bool]) -> bool:
    if folder not in known:
        known[folder] = _is_linked(out, folder.rpartition("/")[0], known) or (out / folder).is_symlink()
    return known[folder]


def _listed(manifest: Path) -> tuple[str, ...]:
    if not manifest.is_file():
        return ()
    try:
        return msgspec.json.decode(manifest.read_bytes(), type=_List).files
    except msgspec.DecodeError as error:
        raise RefusedError(f"{manifest} is no longer the list that fcgen wrote; empty its folder") from error


def _is_inside(path: str) -> bool:
    """Tell whether a path of a list stays in the output folder: the list could be anybody's."""
    if path and path[0] != "/" and not any(odd in path for odd in _ODD):
        return True
    windows = PureWindowsPath(path)
    absolute = PurePosixPath(path).is_absolute() or windows.drive or windows.root
    return not absolute and ".." not in windows.parts and "\0" not in path
