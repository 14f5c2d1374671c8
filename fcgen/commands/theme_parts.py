"""The files of the packaged theme for those who choose from them: what each is for, who uses it, what does less."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from fcgen.diagnostics import did_you_mean, quoted
from fcgen.disk.theme import ASSETS, DEFAULT, LOCALE
from fcgen.pages.blocks import blocks
from fcgen.pages.render import closure

PARTS: Final = MappingProxyType(
    {
        "base.html": "what stands around every page: head, title, search, menu, footer",
        "home.html": "the front page",
        "list.html": "the list of a kind, or of what was published in a year",
        "directory.html": "the list of claimants, outlets or topics, A to Z",
        "article.html": "an article",
        "fact_check.html": "a fact-check",
        "claim.html": "a claim, with all reviews of it",
        "party.html": "what pages of claimants, outlets and topics have in common",
        "claimant.html": "a person, an organisation or an account",
        "outlet.html": "an outlet",
        "topic.html": "a topic",
        "verdict.html": "one of the site's verdicts",
        "verdicts.html": "all verdicts of the site",
        "page.html": "a page of the site itself, such as About",
        "withdrawn.html": "what remains of an entry that was withdrawn",
        "years.html": "the years in which something was published",
        "corrections.html": "all corrections",
        "search.html": "the search page",
        "data.html": "the page about the archive's data",
        "not_found.html": "what is shown for an address that does not exist",
        "redirect.html": "a page that leads from an old address to the new one",
        "feed_item.html": "the text of an item of a feed",
        "robots.txt": "what robots are told",
        "components/badge.html": "a verdict in its reviewer's word",
        "components/card.html": "an entry in a list",
        "components/chart.html": "bars by year",
        "components/claimants.html": "who made a claim",
        "components/corrections.html": "corrections of an entry, and the banner of a retraction",
        "components/counts.html": "how many rulings have which verdict",
        "components/dates.html": "a date",
        "components/entry.html": "heading, picture, summary and end of an entry",
        "components/evidence.html": "the sources of a fact-check",
        "components/figure.html": "a picture with caption and credit",
        "components/links.html": "links, and the language of what they say",
        "components/listing.html": "what belongs to a claimant, outlet, topic or verdict",
        "components/mark.html": "the shape before a verdict, one for each tone",
        "components/pager.html": "the ways to the pages before and after",
        "components/policy.html": "the Content-Security-Policy",
        "components/prose.html": "the text of an entry",
        "components/ruling.html": "a ruling: claim, verdict and reasons",
        "components/scale.html": "the scale that a reviewer chose from",
        "components/site_title.html": "logo and title of the site",
        "components/text.html": "paragraphs, and what is not recorded",
        "components/timeline.html": "what became of a claim",
        "assets/icon.svg": "the icon of the site in tabs and bookmarks",
        "assets/search/filters.js": "of the search page: what can be chosen",
        "assets/search/help.js": "of the search page: what helps where nothing is found",
        "assets/search/main.js": "the script of the search page, which begins here",
        "assets/search/marks.js": "of the search page: the words that were found, marked",
        "assets/search/names.js": "of the search page: which names fit what is typed",
        "assets/search/results.js": "of the search page: results, and those of one claim together",
        "assets/search/shelves.js": "of the search page: the index",
        "assets/search/suggestions.js": "of the search page: names that are offered",
        "assets/search/words.js": "of the search page: its words, and what its modules share",
        "assets/style.css": "colours, fonts and layout",
        "locale/ar.yaml": "the words of the interface in Arabic",
        "locale/en.yaml": "the words of the interface in English",
        "locale/es.yaml": "the words of the interface in Spanish",
    }
)

ADDED: Final = MappingProxyType({"assets/site.css": "what the site adds to assets/style.css"})
"""What a site may have of its own that the packaged theme has not, and that the theme makes use of."""

_COMPONENTS: Final = "components/"
_GROUPS: Final = {
    "": "Templates, one for a kind of page",
    _COMPONENTS: "Components, each on many pages",
    ASSETS: "Assets",
    LOCALE: "Words",
}
_NAMED: Final = 3
"""So many of the templates that use a component are named."""


def grouped(names: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the sorts of files that a theme has, each with those of `names` that are of it."""
    for folder, heading in _GROUPS.items():
        yield heading, tuple(name for name in PARTS if name in names and _folder(name) == folder)


def chosen(written: Iterable[str], known: Collection[str], folder: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the files of a theme that somebody wrote, each once, and what is wrong with the rest.

    The name of a folder stands for all files in it. `folder` is the site's own, which is no part of a name.
    """
    found: dict[str, None] = {}
    problems = []
    for one in written:
        name = one.replace("\\", "/")
        meant = [each for each in known if each == name or each.startswith(f"{name.rstrip('/')}/")]
        found |= dict.fromkeys(meant)
        if not meant:
            hint = _near(name.removeprefix(f"{folder}/"), known) or "`fcgen theme list` lists what it has"
            problems.append(f"the theme has no {quoted(one)}; {hint}")
    return tuple(found), tuple(problems)


def _near(name: str, known: Collection[str]) -> str:
    """Return a hint at files that are called so in another folder, or nearly so."""
    last = PurePosixPath(name)
    same = [one for one in known if last.name and last.stem.casefold() == PurePosixPath(one).stem]
    if same:
        return f"did you mean {' or '.join(map(repr, same))}?"
    return did_you_mean(name, {*known, *(_folder(one) for one in known if _folder(one))})


def texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the templates among the files of the packaged theme, by both names that they have."""
    found = {name: data.decode() for name, data in files.items() if not name.startswith((ASSETS, LOCALE))}
    return found | {f"{DEFAULT}{name}": text for name, text in found.items()}


def users(name: str, theirs: Mapping[str, str]) -> str:
    """Return on which pages a component is, given the templates of the packaged theme; "" for other files."""
    if _folder(name) != _COMPONENTS:
        return ""
    if name in closure("base.html", theirs):
        return "; on every page"
    used = [one for one in PARTS if one in theirs and not _folder(one) and name in closure(one, theirs)]
    more = f" and {len(used) - _NAMED} more" if len(used) > _NAMED + 1 else ""
    return f"; in {', '.join(used[:_NAMED] if more else used)}{more}"


def smaller(name: str, folder: str, theirs: Mapping[str, str]) -> str:
    """Return what changes a part of a file of the packaged theme without a copy, or "" where only a copy does."""
    if not _folder(name):
        some = ", ".join(blocks(name, theirs))
        return f'{name}: begin with {{% extends "{DEFAULT}{name}" %}} and write a block of it: {some}' if some else ""
    if _folder(name) == LOCALE:
        return f"{name}: keep the messages that are to be others, and no more"
    if name == f"{ASSETS}style.css":
        return f"{name}: write what is to be other into {folder}/{ASSETS}site.css, which comes after it"
    return ""


def _folder(name: str) -> str:
    return name[: name.index("/") + 1] if "/" in name else ""
