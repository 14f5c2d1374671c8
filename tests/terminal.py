"""A program with a terminal for its standard error, as a person has."""

import fcntl
import os
import pty
import select
import signal
import subprocess
import termios
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import FileIO
from typing import Final

PATIENCE: Final = 120.0
"""Seconds until a program that says nothing, and does not end, is given up."""


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Wait for a program when the context ends, and end it where that failed."""
    with process:
        try:
            yield
        except BaseException:
            process.kill()
            raise


def on_a_terminal(command: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a program and return its exit status and what it wrote to its terminal."""
    ours, its = pty.openpty()
    try:
        process = subprocess.Popen(
            command,
            env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"} | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=its,
        )
    finally:
        os.close(its)
    with _ended(process), open(ours, "rb", buffering=0) as read:  # noqa: PTH123 (it is no path)
        written = b"".join(iter(lambda: _part(read), b""))
    return process.returncode, written.decode()


def in_conversation(
    command: Sequence[str],
    answers: Sequence[tuple[str, str]],
    environment: Mapping[str, str] | None = None,
    end: str = "\n",
) -> tuple[int, str]:
    """Run a program, answer each question once its last words are there, and return its exit status and what it wrote.

    Every question must come, in its order. `end` is the key that follows the last answer.
    """
    ours, its = pty.openpty()
    try:
        process = subprocess.Popen(
            command,
            env=os.environ | {"TERM": "dumb"} | dict(environment or {}),
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
            preexec_fn=lambda: _as_in_a_shell(its),  # noqa: PLW1509 (no thread runs in a test)
        )
    finally:
        os.close(its)
    written, told = b"", 0
    with _ended(process), open(ours, "r+b", buffering=0) as terminal:  # noqa: PTH123 (it is no path)
        for number, (question, answer) in enumerate(answers, 1):
            while question.encode() not in written[told:]:
                part = _part(terminal)
                assert part, f"it never asked {question!r}: {written.decode()}"
                written += part
            told = written.index(question.encode(), told) + len(question.encode())
            terminal.write((answer + (end if number == len(answers) else "\n")).encode())
        written += b"".join(iter(lambda: _part(terminal), b""))
    return process.returncode, written.decode().replace("\r\n", "\n")


def status_once_closed(command: Sequence[str], question: str) -> int:
    """Run a program, close its terminal once it asks, and return its exit status."""
    its_process, ours = pty.fork()
    if its_process == 0:
        _default_signals()
        os.execvpe(command[0], command, os.environ | {"TERM": "dumb"})
    with open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123 (it is no path)
        written = b""
        while question.encode() not in written:
            part = _part(terminal)
            assert part, f"it never asked {question!r}: {written.decode()}"
            written += part
    return os.waitstatus_to_exitcode(os.waitpid(its_process, 0)[1])


def _as_in_a_shell(terminal: int) -> None:
    """Let a terminal's keys, such as Ctrl-C, be for this program, also where the tests run in the background."""
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    _default_signals()


def _default_signals() -> None:
    for one in (signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


def _part(read: FileIO) -> bytes:
    assert select.select([read], [], [], PATIENCE)[0], "the program waits, and says nothing"
    try:
        return read.read(4096)
    except OSError:  # how Linux says that nobody has the terminal open any more
        return b""
