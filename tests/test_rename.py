"""`fcgen rename`: an entry gets another name, all that is said of it is mended, and nothing else of any file."""

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
import txtar
from command_line import built, run
from site_files import tree

from fcgen.disk.rewrite import Moved, rewrite

SITE: Final = """
-- config.yaml --
title: Made-up archive
base_url: https://example.org/archive/
publisher: made-up-desk  # who we are
navigation:
  - {title: The claim, url: /claims/old/}
  - {title: About, url: /about/#us}
-- site_src/claims/old.md --
---
text: Everything here is made up.
claimants: [{who: made-up-person}]
topics: [made-up-topic]
appearances:
  - {article: report, quote: all of it}
  - {title: Elsewhere, outlet: made-up-desk}
---
-- site_src/fact-checks/2024/review.md --
---
title: A made-up review
date: 2024-05-01
reviewer: Other Desk
rulings:
  - claim: 'old' # the old one
    verdict: True
  - claim: {id: inline, text: It is made up twice.}
    verdict: False
related: [report, claim:old]
---
The [claim](claim:old), [again](../../claims/old.md), [again][ref] and <claim:old>, but not `[this](claim:old)`.

    [nor](claim:old)

## Here

[ref]: /claims/old/ "old"
-- site_src/articles/report.md --
---
title: A made-up report
date: 2024-04-01
related: [old, "fact-check:review"]
---
"[All of it](quote:old)", said [one](person:made-up-person) of the [old](outlet:made-up-desk).
-- site_src/people/made-up-person.md --
---
name: Made-up Person
---
-- site_src/outlets/made-up-desk.md --
---
name: Made-up Desk
---
-- site_src/topics/made-up-topic.md --
---
name: Made-up topic
---
-- site_src/pages/about.md --
---
title: About
---
## Us
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A made-up archive in which everything refers to something."""
    _, files = txtar.parse(SITE)
    txtar.write(tmp_path, files)
    assert "no mistakes" in run(tmp_path, "check").stderr
    return tmp_path


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> dict[str, list[str]]:
    """Return the lines of files that are new, by the paths of the files."""
    made = {}
    for path in after.keys() - {p for p in before if before[p] == after.get(p)}:
        old = before.get(path, b"").decode().split("\n")
        made[path] = [line for line in after[path].decode().split("\n") if line not in old]
    return made


def test_a_claim_takes_all_that_refers_to_it_along(site: Path) -> None:
    before = tree(site)
    done = run(site, "rename", "claim:old", "new")
    assert done.exit_code == 0, done.stderr
    after = tree(site)
    assert "site_src/claims/old.md" not in after
    assert after["site_src/claims/new.md"] == before["site_src/claims/old.md"].replace(
        b"made-up-desk}\n---", b"made-up-desk}\nredirect_from: [/claims/old/]\n---"
    )
    assert {path: lines for path, lines in changes(before, after).items() if path != "site_src/claims/new.md"} == {
        "config.yaml": ["  - {title: The claim, url: /claims/new/}"],
        "site_src/fact-checks/2024/review.md": [
            "  - claim: 'new' # the old one",
            "related: [report, claim:new]",
            "The [claim](claim:new), [again](../../claims/new.md), [again][ref] and <claim:new>, "
            "but not `[this](claim:old)`.",
            '[ref]: /claims/new/ "old"',
        ],
        "site_src/articles/report.md": [
            'related: [new, "fact-check:review"]',
            '"[All of it](quote:new)", said [one](person:made-up-person) of the [old](outlet:made-up-desk).',
        ],
    }
    assert "Mended 9 references in 3 files:" in done.stderr
    assert "  site_src/articles/report.md: lines 4, 6\n" in done.stderr
    assert "no mistakes" in run(site, "check").stderr


def test_the_old_address_leads_to_the_new_one_once_the_site_is_built(site: Path) -> None:
    run(site, "rename", "/claims/old/", "/claims/new/")
    assert built(site, "--no-search").exit_code == 0
    assert "/archive/claims/new/" in (site / "_site/claims/old/index.html").read_text("utf-8")


