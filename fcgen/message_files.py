"""Files of messages: what is in them, what is wrong with them, and which of them a language has."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Final

import msgspec

from fcgen import codes
from fcgen.conventions import PLURALS, plurals
from fcgen.diagnostics import Diagnostic, Mark, diagnostic, did_you_mean, quoted
from fcgen.messages import Words, holes
from fcgen.yaml_tree import TYPE_NAMES, Node, Scalar, absent, mapping
from fcgen.yaml_tree import Mapping as Keys

ENGLISH: Final = "en"
_FEW: Final = frozenset({"zero", "one", "two"})
"""Plurals that can say the number in words."""


class MessageFile(msgspec.Struct, frozen=True):
    """A file of messages: for which language, where it is, what is in it. `own`: it is the site's."""

    language: str
    path: str
    text: str
    own: bool


def tags(language: str) -> tuple[str, ...]:
    """Return the parts of a language's tag that may have a file, the longest first, in small letters."""
    parts = language.lower().split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def chain(language: str, there: Sequence[MessageFile]) -> tuple[MessageFile, ...]:
    """Return the files of a language, those that come first at the beginning, and English at the end.

    The longest part of the language's tag comes first, and the site's own before the packaged one.
    """
    order = {tag: place for place, tag in enumerate(dict.fromkeys((*tags(language), ENGLISH)))}
    known = [one for one in there if one.language.lower() in order]
    return tuple(sorted(known, key=lambda one: (order[one.language.lower()], not one.own)))


def words(
    language: str, files: Sequence[MessageFile], asked: Callable[[], Set[str]]
) -> tuple[Words, tuple[Diagnostic, ...]]:
    """Return the words of a language whose `files` are as `chain` gives them, and what is wrong with the site's own.

    The last file is the packaged English one: its messages are those that there are, and say which holes each has.
    `asked` gives the ids of the messages that templates of the site ask for besides.
    """
    found: list[Diagnostic] = []
    read = [(one, _read(one, found)) for one in files]
    texts: dict[str, str] = {}
    forms: dict[str, Mapping[str, str]] = {}
    for _, messages in reversed(read):
        for name, (_, node) in messages.items():
            texts.pop(name, None)
            forms.pop(name, None)
            if isinstance(node, Scalar):
                texts[name] = node.value
            elif isinstance(node, Keys):
                forms[name] = {key.value: value.value for key, value in node.entries if isinstance(value, Scalar)}
    known = read[-1][1]
    for one, messages in read:
        if one.own:
            found += _mistakes(one, messages, known, asked)
    return Words(language, texts, forms), tuple(found)


def _read(file: MessageFile, found: list[Diagnostic]) -> dict[str, tuple[Scalar, Node]]:
    """Return the messages of a file by id, with their keys, those left out that are no text."""
    root, problems = mapping(file.text, file.path)
    found += problems
    made = {}
    for key, node in root.entries if root else ():
        values = [value for _, value in node.entries] if isinstance(node, Keys) else [node]
        wrong = next((one for one in values if not isinstance(one, Scalar) or absent(one)), None)
        if wrong is not None or not values:
            what = "nothing" if wrong is None or isinstance(wrong, Scalar) else TYPE_NAMES[type(wrong)]
            message = f"message {quoted(key.value)} must be text, found {what}"
            mend = "write the words behind the ':', or remove the line to have those of the default theme"
            found.append(diagnostic(codes.WRONG_TYPE, file.path, wrong.at if wrong else node.at, message, mend))
        elif isinstance(node, Keys) and "other" not in {one.value for one, _ in node.entries}:
            found.append(_incomplete(file, key, ["other"]))
        else:
            made[key.value] = (key, node)
    return made


def _incomplete(file: MessageFile, key: Scalar, missing: Sequence[str]) -> Diagnostic:
    message = f"message {quoted(key.value)} has no text for {', '.join(map(repr, missing))}"
    needed = ", ".join(plurals(file.language))
    mend = f"this language has the plurals {needed}: write a text for each"
    return diagnostic(codes.MESSAGE_PLURAL, file.path, key.at, message, mend)


def _mistakes(
    file: MessageFile,
    messages: Mapping[str, tuple[Scalar, Node]],
    known: Mapping[str, tuple[Scalar, Node]],
    asked: Callable[[], Set[str]],
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the messages of a file, measured by those that are `known`."""
    for name, (key, node) in messages.items():
        if name in known:
            yield from _against(file, key, node, known[name][1])
        elif name in asked():
            yield from _plurals(file, key, node) if isinstance(node, Keys) else ()
        else:
            hint = did_you_mean(name, known) or "docs/languages.md tells where all messages are"
            message = f"nobody asks for the message {quoted(name)}"
            yield diagnostic(codes.UNKNOWN_MESSAGE, file.path, key.at, message, hint)


def _against(file: MessageFile, key: Scalar, node: Node, known: Node) -> Iterator[Diagnostic]:
    if isinstance(known, Keys) and isinstance(node, Keys):
        yield from _plurals(file, key, node)
    elif isinstance(known, Keys):
        yield _incomplete(file, key, plurals(file.language))
        return
    elif isinstance(node, Keys):
        message = f"message {quoted(key.value)} counts nothing, and has plurals"
        yield diagnostic(codes.MESSAGE_PLURAL, file.path, node.at, message, "write one text behind the ':'")
        return
    wanted = frozenset[str]().union(*(holes(text.value) for _, text in _texts(known)))
    for category, text in _texts(node):
        there = holes(text.value)
        missing = wanted - there - ({"count"} if category in _FEW else set())
        for name in sorted(missing):
            message = f"message {quoted(key.value)} lacks {{{name}}}"
            yield _hole(file, text.at, message, wanted)
        for name in sorted(there - wanted):
            message = f"message {quoted(key.value)} is given no {{{name}}}"
            yield _hole(file, text.at, message, wanted)


def _hole(file: MessageFile, at: Mark, message: str, wanted: Set[str]) -> Diagnostic:
    names = ", ".join(f"{{{name}}}" for name in sorted(wanted))
    mend = f"it has the holes {names}, each where the language wants it" if names else "it has no holes"
    return diagnostic(codes.MESSAGE_HOLE, file.path, at, message, mend)


def _texts(node: Node) -> Iterator[tuple[str, Scalar]]:
    """Yield the texts of a message with their plurals, "" for one that does not count."""
    match node:
        case Scalar():
            yield "", node
        case Keys(entries=entries):
            yield from ((key.value, text) for key, text in entries if isinstance(text, Scalar))


def _plurals(file: MessageFile, key: Scalar, node: Keys) -> Iterator[Diagnostic]:
    needed = plurals(file.language)
    there = {one.value: one for one, _ in node.entries}
    missing = [one for one in needed if one not in there]
    if missing:
        yield _incomplete(file, key, missing)
    for name, one in there.items():
        if name not in needed:
            what = "is none of the plurals" if name not in PLURALS else "is no plural of this language"
            mend = f"this language has {', '.join(needed)}"
            yield diagnostic(codes.MESSAGE_PLURAL, file.path, one.at, f"{quoted(name)} {what}", mend)
