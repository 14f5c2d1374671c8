"""Reading the keys of a YAML mapping as typed values, with every mistake reported and none stopping the others.

A reader knows which keys were asked for, so that the rest can be told as unknown. What an entry or the configuration
may hold is said by their own modules.
"""

import collections.abc
import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Final, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from fcgen import codes, dates
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, did_you_mean, quoted
from fcgen.yaml_tree import TYPE_NAMES, Mapping, Node, Scalar, Sequence, absent

T = TypeVar("T")


class Mention(msgspec.Struct, frozen=True, tag="mention"):
    """A text that stands for something else (an id, a name, a path), with its place for whoever finds it wrong."""

    text: str
    at: Mark


_YES: Final = frozenset({"true", "yes", "on", "y"})
_NO: Final = frozenset({"false", "no", "off", "n"})
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
# BCP 47: a language, then script, region, variants, extensions and private use, each of 1 to 8 letters or digits.
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)

StringMap = collections.abc.Mapping[str, str]
_NOTHING: Final[StringMap] = MappingProxyType({})


class Fields:
    """The keys of one mapping. Each method reads one key; `finish` reports the keys that nobody asked for."""

    def __init__(self, node: Mapping, path: str, report: Callable[[Diagnostic], None], zone: ZoneInfo) -> None:
        self._values = {key.value: value for key, value in node.entries}
        self._keys = {key.value: key for key, _ in node.entries}
        self._asked: set[str] = set()
        self._path, self._report, self._zone = path, report, zone
        self.at = node.at

    def complain(self, code: codes.Code, at: Mark, message: str, hint: str = "") -> None:
        """Report a mistake at a place of this mapping's file."""
        self._report(diagnostic(code, self._path, at, message, hint))

    def key_at(self, key: str) -> Mark:
        """Return where the key stands, or the mapping where it is absent."""
        return self._keys[key].at if key in self._keys else self.at

    def has(self, key: str) -> bool:
        """Tell whether the key is there with a value."""
        return key in self._values and not absent(self._values[key])

    def missing(self, key: str, hint: str = "") -> None:
        """Report that a required key has no value."""
        self.complain(codes.MISSING_FIELD, self.key_at(key), f"`{key}` is missing", hint or f"add `{key}: …`")

    def incomplete(self, key: str, hint: str = "") -> None:
        """Report that a part which can be left out lacks a key."""
        message = f"`{key}` is missing here"
        self.complain(codes.INCOMPLETE_PART, self.key_at(key), message, hint or f"add `{key}: …`, or remove the part")

    # one value

    def mention(self, key: str) -> Mention | None:
        """Return the text of a key on one line, with its place."""
        node = self._get(key)
        return None if node is None else self._scalar(node, f"`{key}`")

    def text(self, key: str) -> str:
        """Return the text of a key with white space folded, or ""."""
        found = self.mention(key)
        return found.text if found else ""

    def paragraphs(self, key: str) -> str:
        """Return the text of a key, in which an empty line parts paragraphs, or ""."""
        node = self._get(key)
        if node is None or self._scalar(node, f"`{key}`") is None or not isinstance(node, Scalar):
            return ""
        parts = re.split(r"\n\s*\n" if node.literal else r"\n\s*", node.value.strip())
        return "\n\n".join(" ".join(part.split()) for part in parts)

    def flag(self, key: str) -> bool:
        """Return whether a key says yes."""
        found = self.mention(key)
        if found and found.text.casefold() not in _YES | _NO:
            message = f"`{key}` is {quoted(found.text)}, which is neither yes nor no"
            self.complain(codes.NOT_YES_OR_NO, found.at, message, "write `true` or `false`")
        return found is not None and found.text.casefold() in _YES

    def number(self, key: str) -> float | None:
        """Return the number of a key."""
        found = self.mention(key)
        if found is None:
            return None
        if not _NUMBER.fullmatch(found.text):
            message = f"`{key}` is {quoted(found.text)}, which is not a number"
            self.complain(codes.NOT_A_NUMBER, found.at, message, "write it in digits, such as `3` or `2.5`")
            return None
        return float(found.text)

    def integer(self, key: str, least: int, most: int) -> int | None:
        """Return the whole number of a key, from `least` to `most`."""
        value = self.number(key)
        if value is None:
            return None
        if not value.is_integer() or not least <= value <= most:
            at = self._values[key].at
            mend = f"write a whole number from {least} to {most}"
            self.complain(codes.OUT_OF_RANGE, at, f"`{key}` can't be {value:g}", mend)
            return None
        return int(value)

    def choice(self, key: str, allowed: tuple[str, ...]) -> str | None:
        """Return the text of a key that must be one of `allowed`, without regard to case."""
        found = self.mention(key)
        if found is None:
            return None
        if found.text.casefold() in allowed:
            return found.text.casefold()
        hint = did_you_mean(found.text, allowed) or f"write one of: {', '.join(allowed)}"
        self.complain(codes.NO_CHOICE, found.at, f"`{key}` can't be {quoted(found.text)}", hint)
        return None

    def date(self, key: str) -> dates.Date | None:
        """Return the date of a key."""
        found = self.mention(key)
        if found is None:
            return None
        try:
            return dates.parse(found.text, self._zone)
        except dates.NotADateError:
            mend = "write 2024, 2024-08, 2024-08-22 or 2024-08-22T19:30:00Z"
            self.complain(codes.NOT_A_DATE, found.at, f"`{key}` is {quoted(found.text)}, which is not a date", mend)
        except dates.ImpossibleDateError as error:
            self.complain(
                codes.IMPOSSIBLE_DATE, found.at, f"`{key}` is {quoted(found.text)}, which does not exist: {error}"
            )
        return None

    def url(self, key: str) -> str:
        """Return the web address of a key, or ""."""
        found = self.mention(key)
        return self._url(found, f"`{key}`") if found else ""

    def language(self, key: str) -> str:
        """Return the language tag of a key, or "". Source: BCP 47."""
        found = self.mention(key)
        if found is None:
            return ""
        if not _LANGUAGE.fullmatch(found.text):
            mend = "write a language tag such as `en`, `pt-BR` or `zh-Hans`"
            message = f"`{key}` is {quoted(found.text)}, which is not a language tag"
            self.complain(codes.NOT_A_LANGUAGE, found.at, message, mend)
            return ""
        return found.text

    def nested(self, key: str) -> "Fields | None":
        """Return the reader of a mapping under a key."""
        node = self._get(key)
        if node is None:
            return None
        if not isinstance(node, Mapping):
            self._wrong(node, f"`{key}`", "keys with values", f"write `{key}: {{key: value, …}}`")
            return None
        return self._inside(node)

    # lists

    def mentions(self, key: str) -> tuple[Mention, ...]:
        """Return the texts of a list, with their places."""
        found = (self._scalar(node, f"an item of `{key}`") for node in self._items(key, Scalar))
        return tuple(mention for mention in found if mention)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(mention.text for mention in self.mentions(key))

    def urls(self, key: str) -> tuple[str, ...]:
        """Return the web addresses of a list."""
        return tuple(url for mention in self.mentions(key) if (url := self._url(mention, f"an item of `{key}`")))

    def rows(self, key: str) -> "tuple[Fields, ...]":
        """Return the readers of a list of mappings."""
        found = (self._row(node, key) for node in self._items(key, Mapping))
        return tuple(row for row in found if row)

    def mixed(self, key: str) -> "tuple[Mention | Fields, ...]":
        """Return a list in which each item is a text or a mapping."""
        found = (
            self._scalar(node, f"an item of `{key}`") if isinstance(node, Scalar) else self._row(node, key)
            for node in self._items(key, Scalar, Mapping)
        )
        return tuple(item for item in found if item)

    def either(self, key: str) -> "Mention | Fields | None":
        """Return a value that is a text or a mapping."""
        node = self._get(key)
        if node is None:
            return None
        return self._inside(node) if isinstance(node, Mapping) else self._scalar(node, f"`{key}`")

    # the end

    def private(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that begin with `x_`, the author's own, with their text."""
        own = sorted(key for key in self._values if key.startswith("x_"))
        return tuple((key, self.paragraphs(key)) for key in own)

    def finish(self, instead: StringMap = _NOTHING) -> None:
        """Report every key that was not asked for. `instead` says what other programs' keys are called here."""
        for key, scalar in self._keys.items():
            if key not in self._asked:
                meant = instead.get(key.casefold(), "")
                hint = f"did you mean {meant!r}?" if meant in self._asked else did_you_mean(key, self._asked)
                hint = hint or f"known here: {', '.join(sorted(self._asked))}"
                self.complain(codes.UNKNOWN_KEY, scalar.at, f"key {quoted(key)} is unknown", hint)

    def _get(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._values.get(key)
        return None if node is None or absent(node) else node

    def _items(self, key: str, *kinds: type) -> tuple[Node, ...]:
        """Return the items of a list; under --lenient a single value of one of `kinds` is a list of one."""
        node = self._get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            self._wrong(node, f"`{key}`", "a list", "write `- …`, one a line, or [first, second]")
            return (node,) if isinstance(node, kinds) else ()
        for item in node.items:
            if absent(item):
                self.complain(
                    codes.EMPTY_ITEM, item.at, f"`{key}` has an empty item", "remove the item, or write its value"
                )
        return tuple(item for item in node.items if not absent(item))

    def _row(self, node: Node, key: str) -> "Fields | None":
        if isinstance(node, Mapping):
            return self._inside(node)
        self._wrong(
            node, f"an item of `{key}`", "keys with values", "write `- key: value`, further keys below the first"
        )
        return None

    def _inside(self, node: Mapping) -> "Fields":
        return Fields(node, self._path, self._report, self._zone)

    def _scalar(self, node: Node, what: str) -> Mention | None:
        if not isinstance(node, Scalar):
            self._wrong(node, what, "text", "write one text; put it in quotes if it begins with [ or {")
            return None
        text = " ".join(node.value.split())
        return Mention(text, node.at) if text else None

    def _wrong(self, node: Node, what: str, wanted: str, hint: str) -> None:
        message = f"{what} must be {wanted}, not {TYPE_NAMES[type(node)]}"
        self.complain(codes.WRONG_TYPE, node.at, message, hint)

    def _url(self, found: Mention, what: str) -> str:
        if is_web_address(found.text):
            return found.text
        mend = "write it whole, such as https://example.org/page"
        self.complain(codes.NOT_A_URL, found.at, f"{what} is {quoted(found.text)}, which is not a web address", mend)
        return ""


def is_web_address(text: str) -> bool:
    """Tell whether `text` is an absolute http or https address with a host and no white space or control character."""
    if any(c <= " " or c in '<>"{}|\\^`\x7f' for c in text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port >= 0)
    except ValueError:
        return False
