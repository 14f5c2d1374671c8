"""A program with a terminal for its standard error, as a person has."""

import fcntl
import os
import pty
import subprocess
import termios
from collections.abc import Mapping, Sequence


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
    with process, open(ours, "rb", buffering=0) as read:  # noqa: PTH123 (it is no path)
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
            # Its keys, such as Ctrl-C, are for this program. No thread runs in a test.
            preexec_fn=lambda: fcntl.ioctl(its, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
    finally:
        os.close(its)
    written, told = b"", 0
    with process, open(ours, "r+b", buffering=0) as terminal:  # noqa: PTH123 (it is no path)
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
        os.execvpe(command[0], command, os.environ | {"TERM": "dumb"})
    with open(ours, "rb", buffering=0) as terminal:  # noqa: PTH123 (it is no path)
        written = b""
        while question.encode() not in written:
            part = _part(terminal)
            assert part, f"it never asked {question!r}: {written.decode()}"
            written += part
    return os.waitstatus_to_exitcode(os.waitpid(its_process, 0)[1])


def _part(read) -> bytes:  # type: ignore[no-untyped-def]
    try:
        return read.read(4096)
    except OSError:  # how Linux says that nobody has the terminal open any more
        return b""
