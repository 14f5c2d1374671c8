"""Pictures in views: where their files are, and what browsers choose from."""

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.archive.urls import Address
from fcgen.digest import File
from fcgen.entries.model import Entry
from fcgen.pages import links
from fcgen.pages.frame import href
from fcgen.pages.model import Picture, PictureSource
from fcgen.pictures import Pictured, Print


def print_address(file: File, known: Pictured, one: Print) -> Address:
    """Return where a print of a picture is published; the largest in the picture's own format is at its own address."""
    if one.width == known.width and not one.webp:
        return urls.media(file)
    return urls.sized(file, one.width, "webp" if one.webp else "")


def picture(archive: Archive, entry: Entry, file: str, alt: str, caption: str, credit: str) -> Picture:
    """Return the picture `file` of an entry as it is shown; it has no address where there is no such file."""
    found = links.picture(archive, entry, file)
    if not isinstance(found, links.Target) or found.file is None:
        return Picture("", alt, caption, credit)
    known = archive.pictures.get(found.file.path, Pictured())
    own = _candidates(archive, found.file, known, webp=False)
    webp = _candidates(archive, found.file, known, webp=True)
    return Picture(
        url=href(archive, found.address),
        alt=alt,
        caption=caption,
        credit=credit,
        width=known.width,
        height=known.height,
        srcset=", ".join(own) if len(own) > 1 else "",
        sources=(PictureSource("image/webp", ", ".join(webp)),) if webp else (),
    )


def image(archive: Archive, entry: Entry) -> Picture | None:
    """Return the picture that stands for an entry, or None where it has none, or its file is missing."""
    given = entry.image
    made = picture(archive, entry, given.file.text, given.alt, given.caption, given.credit) if given else None
    return made if made and made.url else None


def _candidates(archive: Archive, file: File, known: Pictured, webp: bool) -> list[str]:
    return [
        f"{href(archive, print_address(file, known, one))} {one.width}w" for one in known.prints if one.webp is webp
    ]
