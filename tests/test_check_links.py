"""`fcgen check --links`: how links are tried, what is remembered, and what is told of them."""

import datetime as dt
import json
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from command_line import document, run
from site_files import ARTICLE, CLOCK, SITE, make_site

from fcgen.archive.rules.links import Outcome, State
from fcgen.building.inputs import Options
from fcgen.commands.check import INTERRUPTED, Form, check, checked
from fcgen.console.progress import Progress, silent
from fcgen.disk.visits import Answer
from fcgen.publishing.links import AT_ONCE, Tried, Turns, Visit, outcome, tried

NOW = dt.datetime(2024, 6, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
A, B, C = (f"https://{name}.example/" for name in "abc")
FOUND = Outcome(State.FOUND)
GONE = Outcome(State.GONE, "the server answers 404")
LINKED = {**SITE, "site_src/articles/article.md": ARTICLE.replace("It quotes", f"[A made-up page]({A}). It quotes")}
FILE = "site_src/articles/article.md"


class Web:
    """Answers with what it is given, 200 for all else, and notes what was asked for."""

    def __init__(self, **statuses: int) -> None:
        self.statuses = {f"https://{name}.example/": status for name, status in statuses.items()}
        self.asked: list[str] = []

    def __call__(self, url: str) -> Answer:
        self.asked.append(url)
        return Answer(self.statuses.get(url, 200))


def interrupting(after: int) -> Progress:
    """Return a progress that is interrupted, as by Ctrl-C, after so many steps."""

    def begin(name: str, steps: int) -> Callable[[], None]:
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            if done == after:
                raise KeyboardInterrupt

        return step

    return begin


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer(200), FOUND),
        (Answer(204), FOUND),
        (Answer(404), GONE),
        (Answer(410), Outcome(State.GONE, "the server answers 410")),
        (Answer(why="nobody", no_host=True), Outcome(State.GONE, "nobody")),
        *((Answer(code), Outcome(State.UNTOLD, f"the server answers {code}")) for code in (304, 403, 429, 500, 503)),
        (Answer(why="no answer"), Outcome(State.UNTOLD, "no answer")),
    ],
)
def test_only_who_says_that_nothing_is_there_is_gone(answer, expected):
    assert outcome(answer) == expected


def test_a_host_rests_between_two_requests_and_others_need_not_wait():
    time, waits = [100.0], []

    def wait(seconds: float) -> None:
        waits.append(seconds)
        time[0] += seconds

    turns = Turns(1.0, wait, lambda: time[0])
    for host, work in (("a", 0.25), ("b", 0.25), ("a", 0.5), ("a", 0.0)):
        with turns.turn(host):
            time[0] += work
    assert waits == [0.75, 1.0]


def test_a_host_rests_after_a_request_that_failed():
    waits: list[float] = []
    turns = Turns(1.0, waits.append, lambda: 5.0)
    with pytest.raises(OSError, match="made up"), turns.turn("a"):
        raise OSError("made up")
    with turns.turn("a"):
        assert waits == [1.0]


def test_a_few_are_asked_at_a_time_and_of_one_host_one(tmp_path: Path):
    together = threading.Barrier(AT_ONCE)
    guard = threading.Lock()
    now: list[str] = []
    most: list[int] = []

    def visit(url: str) -> Answer:
        host = url.split("/")[2]
        with guard:
            assert host not in now
            now.append(host)
            most.append(len(now))
        together.wait(60)
        with guard:
            now.remove(host)
        return Answer(200)

    links = [f"https://{host}.example/{page}" for host in "abcdefgh" for page in (1, 2)]
    done = tried(tmp_path, links, visit, NOW)
    assert done == Tried(dict.fromkeys(links, FOUND), 16)
    assert max(most) == AT_ONCE


def test_a_host_that_says_three_times_that_it_is_too_much_is_left_alone(tmp_path: Path):
    asked: list[str] = []

    def visit(url: str) -> Answer:
        asked.append(url)
        return Answer(429)

    links = [f"https://busy.example/{number}" for number in range(5)]
    made = tried(tmp_path, links, visit, NOW)
    assert asked == links[:3]
    assert {made.outcomes[link] for link in links[3:]} == {Outcome(State.UNTOLD, "not asked: its host answers 429")}


