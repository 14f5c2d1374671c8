"""The description of the archive's data for programs. Source: Frictionless Data Package, version 1."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from fcgen.config import Config
from fcgen.digest import Digest
from fcgen.formats.csv_table import Table
from fcgen.formats.lines import FIELDS

PROFILE: Final = "data-package"


class Resource(msgspec.Struct, frozen=True):
    """A file of the data, or one that is in several parts: `paths` are relative to the package.

    `form` and `media_type` say what it is, `table` what is in the columns, for a table.
    """

    name: str
    about: str
    paths: tuple[str, ...]
    form: str
    media_type: str
    table: Table | None = None


class Held(msgspec.Struct, frozen=True):
    """What a file holds: its digest, and how many bytes that is."""

    digest: Digest
    size: int


def write(config: Config, home: str, resources: Sequence[tuple[Resource, Sequence[Held]]]) -> bytes:
    """Return the description of resources; with each is what its files hold, in their order."""
    made = {
        "profile": PROFILE,
        "name": "archive",
        "title": config.title,
        **({"description": config.description} if config.description else {}),
        "homepage": home,
        "resources": [_resource(*one) for one in resources],
    }
    return msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n"


def _resource(resource: Resource, held: Sequence[Held]) -> dict[str, Any]:
    several = len(resource.paths) > 1
    made: dict[str, Any] = {
        "profile": "tabular-data-resource" if resource.table or resource.form == "jsonl" else "data-resource",
        "name": resource.name,
        "description": resource.about,
        "path": list(resource.paths) if several else resource.paths[0],
        "format": resource.form,
        "mediatype": resource.media_type,
        "encoding": "utf-8",
        "bytes": sum(one.size for one in held),
    }
    if not several:
        made["hash"] = f"sha256:{held[0].digest}"
    if resource.table:
        fields = [
            {"name": column.name, "type": column.kind, "description": column.about} for column in resource.table.columns
        ]
        made["schema"] = {"fields": fields, "missingValues": [""]}
        made["dialect"] = {"lineTerminator": "\r\n"}
    elif resource.form == "jsonl":
        fields = [{"name": name, "type": kind, "description": about} for name, kind, about in FIELDS]
        made["schema"] = {"fields": fields}
    return made
