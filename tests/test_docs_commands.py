"""The documentation names every command and every option, and shows what `init` and `build` print as it is printed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest
from command_line import run
from test_docs_links import fragment_of, places

import fcgen
from fcgen.cli import cli

DOCS: Final = Path(fcgen.__file__).parent.parent / "docs"
COMMANDS: Final = (DOCS / "commands.md").read_text(encoding="utf-8")
WHERE: Final = {
    "deploy": "publishing.md#by-fcgen-deploy",
    "theme list": "themes.md",
    "theme copy": "themes.md",
}
"""Where the list of commands leads for those that have no page of their own name."""


def commands(group: click.Group = cli, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """All commands of the command line, with the words that call them."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} ")
        else:
            yield f"{before}{name}", command


EVERY: Final = dict(commands())


def section(page: Path, fragment: str) -> str:
    """What a page says under the heading that a fragment leads to, or all of it."""
    text = page.read_text(encoding="utf-8")
    if not fragment:
        return text
    assert fragment in places(page)
    parts = re.split(r"^## ", text, flags=re.MULTILINE)
    (found,) = (part for part in parts if fragment_of(part.partition("\n")[0]) == fragment)
    return found


def explained(name: str) -> str:
    path, _, fragment = WHERE.get(name, f"{name}.md").partition("#")
    return section(DOCS / path, fragment)


@pytest.mark.parametrize("name", EVERY)
def test_the_list_of_commands_leads_to_where_each_is_explained(name: str) -> None:
    (row,) = (line for line in COMMANDS.splitlines() if line.startswith("| `fcgen ") and f"`fcgen {name}`" in line)
    assert f"]({WHERE.get(name, f'{name}.md')})" in row
    assert f"fcgen {name}" in explained(name)


@pytest.mark.parametrize("name", EVERY)
def test_every_option_of_a_command_is_named_where_it_is_explained(name: str) -> None:
    code = " ".join(re.findall(r"`[^`\n]+`|^```\n.*?^```$", explained(name), re.MULTILINE | re.DOTALL))
    options = [one for one in EVERY[name].params if isinstance(one, click.Option)]
    written = {spelled for one in options for spelled in (*one.opts, *one.secondary_opts)}
    assert {spelled for spelled in written if not re.search(rf"{spelled}(?![\w-])", code)} == set()


def test_what_all_commands_take_is_named_above_them() -> None:
    assert all(max(one.opts, key=len) in COMMANDS for one in cli.params)
    assert all(f"`{name}`" in COMMANDS for name in cli.context_settings["help_option_names"])


@pytest.mark.slow
def test_what_the_pages_of_init_and_build_show_is_what_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("init.md", "build.md"))
    shown = re.findall(r"^```\n\$ fcgen (init|build)([^\n]*)\n(.*?)^```$", pages, re.MULTILINE | re.DOTALL)
    (_, folder, made), first, wrong, why = shown
    monkeypatch.chdir(tmp_path)
    site = tmp_path / folder.strip()
    article = site / "site_src/articles/2024/bridge-opening.md"

    def printed(command: str, options: str) -> str:
        done = run(site, command, *options.split(), "--jobs", "1")
        return _without_what_differs(done.stderr)

    assert run(Path(), "init", folder.strip()).stderr == made
    text = article.read_text(encoding="utf-8")
    assert printed(*first[:2]) == _without_what_differs(first[2])
    article.write_text(text.replace("outlet:", "outlett:", 1), encoding="utf-8")
    assert printed(*wrong[:2]) == wrong[2]
    article.write_text(re.sub(r"(?m)^title: .*", 'title: "Another headline"', text), encoding="utf-8")
    assert printed(*why[:2]) == _without_what_differs(why[2])


def _without_what_differs(text: str) -> str:
    """What is printed without the folder, the seconds, and how many files were written: Pagefind has a say in that."""
    text = re.sub(r"\d+\.\d\d", "0.00", re.sub(r"files to \S+/my-archive/", "files to /", text))
    return re.sub(r"^Wrote.*", lambda line: re.sub(r"\d+", "0", line[0]), text, flags=re.MULTILINE)
