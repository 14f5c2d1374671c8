"""A made-up archive edited at random while it is served to many readers, and compared with clean builds."""

import contextlib
import http.client
import random
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

from edits import begin, edit, restore, sources
from serving import PATIENCE, Preview, eventually
from site_files import tree, without_search
from story import JUNE

from fcgen.building.inputs import How, Options
from fcgen.commands.build import build
from fcgen.console.progress import silent
from fcgen.diagnostics import errors

BETWEEN: Final = 20
"""Edits from one comparison to the next."""

SEARCH: Final = "search/index.html"
"""A page that names the shelves of the index, which is made in the background."""

_CANONICAL: Final = re.compile(rb'<link rel="canonical" href="https://example\.org([^"]*)">')


def _others(folder: Path, chance: random.Random) -> str:
    """Do to files what the edits don't: move folders, save by other names, many at once."""
    content = folder / "site_src"
    entries = sorted(content.rglob("*.md"))
    match chance.randrange(5):
        case 0 if entries:
            entry = chance.choice(entries)
            new = entry.with_name(f".{entry.name}.new")
            new.write_bytes(entry.read_bytes() + b"\nSaved by its name.\n")
            new.replace(entry)
            return f"save {entry.name} by renaming"
        case 1 if entries:
            entry = chance.choice(entries)
            data = entry.read_bytes()
            entry.rename(entry.with_name(f"{entry.name}~"))
            entry.write_bytes(data + b"\nSaved with a backup.\n")
            return f"save {entry.name} with a backup"
        case 2:
            old, new = content / "articles/2024", content / f"articles/{chance.randrange(3)}"
            if old.is_dir() and not new.exists():
                old.rename(new)
            elif new.is_dir() and not old.exists():
                new.rename(old)
            return "move a folder"
        case 3:
            moved = folder / "elsewhere"
            if moved.is_dir() and not (content / "topics").exists():
                moved.rename(content / "topics")
            elif (content / "topics").is_dir() and not moved.exists():
                (content / "topics").rename(moved)
            return "move a folder out or in"
        case _:
            for number in range(30):
                file = content / f"articles/many/{number}.md"
                file.parent.mkdir(exist_ok=True, parents=True)
                file.write_text(f"---\ntitle: Number {number}\ndate: 2024-01-01\n---\nMade up.\n", encoding="utf-8")
            if chance.random() < 0.5:
                shutil.rmtree(content / "articles/many")
            return "write many, and perhaps remove them"


def edited(folder: Path, chance: random.Random) -> str:
    """Change something, and say what."""
    return _others(folder, chance) if chance.random() < 0.2 else edit(folder, chance)


def settle(folder: Path, served: Preview) -> None:
    """Wait until all that was done to a sound site is served.

    Whoever looks for changes looks at one file after the other, and may see of two changes only the later one. But the
    look that sees a mark gone began after the one that saw it there had ended, and so after all that was done before.
    """
    mark = folder / "site_src/pages/mark.md"
    mark.parent.mkdir(exist_ok=True)
    mark.write_text("---\ntitle: Made up, to be seen\n---\n", encoding="utf-8")
    eventually(lambda: served.page("mark/").status == 200, 2 * PATIENCE)
    mark.unlink()
    eventually(lambda: served.page("mark/").status == 404, 2 * PATIENCE)


def _is_served(served: Preview, path: str, data: bytes) -> bool:
    answer = served.page(path)
    return (answer.status, answer.built) == (200, data)


def compare(folder: Path, served: Preview, scratch: Path, gone: set[str]) -> set[str] | None:
    """See that all that is served is, in time, what a clean build would leave; return the paths of all of it.

    `gone` are paths of earlier builds, which must not be answered any more. Where the build fails, its mistakes must be
    told, and nothing is returned.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    for name, source in sources(folder):
        shutil.copytree(source, scratch / name) if source.is_dir() else shutil.copyfile(source, scratch / name)
    summary = build(scratch, How(), Options(JUNE, jobs=1), silent)
    if summary.done is None:
        wrong = {(one.path, one.message) for one in errors(summary.diagnostics)}
        with served.open("nowhere/") as page:
            told: set[tuple[str, str]] = set()
            of_templates = any(one.code.number.startswith("FC8") for one in errors(summary.diagnostics))
            while not (told and told <= wrong if of_templates else told == wrong):
                told = {(one["path"], one["message"]) for one in page.told("mistakes")}
        return None
    files = {path: data for path, data in without_search(tree(scratch / "_site")).items() if path[0] != "."}
    for path, data in files.items():  # as the edits left it, before all of the archive is assembled again to settle it
        eventually(partial(_is_served, served, path, data), 2 * PATIENCE)
    settle(folder, served)
    for path, data in files.items():
        if path == SEARCH:
            eventually(partial(_is_served, served, path, data), 2 * PATIENCE)
        assert _is_served(served, path, data), path
    for path in gone - files.keys():
        assert served.page(path).status == 404, path
    return set(files)


@contextmanager
def readers(served: Preview, count: int, wrong: list[str]) -> Iterator[list[str]]:
    """Let many read whatever is at given addresses, which may change, and note in `wrong` what they should not get."""
    addresses = [""]
    ended = threading.Event()

    def read(number: int) -> None:
        chance = random.Random(number)
        while not ended.wait(0.01):
            address = chance.choice(addresses)
            try:
                answer = served.page(address)
            except (ConnectionError, http.client.HTTPException, TimeoutError) as error:
                if not ended.is_set():
                    wrong.append(f"{address}: {error!r}")
                continue
            said = _CANONICAL.search(answer.body)
            if answer.status not in (200, 404, 503):
                wrong.append(f"{address}: {answer.status} {answer.body[-300:]!r}")
            elif answer.status == 200 and said and not said[1].decode().endswith(f"/{address}".replace("//", "/")):
                wrong.append(f"{address} was answered with {said[1]!r}")

    threads = [threading.Thread(target=read, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield addresses
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def memory(served: Preview) -> float:
    """Return how many megabytes a preview has, without its children."""
    status = Path(f"/proc/{served.process.pid}/status")
    with contextlib.suppress(FileNotFoundError):
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
        if found:
            return int(found[1]) / 1024
    return 0.0


def run(folder: Path, served: Preview, seed: int, steps: int, count: int) -> list[float]:
    """Edit an archive, which is served, at random so many times, with so many readers; return its memory over time."""
    chance = random.Random(seed)
    story: list[str] = []
    wrong: list[str] = []
    known: set[str] = set()
    sizes: list[float] = []
    with readers(served, count, wrong) as addresses:
        for step in range(steps):
            story.append(edited(folder, chance))
            if (step + 1) % BETWEEN == 0 or step + 1 == steps:
                try:
                    scratch = folder.parent / f"{folder.name}-scratch"
                    found = compare(folder, served, scratch, known)
                    if found is None:
                        story.append(restore(folder))
                        found = compare(folder, served, scratch, known)
                    assert found is not None
                    known |= found
                except AssertionError as error:
                    raise AssertionError("\n".join((*story[-2 * BETWEEN :], *served.said[-20:], str(error)))) from error
                addresses[:] = [path.removesuffix("index.html") for path in known if path.endswith("index.html")] or [
                    ""
                ]
                sizes.append(memory(served))
                assert not wrong, wrong[:3]
    assert not wrong, wrong[:3]
    return sizes


__all__ = ["begin", "run"]
