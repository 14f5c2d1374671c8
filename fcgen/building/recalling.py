"""What the last build remembers of entries, for commands that only look at it, and leave it as it is."""

from pathlib import Path

from fcgen.building.inputs import Seen
from fcgen.building.loading import NOTHING, Item, Loaded, known
from fcgen.building.looking import STATE
from fcgen.building.program import program, zone_data
from fcgen.building.site import settings
from fcgen.disk.memo import FILE, DamagedError, reading


def recalled(root: Path, found: Seen, items: tuple[Item, ...]) -> Loaded:
    """Return what is remembered of the files that hold what they held then, and nothing where that can't be read.

    Another version's memo says nothing, and so does one that a build is about to change. Raises OSError.
    """
    if not (root / STATE / FILE).is_file():
        return NOTHING
    salt, zone = program(), zone_data(found.config.timezone)
    try:
        with reading(root / STATE, patient=False) as memo:
            return known(memo, items, settings(found), zone) if memo.made_by(salt) else NOTHING
    except (DamagedError, OSError):  # it only makes things faster, and the next build begins another
        return NOTHING
