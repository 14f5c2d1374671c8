"""The preview as a process of its own, its readers, and what was built as a static host serves it."""

import contextlib
import http.client
import http.server
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlsplit

PATIENCE: Final = 20.0
"""Seconds until what is waited for is given up."""

SCRIPT: Final = re.compile(rb'<script type="module" src="([^"]*\.fcgen/)live\.js\?([0-9a-f]*)"></script>\n')
"""The element that the preview adds to pages."""


class Answer(NamedTuple):
    """What a server says."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def built(self) -> bytes:
        """The body without what the preview adds."""
        return SCRIPT.sub(b"", self.body)


class Preview(NamedTuple):
    """A running `fcgen serve`; `address` is what it told its user, `said` are the lines that it said since."""

    address: str
    process: subprocess.Popen[str]
    said: list[str]

    @property
    def base_path(self) -> str:
        """The path of the home page."""
        return urlsplit(self.address).path

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> Answer:
        """Ask for a path exactly as it is spelled."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=host is not None)
            if host is not None:
                connection.putheader("Host", host)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()

    def page(self, address: str) -> Answer:
        """Ask for what is at an address of the site."""
        return self.ask(quote(f"{self.base_path}{address.removeprefix('/')}", safe="/%"))

    def has(self, address: str, text: str) -> bool:
        """Tell whether what is at an address has a text in it."""
        return text in self.page(address).body.decode()

    @contextmanager
    def open(self, address: str) -> Iterator["Open"]:
        """Open a page, as a browser does, and listen to what becomes of it."""
        seen = SCRIPT.search(self.page(address).body)
        assert seen, address
        path = quote(f"{self.base_path}{address.removeprefix('/')}", safe="")
        parts = urlsplit(self.address)
        with socket.create_connection((parts.hostname or "", parts.port or 80), PATIENCE) as connection:
            line = f"GET {seen[1].decode()}changes?page={path}&seen={seen[2].decode()} HTTP/1.1"
            connection.sendall(f"{line}\r\nHost: {parts.netloc}\r\n\r\n".encode())
            opened = Open(connection)
            opened.until(rb"retry: \d+\n\n")
            yield opened


class Open:
    """An open page, which is told what becomes of it."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection, self._data = connection, b""

    def until(self, pattern: bytes) -> re.Match[bytes]:
        """Wait for what matches, and forget all up to its end."""
        end = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self._data, re.DOTALL)):
            assert time.monotonic() < end, self._data
            more = self._connection.recv(65536)
            assert more, "the preview closed the connection"
            self._data += more
        self._data = self._data[found.end() :]
        return found

    def told(self, name: str) -> Any:
        """Wait for an event of that name, and return what it tells."""
        return json.loads(self.until(rb"event: " + name.encode() + rb"\ndata: ([^\n]*)\n\n")[1])

    def sound(self) -> None:
        """Wait until nothing is wrong any more."""
        while self.told("mistakes"):
            pass


def eventually(what: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """See that something comes true in time; it is asked for again and again."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not come true in time"


@contextmanager
def preview(folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> Iterator[Preview]:
    """Serve the site in a folder, at a free port, until the context ends."""
    command = [sys.executable, "-m", "fcgen", "-C", str(folder), "serve", "--port", "0", *options]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", env=environment
    ) as process:
        assert process.stderr is not None
        before: list[str] = []
        found = None
        hearing: threading.Thread | None = None
        try:
            for line in process.stderr:
                before.append(line)
                found = re.search(r" at (http://\S+) ", line)
                if found:
                    break
            assert found, "".join(before)
            said: list[str] = before[:-1]
            hearing = threading.Thread(target=said.extend, args=(process.stderr,), daemon=True)
            hearing.start()
            yield Preview(found[1], process, said)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
            if hearing:
                hearing.join(PATIENCE)


@contextmanager
def built(folder: Path, base_path: str) -> Iterator[str]:
    """Serve a folder of static files below a base path, as a static host does; give the address of the home page."""
    with _Host(("127.0.0.1", 0), partial(_Static, folder, base_path)) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base_path}"
        finally:
            server.shutdown()
            thread.join()


class _Host(http.server.ThreadingHTTPServer):
    request_queue_size: Final = 128  # a busy machine is slow to take what a browser asks for all at once


class _Static(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    extensions_map: Final = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".webp": "image/webp",
    }

    def __init__(self, folder: Path, base_path: str, *arguments: Any) -> None:
        self.base_path = base_path
        with contextlib.suppress(ConnectionError):  # a browser that has left
            super().__init__(*arguments, directory=str(folder))

    def do_GET(self) -> None:
        inside = urlsplit(self.path).path.startswith(self.base_path)
        self.path = self.path[len(self.base_path) - 1 :] if inside else "/nothing"
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        data = page.read_bytes() if page.is_file() else b"Not found.\n"
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def send_head(self) -> Any:
        folder = Path(self.translate_path(self.path))
        if folder.is_dir() and not urlsplit(self.path).path.endswith("/"):
            self.send_response(307)
            self.send_header("Location", f"{self.base_path}{self.path[1:]}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""
