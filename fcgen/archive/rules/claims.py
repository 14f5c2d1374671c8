"""Claims that nobody has reviewed."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from fcgen import codes
from fcgen.archive.index import Archive, Key
from fcgen.archive.rules.finding import Finding
from fcgen.entries.model import Kind

WAITING: Final = dt.timedelta(days=180)
"""How long a claim may wait for a review."""


def findings(archive: Archive, now: dt.datetime) -> Iterator[Finding]:
    """Yield the claims that were made a while before `now` and that no review rules on, in no translation."""
    for claim in archive.claims.values():
        entry, date = claim.entry, claim.claim.date
        if entry is None or date is None or not archive.live(Key(Kind.CLAIM, claim.id)):
            continue
        others = archive.translations.get(Key(Kind.CLAIM, claim.id), ())
        reviewed = any(archive.rulings_by_claim.get(on) for on in (claim.id, *(key.id for key in others)))
        since = (now - WAITING).astimezone(date.start.tzinfo).date()
        if not reviewed and date.last_day < since:
            message = f"nobody has reviewed this claim, which was made on {date.iso}"
            hint = f"add a fact-check with `claim: {claim.id}`, your own or somebody else's"
            yield Finding(codes.NOT_REVIEWED, entry.path, entry.title_at, message, hint)
