"""Templates and assets: the site's own first, then those of the packaged theme."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

import fcgen
from fcgen.digest import File, digest

ASSETS = "assets/"


class Theme(msgspec.Struct, frozen=True):
    """`templates` are texts by name, those of the packaged theme also as `default/…`; `paths` say which file each is.

    `assets` are the other files by name, without `assets/`; `contents` is what is in them.
    """

    templates: Mapping[str, str]
    paths: Mapping[str, str]
    assets: Mapping[str, File]
    contents: Mapping[str, bytes]


class NotTextError(Exception):
    """A template is not UTF-8. `path` is its file."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def packaged() -> Path:
    """Return the folder of the packaged theme: beside the modules in a wheel, at the top of a checkout."""
    beside = Path(fcgen.__file__).parent / "templates"
    return beside if beside.is_dir() else beside.parent.parent / "templates"


def theme(own: Path | None) -> Theme:
    """Return the theme of a site whose own templates are in the folder `own`. Raises NotTextError and OSError."""
    templates: dict[str, str] = {}
    paths: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    folders = [("default/", packaged()), ("", packaged())] + ([("", own)] if own and own.is_dir() else [])
    for prefix, folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
            name = path.relative_to(folder).as_posix()
            if name.startswith(ASSETS):
                assets[name.removeprefix(ASSETS)] = path.read_bytes()
                continue
            try:
                templates[prefix + name] = path.read_bytes().decode()
            except UnicodeDecodeError as error:
                raise NotTextError(f"{folder.name}/{name}") from error
            paths[prefix + name] = f"{folder.name}/{name}"
    files = {name: File(name, digest(data), len(data)) for name, data in sorted(assets.items())}
    return Theme(templates, paths, files, assets)
