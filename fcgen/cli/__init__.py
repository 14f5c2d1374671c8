"""The command line: options and exit codes, nothing else.

Exit status: 0 done; 1 the content has errors; 2 wrong usage; 3 a fault of the program or the machine.
"""

import os
import sys
import traceback
from pathlib import Path
from typing import Final

import click

from fcgen import __version__
from fcgen.cli.completion import completion
from fcgen.cli.options import fault
from fcgen.cli.site import build, check, deploy, init, serve
from fcgen.cli.theme import theme
from fcgen.cli.writing import new, rename

_INTERRUPTED: Final = 130
"""What a shell says of a program that was interrupted."""


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


for command in (init, new, rename, build, serve, check, deploy, theme, completion):
    cli.add_command(command)


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
        fault(f"{error.strerror or error}: {error.filename}" if error.filename else f"{error}")
    except Exception as error:
        if os.environ.get("FCGEN_TRACE"):
            traceback.print_exc()
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        fault(f"this is a fault in fcgen, not in your archive: {what}; FCGEN_TRACE=1 shows the trace")
