"""What the search index is told of each page, and which shelf a page stands on."""

import json
import re
from html.parser import HTMLParser

import pytest
from archives import article, building, review, site, sound

from fcgen.digest import Digest
from fcgen.entries.body import Body
from fcgen.pages import search
from fcgen.pages.model import BodyView, FilledEnd, FilledLink, FilledPicture, Link, Picture, When
from fcgen.pages.search import SearchRecord, shelved

CLAIM = "text: This is made up."


def filters(record: SearchRecord, name: str) -> list[str]:
    return [value for key, value in record.filters if key == name]


def weights(record: SearchRecord) -> dict[str, float]:
    return {text: weight for weight, text in record.weighted}


# Which pages are found.


def test_pages_of_entries_claims_parties_and_the_site_are_found_and_no_others():
    made = sound(
        {
            "articles/a.md": article("An article", "date: 2024-01-01\nredirect_from: [/old/]"),
            "claims/c.md": f"{CLAIM}\nclaimants: [Ann]",
            "fact-checks/f.md": review("c", reviewer="Desk", more="topics: [health]"),
            "pages/about.md": "title: About",
        }
    )
    assert {title: (record.kind, record.url) for title, record in made.records().items()} == {
        "About": ("Page", "/about/"),
        "A made-up review": ("Fact-check", "/fact-checks/f/"),
        "An article": ("Article", "/articles/a/"),
        "Ann": ("Claimant", "/claimants/ann/"),
        "Desk": ("Outlet", "/outlets/desk/"),
        "Health": ("Topic", "/topics/health/"),
        "This is made up.": ("Claim", "/claims/c/"),
    }


def test_of_a_long_list_only_the_newest_part_is_found():
    files = {f"articles/{n}.md": article(f"Article {n}", f"date: 2024-01-0{n}\ntopics: [health]") for n in range(1, 6)}
    made = sound(files, config="page_size: 2")
    assert "/topics/health/page/1/" in made.plan.addresses
    assert [record.url for record in made.records().values() if record.kind == "Topic"] == ["/topics/health/"]


# What the index is told.


def test_a_fact_check_is_found_by_verdict_outlet_topic_year_kind_and_language():
    made = sound(
        {
            "claims/c.md": f"{CLAIM}\nclaimants: [Ann]",
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\ndate: 2024-08\ntopics: [health, Care]\nsummary: In short.\n"
                "claimant_response: No comment.\nrulings:\n"
                "  - {claim: c, verdict: Fake, verdict_explanation: Because., claim_reviewed: It is invented}\n"
                "  - {claim: {id: d, text: Second.}, verdict: False}\n  - {claim: {id: e, text: Third.}, verdict: True}"
            ),
        }
    )
    record = made.records()["A made-up review"]
    assert record.filters == (
        ("kind", "Fact-check"),
        ("verdict", "False"),
        ("verdict", "True"),
        ("outlet", "Desk"),
        ("topic", "Health"),
        ("topic", "Care"),
        ("year", "2024"),
        ("language", "en"),
    )
    assert record.when == When("2024-08", "August 2024")
    assert [badge.word for badge in record.badges] == ["Fake", "False", "True"]
    assert weights(record) == {
        "In short.": 3,
        "This is made up.": 5,
        "It is invented": 5,
        "Second.": 5,
        "Third.": 5,
        "Fake": 2,
        "False": 2,
        "True": 2,
        "Because.": 2,
        "Ann": 2,
        "No comment.": 1,
    }


def test_a_claim_is_found_by_who_made_it_who_reviewed_it_and_other_wordings():
    made = sound(
        {
            "articles/a.md": article(body="[Words](quote:c)"),
            "claims/c.md": f"{CLAIM}\ndate: 2023-05-05\nclaimants: [Ann]\nvariants: [It is invented.]",
            "fact-checks/f.md": review("c", "False", "First Desk"),
            "fact-checks/g.md": review("c", "True", "Second Desk"),
        }
    )
    record = made.records()["This is made up."]
    assert filters(record, "outlet") == ["First Desk", "Second Desk"]
    assert filters(record, "verdict") == ["False", "True"]
    assert filters(record, "year") == ["2023"]
    assert weights(record) == {"Ann": 2, "It is invented.": 1, "Words": 1}


