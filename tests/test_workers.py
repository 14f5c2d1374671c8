"""Work on all cores gives the same as work on one, in the same order."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from fcgen.commands import inputs as stages
from fcgen.commands import workers as crew_of
from fcgen.commands.build import How, build
from fcgen.commands.inputs import Options
from fcgen.commands.progress import silent
from fcgen.commands.workers import Workers, mapped, workers

_ITEMS = list(range(25))


def times(factor: int, chunk: Sequence[int]) -> list[int]:
    return [factor * item for item in chunk]


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
    monkeypatch.setattr(stages, "workers", lambda jobs: Workers(jobs or 1, method))
    trees = []
    for jobs in (1, 2):
        out = tmp_path / f"out-{jobs}"
        summary = build(tmp_path, How(out), Options(now, search=False, jobs=jobs), silent)
        assert summary.diagnostics == ()
        trees.append({p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()})
    assert len(trees[0]) > 240
    assert trees[0] == trees[1]
