"""What each list holds, and in which order: the section "Lists" of the content model."""

import pytest
from archives import Site, article, building, review, site, sound

from fcgen.pages.view_types import ListView

CLAIM = "text: This is made up."


def articles(*days: str, more: str = "") -> dict[str, str]:
    """Articles with the days as their ids and dates."""
    return {f"articles/{day or 'undated'}.md": article(f"Of {day}", f"date: {day}\n{more}") for day in days}


def shown(made: Site, address: str) -> list[str]:
    """The titles of the cards on a page."""
    view = made.view(address)
    cards = view.cards if isinstance(view, ListView) else view.listing.cards
    return [card.title.text for card in cards]


def pages_of(made: Site, listing: str) -> list[str]:
    return [page.address for page in made.plan.pages if page.listing == listing]


# What is in which list.


def test_each_kind_has_a_list_that_may_be_empty():
    made = sound({})
    for kind in ("articles", "fact-checks", "claims", "claimants", "outlets", "topics"):
        assert made.listed(f"/{kind}/") == []
        assert shown(made, f"/{kind}/") == []
    assert made.listed("/corrections/") == []


def test_pages_of_the_site_itself_are_in_no_list():
    made = sound({"pages/about.md": "title: About\ndate: 2024-01-01"})
    assert not any(made.archive.listings[listing] for listing in made.archive.listings)


def test_what_was_published_is_listed_by_its_year():
    made = sound(
        {
            "articles/a.md": article(more="date: 2023-12-31"),
            "fact-checks/f.md": review("{text: This is made up., date: 2020-01-01}", more="date: 2024"),
            "claims/c.md": f"{CLAIM}\ndate: 2022-01-01",
            "articles/undated.md": article(),
        }
    )
    assert made.listed("/archive/2023/") == ["a"]
    assert made.listed("/archive/2024/") == ["f"]
    assert "/archive/2022/" not in made.plan.addresses
    assert [(card.title.text, card.note) for card in made.view("/archive/").years] == [
        ("2024", "1 entry"),
        ("2023", "1 entry"),
    ]


def test_a_claimant_has_the_claims_by_the_day_they_were_made():
    made = sound(
        {
            "claims/old.md": f"{CLAIM}\ndate: 2020\nclaimants: [Ann]",
            "claims/new.md": f"{CLAIM}\ndate: 2024\nclaimants: [Bob, Ann]",
            "claims/other.md": f"{CLAIM}\nclaimants: [Bob]",
        }
    )
    assert made.listed("/claimants/ann/") == ["new", "old"]
    assert made.listed("/claimants/bob/") == ["new", "other"]


def test_an_outlet_has_its_articles_its_reviews_and_the_claims_that_appeared_there():
    made = sound(
        {
            "articles/a.md": article(more="outlet: Gazette\ndate: 2024-01-03"),
            "fact-checks/f.md": review("by-title", reviewer="Gazette", more="date: 2024-01-02"),
            "claims/by-title.md": f"{CLAIM}\ndate: 2024-01-01\nappearances: [{{title: News, outlet: Gazette}}]",
            "claims/first.md": f"{CLAIM}\ndate: 2023-01-01\nfirst_appearance: {{outlet: Gazette}}",
            "claims/in-article.md": f"{CLAIM}\nappearances: [{{article: a}}]",
        }
    )
    assert made.listed("/outlets/gazette/") == ["a", "f", "by-title", "first"]


def test_a_review_of_several_claims_is_once_in_the_list_of_its_reviewer_and_with_each_ruling_in_those_of_verdicts():
    made = sound(
        {
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nrulings:\n"
                "  - {claim: {id: a, text: First}, verdict: True}\n  - {claim: {id: b, text: Second}, verdict: False}\n"
                "  - {claim: {id: c, text: Third}, verdict: True}"
            )
        }
    )
    assert made.listed("/outlets/desk/") == ["f"]
    assert made.listed("/verdicts/true/") == ["f", "f"]
    assert made.listed("/verdicts/false/") == ["f"]
    (card,) = made.view("/verdicts/false/").listing.cards
    assert [badge.word for badge in card.badges] == ["False"]
    (card,) = made.view("/outlets/desk/").listing.cards
    assert [badge.word for badge in card.badges] == ["True", "False", "True"]


def test_a_topic_has_the_entries_that_name_it_in_any_spelling_once():
    made = building(
        {
            "topics/health.md": "name: Health\nalso_known_as: [Well-being]",
            "articles/a.md": article(more="date: 2024-01-03\ntopics: [health, Well-being]"),
            "fact-checks/f.md": review("c", more="date: 2024-01-02\ntopics: [HEALTH]"),
            "claims/c.md": f"{CLAIM}\ndate: 2024-01-01\ntopics: [Health]",
            "people/ann.md": "name: Ann\ntopics: [health]",
        }
    )
    assert made.listed("/topics/health/") == ["a", "f", "c"]


