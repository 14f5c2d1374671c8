"""What `fcgen new` asks on a terminal, and what it offers from the archive."""

from collections.abc import Sequence

import click
import msgspec

from fcgen.archive.near import Known, exact, known, near
from fcgen.archive.verdicts import classify, day_of, steps_of
from fcgen.building.inputs import Options
from fcgen.console.answers import answer_to
from fcgen.console.report import plain, say
from fcgen.dates import parse
from fcgen.entries.model import Kind, Outlet
from fcgen.writing.rereading import Read
from fcgen.writing.wanted import REQUIRED, TAKES, Wanted, is_date, looks_like_id, tidy, today

_ASKED = {
    Kind.CLAIM: "What was claimed, in a sentence",
    Kind.PERSON: "Name",
    Kind.OUTLET: "Name",
    Kind.TOPIC: "Name",
}
_NAMED = {
    "claim": (Kind.CLAIM, "Claim: its id, words of it, or a new one"),
    "reviewer": (Kind.OUTLET, "Who made the review"),
    "outlet": (Kind.OUTLET, "Where it was published"),
    "claimants": (Kind.PERSON, "Who made the claim"),
    "topics": (Kind.TOPIC, "Topic"),
}


def asked(wanted: Wanted, options: Options, read: Read) -> Wanted:
    """Return `wanted` with what was answered to questions for what it lacks.

    Raises click.Abort where somebody ends it.
    """
    try:
        return _asked(wanted, options, read)
    except (click.Abort, KeyboardInterrupt):
        say("\nNothing was written.")
        raise click.Abort from None


def _asked(wanted: Wanted, options: Options, read: Read) -> Wanted:
    if not wanted.title:
        title = _line(_ASKED.get(wanted.kind, "Title"), required=True)
        wanted = msgspec.structs.replace(wanted, title=title)
    for key in TAKES[wanted.kind]:
        if getattr(wanted, key) or (key == "claimants" and not _is_new_claim(wanted, read)):
            continue
        required = key in REQUIRED.get(wanted.kind, ())
        match key:
            case "date":
                value: str | tuple[str, ...] = _date(options, read)
            case "verdict":
                value = _verdict(wanted, read)
            case "claimants" | "topics":
                value = _several(key, read)
            case _:
                value = _named(key, read, required)
        wanted = msgspec.structs.replace(wanted, **{key: value})
    return wanted


def _is_new_claim(wanted: Wanted, read: Read) -> bool:
    return wanted.kind is Kind.CLAIM or exact(wanted.claim, known(read.whole.archive, Kind.CLAIM)) is None


def _line(question: str, required: bool) -> str:
    while True:
        answer = tidy(answer_to(f"{question} ({'needed' if required else 'Enter to leave it out'}): "))
        if answer or not required:
            return answer
        say("  This one is needed; Ctrl-C ends the questions, and nothing is written.")


def _date(options: Options, read: Read) -> str:
    while True:
        answer = _line("Date, such as 2024-08-22, or `today`", required=False)
        if answer.casefold() == "today":
            return today(options, read)
        if not answer or is_date(answer):
            return answer
        say(f"  {plain(repr(answer))} is not a date; write 2024, 2024-08 or 2024-08-22.")


def _verdict(wanted: Wanted, read: Read) -> str:
    """Ask for a verdict, again where it is one that an own review can't have: then the entry would not be written."""
    config, archive = read.seen.config, read.whole.archive
    found = exact(wanted.reviewer, known(archive, Kind.OUTLET))
    party = next(
        (one for one in archive.outlets.parties.values() if found and found.written in (one.id, one.name)), None
    )
    details = party.entry.details if party and party.entry else None
    scale = details.scale if isinstance(details, Outlet) else ()
    day = day_of(parse(wanted.date, config.zone) if is_date(wanted.date) else None, config)
    words = [step.label for step in steps_of(scale, day)] if scale else [one.label for one in config.verdicts]
    whose = f"The scale of {party.name}" if party and scale else "This site's verdicts"
    own = party is not None and party.id == archive.publisher
    say(plain(f"  {whose}: {', '.join(words)}.{'' if own or scale else ' The own word may be another.'}"))
    while True:
        word = _line("Verdict, in the reviewer's own word", required=True)
        if not own or classify(word, day, scale, config).verdict:
            return word
        say(plain(f"  {word!r} is none of these."))


def _several(key: str, read: Read) -> tuple[str, ...]:
    found: list[str] = []
    while answer := _named(key, read, required=False, again=bool(found)):
        found.append(answer)
    return tuple(dict.fromkeys(found))


def _named(key: str, read: Read, required: bool, again: bool = False) -> str:
    """Ask for something that the archive may know, and offer what is like the answer."""
    kind, question = _NAMED[key]
    publisher = read.seen.config.publisher
    if key == "reviewer" and publisher:
        question, required = f"{question}; {plain(publisher.text)} where nobody is named", False
    choices = known(read.whole.archive, kind)
    while True:
        answer = _line(f"Another {key.removesuffix('s')}" if again else question, required)
        if not answer:
            return publisher.text if key == "reviewer" and publisher else ""
        if found := exact(answer, choices):
            return found.written
        if (offered := near(answer, choices)) and (chosen := _chosen(answer, offered)):
            return chosen.written
        if kind is Kind.TOPIC or not looks_like_id(answer):
            if not offered:
                say(plain(f"  The archive has no {kind} like that; it is written as it is."))
            return answer
        say(plain(f"  {answer!r} is an id that no {kind} has; names and texts have a capital letter or a space."))


def _chosen(answer: str, offered: Sequence[Known]) -> Known | None:
    say("  The archive has:")
    for number, one in enumerate(offered, 1):
        shown = one.label if one.label == one.written else f"{one.label} ({one.written})"
        say(plain(f"    {number}  {shown}"))
    say(plain(f"    0  none of these: {answer}"))
    numbers = {str(at): one for at, one in enumerate(offered, 1)}
    while (chosen := tidy(answer_to("  Which (Enter for 0): ")) or "0") != "0":
        if chosen in numbers:
            return numbers[chosen]
        say(f"  Write a number from 0 to {len(offered)}.")
    return None
