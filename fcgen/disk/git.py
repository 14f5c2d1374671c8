"""git, as far as publishing needs it: what a branch of a remote holds, and what a person's repository says of itself.

It reads that repository and adds objects to it. Its index, working tree, branches and settings stay as they are.
Knows paths and bytes, and nothing of what they mean.
"""

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

_BRANCHES: Final = "refs/heads/"
_ELSEWHERE: Final = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
    "LANGUAGE",
)
"""What a hook is given, for one; the repository is that of the folder. The last has git speak other languages."""

_LONGEST: Final = 600


class GitError(Exception):
    """git failed; the message is what it says, on one line."""


class NoRepositoryError(GitError):
    """A folder is in no repository."""


class Repository(msgspec.Struct, frozen=True):
    """The repository that a folder is in. `branch` is the one that is checked out, "" for none."""

    folder: Path
    git_dir: Path
    objects: Path
    object_format: str
    branch: str


class Remote(msgspec.Struct, frozen=True):
    """A remote: its default branch, "" where it names none, and its branches with their commits."""

    head: str
    branches: Mapping[str, str]


class Identity(msgspec.Struct, frozen=True):
    """Who makes a commit."""

    name: str
    email: str


def git(folder: Path, *arguments: str, given: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
    """Run git in a folder and return what it prints; `given` is its input. Raises GitError and OSError."""
    return run(["git", *arguments], folder, given, environment or {})


def run(command: list[str], folder: Path, given: bytes, environment: Mapping[str, str]) -> bytes:
    """Run a program that works as git does in a folder, and return what it prints. Raises GitError and OSError."""
    inherited = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**inherited, "LC_ALL": "C", **environment},
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError(f"{command[0]} is not installed, or not on the PATH") from error
    if done.returncode:
        raise GitError(_told(done.stderr.decode(errors="replace")) or f"it ended with status {done.returncode}")
    return done.stdout


def repository(folder: Path) -> Repository:
    """Return the repository that `folder` is in. Raises NoRepositoryError, GitError and OSError."""
    asked = ("--absolute-git-dir", "--path-format=absolute", "--git-path", "objects", "--show-object-format")
    try:
        git_dir, objects, object_format = os.fsdecode(git(folder, "rev-parse", *asked)).splitlines()
    except GitError as error:
        raise NoRepositoryError(str(error)) from error
    return Repository(folder, Path(git_dir), Path(objects), object_format, _checked_out(folder))


def remotes(repository: Repository) -> tuple[str, ...]:
    """Return the names of the remotes."""
    return tuple(os.fsdecode(git(repository.folder, "remote")).splitlines())


def addresses(repository: Repository) -> tuple[str, ...]:
    """Return where the remotes are. Raises GitError."""
    names = remotes(repository)
    return tuple(os.fsdecode(git(repository.folder, "remote", "get-url", name)).strip() for name in names)


def remote(repository: Repository, name: str) -> Remote:
    """Ask a remote what it has. Raises GitError."""
    listed = git(repository.folder, "ls-remote", "--symref", name, "HEAD", f"{_BRANCHES}*")
    rows = [line.split("\t", 1) for line in os.fsdecode(listed).splitlines() if "\t" in line]
    heads = [what.removeprefix(f"ref: {_BRANCHES}") for what, ref in rows if ref == "HEAD" and what.startswith("ref: ")]
    branches = {ref.removeprefix(_BRANCHES): what for what, ref in rows if ref.startswith(_BRANCHES)}
    return Remote(heads[0] if heads else "", branches)


def can_be_branch(repository: Repository, name: str) -> bool:
    """Tell whether git takes `name` for a branch."""
    try:
        git(repository.folder, "check-ref-format", f"{_BRANCHES}{name}")
    except GitError:
        return False
    return True


def identity(repository: Repository) -> Identity | None:
    """Return who makes commits, None where nothing says so."""
    name = os.environ.get("GIT_COMMITTER_NAME") or _setting(repository, "user.name")
    email = os.environ.get("GIT_COMMITTER_EMAIL") or _setting(repository, "user.email")
    return Identity(name, email) if name and email else None


def fetch(repository: Repository, name: str, branch: str) -> None:
    """Bring the commits of a remote's branch here. Raises GitError."""
    options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--no-auto-maintenance")
    git(repository.folder, "fetch", *options, name, f"{_BRANCHES}{branch}")


def files(repository: Repository, commit: str) -> dict[str, str]:
    """Return the files of a commit with the ids of their contents. Raises GitError."""
    listed = os.fsdecode(git(repository.folder, "ls-tree", "-r", "-z", "--full-tree", commit))
    rows = (row.partition("\t") for row in listed.split("\0") if row)
    return {path: about.split(" ")[2] for about, _, path in rows}


def content(repository: Repository, object_id: str) -> bytes:
    """Return the content that an id stands for. Raises GitError."""
    return git(repository.folder, "cat-file", "blob", object_id)


def contents(repository: Repository, folder: Path, paths: Iterable[str]) -> dict[str, str]:
    """Return the ids that the contents of files in `folder` would have; no path holds a line break. Raises GitError."""
    names = list(paths)
    given = "".join(f"./{name}\n" for name in names)  # what began with a quotation mark would be unquoted
    environment = {"GIT_DIR": str(repository.git_dir)}
    made = git(
        folder, "hash-object", "--no-filters", "--stdin-paths", given=os.fsencode(given), environment=environment
    )
    return dict(zip(names, made.decode().split(), strict=True))


def shared(repository: Repository, revision: str) -> str:
    """Return the last commit that a revision and what is checked out have in common, "" for none. Raises OSError."""
    try:
        asked = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        commit = git(repository.folder, "rev-parse", *asked).decode().strip()
        return git(repository.folder, "merge-base", "HEAD", commit).decode().strip()
    except GitError:  # no such revision, nothing checked out, or nothing in common
        return ""


def is_shallow(repository: Repository) -> bool:
    """Tell whether the repository lacks older commits. Raises GitError."""
    return git(repository.folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


def prefix(repository: Repository) -> str:
    """Return what comes before the names of the folder's files in a commit. Raises GitError."""
    return os.fsdecode(git(repository.folder, "rev-parse", "--show-prefix")).rstrip("\n")


def push(repository: Repository, name: str, commit: str, branch: str) -> None:
    """Make a commit the newest of a remote's branch, unless that has got others meanwhile. Raises GitError."""
    git(repository.folder, "push", name, f"{commit}:{_BRANCHES}{branch}")


def _checked_out(folder: Path) -> str:
    try:
        return os.fsdecode(git(folder, "symbolic-ref", "--quiet", "--short", "HEAD")).strip()
    except GitError:  # a commit is checked out, and no branch
        return ""


def _setting(repository: Repository, name: str) -> str:
    try:
        return os.fsdecode(git(repository.folder, "config", "--get", name)).strip()
    except GitError:
        return ""


def _told(words: str) -> str:
    """Return what git says, on one line, without its advice, where it pushed to, and the trace of who ran it."""
    said, _, trace = words.partition("Traceback (most recent call last)")
    lines = [
        " ".join(line.split()) for line in (said if said.strip() else trace.rstrip().rpartition("\n")[2]).splitlines()
    ]
    kept = [line.removeprefix("fatal: ") for line in lines if line and not line.startswith(("hint:", "To "))]
    return "; ".join(kept)[:_LONGEST]