def test_corrections_of_every_kind_of_entry_are_in_one_list_newest_first():
    correction = "corrections:\n  - {{date: {}, kind: {}, summary: Made-up change}}"
    made = sound(
        {
            "articles/a.md": article(
                more=correction.format("2024-01-01", "correction")
                + "\n  - {date: 2024-03-01, kind: update, summary: More}"
            ),
            "claims/c.md": f"{CLAIM}\n{correction.format('2024-02-01', 'clarification')}",
            "people/ann.md": f"name: Ann\n{correction.format('2023-01-01', 'correction')}",
            "pages/about.md": f"title: About\n{correction.format('2022-01-01', 'update')}",
        }
    )
    changes = made.view("/corrections/").corrections
    assert [(c.kind, c.when and c.when.iso, c.entry and c.entry.text) for c in changes] == [
        ("update", "2024-03-01", "A made-up article"),
        ("clarification", "2024-02-01", "This is made up."),
        ("correction", "2024-01-01", "A made-up article"),
        ("correction", "2023-01-01", "Ann"),
        ("update", "2022-01-01", "About"),
    ]


# The order.


def test_dated_things_are_newest_first_and_the_undated_last():
    made = sound(articles("2024-01-02", "2024-01-10", "", "2023"))
    assert made.listed("/articles/") == ["2024-01-10", "2024-01-02", "2023", "undated"]


def test_people_outlets_and_topics_are_from_a_to_z_whatever_their_ids():
    made = sound(
        {
            "people/1.md": "name: zoe",
            "people/2.md": "name: Émile",
            "people/3.md": "name: Ann",
            "people/4.md": "name: Frank",
        }
    )
    assert made.listed("/claimants/") == ["3", "2", "4", "1"]


# How a list is cut.


def test_a_long_list_is_cut_from_the_oldest_and_the_newest_collect_on_its_own_address():
    days = [f"2024-01-{day:02}" for day in range(1, 8)]
    made = sound(articles(*days), config="page_size: 2")
    assert pages_of(made, "/articles/") == ["/articles/", "/articles/page/1/", "/articles/page/2/"]
    assert shown(made, "/articles/") == ["Of 2024-01-07", "Of 2024-01-06", "Of 2024-01-05"]
    assert shown(made, "/articles/page/2/") == ["Of 2024-01-04", "Of 2024-01-03"]
    assert shown(made, "/articles/page/1/") == ["Of 2024-01-02", "Of 2024-01-01"]


def test_a_full_page_stays_as_it_is_when_newer_ones_come():
    days = [f"2024-01-{day:02}" for day in range(1, 7)]
    few = sound(articles(*days, more="outlet: Gazette\ntopics: [made-up]"), config="page_size: 2")
    more = sound(
        articles(*days, "2024-02-01", "2024-02-02", more="outlet: Gazette\ntopics: [made-up]"), config="page_size: 2"
    )
    for listing in ("/articles/", "/archive/2024/", "/outlets/gazette/", "/topics/made-up/"):
        assert few.view(f"{listing}page/1/") == more.view(f"{listing}page/1/")


def test_a_full_page_of_rulings_stays_as_it_is_when_newer_ones_come():
    def reviews(count: int) -> Site:
        claim = "{{text: Made-up claim {n}., claimants: [Ann], date: 2024-01-{n:02}}}"
        return sound(
            {
                f"fact-checks/f{n:02}.md": review(claim.format(n=n), more=f"date: 2024-01-{n:02}")
                for n in range(1, count + 1)
            },
            config="page_size: 2",
        )

    for listing in ("/verdicts/false/", "/claimants/ann/", "/outlets/made-up-desk/"):
        assert reviews(6).view(f"{listing}page/1/") == reviews(9).view(f"{listing}page/1/")
        assert reviews(6).view(listing) != reviews(9).view(listing)


def test_a_list_from_a_to_z_is_cut_from_a():
    made = sound(
        {f"people/{name}.md": f"name: {name.title()}" for name in ("ann", "bob", "cleo")}, config="page_size: 2"
    )
    assert pages_of(made, "/claimants/") == ["/claimants/", "/claimants/page/2/"]
    assert shown(made, "/claimants/") == ["Ann", "Bob"]
    assert shown(made, "/claimants/page/2/") == ["Cleo"]


