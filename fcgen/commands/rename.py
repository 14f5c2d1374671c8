"""`fcgen rename`: another name for an entry, with everything that is said of it, and nothing else of any file."""

import posixpath
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.archive.claims import resolved
from fcgen.archive.index import Archive, Key
from fcgen.archive.moves import Move, meant, move, spelled
from fcgen.archive.urls import Address
from fcgen.building.collecting import without_collection
from fcgen.building.inputs import Options, Seen
from fcgen.building.loading import Given
from fcgen.config import CONFIG_FILE, Config, config
from fcgen.diagnostics import Diagnostic
from fcgen.disk.rewrite import Moved, rewrite
from fcgen.encoding import decoded
from fcgen.entries.model import Article, Entry, Kind
from fcgen.writing.rereading import Read, Whole, fresh_in, given_by, read_whole, whole_of
from fcgen.writing.rewording import CannotRewordError, Reworded, reworded, reworded_config

_TOLD: Final = 5


class CannotRenameError(Exception):
    """The entry can't be renamed, and nothing was written; the message says why and the mend."""


class Renamed(msgspec.Struct, frozen=True):
    """What a renaming does: the files that change, by the names that they have before, and what becomes of each.

    `redirect` is the old address, where one leads from it to `address`; `kept` is the id of a claim that had its id
    from a fact-check.
    """

    move: Move
    before: Mapping[str, bytes]
    after: Mapping[str, bytes]
    mended: Mapping[str, tuple[int, ...]]
    address: Address
    redirect: str
    kept: str
    draft: bool

    def named(self, path: str) -> str:
        """Return the name that a file has then."""
        return self.move.new_path if path == self.move.old_path else path


@without_collection()
def rename(
    root: Path, options: Options, old: str, new: str, dry_run: bool
) -> tuple[Renamed | None, tuple[Diagnostic, ...]]:
    """Rename what `old` means to `new`, and return what changed, or None where the site can't be read, and why.

    Raises UnclearError, CannotRenameError, ChangedError and OSError; then nothing is changed.
    """
    options = msgspec.structs.replace(options, drafts=True, future=True)
    read, problems = read_whole(root, options)
    if read is None:
        return None, problems
    found, given, whole = read.seen, read.given, read.whole
    made = move(whole.archive, meant(whole.archive, old), new)
    _see_movable(found, made)
    _see_readable(found, given, made)
    renamed = _renamed(root, found, whole, given, made)
    _see_sound(read, options, renamed)
    if not dry_run:
        _write(root, found, renamed)
    return renamed, problems


def _see_movable(found: Seen, made: Move) -> None:
    if not made.old_path:
        return
    if found.source.real[made.old_path].is_symlink():
        raise CannotRenameError(f"{made.old_path} is a link to another file; rename that one, or put the file here")
    if made.new_path != made.old_path and made.new_path in found.source.files:
        raise CannotRenameError(f"{made.new_path} is there already; choose another name")


def _see_readable(found: Seen, given: Mapping[str, Given], made: Move) -> None:
    """See that no file that may speak of the entry is one that can't be read."""
    for path, one in given.items():
        if one.entry is None and made.old.id.encode() in found.source.read(path):
            message = f"{path} can't be read, and may refer to {spelled(made.old)}"
            raise CannotRenameError(f"{message}; mend it first: `fcgen check` tells what is wrong with it")


def _renamed(root: Path, found: Seen, whole: Whole, given: Mapping[str, Given], made: Move) -> Renamed:
    archive = whole.archive
    old, new = urls.entry(made.old.kind, made.old.id), urls.entry(made.new.kind, made.new.id)
    speaker = _speaker(archive, made) if old != new else ""
    draft = any(one.entry.draft for path, one in given.items() if path == speaker and one.entry)
    redirect = "" if draft or not speaker or _are_one(old, new) else old
    every: dict[str, Reworded] = {}
    before: dict[str, bytes] = {}
    for path, one in given.items():
        if one.entry is None or one.outline is None:
            continue
        from_here = redirect if path == speaker else ""
        try:
            change = reworded(
                archive, whole.plan.addresses, made, one.entry, one.outline, from_here, found.source.real[path]
            )
        except CannotRewordError as error:
            raise CannotRenameError(f"{error}; mend that by hand first") from error
        if change or path == made.old_path:
            before[path] = found.source.read(path)
            every[path] = change or Reworded(before[path])
    data = (root / CONFIG_FILE).read_bytes()
    if changed := reworded_config(archive, whole.plan.addresses, made, data):
        before[CONFIG_FILE], every[CONFIG_FILE] = data, changed
    return Renamed(
        move=made,
        before=before,
        after={path: change.data for path, change in every.items()},
        mended={path: change.lines for path, change in every.items() if change.lines},
        address=new,
        redirect=redirect,
        kept=next((change.kept for change in every.values() if change.kept), ""),
        draft=draft,
    )


