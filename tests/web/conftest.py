"""Sites in a real browser, from a static host on the loopback interface, at the root and under a base path.

Whatever a test does: the browser's console stays empty, the policy of the pages is kept, and no other host is asked.
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

import bridges
import extremes
import pytest
import txtar
from browser import chromium
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from serving import built
from site_files import CLOCK, fcgen
from stress.generator import write

ROOT: Final = Path(__file__).parents[2]
QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE: Final = 20_000  # milliseconds until what is waited for is given up


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], str]]:
    """Gives the address of a site's home page under a base path; it is built and served when it is asked for first."""
    running: dict[tuple[str, str], str] = {}
    with ExitStack() as stack:

        def served(name: str, base_path: str) -> str:
            if (name, base_path) not in running:
                folder = tmp_path_factory.mktemp(name)
                WRITTEN[name](folder)
                where = ("--base-url", f"https://example.org{base_path}")
                done = fcgen("-C", folder, "build", "--clock", CLOCK if name == "stress" else "2026-01-01", *where)
                assert done.returncode == 0, done.stderr
                running[name, base_path] = stack.enter_context(built(folder / "_site", base_path))
            return running[name, base_path]

        yield served


def own(folder: Path, language: str = "en") -> None:
    """Copy the repository's own archive, with an interface in `language`."""
    config = (ROOT / "config.yaml").read_text(encoding="utf-8")
    assert "language: en" in config
    (folder / "config.yaml").write_text(config.replace("language: en", f"language: {language}"), encoding="utf-8")
    shutil.copytree(ROOT / "site_src", folder / "site_src")


WRITTEN: Final[Mapping[str, Callable[[Path], object]]] = MappingProxyType(
    {
        "own": own,
        "own in Arabic": lambda folder: own(folder, language="ar"),
        "stress": lambda folder: write(folder, doubtful=False),
        "bridges": lambda folder: txtar.write(folder, bridges.ENGLISH),
        "bridges in Arabic": lambda folder: txtar.write(folder, bridges.ARABIC),
        "extremes": extremes.write,
    }
)
"""What writes each site into a folder, by its name."""


def watched(context: BrowserContext, address: str, told: list[str]) -> None:
    """Note in `told` what a browser says in its console, what it does not get, and what it asks of other hosts."""
    here = urlsplit(address).netloc
    context.on("console", lambda message: told.append(f"console: {message.text}"))
    context.on("weberror", lambda error: told.append(f"error: {error.error}"))
    context.on("request", lambda r: told.append(f"request: {r.url}") if urlsplit(r.url).netloc != here else None)
    context.on("response", lambda r: told.append(f"{r.status}: {r.url}") if r.status >= 400 else None)
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', (e) => console.error('policy', e.violatedDirective))"
    )


@pytest.fixture
def visit(chrome: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh browser, and sees to it that nothing was said or asked that should not have been."""
    told: list[str] = []
    with ExitStack() as stack:

        def opened(address: str, **options: Any) -> Page:
            context = stack.enter_context(chrome.new_context(**{"viewport": {"width": 1100, "height": 900}, **options}))
            context.set_default_timeout(PATIENCE)
            watched(context, address, told)
            page = context.new_page()
            page.goto(address)
            return page

        yield opened
    assert told == []
