"""`fcgen deploy`, on repositories on the disk: what is published, what is refused, and what stays as it is."""

import json
from pathlib import Path

import pytest
from command_line import run
from repositories import ALONE, QUICK, QUICK_SITE, Archive, archive, git, name
from site_files import ARTICLE, SITE, make_site, tree

PAGE = "---\ntitle: A made-up page\n---\nNothing.\n"
HOST = "https://example.github.io/archive/"


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in ALONE.items():
        monkeypatch.setenv(variable, value)
    for variable in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_AUTHOR_NAME"):
        monkeypatch.delenv(variable, raising=False)


def configured(base_url: str) -> dict[str, str]:
    return {"config.yaml": QUICK.replace("https://example.org/archive/", base_url)}


def refused(made: Archive, *options: str, status: int = 2) -> str:
    """Deploy in vain: nothing on the remote changes and nothing is left behind. Return what is said last."""
    before = git(made.remote, "for-each-ref")
    done = made.deploy(*options)
    assert done.exit_code == status, done.stderr
    assert git(made.remote, "for-each-ref") == before
    assert not (made.site / ".fcgen/deploy").exists()
    return done.stderr.splitlines()[-1]


# what is published


def test_the_branch_gets_the_very_bytes_of_the_output_folder(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, "config.yaml": QUICK.replace("false", "true")})
    done = made.deploy()
    assert done.exit_code == 0, done.stderr
    assert "Published to the branch 'gh-pages' of 'origin'." in done.stderr
    assert made.published() == tree(made.site / "_site")
    assert {
        ".nojekyll",
        "404.html",
        "index.html",
        ".fcgen-manifest",
        "pagefind/en/pagefind.js",
    } <= made.published().keys()
    assert git(made.remote, "log", "--format=%an <%ae> %P", "gh-pages") == "Made-up Núñez <nobody@example.org> \n"


def test_nothing_else_of_the_repository_changes(tmp_path: Path) -> None:
    made = archive(tmp_path)
    make_site(made.site, {"site_src/pages/new.md": PAGE, "site_src/articles/article.md": ARTICLE + "More.\n"})
    git(made.copy, "add", "site_src/pages")
    before = made.state()
    assert made.deploy().exit_code == 0
    assert made.deploy("--dry-run").exit_code == 0
    assert made.state() == before
    assert not (made.site / ".fcgen/deploy").exists()


def test_a_second_time_with_nothing_changed_there_is_no_commit(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    tip = made.tip()
    done = made.deploy()
    assert done.exit_code == 0
    assert "Nothing to publish: the branch 'gh-pages' of 'origin' has this very site." in done.stderr
    assert made.tip() == tip


def test_after_an_edit_a_commit_follows_the_last_one_and_says_what_changed(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    make_site(made.site, {"site_src/articles/article.md": ARTICLE + "More.\n"})
    done = made.deploy()
    assert done.stderr.splitlines()[-7:-2] == [
        "0 pages come, 4 change, 0 go.",
        "  changes  /archive/2024/",
        "  changes  /articles/",
        "  changes  /articles/article/",
        "  changes  /outlets/made-up-gazette/",
    ]
    assert len(made.commits()) == 2
    assert made.commits()[0] == "Publish: 0 pages come, 4 change, 0 go"
    assert made.published() == tree(made.site / "_site")


def test_pages_that_go_leave_the_branch(tmp_path: Path) -> None:
    config = {"config.yaml": QUICK_SITE["config.yaml"] + "page_size: 1\n"}
    made = archive(
        tmp_path, {**QUICK_SITE, **config, "site_src/articles/b.md": ARTICLE, "site_src/articles/c.md": ARTICLE}
    )
    made.deploy()
    assert "articles/page/2/index.html" in made.published()
    (made.site / "site_src/articles/c.md").unlink()
    make_site(
        made.site, {"site_src/articles/b.md": ARTICLE.replace("---\n", "---\nredirect_from: [/articles/c/]\n", 1)}
    )
    assert "  goes     /articles/page/2/\n" in made.deploy().stderr
    assert "articles/page/2/index.html" not in made.published()


def test_a_page_that_readers_have_the_address_of_does_not_go(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, "site_src/pages/old.md": PAGE})
    made.deploy()
    (made.site / "site_src/pages/old.md").unlink()
    done = made.deploy()
    assert done.exit_code == 1
    assert "FC603: the address '/old/' was published, and this site would have nothing there" in done.stderr
    assert "old/index.html" in made.published()


def test_a_dry_run_tells_all_and_publishes_nothing(tmp_path: Path) -> None:
    made = archive(tmp_path)
    done = made.deploy("--dry-run")
    assert done.exit_code == 0
    assert "  comes    /articles/article/\n" in done.stderr
    assert done.stderr.endswith("Nothing was published (--dry-run).\n")
    assert not made.tip()


def test_another_branch_and_another_remote_can_be_named(tmp_path: Path) -> None:
    made = archive(tmp_path)
    git(made.copy, "remote", "rename", "origin", "somewhere")
    assert made.deploy("--remote", "somewhere", "--branch", "web/site").exit_code == 0
    assert made.published("web/site") == tree(made.site / "_site")


def test_paths_in_any_script_with_spaces_and_quotation_marks_are_published(tmp_path: Path) -> None:
    names = ("static/a \"b\" 'c' \t.txt", "static/%.txt", "static/-x.txt")
    odd = {f"site_src/{name}": "made up" for name in names} | {"site_src/articles/日本 のü.md": ARTICLE}
    made = archive(tmp_path, {**QUICK_SITE, **odd})
    assert made.deploy().exit_code == 0
    assert made.published() == tree(made.site / "_site")
    assert {"articles/日本 のü/index.html", *names} <= made.published().keys()


def test_an_archive_can_be_a_part_of_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path, inside="an ärchive/of many")
    monkeypatch.chdir(made.copy)
    done = run(Path("an ärchive/of many"), "deploy")
    assert done.exit_code == 0, done.stderr
    assert made.published() == tree(made.site / "_site")


