"""The configuration of a site, `config.yaml`, read as strictly as front matter."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

import msgspec

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, Mark, diagnostic, quoted
from fcgen.fields import Fields, Mention, is_web_address
from fcgen.messages import Words
from fcgen.words import id_fault, word_key
from fcgen.yaml_tree import mapping

CONFIG_FILE: Final = "config.yaml"
TONES: Final = ("positive", "mixed", "negative", "unknown")
UNCLASSIFIED: Final = "unclassified"


class Verdict(msgspec.Struct, frozen=True):
    """One of the site's verdicts. `tone` is one of TONES; `also` are other words for it, in any language."""

    id: str
    label: str
    tone: str
    description: str = ""
    also: tuple[str, ...] = ()


class NavigationItem(msgspec.Struct, frozen=True):
    """A link of the menu: `url` is a path on this site that begins with `/`, or a web address."""

    title: str
    url: str


class Logo(msgspec.Struct, frozen=True):
    """The picture at the head of every page; `alt` are the words in it, and then it stands in place of the title."""

    file: Mention
    alt: str = ""


class Config(msgspec.Struct, frozen=True):
    """What `config.yaml` says. `base_url` ends with `/`; folders are relative to the file's own, with `/`.

    `language_at` is the place of the language. `words` are those of the interface, which the theme has: they are empty
    where only the file was read.
    """

    title: str
    base_url: str
    description: str = ""
    language: str = "en"
    language_at: Mark = START
    timezone: str = "UTC"
    publisher: Mention | None = None
    content: str = "site_src"
    templates: str = "templates"
    output: str = "_site"
    page_size: int = 50
    navigation: tuple[NavigationItem, ...] = ()
    contact: str = ""
    logo: Logo | None = None
    html: bool = False
    search: bool = True
    verdicts: tuple[Verdict, ...] = ()
    words: Words = Words()

    @property
    def base_path(self) -> str:
        """The path under which the site lives: `/` or `/archive/`, percent-encoded."""
        return urlsplit(self.base_url).path

    @property
    def origin(self) -> str:
        """Scheme and host, without a path: `https://example.org`."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone)


DEFAULT_VERDICTS: Final = (
    Verdict("true", "True", "positive", "The claim is right and nothing that matters is missing.",
            ("Correct", "Accurate", "Verdadero", "Vrai", "Wahr", "Vero", "Verdadeiro", "صحيح")),
    Verdict("mostly-true", "Mostly true", "positive", "The claim is right in the main and needs a detail or context.",
            ("Mostly correct", "Mostly accurate", "Largely true", "Plutôt vrai", "Größtenteils wahr")),
    Verdict("half-true", "Half true", "mixed", "A part of the claim is right and a part that matters is not.",
            ("Mixed", "Mixture", "Partly true", "Partly false", "Teils wahr", "Teils falsch", "Partiellement vrai")),
    Verdict("misleading", "Misleading", "mixed", "What is said may be right, but it leads to a wrong conclusion.",
            ("Missing context", "Lacks context", "Out of context", "Engañoso", "Trompeur", "Irreführend", "Fuorviante",
             "Enganoso", "مضلل")),
    Verdict("false", "False", "negative", "The claim is wrong.",
            ("Incorrect", "Inaccurate", "Wrong", "Fake", "Mostly false", "Pants on fire", "Falso", "Faux", "Falsch",
             "خطأ", "زائف")),
    Verdict("unproven", "Unproven", "unknown", "There is not enough evidence to say.",
            ("Unsupported", "Unverified", "No evidence", "Unbelegt", "Non prouvé", "Sin pruebas")),
)  # fmt: skip
"""The verdicts of a site whose configuration lists none. `spoken` puts them into its language."""

_NO_BASE: Final = "https://example.invalid/"
_MAILBOX: Final = re.compile(r'[^\s@<>"?&#%:/]+@[^\s@<>"?&#%:/]+\.[^\s@<>"?&#%:/]+')
_VERDICT_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def config(text: str, base_url: str | None = None) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return the configuration that `text` holds, or None where it holds none, and what is wrong with it.

    `base_url` stands in place of the file's own (the option of that name).
    """
    root, problems = mapping(text, CONFIG_FILE)
    if root is None:
        return None, problems
    found = list(problems)
    fields = Fields(root, CONFIG_FILE, found.append, ZoneInfo("UTC"))
    title = fields.text("title")
    if not title:
        fields.missing("title")
    read = Config(
        title=title,
        base_url=_base_url(fields, base_url),
        description=fields.text("description"),
        language=fields.language("language") or "en",
        language_at=written.at if (written := fields.mention("language")) else START,
        timezone=_timezone(fields),
        publisher=fields.mention("publisher"),
        content=_folder(fields, "content", "site_src"),
        templates=_folder(fields, "templates", "templates"),
        output=_folder(fields, "output", "_site"),
        page_size=fields.integer("page_size", 1, 1000) or 50,
        navigation=_navigation(fields),
        contact=_contact(fields),
        logo=_logo(fields),
        html=_section(fields, "markdown", "html", False),
        search=_section(fields, "search", "enabled", True),
        verdicts=_verdicts(fields) or DEFAULT_VERDICTS,
    )
    fields.finish()
    return read, tuple(found)


def spoken(read: Config, words: Words) -> Config:
    """Return the configuration with the words of the interface, in which the default verdicts are called, too.

    Their ids stay, and their English labels stand for them as well.
    """
    if read.verdicts is not DEFAULT_VERDICTS:
        return msgspec.structs.replace(read, words=words)
    made = []
    for one in DEFAULT_VERDICTS:
        name = f"verdict_{one.id.replace('-', '_')}"
        label, meaning = words.say(name), words.say(f"{name}_meaning")
        also = (one.label, *one.also) if label != one.label else one.also
        made.append(Verdict(one.id, label, one.tone, meaning, also))
    return msgspec.structs.replace(read, words=words, verdicts=tuple(made))


