"""A made-up archive that strains everything is built, and nothing is wrong with what comes out."""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_pages import main_text, parsed, problems
from lxml import etree
from site_files import CLOCK, fcgen, tree, without_search
from stress.generator import write
from stress.occasions import MANY, RULINGS
from stress.texts import NASTY, RIGHT_TO_LEFT, SCRIPTS

ORIGIN = "https://example.org"


@pytest.fixture(scope="module", params=["text", "html"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the archive: with raw HTML shown as text, and with raw HTML allowed."""
    folder = tmp_path_factory.mktemp(request.param)
    write(folder, html=request.param == "html", doubtful=False)
    done = fcgen("-C", folder, "build", "--strict", "--clock", CLOCK)
    assert done.returncode == 0, done.stderr
    return folder / "_site"


def page(built: Path, address: str) -> bytes:
    return (built / address / "index.html").read_bytes()


def test_the_rules_of_the_trade_have_nothing_to_say_of_it(built: Path) -> None:
    done = fcgen("-C", built.parent, "check", "--strict", "--clock", CLOCK)
    assert (done.returncode, done.stderr) == (0, "no mistakes.\n")


def test_every_page_is_sound_and_every_link_leads_somewhere(built: Path) -> None:
    assert problems(built, "/archive/", ORIGIN) == []


def test_the_same_archive_is_written_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name)
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_the_number_of_processes_makes_no_difference(tmp_path: Path) -> None:
    write(tmp_path)  # enough entries and pages for several processes
    for jobs in ("1", "2", "5"):
        done = fcgen("-C", tmp_path, "build", "--clock", CLOCK, "--jobs", jobs, "--out", f"out-{jobs}")
        assert done.returncode == 0, done.stderr
    one, two, five = (without_search(tree(tmp_path / f"out-{jobs}")) for jobs in ("1", "2", "5"))
    assert one == two == five


def test_what_only_deserves_a_warning_gets_one_and_nothing_else_does(tmp_path: Path) -> None:
    write(tmp_path)
    done = fcgen("-C", tmp_path, "build", "--clock", CLOCK, "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    found = Counter((one["code"], one["severity"]) for one in told["diagnostics"])
    assert found == {
        ("FC303", "warning"): 1,
        ("FC308", "warning"): 1,
        ("FC402", "warning"): 2,
        ("FC503", "warning"): 1,
    }
    whole = [one["path"] for one in told["left_out"] if not one["reason"].startswith("its update dated 2024-")]
    assert whole == ["site_src/articles/draft.md", "site_src/fact-checks/later.md"]
    assert problems(tmp_path / "_site", "/archive/", ORIGIN) == []
    assert b"Maybe, maybe not" in page(tmp_path / "_site", "verdicts/unclassified")


def test_nothing_that_was_typed_became_markup_script_or_template(built: Path) -> None:
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "<!-- -->" not in text
        assert "made up 49" not in text  # what `7*7` is
        tree_of_page = parsed(text.encode())
        scripts = [one for one in tree_of_page.iter("script") if one.get("type") != "application/ld+json"]
        assert all(script.get("src", "").startswith("/archive/") for script in scripts)
        assert not list(tree_of_page.iter("iframe", "object", "embed"))
        assert not [a for a in tree_of_page.iter("a") if (a.get("href") or "").lower().startswith("javascript")]


@pytest.mark.parametrize(
    "address",
    [
        "articles/full",
        "fact-checks/full",
        "claims/full",
        "claimants/full-person",
        "outlets/full-outlet",
        "topics/full-topic",
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(built: Path, address: str) -> None:
    shown = " ".join(main_text(page(built, address)).split())
    assert NASTY in shown
    assert RIGHT_TO_LEFT in shown


def test_what_was_typed_comes_back_from_every_format(built: Path) -> None:
    for kind, name in (("articles", "full"), ("fact-checks", "full"), ("claims", "full"), ("claimants", "full-person")):
        (script,) = parsed(page(built, f"{kind}/{name}")).xpath("//script[@type='application/ld+json']")
        assert any(NASTY in value for value in values(json.loads(script.text or "")))
    for path in ("claims/full/index.json", "fact-checks/full/index.json", "feed.json", "data/claim-reviews.json"):
        assert any(NASTY in value for value in values(json.loads((built / path).read_bytes())))
    for path in ("articles", "claims", "rulings"):
        with (built / "data" / f"{path}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert any(NASTY in cell for row in csv.reader(file) for cell in row)
    lines = (built / "data/entries.jsonl").read_text(encoding="utf-8").splitlines()
    assert any(NASTY in value for line in lines for value in values(json.loads(line)))
    assert any(NASTY in (text or "") for text in etree.parse(built / "feed.xml").xpath("//text()"))


def values(data: object) -> Iterator[str]:
    """All texts in a JSON value."""
    match data:
        case str():
            yield data
        case list():
            yield from (text for one in data for text in values(one))
        case dict():
            yield from (text for one in data.values() for text in values(one))


def test_an_article_with_many_quotes_marks_each_of_them(built: Path) -> None:
    article = parsed(page(built, "articles/many-quotes"))
    marks = [i for i in article.xpath("//@id") if i.startswith("quote_")]
    assert len(set(marks)) == len(marks) == MANY
    assert len([i for i in article.xpath("//@id") if i.startswith("note_")]) == RULINGS


def test_a_claim_that_appeared_in_many_places_lists_each_of_them(built: Path) -> None:
    shown = main_text(page(built, "claims/many-appearances"))
    for number in (0, 1, MANY - 1):
        assert f"Made-up appearance {number} " in shown
        assert f"made-up words {number} " in shown


def test_a_review_of_many_claims_shows_each_ruling_once(built: Path) -> None:
    shown = main_text(page(built, "fact-checks/many-rulings"))
    for number in range(RULINGS):
        assert shown.count(f"Made-up reasons {number}.") == 1


def test_a_word_means_what_the_scale_of_its_day_says(built: Path) -> None:
    before, after = (main_text(page(built, f"fact-checks/scaled-{number}")) for number in (0, 3))
    assert "Holds" in before
    assert "Holds" in after
    assert "Grouped on this site under True." in before
    assert "Grouped on this site under Mostly true." in after


def test_days_are_those_that_were_written(built: Path) -> None:
    assert "\n1 January 2010\n" in main_text(page(built, "fact-checks/plain-0"))
    assert "\n6 May 2024\n" in main_text(page(built, "articles/full"))


def test_names_in_any_script_have_pages_of_their_own(built: Path) -> None:
    for script in SCRIPTS:
        for address in (f"articles/{script.id}", f"fact-checks/{script.id}", f"claims/{script.id}", script.id):
            shown = main_text(page(built, address))
            assert script.title in shown or script.sentence in shown
            if script.language != "en":
                assert parsed(page(built, address)).xpath(f"//*[@lang='{script.language}']")
    assert parsed(page(built, f"articles/{SCRIPTS[2].id}")).xpath("//*[@lang='ar'][@dir='rtl']")


def test_nothing_remains_of_the_text_of_what_was_withdrawn(built: Path) -> None:
    for address in ("articles/withdrawn", "fact-checks/withdrawn", "claims/withdrawn-claim", "withdrawn"):
        shown = main_text(page(built, address))
        assert "Made-up reason." in shown
        assert "The same heading" not in shown
    lists = "".join(
        main_text(path.read_bytes())
        for folder in ("articles", "fact-checks", "claims", "archive", "topics", "outlets")
        for path in (built / folder).rglob("index.html")
        if "withdrawn" not in path.parent.name
    )
    assert "withdrawn" not in lists


def test_nothing_of_drafts_and_dates_to_come_is_anywhere(built: Path) -> None:
    for path in tree(built):
        assert "draft" not in path
        assert "later" not in path
    for path in built.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Made-up draft" not in text
        assert "Made-up outlet of a draft" not in text
        assert "to come" not in text


def test_translations_name_each_other_in_three_languages(built: Path) -> None:
    for language in ("en", "es", "ar"):
        found = parsed(page(built, f"articles/translated-{language}"))
        alternates = {
            link.get("hreflang"): link.get("href") for link in found.xpath("//link[@rel='alternate'][@hreflang]")
        }
        assert {
            code: f"{ORIGIN}/archive/articles/translated-{code}/" for code in ("en", "es", "ar")
        }.items() <= alternates.items()


def test_old_addresses_lead_to_the_new_ones(built: Path) -> None:
    for path in ("old/a/index.html", "old/a.html", f"old/{SCRIPTS[1].id}/a/index.html"):
        assert 'content="0; url=/archive/articles/full/"' in (built / path).read_text(encoding="utf-8")


def test_lists_are_cut_into_pages_of_five(built: Path) -> None:
    numbers = sorted(int(path.name) for path in (built / "fact-checks" / "page").iterdir())
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 6
    for number in numbers:
        cards = parsed(page(built, f"fact-checks/page/{number}")).xpath("//main//h2 | //main//h3")
        assert len(cards) == 5


def test_raw_html_is_text_or_clean(built: Path) -> None:
    found = parsed(page(built, "articles/full"))
    text = main_text(page(built, "articles/full"))
    if built.parent.name.startswith("html"):
        assert found.xpath("//main//details/summary[.='More']")
        assert 'alert("made up")' not in text
    else:
        assert not found.xpath("//main//summary[.='More']")
        assert '<script>alert("made up")</script>' in text
        assert '<p onclick="alert(1)" style="color: red" id="quote_1" class="x">raw HTML, made up</p>' in text
