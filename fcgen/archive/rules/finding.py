"""What a rule tells, and where that stands in the author's file.

Entries keep few places. A rule names keys instead, and the text is looked at only where there is something to tell.
"""

from collections.abc import Mapping

import msgspec

from fcgen import yaml_tree
from fcgen.codes import Code
from fcgen.diagnostics import START, Diagnostic, Mark, diagnostic
from fcgen.entries.front import Front
from fcgen.yaml_tree import Node, absent

Keys = tuple[str | int, ...]
"""The way to a value from the top of the front matter: keys, and numbers of the items of lists from 0."""

Texts = Mapping[str, Front]
"""What the files of entries hold, by their paths. Those that nobody asks for need not be read."""


class Finding(msgspec.Struct, frozen=True):
    """What a rule tells of the file `path`; `where` is the place, or the way to it."""

    code: Code
    path: str
    where: Mark | Keys
    message: str
    hint: str


def placed(finding: Finding, texts: Texts) -> Diagnostic:
    """Return what is told of a finding, at its place."""
    where = finding.where
    at = where if isinstance(where, Mark) else place(texts, finding.path, where)
    return diagnostic(finding.code, finding.path, at, finding.message, finding.hint)


def place(texts: Texts, path: str, keys: Keys) -> Mark:
    """Return where the last of `keys` stands: a key itself, an item of a list where it begins."""
    top = texts[path].keys
    if top is None:  # the file has changed since it was loaded
        return START
    node: Node = top
    at = node.at
    for step in keys:
        found = _step(node, step)
        if found is None:
            break
        at, node = found
    return at


def written(texts: Texts, path: str, keys: Keys) -> Node | None:
    """Return the value at the end of `keys` as it is written, or None where there is none."""
    node: Node | None = texts[path].keys
    for step in keys:
        found = _step(node, step) if node else None
        node = found[1] if found else None
    return node


def _step(node: Node, step: str | int) -> tuple[Mark, Node] | None:
    match node, step:
        case yaml_tree.Mapping(entries=entries), str():
            return next(((key.at, value) for key, value in entries if key.value == step), None)
        case yaml_tree.Sequence(items=items), int():
            whole = [item for item in items if not absent(item)]  # as they are numbered when they are read
            return (whole[step].at, whole[step]) if step < len(whole) else None
        case _:
            return None
