"""The archive as data: nothing of an entry is lost, a spreadsheet takes nothing for a formula, and all is described."""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pytest
import txtar
import yaml
from archives import Site, article, building, review, sound, whole
from lxml import etree
from site_files import build, tree
from story import Story
from stress.texts import NASTY, RIGHT_TO_LEFT

from fcgen.archive import urls
from fcgen.archive.index import Key
from fcgen.disk.packaged import schema_org
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Kind
from fcgen.formats import csv_table, lines, sitemap, url_list
from fcgen.formats.record import record
from fcgen.formats.tables import TABLES
from fcgen.formats.validator import faults
from fcgen.formats.vocabulary import nodes, types_of, vocabulary
from fcgen.pages.data_files import content, data_files

BASE = "https://example.org/archive"
OWN = "publisher: Made-up Desk\n"
FILES = {
    "articles/speech.md": article(
        "A speech", "date: 2024-01-01\noutlet: Gazette\ntopics: [Bridges]", "[it is the longest](quote:longest)"
    ),
    "claims/longest.md": "text: It is the longest.\nclaimants: [Ann Made-Up, Bob Made-Up]\ndate: 2023-12",
    "fact-checks/own.md": review("longest", more="date: 2024-02-01\nverdict_explanation: We measured."),
    "fact-checks/theirs.md": review(
        "longest", "False", "Another Desk", "url: https://example.com/original\ndate: 2024-02-03"
    ),
    "fact-checks/lost.md": review("longest", "False", "Third Desk", "date: 2024-02-02"),
    "fact-checks/back.md": review(
        "longest", more="date: 2024-01-15\ncorrections: [{date: 2024-01-16, kind: retraction, summary: Wrong.}]"
    ),
}


def held(made: Site, holds: str) -> bytes:
    """What the files of data that hold something have in them, one after another."""
    found = [file for file in made.plan.data if file.holds == holds]
    return b"".join(piece for file in found for piece in content(made.archive, made.plan.pages, made.plan.copies, file))


def rows(made: Site, table: str) -> list[dict[str, str]]:
    """The rows of a table, as a program reads them."""
    return list(csv.DictReader(io.StringIO(held(made, table).decode("utf-8-sig"), newline="")))


def given_back(cell: str) -> str:
    """The text that a cell stands for."""
    return cell.removeprefix("'")


# tables


def test_a_ruling_is_a_row_with_its_review_its_claim_and_its_verdict():
    own = next(row for row in rows(sound(FILES, OWN), "rulings") if row["fact_check_id"] == "own")
    assert own == own | {
        "url": f"{BASE}/fact-checks/own/#ruling_longest",
        "reviewer": "Made-up Desk",
        "own": "true",
        "claim": "It is the longest.",
        "claimants": "Ann Made-Up | Bob Made-Up",
        "claim_date": "2023-12",
        "word": "'False",
        "verdict_id": "'false",
        "explanation": "We measured.",
        "rating": "",
        "retracted": "false",
    }


def test_what_was_retracted_is_in_the_table_and_says_so_and_is_not_counted():
    made = sound(FILES, OWN)
    assert {row["fact_check_id"]: row["retracted"] for row in rows(made, "rulings")}["back"] == "true"
    assert [row["rulings"] for row in rows(made, "claims")] == ["3"]


def test_articles_claims_and_corrections_are_tables():
    made = sound(FILES, OWN)
    assert [(row["id"], row["outlet"], row["claim_ids"]) for row in rows(made, "articles")] == [
        ("speech", "Gazette", "longest")
    ]
    assert [(row["text"], row["appearances"]) for row in rows(made, "claims")] == [("It is the longest.", "1")]
    assert [(row["id"], row["correction"]) for row in rows(made, "corrections")] == [("back", "retraction")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted'", NASTY, RIGHT_TO_LEFT, 'a "b", c', "a;b"])
def test_no_text_is_a_formula_and_every_text_comes_back(text: str):
    quoted = json.dumps(text, ensure_ascii=False)
    made = building({"articles/a.md": f"title: {quoted}\nauthors: [{quoted}]\nsummary: {quoted}\n---\n"})
    (row,) = rows(made, "articles")
    for name in ("title", "authors", "summary"):
        assert not row[name].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert given_back(row[name]) == text


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "FALSE",
        "Falso",
        "Faux",
        "0012",
        "1e5",
        "-1",
        "1,000.5",
        "(5)",
        "12 %",
        "$5",
        "9/11",
        "2024-01-01",
        "2024-01-01T10:00Z",
        "12:30",
        "12:30 PM",
        "5 May 2024",
        "March 2024",
        "Jan. 5",
        "٢٠٢٤",
    ],
)
def test_a_text_that_looks_like_a_value_is_marked_as_a_text_and_comes_back(text: str):
    assert csv_table.guarded(text) == f"'{text}"
    made = building({"articles/a.md": f"title: {json.dumps(text)}\nauthors: [{json.dumps(text)}]\n---\n"})
    (row,) = rows(made, "articles")
    assert [given_back(row[name]) for name in ("title", "authors")] == [text, text]
    assert row["title"].startswith("'")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Half true",
        "May",
        "4 bridges",
        "March on 5",
        "A-1",
        "e5",
        "true or false",
        "Marching 5",
        "https://example.com/1",
    ],
)
def test_a_text_that_is_plainly_a_text_is_left_as_it_is(text: str):
    assert csv_table.guarded(text) == text


