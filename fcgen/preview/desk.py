"""The desk where a served site is kept as it is on the disk: one thread that looks, steps, and replaces the moment."""

import contextlib
import datetime as dt
import gc
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote

import msgspec

from fcgen.building.collecting import without_collection
from fcgen.building.inputs import Options
from fcgen.building.loading import forget_others
from fcgen.building.looking import STATE
from fcgen.building.pictures import Keeping
from fcgen.building.site import settings
from fcgen.console.progress import Progress, silent
from fcgen.console.report import count_of, lines_of, print_diagnostics, say
from fcgen.diagnostics import Diagnostic, errors
from fcgen.digest import Digest
from fcgen.disk.memo import FILE, DamagedError, Memo, forget, reading, remembered
from fcgen.disk.source import Source
from fcgen.disk.theme import packaged
from fcgen.pages.render import TemplateError
from fcgen.preview.indexing import Indexing
from fcgen.preview.lookout import Lookout
from fcgen.preview.standing import Means, Standing, step
from fcgen.preview.stock import Stock
from fcgen.server.answers import Printed, answer
from fcgen.server.app import Site
from fcgen.server.looks import Look, Looks
from fcgen.server.present import Present
from fcgen.server.snapshot import Mistake, Moment, Snapshot, mistake, with_index

_LEISURE: Final = 1.0
"""Seconds of quiet after which one looks for changes that nobody told of, where there may be some."""

_SHOWN: Final = 20
"""How many mistakes are shown: of a checkout that is half done there are thousands for a moment."""

_TRIES: Final = 20
"""How often in a row a file may vanish while it is being read."""

_NOTHING: Final = Source({}, {}, ())


class _EndedError(Exception):
    """There is no more to be done."""


