"""The web application: files of the output folder, its 404 page, and nothing outside of it."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

_LOCAL = ["localhost", "127.0.0.1", "[::1]"]


def application(folder: Path, base_path: str, hosts: tuple[str, ...] = ()) -> Starlette:
    """Return the application that serves `folder` below `base_path`; requests for other hosts than `hosts` or this machine are refused.

    An address without its final `/` is redirected, an unknown one is answered with `404.html` and status 404.
    """

    async def to_base(request: Request) -> Response:
        return RedirectResponse(base_path)

    files = StaticFiles(directory=folder, html=True)
    mount = base_path.rstrip("/")
    routes = [Mount(mount, app=files)] if not mount else [Route("/", to_base), Mount(mount, app=files)]
    return Starlette(routes=routes, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[*_LOCAL, *hosts])])
