"""The commands on a whole site: init, build, serve, check, deploy."""

import datetime as dt
import shlex
import sys
from pathlib import Path
from typing import Any

import click

from fcgen.cli.completion import pages
from fcgen.cli.options import base_url, clock, drafts, fault, future, jobs, lenient, options, strict, told_as_faults
from fcgen.console.report import plain, say


@click.command()
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


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="The output folder, in place of config.yaml's.")
@base_url
@drafts
@future
@jobs
@click.option("--no-search", is_flag=True, help="Without search: no index, no search page.")
@click.option("--clean", is_flag=True, help="Take nothing from earlier builds: load and render everything again.")
@click.option(
    "--explain",
    metavar="PATH",
    default="",
    shell_complete=pages,
    help="Tell why a page was rendered, or why not; PATH is its address, its file in the output, or an entry.",
)
@clock
@strict
@lenient
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document to standard output, and nothing else there."
)
@click.pass_obj
def build(
    root: Path, /, out: Path | None, no_search: bool, clean: bool, explain: str, as_json: bool, **how: Any
) -> None:
    """Build the site."""
    from fcgen.building.inputs import How
    from fcgen.commands.build import build as run
    from fcgen.console.progress import progress
    from fcgen.console.report import print_json
    from fcgen.console.summary import as_data, exit_status, print_summary

    chosen = options(search=not no_search, **how)
    with told_as_faults(), progress(not as_json) as bars:
        summary = run(root, How(out, clean, explain), chosen, bars)
    if as_json:
        print_json(as_data(summary))
    else:
        print_summary(summary)
    sys.exit(exit_status(summary))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 takes any that is free."
)
@click.option("--poll", is_flag=True, help="Look for changes, where the system does not tell of them.")
@drafts
@future
@clock
@base_url
@jobs
@strict
@lenient
@click.pass_obj
def serve(root: Path, /, host: str, port: int, poll: bool, clock: dt.datetime | None, **how: Any) -> None:
    """Show the site on this machine as it is from one save to the next; nothing is built."""
    from fcgen.commands.serve import How
    from fcgen.commands.serve import serve as run
    from fcgen.console.progress import progress

    asked = options(clock=clock, **how)
    with progress(True) as bars:
        sys.exit(run(root, How(host, port, poll, clock is None), asked, bars))


@click.command()
@strict
@lenient
@drafts
@future
@clock
@base_url
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
@click.option(
    "--since",
    metavar="REVISION",
    help="Tell what says something else than in this commit or branch, without a correction; without it, the upstream.",
)
@click.option(
    "--links",
    is_flag=True,
    help="Try the links that lead to other sites, slowly; tell those that are gone, or have no archived copy.",
)
@click.pass_obj
def check(root: Path, /, form: str, against: str | None, since: str | None, links: bool, **how: Any) -> None:
    """Tell everything that is wrong with the site, without building it."""
    from fcgen.commands.check import Form
    from fcgen.commands.check import check as run
    from fcgen.disk.git import GitError
    from fcgen.disk.web import FetchError
    from fcgen.publishing.links import polite
    from fcgen.publishing.published import NoListError
    from fcgen.publishing.since import NoRevisionError

    chosen = options(**how)
    try:
        status = run(root, chosen, Form(form), against, since, polite() if links else None)
    except NoListError as error:
        raise click.UsageError(str(error)) from error
    except NoRevisionError as error:
        raise click.UsageError(plain(str(error))) from error
    except GitError as error:
        fault(plain(f"git failed: {error}"))
    except FetchError as error:
        fault(plain(str(error)))
    sys.exit(status)


@click.command()
@click.option("--branch", default="gh-pages", show_default=True, help="The branch to publish on.")
@click.option("--remote", default="origin", show_default=True, help="The remote that has the branch.")
@click.option("--dry-run", is_flag=True, help="Build, and tell what would be published, but publish nothing.")
@click.option("--out", type=click.Path(path_type=Path), help="The output folder, in place of config.yaml's.")
@base_url
@jobs
@strict
@lenient
@click.pass_obj
def deploy(root: Path, /, branch: str, remote: str, dry_run: bool, out: Path | None, **how: Any) -> None:
    """Build the site and publish it on a branch of a remote, such as for GitHub Pages."""
    from fcgen.commands.deploy import CannotDeployError, How
    from fcgen.commands.deploy import deploy as run
    from fcgen.console.progress import progress
    from fcgen.disk.git import GitError

    chosen = options(drafts=False, future=False, clock=None, **how)
    try:
        with told_as_faults(), progress(True) as bars:
            status = run(root, How(branch, remote, dry_run, out), chosen, bars)
    except CannotDeployError as error:
        raise click.UsageError(plain(str(error))) from error
    except GitError as error:
        fault(plain(f"git failed: {error}"))
    sys.exit(status)
