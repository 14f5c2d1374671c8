"""Several files in one text: each after a line `-- path --`; what stands before the first is for readers."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_MARK: Final = re.compile(r"-- (\S(?:.*\S)?) --")


def parse(text: str) -> tuple[str, dict[str, str]]:
    """Return the words before the first file, and the files by path. A path that is given twice is a mistake."""
    comment: list[str] = []
    files: dict[str, list[str]] = {}
    lines = comment
    for line in text.splitlines(keepends=True):
        mark = _MARK.fullmatch(line.rstrip("\r\n"))
        if mark is None:
            lines.append(line)
            continue
        if mark[1] in files:
            raise ValueError(f"{mark[1]} is there twice")
        lines = files[mark[1]] = []
    return "".join(comment), {path: "".join(content) for path, content in files.items()}


def read(path: Path) -> tuple[str, dict[str, str]]:
    """Return what `parse` makes of a file."""
    return parse(path.read_bytes().decode())


def form(comment: str, files: Mapping[str, str]) -> str:
    """Return the text that `parse` reads so."""
    return comment + "".join(f"-- {path} --\n{content}" for path, content in files.items())


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files below a folder, as UTF-8 with the line ends they have."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8", newline="")
