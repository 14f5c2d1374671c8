"""Pictures: which files are some, how wide each is published, and what is known of it without its pixels."""

from typing import Final

import msgspec

from fcgen.digest import Digest

LARGEST: Final = 1600
"""Pixels: no picture is published wider."""

_SMALLER: Final = (400, 800, 1200)
_DRAWN: Final = ".svg"
_ENDINGS: Final = (".jpg", ".jpeg", ".png", ".webp", ".gif", _DRAWN)


class Print(msgspec.Struct, frozen=True):
    """A file that a picture is published as: in the picture's own format, or `webp`."""

    width: int
    webp: bool
    digest: Digest


class Pictured(msgspec.Struct, frozen=True, tag="pictured"):
    """What is known of a picture: its size in pixels, 0 where a drawing does not tell, and the files it becomes.

    `prints` are from the smallest to the largest; the largest in the picture's own format is as wide as the picture is
    said to be. Without any the file is published as it is.
    """

    width: int = 0
    height: int = 0
    prints: tuple[Print, ...] = ()


class Fault(msgspec.Struct, frozen=True, tag="fault"):
    """Why a picture can't be published."""

    number: str
    message: str
    hint: str


def is_picture(path: str) -> bool:
    """Tell whether a file's name says that it is a picture of a form that is known here."""
    return path.lower().endswith(_ENDINGS)


def is_drawn(path: str) -> bool:
    """Tell whether a file's name says that it is a drawing, which has no pixels."""
    return path.lower().endswith(_DRAWN)


def widths(width: int) -> tuple[int, ...]:
    """Return how wide a picture is published, from the smallest: its own width or the largest, and some below."""
    most = min(width, LARGEST)
    return (*(one for one in _SMALLER if one <= most * 4 // 5), most)
