"""`fcgen deploy`: builds the site and publishes it on a branch, from where GitHub Pages and others serve it."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.building import inputs
from fcgen.building.inputs import Options, read_config
from fcgen.building.looking import STATE
from fcgen.commands.build import build
from fcgen.config import CONFIG_FILE
from fcgen.console.progress import Progress
from fcgen.console.report import count_of, plain, print_diagnostics, say
from fcgen.console.summary import exit_status, print_summary
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.disk import branch as publishing
from fcgen.disk import git
from fcgen.disk.git import Identity, NoRepositoryError, Repository
from fcgen.disk.lock import locked
from fcgen.disk.manifest import LISTS, MANIFEST, owned
from fcgen.formats import url_list
from fcgen.formats.url_list import NoList
from fcgen.publishing.changes import WrongDomain, changes, domain, headline, told
from fcgen.publishing.limits import is_for_pages, near_limits, remotes
from fcgen.publishing.vanished import vanished

CNAME: Final = "CNAME"
_STAGE: Final = "deploy"


class CannotDeployError(Exception):
    """The site can't be published there; the message says why and what to do."""


class How(msgspec.Struct, frozen=True):
    """How publishing is asked for. `out` is the output folder, relative to the site's; None: the configuration's."""

    branch: str
    remote: str
    dry_run: bool = False
    out: Path | None = None


class _Place(msgspec.Struct, frozen=True):
    """Where the site is published, and by whom. `tip` is the newest commit there, None where there is no such branch.

    `before` are its files with the ids of their contents.
    """

    repository: Repository
    who: Identity
    tip: str | None
    before: Mapping[str, str]


def deploy(root: Path, how: How, options: Options, progress: Progress) -> int:
    """Build the site in the folder `root`, publish it, and return the exit status.

    Raises CannotDeployError, GitError, and what `build` does.
    """
    if not (root / CONFIG_FILE).is_file():
        print_summary(build(root, inputs.How(how.out), options, progress))
        return 1
    place = _place(root, how)
    summary = build(root, inputs.How(how.out), options, progress)
    print_summary(summary)
    if summary.done is None:
        return exit_status(summary)
    with locked(root / STATE), _staged(summary.done.out, root / STATE / _STAGE) as stage:
        return _published(root, how, options, place, stage)


def _published(root: Path, how: How, options: Options, place: _Place, stage: Path) -> int:
    repository, before = place.repository, place.before
    _name_domain(root, options, git.content(repository, before[CNAME]) if CNAME in before else b"", stage)
    after = git.contents(repository, stage, sorted(_below(stage)))
    found = changes(before, after)
    if not found:
        say(f"Nothing to publish: the branch {how.branch!r} of {how.remote!r} has this very site.")
        return 0
    for line in told(found):
        say(plain(line))
    wrong = graded((*_gone(repository, before, after), *_near_limits(root, options, stage, after)), options.strictness)
    print_diagnostics(wrong, root)
    if errors(wrong):
        say(f"{count_of(wrong)}: nothing was published.")
        return 1
    if how.dry_run:
        say("Nothing was published (--dry-run).")
        return 0
    commit = publishing.committed(repository, stage, place.tip, place.who, f"Publish: {headline(found)}")
    publishing.check(repository, commit, after)
    git.push(repository, how.remote, commit, how.branch)
    say(f"Published to the branch {how.branch!r} of {how.remote!r}.")
    return 0