def test_a_host_that_says_so_only_now_and_then_is_asked_on(tmp_path: Path):
    answers = iter([429, 429, 200, 429, 429])
    links = [f"https://busy.example/{number}" for number in range(5)]
    made = tried(tmp_path, links, lambda _: Answer(next(answers)), NOW)
    assert made.outcomes[links[4]] == Outcome(State.UNTOLD, "the server answers 429")


def test_what_goes_wrong_while_asking_is_not_lost(tmp_path: Path):
    def visit(url: str) -> Answer:
        raise IndexError("made up")

    with pytest.raises(IndexError, match="made up"):
        tried(tmp_path, [A], visit, NOW)


def test_a_found_link_is_believed_for_a_week_and_others_are_tried_each_time(tmp_path: Path):
    web = Web(b=404, c=503)
    assert tried(tmp_path, [A, B, C], web, NOW).outcomes == {A: FOUND, B: GONE, C: outcome(Answer(503))}
    web.asked.clear()
    assert tried(tmp_path, [A, B, C], web, NOW + 6 * DAY).outcomes[A] == FOUND
    assert sorted(web.asked) == [B, C]
    web.asked.clear()
    tried(tmp_path, [A], web, NOW + 7 * DAY)
    assert web.asked == [A]


def test_what_was_found_in_a_time_to_come_is_not_believed(tmp_path: Path):
    web = Web()
    tried(tmp_path, [A], web, NOW)
    tried(tmp_path, [A], web, NOW - DAY)
    assert web.asked == [A, A]


def test_links_that_the_archive_no_longer_has_are_forgotten(tmp_path: Path):
    tried(tmp_path, [A, B], Web(), NOW)
    tried(tmp_path, [A], Web(), NOW)
    assert list(json.loads((tmp_path / ".fcgen/links.json").read_bytes())) == [A]


def test_a_damaged_memory_is_begun_again(tmp_path: Path):
    tried(tmp_path, [A], Web(), NOW)
    (tmp_path / ".fcgen/links.json").write_bytes(b'{"https://a.exa')
    web = Web()
    assert tried(tmp_path, [A], web, NOW).outcomes == {A: FOUND}
    assert web.asked == [A]


def test_who_interrupts_keeps_what_was_found(tmp_path: Path):
    web = Web()
    links = [f"https://a.example/{page}" for page in range(20)]
    done = tried(tmp_path, links, web, NOW, interrupting(after=3))
    assert (len(done.outcomes), done.asked, done.interrupted) == (3, 20, True)
    again = Web()
    whole = tried(tmp_path, links, again, NOW)
    assert whole == Tried(dict.fromkeys(links, FOUND), 17)
    assert again.asked == links[3:]


def told(folder: Path, visit: Visit | None, progress: Progress = silent) -> list[tuple[str, int]]:
    done = checked(folder, Options(NOW), visit=visit, progress=progress)
    return [(one.code.number, one.at.line) for one in done.found]


def test_a_gone_link_is_a_warning_that_its_entry_can_silence(tmp_path: Path):
    make_site(tmp_path, LINKED)
    assert told(tmp_path, Web()) == []
    assert told(make_site(tmp_path / "gone", LINKED), Web(a=404)) == [("FC1013", 6)]
    silenced = {**LINKED, FILE: LINKED[FILE].replace("outlet:", "ignore: [FC1013]\noutlet:")}
    assert told(make_site(tmp_path / "silenced", silenced), Web(a=404)) == []


def test_what_is_ignored_for_nothing_is_told_when_all_links_were_tried_and_not_before(tmp_path: Path):
    text = LINKED[FILE].replace("outlet:", "ignore: [FC1013]\noutlet:").replace("A made-up page", f"x]({B}) [y")
    make_site(tmp_path, {**LINKED, FILE: text})
    assert told(tmp_path, None) == []
    assert told(tmp_path, Web(), interrupting(after=1)) == []
    assert told(tmp_path, Web()) == [("FC1099", 4)]


def test_nobody_knows_what_is_ignored_for_nothing_while_a_link_of_the_entry_can_not_be_told(tmp_path: Path):
    text = LINKED[FILE].replace("outlet:", "ignore: [FC1013]\noutlet:")
    other = text.replace(A, B).replace("[everything here](quote:review)", "nothing")
    make_site(tmp_path, {**LINKED, FILE: text, "site_src/articles/other.md": other})
    done = checked(tmp_path, Options(NOW), visit=Web(a=503))
    assert [(one.code.number, one.path) for one in done.found] == [("FC1099", "site_src/articles/other.md")]


