"""Every word of the interface, in every language that fcgen brings: all there, all asked for, none left in English."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec
import pytest
import txtar
from archives import THEME, review, sound, words
from html_pages import parsed
from lxml.html import HtmlElement
from site_files import build, tree

from fcgen.building.wording import message_files
from fcgen.config import DEFAULT_VERDICTS
from fcgen.formats.lines import FIELDS
from fcgen.formats.tables import TABLES
from fcgen.message_files import words as read
from fcgen.messages import Words, holes
from fcgen.pages.data_files import ENTRIES, data_files, resources
from fcgen.pages.render import asked_in

LANGUAGES: Final = ("en", "es", "ar")
OTHERS: Final = LANGUAGES[1:]
SOURCES: Final = Path(__file__).parent.parent / "fcgen"


def alone(language: str) -> Words:
    """The words of one packaged file, without those that English fills up."""
    (file,) = (one for one in message_files(THEME) if one.language == language)
    return read(language, (file,), frozenset)[0]


def asked() -> set[str]:
    """The ids of messages that templates and sources name."""
    found = {name for text in THEME.templates.values() for name in asked_in(text) or ()}
    for path in sorted((*SOURCES.glob("pages/*.py"), *SOURCES.glob("formats/*.py"))):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        found |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for one in DEFAULT_VERDICTS:
        name = f"verdict_{one.id.replace('-', '_')}"
        found |= {name, f"{name}_meaning"}
    return found | set(of_data())


def of_data() -> dict[str, str]:
    """The messages of the page about the data, with what `datapackage.json` says of the same."""
    archive = sound({"pages/about.md": "title: About"}).archive
    found = {}
    for resource, _ in resources(data_files(archive, ())):
        name = f"data_{resource.name.replace('-', '_')}"
        found[name] = resource.about
        for column in resource.table.columns if resource.table else ():
            found[f"{name}_{column.name}"] = column.about
    return found | {f"data_{ENTRIES}_{name}": about for name, _, about in FIELDS}


def shape(words: Words) -> dict[str, frozenset[str]]:
    """The ids of all messages, with the holes that each has in its last plural."""
    counting = {name: holes(forms["other"]) for name, forms in words.forms.items()}
    return {name: holes(text) for name, text in words.texts.items()} | counting


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_every_message_with_the_same_holes(language: str) -> None:
    assert shape(alone(language)) == shape(alone("en"))
    assert alone(language).forms.keys() == alone("en").forms.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packaged_files_have_no_mistakes_that_a_site_would_be_told_of(language: str) -> None:
    files = {one.language: one for one in message_files(THEME)}
    checked = (msgspec.structs.replace(files[language], own=True), files["en"])
    assert read(language, checked, frozenset)[1] == ()


def test_every_message_is_asked_for_and_what_is_asked_for_is_there() -> None:
    there = shape(alone("en")).keys()
    assert there - asked() == set()
    templates = [asked_in(text) for text in THEME.templates.values()]
    assert None not in templates, "a template chooses a message by a value: every word would render its pages again"
    assert {name for some in templates for name in some or ()} <= there
    assert of_data().keys() <= there


def test_the_page_about_the_data_says_what_the_data_say_of_themselves() -> None:
    assert {name: words().say(name) for name in of_data()} == of_data()


def test_every_table_has_its_columns_told() -> None:
    assert {f"data_{name}" for name in TABLES} <= of_data().keys()


def test_the_default_verdicts_in_english_are_called_as_the_documentation_says() -> None:
    assert sound({}).archive.config.verdicts == DEFAULT_VERDICTS


@pytest.mark.parametrize(("language", "word"), [("es", "Falso"), ("ar", "زائف"), ("es", "False"), ("ar", "False")])
def test_the_default_verdicts_are_called_in_the_language_of_the_site_and_understand_english(
    language: str, word: str
) -> None:
    made = sound(
        {"fact-checks/f.md": review("{text: Made up.}", word)}, f"language: {language}\npublisher: Made-up Desk\n"
    )
    (ruling,) = made.archive.rulings
    assert ruling.verdict is not None
    assert (ruling.verdict.id, ruling.word) == ("false", word)
    assert ruling.verdict.label == words(language).say("verdict_false")


def test_verdicts_that_the_configuration_lists_keep_their_names() -> None:
    made = sound({}, "language: es\nverdicts: [{id: false, label: Made up}]\n")
    assert [one.label for one in made.archive.config.verdicts] == ["Made up"]


# A site whose own texts are numbers and signs: every letter that it shows is the interface's.

CONFIG: Final = """
title: "§ 1"
base_url: https://example.org/
language: {language}
page_size: 2
publisher: "§ 2"
contact: "x@example.org"
"""
SITE: Final = {
    "site_src/articles/1.md": (
        '---\ntitle: "§ 10"\ndate: 2023-05-06\noutlet: "§ 3"\nauthors: ["§ 4"]\neditors: ["§ 5"]\ntopics: ["§ 6"]\n'
        'related: [{title: "§ 7"}]\narchived_url: https://example.org/1\nupdated: 2024-01\n---\n[§ 8](quote:1) § 9\n'
    ),
    "site_src/articles/2.md": '---\ntitle: "§ 11"\nurl: https://example.org/2\n---\n§\n',
    "site_src/articles/3.md": '---\ntitle: "§ 12"\ndate: 2022\nwithdrawn: {date: 2024, reason: "§"}\n---\n§\n',
    "site_src/articles/4.md": '---\ntitle: "§ 13"\ntranslation_of: 1\nlanguage: fr\ndate: 2021\n---\n[§](quote:2)\n',
    "site_src/articles/5.md": '---\ntitle: "§ 14"\ndate: 2020\nredirect_from: [/0/]\n---\n§\n',
    "site_src/claims/1.md": (
        '---\ntext: "§ 20"\nclaimants: [{who: "§ 21", role: "§ 22"}]\nvariants: ["§ 23"]\nplace: "§ 24"\n'
        'first_appearance: {title: "§ 25"}\nappearances: [{outlet: "§ 3", quote: "§ 26", date: 2023, '
        'archived_url: "https://example.org/3"}]\ncorrections: [{date: 2024, kind: update, summary: "§"}]\n---\n§\n'
    ),
    "site_src/claims/2.md": '---\ntext: "§ 27"\n---\n',
    "site_src/fact-checks/1.md": (
        '---\ntitle: "§ 30"\nreviewer: "§ 2"\nclaim: 1\nverdict: False\ndate: 2024-02-03\nverdict_explanation: "§"\n'
        'claim_reviewed: "§ 31"\nevidence:\n- {title: "§", kind: primary, stance: supports, archived_url: "https://example.org/4"}\n'
        '- {title: "§", kind: secondary, stance: contradicts, url: "https://example.org/6", archived_url: "https://example.org/7"}\n'
        '- {title: "§", stance: context}\nclaimant_response: "§"\n'
        'corrections: [{date: 2024, kind: correction, summary: "§", field: "§", from: "§", to: "§"}]\n---\n§\n'
    ),
    "site_src/fact-checks/2.md": (
        '---\ntitle: "§ 32"\nreviewer: "§ 3"\nclaim: 1\nverdict: True\ndate: 2023-02\n'
        'corrections:\n- {date: 2024, kind: retraction, summary: "§"}\n'
        '- {date: 2024, kind: clarification, summary: "§"}\n---\n§\n'
    ),
    "site_src/fact-checks/3.md": (
        '---\ntitle: "§ 33"\nreviewer: "§ 3"\nrulings:\n- {claim: 1, verdict: "§"}\n'
        '- {claim: {id: 3, text: "§ 34", claimants: ["§ 21"]}, verdict: Misleading}\n---\n§\n'
    ),
    "site_src/outlets/3.md": (
        '---\nname: "§ 3"\nmemberships: [{name: "§", since: 2019, until: 2020}]\nscale:\n'
        '- {label: True, verdict: true, rating: 5, best: 5, worst: 1, from: 2020}\n'
        '- {label: "§", until: 2019}\n- {label: Misleading, verdict: misleading}\n---\n'
    ),
    "site_src/people/21.md": '---\nname: "§ 21"\nkind: person\nrole: "§"\nalso_known_as: ["§§"]\nsame_as: ["https://example.org/5"]\n---\n',
    "site_src/people/22.md": '---\nname: "§ 40"\nkind: organization\n---\n',
    "site_src/people/23.md": '---\nname: "§ 41"\nkind: account\n---\n',
}  # fmt: skip
NAMES: Final = {
    "JSON", "CSV", "Markdown", "ClaimReview", "schema.org", "Google", "BCP", "ISO", "JavaScript", "Feed", "Atom",
    "Frictionless", "Data", "Package", "True", "False", "Misleading",
}  # fmt: skip
"""What is called so in every language, and the verdicts that the entries of this site write."""

_TELLING: Final = ("title", "alt", "aria-label", "placeholder", "content")
_SILENT: Final = ("script", "style", "code")


def shown(page: HtmlElement) -> Iterator[str]:
    """All that a page shows or says to readers: text, and the attributes that hold some."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _SILENT and element.text:
            yield element.text
        if element.tail:
            yield element.tail
        for name in _TELLING:
            telling = element.tag != "meta" or str(element.get("name") or element.get("property")).endswith(
                ("title", "description")
            )
            if element.get(name) and telling:
                yield str(element.get(name))


