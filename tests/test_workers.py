"""Work on all cores gives the same as work on one, in the same order."""

import contextlib
import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from fcgen.building import inputs as stages
from fcgen.building import workers as crew_of
from fcgen.building.inputs import How, Options
from fcgen.building.workers import Workers, begun, mapped, workers
from fcgen.commands.build import build
from fcgen.console.progress import silent

_ITEMS = list(range(25))


def times(factor: int, chunk: Sequence[int]) -> list[int]:
    return [factor * item for item in chunk]


def own_process(nothing: None) -> int:
    return os.getpid()


def refuse_one(item: int) -> int:
    raise OSError("no such number")


def end_oneself(nothing: None) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def announce_and_wait(folder: str, chunk: Sequence[int]) -> list[int]:
    (Path(folder) / str(os.getpid())).touch()
    signal.pause()
    return list(chunk)


FOREVER = """
import sys
from fcgen.building.workers import Workers, mapped
from test_workers import announce_and_wait
list(mapped(announce_and_wait, sys.argv[1], [1, 2], 1, Workers(2, "fork")))
"""


def refuse(factor: int, chunk: Sequence[int]) -> list[int]:
    raise OSError(f"no {chunk[0]}")


@pytest.mark.parametrize("crew", [Workers(1, "fork"), Workers(2, "fork"), Workers(5, "fork"), Workers(2, "spawn")])
def test_results_come_in_the_order_of_the_items(crew: Workers) -> None:
    assert list(mapped(times, 3, _ITEMS, 4, crew)) == [3 * item for item in _ITEMS]


def test_no_items_give_no_results() -> None:
    assert list(mapped(times, 3, [], 4, Workers(2, "fork"))) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_in_a_worker_fails_for_who_asked(jobs: int) -> None:
    with pytest.raises(OSError, match="no 0"):
        list(mapped(refuse, 3, _ITEMS, 4, Workers(jobs, "fork")))


def test_one_chunk_is_done_without_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew_of, "ProcessPoolExecutor", None)
    assert list(mapped(times, 2, _ITEMS, 25, Workers(2, "fork"))) == [2 * item for item in _ITEMS]


@pytest.mark.parametrize("crew", [Workers(1, "fork"), Workers(2, "fork"), Workers(2, "spawn")])
def test_what_was_begun_gives_its_result_when_it_is_asked_for(crew: Workers) -> None:
    assert begun(abs, -3, crew)() == 3


def test_what_was_begun_is_done_by_another_process_where_one_can_be_forked() -> None:
    assert begun(own_process, None, Workers(2, "fork"))() != os.getpid()
    assert begun(own_process, None, Workers(1, "fork"))() == os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_aside_fails_for_who_asks_for_it(jobs: int) -> None:
    with pytest.raises(OSError, match="no such number"):
        begun(refuse_one, 3, Workers(jobs, "fork"))()


def test_a_process_that_is_killed_is_told() -> None:
    with pytest.raises(ChildProcessError, match="killed"):
        begun(end_oneself, None, Workers(2, "fork"))()


def kill_oneself(nothing: None, chunk: Sequence[int]) -> list[int]:
    os.kill(os.getpid(), signal.SIGKILL)
    return list(chunk)


def test_a_worker_that_is_killed_is_told() -> None:
    with pytest.raises(ChildProcessError, match="enough memory"):
        list(mapped(kill_oneself, None, _ITEMS, 4, Workers(2, "fork")))


def test_workers_end_with_the_process_that_began_them(tmp_path: Path) -> None:
    started = tmp_path / "started"
    started.mkdir()
    process = subprocess.Popen([sys.executable, "-c", FOREVER, str(started)], cwd=Path(__file__).parent)
    while len(numbers := [int(path.name) for path in started.iterdir()]) < 2:
        assert process.poll() is None
    process.kill()
    process.wait()
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            while True:  # until there is no such process any more
                os.kill(number, 0)
                os.sched_yield()


def test_there_are_as_many_workers_as_asked_for_or_as_there_are_cores() -> None:
    assert workers(3).jobs == 3
    assert workers().jobs >= 1


def write_entries(root: Path, count: int) -> None:
    folder = root / "site_src" / "fact-checks"
    folder.mkdir(parents=True)
    (root / "config.yaml").write_text("title: Made-up archive\nbase_url: https://example.org/\npage_size: 7\n")
    for number in range(count):
        head = (
            f"title: Made-up check {number}\nreviewer: Made-up Desk\nverdict: False\ndate: 2024-01-{number % 28 + 1:02}"
        )
        text = f"---\n{head}\nclaim: {{text: Made-up {number}}}\n---\nMade-up *text*.\n"
        (folder / f"check-{number:03}.md").write_text(text)


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_build_by_several_processes_gives_the_same_bytes(
    method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_entries(tmp_path, 120)
    now = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    monkeypatch.setattr(stages, "workers", lambda jobs, threads: Workers(jobs or 1, method))
    trees = []
    for jobs in (1, 2):
        out = tmp_path / f"out-{jobs}"
        summary = build(tmp_path, How(out), Options(now, search=False, jobs=jobs), silent)
        assert summary.diagnostics == ()
        trees.append({p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()})
    assert len(trees[0]) > 240
    assert trees[0] == trees[1]
