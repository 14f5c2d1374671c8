"""A site told as a story: write, build, edit, build, and say what came of it."""

import datetime as dt
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
import txtar
from site_files import tree, without_search

from fcgen.building.inputs import How, Options
from fcgen.commands.build import build
from fcgen.console.progress import silent
from fcgen.console.summary import Done, Summary

JUNE: Final = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)


class Story:
    """A site in a folder. Every step returns the story, so that it can go on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.options = Options(JUNE, search=False, jobs=1)
        self.summary: Summary | None = None

    @property
    def out(self) -> Path:
        """The output folder."""
        return self.folder / "_site"

    @property
    def done(self) -> Done:
        """What the last build did, which succeeded."""
        assert self.summary is not None, "nothing was built"
        assert self.summary.done is not None, self.summary.diagnostics
        return self.summary.done

    # what an author does

    def write(self, files: Mapping[str, str]) -> "Story":
        """Write files, by their paths in the site's folder."""
        txtar.write(self.folder, files)
        return self

    def put(self, path: str, data: bytes) -> "Story":
        """Write a file that is no text."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(data)
        return self

    def edit(self, path: str, old: str, new: str) -> "Story":
        """Replace a text that stands in a file once."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")
        return self

    def edit_unseen(self, path: str, old: str, new: str) -> "Story":
        """Replace a text by one of the same length, and leave the file with the time that it had."""
        assert len(old.encode()) == len(new.encode())
        before = (self.folder / path).stat()
        self.edit(path, old, new)
        os.utime(self.folder / path, ns=(before.st_atime_ns, before.st_mtime_ns))
        return self

    def remove(self, path: str) -> "Story":
        """Remove a file or a folder."""
        target = self.folder / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()
        return self

    def rename(self, old: str, new: str) -> "Story":
        """Move a file."""
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(self.folder / new)
        return self

    def touch(self, path: str) -> "Story":
        """Give a file another time, and nothing else."""
        os.utime(self.folder / path, (1_000_000_000, 1_000_000_000))
        return self

    def build(self, clean: bool = False, explain: str = "", out: Path | None = None, **options: Any) -> "Story":
        """Build the site; options that are given hold for this build and all that follow."""
        self.options = msgspec.structs.replace(self.options, **options)
        self.summary = build(self.folder, How(out, clean, explain), self.options, silent)
        return self

    # what came of it

    def rendered_only(self, *addresses: str) -> "Story":
        """See that the last build rendered these pages and no others."""
        assert sorted(self.done.rendered) == sorted(addresses)
        return self

    def made_for_programs_only(self, *addresses: str) -> "Story":
        """See that the last build made these feeds and records of pages and no others."""
        assert sorted(self.done.for_programs) == sorted(addresses)
        return self

    def rendered_all(self) -> "Story":
        """See that the last build rendered every page."""
        assert len(self.done.rendered) == self.done.counts.pages
        return self

    def wrote(self, files: int) -> "Story":
        """See that the last build wrote so many files and removed none."""
        assert (self.done.placed.written, self.done.placed.removed) == (files, 0)
        return self

    def does_nothing_again(self) -> "Story":
        """See that another build stops after its scan."""
        self.build().rendered_only().wrote(0)
        assert self.summary is not None
        assert list(self.summary.seconds) == ["scan"]
        return self

    def failed(self, *codes: str) -> "Story":
        """See that the last build told these mistakes and wrote nothing."""
        assert self.summary is not None
        assert self.summary.done is None
        return self.told(*codes)

    def told(self, *codes: str) -> "Story":
        """See that the last build told these mistakes and no others."""
        assert self.summary is not None
        assert [one.code.number for one in self.summary.diagnostics] == list(codes)
        return self

    def explained(self, *lines: str) -> "Story":
        """See that the last build explained a page in these lines."""
        assert list(self.done.explained) == list(lines)
        return self

    def is_as_from_scratch(self) -> "Story":
        """See that the output is what a build from scratch would have left, byte for byte, Pagefind's files aside."""
        scratch = self.folder.parent / f"{self.folder.name}-from-scratch"
        shutil.rmtree(scratch, ignore_errors=True)
        kept = shutil.ignore_patterns("_site", ".fcgen")
        shutil.copytree(self.folder, scratch, ignore=kept)
        other = build(scratch, How(), self.options, silent)
        assert self.summary is not None
        assert self.summary.diagnostics == other.diagnostics
        found, expected = without_search(tree(self.out)), without_search(tree(scratch / "_site"))
        assert found.keys() == expected.keys()
        assert [path for path in found if found[path] != expected[path]] == []
        return self
