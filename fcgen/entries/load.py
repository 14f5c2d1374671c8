"""One file to one entry: bytes in, an entry, its body and what is wrong with them out. Knows of no other file."""

import re
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, Mark, diagnostic, quoted
from fcgen.digest import digest
from fcgen.encoding import decoded
from fcgen.entries.front_matter import entry
from fcgen.entries.markdown import body
from fcgen.entries.model import Body, Entry, Kind, Outline
from fcgen.fields import Fields
from fcgen.words import id_fault, nfc
from fcgen.yaml_tree import mapping

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of text in one entry. A long novel has half of it; a page of that size is no page."""

_FIRST_LINE: Final = Mark(1, 1)
_FENCE: Final = re.compile(r"---[ \t]*")


class Settings(msgspec.Struct, frozen=True):
    """What of the configuration decides how a file is read."""

    timezone: str = "UTC"
    html: bool = False


class Loaded(msgspec.Struct, frozen=True):
    """What a file gave. `entry` is None where nothing can be shown of it; `body` is what `entry.outline.body` names."""

    entry: Entry | None
    body: Body | None
    diagnostics: tuple[Diagnostic, ...]


def load(path: str, kind: Kind, data: bytes, settings: Settings) -> Loaded:
    """Return what the file `path` of `kind` holds. `path` is relative to the site's folder, with `/`."""
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes; an entry has at most {LARGEST:,}"
        mend = "split it, or link to it as a file under static/"
        return Loaded(None, None, (diagnostic(codes.TOO_LARGE, path, START, message, mend),))
    text, problems = decoded(data, path)
    found = list(problems)
    if text is None:
        return Loaded(None, None, tuple(found))
    front, rest, first_line = _parts(text, path, found)
    made, problems = body(rest, path, first_line, settings.html)
    found += problems
    entry_id = _id(path, found)
    if front is None:
        return Loaded(None, None, tuple(found))
    tree, problems = mapping(front, path, 2)
    found += problems
    if tree is None:
        return Loaded(None, None, tuple(found))
    body_digest = digest(msgspec.msgpack.encode(made))
    outline = Outline(body_digest, made.holes, made.anchors, made.lead)
    fields = Fields(tree, path, found.append, ZoneInfo(settings.timezone))
    read = entry(fields, path, kind, entry_id or "", outline)
    if read is None or entry_id is None:
        return Loaded(None, None, tuple(found))
    return Loaded(read, made, tuple(found))


def _parts(text: str, path: str, found: list[Diagnostic]) -> tuple[str | None, str, int]:
    """Return front matter, body, and the line that the body begins at."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        hint = "begin the file with a line `---`, then `title: …`, then a line `---`"
        message = "the first line is not `---`" if text.strip() else "the file is empty"
        if lines[0].strip() == "+++":
            message, hint = "the front matter is TOML", "write it as YAML, between two lines `---`"
        found.append(diagnostic(codes.NO_FRONT_MATTER, path, _FIRST_LINE, message, hint))
        return None, text, 1
    end = next((i for i, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), None)
    if end is None:
        hint = "add a line `---` after the last key"
        message = "the front matter that begins here has no end"
        found.append(diagnostic(codes.ENDLESS_FRONT_MATTER, path, _FIRST_LINE, message, hint))
        return None, "", 1
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :]), end + 2


def _id(path: str, found: list[Diagnostic]) -> str | None:
    stem = nfc(path.rpartition("/")[2].removesuffix(".md"))
    fault = id_fault(stem)
    if fault:
        hint = "rename it: the name is the page's address, and not every system can write this one"
        message = f"the file's name {quoted(stem)} can't be an id: {fault}"
        found.append(diagnostic(codes.BAD_FILE_NAME, path, START, message, hint))
        return None
    return stem
