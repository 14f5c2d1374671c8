"""Pictures on all cores, each content once: what is known of them for the pages that show them, and their files.

What is known is kept in the memo by the digest of the picture's file; the prints are kept as files beside the memo,
called by their own digests, and made again where one is gone.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from fcgen.archive import urls
from fcgen.building.workers import Workers, mapped
from fcgen.codes import CODES
from fcgen.console.progress import Progress
from fcgen.diagnostics import START, Diagnostic, diagnostic
from fcgen.digest import Digest, File, digest
from fcgen.disk import pictures as pixels
from fcgen.disk.memo import DamagedError, Memo
from fcgen.disk.output import Stage
from fcgen.disk.source import Source
from fcgen.pages.pictures import print_address
from fcgen.pages.plan import Plan
from fcgen.pictures import Fault, Pictured, Print, is_drawn

_CODES: Final = {code.number: code for code in CODES}
_KNOWN: Final = msgspec.json.Decoder(Pictured | Fault)
_FOLDER: Final = "pictures"
_CHUNK: Final = 2
"""How many pictures a process is given at a time."""

_SPARE: Final = 100
"""So many more than twice what is used is kept: branches come and go, but not for ever."""


class Keeping(msgspec.Struct, frozen=True):
    """Where pictures are kept from build to build: the memo, and the folder that it is in."""

    memo: Memo
    state: Path

    @property
    def folder(self) -> Path:
        """The folder of the prints."""
        return self.state / _FOLDER


class Found(msgspec.Struct, frozen=True):
    """What is known of the pictures of a site, by path; what is wrong with others; what is not as the scan found it.

    `names` are those in the memo of all that is known.
    """

    pictures: Mapping[str, Pictured] = {}
    diagnostics: tuple[Diagnostic, ...] = ()
    moved: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()


class _Order(msgspec.Struct, frozen=True):
    """A picture to be looked at: its path, where it is, its digest, and whether it becomes prints."""

    path: str
    real: Path
    digest: Digest
    printed: bool


class _Done(msgspec.Struct, frozen=True):
    """What is known of a picture, and the digest of what was really read."""

    known: Pictured | Fault
    read: Digest


def pictures(plan: Plan, source: Source, keeping: Keeping | None, crew: Workers, progress: Progress) -> Found:
    """Return what is known of the logo and of the pictures that entries show or link to.

    Those beside entries are made into prints.

    Where nothing is kept, no prints are made. Raises OSError and DamagedError.
    """
    beside = {copy.file.path for one in plan.followed.values() for copy in one.copies}
    shown = [file for one in plan.followed.values() for file in one.pictures]
    orders = {
        file.path: _Order(file.path, source.real[file.path], file.digest, file.path in beside)
        for file in (*shown, *([plan.logo] if plan.logo else []))
    }
    names = {path: _name(order, order.digest) for path, order in sorted(orders.items())}
    known: dict[str, Pictured | Fault] = {}
    missing: dict[str, _Order] = {}
    for path, name in names.items():
        data = keeping.memo.get("pictures", name) if keeping else None
        if data is None:
            missing[name] = orders[path]
        else:
            known[name] = _KNOWN.decode(data)
    if keeping and missing:
        keeping.folder.mkdir(exist_ok=True)
    moved: set[Digest] = set()
    for order, done in _looked_at(list(missing.values()), keeping, crew, progress):
        known[_name(order, order.digest)] = done.known
        if keeping:
            keeping.memo.put("pictures", [(_name(order, done.read), msgspec.json.encode(done.known))])
        if done.read != order.digest:
            moved.add(order.digest)
    found = {path: known[name] for path, name in names.items()}
    return Found(
        pictures={path: one for path, one in found.items() if isinstance(one, Pictured)},
        diagnostics=tuple(_told(path, one) for path, one in found.items() if isinstance(one, Fault)),
        moved=tuple(path for path, order in orders.items() if order.digest in moved),
        names=frozenset(names.values()),
    )


def _name(order: _Order, read: Digest) -> Digest:
    return digest(f"{read}\0{order.printed}\0{is_drawn(order.path)}".encode())


def _told(path: str, fault: Fault) -> Diagnostic:
    return diagnostic(_CODES[fault.number], path, START, fault.message, fault.hint)


def _looked_at(
    orders: Sequence[_Order], keeping: Keeping | None, crew: Workers, progress: Progress
) -> Iterator[tuple[_Order, _Done]]:
    """Yield what came of each picture; those with pixels are looked at on all cores."""
    folder = keeping.folder if keeping else None
    drawn = [order for order in orders if is_drawn(order.path)]
    others = [order for order in orders if not is_drawn(order.path)]
    step = progress("Making pictures", len(others))
    yield from zip(drawn, _look(folder, drawn), strict=True)
    for order, done in zip(others, mapped(_look, folder, others, _CHUNK, crew), strict=True):
        yield order, done
        step()


def _look(folder: Path | None, chunk: Sequence[_Order]) -> list[_Done]:
    done = []
    for order in chunk:
        data = order.real.read_bytes()
        if is_drawn(order.path):
            known: Pictured | Fault = pixels.drawn(data)
        elif order.printed and folder:
            made = pixels.made(data)
            known = made.known
            for file in made.files:
                (folder / digest(file)).write_bytes(file)
        else:
            known = pixels.measured(data)
        done.append(_Done(known, digest(data)))
    return done


def stage_prints(file: File, known: Pictured, source: Source, state: Path, staged: Stage) -> None:
    """Stage the prints of a picture, those that are not in place. Raises RefusedError, DamagedError and OSError."""
    made: Mapping[Digest, bytes] = {}
    for one in known.prints:
        path = urls.output(print_address(file, known, one))
        if staged.keeps(path, one.digest):
            continue
        data = _kept(state / _FOLDER / one.digest, one.digest)
        if data is None:
            made = made or {digest(data): data for data in pixels.made(source.read(file.path)).files}
            data = made.get(one.digest)
        if data is None:
            raise DamagedError(f"{file.path} is no longer made as it was")
        staged.add(path, data)


def print_of(file: File, one: Print, source: Source, state: Path) -> bytes:
    """Return a print of a picture; where it is gone, all of its prints are made again, and kept.

    Raises DamagedError and OSError.
    """
    data = _kept(state / _FOLDER / one.digest, one.digest)
    if data is None:
        (state / _FOLDER).mkdir(exist_ok=True)
        for made in pixels.made(source.read(file.path)).files:
            (state / _FOLDER / digest(made)).write_bytes(made)
            data = made if digest(made) == one.digest else data
    if data is None:
        raise DamagedError(f"{file.path} is no longer made as it was")
    return data


def _kept(path: Path, content: Digest) -> bytes | None:
    """Return a print that was kept, or None where it is gone or damaged."""
    data = path.read_bytes() if path.is_file() else b""
    return data if digest(data) == content else None


def forget_other_pictures(keeping: Keeping, found: Found) -> None:
    """Forget other pictures, once they are more than these. Raises DamagedError and OSError."""
    if keeping.memo.count("pictures") > 2 * len(found.names) + _SPARE:
        keeping.memo.drop("pictures", keeping.memo.names("pictures") - found.names)
    used = {one.digest for known in found.pictures.values() for one in known.prints}
    there = {path.name for path in keeping.folder.iterdir()} if keeping.folder.is_dir() else set()
    if len(there) > 2 * len(used) + _SPARE:
        for name in there - used:
            (keeping.folder / name).unlink()
