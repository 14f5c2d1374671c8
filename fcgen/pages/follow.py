"""Where the text of an entry leads: the files beside entries that it shows or links to, and what leads nowhere.

Marked quotes lead to claims, and are followed with the links and pictures.
"""

from collections.abc import Iterable, Set
from typing import NamedTuple

import msgspec

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.guesses import Near
from fcgen.archive.index import Archive, Key, Noted
from fcgen.archive.references import unknown_claim
from fcgen.archive.sightings import quoted_claim
from fcgen.archive.urls import Address
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, quoted
from fcgen.digest import File
from fcgen.entries.body import BodyLink, BodyPicture, BodyQuote
from fcgen.entries.model import Entry, Kind
from fcgen.pages.links import Broken, Hidden, Resolved, Target, link, picture
from fcgen.pictures import is_picture


class Copy(msgspec.Struct, frozen=True):
    """A file that is published as it is."""

    address: Address
    file: File


class End(NamedTuple):
    """Where a link or a picture leads, its place in the entry, and whether it is a picture that is shown."""

    at: Mark
    to: Resolved
    shown: bool = False


class Followed(msgspec.Struct, frozen=True):
    """What came of following the text of an entry. `broken`: something of it leads nowhere.

    `copies` are the files beside entries that it shows or links to; `pictures` are the pictures among them, and those
    of `static/` that it shows. `outlines` are the paths of the entries whose outlines were asked for, its own included.
    """

    copies: tuple[Copy, ...] = ()
    pictures: tuple[File, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    broken: bool = False
    outlines: tuple[str, ...] = ()


def follow(archive: Archive, addresses: Set[Address], entry: Entry, near: Near) -> Followed:
    """Return where the text of an entry leads. `addresses` are those of all pages; `near` suggests what was meant."""
    noted = Noted(archive.outlines)
    archive = msgspec.structs.replace(archive, outlines=noted)
    every = list(ends(archive, addresses, entry, near))
    files = [(end.address, end.file, shown) for _, end, shown in every if isinstance(end, Target) and end.file]
    beside = dict.fromkeys(Copy(address, file) for address, file, _ in files if address == urls.media(file))
    pictures = dict.fromkeys(file for address, file, shown in files if shown or address == urls.media(file))
    wrong = [problem(end, entry.path, at) for at, end, _ in every if not isinstance(end, Target)]
    wrong += _unmarked(archive, entry, near)
    return Followed(
        copies=tuple(beside),
        pictures=tuple(file for file in pictures if is_picture(file.path)),
        diagnostics=tuple(wrong),
        broken=any(one.code is not codes.LEFT_OUT for one in wrong),
        outlines=tuple(noted.asked),
    )


def ends(archive: Archive, addresses: Set[Address], entry: Entry, near: Near) -> Iterable[End]:
    """Yield where the links and pictures of an entry lead."""
    for hole in archive.outlines[entry.path].holes:
        match hole:
            case BodyLink():
                yield End(hole.at, link(archive, addresses, entry, hole.target, near))
            case BodyPicture():
                yield End(hole.at, picture(archive, entry, hole.file, near), True)
            case _:
                pass
    if entry.image:
        yield End(entry.image.file.at, picture(archive, entry, entry.image.file.text, near), True)


def problem(end: Broken | Hidden, path: str, at: Mark) -> Diagnostic:
    """Return the diagnostic for what leads nowhere, or to what this build leaves out."""
    match end:
        case Broken(code=code, message=message, hint=hint):
            return diagnostic(code, path, at, message, hint)
        case Hidden(message=message):
            return diagnostic(codes.LEFT_OUT, path, at, message)


def _unmarked(archive: Archive, entry: Entry, near: Near) -> Iterable[Diagnostic]:
    """Yield why the words of a quote are not marked."""
    for hole in archive.outlines[entry.path].holes:
        if not isinstance(hole, BodyQuote):
            continue
        on = quoted_claim(hole)
        if entry.kind is not Kind.ARTICLE:
            message = "a `quote:` link marks the words of an article"
            hint = f"write claim:{hole.claim}, or list the appearance in the claim's file"
            yield diagnostic(codes.MISPLACED_QUOTE, entry.path, hole.at, message, hint)
        elif reason := archive.hidden.get(Key(Kind.CLAIM, on)):
            message = f"claim {quoted(on)} is left out of this build ({reason}): the words are not marked"
            yield diagnostic(codes.LEFT_OUT, entry.path, hole.at, message)
        elif on not in archive.claims:
            yield unknown_claim(on, entry.path, hole.at, archive.claims, archive.hidden, near)
