"""Pictures that nobody describes for those who don't see them. Source: WCAG 2.2, 1.1.1 (non-text content)."""

from collections.abc import Iterator

from fcgen import codes
from fcgen.archive.index import Archive
from fcgen.archive.rules.finding import Finding, Keys, Texts, written
from fcgen.diagnostics import quoted
from fcgen.entries.body import BodyPicture
from fcgen.entries.model import Entry
from fcgen.yaml_tree import Scalar


def findings(archive: Archive, texts: Texts) -> Iterator[Finding]:
    """Yield the pictures of entries and of their texts without a description."""
    for entry in archive.entries.values():
        if entry.withdrawn:
            continue
        if entry.image and not entry.image.alt and not _meant(texts, entry):
            hint = 'add `alt` to `image`: what the picture shows, or `alt: ""` if it says nothing'
            where: Keys = ("image",)
            message = f"the picture {quoted(entry.image.file.text)} has no description"
            yield Finding(codes.NO_DESCRIPTION, entry.path, where, message, hint)
        for hole in archive.outlines[entry.path].holes:
            if isinstance(hole, BodyPicture) and not hole.alt.strip():
                hint = "write what it shows between the square brackets: `![…](…)`"
                message = f"the picture {quoted(hole.file)} has no description"
                yield Finding(codes.NO_DESCRIPTION, entry.path, hole.at, message, hint)


def _meant(texts: Texts, entry: Entry) -> bool:
    """Tell whether the author wrote, in quotation marks, that there is nothing to describe."""
    alt = written(texts, entry.path, ("image", "alt"))
    return isinstance(alt, Scalar) and not alt.plain