def test_the_output_folder_can_be_outside_the_repository(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert made.deploy("--out", tmp_path / "els ewhere").exit_code == 0
    assert made.published() == tree(tmp_path / "els ewhere")


def test_settings_for_text_files_alter_no_byte(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, ".gitattributes": "* text eol=crlf\n", "site_src/static/a.txt": "1\r\n2\n"})
    git(made.copy, "config", "core.autocrlf", "true")
    assert made.deploy().exit_code == 0
    assert made.published()["static/a.txt"] == b"1\r\n2\n"
    assert "Nothing to publish" in made.deploy().stderr


def test_another_working_copy_of_the_repository_publishes_too(tmp_path: Path) -> None:
    made = archive(tmp_path)
    git(made.copy, "worktree", "add", "--quiet", "-b", "draft", str(tmp_path / "second"))
    assert Archive(made.copy, tmp_path / "second", made.remote).deploy().exit_code == 0
    assert made.published() == tree(tmp_path / "second/_site")


def test_a_commit_that_is_checked_out_without_a_branch_is_enough(tmp_path: Path) -> None:
    made = archive(tmp_path)
    git(made.copy, "checkout", "--quiet", "--detach")
    assert made.deploy().exit_code == 0


def test_a_clone_without_history_is_enough(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{made.remote}", str(tmp_path / "shallow"))
    name(tmp_path / "shallow")
    shallow = Archive(tmp_path / "shallow", tmp_path / "shallow", made.remote)
    make_site(shallow.site, {"site_src/pages/new.md": PAGE})
    assert shallow.deploy().exit_code == 0
    assert len(made.commits()) == 2
    assert (tmp_path / "shallow/.git/shallow").read_text("ascii").split() == [made.tip("main")]


def test_an_empty_branch_is_nobodys(tmp_path: Path) -> None:
    made = archive(tmp_path)
    nothing = git(made.remote, "hash-object", "-t", "tree", "--stdin", "-w").strip()
    identity = ("-c", "user.name=a", "-c", "user.email=b")
    empty = git(made.remote, *identity, "commit-tree", "-m", "Empty", nothing).strip()
    git(made.remote, "update-ref", "refs/heads/gh-pages", empty)
    assert made.deploy().exit_code == 0
    assert made.commits()[1:] == ["Empty"]


def test_what_a_hook_is_given_does_not_lead_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path)
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", ".git")
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "nowhere"))
        assert made.deploy().exit_code == 0
    assert made.published() == tree(made.site / "_site")


