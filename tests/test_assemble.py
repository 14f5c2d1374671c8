"""From entries to an archive: ids, drafts and dates to come, withdrawn entries, retractions, translations, related."""

import msgspec
import pytest
from archives import THEME, Site, article, moment, review, site, sound, words
from html_pages import main_text

from fcgen import codes
from fcgen.archive.assemble import Shown, assemble
from fcgen.archive.index import Key, LeftOut
from fcgen.codes import Severity
from fcgen.entries.model import Kind, Related
from fcgen.pages.render import Templates, render

CLAIM = "text: This is made up."
WITHDRAWN = "withdrawn: {date: 2024-05-02, reason: A made-up reason.}"
RETRACTED = "corrections: [{date: 2024-05-02, kind: retraction, summary: Taken back.}]"


# Ids.


def test_an_id_is_the_name_of_the_file_as_it_is():
    made = sound({"articles/2024/Some Id.md": article(), "articles/Zürich.md": article()})
    assert [key.id for key in made.archive.entries] == ["Some Id", "Zürich"]
    assert {"/articles/Some Id/", "/articles/Zürich/"} <= made.plan.addresses


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("articles/2023/same.md", "articles/2024/same.md"),
        ("articles/Same.md", "articles/x/same.md"),
        ("articles/Straße.md", "articles/x/STRASSE.md"),
        ("articles/a/é.md", "articles/b/e\N{COMBINING ACUTE ACCENT}.md"),
    ],
)
def test_two_entries_of_one_kind_with_one_id_are_an_error_at_the_second(first: str, second: str):
    made = site({first: article("First"), second: article("Second")})
    problem = made.only(codes.DUPLICATE_ID)
    assert (problem.path, problem.at.line) == (f"site_src/{second}", 2)
    assert f"is also site_src/{first}: ids are the names of files, in any folder of their kind" in problem.message
    assert [entry.title for entry in made.archive.entries.values()] == ["First"]


def test_entries_of_different_kinds_may_have_one_id():
    sound(
        {
            "articles/same.md": article(),
            "fact-checks/same.md": review("same"),
            "claims/same.md": CLAIM,
            "people/same.md": "name: Ann",
            "outlets/same.md": "name: Gazette",
            "topics/same.md": "name: Made-up topic",
            "pages/same.md": "title: About",
        }
    )


def test_a_draft_and_a_live_entry_may_not_have_one_id_either():
    made = site({"articles/a/same.md": article(), "articles/b/same.md": article(more="draft: true")})
    assert made.codes == ["FC301"]


# Drafts and dates to come.

HIDDEN = ["draft: true", "date: 2026-01-02"]


@pytest.mark.parametrize("why", HIDDEN)
def test_nothing_of_what_is_left_out_reaches_pages_counts_lists_or_search(why: str):
    files = {
        "articles/secret.md": article("Secret article", f"{why}\noutlet: Secret outlet\ntopics: [Secret topic]"),
        "claims/secret.md": f"text: Secret claim.\n{why}\nclaimants: [Secret person]",
        "fact-checks/secret.md": review(
            "{text: Secret inline claim., claimants: [Secret claimant]}", "False", "Secret reviewer", more=why
        ),
        "people/secret.md": f"name: Secret name\n{why}",
        "pages/secret.md": f"title: Secret page\nmenu: 1\n{why}",
        "articles/shown.md": article("A made-up article", "date: 2025-01-01"),
    }
    made = sound(files)
    assert "secret" not in made.words().lower()
    assert not any("secret" in address for address in made.plan.addresses)
    assert list(made.records()) == ["A made-up article"]
    assert [link.text for link in made.view("/").counts] == [
        "0 fact-checks",
        "0 claims",
        "1 article",
        "0 claimants",
        "0 outlets",
        "0 topics",
    ]
    assert made.view("/").verdicts == ()


def test_the_build_names_what_it_left_out_and_why():
    made = sound({"articles/a.md": article(more="draft: true"), "articles/b.md": article(more="date: 2027-03")})
    assert made.archive.left_out == (
        LeftOut("site_src/articles/a.md", "a draft"),
        LeftOut("site_src/articles/b.md", "dated 2027-03, which is to come"),
    )


