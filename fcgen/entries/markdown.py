"""Markdown to HTML with typed holes: CommonMark with tables, strikethrough, footnotes, definition lists, heading ids.

What a hole is filled with is for others to say: no other file is known here. An id in this HTML that the author chose
has no underscore, one of fcgen's own always has; so they never meet.
"""

import functools
import itertools
import re
from collections.abc import MutableMapping, Sequence
from html import unescape
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from fcgen import codes
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, quoted
from fcgen.digest import digest
from fcgen.encoding import CONTROL
from fcgen.entries.body import Body, BodyLink, BodyPicture, BodyQuote, Hole
from fcgen.entries.comments import drop_comments
from fcgen.entries.headings import inline_text, number_headings, token_text
from fcgen.entries.holes import cleaned, link_mark, picture_mark, split
from fcgen.entries.places import note_places, place
from fcgen.fields import is_web_address

DEEPEST: Final = 60
"""How deep quotations may nest, and lists half as deep. What lies deeper is reported."""

LEAD: Final = 300
"""How many characters of the first paragraph stand for a body where a summary is missing."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_KINDS: Final = frozenset({"article", "fact-check", "claim", "person", "outlet", "topic", "verdict", "page"})
_SCHEMES: Final = frozenset(
    {"bitcoin", "doi", "ftp", "ftps", "gemini", "geo", "gopher", "ipfs", "irc", "ircs", "magnet", "mailto", "matrix",
     "news", "nntp", "sftp", "sip", "sms", "tel", "urn", "xmpp"}
)  # fmt: skip
_ANCHOR: Final = re.compile(r'<[^>]* id="([^"]+)"')
_HREF: Final = re.compile(r"""<a\s[^>]*?\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_COMMENT: Final = re.compile(r"<!--.*?(-->|$)", re.DOTALL)
_ALIGN: Final = re.compile(r"text-align:(left|center|right)")

Env = MutableMapping[str, Any]


class _Work:
    """What is gathered while one body is rendered."""

    def __init__(self, path: str, first_line: int, token: str) -> None:
        self.path, self.first_line, self.token = path, first_line, token
        self.fillings: list[Hole | str] = []
        self.found: list[Diagnostic] = []
        self.closers: list[str] = []

    def at(self, token: Token) -> Mark:
        return place(token, self.first_line)

    def link(self, hole: BodyLink | BodyQuote) -> str:
        self.closers.append("</a>")
        self.fillings.append(hole)
        return link_mark(self.token, len(self.fillings) - 1)

    def picture(self, filling: BodyPicture | str) -> str:
        self.fillings.append(filling)
        return picture_mark(self.token, len(self.fillings) - 1)

    def complain(self, code: codes.Code, token: Token, message: str, hint: str = "") -> None:
        self.found.append(diagnostic(code, self.path, self.at(token), message, hint))


