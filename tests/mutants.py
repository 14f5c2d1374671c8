"""Break a copy of the program on purpose, one place at a time, and see that the tests notice. Run by `make mutants`.

Prints every mutation that no test notices, and every one whose place is gone from the program; then it exits with 1.
Words given on the command line choose the modules: `tests/mutants.py names urls`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

ROOT: Final = Path(__file__).parent.parent
COPIED: Final = ("docs", "fcgen", "templates", "tests", "pyproject.toml")
PATIENCE: Final = 120
"""Seconds after which tests that do not end have noticed."""


class Mutation(NamedTuple):
    """A text of a module, which must be in it once, and what stands there instead."""

    old: str
    new: str


VERDICTS: Final = (
    Mutation("key = word_key(word)", "key = word"),
    Mutation("word_key(s.label) == key and", "s.label == key and"),
    Mutation("== key and _held(s, day)", "== key"),
    Mutation("    if scale:\n        step = next", "    if steps_of(scale, day):\n        step = next"),
    Mutation(
        "Classified(verdict_of(step, config) if step else None, step)",
        "Classified(verdict_of(step, config) if step else None)",
    ),
    Mutation("key in map(word_key, (v.label, *v.also))", "key in map(word_key, (v.label,))"),
    Mutation("key in map(word_key, (v.label, *v.also))", "key in map(word_key, v.also)"),
    Mutation("key in map(word_key, (v.label, *v.also))", "key in (v.label, *v.also)"),
    Mutation("next((v for v in config.verdicts if key", "next((v for v in reversed(config.verdicts) if key"),
    Mutation("date.start.astimezone(config.zone).date()", "date.start.date()"),
    Mutation("if date.precision is Precision.TIME", "if date.precision is not Precision.TIME"),
    Mutation("for step in scale if _held(step, day))", "for step in scale)"),
    Mutation("v.id == step.verdict.text.casefold()), None)", "v.id == step.verdict.text), None)"),
    Mutation("    if found.step:\n", "    if found.verdict:\n"),
    Mutation("for step in steps_of(scale, day)]", "for step in scale]"),
    Mutation("    if own:\n", "    if not own:\n"),
    Mutation("step.verdict.text.casefold() not in known", "step.verdict.text not in known"),
    Mutation("word_key(first.label) == word_key(second.label)", "first.label == second.label"),
    Mutation("and _overlap(first, second):", "and not _overlap(first, second):"),
    Mutation("entry.path, second.at, message, hint", "entry.path, first.at, message, hint"),
    Mutation("return step.start is None and step.end is None", "return step.start is None"),
    Mutation("return step.start is None and step.end is None", "return True"),
    Mutation("_first(step.start) <= day <", "_first(step.start) < day <"),
    Mutation("<= day < _last(step.end)", "<= day <= _last(step.end)"),
    Mutation("max(_first(first.start), _first(second.start)) <", "max(_first(first.start), _first(second.start)) <="),
    Mutation("max(_first(first.start), _first(second.start))", "min(_first(first.start), _first(second.start))"),
    Mutation("start.day if start else dt.date.min", "start.day if start else dt.date.max"),
    Mutation("end.day if end else dt.date.max", "end.day if end else dt.date.min"),
)

NAMES: Final = (
    Mutation('re.compile(r"[a-z0-9-]+")', 're.compile(r"[a-z-]+")'),
    Mutation('re.compile(r"[a-z0-9-]+")', 're.compile(r"[a-z0-9]+")'),
    Mutation('re.compile(r"[a-z0-9-]+")', 're.compile(r"[a-z0-9_-]+")'),
    Mutation("self.ids.get(nfc(mention.text))", "self.ids.get(mention.text)"),
    Mutation("self.places.setdefault(nfc(mention.text), [])", "self.places.setdefault(mention.text, [])"),
    Mutation("in sorted(mentions, key=lambda m: (m[0], m[1].at)):", "in mentions:"),
    Mutation("_ID.fullmatch(text) is not None", "_ID.match(text) is not None"),
    Mutation("elif is_id and kind is not Kind.TOPIC:", "elif is_id:"),
    Mutation("elif is_id and kind is not Kind.TOPIC:", "elif is_id and kind is Kind.PERSON:"),
    Mutation("loose.get(name_key(text)):", "loose.get(text):"),
    Mutation("Names(dict(sorted(parties.items())), ids)", "Names(parties, ids)"),
    Mutation("        elif text in exact:\n            ids[text] = exact[text].id\n", ""),
    Mutation("(Mention(entry.title, entry.title_at), *other_names)", "(Mention(entry.title, entry.title_at),)"),
    Mutation("exact.setdefault(nfc(mention.text), named)", "exact.setdefault(mention.text, named)"),
    Mutation("if same.id != entry.id:", "if alike.id != entry.id:"),
    Mutation("            elif alike.id != entry.id:\n", "            elif False:\n"),
    Mutation("if reason := left_out.get(text):", "if reason := left_out.get(kind):"),
    Mutation("groups.setdefault(folded(_made_id(text)), [])", "groups.setdefault(_made_id(text), [])"),
    Mutation(
        "{folded(party.id): party for party in parties.values()}", "{party.id: party for party in parties.values()}"
    ),
    Mutation("ids.update(dict.fromkeys(texts, made.id))", "ids.update(dict.fromkeys(texts, group))"),
    Mutation("        if owner:\n            continue\n", ""),
    Mutation("if other != name:", "if other == name:"),
    Mutation("spoken_id(name) if _ID.fullmatch(name) else name", "name"),
    Mutation("and len(text) <= SLUG_BYTES else slug(text)", "else slug(text)"),
    Mutation("-len(report.places[t]), t)", "len(report.places[t]), t)"),
    Mutation("-len(report.places[t]), t)", "-len(report.places[t]))"),
    Mutation("key=lambda t: (_ID.fullmatch(t) is not None, ", "key=lambda t: ("),
    Mutation("if made.entry or (not _ID", "if (not _ID"),
    Mutation("and name_key(text) != name_key(name)):", "and name_key(text) == name_key(name)):"),
    Mutation("elif not _ID.fullmatch(text) and text != name:", "elif text != name:"),
    Mutation("report.everywhere(codes.NAMES_COLLIDE, text", "report.first(codes.NAMES_COLLIDE, text"),
    Mutation(".strip().capitalize() or text", ".strip().title() or text"),
    Mutation(".strip().capitalize() or text", ".strip().capitalize()"),
)

URLS: Final = (
    Mutation("if kind is Kind.PAGE else", "if kind is Kind.TOPIC else"),
    Mutation("if slash and folder in _KINDS else", "if folder in _KINDS else"),
    Mutation("{number:04}/", "{number}/"),
    Mutation('f"{listing}page/{number}/"', 'f"{listing}{number}/"'),
    Mutation("decoded = unquote(path)", "decoded = path"),
    Mutation("inside = nfc(", "inside = str("),
    Mutation('if any(map(id_fault, decoded.split("/"))) else decoded', "if not decoded else decoded"),
    Mutation("inside.lower().endswith", "inside.endswith"),
    Mutation('(".html", ".htm")', '(".html",)'),
    Mutation('and not path.endswith("/")', ""),
    Mutation("ruling_{quote(claim_id, safe=_SAFE)}", "ruling_{claim_id}"),
    Mutation("ruling_{quote(", "ruling-{quote("),
    Mutation("_encoded(address[1:])", "_encoded(address)"),
    Mutation("return quote(path, safe=_SAFE)", "return path"),
    Mutation('_SAFE: Final = "/-', '_SAFE: Final = "#/-'),
    Mutation('_SAFE: Final = "/-', '_SAFE: Final = "%/-'),
    Mutation('(f"?{query}" if query else "") + (f"#', '(f"#'),
    Mutation("#{quote(fragment, safe=safe)}", "#{fragment}"),
    Mutation("if fragment.startswith(TEXT_FRAGMENT) else _SAFE", "if fragment else _SAFE"),
    Mutation("origin + href(base_path, address)", "origin + address"),
    Mutation('if address.endswith("/") else address[1:]', "if address else address[1:]"),
    Mutation("return folded(path)", "return path.lower()"),
    Mutation("return folded(path)", "return nfc(path)"),
    Mutation("if stem and _ENDING", "if _ENDING"),
    Mutation("{1,16}", "{1,15}"),
    Mutation("{1,16}", "{1,17}"),
    Mutation("_ENDING.fullmatch(ending.lower())", "_ENDING.fullmatch(ending)"),
    Mutation("{slug(stem)}.{fingerprint(file.digest)}.{ending.lower()}", "{slug(stem)}.{ending.lower()}"),
    Mutation(
        "{slug(stem)}.{fingerprint(file.digest)}.{ending.lower()}", "{stem}.{fingerprint(file.digest)}.{ending.lower()}"
    ),
    Mutation(
        "{slug(stem)}.{fingerprint(file.digest)}.{ending.lower()}", "{slug(stem)}.{fingerprint(file.digest)}.{ending}"
    ),
)

FRONT_MATTER: Final = (
    Mutation("mention.text.upper() in _ADVICE", "True"),
    Mutation('{Kind.CLAIM: "text", ', "{"),
    Mutation('("correction", "clarification", "update", "retraction")', '("correction", "clarification", "update")'),
    Mutation("return read if title and details else None", "return read if title else None"),
    Mutation('updated=fields.date("updated"),', "updated=date,"),
    Mutation('draft=fields.flag("draft"),', "draft=False,"),
    Mutation('("person", "organization", "account")', '("person", "organization")'),
    Mutation('fields.integer("menu", 0, 1_000_000)', 'fields.integer("menu", 1, 1_000_000)'),
    Mutation('if fields.has("url") else None', "if False else None"),
    Mutation("return read if reviewer and rulings else None", "return read if reviewer else None"),
    Mutation('("primary", "secondary")', '("primary",)'),
    Mutation('("supports", "contradicts", "context")', '("supports", "contradicts")'),
    Mutation('start=fields.date("from"),', 'start=fields.date("until"),'),
    Mutation("read.end.day <= read.start.day", "read.end.day < read.start.day"),
    Mutation("read.end.day <= read.start.day", "read.end.day > read.start.day"),
    Mutation("1 <= step.worst < step.best", "1 < step.worst < step.best"),
    Mutation("1 <= step.worst < step.best", "1 <= step.worst <= step.best"),
    Mutation("and step.worst <= step.rating <= step.best", "and step.worst < step.rating <= step.best"),
    Mutation("and step.worst <= step.rating <= step.best", "and step.worst <= step.rating < step.best"),
    Mutation("if 0 < len(absent) < 3:", "if 0 < len(absent):"),
    Mutation("if 0 < len(absent) < 3:", "if 1 < len(absent) < 3:"),
    Mutation('part in ("", ".", "..")', 'part in ("", ".")'),
    Mutation('part in ("", ".", "..")', 'part in (".", "..")'),
    Mutation("not _PATH.fullmatch(mention.text) or any(", "any("),
    Mutation('return Withdrawal(None, "") if fields.has("withdrawn") else None', "return None"),
    Mutation("return read if kind and summary else None", "return read"),
)

RULINGS: Final = (
    Mutation("return whole if whole and len(whole) == len(read) else None", "return whole"),
    Mutation("    for key in _RULING_KEYS:\n", "    for key in _RULING_KEYS[:-1]:\n"),
    Mutation("if reviewed is None or verdict is None:", "if reviewed is None:"),
    Mutation('outer.mention("id") if in_list else None', "None"),
    Mutation('outer.mention("id") if in_list else None', 'outer.mention("id")'),
    Mutation("own_id = inside or beside", "own_id = beside or inside"),
    Mutation("if in_list and own_id is None:", "if own_id is None:"),
    Mutation("if in_list and own_id is None:", "if False:"),
    Mutation('id_fault(nfc(own_id.text)) if own_id else ""', '""'),
    Mutation(
        "return InlineClaim(own_id, written, fields.at) if text else None",
        "return InlineClaim(own_id, written, fields.at)",
    ),
    Mutation("return ClaimantMention(who, role)", "return ClaimantMention(who)"),
    Mutation('quote=fields.text("quote") if in_archive else "",', 'quote="",'),
    Mutation("elif not (read.title or read.outlet or read.url):", "elif not (read.title or read.url):"),
)

STALENESS: Final = (
    Mutation("if then is None:", "if False:"),
    Mutation("if then.options != now.options", "if False"),
    Mutation("if then.config != now.config", "if False"),
    Mutation("if then.zone != now.zone", "if False"),
    Mutation("*_differences(then.theme, now.theme),", ""),
    Mutation("if then.found != now.found", "if False"),
    Mutation("clock < period.since", "clock <= period.since"),
    Mutation("clock >= period.until", "clock > period.until"),
    Mutation("then.files.keys() == now.files.keys()", "True"),
    Mutation("if not why and all(", "if all("),
    Mutation('path.endswith(".md") for path in paths', "True for path in paths"),
    Mutation("sorted(path for path, digest in now.files", "list(path for path, digest in now.files"),
)

STAMPS: Final = (
    Mutation("known.changed + _COARSE < known.taken", "True"),
    Mutation("and known.changed == found.st_ctime_ns", ""),
    Mutation("_BELIEVED\n        and", "True\n        and"),
    Mutation("digest(Path(root + path).read_bytes()) == known.digest", "True"),
    Mutation("return found if stat.S_ISREG(found.st_mode) else None", "return found"),
    Mutation("above and stat.S_ISDIR(os.lstat(root + folder).st_mode)", "True"),
    Mutation("stamped[path] = Output(known.digest, _stamp(found, taken), known.own)", "pass"),
)

MEMO: Final = (
    Mutation("not isinstance(data, bytes) or data[:_SUM]", "data[:_SUM]"),
    Mutation("!= _checksum(room, name, data[_SUM:])", "== b''"),
    Mutation('digest(f"{room}/{name}\\0".encode() + data)', "digest(data)"),
    Mutation("data is None or digest(data)[:_SUM] != self.checksums[number]", "data is None"),
    Mutation("elif known != salt.encode():", "elif False:"),
    Mutation('            self._connection.execute("ROLLBACK")\n', '            self._connection.execute("COMMIT")\n'),
    Mutation('memo.drop("last", old)', ""),
)

WORK: Final = (
    Mutation("msgspec.json.encode(one) == msgspec.json.encode(other)", "one == other"),
    Mutation(" or path in last.framing", ""),
    Mutation("if urls.address_of(path) not in pages or", "if"),
    Mutation(" or not OUTPUT.decode(outputs[path]).own:", ":"),
    Mutation("not one.entry or one.entry.withdrawn or not _same(one.entry", "False and _same(one.entry"),
    Mutation("Over(outlines, archive.outlines)", "archive.outlines"),
    Mutation("{*outlines, *(path for one in asking for path in one.entries)}", "{*outlines}"),
    Mutation("if last.broken or any(one.broken for one in texts.values()):", "if False:"),
    Mutation("if _files(one) != _files(known[path])), None)", "if False), None)"),
    Mutation("{*lost, *(Address(address) for one in asking for address in one.pages)}", "{*lost}"),
    Mutation(
        "{*lost, *(Address(address) for one in asking for address in one.pages)}",
        "{*(Address(a) for one in asking for a in one.pages)}",
    ),
    Mutation(
        "Order(pages[address].page, pages[address], address not in lost)",
        "Order(pages[address].page, pages[address], True)",
    ),
    Mutation("urls.output(page.address) not in lost)", "True)"),
    Mutation("of_text=_told(last.of_text, entries.given)", "of_text=last.of_text"),
    Mutation("of_links=_told(last.of_links, texts)", "of_links=last.of_links"),
)

LEAVE: Final = (
    Mutation("**work.read, **dict.fromkeys(site.moved, UNKNOWN)}", "**work.read}"),
    Mutation("framing=work.site.plan.framing if work.site else (),", "framing=(),"),
    Mutation("outputs = {**now.checked.stamped, **outputs}", "pass"),
    Mutation("Period() if now.options.future else _period(archive, now.options.now)", "Period()"),
    Mutation("_readers(made, work, kept.readers(tables[SITE])),", "{},"),
    Mutation("tables[PAGES].changed(kept.encoded(made.rows))", "tables[PAGES]"),
    Mutation("any(one.broken for one in work.texts.values())", "False"),
    Mutation("(start for start in shown if start <= now)", "(start for start in ())"),
)

PRESS: Final = (
    Mutation("if in_place and known and key == known.key:", "if known and key == known.key:"),
    Mutation("if in_place and known and key == known.key:", "if in_place and known:"),
    Mutation("if in_place and known and key == known.key:", "if False:"),
    Mutation("(uses, template, *found)", "(template, *found)"),
    Mutation("(uses, template, *found)", "(uses, template)"),
    Mutation("asked = tuple(noted.asked)", "asked = ()"),
    Mutation("if known and known.record == told:", "if known:"),
)

MODULES: Final = (
    ("fcgen/archive/verdicts.py", VERDICTS, ("test_verdicts.py",)),
    ("fcgen/archive/names.py", NAMES, ("test_names.py", "test_assemble.py")),
    ("fcgen/archive/urls.py", URLS, ("test_urls.py", "test_links.py")),
    ("fcgen/entries/front_matter.py", FRONT_MATTER, ("test_front_matter.py",)),
    ("fcgen/entries/rulings.py", RULINGS, ("test_rulings.py", "test_claims.py")),
    ("fcgen/building/staleness.py", STALENESS, ("test_staleness.py",)),
    ("fcgen/disk/stamps.py", STAMPS, ("test_stamps.py",)),
    ("fcgen/disk/memo.py", MEMO, ("test_memo.py",)),
    ("fcgen/building/work.py", WORK, ("test_stories.py",)),
    ("fcgen/building/leave.py", LEAVE, ("test_stories.py",)),
    ("fcgen/building/press.py", PRESS, ("test_stories.py",)),
)
"""The modules with their mutations and the tests that must notice them."""


def main(chosen: list[str]) -> int:
    """Try all mutations of the modules that are chosen, or of all, and return the exit status."""
    start = time.monotonic()
    bad: list[str] = []
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in COPIED:
            _copy(ROOT / name, home / name)
        for module, mutations, tests in MODULES:
            if chosen and Path(module).stem not in chosen:
                continue
            text = (home / module).read_text(encoding="utf-8")
            if (status := _run(home, tests)) != 0:
                bad.append(f"{module}: the tests fail without any mutation (status {status})")
                continue
            for mutation in mutations:
                tried += 1
                if found := _try(home, module, text, mutation, tests):
                    bad.append(f"{module}: {found}\n  - {mutation.old!r}\n  + {mutation.new!r}")
                    print(bad[-1], flush=True)
            print(f"{module}: {len(mutations)} mutations tried", flush=True)
    print(f"{tried} mutations in {time.monotonic() - start:.0f} s; {len(bad)} to look at.")
    return 1 if bad else 0


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    else:
        shutil.copyfile(source, target)


def _try(home: Path, module: str, text: str, mutation: Mutation, tests: tuple[str, ...]) -> str:
    """Return what is wrong with a mutation, or "" where a test notices it."""
    if text.count(mutation.old) != 1:
        return f"the text is there {text.count(mutation.old)} times, and not once"
    (home / module).write_text(text.replace(mutation.old, mutation.new), encoding="utf-8")
    try:
        status = _run(home, tests)
    finally:
        (home / module).write_text(text, encoding="utf-8")
    if status == 0:
        return "no test notices"
    return "" if status == 1 else f"the tests can't run (status {status})"


def _run(home: Path, tests: tuple[str, ...]) -> int:
    """Return the exit status of some tests on the copy in `home`."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    paths = [f"tests/{name}" for name in tests]
    try:
        return subprocess.run(
            [*command, *paths], cwd=home, env=environment, capture_output=True, timeout=PATIENCE, check=False
        ).returncode
    except subprocess.TimeoutExpired:
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
