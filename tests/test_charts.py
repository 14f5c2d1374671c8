"""Charts by year: what is drawn is what is there, and the denominator with it."""

from zoneinfo import ZoneInfo

import pytest
from archives import article, sound

from fcgen.dates import Date, parse
from fcgen.pages.charts import STEP, by_year


def dates(*texts: str) -> list[Date | None]:
    """Dates as they are written; an empty text is none."""
    return [parse(text, ZoneInfo("UTC")) if text else None for text in texts]


def test_a_bar_is_as_high_as_its_year_is_full_beside_the_fullest():
    made = by_year(dates("2020", "2020-01", "2020-01-02", "2020-05-01 12:00", "2021-01-01", "", ""))
    assert made is not None
    assert [(bar.label, bar.count, bar.height) for bar in made.bars] == [("2020", 4, 100), ("2021", 1, 25)]
    assert (made.total, made.undated) == (7, 2)


def test_years_between_that_have_nothing_are_there_without_a_bar():
    made = by_year(dates("2019", "2022"))
    assert made is not None
    assert [(bar.label, bar.count, bar.height) for bar in made.bars] == [
        ("2019", 1, 100),
        ("2020", 0, 0),
        ("2021", 0, 0),
        ("2022", 1, 100),
    ]
    assert all(bar.y + bar.height == 100 for bar in made.bars)
    assert [bar.x for bar in made.bars] == [2, STEP + 2, 2 * STEP + 2, 3 * STEP + 2]
    assert made.width == 4 * STEP


def test_a_year_with_one_of_a_thousand_is_seen():
    made = by_year([*dates("2019"), *dates("2020") * 1000])
    assert made is not None
    assert made.bars[0].height == 1


def test_after_a_gap_of_centuries_only_years_that_have_something_are_drawn():
    made = by_year(dates("1650", "2020", "2021"))
    assert made is not None
    assert [bar.label for bar in made.bars] == ["1650", "2020", "2021"]


@pytest.mark.parametrize("given", [(), ("",), ("2020",), ("2020-01-01", "2020-12-31", "")])
def test_without_two_years_there_is_nothing_to_compare(given: tuple[str, ...]):
    assert by_year(dates(*given)) is None


def test_a_chart_is_of_the_whole_list_and_stands_on_its_newest_page_alone():
    files = {f"articles/{n}.md": article(f"Article {n}", f"date: 20{n:02}\noutlet: Gazette") for n in range(10, 20)}
    made = sound(files, "page_size: 2")
    chart = made.view("/outlets/gazette/").listing.chart
    assert [bar.count for bar in chart.bars] == [1] * 10
    assert made.view("/outlets/gazette/page/1/").listing.chart is None
    assert made.view("/").chart == made.view("/archive/").chart == chart
