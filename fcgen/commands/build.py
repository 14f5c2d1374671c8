"""`fcgen build`: the stages in their order, and the only place where pages are written."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from fcgen.archive import urls
from fcgen.commands.site import Options, Progress, Read, assemble_archive, load_entries, read_config, read_source
from fcgen.commands.summary import Summary
from fcgen.config import Config
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.disk import search as pagefind
from fcgen.disk.lock import locked
from fcgen.disk.output import PAGEFIND, RefusedError, Stage
from fcgen.pages.frame import frame
from fcgen.pages.plan import Fixed, Page
from fcgen.pages.render import TemplateError, Templates, render
from fcgen.pages.search import CJK, SEGMENTED, SearchRecord, Shelved, record, shelved
from fcgen.pages.view_types import Shelf
from fcgen.pages.views import Shelves, view

STATE = ".fcgen"
"""The folder beside config.yaml for what a build needs on its way. It can be deleted at any time."""


def build(root: Path, out: Path | None, options: Options, progress: Progress) -> Summary:
    """Build the site in the folder `root` into `out`, or where the configuration says.

    With errors in the content nothing is written, and the summary has them. `out` is relative to `root`.
    Raises RefusedError, SearchFailedError and OSError.
    """
    seconds: dict[str, float] = {}

    @contextmanager
    def stage(name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        seconds[name] = time.perf_counter() - start

    with stage("scan"):
        read = read_source(read_config(root, options))
    with stage("load"):
        read, files, entries = load_entries(read, options, progress)
    with stage("assemble"):
        read = assemble_archive(read, files, entries, options)
    if errors(read.diagnostics) or not (read.config and read.source and read.theme and read.archive and read.plan):
        return Summary(read, seconds)
    target = _checked(root, (root / (out or read.config.output)).resolve(), read.config)
    state = root / STATE
    with locked(state), Stage(state / "stage", target) as staged:
        with stage("render"):
            shelves, problems = _render(read, staged, progress)
            for copy in read.plan.copies:
                staged.add(urls.output(copy.address), read.source.read(copy.file.path))
            for name, address in read.plan.assets.items():
                staged.add(urls.output(address), read.theme.contents[name])
            staged.add(".nojekyll", b"")
        if problems:
            found = graded((*read.diagnostics, *problems), options.strictness)
            return Summary(msgspec.structs.replace(read, diagnostics=found), seconds)
        with stage("search"):
            notes = _index(shelves, state, staged, progress)
        with stage("write"):
            placed = staged.place()
    return Summary(read, seconds, notes, placed, target)


def _render(read: Read, staged: Stage, progress: Progress) -> tuple[tuple[Shelved, ...], tuple[Diagnostic, ...]]:
    """Stage every page; return what the search index is told of them, and the mistakes of templates."""
    if not (read.archive and read.plan and read.theme):
        raise ValueError("a site that was not planned can't be rendered")
    shared = frame(read.archive, read.plan.addresses, read.plan.assets)
    templates = Templates(read.theme.templates, read.theme.paths)
    records: list[SearchRecord] = []
    problems: set[Diagnostic] = set()
    step = progress("Rendering", len(read.plan.pages))

    def write(page: Page, shelves: Shelves) -> None:
        made = view(read.archive, shared, page, shelves)  # type: ignore[arg-type]
        one = record(made, urls.href(shared.site.base_path, page.address))
        if one:
            records.append(one)
        try:
            staged.add(urls.output(page.address), render(made, templates, read.bodies.__getitem__))
        except TemplateError as error:
            problems.add(error.diagnostic)
        step()

    last = [page for page in read.plan.pages if page.subject == Fixed("search")]
    for page in read.plan.pages:
        if page not in last:
            write(page, Shelves())
    found = shelved(records, read.bodies.__getitem__) if last else ()
    script = read.plan.assets.get("search.js")
    shelves = tuple(Shelf(urls.href(shared.site.base_path, urls.shelf(s.language)), len(s.pages)) for s in found)
    for page in last:  # it names the shelves, which only the other pages decide
        write(page, Shelves(shelves, urls.href(shared.site.base_path, script) if script else ""))
    return found, tuple(problems)


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
