"""Where the links and pictures of a text lead. The same answer serves the check of all links and the view of a page."""

import posixpath
from collections.abc import Iterable, Set
from typing import Final
from urllib.parse import unquote

import msgspec

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.guesses import Near, no_guess
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.diagnostics import did_you_mean, quoted
from fcgen.digest import File
from fcgen.entries.model import PARTIES, Entry, Kind
from fcgen.fields import is_web_address
from fcgen.words import nfc

_VERDICT: Final = "verdict"
_KINDS: Final = frozenset({*(kind.value for kind in Kind), _VERDICT})


class Target(msgspec.Struct, frozen=True):
    """A place of the site. `file`: what is published there, where it is a file of the content."""

    address: Address
    fragment: str = ""
    query: str = ""
    file: File | None = None


class Broken(msgspec.Struct, frozen=True):
    """A link or picture that leads nowhere."""

    code: codes.Code
    message: str
    hint: str = ""


class Hidden(msgspec.Struct, frozen=True):
    """A link to an entry that this build leaves out."""

    message: str


Resolved = Target | Broken | Hidden


def link(archive: Archive, addresses: Set[Address], entry: Entry, written: str, near: Near = no_guess) -> Resolved:
    """Return where the link `written` in the text of `entry` leads. `addresses` are those of all pages."""
    path, fragment, query = _parts(written)
    kind, colon, rest = path.partition(":")
    if colon and kind.lower() in _KINDS:
        return _by_kind(archive, addresses, kind.lower(), nfc(unquote(rest)), fragment, query, near)
    if not path:
        if not fragment and not query:
            return Broken(codes.DEAD_LINK, "the link has no address", "write it between the parentheses")
        return _of_key(archive, Key(entry.kind, entry.id), fragment, query, near)
    wanted = nfc(unquote(path))
    if wanted.startswith("/"):
        return _on_site(archive, addresses, wanted, fragment, query, near)
    source = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), wanted))
    found = _of_source(archive, source, fragment, query, near)
    if found is None:
        hint = _near(wanted, entry, (*archive.by_path, *archive.files), near)
        hint = hint or "name a file relative to this one, or write `claim:some-id`"
        return Broken(codes.DEAD_LINK, f"there is no file {quoted(source)}", hint)
    return found


def menu_link(archive: Archive, addresses: Set[Address], written: str) -> Resolved:
    """Return where a path of the menu leads; it begins with `/`."""
    path, fragment, query = _parts(written)

    def near(value: str, known: Iterable[str]) -> str:
        return did_you_mean(value, known) or "write the address of a page, such as /claims/"

    found = _on_site(archive, addresses, nfc(unquote(path)), fragment, query, near)
    if isinstance(found, Broken):
        return Broken(found.code, f"`navigation` leads to {quoted(written)}: {found.message}", found.hint)
    return found


def _parts(written: str) -> tuple[str, str, str]:
    path, _, fragment = written.partition("#")
    path, _, query = path.partition("?")
    return path, fragment if fragment.startswith(urls.TEXT_FRAGMENT) else unquote(fragment), query


def _on_site(archive: Archive, addresses: Set[Address], wanted: str, fragment: str, query: str, near: Near) -> Resolved:
    """Return where a path from the root leads: a file of the content, or the address of a page."""
    source = posixpath.normpath(archive.config.content + wanted)
    found = _of_source(archive, source, fragment, query, near)
    if found:
        return found
    for address in (Address(wanted), Address(f"{wanted}/")):
        key = Key(*urls.entry_at(address))
        if address in addresses:
            return (
                _of_key(archive, key, fragment, query, near)
                if key in archive.entries
                else Target(address, fragment, query)
            )
        if key in archive.hidden and urls.entry(key.kind, key.id) == address:
            return _of_key(archive, key, fragment, query, near)
        if address == urls.SEARCH:
            return Hidden("this build has no search: the link to it is plain text")
    hint = near(wanted, addresses) or "name the entry's file, or write `claim:some-id`"
    return Broken(codes.DEAD_LINK, f"no page has the address {quoted(wanted)}", hint)


def _of_source(archive: Archive, source: str, fragment: str, query: str, near: Near) -> Resolved | None:
    if source in archive.by_path:
        return _of_key(archive, archive.by_path[source], fragment, query, near)
    return _of_file(archive, archive.files[source]) if source in archive.files else None


