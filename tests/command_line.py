"""Commands run in this process on small made-up sites, and what they leave behind."""

import json
from pathlib import Path
from typing import Any, Final

import click.testing
from site_files import ARTICLE, CLOCK, FACT_CHECK, SITE, tree

from fcgen import cli

DRAFT: Final = ARTICLE.replace("title:", "draft: true\ntitle:").replace("[everything here](quote:review)", "nothing")
LATER: Final = ARTICLE.replace("2024-04-01", "2030-01-01").replace("[everything here](quote:review)", "nothing")
WRONG: Final = ARTICLE.replace("outlet:", "outlett:")
DOUBTFUL: Final = FACT_CHECK.replace("verdict: True", "verdict: Whatever")

DRAFT_FILE, LATER_FILE = "site_src/articles/draft.md", "site_src/articles/later.md"
WRONG_SITE: Final = {**SITE, "site_src/articles/wrong.md": WRONG}
DOUBTFUL_SITE: Final = {**SITE, "site_src/fact-checks/review.md": DOUBTFUL}


def run(folder: Path, *arguments: str | Path) -> click.testing.Result:
    """Run a command on the site in a folder, in this process."""
    return click.testing.CliRunner().invoke(cli.cli, ["-C", str(folder), *map(str, arguments)])


def built(folder: Path, *options: str | Path) -> click.testing.Result:
    """Build the site in a folder, at the time of the tests."""
    return run(folder, "build", "--clock", CLOCK, *options)


def document(done: click.testing.Result) -> Any:
    """The one JSON document that is all of standard output."""
    return json.loads(done.stdout)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """All files with their bytes, inodes and times."""
    return {path: (data, *_stat(folder / path)) for path, data in tree(folder).items()}


def _stat(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns
