"""What a build stands on: what is there now, and what the last build left of it."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive.urls import Address
from fcgen.building import last as kept
from fcgen.building.inputs import Inputs, Options, Seen, inputs, seen
from fcgen.building.last import Last
from fcgen.building.looking import NOTHING, OUTPUTS, STATE, Looking, Place
from fcgen.building.press import Row
from fcgen.building.staleness import Everything, Period, Texts, changed
from fcgen.config import Config
from fcgen.diagnostics import Diagnostic
from fcgen.disk.manifest import RefusedError
from fcgen.disk.memo import DamagedError, Memo
from fcgen.disk.stamps import Checked

_SOUND: Final = Checked(frozenset(), {})


class Basis(msgspec.Struct, frozen=True):
    """What a build of the site in `root` into the folder `target` stands on.

    `last` is None where the last build left nothing for this one; `checked` is what has become of its outputs.
    """

    root: Path
    target: Path
    options: Options
    memo: Memo
    found: Seen
    present: Inputs
    last: Last | None
    checked: Checked

    @property
    def state(self) -> Path:
        """The folder for what a build needs on its way."""
        return self.root / STATE

    @property
    def out(self) -> str:
        """What the output folder is called in the memo: relative, so that an archive can be moved with it."""
        name = Path(os.path.relpath(self.target, self.root.resolve())).as_posix()
        return os.fsencode(name).decode(errors="backslashreplace")  # the name of a folder need not be Unicode

    @property
    def change(self) -> Texts | Everything:
        """What has changed since the last build."""
        then, period = (self.last.inputs, self.last.period) if self.last else (None, Period())
        return changed(then, self.present, period, self.options.now)

    def rows(self) -> Mapping[Address, Row]:
        """Return the rows of the pages that the last build left."""
        return kept.rows(self.last.table(self.memo, kept.PAGES)) if self.last else {}


def basis(
    root: Path, out: Path | None, options: Options, memo: Memo, looking: Looking
) -> tuple[Basis | None, tuple[Diagnostic, ...]]:
    """Return what a build stands on, or None where there is no configuration, and what is wrong.

    `out` is the output folder, relative to `root`, in place of the configuration's; `looking` gives what became of the
    outputs of the last build. Raises RefusedError, DamagedError and OSError.
    """
    last = kept.recalled(memo)
    found, problems = seen(root, options)
    place, checked = looking() if last else NOTHING
    if found is None:
        return None, problems
    target = _target(root, (root / (out or found.config.output)).resolve(), found.config)
    made = Basis(root, target, options, memo, found, inputs(found, options), last, checked)
    if last and last.out != made.out:
        made = msgspec.structs.replace(made, last=None, checked=_SOUND)
    elif last and place != Place(last.out, last.checksums[OUTPUTS]):
        raise DamagedError("the outputs that were looked at are not those of the last build")
    return made, problems


def _target(root: Path, out: Path, config: Config) -> Path:
    """Return the output folder, unless writing there would harm the site itself. Raises RefusedError."""
    home = root.resolve()
    for folder in (home, *((home / name).resolve() for name in (config.content, config.templates, STATE))):
        if out == folder or out in folder.parents:
            raise RefusedError(f"{out} holds {folder}; name another output folder")
        if folder != home and folder in out.parents:
            raise RefusedError(f"{out} is inside {folder}; name another output folder")
    return out
