"""`fcgen new`: a new entry in the right folder, from options or from answers, which overwrites nothing."""

import sys
from pathlib import Path

import pytest
import txtar
from command_line import built, run
from hypothesis import given, settings
from hypothesis import strategies as st
from site_files import CONFIG, tree
from terminal import in_conversation, status_once_closed
from written import loaded

from fcgen.commands.new import Wanted, short_id
from fcgen.encoding import CONTROL
from fcgen.entries.blank import DRAFTS, Blank, text_of
from fcgen.entries.load import Settings, load
from fcgen.entries.model import Article, FactCheck, Kind

FILES = {
    "config.yaml": f"{CONFIG}publisher: Made-up Desk\n",
    "site_src/claims/all-made-up.md": "---\ntext: Everything here is made up.\n---\n",
    "site_src/people/made-up-person.md": "---\nname: Made-up Person\n---\n",
    "site_src/outlets/gazette.md": "---\nname: Made-up Gazette\n---\n",
    "site_src/fact-checks/2024/first.md": (
        "---\ntitle: First\nreviewer: Other Desk\nclaim: all-made-up\nverdict: True\ntopics: [Made-up topic]\n---\n"
    ),
}

DRAFT = "draft: true   # remove this line to publish it"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A made-up archive that files its fact-checks by year."""
    txtar.write(tmp_path, FILES)
    return tmp_path


def made(site: Path, before: dict[str, bytes]) -> dict[str, str]:
    """Return the files that are new, without their comments; all others must be as they were."""
    after = tree(site)
    assert {path: after[path] for path in before} == before
    return {
        path: "".join(line for line in data.decode().splitlines(keepends=True) if not line.startswith("#"))
        for path, data in after.items()
        if path not in before
    }


@pytest.mark.parametrize(
    ("kind", "path", "line"),
    [
        (
            "article",
            "articles/a-made-up-thing.md",
            f"title: A made-up thing\n{DRAFT}",
        ),
        ("claim", "claims/a-made-up-thing.md", f"text: A made-up thing\n{DRAFT}"),
        ("person", "people/a-made-up-thing.md", "name: A made-up thing"),
        ("outlet", "outlets/a-made-up-thing.md", "name: A made-up thing"),
        ("topic", "topics/a-made-up-thing.md", "name: A made-up thing"),
        ("page", "pages/a-made-up-thing.md", f"title: A made-up thing\n{DRAFT}"),
    ],
)
def test_a_title_is_all_that_most_kinds_need(site: Path, kind: str, path: str, line: str) -> None:
    before = tree(site)
    done = run(site, "new", kind, "A made-up thing")
    assert done.exit_code == 0, done.stderr
    assert made(site, before) == {f"site_src/{path}": f"---\n{line}\n---\n\n"}
    assert f"Wrote site_src/{path}" in done.stderr
    assert built(site, "--drafts", "--no-search").exit_code == 0


@pytest.mark.parametrize(
    ("options", "command"),
    [
        (("--date", "2024-05-01", "--publish"), "fcgen build"),
        (("--date", "2024-05-01"), "fcgen build --drafts"),
        (("--date", "2999-01-01", "--publish"), "fcgen build --future"),
        (("--date", "2999-01-01"), "fcgen build --drafts --future"),
    ],
)
def test_the_build_that_is_named_shows_the_entry(site: Path, options: tuple[str, ...], command: str) -> None:
    done = run(site, "new", "article", "A made-up thing", *options)
    assert done.stderr.endswith(f"\n  {command}\n")
    assert built(site, *command.split()[2:], "--no-search").exit_code == 0
    assert (site / "_site/articles/a-made-up-thing/index.html").exists()


def test_a_fact_check_can_bring_its_claim_along(site: Path) -> None:
    before = tree(site)
    done = run(
        site, "new", "fact-check", "Is it?", "--claim", "It is: so", "--claimant", "Made-up Person",
        "--claimant", "B, C", "--verdict", "False", "--date", "2023-05-01", "--topic", "Made-up topic", "--publish",
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert "No other entry names the person 'B, C': it gets a page of that name." in done.stderr
    assert done.stderr.count("No other entry names") == 1
    assert made(site, before) == {
        "site_src/fact-checks/2023/is-it.md": (
            "---\ntitle: Is it?\ndate: 2023-05-01\nreviewer: Made-up Desk\nclaim: it-is-so\nverdict: False\n"
            "topics: [Made-up topic]\n---\n\n"
        ),
        "site_src/claims/it-is-so.md": "---\ntext: 'It is: so'\nclaimants: [Made-up Person, 'B, C']\n---\n\n",
    }


def test_an_id_may_be_given_as_the_name_of_the_file(site: Path) -> None:
    before = tree(site)
    assert run(site, "new", "page", "About us", "--id", "about.md").exit_code == 0
    assert list(made(site, before)) == ["site_src/pages/about.md"]


def test_a_claim_that_is_there_is_named_by_its_id_or_its_text(site: Path) -> None:
    for number, claim in enumerate(("all-made-up", "everything here is made up")):
        done = run(
            site, "new", "fact-check", f"No. {number}", "--claim", claim, "--verdict", "False", "--id", f"n{number}"
        )
        assert done.exit_code == 0, done.stderr
        assert b"\nclaim: all-made-up\n" in tree(site)[f"site_src/fact-checks/n{number}.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("fact-check",), "fact-check needs TITLE, --claim, --verdict"),
        (("person", "A", "--topic", "x"), "person has no --topic"),
        (("article", "A", "--date", "2024-13"), "'2024-13' is not a date"),
        (("article", "A", "--outlet", "gazete"), "no outlet has the id 'gazete' (did you mean 'gazette'?)"),
        (("fact-check", "A", "--claim", "all-made-upp", "--verdict", "False"), "did you mean 'all-made-up'?"),
        (("fact-check", "A", "--claim", "all-made-up", "--verdict", "Flase"), "did you mean 'False'?"),
        (("claim", "X", "--id", "All-Made-Up"), "there is claim 'all-made-up' already, in site_src/claims/"),
        (("page", "Corrections"), "corrections"),
        (("page", "A", "--id", "a/b"), "'a/b' can't be an id: it has '/'"),
        (("fact-check", "A", "--claim", "all-made-up", "--verdict", "False", "--claimant", "B"), "leave them out"),
    ],
)  # fmt: skip
def test_what_is_missing_wrong_or_taken_is_told_and_nothing_is_written(
    site: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = tree(site)
    done = run(site, "new", *arguments)
    assert done.exit_code == 2
    assert message in done.stderr
    assert tree(site) == before


def test_a_file_that_is_no_entry_is_not_overwritten(site: Path) -> None:
    (site / "site_src/people/b.md").symlink_to("../nowhere.md")
    before = sorted(path.name for path in (site / "site_src").rglob("*"))
    done = run(site, "new", "person", "B")
    assert done.exit_code == 2
    assert "is there already; choose another id with --id" in done.stderr
    assert sorted(path.name for path in (site / "site_src").rglob("*")) == before


def test_on_a_terminal_it_asks_and_offers_what_the_archive_has(site: Path) -> None:
    before = tree(site)
    command = [sys.executable, "-m", "fcgen", "-C", str(site), "new", "fact-check"]
    status, written = in_conversation(
        command,
        [
            ("Title (needed): ", ""),
            ("This one is needed;", ""),
            ("Title (needed): ", "Is it really?"),
            ("a new one (needed): ", "made up"),
            ("Which (Enter for 0): ", "1"),
            ("is named (Enter to leave it out): ", "gazet"),
            ("Which (Enter for 0): ", "0"),
            ("is named (Enter to leave it out): ", "Gazette"),
            ("Which (Enter for 0): ", "1"),
            ("leave it out): ", "yesterday"),
            ("is not a date", "2024-05-06"),
            ("own word (needed): ", "False"),
            ("leave it out): ", "Nothing like it"),
            ("is written as it is.", ""),
        ],
    )
    assert status == 0, written
    assert "    1  Everything here is made up. (all-made-up)\n    0  none of these: made up\n" in written
    assert "    1  Made-up Gazette (gazette)\n" in written
    assert "'gazet' is an id that no outlet has" in written
    assert "The archive has no topic like that; it is written as it is." in written
    assert made(site, before) == {
        "site_src/fact-checks/2024/is-it-really.md": (
            "---\ntitle: Is it really?\ndraft: true   # remove this line to publish it\ndate: 2024-05-06\n"
            "reviewer: gazette\nclaim: all-made-up\nverdict: False\ntopics: [Nothing like it]\n---\n\n"
        )
    }


def test_on_a_terminal_nothing_is_asked_where_all_is_said_or_nothing_is_to_be(site: Path) -> None:
    program = [sys.executable, "-m", "fcgen", "-C", str(site), "new"]
    assert in_conversation([*program, "person", "Somebody"], [])[0] == 0
    status, written = in_conversation([*program, "article", "--yes"], [])
    assert status == 2
    assert "article needs TITLE" in written


QUESTIONS = [
    ("Title (needed): ", "Is it?"),
    ("a new one (needed): ", "made up"),
    ("Which (Enter for 0): ", "7"),
    ("from 0 to 1.", "no number"),
    ("Which (Enter for 0): ", "0"),
    ("Who made the claim (Enter to leave it out): ", "nobody"),
    ("id that no person has", "Somebody Else"),
    ("Another claimant (Enter to leave it out): ", ""),
    ("is named (Enter to leave it out): ", ""),
    ("`today` (Enter to leave it out): ", "2024-99-99"),
    ("is not a date", ""),
    ("own word (needed): ", "Flase"),
    ("is none of these", "\x07False"),
    ("Topic (Enter to leave it out): ", "شيء مختلق"),
    ("Another topic (Enter to leave it out): ", "x" * 3000),
    ("Another topic (Enter to leave it out): ", ""),
]
"""The questions about a fact-check, and answers to them that are odd."""


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
@pytest.mark.parametrize("at", [at for at, (question, _) in enumerate(QUESTIONS) if question.endswith(": ")])
def test_each_question_can_be_the_last_and_then_nothing_is_written(site: Path, at: int, key: str) -> None:
    before = tree(site)
    command = [sys.executable, "-m", "fcgen", "-C", str(site), "new", "fact-check"]
    status, written = in_conversation(command, [*QUESTIONS[:at], (QUESTIONS[at][0], key)], end="")
    assert status == 130
    assert written.endswith("\nNothing was written.\n")
    assert tree(site) == before


def test_a_terminal_that_is_closed_ends_the_questions(site: Path) -> None:
    before = tree(site)
    assert status_once_closed([sys.executable, "-m", "fcgen", "-C", str(site), "new", "claim"], "(needed): ") != 0
    assert tree(site) == before


def test_odd_answers_are_told_of_and_the_rest_is_written(site: Path) -> None:
    before = tree(site)
    command = [sys.executable, "-m", "fcgen", "-C", str(site), "new", "fact-check"]
    status, written = in_conversation(command, QUESTIONS)
    assert status == 0, written
    files = made(site, before)
    assert sorted(files) == ["site_src/claims/made-up.md", "site_src/fact-checks/is-it.md"]
    assert "verdict: False\n" in files["site_src/fact-checks/is-it.md"]
    assert "شيء مختلق" in files["site_src/fact-checks/is-it.md"]


def test_a_verdict_is_asked_for_in_the_words_that_the_reviewer_had_that_day(site: Path) -> None:
    (site / "site_src/outlets/scaled.md").write_text(
        "---\nname: Scaled Desk\nscale:\n  - {label: Wrong, verdict: 'false', until: 2020-01-01}\n"
        "  - {label: Off, verdict: 'false', from: 2020-01-01}\n  - {label: Right, verdict: 'true'}\n---\n",
        encoding="utf-8",
    )
    said = ["--claim", "all-made-up", "--reviewer", "scaled", "--date", "2024-05-06", "Is it?"]
    command = [sys.executable, "-m", "fcgen", "-C", str(site), "new", "fact-check", *said]
    status, written = in_conversation(command, [("own word (needed): ", "off"), ("Topic (Enter", "")])
    assert status == 0, written
    assert "The scale of Scaled Desk: Off, Right." in written


def test_answers_that_come_before_the_questions_are_taken(site: Path) -> None:
    before = tree(site)
    script = f"read go; exec '{sys.executable}' -m fcgen -C '{site}' new article"
    status, written = in_conversation(["sh", "-c", f"echo READY; {script}"], [("READY", "go\nA title\n\n\n")])
    assert status == 0, written
    assert list(made(site, before)) == ["site_src/articles/a-title.md"]


@pytest.mark.parametrize("kind", Kind)
def test_the_comments_are_fields_that_the_kind_takes(kind: Kind) -> None:
    blank = Blank(kind, "T", reviewer="R" * (kind is Kind.FACT_CHECK), claim="c", verdict="V")
    if kind is not Kind.FACT_CHECK:
        blank = Blank(kind, "T")
    front = text_of(blank).split("---\n")[1]
    found = loaded(kind, "".join(line.removeprefix("# ") for line in front.splitlines(keepends=True)))
    assert found.diagnostics == ()
    assert found.entry is not None


texts = st.text(min_size=1, max_size=30).map(lambda text: " ".join(CONTROL.sub("", text).split())).filter(bool)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(Kind), texts, texts, st.lists(texts, max_size=3), st.booleans())
def test_what_is_written_loads_back(kind: Kind, title: str, other: str, several: list[str], draft: bool) -> None:
    names = tuple(dict.fromkeys(several))
    blank = Blank(kind, title, draft, topics=names)
    if kind is Kind.FACT_CHECK:
        blank = Blank(kind, title, draft, "2024", other, "on", other, (), "", names)
    if kind is Kind.ARTICLE:
        blank = Blank(kind, title, draft, outlet=other, topics=names)
    read = load("site_src/a.md", kind, text_of(blank).encode(), Settings())
    assert read.diagnostics == ()
    entry = read.entry
    assert entry is not None
    assert (entry.title, entry.draft, tuple(topic.text for topic in entry.topics)) == (title, draft, names)
    match entry.details:
        case FactCheck(reviewer=reviewer, rulings=rulings):
            assert (reviewer.text, rulings[0].verdict.text) == (other, other)
        case Article(outlet=outlet):
            assert outlet is not None
            assert outlet.text == other


def test_an_id_is_cut_at_a_word() -> None:
    assert short_id("word " * 20) == "-".join(["word"] * 12)
    assert len(short_id("w" * 100)) == 60
    assert set(DRAFTS).isdisjoint({Kind.PERSON, Kind.OUTLET, Kind.TOPIC})
    assert Wanted(Kind.PAGE).draft is None
