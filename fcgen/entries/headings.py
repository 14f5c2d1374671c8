"""The headings of a body: their levels, their ids, and the words that stand for the body."""

from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from fcgen.encoding import CONTROL
from fcgen.entries.body import Heading
from fcgen.words import slug

_TOP: Final = 2
_LOWEST: Final = 6


def number_headings(tokens: Sequence[Token]) -> tuple[Heading, ...]:
    """Give every heading its level and an id.

    The page's title is the only heading of level 1, so the highest here are of level 2, and none is more than one
    level below the one that it stands under.
    """
    opening = [(i, token) for i, token in enumerate(tokens) if token.type == "heading_open"]
    taken: dict[str, int] = {}
    above: list[str] = []
    headings = []
    for i, token in opening:
        while above and above[-1] >= token.tag:  # "h2" < "h3"
            above.pop()
        above.append(token.tag)
        level = min(_LOWEST, _TOP + len(above) - 1)
        token.tag = tokens[i + 2].tag = f"h{level}"
        text = inline_text(tokens[i + 1])
        name = _free(slug(text), taken)
        token.attrSet("id", name)
        headings.append(Heading(level, name, text))
    return tuple(headings)


def _free(base: str, taken: dict[str, int]) -> str:
    """Return `base`, with a number where it is taken; `taken` has the names so far, with their last numbers."""
    name = base
    while name in taken:
        taken[base] += 1
        name = f"{base}-{taken[base]}"
    taken[name] = 1
    return name


def inline_text(token: Token) -> str:
    """Return the words of an inline token, without markup."""
    return "".join(token_text(child) for child in token.children or ())


def token_text(token: Token) -> str:
    """Return the words of one token of a line, without markup."""
    match token.type:
        case "text" | "code_inline":
            return CONTROL.sub("", token.content)  # a numeric character reference can bring them in
        case "softbreak" | "hardbreak":
            return " "
        case "image":
            return inline_text(token)
        case _:
            return ""
