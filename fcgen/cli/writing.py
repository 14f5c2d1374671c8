"""The commands that write entries: rename."""

import datetime as dt
import sys
from pathlib import Path

import click

from fcgen.commands.inputs import Options
from fcgen.commands.report import plain
from fcgen.diagnostics import Strictness, graded


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--dry-run", is_flag=True, help="Print what would change, as a patch, and change nothing.")
@click.pass_obj
def rename(root: Path, old: str, new: str, dry_run: bool) -> None:
    """Give an entry another name, and mend everything that refers to it.

    OLD and NEW are ids with or without their kind (claim:some-id), files or addresses. All else in the files that refer
    to it stays as it is, and the old address leads to the new one.
    """
    from fcgen.archive.moves import UnclearError
    from fcgen.commands.rename import CannotRenameError
    from fcgen.commands.rename import rename as run
    from fcgen.commands.rename_report import patch, print_renamed
    from fcgen.commands.report import print_diagnostics
    from fcgen.disk.rewrite import ChangedError

    try:
        renamed, problems = run(root, Options(dt.datetime.now(dt.UTC)), old, new, dry_run)
    except (UnclearError, CannotRenameError, ChangedError) as error:
        raise click.UsageError(plain(str(error))) from error
    if renamed is None:
        print_diagnostics(graded(problems, Strictness.NORMAL), root)
        sys.exit(1)
    if dry_run:
        click.echo(patch(renamed), nl=False)
    print_renamed(renamed, dry_run)
