"""Whatever happens to the files of a site that is served: in the end it is what a clean build would leave."""

from pathlib import Path

import pytest
from random_serving import begin, run
from serving import preview
from site_files import CLOCK

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("options", [(), ("--poll",)], ids=["events", "poll"])
def test_edits_at_random_end_in_what_a_clean_build_would_leave(tmp_path: Path, options: tuple[str, ...]) -> None:
    folder = tmp_path / "site"
    begin(folder)
    with preview(folder, "--clock", CLOCK, *options) as served:
        run(folder, served, seed=1, steps=40, count=4)
        assert served.process.poll() is None
