"""How much of a list is of each year, as bars that a template can draw and as numbers that it can write."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from fcgen.dates import Date
from fcgen.pages.party_types import Bar, Chart

STEP: Final = 28
"""How wide the place of a bar is, in pixels where there is room, and how much of it is between two bars."""

GAP: Final = 4

_LONGEST: Final = 60
"""More years than these are not drawn one by one: those that have nothing are left out."""


def by_year(dates: Iterable[Date | None]) -> Chart | None:
    """Return how many of `dates` are of each year, or None where there are not two years to compare.

    Years that have none between others are there with 0.
    """
    every = list(dates)
    counts = Counter(date.start.year for date in every if date)
    if len(counts) < 2:
        return None
    first, last = min(counts), max(counts)
    years = range(first, last + 1) if last - first < _LONGEST else sorted(counts)
    most = max(counts.values())
    bars = []
    for number, year in enumerate(years):
        height = -(-100 * counts[year] // most)  # a year with one of a thousand is seen, too
        bars.append(Bar(f"{year:04}", counts[year], number * STEP + GAP // 2, 100 - height, height))
    return Chart(tuple(bars), len(bars) * STEP, len(every), sum(1 for date in every if date is None))
