"""YAML text as a tree in which every value is text and knows its place.

No value is interpreted here: `No`, `012` and `12:30` stay what was written. What YAML could do beyond keys, lists and
text (anchors, aliases, tags, several documents) is reported, not done.
"""

import bisect
from collections.abc import Iterator
from typing import Any, Final

import msgspec
import yaml

from fcgen import codes
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, quoted
from fcgen.encoding import without_controls

DEEPEST: Final = 12
"""How many lists and mappings may stand in one another; the content model needs five."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTE_IT: Final = "put the value in quotes if it holds ': ' or begins with one of @ ` % & * ! ? | > [ {"
_MENDS: Final = (
    ("block sequence entries are not allowed", "a list can't begin on the line of its key",
     "write each `- …` on a line of its own, or [first, second]; put a text that begins with `- ` in quotes"),
    ("did not find expected '-' indicator", "the line is not an item of the list above",
     "begin it with `-` at the column of the other items, or with a key at the column of the keys"),
    ("cannot start any token", "a value can't begin with this character", "put the value in quotes"),
    ("mapping keys are not allowed", "a value can't begin with `? `", "put the value in quotes"),
    ("alphabetic or numeric character", "a value that begins with `*` or `&` has a meaning of its own in YAML",
     "put the value in quotes"),
    ("found unknown escape character", "this is no escape that YAML knows",
     "within double quotes write a backslash as \\\\, or use single quotes"),
    ("expected hexdecimal number", "the escape needs hexadecimal digits: \\x41, \\u0041 or \\U00000041",
     "write a backslash as \\\\, or use single quotes"),
    ("invalid Unicode character escape", "no character has this number", "write the character itself"),
    ("expected comment or line break", "text can't follow `|` or `>` on its line",
     "begin the text on the next line, indented; or put the value in quotes"),
    ("unexpected document indicator", "a line within quotes begins with `---` or `...`", "indent the line"),
    ("directive", "a line can't begin with `%`", "put the text in quotes, behind its key"),
    ("incompatible YAML document", "this is another version of YAML", "remove the line"),
    ("<document start>", "the YAML has ended before this line", "remove the line `...` or the directive above"),
)  # fmt: skip
"""Parts of what the parser says, what it means to an author, and the mend."""


class Scalar(msgspec.Struct, frozen=True):
    """A text. `plain`: written without quotation marks, so that `~` and `null` mean that there is nothing.

    `literal`: written behind `|`, so that its lines are those of the file; else they were folded, and a line end in the
    text was an empty line.
    """

    value: str
    at: Mark
    plain: bool = True
    literal: bool = False


class Sequence(msgspec.Struct, frozen=True):
    """A list."""

    items: "tuple[Node, ...]"
    at: Mark


class Mapping(msgspec.Struct, frozen=True):
    """Keys with their values, in the order of the text, each key once."""

    entries: "tuple[tuple[Scalar, Node], ...]"
    at: Mark


TYPE_NAMES: Final[dict[type, str]] = {Scalar: "text", Sequence: "a list", Mapping: "keys with values"}
Node = Scalar | Sequence | Mapping


def absent(node: Node) -> bool:
    """Tell whether `node` means that there is no value: nothing, `~` or `null`, or white space alone."""
    return isinstance(node, Scalar) and (not node.value.strip() or (node.plain and node.value in ("~", "null")))


def mapping(text: str, path: str, first_line: int = 1) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Return the mapping that `text` holds, or None where it holds none, and what is wrong with it.

    `text` has `\\n` line ends and begins at line `first_line` of the file `path`. Empty text is an empty mapping.
    """
    builder = _Builder(text, path, first_line)
    try:
        root = builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        return None, (*builder.found, _malformed(error, builder))
    except yaml.reader.ReaderError as error:
        return None, (*builder.found, _unreadable(error, builder))
    if any(d.code is codes.TOO_DEEP for d in builder.found):
        return None, tuple(builder.found)
    if root is None or absent(root):
        return Mapping((), Mark(first_line, 1)), tuple(builder.found)
    if not isinstance(root, Mapping):
        message = f"expected `key: value` lines, found {TYPE_NAMES[type(root)]}"
        mend = "write `key: value`, one a line, with a space after the ':'"
        return None, (
            *builder.found,
            diagnostic(codes.NOT_A_MAPPING, path, root.at, message, mend),
        )
    return root, tuple(builder.found)


