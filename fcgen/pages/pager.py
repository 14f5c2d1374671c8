"""How a long list is cut into pages.

Dated lists are cut from the oldest end, so that a full page never changes its members when newer ones come: `/page/1/`
has the oldest. The list's own address has the newest, from one page full to twice that less one. Other lists are cut
from A; their own address is the first page.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def numbers(count: int, size: int, dated: bool) -> range:
    """Return the numbers of the pages that a list of `count` items has besides its own address."""
    return range(1, max(0, count // size - 1) + 1) if dated else range(2, -(-count // size) + 1)


def slice_of(items: Sequence[T], size: int, dated: bool, number: int | None) -> Sequence[T]:
    """Return what page `number` shows of `items`, which are newest first or A to Z; None: the list's own address."""
    if not dated:
        first = ((number or 1) - 1) * size
        return items[first : first + size]
    if number is None:
        return items[: len(items) - len(numbers(len(items), size, dated)) * size]
    return items[len(items) - number * size : len(items) - (number - 1) * size]


def newer(count: int, size: int, dated: bool, number: int | None) -> tuple[bool, int | None]:
    """Return whether there is a page before this one and its number; None is the list's own address."""
    if number is None:
        return False, None
    before = number + 1 if dated else number - 1
    return True, before if before in numbers(count, size, dated) else None


def older(count: int, size: int, dated: bool, number: int | None) -> tuple[bool, int | None]:
    """Return whether there is a page after this one and its number."""
    pages = numbers(count, size, dated)
    here = number if number is not None else len(pages) + 1 if dated else 1
    after = here - 1 if dated else here + 1
    return (True, after) if after in pages else (False, None)
