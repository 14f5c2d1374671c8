"""What a build is made from: the options, the configuration, and all files of the content and the theme."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen import codes
from fcgen.building.program import zone_data
from fcgen.building.wording import worded
from fcgen.building.workers import Workers, workers
from fcgen.config import CONFIG_FILE, Config, config, missing_config
from fcgen.diagnostics import START, Diagnostic, Strictness, diagnostic
from fcgen.digest import Digest, digest
from fcgen.disk.source import Source, scan
from fcgen.disk.theme import Theme, theme
from fcgen.encoding import decoded
from fcgen.words import nfc

TEMPLATES: Final = "templates/"
ASSETS: Final = "templates/assets/"
"""Before the names of the theme's files, wherever the site keeps its own."""


class Options(msgspec.Struct, frozen=True):
    """What the command line says of how a site is read. `now` is the time that dates to come are measured by.

    `jobs` is how many processes may work at a time; None: as many as there are cores. `threads`: this one has several,
    so that none can be forked from it.
    """

    now: dt.datetime
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    search: bool = True
    strictness: Strictness = Strictness.NORMAL
    jobs: int | None = None
    threads: bool = False

    @property
    def crew(self) -> Workers:
        """The processes that may work."""
        return workers(self.jobs, self.threads)


class How(msgspec.Struct, frozen=True):
    """How a build is asked for: `out` is relative to the site's folder, None: where the configuration says.

    `clean`: nothing is taken from earlier builds. `explain`: an address, a file of the output folder or an entry, of
    whose page is told why it was rendered, or why not.
    """

    out: Path | None = None
    clean: bool = False
    explain: str = ""


class Inputs(msgspec.Struct, frozen=True):
    """Digests of everything that decides what a build makes, but for the program and the time.

    `options` are those that change what is shown; `theme` has the templates and assets by name, `files` the content by
    path; `found` is what was wrong with their names.
    """

    options: tuple[str | None, bool, bool, bool]
    config: Digest
    zone: Digest
    theme: Mapping[str, Digest]
    files: Mapping[str, Digest]
    found: tuple[str, ...]


class Seen(msgspec.Struct, frozen=True):
    """Everything that was found on the disk, before any entry is read. `text` is the digest of config.yaml."""

    text: Digest
    config: Config
    source: Source
    theme: Theme
    diagnostics: tuple[Diagnostic, ...]


def seen(
    root: Path, options: Options, known: Source | None = None, content: str = ""
) -> tuple[Seen | None, tuple[Diagnostic, ...]]:
    """Return what is in the folder `root`, or None where there is no configuration to read it by, and what is wrong.

    `known` is what is below the folder `content`, where that needs no other look. Raises OSError.
    """
    data = _config_data(root)
    read, problems = _config(root, data, options)
    if read is None:
        return None, problems
    source = known if known and nfc(read.content) == content else scan(root, read.content)
    read = msgspec.structs.replace(read, content=nfc(read.content))  # as all paths of `source` are
    look = theme(root, read.templates)
    read, of_words = worded(read, look)
    every = (*problems, *source.diagnostics, *look.diagnostics, *of_words)
    return Seen(digest(data or b""), read, source, look, every), every


def inputs(found: Seen, options: Options) -> Inputs:
    """Return the digests of what was found. Raises OSError."""
    texts = {**found.theme.templates, **found.theme.locales}
    templates = {f"{TEMPLATES}{name}": digest(text.encode()) for name, text in texts.items()}
    assets = {f"{ASSETS}{name}": file.digest for name, file in found.theme.assets.items()}
    odd = (*found.source.unreadable, *(f"{d.path}: {d.message}" for d in found.diagnostics))
    return Inputs(
        options=(options.base_url, options.drafts, options.future, options.search),
        config=found.text,
        zone=zone_data(found.config.timezone),
        theme=templates | assets,
        files={path: file.digest for path, file in found.source.files.items()},
        found=odd,
    )


def read_config(root: Path, options: Options) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return the configuration in the folder `root`, or None where it can't be used, and what is wrong with it."""
    return _config(root, _config_data(root), options)


def _config_data(root: Path) -> bytes | None:
    path = root / CONFIG_FILE
    return path.read_bytes() if path.is_file() else None


def _config(root: Path, data: bytes | None, options: Options) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    if data is None:
        return None, (missing_config(),)
    text, problems = decoded(data, CONFIG_FILE)
    if text is None:
        return None, problems
    read, found = config(text, options.base_url)
    found = (*problems, *found)
    if read and not (root / read.content).is_dir():
        hint = "make it, or name the folder that holds the entries: `content: …`"
        message = f"there is no folder {read.content!r} beside config.yaml"
        return None, (*found, diagnostic(codes.NO_CONTENT, CONFIG_FILE, START, message, hint))
    return (msgspec.structs.replace(read, search=read.search and options.search) if read else None), found
