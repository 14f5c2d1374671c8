"""The workflows that publish: that of a new archive and that of this repository."""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from answering import Answer, answering
from command_line import run
from repositories import git
from test_against import LIST

from fcgen import __version__
from fcgen.commands.init import STARTER

ROOT = Path(__file__).parent.parent
NAME = ".github/workflows/publish.yml"
WORKFLOWS = [STARTER / NAME, ROOT / NAME]
SCRIPTS = sysconfig.get_path("scripts")

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=["of a new archive", "of this repository"])
with_curl = pytest.mark.skipif(not shutil.which("curl"), reason="the workflow asks with curl")


def steps(path: Path) -> dict[str, dict[str, Any]]:
    """The steps of the job that builds, by name."""
    return {step["name"]: step for step in yaml.safe_load(path.read_text("utf-8"))["jobs"]["site"]["steps"]}


def audited(path: Path) -> subprocess.CompletedProcess[str]:
    command = [Path(SCRIPTS, "zizmor"), "--offline", "--no-progress", "--no-config", "--persona=auditor", path]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def script(path: Path, step: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run the script of a step in a folder, as a runner does."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", steps(path)[step]["run"]],
        cwd=folder,
        env={"PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}", "RUNNER_TEMP": str(folder), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@each_workflow
def test_a_workflow_is_what_github_takes_for_one(path: Path) -> None:
    command = [Path(SCRIPTS, "check-jsonschema"), "--builtin-schema", "vendor.github-workflows", path]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@each_workflow
def test_an_audit_of_a_workflow_finds_nothing(path: Path) -> None:
    done = audited(path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("sound", "unsound"),
    [
        ("persist-credentials: false", "persist-credentials: true"),
        ("@de0fac2e4500dabe0009e67214ff5f5447ce83dd", "@v6"),
        ('"$BASE_URL"}', "${{ steps.pages.outputs.base_url }}}"),
        ("permissions: {}", "permissions: write-all"),
    ],
)
def test_the_audit_would_find_what_is_unsound(tmp_path: Path, sound: str, unsound: str) -> None:
    text = WORKFLOWS[0].read_text("utf-8")
    assert sound in text
    made = tmp_path / ".github/workflows/publish.yml"
    made.parent.mkdir(parents=True)
    made.write_text(text.replace(sound, unsound), "utf-8")
    assert audited(made).returncode != 0


@each_workflow
def test_every_action_is_pinned_to_a_commit_with_its_version_beside_it(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text("utf-8"))
    assert len(uses) == 7
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses)


def test_both_workflows_do_the_same_but_for_where_fcgen_comes_from() -> None:
    new, own = (path.read_text("utf-8") for path in WORKFLOWS)
    new = new.replace("python -m pip install --requirement requirements.txt", "make .venv/site.stamp PYTHON=python")
    assert re.sub(r"run: fcgen", "run: .venv/bin/fcgen", new) == own


@with_curl
@each_workflow
@pytest.mark.parametrize(
    ("answer", "status", "told", "listed"),
    [
        ((200, {}, LIST.encode()), 0, "", True),
        ((404, {}, b"<html>"), 0, "so there is nothing to compare with", False),
        ((500, {}, b""), 1, "::error::", False),
        ((302, {"Location": "/moved.txt"}, b""), 0, "", True),
    ],
)
def test_the_published_list_is_compared_with_where_there_is_one(
    tmp_path: Path, path: Path, answer: Answer, status: int, told: str, listed: bool
) -> None:
    output = tmp_path / "output"
    output.touch()
    answers = {"/archive/data/urls.txt": answer, "/moved.txt": (200, {}, LIST.encode())}
    with answering(answers) as address:
        for base in (f"{address}/archive", f"{address}/archive/"):
            environment = {"BASE_URL": base, "GITHUB_OUTPUT": str(output)}
            done = script(path, "Get the list of the addresses that are published", tmp_path, environment)
            assert done.returncode == status, done.stderr
            assert told in done.stdout
    assert output.read_text("utf-8") == (f"file={tmp_path}/urls.txt\n" * 2 if listed else "")
    if listed:
        assert (tmp_path / "urls.txt").read_text("utf-8") == LIST


