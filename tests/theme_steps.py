"""The steps of `docs/themes.md`: the files that each shows, written into a new archive."""

import re
from pathlib import Path
from typing import Final

import msgspec
from command_line import run
from story import Story

PAGE: Final = Path(__file__).parent.parent / "docs" / "themes.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
FONT: Final = "site_src/static/fonts/made-up-sans.woff2"
"""A file that the page speaks of and can't show."""

_BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PATH: Final = re.compile(r"(?:---\n)?(?:\{#|/\*|<!--|#) ([\w./-]+)(?: #\}| \*/| -->)?\n")
_COMMANDS: Final = "sh"


class Step(msgspec.Struct, frozen=True):
    """A section of the page: the commands that it asks for, and the files that it shows, by path."""

    commands: tuple[tuple[str, ...], ...] = ()
    files: dict[str, str] = {}


def steps() -> dict[str, Step]:
    """The sections that show something to do, by their headings."""
    found = {}
    for heading, section in re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL):
        commands: list[tuple[str, ...]] = []
        files: dict[str, str] = {}
        for kind, text in _BLOCK.findall(section):
            if kind == _COMMANDS:
                commands += [tuple(line.split()) for line in text.splitlines()]
            else:
                named = _PATH.match(text)
                assert named, f"an example under {heading!r} does not say which file it is"
                files[named[1]] = text
        if commands or files:
            found[heading] = Step(tuple(commands), files)
    return found


def followed(step: Step, site: Story) -> None:
    """Do in a new archive what a step of the page says."""
    for program, *arguments in step.commands:
        assert program == "fcgen"
        assert run(site.folder, *arguments).exit_code == 0
    for path, text in step.files.items():
        if path == "config.yaml":
            with (site.folder / path).open("a", encoding="utf-8") as file:
                file.write(text)
        else:
            site.write({path: text})
            if FONT.removeprefix("site_src/") in text:
                site.put(FONT, b"a made-up font")
