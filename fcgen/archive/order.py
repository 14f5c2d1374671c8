"""The orders of lists: dated things newest first with the undated last, all others A to Z."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Final, TypeVar

from fcgen.dates import Date
from fcgen.words import folded

T = TypeVar("T")

_END: Final = dt.datetime.max.replace(tzinfo=dt.UTC)


def newest_first(items: Iterable[T], date: Callable[[T], Date | None], name: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` newest first; those of one time by name from Z to A; the undated last, by name."""
    dated: list[tuple[dt.datetime, str, T]] = []
    undated: list[tuple[str, T]] = []
    for item in items:
        if when := date(item):
            dated.append((when.start, name(item), item))
        else:
            undated.append((name(item), item))
    dated.sort(key=itemgetter(0, 1), reverse=True)
    undated.sort(key=itemgetter(0))
    return (*(item for _, _, item in dated), *(item for _, item in undated))


def oldest_first(items: Iterable[T], date: Callable[[T], Date | None], name: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` oldest first; those of one time by name; the undated last, by name."""
    return tuple(sorted(items, key=lambda i: (when.start if (when := date(i)) else _END, name(i))))


def a_to_z(items: Iterable[T], name: Callable[[T], str], tie: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` by name, without regard to case and accents; equal names by `tie`."""
    return tuple(sorted(items, key=lambda i: (collation_key(name(i)), name(i), tie(i))))


def collation_key(name: str) -> str:
    """Return `name` folded and without accents, which is near enough to how readers look names up."""
    return "".join(c for c in unicodedata.normalize("NFKD", folded(name)) if not unicodedata.combining(c))
