"""`fcgen build`: one build at a time, of a site that is there, with a memo that can be lost."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from fcgen.building.collecting import without_collection
from fcgen.building.inputs import How, Options
from fcgen.building.looking import STATE, begin
from fcgen.config import CONFIG_FILE
from fcgen.console.progress import Progress
from fcgen.disk.lock import locked
from fcgen.disk.memo import DamagedError, forget

if TYPE_CHECKING:
    from fcgen.console.summary import Summary


def build(root: Path, how: How, options: Options, progress: Progress) -> "Summary":
    """Build the site in the folder `root`.

    With errors in the content nothing is written, and the summary has them. Raises RefusedError, BusyError,
    SearchFailedError and OSError.
    """
    if not (root / CONFIG_FILE).is_file():  # then this may be anybody's folder, and nothing is written into it
        from fcgen.building.stages import no_site

        return no_site(root, options)
    state = root / STATE
    with without_collection(), locked(state):
        if how.clean:
            forget(state)
        looking = begin(root, options.crew)  # before the rest of the program is there, which takes as long
        from fcgen.building.stages import LEFT_OVER, stages

        for folder in LEFT_OVER:
            shutil.rmtree(state / folder, ignore_errors=True)
        try:
            return stages(root, how, options, looking, progress)
        except DamagedError:  # only a memo is lost, and nothing was taken from it that was not whole
            forget(state)
        try:
            return stages(root, how, options, begin(root, options.crew), progress)
        except DamagedError as error:  # the new one can't be kept either
            raise OSError(f"what builds remember can't be kept in {state}: {error}") from error
