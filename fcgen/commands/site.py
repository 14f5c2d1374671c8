"""The stages that every command begins with: scan, load, assemble, plan.

What a site is, before any page is made of it.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from fcgen import codes
from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive
from fcgen.config import CONFIG_FILE, Config, config, missing_config
from fcgen.diagnostics import START, Diagnostic, Strictness, diagnostic, graded
from fcgen.digest import Digest
from fcgen.disk.source import Source, scan
from fcgen.disk.theme import Theme, theme
from fcgen.entries.files import Sorted, sort_files
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Body, Entry
from fcgen.pages.plan import Plan, plan

Progress = Callable[[str, int], Callable[[], None]]
"""Begins to show a stage, given its name and how many steps it has; returns what moves it on by one."""


class Options(msgspec.Struct, frozen=True):
    """What the command line says of how a site is read. `now` is the time that dates to come are measured by."""

    now: dt.datetime
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    search: bool = True
    strictness: Strictness = Strictness.NORMAL


class Read(msgspec.Struct, frozen=True):
    """A site as it was read: `archive` and `plan` are None where mistakes kept them from being made."""

    root: Path
    diagnostics: tuple[Diagnostic, ...]
    config: Config | None = None
    source: Source | None = None
    theme: Theme | None = None
    bodies: Mapping[Digest, Body] = {}
    archive: Archive | None = None
    plan: Plan | None = None


def read_config(root: Path, options: Options) -> Read:
    """Return the site in the folder `root` with its configuration, and nothing else read."""
    path = root / CONFIG_FILE
    if not path.is_file():
        return Read(root, graded([missing_config()], options.strictness))
    try:
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        found = diagnostic(
            codes.NOT_UTF8,
            CONFIG_FILE,
            START,
            f"byte 0x{error.object[error.start]:02X} is not UTF-8",
            "save the file as UTF-8",
        )
        return Read(root, (found,))
    read, found_in_config = config(text, options.base_url)
    problems = list(found_in_config)
    if read and not (root / read.content).is_dir():
        hint = "make it, or name the folder that holds the entries: `content: …`"
        problems.append(
            diagnostic(
                codes.NO_CONTENT, CONFIG_FILE, START, f"there is no folder {read.content!r} beside config.yaml", hint
            )
        )
        read = None
    if read and not options.search:
        read = msgspec.structs.replace(read, search=False)
    return Read(root, graded(problems, options.strictness), read)


def read_source(read: Read) -> Read:
    """Scan the content and the theme. Raises OSError."""
    if read.config is None:
        return read
    source = scan(read.root, read.config.content)
    found = theme(read.root, read.config.templates)
    problems = (*read.diagnostics, *source.diagnostics, *found.diagnostics)
    return msgspec.structs.replace(read, source=source, theme=found, diagnostics=problems)


def load_entries(read: Read, options: Options, progress: Progress) -> tuple[Read, Sorted, tuple[Entry, ...]]:
    """Load every entry. Raises OSError."""
    if read.config is None or read.source is None:
        return read, Sorted((), (), ()), ()
    files = sort_files(read.source.files, read.config.content, read.source.unreadable)
    settings = Settings(read.config.timezone, read.config.html)
    problems: list[Diagnostic] = [*read.diagnostics, *files.diagnostics]
    bodies: dict[Digest, Body] = {}
    entries: list[Entry] = []
    step = progress("Loading", len(files.entries))
    for path, kind in files.entries:
        step()
        loaded = load(path, kind, read.source.read(path), settings)
        problems += loaded.diagnostics
        if loaded.entry and loaded.body and loaded.entry.outline.body:
            entries.append(loaded.entry)
            bodies[loaded.entry.outline.body] = loaded.body
    return (
        msgspec.structs.replace(read, bodies=bodies, diagnostics=graded(problems, options.strictness)),
        files,
        tuple(entries),
    )


def assemble_archive(read: Read, files: Sorted, entries: tuple[Entry, ...], options: Options) -> Read:
    """Assemble the archive and plan its outputs."""
    if read.config is None or read.source is None:
        return read
    others = {path: read.source.files[path] for path in files.others}
    archive, found = assemble(entries, others, read.config, Shown(options.now, options.drafts, options.future))
    planned, problems = plan(archive, read.theme.assets if read.theme else {})
    every = graded((*read.diagnostics, *found, *problems), options.strictness)
    return msgspec.structs.replace(read, archive=archive, plan=planned, diagnostics=every)


def read_site(root: Path, options: Options) -> Read:
    """Return the site in the folder `root` with everything up to the plan. Raises OSError."""
    read, files, entries = load_entries(read_source(read_config(root, options)), options, silent)
    return assemble_archive(read, files, entries, options)


def silent(name: str, steps: int) -> Callable[[], None]:
    """Show no progress."""
    return lambda: None
