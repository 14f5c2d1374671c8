"""Entries of the stress site on special occasions: many of something, changes in time, translations, doubts."""

from collections.abc import Sequence
from typing import Final

from stress.everything import Entries, Keys, appearance
from stress.texts import BODY, LONG, NASTY, UNBROKEN

MANY: Final = 300
RULINGS: Final = 10
PLAIN: Final = 23
"""How many fact-checks there are besides: several list pages of five each."""

WORDS: Final = ("Holds", "Half holds", "Does not hold")


def many() -> Entries:
    """An article with many quotes, a claim with many appearances, and a review with many rulings."""
    claims = [f"ruled-{n}" for n in range(RULINGS)]
    quotes = "\n\n".join(f"Made up: [these are words number {n}](quote:{claims[n % RULINGS]})." for n in range(MANY))
    rulings: list[Keys] = [
        {
            "claim": claim if n % 2 else {"id": claim, "text": f"Made-up claim {n} of a review of many."},
            "verdict": WORDS[n % len(WORDS)],
            "verdict_explanation": f"Made-up reasons {n}.",
            "claim_reviewed": f"Made-up wording {n}.",
        }
        for n, claim in enumerate(claims)
    ]
    files = {
        f"claims/{claim}.md": ({"text": f"Made-up claim {n} in a file."}, "") for n, claim in enumerate(claims) if n % 2
    }
    appearances = [{**appearance(n), "outlet": f"Made-up outlet {n % 40}"} for n in range(MANY)]
    return files | {
        "articles/2024/many-quotes.md": ({"title": "Made-up article with many quotes", "date": "2024-01-02"}, quotes),
        "claims/many-appearances.md": (
            {"text": "Made-up claim that appeared in many places.", "appearances": appearances},
            "",
        ),
        "fact-checks/many-rulings.md": (
            {
                "title": "Made-up review of many claims",
                "date": "2024-01-03",
                "reviewer": "own-desk",
                "rulings": rulings,
                "ignore": ["FC1001", "FC902"],
            },
            "",
        ),
    }


def scales() -> Entries:
    """An outlet whose words change their meaning in time, reviews on both sides of the day, and the site's own."""

    def steps(verdicts: Sequence[str], bounds: Keys) -> list[Keys]:
        return [{"label": word, "verdict": verdict, **bounds} for word, verdict in zip(WORDS, verdicts, strict=True)]

    old, new = (
        steps(("true", "half-true", "false"), {"until": "2020-01-01"}),
        steps(("mostly-true", "misleading", "false"), {"from": "2020-01-01"}),
    )
    dates = ("2019-12-31", "2020-01-01", "2020-01-01T00:00:00+14:00", "2020", "2019-12")
    made: Entries = {
        "outlets/scale-in-time.md": ({"name": "Made-up Desk with a scale in time", "scale": [*old, *new]}, ""),
        "outlets/own-desk.md": ({"name": "Made-up Own Desk", "scale": steps(("true", "half-true", "false"), {})}, ""),
        "claims/scaled.md": ({"text": "Made-up claim that was reviewed again and again."}, ""),
    }
    for n, date in enumerate(dates):
        made[f"fact-checks/scaled-{n}.md"] = (
            {
                "title": f"Made-up review under a scale in time, {date}",
                "date": date,
                "reviewer": "scale-in-time",
                "claim": "scaled",
                "verdict": WORDS[n % 3],
            },
            "",
        )
    return made


def changed() -> Entries:
    """What was withdrawn, taken back, is not yet published, or has moved."""
    gone = {"withdrawn": {"date": "2024-02-03", "reason": f"Made-up reason. {NASTY}"}}
    back = {"corrections": [{"date": "2024-02-04", "kind": "retraction", "summary": f"Taken back. {NASTY}"}]}
    review = {"date": "2024-02-01", "reviewer": "own-desk", "verdict": WORDS[0]}
    later = {"date": "2999-01-01"}
    return {
        "articles/withdrawn.md": ({"title": "Made-up article, withdrawn", **gone}, BODY),
        "fact-checks/withdrawn.md": (
            {"title": "Made-up review, withdrawn", **review, "claim": {"text": "Made-up claim, gone."}, **gone},
            "",
        ),
        "claims/withdrawn-claim.md": ({"text": "Made-up claim, withdrawn.", **gone}, ""),
        "people/withdrawn.md": ({"name": "Made-up person, withdrawn", **gone}, ""),
        "pages/withdrawn.md": ({"title": "Made-up page, withdrawn", "redirect_from": ["/gone/"], **gone}, ""),
        "articles/retracted.md": ({"title": "Made-up article, taken back", **back}, "Made up."),
        "fact-checks/retracted.md": (
            {
                "title": "Made-up review, taken back",
                **review,
                "claim": {"text": "Made-up claim, its review taken back."},
                **back,
            },
            "",
        ),
        "articles/draft.md": ({"title": "Made-up draft", "draft": True, "outlet": "Made-up outlet of a draft"}, ""),
        "fact-checks/later.md": (
            {"title": "Made-up review to come", **review, **later, "claim": {"text": "Made-up claim to come."}},
            "",
        ),
        "articles/moved.md": (
            {"title": "Made-up article that moved", "redirect_from": ["/2019/東京-(made-up).html", "/old/"]},
            "",
        ),
    }


