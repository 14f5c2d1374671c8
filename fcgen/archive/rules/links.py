"""Links that lead readers out of the archive: which there are, and what is told of those that were tried.

Who tries them, and how, is not known here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final
from urllib.parse import urldefrag

import msgspec

from fcgen import codes, yaml_tree
from fcgen.archive.index import Archive, Key
from fcgen.archive.rules.evidence import is_asked, is_copy
from fcgen.archive.rules.finding import Finding, Texts
from fcgen.diagnostics import Mark, quoted
from fcgen.entries.markdown import web_links
from fcgen.entries.model import Entry, Kind
from fcgen.fields import is_web_address
from fcgen.yaml_tree import Node, Scalar

_COPIED: Final = ("appearances", "evidence", "first_appearance")
"""Keys whose parts can have `archived_url`; so can these kinds."""

_COPIED_KINDS: Final = (Kind.ARTICLE, Kind.FACT_CHECK)
_LONGEST: Final = 160
"""How many characters of an address a hint has at most."""


class LinkPlace(msgspec.Struct, frozen=True):
    """A place where a link stands. `copy` is the archived copy beside it; `uncopied`: it may have one and has none."""

    path: str
    at: Mark
    copy: str = ""
    uncopied: bool = False


class State(StrEnum):
    """What became of a link: something is there, nothing is, or nobody can tell."""

    FOUND = "found"
    GONE = "gone"
    UNTOLD = "untold"


class Outcome(msgspec.Struct, frozen=True):
    """What trying a link gave; `why` says it in words, as the end of a sentence."""

    state: State
    why: str = ""


Links = Mapping[str, tuple[LinkPlace, ...]]
"""The places of each address, in the order of path, line and column. Addresses have no fragment."""


def outside_links(archive: Archive, texts: Texts) -> Links:
    """Return the links to the web that readers can follow. Archived copies and withdrawn entries are left out."""
    places: dict[str, list[LinkPlace]] = {}
    for key, entry in archive.entries.items():
        if not entry.withdrawn:
            for address, place in _of_entry(archive, key, entry, texts):
                places.setdefault(urldefrag(address).url, []).append(place)
    return {address: tuple(sorted(places[address], key=lambda one: (one.path, one.at))) for address in sorted(places)}


def _of_entry(archive: Archive, key: Key, entry: Entry, texts: Texts) -> Iterator[tuple[str, LinkPlace]]:
    source = texts[entry.path]
    if source.keys:
        unasked = ("evidence",) if is_asked(archive, key) else ()  # their rule tells which of them lack a copy
        copied = tuple(name for name in _COPIED if name not in unasked)
        yield from _written(source.keys, entry.path, copied, key.kind in _COPIED_KINDS)
    for link in web_links(source.text, source.text_line, archive.config.html):
        yield link.target, LinkPlace(entry.path, link.at)


def _written(node: Node, path: str, copied: tuple[str, ...], copyable: bool) -> Iterator[tuple[str, LinkPlace]]:
    """Yield the links in front matter, at their values; `copyable`: a part like `node` can have a copy."""
    match node:
        case yaml_tree.Sequence(items=items):
            for item in items:
                yield from _written(item, path, copied, copyable)
        case yaml_tree.Mapping(entries=entries):
            values = {key.value: value for key, value in entries if not key.value.startswith("x_")}
            copy = _address(values.get("archived_url"))
            for name, value in values.items():
                address = _address(value)
                if name == "url" and address:
                    yield address, LinkPlace(path, value.at, copy, copyable and not copy and not is_copy(address))
                elif name == "same_as":
                    yield from _listed(value, path)
                else:
                    yield from _written(value, path, copied, name in copied)
        case Scalar():
            return


def _listed(node: Node, path: str) -> Iterator[tuple[str, LinkPlace]]:
    for item in node.items if isinstance(node, yaml_tree.Sequence) else (node,):
        if address := _address(item):
            yield address, LinkPlace(path, item.at)


def _address(node: Node | None) -> str:
    text = node.value.strip() if isinstance(node, Scalar) else ""
    return text if is_web_address(text) else ""


def gone(links: Links, outcomes: Mapping[str, Outcome]) -> Iterator[Finding]:
    """Yield each place of each link that is gone."""
    for address, places in links.items():
        outcome = outcomes.get(address)
        if outcome and outcome.state is State.GONE:
            copies = {place.path: place.copy for place in places if place.copy}
            for place in places:
                copy = place.copy or copies.get(place.path) or next(iter(copies.values()), "")
                message = f"nothing is at {quoted(address)} any more: {outcome.why}"
                yield Finding(codes.LINK_GONE, place.path, place.at, message, _mend(place, copy))


def _mend(place: LinkPlace, copy: str) -> str:
    if copy:
        named = copy if len(copy) <= _LONGEST else "the one under `archived_url`"
        if place.copy:
            return f"lead to where the page is now; if it is nowhere, readers have the archived copy, {named}"
        return f"lead to where the page is now, or to the archived copy, {named}"
    if place.uncopied:
        return "lead to where the page is now, or look for a copy in a web archive and add it as `archived_url`"
    return "lead to where the page is now, or to a copy in a web archive"


def doubtful(links: Links, outcomes: Mapping[str, Outcome]) -> frozenset[str]:
    """Return the paths of entries of whose links nobody can tell whether one is gone."""
    told = {address for address, outcome in outcomes.items() if outcome.state is not State.UNTOLD}
    return frozenset(place.path for address, places in links.items() if address not in told for place in places)


def without_copy(links: Links, outcomes: Mapping[str, Outcome]) -> Iterator[tuple[str, LinkPlace]]:
    """Yield each link that was tried and is not gone, at the places that could name an archived copy and do not."""
    for address, places in links.items():
        outcome = outcomes.get(address)
        if outcome and outcome.state is not State.GONE:
            yield from ((address, place) for place in places if place.uncopied)
