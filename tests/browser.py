"""The browser of the tests: found where there is one, else installed.

`python tests/browser.py` prints its path; where none can be had it says what to do and exits with 1.
"""

import functools
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# With fonts for the world's scripts, so that pages are laid out with letters and not with empty boxes.
DEBIAN = ("chromium", "fonts-liberation", "fonts-noto-core", "fonts-noto-cjk", "fonts-noto-color-emoji")


@functools.cache
def chromium() -> str | None:
    """The path of the Chromium that is on this machine; None: Playwright's own default.

    FCGEN_CHROMIUM, where it is set, is taken at its word.
    """
    named = os.environ.get("FCGEN_CHROMIUM")
    if named:
        return named
    found = (path for name in NAMES if (path := shutil.which(name)))
    return next((path for path in found if runs(path)), None)


def runs(path: str) -> bool:
    """Whether there is a browser at that path: some systems put a script there that only says where to get one."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def playwrights_own() -> str | None:
    """The path of the Chromium that Playwright downloaded, if it did and if it runs."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if runs(path) else None


def install_with_apt() -> bool:
    """Installs Debian's Chromium, where this user may; whether that worked."""
    if shutil.which("apt-get") is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    wait = ("-o", "DPkg::Lock::Timeout=300")
    # Where one of several package sources does not answer, `update` fails and `install` may still do.
    succeeds(["apt-get", *wait, "update"], quiet)
    return succeeds(["apt-get", *wait, "install", "--yes", "--no-install-recommends", *DEBIAN], quiet)


def install_with_playwright() -> bool:
    """Has Playwright download its own Chromium; whether that worked."""
    return succeeds([sys.executable, "-m", "playwright", "install", "chromium"], {})


def succeeds(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Runs a command quietly; what it said is shown only when it fails."""
    done = subprocess.run(
        command,
        env=os.environ | dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        print(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}", file=sys.stderr)
    return done.returncode == 0


def found_or_installed() -> str | None:
    """The path of a browser, after every way to get one."""
    if path := chromium() or playwrights_own():
        return path
    if install_with_apt():
        chromium.cache_clear()
        if path := chromium():
            return path
    return playwrights_own() if install_with_playwright() else None


def main() -> int:
    """Prints the browser's path, or what to do; the exit status."""
    path = found_or_installed()
    if path is None:
        print(
            "No Chromium was found and none could be installed. Install Chromium or Google Chrome,"
            " or name one that is elsewhere: FCGEN_CHROMIUM=/path/to/chromium",
            file=sys.stderr,
        )
        return 1
    if not runs(path):
        print(f"The browser that FCGEN_CHROMIUM names does not run: {path}", file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
