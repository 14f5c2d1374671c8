"""`urls.txt`: the addresses that a site has published, by which the next one is measured.

UTF-8, one absolute address a line, percent-encoded as a browser copies it, sorted by code points: so the home page
comes first, since all others begin with its address, and says where below its host the site stood.
"""

import codecs
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

import msgspec

from fcgen.archive.urls import Address
from fcgen.diagnostics import quoted
from fcgen.fields import is_web_address
from fcgen.words import nfc

PATH: Final = "data/urls.txt"
"""Where a site publishes its list, below its home page."""

_MEND: Final = f"name the list that a build of the site publishes, {PATH}"


class Published(msgspec.Struct, frozen=True):
    """What a site has published: the home page with its host, and all addresses below it, decoded and in NFC."""

    home: str
    addresses: tuple[Address, ...]


class NoList(msgspec.Struct, frozen=True):
    """Why some bytes are no such list, and what to do."""

    why: str


def write(addresses: Iterable[str]) -> bytes:
    """Return the list of `addresses`, absolute and percent-encoded."""
    return "".join(f"{address}\n" for address in sorted(set(addresses))).encode()


def read(data: bytes) -> Published | NoList:
    """Return what a list says; blank lines and the line ends of any system are allowed."""
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        return NoList(f"this is not UTF-8: its byte {error.start + 1} is 0x{data[error.start]:02X}; {_MEND}")
    if text.lstrip()[:1] == "<":
        return NoList(f"this is a page of HTML, not a list of addresses; {_MEND}")
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines:
        return NoList(f"the list is empty; {_MEND}")
    number, home = lines[0]
    if not is_web_address(home) or not home.endswith("/") or "?" in home or "#" in home:
        return NoList(f"line {number} is {quoted(home)}, not the address of a home page; {_MEND}")
    addresses = []
    for number, line in lines:
        if not line.startswith(home) or not is_web_address(line):
            return NoList(f"line {number} is {quoted(line)}, which is not below {home}, the first address; {_MEND}")
        try:
            addresses.append(Address(nfc(f"/{unquote(line.removeprefix(home), errors='strict')}")))
        except UnicodeDecodeError:
            return NoList(f"line {number} is {quoted(line)}, whose escapes are not UTF-8; {_MEND}")
    return Published(home, tuple(addresses))
