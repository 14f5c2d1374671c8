"""Which entry somebody means by what was typed, and what is to become of it under another name."""

import posixpath
import re
from typing import Final
from urllib.parse import unquote

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, Key
from fcgen.archive.urls import Address
from fcgen.diagnostics import did_you_mean, quoted
from fcgen.entries.files import FOLDERS
from fcgen.entries.model import PARTIES, Kind
from fcgen.words import folded, id_fault, nfc, slug

_ID: Final = re.compile(r"[a-z0-9-]+")
_KINDS: Final = frozenset(kind.value for kind in Kind)


class Move(msgspec.Struct, frozen=True):
    """What becomes of an entry: its key, and its file's path where it has one.

    `name` is what mentions of a person, outlet or topic are to say: its id, or its name where it has no file or the id
    could be taken for a name.
    """

    old: Key
    new: Key
    old_path: str = ""
    new_path: str = ""
    name: str = ""


class UnclearError(Exception):
    """Nothing is meant by what was typed, or several things are, or it can't be done; the message says the mend."""


def meant(archive: Archive, written: str) -> Key:
    """Return what is meant by an id with or without its kind, a path, an address or a name. Raises UnclearError."""
    wanted = nfc(written.strip())
    kind, colon, inside = wanted.partition(":")
    if wanted.endswith(".md"):
        for path in (posixpath.normpath(wanted), posixpath.normpath(f"{archive.config.content}/{wanted}")):
            if path in archive.by_path:
                return archive.by_path[path]
        near = did_you_mean(posixpath.normpath(wanted), archive.by_path)
        raise UnclearError(f"there is no entry {quoted(written)}; {near or 'name a file of the content'}")
    if address := _address(archive, wanted):
        key = Key(*urls.entry_at(address))
        if archive.exists(key):
            return key
        raise UnclearError(f"no entry has the address {quoted(written)}; name it by its id, such as claim:some-id")
    if colon and kind in _KINDS:
        named = [_named(archive, Kind(kind), inside.strip())]
    else:
        named = [_named(archive, one, wanted) for one in Kind]
    keys = [key for key in named if key]
    if len(keys) == 1:
        return keys[0]
    if keys:
        several = " or ".join(spelled(key) for key in keys)
        raise UnclearError(f"{quoted(written)} is the name of several: write {several}")
    near = did_you_mean(wanted, known(archive) if colon else (key.partition(":")[2] for key in known(archive)))
    hint = near or "name an entry by its id, such as claim:some-id, or by its file"
    raise UnclearError(f"nothing here is named {quoted(written)}; {hint}")


def known(archive: Archive) -> tuple[str, ...]:
    """Return everything that can be meant, as `kind:id`."""
    keys = [*archive.entries, *(Key(Kind.CLAIM, on) for on in archive.claims)]
    keys += [Key(kind, party) for kind in PARTIES for party in archive.names(kind).parties]
    return tuple(dict.fromkeys(map(spelled, sorted(keys))))


def spelled(key: Key) -> str:
    """Return a key as it is typed."""
    return f"{key.kind}:{key.id}"


def move(archive: Archive, key: Key, written: str) -> Move:
    """Return what is to become of `key`: the new name may be an id, a path or an address. Raises UnclearError."""
    wanted = nfc(written.strip())
    entry = archive.entries.get(key)
    if entry is None and key.kind in PARTIES:
        return _of_name(archive, key, wanted)
    old_path = entry.path if entry else ""
    new_path = ""
    if wanted.endswith(".md"):
        if not old_path:
            raise UnclearError(
                f"{spelled(key)} has no file of its own; give it another id, such as {key.kind}:another-id"
            )
        new_path = _new_path(archive, key.kind, wanted)
        new_id = posixpath.basename(new_path).removesuffix(".md")
    else:
        new_id = _new_id(archive, key, wanted)
        new_path = posixpath.join(posixpath.dirname(old_path), f"{new_id}.md") if old_path else ""
    if fault := id_fault(new_id):
        raise UnclearError(f"{quoted(new_id)} can't be an id: {fault}; write letters, digits and hyphens")
    new = Key(key.kind, new_id)
    if (key, old_path) == (new, new_path):
        raise UnclearError(f"{spelled(key)} has this name already")
    _see_free(archive, key, new, new_path)
    name = new_id if _ID.fullmatch(new_id) or entry is None else entry.title
    return Move(key, new, old_path, new_path, name)


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "ao" else f"a {kind}"


