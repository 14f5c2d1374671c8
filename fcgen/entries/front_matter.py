"""The keys of an entry, kind by kind, as typed values. What may stand under which key is said here and nowhere else."""

import re
from types import MappingProxyType
from typing import Final

from fcgen import codes
from fcgen.dates import Date
from fcgen.diagnostics import START, quoted
from fcgen.entries.body import Quote
from fcgen.entries.model import (
    POLICIES,
    Article,
    Correction,
    Details,
    Entry,
    Evidence,
    FactCheck,
    Image,
    Kind,
    Membership,
    Outlet,
    Page,
    Person,
    Related,
    Step,
    Topic,
    Withdrawal,
)
from fcgen.entries.rulings import claim
from fcgen.entries.rulings import rulings as rulings_of
from fcgen.fields import Fields, Mention

_TITLE_KEY: Final = {Kind.CLAIM: "text", Kind.PERSON: "name", Kind.OUTLET: "name", Kind.TOPIC: "name"}
_INSTEAD: Final = MappingProxyType(
    {
        **dict.fromkeys(("author", "by", "writer"), "authors"),
        **dict.fromkeys(("canonical", "canonical_url", "link", "source"), "url"),
        **dict.fromkeys(("category", "categories", "keywords", "tag", "tags"), "topics"),
        **dict.fromkeys(("cover", "featured_image", "feature", "thumbnail"), "image"),
        **dict.fromkeys(("description", "excerpt", "abstract"), "summary"),
        **dict.fromkeys(("lang", "locale"), "language"),
        **dict.fromkeys(("last_modified_at", "lastmod", "modified"), "updated"),
        **dict.fromkeys(("aliases", "permalink"), "redirect_from"),
        **dict.fromkeys(("pubdate", "published", "publishdate"), "date"),
        "subtitle": "deck",
    }
)
"""What keys of other generators are called here."""

_ADVICE: Final = frozenset(code.number for code in codes.CODES if code.advice)
_CORRECTIONS: Final = ("correction", "clarification", "update", "retraction")
_PATH: Final = re.compile(r"[^\s?#\\<>\":]+")


def entry(fields: Fields, path: str, kind: Kind, entry_id: str, quotes: tuple[Quote, ...]) -> Entry | None:
    """Return the entry that `fields` describe, or None where a required field is missing. All mistakes are reported."""
    key = _TITLE_KEY.get(kind, "title")
    title = fields.mention(key)
    if title is None:
        fields.missing(key)
    date = fields.date("date")
    details = _details(fields, kind, title.text if title else "", date)
    read = Entry(
        path=path,
        kind=kind,
        id=entry_id,
        title=title.text if title else "",
        title_at=title.at if title else START,
        details=details or Topic(),
        quotes=quotes,
        date=date,
        updated=fields.date("updated"),
        summary=fields.paragraphs("summary"),
        language=fields.language("language"),
        translation_of=fields.mention("translation_of"),
        topics=fields.mentions("topics"),
        image=_image(fields),
        draft=fields.flag("draft"),
        redirect_from=_redirects(fields),
        withdrawn=_withdrawal(fields),
        corrections=tuple(filter(None, map(_correction, fields.rows("corrections")))),
        ignore=_ignored(fields),
        private=fields.private(),
    )
    fields.finish(_INSTEAD)
    return read if title and details else None


def _details(fields: Fields, kind: Kind, title: str, date: Date | None) -> Details | None:
    match kind:
        case Kind.ARTICLE:
            return _article(fields)
        case Kind.FACT_CHECK:
            return _fact_check(fields)
        case Kind.CLAIM:
            return claim(fields, title, date)
        case Kind.PERSON:
            return Person(
                kind=fields.choice("kind", ("person", "organization", "account")) or "",
                role=fields.text("role"),
                same_as=fields.urls("same_as"),
                also_known_as=fields.mentions("also_known_as"),
            )
        case Kind.OUTLET:
            return Outlet(
                url=fields.url("url"),
                also_known_as=fields.mentions("also_known_as"),
                memberships=tuple(filter(None, map(_membership, fields.rows("memberships")))),
                scale=tuple(filter(None, map(_step, fields.rows("scale")))),
            )
        case Kind.TOPIC:
            return Topic(also_known_as=fields.mentions("also_known_as"))
        case Kind.PAGE:
            return Page(menu=fields.integer("menu", 0, 1_000_000), policy=fields.choice("policy", POLICIES) or "")


def _article(fields: Fields) -> Article:
    return Article(
        deck=fields.paragraphs("deck"),
        dateline=fields.text("dateline"),
        authors=fields.texts("authors"),
        editors=fields.texts("editors"),
        outlet=fields.mention("outlet"),
        url=fields.url("url"),
        archived_url=fields.url("archived_url"),
        related=_related(fields),
    )


def _fact_check(fields: Fields) -> FactCheck | None:
    reviewer = fields.mention("reviewer")
    if reviewer is None:
        fields.missing("reviewer", "add the outlet whose review this is: `reviewer: …`")
    rulings = rulings_of(fields)
    read = FactCheck(
        reviewer=reviewer or Mention("", START),
        rulings=rulings or (),
        authors=fields.texts("authors"),
        url=fields.url("url"),
        url_at=fields.key_at("url") if fields.has("url") else None,
        archived_url=fields.url("archived_url"),
        related=_related(fields),
        evidence=tuple(filter(None, map(_evidence, fields.rows("evidence")))),
        claimant_response=fields.paragraphs("claimant_response"),
    )
    return read if reviewer and rulings else None


