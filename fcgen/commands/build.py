"""`fcgen build`: one build at a time, of a site that is there, with a memo that can be lost."""

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from fcgen.commands.inputs import Options
from fcgen.commands.looking import STATE, begin
from fcgen.commands.progress import Progress
from fcgen.config import CONFIG_FILE
from fcgen.disk.lock import locked
from fcgen.disk.memo import DamagedError, forget

if TYPE_CHECKING:
    from fcgen.commands.summary import Summary


class How(msgspec.Struct, frozen=True):
    """How a build is asked for: `out` is relative to the site's folder, None: where the configuration says.

    `clean`: nothing is taken from earlier builds. `explain`: an address, a file of the output folder or an entry, of
    whose page is told why it was rendered, or why not.
    """

    out: Path | None = None
    clean: bool = False
    explain: str = ""


def build(root: Path, how: How, options: Options, progress: Progress) -> "Summary":
    """Build the site in the folder `root`.

    With errors in the content nothing is written, and the summary has them. Raises RefusedError, BusyError,
    SearchFailedError and OSError.
    """
    if not (root / CONFIG_FILE).is_file():  # then this may be anybody's folder, and nothing is written into it
        from fcgen.commands.stages import no_site

        return no_site(root, options)
    state = root / STATE
    with _without_collection(), locked(state):
        if how.clean:
            forget(state)
        looking = begin(root, options.crew)  # before the rest of the program is there, which takes as long
        from fcgen.commands.stages import LEFT_OVER, stages

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


@contextmanager
def _without_collection() -> Iterator[None]:
    """Enclose what makes millions of values and no cycles worth looking for: collecting took half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
