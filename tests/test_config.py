"""The configuration: what each key means, what stands where it is absent, and what is told."""

from zoneinfo import ZoneInfo

import pytest

from fcgen.config import DEFAULT_VERDICTS, TONES, Config, Logo, NavigationItem, Verdict, config, missing_config
from fcgen.diagnostics import START, Diagnostic, Mark
from fcgen.fields import Mention

LEAST = "title: Made-up archive\nbase_url: https://example.org/archive/\n"


def read(text: str = "", base_url: str | None = None) -> Config:
    """Return the configuration of the required keys and `text`, which has no mistakes."""
    found, problems = config(LEAST + text, base_url)
    assert problems == ()
    assert found is not None
    return found


def told(text: str) -> Diagnostic:
    """Return the one mistake in the required keys and `text`."""
    found, (problem,) = config(LEAST + text)
    assert found is not None
    assert problem.path == "config.yaml"
    return problem


def test_only_title_and_address_are_required():
    assert read() == Config(
        title="Made-up archive",
        base_url="https://example.org/archive/",
        description="",
        language="en",
        timezone="UTC",
        publisher=None,
        content="site_src",
        templates="templates",
        output="_site",
        page_size=50,
        navigation=(),
        contact="",
        logo=None,
        html=False,
        search=True,
        verdicts=DEFAULT_VERDICTS,
    )


def test_what_stands_where_a_key_is_absent_is_what_a_configuration_has_by_itself():
    assert read() == Config("Made-up archive", "https://example.org/archive/", verdicts=DEFAULT_VERDICTS)


def test_every_key_is_read():
    text = """
description: What is
  made up
language: pt-BR
timezone: Europe/Madrid
publisher: our-desk
content: texts
templates: own/templates
output: public
page_size: 20
navigation: [{title: About, url: /about/}, {title: Elsewhere, url: "https://example.net/"}]
contact: corrections@example.org
logo: static/logo.svg
markdown: {html: true}
search: {enabled: false}
verdicts: [{id: right, label: Right, tone: Positive, description: It is., also: [Correct, Richtig]}]
"""
    assert read(text) == Config(
        title="Made-up archive",
        base_url="https://example.org/archive/",
        description="What is made up",
        language="pt-BR",
        language_at=Mark(6, 11, 5),
        timezone="Europe/Madrid",
        publisher=Mention("our-desk", Mark(8, 12, 8)),
        content="texts",
        templates="own/templates",
        output="public",
        page_size=20,
        navigation=(NavigationItem("About", "/about/"), NavigationItem("Elsewhere", "https://example.net/")),
        contact="corrections@example.org",
        logo=Logo(Mention("static/logo.svg", Mark(15, 7, 15))),
        html=True,
        search=False,
        verdicts=(Verdict("right", "Right", "positive", "It is.", ("Correct", "Richtig")),),
    )


def test_a_logo_may_have_the_words_that_are_in_it():
    found = read("logo: {file: static/logo.png, alt: Made-up archive}").logo
    assert found == Logo(Mention("static/logo.png", Mark(3, 14, 15)), "Made-up archive")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", ["`title` is missing", "`base_url` is missing"]),
        ("title: ''\nbase_url:\n", ["`title` is missing", "`base_url` is missing"]),
        ("title: a\n", ["`base_url` is missing"]),
        ("base_url: https://example.org\n", ["`title` is missing"]),
    ],
)
def test_title_and_address_that_are_missing_are_told(text, messages):
    _, problems = config(text)
    assert [(d.code.number, d.message) for d in problems] == [("FC202", message) for message in messages]


def test_an_unknown_key_is_told():
    assert (told("them: dark\n").code.number, told("them: dark\n").message) == ("FC201", "key 'them' is unknown")


@pytest.mark.parametrize("section", ["markdown", "search", "navigation", "verdicts"])
def test_an_unknown_key_in_a_section_is_told(section):
    inside = {
        "markdown": "{htm: true}",
        "search": "{enable: true}",
        "navigation": "[{title: a, url: /a/, icon: b}]",
        "verdicts": "[{id: a, label: A, colour: red}]",
    }
    assert told(f"{section}: {inside[section]}\n").code.number == "FC201"


def test_a_section_without_its_key_is_as_if_it_were_absent():
    found = read("markdown: {}\nsearch: {}\n")
    assert (found.html, found.search) == (False, True)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org/archive", "https://example.org/archive/"),
        ("HTTPS://example.org/a/b/", "https://example.org/a/b/"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a/"),
        ("https://example.org/é", "https://example.org/%C3%A9/"),
        ("https://example.org/%C3%A9/", "https://example.org/%C3%A9/"),
        ("https://example.org/~a/(b)", "https://example.org/~a/(b)/"),
    ],
)
def test_the_address_of_the_site_ends_with_a_slash_and_is_encoded(written, kept):
    assert read(base_url=written).base_url == kept


