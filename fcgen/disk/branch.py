"""A commit that holds a folder as it is, made by ghp-import.

ghp-import makes it in the repository where it runs, on a branch there. So it runs in one of its own that shares the
objects of the person's: no branch of theirs comes, moves or goes. And it runs as a program of its own, since it
knows no other folder than that where it runs, and tells no errors to its caller.
"""

import shutil
import sys
from pathlib import Path
from typing import Final

from fcgen.disk.git import GitError, Identity, Repository, files, git, run

_BRANCH: Final = "site"


def committed(repository: Repository, folder: Path, parent: str | None, who: Identity, message: str) -> str:
    """Return a new commit with the files of `folder`, after the commit `parent` or with none before it.

    It is in the repository, and on no branch of it. Beside `folder`, `NAME.git` is needed for the while. Raises
    GitError and OSError.
    """
    own = folder.parent.resolve() / f"{folder.name}.git"
    environment = {
        "GIT_DIR": str(own),
        "GIT_OBJECT_DIRECTORY": str(repository.objects),
        "GIT_COMMITTER_NAME": _plain(who.name),
        "GIT_COMMITTER_EMAIL": _plain(who.email),
        "PYTHONUTF8": "1",
    }
    shutil.rmtree(own, ignore_errors=True)
    made = f"--object-format={repository.object_format}"
    git(folder.parent, "init", "--quiet", "--bare", "--template=", made, str(own))
    try:
        if parent:
            git(folder.parent, "update-ref", f"refs/heads/{_BRANCH}", parent, environment=environment)
        arguments = ["--branch", _BRANCH, "--message", message, folder.name]
        run([sys.executable, "-P", "-m", "ghp_import", *arguments], folder.parent, b"", environment)
        return git(folder.parent, "rev-parse", f"refs/heads/{_BRANCH}", environment=environment).decode().strip()
    finally:
        shutil.rmtree(own, ignore_errors=True)


def check(repository: Repository, commit: str, expected: dict[str, str]) -> None:
    """Raise GitError unless a commit has the files that are expected, with their contents."""
    found = files(repository, commit)
    if wrong := sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path)):
        raise GitError(f"{wrong[0]!r} did not get into the commit as it is, nor did {len(wrong) - 1:,} others")


def _plain(name: str) -> str:
    """Return a name without what ends it in a commit."""
    return "".join(c for c in name if c not in "<>\n\r\0").strip()
