"""The view of the page that explains the archive's data."""

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.formats.lines import FIELDS
from fcgen.pages.data_files import CHECKSUMS, ENTRIES, PACKAGE, data_files, resources
from fcgen.pages.feed_views import feed_links
from fcgen.pages.frame import FIXED_NAMES, Frame, at, head, href
from fcgen.pages.model import Link
from fcgen.pages.subjects import Page
from fcgen.pages.view_types import DataFileView, DataView


def data_view(archive: Archive, frame: Frame, page: Page) -> DataView:
    """Return the view of the page that explains the data: what each file holds, and each column of a table."""
    words = archive.config.words
    text = words.say("data_description", title=archive.config.title)
    files = []
    for resource, parts in resources(data_files(archive, ())):
        named = f"data_{resource.name.replace('-', '_')}"
        columns = [column.name for column in resource.table.columns] if resource.table else []
        columns = [name for name, _, _ in FIELDS] if resource.name == ENTRIES else columns
        files.append(
            DataFileView(
                name=resource.name,
                about=words.say(named),
                links=tuple(
                    Link(path, href(archive, part.address)) for path, part in zip(resource.paths, parts, strict=True)
                ),
                columns=tuple((name, words.say(f"{named}_{name}")) for name in columns),
            )
        )
    return DataView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, words.say(FIXED_NAMES["data"]), text),
        files=tuple(files),
        package=href(archive, PACKAGE),
        checksums=href(archive, CHECKSUMS),
        feeds=feed_links(archive, urls.HOME),
    )
