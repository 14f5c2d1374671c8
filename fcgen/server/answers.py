"""What a site answers at an address: the very bytes that a build would write there, made when they are asked for.

A function of a snapshot alone, but for what lies on the disk, which is asked of a Store, and for the pages that were
made already, which are remembered. Knows nothing of the web.
"""

import re
import threading
from collections import OrderedDict
from collections.abc import Iterator
from typing import Final, Protocol, assert_never

import msgspec

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.digest import Digest, File, digest
from fcgen.entries.body import Body
from fcgen.formats.data_package import Held
from fcgen.pages.data_files import ENTRIES, DataFile, content, described
from fcgen.pages.digests import digests, key
from fcgen.pages.follow import Copy
from fcgen.pages.render import TemplateError, render, template_file, template_name
from fcgen.pages.subjects import Page
from fcgen.pages.views import view
from fcgen.pictures import Pictured, Print
from fcgen.server.snapshot import Asset, Described, PrintOf, Snapshot

_MOST: Final = 64 * 1024 * 1024
"""Bytes of pages that are remembered."""


class Store(Protocol):
    """What of a site lies on the disk. Every method raises OSError and DamagedError."""

    def body(self, name: Digest) -> Body:
        """Return a body by its digest."""

    def line(self, path: str, read: Digest) -> bytes:
        """Return the line of the data for an entry whose file held what has the digest `read`."""

    def file(self, file: File) -> bytes:
        """Return what is in a file of the content."""

    def print(self, file: File, known: Pictured, one: Print) -> bytes:
        """Return a print of a picture."""


class Answer(msgspec.Struct, frozen=True):
    """The bytes at an address. `page`: they were rendered from a view."""

    data: bytes
    page: bool = False


class Printed:
    """The pages that were made last, by their addresses, up to a number of bytes."""

    def __init__(self, most: int = _MOST) -> None:
        self._most, self._size = most, 0
        self._pages: OrderedDict[Address, tuple[Digest, bytes]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, address: Address) -> tuple[Digest, bytes] | None:
        """Return the key and the bytes of the page that was made last for an address."""
        with self._lock:
            found = self._pages.get(address)
            if found:
                self._pages.move_to_end(address)
            return found

    def put(self, address: Address, made: Digest, data: bytes) -> None:
        """Remember a page in place of the one that its address had; forget those that nobody has asked for longest."""
        with self._lock:
            _, before = self._pages.pop(address, (made, b""))
            self._pages[address] = made, data
            self._size += len(data) - len(before)
            while self._size > self._most and len(self._pages) > 1:
                _, (_, old) = self._pages.popitem(last=False)
                self._size -= len(old)


def answer(now: Snapshot, address: Address, store: Store, printed: Printed) -> Answer | None:
    """Return what is at an address, or None where nothing is. Raises TemplateError, OSError and DamagedError."""
    thing = now.at.get(address)
    match thing:
        case None:
            return None
        case Page():
            return Answer(_page(now, thing, store, printed), page=True)
        case Copy(file=file):
            return Answer(store.file(file))
        case PrintOf(copy=copy, known=known, one=one):
            return Answer(store.print(copy.file, known, one))
        case Asset(data=data):
            return Answer(data)
        case DataFile():
            return Answer(b"".join(_data(now, thing, store)))
        case Described():
            return Answer(_described(now, store)[address])
        case _:
            assert_never(thing)


def last_good(address: Address, printed: Printed) -> Answer | None:
    """Return the page that was made last for an address, or None where none is remembered."""
    found = printed.get(address)
    return Answer(found[1], page=True) if found else None


def _page(now: Snapshot, page: Page, store: Store, printed: Printed) -> bytes:
    shown = view(now.archive, now.frame, page, now.shelves)
    made = key(template_name(shown), digests(shown), now.uses.get(template_file(shown), Digest("")))
    known = printed.get(page.address)
    if known and known[0] == made:
        return known[1]
    data = render(shown, now.templates, store.body)
    printed.put(page.address, made, data)
    return data


def _data(now: Snapshot, file: DataFile, store: Store) -> Iterator[bytes]:
    if file.holds == ENTRIES:
        paths = sorted(path for year in file.part for path in now.archive.by_year[year])
        return (store.line(path, now.read[path]) for path in paths)
    static = [copy for copy in now.plan.copies if copy.address.startswith("/static/")]
    return content(now.archive, now.plan.pages, static, file)


def _described(now: Snapshot, store: Store) -> dict[Address, bytes]:
    files = {file.address: file for file in now.plan.data}
    made: dict[Address, bytes] = {}

    def held(address: Address) -> Held:
        data = made[address] if address in made else b"".join(_data(now, files[address], store))
        return Held(digest(data), len(data))

    for address, data in described(now.archive, now.plan.data, held):
        made[address] = data
    return made


def state(now: Snapshot, address: Address, store: Store, printed: Printed) -> Digest:
    """Return what says whether a reader of the page at an address sees the present one, the files it shows included.

    Files of the theme and those beside entries have their content in their names; those of `static/` have not.
    Raises TemplateError, OSError and DamagedError.
    """
    found = answer(now, address, store, printed) or answer(now, urls.NOT_FOUND, store, printed)
    data = found.data if found else b""
    inside = re.escape(f"{now.archive.config.base_path}static/".encode())
    names = sorted(set(re.findall(rb'"(' + inside + rb'[^"\s?#]*)', data)))
    things = (now.at.get(urls.at(now.archive.config.base_path, name.decode())) for name in names)
    shown = [one.file.digest for one in things if isinstance(one, Copy)]
    return digest("\0".join((digest(data), *shown)).encode())


__all__ = ["Answer", "Printed", "Store", "TemplateError", "answer", "last_good", "state"]