def test_only_what_fcgen_made_is_published(tmp_path: Path) -> None:
    made = archive(tmp_path)
    run(made.site, "build")
    make_site(made.site, {"_site/notes.txt": "secret", "_site/articles/.DS_Store": "secret"})
    done = made.deploy()
    assert "Not published, since fcgen did not make it: articles/.DS_Store and 1 more" in done.stderr
    assert made.published().keys() == tree(made.site / "_site").keys() - {"notes.txt", "articles/.DS_Store"}


# custom domains


def test_a_domain_of_ones_own_is_told_to_github(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, **configured("https://Facts.example/")})
    assert "GitHub is told the domain facts.example, in the file CNAME.\n" in made.deploy().stderr
    assert made.published()["CNAME"] == b"facts.example\n"
    again = made.deploy()
    assert "Nothing to publish" in again.stderr
    assert "GitHub is told" not in again.stderr
    other = made.deploy("--base-url", "https://bücher.example:8443/")
    assert "the domain xn--bcher-kva.example in place of facts.example, in the file CNAME.\n" in other.stderr
    assert made.published()["CNAME"] == b"xn--bcher-kva.example\n"


def test_a_domain_that_github_was_told_already_stays_as_it_is_written(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, **configured("https://facts.example/")})
    made.deploy()
    made.put({"CNAME": "facts.example"})
    assert "Nothing to publish" in made.deploy().stderr


@pytest.mark.parametrize("base_url", [HOST, "https://example.github.io/", "https://facts.example/archive/"])
def test_a_site_on_githubs_own_host_or_below_a_domain_is_told_none(tmp_path: Path, base_url: str) -> None:
    made = archive(tmp_path, {**QUICK_SITE, **configured(base_url)})
    made.deploy()
    assert "CNAME" not in made.published()
    made.put({"CNAME": "facts.example"})
    told = refused(made)
    assert f"GitHub would send readers of {base_url} on to facts.example" in told
    assert "set base_url to https://facts.example/, or remove CNAME from the branch" in told


# what is refused


def test_a_site_with_mistakes_is_not_published(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, "site_src/pages/wrong.md": PAGE.replace("title", "titel")})
    assert refused(made, status=1) == "2 errors: nothing was written."
    made = archive(make_site(tmp_path / "other", {"a": ""}), {**QUICK_SITE, "site_src/static/unused.md": ""})
    make_site(made.site, {"site_src/pages/unused.txt": ""})
    assert refused(made, "--strict", status=1) == "1 error: nothing was written."
    assert made.deploy().exit_code == 0


def test_a_folder_without_a_configuration_is_told_of(tmp_path: Path) -> None:
    done = run(tmp_path, "deploy")
    assert done.exit_code == 1
    assert "FC701" in done.stderr


