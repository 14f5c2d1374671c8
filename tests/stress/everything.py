"""Entries of the stress site with everything, with nothing, and in many scripts."""

from collections.abc import Mapping
from typing import Any, Final

from stress.texts import BODY, NASTY, RIGHT_TO_LEFT, SCRIPTS

URL: Final = "https://example.com/?a=1&b='2'"
ARCHIVED: Final = "https://archive.example.net/20240101000000/https://example.com/"

Keys = Mapping[str, Any]
Entries = dict[str, tuple[Keys, str]]
"""Keys and text of entries by their paths."""


def full() -> Entries:
    """An entry of each kind with every field."""
    person = {"who": "full-person", "role": f"made-up role {NASTY}"}
    first = {key: value for key, value in appearance(0).items() if key != "quote"}
    related = ["bare", "fact-check:bare", "claim:full", {"title": f"Made up {NASTY}", "url": URL}, {"title": NASTY}]
    names = [f"Also made up {NASTY}", "Made-up alias"]
    scale = [
        {
            "label": f"Word {n} {NASTY}",
            "verdict": verdict,
            "rating": n,
            "best": 3,
            "worst": 1,
            "from": "2001",
            "until": "2101-02-03",
            "definition": f"Definition {NASTY}",
        }
        for n, verdict in enumerate(("false", "half-true", "true"), 1)
    ]
    claim = {
        "claimants": [person, f"Made-up speaker {NASTY}"],
        "place": f"made-up place {NASTY}",
        "first_appearance": first,
        "appearances": [{"article": "bare", "quote": NASTY}, appearance(1)],
        "variants": [f"another wording {NASTY}", RIGHT_TO_LEFT],
    }
    evidence = [
        _evidence(kind, stance)
        for kind in ("primary", "secondary")
        for stance in ("supports", "contradicts", "context")
    ]
    byline = {"authors": [f"Author {NASTY}", RIGHT_TO_LEFT], "archived_url": ARCHIVED, "related": related}
    review = {
        "reviewer": "full-outlet",
        "url": URL,
        "claim": "full",
        "claim_reviewed": f"as worded {NASTY}",
        "verdict": f"Word 1 {NASTY}",
        "verdict_explanation": f"because {NASTY}\n\nand {RIGHT_TO_LEFT}",
        "evidence": evidence,
        "claimant_response": f"a response {NASTY}",
    }
    article = {
        "deck": f"deck {NASTY}",
        "dateline": f"dateline {NASTY}",
        "editors": [NASTY],
        "outlet": "full-outlet",
        "url": URL,
    }
    people = {"kind": "account", "role": NASTY, "same_as": [URL, "https://example.net/"], "also_known_as": names}
    member = {"name": f"Made-up body {NASTY}", "url": URL, "since": "1999", "until": "2004-05-06"}
    outlet = {"url": URL, "also_known_as": names, "memberships": [member, {"name": "Made-up body"}], "scale": scale}
    return {
        "articles/full.md": (
            {**_common("title", "article", "a"), **article, **byline},
            BODY + "\n[words](quote:full)\n",
        ),
        "fact-checks/full.md": ({**_common("title", "review", "f"), **review, **byline}, BODY),
        "claims/full.md": ({**_common("text", "claim", "c"), **claim}, BODY),
        "people/full-person.md": ({**_common("name", "person", "p"), **people}, BODY),
        "outlets/full-outlet.md": ({**_common("name", "outlet", "o"), **outlet}, BODY),
        "topics/full-topic.md": ({**_common("name", "topic", "t"), "also_known_as": names}, BODY),
        "pages/about.md": ({**_common("title", "page", "g"), "menu": 1}, BODY),
    }