def _evidence(fields: Fields) -> Evidence | None:
    read = Evidence(
        title=fields.text("title"),
        publisher=fields.text("publisher"),
        author=fields.text("author"),
        date=fields.date("date"),
        kind=fields.choice("kind", ("primary", "secondary")) or "",
        stance=fields.choice("stance", ("supports", "contradicts", "context")) or "",
        url=fields.url("url"),
        archived_url=fields.url("archived_url"),
        quote=fields.paragraphs("quote"),
    )
    fields.finish()
    if not read.title:
        fields.missing("title")
        return None
    return read


def _membership(fields: Fields) -> Membership | None:
    read = Membership(fields.text("name"), fields.url("url"), fields.date("since"), fields.date("until"))
    fields.finish()
    if not read.name:
        fields.missing("name")
        return None
    return read


def _step(fields: Fields) -> Step | None:
    label = fields.mention("label")
    read = Step(
        label=label.text if label else "",
        at=label.at if label else fields.at,
        verdict=fields.mention("verdict"),
        rating=fields.number("rating"),
        best=fields.number("best"),
        worst=fields.number("worst"),
        start=fields.date("from"),
        end=fields.date("until"),
        definition=fields.paragraphs("definition"),
    )
    fields.finish()
    if not label:
        fields.missing("label", "add the outlet's own word: `label: …`")
        return None
    if read.start and read.end and read.end.day <= read.start.day:
        fields.complain(
            codes.OUT_OF_RANGE,
            fields.key_at("until"),
            "`until` is not after `from`",
            "`until` is the first day it no longer held",
        )
    _check_rating(fields, read)
    return read


def _check_rating(fields: Fields, step: Step) -> None:
    absent = [key for key in ("rating", "best", "worst") if not fields.has(key)]
    if 0 < len(absent) < 3:
        fields.missing(absent[0], "give `rating`, `best` and `worst`, or none of them")
    if step.rating is None or step.best is None or step.worst is None:
        return
    if not (1 <= step.worst < step.best and step.worst <= step.rating <= step.best):
        message = f"{quoted(step.label)} is rated {step.rating:g} from {step.worst:g} to {step.best:g}"
        mend = "`worst` is at least 1 and below `best`, `rating` between them"
        fields.complain(codes.OUT_OF_RANGE, fields.at, message, mend)


def _related(fields: Fields) -> tuple[Mention | Related, ...]:
    read: list[Mention | Related] = []
    for item in fields.mixed("related"):
        if isinstance(item, Mention):
            read.append(item)
            continue
        related = Related(item.text("title"), item.url("url"))
        item.finish()
        if related.title:
            read.append(related)
        else:
            item.incomplete("title")
    return tuple(read)


def _image(fields: Fields) -> Image | None:
    written = fields.either("image")
    if written is None or isinstance(written, Mention):
        return Image(written) if written else None
    file = written.mention("file")
    alt, caption, credit = written.text("alt"), written.text("caption"), written.text("credit")
    written.finish()
    if file is None:
        written.incomplete("file")
        return None
    return Image(file, alt, caption, credit)


def _redirects(fields: Fields) -> tuple[Mention, ...]:
    good = []
    for mention in fields.mentions("redirect_from"):
        parts = mention.text.strip("/").split("/")
        if not _PATH.fullmatch(mention.text) or any(part in ("", ".", "..") for part in parts):
            message = f"`redirect_from` can't have {quoted(mention.text)}"
            fields.complain(
                codes.NOT_A_PATH, mention.at, message, "write an old path of this site, such as /2019/old-title/"
            )
        else:
            good.append(mention)
    return tuple(good)


def _withdrawal(fields: Fields) -> Withdrawal | None:
    nested = fields.nested("withdrawn")
    if nested is None:  # of the wrong type, which --lenient lets pass: what was to be withdrawn must not be published
        return Withdrawal(None, "") if fields.has("withdrawn") else None
    read = Withdrawal(nested.date("date"), nested.paragraphs("reason"))
    nested.finish()
    for key in ("date", "reason"):
        if not nested.has(key):
            nested.missing(key)
    return read


def _ignored(fields: Fields) -> tuple[Mention, ...]:
    good = []
    for mention in fields.mentions("ignore"):
        if mention.text.upper() in _ADVICE:
            good.append(mention)
        else:
            message = f"`ignore` can't have {quoted(mention.text)}"
            mend = "write the codes of docs/check.md that are not to be told here, such as FC1004"
            fields.complain(codes.NO_CHOICE, mention.at, message, mend)
    return tuple(good)


def _correction(fields: Fields) -> Correction | None:
    date, kind, summary = fields.date("date"), fields.choice("kind", _CORRECTIONS), fields.paragraphs("summary")
    read = Correction(
        kind or "", summary, date, fields.text("field"), fields.paragraphs("from"), fields.paragraphs("to")
    )
    fields.finish()
    for key in ("date", "kind", "summary"):
        if not fields.has(key):
            fields.missing(key)
    return read if kind and summary else None