def test_an_article_is_found_by_the_claims_it_reports_and_under_no_verdict():
    made = sound(
        {
            "articles/a.md": article(more="outlet: Gazette\ndeck: A made-up deck.", body="[Words](quote:c)"),
            "claims/c.md": CLAIM,
            "fact-checks/f.md": review("c"),
        }
    )
    record = made.records()["A made-up article"]
    assert (filters(record, "verdict"), record.badges) == ([], ())
    assert filters(record, "outlet") == ["Gazette"]
    assert filters(record, "year") == []
    assert weights(record) == {"A made-up deck.": 3, "This is made up.": 1}


def test_a_person_is_found_by_other_names():
    made = sound({"people/ann.md": "name: Ann\nalso_known_as: [Annie]\nsummary: Made up."})
    assert weights(made.records()["Ann"]) == {"Made up.": 3, "Annie": 3}


def test_a_ruling_that_was_taken_back_is_found_under_no_verdict():
    more = "corrections: [{date: 2024, kind: retraction, summary: Taken back.}]"
    record = sound({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", more=more)}).records()["A made-up review"]
    assert filters(record, "verdict") == []
    assert [badge.retracted for badge in record.badges] == [True]


def test_a_fact_check_tells_the_claim_of_each_badge_a_claim_tells_itself_and_an_article_none():
    made = sound(
        {
            "claims/c.md": CLAIM,
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nrulings:\n"
                "  - {claim: c, verdict: False}\n  - {claim: {id: d, text: Second.}, verdict: True}"
            ),
            "articles/a.md": article(body="[Words](quote:c)"),
        }
    )
    records = made.records()
    review_of, claim, reporting = (records[title] for title in ("A made-up review", "Second.", "A made-up article"))
    assert [one.url for one in review_of.claims] == ["/archive/claims/c/", "/archive/claims/d/"]
    assert [badge.word for badge in review_of.badges] == ["False", "True"]
    assert claim.claims == (Link("Second.", "/claims/d/"),)
    assert reporting.claims == ()


def test_an_unclassified_word_is_found_as_such():
    record = building({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", "Noses")}).records()["A made-up review"]
    assert filters(record, "verdict") == ["Unclassified"]


def test_an_entry_in_another_language_says_which():
    made = sound({"articles/a.md": article(more="language: ar"), "articles/b.md": article("B")})
    record = made.records()["A made-up article"]
    assert (record.language, record.direction, filters(record, "language")) == ("ar", "rtl", ["ar"])
    assert (made.records()["B"].language, made.records()["B"].direction) == ("en", "ltr")


# As Pagefind reads it.


class Page(HTMLParser):
    """The elements of a page as Pagefind sees them: meta, filters, sort keys, weighted text, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        for key in ("data-pagefind-meta", "data-pagefind-filter", "data-pagefind-sort"):
            if key in named and "data-value" in named:
                self.found.append(
                    (f"{key.rpartition('-')[2]} {(named[key] or '').partition('[')[0]}", named["data-value"] or "")
                )

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.found if key == name]


def pages(files: dict[str, str]) -> list[str]:
    """The pages of files for the index, as text."""
    made = site(files)
    return [
        search.page(shelved(one, made.bodies.__getitem__), made.bodies.__getitem__)[1]
        for one in made.records().values()
    ]


def only(files: dict[str, str]) -> tuple[str, Page]:
    """The one page of files, as text and as Pagefind sees it."""
    (text,) = pages(files)
    return text, Page(text)


def test_a_page_for_the_index_has_title_meta_filters_date_and_text():
    text, page = only({"articles/a.md": article('A <b> & "c"', "date: 2024-08-22\ndeck: Deck & more", "Some *words*.")})
    assert text.startswith(
        '<!doctype html>\n<html lang="en"><body data-pagefind-body>\n<h1 data-pagefind-meta="title">'
    )
    assert '<h1 data-pagefind-meta="title">A &lt;b&gt; &amp; &quot;c&quot;</h1>' in text
    assert page.all("meta address") == ["/articles/a/"]
    assert page.all("meta date") == ["2024-08-22"]
    assert page.all("meta date_text") == ["22 August 2024"]
    assert page.all("filter kind") == ["Article"]
    assert page.all("filter year") == ["2024"]
    assert page.all("sort date") == ["2024-08-22"]
    assert '<p data-pagefind-weight="3">Deck &amp; more</p>' in text
    assert "<p>Some <em>words</em>.</p>" in text


def test_a_page_without_a_date_still_has_a_place_in_the_order_of_dates():
    _, page = only({"articles/a.md": article()})
    assert page.all("sort date") == ["0000"]
    assert page.all("meta date") == [""]


def test_badges_are_told_with_their_words_and_reviewers():
    made = pages({"claims/c.md": CLAIM, "fact-checks/f.md": review("c", "'\"Fake\" & co'", "Desk")})
    (found,) = (one for one in map(Page, made) if one.all("meta kind") == ["Fact-check"])
    assert found.all("meta badges") == [
        '[{"word": "\\"Fake\\" & co", "verdict": "unclassified", "tone": "unknown", "reviewer": "Desk", '
        '"retracted": false}]'
    ]


def test_a_claim_is_told_with_its_address_and_language():
    (page,) = map(Page, pages({"claims/c.md": "text: 'It is \"made up\".'\nlanguage: ar"}))
    told = {"text": 'It is "made up".', "url": "/claims/c/", "language": "ar", "direction": "rtl"}
    assert json.loads(page.all("meta claims")[0]) == [told]


def record(
    language: str = "en", title: str = "", html: tuple[str, ...] = ("",), url: str = "/a/", **more
) -> SearchRecord:
    body = BodyView(Digest("0" * 64), more.pop("filled", ()))
    return SearchRecord(url, title, "Article", language, "ltr", None, (), (), (), more.pop("weighted", ()), body)


def standing(one: SearchRecord, html: tuple[str, ...] = ("",)) -> tuple[str, str, str]:
    """The shelf of a record, and its page there: the name of the file, and the text."""

    def body(name: Digest) -> Body:
        return Body(html, (), (), (), "")

    found = shelved(one, body)
    return found.language, *search.page(found, body)


def test_links_lose_their_addresses_and_pictures_keep_what_is_said_of_them():
    picture = FilledPicture(Picture("/x.jpg", "A <bridge>", "On its day", "Nobody"), True)
    bare = FilledPicture(Picture("/y.jpg", ""), False)
    one = record(filled=(FilledLink("/a/"), FilledEnd("link"), picture, bare))
    _, _, text = standing(one, ("<p>", "words", "</p>", "<hr>", "<br>"))
    assert "<p>words</p>A &lt;bridge&gt; On its day<hr><br>" in text


def test_the_file_of_a_page_is_named_by_its_address_whatever_that_is():
    names = [standing(record(url=url))[1] for url in ("/a/", "/b/", f"/{'x' * 300}/")]
    assert len(set(names)) == 3
    assert all(re.fullmatch(r"[0-9a-f]{32}\.html", name) for name in names)


@pytest.mark.parametrize(
    ("language", "title", "shelf"),
    [
        ("en", "A made-up title", "en"),
        ("pt-BR", "Um título inventado", "pt"),
        ("zh", "A made-up title", "zh"),
        ("zh-Hant-TW", "虛構的標題", "zh"),
        ("ja-JP", "架空", "ja"),
        ("ko", "지어낸 제목", "ko"),
        ("en", "虛構的標題", "zh"),
        ("en", "これは架空の話です", "ja"),
        ("en", "カタカナ", "ja"),
        ("en", "A long made-up title with 東京 in it", "en"),
        ("en", "虛構 abcdefgh", "zh"),
        ("en", "虛構 abcdefghi", "en"),
        ("ar", "عنوان مختلق", "ar"),
        ("en", "𠀀𠀁", "zh"),
        ("en", "", "en"),
    ],
)
def test_a_page_stands_on_the_shelf_of_its_language_or_of_its_script(language: str, title: str, shelf: str):
    assert standing(record(language, title))[0] == shelf


def test_the_script_of_the_text_counts_too():
    assert standing(record("en", "Title"), ("<p>これは架空の話です。すべて作り話です。</p>",))[0] == "ja"


def test_a_page_on_another_shelf_is_in_the_language_of_that_shelf():
    assert '<html lang="zh">' in standing(record("en", "虛構的標題"))[2]
