"""A large made-up archive, always the same: as an fcgen archive, or as a Hugo site of the same entries.

    bench/corpus.py fcgen|hugo ENTRIES FOLDER

Seven of ten entries are fact-checks, the others articles, of 350 to 900 made-up words with headings, quotations, lists,
tables, links and a footnote. An entry depends on its number alone.
"""

import datetime as dt
import itertools
import json
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).parent
VERDICTS: Final = {
    "True": "positive",
    "Mostly true": "positive",
    "Half true": "mixed",
    "Misleading": "mixed",
    "False": "negative",
    "Unproven": "unknown",
}
_SYLLABLES: Final = """
ba be bi bo ca ce co da de di do fa fe fo ga ge go ha he ho ja ka ke ki la le li lo ma me mi mo na ne ni no pa pe po ra
re ri ro sa se si so ta te ti to va ve vi vo wa we ya za tion ment ing er al ist ous ive an en on un
""".split()  # noqa: SIM905
_FREQUENT: Final = """
the of and to in a is that for it was on are as with his they at be this from have or by one had not but what all were
when we there can an your which their said if do will each about how up out them then she many some so these
""".split()  # noqa: SIM905


class Source(NamedTuple):
    """A piece of evidence."""

    title: str
    publisher: str
    url: str


class Entry(NamedTuple):
    """A made-up entry; without a verdict it is an article."""

    title: str
    slug: str
    date: str
    author: str
    outlet: str
    topics: tuple[str, ...]
    summary: str
    claim: str
    claimant: str
    verdict: str
    sources: tuple[Source, ...]
    body: str


