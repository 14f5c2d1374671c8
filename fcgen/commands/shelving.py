"""The search index: made again shelf by shelf, where a record changed that stands there."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from fcgen.archive.urls import Address
from fcgen.commands.last import ShelfMark
from fcgen.commands.press import Bodies, Row
from fcgen.commands.progress import Progress
from fcgen.digest import digest
from fcgen.disk import search as pagefind
from fcgen.disk.manifest import PAGEFIND
from fcgen.disk.output import Stage
from fcgen.pages.search import CJK, SEGMENTED, Shelved, page

_SHELVED = msgspec.json.Decoder(Shelved)


def shelves(rows: Iterable[Row]) -> dict[str, ShelfMark]:
    """Return the shelves that the records of pages stand on, by name."""
    standing: dict[str, list[str]] = {}
    for row in rows:
        if row.record:
            standing.setdefault(row.shelf, []).append(f"{row.page.address}\0{row.record}")
    return {
        shelf: ShelfMark(digest("\n".join(sorted(records)).encode()), len(records))
        for shelf, records in sorted(standing.items())
    }


def notes(names: Iterable[str]) -> tuple[str, ...]:
    """Return what the author should know of the shelves of these names."""
    if SEGMENTED & set(names) and not pagefind.extended():
        return (
            "Words inside Chinese and Japanese sentences are not found by search: install pagefind-bin-extended"
            " (pip install 'fcgen[cjk]').",
        )
    return ()


def folder(shelf: str) -> str:
    """Return where the index of a shelf lies in the output folder, with a `/` behind."""
    return f"{PAGEFIND}{shelf}/"


def index(
    names: Iterable[str],
    rows: Iterable[Row],
    records: Mapping[str, bytes],
    bodies: Bodies,
    state: Path,
    staged: Stage,
    progress: Progress,
) -> None:
    """Make the indexes of the shelves of these names, and stage them.

    `rows` are those of all pages, `records` what they tell the index. Raises SearchFailedError, RefusedError,
    DamagedError and OSError.
    """
    addresses: dict[str, list[Address]] = {name: [] for name in sorted(names)}
    for row in rows:
        if row.record and row.shelf in addresses:
            addresses[row.shelf].append(row.page.address)
    extended = bool(CJK & addresses.keys()) and pagefind.extended()
    step = progress("Indexing", len(addresses))
    for name, standing in addresses.items():
        pages = (page(_SHELVED.decode(records[address]), bodies) for address in standing)
        with pagefind.index(pages, name, state, extended) as bundle:
            for path in bundle.files:
                staged.add(folder(name) + path, bundle.read(path))
        step()
