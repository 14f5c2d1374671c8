"""When two words are one, and the part of an address that a name makes. No rule about text has another home."""

import hashlib
import unicodedata
from typing import Final

from slugify import slugify

SLUG_BYTES: Final = 200
"""A slug is the name of a folder, and file systems take 255 bytes."""

_ID_BYTES: Final = 252  # as many as the stem of a file has at most
_JOINERS: Final = "\u200c\u200d"  # invisible, and part of the spelling in Persian and the scripts of India


def nfc(text: str) -> str:
    """Return `text` in Unicode Normalization Form C, the form of all ids."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Return `text` without case, in one Unicode form, with single spaces.

    Source: Unicode 3.13, D146 (compatibility caseless matching).
    """
    once = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(unicodedata.normalize("NFKC", once).split())


def word_key(text: str) -> str:
    """Return what decides whether two verdict words are one: `folded`, without punctuation and symbols around it."""
    key = folded(text)
    inside = [i for i, c in enumerate(key) if unicodedata.category(c)[0] not in "PSZ"]
    return key[inside[0] : inside[-1] + 1] if inside else key


def name_key(text: str) -> str:
    """Return what the spellings of one name share: `folded`, without spaces and punctuation anywhere."""
    key = "".join(c for c in folded(text) if unicodedata.category(c)[0] not in "PZ")
    return key or folded(text)


def slug(text: str) -> str:
    """Return `text` as lower-case letters, digits, marks and hyphens of any script, at most SLUG_BYTES bytes of UTF-8.

    Where nothing of `text` remains (an emoji): `x-` and 8 hexadecimal digits of its SHA-256.
    """
    made = nfc(slugify(text, entities=False, decimal=False, hexadecimal=False, allow_unicode=True, algorithm="modern"))
    short = made.encode()[:SLUG_BYTES].decode(errors="ignore").rstrip("-" + _JOINERS)
    return short or f"x-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def id_fault(text: str) -> str:
    """Return what keeps `text` from being an id, "" where nothing does. An id is the name of a file and of a folder."""
    bad = next((c for c in text if c in '/\\:*?"<>|' or not (c.isprintable() or c in _JOINERS)), None)
    if bad:
        return f"it has {bad!r}"
    if not text or text.strip(" .") != text:
        return "it is empty, or begins or ends with a space or a dot"
    return f"it is longer than {_ID_BYTES} bytes" if len(text.encode()) > _ID_BYTES else ""
