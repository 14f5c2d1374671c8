"""The preview as a process of its own on the loopback interface, and requests exactly as they are spelled."""

import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    """What a server says."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Preview(NamedTuple):
    """A running `fcgen serve`; `address` is what it told its user."""

    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str, host: str | None = None, method: str = "GET") -> Answer:
        """Ask for a path exactly as it is spelled."""
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=host is not None)
            if host is not None:
                connection.putheader("Host", host)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())
        finally:
            connection.close()


@contextmanager
def preview(folder: Path, *options: str) -> Iterator[Preview]:
    """Serve the built site in a folder, at a free port, until the context ends."""
    command = [sys.executable, "-m", "fcgen", "-C", str(folder), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            found = re.search(r" at (http://\S+) ", told)
            assert found, told + process.stderr.read()
            yield Preview(found[1], process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            process.wait(60)
