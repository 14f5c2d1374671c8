"""Where in a file a link or picture of its Markdown stands. markdown-it itself knows only the lines of blocks."""

import bisect
import itertools
from collections.abc import Iterable, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from fcgen.diagnostics import Mark

_RULES: Final = {
    "link": "link_open",
    "image": "image",
    "autolink": "link_open",
    "footnote_inline": "footnote_ref",
}


def note_places(markdown: MarkdownIt) -> None:
    """Let `markdown`, which has footnotes, note where each link and picture begins, and at which line each block."""
    rules = {rule.name: rule for rule in markdown.inline.ruler.__rules__}
    for name, token_type in _RULES.items():
        markdown.inline.ruler.at(name, _noting(rules[name].fn, token_type), {"alt": list(rules[name].alt)})
    markdown.core.ruler.push("places", _places)


def place(token: Token, first_line: int) -> Mark:
    """Return where `token` is, in a text that begins at `first_line` of its file. Of a block only the line is known."""
    return Mark(first_line + int(token.meta.get("row", 0)), int(token.meta.get("column", 1)))


def _noting(rule: Any, token_type: str) -> Any:
    def noting(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched: bool = rule(state, silent)
        if matched and not silent:
            opening = next(token for token in state.tokens[before:] if token.type == token_type)
            opening.meta["offset"] = start
        return matched

    return noting


def _places(state: StateCore) -> None:
    notes = state.env.get("footnotes", {}).get("list", {})
    lines = state.src.split("\n")
    cell_row, cell_end = -1, 0
    before = ""
    for token in state.tokens:
        if token.map:
            row = token.meta["row"] = token.map[0]
        if token.type == "inline" and token.map:
            noted = _noted(token.children or (), notes)
            if before in ("th_open", "td_open"):
                start = lines[row].find(_cell(token.content), cell_end if row == cell_row else 0)
                cell_row, cell_end = row, start + len(_cell(token.content))
                _place_in_cell(noted, token.content, row, start)
            else:
                _place_in_lines(noted, token.content, row, lines)
        before = token.type


def _noted(children: Iterable[Token], notes: Any, behind: int = 0) -> Iterable[tuple[int, Token]]:
    """Return what has a place, with its offset in the block; what stands in a footnote written in place included."""
    for token in children:
        if "offset" in token.meta:
            offset = behind + token.meta["offset"]
            yield offset, token
            if token.type == "footnote_ref":
                yield from _noted(notes[token.meta["id"]]["tokens"], notes, offset + len("^["))


def _cell(content: str) -> str:
    """Return the content of a cell as it was written: any `|` in it had a backslash."""
    return content.replace("|", "\\|")


def _place_in_cell(noted: Iterable[tuple[int, Token]], content: str, row: int, start: int) -> None:
    bars = [i for i, c in enumerate(content) if c == "|"]
    for offset, token in noted:
        token.meta |= {"row": row, "column": start + offset + bisect.bisect_left(bars, offset) + 1}


def _place_in_lines(noted: Iterable[tuple[int, Token]], content: str, row: int, lines: Sequence[str]) -> None:
    """Note places in a block whose content begins at line `row`.

    The block's own markers (`> `, `- `, indents) are gone from its content: what is left of a line is its end.
    """
    parts = content.split("\n")
    begins = [0, *itertools.accumulate(len(part) + 1 for part in parts)]
    starts = [
        max(0, line.rfind(part.strip())) - (len(part) - len(part.lstrip()))
        for part, line in zip(parts, lines[row : row + len(parts)], strict=False)
    ]
    for offset, token in noted:
        number = bisect.bisect_right(begins, offset) - 1
        token.meta |= {"row": row + number, "column": starts[number] + offset - begins[number] + 1}
