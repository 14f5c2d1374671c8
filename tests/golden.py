"""Golden sites: a site and what is expected of it, in one file. `python tests/golden.py` writes the expectations anew.

`expected/paths` lists the outputs (a digest in a name is `*`, the search index one line); `expected/<page>` is the text
of that page's main part.
"""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import txtar
from html_pages import main_text
from site_files import build, tree

FOLDER: Final = Path(__file__).parent / "golden"
_EXPECTED: Final = "expected/"
_PATHS: Final = "expected/paths"


def sites() -> list[Path]:
    """Return the files of all golden sites."""
    return sorted(FOLDER.glob("*.txt"))


def parts(path: Path) -> tuple[str, dict[str, str], dict[str, str]]:
    """Return the comment, the site and the expectations of a file."""
    comment, files = txtar.read(path)
    expected = {name: text for name, text in files.items() if name.startswith(_EXPECTED)}
    return comment, {name: text for name, text in files.items() if name not in expected}, expected


def found(site: Mapping[str, str], wanted: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Build a site in an empty folder, and return what is there of what is wanted."""
    txtar.write(folder, site)
    outputs = tree(build(folder, "--strict"))
    made = {_PATHS: "".join(f"{path}\n" for path in dict.fromkeys(map(_stable, sorted(outputs))))}
    pages = (name for name in wanted if name != _PATHS)
    return made | {name: main_text(outputs[name.removeprefix(_EXPECTED)]) for name in pages}


def _stable(path: str) -> str:
    return re.sub(r"^(pagefind/[^/]+/).*", r"\1*", re.sub(r"\.[0-9a-f]{10}\.", ".*.", path))


def main() -> None:
    """Write the expectations of all golden sites anew."""
    for path in sites():
        comment, site, wanted = parts(path)
        with tempfile.TemporaryDirectory() as folder:
            text = txtar.form(comment, {**site, **found(site, wanted, Path(folder))})
        path.write_text(text, encoding="utf-8", newline="")
        print(path.name)


if __name__ == "__main__":
    main()