def later(now: str, future: bool = False) -> Site:
    """An article that says things of later years, at a time."""
    corrections = (
        "[{date: 2028-01-01, kind: retraction, summary: Taken back.}, {date: 2024-02-01, kind: update, summary: New.}]"
    )
    dated = f"date: 2024-01-01\nupdated: 2027-01-01\ncorrections: {corrections}"
    return site({"articles/a.md": article(more=dated)}, now=now, future=future)


def test_what_an_entry_says_of_a_time_to_come_is_not_there_before():
    made = later("2026-01-01")
    assert made.archive.left_out == (
        LeftOut("site_src/articles/a.md", "its retraction dated 2028-01-01, which is to come"),
        LeftOut("site_src/articles/a.md", "`updated: 2027-01-01`, which is to come"),
    )
    entry = made.view("/articles/a/").entry
    assert ([one.kind for one in entry.corrections], entry.retracted, entry.updated) == (["update"], False, None)
    assert len(made.archive.listings["/corrections/"]) == 1
    assert made.view("/feed.xml").updated == "2024-02-01T00:00:00+00:00"
    assert "2028" not in made.words()


def test_what_an_entry_says_of_a_time_to_come_is_there_from_then_on_or_where_it_is_asked_for():
    assert later("2027-01-01").view("/feed.xml").updated == "2027-01-01T00:00:00+00:00"
    for made in (later("2028-01-01"), later("2026-01-01", future=True)):
        assert made.view("/articles/a/").entry.retracted
        assert made.archive.left_out == ()


@pytest.mark.parametrize(
    ("date", "now", "shown"),
    [
        ("2026-01-01", "2026-01-01", True),
        ("2026-01-01", "2025-12-31T23:59:59Z", False),
        ("2026-01-02", "2026-01-01", False),
        ("2026", "2026-01-01", True),
        ("2026-02", "2026-01-31", False),
        ("2026-01-01T12:00:00Z", "2026-01-01T12:00:00Z", True),
        ("2026-01-01T12:00:00Z", "2026-01-01T11:59:59Z", False),
        ("2026-01-01T12:00:00+02:00", "2026-01-01T10:00:00Z", True),
    ],
)
def test_an_entry_is_shown_from_the_instant_its_date_begins(date: str, now: str, shown: bool):
    made = site({"articles/a.md": article(more=f"date: '{date}'")}, now=now)
    assert made.listed("/articles/") == (["a"] if shown else [])


@pytest.mark.parametrize(("zone", "shown"), [("Asia/Tokyo", True), ("UTC", False), ("America/New_York", False)])
def test_a_day_begins_by_the_time_zone_of_the_site(zone: str, shown: bool):
    made = site({"articles/a.md": article(more="date: 2026-01-01")}, f"timezone: {zone}", now="2025-12-31T15:00:00Z")
    assert made.listed("/articles/") == (["a"] if shown else [])


def test_drafts_and_dates_to_come_are_let_in_where_they_are_asked_for():
    files = {"articles/a.md": article(more="draft: true"), "articles/b.md": article(more="date: 2027")}
    assert site(files, drafts=True).listed("/articles/") == ["a"]
    assert site(files, future=True).listed("/articles/") == ["b"]
    assert site(files, drafts=True, future=True).listed("/articles/") == ["b", "a"]
    assert site(files, drafts=True).archive.left_out == (
        LeftOut("site_src/articles/b.md", "dated 2027, which is to come"),
    )


@pytest.mark.parametrize("why", HIDDEN)
def test_a_link_to_what_is_left_out_becomes_text_with_a_warning(why: str):
    made = site(
        {
            "claims/secret.md": f"{CLAIM}\n{why}",
            "articles/a.md": article(body="[one](claim:secret) [two](../claims/secret.md) [three](/claims/secret/)"),
        }
    )
    assert made.told(codes.LEFT_OUT) == ["site_src/articles/a.md:5"] * 3
    assert {problem.severity for problem in made.diagnostics} == {Severity.WARNING}
    assert made.diagnostics[0].message.startswith("claim 'secret' is left out of this build (")
    assert [filled.url for filled in made.view("/articles/a/").entry.body.filled[::2]] == ["", "", ""]


