"""Archives in git repositories with a remote, both on the disk, and what is published on a branch of it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

import click.testing
import txtar
from command_line import run
from site_files import SITE

QUICK: Final = "title: Made-up archive\nbase_url: https://example.org/archive/\nsearch: {enabled: false}\n"
QUICK_SITE: Final = {**SITE, "config.yaml": QUICK, ".gitignore": "_site/\n.fcgen/\n"}
ALONE: Final = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
"""What keeps the machine's own configuration away."""


class Archive(NamedTuple):
    """An archive in the folder `site` of a working copy, and the bare repository of its remote, `origin`."""

    copy: Path
    site: Path
    remote: Path

    def deploy(self, *options: str | Path) -> click.testing.Result:
        return run(self.site, "deploy", *options)

    def tip(self, branch: str = "gh-pages") -> str:
        """The newest commit of a branch of the remote, "" for none."""
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}").strip()

    def published(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """The files on a branch of the remote with their bytes."""
        names = git(self.remote, "ls-tree", "-r", "-z", "--name-only", branch).split("\0")[:-1]
        return {name: raw(self.remote, "cat-file", "blob", f"{branch}:{name}") for name in names}

    def commits(self, branch: str = "gh-pages") -> list[str]:
        """The first lines of the messages on a branch of the remote, newest first."""
        return git(self.remote, "log", "--format=%s", branch).splitlines()

    def put(self, files: Mapping[str, str], branch: str = "gh-pages") -> None:
        """Add files to a branch of the remote, as somebody else would; without a parent where it has none."""
        other = self.remote.parent / "somebody else"
        if not other.exists():
            git(self.remote.parent, "clone", "--quiet", str(self.remote), str(other))
        name(other)
        git(other, "fetch", "--quiet")
        if self.tip(branch):
            git(other, "checkout", "--quiet", "-B", branch, f"origin/{branch}")
        else:
            git(other, "checkout", "--quiet", "--orphan", branch)
            git(other, "rm", "-r", "-f", "--quiet", ".")
        txtar.write(other, files)
        git(other, "add", "--force", "--all")
        git(other, "commit", "--quiet", "--message", "By hand")
        git(other, "push", "--quiet", "origin", branch)

    def state(self) -> tuple[object, ...]:
        """All of the working copy that publishing leaves as it is."""
        home = self.copy / ".git"
        kept = {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}
        branches = git(self.copy, "for-each-ref", "refs/heads", "refs/tags", "refs/notes")
        return kept, branches, git(self.copy, "status", "--porcelain"), git(self.copy, "stash", "list")


def archive(folder: Path, files: Mapping[str, str] = QUICK_SITE, inside: str = "") -> Archive:
    """Make an archive in the folder `inside` of a new working copy, commit it, and push it to a new remote."""
    copy, remote = folder / "copy", folder / "remote.git"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    git(folder, "init", "--quiet", "--initial-branch=main", str(copy))
    name(copy)
    txtar.write(copy / inside, files)
    git(copy, "add", "--all")
    git(copy, "commit", "--quiet", "--message", "The archive")
    git(copy, "remote", "add", "origin", str(remote))
    git(copy, "push", "--quiet", "origin", "main")
    return Archive(copy, copy / inside, remote)


def name(copy: Path) -> None:
    """Tell a working copy who works there."""
    git(copy, "config", "user.name", "Made-up Núñez")
    git(copy, "config", "user.email", "nobody@example.org")


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder; it must succeed."""
    return raw(folder, *arguments).decode()


def raw(folder: Path, *arguments: str) -> bytes:
    """Run git in a folder and return the bytes that it prints; it must succeed."""
    done = subprocess.run(["git", *arguments], cwd=folder, env=os.environ | ALONE, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
