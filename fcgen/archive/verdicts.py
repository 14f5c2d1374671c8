"""Whose word means what: from a reviewer's own word to one of the site's verdicts. Nothing here weighs or counts."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import combinations

import msgspec

from fcgen import codes
from fcgen.config import Config, Verdict
from fcgen.dates import Date, Precision
from fcgen.diagnostics import Diagnostic, diagnostic, did_you_mean, quoted
from fcgen.entries.model import Entry, Outlet, Step
from fcgen.fields import Mention
from fcgen.words import word_key


class Classified(msgspec.Struct, frozen=True):
    """What a reviewer's word stands for. `verdict` None: unclassified; `step`: its place on the reviewer's scale."""

    verdict: Verdict | None
    step: Step | None = None


def classify(word: str, day: dt.date | None, scale: Sequence[Step], config: Config) -> Classified:
    """Return what `word` meant on `day`, the day of the review (None where it is not known).

    An outlet with a scale uses nothing else: of its steps those count that held on that day, and for an undated review
    those that have no bounds in time. Without a scale the labels of the site's verdicts and their other words count.
    """
    key = word_key(word)
    if scale:
        step = next((s for s in scale if word_key(s.label) == key and _held(s, day)), None)
        return Classified(verdict_of(step, config) if step else None, step)
    return Classified(next((v for v in config.verdicts if key in map(word_key, (v.label, *v.also))), None))


def day_of(date: Date | None, config: Config) -> dt.date | None:
    """Return the day of a review by the site's clock: the first one where only a month or a year is known."""
    if date is None:
        return None
    return date.start.astimezone(config.zone).date() if date.precision is Precision.TIME else date.day


def steps_of(scale: Sequence[Step], day: dt.date | None) -> tuple[Step, ...]:
    """Return the steps of a scale that held on `day`, in its order."""
    return tuple(step for step in scale if _held(step, day))


def verdict_of(step: Step, config: Config) -> Verdict | None:
    """Return the site's verdict that a step of a scale stands for, or None where it names none that is defined."""
    return next((v for v in config.verdicts if step.verdict and v.id == step.verdict.text.casefold()), None)


def unclassified(
    word: Mention, path: str, day: dt.date | None, reviewer: str, scale: Sequence[Step], own: bool, config: Config
) -> Diagnostic:
    """Return the diagnostic for a word without a verdict: an error in an own review, a warning in a recorded one."""
    found = classify(word.text, day, scale, config)
    if found.step:
        message = f"verdict {quoted(word.text)} is on the scale of {reviewer}, but stands for no verdict of this site"
        return diagnostic(codes.OWN_VERDICT, path, word.at, message, "give that step of the scale its `verdict`")
    if scale:
        words = [step.label for step in steps_of(scale, day)]
        place = f"the scale of {reviewer}" + (f" on {day}" if day else " (the review has no date)")
        mend = f"add a step `label: {word.text}` to that scale"
    else:
        words = [w for v in config.verdicts for w in (v.label, *v.also)]
        place, mend = "the site's verdicts", "add it to `also` of a verdict in config.yaml"
    near = did_you_mean(word.text, words)
    if own:
        hint = near or f"write one of: {', '.join(words[:12])}; or {mend}" if words else mend
        message = f"verdict {quoted(word.text)} is not in {place}"
        return diagnostic(codes.OWN_VERDICT, path, word.at, message, hint)
    message = f"verdict {quoted(word.text)} of {reviewer} is not in {place}: it is shown as it is, unclassified"
    return diagnostic(codes.UNCLASSIFIED, path, word.at, message, f"{near} or {mend}" if near else mend)


def check_scales(outlets: Iterable[Entry], config: Config) -> tuple[Diagnostic, ...]:
    """Return what is wrong with scales: steps that overlap in time, and verdicts that are not defined."""
    found = []
    known = {v.id for v in config.verdicts}
    for entry in outlets:
        if not isinstance(entry.details, Outlet):
            continue
        for step in entry.details.scale:
            if step.verdict and step.verdict.text.casefold() not in known:
                hint = did_you_mean(step.verdict.text, known) or f"write one of: {', '.join(sorted(known))}"
                message = f"no verdict has the id {quoted(step.verdict.text)}"
                found.append(diagnostic(codes.UNKNOWN_VERDICT, entry.path, step.verdict.at, message, hint))
        for first, second in combinations(entry.details.scale, 2):
            if word_key(first.label) == word_key(second.label) and _overlap(first, second):
                message = f"{quoted(second.label)} overlaps in time with the step on line {first.at.line}"
                hint = "let one end (`until`, exclusive) where the other begins (`from`, inclusive)"
                found.append(diagnostic(codes.SCALE_OVERLAP, entry.path, second.at, message, hint))
    return tuple(found)


def _held(step: Step, day: dt.date | None) -> bool:
    if day is None:
        return step.start is None and step.end is None
    return _first(step.start) <= day < _last(step.end)


def _overlap(first: Step, second: Step) -> bool:
    return max(_first(first.start), _first(second.start)) < min(_last(first.end), _last(second.end))


def _first(start: Date | None) -> dt.date:
    return start.day if start else dt.date.min


def _last(end: Date | None) -> dt.date:
    return end.day if end else dt.date.max
