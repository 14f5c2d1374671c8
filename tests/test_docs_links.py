"""Links between the pages of the documentation lead to pages and to headings that are there."""

import re
from pathlib import Path
from typing import Final

import pytest

import fcgen

ROOT: Final = Path(fcgen.__file__).parent.parent
PAGES: Final = ("README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")))
EXAMPLES: Final = re.compile(r"^( *)```.*?^\1```$|`[^`\n]+`(?!\])", re.MULTILINE | re.DOTALL)
LINK: Final = re.compile(r"\]\(([^)\s]+)\)")


def prose(page: Path) -> str:
    """A page without its examples, which may show links of an archive."""
    return EXAMPLES.sub("", page.read_text(encoding="utf-8"))


def places(page: Path) -> set[str]:
    """The fragments that lead to the headings of a page, as GitHub makes them; not those of a repeated one."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {fragment_of(heading) for heading in headings}


def fragment_of(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    dead = []
    for written in LINK.findall(prose(ROOT / page)):
        path, _, fragment = written.partition("#")
        if "://" in path:
            continue
        target = (ROOT / page).parent / path if path else ROOT / page
        if not target.exists() or (fragment and fragment not in places(target)):
            dead.append(written)
    assert dead == []
