"""An entry as a line of JSON, as it was read from its file: what its file can be made from again.

Values of front matter are texts, as they were written: `verdict: False` is `"False"`. Where there is none, or white
space alone, it is null. Comments are not in it, nor is what no entry is read with: with `--lenient`, control
characters and a key that is given a second time.
"""

from typing import Any, Final

import msgspec

from fcgen.archive import urls
from fcgen.entries.model import Kind
from fcgen.yaml_tree import Mapping, Node, Scalar, Sequence, absent

FIELDS: Final = (
    ("kind", "string", "article, fact-check, claim, person, outlet, topic or page"),
    ("id", "string", "the id, unique among those of a kind"),
    ("path", "string", "the file, relative to the folder of the site"),
    ("address", "string", "the address of the page, relative to the base of the site"),
    ("front_matter", "object", "the front matter: values are texts, lists, objects or null, as the author wrote them"),
    ("text", "string", "the text, in Markdown"),
)
"""The members of a line: name, type of the Table Schema, and what it holds."""


def line(kind: Kind, entry_id: str, path: str, front_matter: Mapping, text: str) -> bytes:
    """Return the line of an entry; `path` is relative to the folder of the site."""
    made = {
        "kind": kind.value,
        "id": entry_id,
        "path": path,
        "address": urls.href("", urls.entry(kind, entry_id)),
        "front_matter": _plain(front_matter),
        "text": text,
    }
    return msgspec.json.encode(made) + b"\n"


def _plain(node: Node) -> Any:
    match node:
        case Scalar(value=value):
            return None if absent(node) else value
        case Sequence(items=items):
            return [_plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.value: _plain(value) for key, value in entries}
