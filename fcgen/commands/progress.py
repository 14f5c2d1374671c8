"""A progress bar on a terminal, for what takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from fcgen.commands.site import Progress, silent

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

_PATIENCE: Final = 1.0
_REFRESH: Final = 0.1
"""Seconds from one drawing to the next."""


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
