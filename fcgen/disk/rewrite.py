"""Files of an author's own, changed together: all of them or, when one can't be written, none."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Moved(NamedTuple):
    """A file that gets another name."""

    old: Path
    new: Path


class ChangedError(Exception):
    """A file is no longer what it was when it was read; nothing was written."""


def rewrite(before: Mapping[Path, bytes], after: Mapping[Path, bytes], moved: Moved | None) -> None:
    """Move a file, and give the files of `after`, by the names that they have then, their new content.

    `before` is what the files hold, by the names that they have now. What was written is undone when anything fails.
    Raises ChangedError, FileExistsError and OSError.
    """
    for path, data in before.items():
        if path.read_bytes() != data:
            raise ChangedError(f"{path} was changed meanwhile; nothing was written, so try again")
    old_names = {moved.new: moved.old} if moved else {}
    made: list[Path] = []
    waiting: dict[Path, Path] = {}
    placed: list[Path] = []
    renamed = False
    try:
        if moved:
            made = _make_folders(moved.new.parent)
            if moved.new.exists() and not moved.new.samefile(moved.old):
                raise FileExistsError(17, "the file is there already", str(moved.new))
        for path, data in after.items():
            new = path.with_name(f".{path.name}.fcgen")
            with new.open("xb") as file:
                waiting[path] = new
                file.write(data)
            shutil.copymode(old_names.get(path, path), waiting[path])
        if moved:
            moved.old.rename(moved.new)
            renamed = True
        for path, new in list(waiting.items()):
            new.replace(path)
            del waiting[path]
            placed.append(path)
    except BaseException:
        for path in placed:
            path.write_bytes(before[old_names.get(path, path)])
        if moved and renamed:
            moved.new.rename(moved.old)
        for path in waiting.values():
            path.unlink(missing_ok=True)
        for folder in reversed(made):
            folder.rmdir()
        raise


def _make_folders(folder: Path) -> list[Path]:
    missing = [one for one in (*reversed(folder.parents), folder) if not one.exists()]
    for one in missing:
        one.mkdir()
    return missing
