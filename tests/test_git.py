"""What is told when git or ghp-import fails, and that a commit is what was meant."""

import sys
from pathlib import Path

import pytest
from repositories import archive, git

from fcgen.disk import branch
from fcgen.disk.git import GitError, contents, identity, repository, run


def failing(program: str) -> str:
    """What is told of a program, in Python, that fails."""
    with pytest.raises(GitError) as told:
        run([sys.executable, "-c", program], Path.cwd(), b"", {})
    return str(told.value)


def test_a_failure_is_told_on_one_line_without_advice():
    said = "To /somewhere\\n ! [rejected]\\n\\nerror: failed\\nhint: try again"
    assert failing(f"import sys; sys.exit('{said}')") == "! [rejected]; error: failed"
    assert failing("import sys; sys.exit('fatal: no\\n')") == "no"
    assert failing("import sys; sys.exit(7)") == "it ended with status 7"


def test_no_trace_is_told():
    assert failing("raise ValueError('made up')") == "ValueError: made up"
    said = "import sys; print('fatal: the disk is full', file=sys.stderr); "
    assert failing(f"{said}raise SystemError") == "the disk is full"


def test_a_long_failure_is_cut():
    assert len(failing("import sys; sys.exit('x' * 10000)")) == 600


def test_a_commit_that_is_not_what_was_meant_is_told_of(tmp_path: Path):
    made = archive(tmp_path, {"a.txt": "a", "b.txt": "b"})
    found = repository(made.copy)
    meant = contents(found, made.copy, ["a.txt", "b.txt"])
    branch.check(found, "main", meant)
    with pytest.raises(GitError, match=r"'a\.txt' did not get into the commit as it is, nor did 1 others"):
        branch.check(found, "main", {"a.txt": meant["b.txt"], "b.txt": meant["b.txt"], "c.txt": meant["b.txt"]})


def test_what_ghp_import_can_not_do_is_told_and_leaves_nothing(tmp_path: Path):
    made = archive(tmp_path, {"a.txt": "a"})
    found = repository(made.copy)
    who = identity(found)
    assert who
    before = git(made.copy, "for-each-ref")
    with pytest.raises(GitError, match="Not a directory"):
        branch.committed(found, tmp_path / "nowhere", None, who, "Nothing")
    assert git(made.copy, "for-each-ref") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "remote.git"]
