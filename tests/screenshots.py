"""Pictures of this repository's own archive for its documentation. Run by `make screenshots`.

Each page on a screen and on a telephone, in light and in dark, into docs/screenshots/; what else is there is removed.
"""

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

from browser import chromium
from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from serving import built
from site_files import fcgen

ROOT: Final = Path(__file__).parents[1]
TO: Final = ROOT / "docs" / "screenshots"

PAGES: Final = {
    "home": "",
    "fact-check": "fact-checks/kim-rooting-for-trump/",
    "claim": "claims/kim-rooting-for-trump/",
    "article": "articles/harris-convention-speech-north-korea/",
    "claimant": "claimants/kamala-harris/",
    "search": "search/?q=Kim",
}
SCREENS: Final = {"desktop": (1280, 900), "phone": (390, 844)}
SCHEMES: Final = ("light", "dark")

_COLOURS: Final = 64
"""Enough for pages of few colours, and a third of the bytes."""


def picture(browser: Browser, address: str, screen: str, scheme: str) -> bytes:
    """Return what a page looks like as PNG."""
    width, height = SCREENS[screen]
    with browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address)
        if "?q=" in address:
            page.locator("#search_results a").first.wait_for()
        page.wait_for_load_state("networkidle")
        shot = page.screenshot()
    made = io.BytesIO()
    Image.open(io.BytesIO(shot)).convert("RGB").quantize(_COLOURS).save(made, "PNG", optimize=True)
    return made.getvalue()


def main() -> int:
    """Take all pictures; return the exit status."""
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        shutil.copytree(ROOT / "site_src", folder / "site_src")
        shutil.copyfile(ROOT / "config.yaml", folder / "config.yaml")
        done = fcgen("-C", folder, "build")
        if done.returncode:
            print(done.stderr, file=sys.stderr)
            return 1
        shutil.rmtree(TO, ignore_errors=True)
        TO.mkdir()
        with built(folder / "_site", "/archive/") as home, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            for name, path in PAGES.items():
                for screen in SCREENS:
                    for scheme in SCHEMES:
                        shot = picture(browser, f"{home}{path}", screen, scheme)
                        (TO / f"{name}-{screen}-{scheme}.png").write_bytes(shot)
            browser.close()
    print(f"{len(list(TO.iterdir()))} pictures in {TO.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
