"""The archive in a table of the memo, cell by cell: what one page needs is read from it without the rest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from fcgen.archive.index import Archive, Key
from fcgen.archive.names import Names
from fcgen.disk.memo import Table
from fcgen.entries.model import Kind

K = TypeVar("K")
V = TypeVar("V")


class Cells(Mapping[K, V], Generic[K, V]):
    """A mapping whose values lie in a table, under their keys after a prefix, as JSON."""

    def __init__(self, table: Table, prefix: str, key: type, value: Any) -> None:
        self._table, self._prefix = table, prefix
        self._decoder: msgspec.json.Decoder[V] = msgspec.json.Decoder(value)
        self._spoken: Callable[[str], Any] = _key if key is Key else str
        self._read: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._read:
            self._read[key] = self._decoder.decode(self._table[self._prefix + spelled(key)])
        return self._read[key]

    def __contains__(self, key: object) -> bool:
        return self._prefix + spelled(key) in self._table

    def __iter__(self) -> Iterator[K]:
        start = len(self._prefix)
        return (self._spoken(name[start:]) for name in self._table if name.startswith(self._prefix))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Over(Mapping[K, V], Generic[K, V]):
    """A mapping with some of its values in the place of others."""

    def __init__(self, changes: Mapping[K, V], values: Mapping[K, V]) -> None:
        self._changes, self._values = changes, values

    def __getitem__(self, key: K) -> V:
        return self._changes[key] if key in self._changes else self._values[key]

    def __iter__(self) -> Iterator[K]:
        return iter(dict.fromkeys((*self._values, *self._changes)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def cells(prefix: str, values: Mapping[Any, Any]) -> dict[str, bytes]:
    """Return what Cells with that prefix read."""
    return {prefix + spelled(key): msgspec.json.encode(value) for key, value in values.items()}


def spelled(key: object) -> str:
    """Return a key as text."""
    return f"{key.kind}/{key.id}" if isinstance(key, Key) else str(key)


def _key(text: str) -> Key:
    kind, _, name = text.partition("/")
    return Key(Kind(kind), name)


def archive_cells(archive: Archive) -> dict[str, bytes]:
    """Return all mappings of an archive as cells."""
    made: dict[str, bytes] = {}
    for prefix, path, _, _ in _MAPPINGS:
        value: Any = archive
        for name in path:
            value = getattr(value, name)
        made |= cells(prefix, value)
    return made


def archive_of(table: Table, rest: Mapping[str, Any]) -> Archive:
    """Return the archive whose mappings lie in `table`; `rest` are its other fields."""
    read: dict[str, Any] = dict(rest)
    for prefix, path, key, value in _MAPPINGS:
        inside = read if len(path) == 1 else read.setdefault(path[0], {})
        inside[path[-1]] = Cells(table, prefix, key, value)
    made: dict[str, Any] = {name: Names(**value) if isinstance(value, dict) else value for name, value in read.items()}
    return Archive(**made)


def _mappings() -> tuple[tuple[str, tuple[str, ...], type, Any], ...]:
    """Return the mappings of an archive: the prefix of their cells, where they are in it, the types of keys, values."""
    made = []
    for name, annotation in get_type_hints(Archive).items():
        if annotation is Names:
            inner = get_type_hints(Names).items()
            made += [(f"{name}.{field}:", (name, field), *get_args(mapping)) for field, mapping in inner]
        elif get_origin(annotation) is Mapping:
            made.append((f"{name}:", (name,), *get_args(annotation)))
    return tuple(made)


_MAPPINGS: Final = _mappings()
