"""What a build makes of pictures, and what it makes again: told as stories of a small made-up site."""

import io
import shutil
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest
from lxml import html
from lxml.html import HtmlElement
from picture_files import PLACE, bomb, from_camera, moving, photograph, written
from PIL import Image
from site_files import fcgen, tree
from story import Story

from fcgen.building import pictures as pictures_of
from fcgen.building.pictures import _Done

SITE: Final = MappingProxyType(
    {
        "config.yaml": "title: Made-up archive\nbase_url: https://example.org/archive/\n",
        "site_src/articles/opening.md": (
            "---\ntitle: The opening\ndate: 2024-03-01\nimage: {file: bridge.jpg, alt: A bridge, caption: Open, "
            "credit: A. Nobody}\n---\nIt opened.\n"
        ),
        "site_src/articles/later.md": (
            "---\ntitle: Later\ndate: 2024-03-02\nsummary: It stands.\n---\n"
            '![The bridge](bridge.jpg "Still there | A. Nobody")\n\nOn.\n'
        ),
        "site_src/pages/about.md": "---\ntitle: About\n---\nAll made up.\n",
    }
)
OPENING, LATER, ABOUT = "/articles/opening/", "/articles/later/", "/about/"
BRIDGE: Final = "site_src/articles/bridge.jpg"
PHOTOGRAPH: Final = from_camera("JPEG", 900, 600)
OTHER: Final = from_camera("JPEG", 900, 600, seed=2)


@pytest.fixture
def site(tmp_path: Path) -> Story:
    """A site that has been built, with a photograph that two articles show."""
    return Story(tmp_path / "site").write(SITE).put(BRIDGE, PHOTOGRAPH).build()


def media(site: Story) -> dict[str, bytes]:
    """What is published of files beside entries, by name, without the digests in the names."""
    found = tree(site.out / "assets" / "media")
    return {".".join(part for part in name.split(".") if len(part) != 10): data for name, data in found.items()}


def kept(site: Story) -> list[Path]:
    """The prints that are kept for the next build."""
    return sorted((site.folder / ".fcgen" / "pictures").glob("*"))


def shown(site: Story, address: str) -> list[HtmlElement]:
    """The pictures that a page shows."""
    page = html.fromstring((site.out / address.strip("/") / "index.html").read_bytes())
    return list(page.iterfind(".//main//img"))


def looked_at_pictures(site: Story) -> bool:
    """Tell whether the last build asked what is known of any picture."""
    assert site.summary is not None
    return "pictures" in site.summary.seconds


# what is published


def test_a_photograph_is_published_in_two_sizes_and_two_forms(site: Story) -> None:
    assert sorted(media(site)) == ["bridge.400.jpg", "bridge.400.webp", "bridge.900.webp", "bridge.jpg"]
    assert all(PLACE.encode() not in data for data in media(site).values())
    site.is_as_from_scratch()


def test_a_page_tells_browsers_what_there_is_to_choose_from(site: Story) -> None:
    (image,) = shown(site, OPENING)
    assert (image.get("width"), image.get("height"), image.get("alt")) == ("900", "600", "A bridge")
    assert image.get("loading") is None
    assert image.get("decoding") == "async"
    picture = next(image.iterancestors("picture"))
    (source,) = picture.iter("source")
    assert source.get("type") == "image/webp"
    for offered, ending in ((image, "jpg"), (source, "webp")):
        choices = [choice.split(" ") for choice in offered.get("srcset").split(", ")]
        assert [width for _, width in choices] == ["400w", "900w"]
        for url, width in choices:
            assert url.endswith(ending)
            file = site.out / url.removeprefix("/archive/")
            assert Image.open(io.BytesIO(file.read_bytes())).width == int(width[:-1])
        assert offered.get("sizes")
    assert picture.getnext().text_content().split() == ["Open", "A.", "Nobody"]


def test_a_picture_in_a_text_is_loaded_when_a_reader_comes_near(site: Story) -> None:
    (image,) = shown(site, LATER)
    assert image.get("loading") == "lazy"


