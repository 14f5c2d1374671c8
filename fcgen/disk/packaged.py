"""What comes with the program besides its modules and the theme."""

from pathlib import Path

import fcgen


def schema_org() -> bytes:
    """Return the file with the vocabulary of schema.org. Raises OSError."""
    return (Path(fcgen.__file__).parent / "formats" / "schema_org.json").read_bytes()
