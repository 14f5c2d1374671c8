"""What a build leaves in the memo when its files are in place."""

from collections.abc import Iterable, Mapping

from fcgen.commands import last as kept
from fcgen.commands.last import OUTPUTS, PAGES, RECORDS, SITE, Last, Readers
from fcgen.commands.press import Made
from fcgen.commands.work import Work
from fcgen.disk.memo import Memo, Table, table
from fcgen.disk.stamps import Output


def leave_all(
    memo: Memo, last: Last, work: Work, made: Made, records: Mapping[str, bytes], outputs: Mapping[str, Output]
) -> None:
    """Leave a build that looked at every page. `last` is what there is to tell of it, `records` are those of all pages.

    Raises DamagedError.
    """
    asked = _readers(made, work, {})
    values: dict[str, Mapping[str, bytes]] = {
        SITE: kept.site_cells(work.archive, work.texts, asked),
        PAGES: kept.encoded(made.rows),
        RECORDS: records,
        OUTPUTS: kept.encoded(outputs),
    }
    with memo.change():
        kept.remember(memo, last, {name: table(memo, name, content) for name, content in values.items()})


def leave_changes(memo: Memo, last: Last, work: Work, made: Made, outputs: Mapping[str, Output], whole: bool) -> None:
    """Leave a build that looked at some pages. `outputs` are those of all pages, if `whole`, or only those looked at.

    `last` is what there is to tell of it, with the tables of the build before. Raises DamagedError.
    """
    tables = {name: last.table(memo, name) for name in (SITE, PAGES, RECORDS, OUTPUTS)}
    changes = kept.site_changes(
        {path: work.archive.outlines[path] for path in work.read},
        work.texts,
        _readers(made, work, kept.readers(tables[SITE])),
    )
    new = kept.encoded(outputs)
    with memo.change():
        after: dict[str, Table] = {
            SITE: tables[SITE].changed(changes),
            PAGES: tables[PAGES].changed(kept.encoded(made.rows)),
            RECORDS: tables[RECORDS].changed(made.records),
            OUTPUTS: table(memo, OUTPUTS, new) if whole else tables[OUTPUTS].changed(new),
        }
        kept.remember(memo, last, after)


def leave_stamps(memo: Memo, last: Last, outputs: Mapping[str, Output]) -> None:
    """Leave what the last build left, with new stamps of some of its outputs. Raises DamagedError."""
    tables = {name: last.table(memo, name) for name in (SITE, PAGES, RECORDS, OUTPUTS)}
    with memo.change():
        kept.remember(memo, last, tables | {OUTPUTS: tables[OUTPUTS].changed(kept.encoded(outputs))})


def _readers(made: Made, work: Work, before: Mapping[str, Readers]) -> dict[str, Readers]:
    """Return who asks for outlines, those `before` included, as far as it has changed."""
    pages: dict[str, dict[str, None]] = {}
    entries: dict[str, dict[str, None]] = {}
    for address, paths in made.asked.items():
        for path in paths:
            pages.setdefault(path, {})[address] = None
    for path, one in work.texts.items():
        for other in one.outlines:
            entries.setdefault(other, {})[path] = None
    changed = {}
    for path in pages.keys() | entries.keys():
        old = before.get(path, Readers())
        new = Readers(_with(old.pages, pages.get(path, ())), _with(old.entries, entries.get(path, ())))
        if new != old:
            changed[path] = new
    return changed


def _with(old: tuple[str, ...], new: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))