def test_columns_that_are_no_text_are_left_as_they_are():
    made = sound(
        {
            "articles/a.md": article(more="date: 2024-01-01\nurl: https://example.com/1"),
            "claims/c.md": "text: Made up.\ndate: 2024",
        }
    )
    (row,) = rows(made, "articles")
    assert (row["date"], row["original_url"], row["retracted"]) == ("2024-01-01", "https://example.com/1", "false")
    assert [(row["date"], row["appearances"]) for row in rows(made, "claims")] == [("2024", "0")]


def test_claimants_and_their_roles_are_in_one_order():
    people = "[{who: Ann, role: Mayor}, Bob, {who: Cid, role: Mayor}, {who: Ann, role: Minister}]"
    made = sound({"claims/c.md": f"text: Made up.\nclaimants: {people}"})
    (row,) = rows(made, "claims")
    assert [row[name].split(" | ") for name in ("claimant_ids", "claimants", "roles")] == [
        ["ann", "bob", "cid", "ann"],
        ["Ann", "Bob", "Cid", "Ann"],
        ["Mayor", "", "Mayor", "Minister"],
    ]


def test_a_text_of_several_paragraphs_stays_in_its_cell():
    made = sound({"articles/a.md": article(more="summary: |\n  First.\n\n  Second.")})
    assert rows(made, "articles")[0]["summary"] == "First.\n\nSecond."


def test_a_table_begins_with_the_mark_that_spreadsheets_look_for_and_ends_its_lines_as_the_form_asks():
    data = held(sound(FILES), "claims")
    assert data.startswith(b"\xef\xbb\xbfid,url,text,")
    assert data.count(b"\r\n") == 2


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_a_table_is_filled_from_what_its_rows_have(name: str):
    made = sound(FILES, OWN)
    for row in TABLES[name].rows(made.archive):
        assert list(row) == [column.name for column in TABLES[name].columns]


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (True, "true"), (3.0, "3"), (2.5, "2.5"), (-1.5, "-1.5"), (7, "7"), (3.1415926535, "3.1415926535")],
)
def test_a_value_is_written_as_it_is(value: Any, cell: str):
    columns = (csv_table.Column("a", "any", ""), csv_table.Column("b", "any", ""))
    table = csv_table.Table("", columns, lambda _: iter([{"a": value, "b": 0}]))
    assert b"".join(csv_table.write(table, sound({}).archive)).decode("utf-8-sig") == f"a,b\r\n{cell},0\r\n"


# lines