def translated() -> Entries:
    """Entries in three languages."""
    titles = {"en": "Made-up translated entry", "es": "Entrada traducida inventada", "ar": "مدخل مترجم مختلق"}
    made: Entries = {}
    for language, title in titles.items():
        other = {} if language == "en" else {"language": language}
        for folder, key, more in (
            ("articles", "title", {"date": "2024-02-05"}),
            ("fact-checks", "title", {"reviewer": "Made-up Desk", "verdict": "Falso", "claim": "translated-en"}),
            ("claims", "text", {}),
            ("pages", "title", {}),
        ):
            of = {} if language == "en" else {"translation_of": "translated-en"}
            made[f"{folder}/translated-{language}.md"] = ({key: f"{title} ({folder})", **other, **of, **more}, title)
    return made


def long() -> Entries:
    """Names and titles of 300 characters, with and without spaces."""
    made: Entries = {}
    for name, text in (("long", LONG), ("unbroken", UNBROKEN)):
        claim = {"text": f"{text}.", "claimants": [{"who": f"{text} (person)", "role": text}], "place": text}
        made[f"articles/2024/{name}.md"] = (
            {
                "title": text,
                "deck": text,
                "dateline": text,
                "outlet": f"{text} (outlet)",
                "topics": [f"{text} (topic)"],
                "authors": [text],
                "ignore": ["FC1006"],
            },
            f'![{text}](wide.png "{text} | {text}") ![](same.png)\n\n{text}\n\n## {text}\n\n`{text}`\n',
        )
        made[f"fact-checks/2024/{name}.md"] = (
            {
                "title": text,
                "reviewer": f"{text} (outlet)",
                "claim": claim,
                "verdict": "True",
                "evidence": [{"title": text, "publisher": text}],
            },
            "",
        )
    return made


def plain() -> Entries:
    """Reviews as they mostly are, enough for several pages of lists."""
    made: Entries = {}
    for n in range(PLAIN):
        date = {} if n == 7 else {"date": f"20{10 + n % 13}-{n % 12 + 1:02}-{n % 28 + 1:02}"}
        claim = {"text": f"Made-up plain claim number {n}.", "claimants": [f"Made-up Speaker {n % 9}"], **date}
        made[f"fact-checks/plain/plain-{n}.md"] = (
            {
                "title": f"Made-up plain review number {n}",
                **date,
                "reviewer": f"Made-up Desk {n % 8}",
                "claim": claim,
                "verdict": ("True", "falso", "«Misleading»", "Mixture", "unproven!")[n % 5],
                "topics": [f"Made-up topic {n % 7}"],
                "corrections": [{"date": f"2024-{n % 12 + 1:02}", "kind": "update", "summary": f"Made-up update {n}."}],
            },
            f"Made-up text number {n}, which mentions an aardvark{'s' * (n % 2)}.\n",
        )
    return made


def with_doubts() -> Entries:
    """What a build warns of: words that have no place among the verdicts, names that look alike, links to drafts."""
    review = {"date": "2024-02-02", "reviewer": "Made-up Desk"}
    return {
        "fact-checks/unclassified.md": (
            {
                "title": "Made-up review in unknown words",
                **review,
                "verdict": f"Maybe, maybe not {NASTY}",
                "claim": {"text": "Made-up claim that nobody can place.", "claimants": ["Made up speaker 1"]},
            },
            "",
        ),
        "fact-checks/unclassified-rtl.md": (
            {
                "title": "Made-up review in unknown words of another script",
                **review,
                "verdict": "ربما 東京",
                "claim": {"text": "Another made-up claim that nobody can place."},
            },
            "[a draft](article:draft) ![elsewhere](https://example.com/x.png)\n",
        ),
    }
