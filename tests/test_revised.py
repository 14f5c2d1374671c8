"""An edit that changes little of the archive makes what assembling all of it would make."""

import datetime as dt
import random
from typing import Final

import msgspec
import pytest
from archives import Site, site
from edits import START

from fcgen.archive.index import Archive, Key
from fcgen.archive.revised import revised
from fcgen.entries.model import Kind
from fcgen.pages.plan import keeps_pages

CLOCK: Final = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FILES = {
    path.removeprefix("site_src/"): text.removeprefix("---\n")
    for path, text in START.items()
    if path.startswith("site_src/") and not path.endswith("photographs.md")
}
FILES |= {
    "fact-checks/mixed.md": (
        "title: Two in one\nreviewer: Other Desk\ndate: 2024-05-01\nrulings:\n"
        "  - {claim: longest, verdict: False, verdict_explanation: It is not.}\n"
        "  - {claim: {text: It is red., id: red}, verdict: True}\n---\nMade up.\n"
    ),
    "fact-checks/taken-back.md": (
        "title: Taken back\nreviewer: Made-up Desk\ndate: 2024-05-02\nclaim: longest\nverdict: True\n"
        "image: {file: plan.svg, alt: A plan}\n"
        "corrections:\n  - {date: 2024-05-03, kind: correction, summary: Made up.}\n---\nMade up.\n"
    ),
    "fact-checks/unknown.md": (
        "title: In no scale\nreviewer: Far Desk\ndate: 2024-05-04\nclaim: {text: It is tall.}\n"
        "verdict: Hm\n---\nMade up.\n"
    ),
    "fact-checks/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
LITTLE = {
    "a title": ("articles/2024/there.md", "title: There", "title: Elsewhere"),
    "the title of a translation": ("articles/uebersetzt.md", "title: Eine erfundene Rede", "title: Eine andere"),
    "the title of an article that claims appeared in": ("articles/2024/speech.md", "title: A made-up", "title: Any"),
    "the title of a review": ("fact-checks/longest.md", "title: It is not the longest", "title: Another, much longer"),
    "a title that comes last": ("fact-checks/other.md", "title: Another view", "title: Zzz"),
    "a summary": ("fact-checks/inline.md", "summary: It does.", "summary: It has two."),
    "what follows on other lines": ("fact-checks/inline.md", "title: Two lanes\n", "title: >-\n  Two\n  lanes\n"),
    "a verdict": ("fact-checks/longest.md", "verdict: False", "verdict: Half true"),
    "a verdict of several": ("fact-checks/mixed.md", "verdict: False", "verdict: Half true"),
    "another of several": ("fact-checks/mixed.md", "verdict: True", "verdict: False"),
    "an explanation": (
        "fact-checks/mixed.md",
        "verdict_explanation: It is not.",
        "verdict_explanation: It is shorter.",
    ),
    "the text of a claim in a review": ("fact-checks/inline.md", "It has two lanes.", "It has three lanes."),
    "the text of a claim beside another": ("fact-checks/mixed.md", "It is red.", "It is reddish."),
    "the text of a claim": ("claims/longest.md", "text: It is the longest bridge.", "text: It is a long bridge."),
    "evidence": ("fact-checks/longest.md", "evidence: [{", "evidence: [{title: A first made-up survey}, {"),
    "one correction more": (
        "fact-checks/taken-back.md",
        "corrections:\n",
        "corrections:\n  - {date: 2024-05-04, kind: update, summary: Made up again.}\n",
    ),
    "a first correction": (
        "fact-checks/other.md",
        "title:",
        "corrections: [{date: 2024-05-04, kind: update, summary: Made up.}]\ntitle:",
    ),
    "the date of a correction": ("fact-checks/taken-back.md", "date: 2024-05-03", "date: 2024-06-03"),
    "a retraction": ("fact-checks/taken-back.md", "kind: correction", "kind: retraction"),
    "an update": ("fact-checks/other.md", "date: 2024-03-04", "date: 2024-03-04\nupdated: 2024-03-06"),
    "what a picture shows": ("fact-checks/taken-back.md", "alt: A plan", "alt: A plan of the bridge"),
}
MORE = {
    "a date": ("fact-checks/other.md", "date: 2024-03-04", "date: 2024-03-05"),
    "a reviewer": ("fact-checks/other.md", "reviewer: Other Desk", "reviewer: Third Desk"),
    "a topic": ("fact-checks/longest.md", "topics: [bridges]", "topics: [bridges, Rivers]"),
    "another claim": ("fact-checks/mixed.md", "claim: longest", "claim: inline"),
    "one ruling more": ("fact-checks/mixed.md", "rulings:\n", "rulings:\n  - {claim: inline, verdict: True}\n"),
    "the id of a claim": ("fact-checks/mixed.md", "id: red", "id: reddish"),
    "where a claim appeared": ("claims/longest.md", "quote: It is long.", "quote: It is very long."),
    "a verdict in no scale": ("fact-checks/other.md", "verdict: Half true", "verdict: Hmmm"),
    "the last one without a verdict": ("fact-checks/unknown.md", "verdict: Hm", "verdict: False"),
    "a correction to come": ("fact-checks/taken-back.md", "date: 2024-05-03", "date: 2031-05-03"),
    "a withdrawal": ("fact-checks/other.md", "title:", "withdrawn: {date: 2024-05-04, reason: Made up.}\ntitle:"),
    "another picture": ("fact-checks/taken-back.md", "file: plan.svg", "file: /static/notes.txt"),
    "a person": ("people/ann.md", "name: Ann Made-Up", "name: Ann Other"),
    "a page": ("pages/about.md", "title: About", "title: About us"),
    "a topic's name": ("topics/bridges.md", "name: Bridges", "name: All bridges"),
}


def told(value: object) -> str:
    """All of a value; the order in which lists and their news were made is none of theirs."""
    return str(dict(sorted(value.items(), key=str)) if isinstance(value, dict) else value)


def after(path: str, old: str, new: str) -> tuple[Site, Site, Archive | None]:
    """The site before and after an edit, and the archive before with the entry after."""
    assert FILES[path].count(old) >= 1
    before, now = site(FILES), site(FILES | {path: FILES[path].replace(old, new, 1)})
    (entry,) = (one for one in now.archive.entries.values() if one.path == f"site_src/{path}")
    return before, now, revised(before.archive, entry, CLOCK)


@pytest.mark.parametrize(("path", "old", "new"), LITTLE.values(), ids=LITTLE)
def test_the_archive_after_a_little_edit_is_the_one_that_is_assembled(path: str, old: str, new: str) -> None:
    before, now, made = after(path, old, new)
    assert made is not None
    assert made.entries != before.archive.entries
    for field in Archive.__struct_fields__:
        assert told(getattr(made, field)) == told(getattr(now.archive, field)), field
    assert keeps_pages(before.archive, made)
    assert msgspec.json.encode(now.plan.pages) == msgspec.json.encode(before.plan.pages)


@pytest.mark.parametrize(("path", "old", "new"), MORE.values(), ids=MORE)
def test_more_makes_another_archive(path: str, old: str, new: str) -> None:
    assert after(path, old, new)[2] is None


@pytest.mark.parametrize("seed", range(5))
def test_one_little_edit_after_the_other_makes_what_all_of_them_make(seed: int) -> None:
    files, archive = dict(FILES), site(FILES).archive
    edits = list(LITTLE.values())
    random.Random(seed).shuffle(edits)
    again = 0
    for path, old, new in edits:
        files[path] = files[path].replace(old, new, 1)
        now = site(files).archive
        made = revised(archive, now.entries[now.by_path[f"site_src/{path}"]], CLOCK)
        again += made is None  # where a list has become empty, or is no longer
        archive = made or now
        for field in Archive.__struct_fields__:
            assert told(getattr(archive, field)) == told(getattr(now, field)), (path, old, field)
    assert again <= 2


def test_a_list_that_grows_by_a_page_is_noticed() -> None:
    path, old, new = LITTLE["a verdict"]
    before = site(FILES, "page_size: 1\n")
    entry = site(FILES | {path: FILES[path].replace(old, new)}).archive.entries[Key(Kind.FACT_CHECK, "longest")]
    made = revised(before.archive, entry, CLOCK)
    assert made is not None
    assert not keeps_pages(before.archive, made)


def test_a_time_at_another_offset_is_another_though_it_is_the_same_instant() -> None:
    files = FILES | {"articles/2024/there.md": "title: There\ndate: 2024-03-02T10:00:00+02:00\n---\nMade up.\n"}
    moved = files["articles/2024/there.md"].replace("10:00:00+02:00", "08:00:00Z")
    entry = site(files | {"articles/2024/there.md": moved}).archive.entries[Key(Kind.ARTICLE, "there")]
    assert revised(site(files).archive, entry, CLOCK) is None
