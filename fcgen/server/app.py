"""The web application: what a site answers below its base path, and pages that are told when they have changed.

An address is looked up among those of the site, and is never made into the name of a file; so no spelling of it leads
anywhere else.
"""

import asyncio
import ipaddress
import mimetypes
import re
from collections.abc import AsyncIterator
from importlib import resources
from typing import Any, Final
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.digest import digest
from fcgen.disk.memo import DamagedError
from fcgen.pages.render import TemplateError
from fcgen.server.answers import Answer, Printed, Store, answer, last_good, state
from fcgen.server.present import Present
from fcgen.server.snapshot import Mistake, Moment, mistake

OWN: Final = ".fcgen/"
"""Where, below the base path, the preview has what is its own. No page of a site can be there."""

_LOCAL: Final = "localhost"
_HOST: Final = re.compile(r"(?P<name>\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z._-]+)(:[0-9]+)?")
"""What a browser sends as the host of an address: a name, or a number, and perhaps a port."""

_PULSE: Final = 15.0
"""Seconds after which a silent stream says that it is still there."""

_TYPES: Final = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
_WAITING: Final = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>fcgen</title>
</head>
<body>
<p>The site can't be shown yet.</p>
</body>
</html>
"""
"""What stands at every address until the site is sound for the first time."""


class Site:
    """What the application serves: the present moment of a site, its store, and the pages that were made."""

    def __init__(self, present: Present) -> None:
        self.present, self.printed = present, Printed()
        self.store: Store | None = None

    def answer(self, moment: Moment, address: Address) -> tuple[Answer | None, tuple[Mistake, ...]]:
        """Return what is at an address, and what is wrong with it beside what is wrong with the whole site."""
        if moment.snapshot is None or self.store is None:
            return Answer(_WAITING, page=True), ()
        try:
            return answer(moment.snapshot, address, self.store, self.printed), ()
        except FileNotFoundError:  # a file that was removed a moment ago
            return None, ()
        except DamagedError:  # what is remembered is being made again
            return last_good(address, self.printed) or Answer(_WAITING, page=True), ()
        except TemplateError as error:
            found = error.diagnostic
            told = mistake(found, moment.snapshot.templates.lines(found.path))
            return last_good(address, self.printed) or Answer(_WAITING, page=True), (told,)

    def told(self, moment: Moment, address: Address) -> dict[str, Any]:
        """Return what an open page is told: what it shows, by a digest, what is wrong, and how search is."""
        mistakes, seen = moment.mistakes, ""
        if moment.snapshot and self.store:
            try:
                seen = state(moment.snapshot, address, self.store, self.printed)
            except (TemplateError, DamagedError, FileNotFoundError):
                found, of_page = self.answer(moment, address)
                mistakes = (*mistakes, *(one for one in of_page if one not in mistakes))
                seen = digest(found.data) if found else ""
            if address == urls.SEARCH:
                seen = digest("\0".join((seen, *moment.index.marks)).encode())
        search = {"refreshing": moment.index.refreshing, "trouble": moment.index.trouble}
        return {
            "state": seen,
            "mistakes": [msgspec.structs.asdict(one) for one in mistakes],
            "search": search if address == urls.SEARCH else None,
        }


def application(site: Site, hosts: tuple[str, ...] = ()) -> Starlette:
    """Return the application that serves `site` below its base path, to be asked by number, as localhost or as `hosts`.

    An address without its final `/` is redirected, an unknown one is answered with the 404 page
    and status 404.
    """
    client = {f"{OWN}{name}": _packaged(name) for name in ("live.js", "live.css")}

    def asked(request: Request) -> Response:
        moment = site.present.moment
        path, base_path = request.scope["path"], moment.base_path
        if path in ("/", base_path.rstrip("/")) and path != base_path:
            return RedirectResponse(quote(base_path))
        inside = path[len(base_path) :] if path.startswith(base_path) else None
        if inside is not None and inside in client:
            return Response(client[inside], media_type=_type(inside))
        found = None if inside is None else _found(moment, inside)
        if isinstance(found, bytes):
            return Response(found, media_type=_type(inside or ""))
        if moment.snapshot and inside is not None and found is None:
            folder = Address(f"/{inside}/")
            if folder in moment.snapshot.at:
                query = request.scope["query_string"].decode("latin-1")
                return RedirectResponse(quote(f"{base_path}{inside}/") + (f"?{query}" if query else ""))
        address = found or urls.NOT_FOUND
        made, wrong = site.answer(moment, address)
        if made is None:
            return PlainTextResponse("Not found.\n", 404)
        status = 200 if found else 404
        if made.data is _WAITING:
            status = 500 if wrong else 503
        if not made.page or not _type(urls.output(address)).startswith("text/html"):
            return Response(made.data, status, media_type=_type(urls.output(address)))
        seen = site.told(moment, address)["state"]
        return Response(with_script(made.data, quote(base_path), seen), status, media_type="text/html")

    async def changes(request: Request) -> Response:
        moment = site.present.moment
        path, base_path = request.query_params.get("page", ""), moment.base_path
        inside = path[len(base_path) :] if path.startswith(base_path) else ""
        found = _found(moment, inside)
        address = found if isinstance(found, str) else Address(f"/{inside}")
        stream = _stream(site, address, request.query_params.get("seen", ""))
        return StreamingResponse(stream, media_type="text/event-stream")

    return Starlette(
        routes=[
            Route(f"/{OWN}changes", changes),
            Route(f"/{{base:path}}/{OWN}changes", changes),
            Route("/{path:path}", asked),
        ],
        middleware=[Middleware(_Guard, hosts=frozenset({_LOCAL, *hosts}))],
    )


def element(base_path: str, seen: str) -> bytes:
    """Return the element that a page is served with and a build does not write."""
    return f'<script type="module" src="{base_path}{OWN}live.js?{seen}"></script>\n'.encode()


def with_script(page: bytes, base_path: str, seen: str) -> bytes:
    """Return a page with the element, at the end of its head where it has one."""
    head, end, body = page.partition(b"</head>")
    return head + element(base_path, seen) + end + body if end else page + element(base_path, seen)


def _found(moment: Moment, inside: str) -> Address | bytes | None:
    """Return the address of the site that a path below the base path spells, or what is in a file of the index."""
    address = urls.address_of(inside)
    if moment.snapshot is None:
        return address
    if address in moment.snapshot.at:
        return address
    file = moment.index.files.get(address)
    return _read(file) if file else None


def _read(file: str) -> bytes | None:
    try:
        with open(file, "rb") as opened:  # noqa: PTH123
            return opened.read()
    except FileNotFoundError:  # somebody has emptied the folder, and the next index is made anew
        return None


async def _stream(site: Site, address: Address, seen: str) -> AsyncIterator[str]:
    """Yield to an open page whatever of it changes. `seen` is the state that it shows."""
    told: dict[str, Any] = {"state": seen, "mistakes": [], "search": None}
    yield "retry: 500\n\n"
    with site.present.waiting() as changed:
        while not site.present.ended:
            changed.clear()
            now = await run_in_threadpool(site.told, site.present.moment, address)
            for name, before in told.items():
                if now[name] != before:
                    yield f"event: {name}\ndata: {msgspec.json.encode(now[name]).decode()}\n\n"
            told = now
            try:
                await asyncio.wait_for(changed.wait(), _PULSE)
            except TimeoutError:
                yield ": still here\n\n"


def _packaged(name: str) -> bytes:
    return resources.files("fcgen.server").joinpath(name).read_bytes()


def _type(path: str) -> str:
    ending = f".{path.rpartition('.')[2].lower()}"
    return _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


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
                MutableHeaders(scope=message)["X-Content-Type-Options"] = "nosniff"
            await send(message)

        if scope["type"] == "http" and not self._expected(Headers(scope=scope).get("host", "")):
            refused = PlainTextResponse("This preview answers to localhost and to the name in --host.\n", 400)
            await refused(scope, receive, send)
        else:
            await self.app(scope, receive, send_fresh)

    def _expected(self, host: str) -> bool:
        found = _HOST.fullmatch(host)
        return found is not None and (found["name"].lower() in self.hosts or _is_number(found["name"]))


def _is_number(host: str) -> bool:
    try:
        ipaddress.IPv6Address(host[1:-1]) if host[0] == "[" else ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