def test_a_link_to_a_claim_of_a_review_that_is_left_out_becomes_text_too():
    made = site(
        {
            "fact-checks/f.md": review("{id: secret, text: This is made up.}", more="draft: true"),
            "articles/a.md": article(body="[one](claim:secret) and [words](quote:secret)"),
        }
    )
    assert made.codes == ["FC308", "FC308"]
    assert made.diagnostics[1].message == (
        "claim 'secret' is left out of this build (a draft): the words are not marked"
    )


@pytest.mark.parametrize("why", HIDDEN)
def test_a_ruling_on_a_claim_that_is_left_out_is_an_error(why: str):
    made = site({"claims/secret.md": f"{CLAIM}\n{why}", "fact-checks/f.md": review("secret")})
    problem = made.only(codes.CLAIM_LEFT_OUT)
    assert problem.severity is Severity.ERROR
    assert (problem.path, problem.at.line) == ("site_src/fact-checks/f.md", 4)
    assert problem.message.startswith("claim 'secret' is left out of this build: ")
    assert problem.hint == "publish the claim as well, or keep this review back"


def test_a_review_that_is_left_out_with_its_claim_is_no_mistake():
    sound({"claims/c.md": f"{CLAIM}\ndraft: true", "fact-checks/f.md": review("c", more="draft: true")})


def test_other_references_to_what_is_left_out_are_warnings():
    made = site(
        {
            "articles/secret.md": article(more="draft: true"),
            "articles/a.md": article(more="related: [secret]\ntranslation_of: secret\nlanguage: es"),
            "claims/c.md": f"{CLAIM}\nappearances: [{{article: secret}}]",
        }
    )
    assert made.told(codes.LEFT_OUT) == [
        "site_src/articles/a.md:3",
        "site_src/articles/a.md:4",
        "site_src/claims/c.md:3",
    ]
    assert {problem.severity for problem in made.diagnostics} == {Severity.WARNING}


def test_a_quote_in_a_draft_is_no_appearance():
    made = sound({"claims/c.md": CLAIM, "articles/a.md": article(more="draft: true", body="[words](quote:c)")})
    assert made.archive.claims["c"].sightings == ()


def test_a_person_who_is_left_out_by_id_is_an_error_and_by_name_a_name_alone():
    by_id = site({"people/ann.md": "name: Ann\ndraft: true", "claims/c.md": f"{CLAIM}\nclaimants: [ann]"})
    assert by_id.only(codes.UNKNOWN_ID).message == "person 'ann' is left out of this build: a draft"
    by_name = sound(
        {"people/a.md": "name: Ann\nrole: Secret\ndraft: true", "claims/c.md": f"{CLAIM}\nclaimants: [Ann]"}
    )
    assert by_name.listed("/claimants/") == ["ann"]
    assert "Secret" not in by_name.words()


# Withdrawn entries.


def test_a_withdrawn_entry_keeps_its_page_which_says_so_and_nothing_else():
    made = sound(
        {"articles/a.md": article("A made-up title", f"{WITHDRAWN}\nsummary: Gone.\noutlet: Gone Outlet", "Gone text.")}
    )
    view = made.view("/articles/a/")
    assert view.title == "A made-up title"
    assert (view.withdrawn.when.iso, view.withdrawn.reason) == ("2024-05-02", ("A made-up reason.",))
    assert view.head.canonical == ""
    assert "Gone" not in made.words()


