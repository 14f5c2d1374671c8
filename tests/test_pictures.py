"""Pictures made for pages: their sizes and forms, what is removed from them, and which are refused."""

import io
import random
import subprocess
import sys

import pytest
from picture_files import PLACE, bomb, from_camera, moving, photograph, written
from PIL import Image, ImageChops, ImageCms, ImageStat, PngImagePlugin

from fcgen.disk.pictures import Made, drawn, made, measured
from fcgen.pictures import Fault, Pictured, is_picture, widths


def opened(data: bytes) -> Image.Image:
    """A picture with its pixels."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def largest(found: Made) -> Image.Image:
    """The largest print in the picture's own form."""
    return opened(largest_bytes(found))


def largest_bytes(found: Made) -> bytes:
    assert isinstance(found.known, Pictured), found.known
    own = [file for one, file in zip(found.known.prints, found.files, strict=True) if not one.webp]
    return own[-1]


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far the pixels of two pictures are from each other on the whole, of 255."""
    both = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(both).mean)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (1, (1,)),
        (400, (400,)),
        (499, (499,)),
        (500, (400, 500)),
        (1200, (400, 800, 1200)),
        (1600, (400, 800, 1200, 1600)),
        (9000, (400, 800, 1200, 1600)),
    ],
)
def test_a_picture_is_published_at_its_own_width_and_at_some_that_are_clearly_smaller(width, expected):
    assert widths(width) == expected


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_largest_print_has_the_form_and_the_pixels_of_the_original(form):
    data = from_camera(form, 300, 200)
    found = made(data)
    image = largest(found)
    assert (image.format, image.size) == (form, (300, 200))
    assert (found.known.width, found.known.height) == (300, 200)
    assert difference(image, opened(data)) < 3


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_of_the_camera_is_left_in_any_print(form):
    data = from_camera(form, 900, 600)
    assert PLACE.encode() in data
    found = made(data)
    assert len(found.files) > 1
    for file in found.files:
        image = opened(file)
        assert not image.getexif()
        assert PLACE.encode() not in file
        assert {"exif", "comment", "xmp"}.isdisjoint(image.info)


def test_texts_and_times_of_a_png_are_removed():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", PLACE)
    texts.add_itxt("XML:com.adobe.xmp", f"<x>{PLACE}</x>")
    texts.add(b"tIME", b"\x07\xe8\x01\x02\x03\x04\x05")
    found = made(written(photograph(), "PNG", pnginfo=texts, dpi=(300, 300)))
    assert all(PLACE.encode() not in file and b"tIME" not in file for file in found.files)
    assert largest(found).info == {}


def test_a_comment_and_xmp_are_removed_from_gif_and_webp():
    gif = made(written(photograph().quantize(16), "GIF", comment=PLACE.encode()))
    webp = made(written(photograph(), "WEBP", xmp=PLACE.encode()))
    assert all(PLACE.encode() not in file for file in (*gif.files, *webp.files))


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_is_turned_as_the_camera_was_held(form, turned):
    plain, found = opened(from_camera(form, 60, 40)), made(from_camera(form, 60, 40, turned))
    ways = (None, 0, 3, 1, 5, 4, 6, 2)  # Exif 2.3, Orientation; the numbers of Pillow's ways to turn
    way = ways[turned - 1]
    expected = plain if way is None else plain.transpose(Image.Transpose(way))
    assert (found.known.width, found.known.height) == expected.size
    assert difference(largest(found), expected) < 8
    assert measured(from_camera(form, 60, 40, turned)) == Pictured(*expected.size)


def test_how_the_camera_was_held_is_left_alone_where_it_cannot_be_read():
    data = written(photograph(), "JPEG", exif=b"Exif\0\0nonsense")
    assert made(data).known.width == 40


def test_a_wide_picture_becomes_four_sizes_each_with_a_webp_that_takes_fewer_bytes():
    found = made(written(photograph(2400, 1200), "JPEG", quality=95))
    sizes = [(one.width, one.webp) for one in found.known.prints]
    assert [width for width, webp in sizes if not webp] == [400, 800, 1200, 1600]
    assert [width for width, webp in sizes if webp] == [400, 800, 1200, 1600]
    files = dict(zip(sizes, found.files, strict=True))
    for (width, webp), file in files.items():
        assert opened(file).size == (width, width // 2)
        assert opened(file).format == ("WEBP" if webp else "JPEG")
        assert not webp or len(file) < len(files[width, False])
    assert (found.known.width, found.known.height) == (1600, 800)


def test_a_webp_that_takes_more_bytes_is_left_out():
    found = made(written(Image.effect_noise((300, 200), 90), "JPEG", quality=5))
    assert [(one.width, one.webp) for one in found.known.prints] == [(300, False)]


def test_a_smaller_size_that_takes_more_bytes_is_left_out():
    chart = Image.new("P", (1000, 600))
    chart.putpalette([0, 0, 0, 255, 255, 255])
    chart.putdata([(x // 3 + y // 3) % 2 for y in range(600) for x in range(1000)])
    found = made(written(chart, "PNG"))
    assert [one.width for one in found.known.prints if not one.webp] == [1000]
    assert largest(found).mode == "P"


def test_a_photograph_that_keeps_its_size_is_compressed_in_the_steps_it_was():
    for quality in (30, 75, 98):
        data = written(photograph(300, 200), "JPEG", quality=quality, subsampling=0)
        assert largest(made(data)).quantization == opened(data).quantization


def test_noise_in_the_best_quality_can_be_written():
    noise = Image.effect_noise((1600, 1000), 200)
    found = made(written(Image.merge("RGB", [noise] * 3), "JPEG", quality=100, subsampling=0))
    assert found.known.width == 1600


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_what_is_transparent_stays_so_in_every_size(form):
    clear = photograph(900, 600).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize((900, 600)))
    found = made(written(clear, form, lossless=True))
    for file in found.files:
        image = opened(file).convert("RGBA")
        assert image.getpixel((0, 0))[3] < 5
        assert image.getpixel((image.width - 1, image.height - 1))[3] > 250


def test_a_colour_of_a_palette_that_is_transparent_stays_so_in_every_size():
    image = photograph(900, 600).quantize(32)
    there = image.getpixel((5, 5))
    for form in ("PNG", "GIF"):
        for file in made(written(image, form, transparency=there)).files:
            assert opened(file).convert("RGBA").getpixel((1, 1))[3] == 0


def test_sixteen_bits_of_grey_become_eight():
    grey = Image.new("I;16", (500, 10), 40_000)
    for file in made(written(grey, "PNG")).files:
        assert opened(file).convert("L").getpixel((3, 3)) == 156


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_sort_of_png_can_be_made(mode):
    found = made(written(photograph(900, 600).convert(mode), "PNG"))
    assert {opened(file).width for file in found.files} >= {900}


def test_the_colours_of_print_become_those_of_screens():
    found = made(written(photograph(60, 40).convert("CMYK"), "JPEG"))
    assert largest(found).mode == "RGB"
    assert difference(largest(found), photograph(60, 40)) < 12


def test_a_profile_stays_with_its_picture():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    found = made(written(photograph(900, 600), "JPEG", icc_profile=profile))
    assert len(found.files) > 2
    assert {opened(file).info.get("icc_profile") for file in found.files} == {profile}


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_a_picture_that_moves_has_no_prints_but_a_size(form):
    assert made(moving(form)) == Made(Pictured(40, 30))


def test_a_photograph_with_another_behind_it_is_a_photograph():
    data = written(photograph(), "MPO", save_all=True, append_images=[photograph(seed=1)])
    found = made(data)
    assert largest(found).format == "JPEG"
    assert getattr(largest(found), "n_frames", 1) == 1


def test_a_form_that_is_not_named_is_refused_however_well_pillow_reads_it():
    for form in ("TIFF", "BMP", "PPM", "ICO", "TGA"):
        fault = made(written(photograph(), form)).known
        assert isinstance(fault, Fault)
        assert fault.message.startswith("this is no JPEG, PNG, WebP or GIF")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
@pytest.mark.parametrize("rest", [0.2, 0.5, 0.9])
def test_a_picture_whose_end_is_missing_is_refused(form, rest):
    data = written(photograph(300, 200), form)
    for found in (made(data[: int(len(data) * rest)]).known, measured(data[: int(len(data) * rest)])):
        assert isinstance(found, Fault)
        assert found.number == "FC507"


@pytest.mark.parametrize("size", [(20_000, 20_000), (100_001, 1000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_refused_by_what_it_says_of_itself(size):
    for found in (made(bomb(*size)).known, measured(bomb(*size))):
        assert isinstance(found, Fault)
        assert found.number == "FC508"


def test_a_damaged_file_is_refused_or_made_and_nothing_else_happens():
    chance = random.Random(0)
    for form in ("JPEG", "PNG", "WEBP", "GIF"):
        whole = from_camera(form) if form != "GIF" else written(photograph(), form)
        for _ in range(60):
            data = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            assert isinstance(made(bytes(data)), Made)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<svg width='120' height='80'>", Pictured(120, 80)),
        ('<?xml version="1.0"?><!-- a --><svg viewBox="0 0 1 1" height="80.5px" width="120px"/>', Pictured(120, 80)),
        ("<svg viewBox='0 0 120 80'>", Pictured()),
        ("<svg width='100%' height='80'>", Pictured()),
        ("<svg width='10em' height='5em'>", Pictured()),
        ("<svg stroke-width='120' line-height='80'>", Pictured()),
        ("<svg width='0' height='80'>", Pictured()),
        ("no drawing", Pictured()),
    ],
)
def test_a_drawing_tells_its_size_where_it_says_it_in_pixels(tag, expected):
    assert drawn(tag.encode()) == expected


@pytest.mark.parametrize("path", ["a/b.jpg", "a/B.JPEG", "x.png", "x.webp", "x.gif", "x.svg"])
def test_a_picture_is_known_by_its_ending(path):
    assert is_picture(path)


@pytest.mark.parametrize("path", ["a.pdf", "jpg", "a.jpg.txt", "a.bmp", "a.tiff"])
def test_other_files_are_no_pictures(path):
    assert not is_picture(path)


def test_the_same_bytes_make_the_same_prints_in_any_process():
    script = (
        "import sys, hashlib\nsys.path.insert(0, 'tests')\n"
        "from picture_files import from_camera\nfrom fcgen.disk.pictures import made\n"
        "print([one.digest for one in made(from_camera('JPEG', 900, 600)).known.prints])"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8").stdout
    assert told.strip() == str([one.digest for one in made(from_camera("JPEG", 900, 600)).known.prints])


def test_reading_a_picture_loads_no_parsers_but_those_that_are_needed():
    script = (
        "import sys\nsys.path.insert(0, 'tests')\nfrom fcgen.disk.pictures import made\n"
        "from picture_files import from_camera\nfor form in ('JPEG', 'WEBP'): made(from_camera(form))\n"
        "made(b'nothing')\nprint('PIL.PsdImagePlugin' in sys.modules, 'PIL.EpsImagePlugin' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8").stdout
    assert told == "False False\n"
