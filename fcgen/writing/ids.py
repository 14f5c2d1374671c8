"""The ids of an archive, from the names of its files alone: for whoever can't wait until the files are read."""

import os
from pathlib import Path

from fcgen.archive.index import Key
from fcgen.config import CONFIG_FILE, config
from fcgen.encoding import decoded
from fcgen.entries.files import FOLDERS
from fcgen.words import nfc


def ids(root: Path) -> tuple[tuple[Key, str], ...]:
    """Return the keys of the entries in the folder `root`, with the paths of their files, in order.

    A folder without a configuration that can be read has none. Raises OSError.
    """
    path = root / CONFIG_FILE
    text = decoded(path.read_bytes(), CONFIG_FILE)[0] if path.is_file() else None
    read = config(text)[0] if text is not None else None
    if read is None:
        return ()
    found = []
    for folder, kind in FOLDERS.items():
        for here, _, names in os.walk(root / read.content / folder, followlinks=True):
            inside = Path(here).relative_to(root).as_posix()
            found += [(Key(kind, nfc(name[:-3])), f"{inside}/{name}") for name in names if _is_entry(name)]
    return tuple(sorted(found))


def _is_entry(name: str) -> bool:
    return name.endswith(".md") and name.isprintable() and not name.startswith(".")
