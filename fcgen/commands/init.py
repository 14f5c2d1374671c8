"""`fcgen init`: a new archive, which builds at once."""

import shutil
from pathlib import Path

import fcgen

STARTER = Path(fcgen.__file__).parent / "starter"


class NotEmptyError(Exception):
    """The folder for a new archive has files in it."""


def init(folder: Path) -> tuple[str, ...]:
    """Write a new archive into `folder`, which is made, and return its files. Raises NotEmptyError and OSError.

    A folder that holds nothing but `.git`, such as a fresh clone, counts as empty.
    """
    if folder.exists() and (not folder.is_dir() or any(path.name != ".git" for path in folder.iterdir())):
        raise NotEmptyError(f"{folder} is there already and not an empty folder; name a new one")
    written = []
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        name = source.relative_to(STARTER).as_posix()
        name = ".gitignore" if name == "gitignore" else name  # by that name it would hide the starter's own from git
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        written.append(name)
    return tuple(written)
