"""The entries as they were published: in the commit that git says is the last that others have."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from fcgen.archive.index import Key
from fcgen.building.inputs import Seen
from fcgen.building.site import settings
from fcgen.config import CONFIG_FILE, config
from fcgen.disk import git
from fcgen.disk.git import NoRepositoryError, Repository
from fcgen.encoding import decoded
from fcgen.entries.files import sort_files
from fcgen.entries.load import load
from fcgen.entries.model import Entry
from fcgen.words import nfc

_UPSTREAM: Final = "@{upstream}"


class NoRevisionError(Exception):
    """There is nothing to compare with; the message says why and what to do."""


def published_entries(root: Path, found: Seen, since: str | None) -> Mapping[Key, Entry] | None:
    """Return the entries that have changed since a revision, as they were then.

    Without `since` it is what the branch that is checked out follows; None where git knows of no such thing. What
    others have put there meanwhile does not count. Raises NoRevisionError, GitError and OSError.
    """
    try:
        repository = git.repository(root)
    except NoRepositoryError as error:
        if since is None:
            return None
        raise NoRevisionError(f"{root.resolve()} is in no git repository that can be used: {error}") from error
    commit = git.shared(repository, _UPSTREAM if since is None else since)
    if commit:
        return _entries(root, repository, found, commit)
    if since is None:
        return None
    why = f"git knows no {since!r} that has a commit in common with what is checked out"
    if git.is_shallow(repository):
        why += "; this clone is shallow: fetch the rest with `git fetch --unshallow`, or `fetch-depth: 0` in a workflow"
    raise NoRevisionError(why)


def _entries(root: Path, repository: Repository, found: Seen, commit: str) -> Mapping[Key, Entry]:
    before = git.prefix(repository)
    listed = git.files(repository, commit)
    content = _content(repository, listed.get(f"{before}{CONFIG_FILE}")) or found.config.content
    named = {nfc(path.removeprefix(before)): on for path, on in listed.items() if path.startswith(before)}
    then = {path: on for path, on in named.items() if path.startswith(f"{content}/")}
    there = [path for path in then if path in found.source.real and "\n" not in path]
    names = {path: found.source.real[path].relative_to(root).as_posix() for path in there}
    now = git.contents(repository, root, names.values())
    made: dict[Key, Entry] = {}
    for path, kind in sort_files(then, content).entries:
        if path not in names or now[names[path]] != then[path]:
            entry = load(path, kind, git.content(repository, then[path]), settings(found)).entry
            if entry:
                made[Key(kind, entry.id)] = entry
    return made


def _content(repository: Repository, configuration: str | None) -> str:
    """Return the folder that a configuration of then names for the entries, "" where it can't be read."""
    text, _ = decoded(git.content(repository, configuration), CONFIG_FILE) if configuration else (None, ())
    read, _ = config(text) if text else (None, ())
    return nfc(read.content) if read else ""
