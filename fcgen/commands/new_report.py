"""What `fcgen new` prints: the files, what is left to say in them, and the next command."""

from pathlib import Path
from typing import Final

from fcgen.commands.new import Written
from fcgen.console.report import plain, print_diagnostics, say
from fcgen.diagnostics import Strictness, graded

_BEFORE: Final = "# "


def print_written(written: Written, root: Path) -> None:
    """Say what was written, warn of what is doubtful, and name the next step."""
    for path in written.texts:
        say(plain(f"Wrote {path}{', a draft' if written.draft else ''}."))
    for kind, name in written.unknown:
        say(plain(f"No other entry names the {kind} {name!r}: it gets a page of that name."))
    print_diagnostics(graded(written.warnings, Strictness.NORMAL), root)
    own = next(iter(written.texts.values()))
    hints = [line.removeprefix(_BEFORE) for line in own.split("\n") if line.startswith(_BEFORE)]
    keys = ", ".join(line.partition(":")[0] for line in hints if not line.startswith(" "))
    say(f"What else it can say stands in it as comments: {keys}. The text goes below the second `---`.")
    say("See that all is well, and look at it:")
    shown = f"{' --drafts' if written.draft else ''}{' --future' if written.to_come else ''}"
    say(f"  fcgen check\n  fcgen build{shown}")
