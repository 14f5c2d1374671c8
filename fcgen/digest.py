"""Digests of content, and files known by them. Knows nothing of what the bytes mean."""

import hashlib
from typing import NewType

import msgspec

Digest = NewType("Digest", str)
"""SHA-256 of some bytes, in 64 lower-case hexadecimal digits."""


class File(msgspec.Struct, frozen=True):
    """A file of the site, known by its content. `path` is relative to the folder it was found in, with `/`."""

    path: str
    digest: Digest
    size: int


def digest(data: bytes) -> Digest:
    """Return the digest of `data`."""
    return Digest(hashlib.sha256(data).hexdigest())


def fingerprint(value: Digest) -> str:
    """Return the part of a digest that goes into a file name: 10 digits, 40 bits."""
    return value[:10]
