"""A made-up archive, and edits of it as they come: what an author, a designer or an accident may do between builds."""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import txtar
from picture_files import bomb, from_camera, moving, photograph, written

START: Final = {
    "config.yaml": (
        "title: Made-up archive\nbase_url: https://example.org/archive/\npage_size: 3\npublisher: Made-up Desk\n"
    ),
    "site_src/articles/2024/speech.md": (
        "---\ntitle: A made-up speech\ndate: 2024-03-01\noutlet: Made-up Gazette\ntopics: [bridges]\n"
        "related: [fact-check:longest]\n---\nThe mayor said that [it is the longest](quote:longest).\n\n"
        "## What else\n\nSee [the rest](there.md#part), [the claim](claim:longest) and ![a plan](plan.svg).\n"
    ),
    "site_src/articles/2024/there.md": "---\ntitle: There\ndate: 2024-03-02\n---\nMade up.\n\n## Part\n\nMore.\n",
    "site_src/articles/2024/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "site_src/articles/uebersetzt.md": (
        "---\ntitle: Eine erfundene Rede\nlanguage: de\ntranslation_of: speech\ndate: 2024-03-05\n---\nErfunden.\n"
    ),
    "site_src/claims/longest.md": (
        "---\ntext: It is the longest bridge.\nclaimants: [{who: Ann Made-Up, role: Mayor}]\ndate: 2024-02-29\n"
        "appearances: [{outlet: Made-up Radio, quote: It is long., date: 2024-02-29}]\n---\nA note.\n"
    ),
    "site_src/fact-checks/longest.md": (
        "---\ntitle: It is not the longest\nreviewer: Made-up Desk\nclaim: longest\nverdict: False\ndate: 2024-03-03\n"
        "topics: [bridges]\nevidence: [{title: A made-up survey}]\n---\nWe measured. See [there](article:there#part).\n"
    ),
    "site_src/fact-checks/other.md": (
        "---\ntitle: Another view\nreviewer: Other Desk\nclaim: longest\nverdict: Half true\n"
        "date: 2024-03-04\n---\nHm.\n"
    ),
    "site_src/fact-checks/inline.md": (
        "---\ntitle: Two lanes\nreviewer: Made-up Desk\nclaim: {text: It has two lanes., claimants: [Bob Made-Up]}\n"
        "verdict: True\ndate: 2024-04-01\nsummary: It does.\n---\nCounted.\n"
    ),
    "site_src/outlets/made-up-desk.md": "---\nname: Made-up Desk\nurl: https://example.org/desk\n---\nWho we are.\n",
    "site_src/people/ann.md": "---\nname: Ann Made-Up\n---\nA made-up mayor. See [what she said](claim:longest).\n",
    "site_src/topics/bridges.md": "---\nname: Bridges\n---\nAbout bridges.\n",
    "site_src/pages/about.md": "---\ntitle: About\nmenu: 1\n---\nAll made up. [Home](/).\n",
    "site_src/static/notes.txt": "made up",
    "site_src/topics/photographs.md": (
        "---\nname: Photographs\nimage: {file: bridge.jpg, alt: A bridge}\n---\n"
        "![It](/static/bridge.jpg) and ![it again](bridge.jpg), [as a chart](chart.png).\n"
    ),
}
PICTURES: Final = {
    "site_src/topics/bridge.jpg": from_camera("JPEG", 620, 40, turned=6),
    "site_src/topics/chart.png": written(photograph(500, 30).quantize(8), "PNG"),
    "site_src/static/bridge.jpg": from_camera("JPEG", 620, 40, turned=6),
}
_SHOWN: Final = (
    from_camera("JPEG", 620, 40, seed=1),
    from_camera("JPEG", 620, 40, turned=6),
    from_camera("PNG", 510, 20),
    from_camera("WEBP", 510, 20),
    moving("GIF"),
    written(photograph(), "GIF"),
    from_camera("JPEG", 620, 40)[:400],
    bomb(),
    b"made up",
)
"""What a picture may be replaced by."""

Random = random.Random


