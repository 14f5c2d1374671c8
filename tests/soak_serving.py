"""Edit a site that is served, a thousand times over, with fifty readers, and compare it with clean builds.

    tests/soak_serving.py [STEPS [SEED [READERS]]]

Run by `make soak`. Half of the steps are told by events, the other half by a poll.
"""

import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from random_serving import begin, run
from serving import preview
from site_files import CLOCK

STEPS: Final = 1000
READERS: Final = 50
GROWTH: Final = 80.0
"""Megabytes by which a preview may grow from the middle of a run to its end: caches fill up, nothing else does."""


def main() -> int:
    """Run as many steps as the command line says; return 1 where one of them went wrong."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    readers = int(sys.argv[3]) if len(sys.argv) > 3 else READERS
    wrong = 0
    for options in ((), ("--poll",)):
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as work:
            folder = Path(work) / "site"
            begin(folder)
            with preview(folder, "--clock", CLOCK, *options) as served:
                try:
                    sizes = run(folder, served, seed, steps // 2, readers)
                except AssertionError as error:
                    print(error, flush=True)
                    wrong += 1
                    continue
        grown = sizes[-1] - sizes[len(sizes) // 2]
        how = "a poll" if options else "events"
        print(f"{steps // 2:,} steps told by {how}, {readers} readers, {time.monotonic() - start:,.0f} s", end=", ")
        print(f"memory {sizes[0]:.0f}, {sizes[len(sizes) // 2]:.0f}, {sizes[-1]:.0f} MB", flush=True)
        wrong += grown > GROWTH
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
