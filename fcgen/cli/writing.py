"""The commands that write entries: new, rename."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from fcgen.building.inputs import Options
from fcgen.cli.completion import entries, others
from fcgen.console.report import plain, print_diagnostics
from fcgen.diagnostics import Strictness, graded
from fcgen.entries.model import Kind


@click.command()
@click.argument("kind", type=click.Choice([kind.value for kind in Kind]))
@click.argument("title", default="")
@click.option("--id", "entry_id", default="", metavar="ID", help="Its id; else one is made from the title.")
@click.option("--date", default="", help="When it was published; for a claim, when it was made.")
@click.option(
    "--claim",
    default="",
    metavar="ID|TEXT",
    shell_complete=others,
    help="The claim of a fact-check; a text makes a new one.",
)
@click.option(
    "--claimant",
    "claimants",
    multiple=True,
    metavar="NAME",
    shell_complete=others,
    help="Who made the claim; may be given again.",
)
@click.option("--verdict", default="", metavar="WORD", help="The reviewer's verdict, in the reviewer's own word.")
@click.option(
    "--reviewer",
    default="",
    metavar="NAME",
    shell_complete=others,
    help="Who made the review; else the site's publisher.",
)
@click.option("--outlet", default="", metavar="NAME", shell_complete=others, help="Where an article was published.")
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="NAME",
    shell_complete=others,
    help="What it is about; may be given again.",
)
@click.option(
    "--draft/--publish",
    default=None,
    help="Whether it is kept out of the site until it is ready; people, outlets and topics are not, all else is.",
)
@click.option("--yes", is_flag=True, help="Ask nothing, also on a terminal.")
@click.pass_obj
def new(root: Path, /, kind: str, entry_id: str, yes: bool, **said: Any) -> None:
    """Write a new entry.

    TITLE is its title; of a claim it is the text, of a person, outlet or topic the name. On a terminal, what is not
    given is asked for.
    """
    from fcgen.commands.new import CannotCreateError
    from fcgen.commands.new import new as run
    from fcgen.commands.new_report import print_written
    from fcgen.writing.asking import asked
    from fcgen.writing.rereading import read_whole
    from fcgen.writing.wanted import Wanted, completed, missing, spare

    wanted = Wanted(kind=Kind(kind), id=entry_id, **said)
    if extra := spare(wanted):
        raise click.UsageError(f"{kind} has no {_options(extra)}")
    chosen = Options(dt.datetime.now(dt.UTC), drafts=True, future=True)
    read, problems = read_whole(root, chosen)
    if read is None:
        print_diagnostics(graded(problems, Strictness.NORMAL), root)
        sys.exit(1)
    if not yes and sys.stdin.isatty() and sys.stderr.isatty():
        wanted = asked(wanted, chosen, read)
    wanted = completed(wanted, read)
    if lacking := missing(wanted):
        raise click.UsageError(f"{kind} needs {_options(lacking)}")
    try:
        written = run(root, chosen, read, wanted)
    except CannotCreateError as error:
        raise click.UsageError(plain(str(error))) from error
    except FileExistsError as error:
        raise click.UsageError(plain(f"{error.filename} is there already; choose another id with --id")) from error
    print_written(written, root)


def _options(keys: tuple[str, ...]) -> str:
    names = {"title": "TITLE", "claimants": "--claimant", "topics": "--topic"}
    return ", ".join(names.get(key, f"--{key}") for key in keys)


@click.command()
@click.argument("old", metavar="OLD", shell_complete=entries)
@click.argument("new", metavar="NEW", shell_complete=entries)
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
