"""`docs/tutorial.md`: its commands, run in order, and the files that it shows lead to a published site."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final, NamedTuple

import picture_files
import pytest
import repositories
from html_pages import main_text, parsed, problems
from serving import preview
from site_files import tree

import fcgen

ROOT: Final = Path(fcgen.__file__).parent.parent
TEXT: Final = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PATH: Final = re.compile(r"(?:---\n)?(?:<!--|#) ([\w./-]+)(?: -->)?\n")
FROM_THE_NETWORK: Final = (
    "python3 -m venv fcgen/.venv",
    "fcgen/.venv/bin/pip install ./fcgen",
    'export PATH="$PWD/fcgen/.venv/bin:$PATH"',
    "pip wheel --no-deps ../fcgen",
)
"""What is not tried: it installs or packs fcgen, for which pip asks a registry. The tests' own fcgen stands in."""
SERVE: Final = "fcgen serve"
AT_GITHUB: Final = "https://github.com/NAME/my-archive.git"
PICTURE, REVIEW = "site_src/fact-checks/pool.jpg", "fact-checks/is-the-pool-open-every-day/index.html"


class Reader(NamedTuple):
    """Somebody who does what the page says, in an empty folder."""

    home: Path

    @property
    def site(self) -> Path:
        return self.home / "my-archive"

    @property
    def remote(self) -> Path:
        return self.home.parent / "remote.git"

    def does(self, line: str, folder: Path) -> str:
        """Run a line of the page in a shell; it must succeed. Returns what it prints."""
        environment = os.environ | repositories.ALONE | {"PYTHONPATH": str(ROOT), "PATH": self._path()}
        command = line.replace(AT_GITHUB, str(self.remote))
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{line}\n{done.stdout}"
        if line.startswith("git init"):
            repositories.name(folder)
        return done.stdout

    def writes(self, path: str, text: str) -> None:
        """Write what the page shows of a file: settings take their line's place, the end of a text is added to it."""
        file = self.site / path
        if path == "config.yaml":
            settings = file.read_text(encoding="utf-8")
            for line in text.splitlines()[1:]:
                key = line.partition(":")[0]
                settings, found = re.subn(rf"^{key}: .*$", lambda _, line=line: line, settings, flags=re.MULTILINE)
                assert found == 1, f"config.yaml has no line {key!r}"
            file.write_text(settings, encoding="utf-8")
        elif text.startswith("<!--"):
            with file.open("a", encoding="utf-8") as end:
                end.write(f"\n{text}")
            (self.site / PICTURE).write_bytes(picture_files.from_camera(width=900, height=600))
        else:
            assert file.is_file(), f"{path} was not made before"
            file.write_text(text, encoding="utf-8")

    def _path(self) -> str:
        return f"{self.home.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A reader with fcgen on the path, and the bare repository that stands for the one at GitHub."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "fcgen"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m fcgen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / "home").mkdir()
    made = Reader(tmp_path / "home")
    repositories.git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(made.remote))
    return made


def branch(reader: Reader, name: str) -> set[str]:
    return set(repositories.git(reader.remote, "ls-tree", "-r", "--name-only", name).split())


def test_what_needs_the_network_is_on_the_page_and_nothing_else_is_left_untried() -> None:
    lines = [line for kind, text in BLOCK.findall(TEXT) if kind == "sh" for line in text.splitlines()]
    assert {*FROM_THE_NETWORK, SERVE} <= {*lines}
    assert {line.split()[0] for line in {*lines} - {*FROM_THE_NETWORK}} == {"fcgen", "cd", "rm", "git"}
    assert f"./fcgen-{fcgen.__version__}-py3-none-any.whl" in TEXT


@pytest.mark.slow
def test_the_page_done_from_its_beginning_leads_to_a_published_archive(reader: Reader) -> None:
    folder, printed = reader.home, ""
    for kind, text in BLOCK.findall(TEXT):
        named = PATH.match(text)
        if named:
            reader.writes(named[1], text)
        elif kind == "text":
            assert text in printed
        else:
            assert kind == "sh", f"an example does not say which file it is:\n{text}"
            printed = ""
            for line in text.splitlines():
                if line.startswith("cd "):
                    folder /= line.removeprefix("cd ")
                elif line == SERVE:
                    with preview(folder) as served:
                        assert served.has("/", "An example archive")
                        assert served.base_path == "/"
                elif line not in FROM_THE_NETWORK:
                    printed += reader.does(line, folder)
    assert branch(reader, "gh-pages") == tree(reader.site / "_site").keys()
    assert {".github/workflows/publish.yml", "requirements.txt", PICTURE} <= branch(reader, "main")
    shown = main_text((reader.site / "_site" / REVIEW).read_bytes())
    assert "The pool is closed for two weeks each autumn." in shown
    assert "The pool in a made-up autumn" in shown
    assert parsed((reader.site / "_site" / REVIEW).read_bytes()).xpath("//figure//img[@alt]")
    assert problems(reader.site / "_site", "/my-archive/", "https://name.github.io") == []
    assert "no mistakes." in reader.does("fcgen check --strict", reader.site)
