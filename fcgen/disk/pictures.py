"""The pixels of pictures: read within bounds, turned upright, made smaller, and written without what a camera added.

Pictures are strangers' files: only four formats are ever parsed, and whatever goes wrong with the bytes of one is a
fault of that file. The same bytes give the same prints, for one version of Pillow.
"""

import contextlib
import importlib
import io
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import msgspec

from fcgen import codes
from fcgen.digest import digest
from fcgen.pictures import LARGEST, Fault, Pictured, Print, widths

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST: Final = 100_000_000
"""Pixels: what has more needs half a gigabyte of memory, however small its file is."""

_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY: Final = 85
_BESIDE: Final = 80  # WebP at 80 looks like JPEG at 85
_HIGHEST: Final = 16383
"""Pixels: WebP can be no higher."""

_OPEN_TAG: Final = re.compile(rb"<svg\b[^>]*>")
_SIDE: Final = re.compile(rb"""\s(width|height)\s*=\s*["']\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*["']""")
_HEAD: Final = 65536
"""Bytes of a drawing that are looked at."""

Settings = dict[str, Any]
"""How a picture is written, in Pillow's words."""


class Made(msgspec.Struct, frozen=True):
    """What came of a picture; `files` are the bytes of its prints, one for one."""

    known: Pictured | Fault
    files: tuple[bytes, ...] = ()


def drawn(data: bytes) -> Pictured:
    """Return the size of a drawing (SVG), where its first tag tells it in pixels."""
    tag = _OPEN_TAG.search(data[:_HEAD])
    sides = {name: int(number) for name, number in _SIDE.findall(tag[0])} if tag else {}
    width, height = sides.get(b"width", 0), sides.get(b"height", 0)
    return Pictured(width, height) if width and height else Pictured()


def measured(data: bytes) -> Pictured | Fault:
    """Return the size of a picture, as it is to be looked at, without prints."""
    return _made(data, printed=False).known


def made(data: bytes) -> Made:
    """Return a picture in all its sizes, in its own format and, where that takes fewer bytes, as WebP.

    One that moves has no prints: it is published as it is.
    """
    return _made(data, printed=True)


def _made(data: bytes, printed: bool) -> Made:
    from PIL import Image, UnidentifiedImageError

    importlib.import_module("PIL.WebPImagePlugin")  # or opening a WebP would load the parsers of all formats
    Image.MAX_IMAGE_PIXELS = MOST
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow finds odd, and can read
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                return _looked_at(image, data, printed)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError):
            return Made(_huge())
        except UnidentifiedImageError:
            return Made(_bad("this is no JPEG, PNG, WebP or GIF, though its name says that it is a picture"))
        except MemoryError:
            raise
        except Exception:  # Pillow has no one error for what is wrong with a file
            return Made(_bad("the picture is damaged, or its end is missing"))


def _bad(message: str) -> Fault:
    return Fault(codes.BAD_PICTURE.number, message, "save it again from the original, or remove it")


def _huge() -> Fault:
    message = f"the picture has more than {MOST // 1_000_000} million pixels"
    hint = f"save it smaller: pages show it no wider than {LARGEST} pixels"
    return Fault(codes.HUGE_PICTURE.number, message, hint)


def _looked_at(image: "ImageFile", data: bytes, printed: bool) -> Made:
    """Read a picture, so that nothing of it can be missing, and make its prints."""
    if getattr(image, "is_animated", False) and image.format != "MPO":  # an MPO is a JPEG with another one behind it
        image.load()
        return Made(Pictured(*image.size))
    size = image.size
    if printed and image.format == "JPEG":  # one much larger than is needed is read at a half or a quarter of its size
        image.draft(image.mode, (2 * LARGEST, 2 * LARGEST))
    image.load()
    with contextlib.suppress(Exception):  # where it can't be read how the camera was held, it says nothing
        _upright(image)
    if not printed:
        return Made(Pictured(*image.size))
    form = "JPEG" if image.format == "MPO" else image.format or ""
    settings = _settings(image, form, image.size in (size, size[::-1]), data)
    found = list(_prints(_plain(image), form, *settings))
    (height, largest, _), *_ = found
    found.reverse()
    known = Pictured(largest.width, height, tuple(one for _, one, _ in found))
    return Made(known, tuple(data for *_, data in found))


