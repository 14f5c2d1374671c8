"""Why a page was rendered, or why not: in words, with the inputs that changed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from pathlib import PurePosixPath
from typing import Generic, TypeVar

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key, Ruling
from fcgen.archive.names import Names, Party
from fcgen.archive.urls import Address
from fcgen.building.inputs import ASSETS, TEMPLATES, Inputs
from fcgen.building.press import Row, changed_parts
from fcgen.building.staleness import differences
from fcgen.config import CONFIG_FILE
from fcgen.digest import File
from fcgen.entries.model import Entry, Kind
from fcgen.pages.digests import parts
from fcgen.pages.frame import Frame
from fcgen.pages.render import closure, template_file
from fcgen.pages.subjects import Page
from fcgen.pages.views import Shelves, view

K = TypeVar("K")
V = TypeVar("V")

_AS_IT_WAS = "nothing that it shows has changed, and the file is as the last build left it"


class Story(msgspec.Struct, frozen=True):
    """What is known of a page: its rows in the last build and in this one, where it was looked at.

    `lost`: its file was missing from the output folder, or altered there. `gone`: this build has no such page any more.
    `why` says, in words, what of the options and the clock made every page be looked at.
    """

    address: Address
    before: Row | None
    after: Row | None
    lost: bool
    gone: bool = False
    why: tuple[str, ...] = ()


def address_of(asked: str, root: str, out: str, by_path: Mapping[str, Key], known: Container[Address]) -> Address:
    """Return the address of what is asked for: an address, a file of the output folder `out`, or an entry's file.

    Files may be named from the site's folder or from the file system's root, where the site is in `root`. `known` are
    the addresses of pages, by which a file is told from a folder.
    """
    path = PurePosixPath(asked.replace("\\", "/")).as_posix().removeprefix(f"{root}/")
    if path in by_path:
        return urls.entry(by_path[path].kind, by_path[path].id)
    inside = path.removeprefix(f"{out}/").lstrip("/")
    whole = Address(f"/{inside}/" if inside not in ("", ".") else "/")
    near = (Address(f"/{inside}"), urls.address_of(inside), whole)
    return next((one for one in near if one in known), near[1] if inside.endswith((".html", ".htm")) else whole)


def explained(story: Story, then: Inputs | None, now: Inputs, sources: Set[str]) -> tuple[str, ...]:
    """Return why a page was rendered, or why not. `sources` are the entries and templates that it is made from."""
    name = urls.output(story.address)
    before, after = story.before, story.after
    if before is None and after is None:
        return (f"There is no page {name}.",)
    if story.gone:
        return (f"{name} was removed: there is no such page any more.", *_because(story, then, now, sources))
    if after is None or (before and before.key == after.key and not story.lost):
        return (f"{name} was not rendered: {_AS_IT_WAS}.",)
    if then is None:
        return (f"{name} was rendered: nothing is remembered of an earlier build.",)
    if before is None:
        return (f"{name} was rendered: it is new.", *_because(story, then, now, sources))
    found = []
    if story.lost:
        found.append("  the file was missing from the output folder, or was altered there")
    if before.template != after.template:
        found.append(f"  it is another kind of page: {after.template}, no longer {before.template}")
    elif shown := _shown(before, after):
        found.append(f"  what it shows has changed: {', '.join(shown)}")
    if before.template == after.template and before.uses != after.uses:
        found.append("  a template that it uses, or a word of it, has changed")
    if before.key != after.key:
        found += _because(story, then, now, sources)
    return (f"{name} was rendered:", *found)


def _because(story: Story, then: Inputs | None, now: Inputs, sources: Set[str]) -> list[str]:
    """Return which inputs changed: those that the page is made from, and what is no longer there to be one of them."""
    every = differences(then, now) if then else {}
    assets = story.after and story.before and "site" in _shown(story.before, story.after)
    own = {
        path: what
        for path, what in every.items()
        if path in sources or path == CONFIG_FILE or what == "removed" or (assets and path.startswith(ASSETS))
    }
    return [f"  {one}" for one in story.why] + [f"  {path} {what}" for path, what in own.items()]


def _shown(before: Row, after: Row) -> tuple[str, ...]:
    return changed_parts(before, after, parts(after.template)) if before.template == after.template else ()


def sources(
    archive: Archive, frame: Frame, page: Page, texts: Mapping[str, str], messages: Iterable[str] = ()
) -> Set[str]:
    """Return the paths of the entries and pictures that a page is made from, and of the templates, whose `texts` are by
    name.

    `messages` are the names of the files of messages, any of which can have what a page says.
    """
    found: list[object] = []

    def names(of: Names) -> Names:
        return Names(_Noted(of.parties, found), of.ids)

    noted = msgspec.structs.replace(
        archive,
        entries=_Noted(archive.entries, found),
        files=_Noted(archive.files, found),
        claims=_Noted(archive.claims, found),
        rulings_by_claim=_Noted(archive.rulings_by_claim, found),
        rulings_by_fact_check=_Noted(archive.rulings_by_fact_check, found),
        rulings_by_reviewer=_Noted(archive.rulings_by_reviewer, found),
        withdrawn_rulings=_Noted(archive.withdrawn_rulings, found),
        people=names(archive.people),
        outlets=names(archive.outlets),
        topics=names(archive.topics),
    )
    template = template_file(view(noted, frame, page, Shelves()))
    entries = {path for value in found for path in _files(archive, value)}
    words = {f"{TEMPLATES}{name}" for name in messages}
    return entries | {f"{TEMPLATES}{name}" for name in closure(template, texts)} | words


def _files(archive: Archive, value: object) -> Iterator[str]:
    match value:
        case Entry(path=path) | File(path=path):
            yield path
        case ClaimRecord(entry=Entry(path=path)) | Party(entry=Entry(path=path)):
            yield path
        case ClaimRecord(fact_check=str(review)) | Ruling(fact_check=review):
            if entry := archive.entries.get(Key(Kind.FACT_CHECK, review)):
                yield entry.path
        case tuple():
            for one in value:
                yield from _files(archive, one)
        case _:
            pass


class _Noted(Mapping[K, V], Generic[K, V]):
    """A mapping that notes the values that were asked for."""

    def __init__(self, values: Mapping[K, V], found: list[object]) -> None:
        self._values, self._found = values, found

    def __getitem__(self, key: K) -> V:
        value = self._values[key]
        self._found.append(value)
        return value

    def __iter__(self) -> Iterator[K]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
