"""The command line: options and exit codes, nothing else.

Exit status: 0 done; 1 the content has errors; 2 wrong usage; 3 a fault of the program or the machine.
"""

import datetime as dt
import os
import shlex
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from fcgen import __version__, dates
from fcgen.commands.inputs import Options
from fcgen.commands.report import plain, say
from fcgen.diagnostics import Strictness, errors, graded

_INTERRUPTED = 130
"""What a shell says of a program that was interrupted."""


class _Moment(click.ParamType[dt.datetime]):
    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        try:
            return dates.parse(str(value), ZoneInfo("UTC")).start
        except (dates.NotADateError, dates.ImpossibleDateError):
            self.fail(f"{value!r} is not a time; write 2024-08-22 or 2024-08-22T19:30:00Z", param, ctx)


def _strictness(strict: bool, lenient: bool) -> Strictness:
    if strict and lenient:
        raise click.UsageError("--strict and --lenient exclude each other")
    return Strictness.STRICT if strict else Strictness.LENIENT if lenient else Strictness.NORMAL


def _options(
    strict: bool,
    lenient: bool,
    drafts: bool,
    future: bool,
    clock: dt.datetime | None,
    base_url: str | None,
    search: bool = True,
    jobs: int | None = None,
) -> Options:
    now = clock or dt.datetime.now(dt.UTC)
    return Options(now, base_url, drafts, future, search, _strictness(strict, lenient), jobs)


_strict = click.option("--strict", is_flag=True, help="Warnings are errors.")
_lenient = click.option(
    "--lenient", is_flag=True, help="Errors that leave a page readable are warnings, for content from elsewhere."
)
_drafts = click.option("--drafts", is_flag=True, help="With entries marked as drafts.")
_future = click.option("--future", is_flag=True, help="With entries whose date is to come.")
_clock = click.option(
    "--clock", type=_Moment(), help="The time, in UTC or with an offset, that dates to come are measured by; else now."
)
_base_url = click.option("--base-url", metavar="URL", help="The site's address, in place of config.yaml's.")
_jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N processes at a time; else as many as there are cores.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fcgen")
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="Run in this folder.",
)
@click.pass_context
def cli(context: click.Context, root: Path) -> None:
    """A static-site generator for fact-check archives."""
    context.obj = root


@cli.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def init(root: Path, folder: Path) -> None:
    """Write a new archive into DIR."""
    from fcgen.commands.init import NotEmptyError, init

    try:
        written = init(root / folder)
    except NotEmptyError as error:
        raise click.UsageError(str(error)) from error
    made = shlex.quote(str(root / folder))
    say(f"Wrote {len(written)} files to {made}. Its entries are made-up examples: replace them with your own.")
    say("Build it and look at it:")
    say(f"  cd {made}\n  fcgen build\n  fcgen serve")


@cli.command()
@click.option("--out", type=click.Path(path_type=Path), help="The output folder, in place of config.yaml's.")
@_base_url
@_drafts
@_future
@_jobs
@click.option("--no-search", is_flag=True, help="Without search: no index, no search page.")
@click.option("--clean", is_flag=True, help="Take nothing from earlier builds: load and render everything again.")
@click.option(
    "--explain",
    metavar="PATH",
    default="",
    help="Tell why a page was rendered, or why not; PATH is its address, its file in the output, or an entry.",
)
@_clock
@_strict
@_lenient
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document to standard output, and nothing else there."
)
@click.pass_obj
def build(
    root: Path, /, out: Path | None, no_search: bool, clean: bool, explain: str, as_json: bool, **how: Any
) -> None:
    """Build the site."""
    from fcgen.commands.build import How
    from fcgen.commands.build import build as run
    from fcgen.commands.progress import progress
    from fcgen.commands.report import print_json
    from fcgen.commands.summary import as_data, exit_status, print_summary

    options = _options(search=not no_search, **how)
    with _told_as_faults(), progress(not as_json) as bars:
        summary = run(root, How(out, clean, explain), options, bars)
    if as_json:
        print_json(as_data(summary))
    else:
        print_summary(summary)
    sys.exit(exit_status(summary))


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any that is free."
)
@_base_url
@click.pass_obj
def serve(root: Path, host: str, port: int, base_url: str | None) -> None:
    """Serve the built site on this machine, under its base path."""
    from fcgen.commands.inputs import read_config
    from fcgen.commands.report import print_diagnostics
    from fcgen.commands.serve import NothingBuiltError
    from fcgen.commands.serve import serve as run

    config, problems = read_config(root, Options(dt.datetime.now(dt.UTC), base_url))
    print_diagnostics(graded(problems, Strictness.NORMAL), root)
    if config is None or errors(problems):
        sys.exit(1)
    try:
        run(root, config, host, port)
    except NothingBuiltError as error:
        raise click.UsageError(str(error)) from error


