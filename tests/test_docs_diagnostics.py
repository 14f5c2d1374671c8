"""The page that explains every diagnostic is complete and says how severe each is."""

import re
from pathlib import Path

import pytest

from fcgen.codes import CODES, Code, Severity

PAGE = (Path(__file__).parent.parent / "docs" / "diagnostics.md").read_text(encoding="utf-8")
SECTIONS = {
    number: (title, text.strip())
    for number, title, text in re.findall(r"^## (FC\d+) (.+)\n\n((?:.+\n|\n(?!## ))+)", PAGE, re.MULTILINE)
}
ROWS = re.findall(r"^\| \[(FC\d+)\]\(#(\S+)\) \| (.+) \| (.+) \|$", PAGE, re.MULTILINE)

each_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.number)


def severity(code: Code) -> str:
    if code.severity is Severity.WARNING:
        return "Warning. An error with `--strict`."
    return "Error. A warning with `--lenient`." if code.lenient else "Error."


def in_list(code: Code) -> str:
    if code.severity is Severity.WARNING:
        return "warning"
    return "error, a warning with `--lenient`" if code.lenient else "error"


def anchor(heading: str) -> str:
    """Return the address that GitHub gives to a heading."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def test_every_code_has_its_section_in_order_and_no_section_is_of_another():
    assert re.findall(r"^## (FC\S*)", PAGE, re.MULTILINE) == [code.number for code in CODES]
    assert list(SECTIONS) == [code.number for code in CODES]


@each_code
def test_a_section_says_how_severe_its_mistake_is_what_it_means_and_how_to_mend_it(code):
    first, *rest = SECTIONS[code.number][1].split("\n\n")
    assert first == severity(code)
    assert len(" ".join(rest)) > 80


@each_code
def test_a_section_says_what_lenience_makes_of_its_mistake_where_it_makes_anything_of_it(code):
    _, rest = SECTIONS[code.number][1].split("\n\n", 1)
    assert ("With `--lenient`" in " ".join(rest.split())) == code.lenient


@each_code
def test_the_list_of_all_codes_leads_to_the_section_and_agrees_with_it(code):
    title, _ = SECTIONS[code.number]
    row = (code.number, anchor(f"{code.number} {title}"), code.summary, in_list(code))
    assert [found for found in ROWS if found[0] == code.number] == [row]


def test_the_list_of_all_codes_is_in_their_order():
    assert [number for number, _, _, _ in ROWS] == [code.number for code in CODES]


def test_links_within_the_page_lead_to_its_sections():
    found = set(re.findall(r"\]\(#(fc[^)]+)\)", PAGE))
    assert found == {anchor(f"{number} {title}") for number, (title, _) in SECTIONS.items()}