@with_curl
def test_a_host_that_does_not_answer_stops_the_workflow(tmp_path: Path) -> None:
    with answering({}) as address:
        pass
    environment = {"BASE_URL": address, "GITHUB_OUTPUT": str(tmp_path / "output")}
    done = script(WORKFLOWS[0], "Get the list of the addresses that are published", tmp_path, environment)
    assert done.returncode != 0
    assert "curl" in done.stderr


def test_the_steps_of_a_new_archive_check_and_build_it(tmp_path: Path) -> None:
    run(tmp_path, "init", "new")
    new = tmp_path / "new"
    path = new / NAME
    assert script(path, "Check", new, {"PUBLISHED": ""}).returncode == 0
    assert script(path, "Build", new, {"BASE_URL": "https://somebody.github.io/a-b"}).returncode == 0
    assert 'href="/a-b/claims/' in (new / "_site/index.html").read_text("utf-8")
    assert script(path, "Build", new, {"BASE_URL": ""}).returncode == 0
    assert 'href="/claims/' in (new / "_site/index.html").read_text("utf-8")
    (tmp_path / "a list.txt").write_text("https://example.net/\nhttps://example.net/gone/\n", "utf-8")
    done = script(path, "Check", new, {"PUBLISHED": str(tmp_path / "a list.txt")})
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=config.yaml,line=1,col=1,endColumn=1,title=FC603::")


@pytest.mark.parametrize("branch", ["main", "an $(echo odd) branch", ""])
def test_a_pull_request_is_told_what_it_would_change_of_what_is_published(tmp_path: Path, branch: str) -> None:
    run(tmp_path, "init", "new")
    new = tmp_path / "new"
    git(new, "init", "--quiet")
    git(new, "add", "--all")
    git(
        new,
        "-c",
        "user.name=Made up",
        "-c",
        "user.email=made@example.org",
        "commit",
        "--quiet",
        "--message",
        "Published",
    )
    git(new, "update-ref", "refs/remotes/origin/main", "HEAD")
    review = new / "site_src/fact-checks/2024/library-hours-doubled.md"
    review.write_text(re.sub(r"\nverdict: .*", "\nverdict: Can't be told", review.read_text("utf-8")), "utf-8")
    done = script(new / NAME, "Check", new, {"PUBLISHED": "", "BASE": branch})
    assert ("title=FC1011::" in done.stdout) is (branch == "main")
    assert done.returncode == (2 if "odd" in branch else 0), done.stderr
    assert ("an $(echo odd) branch" in done.stderr) is ("odd" in branch)


@each_workflow
def test_only_a_pull_request_has_the_history_that_it_is_compared_with(path: Path) -> None:
    depth = steps(path)["Check out"]["with"]["fetch-depth"]
    assert depth == "${{ github.event_name == 'pull_request' && '0' || '1' }}"
    assert steps(path)["Check"]["env"]["BASE"] == "${{ github.base_ref }}"


def test_a_new_archive_asks_for_the_version_that_wrote_it(tmp_path: Path) -> None:
    run(tmp_path, "init", "new")
    text = (tmp_path / "new/requirements.txt").read_text("utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [f"fcgen=={__version__}"]
    assert f"./fcgen-{__version__}-py3-none-any.whl" in text
    assert (tmp_path / "new" / NAME).read_bytes() == WORKFLOWS[0].read_bytes()


@pytest.mark.slow
def test_a_wheel_has_all_that_a_new_archive_is_made_from(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.iterdir()
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("fcgen/starter/")}
    assert packed == {f"fcgen/starter/{p.relative_to(STARTER).as_posix()}" for p in STARTER.rglob("*") if p.is_file()}
    assert f"fcgen/starter/{NAME}" in packed