def said(
    folder: Path, capsys: pytest.CaptureFixture[str], visit: Visit, form: Form = Form.TEXT
) -> tuple[int, str, str]:
    """Return the exit status, and what is printed to standard output and standard error."""
    status = check(folder, Options(NOW), form, None, None, visit)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_what_nobody_can_tell_and_what_has_no_copy_are_lists_and_no_warnings(tmp_path: Path, capsys):
    text = LINKED[FILE].replace("outlet:", f"url: {B}\noutlet:")
    make_site(tmp_path, {**LINKED, FILE: text})
    assert said(tmp_path, capsys, Web(a=403)) == (
        0,
        "",
        "no mistakes.\n"
        "Nobody can tell of 1 link at present:\n"
        f"  {FILE}:7:1: {A} (the server answers 403)\n"
        "Without an archived copy, 1 link:\n"
        f"  {FILE}:4:6: {B}\n"
        "2 links out of the archive tried.\n",
    )
    last = said(tmp_path, capsys, Web())[2].splitlines()[-1]
    assert last == "2 links out of the archive tried, 1 of them within the last week."


def test_other_forms_have_gone_links_as_they_have_other_warnings(tmp_path: Path, capsys):
    make_site(tmp_path, LINKED)
    _, printed, aside = said(tmp_path, capsys, Web(a=404), Form.JSON)
    assert [(one["code"], one["path"], one["line"], one["column"]) for one in json.loads(printed)] == [
        ("FC1013", FILE, 6, 1)
    ]
    assert aside == "1 link out of the archive tried.\n"
    _, printed, _ = said(tmp_path, capsys, Web(a=404), Form.GITHUB)
    assert printed.startswith("::warning file=")
    assert "title=FC1013" in printed


def test_an_interrupted_check_tells_what_it_knows_and_has_a_status_of_its_own(tmp_path: Path, capsys, monkeypatch):
    text = LINKED[FILE].replace("A made-up page", f"x]({A}1) [y")
    make_site(tmp_path, {**LINKED, FILE: text})
    monkeypatch.setattr("fcgen.commands.check.progress", lambda shown: nullcontext(interrupting(1)))
    status, _, aside = said(tmp_path, capsys, lambda url: Answer(404))
    assert status == INTERRUPTED
    assert aside.count("FC1013") == 1
    assert "Interrupted: 1 link is left, and the next check goes on there.\n" in aside


@pytest.mark.skipif(sys.platform == "win32", reason="no process there can be sent SIGINT alone")
def test_ctrl_c_ends_a_check_that_waits_for_an_answer(tmp_path: Path):
    program = (
        "import datetime, pathlib, signal, sys\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored where the tests run in the background
        "from fcgen.commands.check import Form, check\n"
        "from fcgen.building.inputs import Options\n"
        "from fcgen.publishing.links import polite\n"
        "options = Options(datetime.datetime(2024, 6, 1, tzinfo=datetime.UTC))\n"
        "sys.exit(check(pathlib.Path(sys.argv[1]), options, Form.TEXT, None, None, polite(0, loopback=True)))\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        make_site(tmp_path, {**LINKED, FILE: LINKED[FILE].replace(A, address)})
        command = [sys.executable, "-c", program, str(tmp_path)]
        with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
            connection, _ = server.accept()
            with connection:
                process.send_signal(signal.SIGINT)
                _, aside = process.communicate(timeout=60)
        assert process.returncode == INTERRUPTED
        assert aside == (
            "no mistakes.\n"
            "0 links out of the archive tried.\n"
            "Interrupted: 1 link is left, and the next check goes on there.\n"
        )


def test_hosts_are_looked_up_when_links_are_asked_for_and_not_otherwise(tmp_path: Path, monkeypatch):
    asked: list[str] = []

    def look_up(host: str, *_: object, **__: object) -> None:
        asked.append(host)
        raise socket.gaierror(socket.EAI_NONAME, "made up")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    make_site(tmp_path, LINKED)
    assert document(run(tmp_path, "check", "--clock", CLOCK, "--format", "json")) == []
    assert asked == []
    assert not (tmp_path / ".fcgen/links.json").exists()
    (one,) = document(run(tmp_path, "check", "--clock", CLOCK, "--format", "json", "--links"))
    assert one["message"] == f"nothing is at {A!r} any more: the host a.example is unknown"
    assert asked == ["a.example"]
