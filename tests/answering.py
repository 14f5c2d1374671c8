"""A web server on the loopback interface that answers as it is told."""

import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

Answer = tuple[int, Mapping[str, str], bytes]
"""A status, headers and a body."""


class Answers(http.server.ThreadingHTTPServer):
    """Gives an answer for each path, and 404 for others."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = answers

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Answers

    def do_GET(self) -> None:
        status, headers, body = self.server.answers.get(self.path, (404, {}, b"nothing"))
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def answering(answers: Mapping[str, Answer]) -> Iterator[str]:
    with Answers(answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.address
        finally:
            server.shutdown()
            thread.join()