@pytest.mark.parametrize(
    "written",
    [
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "https://example.org/?a=b",
        "https://example.org/#a",
        "https://name@example.org/",
        "https://:secret@example.org/",
        "https://example.org//a/",
        "https://example.org/../a",
        "https://example.org/./",
        "https://example.org/a b/",
        "https://",
    ],
)
def test_what_is_no_address_of_a_site_is_told(written):
    _, (problem,) = config(f"title: a\nbase_url: {written!r}\n")
    assert (problem.code.number, problem.message) == ("FC702", f"`base_url` is {written!r}, which no site can have")
    assert problem.at.line == 2


def test_the_address_of_the_command_line_stands_in_place_of_the_file_s():
    assert read(base_url="https://example.net").base_url == "https://example.net/"
    found, problems = config("title: a\n", "https://example.net/b")
    assert (found and found.base_url, problems) == ("https://example.net/b/", ())


def test_a_bad_address_of_the_command_line_is_called_so():
    _, (problem,) = config(LEAST, "example.net")
    assert (problem.code.number, problem.message) == ("FC702", "`--base-url` is 'example.net', which no site can have")
    assert problem.at == Mark(1, 1)


@pytest.mark.parametrize(
    ("address", "origin", "path"),
    [
        ("https://example.org", "https://example.org", "/"),
        ("https://example.org:8443/a/b", "https://example.org:8443", "/a/b/"),
    ],
)
def test_the_address_has_an_origin_and_a_base_path(address, origin, path):
    found = read(base_url=address)
    assert (found.origin, found.base_path) == (origin, path)


def test_the_zone_is_that_of_the_time_zone():
    assert read("timezone: Asia/Kathmandu\n").zone == ZoneInfo("Asia/Kathmandu")


@pytest.mark.parametrize("written", ["Madrid", "../etc/passwd", "/etc/localtime", "Europe", "CEST+2", "Mars/Base"])
def test_a_time_zone_that_nobody_knows_is_told(written):
    problem = told(f"timezone: {written}\n")
    assert (problem.code.number, problem.message, problem.at.line) == (
        "FC703",
        f"`timezone` is {written!r}, which nobody knows",
        3,
    )
    assert config(f"{LEAST}timezone: {written}\n")[0].timezone == "UTC"


@pytest.mark.parametrize("key", ["content", "templates", "output"])
@pytest.mark.parametrize("written", ["..", "../a", "a/../b", "/a", "a//b", ".", "./a", "C:/a", "..\\a", "a/.."])
def test_a_folder_that_does_not_lie_beside_the_file_is_told(key, written):
    problem = told(f"{key}: '{written}'\n")
    assert (problem.code.number, problem.at.line) == ("FC213", 3)
    assert problem.message.startswith(f"`{key}` can't be ")
    assert getattr(config(f"{LEAST}{key}: '{written}'\n")[0], key) == getattr(read(), key)


@pytest.mark.parametrize(
    ("written", "kept"), [("a/", "a"), ("a/b/", "a/b"), ("a\\b", "a/b"), ("é", "é"), (".hidden", ".hidden")]
)
def test_a_folder_is_written_with_slashes_and_without_one_at_the_end(written, kept):
    assert read(f"content: '{written}'\n").content == kept


@pytest.mark.parametrize("size", [1, 1000])
def test_a_page_of_a_list_may_have_one_to_a_thousand_entries(size):
    assert read(f"page_size: {size}\n").page_size == size


@pytest.mark.parametrize(("size", "code"), [("0", "FC214"), ("1001", "FC214"), ("2.5", "FC214"), ("many", "FC207")])
def test_another_size_of_a_page_is_told(size, code):
    assert told(f"page_size: {size}\n").code.number == code
    assert config(f"{LEAST}page_size: {size}\n")[0].page_size == 50


@pytest.mark.parametrize("url", ["/", "/a/", "/a/?b#c", "https://example.net/"])
def test_the_menu_leads_to_paths_of_the_site_and_to_web_addresses(url):
    assert read(f"navigation: [{{title: a, url: '{url}'}}]\n").navigation == (NavigationItem("a", url),)


@pytest.mark.parametrize(
    "url", ["a/", "//example.net/", "javascript:alert(1)", "/a b/", "mailto:a@example.org", "claim:a"]
)
def test_the_menu_leads_nowhere_else(url):
    problem = told(f"navigation: [{{title: a, url: '{url}'}}]\n")
    assert (problem.code.number, problem.message) == ("FC213", f"`url` can't be {url!r}")


@pytest.mark.parametrize(("item", "key"), [("{title: a}", "url"), ("{url: /a/}", "title")])
def test_an_item_of_the_menu_has_title_and_address(item, key):
    problem = told(f"navigation: [{item}]\n")
    assert (problem.code.number, problem.message) == ("FC202", f"`{key}` is missing")


@pytest.mark.parametrize("contact", ["a@example.org", "a.b+c@mail.example.org", "https://example.org/report"])
def test_readers_report_errors_to_a_mailbox_or_a_web_page(contact):
    assert read(f"contact: {contact}\n").contact == contact


@pytest.mark.parametrize(
    "contact", ["us", "a@b", "a b@example.org", "mailto:a@example.org?x", "a@example.org?subject=b", "javascript:a@b.c"]
)
def test_other_contacts_are_told(contact):
    assert told(f"contact: '{contact}'\n").code.number == "FC209"


