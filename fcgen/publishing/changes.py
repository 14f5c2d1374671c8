"""What publishing would change, from the files that are there and those that come. It knows no git and no disk."""

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

import msgspec

from fcgen.archive import urls
from fcgen.config import Config
from fcgen.console.report import counted

SHOWN: Final = 20
"""How many pages are named before the rest is counted."""

NOT_YET_SET: Final = "https://example.org/"
"""The address in the configuration of a new archive, which nobody can publish at."""

_GITHUB: Final = ".github.io"


class Changes(msgspec.Struct, frozen=True):
    """The files that come, change and go, in order."""

    come: tuple[str, ...]
    change: tuple[str, ...]
    go: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.come or self.change or self.go)


class WrongDomain(msgspec.Struct, frozen=True):
    """Why readers would find no address of the site where it says it is, and what to do."""

    why: str


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Return how `after` differs from `before`; both say of each path what is there."""
    return Changes(
        come=tuple(sorted(after.keys() - before.keys())),
        change=tuple(sorted(path for path in after.keys() & before.keys() if after[path] != before[path])),
        go=tuple(sorted(before.keys() - after.keys())),
    )


def headline(found: Changes) -> str:
    """Return how many pages come, change and go, in words."""
    come, change, go = (sum(map(is_page, paths)) for paths in (found.come, found.change, found.go))
    return ", ".join(
        (counted(come, "page comes", "pages come"), counted(change, "changes", "change"), counted(go, "goes", "go"))
    )


def told(found: Changes) -> tuple[str, ...]:
    """Return what people read of changes: pages by their addresses, the first of many; other files are counted."""
    lines = [f"{headline(found)}."]
    for verb, paths in (("comes", found.come), ("changes", found.change), ("goes", found.go)):
        pages = sorted(urls.address_of(path) for path in paths if is_page(path))
        lines += [f"  {verb:8} {address}" for address in pages[:SHOWN]]
        lines += [f"  {verb:8} … and {len(pages) - SHOWN:,} more"] if len(pages) > SHOWN else []
    come, change, go = (_others(paths) for paths in (found.come, found.change, found.go))
    if come or change or go:
        others = (counted(come, "comes", "come"), counted(change, "changes", "change"), counted(go, "goes", "go"))
        lines.append(f"Of other files {', '.join(others)}.")
    return tuple(lines)


def is_page(path: str) -> bool:
    """Tell whether a file is a page, which readers have the address of."""
    return path.endswith((".html", ".htm"))


def domain(config: Config, standing: str) -> str | WrongDomain:
    """Return the domain that GitHub Pages is to be told in a file CNAME, "" for none; `standing` is told it now.

    A site below the root of a domain of one's own belongs to an account whose main site has that domain, and is told
    none itself. Source: GitHub's documentation, "About custom domains and GitHub Pages".
    """
    if config.base_url == NOT_YET_SET:
        return WrongDomain(
            f"base_url is {NOT_YET_SET}, as in a new archive; set it to the address that the site will have"
        )
    host = _ascii(urlsplit(config.base_url).hostname or "")
    if not host.endswith(_GITHUB) and config.base_path == "/":
        return host
    if not standing:
        return ""
    return WrongDomain(
        f"the branch has a CNAME, so GitHub would send readers of {config.base_url} on to {standing}, where every "
        f"address of the site would be wrong; set base_url to https://{standing}/, or remove CNAME from the branch"
    )


def _others(paths: Iterable[str]) -> int:
    return sum(not is_page(path) for path in paths)


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode()
    except UnicodeError:  # what no name service knows is shown as it is
        return host
