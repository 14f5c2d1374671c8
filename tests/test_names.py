"""Who is who: the section "Names and references" of the content model, and ids made from names."""

from collections.abc import Mapping, Sequence

import pytest
from archives import Site, site, sound

from fcgen import codes
from fcgen.archive.names import Names, names, spoken_id
from fcgen.diagnostics import Diagnostic, Mark
from fcgen.entries.model import Details, Entry, Kind, Outlet, Person, Topic
from fcgen.fields import Mention

NONE: Mapping[str, str] = {}
DETAILS: Mapping[Kind, type[Person] | type[Outlet] | type[Topic]] = {
    Kind.PERSON: Person,
    Kind.OUTLET: Outlet,
    Kind.TOPIC: Topic,
}
FOLDERS = {Kind.PERSON: "people", Kind.OUTLET: "outlets", Kind.TOPIC: "topics"}


def file(entry_id: str, name: str, *others: str, kind: Kind = Kind.PERSON) -> Entry:
    also = tuple(Mention(other, Mark(3 + number, 1)) for number, other in enumerate(others))
    details: Details = DETAILS[kind](also_known_as=also)
    return Entry(f"site_src/{FOLDERS[kind]}/{entry_id}.md", kind, entry_id, name, Mark(2, 7), details)


def found(
    *texts: str, files: Sequence[Entry] = (), kind: Kind = Kind.PERSON, left_out: Mapping[str, str] = NONE
) -> tuple[Names, list[Diagnostic]]:
    """Who `texts` stand for, each mentioned once, in files named by their order."""
    mentions = [(f"site_src/claims/{number}.md", Mention(text, Mark(4, 3))) for number, text in enumerate(texts)]
    made, problems = names(kind, files, mentions, left_out)
    return made, list(problems)


def ids(made: Names, *texts: str) -> list[str | None]:
    return [made.find(Mention(text, Mark(1, 1))) for text in texts]


def claimed_by(*people: str) -> dict[str, str]:
    """Claims by `people`, one each."""
    return {f"claims/{n}.md": f"text: Made-up claim {n}\nclaimants: ['{who}']" for n, who in enumerate(people)}


# A value of lower-case ASCII letters, digits and hyphens is an id and must exist.


@pytest.mark.parametrize("entry_id", ["ann", "ann-example", "4chan", "a-1", "1984"])
def test_a_value_of_lower_case_letters_digits_and_hyphens_is_an_id(entry_id: str):
    made, problems = found(entry_id, files=[file(entry_id, "Ann Example")])
    assert (ids(made, entry_id), problems) == ([entry_id], [])


@pytest.mark.parametrize("name", ["Ann", "ann example", "ann_example", "ann.", "ána", "ann's", "安"])
def test_anything_else_is_a_name_and_makes_its_page_by_itself(name: str):
    made, problems = found(name)
    (party,) = made.parties.values()
    assert (party.name, party.entry, problems) == (name, None, [])
    assert ids(made, name) == [party.id]


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.OUTLET])
def test_an_id_that_does_not_exist_is_an_error_with_the_nearest(kind: Kind):
    made, (problem,) = found("ann-exmple", files=[file("ann-example", "Ann Example", kind=kind)], kind=kind)
    assert problem.code is codes.UNKNOWN_ID
    assert problem.message == f"no {kind} has the id 'ann-exmple'"
    assert problem.hint == "did you mean 'ann-example'?"
    assert (problem.path, problem.at) == ("site_src/claims/0.md", Mark(4, 3))
    assert ids(made, "ann-exmple") == [None]


def test_an_id_unlike_any_other_is_told_what_a_name_looks_like():
    _, (problem,) = found("zzz", files=[file("ann-example", "Ann Example")])
    assert problem.hint == "an id needs a file; a name without one has a capital letter, a space or another script"


def test_an_unknown_id_is_told_at_each_place():
    _, problems = found("zzz", "Ann", "zzz")
    assert [problem.path for problem in problems] == ["site_src/claims/0.md", "site_src/claims/2.md"]


def test_an_id_is_no_name_even_where_a_file_of_another_id_has_it():
    made, (problem,) = found("ann", files=[file("ann-example", "ann")])
    assert problem.code is codes.UNKNOWN_ID
    assert ids(made, "ann") == [None]