def _distinct(make: Callable[[], str], count: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[make()] = None
    return tuple(found)


_CHANCE: Final = random.Random("made-up words")


def _word() -> str:
    return "".join(_CHANCE.choices(_SYLLABLES, k=_CHANCE.randint(2, 4)))


def _name() -> str:
    return f"{''.join(_CHANCE.choices(_SYLLABLES, k=2))} {''.join(_CHANCE.choices(_SYLLABLES, k=3))}".title()


_WORDS: Final = (*_FREQUENT, *_distinct(_word, 20_000))
_WEIGHTS: Final = tuple(itertools.accumulate(1 / (rank + 3) for rank in range(len(_WORDS))))
_CLAIMANTS: Final = _distinct(_name, 1500)
_CLAIMANT_WEIGHTS: Final = tuple(itertools.accumulate(1 / (rank + 1) for rank in range(len(_CLAIMANTS))))
_AUTHORS: Final = _distinct(_name, 60)
_OUTLETS: Final = _distinct(lambda: f"The {_name()} Desk", 40)
_TOPICS: Final = _distinct(lambda: " ".join(_CHANCE.sample(_WORDS[200:3000], _CHANCE.randint(1, 2))), 200)


def _words(chance: random.Random, count: int) -> list[str]:
    return chance.choices(_WORDS, cum_weights=_WEIGHTS, k=count)


def _sentence(chance: random.Random, least: int = 8, most: int = 22) -> str:
    return " ".join(_words(chance, chance.randint(least, most))).capitalize()


def _marked(chance: random.Random) -> str:
    """Return a sentence, one in three with emphasis or a link."""
    words = _sentence(chance).split()
    place = chance.randrange(1, len(words) - 2)
    kind = chance.random()
    if kind < 0.1:
        words[place] = f"**{words[place]}**"
    elif kind < 0.2:
        words[place] = f"*{words[place]}*"
    elif kind < 0.32:
        words[place] = f"[{words[place]}](https://example.org/{chance.randrange(10**6)})"
    return f"{' '.join(words)}."


def _paragraph(chance: random.Random) -> str:
    return " ".join(_marked(chance) for _ in range(chance.randint(2, 5)))


def _body(chance: random.Random) -> str:
    target = chance.randint(350, 900)
    blocks = [_paragraph(chance), f"{_sentence(chance)}.[^1]"]
    extras = [
        lambda: f"> {_marked(chance)}\n> {_marked(chance)}",
        lambda: "\n".join(f"- {_marked(chance)}" for _ in range(chance.randint(3, 6))),
        lambda: (
            "| Year | Figure | Source |\n|---|---:|---|\n" + "\n".join(f"| {w} | 1 | {w} |" for w in _words(chance, 4))
        ),
    ]
    while sum(len(block.split()) for block in blocks) < target:
        blocks.append(f"## {_sentence(chance, 3, 6)}")
        blocks += [_paragraph(chance) for _ in range(chance.randint(1, 3))]
        blocks += [extras.pop(0)()] if extras else []
    return "\n\n".join((*blocks, f"[^1]: {_sentence(chance)}.")) + "\n"


def entry(number: int) -> Entry:
    """Return an entry of the corpus."""
    chance = random.Random(f"entry {number}")
    title = _sentence(chance, 6, 12)
    date = dt.datetime(2010, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=chance.randrange(15 * 365 * 86400))
    is_article = number % 10 >= 7
    return Entry(
        title=title,
        slug=f"{'-'.join(title.lower().split())}-{number}",
        date=f"{date:%Y-%m-%dT%H:%M:%SZ}",
        author=chance.choice(_AUTHORS),
        outlet=chance.choice(_OUTLETS),
        topics=tuple(chance.sample(_TOPICS, chance.randint(2, 4))),
        summary=f"{_sentence(chance, 18, 18)}.",
        claim=f"{_sentence(chance, 16, 16)}.",
        claimant=chance.choices(_CLAIMANTS, cum_weights=_CLAIMANT_WEIGHTS)[0],
        verdict="" if is_article else chance.choice(tuple(VERDICTS)),
        sources=tuple(
            Source(_sentence(chance, 7, 7), chance.choice(_OUTLETS), f"https://example.com/{chance.randrange(10**8)}")
            for _ in range(chance.randint(3, 6))
        ),
        body=_body(chance),
    )


def path(one: Entry, form: str) -> str:
    """Return where the file of an entry is, in an archive of that form."""
    if form == "fcgen":
        return f"site_src/{'fact-checks' if one.verdict else 'articles'}/{one.date[:4]}/{one.slug}.md"
    return f"content/{'factchecks' if one.verdict else 'articles'}/{one.slug}.md"


def page(one: Entry, form: str) -> str:
    """Return where the page of an entry is, in the output folder of that form."""
    if form == "fcgen":
        return f"_site/{'fact-checks' if one.verdict else 'articles'}/{one.slug}/index.html"
    return f"public/{'factchecks' if one.verdict else 'articles'}/{one.slug}/index.html"


def _fcgen(one: Entry) -> Iterator[str]:
    yield f"title: {json.dumps(one.title)}"
    yield f"date: {one.date}"
    yield f"authors: [{json.dumps(one.author)}]"
    yield f"topics: {json.dumps(one.topics)}"
    yield f"summary: {json.dumps(one.summary)}"
    if not one.verdict:
        yield f"outlet: {json.dumps(one.outlet)}"
        return
    yield f"reviewer: {json.dumps(one.outlet)}"
    claim = {"text": one.claim, "claimants": [{"who": one.claimant}], "date": one.date[:10]}
    yield f"claim: {json.dumps(claim)}"
    yield f"verdict: {one.verdict}"
    yield f"evidence: {json.dumps([source._asdict() for source in one.sources])}"


def _hugo(one: Entry) -> Iterator[str]:
    for name in ("title", "slug", "author", "outlet", "topics", "summary"):
        yield f"{name}: {json.dumps(getattr(one, name))}"
    yield f"date: {one.date}"
    yield f"entry_type: {'factcheck' if one.verdict else 'article'}"
    yield f"outlets: [{json.dumps(one.outlet)}]"
    yield f"sources: {json.dumps([source._asdict() for source in one.sources])}"
    if one.verdict:
        yield f"claim: {json.dumps(one.claim)}"
        yield f"claimant: {json.dumps(one.claimant)}"
        yield f"claimants: [{json.dumps(one.claimant)}]"
        yield f"verdict: {json.dumps(one.verdict)}"
        yield f"verdicts: [{json.dumps(one.verdict)}]"


def config() -> str:
    """Return the configuration of the fcgen archive."""
    rows = [
        f"  - {{id: {label.lower().replace(' ', '-')}, label: {label}, tone: {tone}}}"
        for label, tone in VERDICTS.items()
    ]
    head = "title: Made-up archive\nbase_url: https://example.net/archive/\ndescription: Made-up entries\nverdicts:\n"
    return head + "\n".join(rows) + "\n"


def write(form: str, count: int, folder: Path) -> None:
    """Write an archive of so many entries into a folder, in the form of fcgen or of Hugo."""
    keys = {"fcgen": _fcgen, "hugo": _hugo}[form]
    if form == "hugo":
        shutil.copytree(HERE / "hugo", folder, dirs_exist_ok=True)
    for number in range(count):
        one = entry(number)
        target = folder / path(one, form)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("\n".join(("---", *keys(one), "---", one.body)), encoding="utf-8")
    if form == "fcgen":
        (folder / "config.yaml").write_text(config(), encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
