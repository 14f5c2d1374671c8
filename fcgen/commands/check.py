"""`fcgen check`: everything that is wrong with a site, without building it."""

import os
from enum import StrEnum
from pathlib import Path

from fcgen.commands.inputs import Options
from fcgen.commands.report import count_of, diagnostics_data, print_diagnostics, print_github, print_json, say
from fcgen.commands.site import check_site
from fcgen.diagnostics import errors, graded


class Form(StrEnum):
    """How mistakes are printed: for people, as a JSON document, or as commands of a GitHub workflow."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check(root: Path, options: Options, form: Form) -> int:
    """Print what is wrong with the site in the folder `root`, and return the exit status."""
    found = graded(check_site(root, options), options.strictness)
    match form:
        case Form.JSON:
            print_json(diagnostics_data(found))
        case Form.GITHUB:
            # For the log: of annotations it shows no places, and GitHub keeps ten a step.
            print_diagnostics(found, root)
            print_github(found, _here(root))
        case Form.TEXT:
            print_diagnostics(found, root)
    if form is not Form.JSON:
        say(f"{count_of(found)}.")
    return 1 if errors(found) else 0


def _here(root: Path) -> str:
    """Return the folder `root` as the caller sees it from where it stands; "" for that folder itself."""
    here, folder = Path.cwd(), root.resolve()
    return os.path.relpath(folder, here) if folder.is_relative_to(here) else str(folder)
