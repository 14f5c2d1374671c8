import pytest

from fcgen.pages.pager import newer, numbers, older, slice_of


def dated(count: int) -> list[int]:
    """Items newest first: the newest has the highest number."""
    return list(range(count, 0, -1))


@pytest.mark.parametrize(
    ("count", "pages"),
    [(0, 0), (1, 0), (9, 0), (10, 0), (19, 0), (20, 1), (29, 1), (30, 2), (39, 2), (40, 3)],
)
def test_a_dated_list_has_a_full_page_for_each_size_beyond_the_newest(count: int, pages: int):
    assert list(numbers(count, 10, dated=True)) == list(range(1, pages + 1))


@pytest.mark.parametrize(("count", "last"), [(0, 1), (1, 1), (10, 1), (11, 2), (20, 2), (21, 3)])
def test_another_list_is_numbered_from_two_since_its_own_address_is_the_first_page(count: int, last: int):
    assert list(numbers(count, 10, dated=False)) == list(range(2, last + 1))


def test_the_first_numbered_page_has_the_oldest():
    assert slice_of(dated(35), 10, True, 1) == [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
    assert slice_of(dated(35), 10, True, 2) == [20, 19, 18, 17, 16, 15, 14, 13, 12, 11]


def test_the_own_address_has_the_newest_up_to_twice_a_page_less_one():
    assert slice_of(dated(35), 10, True, None) == list(range(35, 20, -1))
    assert slice_of(dated(39), 10, True, None) == list(range(39, 20, -1))
    assert slice_of(dated(40), 10, True, None) == list(range(40, 30, -1))


def test_a_short_list_is_on_its_own_address_alone():
    assert slice_of(dated(7), 10, True, None) == dated(7)
    assert slice_of([], 10, True, None) == []
    assert slice_of([], 10, False, None) == []


def test_a_list_from_a_to_z_is_cut_from_the_beginning():
    items = list(range(25))
    assert slice_of(items, 10, False, None) == items[:10]
    assert slice_of(items, 10, False, 2) == items[10:20]
    assert slice_of(items, 10, False, 3) == items[20:]


def test_from_the_newest_one_gets_to_the_oldest_and_back():
    assert older(45, 10, True, None) == (True, 3)
    assert older(45, 10, True, 3) == (True, 2)
    assert older(45, 10, True, 2) == (True, 1)
    assert older(45, 10, True, 1) == (False, None)
    assert newer(45, 10, True, 1) == (True, 2)
    assert newer(45, 10, True, 2) == (True, 3)
    assert newer(45, 10, True, 3) == (True, None)
    assert newer(45, 10, True, None) == (False, None)


def test_from_a_one_gets_to_z_and_back():
    assert older(25, 10, False, None) == (True, 2)
    assert older(25, 10, False, 2) == (True, 3)
    assert older(25, 10, False, 3) == (False, None)
    assert newer(25, 10, False, 3) == (True, 2)
    assert newer(25, 10, False, 2) == (True, None)
    assert newer(25, 10, False, None) == (False, None)


@pytest.mark.parametrize("is_dated", [True, False])
def test_a_list_on_one_page_leads_nowhere(is_dated: bool):
    assert older(5, 10, is_dated, None) == (False, None)
    assert newer(5, 10, is_dated, None) == (False, None)
