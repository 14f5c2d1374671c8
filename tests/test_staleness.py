"""What has changed since the last build, and why that means much work or little."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import msgspec
import pytest

from fcgen.building.inputs import Inputs
from fcgen.building.staleness import Everything, Period, Texts, changed, differences
from fcgen.digest import Digest

A, B = Digest("a"), Digest("b")
THEN = Inputs(
    options=(None, False, False, True),
    config=A,
    zone=A,
    theme={"templates/page.html": A, "templates/assets/style.css": A},
    files={"site_src/pages/about.md": A, "site_src/claims/c.md": A, "site_src/static/x.txt": A},
    found=(),
)
NOON = dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC)


def after(**changes: Any) -> Texts | Everything:
    return changed(THEN, msgspec.structs.replace(THEN, **changes), Period(), NOON)


def files(**changes: Digest) -> dict[str, Digest]:
    return {path: changes.get(path.rpartition("/")[2].partition(".")[0], digest) for path, digest in THEN.files.items()}


def test_nothing_has_changed() -> None:
    assert after() == Texts(())


def test_texts_of_entries_are_told_in_the_order_of_their_paths() -> None:
    assert after(files=files(about=B, c=B)) == Texts(("site_src/claims/c.md", "site_src/pages/about.md"))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"options": (None, True, False, True)}, "the options are others"),
        ({"config": B}, "config.yaml changed"),
        ({"zone": B}, "the rules of the time zone changed"),
        ({"theme": THEN.theme | {"templates/page.html": B}}, "templates/page.html changed"),
        ({"theme": THEN.theme | {"templates/new.html": B}}, "templates/new.html was added"),
        ({"theme": {"templates/page.html": A}}, "templates/assets/style.css was removed"),
        ({"files": files(x=B)}, "site_src/static/x.txt changed"),
        ({"files": THEN.files | {"site_src/claims/d.md": A}}, "site_src/claims/d.md was added"),
        ({"files": {"site_src/claims/c.md": A, "site_src/static/x.txt": A}}, "site_src/pages/about.md was removed"),
        ({"found": ("made up",)}, "names of files are odd in another way"),
    ],
)
def test_anything_else_means_that_every_page_is_looked_at(changes: dict[str, Any], why: str) -> None:
    assert after(**changes) == Everything((why,))


def test_all_reasons_are_told_with_the_texts_among_them() -> None:
    assert after(config=B, files=files(about=B)) == Everything(
        ("config.yaml changed", "site_src/pages/about.md changed")
    )


def test_of_many_files_the_first_are_named_and_the_others_counted() -> None:
    many = {f"site_src/claims/{number}.md": A for number in range(5)}
    assert after(files=THEN.files | many) == Everything(
        (
            "site_src/claims/0.md was added",
            "site_src/claims/1.md was added",
            "site_src/claims/2.md was added",
            "2 more were added",
        )
    )


def test_without_a_build_before_everything_is_new() -> None:
    assert isinstance(changed(None, THEN, Period(), NOON), Everything)


@dataclass(frozen=True)
class At:
    hours: int
    stale: bool


@pytest.mark.parametrize("at", [At(-1, True), At(0, False), At(1, False), At(2, True), At(3, True)])
def test_by_the_clock_other_entries_are_shown_before_the_period_and_from_its_end_on(at: At) -> None:
    period = Period(NOON, NOON + dt.timedelta(hours=2))
    found = changed(THEN, THEN, period, NOON + dt.timedelta(hours=at.hours))
    assert found == (Everything(("by the clock, other entries are shown",)) if at.stale else Texts(()))


def test_a_period_may_have_no_bounds() -> None:
    assert changed(THEN, THEN, Period(), dt.datetime(1, 1, 2, tzinfo=dt.UTC)) == Texts(())


def test_every_file_that_differs_is_told_with_what_became_of_it() -> None:
    now = msgspec.structs.replace(
        THEN, config=B, theme={"templates/page.html": B}, files=THEN.files | {"site_src/claims/d.md": A}
    )
    assert differences(THEN, now) == {
        "config.yaml": "changed",
        "site_src/claims/d.md": "added",
        "templates/assets/style.css": "removed",
        "templates/page.html": "changed",
    }
