"""The words of the interface in the language of a site: messages by id, with holes for what is told of.

A message is a text, or, where a number counts, a text for each plural of the language. `{name}` is a hole; the number
is `{count}`. Which files hold the messages is `disk`'s to know, and what is wrong in them `message_files`'.
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from fcgen.conventions import number, plural, plurals
from fcgen.diagnostics import did_you_mean

_HOLE: Final = re.compile(r"\{([a-z_]+)\}")


class UnknownMessageError(LookupError):
    """There is no message with that id."""


class Words(msgspec.Struct, frozen=True):
    """The words of the interface. `language` is the one by whose rules numbers and dates are written.

    `texts` are the messages by id, `forms` those that count: a text by the category of the number.
    """

    language: str = "en"
    texts: Mapping[str, str] = {}
    forms: Mapping[str, Mapping[str, str]] = {}

    def say(self, message: str, /, **values: str | int) -> str:
        """Return a message with its holes filled. Raises UnknownMessageError."""
        told = {name: self.shown(value) for name, value in values.items()}
        pieces = split(self.template(message, values.get("count")))
        return "".join(told[piece] if is_hole else piece for is_hole, piece in pieces)

    def template(self, message: str, count: object = None) -> str:
        """Return a message with its holes, in the plural of `count` where it has several."""
        if (forms := self.forms.get(message)) is not None:
            category = plural(self.language, count) if isinstance(count, int) else "other"
            return forms.get(category) or forms["other"]
        if (text := self.texts.get(message)) is not None:
            return text
        near = did_you_mean(message, (*self.texts, *self.forms))
        raise UnknownMessageError(f"there is no message {message!r}{'; ' + near if near else ''}")

    def each_form(self, message: str) -> tuple[tuple[str, str], ...]:
        """Return the templates of a message by the categories of the language, for what is counted in the browser."""
        forms = self.forms.get(message)
        if forms is None:
            return (("other", self.template(message)),)
        return tuple((one, forms.get(one) or forms["other"]) for one in plurals(self.language))

    def shown(self, value: str | int) -> str:
        """Return a value as it stands in a text: numbers grouped."""
        return number(self.language, value) if isinstance(value, int) else value


def split(template: str) -> tuple[tuple[bool, str], ...]:
    """Return the pieces of a message: whether each is the name of a hole, and its text."""
    return tuple((place % 2 == 1, piece) for place, piece in enumerate(_HOLE.split(template)))


def holes(template: str) -> frozenset[str]:
    """Return the names of the holes of a message."""
    return frozenset(_HOLE.findall(template))