@pytest.mark.parametrize(
    ("path", "text", "address"),
    [
        ("articles/x.md", article(more="date: 2024-01-01\ntopics: [Gone topic]"), "/articles/x/"),
        ("fact-checks/x.md", review("c", more="date: 2024-01-01"), "/fact-checks/x/"),
        ("claims/x.md", "text: Gone claim.\nclaimants: [Gone person]", "/claims/x/"),
        ("people/x.md", "name: Gone person", "/claimants/x/"),
        ("outlets/x.md", "name: Gone outlet", "/outlets/x/"),
        ("topics/x.md", "name: Gone topic", "/topics/x/"),
        ("pages/x.md", "title: Gone page\nmenu: 1", "/x/"),
    ],
)
def test_a_withdrawn_entry_of_any_kind_is_gone_from_lists_counts_and_search(path: str, text: str, address: str):
    whole = text.strip().removesuffix("---").strip()
    made = sound({path: f"{whole}\n{WITHDRAWN}", "claims/c.md": CLAIM})
    assert address in made.plan.addresses
    assert list(made.records()) == ["This is made up."]
    assert not any("x" in made.listed(listing) for listing in made.archive.listings)
    assert made.archive.rulings == ()
    assert [link.text for link in made.view("/").counts][:3] == ["0 fact-checks", "1 claim", "0 articles"]
    assert [link.text for link in made.view("/").counts][3:] == ["0 claimants", "0 outlets", "0 topics"]
    assert not any("Gone" in item.text for item in (*made.frame.site.menu, *made.frame.site.footer))


def test_the_lists_of_a_withdrawn_party_are_gone_and_links_to_it_stay():
    made = sound(
        {
            "people/ann.md": f"name: Ann\n{WITHDRAWN}",
            **{f"claims/c{n}.md": f"{CLAIM}\nclaimants: [Ann]" for n in range(5)},
        },
        config="page_size: 1",
    )
    assert made.listed("/claimants/") == []
    assert [address for address in made.plan.addresses if address.startswith("/claimants/ann/")] == ["/claimants/ann/"]
    assert made.view("/claims/c0/").claimants[0].name.url == "/archive/claimants/ann/"


def test_the_claim_of_a_withdrawn_review_is_withdrawn_with_it():
    made = sound(
        {"fact-checks/f.md": review("{id: c, text: This is made up., claimants: [Gone person]}", more=WITHDRAWN)}
    )
    assert made.listed("/claims/") == made.listed("/claimants/") == []
    view = made.view("/claims/c/")
    assert (view.title, view.withdrawn.reason) == ("This is made up.", ("A made-up reason.",))


def test_the_claim_of_a_withdrawn_review_stays_whole_where_another_reviews_it():
    made = sound(
        {
            "fact-checks/f.md": review(
                "{id: c, text: This is made up., claimants: [Ann], first_appearance: {title: Speech, outlet: Gazette}}",
                more=f"{WITHDRAWN}\ntopics: [Gone topic]",
            ),
            "fact-checks/g.md": review("c", "True", "Other Desk"),
        }
    )
    view = made.view("/claims/c/")
    assert [claimant.name.text for claimant in view.claimants] == ["Ann"]
    assert view.timeline[0].outlet.text == "Gazette"
    assert [ruling.reviewer.text for ruling in view.rulings] == ["Other Desk"]
    assert view.entry.topics == ()
    assert made.listed("/claimants/ann/") == ["c"]
    assert made.listed("/outlets/") == ["gazette", "other-desk"]


def test_the_claim_of_a_withdrawn_review_goes_where_the_other_review_is_withdrawn_too():
    made = sound(
        {
            "fact-checks/f.md": review("{id: c, text: This is made up.}", more=WITHDRAWN),
            "fact-checks/g.md": review("c", "True", "Other Desk", more=WITHDRAWN),
        }
    )
    assert made.listed("/claims/") == []


def test_a_claim_withdrawn_with_its_own_file_stays_withdrawn_though_it_is_reviewed():
    made = sound({"claims/c.md": f"{CLAIM}\nclaimants: [Ann]\n{WITHDRAWN}", "fact-checks/f.md": review("c")})
    assert made.listed("/claims/") == made.listed("/claimants/") == []
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert (ruling.claim.url, ruling.claimants) == ("/archive/claims/c/", ())


