"""Files of others, fetched over HTTP. Knows bytes, and nothing of what they mean."""

import http.client
import time
import urllib.error
import urllib.request
from typing import Final
from urllib.parse import quote, urlsplit

_SECONDS: Final = 60.0
_LARGEST: Final = 64 * 1024 * 1024
_CHUNK: Final = 65536
# Without those for files, FTP and data, which a redirect could lead to.
_HANDLERS: Final = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.UnknownHandler,
)


class FetchError(Exception):
    """A file could not be fetched; the message says why. `status` is what the server answered, None: no answer."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


def fetch(url: str, seconds: float = _SECONDS, largest: int = _LARGEST) -> bytes:
    """Return what is at an http or https address, redirects followed.

    Raises FetchError, also after `seconds` or for more than `largest` bytes.
    """
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    try:
        end = time.monotonic() + seconds
        with opener.open(sendable(url), timeout=seconds) as response:
            return _read(response, url, end, largest)
    except urllib.error.HTTPError as error:
        with error:
            reason = str(error.reason).partition("\n")[0]
            raise FetchError(f"{url}: the server answers {error.code} {reason}", error.code) from error
    except urllib.error.URLError as error:
        raise FetchError(f"{url}: {error.reason}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise FetchError(f"{url}: {error or type(error).__name__}") from error


def _read(response: http.client.HTTPResponse, url: str, end: float, largest: int) -> bytes:
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += chunk
        if len(data) > largest:
            raise FetchError(f"{url} is larger than {largest:,} bytes")
        if time.monotonic() > end:
            raise FetchError(f"{url}: it takes too long")
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) != len(data):
        raise FetchError(f"{url}: it ended after {len(data):,} of {int(announced):,} bytes")
    return bytes(data)


def sendable(url: str) -> str:
    """Return an address as HTTP can send it; the host is encoded when the connection is made."""
    parts = urlsplit(url)
    safe = "%/:?#[]@!$&'()*+,;=~"
    return parts._replace(path=quote(parts.path, safe=safe), query=quote(parts.query, safe=safe), fragment="").geturl()
