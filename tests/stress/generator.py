"""A made-up archive that strains everything: `python tests/stress/generator.py DIR [--html]` writes it into a folder.

Nothing in it is left to chance: the same call writes the same bytes. All of it is made up and says so.
"""

import json
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from stress.everything import Entries, Keys, bare, full, scripts
from stress.occasions import changed, long, many, plain, scales, translated, with_doubts
from stress.texts import NASTY, SCRIPTS, png, svg


def write(folder: Path, html: bool = False, doubtful: bool = True) -> None:
    """Write the archive into `folder`. `html`: raw HTML is allowed. `doubtful`: with what only deserves a warning."""
    files = {"config.yaml": _config(html).encode(), **_pictures()}
    for path, (keys, body) in _entries(doubtful).items():
        files[f"site_src/{path}"] = _entry(keys, body).encode()
    for path, data in sorted(files.items()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _entry(keys: Keys, body: str) -> str:
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", "", body, ""])


def _config(html: bool) -> str:
    return (
        f'title: "Made-up stress archive {SCRIPTS[1].topic}"\n'
        "base_url: https://example.org/archive/\n"
        "description: A made-up archive that strains everything.\n"
        "timezone: Asia/Kathmandu\npublisher: own-desk\npage_size: 5\n"
        "contact: corrections@example.org\nlogo: static/picture.svg\n"
        "navigation:\n  - {title: Fact-checks, url: /fact-checks/}\n  - {title: Claims, url: /claims/}\n"
        f"  - {{title: {SCRIPTS[2].topic}, url: /topics/}}\n  - {{title: Elsewhere, url: 'https://example.com/?a=1&b=2'}}\n"
        f"markdown: {{html: {'true' if html else 'false'}}}\n"
        f"verdicts: {json.dumps(_verdicts(), ensure_ascii=False)}\n"
    )


def _verdicts() -> list[Keys]:
    """The usual ones with fewer words, and one that strains pages by its label."""
    labels = {
        "true": ("positive", "True", ["Correct"]),
        "mostly-true": ("positive", "Mostly true", []),
        "half-true": ("mixed", "Half true", ["Mixture"]),
        "misleading": ("mixed", "Misleading", ["Engañoso"]),
        "false": ("negative", "False", ["Falso"]),
        "unproven": ("unknown", "Unproven", []),
        "straining": ("negative", f"{SCRIPTS[2].topic} {NASTY}", [SCRIPTS[1].topic]),
    }
    return [
        {"id": key, "label": label, "tone": tone, "description": f"Made up: {label}.", "also": also}
        for key, (tone, label, also) in labels.items()
    ]


def _pictures() -> dict[str, bytes]:
    beside = ("articles", "fact-checks", "claims", "people", "outlets", "topics", "pages")
    made = {f"site_src/{folder}/full.png": png(6, 4, (90, 120, 30 * n)) for n, folder in enumerate(beside)}
    return made | {
        "site_src/static/picture.svg": svg("made up"),
        "site_src/static/made up & %41 東京.txt": b"made up\n",
        "site_src/articles/2024/wide.png": png(2000, 3, (200, 80, 40)),
        "site_src/articles/2024/same.png": made["site_src/articles/full.png"],
    }


def _entries(doubtful: bool) -> Entries:
    made: Entries = {}
    for part in (bare, full, scripts, many, scales, changed, translated, long, plain):
        made |= part()
    return made | (with_doubts() if doubtful else {})


def main() -> None:
    """Write the archive where the command line says."""
    write(Path(sys.argv[1]), html="--html" in sys.argv)


if __name__ == "__main__":
    main()
