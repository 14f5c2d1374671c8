"""How a site stands while it is served: what is there, the last sound state of it, and what a change makes of both.

Whatever is told of a change, only what is there counts; as much is done again as the difference to the last sound state
asks for.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive.index import Archive
from fcgen.archive.revised import revised
from fcgen.building.inputs import Options, Seen, seen
from fcgen.building.leave import UNKNOWN, period
from fcgen.building.loading import Given, Item, Loaded, reloaded
from fcgen.building.pictures import Keeping
from fcgen.building.program import zone_data
from fcgen.building.site import Site, items, settings, site_of, sorted_files
from fcgen.building.staleness import Everything, Period
from fcgen.building.work import retold
from fcgen.console.progress import Progress
from fcgen.diagnostics import Diagnostic, errors, graded
from fcgen.digest import Digest
from fcgen.disk.source import Source, scan_again
from fcgen.entries.load import Settings
from fcgen.pages.frame import frame
from fcgen.pages.plan import keeps_pages, plan
from fcgen.pages.render import Templates, closures
from fcgen.server.looks import Look
from fcgen.server.snapshot import Snapshot, things

_MANY: Final = 200
"""More texts than these, and the whole archive is made again: following them one by one would take as long."""


class Sound(msgspec.Struct, frozen=True):
    """A state of the site that can be shown. `period` is when the same entries are shown, by the clock.

    `broken`: something of a text leads nowhere, and only warnings are told of it.
    """

    found: Seen
    site: Site
    snapshot: Snapshot
    period: Period
    broken: bool


class Standing(msgspec.Struct, frozen=True):
    """How a site stands. `found` is what is there, `loaded` what its entries gave in `settings` and `zone`.

    `told` is what is wrong with it. `edited` are the entries whose texts alone are others than in the sound state
    before, None where more is.
    """

    found: Seen | None = None
    loaded: Loaded = Loaded({}, {})
    settings: Settings | None = None
    zone: Digest = UNKNOWN
    sound: Sound | None = None
    told: tuple[Diagnostic, ...] = ()
    edited: frozenset[str] | None = frozenset()


class Means(msgspec.Struct, frozen=True):
    """What a step is made with. `trial` tells what is wrong with the templates of a site that is about to be shown.

    `early` is given what makes the site unsound as soon as that is known.
    """

    root: Path
    keeping: Keeping
    progress: Progress
    trial: Callable[[Snapshot], tuple[Diagnostic, ...]]
    early: Callable[[tuple[Diagnostic, ...]], None]


def step(before: Standing, look: Look, options: Options, means: Means) -> Standing:
    """Return how the site stands after a look. Raises DamagedError and OSError."""
    found, problems = _looked(means.root, options, before.found, look)
    if found is None:
        told = graded(problems, options.strictness)
        return Standing(None, before.loaded, before.settings, before.zone, before.sound, told)
    zone = zone_data(found.config.timezone)
    known = before.loaded if (before.settings, before.zone) == (settings(found), zone) else Loaded({}, {})
    before = Standing(found, known, settings(found), zone, before.sound, before.told)
    sound = before.sound
    if sound and known.given and _is_time(sound, options) and found.config == sound.found.config:
        paths = _changed(sound.found.source, found.source)
        dressed = not _same_theme(sound.found, found)
        if paths == () and not dressed:
            return msgspec.structs.replace(before, told=graded(sound.site.diagnostics, options.strictness))
        if paths == ():
            return _dressed(before, sound, found, options, means)
        if paths and not dressed and (after := _edited(before, sound, found, paths, options, means)):
            return after
    return _whole(before, found, options, means)


def _looked(
    root: Path, options: Options, before: Seen | None, look: Look
) -> tuple[Seen | None, tuple[Diagnostic, ...]]:
    """Return what is there, where nothing but what is to be looked at may be other than before, and what is wrong."""
    if before is None or look.whole:
        return seen(root, options)
    content = before.config.content
    inside = [path for path in look.paths if path.startswith(f"{content}/")]
    source = scan_again(before.source, root, content, inside) if content not in look.paths else None
    if source and len(inside) == len(look.paths):
        return msgspec.structs.replace(before, source=source), before.diagnostics
    return seen(root, options, source, content)


def _is_time(sound: Sound, options: Options) -> bool:
    """Tell whether the same entries are shown as in the sound state, by the clock."""
    since, until = sound.period.since, sound.period.until
    return (since is None or options.now >= since) and (until is None or options.now < until)


def _period(archive: Archive, options: Options) -> Period:
    return Period() if options.future else period(archive, options.now)


def _same_theme(before: Seen, now: Seen) -> bool:
    return now.theme == before.theme and now.diagnostics == before.diagnostics


def _changed(before: Source, now: Source) -> tuple[str, ...] | None:
    """Return the paths of the files that hold something else, or None where there are others."""
    if now.files.keys() != before.files.keys() or now.diagnostics != before.diagnostics:
        return None
    return tuple(path for path, file in now.files.items() if file != before.files[path])


def _edited(
    before: Standing, sound: Sound, found: Seen, paths: tuple[str, ...], options: Options, means: Means
) -> Standing | None:
    """Return how the site stands where these files alone are others, or None where not only their texts are."""
    site = sound.site
    archive, plan_ = site.archive, site.plan
    if (
        sound.broken
        or len(paths) > _MANY
        or any(path not in archive.by_path or path in plan_.framing for path in paths)
    ):
        return None
    source = found.source
    edited = [Item(path, archive.by_path[path].kind, source.real[path], source.files[path].digest) for path in paths]
    fresh = _loaded(before, edited, found, options, means)
    given = {path: fresh.given[path] for path in paths}
    touched = set(paths)
    archive = _revised(site, given, options)
    linking = [path for path, one in plan_.followed.items() if touched.intersection(one.outlines)]
    if not keeps_pages(site.archive, archive):
        return None
    made = retold(archive, plan_.addresses, given, linking, plan_.followed)
    if isinstance(made, Everything):
        return None
    outlines = {path: one.outline for path, one in given.items() if one.outline}
    archive = msgspec.structs.replace(archive, outlines={**archive.outlines, **outlines})
    of_text = {path: told for path, told in site.of_text.items() if path not in touched}
    site = msgspec.structs.replace(
        site,
        archive=archive,
        plan=msgspec.structs.replace(plan_, followed={**plan_.followed, **made.texts}),
        read={**site.read, **fresh.read},
        of_text=of_text | {path: one.diagnostics for path, one in given.items() if one.diagnostics},
    )
    told = graded(site.diagnostics, options.strictness)
    if errors(told):
        return None
    snapshot = msgspec.structs.replace(sound.snapshot, archive=archive, plan=site.plan, read=site.read)
    known = Loaded({**before.loaded.given, **fresh.given}, {**before.loaded.read, **fresh.read})
    found = _as_read(found, fresh.read)
    only_texts = archive.entries is sound.site.archive.entries
    period_ = sound.period if only_texts else _period(archive, options)
    after = msgspec.structs.replace(sound, found=found, site=site, snapshot=snapshot, period=period_)
    return msgspec.structs.replace(
        before, found=found, loaded=known, sound=after, told=told, edited=frozenset(paths) if only_texts else None
    )


def _revised(site: Site, given: Mapping[str, Given], options: Options) -> Archive:
    """Return the archive with those entries as they are now that change little of it.

    Not where something is told of one: it may be told otherwise, or at another place, by now.
    """
    archive = site.archive
    others = (*site.of_archive, *site.of_plan)
    for path, one in given.items():
        key = archive.by_path[path]
        told = any(path == other.path or path in other.message for other in others)
        if one.entry and one.entry != archive.entries.get(key) and not told:
            archive = revised(archive, one.entry, None if options.future else options.now) or archive
    return archive


def _dressed(before: Standing, sound: Sound, found: Seen, options: Options, means: Means) -> Standing:
    """Return how the site stands where the theme alone is another."""
    site = msgspec.structs.replace(sound.site, of_files=found.diagnostics)
    if found.theme.assets != sound.found.theme.assets:
        planned, of_plan = plan(site.archive, found.theme.assets)
        site = msgspec.structs.replace(site, plan=planned, of_plan=of_plan)
    return _shown(before, found, site, before.loaded, options, means)


def _whole(before: Standing, found: Seen, options: Options, means: Means) -> Standing:
    """Return how the site stands, all of it made again but for what files gave."""
    files = sorted_files(found)
    every = _loaded(before, items(found, files), found, options, means)
    site = site_of(found, files, every, options, means.keeping, means.progress)
    found = _as_read(found, {**every.read, **dict.fromkeys(site.pictures.moved, UNKNOWN)})
    return _shown(before, found, site, every, options, means)


def _loaded(before: Standing, wanted: Iterable[Item], found: Seen, options: Options, means: Means) -> Loaded:
    every = reloaded(
        before.loaded,
        tuple(wanted),
        settings(found),
        before.zone,
        means.keeping.memo,
        options.crew,
        means.progress,
    )
    told = graded((one for given in every.given.values() for one in given.diagnostics), options.strictness)
    if wrong := errors(told):
        means.early(wrong)
    return every


def _as_read(found: Seen, read: Mapping[str, Digest]) -> Seen:
    """Return what was found with what its files held when they were read, which may be a moment later."""
    files = found.source.files
    later = {path: now for path, now in read.items() if path in files and files[path].digest != now}
    if not later:
        return found
    after = {path: msgspec.structs.replace(files[path], digest=now) for path, now in later.items()}
    return msgspec.structs.replace(found, source=msgspec.structs.replace(found.source, files={**files, **after}))


def _shown(before: Standing, found: Seen, site: Site, known: Loaded, options: Options, means: Means) -> Standing:
    """Return how the site stands if it can be shown, or with what keeps it from that."""
    told = graded(site.diagnostics, options.strictness)
    after = msgspec.structs.replace(before, found=found, loaded=known, told=told, edited=None)
    if errors(told):
        return after
    sound = before.sound
    dressed = not (sound and found.theme == sound.found.theme and found.config == sound.found.config)
    snapshot = Snapshot(
        archive=site.archive,
        plan=site.plan,
        frame=frame(site.archive, site.plan.addresses, site.plan.assets),
        templates=Templates(found.theme.templates, found.theme.paths, found.config.words)
        if sound is None or dressed
        else sound.snapshot.templates,
        uses=closures(found.theme.templates, found.config.words) if sound is None or dressed else sound.snapshot.uses,
        read=site.read,
        at=things(site.plan, site.archive.pictures, found.theme.contents),
    )
    if dressed and (wrong := means.trial(snapshot)):
        return msgspec.structs.replace(after, told=graded((*told, *wrong), options.strictness))
    return msgspec.structs.replace(
        after,
        sound=Sound(
            found,
            site,
            snapshot,
            _period(site.archive, options),
            any(one.broken for one in site.plan.followed.values()),
        ),
    )