def test_an_id_that_this_build_leaves_out_is_an_error_that_says_why():
    _, (problem,) = found("ann", left_out={"ann": "a draft"})
    assert problem.code is codes.UNKNOWN_ID
    assert problem.message == "person 'ann' is left out of this build: a draft"
    assert problem.hint == "publish it as well, or write the name in place of the id"


# A topic in that form needs no file.


def test_a_topic_in_the_form_of_an_id_needs_no_file():
    made, problems = found("public-health", kind=Kind.TOPIC)
    assert problems == []
    assert made.parties["public-health"].name == "Public health"


def test_a_topic_in_the_form_of_an_id_finds_its_file():
    made, problems = found("health", files=[file("health", "Health and care", kind=Kind.TOPIC)], kind=Kind.TOPIC)
    assert (ids(made, "health"), problems) == (["health"], [])


def test_a_topic_in_the_form_of_an_id_may_be_another_name_of_a_file():
    topic = file("public-health", "Public health", "health", kind=Kind.TOPIC)
    made, problems = found("health", files=[topic], kind=Kind.TOPIC)
    assert (ids(made, "health"), problems) == (["public-health"], [])
    assert list(made.parties) == ["public-health"]


def test_a_topic_in_the_form_of_an_id_whose_file_is_left_out_is_a_topic_without_a_file():
    made, problems = found("health", kind=Kind.TOPIC, left_out={"health": "a draft"})
    assert problems == []
    assert made.parties["health"].name == "Health"


def test_a_topic_by_id_and_by_name_is_one_with_the_name_as_it_is_written():
    made, problems = found("public-health", "Public Health", kind=Kind.TOPIC)
    assert problems == []
    assert ids(made, "public-health", "Public Health") == ["public-health", "public-health"]
    assert made.parties["public-health"].name == "Public Health"


def test_an_id_of_a_topic_stands_for_a_name_only_where_no_name_is_written():
    made, problems = found("public-health", "public-health", "public Health", kind=Kind.TOPIC)
    assert problems == []
    assert made.parties["public-health"].name == "public Health"


@pytest.mark.parametrize(
    ("topic_id", "name"), [("public-health", "Public health"), ("5g", "5g"), ("a--b", "A  b"), ("-", "-")]
)
def test_the_id_of_a_topic_is_spoken(topic_id: str, name: str):
    assert spoken_id(topic_id) == name


def test_the_longest_ids_of_topics_are_cut_as_those_of_names_are():
    made, _ = found("a" * 300, kind=Kind.TOPIC)
    assert list(made.parties) == ["a" * 200]


# A name finds the file with that `name` or `also_known_as`.


def test_a_name_finds_the_file_with_that_name():
    made, problems = found("Ann Example", files=[file("ann", "Ann Example")])
    assert (ids(made, "Ann Example"), problems, list(made.parties)) == (["ann"], [], ["ann"])


def test_a_name_finds_the_file_that_is_also_known_as_it():
    made, problems = found("Annie", "Mrs Example", files=[file("ann", "Ann Example", "Annie", "Mrs Example")])
    assert (ids(made, "Annie", "Mrs Example"), problems, list(made.parties)) == (["ann", "ann"], [], ["ann"])


def test_a_name_is_the_same_in_another_unicode_form():
    composed, decomposed = "Éva Example", "E\N{COMBINING ACUTE ACCENT}va Example"
    for written, said in ((composed, decomposed), (decomposed, composed)):
        made, problems = found(said, files=[file("eva", written)])
        assert (ids(made, composed, decomposed), problems) == (["eva", "eva"], [])
        made, problems = found(written, said)
        assert (ids(made, composed, decomposed), problems) == (["éva-example", "éva-example"], [])


def test_a_name_with_a_file_keeps_the_spelling_of_its_file():
    made, _ = found("annie", "ANN EXAMPLE", files=[file("ann", "Ann Example", "annie")])
    assert made.parties["ann"].name == "Ann Example"


