"""What `fcgen rename` prints: what it did in a few lines, or with --dry-run what it would do, as a patch."""

import difflib
from collections.abc import Iterator
from typing import Final

from fcgen.archive import urls
from fcgen.archive.moves import spelled
from fcgen.commands.rename import Renamed
from fcgen.console.report import counted, plain, say

_TOLD: Final = 20
"""How many files are named."""


def print_renamed(renamed: Renamed, dry_run: bool) -> None:
    """Say what was renamed and mended, or what would be."""
    move = renamed.move
    verb = "Would rename" if dry_run else "Renamed"
    say(plain(f"{verb} {spelled(move.old)} to {spelled(move.new)}."))
    if move.old_path != move.new_path:
        say(plain(f"  {move.old_path} -> {move.new_path}"))
    references = sum(map(len, renamed.mended.values()))
    if references:
        files = counted(len(renamed.mended), "file", "files")
        say(f"{'Would mend' if dry_run else 'Mended'} {counted(references, 'reference', 'references')} in {files}:")
        told = sorted(renamed.mended.items())
        for path, lines in told[:_TOLD]:
            numbers = ", ".join(map(str, dict.fromkeys(lines)))
            say(plain(f"  {renamed.named(path)}: line{'s' * (len(set(lines)) > 1)} {numbers}"))
        if len(told) > _TOLD:
            say(f"  and {counted(len(told) - _TOLD, 'more file', 'more files')}")
    else:
        say("Nothing else refers to it.")
    for line in _notes(renamed):
        say(plain(line))
    if not dry_run:
        say("See that all is well: fcgen check")


def _notes(renamed: Renamed) -> Iterator[str]:
    move = renamed.move
    old = urls.entry(move.old.kind, move.old.id)
    if renamed.kept:
        yield f"The claim in it keeps its address: its id is now written, {renamed.kept}."
    if old == renamed.address:
        yield f"Its address is still {old}."
    elif renamed.redirect:
        yield f"Its address was {old}; that leads to {renamed.address if move.old_path else 'the fact-check'} now."
    elif urls.output_key(old) == urls.output_key(renamed.address):
        yield f"Nothing leads from {old} to {renamed.address}: some systems can't keep apart what differs only in case."
    elif renamed.draft:
        yield f"It is a draft, so nothing leads from {old} to {renamed.address}."
    else:
        yield (
            f"Nothing leads from {old} to {renamed.address}, since only a file can have `redirect_from`. "
            f"If readers know the old address, write a file for {spelled(move.new)} with it."
        )


def patch(renamed: Renamed) -> bytes:
    """Return what is done, as git shows it and can apply it."""
    pieces: list[bytes] = []
    for path in sorted(renamed.before):
        name = renamed.named(path)
        before, after = renamed.before[path], renamed.after[path]
        if name == path and before == after:
            continue
        pieces.append(f"diff --git a/{path} b/{name}\n".encode())
        if name != path:
            pieces.append(f"rename from {path}\nrename to {name}\n".encode())
        lines = difflib.diff_bytes(
            difflib.unified_diff, _lines(before), _lines(after), f"a/{path}".encode(), f"b/{name}".encode()
        )
        for line in lines:
            pieces.append(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")
    return b"".join(pieces)


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
