"""`fcgen check`: everything that is wrong with a site, without building it."""

from pathlib import Path

from fcgen.commands.report import count_of, diagnostics_data, print_diagnostics, print_json, say
from fcgen.commands.site import Options, read_site
from fcgen.diagnostics import errors


def check(root: Path, options: Options, as_json: bool) -> int:
    """Print what is wrong with the site in the folder `root`, and return the exit status. Raises OSError."""
    read = read_site(root, options)
    if as_json:
        print_json(diagnostics_data(read.diagnostics))
    else:
        print_diagnostics(read.diagnostics, root)
        say(f"{count_of(read.diagnostics)}.")
    return 1 if errors(read.diagnostics) else 0
