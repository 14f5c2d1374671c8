"""Whose word means what: the section "Verdicts" of the content model."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from archives import Site, building, review, site, sound

from fcgen import codes
from fcgen.archive.verdicts import check_scales, classify, day_of, steps_of, unclassified, verdict_of
from fcgen.codes import Severity
from fcgen.config import DEFAULT_VERDICTS, Config, Verdict
from fcgen.dates import Date, parse
from fcgen.diagnostics import Mark
from fcgen.entries.model import Entry, Kind, Outlet, Person, Step
from fcgen.fields import Mention

VERDICTS = (
    Verdict("right", "Right", "positive", also=("Correct", "Vrai")),
    Verdict("half", "Half right", "mixed", also=("Both; and",)),
    Verdict("wrong", "Wrong", "negative", also=("Größter Unfug", "Faux")),
)
SITE = Config("Made-up archive", "https://example.org/", verdicts=VERDICTS)
AT = Mark(5, 10)
DAY = dt.date(2024, 6, 1)


def date(text: str) -> Date | None:
    return parse(text, ZoneInfo("UTC")) if text else None


def step(label: str, verdict: str = "", start: str = "", end: str = "", line: int = 4) -> Step:
    word = Mention(verdict, Mark(line, 30)) if verdict else None
    return Step(label, Mark(line, 12), word, start=date(start), end=date(end))


def outlet(*scale: Step) -> Entry:
    return Entry("site_src/outlets/desk.md", Kind.OUTLET, "desk", "Made-up Desk", Mark(2, 7), Outlet(scale=scale))


def meaning(word: str, *scale: Step, day: dt.date | None = DAY) -> str | None:
    found = classify(word, day, scale, SITE).verdict
    return found.id if found else None


# Without a scale: labels and `also`, without regard to case, surrounding punctuation or Unicode form.


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("Right", "right"),
        ("Correct", "right"),
        ("Vrai", "right"),
        ("Half right", "half"),
        ("Wrong", "wrong"),
        ("WRONG", "wrong"),
        ("wrong!", "wrong"),
        ("“Wrong.”", "wrong"),
        ("  Half \t right ", "half"),
        ("GRÖSSTER UNFUG", "wrong"),
        ("gro\N{COMBINING DIAERESIS}ßter Unfug", "wrong"),
        ("Ｗｒｏｎｇ", "wrong"),
        ("❌ Wrong", "wrong"),
        ("both; AND", "half"),
    ],
)
def test_a_word_finds_its_verdict_by_label_or_other_words(word: str, verdict: str):
    assert meaning(word) == verdict


@pytest.mark.parametrize(
    "word", ["Half", "right half", "Not wrong", "wro ng", "half-right", "both and", "Grosser Unfug"]
)
def test_a_word_that_is_no_label_and_no_other_word_finds_none(word: str):
    assert meaning(word) is None


def test_a_word_without_a_scale_has_no_step():
    assert classify("Right", DAY, (), SITE).step is None


def test_the_first_verdict_in_the_order_of_the_site_has_the_word():
    twice = Config("t", "https://example.org/", verdicts=(Verdict("a", "Same", "mixed"), Verdict("b", "Same", "mixed")))
    found = classify("same", None, (), twice).verdict
    assert found
    assert found.id == "a"


def test_there_are_six_verdicts_where_the_configuration_lists_none():
    assert [v.id for v in sound({}).archive.config.verdicts] == [
        "true",
        "mostly-true",
        "half-true",
        "misleading",
        "false",
        "unproven",
    ]
    assert all(v.description and v.also for v in DEFAULT_VERDICTS)


# An outlet with a scale uses nothing else.


def test_a_word_of_a_scale_has_the_verdict_of_its_step():
    fake = step("Fake", "wrong")
    found = classify("fake!", DAY, (step("Real", "right"), fake), SITE)
    assert found.verdict is VERDICTS[2]
    assert found.step is fake


def test_an_outlet_with_a_scale_uses_none_of_the_labels_of_the_site():
    assert meaning("Wrong", step("Fake", "wrong")) is None


def test_a_scale_may_turn_the_words_of_the_site_around():
    assert meaning("Right", step("Right", "wrong")) == "wrong"


def test_a_step_may_stand_for_no_verdict():
    satire = step("Satire")
    found = classify("satire", DAY, (satire,), SITE)
    assert (found.verdict, found.step) == (None, satire)


def test_a_step_that_names_no_verdict_of_the_site_stands_for_none():
    assert verdict_of(step("Fake", "unknown"), SITE) is None
    assert verdict_of(step("Fake", "WRONG"), SITE) is VERDICTS[2]


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2019-12-31", "right"),
        ("2020-01-01", "half"),
        ("2021-12-31", "half"),
        ("2022-01-01", "wrong"),
        ("2022-01-02", "wrong"),
    ],
)
def test_a_step_holds_from_its_first_day_until_the_day_before_its_end(day: str, verdict: str):
    scale = step("Odd", "right", end="2020"), step("Odd", "half", "2020", "2022"), step("Odd", "wrong", "2022-01-01")
    assert meaning("Odd", *scale, day=dt.date.fromisoformat(day)) == verdict


def test_outside_the_time_of_a_scale_a_word_finds_none():
    scale = (step("Right", "right", "2020", "2022"),)
    assert meaning("Right", *scale, day=dt.date(2019, 12, 31)) is None
    assert meaning("Right", *scale, day=dt.date(2022, 1, 1)) is None
    assert meaning("Right", *scale, day=dt.date(2020, 1, 1)) == "right"


def test_an_undated_review_uses_the_steps_that_have_no_bounds_in_time():
    scale = step("Odd", "half", "2020"), step("Even", "right"), step("Ever", "wrong", end="2030")
    assert meaning("Odd", *scale, day=None) is None
    assert meaning("Ever", *scale, day=None) is None
    assert meaning("Even", *scale, day=None) == "right"


def test_the_steps_of_a_day_keep_the_order_of_the_scale():
    scale = step("C"), step("A", start="2020"), step("B", end="2020"), step("D")
    assert [s.label for s in steps_of(scale, dt.date(2020, 1, 1))] == ["C", "A", "D"]
    assert [s.label for s in steps_of(scale, dt.date(2019, 1, 1))] == ["C", "B", "D"]
    assert [s.label for s in steps_of(scale, None)] == ["C", "D"]


# The day of a review.


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [
        ("2024", "UTC", "2024-01-01"),
        ("2024-08", "UTC", "2024-08-01"),
        ("2024-08-22", "Asia/Tokyo", "2024-08-22"),
        ("2024-12-31T23:30:00-05:00", "UTC", "2025-01-01"),
        ("2025-01-01T00:30:00+09:00", "UTC", "2024-12-31"),
        ("2024-12-31T20:00:00Z", "Asia/Tokyo", "2025-01-01"),
    ],
)
def test_the_day_of_a_review_is_the_one_of_the_sites_clock(written: str, zone: str, day: str):
    made = parse(written, ZoneInfo(zone))
    assert day_of(made, Config("t", "https://example.org/", timezone=zone)) == dt.date.fromisoformat(day)


def test_a_review_without_a_date_has_no_day():
    assert day_of(None, SITE) is None


# What is wrong with scales.


def overlapping(*scale: Step) -> list[str]:
    return [f"{one.code.number}:{one.at.line}" for one in check_scales([outlet(*scale)], SITE)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (step("Odd"), step("Odd", line=9)),
        (step("Odd", end="2020-01-02"), step("Odd", start="2020-01-01", line=9)),
        (step("Odd", start="2020"), step("Odd", start="2025", line=9)),
        (step("Odd", start="2020", end="2022"), step("odd!", start="2021", end="2023", line=9)),
        (step("Odd", start="2021", end="2022"), step("ODD", start="2020", end="2023", line=9)),
        (step("Odd", end="2020"), step("Odd", end="2010", line=9)),
    ],
)
def test_steps_with_one_label_that_overlap_in_time_are_an_error_at_the_second(first: Step, second: Step):
    assert overlapping(first, second) == ["FC403:9"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (step("Odd"), step("Even")),
        (step("Odd", end="2020"), step("Odd", start="2020")),
        (step("Odd", start="2020"), step("Odd", end="2020-01-01")),
        (step("Odd", start="2020", end="2021"), step("Odd", start="2022", end="2023")),
        (step("Odd", start="2022", end="2023"), step("Odd", start="2020", end="2022")),
    ],
)
def test_steps_that_follow_one_another_do_not_overlap(first: Step, second: Step):
    assert overlapping(first, second) == []


def test_every_pair_that_overlaps_is_told():
    assert overlapping(step("Odd", line=4), step("Odd", line=5), step("Odd", line=6)) == [
        "FC403:5",
        "FC403:6",
        "FC403:6",
    ]


def test_an_overlap_names_the_line_of_the_other_step():
    (problem,) = check_scales([outlet(step("Odd", line=4), step("odd", line=9))], SITE)
    assert problem.message == "'odd' overlaps in time with the step on line 4"
    assert problem.hint == "let one end (`until`, exclusive) where the other begins (`from`, inclusive)"
    assert problem.path == "site_src/outlets/desk.md"


def test_a_step_with_a_verdict_that_does_not_exist_is_an_error_with_the_nearest():
    (problem,) = check_scales([outlet(step("Odd", "wrnog"))], SITE)
    assert problem.code is codes.UNKNOWN_VERDICT
    assert (problem.message, problem.hint) == ("no verdict has the id 'wrnog'", "did you mean 'wrong'?")
    assert problem.at == Mark(4, 30)


def test_a_step_with_a_verdict_unlike_any_is_told_all():
    (problem,) = check_scales([outlet(step("Odd", "x"))], SITE)
    assert problem.hint == "write one of: half, right, wrong"


def test_the_case_of_a_steps_verdict_does_not_matter():
    assert overlapping(step("Odd", "Wrong")) == []


def test_only_outlets_have_scales():
    person = Entry("site_src/people/a.md", Kind.PERSON, "a", "Ann", Mark(2, 7), Person())
    assert check_scales([person], SITE) == ()


# A word that finds none.


def told(word: str, scale: Sequence[Step], own: bool, day: dt.date | None = DAY) -> tuple[codes.Code, str, str]:
    found = unclassified(Mention(word, AT), "site_src/fact-checks/f.md", day, "Made-up Desk", scale, own, SITE)
    assert (found.path, found.at) == ("site_src/fact-checks/f.md", AT)
    return found.code, found.message, found.hint


def test_a_word_of_an_own_review_that_finds_none_is_an_error_with_the_nearest():
    assert told("Wronk", (), own=True) == (
        codes.OWN_VERDICT,
        "verdict 'Wronk' is not in the site's verdicts",
        "did you mean 'Wrong'?",
    )


def test_a_word_of_an_own_review_unlike_any_is_told_what_there_is():
    _, _, hint = told("Zzz", (), own=True)
    assert hint == (
        "write one of: Right, Correct, Vrai, Half right, Both; and, Wrong, Größter Unfug, Faux; "
        "or add it to `also` of a verdict in config.yaml"
    )


def test_a_word_of_an_own_review_that_is_not_on_the_scale_of_that_day_is_told_those_that_are():
    scale = step("Odd", "half", start="2020"), step("Even", "right", end="2020")
    assert told("Zzz", scale, own=True) == (
        codes.OWN_VERDICT,
        "verdict 'Zzz' is not in the scale of Made-up Desk on 2024-06-01",
        "write one of: Odd; or add a step `label: Zzz` to that scale",
    )


def test_where_a_scale_had_no_word_on_that_day_a_step_is_asked_for():
    scale = (step("Odd", "half", start="2030"),)
    assert told("Odd", scale, own=True)[2] == "add a step `label: Odd` to that scale"


def test_an_undated_review_is_told_that_it_has_no_date():
    _, message, _ = told("Odd", (step("Odd", "half", start="2020"),), own=True, day=None)
    assert message == "verdict 'Odd' is not in the scale of Made-up Desk (the review has no date)"


def test_a_word_on_the_scale_that_stands_for_nothing_is_told_so_in_an_own_review():
    code, message, hint = told("Satire", (step("Satire"),), own=True)
    assert code is codes.OWN_VERDICT
    assert message == "verdict 'Satire' is on the scale of Made-up Desk, but stands for no verdict of this site"
    assert hint == "give that step of the scale its `verdict`"


def test_a_word_of_a_recorded_review_that_finds_none_is_a_warning():
    code, message, hint = told("Wronk", (), own=False)
    assert code is codes.UNCLASSIFIED
    assert code.severity is Severity.WARNING
    assert message == (
        "verdict 'Wronk' of Made-up Desk is not in the site's verdicts: it is shown as it is, unclassified"
    )
    assert hint == "did you mean 'Wrong'? or add it to `also` of a verdict in config.yaml"


def test_a_word_of_a_recorded_review_unlike_any_is_told_where_to_add_it():
    assert told("Zzz", (step("Odd"),), own=False)[2] == "add a step `label: Zzz` to that scale"


# The same, seen from a whole site.

SCALE = "name: Made-up Desk\nscale:\n"


def ruled(verdict: str, more: str = "", outlet: str = "", config: str = "") -> Site:
    files = {"claims/claim.md": "text: This is made up.", "fact-checks/f.md": review(verdict=verdict, more=more)}
    return site(files | ({"outlets/made-up-desk.md": outlet} if outlet else {}), config=config)


def test_an_own_review_must_use_a_word_that_is_defined():
    made = ruled("Falsee", config="publisher: Made-up Desk")
    assert made.told(codes.OWN_VERDICT) == ["site_src/fact-checks/f.md:5"]
    assert made.only(codes.OWN_VERDICT).severity is Severity.ERROR


def test_a_recorded_review_may_use_any_word_which_is_shown_as_it_is():
    made = building(
        {"claims/claim.md": "text: This is made up.", "fact-checks/f.md": review(verdict="Four Made-up Noses")}
    )
    assert made.codes == ["FC402"]
    (ruling,) = made.archive.rulings
    assert (ruling.word, ruling.verdict) == ("Four Made-up Noses", None)
    assert made.listed("/verdicts/unclassified/") == ["f"]


def test_a_recorded_review_with_a_step_that_stands_for_nothing_is_no_mistake():
    made = ruled("Satire", outlet=SCALE + "  - {label: Satire}")
    assert made.codes == []
    assert made.listed("/verdicts/unclassified/") == ["f"]


def test_an_own_review_with_a_step_that_stands_for_nothing_is_an_error():
    made = ruled("Satire", outlet=SCALE + "  - {label: Satire}", config="publisher: made-up-desk")
    assert made.codes == ["FC401"]


def test_old_reviews_keep_the_definitions_of_their_day():
    scale = SCALE + (
        "  - {label: Odd, verdict: half-true, until: 2020-01-01}\n  - {label: Odd, verdict: false, from: 2020-01-01}"
    )
    assert ruled("Odd", "date: 2019-12-31", scale).listed("/verdicts/half-true/") == ["f"]
    assert ruled("Odd", "date: 2020-01-01", scale).listed("/verdicts/false/") == ["f"]
    undated = ruled("Odd", "", scale)
    assert undated.codes == ["FC402"]
    assert undated.listed("/verdicts/unclassified/") == ["f"]


def test_the_day_of_a_review_written_with_an_offset_is_the_one_of_the_sites_zone():
    scale = SCALE + (
        "  - {label: Odd, verdict: half-true, until: 2020-01-01}\n  - {label: Odd, verdict: false, from: 2020-01-01}"
    )
    made = ruled("Odd", "date: 2019-12-31T23:30:00-05:00", scale)
    assert made.listed("/verdicts/false/") == ["f"]
    (ruling,) = made.view("/fact-checks/f/").rulings
    assert [(s.label, s.chosen) for s in ruling.scale] == [("Odd", True)]


def test_a_scale_that_overlaps_is_an_error_of_the_site():
    made = ruled("Odd", outlet=SCALE + "  - {label: Odd, verdict: true}\n  - {label: odd, verdict: false}")
    assert made.codes == ["FC403"]


def test_there_is_no_page_for_unclassified_rulings_where_there_are_none():
    made = sound({"claims/claim.md": "text: This is made up.", "fact-checks/f.md": review()})
    assert "/verdicts/unclassified/" not in made.plan.addresses
    assert "/verdicts/false/" in made.plan.addresses
