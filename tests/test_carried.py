"""An entry that says the same in other words leaves the archive as it is, but for itself."""

import msgspec
import pytest
from archives import Site, site
from edits import START

from fcgen.archive.carried import reworded
from fcgen.archive.index import Archive, Key
from fcgen.entries.model import Kind

FILES = {
    path.removeprefix("site_src/"): text.removeprefix("---\n")
    for path, text in START.items()
    if path.startswith("site_src/") and not path.endswith("photographs.md")
}
SAME_WORDS = {
    "articles/2024/there.md": ("title: There", "title: Elsewhere"),
    "articles/uebersetzt.md": ("title: Eine erfundene Rede", "title: Eine andere Rede"),
    "fact-checks/longest.md": ("title: It is not the longest", "title: Another title, much longer"),
    "fact-checks/other.md": ("title: Another view", "title: Zzz"),
    "fact-checks/inline.md": ("summary: It does.", "summary: It has two."),
}
MORE = {
    "articles/2024/speech.md": ("title: A made-up speech", "title: Its title is told where the claim appeared"),
    "fact-checks/longest.md": ("verdict: False", "verdict: Half true"),
    "fact-checks/other.md": ("date: 2024-03-04", "date: 2024-03-05"),
    "fact-checks/inline.md": ("It has two lanes.", "It has three lanes."),
    "claims/longest.md": ("text: It is the longest bridge.", "text: It is a long bridge."),
    "people/ann.md": ("name: Ann Made-Up", "name: Ann Other"),
    "pages/about.md": ("title: About", "title: About us"),
    "topics/bridges.md": ("name: Bridges", "name: All bridges"),
}


def after(path: str, old: str, new: str) -> tuple[Site, Site, Archive | None]:
    """The site before and after an edit, and the archive before with the entry after."""
    assert FILES[path].count(old) >= 1
    before, now = site(FILES), site(FILES | {path: FILES[path].replace(old, new, 1)})
    (entry,) = (one for one in now.archive.entries.values() if one.path == f"site_src/{path}")
    return before, now, reworded(before.archive, entry)


@pytest.mark.parametrize(("path", "old", "new"), [(path, *words) for path, words in SAME_WORDS.items()])
def test_the_archive_with_other_words_is_the_one_that_is_made_of_them(path: str, old: str, new: str) -> None:
    before, now, made = after(path, old, new)
    assert made is not None
    assert made.entries != before.archive.entries
    for field in Archive.__struct_fields__:
        assert str(getattr(made, field)) == str(getattr(now.archive, field)), field
    assert msgspec.json.encode(now.plan.pages) == msgspec.json.encode(before.plan.pages)


@pytest.mark.parametrize(("path", "old", "new"), [(path, *words) for path, words in MORE.items()])
def test_more_than_words_makes_another_archive(path: str, old: str, new: str) -> None:
    assert after(path, old, new)[2] is None


def test_a_time_at_another_offset_is_another_though_it_is_the_same_instant() -> None:
    files = FILES | {"articles/2024/there.md": "title: There\ndate: 2024-03-02T10:00:00+02:00\n---\nMade up.\n"}
    moved = files["articles/2024/there.md"].replace("10:00:00+02:00", "08:00:00Z")
    entry = site(files | {"articles/2024/there.md": moved}).archive.entries[Key(Kind.ARTICLE, "there")]
    assert reworded(site(files).archive, entry) is None