def test_a_ruling_on_a_withdrawn_claim_is_told_by_the_page_of_its_review_alone():
    several = (
        "rulings: [{claim: gone, verdict: 'False', verdict_explanation: Gone reasons.}, {claim: c, verdict: 'True'}]"
    )
    made = sound(
        {
            "claims/gone.md": f"text: Gone claim.\ndate: 2023-12\nplace: Gone Town\n{WITHDRAWN}",
            "claims/c.md": CLAIM,
            "fact-checks/one.md": review("gone", more="date: 2024-01-01"),
            "fact-checks/two.md": f"title: Another made-up review\nreviewer: Made-up Desk\ndate: 2024-01-02\n{several}",
        }
    )
    assert [ruling.claim for ruling in made.archive.rulings] == ["c"]
    assert made.listed("/verdicts/false/") == []
    assert made.listed("/verdicts/true/") == ["two"]
    assert made.listed("/outlets/made-up-desk/") == made.listed("/fact-checks/") == ["two", "one"]
    first, second = made.view("/fact-checks/two/").rulings
    assert (first.withdrawn, first.claim.text, first.claim_when, first.place) == (True, "Gone claim.", None, "")
    assert (second.withdrawn, second.claim.text) == (False, "This is made up.")
    told = [
        shown
        for page, shown in made.views()
        if page.address not in ("/claims/gone/", "/fact-checks/one/", "/fact-checks/two/")
    ]
    assert not any(b"Gone" in msgspec.json.encode(shown) for shown in told)
    assert not any("Gone" in str(record) for record in made.records().values())
    assert "ClaimReview" not in made.view("/fact-checks/one/").head.structured_data
    assert "Gone" not in made.view("/fact-checks/two/").head.structured_data


def test_the_page_of_a_review_says_that_its_claim_was_withdrawn_and_leads_to_what_is_left_of_it():
    made = sound({"claims/gone.md": f"text: Gone claim.\n{WITHDRAWN}", "fact-checks/one.md": review("gone")})
    shown = render(made.view("/fact-checks/one/"), Templates(THEME.templates, {}, words()), made.bodies.__getitem__)
    text = main_text(shown)
    assert "This claim was withdrawn: when and why." in text
    assert "Claimed by" not in text
    assert shown.decode().count('<a href="/archive/claims/gone/">') == 2


def test_what_a_withdrawn_article_quotes_is_no_appearance():
    made = sound(
        {
            "claims/c.md": f"{CLAIM}\nappearances: [{{article: a}}]",
            "articles/a.md": article(more=WITHDRAWN, body="[words](quote:c)"),
        }
    )
    assert made.view("/claims/c/").timeline == ()


def test_words_that_quote_a_withdrawn_claim_are_not_marked():
    made = sound({"claims/c.md": f"{CLAIM}\n{WITHDRAWN}", "articles/a.md": article(body="[words](quote:c)")})
    view = made.view("/articles/a/")
    assert view.notes == ()
    assert [msg.__struct_config__.tag for msg in view.entry.body.filled] == ["link", "end"]


def test_links_to_withdrawn_entries_lead_to_their_pages_and_not_into_them():
    made = sound(
        {
            "articles/gone.md": article(more=WITHDRAWN, body="## A heading"),
            "articles/a.md": article(body="[one](article:gone) [two](gone.md#a-heading)"),
        }
    )
    filled = made.view("/articles/a/").entry.body.filled
    assert [hole.url for hole in filled[::2]] == ["/archive/articles/gone/"] * 2


def test_an_archive_knows_what_exists_and_what_is_live():
    made = sound(
        {
            "articles/a.md": article(),
            "articles/gone.md": article(more=WITHDRAWN),
            "people/gone.md": f"name: Gone\n{WITHDRAWN}",
            "claims/gone.md": f"{CLAIM}\n{WITHDRAWN}",
            "fact-checks/f.md": review("{id: c, text: This is made up., claimants: [Ann]}"),
        }
    ).archive
    live = [(Kind.ARTICLE, "a"), (Kind.CLAIM, "c"), (Kind.PERSON, "ann"), (Kind.OUTLET, "made-up-desk")]
    gone = [(Kind.ARTICLE, "gone"), (Kind.PERSON, "gone"), (Kind.CLAIM, "gone")]
    nowhere = [(Kind.ARTICLE, "c"), (Kind.CLAIM, "a"), (Kind.TOPIC, "ann"), (Kind.PAGE, "a")]
    assert [made.live(Key(*key)) for key in (*live, *gone, *nowhere)] == [True] * 4 + [False] * 7
    assert [made.exists(Key(*key)) for key in (*live, *gone, *nowhere)] == [True] * 7 + [False] * 4


