"""What every page shows besides its own: the site around it, what machines are told, the parts of an entry."""

import msgspec

from fcgen.pages.model import BodyView, Correction, Link, Picture, When


class MenuItem(msgspec.Struct, frozen=True):
    """A link of the menu; `current`: this page, or the list that it belongs to."""

    text: str
    url: str
    current: bool


class Logo(msgspec.Struct, frozen=True):
    """The picture at the head of every page; its size is 0 where it is not known."""

    url: str
    alt: str
    width: int
    height: int


class Site(msgspec.Struct, frozen=True):
    """What every page shows of the site. What is not configured is "": `search_url`, `contact_url`.

    `own_stylesheet` is what the site adds to `stylesheet`, or "".
    """

    title: str
    language: str
    direction: str
    home: str
    base_path: str
    menu: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]
    stylesheet: str
    own_stylesheet: str
    icon: str
    logo: Logo | None
    search_url: str
    contact_url: str


class FeedLink(msgspec.Struct, frozen=True):
    """A feed that has what is new on a page; `media_type` says in which form."""

    title: str
    url: str
    media_type: str


class Head(msgspec.Struct, frozen=True):
    """What is said of a page for machines. `canonical` is "" where a page is not to be indexed.

    `feeds` are those of the page, then those of the archive; `record` is the address of what the page shows for
    programs, `image` that of its picture, with the host; its size is 0 where it is not known. `structured_data` is
    JSON-LD for a script element.
    """

    title: str
    description: str
    canonical: str
    type: str = "website"
    alternates: tuple[Link, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    record: str = ""
    image: str = ""
    image_width: int = 0
    image_height: int = 0
    structured_data: str = ""


class EntryPart(msgspec.Struct, frozen=True):
    """What the pages of all entries have. `kind` is a word for readers; `private` are the author's `x_` keys."""

    kind: str
    title: str
    language: str
    direction: str
    when: When | None
    updated: When | None
    summary: tuple[str, ...]
    topics: tuple[Link, ...]
    image: Picture | None
    body: BodyView | None
    corrections: tuple[Correction, ...]
    retracted: bool
    translations: tuple[Link, ...]
    private: dict[str, str]