def english() -> set[str]:
    """The words of the English messages, those aside that are the same in another language."""
    every = (*words().texts.values(), *(text for forms in words().forms.values() for text in forms.values()))
    return {word.lower() for text in every for word in re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", " ", text))}


def foreign(language: str) -> set[str]:
    every = words(language)
    texts = (*every.texts.values(), *(text for forms in every.forms.values() for text in forms.values()))
    return {word.lower() for text in texts for word in re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", " ", text))}


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_no_english_word_is_left_in_a_site_of_another_language(tmp_path: Path, language: str) -> None:
    txtar.write(tmp_path, {"config.yaml": CONFIG.format(language=language), **SITE})
    out = tree(build(tmp_path))
    left = set(left_in(out, english() - foreign(language) - {name.lower() for name in NAMES}))
    assert sorted(left) == []
    assert all(parsed(data).get("lang") == language for path, data in out.items() if path.endswith(".html"))


def left_in(out: Mapping[str, bytes], told: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each word that is left, with the page that it is left on."""
    files = {path.removeprefix("data/").partition(".")[0] for path in out if path.startswith("data/")}
    for path, data in out.items():
        if path.endswith(".html") and not path.startswith("pagefind/"):
            for text in shown(parsed(data)):
                for word in re.findall(r"(?<![\w./{-])[A-Za-z]+(?![\w/}-]|\.\w)", text):
                    if word.lower() in told and word not in NAMES and not (path == "data/index.html" and word in files):
                        yield path, word


@pytest.mark.slow
def test_the_test_above_would_find_english_words(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"config.yaml": CONFIG.format(language="en"), **SITE})
    found = {word for _, word in left_in(tree(build(tmp_path)), english())}
    assert {"Corrections", "recorded", "Search", "primary", "undated", "retracted", "Skip", "headline"} <= found
