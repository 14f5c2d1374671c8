"""The text of a file from its bytes: UTF-8, one kind of line end, no control characters. Not what the text says."""

import codecs
import re
from typing import Final

from fcgen.codes import CONTROL_CHARACTER, NOT_UTF8, NUL_CHARACTER
from fcgen.diagnostics import Diagnostic, Mark, diagnostic

CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
"""What no text of the site holds: neither XML nor a page can. Source: XML 1.0, 2.2; Unicode 23.7 (noncharacters)."""

_TOLD: Final = 20


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of the file `path` with `\\n` line ends, or None where it is no text, and what is wrong with it.

    Control characters are reported, the first ones of many, and left out.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _lines(data.decode())
    except UnicodeDecodeError as error:
        before = _lines(data[: error.start].decode())
        message = f"byte 0x{data[error.start]:02X} is not UTF-8"
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            message = "the file is UTF-16, not UTF-8"
        return None, (diagnostic(NOT_UTF8, path, _end(before), message, "save the file as UTF-8"),)
    found = []
    for control in list(CONTROL.finditer(text))[:_TOLD]:  # a binary file has thousands, and the first say enough
        at = _end(text[: control.start()])
        if control[0] == "\0":
            message, hint = "there is a NUL character here", "remove it; is this a text file?"
            found.append(diagnostic(NUL_CHARACTER, path, at, message, hint))
        else:
            message = f"there is a control character here, U+{ord(control[0]):04X}"
            found.append(diagnostic(CONTROL_CHARACTER, path, at, message, "remove it"))
    return CONTROL.sub("", text) if found else text, tuple(found)


def without_controls(text: str, path: str, at: Mark) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the text of a value at a place of the file `path` without control characters, which escapes can make."""
    found = CONTROL.search(text)
    if not found:
        return text, ()
    message = f"the text has a control character, U+{ord(found[0]):04X}"
    return CONTROL.sub("", text), (diagnostic(CONTROL_CHARACTER, path, at, message, "remove its escape"),)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end(before: str) -> Mark:
    """Return the place that comes after `before`."""
    return Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
