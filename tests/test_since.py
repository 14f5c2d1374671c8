"""`fcgen check --since`: what git says was published otherwise, and no correction mentions."""

from pathlib import Path

import pytest
from command_line import document, run
from repositories import Archive, archive, git
from site_files import CLOCK, FACT_CHECK

REVIEW = "site_src/fact-checks/review.md"


def told(site: Path, *options: str) -> list[tuple[str, int]]:
    """Return the code and line of what check tells."""
    done = run(site, "check", "--clock", CLOCK, "--format", "json", *options)
    assert done.exit_code == 0, done.stderr
    return [(one["code"], one["line"]) for one in document(done)]


def edit(site: Path, before: str, after: str) -> None:
    """Change the text of the review, in which `before` stands."""
    text = (site / REVIEW).read_text(encoding="utf-8")
    assert before in text
    (site / REVIEW).write_text(text.replace(before, after), encoding="utf-8")


def commit(made: Archive) -> None:
    git(made.copy, "commit", "--quiet", "--all", "--message", "Another verdict")


def following(made: Archive) -> Archive:
    """Have the branch that is checked out follow that of the remote."""
    git(made.copy, "branch", "--quiet", "--set-upstream-to=origin/main")
    return made


@pytest.mark.parametrize("inside", ["", "docs/the archive"])
def test_a_verdict_that_others_have_seen_is_told_before_it_is_pushed_and_not_after(tmp_path, inside):
    made = following(archive(tmp_path, inside=inside))
    assert told(made.site) == []
    edit(made.site, "verdict: True", "verdict: False")
    assert told(made.site) == [("FC1011", 6)]
    commit(made)
    assert told(made.site) == [("FC1011", 6)]
    git(made.copy, "push", "--quiet", "origin", "main")
    assert told(made.site) == []
    assert told(made.site, "--since", "HEAD~1") == [("FC1011", 6)]


def test_what_others_have_published_meanwhile_is_no_change_of_this_copy(tmp_path):
    made = following(archive(tmp_path))
    made.put({REVIEW: FACT_CHECK.replace("verdict: True", "verdict: False")}, branch="main")
    git(made.copy, "fetch", "--quiet")
    assert told(made.site) == []


def test_a_file_that_was_moved_is_the_entry_that_it_was(tmp_path):
    made = archive(tmp_path)
    edit(made.site, "verdict: True", "verdict: False")
    (made.site / "site_src/fact-checks/2024").mkdir()
    (made.site / REVIEW).rename(made.site / "site_src/fact-checks/2024/review.md")
    assert told(made.site, "--since", "HEAD") == [("FC1011", 6)]


@pytest.mark.parametrize("inside", ["", "docs/the archive"])
def test_entries_that_all_moved_to_another_content_folder_are_those_that_they_were(tmp_path, inside):
    made = archive(tmp_path, inside=inside)
    edit(made.site, "verdict: True", "verdict: False")
    (made.site / "site_src").rename(made.site / "entries")
    with (made.site / "config.yaml").open("a", encoding="utf-8") as file:
        file.write("content: entries\n")
    assert told(made.site, "--since", "HEAD") == [("FC1011", 6)]


def test_without_a_repository_or_a_branch_to_follow_nothing_is_compared(tmp_path):
    made = archive(tmp_path)
    edit(made.site, "verdict: True", "verdict: False\nignore: [FC1011]")
    assert told(made.site) == []
    (made.copy / ".git").rename(tmp_path / "elsewhere")
    assert told(made.site) == []


def test_a_change_is_silenced_until_it_is_published_and_no_longer(tmp_path):
    made = archive(tmp_path)
    edit(made.site, "verdict: True", "verdict: False\nignore: [FC1011]")
    assert told(made.site, "--since", "HEAD") == []
    commit(made)
    assert told(made.site, "--since", "HEAD") == [("FC1099", 7)]


def test_a_revision_that_git_does_not_know_is_a_wrong_use(tmp_path):
    made = archive(tmp_path)
    for revision in ("no-such-branch", "--all"):
        done = run(made.site, "check", f"--since={revision}")
        assert done.exit_code == 2
        assert f"git knows no '{revision}'" in done.stderr
        assert "shallow" not in done.stderr


def test_a_folder_without_a_repository_has_no_revision(tmp_path):
    made = archive(tmp_path)
    (made.copy / ".git").rename(tmp_path / "elsewhere")
    done = run(made.site, "check", "--since", "HEAD")
    assert done.exit_code == 2
    assert "is in no git repository" in done.stderr


def test_a_shallow_clone_that_lacks_the_revision_is_told_of(tmp_path):
    made = archive(tmp_path)
    edit(made.site, "verdict: True", "verdict: False")
    commit(made)
    git(made.copy, "push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{made.remote}", "shallow")
    done = run(tmp_path / "shallow", "check", "--since", "HEAD~1")
    assert done.exit_code == 2
    assert "this clone is shallow" in done.stderr
    git(tmp_path / "shallow", "fetch", "--quiet", "--unshallow")
    assert told(tmp_path / "shallow", "--since", "HEAD~1") == [("FC1011", 6)]
