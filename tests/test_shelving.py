"""Which pages stand on which shelf of the search index, so that an edit makes a small one again."""

import random
from itertools import pairwise

import msgspec
import pytest

from fcgen.archive.urls import Address
from fcgen.building import shelving
from fcgen.building.press import Row
from fcgen.building.shelving import language_of, marks, shelves
from fcgen.digest import Digest
from fcgen.pages.subjects import Fixed, Page


def row(number: int, language: str = "en", date: str | None = None, record: str = "told") -> Row:
    page = Page(Address(f"/articles/{number:06}/"), Fixed("home"))
    return Row(page, Digest(""), "article", "", Digest(""), record, language, f"{number:06}" if date is None else date)


def sizes(count: int) -> list[int]:
    return [len(rows) for rows in shelves(row(number) for number in range(count)).values()]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, [1]),
        (2000, [2000]),
        (2001, [1500, 501]),
        (2499, [1500, 999]),
        (2500, [2000, 500]),
        (8499, [7500, 999]),
        (8500, [8000, 500]),
        (8999, [8000, 999]),
        (9000, [8000, 500, 500]),
        (21_000, [8000, 8000, 4500, 500]),
    ],
)
def test_a_small_archive_has_one_shelf_and_a_large_one_a_few(count: int, expected: list[int]) -> None:
    assert sizes(count) == expected


def test_without_pages_there_is_no_shelf() -> None:
    assert shelves([]) == {}
    assert shelves([row(1, record="")]) == {}


def test_pages_stand_in_the_order_of_their_dates_with_the_undated_first_whatever_order_they_come_in() -> None:
    rows = [row(1, date="2024-01"), row(2, date=""), row(3, date="2023"), row(4, date="2024-01")]
    random.Random(1).shuffle(rows)
    assert [one.page.address[-4:-1] for one in shelves(rows)["en"]] == ["002", "003", "001", "004"]


def test_each_language_has_shelves_of_its_own_the_newest_under_its_name() -> None:
    found = shelves([*(row(number) for number in range(2001)), row(1, "es"), row(2, "es")])
    assert list(found) == ["en-1", "en", "es"]
    assert [language_of(name) for name in found] == ["en", "en", "es"]
    assert min(one.date for one in found["en"]) > max(one.date for one in found["en-1"])


def test_newer_pages_change_the_newest_shelf_alone_until_it_is_full() -> None:
    counts = range(2001, 12_000, 97)
    for before, after in pairwise([shelves(row(n) for n in range(count)) for count in counts]):
        changed = {name for name in after if marks(after)[name] != marks(before).get(name)}
        assert "en" in changed
        assert len(changed) <= 2 or len(after) > len(before)


def test_a_shelf_is_another_when_a_record_or_a_page_is_another() -> None:
    one, two = row(1), row(2)
    before = marks(shelves([one, two]))
    assert marks(shelves([two, one])) == before
    assert marks(shelves([one])) != before
    assert marks(shelves([one, msgspec.structs.replace(two, record="other")])) != before
    assert marks(shelves([one, msgspec.structs.replace(two, key=Digest("other"))])) == before


def test_a_full_shelf_is_larger_than_what_stands_alone() -> None:
    assert shelving._STEP < shelving._ALONE < shelving._FULL
