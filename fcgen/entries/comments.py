"""HTML comments in Markdown: notes of authors to themselves, which no reader sees. Source: CommonMark 0.31, 6.6."""

import bisect
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
    close = _close(state, begin + len(_BEGIN))
    if close < 0:
        return False
    last = bisect.bisect_left(state.eMarks, close + len(_END))
    if last >= end or state.src[close + len(_END) : state.eMarks[last]].strip():
        return False  # the block that it began in ends before it, or text comes after it
    state.line = last + 1
    return True


def _inline(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(_BEGIN, state.pos):
        return False
    close = _close(state, state.pos + len(_BEGIN))
    if close < 0:
        return False
    state.pos = close + len(_END)
    return True


def _close(state: StateBlock | StateInline, start: int) -> int:
    """Return where the first end of a comment from `start` on is, or -1.

    The last answer is kept, for a text that begins many comments and ends few.
    """
    src, asked, close = state.env.get("comment", (None, 0, 0))
    if src is state.src and asked <= start and (close < 0 or start <= close):
        return int(close)
    close = state.src.find(_END, start)
    state.env["comment"] = state.src, start, close
    return close