@pytest.mark.parametrize("kind", [Kind.ARTICLE, Kind.FACT_CHECK, Kind.CLAIM, Kind.PAGE])
def test_only_people_outlets_and_topics_have_names(kind: Kind):
    with pytest.raises(ValueError, match=f"{kind} has no names"):
        sound({}).archive.names(kind)


# Corrections and retractions.


def test_a_retracted_review_is_out_of_counts_and_keeps_its_page():
    made = sound(
        {
            "claims/c.md": CLAIM,
            "fact-checks/a.md": review("c", "False", more=RETRACTED),
            "fact-checks/b.md": review("c", "True", "Other Desk"),
        }
    )
    view = made.view("/fact-checks/a/")
    assert view.entry.retracted
    assert view.rulings[0].badge.retracted
    assert [(c.badge.label, c.count, c.total) for c in made.view("/").verdicts] == [("True", 1, 1)]
    assert made.view("/outlets/made-up-desk/").counts == ()
    assert made.listed("/verdicts/false/") == []
    assert made.listed("/fact-checks/") == ["a", "b"]
    assert [r.badge.retracted for r in made.view("/claims/c/").rulings] == [True, False]
    assert [card.retracted for card in made.view("/fact-checks/").cards] == [True, False]


@pytest.mark.parametrize("kind", ["correction", "clarification", "update"])
def test_other_corrections_take_nothing_back(kind: str):
    more = RETRACTED.replace("retraction", kind)
    made = sound({"claims/c.md": CLAIM, "fact-checks/a.md": review("c", more=more)})
    assert not made.view("/fact-checks/a/").entry.retracted
    assert made.listed("/verdicts/false/") == ["a"]


def test_a_retracted_claim_is_marked_in_lists():
    made = sound({"claims/c.md": f"{CLAIM}\n{RETRACTED}"})
    assert made.view("/claims/c/").entry.retracted
    assert [card.retracted for card in made.view("/claims/").cards] == [True]


def test_the_corrections_of_a_withdrawn_entry_are_not_listed():
    made = sound({"articles/a.md": article(more=f"{WITHDRAWN}\n{RETRACTED}")})
    assert made.view("/corrections/").corrections == ()


# Translations.


def translated(*links: tuple[str, str, str]) -> Site:
    """Articles as (id, language, id of the original), without a language or an original where "" stands."""
    return site(
        {
            f"articles/{own}.md": article(
                own, (f"language: {language}\n" if language else "") + (f"translation_of: {of}" if of else "")
            )
            for own, language, of in links
        }
    )


def others(made: Site) -> dict[str, list[str]]:
    return {key.id: [other.id for other in found] for key, found in made.archive.translations.items()}


def test_an_entry_and_its_translation_list_each_other():
    made = translated(("original", "", ""), ("spanish", "es", "original"))
    assert others(made) == {"original": ["spanish"], "spanish": ["original"]}
    assert made.codes == []


def test_all_translations_list_each_other_also_those_of_translations():
    made = translated(("a", "", ""), ("b", "es", "a"), ("c", "fr", "b"), ("d", "de", "a"))
    assert others(made) == {"a": ["d", "b", "c"], "b": ["d", "a", "c"], "c": ["d", "a", "b"], "d": ["a", "b", "c"]}


def test_two_groups_that_are_joined_late_are_one():
    made = translated(("a", "en", "c"), ("b", "es", "a"), ("c", "fr", ""), ("d", "de", "c"))
    assert sorted(others(made)["b"]) == ["a", "c", "d"]
    assert sorted(others(made)["d"]) == ["a", "b", "c"]


def test_an_entry_and_its_original_may_name_each_other():
    made = translated(("a", "en", "b"), ("b", "es", "a"))
    assert (others(made), made.codes) == ({"a": ["b"], "b": ["a"]}, [])


