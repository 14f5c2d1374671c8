"""Edit and build, thousands of times over, and compare each time with a clean build. Run by `make soak`.

    tests/soak.py [STEPS [SEED]]

Takes about a quarter of a second a step on each core. A step that goes wrong is told with the story that led to it.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from test_incremental import Outcome, steps

STEPS: Final = 10_000
IN_A_ROW: Final = 50
"""How many steps one archive goes through."""


def run(seed: int) -> tuple[Counter[Outcome], str]:
    """Return what came of the steps of one archive, and the story of what went wrong, "" where nothing did."""
    found: Counter[Outcome] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        try:
            for outcome in steps(Path(folder), random.Random(seed), IN_A_ROW):
                found[outcome] += 1
        except AssertionError as error:
            return found, f"seed {seed}: {error}"
    return found, ""


def main() -> int:
    """Run as many steps as the command line says; return 1 where one of them went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    start, total, wrong = time.monotonic(), Counter[Outcome](), 0
    with ProcessPoolExecutor() as pool:
        for found, story in pool.map(run, range(first, first + -(-count // IN_A_ROW))):
            total += found
            wrong += bool(story)
            print(f"{total.total():,} steps, {time.monotonic() - start:,.0f} s", flush=True)
            if story:
                print(story, flush=True)
    print(", ".join(f"{outcome}: {number:,}" for outcome, number in sorted(total.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
