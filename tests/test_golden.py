"""Small sites with all that is expected of them, so that every change of what readers see is seen."""

from pathlib import Path

import golden
import pytest
import txtar


@pytest.mark.parametrize("path", golden.sites(), ids=lambda path: path.stem)
def test_a_golden_site_is_built_as_it_was(tmp_path: Path, path: Path) -> None:
    _, site, wanted = golden.parts(path)
    assert golden.found(site, wanted, tmp_path) == wanted


def test_there_are_golden_sites_and_each_expects_pages_as_well_as_paths() -> None:
    assert len(golden.sites()) >= 3
    for path in golden.sites():
        comment, _, wanted = golden.parts(path)
        assert comment
        assert "expected/paths" in wanted
        assert len(wanted) > 1


def test_a_file_with_several_files_in_it_is_read_and_formed_alike() -> None:
    text = "For readers.\n\n-- a.md --\n---\nx: 1\n---\n-- b/c.md --\n\n-- d --\nno mark: -- x\n"
    comment, files = txtar.parse(text)
    assert comment == "For readers.\n\n"
    assert files == {"a.md": "---\nx: 1\n---\n", "b/c.md": "\n", "d": "no mark: -- x\n"}
    assert txtar.form(comment, files) == text


def test_a_file_that_is_there_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        txtar.parse("-- a --\n-- a --\n")
