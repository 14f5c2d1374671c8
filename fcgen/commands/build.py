"""`fcgen build`: the stages in their order, and the only place where pages are written."""

import functools
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from fcgen.archive import urls
from fcgen.commands.site import Options, Progress, Read, Site, body_of, read_site
from fcgen.commands.summary import Summary
from fcgen.commands.workers import mapped
from fcgen.config import Config
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.disk import search as pagefind
from fcgen.disk.lock import locked
from fcgen.disk.output import PAGEFIND, RefusedError, Stage
from fcgen.pages.frame import Frame, frame
from fcgen.pages.plan import Fixed, Page
from fcgen.pages.render import TemplateError, Templates, render
from fcgen.pages.search import CJK, SEGMENTED, SearchRecord, Shelved, record, shelved
from fcgen.pages.view_types import Shelf
from fcgen.pages.views import Shelves, view

STATE = ".fcgen"
"""The folder beside config.yaml for what a build needs on its way. It can be deleted at any time."""

_CHUNK = 100
"""How many pages a process is given at a time."""


def build(root: Path, out: Path | None, options: Options, progress: Progress) -> Summary:
    """Build the site in the folder `root` into `out`, or where the configuration says.

    With errors in the content nothing is written, and the summary has them. `out` is relative to `root`.
    Raises RefusedError, BusyError, SearchFailedError and OSError.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - start

    read = read_site(root, options, progress, stage)
    site = read.site
    if site is None or errors(read.diagnostics):
        return Summary(read, seconds)
    target = _checked(root, (root / (out or site.config.output)).resolve(), site.config)
    state = root / STATE
    with locked(state), Stage(state / "stage", target) as staged:
        with stage("render"):
            shelves, problems = _render(site, staged, options, progress)
            for copy in site.plan.copies:
                staged.add(urls.output(copy.address), site.source.read(copy.file.path))
            for name, address in site.plan.assets.items():
                staged.add(urls.output(address), site.theme.contents[name])
            staged.add(".nojekyll", b"")
        if problems:
            found = graded((*read.diagnostics, *problems), options.strictness)
            return Summary(Read(root, found, site), seconds)
        with stage("search"):
            notes = _index(shelves, state, staged, progress)
        with stage("write"):
            placed = staged.place()
    return Summary(read, seconds, notes, placed, target)


class _Press(msgspec.Struct, frozen=True):
    """What all pages are made with."""

    site: Site
    frame: Frame
    templates: Templates
    shelves: Shelves


class _Printed(msgspec.Struct, frozen=True):
    """A page that was made: its bytes and what the search index is told of it, or the mistake of a template."""

    page: bytes = b""
    record: SearchRecord | None = None
    problem: Diagnostic | None = None


def _render(
    site: Site, staged: Stage, options: Options, progress: Progress
) -> tuple[tuple[Shelved, ...], tuple[Diagnostic, ...]]:
    """Stage every page; return what the search index is told of them, and the mistakes of templates."""
    shared = frame(site.archive, site.plan.addresses, site.plan.assets)
    press = _Press(site, shared, Templates(site.theme.templates, site.theme.paths), Shelves())
    last = [page for page in site.plan.pages if page.subject == Fixed("search")]
    pages = [page for page in site.plan.pages if page not in last]
    records: list[SearchRecord] = []
    problems: set[Diagnostic] = set()
    step = progress("Rendering", len(pages))
    for page, printed in zip(pages, mapped(_print_chunk, press, pages, _CHUNK, options.crew), strict=True):
        staged.add(urls.output(page.address), printed.page)
        records += [printed.record] if printed.record else []
        problems |= {printed.problem} if printed.problem else set()
        step()
    found = shelved(records, functools.partial(body_of, site)) if last else ()
    script = site.plan.assets.get("search.js")
    base = site.config.base_path
    shelves = tuple(Shelf(urls.href(base, urls.shelf(s.language)), len(s.pages)) for s in found)
    named = msgspec.structs.replace(press, shelves=Shelves(shelves, urls.href(base, script) if script else ""))
    for page, printed in zip(last, _print_chunk(named, last), strict=True):
        staged.add(urls.output(page.address), printed.page)  # it names the shelves, which only the others decide
        problems |= {printed.problem} if printed.problem else set()
    return found, tuple(problems)


def _print_chunk(press: _Press, chunk: Sequence[Page]) -> list[_Printed]:
    site = press.site
    made = []
    for page in chunk:
        shown = view(site.archive, press.frame, page, press.shelves)
        one = record(shown, urls.href(site.config.base_path, page.address))
        try:
            made.append(_Printed(render(shown, press.templates, functools.partial(body_of, site)), one))
        except TemplateError as error:
            made.append(_Printed(problem=error.diagnostic))
    return made


def _index(shelves: tuple[Shelved, ...], state: Path, staged: Stage, progress: Progress) -> tuple[str, ...]:
    """Stage the search index of every shelf; return what the author should know of it."""
    notes = []
    languages = {shelf.language for shelf in shelves}
    extended = bool(languages & CJK) and pagefind.extended()
    if languages & SEGMENTED and not extended:
        notes.append(
            "Words inside Chinese and Japanese sentences are not found by search: install pagefind-bin-extended"
            " (pip install 'fcgen[cjk]')."
        )
    step = progress("Indexing", len(shelves))
    for shelf in shelves:
        with pagefind.index(shelf.pages, shelf.language, state, extended) as bundle:
            for path in bundle.files:
                staged.add(f"{PAGEFIND}{shelf.language}/{path}", bundle.read(path))
        step()
    return tuple(notes)


def _checked(root: Path, out: Path, config: Config) -> Path:
    """Return the output folder, unless writing there would harm the site itself. Raises RefusedError."""
    home = root.resolve()
    for folder in (home, *((home / name).resolve() for name in (config.content, config.templates, STATE))):
        if out == folder or out in folder.parents:
            raise RefusedError(f"{out} holds {folder}; name another output folder")
        if folder != home and folder in out.parents:
            raise RefusedError(f"{out} is inside {folder}; name another output folder")
    return out