class Desk(threading.Thread):
    """Keeps a site as it is. `root` is absolute, `home` has the preview's own memo, `salt` is the program's digest.

    `ready` is set when the site has been looked at for the first time, or can't be; `failed` is then why.
    """

    def __init__(
        self,
        root: Path,
        home: Path,
        salt: Digest,
        options: Callable[[], Options],
        poll: bool,
        progress: Progress = silent,
    ) -> None:
        super().__init__(name="desk", daemon=True)
        self._root, self._home, self._salt, self._options, self._progress = root, home, salt, options, progress
        self.ready = threading.Event()
        self.failed: Exception | None = None
        self.on_failure: Callable[[], None] = self.ready.set
        self.looks = Looks()
        self.present = Present()
        self._free = threading.Event()
        self._free.set()
        self._lookout = Lookout(root, self.looks, poll)
        self._told: tuple[Diagnostic, ...] | None = None
        self._unread = False
        self.site = Site(self.present)

    def run(self) -> None:
        """Keep the site until the end."""
        try:
            while not self.looks.ended:
                try:
                    self._keep()
                except DamagedError:
                    say("What the preview remembered is damaged or gone: all of it is made again.")
                    forget(self._home)
        except _EndedError:
            pass
        except Exception as error:  # it is raised where the server runs
            self.failed = error
        self.ready.set()
        if self.failed:
            self.on_failure()

    def end(self) -> None:
        """End soon."""
        self.looks.end()
        self.present.end()
        self._lookout.end()

    def _keep(self) -> None:
        self._home.mkdir(parents=True, exist_ok=True)
        with (
            remembered(self._home, self._salt, shared=True) as memo,
            reading(self._home, threads=True) as reader,
        ):
            stock = Stock(reader, self._root / STATE, _NOTHING)
            self.site.store = stock
            indexing = Indexing(self.present, self._home, self._salt, stock.body, self._free, self.looks.wake)
            indexing.start()
            try:
                self._step_on(memo, stock, indexing)
            finally:
                indexing.end()

    def _step_on(self, memo: Memo, stock: Stock, indexing: Indexing) -> None:
        means = Means(
            self._root,
            Keeping(memo, self._root / STATE),
            self._begun,
            self._trial,
            lambda told: self.present.change(lambda moment: self._unsound(moment, told)),
        )
        standing = Standing()
        look: Look | None = Look(whole=True)
        failures, owed = 0, Look()
        while not self.looks.ended:
            if not (self._home / FILE).exists():
                raise DamagedError("it was removed")
            if look:
                again = look.paths <= owed.paths and not look.whole
                look = Look(look.paths | owed.paths, look.whole or owed.whole)
                self._free.clear()
                try:
                    standing = self._stepped(standing, look, means, stock, indexing)
                    failures, owed = 0, Look()
                    self._relieve()
                except OSError as error:
                    failures, owed = failures + 1, look
                    if not isinstance(error, FileNotFoundError) or failures > _TRIES:
                        if not self.ready.is_set():
                            raise
                        self._complain(error, again)
                    self.looks.add(whole=isinstance(error, FileNotFoundError) and failures <= _TRIES)
                    self._lookout.doubt = True
                finally:
                    self._free.set()
            look = self._next(standing)

    def _next(self, standing: Standing) -> Look | None:
        """Return where to look, when there is something to look at."""
        self.ready.set()
        look = self.looks.take(self._patience(standing))
        if look is None and self._lookout.doubt and not self.looks.ended:
            gc.collect()
            look = self._lookout.at_leisure(standing)
        sound = standing.sound
        if look is None and sound and sound.period.until and self._options().now >= sound.period.until:
            look = Look()
        return look

    def _patience(self, standing: Standing) -> float | None:
        until = standing.sound.period.until if standing.sound else None
        seconds = [] if until is None else [max(0.0, (until - self._options().now).total_seconds())]
        seconds = [min(one, 3600.0) for one in seconds]
        if self._lookout.doubt:
            seconds.append(_LEISURE)
        return min(seconds, default=None)

    def _stepped(self, before: Standing, look: Look, means: Means, stock: Stock, indexing: Indexing) -> Standing:
        start = time.perf_counter()
        if look.whole:
            self._lookout.move(before)
        with without_collection():
            after = step(before, look, self._options(), means)
        if after.sound and after.sound is not before.sound:
            stock.source = after.sound.found.source
        if before.found is None and after.sound:  # later on, a moment that somebody has taken may still need it
            site, found = after.sound.site, after.sound.found
            forget_others(means.keeping.memo, site.items, settings(found), after.zone, site.archive.outlines)
        self.present.change(lambda moment: self._moment(moment, after))
        if after.sound and after.sound is not before.sound:
            indexing.want(after.sound.snapshot, after.edited)
        if self._lookout.is_elsewhere(after):
            self.looks.add(whole=True)
        self._lookout.looked(look, after.edited is not None)
        self._say(before, after, time.perf_counter() - start)
        return after

    def _moment(self, moment: Moment, after: Standing) -> Moment:
        sound = after.sound
        base_path = unquote(after.found.config.base_path) if after.found else moment.base_path
        return msgspec.structs.replace(
            moment,
            snapshot=with_index(sound.snapshot, moment.index) if sound else None,
            mistakes=self._mistakes(errors(after.told)),
            base_path=base_path,
        )

    def _unsound(self, moment: Moment, told: tuple[Diagnostic, ...]) -> Moment:
        return msgspec.structs.replace(moment, mistakes=self._mistakes(told))

    def _mistakes(self, told: tuple[Diagnostic, ...]) -> tuple[Mistake, ...]:
        lines: dict[str, list[str]] = {}
        shown = told[:_SHOWN]
        for one in shown:
            if one.path not in lines:
                lines[one.path] = lines_of(self._file(one.path))
        made = [mistake(one, lines[one.path]) for one in shown]
        if len(told) > _SHOWN:
            made.append(Mistake("", "", 0, 0, f"and {len(told) - _SHOWN:,} more; `fcgen check` tells all of them", ""))
        return tuple(made)

    def _file(self, path: str) -> Path:
        """Return where the file is that a diagnostic is of."""
        default = path.removeprefix("default/")
        return packaged() / default if default != path else self._root / path

    def _trial(self, snapshot: Snapshot) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the templates, as far as a page of each sort tells."""
        assert self.site.store is not None
        found: dict[Diagnostic, None] = {}
        sorts: set[tuple[object, ...]] = set()
        for page in snapshot.plan.pages:
            kind = getattr(getattr(page.subject, "key", page.subject), "kind", getattr(page.subject, "name", ""))
            sort = type(page.subject), kind, page.number is None
            if sort not in sorts:
                sorts.add(sort)
                with contextlib.suppress(FileNotFoundError):
                    try:
                        answer(snapshot, page.address, self.site.store, Printed())
                    except TemplateError as error:
                        found[error.diagnostic] = None
        return tuple(found)

    def _complain(self, error: OSError, again: bool) -> None:
        """Tell that something can't be read; `again`: the terminal has said so."""
        path = str(error.filename or self._root).removeprefix(f"{self._root}{os.sep}")
        told = Mistake("", path, 1, 1, error.strerror or str(error), "")
        self._unread = True
        if not again:
            say(f"{path}: {told.message}")
        self.present.change(lambda moment: msgspec.structs.replace(moment, mistakes=(told,)))

    def _relieve(self) -> None:
        if self._unread:
            self._unread = False
            say("All can be read again.")

    def _say(self, before: Standing, after: Standing, seconds: float) -> None:
        """Print what became of a change, where it changed anything."""
        new = after.told != self._told
        if new and (after.told or self._told):
            print_diagnostics(after.told[:_SHOWN], self._root)
            if len(after.told) > _SHOWN:
                say(f"… and {len(after.told) - _SHOWN:,} more; `fcgen check` tells all of them.")
            if errors(after.told):
                what = "what was sound last is shown" if after.sound else "pages are shown as soon as they are mended"
                say(f"{count_of(after.told)}: {what}.")
            elif self._told and errors(self._told):
                say("All is sound again.")
        self._told = after.told
        if before.sound and after.sound is not before.sound:
            say(f"{dt.datetime.now():%H:%M:%S} the site changed: made in {seconds * 1000:,.0f} ms.")  # noqa: DTZ005

    def _begun(self, name: str, steps: int) -> Callable[[], None]:
        """Begin to show a stage, which ends with the preview. Only the first look takes long enough to be shown."""
        shown = silent(name, steps) if self.ready.is_set() else self._progress(name, steps)

        def go_on() -> None:
            shown()
            if self.looks.ended:
                raise _EndedError

        return go_on