@pytest.mark.parametrize("spelling", ["ann EXAMPLE", "Ann-Example", "Ann Example.", "AnnExample", "“Ann Example”"])
def test_a_spelling_that_differs_only_in_case_spaces_or_punctuation_is_taken_for_the_file_with_a_warning(spelling: str):
    made, (problem,) = found(spelling, files=[file("ann", "Ann Example")])
    assert ids(made, spelling) == ["ann"]
    assert list(made.parties) == ["ann"]
    assert problem.code is codes.NAMES_ALIKE
    assert problem.message == (
        f"{spelling!r} is taken for 'Ann Example' of site_src/people/ann.md, "
        "from which it differs only in case, spaces or punctuation"
    )
    assert problem.hint == "write 'Ann Example', or list it under `also_known_as`"


def test_a_spelling_like_another_name_of_a_file_is_told_that_name():
    made, (problem,) = found("ANNIE", files=[file("ann", "Ann Example", "Annie")])
    assert ids(made, "ANNIE") == ["ann"]
    assert problem.message.startswith("'ANNIE' is taken for 'Annie' of site_src/people/ann.md")


def test_accents_tell_names_apart():
    made, problems = found("Ána Example", files=[file("ana", "Ana Example")])
    assert problems == []
    assert ids(made, "Ána Example") == ["ána-example"]


def test_two_files_with_one_name_are_an_error():
    _, (problem,) = found(files=[file("ann-1", "Ann Example"), file("ann-2", "Ann Example")])
    assert problem.code is codes.SHARED_NAME
    assert (problem.path, problem.at) == ("site_src/people/ann-2.md", Mark(2, 7))
    assert problem.message == "'Ann Example' is also a name of site_src/people/ann-1.md"


def test_another_name_that_is_the_name_of_another_file_is_an_error_at_its_place():
    _, (problem,) = found(files=[file("ann", "Ann Example"), file("bob", "Bob", "Bobby", "Ann Example")])
    assert (problem.code, problem.path, problem.at) == (codes.SHARED_NAME, "site_src/people/bob.md", Mark(4, 1))


def test_a_file_may_have_one_name_twice():
    _, problems = found(files=[file("ann", "Ann Example", "Ann Example", "ann example")])
    assert problems == []


def test_files_whose_names_differ_only_in_case_spaces_or_punctuation_are_warned_about():
    made, (problem,) = found("A.P.", files=[file("ap", "AP"), file("a-p", "A.P.")])
    assert problem.code is codes.NAMES_ALIKE
    assert problem.path == "site_src/people/ap.md"
    assert problem.message == (
        "'AP' differs only in case, spaces or punctuation from 'A.P.', a name of site_src/people/a-p.md"
    )
    assert ids(made, "A.P.") == ["a-p"]


def test_a_shared_name_names_the_file_that_has_it_exactly():
    files = [file("1", "AP"), file("2", "A.P."), file("3", "A.P.")]
    _, problems = found(files=files)
    assert [problem.code for problem in problems] == [codes.NAMES_ALIKE, codes.SHARED_NAME]
    assert problems[1].message == "'A.P.' is also a name of site_src/people/2.md"


# Else it makes its page by itself.


def test_spellings_that_make_one_id_are_one_with_a_warning_at_each_that_is_rarer():
    made, problems = found("Ann Example", "ann example", "Ann Example", "ann example", "Ann Example")
    assert ids(made, "Ann Example", "ann example") == ["ann-example", "ann-example"]
    assert made.parties["ann-example"].name == "Ann Example"
    assert [(p.code, p.path) for p in problems] == [
        (codes.NAMES_ALIKE, "site_src/claims/1.md"),
        (codes.NAMES_ALIKE, "site_src/claims/3.md"),
    ]
    assert problems[0].message == (
        "'ann example' is taken for 'Ann Example' (site_src/claims/0.md:4), "
        "which differs only in case, spaces or punctuation"
    )
    assert problems[0].hint == "write it the same way everywhere"


def test_the_spelling_that_is_used_most_is_shown():
    made, _ = found("Ann Example", "ANN EXAMPLE", "ANN EXAMPLE")
    assert made.parties["ann-example"].name == "ANN EXAMPLE"


def test_of_spellings_used_equally_often_the_first_in_the_alphabet_is_shown():
    assert found("Ann Example", "ANN EXAMPLE")[0].parties["ann-example"].name == "ANN EXAMPLE"
    assert found("ANN EXAMPLE", "Ann Example")[0].parties["ann-example"].name == "ANN EXAMPLE"


