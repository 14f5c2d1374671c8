"""The program itself, as far as it decides what a build makes: its own sources, its libraries, Python."""

import os
import sys
import zoneinfo
from importlib import resources
from pathlib import Path

import fcgen
from fcgen.digest import Digest, digest


def program() -> Digest:
    """Return a digest of the program: another one may make other bytes of the same content. Raises OSError."""
    home = Path(fcgen.__file__).parent
    sources = sorted(home.rglob("*.py"))
    parts = [sys.version, *_distributions()]
    parts += [f"{path.relative_to(home).as_posix()} {digest(path.read_bytes())}" for path in sources]
    return digest("\n".join(parts).encode(errors="surrogateescape"))


def zone_data(zone: str) -> Digest:
    """Return a digest of the rules of a time zone, which change when governments change them. Raises OSError."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder, zone)
        if file.is_file():
            return digest(file.read_bytes())
    return digest(resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes())


def _distributions() -> list[str]:
    """Return the names of what is installed beside the program, each with its version in it."""
    found: set[str] = set()
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            found.update(entry.name for entry in entries if entry.name.endswith((".dist-info", ".egg-info")))
    return sorted(found)