def _unreadable(error: yaml.reader.ReaderError, builder: "_Builder") -> Diagnostic:
    index = builder.text.index(chr(error.character))  # its position counts bytes
    message = f"there is a control character here, U+{error.character:04X}"
    return diagnostic(codes.BAD_YAML, builder.path, builder.mark(index), message, "remove it")


def _malformed(error: yaml.MarkedYAMLError, builder: "_Builder") -> Diagnostic:
    problem = error.problem or "malformed"
    mark = error.problem_mark or error.context_mark
    index = mark.index if mark else 0
    opening = error.context_mark.index if error.context_mark else index
    if opening == index and builder.open:  # the parser names what comes after the bracket, and not the bracket
        opening = builder.open[-1].start
    index, message, mend = _explained(problem, builder.text, index, opening)
    return diagnostic(codes.BAD_YAML, builder.path, builder.mark(index), message, mend)


def _explained(problem: str, text: str, index: int, opening: int) -> tuple[int, str, str]:
    """Return where a mistake is, what it is and the mend.

    The parser found `problem` at `index`, in something that began at `opening`.
    """
    line_start = text.rfind("\n", 0, index) + 1
    before = text[line_start:index]
    here = text[index : index + 1]
    if here == "\t" and not before.strip():
        return index, "a tab can't indent YAML", "use spaces"
    if "mapping values are not allowed" in problem:
        return _colon(text, index, line_start)
    if "unexpected end of stream" in problem:
        mend = "close it; within quotes of one sort, quotation marks of the other sort stand for themselves"
        return opening, "a quotation mark is opened here and never closed", mend
    if "could not find expected ':'" in problem:
        line = text[opening:].partition("\n")[0]
        what = "no space after its ':'" if ":" in line else "no ':'"
        return opening, f"the line has {what}", "write `key: value`, or indent the line if it belongs to the one above"
    if "did not find expected ',' or" in problem:
        another_key = line_start > opening and not text[line_start : line_start + 1].isspace()
        if another_key or not before.strip() or not text[index:].strip():
            return opening, "a bracket is opened here and never closed", "close it, or put the value in quotes"
        what = "a value within brackets holds ': '" if here == ":" else "a comma is missing before this"
        return index, what, "put a comma between two items; put a value that holds one of `: , [ ] { }` in quotes"
    if "did not find expected node content" in problem:
        if not text[index:].strip():
            return opening, "a bracket is opened here and never closed", "close it, or put the value in quotes"
        return index, "a value is missing before this", "remove a comma or bracket too many, or put the text in quotes"
    if "did not find expected key" in problem:
        return index, *_no_key(before, here)
    for part, message, mend in _MENDS:
        if part in problem:
            return index, message, mend
    return index, f"the YAML is malformed: {problem}", _QUOTE_IT


def _colon(text: str, index: int, line_start: int) -> tuple[int, str, str]:
    """Return what a ':' means where no key can stand: a second one in its line, or in a line that continues another."""
    if ": " in text[line_start:index]:
        return index, "the line has a second ': '", "put the value in quotes"
    above = text[: max(0, line_start - 1)].rpartition("\n")[2]
    key, colon, value = above.partition(":")
    if colon and value[:1].strip() and not text[line_start : line_start + 1].isspace():
        return line_start - len(value) - 2, f"there is no space after the ':' of {quoted(key.strip())}", "add one"
    mend = "begin it at the column of the keys, or put the text above in quotes if this is a part of it"
    return index, "the line is indented, so that it continues the text above, but has a ': '", mend


