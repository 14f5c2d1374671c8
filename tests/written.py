"""Entries for tests, from the front matter that an author writes."""

from typing import Final

from fcgen.diagnostics import Diagnostic
from fcgen.entries.load import Loaded, Settings, load
from fcgen.entries.model import Entry, Kind
from fcgen.yaml_tree import Mapping, Scalar, Sequence

PATH: Final = "site_src/entry.md"
LEAST: Final = {
    Kind.ARTICLE: "title: T\n",
    Kind.FACT_CHECK: "title: T\nreviewer: R\nclaim: c\nverdict: V\n",
    Kind.CLAIM: "text: T\n",
    Kind.PERSON: "name: T\n",
    Kind.OUTLET: "name: T\n",
    Kind.TOPIC: "name: T\n",
    Kind.PAGE: "title: T\n",
}
"""The front matter with nothing but the fields that each kind requires."""


def loaded(kind: Kind, front: str, body: str = "", zone: str = "UTC", html: bool = False) -> Loaded:
    """Return what a file of `kind` gives; its front matter begins on line 2."""
    return load(PATH, kind, f"---\n{front}---\n{body}".encode(), Settings(zone, html))


def entry(kind: Kind, front: str, body: str = "", zone: str = "UTC") -> Entry:
    """Return an entry that has no mistakes."""
    read = loaded(kind, front, body, zone)
    assert read.diagnostics == ()
    assert read.entry is not None
    return read.entry


def more(kind: Kind, front: str) -> Entry:
    """Return an entry of the required fields and `front`, which begins after them."""
    return entry(kind, LEAST[kind] + front)


def told(kind: Kind, front: str) -> list[Diagnostic]:
    """Return what is wrong with an entry of the required fields and `front`."""
    return list(loaded(kind, LEAST[kind] + front).diagnostics)


def only(kind: Kind, front: str) -> Diagnostic:
    """Return the one mistake in an entry of the required fields and `front`."""
    (found,) = told(kind, front)
    return found


def messages(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[tuple[str, str]]:
    """Return codes and messages, in order."""
    return [(d.code.number, d.message) for d in found]


def plain(node: Scalar | Sequence | Mapping) -> object:
    """Return a tree as text, lists and dicts."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.value: plain(item) for key, item in node.entries}