def picture(archive: Archive, entry: Entry, written: str, near: Near = no_guess) -> Target | Broken:
    """Return where the picture `written` in `entry` is: a file beside the entry, or under `static/`.

    In Markdown it is an address, percent-encoded where that is needed; in front matter it may be the file's plain name.
    """
    root = archive.config.content
    beside = posixpath.dirname(entry.path)
    decoded = unquote(written.partition("#")[0].partition("?")[0])
    for wanted in (nfc(written).lstrip("/"), nfc(decoded).lstrip("/")):
        for path in (posixpath.normpath(f"{folder}/{wanted}") for folder in (beside, root)):
            if path in archive.files:
                return _of_file(archive, archive.files[path])
    if is_web_address(written):
        message = f"the picture {quoted(written)} is on another host"
        return Broken(codes.MISSING_PICTURE, message, "put the picture beside the entry and name its file")
    message = f"the picture {quoted(written)} is neither beside the entry nor under {root}/static/"
    hint = _near(decoded, entry, archive.files, near) or "put the file there, or mend its name"
    return Broken(codes.MISSING_PICTURE, message, hint)


def _near(written: str, entry: Entry, paths: Iterable[str], near: Near) -> str:
    """Return a hint with the paths nearest to `written`, as they are written in `entry`."""
    folder = posixpath.dirname(f"/{entry.path}")  # from a root, or relpath would ask for the working folder
    if near is no_guess:
        return ""
    return near(written, (posixpath.relpath(f"/{path}", folder) for path in paths))


def logo(archive: Archive) -> Target | Broken | None:
    """Return where the site's logo is."""
    written = archive.config.logo
    if written is None:
        return None
    inside = written.file.text.lstrip("/")
    file = archive.files.get(f"{archive.config.content}/{inside}")
    if file and inside.startswith("static/"):
        return Target(urls.static(inside), file=file)
    hint = f"put it under {archive.config.content}/static/ and write its path from there, such as static/logo.svg"
    return Broken(codes.MISSING_PICTURE, f"the logo {quoted(written.file.text)} has no file", hint)


def _by_kind(
    archive: Archive, addresses: Set[Address], kind: str, wanted: str, fragment: str, query: str, near: Near
) -> Resolved:
    if kind == _VERDICT:
        address = urls.verdict(wanted)
        if address in addresses:
            return Target(address, "", query)
        hint = near(wanted, (v.id for v in archive.config.verdicts))
        return Broken(codes.DEAD_LINK, f"no verdict has the id {quoted(wanted)}", hint)
    key = Key(Kind(kind), wanted)
    if key.kind in PARTIES and not archive.exists(key):
        key = Key(key.kind, archive.names(key.kind).ids.get(wanted, wanted))
    return _of_key(archive, key, fragment, query, near)


def _of_key(archive: Archive, key: Key, fragment: str, query: str, near: Near) -> Resolved:
    if not archive.exists(key):
        if reason := archive.hidden.get(key):
            message = f"{key.kind} {quoted(key.id)} is left out of this build ({reason}): its link is plain text"
            return Hidden(message)
        hint = near(key.id, _ids(archive, key.kind))
        return Broken(codes.DEAD_LINK, f"no {key.kind} has the id {quoted(key.id)}", hint)
    address = urls.entry(key.kind, key.id)
    if not archive.live(key):
        return Target(address, "", query)  # what was withdrawn has no places left
    if not fragment or fragment.startswith(urls.TEXT_FRAGMENT):
        return Target(address, fragment, query)
    anchors = _anchors(archive, key)
    place = next((anchor for anchor in anchors if fragment in (anchor, unquote(anchor))), None)
    if place is None:
        hint = near(fragment, anchors) or "link to the page itself, or to the id of a heading in it"
        return Broken(codes.DEAD_LINK, f"{key.kind} {quoted(key.id)} has no place {quoted(fragment)}", hint)
    return Target(address, place, query)


def _ids(archive: Archive, kind: Kind) -> tuple[str, ...]:
    if kind is Kind.CLAIM:
        return tuple(archive.claims)
    if kind in PARTIES:
        return tuple(archive.names(kind).parties)
    return tuple(key.id for key in archive.entries if key.kind is kind)


def _anchors(archive: Archive, key: Key) -> tuple[str, ...]:
    entry = archive.entries.get(key)
    rulings = archive.rulings_of(key.id) if key.kind is Kind.FACT_CHECK else ()
    return (*(archive.outlines[entry.path].anchors if entry else ()), *(urls.ruling_anchor(r.claim) for r in rulings))


def _of_file(archive: Archive, file: File) -> Target:
    inside = file.path.removeprefix(f"{archive.config.content}/")
    return Target(urls.static(inside) if inside.startswith("static/") else urls.media(file), file=file)
