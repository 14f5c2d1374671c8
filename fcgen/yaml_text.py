"""YAML as it is written: how a text is spelled as a value, and edits that change some values and nothing else."""

import collections.abc
import json
import re
from typing import Any, Final

import msgspec
import yaml

from fcgen.edits import Edit, edited
from fcgen.yaml_tree import Mapping, Node, Scalar, Sequence, absent, mapping

_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNTIDY: Final = re.compile(r"[\x00-\x1f\x7f-\xa0\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")
"""What YAML may not hold, or folds, or nobody sees."""


class CannotEditError(Exception):
    """The YAML is written in a way in which the edit can't be made; the message says so."""


class _Event(msgspec.Struct, frozen=True):
    """What the parser saw: a scalar, or the begin or end of a list or mapping; offsets in the text.

    `depth` is how many lists and mappings are around it, `flow` whether brackets are.
    """

    sort: str
    value: str
    start: int
    end: int
    column: int
    style: str
    depth: int
    flow: bool


def scalar(text: str, inside: bool = False) -> str:
    """Return `text` as a YAML value on one line that is read back as `text`; without quotation marks where it can be.

    `inside`: between brackets.
    """
    forms = [text, "'" + text.replace("'", "''") + "'"] if not _UNTIDY.search(text) else []
    return next((form for form in forms if _reads_as(form, text, inside)), _double_quoted(text))


def _double_quoted(text: str) -> str:
    return _UNTIDY.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def _reads_as(form: str, text: str, inside: bool) -> bool:
    """Tell whether a value that is written as `form` is read back as `text`, between any two others."""
    read, found = mapping(f"k: [a, {form}, {{k: {form}, l: a}}]\n" if inside else f"k: {form}\n", "")
    if read is None or found or len(read.entries) != 1:
        return False
    nodes: tuple[Node, ...] = (read.entries[0][1],)
    if inside:
        items = nodes[0].items if isinstance(nodes[0], Sequence) else ()
        if len(items) != 3 or not isinstance(items[2], Mapping) or len(items[2].entries) != 2:
            return False
        nodes = (items[1], items[2].entries[0][1])
    return all(
        isinstance(node, Scalar) and node.value == text and (not absent(node) or not text.strip()) for node in nodes
    )


def with_values(text: str, values: collections.abc.Mapping[tuple[int, int], str]) -> tuple[Edit, ...]:
    """Return the edits of the YAML `text` that put other values at places, in the style that is there.

    A place is the line and the column, from 1, where a value begins. Raises CannotEditError.
    """
    before = _events(text)
    starts = _line_starts(text)
    wanted = {starts[line - 1] + column - 1: value for (line, column), value in values.items()}
    edits = []
    for event in before:
        if event.sort == "Scalar" and event.start in wanted:
            edits.append(Edit(event.start, event.end, _restyled(text[event.start : event.end], event, wanted)))
    _check(before, _events(edited(text, edits)), wanted)
    return tuple(edits)


def with_item(text: str, key: str, item: str) -> tuple[Edit, ...]:
    """Return the edit of the YAML `text`, a mapping, that adds `item` at the end of the list `key`.

    Where there is no such key it becomes the last one. Raises CannotEditError.
    """
    events = _events(text)
    at = next((i for i, event in enumerate(events) if _is_key(events, i, key)), None)
    edit = _new_key(text, events, key, item) if at is None else _longer(text, events, at + 1, item)
    read, found = mapping(edited(text, [edit]), "")
    node = next((value for name, value in read.entries if name.value == key), None) if read else None
    last = node.items[-1] if isinstance(node, Sequence) and node.items else None
    if not isinstance(last, Scalar) or last.value != item or len(found) > len(mapping(text, "")[1]):
        raise CannotEditError(f"`{key}` is written in a way that nothing can be added to")
    return (edit,)


def with_first_key(text: str, at: tuple[int, int], key: str, value: str) -> tuple[Edit, ...]:
    """Return the edit of the YAML `text` that puts a key before those of the mapping which begins at a place."""
    start = _line_starts(text)[at[0] - 1] + at[1] - 1
    if text.startswith("{", start):
        return (Edit(start + 1, start + 1, f"{key}: {scalar(value, True)}, "),)
    return (Edit(start, start, f"{key}: {scalar(value)}\n{' ' * (at[1] - 1)}"),)