def test_a_name_that_is_given_back_leaves_every_other_file_as_it_was(site: Path) -> None:
    before = tree(site)
    run(site, "rename", "claim:old", "new")
    assert run(site, "rename", "claim:new", "old").exit_code == 0
    after = tree(site)
    assert changes(before, after) == {"site_src/claims/old.md": ["redirect_from: [/claims/new/]"]}
    assert "no mistakes" in run(site, "check").stderr


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("outlet:made-up-desk", "desk", {"config.yaml": 1, "site_src/claims/old.md": 1,
                                         "site_src/articles/report.md": 1}),
        ("made-up-person", "somebody", {"site_src/claims/old.md": 1, "site_src/articles/report.md": 1}),
        ("site_src/topics/made-up-topic.md", "topics/other.md", {"site_src/claims/old.md": 1}),
        ("https://example.org/archive/about/", "/us/", {"config.yaml": 1}),
        ("article:report", "told", {"site_src/claims/old.md": 1, "site_src/fact-checks/2024/review.md": 1}),
        ("fact-checks/2024/review.md", "fact-checks/2025/told.md", {"site_src/articles/report.md": 1}),
    ],
)  # fmt: skip
def test_every_kind_of_entry_can_be_renamed(site: Path, old: str, new: str, expected: Mapping[str, int]) -> None:
    before = tree(site)
    done = run(site, "rename", old, new)
    assert done.exit_code == 0, done.stderr
    after = tree(site)
    changed = {path: len(lines) for path, lines in changes(before, after).items() if path in before}
    assert changed == expected
    assert "no mistakes" in run(site, "check").stderr


def test_a_name_that_goes_on_meaning_the_same_is_not_touched(site: Path) -> None:
    txtar.write(site, {"site_src/articles/other.md": "---\ntitle: Another\noutlet: Made-up Desk\n---\n"})
    assert run(site, "rename", "outlet:made-up-desk", "desk").exit_code == 0
    assert b"outlet: Made-up Desk" in tree(site)["site_src/articles/other.md"]


def test_a_move_to_another_folder_keeps_the_address_and_the_files_beside_the_entry(site: Path) -> None:
    picture = (
        "![A dot](dot%20one.svg)\n\nSee [the figures](figures.csv) and [the review](../fact-checks/2024/review.md).\n"
    )
    text = f"---\ntitle: With files\nimage: dot one.svg\n---\n{picture}"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    txtar.write(site, {"site_src/articles/with.md": text, "site_src/articles/dot one.svg": svg})
    txtar.write(site, {"site_src/articles/figures.csv": "a,b\n"})
    done = run(site, "rename", "article:with", "articles/2024/with.md")
    assert done.exit_code == 0, done.stderr
    assert "Its address is still /articles/with/." in done.stderr
    assert (site / "site_src/articles/2024/with.md").read_text("utf-8") == text.replace(
        "image: dot", "image: ../dot"
    ).replace("(dot%20one", "(../dot%20one").replace("(figures", "(../figures").replace("(../fact", "(../../fact")


def test_a_fact_check_leaves_the_claim_that_is_written_in_it_where_it_is(site: Path) -> None:
    text = "---\ntitle: In place\nreviewer: Other Desk\nclaim:\n  text: It is here.\nverdict: True\n---\n"
    txtar.write(site, {"site_src/fact-checks/here.md": text})
    done = run(site, "rename", "fact-check:here", "there")
    assert "The claim in it keeps its address: its id is now written, here." in done.stderr
    assert (site / "site_src/fact-checks/there.md").read_text("utf-8") == (
        "---\ntitle: In place\nreviewer: Other Desk\nclaim:\n  id: here\n  text: It is here.\nverdict: True\n"
        "redirect_from: [/fact-checks/here/]\n---\n"
    )
    assert "no mistakes" in run(site, "check").stderr


def test_a_claim_that_is_written_in_a_fact_check_can_be_renamed(site: Path) -> None:
    done = run(site, "rename", "claim:inline", "within")
    assert done.exit_code == 0, done.stderr
    text = (site / "site_src/fact-checks/2024/review.md").read_text("utf-8")
    assert "claim: {id: within, text: It is made up twice.}" in text
    assert "redirect_from: [/claims/inline/]" in text
    assert "that leads to the fact-check now" in done.stderr


