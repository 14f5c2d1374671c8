"""The text of a new entry: the fields that are known, and as comments those that help."""

from typing import Final

import msgspec

from fcgen.entries.model import Kind
from fcgen.yaml_text import scalar

DRAFTS: Final = (Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM, Kind.PAGE)
"""The kinds that begin as drafts. The others say who or what is named, and what is shown may name them at once."""

_TITLE_KEYS: Final = {Kind.CLAIM: "text", Kind.PERSON: "name", Kind.OUTLET: "name", Kind.TOPIC: "name"}
_HELP: Final = {
    Kind.ARTICLE: (
        "deck: the line below the headline",
        "authors: [First Author, Second Author]",
        "url: https://example.org/the-original",
        "summary: a sentence for lists and search engines",
    ),
    Kind.FACT_CHECK: (
        "verdict_explanation: the reasons in short",
        "url: https://example.org/the-original   # not for the site's own reviews",
        "authors: [First Author, Second Author]",
        "summary: a sentence for lists and search engines",
        "claimant_response: asked, no answer",
        "evidence:",
        "  - {title: what it is, publisher: who published it, kind: primary, stance: contradicts}",
    ),
    Kind.CLAIM: (
        "place: where it was made",
        "first_appearance: {title: a speech, outlet: The Gazette, date: 2024-08-22}",
        "variants: [another wording]",
    ),
    Kind.PERSON: (
        "kind: person   # or organization, account",
        "role: what the person does",
        "same_as: [https://example.org/about-the-person]",
        "also_known_as: [another name]",
    ),
    Kind.OUTLET: ("url: https://example.org/", "also_known_as: [another name]"),
    Kind.TOPIC: ("also_known_as: [another name]", "summary: a sentence for lists and search engines"),
    Kind.PAGE: ("menu: 1   # its place in the menu", "summary: a sentence for lists and search engines"),
}


class Blank(msgspec.Struct, frozen=True):
    """What is known of an entry that is to be written. Absent texts are "", absent lists empty."""

    kind: Kind
    title: str
    draft: bool = False
    date: str = ""
    reviewer: str = ""
    claim: str = ""
    verdict: str = ""
    claimants: tuple[str, ...] = ()
    outlet: str = ""
    topics: tuple[str, ...] = ()


def text_of(blank: Blank) -> str:
    """Return the text of a new entry's file. What stands in it is read back as it was given."""
    lines = [f"{_TITLE_KEYS.get(blank.kind, 'title')}: {scalar(blank.title)}"]
    lines += ["draft: true   # remove this line to publish it"] if blank.draft else []
    for key in ("date", "reviewer", "claim", "verdict", "outlet"):
        value = getattr(blank, key)
        lines += [f"{key}: {scalar(value)}"] if value else []
    for key in ("claimants", "topics"):
        values = getattr(blank, key)
        lines += [f"{key}: [{', '.join(scalar(value, True) for value in values)}]"] if values else []
    hints = [f"# {line}" for line in _HELP[blank.kind]]
    if not blank.date and blank.kind in (Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM):
        hints.insert(0, "# date: 2024-08-22")
    return "\n".join(["---", *lines, *hints, "---", "", ""])
