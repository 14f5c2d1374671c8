"""From a view to the bytes of its page. Templates come as text; nothing is read, and nothing kept that changes one."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import jinja2
import jinja2.meta
import jinja2.nodes
import msgspec
from markupsafe import Markup, escape

from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, Mark, diagnostic
from fcgen.digest import Digest, digest
from fcgen.entries.body import Body
from fcgen.formats import feeds
from fcgen.messages import Words, split
from fcgen.pages.feed_text import Text, Texts, says_no_more, standalone
from fcgen.pages.machine_types import FeedItemView, FeedView, Made, RecordView, RobotsView
from fcgen.pages.model import BodyView
from fcgen.pages.page_types import EntryPart
from fcgen.pages.view_types import View

Prose = list[tuple[str, Any]]

_FILES: Final = {"robots": "robots.txt", "feed": "feed_item.html", "record": ""}
"""The templates that are not called like the views that they are for."""

_ASKING: Final = frozenset({"t", "plurals"})
"""The functions that templates ask for messages with."""

_SYNTAX: Final[dict[str, Any]] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}


class TemplateError(Exception):
    """A template can't be used; `diagnostic` says which, where and why."""

    def __init__(self, found: Diagnostic) -> None:
        super().__init__(found.message)
        self.diagnostic = found


class Templates:
    """A theme, compiled as far as it is used. `paths` says for the messages from which file a template is.

    `words` are what templates say, as `t("id")` and `plurals("id")`. `texts` are those that were made for feeds.
    """

    def __init__(self, texts: Mapping[str, str], paths: Mapping[str, str], words: Words = Words()) -> None:  # noqa: B008
        self._texts, self._paths, self._words = texts, paths, words
        self.texts = Texts()
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: (texts[name], name, None) if name in texts else None),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            **_SYNTAX,
            auto_reload=False,
            cache_size=-1,
        )
        del self._environment.filters["random"], self._environment.globals["lipsum"]  # a page is the same each time
        self._environment.globals |= {"t": functools.partial(_said, words), "plurals": words.each_form}

    def __reduce__(self) -> tuple[type["Templates"], tuple[Mapping[str, str], Mapping[str, str], Words]]:
        return Templates, (self._texts, self._paths, self._words)  # another process compiles them for itself

    def render(self, name: str, context: Mapping[str, Any]) -> str:
        """Return what the template `name` makes of `context`. Raises TemplateError."""
        try:
            return self._environment.get_template(name).render(context)
        except jinja2.TemplateSyntaxError as error:
            raise self._error(
                codes.TEMPLATE_SYNTAX, error.name or name, error.lineno, error.message or "malformed"
            ) from error
        except jinja2.TemplateNotFound as error:
            raise self._failed(codes.TEMPLATE_MISSING, name, error, f"there is no template {error.name!r}") from error
        except Exception as error:  # what a template does wrong is its author's mistake, whatever Python calls it
            if not isinstance(error, jinja2.TemplateError) and not _in_template(error):
                raise
            message = f"{error}" or type(error).__name__
            raise self._failed(codes.TEMPLATE_FAILED, name, error, message) from error

    def lines(self, path: str) -> list[str]:
        """Return the lines of the template that is in the file `path`, as `paths` has it."""
        name = next((name for name, file in self._paths.items() if file == path and name in self._texts), None)
        return self._texts[name].splitlines() if name else []

    def _failed(self, code: codes.Code, name: str, error: Exception, message: str) -> TemplateError:
        frames = _in_template(error)
        where, line = frames[-1] if frames else (name, 1)
        return self._error(code, where, line, message)

    def _error(self, code: codes.Code, name: str, line: int, message: str) -> TemplateError:
        hint = "docs/templates.md lists what each template is given"
        return TemplateError(
            diagnostic(
                code, self._paths.get(name, f"templates/{name}"), Mark(line, 1) if line else START, message, hint
            )
        )


def _said(words: Words, message: str, /, **values: Any) -> Markup:
    """Return a message for a template: all of it is escaped, but what is markup among the values."""
    told = {name: words.shown(value) for name, value in values.items()}
    pieces = split(words.template(message, values.get("count")))
    return Markup("").join(escape(told[piece] if is_hole else piece) for is_hole, piece in pieces)


def closures(texts: Mapping[str, str], words: Words = Words()) -> dict[str, Digest]:  # noqa: B008
    """Return, by the names of templates, a digest of each with all that it includes, extends and imports, and says."""
    named = {name: _named_in(text) for name, text in texts.items()}
    asked = {name: asked_in(text) for name, text in texts.items()}
    made = {}
    for name in texts:
        used = _closure(name, named)
        said = _messages(words, [asked.get(one, frozenset()) for one in used])
        made[name] = digest(repr(([(one, texts.get(one)) for one in used], said)).encode())
    return made


def _messages(words: Words, asked: Sequence[frozenset[str] | None]) -> tuple[object, ...]:
    """Return what templates say that ask for these messages: all that there are, where one asks for what it is told."""
    ids = {*words.texts, *words.forms} if None in asked else {name for some in asked for name in some or ()}
    if not ids:
        return ()
    return words.language, [
        (one, words.texts.get(one), sorted(words.forms.get(one, {}).items())) for one in sorted(ids)
    ]


