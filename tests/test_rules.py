"""The rules of the trade: what `fcgen check` says of entries that are sound, and when it holds its peace."""

from collections.abc import Mapping

import pytest
from archives import article, building, moment, review, site, whole

from fcgen import codes
from fcgen.archive.index import Key
from fcgen.archive.rules import advice, unsilenced
from fcgen.codes import Code
from fcgen.diagnostics import Diagnostic
from fcgen.entries.front import front
from fcgen.entries.model import Entry

OWN = "publisher: Made-up Desk\n"
NOW = "2026-01-01"
DATED = "{text: All of this is made up., date: 2024-03-02, first_appearance: {title: A made-up speech}}"
SURVEY = "{title: A made-up survey, publisher: Made-up Institute, date: 2024-04}"


def told(
    files: Mapping[str, str], config: str = OWN, now: str = NOW, then: Mapping[Key, Entry] | None = None
) -> tuple[Diagnostic, ...]:
    """Return what the rules tell of a made-up site."""
    archive = building(files, config, now).archive
    texts = {f"site_src/{path}": front(whole(text), f"site_src/{path}") for path, text in files.items()}
    return advice(archive, texts, moment(now), then)


def places(found: tuple[Diagnostic, ...], code: Code) -> list[str]:
    """Return where a code is told, as `path:line`, below the content folder."""
    return [f"{one.path.removeprefix('site_src/')}:{one.at.line}" for one in found if one.code is code]


def own(evidence: str = SURVEY, claim: str = DATED, more: str = "") -> dict[str, str]:
    """Return the files of a review with some evidence, each piece after a line break."""
    pieces = "".join(f"  - {piece}\n" for piece in evidence.split("\n")) if evidence else ""
    return {"fact-checks/f.md": review(claim, more=("evidence:\n" + pieces if pieces else "") + more)}


