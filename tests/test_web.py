"""Fetching: never longer and never more than is allowed."""

import socket
import threading

import pytest
from answering import answering

from fcgen.disk.web import FetchError, fetch

BYTES = b"made up\n" * 1000


def test_what_is_fetched_are_the_bytes_as_they_are():
    with answering({"/a%20b?c=%C3%A9": (200, {"Content-Type": "text/html"}, b"\x00\xff")}) as address:
        assert fetch(f"{address}/a%20b?c=é#part") == b"\x00\xff"


def test_more_than_is_allowed_is_not_fetched():
    with answering({"/urls.txt": (200, {}, BYTES)}) as address:
        assert fetch(f"{address}/urls.txt", largest=len(BYTES)) == BYTES
        with pytest.raises(FetchError, match="is larger than"):
            fetch(f"{address}/urls.txt", largest=len(BYTES) - 1)


def test_the_status_of_an_answer_is_known_and_none_where_there_was_no_answer():
    with answering({}) as address, pytest.raises(FetchError) as found:
        fetch(f"{address}/urls.txt")
    assert found.value.status == 404
    with pytest.raises(FetchError) as found:
        fetch(f"{address}/urls.txt")
    assert found.value.status is None


@pytest.mark.parametrize("url", ["file:///etc/passwd", "data:,text", "nothing", "http://", "http://a\x00b/"])
def test_nothing_but_http_is_fetched(url: str):
    with pytest.raises(FetchError):
        fetch(url)


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\n\r\nhttps"])
def test_a_server_that_falls_silent_is_left_after_a_while(said: bytes):
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(said)
                over.wait(60)

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError, match="timed out"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.2)
        over.set()
        thread.join()


def test_a_server_that_drips_is_left_when_the_time_is_up():
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                while not over.wait(0.02):
                    connection.sendall(b"x")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError, match="it takes too long"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=0.2)
        over.set()
        thread.join()


def test_bytes_that_are_no_http_are_told_of():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"hello\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        with pytest.raises(FetchError, match="hello"):
            fetch(f"http://127.0.0.1:{server.getsockname()[1]}/", seconds=10)
        thread.join()
