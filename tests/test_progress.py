"""The progress bar: on a terminal only, and only for what takes longer than a second."""

import io
import re
import subprocess
import sys

import pytest
from terminal import on_a_terminal

from fcgen.console.progress import progress, silent

# The clock moves on by the first argument whenever it is asked; the others are the stages and how many steps each has.
PROGRAM = """
import itertools, sys
from fcgen.console.progress import progress
clock = itertools.count(0, float(sys.argv[1])).__next__
with progress(True, clock) as begin:
    for name, steps in zip(sys.argv[2::2], sys.argv[3::2]):
        step = begin(name, int(steps))
        for _ in range(int(steps)):
            step()
"""


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments]


def test_on_a_terminal_a_bar_shows_what_takes_longer_than_a_second() -> None:
    status, shown = on_a_terminal(command("0.4", "Loading", "3"))
    assert status == 0
    assert "Loading" in shown
    assert "3/3" in shown


def test_the_bar_is_gone_in_the_end() -> None:
    _, shown = on_a_terminal(command("2", "Loading", "3"))
    assert shown.endswith("\x1b[2K")  # the last that is written clears the line


def test_what_takes_less_than_a_second_shows_nothing() -> None:
    assert on_a_terminal(command("0.1", "Loading", "3", "Rendering", "3")) == (0, "")


def test_a_stage_that_begins_late_has_a_bar_of_its_own() -> None:
    _, shown = on_a_terminal(command("0.3", "Loading", "2", "Rendering", "5"))
    assert "Loading" not in shown
    assert "Rendering" in shown
    assert "5/5" in shown


def test_the_bar_is_drawn_ten_times_a_second_at_most_and_at_the_end() -> None:
    _, shown = on_a_terminal(command("0.02", "Loading", "1000"))
    drawn = sorted({int(number) for number in re.findall(r"(\d+)/1000", shown)} - {0})
    assert drawn[0] >= 50  # a second has passed
    assert drawn[-1] == 1000
    assert 100 < len(drawn) < 200


def test_the_bar_has_no_thread_that_a_fork_would_cut_in_two() -> None:
    counted = PROGRAM.replace(
        "            step()",
        "            step()\n            import threading\n            assert threading.active_count() == 1",
    )
    status, shown = on_a_terminal([sys.executable, "-c", counted, "2", "Loading", "5"])
    assert status == 0
    assert "5/5" in shown


def test_elsewhere_than_on_a_terminal_there_is_no_bar() -> None:
    done = subprocess.run(command("2", "Loading", "3"), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")


def test_a_bar_that_is_not_wanted_is_not_shown_on_a_terminal_either(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress(False) as begin:
        assert begin is silent
    with progress(True) as begin:
        assert begin is not silent


def test_the_bar_is_cleared_when_a_stage_fails() -> None:
    failing = PROGRAM.replace(
        "            step()", "            step()\n            step()\n            raise SystemExit(3)"
    )
    status, shown = on_a_terminal([sys.executable, "-c", failing, "2", "Loading", "5"])
    assert status == 3
    assert "Loading" in shown
    assert shown.endswith("\x1b[2K")


def test_no_color_takes_the_colours_from_the_bar() -> None:
    _, coloured = on_a_terminal(command("2", "Loading", "3"), {"NO_COLOR": ""})
    _, plain = on_a_terminal(command("2", "Loading", "3"), {"NO_COLOR": "1"})
    assert "\x1b[38;5;" in coloured
    assert "\x1b[38;5;" not in plain
