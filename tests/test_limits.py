"""What comes near a limit of GitHub Pages, and which sites are published there."""

from pathlib import Path

import pytest
from command_line import document, run
from repositories import QUICK, QUICK_SITE, archive, git

from fcgen.publishing import limits
from fcgen.publishing.limits import FILE, SITE, is_for_pages, near_limits

HOST = QUICK.replace("https://example.org/archive/", "https://example.github.io/archive/")


def messages(sizes: dict[str, int]) -> list[str]:
    return [one.message for one in near_limits(sizes)]


def test_a_site_is_near_the_limit_from_four_fifths_of_it_on():
    tenth = SITE * 8 // 100
    parts = {str(number): tenth for number in range(10)}
    assert messages(parts) == ["the site has 800 MB; GitHub Pages takes 1,000 MB"]
    assert messages({**parts, "0": tenth - 1}) == []


def test_a_file_is_near_the_limit_from_four_fifths_of_it_on():
    assert messages({"a.pdf": FILE * 4 // 5, "b.pdf": FILE * 4 // 5 - 1}) == [
        "the file 'a.pdf' of the site has 80 MiB; GitHub takes 100 MiB"
    ]


def test_of_many_large_files_the_largest_are_named():
    told = messages({f"{number}.pdf": FILE * 4 // 5 + number for number in range(7)})
    assert [one.split("'")[1] for one in told] == ["6.pdf", "5.pdf", "4.pdf", "3.pdf", "2.pdf"]


@pytest.mark.parametrize(
    ("base_url", "remotes", "expected"),
    [
        ("https://example.github.io/archive/", [], True),
        ("https://facts.example/", ["git@github.com:example/archive.git"], True),
        ("https://facts.example/", ["https://github.com/example/archive"], True),
        ("https://facts.example/", ["ssh://git@ssh.github.com:443/example/archive.git"], True),
        ("https://facts.example/", ["https://git.example/github.com/archive", "/srv/github.com"], False),
        ("https://facts.example/github.io/", [], False),
        ("https://notgithub.io/", [], False),
    ],
)
def test_a_site_is_for_pages_by_its_address_or_by_where_its_repository_is(base_url, remotes, expected):
    assert is_for_pages(base_url, remotes) == expected


def test_check_tells_of_the_site_that_was_built_and_deploy_of_the_one_that_it_publishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 20_000)
    large = {"site_src/static/film.mp4": "x" * 30_000}
    made = archive(tmp_path, {**QUICK_SITE, **large, "config.yaml": HOST})
    assert document(run(made.site, "check", "--format", "json")) == []
    strict = made.deploy("--strict")
    assert strict.exit_code == 1
    assert "nothing was published" in strict.stderr
    assert not made.tip()
    done = made.deploy()
    assert done.exit_code == 0
    assert "FC1012" in done.stderr
    assert made.tip()
    told = document(run(made.site, "check", "--format", "json"))
    assert "'static/film.mp4'" in {one["message"].split()[2] for one in told if one["code"] == "FC1012"}


def test_other_hosts_have_other_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE", 20)
    made = archive(tmp_path)
    done = made.deploy("--strict")
    assert (done.exit_code, "FC1012" in done.stderr) == (0, False)
    git(made.copy, "remote", "add", "github", "https://github.com/example/archive")
    assert "FC1012" in run(made.site, "check").stderr
