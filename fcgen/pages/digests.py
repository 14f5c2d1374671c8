"""Digests of what a page shows, part by part: whether it must be made again, and which part says so."""

import functools
import typing
from typing import Any, Final

import msgspec

from fcgen.digest import Digest, digest
from fcgen.pages.machine_types import Made
from fcgen.pages.page_types import EntryPart, Site

_ENTRY: Final = "entry"
_SITE: Final = "site"


def digests(view: Made) -> tuple[Digest, ...]:
    """Return the digests of the parts of a view, in the order of `parts`."""
    made = []
    for name in view.__struct_fields__:
        value = getattr(view, name)
        if name == _ENTRY:
            made += [_digest(getattr(value, inner)) for inner in EntryPart.__struct_fields__]
        else:
            made.append(_of_site(value) if name == _SITE else _digest(value))
    return tuple(made)


def key(view: str, parts: tuple[Digest, ...], uses: Digest) -> Digest:
    """Return what says whether a page must be made again: a digest of its view and of its templates.

    `view` is what its views are called, `parts` are the digests of this one's, `uses` is that of the templates.
    """
    return digest("\0".join((uses, view, *parts)).encode())


@functools.cache
def parts(template: str) -> tuple[str, ...]:
    """Return what the parts of the views of a template are called, as `docs/templates.md` calls them."""
    (view,) = (one for one in typing.get_args(Made) if one.__struct_config__.tag == template)
    return tuple(
        part
        for name in view.__struct_fields__
        for part in ([f"entry.{inner}" for inner in EntryPart.__struct_fields__] if name == _ENTRY else [name])
    )


def _digest(value: Any) -> Digest:
    return _of_bytes(msgspec.msgpack.encode(value))


@functools.lru_cache(maxsize=4096)
def _of_bytes(data: bytes) -> Digest:
    return digest(data)


@functools.lru_cache(maxsize=256)
def _of_site(site: Site) -> Digest:
    return _digest(site)
