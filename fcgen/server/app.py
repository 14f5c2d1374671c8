"""The web application: files of the output folder, its 404 page, and nothing outside of it."""

import ipaddress
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOCAL: Final = "localhost"


def application(folder: Path, base_path: str, hosts: tuple[str, ...] = ()) -> Starlette:
    """Return the application that serves `folder` below `base_path`, to be asked by number, as localhost or as `hosts`.

    An address without its final `/` is redirected, an unknown one is answered with `404.html` and status 404.
    """

    async def to_base(request: Request) -> Response:
        return RedirectResponse(base_path)

    async def not_found(request: Request, error: Exception) -> Response:
        page = folder / "404.html"
        return FileResponse(page, 404) if page.is_file() else PlainTextResponse("Not found.\n", 404)

    files = Mount(base_path.rstrip("/"), app=StaticFiles(directory=folder, html=True))
    return Starlette(
        routes=[files] if base_path == "/" else [Route("/", to_base), files],
        middleware=[Middleware(_Guard, hosts=frozenset({_LOCAL, *hosts}))],
        exception_handlers={404: not_found},
    )


class _Guard:
    """Refuses requests by other names, which a page elsewhere could give to this machine; has browsers ask each time.

    An address in numbers can't be given so (DNS rebinding needs a name).
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_fresh(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Cache-Control"] = "no-cache"
            await send(message)

        if scope["type"] == "http" and not self._expected(Headers(scope=scope).get("host", "")):
            refused = PlainTextResponse("This preview answers to localhost and to the name in --host.\n", 400)
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send_fresh)

    def _expected(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self.hosts or _is_number(name)


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
