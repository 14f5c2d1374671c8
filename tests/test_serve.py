"""The preview answers what a build would write, below the base path, to those who should ask, and nothing else."""

import re
import shutil
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import txtar
from picture_files import from_camera
from serving import SCRIPT, Preview, eventually, preview
from site_files import CLOCK, FACT_CHECK, SITE, build, fcgen, make_site, tree, without_search

SECRET = "somebody's secret"
FILES = {
    **SITE,
    "secret.txt": SECRET,
    "site_src/claims/東京.md": "---\ntext: A made-up claim about Tokyo.\n---\n",
    "site_src/static/notes.txt": "made up",
    "site_src/static/frame.html": "<head></head>made up",
    "site_too/secret.txt": SECRET,
    "_site/secret.txt": SECRET,
}
PICTURED = {"site_src/topics/pictured.md": "---\nname: Pictured\n---\n![A bridge](bridge.jpg)\n"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_site(tmp_path_factory.mktemp("served"), FILES | PICTURED)
    (made / "site_src/topics/bridge.jpg").write_bytes(from_camera("JPEG", 620, 40))
    return made


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Preview]:
    with preview(folder, "--clock", CLOCK) as running:
        yield running


def test_the_address_that_is_told_is_that_of_the_home_page(served: Preview) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/archive/", served.address)
    answer = served.ask("/archive/")
    assert (answer.status, b"Made-up archive" in answer.body) == (200, True)


def test_every_file_of_a_build_is_served_and_nothing_is_written_to_the_output_folder(
    folder: Path, served: Preview, tmp_path: Path
) -> None:
    assert tree(folder / "_site") == {"secret.txt": SECRET.encode()}
    (tmp_path / "site").mkdir()
    make_site(tmp_path / "site", {path: text for path, text in {**FILES, **PICTURED}.items() if path[0] != "_"})
    (tmp_path / "site/site_src/topics/bridge.jpg").write_bytes((folder / "site_src/topics/bridge.jpg").read_bytes())
    out = build(tmp_path / "site")
    eventually(lambda: served.has("search/", "/archive/pagefind/en/"))
    for path, data in without_search(tree(out)).items():
        if path != ".fcgen-manifest":
            answer = served.page(path)
            assert (path, answer.status, answer.built) == (path, 200, data)
    assert served.page("pagefind/en/pagefind.js").body == (out / "pagefind/en/pagefind.js").read_bytes()


def test_only_pages_that_fcgen_makes_have_the_script_and_it_is_all_that_is_added(served: Preview) -> None:
    page = served.page("claims/").body
    assert len(SCRIPT.findall(page)) == 1
    assert page.count(b"</head>") == 1
    assert page.index(b".fcgen/live.js") < page.index(b"</head>")
    for path in ("static/frame.html", "feed.xml", "robots.txt", "data/claims.csv"):
        assert not SCRIPT.search(served.page(path).body)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/archive/claims/", "<h1>Claims</h1>"),
        ("/archive/claims/?q=1", "<h1>Claims</h1>"),
        ("/archive/claims/index.html", "<h1>Claims</h1>"),
        ("/archive/claims/%E6%9D%B1%E4%BA%AC/", "A made-up claim about Tokyo."),
    ],
)
def test_pages_are_where_they_will_be_when_published(served: Preview, path: str, text: str) -> None:
    answer = served.ask(path)
    assert (answer.status, text in answer.body.decode()) == (200, True)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", "/archive/"),
        ("/archive", "/archive/"),
        ("/archive/claims", "/archive/claims/"),
        ("/archive/claims?q=1", "/archive/claims/"),
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
    assert (answer.status, b"Page not found" in answer.body) == (404, True)


@pytest.mark.parametrize("path", ["/claims/", "/archives/", "/archiv/claims/", "/static/notes.txt"])
def test_nothing_is_served_outside_of_the_base_path(served: Preview, path: str) -> None:
    answer = served.ask(path)
    assert (answer.status, b"Page not found" in answer.body) == (404, True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("assets/style.", "text/css; charset=utf-8"),
        ("assets/search.", "text/javascript; charset=utf-8"),
        ("assets/icon.", "image/svg+xml"),
    ],
)
def test_files_are_served_with_their_kind(served: Preview, path: str, kind: str) -> None:
    found = re.search(rf'/archive/({re.escape(path)}[^"]*)"', served.page("search/").body.decode())
    assert found
    assert served.page(found[1]).headers["content-type"] == kind


