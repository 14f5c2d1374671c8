"""What shells complete: what fcgen answers each of them, and what each then makes of a line."""

import os
import shutil
import subprocess
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
needs_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh on this machine")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish on this machine")

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


@pytest.mark.parametrize("shell", ["zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ren", ["rename"]),
        ("new article --ou", ["--outlet"]),
        ("rename c", ["claim:"]),
        ("rename claim:", ["claim:bridge-longest"]),
        ("rename two", ["two words"]),
        ("rename 'two w", ["two words"]),
        ("rename two\\ w", ["two words"]),
        ("rename mad", ["made-up-gazette", "made-up-person"]),
        ("new fact-check T --claim=br", ["bridge-longest"]),
        ("new claim T --claimant ", ["made-up-person"]),
        ("build --explain /cl", ["/claims/bridge-longest/", "/claimants/made-up-person/"]),
        ("rename site_src/cl", ["site_src/cl"]),
    ],
)
def test_zsh_and_fish_are_told_whole_values(site: Path, shell: str, line: str, expected: list[str]) -> None:
    done = fcgen(environment={"_FCGEN_COMPLETE": f"{shell}_complete", "_FCGEN_LINE": f"fcgen -C {site} {line}"})
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    values = lines[1::3] if shell == "zsh" else [one.partition(",")[2].partition("\t")[0] for one in lines]
    assert sorted(values) == sorted(expected)


def test_the_home_of_a_person_is_found_as_the_shell_finds_it(site: Path) -> None:
    environment = {"HOME": str(site), "_FCGEN_COMPLETE": "fish_complete", "_FCGEN_LINE": "fcgen -C ~ rename mad"}
    assert fcgen(environment=environment).stdout.split() == ["plain,made-up-gazette", "plain,made-up-person"]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A path on which shells find fcgen."""
    program = tmp_path / "bin" / "fcgen"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fcgen "$@"\n', "utf-8")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


@needs_bash
def test_bash_completes_an_id_that_has_a_colon_before_it(site: Path, path: str) -> None:
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


TYPED = {
    "ren": "rename",
    "new article --ou": "new|article|--outlet",
    "rename claim:br": "rename|claim:bridge-longest",
    "rename per": "rename|person:",
    "rename two": "rename|two words",
    "rename 'two w": "rename|two words",
    "new fact-check T --claim=br": "new|fact-check|T|--claim=bridge-longest",
    "new claim T --claimant ": "new|claim|T|--claimant|made-up-person",
    "rename site_src/claims/2024/": "rename|site_src/claims/2024/bridge-longest.md",
    "build --out=site_src/pe": "build|--out=site_src/people",
}
"""What is typed before the key for completion, and the words of the command that come of it."""


@needs_zsh
def test_zsh_completes_what_is_typed(site: Path, path: str) -> None:
    begin = (
        'PS1="READ"Y"> "; autoload -Uz compinit; compinit -u -D; eval "$(fcgen completion zsh)"; '
        'fcgen() { print -r -- "GOT ${(j:|:)@} END" }'
    )
    answers = [("BEGIN> ", f"cd {site}; {begin}"), *(("READY> ", f"fcgen {line}\t") for line in TYPED)]
    _, written = in_conversation(
        ["zsh", "-f", "-i"],
        [*answers, ("READY> ", "exit")],
        {"PATH": path, "PS1": "BEGIN> ", "HISTFILE": "/dev/null", "COLUMNS": "1000"},
    )
    found = [part.partition(" END")[0] for part in written.split("\nGOT ")[1:]]
    assert found == list(TYPED.values()), written


@needs_fish
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ren", ["rename"]),
        ("new article --ou", ["--outlet"]),
        ("rename claim:br", ["claim:bridge-longest"]),
        ("rename per", ["person:"]),
        ("rename two", ["two words"]),
        ("rename 'two w", ["two words"]),
        ("new fact-check T --claim=br", ["--claim=bridge-longest"]),
        ("new claim T --claimant ", ["made-up-person"]),
        ("rename site_src/claims/2024/", ["site_src/claims/2024/bridge-longest.md"]),
        ("build --out=site_src/pe", ["--out=site_src/people/"]),
        ("build --out=nothing", []),
    ],
)
def test_fish_completes_what_is_typed(site: Path, path: str, line: str, expected: list[str]) -> None:
    done = subprocess.run(
        ["fish", "--no-config", "-c", 'fcgen completion fish | source; complete -C "fcgen $argv[1]"', "--", line],
        cwd=site,
        env=os.environ | {"PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    assert [one.partition("\t")[0] for one in done.stdout.splitlines()] == expected


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
