"""What a build did, as people and as programs read it."""

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from fcgen.commands.report import count_of, diagnostics_data, plain, print_diagnostics, say
from fcgen.commands.site import Read
from fcgen.diagnostics import errors
from fcgen.disk.output import Placed
from fcgen.pages.frame import LIST_NAMES
from fcgen.pages.locale import counted
from fcgen.pages.parts import KIND_NAMES


class Summary(msgspec.Struct, frozen=True):
    """What a build did. `seconds` are those of each stage, in their order; without `placed` nothing was written."""

    read: Read
    seconds: dict[str, float]
    notes: tuple[str, ...] = ()
    placed: Placed | None = None
    out: Path | None = None


def exit_status(summary: Summary) -> int:
    """Return 0, or 1 where the content has errors."""
    return 1 if errors(summary.read.diagnostics) else 0


def print_summary(summary: Summary) -> None:
    """Print what was built, what was left out, what is wrong, and where the time went."""
    read = summary.read
    print_diagnostics(read.diagnostics, read.root)
    if summary.placed is None or read.site is None:
        say(f"{count_of(read.diagnostics)}: nothing was written.")
        return
    if read.diagnostics:
        say(f"{count_of(read.diagnostics)}.")
    if read.site.archive.left_out:
        say(f"Left out: {counted(len(read.site.archive.left_out), 'entry', 'entries')}")
        for one in read.site.archive.left_out:
            say(plain(f"  {one.path}: {one.reason}"))
    for note in summary.notes:
        say(note)
    placed = summary.placed
    say(f"Built {counted(len(read.site.plan.pages), 'page', 'pages')} from {_kinds(read)}.")
    others = f"{placed.unchanged:,} as they were, {placed.removed:,} removed"
    say(f"Wrote {counted(placed.written, 'file', 'files')} to {summary.out}; {others}.")
    say(
        f"{sum(summary.seconds.values()):.2f} s: {', '.join(f'{name} {s:.2f}' for name, s in summary.seconds.items())}."
    )


def as_data(summary: Summary) -> dict[str, Any]:
    """Return the summary for `--json`."""
    read = summary.read
    return {
        "built": summary.placed is not None,
        "output": str(summary.out) if summary.placed else None,
        "pages": len(read.site.plan.pages) if read.site and summary.placed else 0,
        "entries": dict(sorted(_by_kind(read).items())),
        "files": msgspec.structs.asdict(summary.placed) if summary.placed else None,
        "left_out": [msgspec.structs.asdict(one) for one in read.site.archive.left_out] if read.site else [],
        "notes": list(summary.notes),
        "seconds": {name: round(s, 3) for name, s in summary.seconds.items()},
        "diagnostics": diagnostics_data(read.diagnostics),
    }


def _by_kind(read: Read) -> Counter[str]:
    return Counter(key.kind.value for key in read.site.archive.entries) if read.site else Counter()


def _kinds(read: Read) -> str:
    counts = _by_kind(read)
    names = {kind.value: (name.lower(), LIST_NAMES.get(kind, "Pages").lower()) for kind, name in KIND_NAMES.items()}
    return ", ".join(counted(counts[kind], *names[kind]) for kind in names if counts[kind]) or "no entries"
