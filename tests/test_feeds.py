"""Feeds: what is new, whole, and to be read by any reader of Atom or JSON Feed."""

import functools
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import feedparser
import pytest
from archives import THEME, Site, article, building, review, sound, words
from lxml import html
from stress.texts import NASTY, RIGHT_TO_LEFT

from fcgen.digest import Digest
from fcgen.pages.feed_text import Text, Texts, says_no_more, standalone
from fcgen.pages.render import Templates, render

BASE = "https://example.org/archive"
TEMPLATES = Templates(THEME.templates, {}, words())
ATOM = "{http://www.w3.org/2005/Atom}"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def fed(made: Site, address: str) -> bytes:
    """The bytes of a feed."""
    return render(made.view(address), TEMPLATES, made.bodies.__getitem__)


def atom(made: Site, page: str = "/") -> Any:
    """The Atom feed of a page, as a feed reader reads it."""
    found = feedparser.parse(fed(made, f"{page}feed.xml"), sanitize_html=False, resolve_relative_uris=False)
    assert not found.bozo, found.bozo_exception
    return found


def json_feed(made: Site, page: str = "/") -> Mapping[str, Any]:
    """The JSON Feed of a page."""
    return json.loads(fed(made, f"{page}feed.json"))


def titles(made: Site, page: str = "/") -> list[str]:
    """The titles that the feeds of a page have, in their order."""
    from_atom = [entry.title for entry in atom(made, page).entries]
    assert [item["title"] for item in json_feed(made, page)["items"]] == from_atom
    return from_atom


def nested(title: str, number: int) -> str:
    return article(f"{title} {number}", f"date: 2024-01-{number:02}")


FILES = {
    "articles/speech.md": article(
        "A speech",
        "date: 2024-01-01 10:30\noutlet: Gazette\nauthors: [Eve Made-Up]\ntopics: [Bridges]\nurl: https://example.com/a",
        "She said [it is the longest](quote:longest). See [the claim](claim:longest)[^n] and [below](#more).\n\n"
        "## More\n\n![A bridge](b.png)\n\n[^n]: A note.\n",
    ),
    "articles/b.png": "made up",
    "articles/undated.md": article("Undated"),
    "claims/longest.md": "text: It is the longest.\nclaimants: [Ann Made-Up]\ntopics: [Bridges]",
    "fact-checks/check.md": review(
        "longest", more="date: 2024-02-01\nupdated: 2024-02-09\nsummary: It is not.\nevidence: [{title: A survey}]"
    ),
}


def test_the_feeds_of_the_archive_have_articles_and_fact_checks_newest_first():
    assert titles(sound(FILES)) == ["A made-up review", "A speech"]


def test_what_has_no_date_is_in_no_feed():
    assert "/feed.xml" not in sound({"articles/undated.md": article("Undated")}).plan.addresses


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/verdicts/false/", ["A made-up review"]),
        ("/claimants/ann-made-up/", ["A made-up review", "A speech"]),
        ("/outlets/gazette/", ["A speech"]),
        ("/outlets/made-up-desk/", ["A made-up review"]),
        ("/topics/bridges/", ["A made-up review", "A speech"]),
    ],
)
def test_verdicts_claimants_outlets_and_topics_have_feeds_of_their_own(page: str, expected: list[str]):
    made = sound(FILES)
    assert titles(made, page) == expected
    assert json_feed(made, page)["title"].startswith("Made-up archive: ")
    assert [link.url for link in made.view(page).head.feeds] == [
        f"/archive{page}feed.xml",
        f"/archive{page}feed.json",
        "/archive/feed.xml",
        "/archive/feed.json",
    ]


def test_a_feed_has_the_newest_twenty():
    made = sound({f"articles/{n}.md": nested("Article", n) for n in range(1, 26)})
    assert titles(made) == [f"Article {n}" for n in range(25, 5, -1)]


def test_an_item_says_when_it_came_and_when_it_changed():
    made = sound(FILES)
    entry, item = atom(made).entries[0], json_feed(made)["items"][0]
    assert entry.published == item["date_published"] == "2024-02-01T00:00:00+00:00"
    assert entry.updated == item["date_modified"] == "2024-02-09T00:00:00+00:00"
    assert atom(made).feed.updated == "2024-02-09T00:00:00+00:00"
    for found in ET.fromstring(fed(made, "/feed.xml")).iter():
        assert found.tag not in (f"{ATOM}updated", f"{ATOM}published") or TIME.fullmatch(found.text or "")


