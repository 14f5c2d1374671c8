"""From the save of an entry to its new page in a browser: `fcgen serve` beside `hugo server`, in one run.

    bench/live.py [--entries N] [--runs K] [--work FOLDER] [--hugo PROGRAM]

A reader has the page of the entry open, as a browser would: it listens to what the server tells of changes (fcgen:
server-sent events; Hugo: its LiveReload socket), and asks for the page when it is told to. What is measured is the time
from before the file is written until bytes that show the edit have been received. Edits of texts and of titles take
turns, and so do the two servers. Both serve from memory; the search index of fcgen is refreshed meanwhile, as it is for
an author.
"""

import argparse
import base64
import contextlib
import http.client
import os
import re
import select
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple, Protocol
from urllib.parse import quote, urlsplit

import corpus
from run import Site, edit_text, edit_title, hugo

PATIENCE: Final = 600.0
"""Seconds until a server must have shown an edit."""


class Reader(Protocol):
    """Somebody who has a page open."""

    def told(self) -> None:
        """Wait until the server says that something changed."""


class Served(NamedTuple):
    """A running server: its site, and the address of its home page."""

    site: Site
    address: str
    process: subprocess.Popen[bytes]


def page(served: Served, path: str) -> bytes:
    """Ask for a page, as a browser does."""
    parts = urlsplit(served.address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
    with contextlib.closing(connection):
        connection.request("GET", path)
        return connection.getresponse().read()


class Stream:
    """A connection on which a server tells of changes."""

    def __init__(self, address: str, path: str, headers: dict[str, str]) -> None:
        parts = urlsplit(address)
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 80), PATIENCE)
        lines = [f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", *(f"{k}: {v}" for k, v in headers.items())]
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.data = b""

    def read(self) -> None:
        """Wait for more."""
        found = self._socket.recv(65536)
        if not found:
            sys.exit("the server closed the connection")
        self.data += found

    def until(self, pattern: bytes) -> re.Match[bytes]:
        """Wait for what matches, and forget all up to its end."""
        while not (found := re.search(pattern, self.data, re.DOTALL)):
            self.read()
        self.data = self.data[found.end() :]
        return found

    def send(self, data: bytes) -> None:
        """Send bytes."""
        self._socket.sendall(data)

    def close(self) -> None:
        """Leave."""
        self._socket.close()


def listening(served: Served, path: str) -> Stream:
    """Open a page, and listen to its changes."""
    data = page(served, path)
    if served.site.form == "fcgen":
        script = re.search(rb'src="([^"]*)live\.js\?([0-9a-f]*)"', data)
        if not script:
            sys.exit("the page has no script of the preview")
        own, seen = script[1].decode(), script[2].decode()
        stream = Stream(served.address, f"{own}changes?page={quote(path)}&seen={seen}", {})
        stream.until(rb"retry: \d+\n\n")
        return stream
    key = base64.b64encode(os.urandom(16)).decode()
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": key}
    stream = Stream(served.address, "/livereload", headers)
    stream.until(rb"\r\n\r\n")
    stream.send(_frame(b'{"command":"hello"}'))
    stream.until(rb'"command": ?"hello".*?\}')
    return stream


def _frame(data: bytes) -> bytes:
    """Return a short text as a client sends it. Source: RFC 6455, 5.2."""
    mask = os.urandom(4)
    masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
    return bytes((0x81, 0x80 | len(data))) + mask + masked


def shown(served: Served, stream: Stream, path: str, text: str, start: float) -> float:
    """Wait until the open page shows a text, and return how long that took from `start`."""
    told = rb"event: state\ndata: [^\n]*\n\n" if served.site.form == "fcgen" else rb'"command":"reload"'
    while True:
        stream.until(told)
        if text.encode() in page(served, path):
            return time.perf_counter() - start


@contextmanager
def serving(site: Site) -> Iterator[Served]:
    """Run a server until the context ends."""
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(site.command, cwd=site.folder, stdout=log, stderr=log) as one,
    ):
        try:
            yield Served(site, _address(log.fileno(), one), one)
        finally:
            one.send_signal(signal.SIGINT)
            one.wait(60)


def _address(log: int, process: subprocess.Popen[bytes]) -> str:
    """Wait until a server says where it is."""
    start = time.monotonic()
    while time.monotonic() < start + PATIENCE:
        said = os.pread(log, 1 << 20, 0)
        if found := re.search(rb"at (http://\S+)", said):
            return found[1].decode()
        if process.poll() is not None:
            sys.exit(f"{process.args} failed:\n{said.decode()}")
        select.select([], [], [], 0.1)
    sys.exit("a server did not begin in time")


def free_port() -> int:
    """Return a port that nobody listens at: Hugo does not take any that is free."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fcgen-bench")
    parser.add_argument("--hugo", help="the program; else it is installed")
    asked = parser.parse_args()
    work: Path = asked.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    program = asked.hugo or hugo(work)
    fcgen = (sys.executable, "-m", "fcgen", "serve", "--port", "0", "--clock", "2026-01-01")
    theirs = (program, "server", "--renderToMemory", "--port", str(free_port()), "--bind", "127.0.0.1")
    sites = [
        Site("fcgen", work / f"live-fcgen-{asked.entries}", fcgen, (".fcgen",)),
        Site("hugo", work / f"live-hugo-{asked.entries}", theirs, ()),
    ]
    times: dict[str, list[float]] = {}
    for site in sites:
        shutil.rmtree(site.folder, ignore_errors=True)
        corpus.write(site.form, asked.entries, site.folder)
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(serving(site)) for site in sites]
        for run in range(asked.runs):
            print(f"run {run + 1} of {asked.runs}", flush=True)
            for served in servers:
                entry = corpus.entry(20 + 10 * run)
                path = urlsplit(served.address).path + corpus.page(entry, served.site.form).partition("/")[2]
                path = quote(path.removesuffix("index.html"))
                for what in ("text", "title"):
                    stream = listening(served, path)
                    start = time.perf_counter()
                    text = edit_text(served.site, run) if what == "text" else edit_title(served.site, run)
                    name = f"{served.site.form} {what}"
                    times.setdefault(name, []).append(shown(served, stream, path, text, start))
                    print(f"  {name}: {times[name][-1] * 1000:.0f} ms", flush=True)
                    stream.close()
    print(f"\n{asked.entries:,} entries, {os.cpu_count()} cores, medians of {asked.runs}")
    for name, found in times.items():
        middle = statistics.median(found) * 1000
        print(f"{name:16} {middle:8.0f} ms   ({min(found) * 1000:.0f} to {max(found) * 1000:.0f})")
    for what in ("text", "title"):
        ratio = statistics.median(times[f"hugo {what}"]) / statistics.median(times[f"fcgen {what}"])
        print(f"{what}, Hugo / fcgen {ratio:8.1f}")


if __name__ == "__main__":
    main()
