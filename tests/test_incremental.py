"""After any edits a build leaves what a build from scratch would have left, byte for byte, and tells the same."""

import datetime as dt
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import edits
import pytest
from site_files import tree, without_search

from fcgen.building.inputs import How, Options
from fcgen.commands.build import build
from fcgen.console.progress import silent
from fcgen.console.summary import Summary
from fcgen.diagnostics import Strictness

SUMMER, WINTER, LATER = (dt.datetime(*day, tzinfo=dt.UTC) for day in ((2024, 6, 1), (2024, 2, 1), (2032, 1, 1)))


class Outcome(StrEnum):
    """What a build did."""

    FAILED = "failed"
    NOTHING = "did nothing"
    SOME = "looked at some pages"
    ALL = "looked at all pages"


def outcome(summary: Summary) -> Outcome:
    """Return what a build did."""
    if summary.done is None:
        return Outcome.FAILED
    if "assemble" in summary.seconds:
        return Outcome.ALL
    return Outcome.SOME if "render" in summary.seconds else Outcome.NOTHING


def options(chance: random.Random) -> Options:
    """The options of a build: mostly the common ones."""
    return Options(
        now=chance.choices((SUMMER, WINTER, LATER), (8, 1, 1))[0],
        drafts=chance.random() < 0.1,
        future=chance.random() < 0.1,
        search=chance.random() < 0.1,
        strictness=chance.choices((Strictness.NORMAL, Strictness.LENIENT), (2, 8))[0],
        jobs=1,
    )


def steps(folder: Path, chance: random.Random, count: int) -> Iterator[Outcome]:
    """Edit an archive and build it, so many times; yield what each build did.

    An AssertionError tells what has been done until a build was not like one from scratch.
    """
    here, clean = folder / "here", folder / "clean"
    edits.begin(here)
    story: list[str] = []
    how = options(chance)
    for _ in range(count):
        story += [edits.edit(here, chance) for _ in range(chance.choice((0, 1, 1, 1, 1, 1, 2, 3)))]
        how = options(chance) if chance.random() < 0.15 else how
        story.append(f"build {how.now:%Y-%m} {how.drafts=} {how.future=} {how.search=} {how.strictness}")
        shutil.rmtree(clean, ignore_errors=True)
        clean.mkdir(parents=True)
        for name, path in edits.sources(here):
            shutil.copytree(path, clean / name) if path.is_dir() else shutil.copyfile(path, clean / name)
        one, other = build(here, How(), how, silent), build(clean, How(), how, silent)
        found = difference(one, other, here / "_site", clean / "_site")
        assert not found, "\n  ".join((*story, found))
        if one.done is None and chance.random() < 0.6:  # nothing more is learned from a site that can't be built
            story.append(edits.restore(here))
        yield outcome(one)


def difference(one: Summary, other: Summary, here: Path, there: Path) -> str:
    """Return how two builds differ, or "" where they do not."""
    if one.diagnostics != other.diagnostics:
        return f"told {set(one.diagnostics) ^ set(other.diagnostics)}"
    if one.done is None or other.done is None:
        return "" if one.done is other.done else "one of them failed"
    for name in ("pages", "kinds", "left_out"):
        if getattr(one.done.counts, name) != getattr(other.done.counts, name):
            return f"counted other {name}"
    if one.done.notes != other.done.notes:
        return "noted something else"
    found, expected = without_search(tree(here)), without_search(tree(there))
    return ", ".join(sorted(path for path in found.keys() | expected.keys() if found.get(path) != expected.get(path)))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_after_any_edits_the_output_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    done = Counter(steps(tmp_path, random.Random(seed), 30))
    assert done.total() == 30
    assert done[Outcome.SOME] + done[Outcome.NOTHING], "no build took anything from the memo"
