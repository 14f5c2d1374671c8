"""What of a site that is served lies on the disk: bodies and lines in the memo, files of the content, prints."""

import functools
import threading
from pathlib import Path

import msgspec

from fcgen.building.loading import line_of
from fcgen.building.pictures import print_of
from fcgen.digest import Digest, File
from fcgen.disk.memo import DamagedError, Memo
from fcgen.disk.source import Source
from fcgen.entries.body import Body
from fcgen.pictures import Pictured, Print

_BODY = msgspec.msgpack.Decoder(Body)
_BODIES = 256
"""So many bodies are remembered as values."""


class Stock:
    """A store for the answers of a site, for any thread. `state` is the folder that has the prints of pictures.

    `source` is what was found of the content; it is replaced when something else is.
    """

    def __init__(self, memo: Memo, state: Path, source: Source) -> None:
        self._memo, self._state = memo, state
        self._lock = threading.Lock()
        self.source = source
        self.body = functools.lru_cache(_BODIES)(self._body)

    def _body(self, name: Digest) -> Body:
        with self._lock:
            data = self._memo.get("bodies", name)
        if data is None:
            raise DamagedError(f"the body {name} is gone")
        return _BODY.decode(data)

    def line(self, path: str, read: Digest) -> bytes:
        """Return the line of the data for an entry whose file held what has the digest `read`."""
        with self._lock:
            return line_of(self._memo, path, read)

    def file(self, file: File) -> bytes:
        """Return what is in a file of the content. Raises FileNotFoundError."""
        try:
            return self.source.read(file.path)
        except KeyError as error:
            raise FileNotFoundError(file.path) from error

    def print(self, file: File, known: Pictured, one: Print) -> bytes:
        """Return a print of a picture."""
        try:
            return print_of(file, one, self.source, self._state)
        except KeyError as error:
            raise FileNotFoundError(file.path) from error
