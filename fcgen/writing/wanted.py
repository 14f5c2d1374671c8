"""What somebody wants a new entry to say, and what one of its kind needs and takes."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

from fcgen import dates
from fcgen.building.inputs import Options
from fcgen.encoding import CONTROL
from fcgen.entries.model import Kind
from fcgen.words import nfc
from fcgen.writing.rereading import Read

_ID: Final = re.compile(r"[a-z0-9-]+")
REQUIRED: Final[Mapping[Kind, tuple[str, ...]]] = {Kind.FACT_CHECK: ("claim", "verdict", "reviewer")}
"""What an entry of a kind needs beside its title."""

TAKES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.ARTICLE: ("date", "outlet", "topics"),
    Kind.FACT_CHECK: ("claim", "claimants", "reviewer", "date", "verdict", "topics"),
    Kind.CLAIM: ("claimants", "date", "topics"),
    Kind.PERSON: (),
    Kind.OUTLET: (),
    Kind.TOPIC: (),
    Kind.PAGE: (),
}
"""What an entry of a kind can be told, in the order of asking: whose a verdict is, and when, decides on its words.

The claimants of a fact-check are those of its claim.
"""


class Wanted(msgspec.Struct, frozen=True):
    """What somebody says of a new entry. `draft` is None where nobody said."""

    kind: Kind
    title: str = ""
    id: str = ""
    date: str = ""
    claim: str = ""
    verdict: str = ""
    reviewer: str = ""
    claimants: tuple[str, ...] = ()
    outlet: str = ""
    topics: tuple[str, ...] = ()
    draft: bool | None = None


def missing(wanted: Wanted) -> tuple[str, ...]:
    """Return what must still be said of an entry."""
    title = () if wanted.title else ("title",)
    return (*title, *(key for key in REQUIRED.get(wanted.kind, ()) if not getattr(wanted, key)))


def spare(wanted: Wanted) -> tuple[str, ...]:
    """Return what is said of an entry that one of its kind does not take."""
    every = ("date", "claim", "verdict", "reviewer", "claimants", "outlet", "topics")
    return tuple(key for key in every if getattr(wanted, key) and key not in TAKES[wanted.kind])


def completed(wanted: Wanted, read: Read) -> Wanted:
    """Return `wanted` with tidy texts, and with the site's publisher as the reviewer where nobody else is named."""
    publisher = read.seen.config.publisher
    reviewer = wanted.reviewer or (publisher.text if publisher and wanted.kind is Kind.FACT_CHECK else "")
    return msgspec.structs.replace(
        wanted,
        title=tidy(wanted.title),
        id=nfc(wanted.id.strip().removesuffix(".md")),
        date=tidy(wanted.date),
        claim=tidy(wanted.claim),
        verdict=tidy(wanted.verdict),
        reviewer=tidy(reviewer),
        claimants=tuple(filter(None, map(tidy, wanted.claimants))),
        outlet=tidy(wanted.outlet),
        topics=tuple(filter(None, map(tidy, wanted.topics))),
    )


def is_date(text: str) -> bool:
    """Tell whether a text is a date that an entry can have."""
    try:
        dates.parse(text, ZoneInfo("UTC"))
    except (dates.NotADateError, dates.ImpossibleDateError):
        return False
    return True


def looks_like_id(text: str) -> bool:
    """Tell whether a text is taken for an id where a claim, person or outlet is named."""
    return _ID.fullmatch(text) is not None


def tidy(text: str) -> str:
    """Return a text as it is read back: on one line, without what no file of the site can hold."""
    return " ".join(CONTROL.sub("", text.encode(errors="replace").decode()).split())


def today(options: Options, read: Read) -> str:
    """Return the day that it is where the site's clock stands."""
    moment: dt.datetime = options.now.astimezone(ZoneInfo(read.seen.config.timezone))
    return moment.date().isoformat()
