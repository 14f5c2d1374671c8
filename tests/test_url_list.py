"""`urls.txt`: what is written is read again, and what is no such list is told of."""

import pytest

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.formats.url_list import NoList, Published, read, write

ADDRESSES = (
    "/",
    "/404.html",
    "/a b/",
    "/claims/",
    "/claims/日本/",
    "/café/",
    "/100%/",
)


def listed(origin: str, base_path: str) -> bytes:
    return write(urls.absolute(origin, base_path, Address(address)) for address in ADDRESSES)


def refused(data: bytes) -> str:
    found = read(data)
    assert isinstance(found, NoList)
    return found.why


@pytest.mark.parametrize(
    ("origin", "base_path"),
    [("https://example.org", "/"), ("http://localhost:8000", "/archive/"), ("https://bücher.example", "/caf%C3%A9/")],
)
def test_what_is_written_is_read_again(origin: str, base_path: str):
    found = read(listed(origin, base_path))
    assert isinstance(found, Published)
    assert found.home == origin + base_path
    assert set(found.addresses) == set(ADDRESSES)


def test_a_list_is_sorted_each_address_once_a_line_and_encoded():
    data = listed("https://example.org", "/archive/")
    assert data == write(reversed(data.decode().split())) == write(data.decode().split() * 2)
    assert data.decode().splitlines()[:3] == [
        "https://example.org/archive/",
        "https://example.org/archive/100%25/",
        "https://example.org/archive/404.html",
    ]
    assert data.isascii()
    assert data.endswith(b"/\n")
    assert write(()) == b""


def test_an_address_is_read_in_its_composed_form():
    assert read(b"https://example.org/\nhttps://example.org/cafe%CC%81/\n") == Published(
        "https://example.org/", (Address("/"), Address("/café/"))
    )


def test_blank_lines_a_byte_order_mark_and_the_line_ends_of_any_system_are_allowed():
    data = b"\xef\xbb\xbf\r\nhttps://example.org/\r\n\r\nhttps://example.org/about/\r\n"
    assert read(data) == Published("https://example.org/", (Address("/"), Address("/about/")))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the list is empty"),
        (b"\n \n", "the list is empty"),
        (b"https://example.org/caf\xe9/", "its byte 24 is 0xE9"),
        (b"\xff\xfeh\x00", "this is not UTF-8"),
        (b"<!doctype html>\n<title>Home</title>", "a page of HTML"),
        (b"\n  <html>", "a page of HTML"),
        (b"# all addresses\nhttps://example.org/", "line 1 is '# all addresses', not the address of a home page"),
        (b"\nhttps://example.org/about", "line 2 is 'https://example.org/about', not the address of a home page"),
        (b"https://example.org/?page=/", "not the address of a home page"),
        (b"https://example.org/#/", "not the address of a home page"),
        (b"ftp://example.org/", "not the address of a home page"),
        (b"https://example.org/a/\nhttps://example.org/b/", "line 2 is 'https://example.org/b/', which is not below"),
        (b"https://example.org/\nhttps://example.org/a b/", "line 2 is 'https://example.org/a b/'"),
        (b"https://example.org/\nhttps://example.org/caf%E9/", "whose escapes are not UTF-8"),
    ],
)
def test_what_is_no_list_is_told_with_the_mend(data: bytes, why: str):
    assert why in refused(data)
    assert refused(data).endswith("; name the list that a build of the site publishes, data/urls.txt")
