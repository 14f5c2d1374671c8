"""Small made-up sites for tests, and the command line run on them as a user would."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import txtar

CONFIG: Final = "title: Made-up archive\nbase_url: https://example.org/archive/\n"
CLOCK: Final = "2024-06-01"
"""The time of the tests: what is dated later is to come."""

FACT_CHECK: Final = """---
title: A made-up review
date: 2024-05-01
reviewer: Made-up Desk
claim: {text: Everything here is made up., claimants: [Made-up Person]}
verdict: True
---
This review is made up.
"""
ARTICLE: Final = """---
title: A made-up article
date: 2024-04-01
outlet: Made-up Gazette
---
It quotes [everything here](quote:review), which is made up.
"""
SITE: Final = {
    "config.yaml": CONFIG,
    "site_src/fact-checks/review.md": FACT_CHECK,
    "site_src/articles/article.md": ARTICLE,
}


def make_site(folder: Path, files: Mapping[str, str] = SITE) -> Path:
    """Write a site into a folder, which is returned."""
    txtar.write(folder, files)
    return folder


def fcgen(*arguments: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "fcgen", *map(str, arguments)],
        env=os.environ | dict(environment or {}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def build(folder: Path, *options: str | Path, environment: Mapping[str, str] | None = None) -> Path:
    """Build the site in a folder, and return its output folder; the build must succeed."""
    done = fcgen("-C", folder, "build", "--clock", CLOCK, *options, environment=environment)
    assert done.returncode == 0, done.stderr
    return folder / "_site"


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def without_search(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return an output's files without Pagefind's, which differ from run to run."""
    return {path: data for path, data in files.items() if not path.startswith("pagefind/")}
