"""Where front matter ends and the text begins. fcgen asks for YAML; what other generators write is told, and read."""

import datetime as dt
import re
import tomllib
from typing import Any, Final

import msgspec

from fcgen import codes
from fcgen.diagnostics import Diagnostic, Mark, diagnostic
from fcgen.encoding import without_controls
from fcgen.yaml_tree import DEEPEST, Mapping, Node, Scalar, Sequence, mapping

_FENCE: Final = re.compile(r"---[ \t]*")
_TOML_FENCE: Final = re.compile(r"\+\+\+[ \t]*")
_KEY: Final = re.compile(r"[A-Za-z_][\w-]*:(\s|$)")
_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Front(msgspec.Struct, frozen=True):
    """The keys of an entry, or None where it has none that can be read; its text; and the line where that begins."""

    keys: Mapping | None
    text: str
    text_line: int
    diagnostics: tuple[Diagnostic, ...]


def front(text: str, path: str) -> Front:
    """Return the parts of an entry. `text` has `\\n` line ends; empty lines before the front matter do not count."""
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if _FENCE.fullmatch(lines[first]):
        return _fenced(lines, first, path)
    if _TOML_FENCE.fullmatch(lines[first]):
        return _toml(lines, first, path)
    end = _next(lines, first, _FENCE)
    if _KEY.match(lines[first]) and end is not None:
        return _unopened(lines, first, end, path)
    at = Mark(first + 1, 1)
    hint = "begin the file with a line `---`, then `title: …`, then a line `---`"
    message = "the first line is not `---`" if text.strip() else "the file is empty"
    return Front(None, text, 1, (diagnostic(codes.NO_FRONT_MATTER, path, at, message, hint),))


def yaml_lines(text: str) -> tuple[int, int] | None:
    """Return at which line, counted from 0, the YAML of an entry begins, and at which line behind it it has ended.

    None where there is none: the front matter is TOML, or is not there.
    """
    lines = text.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    begin = first + 1 if _FENCE.fullmatch(lines[first]) else first
    end = _next(lines, first, _FENCE)
    if end is None or not (begin > first or _KEY.match(lines[first])):
        return None
    return begin, end


def _fenced(lines: list[str], first: int, path: str) -> Front:
    end = _next(lines, first, _FENCE)
    if end is None:
        return _endless(first, path, "---")
    keys, found = mapping("\n".join(lines[first + 1 : end]) + "\n", path, first + 2)
    return Front(keys, "\n".join(lines[end + 1 :]), end + 2, found)


def _unopened(lines: list[str], first: int, end: int, path: str) -> Front:
    keys, found = mapping("\n".join(lines[first:end]) + "\n", path, first + 1)
    message = "the front matter has no line `---` before it"
    told = diagnostic(codes.UNOPENED_FRONT_MATTER, path, Mark(first + 1, 1), message, "add a line `---` above this one")
    return Front(keys, "\n".join(lines[end + 1 :]), end + 2, (told, *found))


def _toml(lines: list[str], first: int, path: str) -> Front:
    end = _next(lines, first, _TOML_FENCE)
    if end is None:
        return _endless(first, path, "+++")
    inside = lines[first + 1 : end]
    rest = "\n".join(lines[end + 1 :])
    hint = "write it as YAML, between two lines `---`"
    told = diagnostic(codes.TOML_FRONT_MATTER, path, Mark(first + 1, 1), "the front matter is TOML", hint)
    try:
        read = tomllib.loads("\n".join(inside) + "\n")
    except tomllib.TOMLDecodeError as error:
        place = _TOML_PLACE.search(str(error))
        at = Mark(int(place[1]) + first + 1, int(place[2])) if place and place[1] else Mark(first + 1, 1)
        message = f"the TOML can't be read: {_TOML_PLACE.sub('', str(error))}"
        return Front(None, rest, end + 2, (told, diagnostic(codes.BAD_YAML, path, at, message, hint)))
    except ValueError:  # Python refuses a number of thousands of digits
        long = diagnostic(codes.BAD_YAML, path, told.at, "a number has too many digits", "put it in quotes")
        return Front(None, rest, end + 2, (told, long))
    except RecursionError:
        deep = diagnostic(codes.TOO_DEEP, path, told.at, "lists are nested too deeply", "flatten them")
        return Front(None, rest, end + 2, (told, deep))
    places: dict[str, Mark] = {}
    for number, line in enumerate(inside, first + 2):
        key = re.match(r'\s*\[?\[?\s*"?([^\s"=\]]+)"?\s*[=\]]', line)
        if key:
            places.setdefault(key[1], Mark(number, line.index(key[1]) + 1, len(key[1])))
    toml = _Toml(path, places)
    keys = toml.mapping(read, Mark(first + 2, 1), 0)
    return Front(keys, rest, end + 2, (told, *toml.found))


class _Toml:
    """Turns TOML values into the YAML that says the same. `places` are where keys stand."""

    def __init__(self, path: str, places: dict[str, Mark]) -> None:
        self.path, self.places = path, places
        self.found: list[Diagnostic] = []

    def mapping(self, value: dict[str, Any], at: Mark, depth: int) -> Mapping:
        marks = {key: self.places.get(key, at) for key in value}
        return Mapping(
            tuple((Scalar(key, marks[key]), self.node(v, marks[key], depth + 1)) for key, v in value.items()), at
        )

    def node(self, value: Any, at: Mark, depth: int) -> Node:
        if depth > DEEPEST:
            self.found.append(diagnostic(codes.TOO_DEEP, self.path, at, "lists are nested too deeply", "flatten them"))
            return Scalar("", at)
        if isinstance(value, dict):
            return self.mapping(value, at, depth)
        if isinstance(value, list):
            return Sequence(tuple(self.node(item, at, depth + 1) for item in value), at)
        if isinstance(value, bool):
            return Scalar(str(value).lower(), at, plain=False)
        if isinstance(value, dt.datetime | dt.date | dt.time):
            return Scalar(value.isoformat(), at, plain=False)
        text, bad = without_controls(str(value), self.path, at)
        self.found += bad
        return Scalar(text, at, plain=False, literal=True)


def _endless(first: int, path: str, fence: str) -> Front:
    message = "the front matter that begins here has no end"
    hint = f"add a line `{fence}` after the last key"
    found = diagnostic(codes.ENDLESS_FRONT_MATTER, path, Mark(first + 1, 1), message, hint)
    return Front(None, "", 1, (found,))


def _next(lines: list[str], first: int, fence: re.Pattern[str]) -> int | None:
    return next((i for i in range(first + 1, len(lines)) if fence.fullmatch(lines[i])), None)
