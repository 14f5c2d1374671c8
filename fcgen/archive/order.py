"""The orders of lists: dated things newest first with the undated last, all others A to Z."""

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from fcgen.dates import Date
from fcgen.words import folded

T = TypeVar("T")


def newest_first(items: Iterable[T], date: Callable[[T], Date | None], name: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` newest first; those of one time by name from Z to A; the undated last, by name."""
    every = list(items)
    dated = sorted((i for i in every if date(i)), key=lambda i: (_start(date(i)), name(i)), reverse=True)
    return (*dated, *sorted((i for i in every if not date(i)), key=name))


def oldest_first(items: Iterable[T], date: Callable[[T], Date | None], name: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` oldest first; those of one time by name; the undated last, by name."""
    return tuple(sorted(items, key=lambda i: (date(i) is None, _start(date(i)), name(i))))


def a_to_z(items: Iterable[T], name: Callable[[T], str], tie: Callable[[T], str]) -> tuple[T, ...]:
    """Return `items` by name, without regard to case and accents; equal names by `tie`."""
    return tuple(sorted(items, key=lambda i: (collation_key(name(i)), name(i), tie(i))))


def collation_key(name: str) -> str:
    """Return `name` folded and without accents, which is near enough to how readers look names up."""
    return "".join(c for c in unicodedata.normalize("NFKD", folded(name)) if not unicodedata.combining(c))


def _start(date: Date | None) -> dt.datetime:
    return date.start if date else dt.datetime.max.replace(tzinfo=dt.UTC)
