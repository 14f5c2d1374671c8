"""The stages that every command begins with: scan, load, assemble, plan. What a site is, before any page is made."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import msgspec

from fcgen import codes
from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive
from fcgen.commands.workers import Workers, mapped, workers
from fcgen.config import CONFIG_FILE, Config, config, missing_config
from fcgen.diagnostics import START, Diagnostic, Strictness, diagnostic, graded
from fcgen.digest import Digest
from fcgen.disk.source import Source, scan
from fcgen.disk.theme import Theme, theme
from fcgen.encoding import decoded
from fcgen.entries.files import Sorted, sort_files
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Body, Entry, Kind, Outline
from fcgen.pages.plan import Plan, plan
from fcgen.words import nfc

_CHUNK = 50
"""How many entries a process is given at a time."""

Progress = Callable[[str, int], Callable[[], None]]
"""Begins to show a stage, given its name and how many steps it has; returns what moves it on by one."""

Stage = Callable[[str], AbstractContextManager[None]]
"""Encloses what is done in a stage, given its name."""


class Options(msgspec.Struct, frozen=True):
    """What the command line says of how a site is read. `now` is the time that dates to come are measured by.

    `jobs` is how many processes may work at a time; None: as many as there are cores.
    """

    now: dt.datetime
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    search: bool = True
    strictness: Strictness = Strictness.NORMAL
    jobs: int | None = None

    @property
    def crew(self) -> Workers:
        """The processes that may work."""
        return workers(self.jobs)


class Site(msgspec.Struct, frozen=True):
    """Everything that pages are made from. `bodies` are as `encoded_body` leaves them."""

    config: Config
    source: Source
    theme: Theme
    bodies: Mapping[Digest, bytes]
    archive: Archive
    plan: Plan


class Read(msgspec.Struct, frozen=True):
    """What came of reading a site; `site` is None where there is no configuration to read it by."""

    root: Path
    diagnostics: tuple[Diagnostic, ...]
    site: Site | None = None


def silent(name: str, steps: int) -> Callable[[], None]:
    """Show no progress."""
    return lambda: None


def untimed(name: str) -> AbstractContextManager[None]:
    """Enclose a stage in nothing."""
    return nullcontext()


def read_site(root: Path, options: Options, progress: Progress = silent, stage: Stage = untimed) -> Read:
    """Return the site in the folder `root` with everything up to the plan, and all that is wrong. Raises OSError."""
    with stage("scan"):
        settings, problems = read_config(root, options)
        if settings is None:
            return Read(root, graded(problems, options.strictness))
        source = scan(root, settings.content)
        settings = msgspec.structs.replace(settings, content=nfc(settings.content))  # as all paths of `source` are
        look = theme(root, settings.templates)
    with stage("load"):
        files = sort_files(source.files, settings.content, source.unreadable)
        entries, outlines, bodies, found = _load(files, source, settings, options, progress)
    with stage("assemble"):
        others = {path: source.files[path] for path in files.others}
        shown = Shown(options.now, options.drafts, options.future)
        archive, of_archive = assemble(entries, outlines, others, settings, shown)
        planned, of_plan = plan(archive, look.assets)
    every = (*problems, *source.diagnostics, *look.diagnostics, *files.diagnostics, *found, *of_archive, *of_plan)
    return Read(root, graded(every, options.strictness), Site(settings, source, look, bodies, archive, planned))


def read_config(root: Path, options: Options) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return the configuration in the folder `root`, or None where it can't be used, and what is wrong with it."""
    path = root / CONFIG_FILE
    if not path.is_file():
        return None, (missing_config(),)
    text, problems = decoded(path.read_bytes(), CONFIG_FILE)
    if text is None:
        return None, problems
    read, found = config(text, options.base_url)
    found = (*problems, *found)
    if read and not (root / read.content).is_dir():
        hint = "make it, or name the folder that holds the entries: `content: …`"
        message = f"there is no folder {read.content!r} beside config.yaml"
        return None, (*found, diagnostic(codes.NO_CONTENT, CONFIG_FILE, START, message, hint))
    return (msgspec.structs.replace(read, search=read.search and options.search) if read else None), found


class _LoadedBytes(msgspec.Struct, frozen=True):
    """What a file gave, as it comes from the process that loaded it: the body stays bytes until a page shows it."""

    diagnostics: tuple[Diagnostic, ...]
    entry: Entry | None
    outline: Outline | None
    body: bytes


# JSON, since in msgpack a time loses its offset, and with it the day that it was written as.
_DECODER = msgspec.json.Decoder(_LoadedBytes)


def _load(
    files: Sorted, source: Source, settings: Config, options: Options, progress: Progress
) -> tuple[tuple[Entry, ...], dict[str, Outline], dict[Digest, bytes], tuple[Diagnostic, ...]]:
    """Load every entry; return them with their bodies and what is wrong with them. Raises OSError."""
    entries: list[Entry] = []
    outlines: dict[str, Outline] = {}
    bodies: dict[Digest, bytes] = {}
    problems: list[Diagnostic] = []
    step = progress("Loading", len(files.entries))
    items = [(path, kind, source.real[path]) for path, kind in files.entries]
    for data in mapped(_load_chunk, Settings(settings.timezone, settings.html), items, _CHUNK, options.crew):
        loaded = _DECODER.decode(data)
        problems += loaded.diagnostics
        if loaded.entry and loaded.outline:
            entries.append(loaded.entry)
            outlines[loaded.entry.path] = loaded.outline
            bodies[loaded.outline.body] = loaded.body
        step()
    return tuple(entries), outlines, bodies, tuple(problems)


def _load_chunk(settings: Settings, chunk: Sequence[tuple[str, Kind, Path]]) -> list[bytes]:
    made = []
    for path, kind, real in chunk:
        loaded = load(path, kind, real.read_bytes(), settings)
        body = msgspec.msgpack.encode(loaded.body) if loaded.body else b""
        made.append(msgspec.json.encode(_LoadedBytes(loaded.diagnostics, loaded.entry, loaded.outline, body)))
    return made


_BODY_DECODER = msgspec.msgpack.Decoder(Body)


def body_of(site: Site, digest: Digest) -> Body:
    """Return a body by its digest."""
    return _BODY_DECODER.decode(site.bodies[digest])
