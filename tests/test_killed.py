"""A build that is killed at any instant leaves whole files, and the next one mends the rest."""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from site_files import CLOCK, build, make_site, tree, without_search

ENTRIES: Final = 60
RUNS, KILLS = 5, 10
"""How many tests there are, and how many builds each of them kills."""


def archive(folder: Path, word: str) -> Path:
    """An archive all of whose pages say `word`."""
    head = "reviewer: Made-up Desk\nverdict: False\ndate: 2024-01-02"
    files = {"config.yaml": f"title: Made-up {word}\nbase_url: https://example.org/archive/\npage_size: 7\n"}
    for number in range(ENTRIES):
        files[f"site_src/fact-checks/check-{number}.md"] = (
            f"---\ntitle: Check {number} {word}\n{head}\nclaim: {{text: Made up {number}.}}\n---\n{word} *text*.\n"
        )
    files[f"site_src/pages/{word}.md"] = f"---\ntitle: Only {word}\n---\nMade up.\n"
    return make_site(folder, files)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, dict[str, bytes]]:
    """The outputs of the two archives between which a site goes back and forth."""
    return {
        word: without_search(tree(build(archive(tmp_path_factory.mktemp(word), word)))) for word in ("here", "there")
    }


def killed(folder: Path, seconds: float) -> bool:
    """Begin to build, and kill the process after so many seconds; tell whether it was still at work."""
    command = [sys.executable, "-m", "fcgen", "-C", str(folder), "build", "--clock", CLOCK, "--jobs", "2"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
    return process.wait() == -signal.SIGKILL


@pytest.mark.slow
@pytest.mark.parametrize("run", range(RUNS))
def test_no_file_is_torn_and_the_next_build_equals_a_clean_one(
    tmp_path: Path, whole: Mapping[str, dict[str, bytes]], run: int
) -> None:
    chance = random.Random(run)
    site = tmp_path / "site"
    archive(site, "here")
    start = time.monotonic()
    build(site)
    lasts = time.monotonic() - start
    hit = 0
    for kill in range(KILLS):
        word = ("there", "here")[kill % 2]
        shutil.rmtree(site / "site_src")
        archive(site, word)
        if killed(site, chance.uniform(0.1, 1.0) * lasts):
            hit += 1
        else:
            lasts *= 0.7  # the machine has become faster, or this one had less to do
        for path, data in without_search(tree(site / "_site")).items():
            states = {whole[one].get(path) for one in whole}
            assert data in states or path.startswith(".fcgen-manifest"), f"{path} is torn"
        assert without_search(tree(build(site, "--jobs", "2"))) == whole[word]
        assert tree(site / ".fcgen").keys() == {"lock", "memo.sqlite"}
    assert hit > KILLS // 3
