from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fcgen import codes
from fcgen.archive.names import names
from fcgen.diagnostics import Mark
from fcgen.entries.model import Entry, Kind, Person, Topic
from fcgen.fields import Mention
from fcgen.words import id_fault, name_key, nfc

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SPELLINGS = ["Ann Lee", "ann lee", "Ann-Lee", "AnnLee", "ann-lee", "annlee", "Ánn Lee", "Weiß", "Weiss", "WEISS"]
OTHERS = ["A+B", "A B", "🦊", "public-health", "Public Health", "...", "!", "ﬁne", "Fine"]
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
TEXTS = (ANY | st.sampled_from(SPELLINGS + OTHERS)).map(lambda text: " ".join(text.split())).filter(bool)
KINDS = st.sampled_from([Kind.PERSON, Kind.TOPIC])


def files(kind: Kind, named: list[str]) -> list[Entry]:
    details = Topic() if kind is Kind.TOPIC else Person()
    return [Entry(f"site_src/x/{n}.md", kind, f"file-{n}", name, Mark(2, 7), details) for n, name in enumerate(named)]


def mentions(texts: list[str]) -> list[tuple[str, Mention]]:
    return [(f"site_src/claims/{n:03}.md", Mention(text, Mark(4, 3))) for n, text in enumerate(texts)]


@given(KINDS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=8), st.randoms(use_true_random=False))
@UNTIMED
def test_who_is_who_does_not_depend_on_the_order_of_files_and_mentions(kind, named, texts, random):
    known, said = files(kind, named), mentions(texts)
    first, problems = names(kind, known, said, {})
    random.shuffle(known)
    random.shuffle(said)
    second, same_problems = names(kind, known, said, {})
    assert first == second
    assert list(first.parties) == list(second.parties)
    assert problems == same_problems


@given(KINDS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=8))
@UNTIMED
def test_every_mention_stands_for_a_party_or_is_told_as_unknown(kind, named, texts):
    made, problems = names(kind, files(kind, named), mentions(texts), {})
    unknown = {problem.path for problem in problems if problem.code is codes.UNKNOWN_ID}
    for path, mention in mentions(texts):
        found = made.find(mention)
        assert (found is None) == (path in unknown)
        assert found is None or found in made.parties


@given(KINDS, st.lists(TEXTS, max_size=3), st.lists(TEXTS, max_size=8))
@UNTIMED
def test_ids_fit_into_addresses_and_no_two_differ_in_case_alone(kind, named, texts):
    made, _ = names(kind, files(kind, named), mentions(texts), {})
    assert all(not id_fault(party_id) and party_id == nfc(party_id) for party_id in made.parties)
    assert len({party_id.casefold() for party_id in made.parties}) == len(made.parties)


@given(st.lists(TEXTS, max_size=8))
@UNTIMED
def test_two_names_are_one_party_without_an_error_only_where_they_are_alike(texts):
    made, problems = names(Kind.PERSON, [], mentions(texts), {})
    wrong = {problem.path for problem in problems if problem.code is codes.NAMES_COLLIDE}
    for party in made.parties.values():
        spelled = {m.text for path, m in mentions(texts) if made.find(m) == party.id and path not in wrong}
        assert len({name_key(text) for text in spelled}) == 1


@given(st.lists(TEXTS, max_size=8))
@UNTIMED
def test_a_name_that_is_alone_is_shown_as_it_is_written(texts):
    made, problems = names(Kind.PERSON, [], mentions(texts), {})
    if not problems:
        assert {nfc(text) for text in texts} == {nfc(party.name) for party in made.parties.values()}
