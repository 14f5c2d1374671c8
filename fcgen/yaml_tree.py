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

DEEPEST: Final = 12
"""How many lists and mappings may stand in one another; the content model needs five."""

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_QUOTE_IT: Final = "a value that holds ': ' or begins with one of @ ` % & * ! [ { > | must stand in quotes"
_MENDS: Final = (
    ("mapping values are not allowed", "the line has a second ': '", _QUOTE_IT),
    ("cannot start any token", "a value can't begin with this character", _QUOTE_IT),
    ("found unexpected end of stream", "a quotation mark or bracket is opened and never closed", "close it"),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it"),
    ("could not find expected ':'", "a key without ':'", "write `key: value`, or indent the line if it belongs above"),
    ("did not find expected key", "the line is not `key: value` at the depth of those above", _QUOTE_IT),
    (
        "did not find expected '-' indicator",
        "the line is not a list item at the depth of those above",
        "mend the indent",
    ),
    ("did not find expected ',' or", "a bracket is not closed, or a comma is missing", _QUOTE_IT),
    ("block sequence entries are not allowed", "a list can't begin here", "put `-` on a line of its own, indented"),
)


class Scalar(msgspec.Struct, frozen=True):
    """A text. `plain`: written without quotation marks, so that `~` and `null` mean that there is nothing."""

    value: str
    at: Mark
    plain: bool = True


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
    """Tell whether `node` means that there is no value: nothing, `~` or `null`."""
    return isinstance(node, Scalar) and node.plain and node.value in ("", "~", "null")


def mapping(text: str, path: str, first_line: int = 1) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """Return the mapping that `text` holds, or None where it holds none, and what is wrong with it.

    `text` has `\\n` line ends and begins at line `first_line` of the file `path`. Empty text is an empty mapping.
    """
    builder = _Builder(text, path, first_line)
    try:
        root = builder.build(yaml.parse(text, Loader=_LOADER))
    except yaml.MarkedYAMLError as error:
        return None, (*builder.found, _malformed(error, builder))
    except yaml.YAMLError as error:
        return None, (
            *builder.found,
            diagnostic(codes.BAD_YAML, path, Mark(first_line, 1), f"YAML can't hold this: {error}"),
        )
    if any(d.code is codes.TOO_DEEP for d in builder.found):
        return None, tuple(builder.found)
    if root is None or absent(root):
        return Mapping((), Mark(first_line, 1)), tuple(builder.found)
    if not isinstance(root, Mapping):
        message = f"expected `key: value` lines, found {TYPE_NAMES[type(root)]}"
        return None, (
            *builder.found,
            diagnostic(codes.NOT_A_MAPPING, path, root.at, message, "write `key: value`, one a line"),
        )
    return root, tuple(builder.found)


def _malformed(error: yaml.MarkedYAMLError, builder: "_Builder") -> Diagnostic:
    problem = error.problem or "malformed"
    at_opening = "unexpected end of stream" in problem and error.context_mark
    mark = error.context_mark if at_opening else error.problem_mark or error.context_mark
    at = builder.mark(mark.index) if mark else Mark(builder.first_line, 1)
    if mark and builder.text[mark.index : mark.index + 1] == "\t":
        return diagnostic(codes.BAD_YAML, builder.path, at, "a tab can't indent YAML", "use spaces")
    for part, message, mend in _MENDS:
        if part in problem:
            return diagnostic(codes.BAD_YAML, builder.path, at, message, mend)
    return diagnostic(codes.BAD_YAML, builder.path, at, problem, _QUOTE_IT)


class _Open:
    """A list or mapping that is being read."""

    def __init__(self, at: Mark, is_mapping: bool) -> None:
        self.at = at
        self.is_mapping = is_mapping
        self.items: list[Node] = []


class _Builder:
    """Turns the parser's events into a tree, with a stack of its own: no depth of nesting can exhaust Python's."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text, self.path, self.first_line = text, path, first_line
        self.found: list[Diagnostic] = []
        self._starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def mark(self, index: int, width: int = 1) -> Mark:
        row = bisect.bisect_right(self._starts, index) - 1
        return Mark(self.first_line + row, index - self._starts[row] + 1, width)

    def build(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        stack: list[_Open] = []
        documents = 0
        for event in events:
            at = self.mark(event.start_mark.index)
            done: Node | None = None
            match event:
                case yaml.DocumentStartEvent():
                    documents += 1
                    if documents > 1:
                        self._report(
                            codes.SECOND_DOCUMENT, at, "a second YAML document begins here", "remove this line"
                        )
                        return root
                case yaml.AliasEvent():
                    self._report(codes.ANCHOR, at, f"alias *{event.anchor} is not allowed", "write the value out")
                    done = Scalar("", at)
                case yaml.ScalarEvent():
                    self._properties(event, at)
                    width = min(event.end_mark.index - event.start_mark.index, 80)
                    one_line = "\n" not in self.text[event.start_mark.index : event.end_mark.index]
                    marked = self.mark(event.start_mark.index, max(1, width)) if one_line else at
                    done = Scalar(event.value, marked, not event.style)
                case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                    self._properties(event, at)
                    stack.append(_Open(at, isinstance(event, yaml.MappingStartEvent)))
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
            self._report(
                codes.ANCHOR, at, f"anchor &{event.anchor} is not allowed", "write the value out where it is used"
            )
        if event.tag is not None:
            message = f"tag {quoted(event.tag)} is not allowed"
            self._report(codes.TAG, at, message, "remove it, or put the value in quotes if it begins with '!'")

    def _report(self, code: codes.Code, at: Mark, message: str, hint: str) -> None:
        self.found.append(diagnostic(code, self.path, at, message, hint))
