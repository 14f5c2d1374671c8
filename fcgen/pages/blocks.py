"""What of a template another one can change: its blocks, and those of the templates that it extends."""

from collections.abc import Mapping

import jinja2
import jinja2.nodes


def blocks(name: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the blocks of a template, then those of what it extends. One with an error has none."""
    found: dict[str, None] = {}
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        seen.add(one)
        parsed = _parsed(texts.get(one, ""))
        found |= {block.name: None for block in parsed.find_all(jinja2.nodes.Block)}
        waiting += [other for other in _extended(parsed) if other not in seen]
    return tuple(found)


def extends(text: str, name: str) -> bool:
    """Tell whether a template extends the template `name`."""
    return name in _extended(_parsed(text))


def _extended(parsed: jinja2.nodes.Template) -> list[str]:
    named = (node.template for node in parsed.find_all(jinja2.nodes.Extends))
    return [str(one.value) for one in named if isinstance(one, jinja2.nodes.Const)]


def _parsed(text: str) -> jinja2.nodes.Template:
    try:
        return jinja2.Environment().parse(text)
    except jinja2.TemplateSyntaxError:
        return jinja2.nodes.Template([])
