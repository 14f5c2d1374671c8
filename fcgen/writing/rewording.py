"""The files that speak of an entry, as they are when it has another name: each byte that says nothing of it stays."""

from collections.abc import Callable, Iterable, Set
from pathlib import Path

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.moves import Move
from fcgen.archive.urls import Address
from fcgen.config import CONFIG_FILE
from fcgen.edits import Edit, patched
from fcgen.encoding import decoded
from fcgen.entries.body import BodyLink, BodyPicture, BodyQuote, Hole, Outline
from fcgen.entries.front import front as parts_of
from fcgen.entries.front import yaml_lines
from fcgen.entries.model import Entry, FactCheck, InlineClaim, Kind
from fcgen.entries.relinking import CannotRelinkError, relinked
from fcgen.pages.renaming import front, leads, menu, names
from fcgen.yaml_text import CannotEditError, with_first_key, with_item, with_values
from fcgen.yaml_tree import Mapping, Scalar, Sequence, mapping

_KEY = "redirect_from"


class CannotRewordError(Exception):
    """A file is written in a way in which it can't be changed; the message says where and why."""


class Reworded(msgspec.Struct, frozen=True):
    """What a file is to hold; the lines of the references that were mended; the id that a claim in it keeps, or ""."""

    data: bytes
    lines: tuple[int, ...] = ()
    kept: str = ""


def reworded(
    archive: Archive,
    addresses: Set[Address],
    move: Move,
    entry: Entry,
    outline: Outline,
    redirect: str,
    real: Path,
) -> Reworded | None:
    """Return what the file of `entry` is to be, or None where it stays as it is.

    `redirect` is the address that is to lead to it, or "". Raises CannotRewordError and OSError.
    """

    def to(written: str, shown: bool) -> str | None:
        return leads(archive, addresses, move, entry, written, shown)

    values = {(mark.line, mark.column): text for mark, text in front(archive, move, entry)}
    new_ids = tuple(_new_ids(move, entry))
    has_links = any(_changes(hole, to) for hole in outline.holes)
    if not (values or new_ids or has_links or redirect):
        return None
    data = real.read_bytes()
    text, _ = decoded(data, entry.path)
    place = yaml_lines(text) if text is not None else None
    if text is None or place is None:
        raise CannotRewordError(f"{entry.path}:1: its front matter is not YAML between two lines `---`")
    lines = text.split("\n")
    begin, end = place
    start = sum(len(line) + 1 for line in lines[:begin])
    yaml = "\n".join(lines[begin:end]) + "\n"
    mended = set(values)
    values |= _led_here_before(move, entry, redirect)
    edits: list[Edit] = []
    try:
        edits += with_values(yaml, {(line - begin, column): value for (line, column), value in values.items()})
        for (line, column), new_id in new_ids:
            edits += with_first_key(yaml, (line - begin, column), "id", new_id)
        if redirect and len(values) == len(mended):
            edits += with_item(yaml, _KEY, written_address(Address(redirect)))
    except CannotEditError as error:
        raise CannotRewordError(f"{entry.path}:{begin + 1}: in its front matter, {error}") from error
    edits = [Edit(start + edit.start, start + edit.end, edit.text) for edit in edits]
    links: list[Edit] = []
    if has_links:
        parts = parts_of(text, entry.path)
        offset = sum(len(line) + 1 for line in lines[: parts.text_line - 1])
        try:
            found = relinked(parts.text, parts.text_line, archive.config.html, to)
        except CannotRelinkError as error:
            raise CannotRewordError(f"{entry.path}:{error.at.line}: {error}") from error
        links = [Edit(offset + edit.start, offset + edit.end, edit.text) for edit in found]
    told = [line for line, _ in mended] + [text.count("\n", 0, edit.start) + 1 for edit in links]
    told += [line for (line, _), new_id in new_ids if new_id == move.new.id]
    kept = next((new_id for _, new_id in new_ids if new_id != move.new.id), "")
    return Reworded(patched(data, (*edits, *links)), tuple(sorted(told)), kept)


def reworded_config(archive: Archive, addresses: Set[Address], move: Move, data: bytes) -> Reworded | None:
    """Return what config.yaml is to be, or None where it stays as it is: it names the publisher and has the menu."""
    text, _ = decoded(data, CONFIG_FILE)
    tree = mapping(text, CONFIG_FILE)[0] if text is not None else None
    if text is None or tree is None:
        return None
    values: dict[tuple[int, int], str] = {}
    for key, node in tree.entries:
        if key.value == "publisher" and isinstance(node, Scalar) and _is_publisher(archive, move, node):
            values[node.at.line, node.at.column] = move.name
        if key.value == "navigation":
            values |= _menu(archive, addresses, move, node)
    if not values:
        return None
    try:
        edits = with_values(text, values)
    except CannotEditError as error:
        raise CannotRewordError(f"{CONFIG_FILE}:1: {error}") from error
    return Reworded(patched(data, edits), tuple(sorted(line for line, _ in values)))


def _is_publisher(archive: Archive, move: Move, written: Scalar) -> bool:
    is_outlet = move.old.kind is Kind.OUTLET and move.old != move.new
    return is_outlet and names(archive, move, " ".join(written.value.split()))


def written_address(address: Address) -> str:
    """Return an address as `redirect_from` has it: percent-encoded where it would be read as something else."""
    plain = urls.redirect(address) == address and not any(c in '?#\\<>":%' or c.isspace() for c in address)
    return address if plain else urls.href("/", address)


def _menu(archive: Archive, addresses: Set[Address], move: Move, node: object) -> dict[tuple[int, int], str]:
    found = {}
    rows = node.items if isinstance(node, Sequence) else ()
    for key, value in (pair for row in rows if isinstance(row, Mapping) for pair in row.entries):
        if key.value == "url" and isinstance(value, Scalar):
            written = menu(archive, addresses, move, value.value.strip())
            if written is not None:
                found[value.at.line, value.at.column] = written
    return found


def _changes(hole: Hole, to: Callable[[str, bool], str | None]) -> bool:
    match hole:
        case BodyLink(target=target):
            return to(target, False) is not None
        case BodyPicture(file=file):
            return to(file, True) is not None
        case BodyQuote(claim=claim):
            return to(f"quote:{claim}", False) is not None
        case _:
            return False


def _new_ids(move: Move, entry: Entry) -> Iterable[tuple[tuple[int, int], str]]:
    """Yield where a claim needs an id that had that of its fact-check: the one that it had, or its new one."""
    if move.old == move.new or not isinstance(entry.details, FactCheck):
        return
    for ruling in entry.details.rulings:
        claim = ruling.claim
        if isinstance(claim, InlineClaim) and claim.id is None and entry.id == move.old.id:
            if move.old.kind is Kind.FACT_CHECK:
                yield (claim.at.line, claim.at.column), entry.id
            elif move.old.kind is Kind.CLAIM and not move.old_path:
                yield (claim.at.line, claim.at.column), move.new.id


def _led_here_before(move: Move, entry: Entry, redirect: str) -> dict[tuple[int, int], str]:
    """Return the place of the new address among those that led here, which the old one takes."""
    new = urls.entry(move.new.kind, move.new.id)
    return {
        (mention.at.line, mention.at.column): written_address(Address(redirect))
        for mention in entry.redirect_from
        if redirect and urls.output_key(urls.redirect(mention.text)) == urls.output_key(new)
    }