@cli.command()
@_strict
@_lenient
@_drafts
@_future
@_clock
@_base_url
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How mistakes are printed; github: as annotations of a workflow.",
)
@click.option(
    "--against",
    metavar="URL|FILE",
    help="Tell what is gone of the addresses in this list: the data/urls.txt that was published.",
)
@click.pass_obj
def check(root: Path, /, form: str, against: str | None, **how: Any) -> None:
    """Tell everything that is wrong with the site, without building it."""
    from fcgen.commands.check import Form
    from fcgen.commands.check import check as run
    from fcgen.commands.published import NoListError
    from fcgen.disk.web import FetchError

    options = _options(**how)
    try:
        status = run(root, options, Form(form), against)
    except NoListError as error:
        raise click.UsageError(str(error)) from error
    except FetchError as error:
        _fault(plain(str(error)))
    sys.exit(status)


@cli.command()
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to publish on.")
@click.option("--remote", default="origin", show_default=True, help="The remote that has the branch.")
@click.option("--dry-run", is_flag=True, help="Build, and tell what would be published, but publish nothing.")
@click.option("--out", type=click.Path(path_type=Path), help="The output folder, in place of config.yaml's.")
@_base_url
@_jobs
@_strict
@_lenient
@click.pass_obj
def deploy(root: Path, /, branch: str, remote: str, dry_run: bool, out: Path | None, **how: Any) -> None:
    """Build the site and publish it on a branch of a remote, such as for GitHub Pages."""
    from fcgen.commands.deploy import CannotDeployError, How
    from fcgen.commands.deploy import deploy as run
    from fcgen.commands.progress import progress
    from fcgen.disk.git import GitError

    options = _options(drafts=False, future=False, clock=None, **how)
    try:
        with _told_as_faults(), progress(True) as bars:
            status = run(root, How(branch, remote, dry_run, out), options, bars)
    except CannotDeployError as error:
        raise click.UsageError(plain(str(error))) from error
    except GitError as error:
        _fault(plain(f"git failed: {error}"))
    sys.exit(status)


@cli.group()
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


@contextmanager
def _told_as_faults() -> Iterator[None]:
    """Enclose a build: what it refuses is wrong usage, what it can't do is a fault of the machine."""
    from fcgen.disk.lock import BusyError
    from fcgen.disk.manifest import RefusedError
    from fcgen.disk.search import SearchFailedError

    try:
        yield
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    except BusyError as error:
        _fault(str(error))
    except SearchFailedError as error:
        _fault(f"the search index could not be made: {error}")


def _fault(message: str) -> NoReturn:
    say(f"{click.style('fcgen:', fg='red', bold=True)} {message}")
    sys.exit(3)


def main() -> None:
    """Run the command line. A fault of the program is told in a line, with its trace where FCGEN_TRACE is set."""
    try:
        cli(prog_name="fcgen", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except OSError as error:
        _fault(f"{error.strerror or error}: {error.filename}" if error.filename else f"{error}")
    except Exception as error:
        if os.environ.get("FCGEN_TRACE"):
            traceback.print_exc()
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        _fault(f"this is a fault in fcgen, not in your archive: {what}; FCGEN_TRACE=1 shows the trace")