def _address(archive: Archive, wanted: str) -> Address | None:
    base = archive.config.base_url
    if base and wanted.startswith(base):
        wanted = "/" + wanted.removeprefix(base).lstrip("/")
    return Address(unquote(wanted)) if wanted.startswith("/") else None


def _named(archive: Archive, kind: Kind, text: str) -> Key | None:
    key = Key(kind, text)
    if kind in PARTIES and not archive.exists(key) and text in archive.names(kind).ids:
        return Key(kind, archive.names(kind).ids[text])
    return key if archive.exists(key) else None


def _new_id(archive: Archive, key: Key, wanted: str) -> str:
    kind, colon, inside = wanted.partition(":")
    if address := _address(archive, wanted):
        found = Key(*urls.entry_at(address))
        if found.kind is not key.kind:
            raise UnclearError(f"{quoted(wanted)} is not an address that {_a(key.kind)} can have")
        return found.id
    if colon and kind in _KINDS:
        if kind != key.kind:
            raise UnclearError(f"{_a(key.kind)} can't become {_a(kind)}: move its text into a new file of that kind")
        return inside.strip()
    return wanted


def _new_path(archive: Archive, kind: Kind, wanted: str) -> str:
    folder = next(name for name, one in FOLDERS.items() if one is kind)
    content = archive.config.content
    for path in (posixpath.normpath(wanted), posixpath.normpath(f"{content}/{wanted}")):
        if path.startswith(f"{content}/{folder}/"):
            return path
    raise UnclearError(f"{_a(kind)} lies under {content}/{folder}/, and {quoted(wanted)} does not")


def _see_free(archive: Archive, key: Key, new: Key, new_path: str) -> None:
    taken = [one for one in archive.entries if one.kind is new.kind]
    taken += [Key(Kind.CLAIM, on) for on in archive.claims] if new.kind is Kind.CLAIM else []
    other = next((one for one in taken if folded(one.id) == folded(new.id) and one != key), None)
    if other:
        where = archive.entries[other].path if other in archive.entries else "a fact-check"
        raise UnclearError(f"there is {_a(new.kind)} {quoted(other.id)} already, in {where}; choose another id")
    if new_path in archive.by_path and archive.by_path[new_path] != key:
        raise UnclearError(f"{new_path} is there already; choose another name")


def _of_name(archive: Archive, key: Key, wanted: str) -> Move:
    """Return what is to become of a person, outlet or topic that has no file: its name is another one."""
    kind, colon, inside = wanted.partition(":")
    if wanted.endswith(".md") or _address(archive, wanted):
        raise UnclearError(f"{spelled(key)} has no file, only a name; give it another name, or write a file for it")
    if colon and kind in _KINDS and kind != key.kind:
        raise UnclearError(f"{_a(key.kind)} can't become {_a(kind)}")
    name = " ".join((inside if colon and kind in _KINDS else wanted).split())
    if not name:
        raise UnclearError("the new name is empty")
    if _ID.fullmatch(name) and key.kind is not Kind.TOPIC:
        example = "a name without a file has a capital letter, a space or another script"
        raise UnclearError(f"{quoted(name)} is an id, and {spelled(key)} has no file, only a name; {example}")
    new = Key(key.kind, name if _ID.fullmatch(name) else slug(name))
    if new != key and archive.exists(new):
        same = f"if both are the same, give {new.id} a file and list the other name under `also_known_as`"
        raise UnclearError(f"there is {_a(key.kind)} {quoted(archive.party(new).name)} already; {same}")
    if archive.party(key).name == name:
        raise UnclearError(f"{spelled(key)} has this name already")
    return Move(key, new, name=name)
