"""Every mistake that fcgen can tell of, on a made-up site, with the very words that `fcgen check` prints.

Each file of `tests/diagnostics/` tells a story: a comment, the files of a site, and what is printed. A file whose name
is followed by `(bytes)` holds bytes that text can't: `\\x00` stands for one, `\\\\` for a backslash. `(2097153 bytes)`
fills it up with spaces to that size. With `--update-golden` the words are written again.
"""

import datetime as dt
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import txtar
from repositories import git, name

from fcgen.building.inputs import How, Options
from fcgen.codes import CODES, TEMPLATE_SYNTAX
from fcgen.commands.build import build
from fcgen.commands.check import checked
from fcgen.console.progress import silent
from fcgen.console.report import print_diagnostics
from fcgen.diagnostics import Diagnostic
from fcgen.disk.visits import Answer
from fcgen.publishing.links import Visit
from fcgen.publishing.published import published

STORIES = sorted((Path(__file__).parent / "diagnostics").iterdir())
OPTIONS = Options(dt.datetime(2024, 6, 1, tzinfo=dt.UTC), search=False)
THEN = "then/"
BYTES = re.compile(r"(?P<path>.+) \((?:(?P<size>\d+) )?bytes\)")


def write(folder: Path, files: Mapping[str, str]) -> None:
    then = {path.removeprefix(THEN): content for path, content in files.items() if path.startswith(THEN)}
    if then:
        write(folder, then)
        git(folder, "init", "--quiet")
        name(folder)
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "Published")
    for path, content in files.items():
        if not path.startswith(THEN):
            put(folder, path, content)


def put(folder: Path, path: str, content: str) -> None:
    found = BYTES.fullmatch(path)
    target = folder / (found["path"] if found else path)
    target.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode()
    if found:
        data = re.sub(rb"\\(?:x([0-9a-f]{2})|\\)", lambda m: bytes.fromhex(m[1].decode()) if m[1] else b"\\", data)
        data = data.ljust(int(found["size"] or 0))
    target.write_bytes(data)


def number(story: Path) -> str:
    """Return the code that a story is of."""
    return story.stem.partition("-")[0]


def mistakes(folder: Path) -> tuple[Diagnostic, ...]:
    """Return what `fcgen check` finds, or `fcgen build` where the site has templates of its own.

    A file `published.txt` is what is checked against; files below `then/` are a commit that was published. A file
    `answers.json` has what servers answer, by the addresses that are asked for.
    """
    if (folder / "templates").exists():
        return build(folder, How(), OPTIONS, silent).diagnostics
    before = published(folder, "published.txt").addresses if (folder / "published.txt").exists() else ()
    since = "HEAD" if (folder / ".git").exists() else None
    return checked(folder, OPTIONS, before, since, answering(folder / "answers.json")).found


def answering(answers: Path) -> Visit | None:
    """Return what answers for servers, or None where nobody is to be asked."""
    if not answers.exists():
        return None
    known = json.loads(answers.read_bytes())
    return lambda url: Answer(known[url])


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_mistake_is_told_in_these_words(story, tmp_path, capsys, update_golden):
    comment, files = txtar.read(story)
    expected = files.pop("expected")
    assert re.fullmatch(r"# [A-Z].*\.\n", comment)
    write(tmp_path, files)
    found = mistakes(tmp_path)
    assert number(story) in {one.code.number for one in found}
    print_diagnostics(found, tmp_path)
    told = capsys.readouterr().err
    if update_golden:
        story.write_bytes(txtar.form(comment, {**files, "expected": told}).encode())
    else:
        assert told == expected


def test_every_code_has_its_story_and_no_story_is_of_another():
    assert {code.number for code in CODES} == set(map(number, STORIES))
    assert all(re.fullmatch(r"FC\d{3,4}(-[a-z0-9]+)+\.txt", story.name) for story in STORIES)


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_a_message_begins_in_lower_case_and_ends_without_a_full_stop(story, tmp_path):
    files = txtar.read(story)[1]
    del files["expected"]
    write(tmp_path, files)
    for one in mistakes(tmp_path):
        own = (one.message, one.hint) if one.code is not TEMPLATE_SYNTAX else (one.hint,)  # the message is Jinja's
        for words in filter(None, own):
            assert not words[:1].isupper()
            assert not words.endswith(".")
            assert len(words) <= 300