def people(*names: str, files: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return a claim by each of `names`, in this order, beside other files."""
    made = {
        f"fact-checks/f{number}.md": review(
            f'{{text: All of this is made up., claimants: ["{name}"]}}', reviewer="Other"
        )
        for number, name in enumerate(names, 1)
    }
    return {**made, **(files or {})}


# evidence


def test_a_review_with_dated_evidence_of_the_time_of_the_claim_is_sound():
    assert told(own()) == ()


def test_a_recorded_review_may_leave_its_evidence_out():
    assert told(own(""), config="") == ()


def test_a_retracted_review_needs_no_evidence():
    retraction = "corrections: [{date: 2024-05-01, kind: retraction, summary: It was wrong.}]\n"
    assert told(own("", more=retraction)) == ()


def test_a_piece_without_a_date_is_told_at_the_first_of_several():
    found = told(own(f"{SURVEY}\n{{title: A made-up list}}\n{{title: A made-up note}}"))
    assert places(found, codes.UNDATED_EVIDENCE) == ["fact-checks/f.md:8"]
    assert found[0].message == "2 of 3 pieces of evidence have no date; the first is 'A made-up list'"


def test_one_piece_alone_may_be_of_one_publisher():
    assert not places(told(own(SURVEY)), codes.ONE_PUBLISHER)


def test_pieces_without_a_publisher_are_of_nobody_in_common():
    pieces = "{title: A made-up list, date: 2024-04}\n{title: A made-up note, date: 2024-04}"
    assert not places(told(own(pieces)), codes.ONE_PUBLISHER)
    assert not places(told(own(f"{SURVEY}\n{pieces}")), codes.ONE_PUBLISHER)


def test_three_pieces_of_one_publisher_are_told():
    (found,) = told(own(f"{SURVEY}\n{SURVEY}\n{SURVEY}"))
    assert found.message == "all 3 pieces of evidence are of one publisher, 'Made-up Institute'"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ('url: "https://example.com/a"', ["fact-checks/f.md:7"]),
        ('url: "https://example.com/archive.org/"', ["fact-checks/f.md:7"]),
        ('url: "https://notarchive.org/a"', ["fact-checks/f.md:7"]),
        ('url: "https://example.com/a", archived_url: "https://example.org/copy"', []),
        ('url: "https://web.archive.org/web/2024/https://example.com/"', []),
        ('url: "https://perma.cc/ABCD-1234"', []),
        ('url: "https://archive.md/AbCdE"', []),
        ('url: "https://arquivo.pt/wayback/2024/https://example.com/"', []),
    ],
)
def test_evidence_on_the_web_needs_a_copy_unless_it_is_one(address, expected):
    piece = f"{{title: A made-up survey, date: 2024-04, {address}}}"
    assert places(told(own(piece)), codes.NO_ARCHIVED_COPY) == expected


@pytest.mark.parametrize(
    ("date", "is_older"),
    [
        ("2024-03-01", True),
        ("2024-02", True),
        ("2023", True),
        ("2024-03-02", False),
        ("2024-03", False),
        ("2024", False),
    ],
)
def test_evidence_is_older_where_no_day_that_its_date_can_mean_is_that_of_the_claim(date, is_older):
    found = told(own(f"{{title: A made-up survey, date: {date}}}"))
    assert bool(places(found, codes.OLDER_EVIDENCE)) == is_older


def test_newer_evidence_for_context_does_not_prove_anything():
    pieces = "{title: A made-up list, date: 2023}\n{title: A made-up report, date: 2024-04, stance: context}"
    assert places(told(own(pieces)), codes.OLDER_EVIDENCE) == ["fact-checks/f.md:6"]


def test_evidence_is_not_older_than_a_claim_without_a_date():
    assert not places(told(own("{title: A made-up list, date: 1999}", "{text: Made up.}")), codes.OLDER_EVIDENCE)


def test_evidence_that_could_know_of_one_of_two_claims_is_not_older():
    rulings = "rulings:\n" + "".join(
        f"  - {{claim: {{id: {on}, text: Made up., date: {date}}}, verdict: False}}\n"
        for on, date in (("a", "2024-03-02"), ("b", "2020"))
    )
    text = f"title: A made-up review\nreviewer: Made-up Desk\n{rulings}evidence:\n  - {{title: A, date: 2023}}\n"
    assert not places(told({"fact-checks/f.md": text}), codes.OLDER_EVIDENCE)


# pictures


def test_a_picture_without_a_description_is_told_where_it_stands():
    page = article(more="image: a.svg", body="![](a.svg)\n\n![A made-up square](a.svg)")
    found = told({"articles/a.md": page, "articles/a.svg": "<svg/>"})
    assert places(found, codes.NO_DESCRIPTION) == ["articles/a.md:3", "articles/a.md:5"]


@pytest.mark.parametrize(("alt", "expected"), [('""', []), ("''", []), ("A square", []), ("", ["articles/a.md:3"])])
def test_a_picture_that_says_nothing_has_an_empty_description_in_quotation_marks(alt, expected):
    page = article(more=f"image:\n  file: a.svg\n  alt: {alt}")
    found = told({"articles/a.md": page, "articles/a.svg": "<svg/>"})
    assert places(found, codes.NO_DESCRIPTION) == expected


def test_nothing_is_told_of_a_withdrawn_entry():
    page = article(more="image: a.svg\nwithdrawn: {date: 2025-01-01, reason: It was wrong.}", body="![](a.svg)")
    assert told({"articles/a.md": page, "articles/a.svg": "<svg/>"}) == ()


# quotes


def claim(*appearances: str, text: str = "All of this is made up.", more: str = "") -> str:
    return f"text: {text}\n{more}appearances:\n" + "".join(f"  - {one}\n" for one in appearances)


@pytest.mark.parametrize(
    "quote",
    [
        "The bridge is “the longest” there",
        "the  bridge is 'the longest' there",
        "The bridge … there",
        "bridge [in Exampletown] is the longest",
        "A made-up caption",
        "A made-up headline",
        "see & hear",
        "as they say twice",
        "A made-up note",
    ],
)
def test_words_stand_in_an_article_however_they_are_set(quote):
    body = (
        'The [bridge](page:p) is "**the\nlongest**" there: see & hear.\n\n![A square](a.svg "A made-up caption")\n\n'
        "It is as they say[^1] twice[^1].\n\n[^1]: A made-up note."
    )
    files = {
        "articles/a.md": article("A made-up headline", body=body),
        "articles/a.svg": "<svg/>",
        "pages/p.md": "title: A made-up page",
        "claims/c.md": claim(f'{{article: a, quote: "{quote}"}}'),
    }
    assert told(files) == ()


def test_words_that_an_article_no_longer_has_are_told_in_the_file_that_quotes_them():
    there = "{article: a, quote: It is made up}"
    gone = "{article: a, quote: Up it is made}"
    files = {"articles/a.md": article(body="It is made up."), "claims/c.md": claim(there, gone)}
    assert places(told(files), codes.LOST_QUOTE) == ["claims/c.md:5"]


@pytest.mark.parametrize("in_list", [False, True])
def test_a_lost_quote_of_a_claim_within_a_review_is_told_there(in_list):
    inline = "id: c\n{0}text: Made up.\n{0}appearances:\n{0}  - article: a\n{0}    quote: Nothing of it"
    if in_list:
        made = "rulings:\n  - verdict: False\n    claim:\n      " + inline.format(" " * 6)
    else:
        made = "verdict: False\nclaim:\n  " + inline.format("  ")
    text = f"title: A made-up review\nreviewer: Other\n{made}\n"
    found = told({"articles/a.md": article(body="It is made up."), "fact-checks/f.md": text})
    assert places(found, codes.LOST_QUOTE) == [f"fact-checks/f.md:{text[: text.index('quote:')].count(chr(10)) + 2}"]


@pytest.mark.parametrize(
    ("text", "quote", "held"),
    [
        ("إنَّ كُلَّ شيءٍ هنا مختـلق تماماً", "كل شيء هنا مختلق تماما", True),
        ("كل شيء هنا مختلق", "كُلُّ شَيْءٍ هُنا", True),
        ("كل شيء هنا مختلق", "كل شيء هناك مختلق", False),
        ("وُلد في ٢٠٢٤", "ولد في 2024", True),
        ("ولد في ٢٠٢٤", "ولد في ٢٠٢٥", False),
        ("هذا رأى", "هذا رأي", False),
        ("הַכֹּל כאן בדוי", "הכל כאן בדוי", True),
        ("这里的一切\n都是虚构的，２０２４年也是", "一切都是虚构的，2024年也是", True),
    ],
)
def test_vowels_that_are_set_or_left_away_and_the_digits_of_a_script_make_no_other_words(text, quote, held):
    files = {"articles/a.md": article(body=text), "claims/c.md": claim(f'{{article: a, quote: "{quote}"}}')}
    assert bool(places(told(files), codes.LOST_QUOTE)) != held


def test_of_an_article_without_a_text_no_words_can_be_gone():
    files = {"articles/a.md": article(), "claims/c.md": claim("{article: a, quote: It is made up}")}
    assert told(files) == ()


BRIDGE = "The bridge is the longest in its region"
HOURS = "{title: A made-up interview, quote: Libraries open twice as many hours}"
LONGEST = "{title: A made-up speech, quote: It is the longest bridge of them all}"


def test_a_quote_without_a_word_of_its_claim_is_told():
    assert places(told({"claims/c.md": claim(LONGEST, HOURS, text=BRIDGE)}), codes.QUOTES_APART) == ["claims/c.md:5"]


def test_words_that_an_article_marks_are_compared_as_well():
    files = {
        "claims/c.md": claim(LONGEST, text=BRIDGE),
        "articles/a.md": article(body="She said that [libraries open twice as many hours](quote:c)."),
    }
    assert places(told(files), codes.QUOTES_APART) == ["articles/a.md:5"]


def test_a_quote_in_other_words_that_are_known_belongs_to_its_claim():
    variants = "variants: [Libraries are open for more hours]\n"
    assert not places(told({"claims/c.md": claim(LONGEST, HOURS, text=BRIDGE, more=variants)}), codes.QUOTES_APART)


def test_a_quote_in_an_article_of_another_language_is_not_compared():
    body = "[Las bibliotecas abren muchas horas](quote:c)"
    files = {"claims/c.md": claim(LONGEST, text=BRIDGE), "articles/a.md": article(more="language: es", body=body)}
    assert not places(told(files), codes.QUOTES_APART)
    files["articles/a.md"] = article(more="language: en", body=body)
    assert places(told(files), codes.QUOTES_APART)


@pytest.mark.parametrize("quote", ["Мост самый длинный во всей области", "Not so", "桥是该地区最长的一座"])
def test_a_quote_in_another_script_or_of_few_words_is_not_compared(quote):
    listed = f"{{title: A made-up interview, quote: {quote}}}"
    assert not places(told({"claims/c.md": claim(LONGEST, listed, text=BRIDGE)}), codes.QUOTES_APART)


# claims


@pytest.mark.parametrize(
    ("date", "waits"),
    [
        ("2025-07-04", True),
        ("2025-07-06", False),
        ("2025-06", True),
        ("2025-07", False),  # it may have been made on the 31st
        ("2024", True),
        ("2025", False),
    ],
)
def test_a_claim_waits_half_a_year_for_a_review_from_the_last_day_that_its_date_can_mean(date, waits):
    found = told({"claims/c.md": f"text: All of this is made up.\ndate: {date}"})
    assert bool(places(found, codes.NOT_REVIEWED)) == waits


def test_a_claim_whose_translation_was_reviewed_was_reviewed():
    files = {
        "claims/c.md": "text: All of this is made up.\ndate: 2020\nlanguage: en",
        "claims/d.md": "text: Todo esto es inventado.\ndate: 2020\nlanguage: es\ntranslation_of: c",
        "fact-checks/f.md": review("d", reviewer="Other"),
    }
    assert told(files) == ()


def test_a_claim_without_a_date_is_not_waited_for():
    assert told({"claims/c.md": "text: All of this is made up."}) == ()


# people


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Example", "Example Ann"),
        ("Ann Example", "Example, Ann"),
        ("José Inventado", "Jose Inventado"),
        ("A. Example", "Ann Example"),
        ("Ann B. Example", "Ann Example"),
        ("Annabel Example", "Annabel Exanple"),
        ("Annabel Example", "Annabel Exmaple"),
        ("Annabel Example", "Annabel Exmple"),
        ("أحمد المختلق", "احمد المختلق"),
        ("محمّد المختلق", "محمد المختـلق"),
    ],
)
def test_two_spellings_of_what_looks_like_one_person_are_told(one, other):
    (found,) = told(people(one, other))
    assert found.code is codes.ONE_PERSON
    assert repr(one) in found.message
    assert repr(other) in found.message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Example", "Bob Example"),
        ("Ann Example", "Ann Sample"),
        ("Ivan Vymyshlenov", "Ivan Vymyshlenova"),
        ("Daniel Inventado", "Daniela Inventado"),
        ("Maria Inventada", "Mario Inventada"),
        ("Jon Inventado", "Jan Inventado"),
        ("Made-up Account 2001", "Made-up Account 2002"),
        ("B. Example", "Ann Example"),
        ("Ann Maria Example", "Ann Example"),
        ("Example", "Exanple"),
        ("Ana Fernández", "Ana Hernández"),
        ("محمد بن سلمان المختلق", "محمد بن سليمان المختلق"),
        ("金正恩", "金正日"),
    ],
)
def test_names_of_two_people_are_left_alone(one, other):
    assert told(people(one, other)) == ()


def test_people_who_both_have_a_file_are_two():
    files = {"people/a.md": "name: Annabel Example", "people/b.md": "name: Annabel Exanple"}
    assert told(people("Annabel Example", "Annabel Exanple", files=files)) == ()


def test_a_name_is_told_beside_the_file_that_it_may_mean():
    (found,) = told(people("Annabel Exanple", files={"people/a.md": "name: Annabel Example"}))
    assert places((found,), codes.ONE_PERSON) == ["fact-checks/f1.md:4"]
    assert "(site_src/people/a.md)" in found.message


def test_of_two_names_the_one_that_is_used_less_is_told():
    found = told(people("Annabel Exanple", "Annabel Example", "Annabel Example"))
    assert places(found, codes.ONE_PERSON) == ["fact-checks/f1.md:4"]


def test_an_organisation_is_no_person():
    files = {"people/a.md": "name: Example Council\nkind: organization"}
    assert told(people("Council Example", files=files)) == ()


# silence


def heard(files: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    return unsilenced(told(files), building(files, OWN).archive.entries.values())


def test_an_entry_silences_what_it_names_and_nothing_else():
    pieces = f"{SURVEY}\n{{title: A made-up list, publisher: Made-up Institute}}"
    assert {one.code for one in heard(own(pieces))} == {codes.UNDATED_EVIDENCE, codes.ONE_PUBLISHER}
    (found,) = heard(own(pieces, more="ignore: [FC1003]\n"))
    assert found.code is codes.UNDATED_EVIDENCE


def test_another_entry_is_not_silenced():
    files = {**own("", more="ignore: [FC1001]\n"), "fact-checks/g.md": review(DATED)}
    assert places(heard(files), codes.NO_EVIDENCE) == ["fact-checks/g.md:5"]


def test_what_silences_nothing_is_told():
    (found,) = heard(own(more="ignore: [fc1001]\n"))
    assert (found.code, found.at.line) == (codes.NOTHING_IGNORED, 8)


def test_what_a_withdrawn_entry_ignores_may_stay_there():
    withdrawn = "withdrawn: {date: 2025-05-01, reason: It was made up.}\n"
    assert heard(own("", more=f"ignore: [FC1001]\n{withdrawn}")) == ()


def test_what_is_no_rule_of_the_trade_can_not_be_silenced():
    made = site({"pages/p.md": "title: A made-up page\nignore: [FC117, FC1099, FC1004]"})
    assert [one.message for one in made.diagnostics] == ["`ignore` can't have 'FC117'", "`ignore` can't have 'FC1099'"]
    assert {one.code for one in made.diagnostics} == {codes.NO_CHOICE}


# published otherwise


def otherwise(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return what is told of a site that was published as `then` and is `now` another, in order."""
    before = building(then, OWN, NOW).archive.entries
    found = told(now, then=before)
    return [one.message for one in found if one.code is codes.PUBLISHED_OTHERWISE]


def test_a_claim_in_other_words_was_published_otherwise_but_not_with_other_punctuation():
    then = {"claims/c.md": "text: All of this is made up."}
    assert otherwise(then, {"claims/c.md": "text: all of this is “made up”"}) == []
    assert otherwise(then, {"claims/c.md": "text: Some of this is made up."}) == [
        "the claim was published as 'All of this is made up.'"
    ]


@pytest.mark.parametrize(
    ("then", "now", "changed"),
    [
        ("date: 2024", "date: 2024-03", False),
        ("date: 2024-03", "date: 2024", True),
        ("date: 2024-03", "date: 2024-04", True),
        ("date: 2024-03", "", True),
        ("", "date: 2024-03", False),
    ],
)
@pytest.mark.parametrize("path", ["articles/a.md", "claims/a.md"])
def test_a_date_may_become_known_or_more_precise(path, then, now, changed):
    head = "title: A made-up article\n" if path.startswith("articles") else "text: All of this is made up.\n"
    assert bool(otherwise({path: head + then}, {path: head + now})) == changed


def test_a_ruling_that_is_gone_was_published():
    claims = {f"claims/{on}.md": f"text: Made up, {on}." for on in "cd"}
    then = {**claims, "fact-checks/f.md": review("c", "False", "Other")}
    now = {**claims, "fact-checks/f.md": review("d", "True", "Other")}
    assert otherwise(then, now) == ["the verdict 'False' on 'c' was published, and is gone"]


def test_a_claim_with_another_name_is_the_one_that_was_ruled_on():
    then = {"claims/old.md": "text: Made up.", "fact-checks/f.md": review("old", "False", "Other")}
    named = {"claims/new.md": "text: Made up.\nredirect_from: [/claims/old/]"}
    assert otherwise(then, {**named, "fact-checks/f.md": review("new", "False", "Other")}) == []
    assert otherwise(then, {**named, "fact-checks/f.md": review("new", "True", "Other")}) == [
        "the verdict on 'new' was published as 'False'"
    ]
    changed = {"claims/new.md": named["claims/new.md"].replace("Made up.", "Not made up.")}
    assert otherwise(then, {**changed, "fact-checks/f.md": review("new", "False", "Other")}) == [
        "the claim was published as 'Made up.'"
    ]


def test_a_claim_in_a_review_with_another_name_is_the_one_that_was_ruled_on():
    then = {"fact-checks/f.md": review("{id: old, text: Made up.}", "False", "Other")}
    then |= {"fact-checks/g.md": review("old", "True", "Third")}
    led = "redirect_from: [/claims/old/]"
    now = {"fact-checks/f.md": review("{id: new, text: Made up.}", "False", "Other", led)}
    now |= {"fact-checks/g.md": review("new", "True", "Third")}
    assert otherwise(then, now) == []
    now["fact-checks/f.md"] = review("{id: new, text: Not made up.}", "False", "Other", led)
    assert otherwise(then, now) == ["the claim was published as 'Made up.'"]


def test_a_claim_that_has_a_file_by_now_is_the_one_that_a_review_had():
    then = {"fact-checks/f.md": review("{id: c, text: Made up., date: 2024}", "False", "Other")}
    now = {"fact-checks/f.md": review("c", "False", "Other"), "claims/c.md": "text: Made up.\ndate: 2024-02"}
    assert otherwise(then, now) == []
    now["claims/c.md"] = "text: Not made up.\ndate: 2024"
    assert otherwise(then, now) == ["the claim was published as 'Made up.'"]
    now["claims/c.md"] += f"\n{CORRECTED}"
    assert otherwise(then, now) == []


def test_a_review_with_another_name_is_the_one_that_was_published():
    claim = {"claims/c.md": "text: Made up."}
    then = {**claim, "fact-checks/old.md": review("c", "False", "Other")}
    now = {**claim, "fact-checks/new.md": review("c", "True", "Other", "redirect_from: [/fact-checks/old/]")}
    assert otherwise(then, now) == ["the verdict on 'c' was published as 'False'"]
    then["fact-checks/new.md"] = review("c", "True", "Third")
    assert otherwise(then, now) == []


def test_a_word_in_another_case_is_the_same_verdict():
    files = {"fact-checks/f.md": review("{text: Made up.}", "Mostly true", "Other")}
    assert otherwise(files, {"fact-checks/f.md": review("{text: Made up.}", "mostly true", "Other")}) == []


CORRECTED = "corrections:\n  - {date: 2025-01-01, kind: correction, summary: It was wrong.}\n"
LATER = "  - {date: 2025-02-01, kind: update, summary: It was wrong again.}\n"


def test_only_a_correction_that_was_not_published_yet_mentions_a_change():
    def checked(verdict: str, more: str = "") -> dict[str, str]:
        return {"fact-checks/f.md": review("{text: Made up.}", verdict, "Other", more)}

    assert otherwise(checked("False"), checked("True", CORRECTED)) == []
    assert otherwise(checked("False", CORRECTED), checked("True", CORRECTED + LATER)) == []
    assert otherwise(checked("False", CORRECTED), checked("True", CORRECTED)) == [
        "the verdict on 'f' was published as 'False'"
    ]


@pytest.mark.parametrize("hidden", ["draft: true\n", "date: 2026-02-01\n"])
def test_what_was_not_shown_yet_was_not_published(hidden):
    site_of = {"articles/a.md": "title: A made-up article\ndate: 2024\n"}
    then = site({"articles/a.md": f"title: A made-up article\n{hidden}"}, OWN, NOW, drafts=True, future=True)
    archive = building(site_of, OWN, NOW).archive
    assert advice(archive, {}, moment(NOW), then.archive.entries) == ()
