"""What a build did, as people and as programs read it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from fcgen.archive.index import LeftOut
from fcgen.console.report import count_of, counted, diagnostics_data, plain, print_diagnostics, say
from fcgen.diagnostics import Diagnostic, errors
from fcgen.disk.output import Placed
from fcgen.entries.model import Kind

_NAMES: Final = {
    Kind.ARTICLE: ("article", "articles"),
    Kind.FACT_CHECK: ("fact-check", "fact-checks"),
    Kind.CLAIM: ("claim", "claims"),
    Kind.PERSON: ("claimant", "claimants"),
    Kind.OUTLET: ("outlet", "outlets"),
    Kind.TOPIC: ("topic", "topics"),
    Kind.PAGE: ("page", "pages"),
}


class Counts(msgspec.Struct, frozen=True):
    """What a site has: pages, entries by kind, files in the output folder, and what was left out."""

    pages: int
    kinds: Mapping[str, int]
    files: int
    left_out: tuple[LeftOut, ...]


class Done(msgspec.Struct, frozen=True):
    """What was written into `out`. `rendered` are the addresses of the pages whose bytes were made, `for_programs`
    those of feeds and records of pages.

    `notes` are for the author; `explained` says why a page was rendered, or why not.
    """

    out: Path
    rendered: tuple[str, ...]
    for_programs: tuple[str, ...]
    placed: Placed
    counts: Counts
    notes: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()


class Summary(msgspec.Struct, frozen=True):
    """What a build did. `seconds` are those of each stage, in their order; `done` is None where nothing was written."""

    root: Path
    diagnostics: tuple[Diagnostic, ...]
    seconds: dict[str, float]
    done: Done | None = None


def exit_status(summary: Summary) -> int:
    """Return 0, or 1 where the content has errors."""
    return 1 if errors(summary.diagnostics) else 0


def print_summary(summary: Summary) -> None:
    """Print what was built, what was left out, what is wrong, and where the time went."""
    print_diagnostics(summary.diagnostics, summary.root)
    done = summary.done
    if done is None:
        say(f"{count_of(summary.diagnostics)}: nothing was written.")
        return
    if summary.diagnostics:
        say(f"{count_of(summary.diagnostics)}.")
    if done.counts.left_out:
        entries = len({one.path for one in done.counts.left_out})
        say(f"Left out, whole or in part: {counted(entries, 'entry', 'entries')}")
        for one in done.counts.left_out:
            say(plain(f"  {one.path}: {one.reason}"))
    for note in done.notes:
        say(note)
    for line in done.explained:
        say(plain(line))
    placed = done.placed
    say(f"The site has {counted(done.counts.pages, 'page', 'pages')} from {_kinds(done.counts.kinds)}.")
    if done.rendered or done.for_programs or placed.written or placed.removed:
        others = f"{placed.unchanged:,} as they were, {placed.removed:,} removed"
        more = counted(len(done.for_programs), "file", "files")
        besides = f" and {more} for programs" if done.for_programs else ""
        say(f"Rendered {counted(len(done.rendered), 'page', 'pages')}{besides}.")
        say(f"Wrote {counted(placed.written, 'file', 'files')} to {done.out}; {others}.")
    else:
        say(f"Nothing has changed: {counted(placed.unchanged, 'file', 'files')} in {done.out} are as they were.")
    say(
        f"{sum(summary.seconds.values()):.2f} s: {', '.join(f'{name} {s:.2f}' for name, s in summary.seconds.items())}."
    )


def as_data(summary: Summary) -> dict[str, Any]:
    """Return the summary for `--json`."""
    done = summary.done
    return {
        "built": done is not None,
        "output": str(done.out) if done else None,
        "pages": done.counts.pages if done else 0,
        "rendered": len(done.rendered) if done else 0,
        "rendered_for_programs": len(done.for_programs) if done else 0,
        "entries": dict(sorted(done.counts.kinds.items())) if done else {},
        "files": msgspec.structs.asdict(done.placed) if done else None,
        "left_out": [msgspec.structs.asdict(one) for one in done.counts.left_out] if done else [],
        "notes": list(done.notes) if done else [],
        "explained": list(done.explained) if done else [],
        "seconds": {name: round(s, 3) for name, s in summary.seconds.items()},
        "diagnostics": diagnostics_data(summary.diagnostics),
    }


def _kinds(counts: Mapping[str, int]) -> str:
    return (
        ", ".join(counted(counts[kind], *names) for kind, names in _NAMES.items() if counts.get(kind)) or "no entries"
    )
