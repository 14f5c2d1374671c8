"""Small real pictures, as cameras, designers and accidents make them."""

import io
import random
import struct
import zlib
from typing import Any, Final

from PIL import Image

PLACE: Final = "Made-up Camera"
"""What a camera writes into a photograph besides where it was taken."""


def photograph(width: int = 40, height: int = 30, seed: int = 0) -> Image.Image:
    """A picture with something in every part of it: no two seeds make the same."""
    chance = random.Random(f"{seed} {width} {height}")
    small = Image.frombytes("RGB", (8, 6), chance.randbytes(8 * 6 * 3))
    return small.resize((width, height), Image.Resampling.BICUBIC)


def written(image: Image.Image, form: str, **settings: Any) -> bytes:
    """The bytes of a picture in a form."""
    file = io.BytesIO()
    image.save(file, form, **settings)
    return file.getvalue()


def from_camera(form: str = "JPEG", width: int = 40, height: int = 30, turned: int = 1, seed: int = 0) -> bytes:
    """A photograph with the camera's name, the place where it was taken, and how the camera was held."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, PLACE
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.0), 3: "E", 4: (2.0, 17.0, 40.0)})
    settings: dict[str, Any] = {"exif": exif, "quality": 90}
    if form == "JPEG":
        settings["comment"] = PLACE
    return written(photograph(width, height, seed), form, **settings)


def moving(form: str) -> bytes:
    """A picture of two frames."""
    frames = [photograph(seed=number) for number in (1, 2)]
    return written(frames[0], form, save_all=True, append_images=frames[1:], duration=100)


def bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of some bytes that says it has 400 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(99))) + chunk(b"IEND", b"")