def test_an_item_says_who_wrote_it_what_it_is_about_and_where_the_original_is():
    made = sound(FILES)
    entry, item = atom(made).entries[1], json_feed(made)["items"][1]
    assert [one.name for one in entry.authors] == [one["name"] for one in item["authors"]] == ["Eve Made-Up"]
    assert [tag.term for tag in entry.tags] == item["tags"] == ["Bridges"]
    assert item["external_url"] == "https://example.com/a"
    assert [link.href for link in entry.links] == [f"{BASE}/articles/speech/", "https://example.com/a"]


def test_the_id_of_an_item_is_the_address_of_its_page_and_stays_when_all_else_changes():
    one = sound(FILES)
    other = sound(FILES | {"fact-checks/check.md": review("longest", "True", more="date: 2025-01-01\ntopics: [Other]")})
    for made in (one, other):
        assert f"{BASE}/fact-checks/check/" in [entry.id for entry in atom(made).entries]
        assert atom(made).feed.id == f"{BASE}/feed.xml"


def test_the_text_is_whole_and_every_address_in_it_leads_somewhere_from_anywhere():
    made = sound(FILES)
    content = atom(made).entries[1].content[0].value
    assert json_feed(made)["items"][1]["content_html"] == content
    tree = html.fromstring(f"<div>{content}</div>")
    addresses = [str(value) for value in tree.xpath("//@href | //@src")]
    assert f"{BASE}/claims/longest/" in addresses
    assert f"{BASE}/articles/speech/#more" in addresses
    assert [one for one in addresses if urlsplit(one).scheme not in ("http", "https")] == []
    assert "A note." in tree.text_content()
    assert not tree.xpath("//@class | //@id | //script | //style")
    (picture,) = tree.iter("img")
    assert picture.get("src", "").startswith(f"{BASE}/assets/media/b.")


def test_the_text_of_a_fact_check_has_claim_claimant_verdict_and_evidence():
    text = html.fromstring(f"<div>{atom(sound(FILES)).entries[0].content[0].value}</div>").text_content()
    for expected in ("It is the longest.", "Ann Made-Up", "False", "Made-up Desk", "A survey", "It is not."):
        assert expected in text


def test_a_retracted_review_says_so_in_the_feed():
    retracted = "date: 2024-02-01\ncorrections: [{date: 2024-03-01, kind: retraction, summary: We were wrong.}]"
    made = sound({"fact-checks/f.md": review("{text: This is made up.}", more=retracted)})
    content = atom(made).entries[0].content[0].value
    assert "This was retracted." in content
    assert "We were wrong." in content


def test_corrections_have_feeds_of_their_own_whose_items_lead_to_the_places_of_the_corrections():
    changes = (
        "corrections:\n  - {date: 2024-03-02, kind: correction, summary: Second.}\n"
        "  - {date: 2024-03-01, kind: update, summary: First., from: '1', to: '2'}"
    )
    made = sound({"articles/a.md": article("An article", changes)})
    assert titles(made, "/corrections/") == ["Correction: An article", "Update: An article"]
    ids = [entry.id for entry in atom(made, "/corrections/").entries]
    assert ids == [f"{BASE}/articles/a/#correction_2024-03-02", f"{BASE}/articles/a/#correction_2024-03-01"]
    page = render(made.view("/articles/a/"), TEMPLATES, made.bodies.__getitem__).decode()
    assert all(f'id="{one.partition("#")[2]}"' in page for one in ids)
    assert "Before: 1" in atom(made, "/corrections/").entries[1].content[0].value


def test_several_corrections_of_one_day_keep_their_places_when_one_is_added_above_them():
    def anchors(*summaries: str) -> dict[str, str]:
        day = ", ".join(f"{{date: 2024-03-02, kind: update, summary: {one}}}" for one in summaries)
        made = sound({"articles/a.md": article("An article", f"corrections: [{day}]")})
        shown = made.view("/articles/a/").entry.corrections
        assert titles(made, "/corrections/") == ["Update: An article"] * len(summaries)
        assert [item["content_html"] for item in json_feed(made, "/corrections/")["items"]] == [
            f"<p>{s}</p>" for s in summaries
        ]
        return {one.summary[0]: one.anchor for one in shown}

    assert anchors("B", "A") == {"B": "correction_2024-03-02_2", "A": "correction_2024-03-02"}
    assert anchors("C", "B", "A").items() > anchors("B", "A").items()