def _restyled(raw: str, event: _Event, wanted: collections.abc.Mapping[int, str]) -> str:
    """Return a value in place of the one that is written as `raw`."""
    value = wanted[event.start]
    match event.style:
        case '"':
            return _double_quoted(value)
        case "'":
            return "'" + value.replace("'", "''") + "'"
        case "|" | ">":
            old = event.value.strip()
            if raw.count(old) != 1:
                raise CannotEditError("a value runs over several lines")
            return raw.replace(old, value)
        case _:
            return scalar(value, event.flow)


def _check(before: list[_Event], after: list[_Event], wanted: collections.abc.Mapping[int, str]) -> None:
    """See that nothing has changed but what was to change."""
    expected = [(e.sort, wanted.get(e.start, e.value) if e.sort == "Scalar" else "") for e in before]
    found = [(e.sort, e.value) for e in after]
    if len(found) != len(expected) or any(
        one != other and (one[0] != other[0] or " ".join(one[1].split()) != " ".join(other[1].split()))
        for one, other in zip(expected, found, strict=True)
    ):
        raise CannotEditError("the value is written in a way that can't be changed alone")


def _is_key(events: list[_Event], index: int, key: str) -> bool:
    """Tell whether an event is that of a key of the outermost mapping."""
    event = events[index]
    if event.sort != "Scalar" or event.depth != 1 or event.value != key:
        return False
    before = sum(1 for e in events[1:index] if e.depth == 1 and e.sort in ("Scalar", "SequenceStart", "MappingStart"))
    return before % 2 == 0


def _longer(text: str, events: list[_Event], at: int, item: str) -> Edit:
    """Return the edit that adds an item to the value which begins with the event `at`."""
    value = events[at]
    if value.sort == "Scalar":
        raw = text[value.start : value.end]
        nothing = not value.style and value.value in ("", "~", "null")
        space = " " * (value.start > 0 and not text[value.start - 1].isspace())
        return Edit(value.start, value.end, f"{space}[{'' if nothing else raw + ', '}{scalar(item, True)}]")
    if value.sort != "SequenceStart":
        raise CannotEditError("a list is needed, but there are keys with values")
    close = next(i for i in range(at + 1, len(events)) if events[i].depth == value.depth)
    last = events[close - 1]
    if value.flow or text.startswith("[", value.start):
        end = last.end
        return Edit(end, end, (", " if close - at > 1 else "") + scalar(item, True))
    line_end = last.end if text[last.end - 1] == "\n" else text.find("\n", last.end)
    if text[last.end - 1] == "\n":
        return Edit(line_end, line_end, f"{' ' * value.column}- {scalar(item)}\n")
    return Edit(line_end, line_end, f"\n{' ' * value.column}- {scalar(item)}")


def _new_key(text: str, events: list[_Event], key: str, item: str) -> Edit:
    root, first = events[0], events[1]
    if text.startswith("{", root.start):
        return Edit(root.start + 1, root.start + 1, f"{key}: [{scalar(item, True)}], ")
    return Edit(len(text), len(text), f"{' ' * first.column}{key}: [{scalar(item, True)}]\n")


def _events(text: str) -> list[_Event]:
    found: list[_Event] = []
    flows: list[bool] = []
    try:
        event: Any
        for event in yaml.parse(text, Loader=_LOADER):
            sort = type(event).__name__.removesuffix("Event")
            if sort not in ("Scalar", "SequenceStart", "SequenceEnd", "MappingStart", "MappingEnd"):
                continue
            if sort.endswith("End"):
                flows.pop()
            start, end = event.start_mark, event.end_mark
            found.append(
                _Event(
                    sort,
                    event.value if sort == "Scalar" else "",
                    start.index,
                    end.index,
                    start.column,
                    (event.style or "") if sort == "Scalar" else "",
                    len(flows),
                    bool(flows and flows[-1]),
                )
            )
            if sort.endswith("Start"):
                flows.append(bool(event.flow_style))
    except yaml.YAMLError as error:
        raise CannotEditError("the YAML can't be read") from error
    return found


def _line_starts(text: str) -> list[int]:
    return [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