def _upright(image: "ImageFile") -> None:
    from PIL import ImageOps

    ImageOps.exif_transpose(image, in_place=True)


def _settings(image: "ImageFile", form: str, whole: bool, data: bytes) -> tuple[Settings, Settings, Settings]:
    """Return how a picture is written: as large as it was, smaller, and as WebP beside it.

    What was compressed with losses is compressed again in the very same steps, so that it loses next to nothing.
    """
    from PIL.JpegImagePlugin import JpegImageFile, get_sampling

    profile = {} if image.mode == "CMYK" else {"icc_profile": image.info.get("icc_profile")}
    if isinstance(image, JpegImageFile):
        usual = {"quality": _QUALITY, "optimize": True, "progressive": True, **profile}
        first = dict(usual)
        if whole and profile:
            first |= {"quality": -1, "qtables": image.quantization, "subsampling": get_sampling(image)}
        return first, usual, {"quality": _BESIDE, **profile}
    if form == "WEBP":
        kept = {"lossless": True, **profile} if b"VP8L" in data[:_HEAD] else {"quality": _QUALITY, **profile}
        return kept, kept, {}
    return profile, profile, {"lossless": True, **profile}


def _prints(
    image: "Image", form: str, first: Settings, others: Settings, beside: Settings
) -> Iterator[tuple[int, Print, bytes]]:
    """Yield the height, the print and the bytes of each size, from the largest to the smallest.

    One that takes no fewer bytes than the next larger is left out: a chart of few colours grows as it is made smaller.
    """
    fewest = 0
    for shown in _sizes(image):
        own = _written(shown, form, first if shown is image else others)
        if fewest and len(own) >= fewest:
            continue
        fewest = len(own)
        yield shown.height, Print(shown.width, False, digest(own)), own
        if beside and shown.height <= _HIGHEST:
            webp = _written(shown, "WEBP", beside)
            if len(webp) < len(own):
                yield shown.height, Print(shown.width, True, digest(webp)), webp


def _sizes(image: "Image") -> "Iterator[Image]":
    """Yield a picture in all its sizes, from the largest to the smallest; its own is the very same picture."""
    from PIL.Image import Resampling

    coloured = _coloured(image)
    for width in reversed(widths(image.width)):
        size = width, max(1, round(image.height * width / image.width))
        yield image if size == image.size else coloured.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def _plain(image: "Image") -> "Image":
    """Return a picture in a form that a browser can show, with its pixels and what is transparent, and nothing else."""
    clear = image.info.get("transparency")
    if image.mode == "CMYK":
        image = _from_ink(image)
    elif image.mode.startswith("I"):  # 16 bits of grey
        image, clear = image.convert("I").point(lambda value: value * (1 / 256)).convert("L"), None
    image.info = {} if clear is None else {"transparency": clear}
    return image


def _from_ink(image: "Image") -> "Image":
    """Return a picture for print in the colours of screens, by its profile where it has one that can be used."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            source, target = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
            if found := ImageCms.profileToProfile(image, source, target, outputMode="RGB"):
                return found
    return image.convert("RGB")


def _coloured(image: "Image") -> "Image":
    """Return a picture in a form whose pixels can be mixed."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert({"P": "RGB", "1": "L"}.get(image.mode, image.mode))


def _written(image: "Image", form: str, settings: Settings) -> bytes:
    from PIL import ImageFile

    # A progressive JPEG is written in one piece, and Pillow guesses how long that may be at most.
    ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 4 * image.width * image.height + _HEAD)
    file = io.BytesIO()
    image.save(file, form, **settings)
    return file.getvalue()
