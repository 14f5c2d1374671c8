"""The rules of the trade: what `fcgen check` says of entries that are sound. `docs/check.md` gives the reasons.

A rule is a pure function from the archive to findings. Only `advice` runs them all.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from fcgen import codes
from fcgen.archive.index import Archive, Key
from fcgen.archive.rules import claims, evidence, people, pictures, published, quotes
from fcgen.archive.rules.finding import Finding, Texts, placed
from fcgen.codes import Code
from fcgen.diagnostics import Diagnostic, diagnostic, quoted
from fcgen.entries.model import Entry


def advice(
    archive: Archive, texts: Texts, now: dt.datetime, then: Mapping[Key, Entry] | None = None
) -> tuple[Diagnostic, ...]:
    """Return what the rules tell of an archive at the time `now`.

    `texts` are its entries as they are written, `then` those that have changed as they were published, None: unknown.
    """
    return tuple(placed(finding, texts) for finding in _findings(archive, texts, now, then or {}))


def _findings(archive: Archive, texts: Texts, now: dt.datetime, then: Mapping[Key, Entry]) -> Iterator[Finding]:
    yield from evidence.findings(archive)
    yield from pictures.findings(archive, texts)
    yield from quotes.findings(archive, texts)
    yield from claims.findings(archive, now)
    yield from people.findings(archive)
    yield from published.findings(archive, then, now)


def unsilenced(
    found: Iterable[Diagnostic],
    entries: Iterable[Entry],
    unasked: Iterable[Code] = (),
    doubtful: Iterable[tuple[str, Code]] = (),
) -> tuple[Diagnostic, ...]:
    """Return `found` without what `entries` ignore, and with a warning for each code that is ignored for nothing.

    Nobody knows that of the codes that were `unasked`, nor of a path and code among those that are `doubtful`. Of
    withdrawn entries, which no rule looks at, it is not told.
    """
    unknown = {code.number for code in unasked}
    ignored = {
        entry.path: {mention.text.upper(): mention for mention in entry.ignore}
        for entry in entries
        if not entry.withdrawn
    }
    kept: list[Diagnostic] = []
    used = {(path, code.number) for path, code in doubtful}
    for one in found:
        if one.code.advice and one.code.number in ignored.get(one.path, {}):
            used.add((one.path, one.code.number))
        else:
            kept.append(one)
    for path, mentions in ignored.items():
        for number, mention in mentions.items():
            if number not in unknown and (path, number) not in used:
                message = f"{quoted(number)} is ignored here, but there is nothing of it"
                kept.append(diagnostic(codes.NOTHING_IGNORED, path, mention.at, message, "remove it from `ignore`"))
    return tuple(kept)