def test_no_address_that_the_branch_promises_may_vanish(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    home = "https://example.org/archive/"
    made.put({"data/urls.txt": f"{home}\n{home}articles/article/\n{home}gone/\n"})
    assert refused(made, status=1) == "1 error: nothing was published."
    assert "error FC603: the address '/gone/' was published" in made.deploy().stderr
    make_site(made.site, {"site_src/pages/new.md": PAGE.replace("title", "redirect_from: [/gone/]\ntitle")})
    assert made.deploy().exit_code == 0


def test_a_list_of_addresses_that_can_not_be_read_is_told_of(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    made.put({"data/urls.txt": "<html>"})
    assert "data/urls.txt of the branch: this is a page of HTML" in refused(made)


def test_a_branch_of_somebody_else_is_never_overwritten(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.put({"index.html": "somebody's"})
    assert "the branch 'gh-pages' of 'origin' has files that fcgen did not make" in refused(made)


def test_the_branch_of_the_working_copy_and_the_main_branch_of_the_remote_are_never_overwritten(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert "'main' is the branch that you are on" in refused(made, "--branch", "main")
    git(made.copy, "checkout", "--quiet", "-b", "draft")
    assert "'main' is the main branch of 'origin'" in refused(made, "--branch", "main")
    assert "'draft' is the branch that you are on" in refused(made, "--branch", "draft")


def test_a_remote_without_a_branch_is_told_to_be_empty(tmp_path: Path) -> None:
    made = archive(tmp_path)
    git(tmp_path, "init", "--quiet", "--bare", "empty.git")
    git(made.copy, "remote", "set-url", "origin", str(tmp_path / "empty.git"))
    assert "the remote 'origin' is empty; push your own branch first" in refused(made)


def test_an_unknown_remote_and_a_name_that_no_branch_can_have_are_wrong_usage(tmp_path: Path) -> None:
    made = archive(tmp_path)
    assert "the repository has no remote 'upstream'; there is 'origin'; add it" in refused(made, "--remote", "upstream")
    assert "'a..b' can't be the name of a branch" in refused(made, "--branch", "a..b")
    git(made.copy, "remote", "remove", "origin")
    assert "the repository has no remote 'origin'; add it with `git remote add`" in refused(made)


def test_a_folder_in_no_repository_is_wrong_usage(tmp_path: Path) -> None:
    done = run(make_site(tmp_path, SITE), "deploy")
    assert done.exit_code == 2
    assert f"{tmp_path} is in no git repository that can be used: not a git repository" in done.stderr
    assert not (tmp_path / "_site").exists()


def test_who_makes_the_commit_must_be_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path)
    git(made.copy, "config", "--unset", "user.name")
    told = refused(made)
    assert "git does not know your name and address" in told
    assert "`git config user.name …`" in told
    monkeypatch.setenv("GIT_COMMITTER_NAME", "A <name>\nof a robot")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "robot@example.org")
    assert made.deploy().exit_code == 0
    assert git(made.remote, "log", "--format=%an <%ae>", "gh-pages") == "A nameof a robot <robot@example.org>\n"


def test_a_file_whose_name_git_can_not_be_told_is_refused(tmp_path: Path) -> None:
    made = archive(tmp_path)
    make_site(made.site, {"site_src/static/a\nb.txt": ""})
    assert "'static/a\\nb.txt' has a line break in its name" in refused(made)


def test_the_address_of_a_new_archive_must_be_set_first(tmp_path: Path) -> None:
    made = archive(tmp_path, {**QUICK_SITE, **configured("https://example.org/")})
    assert "base_url is https://example.org/, as in a new archive; set it to the address" in refused(made)


# what git says


def test_what_a_host_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    made = archive(tmp_path)
    hook = made.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'the quota is used up' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    told = refused(made, status=3)
    assert told.startswith("fcgen: git failed: ")
    assert "remote: the quota is used up" in told
    assert "pre-receive hook declined" in told


def test_a_remote_that_does_not_answer_is_told_in_one_line_before_anything_is_built(tmp_path: Path) -> None:
    made = archive(tmp_path)
    git(made.copy, "remote", "set-url", "origin", str(tmp_path / "nowhere.git"))
    done = made.deploy()
    assert done.exit_code == 3
    assert "nowhere.git' does not appear to be a git repository" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (made.site / "_site").exists()


def test_commits_that_came_meanwhile_are_not_overwritten(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    tip = made.tip()
    hook = made.copy / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    there = f"git --git-dir='{made.remote}'"
    commit = f"$({there} -c user.name=a -c user.email=b commit-tree -p {tip} -m other {tip}^{{tree}})"
    hook.write_text(f"#!/bin/sh\n{there} update-ref refs/heads/gh-pages {commit}\n", "utf-8")
    hook.chmod(0o755)
    make_site(made.site, {"site_src/pages/new.md": PAGE})
    done = made.deploy()
    assert done.exit_code == 3
    assert "rejected" in done.stderr.splitlines()[-1]
    assert made.commits()[0] == "other"


def test_without_git_the_mend_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = made.deploy()
    assert done.exit_code == 2
    assert "git is not installed, or not on the PATH" in done.stderr


def test_a_branch_can_be_published_again_after_it_was_removed(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    git(made.remote, "update-ref", "-d", "refs/heads/gh-pages")
    assert made.deploy().exit_code == 0
    assert len(made.commits()) == 1


def test_what_is_published_can_be_built_upon_by_another_person(tmp_path: Path) -> None:
    made = archive(tmp_path)
    made.deploy()
    git(tmp_path, "clone", "--quiet", str(made.remote), str(tmp_path / "second"))
    name(tmp_path / "second")
    second = Archive(tmp_path / "second", tmp_path / "second", made.remote)
    assert "Nothing to publish" in second.deploy().stderr
    make_site(second.site, {"site_src/pages/new.md": PAGE})
    assert second.deploy().exit_code == 0
    assert len(made.commits()) == 2
    assert "new/index.html" in json.loads(made.published()[".fcgen-manifest"])["files"]
