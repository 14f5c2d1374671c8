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


@contextmanager
def progress(shown: bool, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """Give what shows the progress of stages: nothing unless `shown` and standard error is a terminal.

    `clock` tells the time in seconds.
    """
    if not shown or not sys.stderr.isatty():
        yield silent
        return
    start = clock()
    bars: Bars | None = None

    def begin(name: str, steps: int) -> Callable[[], None]:
        done, task = 0, None

        def step() -> None:
            nonlocal bars, done, task
            done += 1
            if bars is None and clock() - start > _PATIENCE:
                bars = _bars()
            if bars is not None:
                task = bars.add_task(name, total=steps) if task is None else task
                bars.update(task, completed=done)

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
    bars = Bars(*columns, console=Console(stderr=True), transient=True)
    bars.start()
    return bars
