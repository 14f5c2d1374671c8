"""`fcgen theme`: what the packaged theme has and the site has of its own, and copies of it to be changed."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

import fcgen
from fcgen.building.inputs import Options, read_config
from fcgen.commands.theme_parts import ADDED, PARTS, chosen, grouped, smaller, texts, users
from fcgen.config import Config
from fcgen.console.report import plain, print_diagnostics, say
from fcgen.diagnostics import errors, graded
from fcgen.disk.copies import in_the_way, is_of, noted, origin, without_note, write_new
from fcgen.disk.theme import DEFAULT, LOCALE, own_files, packaged, packaged_files
from fcgen.pages.blocks import extends


class CannotCopyError(Exception):
    """Nothing was copied: a line for each reason."""


def copy_theme(root: Path, options: Options, names: Iterable[str]) -> int:
    """Copy files of the packaged theme into the site's own templates, all that are named or none, and tell of it.

    Return the exit status. Raises CannotCopyError and OSError.
    """
    config = _config(root, options)
    if config is None:
        return 1
    folder, theme = config.templates, packaged_files()
    taken, problems = chosen(names, theme, folder)
    paths = {name: f"{folder}/{name}" for name in taken}
    for name, path in paths.items():
        if there := in_the_way(root, path):
            problems += (f"{there} is there already, and is left as it is; move it away to copy {name}",)
    if problems:
        raise CannotCopyError("\n".join(("nothing was copied:", *problems)))
    write_new(root, {path: noted(name, theme[name], fcgen.__version__) for name, path in paths.items()})
    _tell(folder, taken, texts(theme))
    return 0


def _tell(folder: str, taken: Iterable[str], theirs: Mapping[str, str]) -> None:
    paths = {name: f"{folder}/{name}" for name in taken}
    width = max(map(len, paths.values()))
    say(f"Copied into {folder}/. From now on these stand in place of the theme's own:\n")
    for name, path in paths.items():
        say(f"  {path:{width}}  {PARTS[name]}{users(name, theirs)}")
    less = [f"  {line}" for name in paths if (line := smaller(name, folder, theirs))]
    if less:
        say("\nLess may do, and keeps up with the theme when fcgen is upgraded:\n")
        say("\n".join(less))
    say("\nAfter an upgrade, `fcgen theme list` tells which of the theme's files have changed since they were copied.")


def list_theme(root: Path, options: Options) -> int:
    """Print what the packaged theme has, and what the site has of its own. Return the exit status. Raises OSError."""
    config = _config(root, options)
    if config is None:
        return 1
    own, problems = own_files(root, config.templates)
    lines = listing(config.templates, own, packaged_files())
    click.echo(plain("\n".join((*lines, f"The files of the theme are in {packaged()}."))))
    print_diagnostics(graded(problems, options.strictness), root)
    return 0


def listing(folder: str, own: Mapping[str, bytes], theirs: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return, as lines for people, the files `theirs` of a theme, and how those in a site's `folder` stand to them."""
    width = max(map(len, (*theirs, *ADDED)))
    lines: list[str] = []
    for heading, names in grouped(theirs):
        lines.append(f"{heading}:")
        for name in names:
            lines.append(f"  {name:{width}}  {PARTS[name]}")
            if name in own:
                lines.append(f"    {folder}/{name}: {_state(name, own[name], theirs[name])}")
        lines.append("")
    others = sorted(own.keys() - theirs.keys())
    if others:
        told = (f"  {name:{width}}  {ADDED.get(name, '')}".rstrip() for name in others)
        lines += [f"Besides, in {folder}/:", *told, ""]
    return tuple(lines)


def left_behind(root: Path, folder: str) -> tuple[str, ...]:
    """Return the copies in a site's own `folder` of which the theme's own has changed since. Raises OSError."""
    own, theirs = own_files(root, folder)[0], packaged_files()
    copies = ((name, origin(own[name])) for name in sorted(own.keys() & theirs.keys()))
    return tuple(f"{folder}/{name}" for name, it in copies if it and not is_of(theirs[name], it))


def _state(name: str, own: bytes, theirs: bytes) -> str:
    """Return how a file of a site's own stands to the one of the theme."""
    came_from = origin(own)
    if came_from:
        copied = f"copied from fcgen {came_from.version}"
        if not is_of(theirs, came_from):
            return f"{copied}; the theme's own has changed since: compare them"
        same = without_note(own).replace(b"\r\n", b"\n") == theirs
        return f"{copied}, unchanged" if same else f"{copied} and changed"
    if name.startswith(LOCALE):
        return "before the theme's, message by message"
    if extends(own.decode(errors="replace"), f"{DEFAULT}{name}"):
        return "changes blocks of the theme's"
    return "in place of the theme's"


def _config(root: Path, options: Options) -> Config | None:
    """Return the configuration of the site in `root`, or None where it has errors. What is wrong is told."""
    config, problems = read_config(root, options)
    print_diagnostics(graded(problems, options.strictness), root)
    return None if errors(problems) else config