def test_the_pager_of_a_dated_list_says_newer_and_older_with_dates():
    made = sound(
        articles("2024-01-01", "2024-02", "2024-03-03", "2024-04-04", "2025", "2025-02-02"), config="page_size: 2"
    )
    newest, middle, oldest = (made.view(f"/articles/{page}").pager for page in ("", "page/2/", "page/1/"))
    assert newest.newer is None
    assert (newest.older.text, newest.older.url) == ("up to 4 April 2024", "/archive/articles/page/2/")
    assert (middle.newer.text, middle.newer.url) == ("from 2025", "/archive/articles/")
    assert (middle.older.text, middle.older.url) == ("up to February 2024", "/archive/articles/page/1/")
    assert (oldest.newer.text, oldest.newer.url) == ("from 3 March 2024", "/archive/articles/page/2/")
    assert oldest.older is None
    assert newest.dated


def test_the_pager_says_that_what_comes_is_undated():
    made = sound(
        articles("2024-01-01", "2024-01-02") | {f"articles/{n}.md": article() for n in "ab"}, config="page_size: 2"
    )
    assert made.view("/articles/").pager.older.text == "undated"


def test_the_pager_of_a_list_from_a_to_z_says_names():
    made = sound(
        {f"people/{name}.md": f"name: {name.title()}" for name in ("ann", "bob", "cleo")}, config="page_size: 2"
    )
    first, last = made.view("/claimants/").pager, made.view("/claimants/page/2/").pager
    assert not first.dated
    assert (first.newer, first.older.text) == (None, "from Cleo")
    assert (last.newer.text, last.newer.url, last.older) == ("up to Bob", "/archive/claimants/", None)


def test_the_pager_of_corrections_says_when_things_were_corrected():
    rows = "\n".join(f"  - {{date: 2024-01-0{n}, kind: update, summary: Change {n}}}" for n in range(1, 5))
    made = sound({"articles/a.md": article(more=f"date: 2020-01-01\ncorrections:\n{rows}")}, config="page_size: 2")
    assert [c.summary for c in made.view("/corrections/page/1/").corrections] == [("Change 2",), ("Change 1",)]
    assert made.view("/corrections/").pager.older.text == "up to 2 January 2024"


@pytest.mark.parametrize("listing", ["/claimants/ann/", "/outlets/desk/", "/verdicts/false/", "/topics/made-up/"])
def test_only_the_newest_part_of_a_list_says_how_many_there_are(listing: str):
    claim = "{{text: Made-up claim {n}., claimants: [Ann]}}"
    made = sound(
        {
            f"fact-checks/f{n}.md": review(
                claim.format(n=n), reviewer="Desk", more=f"date: 2024-01-0{n}\ntopics: [made-up]"
            )
            for n in range(1, 7)
        },
        config="page_size: 2",
    )
    first, second = made.view(listing), made.view(f"{listing}page/1/")
    assert "6" in first.listing.heading
    assert not any(character.isdigit() for character in second.listing.heading)
    assert (first.listing.first, second.listing.first) == (True, False)


def test_the_counts_of_a_claimant_are_of_the_rulings_on_the_claims():
    made = sound(
        {
            "claims/a.md": f"{CLAIM}\nclaimants: [Ann]",
            "claims/b.md": f"{CLAIM}\nclaimants: [Ann, Bob]",
            "claims/c.md": f"{CLAIM}\nclaimants: [Bob]",
            "fact-checks/1.md": review("a", "False"),
            "fact-checks/2.md": review("b", "False"),
            "fact-checks/3.md": review("b", "True", "Other Desk"),
            "fact-checks/4.md": review("c", "True"),
        }
    )
    counts = made.view("/claimants/ann/").counts
    assert [(c.badge.label, c.count, c.total) for c in counts] == [("True", 1, 3), ("False", 2, 3)]
    counts = made.view("/outlets/made-up-desk/").counts
    assert [(c.badge.label, c.count, c.total) for c in counts] == [("True", 1, 3), ("False", 2, 3)]


def test_the_counts_of_the_home_page_are_of_all_rulings_and_all_entries():
    made = site(
        {
            "claims/a.md": CLAIM,
            "articles/a.md": article(),
            "fact-checks/1.md": review("a", "False"),
            "fact-checks/2.md": review("a", "Made-up word", "Other Desk"),
        }
    )
    home = made.view("/")
    assert [(c.badge.label, c.count, c.total) for c in home.verdicts] == [("False", 1, 2), ("Unclassified", 1, 2)]
    assert [link.text for link in home.counts] == [
        "2 fact-checks",
        "1 claim",
        "1 article",
        "0 claimants",
        "2 outlets",
        "0 topics",
    ]