def test_a_language_that_is_none_is_told_and_english_stands():
    found, (problem,) = config(f"{LEAST}language: english\n")
    assert problem.code.number == "FC210"
    assert found.language == "en"


# verdicts


def test_the_default_verdicts_are_six_with_ids_tones_and_words_that_do_not_meet():
    assert [(v.id, v.label, v.tone) for v in DEFAULT_VERDICTS] == [
        ("true", "True", "positive"),
        ("mostly-true", "Mostly true", "positive"),
        ("half-true", "Half true", "mixed"),
        ("misleading", "Misleading", "mixed"),
        ("false", "False", "negative"),
        ("unproven", "Unproven", "unknown"),
    ]
    rows = "".join(f"  - {{id: {v.id}, label: {v.label}, also: [{', '.join(v.also)}]}}\n" for v in DEFAULT_VERDICTS)
    assert [v.also for v in read(f"verdicts:\n{rows}").verdicts] == [v.also for v in DEFAULT_VERDICTS]
    assert {v.tone for v in DEFAULT_VERDICTS} == set(TONES)


@pytest.mark.parametrize("written", ["verdicts:\n", "verdicts: []\n", "verdicts: ~\n"])
def test_the_default_verdicts_stand_where_there_is_no_list(written):
    assert read(written).verdicts == DEFAULT_VERDICTS


def test_a_verdict_without_a_tone_has_an_unknown_one():
    assert read("verdicts: [{id: a, label: A}]\n").verdicts == (Verdict("a", "A", "unknown"),)


def test_a_tone_that_is_none_is_told():
    assert told("verdicts: [{id: a, label: A, tone: postive}]\n").hint == "did you mean 'positive'?"


@pytest.mark.parametrize(("row", "key"), [("{label: A}", "id"), ("{id: a}", "label")])
def test_a_verdict_has_an_id_and_a_label(row, key):
    problem = told(f"verdicts: [{row}]\n")
    assert (problem.code.number, problem.message) == ("FC202", f"`{key}` is missing")


@pytest.mark.parametrize("verdict_id", ["a", "mostly-true", "4-pinocchios", "2024", "x" * 252])
def test_the_id_of_a_verdict_has_lower_case_letters_digits_and_hyphens(verdict_id):
    assert read(f"verdicts: [{{id: {verdict_id}, label: A}}]\n").verdicts[0].id == verdict_id


@pytest.mark.parametrize(
    "verdict_id", ["A", "a b", "-a", "a-", "a--b", "é", "a_b", "a/b", "..", "unclassified", "page", "x" * 253]
)
def test_another_id_of_a_verdict_is_told(verdict_id):
    problem = told(f"verdicts: [{{id: '{verdict_id}', label: A}}]\n")
    assert (problem.code.number, problem.at.line) == ("FC704", 3)
    assert problem.message.endswith("can't be used")
    assert config(f"{LEAST}verdicts: [{{id: '{verdict_id}', label: A}}]\n")[0].verdicts == DEFAULT_VERDICTS


def test_an_id_that_two_verdicts_have_is_told():
    problem = told("verdicts:\n  - {id: a, label: A}\n  - {id: a, label: B}\n")
    assert [v.label for v in config(f"{LEAST}verdicts: [{{id: a, label: A}}, {{id: a, label: B}}]")[0].verdicts] == [
        "A"
    ]
    assert (problem.code.number, problem.at.line) == ("FC704", 5)
    assert problem.message == "verdict id 'a' is given twice"


@pytest.mark.parametrize(
    "second",
    [
        "{id: b, label: Wrong}",
        "{id: b, label: 'wrong!'}",
        "{id: b, label: B, also: [WRONG]}",
        "{id: b, label: B, also: [Falsch]}",
    ],
)
def test_a_word_that_stands_for_two_verdicts_is_told(second):
    problem = told(f"verdicts:\n  - {{id: a, label: Wrong, also: [falsch]}}\n  - {second}\n")
    assert (problem.code.number, problem.at.line) == ("FC406", 5)
    assert problem.at.column > len("  - {id: b, ")
    assert "stands for 'a' and for 'b'" in problem.message


def test_a_verdict_may_repeat_its_own_word():
    assert read("verdicts: [{id: a, label: Wrong, also: [wrong, Wrong]}]\n").verdicts[0].also == ("wrong", "Wrong")


# the whole


def test_all_mistakes_are_told_at_once():
    _, problems = config("titel: a\nbase_url: b\nlanguage: c_d\npage_size: 0\ntimezone: e\ncontent: ..\n")
    assert sorted(d.code.number for d in problems) == ["FC201", "FC202", "FC210", "FC213", "FC214", "FC702", "FC703"]


def test_a_file_that_is_no_mapping_gives_no_configuration():
    found, (problem,) = config("- a\n")
    assert found is None
    assert (problem.code.number, problem.path) == ("FC108", "config.yaml")


def test_a_folder_without_a_configuration_is_told():
    found = missing_config()
    assert (found.code.number, found.path, found.at) == ("FC701", "config.yaml", START)
