from zoneinfo import ZoneInfo

from fcgen.archive.order import a_to_z, collation_key, newest_first, oldest_first
from fcgen.dates import Date, parse


def date(text: str) -> Date | None:
    return parse(text, ZoneInfo("UTC")) if text else None


def dated(*items: tuple[str, str]) -> list[tuple[Date | None, str]]:
    return [(date(day), name) for day, name in items]


def names(items: tuple[tuple[Date | None, str], ...]) -> list[str]:
    return [name for _, name in items]


def newest(*items: tuple[str, str]) -> list[str]:
    return names(newest_first(dated(*items), lambda i: i[0], lambda i: i[1]))


def oldest(*items: tuple[str, str]) -> list[str]:
    return names(oldest_first(dated(*items), lambda i: i[0], lambda i: i[1]))


def test_dated_things_come_newest_first_and_the_undated_last():
    assert newest(("", "none"), ("2024-01-01", "old"), ("2025-01-01", "new")) == ["new", "old", "none"]


def test_dated_things_come_oldest_first_and_the_undated_last():
    assert oldest(("", "none"), ("2025-01-01", "new"), ("2024-01-01", "old")) == ["old", "new", "none"]


def test_things_of_one_day_are_in_opposite_orders_in_the_two():
    same = ("2024-01-01", "b"), ("2024-01-01", "a"), ("2024-01-01", "c")
    assert newest(*same) == ["c", "b", "a"]
    assert oldest(*same) == ["a", "b", "c"]


def test_the_undated_are_by_name_in_both():
    undated = ("", "b"), ("", "a"), ("", "c")
    assert newest(*undated) == oldest(*undated) == ["a", "b", "c"]


def test_times_are_compared_as_instants_whatever_their_zone():
    east, west = ("2024-01-02T00:30:00+05:00", "first"), ("2024-01-01T20:00:00-05:00", "second")
    assert oldest(west, east) == ["first", "second"]
    assert newest(east, west) == ["second", "first"]


def test_a_year_begins_before_its_days():
    assert oldest(("2024-01-02", "day"), ("2024", "year")) == ["year", "day"]


def test_names_are_in_the_order_of_the_alphabet_without_regard_to_case_and_accents():
    assert a_to_z(["Zoe", "éa", "Eb", "anna"], str, str) == ("anna", "éa", "Eb", "Zoe")


def test_names_that_differ_only_in_case_or_accents_have_an_order_all_the_same():
    for given in (["a", "A", "á"], ["á", "A", "a"], ["A", "á", "a"]):
        assert a_to_z(given, str, str) == ("A", "a", "á")


def test_equal_names_are_told_apart_by_the_tie():
    items = [("same", "2"), ("same", "1")]
    assert a_to_z(items, lambda i: i[0], lambda i: i[1]) == (("same", "1"), ("same", "2"))


def test_a_collation_key_has_neither_case_nor_accents_nor_compatibility_forms():
    assert collation_key("ÀÉÎ") == collation_key("aei")
    assert collation_key("ﬁne") == collation_key("fine")
    assert collation_key("Ä") == collation_key("a\N{COMBINING DIAERESIS}")