def missing_config() -> Diagnostic:
    """Return the diagnostic for a folder without a configuration."""
    hint = "go to the folder that holds it, or name that folder: `fcgen -C DIR …`; `fcgen init DIR` makes a new archive"
    return diagnostic(codes.NO_CONFIG, CONFIG_FILE, START, "there is no config.yaml in this folder", hint)


def _base_url(fields: Fields, override: str | None) -> str:
    written = fields.mention("base_url")
    value = override if override is not None else written.text if written else ""
    if not value:
        mend = "add the address that the site will have, such as `base_url: https://example.org/archive/`"
        fields.missing("base_url", mend)
        return _NO_BASE
    parts = urlsplit(value) if is_web_address(value) else None
    if parts is None or parts.query or parts.fragment or "@" in parts.netloc or re.search(r"//|/\.", parts.path):
        name = "base_url" if override is None else "--base-url"
        at = written.at if written and override is None else fields.at
        mend = "write scheme, host and path, such as https://example.org/archive/"
        fields.complain(codes.BASE_URL, at, f"`{name}` is {quoted(value)}, which no site can have", mend)
        return _NO_BASE
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._").strip("/")
    return f"{parts.scheme}://{parts.netloc}/{path}/" if path else f"{parts.scheme}://{parts.netloc}/"


def _timezone(fields: Fields) -> str:
    found = fields.mention("timezone")
    if found is None:
        return "UTC"
    try:
        ZoneInfo(found.text)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        message = f"`timezone` is {quoted(found.text)}, which nobody knows"
        fields.complain(
            codes.TIMEZONE, found.at, message, "write a name of the IANA list, such as `Europe/Madrid` or `UTC`"
        )
        return "UTC"
    return found.text


def _folder(fields: Fields, key: str, default: str) -> str:
    found = fields.mention(key)
    if found is None:
        return default
    parts = found.text.replace("\\", "/").rstrip("/").split("/")
    if any(part in ("", "..", ".") for part in parts) or ":" in parts[0]:
        message = f"`{key}` can't be {quoted(found.text)}"
        fields.complain(codes.NOT_A_PATH, found.at, message, "write a folder beside config.yaml, without `..`")
        return default
    return "/".join(parts)


def _navigation(fields: Fields) -> tuple[NavigationItem, ...]:
    items = []
    for row in fields.rows("navigation"):
        title, url = row.text("title"), row.mention("url")
        row.finish()
        if not title:
            row.missing("title")
        if url is None:
            row.missing("url")
        elif not is_web_address(url.text) and not re.fullmatch(r"/(?!/)\S*", url.text):
            row.complain(
                codes.NOT_A_PATH, url.at, f"`url` can't be {quoted(url.text)}", "begin it with `/`, or with https://"
            )
        else:
            items.append(NavigationItem(title, url.text))
    return tuple(items)


def _contact(fields: Fields) -> str:
    found = fields.mention("contact")
    if found is None:
        return ""
    if is_web_address(found.text):
        return found.text
    if not _MAILBOX.fullmatch(found.text):
        message = f"`contact` is {quoted(found.text)}, which readers can't write to"
        fields.complain(codes.NOT_A_URL, found.at, message, "write an e-mail address or a web address")
        return ""
    return found.text


def _logo(fields: Fields) -> Logo | None:
    written = fields.either("logo")
    if written is None or isinstance(written, Mention):
        return Logo(written) if written else None
    file, alt = written.mention("file"), written.text("alt")
    written.finish()
    if file is None:
        written.incomplete("file")
    return Logo(file, alt) if file else None


def _section(fields: Fields, section: str, key: str, default: bool) -> bool:
    nested = fields.nested(section)
    if nested is None:
        return default
    value = nested.flag(key) if nested.has(key) else default
    nested.finish()
    return value


def _verdicts(fields: Fields) -> tuple[Verdict, ...]:
    verdicts: dict[str, Verdict] = {}
    owners: dict[str, str] = {}
    for row in fields.rows("verdicts"):
        written, label, also = row.mention("id"), row.mention("label"), row.mentions("also")
        tone, description = row.choice("tone", TONES) or "unknown", row.text("description")
        row.finish()
        for key, found in (("id", written), ("label", label)):
            if found is None:
                row.missing(key)
        if written is None or label is None or not _usable(row, written, verdicts):
            continue
        verdicts[written.text] = Verdict(written.text, label.text, tone, description, tuple(m.text for m in also))
        for mention in (label, *also):
            owner = owners.setdefault(word_key(mention.text), written.text)
            if owner != written.text:
                message = f"{quoted(mention.text)} stands for {quoted(owner)} and for {quoted(written.text)}"
                row.complain(codes.AMBIGUOUS_WORD, mention.at, message, "leave it to one of them")
    return tuple(verdicts.values())


def _usable(row: Fields, written: Mention, taken: Mapping[str, Verdict]) -> bool:
    found = written.text
    if not _VERDICT_ID.fullmatch(found) or found in (UNCLASSIFIED, "page") or id_fault(found):
        mend = "use lower-case letters, digits and hyphens; `unclassified` and `page` are taken"
        row.complain(codes.BAD_VERDICT_ID, written.at, f"verdict id {quoted(found)} can't be used", mend)
        return False
    if found in taken:
        row.complain(codes.BAD_VERDICT_ID, written.at, f"verdict id {quoted(found)} is given twice", "keep one")
        return False
    return True
