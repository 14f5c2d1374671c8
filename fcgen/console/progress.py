"""How far the stages of a command are: a bar on a terminal for what takes longer than a second, and their seconds."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

Progress = Callable[[str, int], Callable[[], None]]
"""Begins to show a stage, given its name and how many steps it has; returns what moves it on by one."""

Stage = Callable[[str], AbstractContextManager[None]]
"""Encloses what is done in a stage, given its name."""

_PATIENCE: Final = 1.0
_REFRESH: Final = 0.1
"""Seconds from one drawing to the next."""


def silent(name: str, steps: int) -> Callable[[], None]:
    """Show no progress."""
    return lambda: None


def untimed(name: str) -> AbstractContextManager[None]:
    """Enclose a stage in nothing."""
    return nullcontext()


@contextmanager
def progress(shown: bool, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """Give what shows the progress of stages: nothing unless `shown` and standard error is a terminal.

    `clock` tells the time in seconds.
    """
    if not shown or not sys.stderr.isatty():
        yield silent
        return
    due = clock() + _PATIENCE
    bars: Bars | None = None

    def begin(name: str, steps: int) -> Callable[[], None]:
        done, task = 0, None

        def step() -> None:
            nonlocal bars, done, due, task
            done += 1
            now = clock()
            if now <= due and (bars is None or done < steps):
                return
            due = now + _REFRESH
            bars = bars or _bars()
            task = bars.add_task(name, total=steps) if task is None else task
            bars.update(task, completed=done, refresh=True)

        return step

    try:
        yield begin
    finally:
        if bars is not None:
            bars.stop()


def _bars() -> "Bars":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # Drawn when a step is done, not by a thread of its own: the processes of a build are forked meanwhile.
    bars = Bars(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bars.start()
    return bars
