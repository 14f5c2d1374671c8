import datetime as dt
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fcgen.archive.verdicts import check_scales, classify, steps_of
from fcgen.config import DEFAULT_VERDICTS, Config
from fcgen.dates import Date, Precision
from fcgen.diagnostics import Mark
from fcgen.entries.model import Entry, Kind, Outlet, Step
from fcgen.fields import Mention

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SITE = Config("Made-up archive", "https://example.org/", verdicts=DEFAULT_VERDICTS)
AT = Mark(4, 3)
WORDS = [(word, verdict.id) for verdict in DEFAULT_VERDICTS for word in (verdict.label, *verdict.also)]
PUNCTUATION = st.text("!?.,;:-–—«»“”\"'()[]… \t¡¿*_✓✗❌", max_size=5)
CASES = st.sampled_from([str.upper, str.lower, str.title, str.casefold, str.swapcase])
FORMS = st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31))


@given(st.sampled_from(WORDS), CASES, FORMS, PUNCTUATION, PUNCTUATION)
@UNTIMED
def test_a_word_means_the_same_in_any_case_form_and_punctuation(word, case, form, before, after):
    written = f"{before}{unicodedata.normalize(form, case(word[0]))}{after}"
    found = classify(written, None, (), SITE).verdict
    assert found
    assert found.id == word[1]


@given(st.text("abcdefgh ", min_size=1).filter(lambda text: text == text.strip()), CASES, PUNCTUATION, PUNCTUATION)
@UNTIMED
def test_a_word_of_a_scale_is_found_in_any_case_and_punctuation(label, case, before, after):
    step = Step(label, AT, Mention("false", AT))
    assert classify(f"{before}{case(label)}{after}", None, (step,), SITE).step is step


def date(day: dt.date | None) -> Date | None:
    return Date(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC), Precision.DAY) if day else None


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
@UNTIMED
def test_of_steps_that_follow_one_another_exactly_one_holds_on_any_day(borders, day):
    borders = sorted(borders)
    spans = zip([None, *borders], [*borders, None], strict=True)
    scale = tuple(Step("Odd", AT, start=date(start), end=date(end)) for start, end in spans)
    (held,) = steps_of(scale, day)
    assert scale.index(held) == sum(border <= day for border in borders)
    outlet = Entry("site_src/outlets/desk.md", Kind.OUTLET, "desk", "Made-up Desk", AT, Outlet(scale=scale))
    assert check_scales([outlet], SITE) == ()


@given(st.lists(st.tuples(st.none() | DAYS, st.none() | DAYS), min_size=2, max_size=2))
@UNTIMED
def test_two_steps_overlap_exactly_where_both_hold_on_some_day(spans):
    scale = tuple(Step("Odd", AT, start=date(start), end=date(end)) for start, end in spans)
    outlet = Entry("site_src/outlets/desk.md", Kind.OUTLET, "desk", "Made-up Desk", AT, Outlet(scale=scale))
    days = [day for span in spans for day in span if day] + [dt.date(1999, 1, 1), dt.date(2031, 1, 1)]
    both = any(len(steps_of(scale, day)) == 2 for day in days)
    assert bool(check_scales([outlet], SITE)) == both


@pytest.mark.parametrize(("word", "verdict"), WORDS)
def test_no_two_default_verdicts_share_a_word(word, verdict):
    found = classify(word, None, (), SITE).verdict
    assert found
    assert found.id == verdict
