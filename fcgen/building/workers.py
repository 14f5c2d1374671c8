"""Work on all cores: chunks of a long list go to processes of their own, and the results come back in its order."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection, wait
from typing import Any, Final, TypeVar

import msgspec

Item = TypeVar("Item")
Result = TypeVar("Result")
Shared = TypeVar("Shared")


_KILLED: Final = "a process of this build was killed; is there enough memory? `--jobs 1` takes the least"


class Workers(msgspec.Struct, frozen=True):
    """How many processes may work at a time, and how they are begun: `fork` or `spawn`."""

    jobs: int
    method: str


def workers(jobs: int | None = None, threads: bool = False) -> Workers:
    """Return as many workers as asked for, or as this machine has cores for this process.

    They are forked where that is safe, which spares each of them reading the program and the archive again: on macOS
    system libraries do not stand it, Windows has none, and what other `threads` of this process hold would be held for
    ever.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return Workers(jobs or cores, "fork" if sys.platform == "linux" and not threads else "spawn")


def mapped(
    work: Callable[[Shared, Sequence[Item]], list[Result]],
    shared: Shared,
    items: Sequence[Item],
    chunk: int,
    crew: Workers,
) -> Iterator[Result]:
    """Yield what `work` makes of each of `items`, in their order; it is given chunks of them and what all share.

    `work` is a function of a module, and gives a result for each item of its chunk. What is no more than a chunk is
    done here, since a process takes longer to begin.
    """
    chunks = [items[i : i + chunk] for i in range(0, len(items), chunk)]
    if crew.jobs == 1 or len(chunks) < 2:
        for one in chunks:
            yield from work(shared, one)
        return
    count = min(crew.jobs, len(chunks))
    context = multiprocessing.get_context(crew.method)
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(work, shared)) as pool:
        try:
            for results in pool.map(_run, chunks):
                yield from results
        except BrokenProcessPool as error:
            raise ChildProcessError(_KILLED) from error


_AT_WORK: Final[list[tuple[Callable[[Any, Any], Any], Any]]] = []
"""In a worker: the function that it runs, and what all chunks share. It is set once, when the process begins."""


def _begin(work: Callable[[Any, Any], Any], shared: Any) -> None:
    _obey()
    _AT_WORK.append((work, shared))


def _obey() -> None:
    """Let this process end when the one that began it does, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked is told, and ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)  # it was killed: nobody waits for what is done here


def _run(chunk: Sequence[Any]) -> Any:
    work, shared = _AT_WORK[0]
    return work(shared, chunk)


def begun(work: Callable[[Item], Result], item: Item, crew: Workers) -> Callable[[], Result]:
    """Begin `work` on `item` in a process of its own, if one is to be had, and return what waits for its result.

    Without one, the work is done when the result is asked for.
    """
    if crew.jobs == 1 or crew.method != "fork":
        return lambda: work(item)
    context = multiprocessing.get_context("fork")
    results, there = context.Pipe(duplex=False)
    process = context.Process(target=_aside, args=(there, work, item), daemon=True)
    process.start()
    there.close()

    def ended() -> Result:
        try:
            result: Result | Exception = results.recv()
        except EOFError as error:
            raise ChildProcessError(_KILLED) from error
        process.join()
        if isinstance(result, Exception):
            raise result
        return result

    return ended


def apart(work: Callable[[Item], None], item: Item) -> None:
    """Do `work` on `item` in a new process, which has nothing of this one, and wait for its end.

    It is for a program with threads, in which what they hold would be held for ever by a process that was forked.
    Raises what `work` does.
    """
    context = multiprocessing.get_context("spawn")
    results, there = context.Pipe(duplex=False)
    process = context.Process(target=_aside, args=(there, work, item), daemon=True)
    process.start()
    there.close()
    try:
        result: Exception | None = results.recv()
    except EOFError as error:
        raise ChildProcessError(_KILLED) from error
    process.join()
    if result is not None:
        raise result


def _aside(there: Connection, work: Callable[[Any], Any], item: Any) -> None:
    _obey()
    try:
        result = work(item)
    except Exception as error:  # it is raised where the result is asked for
        result = error
    there.send(result)
