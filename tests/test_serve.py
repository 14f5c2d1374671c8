"""The preview: the built site under its base path, and nothing else."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import txtar
from serving import Preview, preview
from site_files import CONFIG, SITE, build, fcgen, make_site

SECRET = "somebody's secret"
FILES = {
    "config.yaml": CONFIG,
    "secret.txt": SECRET,
    "site_src/secret.txt": SECRET,
    "_site/index.html": "<h1>Home</h1>",
    "_site/404.html": "<h1>Page not found</h1>",
    "_site/claims/index.html": "<h1>Claims</h1>",
    "_site/claims/東京/index.html": "<h1>東京</h1>",
    "_site/assets/style.css": "body {}",
    "_site/assets/search/main.js": "export {}",
    "_site/assets/icon.svg": "<svg/>",
    "_site_too/secret.txt": SECRET,
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    folder = make_site(tmp_path_factory.mktemp("served"), FILES)
    (folder / "_site" / "link.txt").symlink_to(folder / "secret.txt")
    (folder / "_site" / "linked").symlink_to(folder / "site_src")
    with preview(folder) as running:
        yield running


def test_the_address_that_is_told_is_that_of_the_home_page(served: Preview) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/archive/", served.address)
    answer = served.ask("/archive/")
    assert (answer.status, answer.body) == (200, b"<h1>Home</h1>")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/archive/claims/", "<h1>Claims</h1>"),
        ("/archive/claims/?q=1", "<h1>Claims</h1>"),
        ("/archive/claims/index.html", "<h1>Claims</h1>"),
        ("/archive/claims/%E6%9D%B1%E4%BA%AC/", "<h1>東京</h1>"),
    ],
)
def test_pages_are_where_they_will_be_when_published(served: Preview, path: str, body: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.body.decode()) == (200, body)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", "/archive/"),
        ("/archive", "/archive/"),
        ("/archive/claims", "/archive/claims/"),
        ("/archive/claims/%E6%9D%B1%E4%BA%AC", "/archive/claims/%E6%9D%B1%E4%BA%AC/"),
    ],
)
def test_an_address_without_its_final_slash_is_redirected(served: Preview, path: str, leads_to: str) -> None:
    answer = served.ask(path)
    assert answer.status == 307
    assert urlsplit(answer.headers["location"]).path == leads_to
    assert served.ask(leads_to).status == 200


@pytest.mark.parametrize("path", ["nothing", "nothing/", "claims/nothing/", "assets/", "%00", "a" * 300, "%ff"])
def test_an_unknown_address_is_answered_with_the_404_page(served: Preview, path: str) -> None:
    answer = served.ask(f"/archive/{path}")
    assert (answer.status, answer.body) == (404, b"<h1>Page not found</h1>")


@pytest.mark.parametrize("path", ["/claims/", "/archives/", "/archiv/claims/", "/assets/style.css"])
def test_nothing_is_served_outside_of_the_base_path(served: Preview, path: str) -> None:
    answer = served.ask(path)
    assert (answer.status, answer.body) == (404, b"<h1>Page not found</h1>")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/style.css", "text/css; charset=utf-8"),
        ("assets/search/main.js", "text/javascript; charset=utf-8"),
        ("assets/icon.svg", "image/svg+xml"),
    ],
)
def test_files_are_served_with_their_kind(served: Preview, path: str, kind: str) -> None:
    assert served.ask(f"/archive/{path}").headers["content-type"] == kind


@pytest.mark.parametrize("path", ["/archive/", "/archive/assets/style.css", "/archive/nothing"])
def test_browsers_ask_each_time_so_that_nobody_looks_at_the_last_build(served: Preview, path: str) -> None:
    assert served.ask(path).headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/archive/../secret.txt",
        "/archive/../../secret.txt",
        "/archive/claims/../../secret.txt",
        "/archive/%2e%2e/secret.txt",
        "/archive/%2E%2E%2Fsecret.txt",
        "/archive/..%2fsecret.txt",
        "/archive/.%2e/secret.txt",
        "/archive/%252e%252e/secret.txt",
        "/archive/..%5csecret.txt",
        "/archive/..\\secret.txt",
        "/archive/%5c..%5csecret.txt",
        "/archive//secret.txt",
        "/archive/%2fsecret.txt",
        "/archive/....//secret.txt",
        "/archive/../_site_too/secret.txt",
        "/archive/%2e%2e/_site_too/secret.txt",
        "/archive/link.txt",
        "/archive/linked/secret.txt",
        "/archive/linked/../link.txt",
        "/archive/..;/secret.txt",
        "/archive/%c0%ae%c0%ae/secret.txt",
        "/../secret.txt",
        "/secret.txt",
        "/site_src/secret.txt",
    ],
)
def test_nothing_outside_of_the_output_folder_is_served_by_any_spelling(served: Preview, path: str) -> None:
    answer = served.ask(path)
    assert answer.status in (400, 404)
    assert SECRET.encode() not in answer.body


def test_a_file_is_not_found_by_its_absolute_path(tmp_path: Path) -> None:
    folder = make_site(tmp_path, FILES)
    with preview(folder) as running:
        for path in (f"/archive/{folder}/secret.txt", f"/archive/%2f{str(folder)[1:]}/secret.txt"):
            assert running.ask(path).status == 404


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "localhost:8000", "127.0.0.1", "127.0.0.1:8000", "[::1]", "[::1]:8000", "192.0.2.7:80"],
)
def test_a_request_by_a_local_name_or_a_number_is_answered(served: Preview, host: str) -> None:
    assert served.ask("/archive/", host).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "[",
        "[::1",
        "evil@localhost.x",
    ],
)
def test_a_request_by_another_name_is_refused(served: Preview, host: str) -> None:
    answer = served.ask("/archive/", host)
    assert answer.status == 400
    assert b"Home" not in answer.body


def test_the_name_that_host_gives_is_expected(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--host", "LocalHost") as running:
        assert running.ask("/archive/", "localhost").status == 200
        assert running.ask("/archive/", "evil.example").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(served: Preview, method: str) -> None:
    assert served.ask("/archive/", method=method).status == 405


def test_heads_are_given_without_bodies(served: Preview) -> None:
    answer = served.ask("/archive/", method="HEAD")
    assert (answer.status, answer.headers["content-length"], answer.body) == (200, "13", b"")


def test_a_site_at_the_root_of_its_host_is_served_at_the_root(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--base-url", "https://example.org") as running:
        assert urlsplit(running.address).path == "/"
        assert running.ask("/claims/").body == b"<h1>Claims</h1>"
        assert running.ask("/nothing").status == 404


def test_a_base_path_may_be_deep_and_in_any_script(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--base-url", "https://example.org/a/東京/") as running:
        assert urlsplit(running.address).path == "/a/%E6%9D%B1%E4%BA%AC/"
        assert running.ask("/a/%E6%9D%B1%E4%BA%AC/claims/").status == 200
        assert urlsplit(running.ask("/").headers["location"]).path == "/a/%E6%9D%B1%E4%BA%AC/"


def test_a_site_without_a_404_page_still_answers_404(tmp_path: Path) -> None:
    files = {path: text for path, text in FILES.items() if path != "_site/404.html"}
    with preview(make_site(tmp_path, files)) as running:
        assert running.ask("/archive/nothing").status == 404


def test_two_previews_find_a_free_port_each(tmp_path: Path) -> None:
    folder = make_site(tmp_path, FILES)
    with preview(folder) as first, preview(folder) as second:
        assert first.address != second.address
        assert first.ask("/archive/").status == second.ask("/archive/").status == 200


def test_a_port_that_is_taken_is_a_fault_of_the_machine_and_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = fcgen("-C", make_site(tmp_path, FILES), "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert "already in use" in done.stderr


def test_an_interrupt_ends_the_preview_without_a_complaint(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES)) as running:
        assert running.ask("/archive/").status == 200
    assert running.process.returncode == 0


def test_without_a_built_site_there_is_nothing_to_serve(tmp_path: Path) -> None:
    done = fcgen("-C", make_site(tmp_path, {"config.yaml": CONFIG, "site_src/.keep": ""}), "serve", "--port", "0")
    assert done.returncode == 2
    assert "run `fcgen build` first" in done.stderr


def test_a_broken_configuration_is_told_of(tmp_path: Path) -> None:
    done = fcgen("-C", make_site(tmp_path, {"config.yaml": "title: ["}), "serve", "--port", "0")
    assert done.returncode == 1
    assert "FC107" in done.stderr


def test_what_was_built_is_what_is_served(tmp_path: Path) -> None:
    out = build(make_site(tmp_path, SITE))
    with preview(tmp_path) as running:
        for path in ("fact-checks/review/", "pagefind/en/pagefind.js", ".nojekyll"):
            file = out / (f"{path}index.html" if path.endswith("/") else path)
            assert running.ask(f"/archive/{path}").body == file.read_bytes()
        txtar.write(out, {"new.txt": "new"})
        assert running.ask("/archive/new.txt").body == b"new"