def begin(folder: Path) -> None:
    """Write the archive into a folder."""
    txtar.write(folder, START)
    for path, data in PICTURES.items():
        _put(folder / path, data)


def edit(folder: Path, chance: Random) -> str:
    """Change something of the archive in a folder, and say what."""
    return chance.choice(_EDITS)(folder, chance)


def _entries(folder: Path) -> list[Path]:
    return sorted((folder / "site_src").rglob("*.md"))


def _one(folder: Path, chance: Random) -> Path | None:
    entries = _entries(folder)
    return chance.choice(entries) if entries else None


def _said(what: str, path: Path, folder: Path) -> str:
    return f"{what} {path.relative_to(folder).as_posix()}"


def _replace(path: Path, text: str) -> None:
    _put(path, text.encode())


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


_TEXTS: Final = (
    "More words, made up.\n",
    "## A new part\n\nIts text.\n",
    "[A link](claim:longest) and [one more](/about/).\n",
    "[Said again](quote:longest) somewhere.\n",
    "![the plan](plan.svg)\n",
    "A [link to a part](article:there#part).\n",
    "A [link to nothing](article:nowhere).\n",
    "A [draft](article:speech).\n",
    "![the bridge](../topics/bridge.jpg)\n",
    "![the bridge](/static/bridge.jpg)\n",
    "The [chart](../topics/chart.png).\n",
)
_OFTEN: Final = (8, 4, 6, 4, 2, 4, 1, 2, 2, 2, 1)
_KEYS: Final = (
    "title: Another title {n}",
    "summary: A summary {n}.",
    "date: 2024-0{m}-1{m}",
    "date: 2031-01-01",
    "date: 2024-03-0{m}T10:00:00+02:00",
    "date: 2024-03-0{m}T08:00:00Z",
    "draft: true",
    "topics: [bridges, Topic {m}]",
    "verdict: Half true",
    "verdict: False",
    "outlet: Outlet {m}",
    "reviewer: Other Desk",
    "deck: A deck {n}.",
    "language: es",
    "corrections: [{{date: 2024-05-0{m}, kind: correction, summary: Mended {n}.}}]",
    "corrections: [{{date: 2024-05-0{m}, kind: retraction, summary: Back {n}.}}]",
    "corrections: [{{date: 2031-05-0{m}, kind: retraction, summary: To come {n}.}}]",
    "updated: 2031-05-0{m}",
    "withdrawn: {{date: 2024-06-0{m}, reason: Made up {n}.}}",
    "redirect_from: [/old/{m}/]",
    "image: ../topics/bridge.jpg",
    "image: {{file: static/bridge.jpg, alt: A bridge {n}}}",
    "nonsense: {n}",
)


