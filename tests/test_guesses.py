from archives import article, review, site

from fcgen import codes
from fcgen.archive.guesses import GUESSES, guess, no_guess
from fcgen.diagnostics import Diagnostic, did_you_mean

CLAIM = "text: This is made up."


def test_the_first_hundred_mistakes_are_told_with_a_guess_and_the_rest_without():
    assert guess([None] * (GUESSES - 1)) is did_you_mean
    assert guess([None] * GUESSES) is no_guess
    assert no_guess("claimz", ["claims"]) == ""


def guessed(found: list[Diagnostic]) -> list[bool]:
    """Which of the mistakes, in the order of files, are told with a guess."""
    return ["did you mean" in one.hint for one in found]


def test_an_archive_with_thousands_of_dead_references_is_told_what_was_meant_by_the_first():
    count = GUESSES + 5
    files = {"claims/bridge.md": CLAIM, "people/ann-example.md": "name: Ann"}
    for n in range(count):
        files |= {
            f"fact-checks/{n:03}.md": review("brigde", reviewer="Desk"),
            f"articles/{n:03}.md": article(more="related: [brigde]", body="[words](quote:brigde)"),
            f"claims/{n:03}.md": f"{CLAIM}\nclaimants: [ann-exampel-{n:03}]\nappearances: [{{article: '0000'}}]",
        }
    made = site(files)
    for code, path in (
        (codes.UNKNOWN_CLAIM, "site_src/fact-checks/"),
        (codes.UNKNOWN_CLAIM, "site_src/articles/"),
        (codes.UNKNOWN_ENTRY, "site_src/articles/"),
        (codes.UNKNOWN_ENTRY, "site_src/claims/"),
        (codes.UNKNOWN_ID, "site_src/claims/"),
    ):
        found = [one for one in made.diagnostics if one.code is code and one.path.startswith(path)]
        assert guessed(found) == [True] * GUESSES + [False] * 5, (code, path)
