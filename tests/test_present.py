"""The present moment is one reference that is replaced, and the pages that were made last are remembered, not all."""

import asyncio

import msgspec

from fcgen.archive.urls import Address
from fcgen.digest import Digest
from fcgen.server.answers import Printed
from fcgen.server.present import Present
from fcgen.server.snapshot import Mistake, Moment

MISTAKE = Mistake("FC000", "made/up.md", 1, 1, "made up", "")


def wrong(moment: Moment) -> Moment:
    return msgspec.structs.replace(moment, mistakes=(MISTAKE,))


def test_who_waits_is_woken_by_a_change_and_not_by_none() -> None:
    present = Present()

    async def wait() -> list[bool]:
        found = []
        with present.waiting() as changed:
            for change in (wrong, wrong, lambda moment: Moment()):
                present.change(change)
                await asyncio.sleep(0)
                found.append(changed.is_set())
                changed.clear()
            assert present.readers == 1
        return found

    assert asyncio.run(wait()) == [True, False, True]
    assert present.readers == 0
    assert present.moment.number == 2


def test_a_moment_that_was_taken_stays_as_it_is() -> None:
    present = Present()
    taken = present.moment
    present.change(wrong)
    assert taken.mistakes == ()
    assert present.moment.mistakes == (MISTAKE,)


def test_who_waits_is_told_of_the_end() -> None:
    present = Present()

    async def wait() -> bool:
        with present.waiting() as changed:
            present.end()
            return await asyncio.wait_for(changed.wait(), 10)

    assert asyncio.run(wait())
    assert present.ended


def test_pages_that_nobody_asked_for_longest_are_forgotten() -> None:
    printed = Printed(most=100)
    for number in range(10):
        printed.put(Address(f"/{number}/"), Digest(str(number)), b"x" * 30)
        printed.get(Address("/0/"))
    kept = [number for number in range(10) if printed.get(Address(f"/{number}/"))]
    assert kept == [0, 8, 9]
    printed.put(Address("/9/"), Digest("other"), b"y")
    assert printed.get(Address("/9/")) == ("other", b"y")


def test_a_page_larger_than_all_that_is_remembered_is_kept_until_the_next() -> None:
    printed = Printed(most=10)
    printed.put(Address("/a/"), Digest("a"), b"x" * 100)
    assert printed.get(Address("/a/")) is not None
    printed.put(Address("/b/"), Digest("b"), b"x")
    assert printed.get(Address("/a/")) is None
