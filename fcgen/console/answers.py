"""Reads what is typed on a terminal; Ctrl-C and the end of the input always end it."""

import os
import select
import signal
import sys

import click


def answer_to(question: str) -> str:
    """Return the line that answers a question. Raises KeyboardInterrupt, and click.Abort where the input has ended."""
    click.echo(question, nl=False, err=True)
    _wait()
    line = sys.stdin.readline()
    if not line:
        raise click.Abort
    return line


def _wait() -> None:
    """Wait until there is something to read.

    Python learns of a Ctrl-C that comes just before it begins to read only when it has read. What its handler of
    signals writes to a pipe wakes it.
    """
    if sys.platform == "win32":
        return
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    before = signal.set_wakeup_fd(wake)
    try:
        select.select([sys.stdin, woken], [], [])
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(wake)
