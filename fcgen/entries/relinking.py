"""Edits that let links, quotes and pictures of a Markdown text lead elsewhere, and change nothing else of it.

Where a target stands in the source is not known: markdown-it tells only what it read. So every place that may be one is
tried by itself, and an edit is kept when the text that comes of it differs in what was meant, and in nothing else: one
in code or in a comment is not.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final
from urllib.parse import unquote

import msgspec
from markdown_it.common.utils import escapeHtml
from markdown_it.helpers import parseLinkDestination

from fcgen.diagnostics import START, Mark
from fcgen.edits import Edit, edited
from fcgen.entries.body import Body, BodyLink, BodyPicture, BodyQuote, Hole
from fcgen.entries.markdown import body
from fcgen.words import nfc

Leads = Callable[[str, bool], str | None]
"""Gives what is to be written in place of a target, or None where it stays; the second: of a picture that is shown."""

_PLACES: Final = re.compile(r"\]\(\s*|\]:\s*|<(?=[A-Za-z-]+:)")


class CannotRelinkError(Exception):
    """A target is written in a way that can't be changed alone; `at` is where its link begins."""

    def __init__(self, at: Mark) -> None:
        super().__init__("a link is written in a way that can't be changed alone")
        self.at = at


def relinked(text: str, first_line: int, html: bool, leads: Leads) -> tuple[Edit, ...]:
    """Return the edits of the body `text`, which begins at a line of its file, after which it leads where it is to.

    Raises CannotRelinkError.
    """
    before = _read(text, first_line, html)
    after = [_led(hole, leads) for hole in before.holes]
    if all(one == _bare(hole) for one, hole in zip(after, before.holes, strict=True)):
        return ()
    kept: tuple[Edit, ...] = ()
    best = 0
    for edits in _candidates(text, leads):
        for edit in edits:
            mended = _mended(before, _read(edited(text, (*kept, edit)), first_line, html), after)
            if mended > best:
                kept, best = (*kept, edit), mended
                break
    left = _open(_read(edited(text, kept), first_line, html), after)
    if left:
        raise CannotRelinkError(left[0])
    return kept


def _read(text: str, first_line: int, html: bool) -> Body:
    return body(text, "", first_line, html)[0]


def _led(hole: Hole, leads: Leads) -> Hole:
    """Return a hole as it is to be, without its place."""
    hole = _bare(hole)
    match hole:
        case BodyLink(target=target):
            return msgspec.structs.replace(hole, target=leads(target, False) or target)
        case BodyPicture(file=file):
            return msgspec.structs.replace(hole, file=leads(file, True) or file)
        case BodyQuote(claim=claim):
            written = leads(f"quote:{claim}", False)
            return msgspec.structs.replace(hole, claim=written.partition(":")[2]) if written else hole
        case _:
            return hole


def _bare(hole: Hole) -> Hole:
    return hole if not isinstance(hole, BodyLink | BodyPicture | BodyQuote) else msgspec.structs.replace(hole, at=START)


def _target(hole: Hole) -> str:
    match hole:
        case BodyLink(target=written) | BodyPicture(file=written) | BodyQuote(claim=written):
            return nfc(unquote(written))
        case _:
            return ""


def _same(one: Hole, other: Hole) -> bool:
    """Tell whether two holes are one but for their place and the escapes of their targets."""
    return type(one) is type(other) and _target(one) == _target(other)


def _open(now: Body, wanted: Sequence[Hole]) -> list[Mark]:
    """Return where the holes are that do not lead where they are to lead."""
    pairs = zip(now.holes, wanted, strict=True)
    return [
        hole.at
        for hole, one in pairs
        if isinstance(hole, BodyLink | BodyPicture | BodyQuote) and not _same(_bare(hole), one)
    ]


def _mended(before: Body, now: Body, wanted: Sequence[Hole]) -> int:
    """Return how many holes lead where they are to lead and did not; -1 where anything else has changed."""
    if len(now.holes) != len(before.holes) or now.anchors != before.anchors:
        return -1
    count = 0
    for hole, old, one in zip(now.holes, before.holes, wanted, strict=True):
        if _same(hole, old):
            continue
        if not _same(_bare(hole), one):
            return -1
        count += 1
    for index, (piece, old_piece) in enumerate(zip(now.html, before.html, strict=True)):
        if piece != old_piece and not (index and _shows_itself(before.holes[index - 1], old_piece)):
            return -1
    return count


def _shows_itself(hole: Hole, shown: str) -> bool:
    """Tell whether a link is written as `<claim:some-id>`, which shows its own target."""
    return isinstance(hole, BodyLink) and nfc(unquote(shown)) == escapeHtml(_target(hole))


def _candidates(text: str, leads: Leads) -> Iterable[tuple[Edit, ...]]:
    """Yield the edits that may be meant, place by place; at one place a link or a picture may stand."""
    seen: set[int] = set()
    for place in _PLACES.finditer(text):
        found = parseLinkDestination(text, place.end(), len(text))
        start, end, written = place.end(), found.pos, found.str
        if place[0] == "<":
            end = text.find(">", start)
            written = text[start:end]
        elif text.startswith("<", start):
            start, end = start + 1, end - 1
        if end <= start or start in seen or (not found.ok and place[0] != "<"):
            continue
        seen.add(start)
        others = dict.fromkeys(other for shown in (False, True) if (other := leads(written, shown)))
        if others:
            yield tuple(Edit(start, end, other) for other in others)