def test_a_name_without_a_file_is_another_name_wherever_it_stands(site: Path) -> None:
    for number in (1, 2):
        text = f"---\ntitle: No. {number}\noutlet: Old Paper\ntopics: [clean-water]\n---\n[In](topic:clean-water).\n"
        txtar.write(site, {f"site_src/articles/{number}.md": text})
    done = run(site, "rename", "Old Paper", "outlet:The Daily: Made Up")
    assert done.exit_code == 0, done.stderr
    assert "Nothing leads from /outlets/old-paper/ to /outlets/the-daily-made-up/" in done.stderr
    assert run(site, "rename", "topic:clean-water", "Water, clean").exit_code == 0
    assert (site / "site_src/articles/1.md").read_text("utf-8") == (
        "---\ntitle: No. 1\noutlet: 'The Daily: Made Up'\ntopics: ['Water, clean']\n---\n[In](topic:water-clean).\n"
    )
    assert "no mistakes" in run(site, "check").stderr


def test_an_id_of_any_letters_is_written_as_each_place_needs_it(site: Path) -> None:
    assert run(site, "rename", "claim:old", "né w(1), #2").exit_code == 0
    text = (site / "site_src/fact-checks/2024/review.md").read_text("utf-8")
    assert "  - claim: 'né w(1), #2' # the old one\n" in text
    assert "related: [report, 'claim:né w(1), #2']\n" in text
    assert "[claim](claim:né%20w%281%29,%20%232), [again](../../claims/né%20w%281%29,%20%232.md), [again][ref]" in text
    assert "no mistakes" in run(site, "check").stderr
    assert run(site, "rename", "claim:né w(1), #2", "old").exit_code == 0
    assert "redirect_from: ['/claims/n%C3%A9%20w(1),%20%232/']" in (site / "site_src/claims/old.md").read_text("utf-8")
    assert "no mistakes" in run(site, "check").stderr


def test_a_name_stands_for_an_outlet_whose_id_could_be_taken_for_a_name(site: Path) -> None:
    assert run(site, "rename", "outlet:made-up-desk", "Desk").exit_code == 0
    assert "outlet: Made-up Desk}" in (site / "site_src/claims/old.md").read_text("utf-8")
    assert "](outlet:Desk)" in (site / "site_src/articles/report.md").read_text("utf-8")
    assert "no mistakes" in run(site, "check").stderr


def test_what_differs_only_in_case_has_no_redirect(site: Path) -> None:
    done = run(site, "rename", "claim:old", "Old")
    assert "some systems can't keep apart what differs only in case" in done.stderr
    assert b"redirect_from" not in tree(site)["site_src/claims/Old.md"]
    run(site, "rename", "claim:Old", "new")
    assert run(site, "rename", "claim:new", "old").exit_code == 0
    assert b"redirect_from: [/claims/new/]" in tree(site)["site_src/claims/old.md"]
    assert "no mistakes" in run(site, "check").stderr


def test_a_draft_leaves_no_redirect(site: Path) -> None:
    txtar.write(site, {"site_src/articles/draft.md": "---\ntitle: Not yet\ndraft: true\n---\n"})
    done = run(site, "rename", "article:draft", "later")
    assert "It is a draft, so nothing leads from /articles/draft/" in done.stderr
    assert b"redirect_from" not in tree(site)["site_src/articles/later.md"]


def test_references_in_drafts_are_mended_too(site: Path) -> None:
    txtar.write(site, {"site_src/articles/draft.md": "---\ntitle: Not yet\ndraft: true\n---\n[x](claim:old)\n"})
    run(site, "rename", "claim:old", "new")
    assert tree(site)["site_src/articles/draft.md"].endswith(b"[x](claim:new)\n")


