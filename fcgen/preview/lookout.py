"""The lookout of a served site: who tells of its changes, and whether there are any that nobody told of."""

from pathlib import Path, PurePosixPath

from fcgen.config import CONFIG_FILE
from fcgen.console.report import say
from fcgen.disk.source import Marks
from fcgen.disk.theme import packaged
from fcgen.preview.standing import Standing
from fcgen.server.looks import Look, Looks
from fcgen.server.watching import POLL, Events, Folder, Place, Poll, differences, fault, hint
from fcgen.words import nfc


class Lookout:
    """Sees to it that `looks` is told of changes: by the system's events, or by a poll where that is asked for.

    `doubt`: something may have changed that nobody told of, so that one should look at leisure.
    """

    def __init__(self, root: Path, looks: Looks, poll: bool) -> None:
        self._root, self._looks = root, looks
        self._events = None if poll else Events(looks)
        self._poll: Poll | None = None
        self._place = _place(root, Standing())
        self._marks: dict[str, Marks] = {}
        self._hinted = poll
        self.doubt = False

    def is_elsewhere(self, standing: Standing) -> bool:
        """Tell whether a site lies in other folders than those that are watched."""
        return _place(self._root, standing) != self._place

    def move(self, standing: Standing) -> None:
        """Watch where a site lies. It must be looked at as a whole after that."""
        place = _place(self._root, standing)
        if place != self._place or not self._marks:
            self._place, self._marks = place, place.marks()
        if self._events:
            try:
                self._events.move(place)
            except OSError as error:
                self._lose_events(error)
        if self._events is None:
            if self._poll is None:
                self._poll = Poll(place, self._looks)
                self._poll.start()
            self._poll.move(place)
        if not self._hinted and (told := hint(folder.path for folder in place.folders)):
            self._hinted = True
            say(told)

    def looked(self, look: Look, edited: bool) -> None:
        """Note what was looked at, and whether nothing but texts was found to be edited."""
        self.doubt = self.doubt or look.whole or len(look.paths) > 1 or not edited or self._events is None

    def at_leisure(self, standing: Standing) -> Look | None:
        """Return where something changed that nobody told of."""
        self.doubt = False
        if self._events and not self._events.sound:
            self._lose_events(OSError("what watches has ended"))
            return Look(whole=True)
        before, self._marks = self._marks, self._place.marks()
        known = self._events.take() if self._events else frozenset()
        astray = self._astray(standing)
        found = differences(before, self._marks) | astray
        # What was written a moment ago may be written again, and look the same.
        self.doubt = any(not one for marks in self._marks.values() for one in marks.values())
        surely = differences(before, self._marks, sure=True) - astray
        untold = sorted(path for path in surely if known.isdisjoint((path, *map(str, PurePosixPath(path).parents))))
        if self._events and untold and not self._hinted:
            self._hinted = True
            say(f"{untold[0]} changed, and the system did not tell of it; {POLL}.")
        return Look(found) if found else None

    def _astray(self, standing: Standing) -> frozenset[str]:
        """Return the files that are there and were not seen, or the other way round."""
        found = standing.found
        if found is None or found.source.unreadable or found.source.diagnostics:
            return frozenset()
        inside = f"{found.config.content}/"
        there = {nfc(path) for marks in self._marks.values() for path in marks}
        return frozenset({path for path in there if path.startswith(inside)} ^ found.source.files.keys())

    def end(self) -> None:
        """Watch no more."""
        if self._events:
            self._events.end()
        if self._poll:
            self._poll.end()

    def _lose_events(self, error: OSError) -> None:
        say(fault(error))
        if self._events:
            self._events.end()
        self._events = None


def _place(root: Path, standing: Standing) -> Place:
    """Return what is to be watched: as much as is known of it."""
    found = standing.found or (standing.sound.found if standing.sound else None)
    own = [Folder(root, found.config.content), Folder(root, found.config.templates)] if found else []
    theme = Folder(packaged().parent, packaged().name)
    folders = {folder.path: folder for folder in (*own, theme)}
    return Place(root, frozenset({CONFIG_FILE}), tuple(folders.values()))
