"""What several commands share: options, and how faults are told."""

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from fcgen import dates
from fcgen.building.inputs import Options
from fcgen.console.report import say
from fcgen.diagnostics import Strictness


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


def options(
    strict: bool,
    lenient: bool,
    drafts: bool,
    future: bool,
    clock: dt.datetime | None,
    base_url: str | None,
    search: bool = True,
    jobs: int | None = None,
) -> Options:
    """Return what a command takes from its options."""
    now = clock or dt.datetime.now(dt.UTC)
    return Options(now, base_url, drafts, future, search, _strictness(strict, lenient), jobs)


strict = click.option("--strict", is_flag=True, help="Warnings are errors.")
lenient = click.option(
    "--lenient", is_flag=True, help="Errors that leave a page readable are warnings, for content from elsewhere."
)
drafts = click.option("--drafts", is_flag=True, help="With entries marked as drafts.")
future = click.option("--future", is_flag=True, help="With entries whose date is to come.")
clock = click.option(
    "--clock", type=_Moment(), help="The time, in UTC or with an offset, that dates to come are measured by; else now."
)
base_url = click.option("--base-url", metavar="URL", help="The site's address, in place of config.yaml's.")
jobs = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="At most N processes at a time; else as many as there are cores.",
)


@contextmanager
def told_as_faults() -> Iterator[None]:
    """Enclose a build: what it refuses is wrong usage, what it can't do is a fault of the machine."""
    from fcgen.disk.lock import BusyError
    from fcgen.disk.manifest import RefusedError
    from fcgen.disk.search import SearchFailedError

    try:
        yield
    except RefusedError as error:
        raise click.UsageError(str(error)) from error
    except BusyError as error:
        fault(str(error))
    except SearchFailedError as error:
        fault(f"the search index could not be made: {error}")


def fault(message: str) -> NoReturn:
    """Tell of a fault of the program or the machine, and end."""
    say(f"{click.style('fcgen:', fg='red', bold=True)} {message}")
    sys.exit(3)
