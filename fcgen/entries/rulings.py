"""What a review says of claims, and what a claim says of itself: the keys that fact-checks and claims share."""

from typing import Final

from fcgen import codes
from fcgen.dates import Date
from fcgen.diagnostics import quoted
from fcgen.entries.model import Appearance, Claim, ClaimantMention, InlineClaim, RulingText
from fcgen.fields import Fields, Mention
from fcgen.words import id_fault, nfc

_RULING_KEYS: Final = ("claim", "claim_reviewed", "verdict", "verdict_explanation")


def rulings(fields: Fields) -> tuple[RulingText, ...] | None:
    """Return the rulings of a fact-check, written as a list or as the keys of a single one, or None where one fails."""
    if not fields.has("rulings"):
        fields.rows("rulings")
        one = _ruling(fields, in_list=False)
        return (one,) if one else None
    rows = fields.rows("rulings")
    for key in _RULING_KEYS:
        fields.either(key)
        if fields.has(key):
            at = fields.key_at(key)
            fields.complain(
                codes.EXCLUSIVE_FIELDS,
                at,
                f"`{key}` and `rulings` exclude each other",
                f"move `{key}` into an item of `rulings`",
            )
    read = []
    for row in rows:
        read.append(_ruling(row, in_list=True))
        row.finish()
    if not read:
        fields.missing("rulings", "add an item with `claim` and `verdict`")
    whole = tuple(ruling for ruling in read if ruling)
    return whole if whole and len(whole) == len(read) else None


def _ruling(fields: Fields, in_list: bool) -> RulingText | None:
    written = fields.either("claim")
    reviewed = _inline_claim(written, fields, in_list) if isinstance(written, Fields) else written
    if written is None:
        fields.missing("claim", "add the id of a claim, `claim: some-id`, or the claim itself, `claim: {text: …}`")
    verdict = fields.mention("verdict")
    if verdict is None:
        fields.missing("verdict", "add the reviewer's own word: `verdict: …`")
    explanation, wording = fields.paragraphs("verdict_explanation"), fields.text("claim_reviewed")
    if reviewed is None or verdict is None:
        return None
    return RulingText(claim=reviewed, verdict=verdict, explanation=explanation, claim_reviewed=wording)


def _inline_claim(fields: Fields, outer: Fields, in_list: bool) -> InlineClaim | None:
    inside, beside = fields.mention("id"), outer.mention("id") if in_list else None
    if inside and beside:
        mend = "keep one of them: it is the id of the claim"
        fields.complain(codes.EXCLUSIVE_FIELDS, beside.at, "this claim has an `id` here and one within `claim`", mend)
    own_id = inside or beside
    text = fields.text("text")
    written = claim(fields, text, fields.date("date"))
    fields.finish()
    if not text:
        fields.missing("text")
    if in_list and own_id is None:
        mend = "add `id: …`: several claims can't share the fact-check's id"
        fields.complain(codes.INLINE_CLAIM_ID, fields.at, "this claim has no id", mend)
        return None
    fault = id_fault(nfc(own_id.text)) if own_id else ""
    if own_id and fault:
        mend = "write it like the name of a file, in letters, digits and hyphens"
        fields.complain(codes.BAD_ID, own_id.at, f"{quoted(own_id.text)} can't be an id: {fault}", mend)
        return None
    return InlineClaim(own_id, written, fields.at) if text else None


def claim(fields: Fields, text: str, date: Date | None) -> Claim:
    """Return the claim whose text and date have been read, with what else `fields` say of it."""
    first = fields.nested("first_appearance")
    return Claim(
        text=text,
        claimants=tuple(filter(None, map(_claimant, fields.mixed("claimants")))),
        date=date,
        place=fields.text("place"),
        first_appearance=_appearance(first) if first else None,
        appearances=tuple(_appearance(row, in_archive=True) for row in fields.rows("appearances")),
        variants=fields.texts("variants"),
    )


def _claimant(item: Mention | Fields) -> ClaimantMention | None:
    if isinstance(item, Mention):
        return ClaimantMention(item)
    who, role = item.mention("who"), item.text("role")
    item.finish()
    if who is None:
        item.missing("who", "add the person's name or id; leave the item out where nobody knows who it was")
        return None
    return ClaimantMention(who, role)


def _appearance(fields: Fields, in_archive: bool = False) -> Appearance:
    article = fields.mention("article") if in_archive else None
    read = Appearance(
        article=article,
        title=fields.text("title"),
        outlet=fields.mention("outlet"),
        url=fields.url("url"),
        archived_url=fields.url("archived_url"),
        date=fields.date("date"),
        quote=fields.text("quote") if in_archive else "",
    )
    fields.finish()
    if article:
        for key in ("title", "outlet", "url", "date"):
            if fields.has(key):
                hint = f"remove `{key}`: an article of the archive brings its own"
                fields.complain(
                    codes.EXCLUSIVE_FIELDS, fields.key_at(key), f"`article` and `{key}` exclude each other", hint
                )
    elif not (read.title or read.outlet or read.url):
        where = "`article`, or `title`, `outlet` or `url`" if in_archive else "`title`, `outlet` or `url`"
        fields.missing("title", f"say where it appeared: {where}")
    return read
