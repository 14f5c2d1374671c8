"""Changes of a file that leave every other byte of it as it was: what stands at a place becomes something else."""

import codecs
import re
from collections.abc import Iterable
from typing import Final

import msgspec

from fcgen.encoding import CONTROL

_LINE_END: Final = re.compile("\r\n|\r|\n")


class Edit(msgspec.Struct, frozen=True, order=True):
    """What stands from `start` to before `end` becomes `text`. Offsets count characters from 0."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits`, none of which meets another."""
    pieces, last = [], 0
    for edit in sorted(edits):
        pieces += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join((*pieces, text[last:]))


def patched(data: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the file `data` with `edits`, whose offsets are those of the text that `encoding.decoded` makes of it.

    Lines that are added end as the first line of the file does.
    """
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    raw = data.removeprefix(bom).decode()
    found = _LINE_END.search(raw)
    ending = found[0] if found else "\n"
    spans = _spans(raw)
    mapped = [
        Edit(
            spans[edit.start][0],
            spans[edit.end - 1][1] if edit.end > edit.start else spans[edit.start][0],
            edit.text.replace("\n", ending),
        )
        for edit in edits
    ]
    return bom + edited(raw, mapped).encode()


def _spans(raw: str) -> list[tuple[int, int]]:
    """Return from where to where each character of the decoded text stands in `raw`, and at last the end."""
    spans = []
    at = 0
    while at < len(raw):
        width = 2 if raw.startswith("\r\n", at) else 1
        if not CONTROL.match(raw, at):
            spans.append((at, at + width))
        at += width
    return [*spans, (len(raw), len(raw))]