def _are_one(old: Address, new: Address) -> bool:
    """Tell whether two addresses differ only in case: some systems can't keep both."""
    return urls.output_key(old) == urls.output_key(new)


def _speaker(archive: Archive, made: Move) -> str:
    """Return the path of the entry that can lead from the old address to the new, or ""."""
    if made.old_path or made.old.kind is not Kind.CLAIM:
        return made.old_path
    review = archive.claims[made.old.id].fact_check
    return archive.entries[Key(Kind.FACT_CHECK, review)].path if review else ""


def _see_sound(read: Read, options: Options, renamed: Renamed) -> None:
    """See that the archive says then what it says now, and that nothing is wrong with it that was not."""
    found, whole, kinds = read.seen, read.whole, dict(read.files.entries)
    later: dict[str, Given] = {}
    for path, one in read.given.items():
        if path in renamed.after:
            one = given_by(renamed.named(path), kinds[path], renamed.after[path], found)
        later[renamed.named(path)] = one
    if CONFIG_FILE in renamed.after:
        found = msgspec.structs.replace(found, config=_configured(found.config, renamed.after[CONFIG_FILE], options))
    after = whole_of(found, options, read.files, later)
    fresh = fresh_in(after, whole, renamed.named)
    if fresh:
        lines = [f"\n  {one.path}:{one.at.line}: {one.message}" for one in fresh[:_TOLD]]
        raise CannotRenameError(f"something would be wrong that is not now:{''.join(lines)}")

    def to(key: Key) -> Key:
        return renamed.move.new if key == renamed.move.old else key

    if _said(whole.archive, to) != _said(after.archive, lambda key: key):
        raise CannotRenameError(
            f"some entry would then say something else: {spelled(renamed.move.new)} is what it calls another; "
            "choose another name"
        )


def _configured(before: Config, data: bytes, options: Options) -> Config:
    """Return the configuration with what a renaming can change of it."""
    text, _ = decoded(data, CONFIG_FILE)
    read, _ = config(text or "", options.base_url)
    return msgspec.structs.replace(before, publisher=read.publisher, navigation=read.navigation) if read else before


def _said(archive: Archive, to: Callable[[Key], Key]) -> object:
    """Return what entries say of others, in keys that `to` gives in place of theirs."""
    outlets = {
        to(key): _outlet(archive, entry, to) for key, entry in archive.entries.items() if key.kind is Kind.ARTICLE
    }
    return (
        {to(key): [to(one) if isinstance(one, Key) else one for one in some] for key, some in archive.related.items()},
        {to(key): {to(one) for one in some} for key, some in archive.translations.items()},
        Counter(
            (to(Key(Kind.FACT_CHECK, r.fact_check)), to(Key(Kind.CLAIM, r.claim)), to(Key(Kind.OUTLET, r.reviewer)))
            for r in archive.rulings
        ),
        {
            to(Key(Kind.CLAIM, on)): [to(Key(Kind.PERSON, who.person)) for who in claim.claimants]
            for on, claim in archive.claims.items()
        },
        {
            to(key): {to(Key(Kind.TOPIC, topic)) for topic in resolved(entry.topics, archive.topics)}
            for key, entry in archive.entries.items()
            if not entry.withdrawn
        },
        outlets,
    )


def _outlet(archive: Archive, entry: Entry, to: Callable[[Key], Key]) -> Key | None:
    found = archive.outlets.find(entry.details.outlet) if isinstance(entry.details, Article) else None
    return to(Key(Kind.OUTLET, found)) if found else None


def _write(root: Path, found: Seen, renamed: Renamed) -> None:
    made = renamed.move
    real = {
        path: (root / path if path == CONFIG_FILE else found.source.real[path].resolve()) for path in renamed.before
    }
    moved = None
    if made.new_path != made.old_path:
        old = real[made.old_path]
        moved = Moved(old, _new_place(root, old, made))
    then = {path: moved.new if moved and path == made.old_path else place for path, place in real.items()}
    rewrite(
        {real[path]: data for path, data in renamed.before.items()},
        {then[path]: data for path, data in renamed.after.items() if data != renamed.before[path]},
        moved,
    )


def _new_place(root: Path, old: Path, made: Move) -> Path:
    """Return where the file goes: beside the old one where the folder is the same, whatever links lead there."""
    if posixpath.dirname(made.old_path) == posixpath.dirname(made.new_path):
        return old.with_name(posixpath.basename(made.new_path))
    return root / made.new_path
