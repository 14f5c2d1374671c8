"""Whether something is at an address of the web: asks as few bytes as it can, and never a host of a private network.

Proxies are not used: only who looks up a host by itself can tell where it is.
"""

import functools
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

import msgspec

from fcgen import __version__
from fcgen.disk.web import sendable

SECONDS: Final = 15.0
REDIRECTS: Final = 5
AGENT: Final = f"fcgen/{__version__} (fcgen check --links)"

_MOVED: Final = (301, 302, 303, 307, 308)
_DOUBTFUL: Final = (403, 404, 405, 410, 501)
"""What servers answer to HEAD that may answer otherwise to GET."""

_TRANSLATED: Final = ipaddress.ip_network("64:ff9b::/96")
"""Addresses that stand for those of IPv4. Source: RFC 6052, 2.1."""

_NOBODY: Final = tuple(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))
"""What says that a host has no address, and not that nobody can tell at present."""

Turn = Callable[[str], AbstractContextManager[None]]
"""Encloses one request to a host: waits until it may be asked."""


class Answer(msgspec.Struct, frozen=True):
    """What is at an address: the status that was answered, or None and why there is none. `no_host`: nobody has it."""

    status: int | None = None
    why: str = ""
    no_host: bool = False


def visit(url: str, turn: Turn, loopback: bool = False, seconds: float = SECONDS) -> Answer:
    """Return what is at an http or https address, after its redirects. `seconds` are what each request may take.

    `loopback`: this machine itself may be asked.
    """
    for _ in range(REDIRECTS + 1):
        try:
            answer, onward = _asked(url, turn, loopback, seconds)
            if not onward:
                return answer
            url = urljoin(url, onward)
        except _RefusedError as error:
            return Answer(why=str(error))
        except socket.gaierror as error:
            unknown = error.errno in _NOBODY
            why = f"the host {urlsplit(url).hostname} is unknown" if unknown else "the host can't be looked up"
            return Answer(why=why, no_host=unknown)
        except TimeoutError:
            return Answer(why=f"there was no answer within {seconds:g} seconds")
        except ssl.SSLError as error:
            return Answer(why=f"no encrypted connection: {getattr(error, 'verify_message', '') or error.reason}")
        except UnicodeError:
            return Answer(why=f"{urlsplit(url).hostname} can't be the name of a host")
        except (OSError, ValueError, http.client.HTTPException) as error:
            return Answer(why=str(error) or type(error).__name__)
    return Answer(why=f"it leads on more than {REDIRECTS} times")


class _RefusedError(Exception):
    """An address that is not asked; the message says why."""


def _asked(url: str, turn: Turn, loopback: bool, seconds: float) -> tuple[Answer, str]:
    """Return what a server answers, and where it leads on, if anywhere."""
    parts = urlsplit(sendable(url))
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _RefusedError("it leads to what is no address of the web")
    for method in ("HEAD", "GET"):
        with turn(parts.hostname):
            status, onward = _request(method, parts, loopback, seconds)
        if status not in _DOUBTFUL:
            break
    return Answer(status), onward if status in _MOVED else ""


def _request(method: str, parts: SplitResult, loopback: bool, seconds: float) -> tuple[int, str]:
    end = time.monotonic() + seconds
    host = (parts.hostname or "").encode("idna").decode()
    port = parts.port or (443 if parts.scheme == "https" else 80)
    made = _connected(host, port, loopback, seconds)
    if parts.scheme == "https":
        made = _encryption().wrap_socket(made, server_hostname=host, do_handshake_on_connect=False)
    with made:
        # A limit of the socket is one for each read, and a server that drips keeps within it.
        late = threading.Timer(max(0.0, end - time.monotonic()), _shut, (made,))
        late.daemon = True  # whoever interrupts need not wait for it
        late.start()
        try:
            if isinstance(made, ssl.SSLSocket):
                made.do_handshake()
            answer = _answer(method, parts, (host, port), made)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() >= end:
                raise TimeoutError from error
            raise
        finally:
            late.cancel()
    if time.monotonic() >= end:  # an answer that was cut off can look whole
        raise TimeoutError
    return answer


def _answer(method: str, parts: SplitResult, peer: tuple[str, int], made: socket.socket) -> tuple[int, str]:
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    with closing(kind(*peer)) as connection:
        connection.sock = made
        target = parts._replace(scheme="", netloc="", path=parts.path or "/").geturl()
        connection.request(method, target, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        onward = response.headers.get("Location", "")
        return response.status, onward.encode("iso-8859-1", errors="replace").decode(errors="replace")


@functools.cache
def _encryption() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connected(host: str, port: int, loopback: bool, seconds: float) -> socket.socket:
    """Return a connection to the very address that was looked up and is public: a second look-up could differ."""
    error: OSError | None = None
    for _, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        if not is_public(str(address[0])) and not (loopback and ipaddress.ip_address(address[0]).is_loopback):
            raise _RefusedError(f"{host} is in a private network, which is not asked")
        try:
            return socket.create_connection((str(address[0]), port), timeout=seconds)
        except TimeoutError:
            raise
        except OSError as failed:
            error = error or failed
    raise error or OSError("the host has no address")


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public Internet's, also where one of IPv6 stands for one of IPv4."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _shut(made: socket.socket) -> None:
    try:
        socket.socket.shutdown(made, socket.SHUT_RDWR)  # that of an encrypted one would leave it half open
    except OSError:  # it was closed in this moment
        return
