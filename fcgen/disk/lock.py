"""One build at a time: two that shared a stage would each remove the other's files."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class BusyError(Exception):
    """Another process holds the lock."""


@contextmanager
def locked(state: Path) -> Iterator[None]:
    """Hold the lock in the folder `state` until the context ends; the system frees it when the process is killed.

    It is this process's alone: what this one has begun, and may outlive it for a moment, holds nothing. Raises
    BusyError and OSError.
    """
    state.mkdir(parents=True, exist_ok=True)
    with (state / "lock").open("a") as file:
        if not _taken(file):
            raise BusyError("another build of this site is running; wait until it has ended")
        yield


if sys.platform == "win32":
    import msvcrt

    def _taken(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _taken(file: IO[str]) -> bool:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # POSIX allows either
            return False
        return True
