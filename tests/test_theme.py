"""The theme: the site's own templates and assets first, then the packaged ones."""

from pathlib import Path

import txtar

from fcgen import codes
from fcgen.digest import digest
from fcgen.disk.theme import packaged, theme


def test_without_templates_of_its_own_a_site_has_the_packaged_theme(tmp_path: Path) -> None:
    found = theme(tmp_path, "templates")
    assert found.templates["base.html"] == (packaged() / "base.html").read_text(encoding="utf-8")
    assert found.contents["style.css"] == (packaged() / "assets" / "style.css").read_bytes()
    assert found.diagnostics == ()


def test_a_template_of_the_sites_own_stands_before_the_packaged_one(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"templates/base.html": "own"})
    found = theme(tmp_path, "templates")
    assert found.templates["base.html"] == "own"
    assert found.templates["home.html"] == (packaged() / "home.html").read_text(encoding="utf-8")


def test_default_before_a_name_is_always_the_packaged_template(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"templates/base.html": "own", "templates/components/card.html": "own"})
    found = theme(tmp_path, "templates")
    for name in ("base.html", "components/card.html"):
        assert found.templates[f"default/{name}"] == (packaged() / name).read_text(encoding="utf-8")


def test_an_asset_of_the_sites_own_stands_before_the_packaged_one(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"templates/assets/style.css": "own", "templates/assets/fonts/made-up.css": "new"})
    found = theme(tmp_path, "templates")
    assert found.contents["style.css"] == b"own"
    assert found.assets["style.css"].digest == digest(b"own")
    assert found.contents["fonts/made-up.css"] == b"new"
    assert list(found.assets) == sorted(found.assets)


def test_a_template_is_named_by_its_file_in_the_site_or_by_default(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"my/theme/base.html": "own"})
    paths = theme(tmp_path, "my/theme").paths
    assert paths["base.html"] == "my/theme/base.html"
    assert paths["home.html"] == paths["default/home.html"] == "default/home.html"


def test_a_template_that_is_not_utf8_is_told_of_with_its_file(tmp_path: Path) -> None:
    txtar.write(tmp_path, {"templates/base.html": "own"})
    (tmp_path / "templates" / "home.html").write_bytes(b"caf\xe9")
    (told,) = theme(tmp_path, "templates").diagnostics
    assert (told.code, told.path) == (codes.NOT_UTF8, "templates/home.html")
    assert "0xE9" in told.message


def test_assets_need_not_be_text(tmp_path: Path) -> None:
    (tmp_path / "templates" / "assets").mkdir(parents=True)
    (tmp_path / "templates" / "assets" / "picture.png").write_bytes(b"\x89PNG\xff")
    found = theme(tmp_path, "templates")
    assert found.contents["picture.png"] == b"\x89PNG\xff"
    assert found.diagnostics == ()


def test_a_byte_order_mark_is_no_part_of_a_template(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").write_bytes(b"\xef\xbb\xbfown")
    assert theme(tmp_path, "templates").templates["home.html"] == "own"


def test_hidden_files_and_backups_are_no_part_of_a_theme(tmp_path: Path) -> None:
    hidden = ("templates/.git/objects/x", "templates/home.html~", "templates/assets/style.css~", "templates/.x.swp")
    txtar.write(tmp_path, dict.fromkeys(hidden, "own"))
    found, default = theme(tmp_path, "templates"), theme(tmp_path / "nothing", "templates")
    assert found.templates == default.templates
    assert found.assets == default.assets


def test_a_link_that_leads_nowhere_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "home.html").symlink_to("gone.html")
    assert [d.path for d in theme(tmp_path, "templates").diagnostics] == ["templates/home.html"]
