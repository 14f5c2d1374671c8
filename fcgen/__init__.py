"""fcgen: a static-site generator for fact-check archives."""

from typing import Final

__version__: Final = "0.1.0"
