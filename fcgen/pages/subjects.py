"""What pages there can be: what each is of, and where it is."""

import msgspec

from fcgen.archive.index import Archive, Key, Redirect
from fcgen.archive.urls import Address
from fcgen.entries.model import Kind


class Fixed(msgspec.Struct, frozen=True, tag=True):
    """A page that every site has: home, search, not_found, years, verdicts, data or robots."""

    name: str


class OfKey(msgspec.Struct, frozen=True, tag=True):
    """The page of an entry, or of a claim, person, outlet or topic without one."""

    key: Key


class OfVerdict(msgspec.Struct, frozen=True, tag=True):
    """The page of a verdict, or of the unclassified rulings."""

    id: str


class OfList(msgspec.Struct, frozen=True, tag=True):
    """The list of a kind."""

    kind: Kind


class OfYear(msgspec.Struct, frozen=True, tag=True):
    """What was published in a year."""

    year: int


class OfCorrections(msgspec.Struct, frozen=True, tag=True):
    """The list of all corrections."""


class OfRedirect(msgspec.Struct, frozen=True, tag=True):
    """An old address."""

    redirect: Redirect


class OfFeed(msgspec.Struct, frozen=True, tag=True):
    """The feed of a list, or of the whole archive (the home page's); `form` is atom or json."""

    listing: Address
    form: str


class OfRecord(msgspec.Struct, frozen=True, tag=True):
    """What the page of a claim or fact-check shows, for programs."""

    key: Key


Subject = Fixed | OfKey | OfVerdict | OfList | OfYear | OfCorrections | OfRedirect | OfFeed | OfRecord


class Page(msgspec.Struct, frozen=True):
    """A page to be made. `listing` is the list that it shows a part of; `number` is that part, None the newest."""

    address: Address
    subject: Subject
    listing: Address | None = None
    number: int | None = None


def is_page(page: Page) -> bool:
    """Tell whether a page is for readers: HTML, and no redirect."""
    match page.subject:
        case OfRedirect() | OfFeed() | OfRecord() | Fixed(name="robots"):
            return False
        case _:
            return True


def is_indexed(archive: Archive, page: Page) -> bool:
    """Tell whether search engines may index a page: those for readers, but for what was withdrawn and the 404 page."""
    match page.subject:
        case OfKey(key=key):
            return archive.live(key)
        case Fixed(name="not_found"):
            return False
        case _:
            return is_page(page)
