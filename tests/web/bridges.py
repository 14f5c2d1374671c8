"""Two small made-up archives about bridges that do not exist, in English and in Arabic, as the search is tested on."""

from typing import Final

TITLE: Final = "The made-up Long Bridge, measured"
FILLERS: Final = 12
"""How many fact-checks mention the bridge besides, each of a claim of its own."""

_PARAGRAPH: Final = "The made-up water ran under the made-up road, as it does in every made-up report. " * 12


def _review(title: str, claim: str, verdict: str, reviewer: str, date: str, body: str = "", more: str = "") -> str:
    head = f"title: {title}\nreviewer: {reviewer}\ndate: {date}\nclaim: {claim}\nverdict: {verdict}\n{more}"
    return f"---\n{head}---\n{body}\n"


ENGLISH: Final = {
    "config.yaml": "title: Made-up bridges\nbase_url: https://example.org/archive/\n",
    "site_src/people/zoe.md": "---\nname: Zoë Made-Up\nalso_known_as: [The Bridge Builder]\n---\n",
    "site_src/people/maker.md": "---\nname: أحمد المختلق\n---\n",
    "site_src/outlets/first.md": "---\nname: First Made-up Desk\nalso_known_as: [FMD]\n---\n",
    "site_src/topics/bridges.md": "---\nname: Bridges\nalso_known_as: [Crossings]\n---\n",
    "site_src/claims/longest.md": (
        "---\ntext: The Long Bridge is the longest bridge in the made-up country.\ndate: 2020-01-01\n"
        "claimants: [Zoë Made-Up]\ntopics: [Bridges]\n---\n"
    ),
    "site_src/claims/second.md": (
        "---\ntext: The Quay was built in a made-up night.\nclaimants: [Zoë Made-Up, أحمد المختلق]\n---\n"
    ),
    "site_src/fact-checks/measured.md": _review(
        TITLE,
        "longest",
        "False",
        "First Made-up Desk",
        "2024-05-01",
        f"{_PARAGRAPH}\n\n{_PARAGRAPH}\n\n{_PARAGRAPH}\n\n## What the surveyors found\n\n"
        "Then the surveyors counted: “Forty-two paces, well & truly, from bank-to-bank”, they wrote of the "
        "bridge. Other claims were heard.\n\n"
        f"{_PARAGRAPH}\n",
        "topics: [Bridges]\n",
    ),
    "site_src/fact-checks/misled.md": _review(
        "Longest, but a ford", "longest", "Misleading", "Second Made-up Desk", "2024-04-01"
    ),
    "site_src/fact-checks/old.md": _review(
        "An old look at the bridge", "longest", "True", "Third Made-up Desk", "2010-01-01", "", "language: en-GB\n"
    ),
    "site_src/fact-checks/back.md": _review(
        "A hasty look at the Quay",
        "second",
        "True",
        "First Made-up Desk",
        "2024-03-01",
        "Beside the Quay stands no bridge.",
        "corrections: [{date: 2024-03-02, kind: retraction, summary: It was made up.}]\n",
    ),
    "site_src/articles/puente.md": (
        "---\ntitle: El puente inventado\nlanguage: es\noutlet: Gaceta inventada\ndate: 2019-02-02\n---\n"
        "Todo es inventado, también el río.\n"
    ),
    **{
        f"site_src/fact-checks/filler-{n:02}.md": _review(
            f"Made-up report {n}",
            f"{{id: filler-{n:02}, text: Pillar {n} was painted.}}",
            "Unproven",
            "Second Made-up Desk",
            f"2023-01-{n:02}",
            "It carries a bridge.",
        )
        for n in range(1, FILLERS + 1)
    },
}

ARABIC: Final = {
    "config.yaml": "title: جسور مختلقة\nbase_url: https://example.org/archive/\nlanguage: ar\n",
    "site_src/people/zoe.md": "---\nname: زوي المختلقة\nalso_known_as: [Zoë Made-Up]\n---\n",
    "site_src/claims/longest.md": (
        "---\ntext: الجسر الطويل هو أطول جسر في البلد المختلق.\ndate: 2020-01-01\n"
        "claimants: [زوي المختلقة]\ntopics: [جسور]\n---\n"
    ),
    "site_src/fact-checks/measured.md": _review(
        "قياس الجسر الطويل المختلق", "longest", "زائف", "مكتب التحقق المختلق", "2024-05-01", "قاس المساحون الجسر."
    ),
    "site_src/fact-checks/english.md": _review(
        TITLE,
        "longest",
        "صحيح جزئياً",
        "First Made-up Desk",
        "2024-04-01",
        "The bridge الجسر was measured.",
        "language: en\n",
    ),
}