def _no_key(before: str, here: str) -> tuple[str, str]:
    """Return what stands where a key was expected, and the mend."""
    last = before.rstrip()[-1:]
    if last in ("'", '"'):
        mend = "put the whole value in quotes; double quotes \"…\" can hold a ', and single quotes '…' can hold a \""
        return "text follows the quotation mark that ends the value", mend
    if last in ("]", "}"):
        return "text follows the bracket that ends the value", "put the whole value in quotes"
    if here == "-":
        return "the line is no item of the list above and no key", "begin it where the other items begin"
    if here == ":":
        return "the line has no key before its ':'", "write `key: value`"
    return "the line is not `key: value` at the column of the keys above", "begin it where the other keys begin"


class _Open:
    """A list or mapping that is being read."""

    def __init__(self, start: int, at: Mark, is_mapping: bool) -> None:
        self.start, self.at = start, at
        self.is_mapping = is_mapping
        self.items: list[Node] = []


class _Builder:
    """Turns the parser's events into a tree, with a stack of its own: no depth of nesting can exhaust Python's.

    `open` is that stack, which is left as it is where the parser finds a mistake.
    """

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.found: list[Diagnostic] = []
        self.open: list[_Open] = []
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def mark(self, index: int, width: int = 1) -> Mark:
        row = bisect.bisect_right(self._starts, index) - 1
        return Mark(self.first_line + row, index - self._starts[row] + 1, width)

    def build(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        stack = self.open
        documents = 0
        for event in events:
            start, end = event.start_mark.index, event.end_mark.index
            at = self.mark(start)
            done: Node | None = None
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        mend = "remove these hyphens"
                        self._report(codes.SECOND_DOCUMENT, at, "a second YAML document begins here", mend)
                        return root
                case yaml.AliasEvent():
                    mend = "write the value out, or put it in quotes if it is a text that begins with '*'"
                    self._report(codes.ANCHOR, at, f"alias *{event.anchor} is not allowed", mend)
                    done = Scalar("", at)
                case yaml.ScalarEvent():
                    self._properties(event, at)
                    one_line = "\n" not in self.text[start:end]
                    marked = self.mark(start, min(max(1, end - start), 80)) if one_line else at
                    text, bad = without_controls(event.value, self.path, marked)
                    self.found += bad
                    done = Scalar(text, marked, plain=not event.style, literal=event.style == "|")
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._properties(event, at)
                    stack.append(_Open(start, at, isinstance(event, yaml.MappingStartEvent)))
                    if len(stack) > DEEPEST:
                        self._report(
                            codes.TOO_DEEP, at, f"lists and keys are nested more than {DEEPEST} deep", "flatten it"
                        )
                        return None
                case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                    closed = stack.pop()
                    done = self._mapping(closed) if closed.is_mapping else Sequence(tuple(closed.items), closed.at)
            if done is not None and stack:
                stack[-1].items.append(done)
            elif done is not None:
                root = done
        return root

    def _mapping(self, closed: _Open) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(closed.items[::2], closed.items[1::2], strict=True):
            if not isinstance(key, Scalar) or not key.value:
                self._report(codes.BAD_KEY, key.at, "a key must be plain text", "write `key: value`")
            elif key.value in entries:
                first = entries[key.value][0].at.line
                message = f"key {quoted(key.value)} is given twice; the first is on line {first}"
                self._report(codes.DUPLICATE_KEY, key.at, message, "keep one of them")
            else:
                entries[key.value] = (key, value)
        return Mapping(tuple(entries.values()), closed.at)

    def _properties(self, event: Any, at: Mark) -> None:
        if event.anchor is not None:
            mend = "write the value out where it is used, or put it in quotes if it is a text that begins with '&'"
            self._report(codes.ANCHOR, at, f"anchor &{event.anchor} is not allowed", mend)
        if event.tag is not None:
            message = f"tag {quoted(event.tag)} is not allowed"
            self._report(codes.TAG, at, message, "remove it, or put the value in quotes if it begins with '!'")

    def _report(self, code: codes.Code, at: Mark, message: str, hint: str) -> None:
        self.found.append(diagnostic(code, self.path, at, message, hint))
