"""Whatever authors write, there is an archive with a page for everything that can be shown, and it holds together."""

import msgspec
from archives import site
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fcgen import codes
from fcgen.archive import urls
from fcgen.archive.index import Key
from fcgen.entries.model import Kind
from fcgen.pages.view_types import WithdrawnView

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

IDS = st.sampled_from(["a", "b", "c", "A", "é", "page"])
NAMES = st.sampled_from(["Ann Lee", "ann lee", "Annlee", "a", "b", "Bob", "🦊", "Ann-Lee", "zzz", "page"])
WORDS = st.sampled_from(["True", "false", "Half true", "Noses", "Fake!"])
DAYS = st.sampled_from(["2019", "2024-01", "2024-01-01", "2024-01-02T10:00:00+09:00", "2030-01-01"])
TARGETS = st.sampled_from(
    [
        "claim:a",
        "claim:b",
        "quote:a",
        "quote:b",
        "article:a",
        "../claims/a.md",
        "/claims/",
        "#x",
        "person:a",
        "x:y",
        "topic:a",
    ]
)


def optional(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), values.map(lambda value: f"{name}: {value}\n"))


def listed(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, max_size=3).map(lambda found: f"{name}: [{', '.join(found)}]\n" if found else "")


COMMON = st.tuples(
    optional("date", DAYS),
    st.sampled_from(["", "", "", "draft: true\n", "withdrawn: {date: 2024, reason: Made up.}\n"]),
    listed("topics", NAMES),
    optional("language", st.sampled_from(["es", "ar", "EN"])),
    optional("translation_of", IDS),
    listed("redirect_from", st.sampled_from(["/old/", "/Old", "/claims/a/", "/x.html"])),
    st.sampled_from(["", "", "corrections: [{date: 2024, kind: retraction, summary: Back.}]\n"]),
).map("".join)
BODIES = st.lists(TARGETS, max_size=3).map(lambda found: "---\n" + " ".join(f"[words]({to})" for to in found))
CLAIMANTS = listed("claimants", NAMES)
INLINE = st.tuples(optional("id", IDS), listed("claimants", NAMES)).map(
    lambda parts: "{text: Made up., " + "".join(parts).strip().replace("\n", ", ") + "}"
)
TEXTS = {
    "articles": st.tuples(
        st.just("title: A made-up article\n"), COMMON, optional("outlet", NAMES), listed("related", IDS), BODIES
    ),
    "fact-checks": st.tuples(
        st.just("title: A made-up review\n"),
        COMMON,
        NAMES.map(lambda name: f"reviewer: {name}\n"),
        st.one_of(IDS, INLINE).map(lambda claim: f"claim: {claim}\n"),
        WORDS.map(lambda word: f"verdict: {word}\n"),
        BODIES,
    ),
    "claims": st.tuples(
        st.just("text: This is made up.\n"),
        COMMON,
        CLAIMANTS,
        listed("appearances", st.one_of(IDS.map("{{article: {}}}".format), NAMES.map("{{outlet: {}}}".format))),
        BODIES,
    ),
    "people": st.tuples(NAMES.map("name: {}\n".format), COMMON, listed("also_known_as", NAMES), BODIES),
    "outlets": st.tuples(
        NAMES.map("name: {}\n".format),
        COMMON,
        st.sampled_from(["", "scale: [{label: Noses, verdict: false}, {label: Fake, verdict: nothing, from: 2024}]\n"]),
        BODIES,
    ),
    "topics": st.tuples(NAMES.map("name: {}\n".format), COMMON, BODIES),
    "pages": st.tuples(st.just("title: About\n"), COMMON, BODIES),
}
FILES = st.lists(
    st.sampled_from(list(TEXTS)).flatmap(
        lambda folder: st.tuples(IDS.map(lambda name: f"{folder}/{name}.md"), TEXTS[folder].map("".join))
    ),
    max_size=8,
).map(dict)
CONFIGS = st.sampled_from(["", "page_size: 1", "page_size: 2\npublisher: Bob", "publisher: a\nlanguage: es"])


@given(FILES, CONFIGS, st.booleans())
@UNTIMED
def test_whatever_is_written_every_page_has_a_view(files, config, drafts):
    made = site(files, config, drafts=drafts)
    for page, view in made.views():
        assert msgspec.msgpack.encode(view)
        entry = made.archive.entries.get(getattr(page.subject, "key", None))
        assert not (entry and entry.withdrawn) or isinstance(view, WithdrawnView)


@given(FILES, CONFIGS)
@UNTIMED
def test_whatever_is_referred_to_is_there(files, config):
    archive = site(files, config).archive
    assert all(ruling.claim in archive.claims for ruling in archive.rulings)
    assert all(ruling.reviewer in archive.outlets.parties for ruling in archive.rulings)
    for claim in archive.claims.values():
        assert all(claimant.person in archive.people.parties for claimant in claim.claimants)
        assert all(archive.live(Key(Kind.ARTICLE, s.article)) for s in claim.sightings if s.article)
    for key, others in archive.translations.items():
        assert all(key in archive.translations[other] for other in others)


@given(FILES, CONFIGS)
@UNTIMED
def test_lists_hold_what_is_live_once(files, config):
    archive = site(files, config).archive
    for items in archive.listings.values():
        assert len(set(items)) == len(items)
        assert all(archive.live(item.key) for item in items)


@given(FILES, CONFIGS)
@UNTIMED
def test_two_pages_have_one_address_only_with_an_error(files, config):
    made = site(files, config)
    outputs = [urls.output_key(urls.output(page.address)) for page in made.plan.pages]
    assert len(set(outputs)) == len(outputs) or codes.PATH_TAKEN in {problem.code for problem in made.diagnostics}


@given(FILES, CONFIGS, st.integers(1, 1000))
@UNTIMED
def test_the_order_of_entries_never_makes_a_difference(files, config, seed):
    first, second = site(files, config), site(files, config, shuffled=seed)
    assert first.archive == second.archive
    assert first.plan == second.plan
    assert first.diagnostics == second.diagnostics