def _add_text(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to edit"
    text = chance.choices(_TEXTS, _OFTEN)[0]
    _replace(path, path.read_text(encoding="utf-8") + "\n" + text)
    return _said(f"add {text!r} to", path, folder)


def _cut_text(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to cut"
    head, end, text = path.read_text(encoding="utf-8").partition("\n---\n")
    paragraphs = text.strip("\n").split("\n\n")
    paragraphs.pop(chance.randrange(len(paragraphs)))
    _replace(path, head + end + "\n\n".join(paragraphs) + "\n")
    return _said("cut a paragraph of", path, folder)


def _set_key(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to set"
    line = chance.choice(_KEYS).format(n=chance.randrange(100), m=chance.randrange(1, 4))
    key = line.partition(":")[0]
    if key == "title" and path.parent.name in ("people", "outlets", "topics", "claims"):
        key, line = ("text" if path.parent.name == "claims" else "name"), line.replace("title", "name", 1)
        line = line if key == "name" else line.replace("name", "text", 1)
    text = path.read_text(encoding="utf-8")
    text = re.sub(rf"(?m)^{key}:.*\n", "", text)
    _replace(path, text.replace("---\n", f"---\n{line}\n", 1))
    return _said(f"set {line!r} in", path, folder)


def _drop_key(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to drop"
    head, end, text = path.read_text(encoding="utf-8").partition("\n---\n")
    lines = head.split("\n")
    if len(lines) > 2:
        lines.pop(chance.randrange(1, len(lines)))
    _replace(path, "\n".join(lines) + end + text)
    return _said("drop a key of", path, folder)


def _add_entry(folder: Path, chance: Random) -> str:
    number = chance.randrange(12)
    kind, head = chance.choice(
        (
            ("articles", f"title: Article {number}\ndate: 2024-01-{number + 1:02}\noutlet: Outlet {number % 3}"),
            ("claims", f"text: Claim {number}.\nclaimants: [Person {number % 3}]"),
            ("fact-checks", f"title: Check {number}\nreviewer: Desk {number % 3}\nclaim: longest\nverdict: False"),
            ("people", f"name: Person {number % 3}"),
            ("topics", f"name: Topic {number % 3}"),
            ("pages", f"title: Page {number}\nmenu: {number}"),
        )
    )
    path = folder / "site_src" / kind / f"new-{number}.md"
    _replace(path, f"---\n{head}\n---\nNew and made up. {chance.choice(_TEXTS)}")
    return _said("write", path, folder)


def _remove_entry(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to remove"
    path.unlink()
    return _said("remove", path, folder)


def _rename_entry(folder: Path, chance: Random) -> str:
    path = _one(folder, chance)
    if path is None:
        return "nothing to rename"
    target = path.with_name(f"{chance.choice(('renamed', 'speech', 'longest', 'Longest'))}.md")
    path.replace(target)
    return _said(f"rename to {target.name}", path, folder)


def _restore(folder: Path, chance: Random) -> str:
    path = chance.choice(sorted({**START, **PICTURES}))
    _put(folder / path, PICTURES[path] if path in PICTURES else START[path].encode())
    return f"restore {path}"


def _restore_all(folder: Path, chance: Random) -> str:
    return restore(folder)


def restore(folder: Path) -> str:
    """Bring the archive in a folder back to its beginning, and say so."""
    for name in ("site_src", "templates"):
        shutil.rmtree(folder / name, ignore_errors=True)
    begin(folder)
    return "restore everything"


def _touch_config(folder: Path, chance: Random) -> str:
    line = chance.choice(
        (
            "title: Another name",
            "title: Made-up archive",
            "page_size: 2",
            "page_size: 50",
            "timezone: America/Lima",
            "language: es",
            "language: es-MX",
            "language: ar",
            "language: fr",
            "publisher: Other Desk",
            "base_url: https://example.org/",
            "base_url: https://example.org/else/",
            "contact: desk@example.org",
            "logo: static/notes.txt",
            "logo: {file: static/bridge.jpg, alt: Made-up archive}",
            "navigation: [{title: Start, url: /about/}]",
            "navigation: [{title: Part, url: '/articles/there/#part'}]",
            "markdown: {html: true}",
        )
    )
    path = folder / "config.yaml"
    text = re.sub(rf"(?m)^{line.partition(':')[0]}:.*\n", "", path.read_text(encoding="utf-8"))
    _replace(path, f"{text}{line}\n")
    return f"configure {line!r}"


def _touch_theme(folder: Path, chance: Random) -> str:
    number = chance.randrange(3)
    path, text = chance.choice(
        (
            (
                "components/badge.html",
                f"{{% macro badge(b, link=true) %}}<b>{number} {{{{ b.word }}}}</b>{{% endmacro %}}",
            ),
            (
                "article.html",
                f'{{% extends "default/article.html" %}}{{% block head_end %}}<!-- {number} -->{{% endblock %}}',
            ),
            ("page.html", "{% extends template_of_my_own %}"),
            ("page.html", f"Page {number}: {{{{ entry.title }}}}"),
            ("assets/own.css", f"/* {number} */"),
            ("assets/site.css", f"/* {number} */"),
            ("assets/style.css", f"/* {number} */"),
            ("locale/en.yaml", f"claims: Claims {number}"),
            ("locale/en.yaml", f"claimed_by: Said by {number}"),
            ("locale/es.yaml", f"claims: Dichos {number}"),
            ("locale/es.yaml", f"verdict_false: No {number}"),
            ("locale/es.yaml", f"nonsense: {number}"),
            ("locale/es.yaml", f"count_claims: {{one: uno {number}, many: muchos, other: '{{count}}'}}"),
        )
    )
    target = folder / "templates" / path
    if target.exists() and chance.random() < 0.5:
        target.unlink()
        return f"remove the theme's {path}"
    _replace(target, text)
    return f"write the theme's {path}"


def _touch_files(folder: Path, chance: Random) -> str:
    path = (
        folder
        / "site_src"
        / chance.choice(
            ("static/notes.txt", "static/more/data.csv", "articles/2024/plan.svg", "articles/unused.pdf", "static/x.md")
        )
    )
    if path.exists() and chance.random() < 0.4:
        path.unlink()
        return _said("remove", path, folder)
    _replace(path, f"made up {chance.randrange(5)}")
    return _said("write", path, folder)


def _touch_pictures(folder: Path, chance: Random) -> str:
    names = ("topics/bridge.jpg", "topics/chart.png", "static/bridge.jpg", "topics/unused.jpg", "topics/bridge.png")
    path = folder / "site_src" / chance.choice(names)
    if path.exists() and chance.random() < 0.2:
        path.unlink()
        return _said("remove", path, folder)
    others = sorted((folder / "site_src").rglob("*.jpg"))
    if others and chance.random() < 0.3:
        _put(path, chance.choice(others).read_bytes())
        return _said("copy another picture to", path, folder)
    number = chance.choices(range(len(_SHOWN)), (4, 4, 4, 2, 2, 2, 1, 1, 1))[0]
    _put(path, _SHOWN[number])
    return _said(f"write picture {number} to", path, folder)


def _harm_prints(folder: Path, chance: Random) -> str:
    prints = sorted((folder / ".fcgen" / "pictures").glob("*"))
    for path in prints:
        if chance.random() < 0.3:
            path.unlink()
        elif chance.random() < 0.3:
            path.write_bytes(path.read_bytes()[:-1])
    return "harm some prints" if prints else "no prints to harm"


def _harm_memo(folder: Path, chance: Random) -> str:
    file = folder / ".fcgen" / "memo.sqlite"
    if not file.exists():
        return "no memo to harm"
    data = bytearray(file.read_bytes())
    way = chance.randrange(4)
    if way == 0:
        file.unlink()
        return "delete the memo"
    if way == 1:
        file.write_bytes(bytes(data[: chance.randrange(len(data))]))
        return "cut the memo"
    if way == 2:
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        file.write_bytes(bytes(data))
        return "damage the memo"
    shutil.rmtree(folder / ".fcgen")
    return "delete .fcgen"


def _harm_output(folder: Path, chance: Random) -> str:
    out = folder / "_site"
    files = sorted(path for path in out.rglob("*") if path.is_file() and path.name != ".fcgen-manifest")
    if not files:
        return "no output to harm"
    path = chance.choice(files)
    if chance.random() < 0.5:
        path.unlink()
        return _said("remove", path, folder)
    data = path.read_bytes()
    path.write_bytes(data[:-1] + b"!" if data and chance.random() < 0.7 else data + b"x")
    return _said("alter", path, folder)


_EDITS: Final[tuple[Callable[[Path, Random], str], ...]] = (
    *([_add_text] * 14),
    *([_cut_text] * 6),
    *([_set_key] * 6),
    *([_drop_key] * 2),
    *([_add_entry] * 3),
    _remove_entry,
    _rename_entry,
    *([_restore] * 4),
    *([_restore_all] * 2),
    *([_touch_config] * 2),
    *([_touch_theme] * 2),
    *([_touch_files] * 2),
    *([_touch_pictures] * 3),
    _harm_prints,
    *([_harm_memo] * 2),
    *([_harm_output] * 2),
)


def sources(folder: Path) -> Iterator[tuple[str, Path]]:
    """Give what an author writes, name by name."""
    for name in ("config.yaml", "site_src", "templates"):
        if (folder / name).exists():
            yield name, folder / name
