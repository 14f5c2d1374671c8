"""`fcgen init`: a new archive, which builds at once."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import txtar
from command_line import built, run
from site_files import tree


def test_a_new_archive_builds_at_once_without_a_warning(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "new archive")
    assert done.exit_code == 0
    assert f"cd '{tmp_path / 'new archive'}'" in done.stderr
    made = tree(tmp_path / "new archive")
    assert f"Wrote {len(made)} files to" in done.stderr
    assert {"config.yaml", ".gitignore", "README.md"} <= made.keys()
    assert built(tmp_path / "new archive", "--strict").exit_code == 0
    assert built(tmp_path / "new archive", "--strict", "--drafts").exit_code == 0


def test_the_rules_of_the_trade_have_nothing_to_say_of_a_new_archive(tmp_path: Path) -> None:
    run(tmp_path, "init", "new")
    done = run(tmp_path / "new", "check", "--strict", "--drafts", "--clock", "2026-01-01")
    assert (done.exit_code, done.stderr) == (0, "no mistakes.\n")


def test_git_leaves_out_what_a_build_makes(tmp_path: Path) -> None:
    run(tmp_path, "init", "new")
    before = set((tmp_path / "new").iterdir())
    built(tmp_path / "new")
    made = set((tmp_path / "new").iterdir()) - before
    assert {f"{path.name}/" for path in made} == set((tmp_path / "new" / ".gitignore").read_text("utf-8").split())


def test_a_fresh_clone_and_an_empty_folder_take_a_new_archive(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "empty").mkdir()
    assert run(tmp_path / "empty", "init", ".").exit_code == 0
    (tmp_path / "empty").rename(tmp_path.parent / f"{tmp_path.name}-away")
    assert run(tmp_path, "init", ".").exit_code == 0
    assert (tmp_path / "config.yaml").is_file()


@pytest.mark.parametrize("files", [{"new/notes.txt": "somebody's"}, {"new": "somebody's"}])
def test_a_folder_that_is_not_empty_gets_no_new_archive(tmp_path: Path, files: Mapping[str, str]) -> None:
    txtar.write(tmp_path, files)
    before = tree(tmp_path)
    done = run(tmp_path, "init", "new")
    assert done.exit_code == 2
    assert "not an empty folder" in done.stderr
    assert tree(tmp_path) == before
