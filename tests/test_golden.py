"""Golden sites: small sites with all that is expected of them, so that every change of what readers see is seen.

Each file of `tests/golden/` holds a site and what is expected: `expected/paths` lists the outputs (a digest in a name
is `*`, the search index one line), `expected/<page>` is the text of that page's main part. With `--update-golden` the
expectations are written again.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
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
    return re.sub(r"^(pagefind/[^/]+/).*", r"\1*", re.sub(r"\.[0-9a-f]{10}(?=[./])", ".*", path))


@pytest.mark.parametrize("path", sites(), ids=lambda path: path.stem)
def test_a_golden_site_is_built_as_it_was(tmp_path: Path, path: Path, update_golden: bool) -> None:
    comment, site, wanted = parts(path)
    made = found(site, wanted, tmp_path)
    if update_golden:
        path.write_bytes(txtar.form(comment, {**site, **made}).encode())
    else:
        assert made == wanted


def test_there_are_golden_sites_and_each_expects_pages_as_well_as_paths() -> None:
    assert len(sites()) >= 3
    for path in sites():
        comment, _, wanted = parts(path)
        assert comment
        assert "expected/paths" in wanted
        assert len(wanted) > 1


def test_a_file_with_several_files_in_it_is_read_and_formed_alike() -> None:
    text = "For readers.\n\n-- a.md --\n---\nx: 1\n---\n-- b/c.md --\n\n-- d --\nno mark: -- x\n"
    comment, files = txtar.parse(text)
    assert comment == "For readers.\n\n"
    assert files == {"a.md": "---\nx: 1\n---\n", "b/c.md": "\n", "d": "no mark: -- x\n"}
    assert txtar.form(comment, files) == text


def test_a_file_that_is_there_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        txtar.parse("-- a --\n-- a --\n")
