"""`fcgen check`: everything that is wrong with a site, without building it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from fcgen import codes
from fcgen.archive.rules import advice, unsilenced
from fcgen.archive.rules.finding import placed
from fcgen.archive.rules.links import doubtful, gone, outside_links
from fcgen.archive.urls import Address
from fcgen.building.collecting import without_collection
from fcgen.building.inputs import Options, read_config, seen
from fcgen.building.recalling import recalled
from fcgen.building.site import Site, items, read_site, sorted_files
from fcgen.commands.link_report import LinkReport, report_on, tell_of_links
from fcgen.commands.theme import left_behind
from fcgen.config import Config
from fcgen.console.progress import Progress, progress, silent
from fcgen.console.report import count_of, diagnostics_data, plain, print_diagnostics, print_github, print_json, say
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.disk.packaged import schema_org
from fcgen.encoding import decoded
from fcgen.entries.front import Front, front
from fcgen.formats.vocabulary import vocabulary
from fcgen.pages.markup import check_markup
from fcgen.pages.plan import Plan
from fcgen.publishing.limits import is_for_pages, near_limits, remotes, sizes
from fcgen.publishing.links import Visit, tried
from fcgen.publishing.published import published
from fcgen.publishing.since import published_entries
from fcgen.publishing.vanished import vanished

INTERRUPTED: Final = 130
"""The exit status of who was interrupted, as shells have it: 128 and the number of SIGINT."""


class Form(StrEnum):
    """How mistakes are printed: for people, as a JSON document, or as commands of a GitHub workflow."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


class Checked(msgspec.Struct, frozen=True):
    """All that is wrong, in order, and what became of the links that lead out, None: nobody tried them."""

    found: tuple[Diagnostic, ...]
    links: LinkReport | None = None


def check(
    root: Path, options: Options, form: Form, against: str | None, since: str | None, visit: Visit | None = None
) -> int:
    """Print what is wrong with the site in the folder `root`, and return the exit status.

    `against` names the list of what was published, a web address or a file; `since` a revision of git that was; `visit`
    tries links. Raises NoListError, NoRevisionError, FetchError, GitError and OSError.
    """
    before = published(root, against).addresses if against is not None else ()
    with progress(visit is not None) as bars:
        done = checked(root, options, before, since, visit, bars)
    found = done.found
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
        if before and any(one.code is not codes.ADDRESS_GONE for one in errors(found)):
            say("The published addresses were not compared: what can't be read is not gone.")
        _tell_of_copies(root, options)
    if done.links:
        tell_of_links(done.links)
    if done.links and done.links.interrupted:
        return INTERRUPTED
    return 1 if errors(found) else 0


def _tell_of_copies(root: Path, options: Options) -> None:
    """Say which copies of the theme's files an upgrade has left behind: that is no mistake, they may do as they are."""
    config, _ = read_config(root, options)
    old = left_behind(root, config.templates) if config else ()
    if old:
        say(plain(f"Copied from the theme, which has changed since: {', '.join(old)} (`fcgen theme list` tells more)."))


def checked(
    root: Path,
    options: Options,
    before: Iterable[Address] = (),
    since: str | None = None,
    visit: Visit | None = None,
    progress: Progress = silent,
) -> Checked:
    """Return all that is wrong with the site in the folder `root`, in order, its markup included.

    `before` are the addresses that were published. They are compared when there are no other errors: what can't be read
    is not gone. `since` is the revision of git that was published; without it, what the branch follows, if anything.
    `visit` tries the links that lead out; without it, none is tried. What the rules of the trade say comes without what
    entries ignore. Raises NoRevisionError, GitError and OSError.
    """
    found, problems = seen(root, options)
    if found is None:
        return Checked(graded(problems, options.strictness))
    with without_collection():
        site = read_site(found, options, before=recalled(root, found, items(found, sorted_files(found))))
    then = published_entries(root, found, since)
    texts = _Texts(site)
    links = outside_links(site.archive, texts) if visit else {}
    became = tried(root, links, visit, options.now, progress) if visit else None
    advised = (
        *check_markup(site.archive, vocabulary(schema_org())),
        *advice(site.archive, texts, options.now, then),
        *(placed(one, texts) for one in gone(links, became.outcomes if became else {})),
    )
    unasked = (
        *((codes.PUBLISHED_OTHERWISE,) if then is None else ()),
        *((codes.LINK_GONE,) if became is None else ()),
    )
    unsure = {(path, codes.LINK_GONE) for path in doubtful(links, became.outcomes)} if became else ()
    heard = unsilenced(advised, site.archive.entries.values(), unasked, unsure)
    if errors(site.diagnostics):  # a rule may have more to tell when all can be read
        heard = tuple(one for one in heard if one.code is not codes.NOTHING_IGNORED)
    told = graded((*site.diagnostics, *heard, *_near_limits(root, found.config)), options.strictness)
    if not errors(told):
        told = graded((*told, *vanished(before, addresses(site.plan))), options.strictness)
    return Checked(told, report_on(links, became) if became else None)


def _near_limits(root: Path, config: Config) -> tuple[Diagnostic, ...]:
    """Return what comes near a limit of GitHub Pages in the site as it was built last, if it is published there."""
    large = near_limits(sizes(root / config.output))
    return large if large and is_for_pages(config.base_url, remotes(root)) else ()


class _Texts(Mapping[str, Front]):
    """What the files of a site's entries hold, by their paths, read when somebody asks for it."""

    def __init__(self, site: Site) -> None:
        self._items = {item.path: item for item in site.items}

    def __getitem__(self, path: str) -> Front:
        text, _ = decoded(self._items[path].real.read_bytes(), path)
        return front(text or "", path)

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def addresses(plan: Plan) -> frozenset[Address]:
    """Return where readers and programs would find something: pages, data, and files as they are."""
    copies, data = {copy.address for copy in plan.copies}, {file.address for file in plan.data}
    return plan.addresses | copies | data | frozenset(plan.assets.values())


def _here(root: Path) -> str:
    """Return the folder `root` as the caller sees it from where it stands; "" for that folder itself."""
    here, folder = Path.cwd(), root.resolve()
    return os.path.relpath(folder, here) if folder.is_relative_to(here) else str(folder)
