"""What holds of every renaming: only references change, whatever stands around them and however the file is written."""

import tempfile
from pathlib import Path
from urllib.parse import unquote

import txtar
from command_line import run
from hypothesis import given, settings
from hypothesis import strategies as st
from site_files import CONFIG, tree
from written import plain

from fcgen.edits import Edit, edited, patched
from fcgen.encoding import decoded
from fcgen.entries.body import BodyLink, BodyQuote
from fcgen.entries.markdown import body
from fcgen.entries.relinking import relinked
from fcgen.yaml_text import scalar, with_item, with_values
from fcgen.yaml_tree import Scalar, Sequence, mapping

OLD = "old"
ids = st.text(st.sampled_from("ab-9 é(),'&#%[]{}@!;=+~`_$مق"), min_size=1, max_size=8).filter(
    lambda text: text == " ".join(text.split()) and text.strip(" .") == text and text.casefold() != OLD
)
FRONT = st.sampled_from(
    [
        "related: [@]",
        "related:\n  - '@' # it is old",
        'related: [ "@" , report ]',
        "related: [claim:@]",
        "x_a: old",
        "summary: >-\n  The old @@\n  claim",
        "# claim: old",
        "deck: 'old: \"old\"'",
        "topics:   [  Old ]",
        "x_b: |\n  [x](claim:old)\n\n",
    ]
)
BODY = st.sampled_from(
    [
        "[x](claim:@)",
        "[x]( <claim:@> 'old' )",
        '[x](../claims/@.md "claim:old")',
        "![old](../static/a.svg)",
        "`[x](claim:old)`",
        "    [x](claim:old)",
        "```\n[x](claim:old)\n```",
        "> [x\n> y](claim:@)",
        "- [x](/claims/@/)",
        "[q]: claim:old",
        "claim:old",
        "[x](quote:@)",
        "| a | b |\n| --- | --- |\n| [x](claim:@) | claim:old |",
        "\\[x](claim:old)",
        "<!-- [x](claim:old) -->",
        "[x][r]\n\n[r]: /claims/@/",
        "Note[^1]\n\n[^1]: [x](claim:@)",
        "[x](article:old)",
        "# old",
        "old \u00a0é",
    ]
)
LISTS = st.sampled_from(
    [
        "",
        "k:\n",
        "k: ~ # c\n",
        "k: []\n",
        "k: [a, 'b' ] # c\n",
        "k:\n- a\n- b # c\n",
        "k:\n    - a\n\n# c\n",
        "k: [a,\n  b, # c\n]\n",
        "k: a\n",
        "k:\n  - |\n    a\n",
        "k:\n  - >-\n    a\n\n",
    ]
)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(FRONT, max_size=4, unique_by=lambda line: line.split(":")[0]),
    st.lists(BODY, max_size=8, unique=True),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_a_renaming_changes_references_and_no_other_byte(front, texts, ending, marked):
    def written(name):
        lines = "\n".join(["title: A", *front]).replace("@@", "old").replace("@", name)
        inside = "\n\n***\n\n".join(texts).replace("@", name)  # or an indented line would belong to a list above it
        text = f"---\n{lines}\n---\n{inside}".replace("\n", ending)
        return ("\ufeff" if marked else "") + text

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        txtar.write(
            folder,
            {
                "config.yaml": CONFIG,
                "site_src/claims/old.md": "---\ntext: Old.\n---\n",
                "site_src/articles/a.md": written(OLD),
                "site_src/articles/old.md": "---\ntitle: Old\n---\n",
                "site_src/articles/report.md": "---\ntitle: Report\n---\n",
                "site_src/static/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            },
        )
        meant_article = any("related" in line and "claim:" not in line for line in front)
        done = run(folder, "rename", "claim:old", "new-name")
        assert done.exit_code == 0, done.stderr
        after = tree(folder)["site_src/articles/a.md"].decode()
    expected = written("new-name")
    if meant_article:  # an id alone is the article's, which keeps it
        index = next(i for i, line in enumerate(front) if "related" in line)
        front = [*front[:index], front[index].replace("@", OLD), *front[index + 1 :]]
        expected = written("new-name")
    assert after == expected


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=30), st.booleans())
def test_a_text_that_is_written_as_yaml_is_read_back(text, inside):
    text = text.replace("\r", "").strip() or "x"
    written = scalar(text, inside)
    read, found = mapping(f"k: [{written}]\n" if inside else f"k: {written}\n", "")
    assert read is not None
    node = read.entries[0][1]
    node = node.items[0] if isinstance(node, Sequence) else node
    assert isinstance(node, Scalar)
    assert node.value == decoded(text.encode(errors="replace"), "")[0] or found
    assert "\n" not in written


