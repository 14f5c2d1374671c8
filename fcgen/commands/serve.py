"""`fcgen serve`: the built site on this machine, under its base path."""

import contextlib
import socket
from pathlib import Path
from urllib.parse import unquote

import uvicorn

from fcgen.commands.report import say
from fcgen.config import Config
from fcgen.server.app import application


class NothingBuiltError(Exception):
    """There is no site to serve."""


def serve(root: Path, config: Config, host: str, port: int) -> None:
    """Serve the output folder of the site in `root` until interrupted; port 0 takes any that is free.

    Raises NothingBuiltError and OSError.
    """
    folder = root / config.output
    if not (folder / "index.html").is_file():
        raise NothingBuiltError(f"there is no site in {folder}; run `fcgen build` first")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(KeyboardInterrupt), socket.create_server((host, port), family=family) as listening:
        shown = f"[{host}]" if ":" in host else host
        say(f"Serving {folder} at http://{shown}:{listening.getsockname()[1]}{config.base_path} (stop with Ctrl-C)")
        app = application(folder, unquote(config.base_path), (host.lower(),))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        server.run(sockets=[listening])
