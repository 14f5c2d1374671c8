"""What people read of what publishing would change, and which domain a host is told."""

import pytest

from fcgen.commands.init import STARTER
from fcgen.config import Config, config
from fcgen.publishing.changes import NOT_YET_SET, SHOWN, Changes, WrongDomain, changes, domain, headline, told

BEFORE = {"index.html": "1", "a/index.html": "2", "b/index.html": "3", "feed.xml": "4", "404.html": "5"}
AFTER = {"index.html": "1", "a/index.html": "0", "c/index.html": "3", "feed.xml": "0", "404.html": "5", "a.css": "6"}


def domain_of(base_url: str, standing: str = "") -> str:
    found = domain(Config("Made-up archive", base_url), standing)
    assert not isinstance(found, WrongDomain)
    return found


def test_what_comes_changes_and_goes_is_told_in_the_order_of_paths():
    assert changes(BEFORE, AFTER) == Changes(
        come=("a.css", "c/index.html"), change=("a/index.html", "feed.xml"), go=("b/index.html",)
    )


def test_the_same_files_are_no_change():
    assert not changes(BEFORE, dict(BEFORE))
    assert not changes({}, {})
    assert changes({}, {"a": "1"})
    assert changes({"a": "1"}, {})
    assert changes({"a": "1"}, {"a": "2"})


def test_pages_are_named_by_their_addresses_and_other_files_counted():
    assert told(changes(BEFORE, AFTER)) == (
        "1 page comes, 1 changes, 1 goes.",
        "  comes    /c/",
        "  changes  /a/",
        "  goes     /b/",
        "Of other files 1 comes, 1 changes, 0 go.",
    )


def test_pages_that_are_files_keep_their_names_and_no_other_files_are_not_told():
    assert told(changes({}, {"404.html": "", "old.htm": "", "index.html": ""})) == (
        "3 pages come, 0 change, 0 go.",
        "  comes    /",
        "  comes    /404.html",
        "  comes    /old.htm",
    )


def test_of_many_pages_the_first_are_named_and_the_rest_is_counted():
    many = {f"claims/{n:04}/index.html": "" for n in range(1234 + SHOWN)}
    lines = told(changes(many, {}))
    assert lines[0] == f"0 pages come, 0 change, {1234 + SHOWN:,} go."
    assert lines[1] == "  goes     /claims/0000/"
    assert lines[SHOWN] == "  goes     /claims/0019/"
    assert lines[SHOWN + 1 :] == ("  goes     … and 1,234 more",)
    assert len(told(changes(dict(list(many.items())[:SHOWN]), {}))) == SHOWN + 1


def test_the_headline_counts_pages_alone():
    assert headline(changes({}, {"a.css": "", "feed.xml": ""})) == "0 pages come, 0 change, 0 go"


@pytest.mark.parametrize(
    ("base_url", "told_to_the_host"),
    [
        ("https://facts.example/", "facts.example"),
        ("https://www.facts.example:8443/", "www.facts.example"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://facts.example/archive/", ""),
        ("https://somebody.github.io/", ""),
        ("https://somebody.github.io/archive/", ""),
        ("https://github.io.example/", "github.io.example"),
        (f"https://{'ü' * 64}.example/", f"{'ü' * 64}.example"),
    ],
)
def test_a_site_at_the_root_of_a_domain_of_its_own_is_told_it(base_url: str, told_to_the_host: str):
    assert domain_of(base_url) == told_to_the_host


def test_the_domain_of_the_configuration_comes_in_the_place_of_another():
    assert domain_of("https://facts.example/", "other.example") == "facts.example"


@pytest.mark.parametrize("base_url", ["https://somebody.github.io/archive/", "https://facts.example/archive/"])
def test_a_domain_that_would_lead_readers_astray_is_told_with_the_mend(base_url: str):
    found = domain(Config("Made-up archive", base_url), "facts.example")
    assert isinstance(found, WrongDomain)
    assert f"readers of {base_url} on to facts.example" in found.why
    assert "set base_url to https://facts.example/, or remove CNAME" in found.why


def test_nobody_publishes_at_the_address_of_a_new_archive():
    read, _ = config((STARTER / "config.yaml").read_text("utf-8"))
    assert read
    assert read.base_url == NOT_YET_SET
    assert isinstance(domain(read, ""), WrongDomain)
