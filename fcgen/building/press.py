"""Pages made on all cores: the view of each, whether it must be rendered, and what the search index is told of it."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec

from fcgen.archive import urls
from fcgen.archive.index import Archive, Noted
from fcgen.archive.urls import Address
from fcgen.building.workers import Workers, mapped
from fcgen.console.progress import Progress
from fcgen.diagnostics import Diagnostic
from fcgen.digest import Digest, digest
from fcgen.disk.memo import DamagedError, Memo, reading
from fcgen.disk.output import Stage
from fcgen.entries.body import Body
from fcgen.pages.digests import digests, key
from fcgen.pages.frame import Frame
from fcgen.pages.machine_types import Made as Shown
from fcgen.pages.render import TemplateError, Templates, render, template_file, template_name
from fcgen.pages.search import record, shelved
from fcgen.pages.subjects import Page
from fcgen.pages.views import Shelves, view

_CHUNK = 100
"""How many pages a process is given at a time."""

_SHORT = 8
"""Hexadecimal digits of a digest that only says which part of a view changed."""


class Row(msgspec.Struct, frozen=True):
    """What is kept of a page: how it was made, and what the search index was told.

    `key` is the digest of its view and its templates. `parts` are the first digits of the digests of the
    view's parts, one after another; `uses` is the digest of the templates. `record` is the digest of the record of the
    search index, "" without one; `language` and `date` say where that stands.
    """

    page: Page
    key: Digest
    template: str
    parts: str
    uses: Digest
    record: str = ""
    language: str = ""
    date: str = ""


class Printed(msgspec.Struct, frozen=True):
    """A page that was looked at: its bytes, or None where what is there already will do, or a template's mistake.

    `outlines` are the paths of the entries whose outlines its view asked for; `shelved` is the search index's record
    as JSON, where it differs from the one that is kept.
    """

    row: Row
    outlines: tuple[str, ...]
    page: bytes | None = None
    shelved: bytes = b""
    problem: Diagnostic | None = None


class Bodies:
    """The bodies in a memo, for any process."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._open: tuple[int, Memo] | None = None
        self._stack = ExitStack()

    def __reduce__(self) -> tuple[type["Bodies"], tuple[Path]]:
        return Bodies, (self._state,)

    def __call__(self, name: Digest) -> Body:
        """Return a body by its digest. Raises DamagedError."""
        if self._open is None or self._open[0] != os.getpid():  # no process may use what another has opened
            self._open = os.getpid(), self._stack.enter_context(reading(self._state))
        data = self._open[1].get("bodies", name)
        if data is None:
            raise DamagedError(f"the body {name} is gone")
        return _BODY.decode(data)

    def close(self) -> None:
        """Close the memo."""
        self._stack.close()
        self._open = None


_BODY = msgspec.msgpack.Decoder(Body)


class Order(msgspec.Struct, frozen=True):
    """A page to be made, and what is kept of it. `in_place`: what was made of it then is there as it was."""

    page: Page
    known: Row | None = None
    in_place: bool = False


class Press(msgspec.Struct, frozen=True):
    """What pages are made with. `uses` are digests of templates with all that each of them uses."""

    archive: Archive
    frame: Frame
    templates: Templates
    uses: Mapping[str, Digest]
    bodies: Callable[[Digest], Body]
    shelves: Shelves = Shelves()


def press(with_: Press, chunk: Sequence[Order]) -> list[Printed]:
    """Make the pages that must be made."""
    return [_printed(with_, order.page, order.known, order.in_place) for order in chunk]


def _printed(with_: Press, page: Page, known: Row | None, in_place: bool) -> Printed:
    shown, asked = shown_of(with_, page)
    row = _row(with_, page, shown)
    row, data = told(row, with_, shown, known)
    if in_place and known and row.key == known.key:
        return Printed(row, asked, None, data)
    try:
        return Printed(row, asked, render(shown, with_.templates, with_.bodies), data)
    except TemplateError as error:
        return Printed(row, asked, problem=error.diagnostic)


def shown_of(with_: Press, page: Page) -> tuple[Shown, tuple[str, ...]]:
    """Return the view of a page, and the paths of the entries whose outlines it asked for."""
    noted = Noted(with_.archive.outlines)
    archive = msgspec.structs.replace(with_.archive, outlines=noted)
    return view(archive, with_.frame, page, with_.shelves), tuple(noted.asked)


def _row(with_: Press, page: Page, shown: Shown) -> Row:
    template, found = template_name(shown), digests(shown)
    uses = with_.uses.get(template_file(shown), Digest(""))
    return Row(page, key(template, found, uses), template, "".join(part[:_SHORT] for part in found), uses)


def told(row: Row, with_: Press, shown: Shown, known: Row | None) -> tuple[Row, bytes]:
    """Return a page's row with what its record says, and the record as JSON where it is new."""
    url = urls.href(with_.archive.config.base_path, row.page.address)
    one = record(shown, url) if with_.archive.config.search else None
    if one is None:
        return row, b""
    told, date = digest(msgspec.json.encode(one)), one.when.iso if one.when else ""
    if known and known.record == told:
        return msgspec.structs.replace(row, record=told, language=known.language, date=date), b""
    found = shelved(one, with_.bodies)
    return msgspec.structs.replace(row, record=told, language=found.language, date=date), msgspec.json.encode(found)


def changed_parts(before: Row, after: Row, names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the parts of a page that changed; `names` are those of all, in their order."""
    pairs = zip(names, _short(before.parts), _short(after.parts), strict=True)
    return tuple(name for name, old, new in pairs if old != new)


def _short(parts: str) -> list[str]:
    return [parts[i : i + _SHORT] for i in range(0, len(parts), _SHORT)]


class Made(msgspec.Struct, frozen=True):
    """What came of making pages, by their addresses. `asked` are the entries whose outlines they asked for, by path;
    `records` are those of the search index that are new, as JSON; `rendered` are the pages whose bytes were made.
    """

    rows: Mapping[Address, Row]
    asked: Mapping[Address, tuple[str, ...]]
    records: Mapping[str, bytes]
    problems: tuple[Diagnostic, ...]
    rendered: tuple[Address, ...]


def joined(first: Made, second: Made) -> Made:
    """Return what came of two runs."""
    return Made(
        {**first.rows, **second.rows},
        {**first.asked, **second.asked},
        {**first.records, **second.records},
        (*first.problems, *second.problems),
        (*first.rendered, *second.rendered),
    )


def print_pages(with_: Press, orders: Sequence[Order], staged: Stage, crew: Workers, progress: Progress) -> Made:
    """Make pages and stage them. Raises RefusedError, DamagedError and OSError."""
    rows: dict[Address, Row] = {}
    asked: dict[Address, tuple[str, ...]] = {}
    records: dict[str, bytes] = {}
    problems: dict[Diagnostic, None] = {}
    rendered: list[Address] = []
    step = progress("Rendering", len(orders))
    for order, printed in zip(orders, mapped(press, with_, orders, _CHUNK, crew), strict=True):
        address = order.page.address
        if printed.problem:
            problems[printed.problem] = None
        elif printed.page is None:
            staged.keep((urls.output(address),))
        else:
            rendered.append(address)
            staged.add(urls.output(address), printed.page)
        rows[address], asked[address] = printed.row, printed.outlines
        if printed.shelved:
            records[address] = printed.shelved
        step()
    return Made(rows, asked, records, tuple(problems), tuple(rendered))
