"""SHA-256 sums of files as `sha256sum --check` reads them. Source: GNU coreutils."""

from collections.abc import Mapping

from fcgen.digest import Digest


def write(files: Mapping[str, Digest]) -> bytes:
    """Return the sums of files by their names, which are relative to the file that this is."""
    return "".join(f"{content}  {name}\n" for name, content in sorted(files.items())).encode()
