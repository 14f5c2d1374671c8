"""The commands on the theme."""

import datetime as dt
import sys
from pathlib import Path

import click

from fcgen.building.inputs import Options
from fcgen.console.report import plain


@click.group()
def theme() -> None:
    """List the files of the theme, or copy some to change them."""


@theme.command("list")
@click.pass_obj
def list_theme(root: Path) -> None:
    """List the files of the theme, and which of them the site has its own of.

    Of a copy it tells whether the theme's own file has changed since it was copied.
    """
    from fcgen.commands.theme import list_theme as run

    sys.exit(run(root, Options(dt.datetime.now(dt.UTC))))


@theme.command("copy")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.pass_obj
def copy_theme(root: Path, names: tuple[str, ...]) -> None:
    """Copy files of the theme into the site's own templates.

    NAME is a file that `fcgen theme list` lists, such as claim.html, or a folder, such as components/. What is there
    already is never replaced: then nothing is copied.
    """
    from fcgen.commands.theme import CannotCopyError
    from fcgen.commands.theme import copy_theme as run

    try:
        sys.exit(run(root, Options(dt.datetime.now(dt.UTC)), names))
    except CannotCopyError as error:
        raise click.UsageError(plain(str(error))) from error
