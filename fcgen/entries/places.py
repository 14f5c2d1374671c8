"""Where in a file a link or picture of its Markdown stands. markdown-it itself knows only the lines of blocks."""

from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fcgen.diagnostics import Mark

_RULES: Final = {"link": "link_open", "image": "image", "autolink": "link_open"}


def note_places(markdown: MarkdownIt) -> None:
    """Let `markdown` note for each link and picture where it begins, and each block where it stands."""
    rules = {rule.name: rule for rule in markdown.inline.ruler.__rules__}
    for name, token_type in _RULES.items():
        markdown.inline.ruler.at(name, _noting(rules[name].fn, token_type), {"alt": list(rules[name].alt)})
    markdown.core.ruler.push("places", _places_of_blocks)


def _noting(rule: Any, token_type: str) -> Any:
    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched: bool = rule(state, silent)
        if matched and not silent:
            opening = next((token for token in state.tokens[before:] if token.type == token_type), None)
            if opening is not None:
                opening.meta["offset"] = start
        return matched

    return noting


def _places_of_blocks(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.map:
            for child in token.children or ():
                if "offset" in child.meta:
                    offset = child.meta["offset"]
                    before = token.content[:offset]
                    child.meta["row"] = token.map[0] + before.count("\n")
                    child.meta["line_text"] = token.content.split("\n")[before.count("\n")]
                    child.meta["in_line"] = offset - (before.rfind("\n") + 1)
        elif token.map:
            token.meta["row"] = token.map[0]


class Places:
    """The lines of a body, which begins at line `first_line` of its file."""

    def __init__(self, text: str, first_line: int) -> None:
        self._lines = text.split("\n")
        self._first_line = first_line

    def of(self, token: Token) -> Mark:
        """Return where `token` begins; the column is 1 where only its line is known."""
        row = int(token.meta.get("row", 0))
        if "line_text" not in token.meta or row >= len(self._lines):
            return Mark(self._first_line + row, 1)
        # The block's own markers (`> `, `- `, indents) are gone from its text: find it in the line.
        start = max(0, self._lines[row].find(token.meta["line_text"].rstrip()))
        return Mark(self._first_line + row, start + int(token.meta["in_line"]) + 1)