@settings(deadline=None, max_examples=200)
@given(ids, st.sampled_from(["{}", "'{}'", '"{}"', "{} # c", "[{}, b]", "\n  - {}\n  - b", ">-\n  {}", "|\n  {}\n"]))
def test_a_value_is_changed_in_its_own_style(new, form):
    text = f"a: 1 # {OLD}\nk: {form.format(OLD)}\nz: [{OLD}]\n"
    value = mapping(text, "")[0].entries[1][1]
    node = value.items[0] if isinstance(value, Sequence) else value
    made = edited(text, with_values(text, {(node.at.line, node.at.column): new}))
    read = mapping(made, "")[0].entries[1][1]
    assert (read.items[0] if isinstance(read, Sequence) else read).value.strip() == new
    assert made.startswith(f"a: 1 # {OLD}\nk: ")
    assert made.endswith(f"\nz: [{OLD}]\n")


@settings(deadline=None, max_examples=200)
@given(
    LISTS,
    st.sampled_from(["", "z: 1\n", "# c\n", "y:\n  - x\n", "y: |\n  k: []\n\n"]),
    ids,
)
def test_an_item_is_added_and_what_was_there_stays(key, rest, item):
    text = f"t: x\n{key}{rest}"
    (edit,) = with_item(text, "k", item)
    made = edited(text, [edit])
    before, after = ({name.value: value for name, value in mapping(one, "")[0].entries} for one in (text, made))
    assert isinstance(after["k"], Sequence)
    assert after["k"].items[-1].value == item
    assert len(after["k"].items) == (len(before["k"].items) if isinstance(before.get("k"), Sequence) else 0) + 1 + (
        key == "k: a\n"
    )
    assert {name: plain(value) for name, value in after.items() if name != "k"} == {
        name: plain(value) for name, value in before.items() if name != "k"
    }
    assert text[edit.start : edit.end] in ("", "~", "a")


@settings(deadline=None, max_examples=150)
@given(ids, st.lists(BODY, max_size=6))
def test_links_lead_to_any_id_and_all_else_of_the_text_stays(new, texts):
    text = "\n\n".join(texts).replace("@", OLD)

    def leads(written, shown):
        encoded = "".join(c if c.isalnum() or c == "-" else f"%{ord(c):02X}" for c in new)
        kind, _, inside = written.partition(":")
        return f"{kind}:{encoded}" if inside == OLD and kind in ("claim", "quote") and not shown else None

    edits = relinked(text, 1, False, leads)
    before, after = body(text, "", 1)[0], body(edited(text, edits), "", 1)[0]
    assert after.html == before.html
    for old, now in zip(before.holes, after.holes, strict=True):
        match old:
            case BodyLink(target="claim:old"):
                assert unquote(now.target) == f"claim:{new}"
            case BodyQuote(claim="old"):
                assert unquote(now.claim) == new
            case _:
                assert type(now) is type(old)


@settings(deadline=None, max_examples=200)
@given(st.text(st.sampled_from("ab\r\n\0é𝄞"), max_size=12), st.booleans(), st.integers(0, 12), st.integers(0, 4))
def test_a_patch_changes_the_characters_that_it_names_and_no_byte_else(text, marked, start, width):
    data = (b"\xef\xbb\xbf" if marked else b"") + text.encode()
    seen = decoded(data, "")[0]
    start = min(start, len(seen))
    edit = Edit(start, min(len(seen), start + width), "new")
    made = patched(data, [edit])
    assert decoded(made, "")[0] == edited(seen, [edit])
    assert patched(data, []) == data
    assert made.startswith(b"\xef\xbb\xbf") == marked
