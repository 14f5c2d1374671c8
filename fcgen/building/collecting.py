"""Python's collector of cycles, held back where it takes more time than it is worth."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Enclose what makes millions of values and no cycles worth looking for: collecting took half of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
