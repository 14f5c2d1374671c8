"""One file to one entry: bytes in, an entry, its body and what is wrong with them out. Knows of no other file."""

from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, diagnostic, quoted
from fcgen.digest import digest
from fcgen.encoding import decoded
from fcgen.entries.body import Body, BodyQuote, Outline, Quote
from fcgen.entries.front import front
from fcgen.entries.front_matter import entry
from fcgen.entries.markdown import body
from fcgen.entries.model import Entry, Kind
from fcgen.fields import Fields
from fcgen.words import id_fault, nfc
from fcgen.yaml_tree import Mapping

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of text in one entry. A long novel has half of it; a page of that size is no page."""


class Settings(msgspec.Struct, frozen=True):
    """What of the configuration decides how a file is read."""

    timezone: str = "UTC"
    html: bool = False


class Source(msgspec.Struct, frozen=True):
    """What the author wrote: the front matter, with nothing of it read, and the text in Markdown."""

    keys: Mapping
    text: str


class Loaded(msgspec.Struct, frozen=True):
    """What a file gave. Without an entry nothing can be shown of it; `body` is the one that `outline` names."""

    diagnostics: tuple[Diagnostic, ...]
    entry: Entry | None = None
    outline: Outline | None = None
    body: Body | None = None
    source: Source | None = None


def load(path: str, kind: Kind, data: bytes, settings: Settings) -> Loaded:
    """Return what the file `path` of `kind` holds. `path` is relative to the site's folder, with `/`."""
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes; an entry has at most {LARGEST:,}"
        mend = "split it, or link to it as a file under static/"
        return Loaded((diagnostic(codes.TOO_LARGE, path, START, message, mend),))
    text, problems = decoded(data, path)
    found = list(problems)
    if text is None:
        return Loaded(tuple(found))
    parts = front(text, path)
    found += parts.diagnostics
    made, problems = body(parts.text, path, parts.text_line, settings.html)
    found += problems
    entry_id = _id(path, found)
    if parts.keys is None:
        return Loaded(tuple(found))
    quotes = tuple(Quote(hole.claim, hole.words) for hole in made.holes if isinstance(hole, BodyQuote))
    fields = Fields(parts.keys, path, found.append, ZoneInfo(settings.timezone))
    read = entry(fields, path, kind, entry_id or "", quotes)
    if read is None or entry_id is None:
        return Loaded(tuple(found))
    empty = not made.holes and not "".join(made.html).strip()
    outline = Outline(digest(msgspec.msgpack.encode(made)), empty, made.holes, made.anchors, made.lead)
    return Loaded(tuple(found), read, outline, made, Source(parts.keys, parts.text))


def _id(path: str, found: list[Diagnostic]) -> str | None:
    stem = nfc(path.rpartition("/")[2].removesuffix(".md"))
    fault = id_fault(stem)
    if fault:
        hint = "rename it: the name is the page's address, and not every system can write this one"
        message = f"the file's name {quoted(stem)} can't be an id: {fault}"
        found.append(diagnostic(codes.BAD_FILE_NAME, path, START, message, hint))
        return None
    return stem
