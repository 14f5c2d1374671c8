"""The links of an archive, tried: a few at a time, a host only now and then, and what was found is remembered."""

import datetime as dt
import queue
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from fcgen.archive.rules.links import Outcome, State
from fcgen.building.looking import STATE
from fcgen.console.progress import Progress, silent
from fcgen.disk.visits import Answer, visit

CACHE: Final = "links.json"
"""The file of what was found, in the folder of what fcgen remembers."""

AT_ONCE: Final = 4
PAUSE: Final = 1.0
"""Seconds at least from the end of one request to a host to the begin of the next."""

_AWAKE: Final = 0.5
"""Seconds after which who waits looks whether it was interrupted."""

_WEEK: Final = dt.timedelta(days=7)
_GONE: Final = (404, 410)
_BUSY: Final = 429
"""What a server answers whom too much is asked of. Source: RFC 6585, 4."""

_ENOUGH: Final = 3
"""After so many such answers in a row a host is left alone: one alone may be of a host that a link leads on to."""

Visit = Callable[[str], Answer]
"""Asks what is at an address."""

_Got = tuple[str, Answer] | BaseException
"""An address with what is there, or what went wrong in a thread that asks."""


class Known(msgspec.Struct, frozen=True):
    """What became of a link, and when."""

    outcome: Outcome
    time: dt.datetime


class Tried(msgspec.Struct, frozen=True):
    """What became of links, by their addresses. `interrupted`: some were not tried; `asked`: how many were to be."""

    outcomes: Mapping[str, Outcome]
    asked: int
    interrupted: bool = False


_KNOWN: Final = msgspec.json.Decoder(dict[str, Known])


def polite(pause: float = PAUSE, loopback: bool = False) -> Visit:
    """Return what asks for addresses, one at a time of each host, with a pause of so many seconds between."""
    turns = Turns(pause, time.sleep, time.monotonic)
    return lambda url: visit(url, turns.turn, loopback)


class Turns:
    """Whose turn it is to ask a host. `wait` and `clock` are in seconds."""

    def __init__(self, pause: float, wait: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._pause, self._wait, self._clock = pause, wait, clock
        self._guard = threading.Lock()
        self._hosts: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._last: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Enclose a request to a host: nobody else asks it, and some time has passed since the last one."""
        with self._guard:
            lock = self._hosts[host]
        with lock:
            if host in self._last:
                early = self._last[host] + self._pause - self._clock()
                if early > 0:
                    self._wait(early)
            try:
                yield
            finally:
                self._last[host] = self._clock()


def tried(root: Path, addresses: Iterable[str], visit: Visit, now: dt.datetime, progress: Progress = silent) -> Tried:
    """Return what became of links, of which those that were found within a week are not asked for again.

    Whoever interrupts gets, and leaves for the next time, what was found until then. Raises OSError.
    """
    every = tuple(addresses)
    file = root / STATE / CACHE
    before = _remembered(file)
    fresh = {address: before[address] for address in every if address in before and _holds(before[address], now)}
    wanted = [address for address in every if address not in fresh]
    step = progress("Trying links", len(wanted))
    found: dict[str, Known] = {}
    interrupted = False
    try:
        with closing(_answers(wanted, visit)) as answers:
            for address, answer in answers:
                found[address] = Known(outcome(answer), now)
                step()
    except KeyboardInterrupt:
        interrupted = True
    known = {address: before[address] for address in every if address in before} | found
    if known != before:
        _remember(file, known)
    outcomes = {address: one.outcome for address, one in (fresh | found).items()}
    return Tried(outcomes, len(wanted), interrupted)


def outcome(answer: Answer) -> Outcome:
    """Return what an answer means: only who says that there is nothing, or is nobody, is gone."""
    match answer:
        case Answer(status=int(status)) if 200 <= status < 300:
            return Outcome(State.FOUND)
        case Answer(status=int(status)):
            return Outcome(State.GONE if status in _GONE else State.UNTOLD, f"the server answers {status}")
        case _:
            return Outcome(State.GONE if answer.no_host else State.UNTOLD, answer.why)


def _holds(known: Known, now: dt.datetime) -> bool:
    return known.outcome.state is State.FOUND and known.time <= now < known.time + _WEEK


def _answers(addresses: Iterable[str], visit: Visit) -> Generator[tuple[str, Answer]]:
    """Yield each address with its answer as they come. Of one host only one is asked for at a time.

    Threads ask, and the program does not wait for them when it ends.
    """
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[urlsplit(address).hostname or ""].append(address)
    waiting = deque(sorted(hosts.values(), key=len, reverse=True))  # the longest decides how long all of it takes
    done: queue.SimpleQueue[_Got] = queue.SimpleQueue()
    over = threading.Event()

    def work() -> None:
        try:
            while (of_host := _next(waiting)) and not over.is_set():
                busy = 0
                for address in of_host:
                    if over.is_set():
                        return
                    answer = visit(address) if busy < _ENOUGH else Answer(why=f"not asked: its host answers {_BUSY}")
                    busy = busy + 1 if answer.status == _BUSY or busy >= _ENOUGH else 0
                    done.put((address, answer))
        except BaseException as error:  # told by who waits for the answers
            done.put(error)

    try:
        for _ in range(min(AT_ONCE, len(hosts))):
            threading.Thread(target=work, daemon=True).start()
        for _ in range(sum(map(len, hosts.values()))):
            got = _waited_for(done)
            if isinstance(got, BaseException):
                raise got
            yield got
    finally:
        over.set()


def _waited_for(done: queue.SimpleQueue[_Got]) -> _Got:
    while True:
        try:
            # A signal that comes just before this begins to wait, and any on Windows, is seen when it has waited.
            return done.get(timeout=_AWAKE)
        except queue.Empty:
            continue


def _next(waiting: deque[list[str]]) -> list[str]:
    try:
        return waiting.popleft()
    except IndexError:  # another thread has taken the last
        return []


def _remembered(file: Path) -> dict[str, Known]:
    try:
        return _KNOWN.decode(file.read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):  # of another version, or cut off: links are tried again
        return {}


def _remember(file: Path, known: Mapping[str, Known]) -> None:
    file.parent.mkdir(exist_ok=True)
    new = file.with_name(f"{file.name}.new")
    new.write_bytes(msgspec.json.format(msgspec.json.encode(dict(sorted(known.items()))), indent=1))
    new.replace(file)
