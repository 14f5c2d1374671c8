"""Which fact-checks are named beside one, and why these."""

import pytest
from archives import Site, review, sound

from fcgen.archive import kin

DESK = "Made-up Desk"


def check(number: int, claim: str = "", people: str = "", topics: str = "", date: str = "") -> dict[str, str]:
    """A fact-check with a number for its name and its day; of a claim of its own where none is given."""
    text = claim or f"{{text: Claim {number} is made up., claimants: [{people}]}}"
    day = date or f"2024-01-{number:02}"
    return {f"fact-checks/{number:02}.md": review(text, more=f"date: {day}\ntopics: [{topics}]")}


def beside(made: Site, number: int) -> list[str]:
    """The ids of those that the page of a fact-check names."""
    shown = [card.title.url for card in made.view(f"/fact-checks/{number:02}/").kin]
    assert [f"/archive/fact-checks/{one}/" for one in made.archive.kin.get(f"{number:02}", ())] == shown
    return list(made.archive.kin.get(f"{number:02}", ()))


def test_a_fact_check_that_shares_nothing_has_none_beside_it():
    assert beside(sound(check(1) | check(2)), 1) == []


def test_those_of_the_same_claim_come_first_all_of_them_newest_first():
    claim = {"claims/c.md": "text: This is made up.\ntopics: [Bridges]"}
    same = [check(number, "c", topics="Bridges") for number in range(1, 10)]
    made = sound(claim | {name: text for one in same for name, text in one.items()} | check(20, topics="Bridges"))
    assert beside(made, 5) == ["09", "08", "07", "06", "04", "03", "02", "01", "20"]


def test_those_of_the_same_claimant_come_before_those_of_the_same_topic():
    made = sound(check(1, people="Ann", topics="Bridges") | check(2, topics="Bridges") | check(9, people="Ann"))
    assert beside(made, 1) == ["09", "02"]


def test_of_many_the_nearest_in_time_are_named():
    made = sound({name: text for n in range(1, 21) for name, text in check(n, topics="Bridges").items()})
    assert beside(made, 10) == ["11", "09", "12", "08", "13", "07"]
    assert beside(made, 1) == ["02", "03", "04", "05", "06", "07"]
    assert len(beside(made, 10)) == kin.MOST


def test_newer_ones_leave_the_pages_of_old_ones_as_they_are():
    files = {name: text for n in range(1, 21) for name, text in check(n, topics="Bridges").items()}
    before, after = sound(files), sound(files | check(30, topics="Bridges", date="2024-02-01"))
    changed = [n for n in range(1, 21) if beside(before, n) != beside(after, n)]
    assert changed == [18, 19, 20]


@pytest.mark.parametrize("gone", ["withdrawn: {date: 2024, reason: Made up.}", "draft: true"])
def test_what_is_not_shown_is_not_named(gone: str):
    other = check(2, topics="Bridges")
    made = sound(check(1, topics="Bridges") | {name: f"{text}{gone}\n" for name, text in other.items()})
    assert beside(made, 1) == []
