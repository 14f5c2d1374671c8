"""Entries loaded on all cores, each text once: what a file gave is kept by the digest of what it was made from."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from fcgen.building.workers import Workers, mapped
from fcgen.console.progress import Progress
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest, digest
from fcgen.disk.memo import DamagedError, Memo
from fcgen.entries.body import Outline
from fcgen.entries.load import Loaded as File
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Entry, Kind
from fcgen.formats.lines import line

_CHUNK = 50
"""How many entries a process is given at a time."""


class Given(msgspec.Struct, frozen=True):
    """What a file gave, without its body."""

    diagnostics: tuple[Diagnostic, ...]
    entry: Entry | None
    outline: Outline | None


class Item(msgspec.Struct, frozen=True):
    """An entry's file: its path in the site, its kind, where it is, and the digest of what it holds."""

    path: str
    kind: Kind
    real: Path
    digest: Digest


class _Made(msgspec.Struct, frozen=True):
    """What a worker made of a file, as bytes: a Given, the body, the line of the data that has all of it.

    `read` is the digest of the text it really read.
    """

    given: bytes
    body: bytes
    line: bytes
    read: Digest


class Loaded(msgspec.Struct, frozen=True):
    """What files gave, by path, and what they held when they were read; that may have changed since they were seen."""

    given: Mapping[str, Given]
    read: Mapping[str, Digest]


NOTHING: Final = Loaded({}, {})
"""No file that gave something already."""

# JSON, since in msgpack a time loses its offset, and with it the day that it was written as.
_GIVEN = msgspec.json.Decoder(Given)


def loaded(
    items: Sequence[Item], settings: Settings, zone: Digest, memo: Memo | None, crew: Workers, progress: Progress
) -> Loaded:
    """Return what each of `items` gave. What the memo does not know is loaded, and remembered with its body.

    `zone` is the digest of the time zone's rules. Raises OSError and DamagedError.
    """
    made: dict[str, Given] = {}
    read = {item.path: item.digest for item in items}
    missing: list[Item] = []
    step = progress("Loading", len(items))
    for item in items:
        data = memo.get("loads", _name(item, item.digest, settings, zone)) if memo else None
        if data is None:
            missing.append(item)
        else:
            made[item.path] = _GIVEN.decode(data)
            step()
    fresh = mapped(_load, settings, missing, _CHUNK, crew)
    if memo is None:
        for item, one in zip(missing, fresh, strict=True):
            made[item.path], read[item.path] = _GIVEN.decode(one.given), one.read
            step()
    else:
        with memo.change():
            for item, one in zip(missing, fresh, strict=True):
                made[item.path], read[item.path] = given, _ = _GIVEN.decode(one.given), one.read
                memo.put("loads", [(_name(item, one.read, settings, zone), one.given)])
                memo.put("bodies", [(given.outline.body, one.body)] if given.outline else ())
                memo.put("lines", [(_line_name(item.path, one.read), one.line)] if one.line else ())
                step()
    return Loaded({item.path: made[item.path] for item in items}, read)


def known(memo: Memo, items: Sequence[Item], settings: Settings, zone: Digest) -> Loaded:
    """Return what the memo knows of `items`. Raises DamagedError."""
    found = {item: memo.get("loads", _name(item, item.digest, settings, zone)) for item in items}
    given = {item.path: _GIVEN.decode(data) for item, data in found.items() if data is not None}
    return Loaded(given, {item.path: item.digest for item in items if item.path in given})


def reloaded(
    before: Loaded,
    items: Sequence[Item],
    settings: Settings,
    zone: Digest,
    memo: Memo | None,
    crew: Workers,
    progress: Progress,
) -> Loaded:
    """Return what each of `items` gave, where `before` has what files gave in the same settings.

    Raises OSError and DamagedError.
    """
    changed = [item for item in items if before.read.get(item.path) != item.digest]
    fresh = loaded(changed, settings, zone, memo, crew, progress)
    return Loaded(
        {item.path: fresh.given.get(item.path) or before.given[item.path] for item in items},
        {item.path: fresh.read.get(item.path) or before.read[item.path] for item in items},
    )


def forget_others(
    memo: Memo, items: Sequence[Item], settings: Settings, zone: Digest, outlines: Mapping[str, Outline]
) -> None:
    """Forget what other files gave, once that is more than these did: branches come and go, but not for ever."""
    if is_crowded(memo, len(items)):
        used = {_name(item, item.digest, settings, zone) for item in items}
        memo.drop("loads", memo.names("loads") - used)
        memo.drop("lines", memo.names("lines") - {_line_name(item.path, item.digest) for item in items})
        memo.drop("bodies", memo.names("bodies") - {outline.body for outline in outlines.values()})


def is_crowded(memo: Memo, entries: int) -> bool:
    """Tell whether the memo knows much more than a site of so many entries needs. Raises DamagedError."""
    return memo.count("loads") > 2 * entries + _CHUNK


def _name(item: Item, read: Digest, settings: Settings, zone: Digest) -> Digest:
    return digest(f"{item.path}\0{item.kind}\0{read}\0{settings.timezone}\0{zone}\0{settings.html}".encode())


def line_of(memo: Memo, path: str, read: Digest) -> bytes:
    """Return the line of the data for an entry whose file held what has the digest `read`. Raises DamagedError."""
    data = memo.get("lines", _line_name(path, read))
    if data is None:
        raise DamagedError(f"the line of {path} is gone")
    return data


def _line_name(path: str, read: Digest) -> Digest:
    return digest(f"{path}\0{read}".encode())


def _line(item: Item, found: File) -> bytes:
    if found.entry is None or found.source is None:
        return b""
    return line(item.kind, found.entry.id, item.path, found.source.keys, found.source.text)


def _load(settings: Settings, chunk: Sequence[Item]) -> list[_Made]:
    made = []
    for item in chunk:
        data = item.real.read_bytes()
        found = load(item.path, item.kind, data, settings)
        body = msgspec.msgpack.encode(found.body) if found.body else b""
        given = msgspec.json.encode(Given(found.diagnostics, found.entry, found.outline))
        made.append(_Made(given, body, _line(item, found), digest(data)))
    return made
