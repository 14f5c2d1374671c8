"""From the save of an entry to its new page in a browser: `fcgen serve` beside `hugo server`, in one run.

    bench/live.py [--entries N] [--runs K] [--work FOLDER] [--hugo PROGRAM] [--chromium PROGRAM]

Chromium has the page of the entry open. What is measured is the time from before the file is written until the page
shows the edit, looked at in every frame. Edits of texts, of titles and of verdicts take turns, and so do the two
servers. Both serve from memory; the search index of fcgen is refreshed meanwhile, as it is for an author.
"""

import argparse
import contextlib
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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

import corpus
from playwright.sync_api import Page, sync_playwright
from run import EDITED, Site, edit_text, edit_title, edit_verdict, hugo

PATIENCE: Final = 600.0
"""Seconds until a server must have shown an edit."""

EDITS: Final[Mapping[str, Callable[[Site, int], str]]] = {
    "text": edit_text,
    "title": edit_title,
    "verdict": edit_verdict,
}
"""What is edited, and how; what shows the edit is returned."""


class Served(NamedTuple):
    """A running server: its site, and the address of its home page."""

    site: Site
    address: str
    process: subprocess.Popen[bytes]


def shown(reader: Page, text: str, start: float) -> float:
    """Wait until the open page shows a text, and return the seconds since `start`."""
    reader.wait_for_function("text => document.body.innerText.includes(text)", arg=text, timeout=PATIENCE * 1000)
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
    parser.add_argument("--chromium", help="the program; else the one that Playwright installed")
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
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        servers = [stack.enter_context(serving(site)) for site in sites]
        for run in range(asked.runs):
            print(f"run {run + 1} of {asked.runs}", flush=True)
            for served in servers:
                address = corpus.page(corpus.entry(EDITED + 10 * run), served.site.form).partition("/")[2]
                for what, edit in EDITS.items():
                    reader = browser.new_page()
                    reader.goto(served.address + quote(address.removesuffix("index.html")))
                    start = time.perf_counter()
                    name = f"{served.site.form} {what}"
                    times.setdefault(name, []).append(shown(reader, edit(served.site, run), start))
                    print(f"  {name}: {times[name][-1] * 1000:.0f} ms", flush=True)
                    reader.close()
        browser.close()
    print(f"\n{asked.entries:,} entries, {os.cpu_count()} cores, medians of {asked.runs}")
    for name, found in times.items():
        middle = statistics.median(found) * 1000
        print(f"{name:16} {middle:8.0f} ms   ({min(found) * 1000:.0f} to {max(found) * 1000:.0f})")
    for what in EDITS:
        ratio = statistics.median(times[f"hugo {what}"]) / statistics.median(times[f"fcgen {what}"])
        print(f"{what}, Hugo / fcgen {ratio:8.1f}")


if __name__ == "__main__":
    main()