def bare() -> Entries:
    """An entry of each kind without any field that may be absent, and without a text."""
    return {
        "articles/bare.md": ({"title": "Made-up article with nothing else"}, ""),
        "fact-checks/bare.md": (
            {
                "title": "Made-up review with nothing else",
                "reviewer": "Made-up Desk",
                "verdict": "True",
                "claim": {"text": "Made-up claim with nothing else."},
            },
            "",
        ),
        "claims/bare-claim.md": ({"text": "Made-up claim in a file, with nothing else."}, ""),
        "people/bare.md": ({"name": "Made-up person with nothing else"}, ""),
        "outlets/bare.md": ({"name": "Made-up outlet with nothing else"}, ""),
        "topics/bare.md": ({"name": "Made-up topic with nothing else"}, ""),
        "pages/bare.md": ({"title": "Made-up page with nothing else"}, ""),
    }


def scripts() -> Entries:
    """Entries of each kind in many scripts."""
    made: Entries = {}
    for s in SCRIPTS:
        common = {"language": s.language, "date": "2024-03-04", "topics": [s.topic]}
        claim = {"claimants": [{"who": s.name, "role": s.title}], "place": s.topic, "variants": [s.sentence]}
        made[f"articles/{s.id}.md"] = (
            {"title": s.title, "deck": s.sentence, "outlet": s.outlet, **common},
            f"[{s.sentence}](quote:{s.id})\n\n{s.sentence}\n",
        )
        made[f"fact-checks/{s.id}.md"] = (
            {
                "title": s.title,
                "reviewer": s.outlet,
                "claim": s.id,
                "verdict": SCRIPTS[1].topic if s.language == "ja" else "False",
                "verdict_explanation": s.sentence,
                "summary": s.sentence,
                **common,
            },
            f"## {s.topic}\n\n{s.sentence}\n",
        )
        made[f"claims/{s.id}.md"] = ({"text": s.sentence, **claim, **common}, s.sentence)
        made[f"people/{s.id}.md"] = ({"name": s.name, "language": s.language}, s.sentence)
        made[f"pages/{s.id}.md"] = ({"title": s.title, "language": s.language}, s.sentence)
    return made


def _common(title_key: str, what: str, old: str) -> Keys:
    """Every field that every kind may have, each with a text that strains it."""
    return {
        title_key: f"Made-up {what} with every field {NASTY}",
        "date": "2024-05-06T07:08:09+05:45",
        "updated": "2024-05-07 10:00",
        "summary": f"A summary of a made-up {what}. {NASTY}\n\nA second paragraph. {RIGHT_TO_LEFT}",
        "language": "en-GB",
        "topics": ["full-topic", f"A made-up topic {NASTY}", SCRIPTS[3].topic, "made-up-topic-without-a-file"],
        "image": {
            "file": "full.png",
            "alt": f"alt {NASTY}",
            "caption": f"caption {NASTY}",
            "credit": f"credit {NASTY}",
        },
        "draft": False,
        "redirect_from": [f"/old/{old}/", f"/old/{old}.html", f"old/{SCRIPTS[1].id}/{old}"],
        "corrections": [
            {
                "date": "2024-05-08",
                "kind": kind,
                "summary": f"Made-up {kind}. {NASTY}",
                "field": "summary",
                "from": f"before {NASTY}",
                "to": f"after {NASTY}",
            }
            for kind in ("correction", "clarification", "update")
        ]
        + [{"date": "2024-06-01", "kind": "update", "summary": "Made up, with nothing else."}],
        "x_note": f"the author's own {NASTY}",
        "x_empty": None,
    }


def appearance(number: int) -> Keys:
    return {
        "title": f"Made-up appearance {number} {NASTY}",
        "outlet": f"Made-up outlet {NASTY}",
        "url": URL,
        "archived_url": ARCHIVED,
        "date": "2024-05",
        "quote": f"made-up words {number} {NASTY}",
    }


def _evidence(kind: str, stance: str) -> Keys:
    return {
        "title": f"Made-up source {NASTY}",
        "publisher": f"publisher {NASTY}",
        "author": f"author {NASTY}",
        "date": "2023",
        "kind": kind,
        "stance": stance,
        "url": URL,
        "archived_url": ARCHIVED,
        "quote": f"first {NASTY}\n\nsecond",
    }
