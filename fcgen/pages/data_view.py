"""The view of the page that explains the archive's data."""

from fcgen.archive import urls
from fcgen.archive.index import Archive
from fcgen.formats.lines import FIELDS
from fcgen.pages.data_files import CHECKSUMS, ENTRIES, PACKAGE, data_files, resources
from fcgen.pages.feed_views import feed_links
from fcgen.pages.frame import Frame, at, head, href
from fcgen.pages.model import Link
from fcgen.pages.subjects import Page
from fcgen.pages.view_types import DataFileView, DataView


def data_view(archive: Archive, frame: Frame, page: Page) -> DataView:
    """Return the view of the page that explains the data: what each file holds, and each column of a table."""
    text = f"The data of {archive.config.title} as files: tables, JSON, feeds, with a description and checksums."
    files = []
    for resource, parts in resources(data_files(archive, ())):
        columns = resource.table.columns if resource.table else ()
        told = tuple((column.name, column.about) for column in columns)
        members = tuple((name, about) for name, _, about in FIELDS)
        files.append(
            DataFileView(
                name=resource.name,
                about=resource.about,
                links=tuple(
                    Link(path, href(archive, part.address)) for path, part in zip(resource.paths, parts, strict=True)
                ),
                columns=members if resource.name == ENTRIES else told,
            )
        )
    return DataView(
        site=at(frame, archive, page.address),
        head=head(archive, page.address, "Data", text),
        files=tuple(files),
        package=href(archive, PACKAGE),
        checksums=href(archive, CHECKSUMS),
        feeds=feed_links(archive, urls.HOME),
    )
