"""Asking whether something is at an address: as little as possible, never for long, never in a private network."""

import http.server
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext

import pytest

from fcgen.disk import visits
from fcgen.disk.visits import AGENT, Answer, is_public, visit

Says = Mapping[tuple[str, str], tuple[int, str]]
"""A status and where it leads on, by method and path."""


class Server(http.server.ThreadingHTTPServer):
    """Answers as it is told, 404 to all else, and notes what it was asked."""

    def __init__(self, says: Says) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.says = says
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path))
        self.server.agents.add(self.headers["User-Agent"])
        status, onward = self.server.says.get((self.command, self.path), (404, ""))
        self.send_response(status)
        if onward:
            self.send_header("Location", onward)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(says: Says, encryption: ssl.SSLContext | None = None) -> Iterator[Server]:
    with Server(says) as server:
        if encryption:
            server.socket = encryption.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def saying(answer: Callable[[socket.socket, threading.Event], None]) -> Iterator[str]:
    """Give the address, without a scheme, of a server that does `answer` with one connection until the event is set."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def work() -> None:
            connection, _ = server.accept()
            with connection:
                answer(connection, over)

        thread = threading.Thread(target=work)
        thread.start()
        try:
            yield f"127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            thread.join()


def at_once(host: str) -> nullcontext[None]:
    return nullcontext()


def visited(url: str, seconds: float = 10) -> Answer:
    return visit(url, at_once, loopback=True, seconds=seconds)


def test_what_is_there_is_asked_for_once_and_not_fetched():
    with serving({("HEAD", "/a?b=c"): (200, "")}) as server:
        assert visited(f"{server.address}/a?b=c#part") == Answer(200)
        assert server.asked == [("HEAD", "/a?b=c")]
        assert server.agents == {AGENT}
        assert AGENT.startswith("fcgen/")


def test_an_address_without_a_path_and_one_with_letters_of_any_script_can_be_asked_for():
    with serving({("HEAD", "/?a"): (200, ""), ("HEAD", "/%C3%A9"): (200, "")}) as server:
        assert visited(f"{server.address}?a") == visited(f"{server.address}/é") == Answer(200)


@pytest.mark.parametrize("status", [403, 404, 405, 410, 501])
def test_who_refuses_to_tell_in_short_is_asked_in_full(status: int):
    with serving({("HEAD", "/a"): (status, ""), ("GET", "/a"): (200, "")}) as server:
        assert visited(f"{server.address}/a") == Answer(200)
        assert server.asked == [("HEAD", "/a"), ("GET", "/a")]


@pytest.mark.parametrize("status", [429, 500, 503])
def test_who_is_busy_is_not_asked_again(status: int):
    with serving({("HEAD", "/a"): (status, "")}) as server:
        assert visited(f"{server.address}/a") == Answer(status)
        assert server.asked == [("HEAD", "/a")]


def test_a_link_is_followed_five_times_and_no_more():
    says = {("HEAD", f"/{number}"): (301 + number % 2, str(number + 1)) for number in range(6)}
    with serving({**says, ("HEAD", "/6"): (200, "")}) as server:
        assert visited(f"{server.address}/1") == Answer(200)
        assert visited(f"{server.address}/0") == Answer(why="it leads on more than 5 times")


def test_the_turn_of_a_host_is_waited_for_before_each_request():
    turns: list[str] = []

    def turn(host: str) -> nullcontext[None]:
        turns.append(host)
        return nullcontext()

    with serving({("HEAD", "/a"): (302, "/b"), ("HEAD", "/b"): (405, ""), ("GET", "/b"): (200, "")}) as server:
        assert visit(f"{server.address}/a", turn, loopback=True) == Answer(200)
    assert turns == ["127.0.0.1"] * 3


@pytest.mark.parametrize("onward", ["http://10.0.0.1/", "http://[fe80::1]/", "http://169.254.169.254/latest"])
def test_nobody_is_led_into_a_private_network(onward: str):
    with serving({("HEAD", "/a"): (302, onward)}) as server:
        assert "private network" in visited(f"{server.address}/a").why


@pytest.mark.parametrize("onward", ["file:///etc/passwd", "ftp://example.com/", "https:///a"])
def test_nobody_is_led_to_what_is_no_address_of_the_web(onward: str):
    with serving({("HEAD", "/a"): (302, onward)}) as server:
        assert visited(f"{server.address}/a") == Answer(why="it leads to what is no address of the web")


@pytest.mark.parametrize("onward", ["http://[::1", "//[", "http://a\u2100b.invalid/"])
def test_who_leads_on_to_what_can_not_be_read_is_one_of_whom_nobody_can_tell(onward: str):
    with serving({("HEAD", "/a"): (302, onward.encode().decode("iso-8859-1"))}) as server:
        answer = visited(f"{server.address}/a")
    assert answer.status is None
    assert answer.why
    assert not answer.no_host


@pytest.mark.parametrize("host", [f"{'a' * 64}.invalid", "a..invalid"])
def test_what_can_not_be_the_name_of_a_host_is_told_in_words(host: str):
    assert visited(f"http://{host}/") == Answer(why=f"{host} can't be the name of a host")


def test_this_machine_is_not_asked_under_any_name():
    with serving({("HEAD", "/a"): (200, "")}) as server:
        for host in ("127.0.0.1", "localhost"):
            answer = visit(f"http://{host}:{server.server_port}/a", at_once)
            assert answer == Answer(why=f"{host} is in a private network, which is not asked")
        assert server.asked == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("64:ff9b::5db8:d822", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("169.254.1.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_a_public_address_is_one_that_leads_to_no_private_network(address: str, public: bool):
    assert is_public(address) == public


@pytest.mark.parametrize(
    ("errno", "expected"),
    [
        (socket.EAI_NONAME, Answer(why="the host made-up.example is unknown", no_host=True)),
        (socket.EAI_AGAIN, Answer(why="the host can't be looked up")),
    ],
)
def test_a_host_that_nobody_knows_is_told_from_one_that_nobody_can_look_up_now(monkeypatch, errno, expected):
    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(errno, "made up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert visited("https://made-up.example/a") == expected


def _silent(connection: socket.socket, over: threading.Event) -> None:
    over.wait(60)


def _dripping(connection: socket.socket, over: threading.Event) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while not over.wait(0.02):
        try:
            connection.sendall(b"x")
        except OSError:  # nobody listens any more
            return


@pytest.mark.parametrize(("scheme", "answer"), [("http", _silent), ("https", _silent), ("http", _dripping)])
def test_a_server_that_does_not_come_to_an_end_is_left_when_the_time_is_up(scheme, answer):
    with saying(answer) as host:
        assert visited(f"{scheme}://{host}/", seconds=0.3) == Answer(why="there was no answer within 0.3 seconds")


def _anonymous(side: int) -> ssl.SSLContext:
    """Return what encrypts without a certificate, which a test would have to bring with its key."""
    made = ssl.SSLContext(side)
    made.check_hostname, made.verify_mode = False, ssl.CERT_NONE
    made.maximum_version = ssl.TLSVersion.TLSv1_2
    made.set_ciphers("aNULL:@SECLEVEL=0")
    return made


def test_an_encrypted_server_is_asked_as_others_are_and_refused_if_nobody_vouches_for_it(monkeypatch):
    says = {("HEAD", "/a"): (302, "/b"), ("HEAD", "/b"): (405, ""), ("GET", "/b"): (200, "")}
    with serving(says, _anonymous(ssl.PROTOCOL_TLS_SERVER)) as server:
        url = f"{server.address}/a".replace("http:", "https:")
        assert visited(url).why.startswith("no encrypted connection: ")
        assert server.asked == []
        monkeypatch.setattr(visits, "_encryption", lambda: _anonymous(ssl.PROTOCOL_TLS_CLIENT))
        assert visited(url) == Answer(200)
        assert server.asked == list(says)


def test_a_server_without_encryption_is_told_of_and_a_refused_connection_too():
    with serving({}) as server:
        told = visited(server.address.replace("http:", "https:"))
        assert (told.status, told.no_host) == (None, False)
        assert told.why.startswith("no encrypted connection: ")
    assert "refused" in visited(server.address).why
