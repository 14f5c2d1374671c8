"""Which links lead out of an archive, where they stand, and what is told of those that are gone."""

from collections.abc import Mapping

import pytest
from archives import article, review, site, whole

from fcgen.archive.rules.finding import placed
from fcgen.archive.rules.links import Links, Outcome, State, gone, outside_links, without_copy
from fcgen.entries.front import front

OWN = "publisher: Made-up Desk\n"
GONE, FOUND, UNTOLD = (Outcome(state, "made up") for state in (State.GONE, State.FOUND, State.UNTOLD))


def links(files: Mapping[str, str], config: str = OWN) -> Links:
    """Return the links of a made-up archive."""
    texts = {f"site_src/{path}": front(whole(text), f"site_src/{path}") for path, text in files.items()}
    return outside_links(site(files, config).archive, texts)


def placed_at(found: Links) -> dict[str, list[str]]:
    """Return the places of links as `path:line:column`, below the content folder, by the ends of their addresses."""
    return {
        address.removeprefix("https://example.com/"): [
            f"{one.path.removeprefix('site_src/')}:{one.at.line}:{one.at.column}" for one in places
        ]
        for address, places in found.items()
    }


def hints(found: Links, *addresses: str) -> list[str]:
    """Return the hints for links that are gone."""
    return [one.hint for one in gone(found, dict.fromkeys(addresses, GONE))]


def test_the_links_of_front_matter_stand_where_their_values_do():
    assert placed_at(
        links(
            {
                "fact-checks/f.md": review(
                    "{text: All of this is made up., first_appearance: {url: https://example.com/first},"
                    " appearances: [{url: https://example.com/again}]}",
                    more="related: [{title: More, url: https://example.com/more}]\n"
                    "evidence:\n  - title: A made-up survey\n    url: https://example.com/survey\n",
                ),
                "people/p.md": "name: Made-up Person\nsame_as: [https://example.com/p, https://example.com/q]",
                "outlets/o.md": "name: Made-up Gazette\nurl: https://example.com/\nmemberships:\n"
                "  - {name: Made-up Network, url: https://example.com/network}",
            }
        )
    ) == {
        "": ["outlets/o.md:3:6"],
        "again": ["fact-checks/f.md:4:112"],
        "first": ["fact-checks/f.md:4:64"],
        "more": ["fact-checks/f.md:6:30"],
        "network": ["outlets/o.md:5:34"],
        "p": ["people/p.md:3:11"],
        "q": ["people/p.md:3:34"],
        "survey": ["fact-checks/f.md:9:10"],
    }


def test_the_links_of_a_text_stand_where_it_has_them():
    body = (
        "See [one](https://example.com/one) and <https://example.com/two>.[^n]\n\n"
        "| made | up |\n| --- | --- |\n| [three](https://example.com/three) | |\n\n"
        "[^n]: A [note](https://example.com/note)."
    )
    assert placed_at(links({"articles/a.md": article(body=body)})) == {
        "note": ["articles/a.md:11:9"],
        "one": ["articles/a.md:5:5"],
        "three": ["articles/a.md:9:3"],
        "two": ["articles/a.md:5:40"],
    }


def test_a_link_in_raw_html_is_one_where_raw_html_is_allowed():
    files = {"articles/a.md": article(body='Made <a class="x" href="https://example.com/?a=b&amp;c=d">up</a>.')}
    assert placed_at(links(files, "markdown: {html: true}\n")) == {"?a=b&c=d": ["articles/a.md:5:1"]}
    assert links(files) == {}


@pytest.mark.parametrize(
    "files",
    [
        {
            "articles/a.md": article(
                body="[here](/articles/) [nothing]() `https://example.com/a` <mailto:desk@example.com>"
            )
        },
        {"articles/a.md": article(body="<!-- [a comment](https://example.com/a) -->")},
        {"articles/a.md": article(more="archived_url: https://web.archive.org/web/2024/https://example.com/a")},
        {"articles/a.md": article(more="x_desk: https://example.com/a")},
        {
            "articles/a.md": article(
                more="url: https://example.com/a\nwithdrawn: {date: 2024-03-01, reason: It was made up.}"
            )
        },
    ],
)
def test_what_leads_no_reader_out_is_no_link(files):
    assert links(files) == {}


def test_an_address_is_one_link_whatever_part_of_its_page_is_meant():
    files = {
        "articles/a.md": article(more="url: https://example.com/a", body="[part](https://example.com/a#part)"),
        "articles/b.md": article(title="Another", body="[page](https://example.com/a)"),
    }
    assert placed_at(links(files)) == {"a": ["articles/a.md:3:6", "articles/a.md:5:1", "articles/b.md:5:1"]}


def test_a_gone_link_is_told_at_each_place_and_no_other_link_is():
    found = links({"articles/a.md": article(body="[a](https://example.com/a) [a](https://example.com/a#b)")})
    told = [placed(one, {}) for one in gone(found, {"https://example.com/a": GONE})]
    assert [(one.code.number, one.at.line, one.at.column) for one in told] == [("FC1013", 5, 1), ("FC1013", 5, 28)]
    for other in ({}, {"https://example.com/a": FOUND}, {"https://example.com/a": UNTOLD}):
        assert not list(gone(found, other))


def test_the_mend_of_a_gone_link_is_its_copy_wherever_the_archive_has_one():
    copy = "https://web.archive.org/web/2024/https://example.com/a"
    found = links(
        {
            "articles/a.md": article(more=f"url: https://example.com/a\narchived_url: {copy}"),
            "articles/b.md": article(title="Another", more="url: https://example.com/a"),
            "articles/c.md": article(title="A third", more="url: https://example.com/c"),
        }
    )
    assert hints(found, "https://example.com/a") == [
        f"lead to where the page is now; if it is nowhere, readers have the archived copy, {copy}",
        f"lead to where the page is now, or to the archived copy, {copy}",
    ]
    assert hints(found, "https://example.com/c") == [
        "lead to where the page is now, or look for a copy in a web archive and add it as `archived_url`"
    ]


def test_a_copy_is_missed_where_one_can_be_named_and_no_rule_tells_it_already():
    evidence = "evidence:\n  - {title: A made-up survey, url: https://example.com/survey}\n"
    claim = "{text: All of this is made up., first_appearance: {url: https://example.com/first}}"
    outcomes = dict.fromkeys(
        (f"https://example.com/{name}" for name in ("first", "survey", "a", "b", "c", "text")), FOUND
    )
    outcomes["https://example.com/c"] = GONE

    def missed(reviewer: str) -> list[str]:
        found = links(
            {
                "fact-checks/f.md": review(claim, reviewer=reviewer, more=evidence),
                "articles/a.md": article(more="url: https://example.com/a", body="[text](https://example.com/text)"),
                "articles/b.md": article(
                    title="Another", more="url: https://example.com/b\narchived_url: https://archive.org/b"
                ),
                "articles/c.md": article(title="A third", more="url: https://example.com/c"),
                "articles/d.md": article(title="A fourth", more="url: https://web.archive.org/web/2024/x"),
            }
        )
        return [address.rpartition("/")[2] for address, _ in without_copy(found, outcomes)]

    assert missed("Made-up Desk") == ["a", "first"]
    assert missed("Another Desk") == ["a", "first", "survey"]
