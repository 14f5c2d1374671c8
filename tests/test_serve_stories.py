"""What authors and their editors do while a site is served, told by events or polls: it ends in the right state."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
import txtar
from picture_files import from_camera
from repositories import git, name
from serving import Preview, eventually, preview
from site_files import ARTICLE, CLOCK, CONFIG, FACT_CHECK, make_site

pytestmark = pytest.mark.slow

REVIEW: Final = "site_src/fact-checks/review.md"
UNREADABLE: Final = Path("/proc/self/mem")
EDITED: Final = FACT_CHECK.replace("This review is made up.", "This is the edited text.")


@pytest.fixture(params=["events", "poll"])
def story(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Path, Preview]]:
    options = ["--poll"] if request.param == "poll" else []
    with preview(make_site(tmp_path), "--clock", CLOCK, *options) as running:
        yield tmp_path, running


def in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def by_rename(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def by_rename_from_a_name_that_is_read(file: Path, text: str) -> None:
    new = file.with_name("4913")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def backup_first(file: Path, text: str) -> None:
    file.rename(file.with_name(f"{file.name}~"))
    file.write_text(text, encoding="utf-8")


def removed_and_made_again(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, encoding="utf-8")


def piece_by_piece(file: Path, text: str) -> None:
    with file.open("w", encoding="utf-8") as opened:
        for character in text:
            opened.write(character)
            opened.flush()


def moved_in_from_elsewhere(file: Path, text: str) -> None:
    new = file.parents[2] / "elsewhere.md"
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.mark.parametrize(
    "save",
    [
        in_place,
        by_rename,
        by_rename_from_a_name_that_is_read,
        backup_first,
        removed_and_made_again,
        piece_by_piece,
        moved_in_from_elsewhere,
    ],
)
def test_however_an_editor_saves_the_open_page_is_told(
    story: tuple[Path, Preview], save: Callable[[Path, str], None]
) -> None:
    folder, served = story
    with served.open("fact-checks/review/") as page:
        save(folder / REVIEW, EDITED)
        page.told("state")
        eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))


def test_an_open_page_that_does_not_show_it_is_told_of_nothing(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("articles/article/") as other:
        in_place(folder / REVIEW, EDITED)
        eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))
        in_place(folder / "site_src/articles/article.md", ARTICLE.replace("It quotes", "Now it quotes"))
        other.told("state")
        assert served.has("articles/article/", "Now it quotes")
        assert b"event:" not in other._data


def test_a_burst_of_many_saves_ends_with_the_last(story: tuple[Path, Preview]) -> None:
    folder, served = story
    for number in range(200):
        in_place(folder / REVIEW, EDITED.replace("edited", f"{number}th"))
    eventually(lambda: served.has("fact-checks/review/", "the 199th text"))


def test_two_hundred_new_entries_are_all_there(story: tuple[Path, Preview]) -> None:
    folder, served = story
    new = {f"site_src/articles/new/{n}.md": ARTICLE.replace("A made-up article", f"Number {n}") for n in range(200)}
    make_site(folder, new)
    eventually(lambda: all(served.page(f"articles/{n}/").status == 200 for n in (0, 100, 199)))
    assert all(served.has(f"articles/{n}/", f"Number {n}") for n in range(200))
    shutil.rmtree(folder / "site_src/articles/new")
    eventually(lambda: all(served.page(f"articles/{n}/").status == 404 for n in (0, 100, 199)))


def test_a_new_folder_with_folders_in_it_is_watched(story: tuple[Path, Preview]) -> None:
    folder, served = story
    make_site(folder, {"site_src/articles/a/b/c/deep.md": ARTICLE.replace("A made-up article", "Deep")})
    eventually(lambda: served.has("articles/deep/", "Deep"))
    make_site(folder, {"site_src/articles/a/b/c/deep.md": ARTICLE.replace("A made-up article", "Deeper")})
    eventually(lambda: served.has("articles/deep/", "Deeper"))
    (folder / "site_src/articles/a").rename(folder / "site_src/articles/z")
    make_site(folder, {"site_src/articles/z/b/c/deep.md": ARTICLE.replace("A made-up article", "Deepest")})
    eventually(lambda: served.has("articles/deep/", "Deepest"))


def test_a_renamed_entry_is_at_its_new_address_and_a_removed_one_nowhere(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("articles/article/") as page:
        (folder / "site_src/articles/article.md").rename(folder / "site_src/articles/renamed.md")
        page.told("state")
        eventually(lambda: served.page("articles/article/").status == 404)
        assert served.page("articles/renamed/").status == 200
        (folder / "site_src/articles/renamed.md").unlink()
        eventually(lambda: served.page("articles/renamed/").status == 404)
        txtar.write(folder, {"site_src/articles/article.md": ARTICLE})
        page.told("state")
        assert served.page("articles/article/").status == 200


def test_the_checkout_of_another_branch_and_back(story: tuple[Path, Preview]) -> None:
    folder, served = story
    git(folder, "init", "--quiet", "--initial-branch", "main")
    name(folder)
    git(folder, "add", "config.yaml", "site_src")
    git(folder, "commit", "--quiet", "-m", "made up")
    git(folder, "switch", "--quiet", "-c", "other")
    make_site(folder, {f"site_src/articles/{n}.md": ARTICLE for n in range(50)})
    in_place(folder / REVIEW, EDITED)
    git(folder, "add", "site_src")
    git(folder, "commit", "--quiet", "-m", "made up, too")
    eventually(lambda: served.page("articles/49/").status == 200)
    git(folder, "switch", "--quiet", "main")
    eventually(lambda: served.page("articles/49/").status == 404)
    eventually(lambda: served.has("fact-checks/review/", "This review is made up."))
    git(folder, "switch", "--quiet", "other")
    eventually(lambda: served.page("articles/49/").status == 200)
    eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))


def test_a_new_title_reaches_every_page_that_shows_it(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("fact-checks/") as listing, served.open("") as home:
        in_place(folder / REVIEW, FACT_CHECK.replace("A made-up review", "Another title"))
        listing.told("state")
        home.told("state")
    for address in ("", "fact-checks/", "feed.xml", "data/rulings.csv", "fact-checks/review/index.json"):
        eventually(lambda address=address: served.has(address, "Another title"))


def test_templates_words_assets_and_the_configuration_are_live(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("claims/") as page:
        txtar.write(
            folder, {"templates/list.html": '{% extends "default/list.html" %}{% block site_title %}Mine{% endblock %}'}
        )
        page.told("state")
        eventually(lambda: served.has("claims/", "Mine"))
        txtar.write(folder, {"templates/locale/en.yaml": "claims: Assertions\n"})
        eventually(lambda: served.has("claims/", "<h1>Assertions</h1>"))
        before = served.page("claims/").body
        txtar.write(folder, {"templates/assets/style.css": "body { color: navy }"})
        eventually(lambda: served.page("claims/").body != before)
        txtar.write(folder, {"config.yaml": CONFIG.replace("Made-up archive", "Renamed archive")})
        eventually(lambda: served.has("claims/", "Renamed archive"))
        shutil.rmtree(folder / "templates")
        eventually(lambda: served.has("claims/", "<h1>Claims</h1>"))


def test_the_content_may_move_to_another_folder(story: tuple[Path, Preview]) -> None:
    folder, served = story
    (folder / "site_src").rename(folder / "entries")
    txtar.write(folder, {"config.yaml": f"{CONFIG}content: entries\n"})
    eventually(lambda: served.has("fact-checks/review/", "This review is made up."))
    in_place(folder / "entries/fact-checks/review.md", EDITED)
    eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))


def test_a_picture_under_static_is_shown_anew_though_its_address_stays(story: tuple[Path, Preview]) -> None:
    folder, served = story
    (folder / "site_src/static").mkdir()
    (folder / "site_src/static/bridge.jpg").write_bytes(from_camera("JPEG", 62, 40))
    in_place(folder / REVIEW, EDITED + "\n![A bridge](/static/bridge.jpg)\n")
    eventually(lambda: served.has("fact-checks/review/", "bridge.jpg"))
    with served.open("fact-checks/review/") as page:
        (folder / "site_src/static/bridge.jpg").write_bytes(from_camera("JPEG", 62, 40, seed=7))
        page.told("state")


def test_a_mistake_is_told_over_the_last_sound_page_and_goes_when_it_is_mended(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("fact-checks/review/") as page:
        in_place(folder / REVIEW, EDITED.replace("date: 2024-05-01", "date: 2024-05-41"))
        (mistake,) = page.told("mistakes")
        assert (mistake["path"], mistake["line"]) == (REVIEW, 3)
        assert mistake["excerpt"] == ["3 | date: 2024-05-41", "  |       ^^^^^^^^^^"]
        assert served.has("fact-checks/review/", "This review is made up.")
        in_place(folder / REVIEW, EDITED)
        page.sound()
        eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        (
            '{% extends "default/fact_check.html" %}\n\n{% block head_end %}{{ no_such.thing }}{% endblock %}',
            "FC802",
            3,
        ),
        ('{% extends "default/fact_check.html" %}\n{% block head_end %}\n{% if %}{% endblock %}', "FC801", 3),
    ],
)
def test_the_mistake_of_a_template_names_its_file_and_line(
    story: tuple[Path, Preview], template: str, code: str, line: int
) -> None:
    folder, served = story
    with served.open("fact-checks/review/") as page:
        txtar.write(folder, {"templates/fact_check.html": template})
        (mistake,) = page.told("mistakes")
        assert (mistake["code"], mistake["path"], mistake["line"]) == (code, "templates/fact_check.html", line)
        assert mistake["excerpt"][0].startswith(f"{line} | ")
        assert served.has("fact-checks/review/", "This review is made up.")
        (folder / "templates/fact_check.html").unlink()
        page.sound()


def test_what_a_template_does_wrong_on_one_page_alone_is_told_on_that_page(story: tuple[Path, Preview]) -> None:
    folder, served = story
    make_site(folder, {"site_src/articles/second.md": ARTICLE.replace("A made-up article", "The second")})
    eventually(lambda: served.page("articles/second/").status == 200)
    wrong = (
        '{% extends "default/article.html" %}{% block head_end %}{% if X %}{{ no_such.thing }}{% endif %}{% endblock %}'
    )
    with served.open("articles/second/") as page, served.open("articles/article/") as other:
        txtar.write(folder, {"templates/article.html": wrong.replace("X", "entry.title == 'The second'")})
        (mistake,) = page.told("mistakes")
        assert (mistake["code"], mistake["path"], mistake["line"]) == ("FC802", "templates/article.html", 1)
        assert served.has("articles/second/", "The second")
        assert served.page("articles/article/").status == 200
        (folder / "templates/article.html").unlink()
        page.sound()
        assert b"mistakes" not in other._data


def test_a_site_with_mistakes_is_served_and_shown_as_soon_as_it_is_sound(tmp_path: Path) -> None:
    make_site(tmp_path, {"config.yaml": CONFIG, REVIEW: FACT_CHECK.replace("reviewer", "reviwer")})
    with preview(tmp_path, "--clock", CLOCK) as served, served.open("fact-checks/review/") as page:
        assert "`reviewer` is missing" in [one["message"] for one in page.told("mistakes")]
        assert served.page("fact-checks/review/").status == 503
        in_place(tmp_path / REVIEW, FACT_CHECK)
        page.told("state")
        assert served.page("fact-checks/review/").status == 200
    assert any("All is sound again" in line for line in served.said)


@pytest.mark.skipif(not UNREADABLE.exists(), reason="only Linux has a file that nobody can read")
def test_what_can_not_be_read_is_told_until_it_can_be_whatever_else_is_edited(story: tuple[Path, Preview]) -> None:
    folder, served = story
    article = folder / "site_src/articles/article.md"
    with served.open("/fact-checks/review/") as page:
        article.unlink()
        article.symlink_to(UNREADABLE)
        (mistake,) = page.told("mistakes")
        while not mistake["message"].startswith("Input/output"):  # for a moment the article is gone
            (mistake,) = page.told("mistakes") or (mistake,)
        before = len(served.said)
        in_place(folder / REVIEW, EDITED)
        eventually(lambda: any("Input/output" in line for line in served.said[before:]))
        article.unlink()
        in_place(article, ARTICLE)
        page.sound()
    assert served.has("fact-checks/review/", "This is the edited text.")
    eventually(lambda: "All can be read again.\n" in served.said)


def test_a_link_to_itself_is_told_with_its_place_and_mend(story: tuple[Path, Preview]) -> None:
    folder, served = story
    article = folder / "site_src/articles/article.md"
    article.unlink()
    article.symlink_to(article.name)
    eventually(lambda: any("article.md:1:1: error FC" in line for line in served.said))


def test_a_broken_configuration_keeps_the_last_sound_site(story: tuple[Path, Preview]) -> None:
    folder, served = story
    with served.open("") as page:
        txtar.write(folder, {"config.yaml": "title: ["})
        assert page.told("mistakes")[0]["path"] == "config.yaml"
        assert served.page("").status == 200
        (folder / "config.yaml").unlink()
        assert page.told("mistakes")[0]["code"] == "FC701"
        txtar.write(folder, {"config.yaml": CONFIG})
        page.sound()


def test_a_link_to_a_file_is_followed_and_its_target_polled(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(FACT_CHECK, encoding="utf-8")
    folder = make_site(tmp_path / "site", {"config.yaml": CONFIG, "site_src/fact-checks/.keep": ""})
    (folder / REVIEW).symlink_to(outside)
    with preview(folder, "--poll", "--clock", CLOCK) as served:
        outside.write_text(EDITED, encoding="utf-8")
        eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))


def test_the_search_page_is_told_while_the_index_is_refreshed(story: tuple[Path, Preview]) -> None:
    folder, served = story
    eventually(lambda: served.has("search/", "/archive/pagefind/en/"))
    with served.open("search/") as page:
        in_place(folder / REVIEW, EDITED)
        refreshing = page.told("search")
        while not refreshing["refreshing"]:
            refreshing = page.told("search")
        page.told("state")
        while refreshing["refreshing"]:
            refreshing = page.told("search")


@pytest.mark.skipif(os.name != "posix" or not Path("/proc/sys/fs/inotify").is_dir(), reason="needs inotify")
def test_without_events_changes_are_polled_for_and_it_is_said_why(tmp_path: Path) -> None:
    make_site(tmp_path / "site")
    txtar.write(tmp_path, {"sitecustomize.py": _NO_WATCHES})
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    with preview(tmp_path / "site", "--clock", CLOCK, environment=environment) as served:
        in_place(tmp_path / "site" / REVIEW, EDITED)
        eventually(lambda: served.has("fact-checks/review/", "This is the edited text."))
        assert any("fs.inotify.max_user_watches" in line for line in served.said)


_NO_WATCHES: Final = """
import errno
import sys


class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name == "watchdog.observers" and "watchdog.observers.inotify_c" in sys.modules:
            return None
        return None


import watchdog.observers.inotify_c as inotify


def refuse(self, *arguments):
    raise OSError(errno.ENOSPC, "inotify watch limit reached")


inotify.InotifyFD._get_or_create_watch = refuse
"""
