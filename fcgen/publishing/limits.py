"""Whether a built site comes near to what GitHub Pages takes.

Sources: GitHub's documentation, "GitHub Pages limits" (a site), "About large files on GitHub" (a file that is pushed).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fcgen import codes
from fcgen.config import CONFIG_FILE
from fcgen.diagnostics import START, Diagnostic, diagnostic, quoted
from fcgen.disk import git
from fcgen.disk.git import NoRepositoryError
from fcgen.disk.manifest import RefusedError, owned

SITE: Final = 1_000_000_000
"""Bytes of a whole site: 1 GB."""

FILE: Final = 100 * 1024 * 1024
"""Bytes of one file: 100 MiB."""

_NEAR: Final = 0.8
_SHOWN: Final = 5
"""How many large files are named."""


def near_limits(sizes: Mapping[str, int]) -> tuple[Diagnostic, ...]:
    """Return what comes near a limit, or is beyond it; `sizes` are the bytes of a site's files by their paths."""
    found = []
    total = sum(sizes.values())
    if total >= _NEAR * SITE:
        message = f"the site has {_megabytes(total)}; GitHub Pages takes {_megabytes(SITE)}"
        hint = "make pictures and files under static/ smaller, or publish them elsewhere"
        found.append(diagnostic(codes.NEAR_LIMIT, CONFIG_FILE, START, message, hint))
    large = sorted((path for path, size in sizes.items() if size >= _NEAR * FILE), key=lambda p: (-sizes[p], p))
    for path in large[:_SHOWN]:
        message = f"the file {quoted(path)} of the site has {_mebibytes(sizes[path])}; GitHub takes {_mebibytes(FILE)}"
        hint = "make it smaller, part it, or publish it elsewhere and link to it"
        found.append(diagnostic(codes.NEAR_LIMIT, CONFIG_FILE, START, message, hint))
    return tuple(found)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f} MB"


def _mebibytes(size: int) -> str:
    return f"{size / 1024**2:,.0f} MiB"


def is_for_pages(base_url: str, remotes: Iterable[str]) -> bool:
    """Tell whether a site is published by GitHub Pages, from its address and those of its repository's remotes."""
    host = urlsplit(base_url).hostname or ""
    return host.endswith(".github.io") or any(_is_github(address) for address in remotes)


def _is_github(address: str) -> bool:
    host = urlsplit(address).hostname if "://" in address else address.partition(":")[0].rpartition("@")[2]
    return (host or "").casefold() in ("github.com", "ssh.github.com")


def remotes(root: Path) -> tuple[str, ...]:
    """Return the addresses of the remotes of the repository that a folder is in. Raises GitError and OSError."""
    try:
        return git.addresses(git.repository(root))
    except NoRepositoryError:
        return ()


def sizes(out: Path) -> Mapping[str, int]:
    """Return the bytes of the files that fcgen made in a folder, by their paths. Raises OSError."""
    try:
        return {path: (out / path).stat().st_size for path in owned(out) if (out / path).is_file()}
    except RefusedError:  # whatever is there, it is no site of fcgen's
        return {}
