"""JSON-LD in the vocabulary of schema.org: nodes without anything empty, and the text of a document that holds them.

Source: W3C JSON-LD 1.1; schema.org, release 30.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

CONTEXT: Final = "https://schema.org"

Node = dict[str, Any]
"""A JSON object; `@type` says what it is."""

# In a script element `</script` and `<!--` would mean something to HTML, and the separators once did to JavaScript.
_ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def node(kind: str, identity: str = "", /, **properties: Any) -> Node:
    """Return a node of a type; `identity` is its `@id`. What is empty or none is left out."""
    made = {"@type": kind, "@id": identity, **properties}
    return {key: value for key, value in made.items() if not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or value == () or value == [] or value == {}


def ref(identity: str) -> Node:
    """Return what stands for a node that has that `@id`."""
    return {"@id": identity}


def one_or_all(values: Iterable[Any]) -> Any:
    """Return the only value by itself, several as a list, and none as none."""
    found = list(values)
    return found[0] if len(found) == 1 else found or None


def document(nodes: Iterable[Node]) -> str:
    """Return a document of nodes as JSON that can stand in a script element of HTML; "" without nodes."""
    found = list(nodes)
    if not found:
        return ""
    whole: Node = {"@context": CONTEXT, **found[0]} if len(found) == 1 else {"@context": CONTEXT, "@graph": found}
    return in_script(whole)


def in_script(data: Mapping[str, Any]) -> str:
    """Return data as JSON in which no character means anything to HTML."""
    text = msgspec.json.encode(data).decode()
    for character, escape in _ESCAPED.items():
        text = text.replace(character, escape)
    return text
