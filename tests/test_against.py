"""`fcgen check --against`: what was published must still be there, as a page, a redirect or a file."""

from pathlib import Path

import click.testing
import pytest
from answering import answering
from command_line import WRONG_SITE, document, run
from site_files import ARTICLE, CLOCK, SITE, make_site

LIST = "".join(
    f"https://example.org/archive/{path}\n"
    for path in ("", "404.html", "articles/", "articles/article/", "claimants/made-up-person/", "fact-checks/review/")
)
GONE = SITE.keys() - {"site_src/articles/article.md"}


def checked(folder: Path, against: str, *options: str) -> click.testing.Result:
    return run(folder, "check", "--clock", CLOCK, "--against", against, *options)


def test_a_site_that_has_all_that_was_published_has_no_mistakes(tmp_path: Path) -> None:
    make_site(tmp_path, {**SITE, "urls.txt": LIST})
    done = checked(tmp_path, "urls.txt")
    assert done.exit_code == 0
    assert done.stderr == "no mistakes.\n"


def test_an_entry_that_is_gone_is_told_at_the_configuration_with_its_address(tmp_path: Path) -> None:
    make_site(tmp_path, {path: SITE[path] for path in GONE} | {"urls.txt": LIST})
    done = checked(tmp_path, "urls.txt", "--format", "json")
    assert done.exit_code == 1
    (told,) = document(done)
    assert (told["code"], told["path"], told["line"], told["column"]) == ("FC603", "config.yaml", 1, 1)
    assert "'/articles/article/'" in told["message"]
    assert "`redirect_from`" in told["hint"]


@pytest.mark.parametrize(
    "kept",
    [
        {"site_src/articles/new.md": ARTICLE.replace("title:", "redirect_from: [/articles/article/]\ntitle:")},
        {
            "site_src/articles/article.md": ARTICLE.replace(
                "title:", "withdrawn: {date: 2024-05-01, reason: An error}\ntitle:"
            )
        },
        {"site_src/articles/article.md": ARTICLE.replace("A made-up article", "Another title")},
    ],
)
def test_a_redirect_a_withdrawn_entry_and_another_title_keep_the_address(tmp_path: Path, kept: dict[str, str]) -> None:
    make_site(tmp_path, {path: SITE[path] for path in GONE} | kept | {"urls.txt": LIST})
    assert checked(tmp_path, "urls.txt").exit_code == 0


def test_an_entry_that_has_become_a_draft_is_gone(tmp_path: Path) -> None:
    draft = ARTICLE.replace("title:", "draft: true\ntitle:")
    make_site(tmp_path, {**SITE, "site_src/articles/article.md": draft, "urls.txt": LIST})
    assert "FC603" in checked(tmp_path, "urls.txt").stderr
    assert checked(tmp_path, "urls.txt", "--drafts").exit_code == 0


def test_files_that_were_published_as_they_are_must_be_there_too(tmp_path: Path) -> None:
    more = f"{LIST}https://example.org/archive/static/made-up%20file.pdf\n"
    make_site(tmp_path, {**SITE, "urls.txt": more})
    assert "'/static/made-up file.pdf'" in checked(tmp_path, "urls.txt").stderr
    make_site(tmp_path, {"site_src/static/made-up file.pdf": "made up"})
    assert checked(tmp_path, "urls.txt").exit_code == 0


def test_a_site_that_has_moved_is_compared_below_its_home_page(tmp_path: Path) -> None:
    make_site(tmp_path, {**SITE, "urls.txt": LIST.replace("https://example.org/archive/", "http://example.net/")})
    assert checked(tmp_path, "urls.txt").exit_code == 0
    assert checked(tmp_path, "urls.txt", "--base-url", "https://example.com/somewhere/else").exit_code == 0


def test_what_can_not_be_read_is_not_gone(tmp_path: Path) -> None:
    make_site(
        tmp_path, {path: WRONG_SITE[path] for path in WRONG_SITE if "article.md" not in path} | {"urls.txt": LIST}
    )
    done = checked(tmp_path, "urls.txt")
    assert done.exit_code == 1
    assert "FC603" not in done.stderr
    assert "were not compared" in done.stderr


def test_a_list_can_be_read_from_the_web_behind_a_redirect(tmp_path: Path) -> None:
    make_site(tmp_path, {path: SITE[path] for path in GONE})
    answers = {"/urls.txt": (301, {"Location": "/data/%C3%BC.txt"}, b""), "/data/%C3%BC.txt": (200, {}, LIST.encode())}
    with answering(answers) as address:
        for path in ("/urls.txt", "/data/ü.txt"):
            done = checked(tmp_path, address + path)
            assert done.exit_code == 1
            assert "'/articles/article/'" in done.stderr


def test_a_list_that_was_not_published_yet_is_wrong_usage_and_says_what_to_leave_away(tmp_path: Path) -> None:
    with answering({}) as address:
        done = checked(make_site(tmp_path), f"{address}/data/urls.txt")
    assert done.exit_code == 2
    assert "404" in done.stderr
    assert "was nothing published there yet? then leave --against away" in done.stderr


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((500, {}, b""), "the server answers 500 Internal Server Error"),
        ((200, {"Content-Length": "9000"}, LIST.encode()), "of 9,000 bytes"),
        ((301, {"Location": "ftp://127.0.0.1/urls.txt"}, b""), "ftp"),
        ((301, {"Location": "file:///etc/passwd"}, b""), "file:///etc/passwd"),
        ((301, {"Location": "/urls.txt"}, b""), "redirect"),
    ],
)
def test_what_can_not_be_fetched_is_told_in_a_line(
    tmp_path: Path, answer: tuple[int, dict[str, str], bytes], told: str
) -> None:
    with answering({"/urls.txt": answer}) as address:
        done = checked(make_site(tmp_path), f"{address}/urls.txt")
    assert done.exit_code == 3
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_does_not_answer_is_told_of(tmp_path: Path) -> None:
    with answering({}) as address:
        pass
    done = checked(make_site(tmp_path), f"{address}/urls.txt")
    assert done.exit_code == 3
    assert done.stderr.startswith(f"fcgen: {address}/urls.txt: ")


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"<!doctype html>", "this is a page of HTML"), (b"caf\xe9", "this is not UTF-8"), (b"", "the list is empty")],
)
def test_what_is_no_list_is_wrong_usage(tmp_path: Path, data: bytes, told: str) -> None:
    make_site(tmp_path)
    (tmp_path / "urls.txt").write_bytes(data)
    with answering({"/urls.txt": (200, {}, data)}) as address:
        for against in ("urls.txt", f"{address}/urls.txt"):
            done = checked(tmp_path, against)
            assert done.exit_code == 2
            assert f"{against}: {told}" in done.stderr


@pytest.mark.parametrize("against", ["nowhere.txt", "site_src", ""])
def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path, against: str) -> None:
    done = checked(make_site(tmp_path), against)
    assert done.exit_code == 2
    assert f"{tmp_path / against}: there is no such file" in done.stderr
