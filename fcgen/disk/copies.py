"""Files of the packaged theme that a site copied: each says in its first line which version it came from.

The note is a comment in the language of the file. It is no part of what is published: templates drop it themselves, and
of assets it is taken off when they are read.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

from fcgen.digest import digest, fingerprint

_COMMENTS: Final = {
    ".html": "{{# {} #}}",
    ".txt": "{{# {} #}}",
    ".css": "/* {} */",
    ".js": "/* {} */",
    ".svg": "<!-- {} -->",
    ".yaml": "# {}",
}
_BOM: Final = "\ufeff".encode()
_NOTE: Final = re.compile(rb"(?:\{#|/\*|<!--|#) Copied from fcgen (\S+), ([0-9a-f]+)[^\n]*(?:\n|\Z)")


class Origin(msgspec.Struct, frozen=True):
    """Where a copy came from: the version of fcgen, and the first digits of the digest of the file that it was then."""

    version: str
    digest: str


def noted(name: str, data: bytes, version: str) -> bytes:
    """Return the file `name` of the packaged theme as a site gets it: with its note before it."""
    comment = _COMMENTS.get(PurePosixPath(name).suffix)
    if comment is None:
        return data
    told = f"Copied from fcgen {version}, {fingerprint(digest(data))}: `fcgen theme list` tells when that has changed."
    return f"{comment.format(told)}\n".encode() + data


def origin(data: bytes) -> Origin | None:
    """Return where a site's file came from, or None where it has no note."""
    found = _NOTE.match(data.removeprefix(_BOM))
    return Origin(found[1].decode(errors="replace"), found[2].decode()) if found else None


def without_note(data: bytes) -> bytes:
    """Return what a site's file is without its note."""
    found = _NOTE.match(data.removeprefix(_BOM))
    return data.removeprefix(_BOM)[found.end() :] if found else data


def is_of(data: bytes, came_from: Origin) -> bool:
    """Tell whether a file of the packaged theme is still the one that a copy came from."""
    return fingerprint(digest(data)) == came_from.digest


def in_the_way(root: Path, path: str) -> str:
    """Return what keeps a new file from being written to `path` of the folder `root`, or "".

    That is something at the path itself, be it a link that leads nowhere, or a file where it needs a folder.
    """
    for place in reversed(PurePosixPath(path).parents[:-1]):
        if os.path.lexists(root / place) and not (root / place).is_dir():
            return place.as_posix()
    return path if os.path.lexists(root / path) else ""


def write_new(root: Path, files: Mapping[str, bytes]) -> None:
    """Write new files into the folder `root`, all or none; what is there is never replaced. Raises OSError."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            target = root / path
            for folder in reversed(target.parents):
                if not folder.is_dir():
                    folder.mkdir()
                    made.append(folder)
            with target.open("xb") as file:
                made.append(target)
                file.write(data)
    except BaseException:
        for one in reversed(made):
            one.rmdir() if one.is_dir() else one.unlink()
        raise
