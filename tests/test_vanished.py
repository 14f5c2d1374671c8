"""Which published addresses are promises, and what is said of those that would be gone."""

import pytest

from fcgen.archive.urls import Address
from fcgen.publishing.vanished import vanished

THERE = ("/", "/404.html", "/claims/", "/claims/made-up/", "/claims/page/1/", "/static/made-up.pdf")


def gone(published: tuple[str, ...], there: tuple[str, ...] = THERE) -> list[str]:
    """Return the addresses that are told to be gone, in order."""
    return [one.message.split("'")[1] for one in vanished(map(Address, published), map(Address, there))]


def mend(address: str) -> str:
    (one,) = vanished([Address(address)], map(Address, THERE))
    return one.hint


def test_what_is_still_there_is_not_told():
    assert gone(THERE) == gone(()) == []
    assert gone((*THERE, "/claims/other/"), (*THERE, "/claims/other/", "/claims/new/")) == []


def test_each_address_that_is_gone_is_told_once_in_order():
    assert gone(("/b/", "/a.html", "/b/", "/claims/", "/static/other.pdf")) == ["/a.html", "/b/", "/static/other.pdf"]


def test_an_address_is_one_in_any_unicode_form():
    assert gone(("/caf\N{LATIN SMALL LETTER E WITH ACUTE}/",), ("/cafe\N{COMBINING ACUTE ACCENT}/",)) == []


def test_a_numbered_page_may_go_while_its_list_is_there():
    assert gone(("/claims/page/7/", "/page/2/")) == []


def test_of_a_list_that_is_gone_only_the_list_is_told():
    published = ("/topics/a/", "/topics/a/page/1/", "/topics/a/page/2/")
    assert gone(published) == ["/topics/a/"]
    assert gone(published[1:]) == list(published[1:])


def test_feeds_and_what_a_page_says_to_programs_go_with_their_page():
    assert gone(("/claims/made-up/index.json", "/claims/feed.xml", "/claims/feed.json", "/feed.xml")) == []
    assert gone(("/claims/gone/", "/claims/gone/index.json")) == ["/claims/gone/"]
    assert gone(("/static/index.json", "/claims/feed.txt")) == ["/claims/feed.txt", "/static/index.json"]


@pytest.mark.parametrize("address", ["/claims/page/0/", "/claims/page/a/", "/claims/page/2/x/", "/claims/page/2"])
def test_what_only_looks_like_a_numbered_page_is_a_promise(address: str):
    assert gone((address,)) == [address]


def test_a_file_that_is_named_by_its_content_is_no_promise():
    assert gone(("/assets/style.0123456789.css", "/assets/media/bridge.0123456789.jpg")) == []


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/claims/gone/", ("`redirect_from`", "`withdrawn`")),
        ("/fact-checks/gone/", ("`redirect_from`", "`withdrawn`")),
        ("/about/", ("`redirect_from`", "`withdrawn`")),
        ("/old.html", ("`redirect_from`",)),
        ("/claimants/a-b/", ("people/a-b.md", "`redirect_from`")),
        ("/outlets/日本/", ("outlets/日本.md", "`redirect_from`")),
        ("/topics/a/", ("topics/a.md", "`redirect_from`")),
        ("/archive/2019/", ("`redirect_from`",)),
        ("/verdicts/false/", ("`redirect_from`",)),
        ("/static/a.pdf", ("put the file back",)),
    ],
)
def test_the_mend_depends_on_what_was_there(address: str, said: tuple[str, ...]):
    assert all(words in mend(address) for words in said)
    assert ("`withdrawn`" in mend(address)) == ("`withdrawn`" in said)
