"""HTML comments in Markdown: notes of authors to themselves, which no reader sees. Source: CommonMark 0.31, 6.6."""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_BEGIN: Final = "<!--"
_END: Final = "-->"


def drop_comments(markdown: MarkdownIt) -> None:
    """Let `markdown` leave out comments. One that does not end is text."""
    markdown.block.ruler.before(
        "heading", "comment", _block, {"alt": ["paragraph", "reference", "blockquote", "footnote_def"]}
    )
    markdown.inline.ruler.before("autolink", "comment", _inline)


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Take the lines of a comment that stands in lines of its own; it may hold empty ones."""
    begin = state.bMarks[first] + state.tShift[first]
    if state.is_code_block(first) or not state.src.startswith(_BEGIN, begin):
        return False
    last = next(
        (i for i in range(first, end) if _END in state.src[_from(state, i, first, begin) : state.eMarks[i]]), None
    )
    if last is None:
        return False
    line = state.src[_from(state, last, first, begin) : state.eMarks[last]]
    if line.partition(_END)[2].strip():
        return False  # text comes after it
    state.line = last + 1
    return True


def _from(state: StateBlock, line: int, first: int, begin: int) -> int:
    return begin + len(_BEGIN) if line == first else state.bMarks[line]


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_BEGIN, state.pos):
        return False
    end = state.src.find(_END, state.pos + len(_BEGIN))
    if end < 0:
        return False
    state.pos = end + len(_END)
    return True