def test_a_dry_run_prints_a_patch_that_git_applies_to_the_same_end(site: Path) -> None:
    txtar.write(site, {"site_src/articles/crlf.md": "---\r\ntitle: Lines\r\n---\r\n[x](claim:old)"})
    before = tree(site)
    shown = run(site, "rename", "--dry-run", "claim:old", "claims/2024/new.md")
    assert shown.exit_code == 0, shown.stderr
    assert "Would rename claim:old to claim:new." in shown.stderr
    assert tree(site) == before
    run(site, "rename", "claim:old", "claims/2024/new.md")
    renamed = tree(site)
    for path in renamed:
        (site / path).unlink()
    for path, data in before.items():
        (site / path).write_bytes(data)
    subprocess.run(["git", "apply", "-"], cwd=site, input=shown.stdout_bytes, check=True)
    assert tree(site) == renamed


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claim:odl", "new"), "nothing here is named 'claim:odl'; did you mean 'claim:old'"),
        (("site_src/claims/odl.md", "new"), "there is no entry 'site_src/claims/odl.md'; did you mean"),
        (("/nowhere/", "new"), "no entry has the address '/nowhere/'"),
        (("claim:old", "article:new"), "a claim can't become an article"),
        (("claim:old", "articles/new.md"), "a claim lies under site_src/claims/"),
        (("claim:old", "Inline"), "there is a claim 'inline' already, in a fact-check"),
        (("claim:old", "old"), "claim:old has this name already"),
        (("claim:old", "a/b"), "'a/b' can't be an id: it has '/'"),
        (("page:about", "search"), "something would be wrong that is not now"),
    ],
)  # fmt: skip
def test_what_is_unclear_or_would_collide_is_refused_and_nothing_changes(
    site: Path, arguments: tuple[str, str], message: str
) -> None:
    before = tree(site)
    done = run(site, "rename", *arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
    assert tree(site) == before


def test_an_id_of_several_entries_asks_for_the_kind(site: Path) -> None:
    txtar.write(site, {"site_src/articles/old.md": "---\ntitle: Also old\n---\n"})
    done = run(site, "rename", "old", "new")
    assert done.exit_code == 2
    assert "write article:old or claim:old" in done.stderr


def test_a_reference_that_would_find_another_entry_is_told_apart(site: Path) -> None:
    txtar.write(site, {"site_src/articles/new.md": "---\ntitle: New\n---\n"})
    assert run(site, "rename", "claim:old", "new").exit_code == 0
    assert b'related: [claim:new, "fact-check:review"]' in tree(site)["site_src/articles/report.md"]


def test_a_rename_that_would_take_the_place_of_another_in_a_list_is_refused(site: Path) -> None:
    text = "---\ntitle: Other\nrelated: [inline]\n---\n"
    txtar.write(site, {"site_src/articles/other.md": text, "site_src/articles/third.md": "---\ntitle: Third\n---\n"})
    done = run(site, "rename", "article:third", "inline")
    assert done.exit_code == 2
    assert "some entry would then say something else" in done.stderr


def test_a_file_that_cannot_be_read_and_may_refer_to_the_entry_is_mended_first(site: Path) -> None:
    txtar.write(site, {"site_src/articles/bad.md": "no front matter, but [a link](claim:old)\n"})
    done = run(site, "rename", "claim:old", "new")
    assert done.exit_code == 2
    assert "site_src/articles/bad.md can't be read, and may refer to claim:old" in " ".join(done.stderr.split())


def test_front_matter_in_toml_is_left_to_its_author(site: Path) -> None:
    txtar.write(site, {"site_src/articles/toml.md": '+++\ntitle = "A"\nrelated = ["old"]\n+++\n'})
    before = tree(site)
    done = run(site, "rename", "claim:old", "new")
    assert done.exit_code == 2
    assert "site_src/articles/toml.md:1: its front matter is not YAML" in " ".join(done.stderr.split())
    assert tree(site) == before


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(f"old {name}", "utf-8")
    before = tree(tmp_path)
    placing = Path.replace

    def failing(self: Path, target: Path) -> Path:
        if target.name == "c":
            raise OSError(28, "no space left", str(target))
        return placing(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    moved = Moved(tmp_path / "a", tmp_path / "deep" / "er" / "new")
    after = {moved.new: b"new a", tmp_path / "b": b"new b", tmp_path / "c": b"new c"}
    with pytest.raises(OSError, match="no space left"):
        rewrite({tmp_path / name: before[name] for name in before}, after, moved)
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]
