"""What shells complete: in bash as a person types it, in the others the script."""

import os
import shutil
import sys
import time
from pathlib import Path

import pytest
import txtar
from command_line import run
from site_files import CONFIG, fcgen
from terminal import in_conversation

from fcgen.writing.ids import ids

needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")

FILES = {
    "config.yaml": CONFIG,
    "site_src/claims/2024/bridge-longest.md": "---\ntext: The bridge is the longest.\n---\n",
    "site_src/articles/bridge-longest.md": "---\ntitle: A bridge\n---\n",
    "site_src/articles/two words.md": "---\ntitle: Two\n---\n",
    "site_src/outlets/made-up-gazette.md": "---\nname: Made-up Gazette\n---\n",
    "site_src/people/made-up-person.md": "---\nname: Made-up Person\n---\n",
    "site_src/articles/notes.txt": "no entry",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small made-up archive."""
    txtar.write(tmp_path, FILES)
    return tmp_path


def completed(site: Path, line: str) -> list[str]:
    """Return what bash is offered for a line that is not finished."""
    environment = {"_FCGEN_COMPLETE": "bash_complete", "_FCGEN_LINE": line, "_FCGEN_BREAKS": " :="}
    done = fcgen("-C", site, environment=environment)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return [one.partition(",")[2] for one in done.stdout.splitlines() if one]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ren", ["rename"]),
        ("new f", ["fact-check"]),
        ("new article --ou", ["--outlet"]),
        ("rename br", ["bridge-longest"]),
        ("rename c", ["claim:"]),
        ("rename claim:", ["bridge-longest"]),
        ("rename two", ["two\\ words"]),
        ("rename mad", ["made-up-gazette", "made-up-person"]),
        ("rename person:", ["made-up-person"]),
        ("new fact-check T --claim ", ["bridge-longest"]),
        ("new fact-check T --claim=br", ["bridge-longest"]),
        ("new claim T --claimant ", ["made-up-person"]),
        ("new fact-check T --reviewer m", ["made-up-gazette"]),
        ("new article T --topic ", []),
        ("build --explain /cl", ["/claims/bridge-longest/", "/claimants/made-up-person/"]),
        ("build --explain site_src/cl", ["site_src/claims/2024/bridge-longest.md"]),
    ],
)
def test_commands_options_and_the_ids_of_the_archive_are_offered(site: Path, line: str, expected: list[str]) -> None:
    assert sorted(completed(site, f"fcgen -C {site} {line}")) == sorted(expected)


def test_where_there_is_no_archive_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert completed(tmp_path, f"fcgen -C {tmp_path} rename x") == []


@needs_bash
def test_bash_completes_an_id_that_has_a_colon_before_it(site: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "fcgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fcgen "$@"\n', "utf-8")
    program.chmod(0o755)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    _, written = in_conversation(
        ["bash", "--norc", "--noprofile", "-i"],
        [
            ("READY> ", 'eval "$(fcgen completion bash)"'),
            ("READY> ", f"fcgen -C {site} rename --dry-run claim:br\tbridge-short 2>&1 | grep -v diff"),
            ("READY> ", "exit"),
        ],
        {"PATH": path, "PS1": "READY> ", "HISTFILE": "/dev/null", "COLUMNS": "1000"},
    )
    assert "Would rename claim:bridge-longest to claim:bridge-short." in written, written


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script_and_is_told_where_to_put_it(tmp_path: Path, shell: str) -> None:
    done = run(tmp_path, "completion", shell)
    assert done.exit_code == 0
    assert done.stdout.startswith("# Put ")
    assert f"{shell}_complete" in done.stdout


def test_ten_thousand_ids_are_read_in_less_than_half_a_second(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"config.yaml": CONFIG})
    folder = tmp_path / "site_src" / "claims"
    folder.mkdir(parents=True)
    for number in range(10_000):
        (folder / f"claim-{number}.md").touch()
    begun = time.process_time()
    assert len(ids(tmp_path)) == 10_000
    assert time.process_time() - begun < 0.5
