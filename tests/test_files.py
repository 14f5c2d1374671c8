"""Which files are entries, and of what kind."""

import pytest

from fcgen.diagnostics import START
from fcgen.entries.files import FOLDERS, sort_files
from fcgen.entries.model import Kind


def test_every_kind_has_its_folder():
    assert {folder: kind.value for folder, kind in FOLDERS.items()} == {
        "articles": "article",
        "fact-checks": "fact-check",
        "claims": "claim",
        "people": "person",
        "outlets": "outlet",
        "topics": "topic",
        "pages": "page",
    }
    assert set(FOLDERS.values()) == set(Kind)


@pytest.mark.parametrize(("folder", "kind"), FOLDERS.items())
@pytest.mark.parametrize("below", ["", "2024/", "2024/08/"])
def test_a_markdown_file_in_a_kind_s_folder_at_any_depth_is_an_entry_of_that_kind(folder, kind, below):
    path = f"site_src/{folder}/{below}some id.md"
    found = sort_files([path], "site_src")
    assert (found.entries, found.others, found.diagnostics) == (((path, kind),), (), ())


def test_entries_and_other_files_come_in_the_order_of_their_paths():
    paths = ["c/topics/b.md", "c/static/z.css", "c/articles/a.md", "c/articles/a.png"]
    found = sort_files(paths, "c")
    assert found.entries == (("c/articles/a.md", Kind.ARTICLE), ("c/topics/b.md", Kind.TOPIC))
    assert found.others == ("c/articles/a.png", "c/static/z.css")


@pytest.mark.parametrize(
    "path",
    ["s/articles/picture.png", "s/notes.txt", "s/static/readme.md", "s/static/deep/a.MD", "s/claims/md", "s/a.mdx"],
)
def test_other_files_and_all_that_is_static_are_no_entries(path):
    assert sort_files([path], "s").others == (path,)


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("s/factchecks/a.md", "the folder 'factchecks' is no kind of entry", "did you mean 'fact-checks'?"),
        ("s/Articles/a.md", "the folder 'Articles' is no kind of entry", "did you mean 'articles'?"),
        ("s/readme.md", "s/ itself is no kind of entry", "move the file under one of: s/articles, "),
        ("s/articles.md", "s/ itself is no kind of entry", "move the file under one of: s/articles, "),
        ("s/notes/a.md", "the folder 'notes' is no kind of entry", "move the file under one of: s/articles, "),
        ("s/articles/a.MD", "an entry's name ends in `.md`", "rename the file"),
        ("s/articles/a.markdown", "an entry's name ends in `.md`", "rename the file"),
    ],
)
def test_a_markdown_file_elsewhere_is_told(path, message, hint):
    found = sort_files([path], "s")
    (problem,) = found.diagnostics
    assert (found.entries, found.others) == ((), ())
    assert (problem.code.number, problem.path, problem.at) == ("FC116", path, START)
    assert problem.message == message
    assert problem.hint.startswith(hint)


def test_the_content_may_lie_in_a_folder_of_a_folder():
    assert sort_files(["texts/en/claims/a.md"], "texts/en").entries == (("texts/en/claims/a.md", Kind.CLAIM),)


def test_names_that_are_not_unicode_are_told():
    found = sort_files([], "s", ["s/claims/\ufffd.md", "s/claims/a\ufffd.md"])
    assert [(d.code.number, d.path) for d in found.diagnostics] == [
        ("FC115", "s/claims/a\ufffd.md"),
        ("FC115", "s/claims/\ufffd.md"),
    ]
