"""What was published before: the list that `fcgen check --against` names, from the web or from a file."""

from pathlib import Path

from fcgen.disk.web import FetchError, fetch
from fcgen.fields import is_web_address
from fcgen.formats import url_list
from fcgen.formats.url_list import NoList, Published

_NOT_FOUND = (404, 410)


class NoListError(Exception):
    """There is no list to compare with; the message says why and what to do."""


def published(root: Path, against: str) -> Published:
    """Return the list at a web address, or in a file relative to the folder `root`.

    Raises NoListError, and FetchError and OSError for what may be there the next time.
    """
    found = url_list.read(_data(root, against))
    if isinstance(found, NoList):
        raise NoListError(f"{against}: {found.why}")
    return found


def _data(root: Path, against: str) -> bytes:
    if not is_web_address(against):
        if not (root / against).is_file():
            raise NoListError(
                f"{root / against}: there is no such file; name a list of addresses, or where it is on the web"
            )
        return (root / against).read_bytes()
    try:
        return fetch(against)
    except FetchError as error:
        if error.status not in _NOT_FOUND:
            raise
        raise NoListError(f"{error}; was nothing published there yet? then leave --against away") from error