@pytest.mark.parametrize("path", ["/archive/", "/archive/static/notes.txt", "/archive/nothing"])
def test_browsers_ask_each_time_so_that_nobody_looks_at_what_was(served: Preview, path: str) -> None:
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
        "/archive/../site_too/secret.txt",
        "/archive/%2e%2e/site_too/secret.txt",
        "/archive/static/../../../secret.txt",
        "/archive/static/..%2f..%2f..%2fsecret.txt",
        "/archive/.fcgen/../secret.txt",
        "/archive/.fcgen/..%2f..%2fsecret.txt",
        "/archive/pagefind/en/..%2f..%2f..%2fmemo.sqlite",
        "/archive/secret.txt%00.html",
        "/archive/_site/secret.txt",
        "/.fcgen/serve/memo.sqlite",
        "/archive/.fcgen/serve/memo.sqlite",
        "/archive/..;/secret.txt",
        "/archive/%c0%ae%c0%ae/secret.txt",
        "/../secret.txt",
        "/secret.txt",
        "/site_src/secret.txt",
    ],
)
def test_nothing_but_the_site_is_served_by_any_spelling(served: Preview, path: str) -> None:
    answer = served.ask(path)
    assert answer.status in (400, 404)
    assert SECRET.encode() not in answer.body
    assert b"SQLite" not in answer.body


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
        "evil@127.0.0.1",
        "evil@localhost",
        "127.0.0.1:8000:9000",
        "127.0.0.1:port",
        "127.0.0.1/evil",
        "127.0.0.1 evil",
        "[127.0.0.1]",
        "::1",
    ],
)
def test_a_request_by_another_name_is_refused(served: Preview, host: str) -> None:
    answer = served.ask("/archive/", host)
    assert answer.status == 400
    assert b"Made-up" not in answer.body


def test_the_name_that_host_gives_is_expected(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--host", "LocalHost") as running:
        assert running.ask("/archive/", "localhost").status == 200
        assert running.ask("/archive/", "evil.example").status == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(served: Preview, method: str) -> None:
    assert served.ask("/archive/", method=method).status == 405


def test_heads_are_given_without_bodies(served: Preview) -> None:
    answer = served.ask("/archive/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(served.ask("/archive/").body)


def test_a_site_at_the_root_of_its_host_is_served_at_the_root(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--base-url", "https://example.org") as running:
        assert urlsplit(running.address).path == "/"
        assert b"<h1>Claims</h1>" in running.ask("/claims/").body
        assert running.ask("/nothing").status == 404


def test_a_base_path_may_be_deep_and_in_any_script(tmp_path: Path) -> None:
    with preview(make_site(tmp_path, FILES), "--base-url", "https://example.org/a/東京/") as running:
        assert urlsplit(running.address).path == "/a/%E6%9D%B1%E4%BA%AC/"
        assert running.ask("/a/%E6%9D%B1%E4%BA%AC/claims/").status == 200
        assert urlsplit(running.ask("/").headers["location"]).path == "/a/%E6%9D%B1%E4%BA%AC/"


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


def test_a_folder_without_a_configuration_is_not_served_and_left_as_it_is(tmp_path: Path) -> None:
    done = fcgen("-C", make_site(tmp_path, {"notes.txt": "made up"}), "serve", "--port", "0")
    assert done.returncode == 1
    assert "FC701" in done.stderr
    assert list(tree(tmp_path)) == ["notes.txt"]


def test_an_interrupt_ends_the_preview_at_once_though_pages_are_open(tmp_path: Path) -> None:
    with preview(make_site(tmp_path)) as running, running.open(""), running.open("claims/"):
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(5) == 0
    assert running.said == []


def test_a_preview_and_builds_beside_it_leave_one_another_alone(tmp_path: Path) -> None:
    with preview(make_site(tmp_path), "--clock", CLOCK) as running:
        eventually(lambda: running.has("search/", "/archive/pagefind/en/"))
        out = build(tmp_path)
        assert running.page("fact-checks/review/").built == (out / "fact-checks/review/index.html").read_bytes()
        build(tmp_path, "--clean")
        shutil.rmtree(tmp_path / ".fcgen")
        txtar.write(tmp_path, {"site_src/fact-checks/review.md": FACT_CHECK.replace("This review", "This new review")})
        eventually(lambda: running.has("fact-checks/review/", "This new review"))
        build(tmp_path)


def test_what_a_build_remembers_is_copied_for_a_fast_start(tmp_path: Path) -> None:
    build(make_site(tmp_path))
    with preview(tmp_path, "--clock", CLOCK) as running:
        assert running.page("fact-checks/review/").status == 200
    assert (tmp_path / ".fcgen/serve/memo.sqlite").is_file()