def test_a_translation_of_itself_is_an_error():
    made = translated(("a", "", "a"))
    assert made.only(codes.TRANSLATION).message == "an entry can't be a translation of itself"
    assert others(made) == {}


@pytest.mark.parametrize("language", ["", "en", "EN"])
def test_a_translation_in_the_same_language_is_an_error(language: str):
    made = translated(("a", "", ""), ("b", language, "a"))
    problem = made.only(codes.TRANSLATION)
    assert problem.path == "site_src/articles/b.md"
    assert problem.message == "'a' is in the same language, en"
    assert problem.hint == "give one of them its `language`"
    assert others(made) == {}


def test_a_second_translation_into_one_language_is_an_error():
    made = translated(("a", "", ""), ("b", "es", "a"), ("c", "es", "a"))
    problem = made.only(codes.TRANSLATION)
    assert (problem.path, problem.message) == ("site_src/articles/c.md", "'b' is in the same language, es")
    assert others(made) == {"a": ["b"], "b": ["a"]}


def test_a_translation_is_of_the_same_kind():
    made = site({"articles/a.md": article(more="translation_of: c\nlanguage: es"), "claims/c.md": CLAIM})
    assert made.only(codes.UNKNOWN_ENTRY).message == "no article has the id 'c'"


def test_a_translation_of_a_withdrawn_entry_is_listed_alone():
    made = sound(
        {
            "articles/a.md": article(more=WITHDRAWN),
            "articles/b.md": article(more="language: es\ntranslation_of: a"),
        }
    )
    assert others(made) == {}


# Related.


def related(made: Site, address: str = "/articles/a/") -> list[tuple[str, str]]:
    return [(link.text, link.url) for link in made.view(address).related]


def test_related_are_entries_by_id_and_titles_with_or_without_an_address():
    made = sound(
        {
            "articles/a.md": article(
                more="related: [b, {title: Elsewhere, url: 'https://example.org/x'}, {title: Lost}]"
            ),
            "articles/b.md": article("B"),
        }
    )
    assert related(made) == [("B", "/archive/articles/b/"), ("Elsewhere", "https://example.org/x"), ("Lost", "")]
    assert made.archive.related[Key(Kind.ARTICLE, "a")][1:] == (
        Related("Elsewhere", "https://example.org/x"),
        Related("Lost"),
    )


@pytest.mark.parametrize(
    ("kinds", "address"),
    [
        (["articles", "fact-checks", "claims"], "/archive/fact-checks/b/"),
        (["articles", "claims"], "/archive/articles/b/"),
        (["claims"], "/archive/claims/b/"),
    ],
)
def test_an_id_is_looked_for_in_the_own_kind_first_then_among_articles_fact_checks_and_claims(kinds, address: str):
    texts = {"articles": article("B"), "fact-checks": review("c"), "claims": CLAIM}
    files = {f"{kind}/b.md": texts[kind] for kind in kinds}
    made = sound(files | {"claims/c.md": CLAIM, "fact-checks/a.md": review("c", "True", "Other", more="related: [b]")})
    assert [url for _, url in related(made, "/fact-checks/a/")] == [address]


def test_an_article_finds_fact_checks_before_claims():
    made = sound({"fact-checks/b.md": review("b"), "claims/b.md": CLAIM, "articles/a.md": article(more="related: [b]")})
    assert [url for _, url in related(made)] == ["/archive/fact-checks/b/"]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("claim:b", "/archive/claims/b/"),
        ("fact-check:b", "/archive/fact-checks/b/"),
        ("person:ann", "/archive/claimants/ann/"),
        ("page:about", "/archive/about/"),
    ],
)
def test_a_kind_in_front_of_an_id_is_precise(written: str, url: str):
    made = sound(
        {
            "articles/a.md": article(more=f"related: ['{written}']"),
            "articles/b.md": article(),
            "claims/b.md": CLAIM,
            "fact-checks/b.md": review("b"),
            "people/ann.md": "name: Ann",
            "pages/about.md": "title: About",
        }
    )
    assert [found for _, found in related(made)] == [url]