def test_spellings_that_make_two_ids_are_two_pages_with_a_warning_at_the_first_place_of_one():
    made, (problem,) = found("Ann Lee", "Annlee", "Annlee")
    assert list(made.parties) == ["ann-lee", "annlee"]
    assert (problem.code, problem.path) == (codes.NAMES_ALIKE, "site_src/claims/1.md")
    assert problem.message == (
        "'Annlee' and 'Ann Lee' (site_src/claims/0.md:4) differ only in case, spaces or punctuation, but are two pages"
    )


def test_spellings_whose_ids_differ_only_in_case_are_one_page():
    made, problems = found("Weiß", "Weiss")
    assert ids(made, "Weiß", "Weiss") == ["weiss", "weiss"]
    assert list(made.parties) == ["weiss"]
    assert [problem.code for problem in problems] == [codes.NAMES_ALIKE]


def test_different_names_that_make_one_id_are_an_error_that_says_how_to_tell_them_apart():
    made, (problem, again) = found("A+B", "A B", "A+B", "A B", "A+B")
    assert problem.code is codes.NAMES_COLLIDE
    assert (problem.path, again.path) == ("site_src/claims/1.md", "site_src/claims/3.md")
    assert again.message == problem.message
    assert problem.message == "'A B' and 'A+B' (site_src/claims/0.md:4) are different names that make one id, 'a-b'"
    assert problem.hint == ("give one of them a file with another id, such as people/another-id.md with that `name`")
    assert ids(made, "A+B", "A B") == ["a-b", "a-b"]


@pytest.mark.parametrize("kind", list(FOLDERS))
def test_the_way_to_tell_names_apart_names_the_folder_of_the_kind(kind: Kind):
    _, (problem,) = found("A+B", "A B", kind=kind)
    assert f"such as {FOLDERS[kind]}/another-id.md" in problem.hint


def test_a_file_with_another_id_tells_names_apart():
    made, problems = found("A+B", "A B", files=[file("a-plus-b", "A+B")])
    assert (ids(made, "A+B", "A B"), problems) == (["a-plus-b", "a-b"], [])


def test_a_name_that_makes_the_id_of_a_file_with_another_name_is_an_error():
    made, (problem,) = found("Ann Lee", files=[file("ann-lee", "Ann B. Lee")])
    assert problem.code is codes.NAMES_COLLIDE
    assert problem.message == (
        "'Ann Lee' and 'Ann B. Lee' (site_src/people/ann-lee.md) are different names that make one id, 'ann-lee'"
    )
    assert problem.hint == (
        "if it is the same person, list the name under `also_known_as` in site_src/people/ann-lee.md; "
        "if not, give it a file with another id"
    )
    assert ids(made, "Ann Lee") == ["ann-lee"]


def test_the_id_of_a_file_counts_without_regard_to_case_and_stands_for_the_file():
    made, (problem,) = found("Ann Lee", files=[file("Ann-Lee", "Ann B. Lee")])
    assert problem.code is codes.NAMES_COLLIDE
    assert ids(made, "Ann Lee") == ["Ann-Lee"]
    assert list(made.parties) == ["Ann-Lee"]


def test_names_that_make_the_ids_of_files_are_compared_with_these_files_alone():
    files = [file("ann-lee", "Bob Lee"), file("ann-lee-2", "Boblee")]
    _, problems = found("Ann Lee", "Ann Lee 2", files=files)
    assert [problem.code for problem in problems] == [codes.NAMES_ALIKE, codes.NAMES_COLLIDE, codes.NAMES_COLLIDE]


def test_the_place_that_a_message_names_is_the_first_by_path_and_line():
    mentions = [
        ("site_src/claims/b.md", Mention("Annlee", Mark(9, 3))),
        ("site_src/claims/b.md", Mention("Annlee", Mark(4, 3))),
        ("site_src/claims/a.md", Mention("Ann Lee", Mark(7, 3))),
    ]
    _, (problem,) = names(Kind.PERSON, [], mentions, NONE)
    assert (problem.path, problem.at) == ("site_src/claims/b.md", Mark(4, 3))
    assert "'Ann Lee' (site_src/claims/a.md:7)" in problem.message


