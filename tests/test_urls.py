"""Every address is made in one place."""

import pytest

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.digest import Digest, File
from fcgen.entries.model import Kind

DIGEST = Digest("0123456789abcdef" * 4)


def file(path: str) -> File:
    return File(path, DIGEST, 1)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (Kind.ARTICLE, "/articles/some-id/"),
        (Kind.FACT_CHECK, "/fact-checks/some-id/"),
        (Kind.CLAIM, "/claims/some-id/"),
        (Kind.PERSON, "/claimants/some-id/"),
        (Kind.OUTLET, "/outlets/some-id/"),
        (Kind.TOPIC, "/topics/some-id/"),
        (Kind.PAGE, "/some-id/"),
    ],
)
def test_each_kind_has_its_folder(kind: Kind, address: str):
    assert urls.entry(kind, "some-id") == address
    assert urls.entry_at(Address(address)) == (kind, "some-id")


@pytest.mark.parametrize(
    ("address", "kind", "entry_id"),
    [
        ("/claims/", Kind.PAGE, "claims"),
        ("/claims/page/2/", Kind.CLAIM, "page/2"),
        ("/verdicts/false/", Kind.PAGE, "verdicts/false"),
        ("/", Kind.PAGE, ""),
        ("/claims/some-id", Kind.CLAIM, "some-id"),
    ],
)
def test_an_address_says_whose_page_it_would_be(address: str, kind: Kind, entry_id: str):
    assert urls.entry_at(Address(address)) == (kind, entry_id)


def test_the_other_pages_have_their_addresses():
    assert urls.verdict("half-true") == "/verdicts/half-true/"
    assert urls.year(2024) == "/archive/2024/"
    assert urls.year(987) == "/archive/0987/"
    assert urls.numbered(Address("/claims/"), 3) == "/claims/page/3/"
    assert urls.shelf("en") == "/pagefind/en/"
    assert (urls.HOME, urls.SEARCH, urls.NOT_FOUND) == ("/", "/search/", "/404.html")
    assert (urls.CORRECTIONS, urls.YEARS, urls.VERDICTS) == ("/corrections/", "/archive/", "/verdicts/")


def test_static_files_keep_their_path():
    assert urls.static("static/a folder/Logo.SVG") == "/static/a folder/Logo.SVG"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("site_src/articles/2024/bridge.jpg", "/assets/media/bridge.0123456789.jpg"),
        ("site_src/articles/The Bridge.JPG", "/assets/media/the-bridge.0123456789.jpg"),
        ("site_src/articles/survey.tar.gz", "/assets/media/survey-tar.0123456789.gz"),
        ("site_src/articles/README", "/assets/media/readme.0123456789"),
        ("site_src/articles/.hidden", "/assets/media/hidden.0123456789"),
        ("site_src/articles/橋.png", "/assets/media/橋.0123456789.png"),
        ("site_src/articles/no. 3 (final)", "/assets/media/no-3-final.0123456789"),
        (f"site_src/articles/a.{'b' * 17}", f"/assets/media/a-{'b' * 17}.0123456789"),
        (f"site_src/articles/a.{'b' * 16}", f"/assets/media/a.0123456789.{'b' * 16}"),
    ],
)
def test_a_file_beside_an_entry_has_its_content_in_its_name(path: str, address: str):
    assert urls.media(file(path)) == address


def test_files_of_one_name_and_another_content_have_two_addresses():
    other = File("site_src/b/x.jpg", Digest("f" * 64), 1)
    assert urls.media(file("site_src/a/x.jpg")) != urls.media(other)
    assert urls.media(file("site_src/a/x.jpg")) == urls.media(file("site_src/b/x.jpg"))


def test_a_file_of_the_theme_has_its_content_in_its_name():
    assert urls.assets({"style.css": file("style.css")}) == {"style.css": "/assets/style.0123456789.css"}


def test_files_of_a_folder_of_the_theme_keep_their_names_beside_each_other():
    names = ("search/main.js", "search/deep/words.js")
    made = urls.assets({name: file(name) for name in names})
    folder = made["search/main.js"].removesuffix("main.js")
    assert folder.startswith("/assets/search.")
    assert made["search/deep/words.js"] == f"{folder}deep/words.js"