def written_again(line: Mapping[str, Any]) -> str:
    """An entry's file made from its line."""
    front = yaml.safe_dump(line["front_matter"], allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n{line['text']}"


def test_an_entry_can_be_made_again_from_its_line(tmp_path: Path):
    from stress.generator import write

    write(tmp_path)
    out = build(tmp_path)
    found = [json.loads(line) for line in (out / "data/entries.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(found) > 90
    settings = Settings("Asia/Kathmandu")
    for line in found:
        kind = Kind(line["kind"])
        before = load(line["path"], kind, (tmp_path / line["path"]).read_bytes(), settings)
        after = load(line["path"], kind, written_again(line).encode(), settings)
        assert without_places(after.entry) == without_places(before.entry)
        assert without_places(after.body) == without_places(before.body)
        assert (out / unquote(line["address"]) / "index.html").is_file() or kind is Kind.CLAIM


def without_places(value: Any) -> Any:
    """A value as JSON without the places of texts in their files, which are others in another file."""
    places = ("at", "title_at", "url_at")

    def stripped(one: Any) -> Any:
        if isinstance(one, dict):
            return {key: stripped(inner) for key, inner in one.items() if key not in places}
        return [stripped(inner) for inner in one] if isinstance(one, list) else one

    return stripped(json.loads(msgspec.json.encode(value)))


def test_a_line_holds_what_was_written_and_nothing_that_was_not():
    front = "title: 'False'\nx_mine: 012\ndate:\ntopics: [No, ~]\n# a comment\nimage: {file: a.png, alt: ''}"
    found = load("site_src/articles/a.md", Kind.ARTICLE, f"---\n{front}\n---\nText.\n".encode(), Settings())
    assert found.source is not None
    line = lines.line(Kind.ARTICLE, "a", "site_src/articles/a.md", found.source.keys, found.source.text)
    assert line.count(b"\n") == 1
    assert json.loads(line) == {
        "kind": "article",
        "id": "a",
        "path": "site_src/articles/a.md",
        "address": "articles/a/",
        "front_matter": {
            "title": "False",
            "x_mine": "012",
            "date": None,
            "topics": ["No", None],
            "image": {"file": "a.png", "alt": None},
        },
        "text": "Text.\n",
    }


def test_a_line_has_neither_what_no_entry_is_read_with_nor_values_of_white_space():
    front = 'title: "A\\u0007 title"\nsummary: "  "\ndeck: First.\ndeck: Second.'
    found = load("site_src/articles/a.md", Kind.ARTICLE, f"---\n{front}\n---\nTe\x07xt.\r\n".encode(), Settings())
    assert [one.code.number for one in found.diagnostics] == ["FC103", "FC103", "FC109"]
    assert found.source is not None
    line = json.loads(lines.line(Kind.ARTICLE, "a", "site_src/articles/a.md", found.source.keys, found.source.text))
    assert line["front_matter"] == {"title": "A title", "summary": None, "deck": "First."}
    assert line["text"] == "Text.\n"


def test_a_line_holds_what_was_written_even_where_it_names_a_draft(tmp_path: Path):
    draft = "---\ntitle: Not yet\ndraft: true\n---\n"
    site = {"articles/draft.md": draft, "articles/a.md": "---\ntitle: A\nrelated: [draft]\n---\n"}
    txtar.write(tmp_path, {f"site_src/{path}": text for path, text in site.items()})
    (tmp_path / "config.yaml").write_text(f"title: Made-up archive\nbase_url: {BASE}/\n")
    (line,) = (build(tmp_path) / "data/entries.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["front_matter"] == {"title": "A", "related": ["draft"]}


# reviews


def test_the_feed_of_reviews_has_own_and_recorded_ones_each_at_its_own_address():
    feed = json.loads(held(sound(FILES, OWN), "claim-reviews"))
    found = {one["url"]: [item["url"] for item in one.get("item", [])] for one in feed["dataFeedElement"]}
    assert found == {
        f"{BASE}/fact-checks/theirs/": ["https://example.com/original"],
        f"{BASE}/fact-checks/lost/": [],
        f"{BASE}/fact-checks/own/": [f"{BASE}/fact-checks/own/"],
    }
    assert feed["dateModified"] == "2024-02-03"
    assert [one.message for one in faults(feed, vocabulary(schema_org())) if one.fatal] == []


def test_no_recorded_review_is_given_as_the_sites_own():
    feed = json.loads(held(sound(FILES, OWN), "claim-reviews"))
    for one in nodes(feed):
        if "ClaimReview" in types_of(one):
            assert (one["author"]["name"] == "Made-up Desk") == one["url"].startswith(BASE)


def test_the_claim_search_has_each_claim_with_its_reviews():
    (claim,) = json.loads(held(sound(FILES, OWN), "claim-search"))["claims"]
    assert (claim["text"], claim["claimant"]) == ("It is the longest.", "Ann Made-Up, Bob Made-Up")
    assert claim["claimDate"] == "2023-12-01T00:00:00Z"
    assert claim["claimReview"][0] == {
        "publisher": {"name": "Made-up Desk", "site": "example.org"},
        "url": f"{BASE}/fact-checks/own/",
        "title": "A made-up review",
        "reviewDate": "2024-02-01T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    assert [one.get("url") for one in claim["claimReview"]] == [
        f"{BASE}/fact-checks/own/",
        None,
        "https://example.com/original",
    ]


def searched(made: Site) -> dict[str, dict[str, Any]]:
    """The reviews that the claim search has, by their titles."""
    return {
        one["title"]: one for claim in json.loads(held(made, "claim-search"))["claims"] for one in claim["claimReview"]
    }


def titled(title: str, claim: str, more: str) -> str:
    """The text of a fact-check with a title of its own."""
    return review(claim, "False", f"{title} Desk", more).replace("A made-up review", title)


def test_the_claim_search_names_the_site_of_the_reviewer_and_not_that_of_a_copy():
    copy = "archived_url: https://web.archive.org/web/2024/https://example.com/c"
    made = sound(
        {
            "claims/c.md": "text: Made up.",
            "outlets/known.md": "name: Known Desk\nurl: https://known.example/",
            "fact-checks/copied.md": titled("Copied", "c", copy),
            "fact-checks/known.md": titled("Known", "c", copy),
            "fact-checks/found.md": titled("Found", "c", f"url: https://found.example/1\n{copy}"),
        }
    )
    found = searched(made)
    assert {title: one["publisher"].get("site") for title, one in found.items()} == {
        "Copied": None,
        "Known": "known.example",
        "Found": "found.example",
    }
    assert found["Copied"]["url"].startswith("https://web.archive.org/")


@pytest.mark.parametrize(
    ("date", "time"),
    [
        ("2024", "2024-01-01T00:00:00Z"),
        ("2024-03", "2024-03-01T00:00:00Z"),
        ("2024-03-05", "2024-03-05T00:00:00Z"),
        ("2024-03-05 00:30", "2024-03-04T18:45:00Z"),
        ("2024-03-05T10:00:00-05:00", "2024-03-05T15:00:00Z"),
    ],
)
def test_every_time_of_the_claim_search_is_in_one_form(date: str, time: str):
    made = sound(
        {"claims/c.md": f"text: Made up.\ndate: '{date}'", "fact-checks/f.md": review("c", more=f"date: '{date}'")},
        "timezone: Asia/Kathmandu\n",
    )
    (claim,) = json.loads(held(made, "claim-search"))["claims"]
    assert (claim["claimDate"], claim["claimReview"][0]["reviewDate"]) == (time, time)


def test_of_several_rulings_each_has_the_same_address_in_the_claim_search_as_in_the_feed_of_reviews():
    both = "rulings: [{claim: a, verdict: 'False'}, {claim: b, verdict: 'True'}]"
    made = sound(
        {
            "claims/a.md": "text: Made up.",
            "claims/b.md": "text: Also made up.",
            "fact-checks/both.md": f"title: Both\nreviewer: Made-up Desk\n{both}",
        },
        OWN,
    )
    claims = json.loads(held(made, "claim-search"))["claims"]
    found = {claim["claimReview"][0]["url"] for claim in claims}
    assert found == {f"{BASE}/fact-checks/both/#ruling_a", f"{BASE}/fact-checks/both/#ruling_b"}
    (element,) = json.loads(held(made, "claim-reviews"))["dataFeedElement"]
    assert {one["url"] for one in element["item"]} == found


def test_the_page_of_a_claim_and_of_a_fact_check_has_a_record_beside_it():
    made = sound(FILES, OWN)
    claim = json.loads(record(made.archive, Key(Kind.CLAIM, "longest")))
    assert [one["reviewer"]["name"] for one in claim["rulings"]] == [
        "Made-up Desk",
        "Made-up Desk",
        "Third Desk",
        "Another Desk",
    ]
    assert claim["claimants"][0] == {
        "id": "ann-made-up",
        "name": "Ann Made-Up",
        "url": f"{BASE}/claimants/ann-made-up/",
    }
    assert claim["appearances"][0]["quote"] == "it is the longest"
    check = json.loads(record(made.archive, Key(Kind.FACT_CHECK, "theirs")))
    assert (check["own"], check["original_url"]) == (False, "https://example.com/original")
    assert check["rulings"][0]["claim"]["url"] == claim["url"]
    assert made.view("/claims/longest/").head.record == "/archive/claims/longest/index.json"
    assert made.view("/fact-checks/own/").head.record == "/archive/fact-checks/own/index.json"


def test_what_was_withdrawn_is_nowhere_in_the_data():
    made = sound(
        {
            "articles/gone.md": article("Gone", "date: 2024-01-01\nwithdrawn: {date: 2024, reason: Made up.}"),
            "articles/here.md": article("Here", "date: 2024-01-01"),
        }
    )
    assert [row["id"] for row in rows(made, "articles")] == ["here"]
    assert made.archive.by_year == {"2024": ("site_src/articles/here.md",)}
    assert "/articles/gone/" in held(made, "urls").decode()


def test_a_withdrawn_claim_and_what_was_ruled_on_it_are_nowhere_in_the_data():
    gone = "text: Gone claim.\nclaimants: [Gone Person]\ndate: 2023-12\nwithdrawn: {date: 2024, reason: Made up.}"
    both = "rulings: [{claim: gone, verdict: 'False'}, {claim: longest, verdict: 'False'}]"
    made = sound(
        {
            "claims/gone.md": gone,
            "claims/longest.md": "text: It is the longest.",
            "fact-checks/one.md": review("gone", more="date: 2024-02-01"),
            "fact-checks/both.md": f"title: Both\nreviewer: Made-up Desk\ndate: 2024-02-01\n{both}",
        },
        OWN,
    )
    assert [row["claim_id"] for row in rows(made, "rulings")] == ["longest"]
    assert [row["rulings"] for row in rows(made, "claims")] == ["1"]
    feed = json.loads(held(made, "claim-reviews"))
    assert [one["url"] for one in feed["dataFeedElement"]] == [f"{BASE}/fact-checks/both/"]
    told = [held(made, name) for name in ("rulings", "claims", "claim-reviews", "claim-search")]
    told += [record(made.archive, Key(Kind.FACT_CHECK, one)).encode() for one in ("one", "both")]
    told += [msgspec.json.encode(made.view(f"/feed.{form}")) for form in ("xml", "json")]
    assert not any(b"Gone" in one or b"/claims/gone/" in one for one in told)


# addresses


def test_the_list_of_addresses_has_pages_redirects_feeds_and_files_and_begins_with_the_home_page():
    made = sound(
        {"articles/a.md": article(more="date: 2024-01-01\nredirect_from: [/old/]"), "static/notes.txt": "made up"}
    )
    found = held(made, "urls").decode().splitlines()
    assert found[0] == f"{BASE}/"
    assert found == sorted(set(found))
    assert {f"{BASE}/{one}" for one in ("articles/a/", "old/", "feed.xml", "static/notes.txt")} <= set(found)
    assert not {f"{BASE}/{one}" for one in ("404.html", "robots.txt", "sitemap.xml", "data/urls.txt")} & set(found)
    assert not any(one.startswith(f"{BASE}/assets/") for one in found)
    assert {page.address for page in made.plan.pages} - {"/404.html", "/robots.txt"} | {"/static/notes.txt"} == {
        f"/{unquote(one.removeprefix(f'{BASE}/'))}" for one in found
    }
    published = url_list.read(held(made, "urls"))
    assert isinstance(published, url_list.Published)
    assert set(published.addresses) <= made.plan.addresses | {copy.address for copy in made.plan.copies}


def test_the_sitemap_has_what_is_to_be_indexed_and_when_it_changed():
    made = sound(
        {
            "articles/a.md": article(more="date: 2024-01-01\nupdated: 2024-03-01 12:00"),
            "articles/b.md": article(more="date: 2024-02"),
            "articles/gone.md": article(more="withdrawn: {date: 2024, reason: Made up.}\nredirect_from: [/old/]"),
        }
    )
    found = places(held(made, "sitemap"))
    assert found[f"{BASE}/articles/a/"] == "2024-03-01T12:00:00+00:00"
    assert found[f"{BASE}/articles/b/"] is None
    assert not {f"{BASE}/{one}" for one in ("articles/gone/", "old/", "404.html", "feed.xml")} & found.keys()
    assert made.view("/robots.txt").sitemap == f"{BASE}/sitemap.xml"


def places(data: bytes) -> dict[str, str | None]:
    """The addresses of a sitemap or of an index of them, with when each changed."""
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return {str(one.findtext(f"{space}loc")): one.findtext(f"{space}lastmod") for one in etree.fromstring(data)}


def test_a_sitemap_that_would_be_too_long_is_in_parts(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sitemap, "MOST", 10)
    made = sound({f"articles/{n}.md": article(f"Article {n}") for n in range(9)})
    parts = [file for file in made.plan.data if file.holds == "sitemap"]
    assert [file.address for file in parts] == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap.xml"]
    read = {f.address: places(b"".join(content(made.archive, made.plan.pages, (), f))) for f in parts}
    index = read.pop(urls.SITEMAP)
    assert list(index) == [f"{BASE}{address}" for address in read]
    every = [place for part in read.values() for place in part]
    monkeypatch.setattr(sitemap, "MOST", 50_000)
    (one,) = (file for file in data_files(made.archive, made.plan.pages) if file.holds == "sitemap")
    assert every == list(places(b"".join(content(made.archive, made.plan.pages, (), one))))


# on the disk


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A small archive, built."""
    site = {f"site_src/{path}": whole(text) for path, text in FILES.items()}
    config = f"title: Made-up archive\nbase_url: {BASE}/\n{OWN}"
    txtar.write(tmp_path / "site", {"config.yaml": config, **site})
    return Story(tmp_path / "site").build()


def described(out: Path) -> Iterable[tuple[str, Mapping[str, Any]]]:
    """The files that the description names, each with its resource."""
    package = json.loads((out / "data/datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        paths = resource["path"] if isinstance(resource["path"], list) else [resource["path"]]
        for path in paths:
            yield path, resource


def test_the_description_names_every_file_of_data_and_what_is_in_it(story: Story) -> None:
    there = {path.removeprefix("data/") for path in tree(story.out) if path.startswith("data/")}
    told = dict(described(story.out))
    assert there == told.keys() | {"datapackage.json", "SHA256SUMS", "index.html"}
    for path, resource in told.items():
        data = (story.out / "data" / path).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        if resource["format"] == "csv":
            header = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
            assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_an_archive_without_entries_has_no_file_of_them_until_there_are_some(story: Story) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in (story.folder / "site_src/claims").iterdir()}
    for folder in ("articles", "claims", "fact-checks"):
        story.remove(f"site_src/{folder}")
    story.build().is_as_from_scratch()
    assert not (story.out / "data/entries.jsonl").exists()
    assert "entries" not in {resource["name"] for _, resource in described(story.out)}
    story.write({f"site_src/claims/{name}": text for name, text in kept.items()}).build().is_as_from_scratch()
    assert (story.out / "data/entries.jsonl").read_bytes().count(b"\n") == 1


def test_the_checksums_are_those_of_the_files(story: Story) -> None:
    sums = dict(reversed(line.split("  ")) for line in (story.out / "data/SHA256SUMS").read_text().splitlines())
    assert sums.keys() == {path for path, _ in described(story.out)} | {"datapackage.json"}
    for name, content_sum in sums.items():
        assert hashlib.sha256((story.out / "data" / name).read_bytes()).hexdigest() == content_sum


def test_a_large_archive_has_a_file_of_entries_for_each_year(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcgen.pages.data_files._IN_ONE", 3)
    story.write({"site_src/pages/about.md": "---\ntitle: About\n---\nMade up.\n"}).build()
    names = sorted(path.name for path in (story.out / "data/entries").iterdir())
    assert names == ["2023.jsonl", "2024.jsonl", "undated.jsonl"]
    assert not (story.out / "data/entries.jsonl").exists()
    before = (story.out / "data/entries/2023.jsonl").stat()
    story.edit("site_src/pages/about.md", "Made up.", "All made up.").build().wrote(4)
    after = (story.out / "data/entries/2023.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert b"All made up." in (story.out / "data/entries/undated.jsonl").read_bytes()
    paths = [path for path, resource in described(story.out) if resource["name"] == "entries"]
    assert paths == [f"entries/{name}" for name in names]
    monkeypatch.undo()
    story.build(clean=True).does_nothing_again()
    assert not (story.out / "data/entries").exists()


def test_a_file_of_data_that_is_gone_or_was_altered_is_written_again(story: Story) -> None:
    before = tree(story.out)
    for path in ("data/entries.jsonl", "data/rulings.csv", "data/SHA256SUMS", "sitemap.xml", "feed.xml"):
        story.remove(f"_site/{path}").build()
        assert tree(story.out) == before
        (story.out / path).write_text("altered")
        story.build()
        assert tree(story.out) == before


def test_an_edit_of_a_text_leaves_the_tables_as_they_are(story: Story) -> None:
    before = {path: path.stat().st_mtime_ns for path in (story.out / "data").glob("*.csv")}
    story.edit("site_src/articles/speech.md", "[it is the longest]", "She said [it is the longest]").build()
    assert {path: path.stat().st_mtime_ns for path in (story.out / "data").glob("*.csv")} == before
    story.is_as_from_scratch()