def test_a_name_of_an_emoji_has_a_page():
    made, problems = found("🦊", "🐻")
    assert problems == []
    assert {party.name for party in made.parties.values()} == {"🦊", "🐻"}
    assert all(party_id.startswith("x-") and len(party_id) == 10 for party_id in made.parties)


@pytest.mark.parametrize(
    ("name", "entry_id"),
    [
        ("Made-up Desk", "made-up-desk"),
        ("São Paulo Notícias", "são-paulo-notícias"),
        ("東京新聞", "東京新聞"),
        ("Made-up & Sons", "made-up-sons"),
        ("@madeup", "madeup"),
    ],
)
def test_an_id_made_from_a_name_keeps_the_letters_of_every_script(name: str, entry_id: str):
    assert ids(found(name)[0], name) == [entry_id]


def test_long_names_that_share_their_beginning_make_one_id_and_are_an_error():
    made, (problem,) = found("A" * 210, "A" * 211)
    assert problem.code is codes.NAMES_COLLIDE
    assert list(made.parties) == ["a" * 200]


def test_a_mention_of_nothing_stands_for_nothing():
    made, _ = found()
    assert made.find(None) is None
    assert ids(made, "Nobody") == [None]


def test_parties_are_in_the_order_of_their_ids():
    made, _ = found("Zoe", "Ann", files=[file("mia", "Mia")])
    assert list(made.parties) == ["ann", "mia", "zoe"]


# The same, seen from a whole site.


def test_a_name_without_a_file_has_a_page_and_is_in_the_list():
    made = sound(claimed_by("Ann Example"))
    assert made.listed("/claimants/") == ["ann-example"]
    assert made.view("/claimants/ann-example/").entry.title == "Ann Example"


def test_a_claimant_nobody_knows_is_left_out_and_has_no_page():
    made = sound({"claims/a.md": "text: This is made up."})
    assert made.view("/claims/a/").claimants == ()
    assert made.listed("/claimants/") == []


def test_every_place_where_a_name_is_asked_for_makes_its_page():
    made = sound(
        {
            "articles/a.md": "title: A made-up article\noutlet: Gazette\ntopics: [First topic]",
            "claims/c.md": (
                "text: This is made up.\nclaimants: [Ann, {who: Bob, role: Mayor}]\ntopics: [second-topic]\n"
                "first_appearance: {title: Speech, outlet: First Radio}\n"
                "appearances: [{title: News, outlet: Second Radio}]"
            ),
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nverdict: True\n"
                "claim: {text: This too., claimants: [Cleo], appearances: [{outlet: Third Radio}]}"
            ),
        }
    )
    assert made.listed("/claimants/") == ["ann", "bob", "cleo"]
    assert made.listed("/outlets/") == ["desk", "first-radio", "gazette", "second-radio", "third-radio"]
    assert made.listed("/topics/") == ["first-topic", "second-topic"]


def test_authors_and_publishers_of_evidence_are_plain_names_without_pages():
    made = sound(
        {
            "fact-checks/f.md": (
                "title: A made-up review\nreviewer: Desk\nverdict: True\nclaim: {text: This is made up.}\n"
                "authors: [Ann]\nevidence: [{title: A made-up source, publisher: Bureau, author: Bob}]"
            )
        }
    )
    assert made.listed("/claimants/") == []
    assert made.listed("/outlets/") == ["desk"]


def test_the_publisher_of_the_configuration_is_an_outlet_with_a_page():
    made = sound({}, config="publisher: Our Desk")
    assert made.archive.publisher == "our-desk"
    assert made.listed("/outlets/") == ["our-desk"]


def test_a_publisher_that_does_not_exist_is_told_in_the_configuration():
    made = site({}, config="publisher: our-desk")
    assert made.told(codes.UNKNOWN_ID) == ["config.yaml:3"]


def test_a_reviewer_whose_name_collides_with_a_file_does_not_stop_the_rest():
    made: Site = site(
        {
            "outlets/Made-Up-Desk.md": "name: Another desk",
            "fact-checks/f.md": "title: t\nreviewer: Made-up Desk\nclaim: {text: This is made up.}\nverdict: True",
        }
    )
    assert made.codes == ["FC302"]
    assert [ruling.reviewer for ruling in made.archive.rulings] == ["Made-Up-Desk"]
