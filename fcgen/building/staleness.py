"""What has changed since the last build, and how much of it must be done again: one pure function, which says why."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from fcgen.building.inputs import Inputs
from fcgen.config import CONFIG_FILE

_NAMED: Final = 3
"""How many of the same sort are told by name."""


_OPTIONS: Final = "the options are others"
_ZONE: Final = "the rules of the time zone changed"
_CLOCK: Final = "by the clock, other entries are shown"
NO_FILE: Final = (_OPTIONS, _ZONE, _CLOCK)
"""The reasons that are no file's."""


class Texts(msgspec.Struct, frozen=True):
    """Nothing has changed, or nothing but what is in these entries' files, by path."""

    paths: tuple[str, ...] = ()


class Everything(msgspec.Struct, frozen=True):
    """Every page must be looked at; `why`, in words."""

    why: tuple[str, ...]


class Period(msgspec.Struct, frozen=True):
    """The times at which no other entries are shown: from `since` until before `until`; None: no bound."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None


def changed(then: Inputs | None, now: Inputs, period: Period, clock: dt.datetime) -> Texts | Everything:
    """Return what has changed from the inputs of the last build to those of this one, at the time `clock`."""
    if then is None:
        return Everything(("nothing is remembered of a build into this folder by this version of fcgen",))
    why = [
        *([_OPTIONS] if then.options != now.options else []),
        *([f"{CONFIG_FILE} changed"] if then.config != now.config else []),
        *([_ZONE] if then.zone != now.zone else []),
        *_differences(then.theme, now.theme),
        *(["names of files are odd in another way"] if then.found != now.found else []),
    ]
    if (period.since and clock < period.since) or (period.until and clock >= period.until):
        why.append(_CLOCK)
    if then.files.keys() == now.files.keys():
        paths = sorted(path for path, digest in now.files.items() if digest != then.files[path])
        if not why and all(path.endswith(".md") for path in paths):
            return Texts(tuple(paths))
    return Everything((*why, *_differences(then.files, now.files)))


def differences(then: Inputs, now: Inputs) -> Mapping[str, str]:
    """Return what became of each file: added, changed or removed."""
    before = {**then.theme, **then.files, CONFIG_FILE: then.config}
    after = {**now.theme, **now.files, CONFIG_FILE: now.config}
    return {
        path: "added" if path not in before else "removed" if path not in after else "changed"
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    }


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [
        *_sentence("changed", (path for path in then.keys() & now.keys() if then[path] != now[path])),
        *_sentence("was added", now.keys() - then.keys()),
        *_sentence("was removed", then.keys() - now.keys()),
    ]


def _sentence(what: str, paths: Iterable[str]) -> list[str]:
    names = sorted(paths)
    more = len(names) - _NAMED
    others = [f"{more:,} more {what.replace('was', 'were')}"] if more > 0 else []
    return [*(f"{name} {what}" for name in names[:_NAMED]), *others]
