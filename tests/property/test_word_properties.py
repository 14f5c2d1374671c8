"""What holds of every text that makes an id, a key or a date."""

import unicodedata
from zoneinfo import ZoneInfo

from hypothesis import example, given, settings
from hypothesis import strategies as st

from fcgen.dates import Precision, parse
from fcgen.words import SLUG_BYTES, folded, id_fault, slug, word_key

zones = st.sampled_from(["UTC", "Europe/Madrid", "Asia/Kathmandu", "America/New_York", "Pacific/Apia"]).map(ZoneInfo)
moments = st.datetimes().filter(lambda moment: 1 < moment.year < 9999)


@settings(deadline=None, max_examples=500)
@given(st.text(max_size=300))
@example("\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}" * 80)
@example("a" * 197 + "\u200c" * 3 + "b")
@example("\u0e33\u0345")
def test_an_id_made_from_a_name_is_made_of_itself(text):
    made = slug(text)
    assert slug(made) == made
    assert 0 < len(made.encode()) <= SLUG_BYTES
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set("/\\_. ")
    assert id_fault(made) == ""


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)
    assert word_key(word_key(text)) == word_key(text)
    assert folded(unicodedata.normalize("NFD", text)) == folded(text)


@settings(deadline=None, max_examples=300)
@given(moments, zones, st.sampled_from(Precision))
def test_a_date_that_is_shown_is_read_as_the_same_date(moment, zone, precision):
    length = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10, Precision.TIME: 19}[precision]
    date = parse(moment.isoformat(timespec="seconds")[:length], zone)
    assert date.precision is precision
    again = parse(date.iso, zone)
    assert (again.start, again.precision, again.iso) == (date.start, date.precision, date.iso)
    assert (date.start.year, date.iso[:4]) == (moment.year, f"{moment.year:04}")


@settings(deadline=None, max_examples=300)
@given(
    st.text(max_size=30)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)?)?", fullmatch=True)
)
def test_any_other_text_is_no_date(text):
    try:
        date = parse(text, ZoneInfo("UTC"))
    except ValueError:
        return
    assert date.iso[:4] == text.strip()[:4]
