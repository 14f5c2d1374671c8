"""What of an entry the archive only carries: words that pages show, and from which nothing else of it is made."""

import msgspec

from fcgen.archive.index import Archive
from fcgen.entries.model import Article, Details, Entry, FactCheck


def reworded(archive: Archive, after: Entry) -> Archive | None:
    """Return the archive with an entry as it says the same in other words, or None where more than these is other.

    Titles, summaries, decks, names of authors, evidence. An article's title is also told where its claims appeared.
    """
    key = archive.by_path.get(after.path)
    before = archive.entries.get(key) if key else None
    if key is None or before is None:
        return None
    details = _details(before.details, after.details)
    if details is None or (before.kind == "article" and archive.claims_by_article.get(before.id)):
        return None
    words = {"title": before.title, "title_at": before.title_at, "summary": before.summary}
    same = msgspec.structs.replace(after, details=details, **words)
    if msgspec.json.encode(same) != msgspec.json.encode(before):  # times of one instant are equal whatever their offset
        return None
    return msgspec.structs.replace(archive, entries={**archive.entries, key: after})


def _details(before: Details, after: Details) -> Details | None:
    """Return the details of an entry with the words of an earlier state, or None where they are others."""
    match before, after:
        case Article(), Article():
            words = {name: getattr(before, name) for name in ("deck", "dateline", "authors", "editors")}
        case FactCheck(), FactCheck():
            words = {name: getattr(before, name) for name in ("authors", "evidence", "claimant_response")}
        case _:
            return None
    return msgspec.structs.replace(after, **words)
