"""After any edits a build leaves what a build from scratch would have left."""

import datetime as dt
import random
import shutil
from pathlib import Path

import edits
import pytest
from site_files import tree, without_search

from fcgen.commands.build import How, build
from fcgen.commands.inputs import Options
from fcgen.commands.progress import silent
from fcgen.diagnostics import Strictness

CLOCKS = (
    dt.datetime(2024, 6, 1, tzinfo=dt.UTC),
    dt.datetime(2024, 2, 1, tzinfo=dt.UTC),
    dt.datetime(2032, 1, 1, tzinfo=dt.UTC),
)


def options(chance: random.Random) -> Options:
    """The options of a build: mostly the common ones."""
    return Options(
        now=chance.choices(CLOCKS, (8, 1, 1))[0],
        drafts=chance.random() < 0.1,
        future=chance.random() < 0.1,
        search=chance.random() < 0.1,
        strictness=chance.choices((Strictness.NORMAL, Strictness.LENIENT), (2, 8))[0],
        jobs=1,
    )


def steps(folder: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)
    here, clean = folder / "here", folder / "clean"
    edits.begin(here)
    done = []
    how = options(chance)
    for _ in range(count):
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 3))):
            done.append(edits.edit(here, chance))
        how = options(chance) if chance.random() < 0.15 else how
        done.append(
            f"build {how.now.year} drafts={how.drafts} future={how.future} search={how.search} {how.strictness}"
        )
        shutil.rmtree(clean, ignore_errors=True)
        clean.mkdir(parents=True)
        for name, path in edits.sources(here):
            shutil.copytree(path, clean / name) if path.is_dir() else shutil.copyfile(path, clean / name)
        one, other = build(here, How(), how, silent), build(clean, How(), how, silent)
        story = f"seed {seed}:\n  " + "\n  ".join(done)
        assert one.diagnostics == other.diagnostics, story
        assert (one.done is None) == (other.done is None), story
        if one.done and other.done:
            assert one.done.counts.pages == other.done.counts.pages, story
            assert one.done.counts.kinds == other.done.counts.kinds, story
            assert one.done.counts.left_out == other.done.counts.left_out, story
            assert one.done.notes == other.done.notes, story
            found, expected = without_search(tree(here / "_site")), without_search(tree(clean / "_site"))
            assert found.keys() == expected.keys(), story
            assert [p for p in found if found[p] != expected[p]] == [], story
        elif chance.random() < 0.6:  # nothing more is learned from a site that can't be built
            done.append(edits.restore(here))


@pytest.mark.parametrize("seed", range(10))
def test_after_any_edits_the_output_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    steps(tmp_path, seed, 30)
