"""`fcgen check`: everything that is wrong with a site, without building it."""

from pathlib import Path

from fcgen.commands.inputs import Options
from fcgen.commands.report import count_of, diagnostics_data, print_diagnostics, print_json, say
from fcgen.commands.site import check_site
from fcgen.diagnostics import errors, graded


def check(root: Path, options: Options, as_json: bool) -> int:
    """Print what is wrong with the site in the folder `root`, and return the exit status. Raises OSError."""
    found = graded(check_site(root, options), options.strictness)
    if as_json:
        print_json(diagnostics_data(found))
    else:
        print_diagnostics(found, root)
        say(f"{count_of(found)}.")
    return 1 if errors(found) else 0
