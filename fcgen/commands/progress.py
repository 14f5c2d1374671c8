"""A progress bar on a terminal, for what takes longer than a second."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fcgen.commands.site import Progress, silent

_PATIENCE = 1.0


@contextmanager
def progress(shown: bool) -> Iterator[Progress]:
    """Give what shows the progress of stages: nothing unless `shown` and standard error is a terminal."""
    if not shown or not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bars

    start = time.monotonic()
    bars = Bars(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )

    def begin(name: str, steps: int) -> Callable[[], None]:
        task = bars.add_task(name, total=steps)

        def step() -> None:
            if not bars.live.is_started and time.monotonic() - start > _PATIENCE:
                bars.start()
            bars.advance(task)

        return step

    try:
        yield begin
    finally:
        if bars.live.is_started:
            bars.stop()
