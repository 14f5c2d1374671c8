"""`fcgen serve`: the site on this machine, under its base path, as it is from one save to the next."""

import datetime as dt
import socket
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Final
from urllib.parse import quote

import msgspec
import uvicorn

from fcgen import codes
from fcgen.building.inputs import Options, read_config
from fcgen.building.looking import STATE
from fcgen.building.program import program
from fcgen.config import CONFIG_FILE, missing_config
from fcgen.console.progress import Progress
from fcgen.console.report import print_diagnostics, say
from fcgen.disk.lock import BusyError, locked
from fcgen.disk.memo import copy
from fcgen.preview.desk import Desk
from fcgen.server.app import application

_OWN: Final = "serve"
"""The folder, in that of what a build needs on its way, of what a preview needs: a build beside it has its own."""

_TURN: Final = 0.001
"""Seconds after which a thread lets another one work: who waits for a page should not wait for the search index."""


class How(msgspec.Struct, frozen=True):
    """How a site is to be served. `poll`: changes are looked for. `live`: dates to come are measured by the present."""

    host: str
    port: int
    poll: bool = False
    live: bool = True


def serve(root: Path, how: How, options: Options, progress: Progress) -> int:
    """Serve the site in `root` until interrupted, and return the exit status; port 0 takes any that is free.

    Raises OSError.
    """
    root = root.resolve()
    if not (root / CONFIG_FILE).is_file():  # then this may be anybody's folder, and nothing is written into it
        print_diagnostics((missing_config(),), root)
        return 1
    wrong = [one for one in read_config(root, options)[1] if options.base_url and one.code is codes.BASE_URL]
    if wrong:  # what is wrong on the command line no edit can mend
        print_diagnostics(wrong, root)
        return 1
    options = msgspec.structs.replace(options, threads=True)

    def present() -> Options:
        return msgspec.structs.replace(options, now=dt.datetime.now(dt.UTC)) if how.live else options

    sys.setswitchinterval(_TURN)
    with ExitStack() as stack:
        family = socket.AF_INET6 if ":" in how.host else socket.AF_INET
        listening = stack.enter_context(socket.create_server((how.host, how.port), family=family))
        desk = Desk(root, _home(root / STATE, stack), program(), present, how.poll, progress)
        desk.start()
        stack.callback(desk.end)
        try:
            desk.ready.wait()
            _run(desk, listening, how)
        except KeyboardInterrupt:
            pass
        if desk.failed:
            raise desk.failed
    return 0


def _home(state: Path, stack: ExitStack) -> Path:
    """Return a folder for a preview: one that is kept, or another where a preview is running already."""
    home = state / _OWN
    try:
        stack.enter_context(locked(home))
    except BusyError:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fcgen-", ignore_cleanup_errors=True)))
    copy(state, home)
    return home


def _run(desk: Desk, listening: socket.socket, how: How) -> None:
    if desk.failed:
        return
    shown = f"[{how.host}]" if ":" in how.host else how.host
    address = f"http://{shown}:{listening.getsockname()[1]}{quote(desk.present.moment.base_path)}"
    say(f"Serving the site at {address} (stop with Ctrl-C)")
    app = application(desk.site, (how.host.lower(),))
    server = _Server(desk, uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    desk.on_failure = server.leave
    if not desk.failed:
        server.run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that ends at once, whoever is still listening to changes."""

    def __init__(self, desk: Desk, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._desk = desk

    def leave(self) -> None:
        """End."""
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._desk.present.end()
        super().handle_exit(sig, frame)
