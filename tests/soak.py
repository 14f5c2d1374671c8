"""Edit and build, thousands of times over, and compare each time with a clean build. Run by `make soak`.

    tests/soak.py [STEPS [SEED]]

Takes a tenth of a second a step on each core. A step that goes wrong is told with the story that led to it. Templates
are compiled once for all steps, since that would take most of the time and is the same for the builds compared.
"""

import functools
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

import jinja2
from jinja2.bccache import Bucket
from test_incremental import Outcome, steps

STEPS: Final = 10_000
IN_A_ROW: Final = 50
"""How many steps one archive goes through."""


class Compiled(jinja2.BytecodeCache):
    """Compiled templates in memory, by their names and texts."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is known of a template."""
        if found := self.known.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self.known[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


def begin() -> None:
    """Let this process compile each template once."""
    made = jinja2.Environment.__init__
    jinja2.Environment.__init__ = functools.partialmethod(made, bytecode_cache=Compiled())  # type: ignore[method-assign]


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
    with ProcessPoolExecutor(initializer=begin) as pool:
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
