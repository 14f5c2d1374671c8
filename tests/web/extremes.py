"""A small made-up archive of what is too tall, too many, or in another language than the site."""

from pathlib import Path
from typing import Final

import txtar
from picture_files import photograph, written

REVIEWERS: Final = ("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")

ENGLISH: Final = {
    "config.yaml": "title: Made-up extremes\nbase_url: https://example.org/archive/\n",
    "site_src/claims/many.md": "---\ntext: This made-up claim has many reviews.\n---\n",
    **{
        f"site_src/fact-checks/{name.lower()}.md": (
            f"---\ntitle: Made up by {name}\ndate: 2024-01-0{number}\nreviewer: Made-up Desk {name}\n"
            "claim: many\nverdict: False\n---\n"
        )
        for number, name in enumerate(REVIEWERS, 1)
    },
    "site_src/articles/tall.md": (
        "---\ntitle: A made-up article with a tall picture\n---\n"
        '"[This is made up](quote:many)," somebody said[^1].\n\n[^1]: A made-up note.\n\n'
        '![A made-up tower](tower.png "A made-up tower | Made-up Photographer")\n'
    ),
    "site_src/articles/arabic.md": (
        "---\ntitle: مقال مختلق\nlanguage: ar\n"
        "image: {file: tower.png, alt: برج مختلق, caption: برج, credit: مصور}\n---\n"
        "هذا مختلق[^1].\n\n[^1]: حاشية مختلقة.\n"
    ),
    "site_src/fact-checks/hebrew.md": (
        "---\ntitle: הכול מומצא (2)\nlanguage: he\ndate: 2024-02-02\nreviewer: שולחן מומצא\n"
        "claim: many\nverdict: False\n---\n"
    ),
}


def write(folder: Path) -> None:
    """Write the archive into a folder."""
    txtar.write(folder, ENGLISH)
    (folder / "site_src/articles/tower.png").write_bytes(written(photograph(200, 1600), "PNG"))
