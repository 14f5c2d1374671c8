"""Texts of the stress site: many scripts, characters that mean something elsewhere, and pictures made of code.

All of it is made up and says so in its language.
"""

import struct
import zlib
from typing import Final, NamedTuple

NASTY: Final = (
    "\"quoted\" 'it' <b>&amp;</b></script><!-- --> ]]> &#039; {{ 7*7 }}{% raw %} `code` [x][y] \\ %2e $1 #{a} ?q=1&r=2"
)
"""What ends or begins something in HTML, JavaScript, CDATA, templates, Markdown, URLs or regular expressions."""

RIGHT_TO_LEFT: Final = "made up \u202egnirts desrever\u202c and \u2067isolated\u2069 \u200fmark\u200e"
"""Overrides and isolates of the direction of text."""

LONG: Final = ("made up and very long title with spaces " * 8)[:300].strip()
UNBROKEN: Final = ("Madeupandverylongtitlewithoutspaces" * 9)[:300]


class Script(NamedTuple):
    """Words of a language: an id, a title and names that say "made up", and a sentence."""

    language: str
    id: str
    title: str
    name: str
    outlet: str
    topic: str
    sentence: str


SCRIPTS: Final = (
    Script(
        "zh",
        "虚构的报道",
        "虚构的例子：河上的桥",
        "虚构人物",
        "虚构日报",
        "虚构的桥梁",
        "这是一个虚构的句子，说的是东京附近的一座桥。",
    ),
    Script(
        "ja",
        "架空の記事",
        "架空の例：川に架かる橋",
        "架空の人物",
        "架空新聞",
        "架空の橋",
        "これは架空の文章で、東京都庁の近くの橋について書かれています。",
    ),
    Script(
        "ar",
        "مقال-مختلق",
        "مثال مختلق: الجسر فوق النهر",
        "شخص مختلق",
        "الجريدة المختلقة",
        "جسور مختلقة",
        "هذه جملة مختلقة عن جسر فوق النهر.",
    ),
    Script(
        "hi",
        "काल्पनिक-लेख",
        "काल्पनिक उदाहरण: नदी पर पुल",
        "काल्पनिक व्यक्ति",
        "काल्पनिक समाचार",
        "काल्पनिक पुल",
        "यह नदी पर बने पुल के बारे में एक काल्पनिक वाक्य है।",
    ),
    Script(
        "en",
        "🦄🌈",
        "🦄 made-up example 🌉 with emoji 👩🏽‍🚀",
        "🦄",
        "🗞️",
        "🌉",
        "This sentence 🦄 is made up, and so is the bridge 🌉.",
    ),
)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """Return a picture of one colour. Source: PNG, third edition, 5.3 and 11.2."""
    rows = (b"\0" + bytes(colour) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )


def svg(words: str) -> bytes:
    """Return a drawing with words in it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" width="120" height="40" role="img">'
        f'<rect width="120" height="40" fill="#555"/><text x="8" y="24" fill="#fff">{words}</text></svg>\n'
    ).encode()


BODY: Final = f"""
# A heading of level 1, made up

## The same heading

### Deeper

#### Deeper

##### Deeper

###### Deepest

## The same heading

## `code` and *emphasis* & <b>tags</b>

## 東京 の 見出し

A paragraph with *emphasis*, **strong words**, ~~struck words~~, `code <b>` and a note[^1], another[^long] and the
first again[^1]. {NASTY}

Links: [a claim](claim:full), [a file](../claims/full.md), [an article](article:full), [a fact-check](fact-check:full),
[a person](person:full-person), [an outlet](outlet:full-outlet), [a topic](topic:full-topic), [a page](page:about),
[a verdict](verdict:false), [a place here](#the-same-heading-2), [a name](person:{SCRIPTS[0].name.replace(" ", "%20")}),
<https://example.com/?a=1&b=2>, [mail](mailto:made-up@example.org), [elsewhere](https://example.com/a_(b) "a title").

![A made-up picture](full.png "A caption with \\"quotes\\" & <signs> | A credit, made up")

An inline picture ![inline](full.png) in a sentence, and one from static: ![static](/static/picture.svg).

[![a picture as a link](full.png)](claim:full)

- a list
  - deeper
    - deepest ![in a list](full.png)

      a paragraph

      ```
      </code></pre><script>alert(1)</script>
      ```

1. first
2. second
   > a quotation
   > > in a quotation
   > > - with a list

| left | middle | right |
| :--- | :---: | ---: |
| ![in a table](full.png) | `a \\| b` | {"x" * 40} |
| [a link](claim:full) | مثال | 東京 |

| {" | ".join(f"column {n}" for n in range(14))} |
|{" --- |" * 14}
| {" | ".join(f"made-up value {n}" for n in range(14))} |

Term
:   A definition.
:   Another, with a [link](claim:full).

{NASTY}
:   A definition of that.

> A quotation with a long word: {UNBROKEN}

```html
<p onclick="made up">{"a line that does not end " * 12}</p>
```

    indented code </code>

---

<script>alert("made up")</script>
<style>p {{color: red}}</style>
<p onclick="alert(1)" style="color: red" id="quote_1" class="x">raw HTML, made up</p>
<iframe src="https://example.com/"></iframe><img src="https://example.com/x.png" onerror="alert(1)">
<details><summary>More</summary>

Made-up *Markdown* in raw HTML.

</details>
<a href="javascript:alert(1)">made-up script</a> <b>never closed

{RIGHT_TO_LEFT}

Hard\\
breaks, soft
breaks, &nbsp; &copy; &#x1F984; &unknown; *nested **emphasis** here*, snake_case_words, 2*3*4.

[^1]: A note, made up, with a [link](claim:full) and `code`.

[^long]: A longer note.

    Its second paragraph, with a list:

    - one
    - two
"""
"""A body with everything that Markdown can do here."""