def test_programs_are_told_of_the_largest_in_its_own_form_with_its_size(site: Story) -> None:
    page = (site.out / "articles/opening/index.html").read_text(encoding="utf-8")
    (name,) = (path.name for path in (site.out / "assets/media").glob("bridge.*.jpg") if path.name.count(".") == 2)
    url = f"https://example.org/archive/assets/media/{name}"
    assert f'<meta property="og:image" content="{url}">' in page
    assert '<meta property="og:image:width" content="900">' in page
    assert '<meta property="og:image:height" content="600">' in page
    assert f'"contentUrl":"{url}"' in page
    assert '"width":{"@type":"QuantitativeValue","value":900,"unitCode":"E37"}' in page
    feed = (site.out / "feed.json").read_text(encoding="utf-8")
    assert f'"image": "{url}"' in feed
    assert f'<img src=\\"{url}\\" width=\\"900\\" height=\\"600\\" alt=\\"A bridge\\">' in feed
    assert "srcset" not in feed


def test_a_picture_of_static_stays_byte_for_byte_and_its_page_knows_its_size(site: Story) -> None:
    site.put("site_src/static/held.jpg", from_camera("JPEG", 60, 40, turned=6))
    site.edit("site_src/pages/about.md", "All made up.", "![held](/static/held.jpg)").build().is_as_from_scratch()
    (image,) = shown(site, ABOUT)
    assert (image.get("width"), image.get("height"), image.get("srcset")) == ("40", "60", None)
    assert PLACE.encode() in (site.out / "static/held.jpg").read_bytes()


def test_what_moves_and_what_is_drawn_is_published_as_it_is(site: Story) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'/>"
    site.put("site_src/pages/moving.gif", moving("GIF")).put("site_src/pages/drawn.svg", drawing)
    site.edit("site_src/pages/about.md", "All made up.", "![a](moving.gif) ![b](drawn.svg)").build()
    assert (media(site)["moving.gif"], media(site)["drawn.svg"]) == (moving("GIF"), drawing)
    sizes = [(image.get("width"), image.get("height")) for image in shown(site, ABOUT)]
    assert sizes == [("40", "30"), ("120", "80")]
    site.is_as_from_scratch()


def test_a_picture_that_is_only_linked_to_loses_its_place_too(site: Story) -> None:
    site.put("site_src/pages/plan.jpg", from_camera("JPEG", seed=3))
    site.edit("site_src/pages/about.md", "All made up.", "[The plan](plan.jpg)").build().is_as_from_scratch()
    assert PLACE.encode() not in media(site)["plan.jpg"]


def test_a_picture_that_nobody_uses_is_not_even_opened(site: Story) -> None:
    site.put("site_src/pages/unused.jpg", b"no picture").build().told("FC117").is_as_from_scratch()


def test_a_file_of_another_form_is_shown_as_it_is(site: Story) -> None:
    data = written(photograph(), "BMP")
    site.put("site_src/pages/old.bmp", data).edit("site_src/pages/about.md", "All made up.", "![a](old.bmp)").build()
    assert media(site)["old.bmp"] == data
    assert shown(site, ABOUT)[0].get("width") is None


# what is made again


def test_a_second_build_does_nothing(site: Story) -> None:
    site.does_nothing_again()


def test_an_edit_of_a_text_opens_no_picture(site: Story) -> None:
    shutil.rmtree(site.folder / ".fcgen" / "pictures")
    site.edit("site_src/articles/later.md", "On.", "On and on.").build().rendered_only(LATER)
    assert not looked_at_pictures(site)
    assert shown(site, LATER)[0].get("width") == "900"
    site.is_as_from_scratch()


