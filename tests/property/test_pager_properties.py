from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fcgen.pages.pager import newer, numbers, older, slice_of

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

COUNTS = st.integers(0, 400)
SIZES = st.integers(1, 60)


def pages(count: int, size: int, dated: bool) -> list[int | None]:
    """The pages of a list, the newest or A first."""
    every = list(numbers(count, size, dated))
    return [None, *(reversed(every) if dated else every)]


@given(COUNTS, SIZES, st.booleans())
@UNTIMED
def test_every_item_is_on_exactly_one_page_and_in_order(count: int, size: int, dated: bool):
    items = list(range(count))
    shown = [item for number in pages(count, size, dated) for item in slice_of(items, size, dated, number)]
    assert shown == items


@given(COUNTS, SIZES)
@UNTIMED
def test_a_full_page_never_changes_its_members_when_newer_ones_come(count: int, size: int):
    after = list(range(count + 3 * size, 0, -1))
    before = after[3 * size :]
    for number in numbers(count, size, dated=True):
        assert slice_of(before, size, True, number) == slice_of(after, size, True, number)


@given(COUNTS, SIZES)
@UNTIMED
def test_numbered_pages_are_full_and_the_newest_has_up_to_twice_that_less_one(count: int, size: int):
    items = list(range(count))
    for number in numbers(count, size, dated=True):
        assert len(slice_of(items, size, True, number)) == size
    newest = len(slice_of(items, size, True, None))
    assert newest == count if count < size else size <= newest <= 2 * size - 1


@given(st.integers(1, 400), SIZES)
@UNTIMED
def test_pages_from_a_to_z_are_full_but_for_the_last_which_has_something(count: int, size: int):
    *full, last = (len(slice_of(range(count), size, False, number)) for number in pages(count, size, False))
    assert all(length == size for length in full)
    assert 1 <= last <= size


@given(COUNTS, SIZES, st.booleans())
@UNTIMED
def test_older_leads_through_every_page_and_newer_leads_back(count: int, size: int, dated: bool):
    every = pages(count, size, dated)
    for here, after in zip(every, [*every[1:], None], strict=True):
        assert older(count, size, dated, here) == ((True, after) if here is not every[-1] else (False, None))
    for before, here in pairwise(every):
        assert newer(count, size, dated, here) == (True, before)
    assert newer(count, size, dated, None) == (False, None)
