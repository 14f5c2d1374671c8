"""Templates and assets: the site's own first, then those of the packaged theme."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

import fcgen
from fcgen import codes
from fcgen.diagnostics import START, Diagnostic, diagnostic
from fcgen.digest import File, digest
from fcgen.disk.copies import without_note
from fcgen.disk.source import Source, scan

ASSETS: Final = "assets/"
LOCALE: Final = "locale/"
DEFAULT: Final = "default/"
"""Before the name of a template: that of the packaged theme, whatever the site has of its own."""


class Theme(msgspec.Struct, frozen=True):
    """`templates` are texts by name, those of the packaged theme also as `default/…`; `paths` say which file each is.

    `assets` are the other files by name, without `assets/`; `contents` is what is in them. `locales` are the texts of
    the files of messages, by names like those of templates.
    """

    templates: Mapping[str, str]
    paths: Mapping[str, str]
    assets: Mapping[str, File]
    contents: Mapping[str, bytes]
    locales: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...] = ()


def packaged() -> Path:
    """Return the folder of the packaged theme: beside the modules in a wheel, at the top of a checkout."""
    beside = Path(fcgen.__file__).parent / "templates"
    return beside if beside.is_dir() else beside.parent.parent / "templates"


def packaged_files() -> Mapping[str, bytes]:
    """Return the files of the packaged theme by their names. Raises OSError."""
    folder = packaged()
    return _files(folder.parent, folder.name)[0]


def own_files(root: Path, folder: str) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Return the files of a site's own by the names that they have in a theme, and what is wrong with others.

    Raises OSError.
    """
    own = root / folder
    if not own.is_dir() or own.samefile(packaged()):  # in a checkout of fcgen they are one
        return {}, ()
    return _files(root, folder)


def _files(root: Path, folder: str) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    source = scan(root, folder)
    return {path.removeprefix(f"{folder}/"): source.read(path) for path in source.files}, tuple(_problems(source))


def theme(root: Path, folder: str) -> Theme:
    """Return the theme of the site in `root` whose own templates are in its folder `folder`. Raises OSError."""
    default = packaged()
    templates: dict[str, str] = {}
    locales: dict[str, str] = {}
    paths: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    files: dict[str, File] = {}
    found: list[Diagnostic] = []
    given = [(default.parent, default.name, DEFAULT), (default.parent, default.name, "")]
    given += [(root, folder, "")] if (root / folder).is_dir() else []
    for home, top, prefix in given:
        source = scan(home, top)
        found += _problems(source)
        for path in source.files:
            name = path.removeprefix(f"{top}/")
            if name.startswith(ASSETS):
                asset = name.removeprefix(ASSETS)
                contents[asset] = without_note(source.read(path))
                files[asset] = File(asset, digest(contents[asset]), len(contents[asset]))
                continue
            try:
                texts = locales if name.startswith(LOCALE) else templates
                texts[prefix + name] = source.read(path).decode("utf-8-sig")
            except UnicodeDecodeError as error:
                message = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
                found.append(diagnostic(codes.NOT_UTF8, path, START, message, "save the file as UTF-8"))
            paths[prefix + name] = path if home == root else DEFAULT + name
    return Theme(templates, paths, dict(sorted(files.items())), contents, locales, tuple(found))


def _problems(source: Source) -> list[Diagnostic]:
    names = [
        diagnostic(codes.BAD_FILE_NAME, name, START, "the file's name is not Unicode", "rename it")
        for name in source.unreadable
    ]
    return [*names, *source.diagnostics]