def test_an_edit_of_all_else_makes_no_print_again(site: Story) -> None:
    before = {path: path.stat().st_mtime_ns for path in (site.out / "assets/media").iterdir()}
    shutil.rmtree(site.folder / ".fcgen" / "pictures")
    site.edit("site_src/articles/later.md", "title: Later", "title: Much later").build()
    assert kept(site) == []
    assert {path: path.stat().st_mtime_ns for path in (site.out / "assets/media").iterdir()} == before
    site.is_as_from_scratch()


def test_a_changed_picture_makes_the_pages_that_show_it(site: Story) -> None:
    site.put(BRIDGE, OTHER).build().rendered_only(OPENING, LATER).is_as_from_scratch()
    site.put(BRIDGE, PHOTOGRAPH).build().rendered_only(OPENING, LATER).is_as_from_scratch()


def test_a_changed_picture_is_the_reason_that_is_told(site: Story) -> None:
    site.put(BRIDGE, from_camera("JPEG", 700, 500)).build(explain=LATER).explained(
        "articles/later/index.html was rendered:", "  what it shows has changed: entry.body", f"  {BRIDGE} changed"
    )


def test_a_picture_of_another_size_under_static_makes_the_pages_that_show_it(site: Story) -> None:
    site.put("site_src/static/s.png", written(photograph(), "PNG"))
    site.edit("site_src/pages/about.md", "All made up.", "![a](/static/s.png)").build()
    site.put("site_src/static/s.png", written(photograph(30, 30), "PNG")).build().rendered_only(ABOUT)
    site.is_as_from_scratch()


def test_a_text_that_shows_another_picture_of_static_learns_its_size(site: Story) -> None:
    site.put("site_src/static/s.png", written(photograph(), "PNG")).build()
    site.edit("site_src/pages/about.md", "All made up.", "![a](/static/s.png)").build().rendered_only(ABOUT)
    assert shown(site, ABOUT)[0].get("width") == "40"
    site.is_as_from_scratch()


@pytest.mark.parametrize("prints_too", [False, True])
def test_a_missing_output_is_there_again(site: Story, prints_too: bool) -> None:
    for path in list((site.out / "assets/media").iterdir()):
        path.unlink()
        if prints_too:
            shutil.rmtree(site.folder / ".fcgen" / "pictures", ignore_errors=True)
        site.build().rendered_only().wrote(1).is_as_from_scratch()


def test_an_output_that_was_altered_is_mended(site: Story) -> None:
    (path,) = (site.out / "assets/media").glob("*.400.jpg")
    path.write_bytes(b"altered")
    site.build().wrote(1).is_as_from_scratch()


def test_a_print_that_was_damaged_is_not_used(site: Story) -> None:
    for path in kept(site):
        path.write_bytes(path.read_bytes()[:-1])
    site.remove("_site").build().is_as_from_scratch()


def test_the_same_picture_under_two_names_is_made_once(site: Story) -> None:
    before = kept(site)
    site.put("site_src/pages/same.jpg", PHOTOGRAPH).edit("site_src/pages/about.md", "All made up.", "![s](same.jpg)")
    site.build().is_as_from_scratch()
    assert kept(site) == before
    assert media(site)["same.400.webp"] == media(site)["bridge.400.webp"]


def test_a_picture_that_nobody_shows_any_more_is_no_longer_published(site: Story) -> None:
    site.edit("site_src/articles/later.md", "![The bridge]", "[The bridge]").build().is_as_from_scratch()
    site.remove("site_src/articles/later.md").remove("site_src/articles/opening.md").build().told("FC117")
    assert not media(site)
    site.is_as_from_scratch()


