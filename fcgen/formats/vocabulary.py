"""The vocabulary of schema.org: which types and properties there are, and which go together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

_PREFIX: Final = re.compile(r"^(https?://schema\.org/|schema:)")
_DATE: Final = re.compile(
    r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII
)  # ISO 8601, as far as schema.org/Date and schema.org/DateTime show it
_NUMBER: Final = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_KEYWORDS: Final = frozenset({"@context", "@graph", "@id", "@type", "@language", "@reverse", "@value"})


class Vocabulary(msgspec.Struct, frozen=True):
    """Types with what they are kinds of; properties with the types that have them and the types of their values.

    `superseded` are properties with those that stand in their place.
    """

    types: Mapping[str, tuple[str, ...]]
    properties: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    superseded: Mapping[str, str]

    def kinds(self, name: str) -> frozenset[str]:
        """Return a type with all that it is a kind of."""
        reached, waiting = {name}, [name]
        while waiting:
            new = set(self.types.get(waiting.pop(), ())) - reached
            reached |= new
            waiting += new
        return frozenset(reached)


class Misuse(msgspec.Struct, frozen=True, order=True):
    """Something in a document that is not of the vocabulary: where, as a path of properties, and what."""

    where: str
    what: str


def vocabulary(data: bytes) -> Vocabulary:
    """Return the vocabulary that `schema_org.json` holds."""
    return msgspec.json.decode(data, type=Vocabulary)


def misuses(document: Any, known: Vocabulary) -> tuple[Misuse, ...]:
    """Return what of a JSON-LD document is not of the vocabulary, or is empty."""
    return tuple(dict.fromkeys(_of_node(document, "", known)))


def nodes(document: Any) -> Iterator[Mapping[str, Any]]:
    """Yield all nodes of a document that have a type, the outer before the inner."""
    match document:
        case list():
            for item in document:
                yield from nodes(item)
        case dict():
            if "@type" in document:
                yield document
            for value in document.values():
                yield from nodes(value)


def types_of(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the types of a node, without the address of the vocabulary."""
    return tuple(short(str(one)) for one in listed(node.get("@type")))


def short(name: str) -> str:
    """Return the name of a type or property without the address of the vocabulary."""
    return _PREFIX.sub("", name)


def listed(value: Any) -> list[Any]:
    """Return the values of a property, which has none, one, or a list of them."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _of_node(node: Any, where: str, known: Vocabulary) -> Iterator[Misuse]:
    if isinstance(node, list):
        for item in node:
            yield from _of_node(item, where, known)
    if not isinstance(node, dict) or "@value" in node:
        return
    types = types_of(node)
    here = f"{where}{types[0] if types else ''}"
    if not types and node.keys() - {"@id", "@context", "@graph"}:
        yield Misuse(here or "the document", "it has no @type")
    for one in types:
        if one not in known.types:
            yield Misuse(here, f"schema.org has no type {one}")
    if "@graph" in node:
        yield from _of_node(node["@graph"], where, known)
    for key, value in node.items():
        if key.startswith("@"):
            if key not in _KEYWORDS:
                yield Misuse(here, f"JSON-LD has no keyword {key}")
        else:
            yield from _of_property(types, short(key), value, f"{here}.{short(key)}", known)


def _of_property(types: tuple[str, ...], name: str, value: Any, where: str, known: Vocabulary) -> Iterator[Misuse]:
    if name not in known.properties:
        yield Misuse(where, f"schema.org has no property {name}")
        return
    whose, ranges = known.properties[name]
    own = [one for one in types if one in known.types]
    if own and not any(known.kinds(one) & set(whose) for one in own):
        yield Misuse(where, f"{name} is no property of {' or '.join(own)}")
    if name in known.superseded:
        yield Misuse(where, f"{name} has been superseded by {known.superseded[name]}")
    if value is None or value == []:
        yield Misuse(where, "it is empty")
    for one in listed(value):
        yield from _of_value(one, where, ranges, known)
        yield from _of_node(one, f"{where} > ", known)


def _of_value(value: Any, where: str, ranges: Iterable[str], known: Vocabulary) -> Iterator[Misuse]:
    allowed = set(ranges)
    data = {one for one in allowed if known.kinds(one) & {"Text", "Number", "Boolean", "Date", "DateTime", "Time"}}
    match value:
        case _ if value in (None, "", {}):
            yield Misuse(where, "it is empty")
        case dict():
            kinds = frozenset().union(*(known.kinds(one) for one in types_of(value)))
            if kinds and not kinds & (allowed | {"Role"}) and "Thing" not in allowed:
                yield Misuse(where, f"a value of type {types_of(value)[0]} is none of {', '.join(sorted(allowed))}")
        case bool():
            if "Boolean" not in allowed:
                yield Misuse(where, "yes or no is no value of it")
        case int() | float():
            if not allowed & {"Number", "Integer", "Float", "Text", "QuantitativeValue"}:
                yield Misuse(where, "a number is no value of it")
        case str() if allowed <= {"Date", "DateTime"}:
            if not _DATE.fullmatch(value):
                yield Misuse(where, f"{value!r} is not a date")
        case str() if data == allowed and allowed <= {"Number", "Integer", "Float"}:
            if not _NUMBER.fullmatch(value):
                yield Misuse(where, f"{value!r} is not a number")
        case str() if allowed == {"URL"} or (not data and any("Enumeration" in known.kinds(one) for one in allowed)):
            if not re.match(r"https?://", value):
                yield Misuse(where, f"{value!r} is no web address")
        case str() if not data:
            yield Misuse(where, f"a text is no value of it, but {' or '.join(sorted(allowed))}")
        case _:
            pass
