"""Pagefind: the program that makes the search index."""

import importlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

SEARCH: Final = "search"
"""Where, in the folder of what a build needs on its way, an index is made."""

_PLAIN: Final = "pagefind_bin"
_EXTENDED: Final = "pagefind_bin_extended"
_SPARE: Final = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
"""Pagefind's own interfaces, which fcgen's search page does without."""


class SearchFailedError(Exception):
    """Pagefind could not make the index; the message is its own."""


class Bundle(msgspec.Struct, frozen=True):
    """An index in a folder; `files` are relative to it."""

    folder: Path
    files: tuple[str, ...]

    def read(self, path: str) -> bytes:
        """Return the content of one of its files."""
        return (self.folder / path).read_bytes()


def extended() -> bool:
    """Tell whether the program that splits Chinese and Japanese into words is installed."""
    return importlib.util.find_spec(_EXTENDED) is not None


@contextmanager
def index(pages: Iterable[tuple[str, str]], language: str, state: Path, extended: bool) -> Iterator[Bundle]:
    """Make the index of `pages`, all of one language, and give it until it is no longer needed.

    `pages` are names of files with their HTML. The index is made in the folder `state`. `extended` asks for the program
    that splits Chinese and Japanese into words.
    Raises SearchFailedError and OSError.
    """
    work = state / SEARCH / str(os.getpid())  # a killed build may have left a Pagefind that still writes
    shutil.rmtree(work, ignore_errors=True)
    (work / "pages").mkdir(parents=True)
    for name, html in pages:
        (work / "pages" / name).write_text(html, encoding="utf-8", newline="\n")
    try:
        yield _bundle(work, language, extended)
    finally:
        shutil.rmtree(work.parent, ignore_errors=True)


def _bundle(work: Path, language: str, extended: bool) -> Bundle:
    program = str(importlib.import_module(_EXTENDED if extended else _PLAIN).get_executable())
    options = ["--site", "pages", "--output-path", "bundle", "--force-language", language, "--quiet"]
    # Pagefind also listens to its environment and to a `pagefind.toml` where it runs: it gets neither.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(
        [program, *options],
        cwd=work,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SearchFailedError((done.stderr or done.stdout).strip() or f"Pagefind ended with status {done.returncode}")
    made = sorted(p.relative_to(work / "bundle").as_posix() for p in (work / "bundle").rglob("*") if p.is_file())
    return Bundle(work / "bundle", tuple(path for path in made if not path.startswith(_SPARE)))
