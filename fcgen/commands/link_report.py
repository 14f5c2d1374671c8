"""What is told of the links that were tried beside those that are gone: that is no mistake of anybody's."""

import msgspec

from fcgen.archive.rules.links import LinkPlace, Links, State, without_copy
from fcgen.console.report import counted, plain, say
from fcgen.publishing.links import Tried


class LinkReport(msgspec.Struct, frozen=True):
    """How many links there are, were to be asked for, and were left over; and what is told of them, with places.

    `untold` are those of which nobody can tell, with the reason; `uncopied` have no archived copy.
    """

    links: int
    asked: int
    untold: tuple[tuple[str, str, LinkPlace], ...]
    uncopied: tuple[tuple[str, LinkPlace], ...]
    untried: int = 0
    interrupted: bool = False


def report_on(links: Links, became: Tried) -> LinkReport:
    """Return what is to be told of links, each at the first of its places if not at all of them."""
    untold = (
        (address, outcome.why, links[address][0])
        for address, outcome in became.outcomes.items()
        if outcome.state is State.UNTOLD
    )
    uncopied = without_copy(links, became.outcomes)
    return LinkReport(
        len(links),
        became.asked,
        tuple(sorted(untold, key=lambda one: (one[2].path, one[2].at, one[0]))),
        tuple(sorted(uncopied, key=lambda one: (one[1].path, one[1].at))),
        len(links) - len(became.outcomes),
        became.interrupted,
    )


def tell_of_links(report: LinkReport) -> None:
    """Say it to people, whatever form mistakes are printed in."""
    if report.untold:
        say(f"Nobody can tell of {counted(len(report.untold), 'link', 'links')} at present:")
        for address, why, place in report.untold:
            say(plain(f"  {_at(place)}: {address} ({why})"))
    if report.uncopied:
        say(f"Without an archived copy, {counted(len(report.uncopied), 'link', 'links')}:")
        for address, place in report.uncopied:
            say(plain(f"  {_at(place)}: {address}"))
    known, done = report.links - report.asked, report.links - report.untried
    found = f", {known:,} of them within the last week" if known else ""
    say(f"{counted(done, 'link', 'links')} out of the archive tried{found}.")
    if report.interrupted:
        say(f"Interrupted: {counted(report.untried, 'link is', 'links are')} left, and the next check goes on there.")


def _at(place: LinkPlace) -> str:
    return f"{place.path}:{place.at.line}:{place.at.column}"
