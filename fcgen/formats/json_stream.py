"""JSON that is written piece by piece, so that no file of a large archive is ever whole in memory."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec


def document(head: Mapping[str, Any], name: str, items: Iterable[Any]) -> Iterator[bytes]:
    """Yield a JSON object: the keys of `head`, then `name` with a list of `items`, each on a line of its own."""
    start = msgspec.json.encode(head)[:-1]
    yield start + (b"," if head else b"") + msgspec.json.encode(name) + b":["
    separator = b"\n"
    for item in items:
        yield separator + msgspec.json.encode(item)
        separator = b",\n"
    yield b"\n]}\n"