@functools.lru_cache(maxsize=1024)
def asked_in(text: str) -> frozenset[str] | None:
    """Return the messages that the text of a template asks for, or None where one is known at the time alone."""
    try:
        parsed = jinja2.Environment(**_SYNTAX).parse(text)
    except jinja2.TemplateSyntaxError:
        return frozenset()
    names = []
    for call in parsed.find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name in _ASKING:
            first = call.args[0] if call.args else None
            names.append(first.value if isinstance(first, jinja2.nodes.Const) else None)
    others = {name.name for name in parsed.find_all(jinja2.nodes.Name)} & _ASKING
    if None in names or (others and not names):
        return None
    return frozenset(name for name in names if isinstance(name, str))


def closure(name: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of a template and of all that it includes, extends and imports.

    One that chooses by a value what it includes may need any template. One with an error counts for itself alone.
    """
    return _closure(name, {one: _named_in(text) for one, text in texts.items()})


def _closure(name: str, named: Mapping[str, frozenset[str] | None]) -> tuple[str, ...]:
    reached, waiting = {name}, [name]
    while waiting:
        found = named.get(waiting.pop(), frozenset())
        new = (named.keys() if found is None else found) - reached
        reached |= new
        waiting += new
    return tuple(sorted(reached))


@functools.lru_cache(maxsize=1024)
def _named_in(text: str) -> frozenset[str] | None:
    """Return the templates that the text of one names, or None where one of them is known at the time alone."""
    try:
        found = list(jinja2.meta.find_referenced_templates(jinja2.Environment(**_SYNTAX).parse(text)))
    except jinja2.TemplateSyntaxError:
        return frozenset()
    return None if None in found else frozenset(name for name in found if name is not None)


def _in_template(error: BaseException) -> list[tuple[str, int]]:
    """Return the places in templates that an error came through, the innermost last."""
    places = []
    trace = error.__traceback__
    while trace:
        if "__jinja_exception__" in trace.tb_frame.f_globals:  # Jinja's mark on the frames that it rewrites
            places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return places


def render(made: Made, templates: Templates, body: Callable[[Digest], Body]) -> bytes:
    """Return the output of a view. `body` finds bodies by their digest. Raises TemplateError."""
    match made:
        case RecordView(text=text):
            return text.encode()
        case RobotsView(sitemap=sitemap):
            return templates.render(template_file(made), {"sitemap": Markup(sitemap)}).encode()
        case FeedView():
            return _feed(made, templates, body)
        case _:
            return templates.render(template_file(made), _context(made, body)).encode()


def _context(made: View, body: Callable[[Digest], Body]) -> dict[str, Any]:
    """Return the fields of a view, and what templates are to write as it is: the text of an entry, the JSON-LD."""
    context: dict[str, Any] = {field: getattr(made, field) for field in made.__struct_fields__}
    context["prose"] = _prose(context.get("entry"), body)
    context["structured_data"] = Markup(made.head.structured_data)
    return context


def _prose(entry: EntryPart | None, body: Callable[[Digest], Body]) -> Prose:
    return prose(entry.body, body(entry.body.source)) if entry is not None and entry.body else []


def _feed(made: FeedView, templates: Templates, body: Callable[[Digest], Body]) -> bytes:
    items = []
    for item in made.items:
        told = {name: getattr(item, name) for name in feeds.FeedItem.__struct_fields__ if name != "html"}
        source = digest(msgspec.msgpack.encode(item))
        text = templates.texts.get(source, functools.partial(_text, template_file(made), item, templates, body))
        items.append(feeds.FeedItem(**{**told, "html": text.html, "summary": text.summary}))
    told = {name: getattr(made, name) for name in feeds.Feed.__struct_fields__ if name != "items"}
    feed = feeds.Feed(**told, items=tuple(items))
    return feeds.atom(feed) if made.form == "atom" else feeds.json_feed(feed)


def _text(template: str, item: FeedItemView, templates: Templates, body: Callable[[Digest], Body]) -> Text:
    context: dict[str, Any] = {field: getattr(item, field) for field in item.__struct_fields__}
    context["prose"] = _prose(item.publication.entry if item.publication else None, body)
    html = standalone(templates.render(template, context), item.url)
    return Text(html, "" if says_no_more(html, item.summary) else item.summary)


def template_name(made: Made) -> str:
    """Return what a view is called: the name of its template, where it has one of its own."""
    return str(made.__struct_config__.tag)


def template_file(made: Made) -> str:
    """Return the file of the template that makes the output of a view, or "" where none does."""
    return file_of(template_name(made))


def file_of(template: str) -> str:
    """Return the file of the template of the views that are called `template`, or "" where they have none."""
    return _FILES.get(template, f"{template}.html")


def prose(filled: BodyView, body: Body) -> Prose:
    """Return a body as pairs to be written one after another: markup, and what fills the holes between."""
    pairs: Prose = [("html", Markup(body.html[0]))]
    for value, html in zip(filled.filled, body.html[1:], strict=True):
        pairs += [(str(value.__struct_config__.tag), value), ("html", Markup(html))]
    return pairs