def _place(root: Path, how: How) -> _Place:
    """Return where the site is to be published, when nothing there is anybody else's. Raises CannotDeployError."""
    try:
        repository = git.repository(root)
    except NoRepositoryError as error:
        raise CannotDeployError(f"{root.resolve()} is in no git repository that can be used: {error}") from error
    known = git.remotes(repository)
    if how.remote not in known:
        names = f"; there is {', '.join(map(repr, known))}" if known else ""
        mend = "add it with `git remote add`, or name another with --remote"
        raise CannotDeployError(f"the repository has no remote {how.remote!r}{names}; {mend}")
    if not git.can_be_branch(repository, how.branch):
        raise CannotDeployError(f"{how.branch!r} can't be the name of a branch; name another with --branch")
    who = git.identity(repository)
    if who is None:
        mend = "set them with `git config user.name …` and `git config user.email …`"
        raise CannotDeployError(f"git does not know your name and address, which a commit needs; {mend}")
    if how.branch == repository.branch:
        raise CannotDeployError(f"{how.branch!r} is the branch that you are on; name another with --branch")
    found = git.remote(repository, how.remote)
    if how.branch == found.head:
        raise CannotDeployError(f"{how.branch!r} is the main branch of {how.remote!r}; name another with --branch")
    if not found.branches:
        mend = "push your own branch first, since a host takes the first one that comes for the main branch"
        raise CannotDeployError(f"the remote {how.remote!r} is empty; {mend}")
    tip = found.branches.get(how.branch)
    return _Place(repository, who, tip, _files(repository, how, tip) if tip else {})


def _files(repository: Repository, how: How, tip: str) -> Mapping[str, str]:
    """Return the files on the branch, when there are none or fcgen has made them. Raises CannotDeployError."""
    git.fetch(repository, how.remote, how.branch)
    before = git.files(repository, tip)
    if before and MANIFEST not in before:
        why = f"the branch {how.branch!r} of {how.remote!r} has files that fcgen did not make"
        raise CannotDeployError(f"{why}; name another one with --branch, or empty it")
    return before


@contextmanager
def _staged(out: Path, folder: Path) -> Iterator[Path]:
    """Give a folder with what fcgen made in the output folder, and nothing else, until it is no longer needed."""
    shutil.rmtree(folder, ignore_errors=True)
    stage = folder / "site"
    own = {*owned(out), *(name for name in LISTS if (out / name).is_file())}
    others = sorted(_below(out) - own)
    if others:
        say(plain(f"Not published, since fcgen did not make it: {others[0]}{_and_more(len(others) - 1)}"))
    if broken := sorted(path for path in own if "\n" in path):
        raise CannotDeployError(f"{broken[0]!r} has a line break in its name, which git can't be told; rename it")
    try:
        for path in own:
            (stage / path).parent.mkdir(parents=True, exist_ok=True)
            _put(out / path, stage / path)
        yield stage
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(source: Path, target: Path) -> None:
    """Let a file be found in another place: a link, since hard ones would alter the stamps that builds rely on."""
    try:
        target.symlink_to(source)
    except OSError:  # Windows lets few make links
        shutil.copyfile(source, target)


def _name_domain(root: Path, options: Options, standing: bytes, stage: Path) -> None:
    """Put the file into the site that tells GitHub its domain, where it has one of its own."""
    config, _ = read_config(root, options)
    assert config, "the site was built by it"
    before = standing.decode(errors="replace").strip()
    found = domain(config, before)
    if isinstance(found, WrongDomain):
        raise CannotDeployError(found.why)
    if found and found == before:
        (stage / CNAME).write_bytes(standing)  # GitHub writes it without a line end
    elif found:
        say(
            plain(
                f"GitHub is told the domain {found}{f' in place of {before}' if before else ''}, in the file {CNAME}."
            )
        )
        (stage / CNAME).write_bytes(f"{found}\n".encode())


def _gone(repository: Repository, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return an error for each address that the branch promises and the site has not."""
    if url_list.PATH not in before:
        return ()
    published = url_list.read(git.content(repository, before[url_list.PATH]))
    if isinstance(published, NoList):
        raise CannotDeployError(f"{url_list.PATH} of the branch: {published.why}")
    return vanished(published.addresses, map(urls.address_of, after))


def _near_limits(root: Path, options: Options, stage: Path, files: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return what comes near a limit of GitHub Pages, if that is where the site is published."""
    config, _ = read_config(root, options)
    assert config, "the site was built by it"
    large = near_limits({path: (stage / path).stat().st_size for path in files})
    return large if large and is_for_pages(config.base_url, remotes(root)) else ()


def _below(folder: Path) -> set[str]:
    paths = (Path(top, name) for top, _, names in os.walk(folder) for name in names)
    return {path.relative_to(folder).as_posix() for path in paths}


def _and_more(count: int) -> str:
    return f" and {count:,} more" if count else ""