@pytest.mark.parametrize("text", [NASTY, RIGHT_TO_LEFT, "𝔘𝔫𝔦", "'", '"', "<", "]]>"])
def test_whatever_was_typed_comes_back(text: str):
    quoted = json.dumps(text, ensure_ascii=False)
    front = (
        f"title: {quoted}\ndate: 2024-01-01\nsummary: {quoted}\nauthors: [{quoted}]\ntopics: [{quoted}]\ndeck: {quoted}"
    )
    made = building({"articles/a.md": f"{front}\n---\nMade up.\n"})
    entry = next(ET.fromstring(fed(made, "/feed.xml")).iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == entry.findtext(f"{ATOM}summary") == text
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == text
    item = json_feed(made)["items"][0]
    assert (item["title"], item["summary"], item["authors"][0]["name"]) == (text, text, text)
    found = html.fromstring(f"<div>{item['content_html']}</div>").text_content()
    assert text in found


def test_feeds_have_what_their_formats_ask_for():
    made = sound(FILES)
    feed = json_feed(made)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["feed_url"], feed["home_page_url"]) == (f"{BASE}/feed.json", f"{BASE}/")
    for item in feed["items"]:
        assert item["id"] == item["url"]
        assert item["content_html"]
    assert empty(feed) == []
    root = ET.fromstring(fed(made, "/feed.xml"))
    assert [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        f"{BASE}/feed.xml"
    ]
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}")
        assert element.find(f"{ATOM}author") is not None


def empty(value: Any, where: str = "") -> list[str]:
    """Where a JSON value holds nothing."""
    if value in (None, "", [], {}):
        return [where]
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, one in pairs for found in empty(one, f"{where}/{key}")]


def test_another_language_is_said_where_it_is_another():
    made = sound({"articles/a.md": article(more="date: 2024-01-01\nlanguage: ar")})
    root = ET.fromstring(fed(made, "/feed.xml"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (root.get(lang), next(root.iter(f"{ATOM}entry")).get(lang)) == ("en", "ar")
    assert json_feed(made)["items"][0]["language"] == "ar"


def test_the_columns_of_a_table_are_set_as_they_are_on_the_page():
    table = "| a | b | c |\n| :-- | --: | :-: |\n| 1 | 2 | 3 |\n"
    made = sound({"articles/a.md": article(more="date: 2024-01-01", body=table)})
    tree = html.fromstring(f"<div>{atom(made).entries[0].content[0].value}</div>")
    assert [cell.get("align") for cell in tree.iter("th", "td")] == ["left", "right", "center"] * 2
    assert not tree.xpath("//@class | //@style")


def test_a_text_that_looks_like_a_cell_stays_a_text():
    made = standalone('<p>&lt;td class="align-right"&gt;</p><td class="align-right" onclick="x()">1</td>', f"{BASE}/a/")
    assert made == '<p>&lt;td class="align-right"&gt;</p>1'


def test_an_item_whose_text_is_its_summary_says_it_once():
    day = "corrections: [{date: 2024-03-02, kind: update, summary: 'A & B.'}]"
    made = sound({"articles/a.md": article(more=f"date: 2024-01-01\nsummary: It is made up.\n{day}")})
    assert [item["content_html"] for item in json_feed(made, "/corrections/")["items"]] == ["<p>A &amp; B.</p>"]
    assert "summary" not in json_feed(made, "/corrections/")["items"][0]
    assert ET.fromstring(fed(made, "/corrections/feed.xml")).find(f"{ATOM}entry/{ATOM}summary") is None
    assert json_feed(made)["items"][0]["summary"] == "It is made up."
    alone = sound({"articles/a.md": article(more="date: 2024-01-01\nsummary: It is made up.")})
    assert "summary" not in json_feed(alone)["items"][0]


def test_a_picture_says_more_than_a_summary():
    assert says_no_more("<p>One\n <b>two</b></p>", "One two")
    assert not says_no_more("<p>One</p><img src='x'>", "One")


def test_a_text_is_made_once_and_again_where_it_was_kept_too_long_ago():
    made: list[str] = []

    def text(name: str) -> Text:
        made.append(name)
        return Text(name * 3, "")

    texts = Texts(most=7)
    for name in ("a", "b", "a", "c", "a", "b"):
        assert texts.get(Digest(name), functools.partial(text, name)).html == name * 3
    assert made == ["a", "b", "c", "b"]


def test_a_publication_is_rendered_once_for_all_feeds_that_it_stands_in(monkeypatch: pytest.MonkeyPatch):
    made = sound(FILES)
    templates = Templates(THEME.templates, {}, words())
    asked: list[str] = []
    rendered = templates.render
    monkeypatch.setattr(
        templates, "render", lambda name, context: asked.append(context["url"]) or rendered(name, context)
    )
    feeds = [page.address for page in made.plan.pages if page.address.endswith(("feed.xml", "feed.json"))]
    once = [render(made.view(address), templates, made.bodies.__getitem__) for address in feeds]
    assert len(asked) == len(set(asked)) == 2
    assert once == [fed(made, address) for address in feeds]


def test_a_script_has_no_way_into_a_feed():
    made = standalone('<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a></p>', f"{BASE}/a/")
    assert made == "<p>a<a>b</a></p>"
