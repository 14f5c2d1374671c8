"""The search index: in shelves of one language, made again where a record changed that stands there.

A large archive has several shelves for a language, by date, so that an edit of a recent entry makes a small one again.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.building.last import ShelfMark
from fcgen.building.press import Bodies, Row
from fcgen.console.progress import Progress
from fcgen.digest import digest
from fcgen.disk import search as pagefind
from fcgen.disk.manifest import PAGEFIND
from fcgen.pages.search import CJK, SEGMENTED, Shelved, page

_SHELVED = msgspec.json.Decoder(Shelved)

_ALONE: Final = 2000
"""A language of no more pages has one shelf."""

_FULL: Final = 8000
"""How many pages an old shelf has. More are too much for a machine's memory, fewer too many shelves for a reader."""

_STEP: Final = 500
"""The newest shelf has so many pages, up to twice that less one: it is the one that edits are of."""


def shelves(rows: Iterable[Row]) -> dict[str, tuple[Row, ...]]:
    """Return the pages that stand on each shelf, by its name; those of a language from the oldest to the newest.

    An old shelf never changes its pages when newer ones come. Undated pages stand with the oldest.
    """
    languages: dict[str, list[Row]] = {}
    for row in rows:
        if row.record:
            languages.setdefault(row.language, []).append(row)
    made: dict[str, tuple[Row, ...]] = {}
    for language, standing in sorted(languages.items()):
        standing.sort(key=lambda row: (row.date, row.page.address))
        start = 0
        for number, size in enumerate(_sizes(len(standing)), 1):
            made[f"{language}-{number}"] = tuple(standing[start : start + size])
            start += size
        made[language] = tuple(standing[start:])
    return made


def _sizes(count: int) -> list[int]:
    """Return how many pages the shelves before the newest have, where there are `count` pages of a language."""
    if count <= _ALONE:
        return []
    full = (count - _STEP) // _FULL
    rest = (count - full * _FULL - _STEP) // _STEP * _STEP
    return [_FULL] * full + ([rest] if rest else [])


def marks(standing: Mapping[str, Iterable[Row]]) -> dict[str, ShelfMark]:
    """Return what says whether the index of a shelf would be another, by the shelf's name."""
    told = {name: [f"{row.page.address}\0{row.record}" for row in rows] for name, rows in standing.items()}
    return {name: ShelfMark(digest("\n".join(lines).encode()), len(lines)) for name, lines in told.items()}


def language_of(shelf: str) -> str:
    """Return the language of a shelf."""
    return shelf.partition("-")[0]


def notes(names: Iterable[str]) -> tuple[str, ...]:
    """Return what the author should know of the shelves of these names."""
    if SEGMENTED & set(map(language_of, names)) and not pagefind.extended():
        return (
            "Words inside Chinese and Japanese sentences are not found by search: install pagefind-bin-extended"
            " (pip install 'fcgen[cjk]').",
        )
    return ()


def folder(shelf: str) -> str:
    """Return where the index of a shelf lies in the output folder, with a `/` behind."""
    return f"{PAGEFIND}{shelf}/"


def index(
    standing: Mapping[str, Iterable[Row]],
    records: Mapping[str, bytes],
    bodies: Bodies,
    state: Path,
    add: Callable[[str, bytes], None],
    progress: Progress,
) -> None:
    """Make the indexes of shelves, and give each of their files to `add`, with its place in the output folder.

    `records` are what pages tell the index, by their addresses. Raises SearchFailedError, DamagedError and
    OSError.
    """
    extended = pagefind.extended()
    step = progress("Indexing", len(standing))
    for name, rows in standing.items():
        pages = (page(_SHELVED.decode(records[row.page.address]), bodies) for row in rows)
        with pagefind.index(pages, language_of(name), state, extended and language_of(name) in CJK) as bundle:
            for path in bundle.files:
                add(folder(name) + path, bundle.read(path))
        step()
