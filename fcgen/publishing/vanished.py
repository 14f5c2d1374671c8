"""Whether what was published is still there: one pure function. It knows nothing of where either list comes from."""

import re
from collections.abc import Iterable
from typing import Final

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.config import CONFIG_FILE
from fcgen.diagnostics import START, Diagnostic, diagnostic
from fcgen.entries.files import FOLDERS
from fcgen.entries.model import PARTIES, Kind
from fcgen.words import nfc

_WITH_A_PAGE: Final = re.compile(r"(?P<page>/(?:.*/)?)(?:page/[1-9][0-9]*/|index\.json|feed\.(?:xml|json))")
"""What comes and goes with the page of a folder: numbered parts of its list, its feeds, what it says to programs."""

_NAMED_BY_CONTENT: Final = "/assets/"
"""Below it, every name changes with the content: who shows the one file shows the next one, too."""

_PARTY_FOLDERS: Final = {kind: name for name, kind in FOLDERS.items() if kind in PARTIES}


def vanished(published: Iterable[Address], there: Iterable[Address]) -> tuple[Diagnostic, ...]:
    """Return an error for each address that was published and is not `there`.

    What goes with a page is no promise by itself: only the page is told of, so that one mend is enough. Nor are files
    that are named by their content.
    """
    present, before = set(map(nfc, there)), set(published)
    gone = (address for address in sorted(before) if address not in present and _promised(address, present | before))
    return tuple(map(_told, gone))


def _promised(address: Address, pages: set[str]) -> bool:
    beside = _WITH_A_PAGE.fullmatch(address)
    return not address.startswith(_NAMED_BY_CONTENT) and not (beside and beside["page"] in pages)


def _told(address: Address) -> Diagnostic:
    message = f"the address {address!r} was published, and this site would have nothing there"
    return diagnostic(codes.ADDRESS_GONE, CONFIG_FILE, START, message, _mend(address))


def _mend(address: Address) -> str:
    kind, name = urls.entry_at(address)
    if not address.endswith(("/", ".html", ".htm")):
        return "put the file back: others may show it, or lead to it"
    if kind in _PARTY_FOLDERS and "/" not in name:
        file = f"{_PARTY_FOLDERS[kind]}/{name}.md"
        return f"add the file {file}, or name the address in `redirect_from` of what took its place"
    if kind is Kind.PAGE and ("/" in name or not address.endswith("/")):
        return "name the address in `redirect_from` of the entry that took its place"
    return "name the address in `redirect_from` of the entry that took its place, or keep the entry, with `withdrawn`"