def test_an_inline_claim_may_be_related():
    made = sound({"fact-checks/f.md": review("{id: c, text: Inline.}"), "articles/a.md": article(more="related: [c]")})
    assert related(made) == [("Inline.", "/archive/claims/c/")]


def test_what_is_related_is_named_once_and_an_entry_is_not_related_to_itself():
    made = sound({"articles/a.md": article(more="related: [a, b, b, 'article:b']"), "articles/b.md": article("B")})
    assert related(made) == [("B", "/archive/articles/b/")]


def test_what_was_withdrawn_is_not_related_any_more():
    made = sound(
        {
            "articles/a.md": article(more="related: [b, claim:c, claim:d]"),
            "articles/b.md": article(more=WITHDRAWN),
            "claims/c.md": f"{CLAIM}\n{WITHDRAWN}",
            "fact-checks/d.md": review("{text: This is made up.}", more=WITHDRAWN),
        }
    )
    assert related(made) == []


def test_a_related_id_that_does_not_exist_is_an_error():
    made = site({"articles/bridge.md": article(), "articles/a.md": article(more="related: [brigde]")})
    problem = made.only(codes.UNKNOWN_ENTRY)
    assert (problem.path, problem.at.line) == ("site_src/articles/a.md", 3)
    assert (problem.message, problem.hint) == ("no entry has the id 'brigde'", "did you mean 'bridge'?")


def test_a_related_id_unlike_any_other_is_told_how_to_write_what_is_elsewhere():
    hint = site({"articles/a.md": article(more="related: [zzz]")}).only(codes.UNKNOWN_ENTRY).hint
    assert hint == "for something outside the archive write {title: …, url: …}; the `url` may be left out"


# Redirects.


def test_an_old_path_becomes_a_small_page_that_leads_to_the_entry():
    made = sound({"articles/a.md": article(more="redirect_from: [/2019/old/, /old.html, /2019/old]")})
    assert [r.address for r in made.archive.redirects] == ["/2019/old/", "/old.html"]
    view = made.view("/2019/old/")
    assert (view.to.text, view.to.url) == ("A made-up article", "/archive/articles/a/")
    assert view.head.canonical == "https://example.org/archive/articles/a/"
    assert list(made.records()) == ["A made-up article"]


def test_the_old_paths_of_a_withdrawn_entry_still_lead_to_it_and_those_of_a_draft_nowhere():
    made = sound(
        {
            "articles/a.md": article(more=f"redirect_from: [/a-old/]\n{WITHDRAWN}"),
            "articles/b.md": article(more="redirect_from: [/b-old/]\ndraft: true"),
        }
    )
    assert [r.address for r in made.archive.redirects] == ["/a-old/"]


# The order of entries.


def test_the_order_of_entries_makes_no_difference_to_the_archive():
    files = {
        "claims/c.md": f"{CLAIM}\nclaimants: [Ann, ann lee, Ann Lee]\nappearances: [{{article: a}}, {{article: b}}]",
        "articles/a.md": article(more="outlet: Gazette\ntopics: [x, X]\nrelated: [b, c]", body="[one](quote:c)"),
        "articles/b.md": article(more="language: es\ntranslation_of: a", body="[two](quote:c) [three](quote:nothing)"),
        "fact-checks/f.md": review("c", more="topics: [made-up]"),
        "fact-checks/g.md": review("{id: d, text: Another made-up claim.}", "Nonsense", "gazette"),
        "fact-checks/h.md": review("d", "True", "GAZETTE"),
        "articles/z/a.md": article("A second one"),
    }
    first = site(files)
    assert first.codes
    for seed in range(1, 6):
        other = site(files, shuffled=seed)
        assert other.archive == first.archive
        assert list(other.archive.entries) == list(first.archive.entries)
        assert other.plan == first.plan
        assert other.diagnostics == first.diagnostics
        assert other.words() == first.words()


def test_an_archive_of_nothing_is_an_archive():
    empty = sound({}).archive
    made, problems = assemble([], {}, {}, empty.config, Shown(moment("2026-01-01")))
    assert (made, problems) == (empty, ())