def body(text: str, path: str, first_line: int, html: bool = False) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Return the body that `text` makes and what is wrong with it.

    `text` begins at line `first_line` of the file `path` and has `\\n` line ends. `html`: raw HTML is cleaned and kept,
    else it is shown as text. Links to other places of the site, quotes and pictures are holes.
    """
    markdown = _markdown(html)
    env: Env = {}
    tokens = markdown.parse(text, env)
    work = env["work"] = _Work(path, first_line, digest(text.encode(errors="replace"))[:16])
    for token in tokens:
        if token.level > DEEPEST and token.type != "inline":
            work.complain(codes.TOO_DEEP, token, "lists or quotations are nested too deeply here", "flatten them")
            break
    for note, reason in env["unused_notes"]:
        label = note.meta["label"]
        message = f"the footnote {quoted(label)} is not shown: {reason}"
        work.complain(codes.UNUSED_NOTE, note, message, f"write [^{label}] where it belongs, or remove it")
    headings = number_headings(tokens)
    rendered = markdown.renderer.render(tokens, markdown.options, env)
    if html:
        rendered = cleaned(rendered, work.token, _SCHEMES | {"http", "https"})
    rendered = CONTROL.sub("", rendered).replace("\r", "\n")  # a numeric character reference can bring them in
    anchors = tuple(_ANCHOR.findall(rendered))
    return Body(*split(rendered, work.fillings), headings, anchors, _lead(tokens)), tuple(work.found)


def web_links(text: str, first_line: int, html: bool = False) -> tuple[BodyLink, ...]:
    """Return the links to the web that a text has when it is shown; of one in raw HTML only the line is known."""
    found: list[BodyLink] = []
    for token in _markdown(html).parse(text, {}):
        line = place(token, first_line).line
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                found += (
                    BodyLink(unescape(href), Mark(line, 1)) for href in _HREF.findall(_COMMENT.sub("", part.content))
                )
            elif part.type in ("link_open", "image"):
                found.append(BodyLink(str(part.attrs.get("href", part.attrs.get("src", ""))), place(part, first_line)))
    return tuple(one for one in found if is_web_address(one.target))


@functools.cache
def _markdown(html: bool) -> MarkdownIt:
    made = MarkdownIt(
        "commonmark", {"html": html, "maxNesting": DEEPEST + 2, "xhtmlOut": False}, renderer_cls=_Renderer
    )
    made.enable(["table", "strikethrough"]).use(footnote_plugin).use(deflist_plugin)
    made.add_render_rule("footnote_anchor_name", _note_name)
    made.add_render_rule("footnote_caption", _note_number)
    made.add_render_rule("footnote_block_open", _notes_open)
    made.add_render_rule("footnote_block_close", _notes_close)
    made.core.ruler.before("footnote_tail", "unused_notes", _unused_notes)
    if not html:
        drop_comments(made)  # where raw HTML is allowed, cleaning drops them
    note_places(made)
    return made


def _unused_notes(state: StateCore) -> None:
    """Gather the footnotes that will not be shown, with the reason."""
    notes = [token for token in state.tokens if token.type == "footnote_reference_open"]
    refs = state.env.get("footnotes", {}).get("refs", {})
    last = {token.meta["label"]: token for token in notes}
    state.env["unused_notes"] = unused = []
    for note in notes:
        label = note.meta["label"]
        note.meta["row"] = note.map[0] if note.map else 0
        if last[label] is not note:
            unused.append((note, "another of this name comes later"))
        elif refs[f":{label}"] < 0:
            unused.append((note, "nothing refers to it"))


def _note_name(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
    return f"_{tokens[i].meta['id'] + 1}"


def _note_number(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
    return f"[{tokens[i].meta['id'] + 1}]"  # the number that the note has, wherever it is referred to again


def _notes_open(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
    return '<hr class="footnotes-sep">\n<div class="footnotes">\n<ol class="footnotes-list">\n'


def _notes_close(self: Any, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
    return "</ol>\n</div>\n"  # a section would need a heading, which the author did not write


def _lead(tokens: Sequence[Token]) -> str:
    """Return the text of the first paragraph that has words, cut at a word after LEAD characters."""
    for before, token in itertools.pairwise(tokens):
        words = " ".join(inline_text(token).split()) if before.type == "paragraph_open" else ""
        if words and not _alone(token.children or []):
            return words if len(words) <= LEAD else (words[:LEAD].rpartition(" ")[0] or words[:LEAD]) + "…"
    return ""


def _alone(children: Sequence[Token]) -> bool:
    return len(children) == 1 and children[0].type == "image"


class _Renderer(RendererHTML):
    """markdown-it's renderer, with holes for what other files decide and without inline styles."""

    def link_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        work: _Work = env["work"]
        href, title = str(tokens[i].attrs.get("href", "")), str(tokens[i].attrs.get("title", ""))
        scheme = _SCHEME.match(href)
        name = scheme[1].lower() if scheme else ""
        if name == "quote":
            words = " ".join("".join(token_text(t) for t in tokens[i + 1 : _closing(tokens, i)]).split())
            return work.link(BodyQuote(href.partition(":")[2], words, work.at(tokens[i])))
        if name in _KINDS or (not scheme and not href.startswith("//")):
            return work.link(BodyLink(href, work.at(tokens[i])))
        if (name in ("http", "https") and is_web_address(href)) or name in _SCHEMES:
            work.closers.append("</a>")
            titled = f' title="{escapeHtml(title)}"' if title else ""
            return f'<a href="{escapeHtml(href)}"{titled}>'
        message = (
            f"{href!r} is no address that a link can have"
            if len(href) <= 80
            else "this is no address that a link can have"
        )
        work.complain(codes.BAD_ADDRESS, tokens[i], message, _address_mend(href, name))
        work.closers.append("")
        return ""

    def link_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        work: _Work = env["work"]
        return work.closers.pop()

    def image(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        work: _Work = env["work"]
        source, alt = str(tokens[i].attrs.get("src", "")), inline_text(tokens[i])
        if source.startswith("data:"):  # markdown-it lets through those of pictures only
            return work.picture(f'<img src="{escapeHtml(source)}" alt="{escapeHtml(alt)}">')
        if _SCHEME.match(source) or source.startswith("//"):
            return self._foreign(work, tokens[i], source, alt)
        caption, _, credit = CONTROL.sub("", str(tokens[i].attrs.get("title", ""))).partition(" | ")
        figure = bool(tokens[i].meta.get("figure"))
        return work.picture(BodyPicture(source, alt, caption.strip(), credit.strip(), figure, work.at(tokens[i])))

    def _foreign(self, work: _Work, token: Token, source: str, alt: str) -> str:
        if not is_web_address(source):
            message = f"{source[:80]!r} is no address that a picture can have"
            work.complain(codes.BAD_ADDRESS, token, message, "put the picture beside the entry and name its file")
            return escapeHtml(alt)
        mend = "pages ask no other host for anything: put the picture beside the entry; until then its text is shown"
        work.complain(codes.FOREIGN_PICTURE, token, f"the picture {source[:80]!r} is on another host", mend)
        return (
            escapeHtml(alt or source)
            if work.closers
            else f'<a href="{escapeHtml(source)}">{escapeHtml(alt or source)}</a>'
        )

    def paragraph_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        children = tokens[i + 1].children or []
        if _alone(children) and tokens[i + 2].type == "paragraph_close":
            source = str(children[0].attrs.get("src", ""))
            if not _SCHEME.match(source) and not source.startswith("//"):
                children[0].meta["figure"] = True
                tokens[i + 2].hidden = True
                return "\n"
        return "" if tokens[i].hidden else self.renderToken(tokens, i, options, env)

    def table_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return '<div class="table" role="group" tabindex="0"><table>\n'

    def table_close(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return _cell("th", tokens[i], ' scope="col"')

    def td_open(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return _cell("td", tokens[i])

    def fence(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return f'<pre tabindex="0"><code>{escapeHtml(tokens[i].content)}</code></pre>\n'

    def code_block(self, tokens: Sequence[Token], i: int, options: OptionsDict, env: Env) -> str:
        return self.fence(tokens, i, options, env)


def _closing(tokens: Sequence[Token], opening: int) -> int:
    return next(i for i in range(opening + 1, len(tokens)) if tokens[i].type == "link_close")


def _cell(tag: str, token: Token, more: str = "") -> str:
    align = _ALIGN.fullmatch(str(token.attrs.get("style", "")))
    return f'<{tag}{more} class="align-{align[1]}">' if align else f"<{tag}{more}>"


def _address_mend(href: str, scheme: str) -> str:
    if href.startswith("//"):
        return "begin it with https:"
    if scheme in ("http", "https"):
        return "write it whole, such as https://example.org/page"
    kinds = ", ".join(f"{kind}:" for kind in sorted(_KINDS))
    return f"it begins with {scheme + ':'!r}; links lead to https://…, to a file or a page here, or to {kinds}"