def test_another_content_of_one_file_moves_its_whole_folder_and_no_other():
    files = {name: file(name) for name in ("a/main.js", "a/words.js", "b/main.js", "style.css")}
    before = urls.assets(files)
    after = urls.assets({**files, "a/words.js": File("a/words.js", Digest("f" * 64), 1)})
    assert {name for name in files if before[name] != after[name]} == {"a/main.js", "a/words.js"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/2019/old-title/", "/2019/old-title/"),
        ("/2019/old-title", "/2019/old-title/"),
        ("2019/old-title", "/2019/old-title/"),
        ("/old.html", "/old.html"),
        ("/old.HTM", "/old.HTM"),
        ("/old.html/", "/old.html/"),
        ("/old.php", "/old.php/"),
        ("/caf%C3%A9/", "/café/"),
        ("/cafe\N{COMBINING ACUTE ACCENT}/", "/café/"),
        ("/100%25/", "/100%/"),
        ("/a%20b/", "/a b/"),
        ("/%2e%2e/%2e%2e/etc/", "/%2e%2e/%2e%2e/etc/"),
        ("/a%2F%2Fb/", "/a%2F%2Fb/"),
        ("/a%3Fb/", "/a%3Fb/"),
        ("/a%00b/", "/a%00b/"),
    ],
)
def test_an_old_path_is_that_of_a_folder_unless_it_is_a_page_of_html(written: str, address: str):
    assert urls.redirect(written) == address


def test_the_place_of_a_ruling_has_an_underscore_and_no_spaces():
    assert urls.ruling_anchor("some-id") == "ruling_some-id"
    assert urls.ruling_anchor("a b") == "ruling_a%20b"


@pytest.mark.parametrize(
    ("base_path", "address", "href"),
    [
        ("/", "/", "/"),
        ("/archive/", "/", "/archive/"),
        ("/archive/", "/claims/some-id/", "/archive/claims/some-id/"),
        ("/", "/claims/some id/", "/claims/some%20id/"),
        ("/", "/claims/é/", "/claims/%C3%A9/"),
        ("/", "/claims/100%/", "/claims/100%25/"),
        ("/", "/claims/a&b'c/", "/claims/a%26b%27c/"),
        ("/", "/claims/a#b?c/", "/claims/a%23b%3Fc/"),
        ("/", '/claims/"<x>"/', "/claims/%22%3Cx%3E%22/"),
        ("/", "/claims/a-b.c_d~e!f$g(h)*i+j,k;l=m:n@o/", "/claims/a-b.c_d~e!f$g(h)*i+j,k;l=m:n@o/"),
    ],
)
def test_a_link_is_encoded_and_has_the_base_path(base_path: str, address: str, href: str):
    assert urls.href(base_path, Address(address)) == href


def test_a_link_may_have_a_query_and_a_fragment():
    assert urls.href("/", Address("/a/"), "b c", "q=d") == "/a/?q=d#b%20c"
    assert urls.href("/", Address("/a/"), "ruling_a%20b") == "/a/#ruling_a%2520b"


def test_a_fragment_that_names_words_in_the_page_stays_as_it_is_written():
    assert urls.href("/", Address("/a/"), ":~:text=a%2Cb,c&text=d") == "/a/#:~:text=a%2Cb,c&text=d"


def test_an_absolute_address_has_scheme_and_host():
    assert urls.absolute("https://example.org", "/archive/", Address("/é/")) == "https://example.org/archive/%C3%A9/"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/", "index.html"),
        ("/claims/some-id/", "claims/some-id/index.html"),
        ("/404.html", "404.html"),
        ("/static/a b.pdf", "static/a b.pdf"),
    ],
)
def test_an_address_is_served_from_a_file(address: str, path: str):
    assert urls.output(Address(address)) == path


def test_outputs_are_one_without_regard_to_case_and_unicode_form():
    same = {urls.output_key(path) for path in ("Café/x", "cafe\N{COMBINING ACUTE ACCENT}/X", "CAFÉ/x")}
    assert len(same) == 1
    assert urls.output_key("cafe/x") not in same
