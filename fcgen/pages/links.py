"""Where the links and pictures of a text lead. The same answer serves the check of all links and the view of a page."""

import posixpath
from collections.abc import Set
from typing import Final
from urllib.parse import unquote

import msgspec

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.diagnostics import did_you_mean, quoted
from fcgen.digest import File
from fcgen.entries.model import Entry, Kind
from fcgen.words import nfc

_PARTIES: Final = frozenset({Kind.PERSON, Kind.OUTLET, Kind.TOPIC})


class Target(msgspec.Struct, frozen=True):
    """A place of the site. `file`: what must be published there for the link to lead somewhere."""

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


def link(archive: Archive, addresses: Set[Address], entry: Entry, written: str) -> Resolved:
    """Return where the link `written` in the text of `entry` leads. `addresses` are those of all pages."""
    path, _, fragment = written.partition("#")
    path, _, query = path.partition("?")
    fragment = unquote(fragment)
    kind, colon, rest = path.partition(":")
    if colon:
        return _by_kind(archive, addresses, kind.lower(), nfc(unquote(rest)), fragment, query)
    if not path:
        if not fragment and not query:
            return Broken(codes.DEAD_LINK, "the link has no address", "write it between the parentheses")
        return _of_key(archive, Key(entry.kind, entry.id), fragment, query)
    wanted = nfc(unquote(path))
    root = archive.config.content
    in_source = posixpath.normpath(
        root + wanted if wanted.startswith("/") else posixpath.join(posixpath.dirname(entry.path), wanted)
    )
    if in_source in archive.by_path:
        return _of_key(archive, archive.by_path[in_source], fragment, query)
    if in_source in archive.files:
        return _of_file(archive, archive.files[in_source])
    if wanted.startswith("/"):
        for address in (Address(wanted), Address(f"{wanted}/")):
            if address in addresses:
                key = (
                    next((k for k in archive.entries if urls.entry(k.kind, k.id) == address), None)
                    if fragment
                    else None
                )
                return _of_key(archive, key, fragment, query) if key else Target(address, fragment, query)
        near = did_you_mean(wanted, addresses)
        return Broken(
            codes.DEAD_LINK,
            f"no page has the address {quoted(wanted)}",
            near or "name the entry's file, or write `claim:some-id`",
        )
    near = did_you_mean(in_source, (*archive.by_path, *archive.files))
    return Broken(
        codes.DEAD_LINK,
        f"there is no file {quoted(in_source)}",
        near or "name a file relative to this one, or write `claim:some-id`",
    )


def picture(archive: Archive, entry: Entry, written: str) -> Target | Broken:
    """Return where the picture `written` in `entry` is: a file beside the entry, or under `static/`."""
    wanted = nfc(unquote(written.partition("#")[0].partition("?")[0]))
    root = archive.config.content
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), wanted.lstrip("/")))
    for path in (beside, posixpath.normpath(f"{root}/{wanted}")):
        if path in archive.files and path.startswith(f"{root}/") and wanted:
            return _of_file(archive, archive.files[path])
    near = did_you_mean(beside, archive.files)
    message = f"the picture {quoted(written)} is neither beside the entry nor under {root}/static/"
    return Broken(codes.MISSING_PICTURE, message, near or "put the file there, or mend its name")


def logo(archive: Archive) -> Target | Broken | None:
    """Return where the site's logo is."""
    written = archive.config.logo
    if written is None:
        return None
    path = f"{archive.config.content}/{written.text.lstrip('/')}"
    if path in archive.files and written.text.lstrip("/").startswith("static/"):
        return Target(urls.static(written.text.lstrip("/")))
    hint = f"put it under {archive.config.content}/static/ and write its path from there, such as static/logo.svg"
    return Broken(codes.MISSING_PICTURE, f"the logo {quoted(written.text)} has no file", hint)


def _by_kind(archive: Archive, addresses: Set[Address], kind: str, wanted: str, fragment: str, query: str) -> Resolved:
    if kind == "verdict":
        address = urls.verdict(wanted)
        if address in addresses:
            return Target(address, "", query)
        near = did_you_mean(wanted, (v.id for v in archive.config.verdicts))
        return Broken(codes.DEAD_LINK, f"no verdict has the id {quoted(wanted)}", near)
    key = Key(Kind(kind), wanted)
    if key.kind in _PARTIES and not archive.exists(key):
        key = Key(key.kind, archive.names(key.kind).ids.get(wanted, wanted))
    return _of_key(archive, key, fragment, query)


def _of_key(archive: Archive, key: Key, fragment: str, query: str) -> Resolved:
    if not archive.exists(key):
        if key in archive.hidden:
            return Hidden(
                f"{key.kind} {quoted(key.id)} is left out of this build ({archive.hidden[key]}): its link is plain text"
            )
        return Broken(
            codes.DEAD_LINK, f"no {key.kind} has the id {quoted(key.id)}", did_you_mean(key.id, _ids(archive, key.kind))
        )
    if fragment and not fragment.startswith(":~:"):
        anchors = _anchors(archive, key)
        if fragment not in anchors:
            hint = did_you_mean(fragment, anchors) or "link to the page itself, or to the id of a heading in it"
            return Broken(codes.DEAD_LINK, f"{key.kind} {quoted(key.id)} has no place {quoted(fragment)}", hint)
    return Target(urls.entry(key.kind, key.id), fragment, query)


def _ids(archive: Archive, kind: Kind) -> tuple[str, ...]:
    if kind is Kind.CLAIM:
        return tuple(archive.claims)
    return (
        tuple(archive.names(kind).parties)
        if kind in _PARTIES
        else tuple(k.id for k in archive.entries if k.kind is kind)
    )


def _anchors(archive: Archive, key: Key) -> tuple[str, ...]:
    entry = archive.entries.get(key)
    if entry is None or entry.withdrawn:
        return ()
    rulings = archive.rulings_by_fact_check.get(key.id, ()) if key.kind is Kind.FACT_CHECK else ()
    return (*entry.outline.anchors, *(urls.ruling_anchor(r.claim) for r in rulings))


def _of_file(archive: Archive, file: File) -> Target:
    inside = file.path.removeprefix(f"{archive.config.content}/")
    return Target(urls.static(inside)) if inside.startswith("static/") else Target(urls.media(file), file=file)
