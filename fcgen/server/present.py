"""The present moment of a site: one reference that is replaced, and those who wait for it to be replaced."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from fcgen.server.snapshot import Moment


class Present:
    """The present moment. It may be asked for and changed by any thread."""

    def __init__(self) -> None:
        self._moment = Moment()
        self._lock = threading.Lock()
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self.ended = False

    @property
    def moment(self) -> Moment:
        """The present moment, a value: who has taken it keeps it."""
        return self._moment

    def change(self, made: Callable[[Moment], Moment]) -> None:
        """Put what `made` makes of the present moment in its place, and wake all who wait."""
        with self._lock:
            before = self._moment
            after = made(before)
            if _is_same(before, after):
                return
            self._moment = msgspec.structs.replace(after, number=before.number + 1)
            waiting = list(self._waiting.items())
        for changed, loop in waiting:
            loop.call_soon_threadsafe(changed.set)

    def end(self) -> None:
        """Wake all who wait, for the last time."""
        with self._lock:
            self.ended = True
            waiting = list(self._waiting.items())
        for changed, loop in waiting:
            loop.call_soon_threadsafe(changed.set)

    @contextmanager
    def waiting(self) -> Iterator[asyncio.Event]:
        """Give an event of the running loop that is set at each change, until the context ends."""
        changed = asyncio.Event()
        with self._lock:
            self._waiting[changed] = asyncio.get_running_loop()
        try:
            yield changed
        finally:
            with self._lock:
                del self._waiting[changed]

    @property
    def readers(self) -> int:
        """How many are waiting."""
        return len(self._waiting)


def _is_same(before: Moment, after: Moment) -> bool:
    """Tell whether nothing is other. Of a site only its parts are asked whether they are the very same: it is large."""
    old, new = before.snapshot, after.snapshot
    if old is None or new is None:
        return old is new and before == after
    parts = ("archive", "plan", "templates", "at")
    same = all(getattr(old, part) is getattr(new, part) for part in parts) and old.shelves == new.shelves
    return same and msgspec.structs.replace(before, snapshot=None) == msgspec.structs.replace(after, snapshot=None)
