"""What has become of the outputs of the last build, as a process of its own finds out while the site is read.

It begins before most of the program has been imported, so this module needs little of it.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.building.workers import Workers, begun
from fcgen.disk.memo import FILE, Memo, Table, reading
from fcgen.disk.stamps import Checked, Output, checked

STATE: Final = ".fcgen"
"""The folder beside config.yaml for what a build needs on its way, and the memo. It can be deleted at any time."""

OUTPUTS: Final = "outputs"
"""The table of the files of the output folder by path."""

OUTPUT: Final = msgspec.json.Decoder(Output)
_PLACE: Final = "place"


class Place(msgspec.Struct, frozen=True):
    """An output folder, relative to the site's, and the checksums of the table of what a build left there."""

    out: str
    checksums: tuple[str, ...]


Looking = Callable[[], tuple[Place | None, Checked]]
"""Waits for what became of the outputs at a place; None: nothing was looked at."""

NOTHING: Final = (None, Checked(frozenset(), {}))


def outputs(memo: Memo, checksums: tuple[str, ...]) -> Mapping[str, Output]:
    """Return the files of a table of outputs, by path. Raises DamagedError."""
    return {path: OUTPUT.decode(data) for path, data in Table(memo, OUTPUTS, checksums).items()}


def remember_place(memo: Memo, place: Place) -> None:
    """Leave for the next build where it has to look. Raises DamagedError."""
    memo.put("last", [(_PLACE, msgspec.json.encode(place))])


def begin(root: Path, crew: Workers) -> Looking:
    """Begin to look at the outputs of the last build of the site in `root`. Raises OSError."""
    if not (root / STATE / FILE).is_file():
        return lambda: NOTHING
    return begun(look, root, crew)


def look(root: Path) -> tuple[Place | None, Checked]:
    """Return what became of the outputs of the last build, and where they were looked at.

    Raises DamagedError and OSError.
    """
    with reading(root / STATE) as memo:
        data = memo.get("last", _PLACE)
        if data is None:
            return NOTHING
        try:
            place = msgspec.json.decode(data, type=Place)
        except msgspec.DecodeError:  # another version of the program left it
            return NOTHING
        return place, checked(root / place.out, outputs(memo, place.checksums))
