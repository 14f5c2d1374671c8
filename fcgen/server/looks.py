"""Where to look: what is told of changes is gathered here until it has been quiet for a moment.

Whoever tells of a change, the system's events or a poll, only says "look there"; what is there, the tree says.
"""

import threading
import time
from typing import Final

import msgspec

_SHORT: Final = 0.01
"""Seconds of quiet after which an editor has done with a file, which takes it a few milliseconds."""

_LONG: Final = 0.15
_FEW: Final = 20
"""More places than these are a burst: a checkout, a script, a copy of a folder."""

_MOST: Final = 10.0
"""Seconds after which one looks, quiet or not: a checkout of many files takes some."""


class Look(msgspec.Struct, frozen=True):
    """Where to look: files, relative to the site's folder; `whole`: everywhere."""

    paths: frozenset[str] = frozenset()
    whole: bool = False


def patience(places: int) -> float:
    """Return how many seconds of quiet to wait for when so many places have been told of."""
    return _SHORT if places <= _FEW else _LONG


class Looks:
    """What is to be looked at. It is told by any thread, and taken by one."""

    def __init__(self) -> None:
        self._paths: set[str] = set()
        self._whole = self._ended = self._woken = False
        self._told = 0
        self._changed = threading.Condition()

    def add(self, *paths: str, whole: bool = False) -> None:
        """Say where to look."""
        with self._changed:
            self._paths.update(paths)
            self._whole = self._whole or whole
            self._told += 1
            self._changed.notify_all()

    def wake(self) -> None:
        """Let who waits go on, though there may be nothing to look at."""
        with self._changed:
            self._woken = True
            self._changed.notify_all()

    def end(self) -> None:
        """Let who waits go home."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def ended(self) -> bool:
        """Whether there is no more to be done."""
        return self._ended

    def take(self, seconds: float | None = None) -> Look | None:
        """Return where to look, when it has been quiet for a moment; None after so many seconds in which none told."""
        with self._changed:
            self._changed.wait_for(lambda: self._paths or self._whole or self._ended or self._woken, seconds)
            self._woken = False
            if self._ended or not (self._paths or self._whole):
                return None
            last = time.monotonic() + _MOST
            told = -1
            while told != self._told and not self._ended and time.monotonic() < last:
                told = self._told
                places = len(self._paths) + (_FEW + 1 if self._whole else 0)
                self._changed.wait(patience(places))
            taken = Look(frozenset(self._paths), self._whole)
            self._paths, self._whole = set(), False
            return taken