def test_prints_of_other_branches_are_kept_but_not_for_ever(site: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    site.put(BRIDGE, OTHER).build()
    assert len(kept(site)) == 8
    monkeypatch.setattr("fcgen.building.pictures._SPARE", -1)
    site.edit("site_src/articles/later.md", "title: Later", "title: Much later").build()
    assert len(kept(site)) == 4
    site.is_as_from_scratch()


def test_a_picture_that_changes_while_it_is_made_is_looked_at_again(
    site: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pictures_of._look

    def late(folder: Path | None, chunk: list[pictures_of._Order]) -> list[_Done]:
        if chunk:
            (site.folder / BRIDGE).write_bytes(OTHER)
        return real(folder, chunk)

    site.put(BRIDGE, from_camera("JPEG", 700, 500))
    monkeypatch.setattr("fcgen.building.pictures._look", late)
    site.build()
    monkeypatch.undo()
    site.build().rendered_only(OPENING, LATER).is_as_from_scratch()
    site.does_nothing_again()


# what is refused


LOGO: Final = "site_src/static/logo.png"


def titles(site: Story) -> set[str]:
    """What stands at the head of the pages for readers."""
    files = (data.decode() for path, data in tree(site.out).items() if path.endswith(".html"))
    found = [html.document_fromstring(text).xpath("//*[contains(@class, 'site-title')]") for text in files]
    return {"".join(html.tostring(child, encoding="unicode") for child in one) for (one,) in found}


def test_a_logo_stands_beside_the_title_or_in_its_place_with_its_size(site: Story) -> None:
    site.put(LOGO, written(photograph(60, 20), "PNG")).edit(
        "config.yaml", "title: Made-up archive\n", "title: Made-up archive\nlogo: static/logo.png\n"
    )
    picture = '<img src="/archive/static/logo.png" alt="{}" width="60" height="20">'
    assert titles(site.build().rendered_all()) == {picture.format("") + "<span>Made-up archive</span>"}
    assert (site.out / "static" / "logo.png").read_bytes() == (site.folder / LOGO).read_bytes()
    site.edit("config.yaml", "static/logo.png", "{file: static/logo.png, alt: The made-up archive}")
    assert titles(site.build().is_as_from_scratch()) == {picture.format("The made-up archive")}


def test_a_logo_of_another_size_renders_all_pages_and_one_of_the_same_size_none(site: Story) -> None:
    site.put(LOGO, written(photograph(60, 20), "PNG")).edit(
        "config.yaml", "title: Made-up archive\n", "title: Made-up archive\nlogo: static/logo.png\n"
    )
    site.build().put(LOGO, written(photograph(60, 20, seed=2), "PNG")).build().rendered_only().wrote(1)
    site.put(LOGO, written(photograph(90, 20), "PNG")).build().rendered_all().is_as_from_scratch()


def test_a_drawn_logo_has_the_size_that_its_first_tag_tells(site: Story) -> None:
    site.write({"site_src/static/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32"/>'})
    site.edit("config.yaml", "title: Made-up archive\n", "title: Made-up archive\nlogo: static/logo.svg\n").build()
    (title,) = titles(site)
    assert 'width="48" height="32"' in title


def test_a_logo_that_is_no_picture_inside_stops_the_build(site: Story) -> None:
    site.put(LOGO, b"made up").edit(
        "config.yaml", "title: Made-up archive\n", "title: Made-up archive\nlogo: static/logo.png\n"
    )
    site.build().failed("FC507")


@pytest.mark.parametrize(("data", "code"), [(bomb(), "FC508"), (PHOTOGRAPH[:900], "FC507"), (b"made up", "FC507")])
def test_a_picture_that_is_refused_stops_the_build_until_it_is_mended(site: Story, data: bytes, code: str) -> None:
    before = tree(site.out)
    site.put(BRIDGE, data).build().failed(code)
    site.build().failed(code)
    assert tree(site.out) == before
    told = fcgen("-C", site.folder, "check", "--clock", "2024-06-01")
    assert (told.returncode, f"{BRIDGE}:1:1: error {code}" in told.stderr) == (1, True)
    site.put(BRIDGE, OTHER).build().is_as_from_scratch()


def test_check_makes_no_prints_and_leaves_nothing(tmp_path: Path) -> None:
    site = Story(tmp_path / "site").write(SITE).put(BRIDGE, PHOTOGRAPH)
    assert fcgen("-C", site.folder, "check", "--clock", "2024-06-01").returncode == 0
    assert not (site.folder / ".fcgen").exists()
