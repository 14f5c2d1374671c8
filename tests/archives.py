"""Small made-up archives for tests: text of entries through the program's own `load`, `assemble` and `plan`."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import msgspec

from fcgen import config as configuration
from fcgen import dates
from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.building.wording import worded
from fcgen.codes import Code
from fcgen.diagnostics import Diagnostic, Strictness, errors, graded
from fcgen.digest import Digest, File, digest
from fcgen.disk.theme import packaged, theme
from fcgen.entries.body import Body
from fcgen.entries.files import sort_files
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Entry, Kind
from fcgen.messages import Words
from fcgen.pages.frame import Frame, frame
from fcgen.pages.plan import Plan, plan
from fcgen.pages.search import SearchRecord, record
from fcgen.pages.subjects import Page
from fcgen.pages.view_types import View
from fcgen.pages.views import Shelves, view

BASE_URL: Final = "https://example.org/archive/"
CONFIG: Final = f"title: Made-up archive\nbase_url: {BASE_URL}\n"
NOW: Final = "2026-01-01"
ASSETS: Final = {name: File(name, digest(name.encode()), 1) for name in ("style.css", "icon.svg", "search/main.js")}
"""Files of a theme, as far as views know them."""


THEME: Final = theme(packaged(), "none")
"""The packaged theme, whose words views have."""


def words(language: str = "en") -> Words:
    """Return the words of the interface in a language."""
    return worded(configuration.Config("Made-up archive", BASE_URL, language=language), THEME)[0].words


class Site(msgspec.Struct, frozen=True):
    """An archive with its outputs and all that is wrong with it."""

    archive: Archive
    plan: Plan
    bodies: Mapping[Digest, Body]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def frame(self) -> Frame:
        """What its pages share."""
        return frame(self.archive, self.plan.addresses, self.plan.assets)

    @property
    def codes(self) -> list[str]:
        """The numbers of all that is wrong, in the order of path and line."""
        return [one.code.number for one in self.diagnostics]

    def only(self, code: Code) -> Diagnostic:
        """Return the one diagnostic with a code."""
        (found,) = (one for one in self.diagnostics if one.code is code)
        return found

    def told(self, code: Code) -> list[str]:
        """Return where the diagnostics with a code are, as `path:line`."""
        return [f"{one.path}:{one.at.line}" for one in self.diagnostics if one.code is code]

    def page(self, address: str) -> Page:
        """Return the page at an address."""
        (found,) = (page for page in self.plan.pages if page.address == address)
        return found

    def view(self, address: str) -> View:
        """Return what the page at an address shows."""
        return view(self.archive, self.frame, self.page(address), Shelves())

    def views(self) -> Iterator[tuple[Page, View]]:
        """Return all pages with what they show."""
        frame = self.frame
        return ((page, view(self.archive, frame, page, Shelves())) for page in self.plan.pages)

    def listed(self, address: str) -> list[str]:
        """Return the ids that the whole list at an address has, in its order."""
        return [item.key.id for item in self.archive.listings[Address(address)]]

    def entry(self, kind: Kind, entry_id: str) -> Entry:
        """Return an entry."""
        return self.archive.entries[Key(kind, entry_id)]

    def records(self) -> dict[str, SearchRecord]:
        """Return what the search index is told, by the titles of pages."""
        every = (record(shown, page.address) for page, shown in self.views())
        return {one.title: one for one in every if one}

    def words(self) -> str:
        """Return all that the views of all pages hold, as JSON: whatever a template could show."""
        return "\n".join(msgspec.json.encode(shown).decode() for _, shown in self.views())


def site(
    files: Mapping[str, str],
    config: str = "",
    now: str = NOW,
    drafts: bool = False,
    future: bool = False,
    shuffled: int = 0,
    base_url: str = BASE_URL,
) -> Site:
    """Return the site of some files, whose paths begin below the content folder.

    An entry's text is its front matter alone, or front matter, a line `---` and a body. `config` is added to CONFIG;
    `now` is the time of the build; `shuffled`, a number, brings the entries in another order.
    """
    read, problems = configuration.config(CONFIG + config, base_url)
    assert read is not None, problems
    read, unworded = worded(read, THEME)
    texts = {f"{read.content}/{path}": text for path, text in files.items()}
    found = sort_files(texts, read.content)
    every: list[Diagnostic] = [*problems, *unworded, *found.diagnostics]
    entries, outlines, bodies = [], {}, {}
    for path, kind in found.entries:
        loaded = load(path, kind, whole(texts[path]).encode(), Settings(read.timezone, read.html))
        every += loaded.diagnostics
        if loaded.entry and loaded.outline and loaded.body:
            entries.append(loaded.entry)
            outlines[path] = loaded.outline
            bodies[loaded.outline.body] = loaded.body
    if shuffled:
        random.Random(shuffled).shuffle(entries)
    others = {path: File(path, digest(texts[path].encode()), len(texts[path])) for path in found.others}
    archive, wrong = assemble(entries, outlines, others, read, Shown(moment(now), drafts, future))
    planned, also_wrong = plan(archive, ASSETS)
    of_text = (one for found in planned.followed.values() for one in found.diagnostics)
    return Site(archive, planned, bodies, graded((*every, *wrong, *of_text, *also_wrong), Strictness.NORMAL))


def sound(files: Mapping[str, str], config: str = "", now: str = NOW, base_url: str = BASE_URL) -> Site:
    """Return the site of some files with which nothing is wrong."""
    made = site(files, config, now, base_url=base_url)
    assert not made.diagnostics, made.diagnostics
    return made


def building(files: Mapping[str, str], config: str = "", now: str = NOW) -> Site:
    """Return the site of some files with which nothing is wrong that stops a build."""
    made = site(files, config, now)
    assert not errors(made.diagnostics), made.diagnostics
    return made


def whole(text: str) -> str:
    """Return the text of an entry's file from its front matter, or front matter, a line `---` and body."""
    return f"---\n{text}" if "\n---\n" in text else f"---\n{text}\n---\n"


def moment(text: str) -> dt.datetime:
    """Return a time; without an offset it is in UTC."""
    return dates.parse(text, ZoneInfo("UTC")).start


def article(title: str = "A made-up article", more: str = "", body: str = "") -> str:
    """Return the text of a made-up article."""
    return f"title: {title}\n{more}\n---\n{body}\n"


def review(claim: str = "claim", verdict: str = "False", reviewer: str = "Made-up Desk", more: str = "") -> str:
    """Return the text of a made-up fact-check of one claim."""
    return f"title: A made-up review\nreviewer: {reviewer}\nclaim: {claim}\nverdict: {verdict}\n{more}\n"


def decoded(href: str, base_path: str = "/archive/") -> str:
    """Return the address that a link on the site leads to."""
    assert href.startswith(base_path), href
    return "/" + unquote(href.removeprefix(base_path).partition("#")[0].partition("?")[0])
