"""What tests say of built pages is itself tested: a sound page is called sound, and each fault is found."""

from pathlib import Path

import pytest
import txtar
from html_pages import main_text, problems

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Made up</title><link rel="canonical" href="https://example.org/archive/">
<link rel="stylesheet" href="/archive/style.css"></head>
<body><main id="main"><h1 id="top">Made up</h1>
<p>Some <b>words</b> <a href="/archive/other/#place">elsewhere</a> <a href="#top">here</a>
<a href="https://example.com/">on another host</a> <img src="/archive/a.png" alt="a picture"></p></main></body></html>
"""
SITE = {
    "index.html": PAGE,
    "other/index.html": PAGE.replace('id="top"', 'id="top"><a id="place"></a><span'),
    "style.css": "",
    "a.png": "",
}


def found(folder: Path, page: str) -> list[str]:
    txtar.write(folder, {**SITE, "index.html": page})
    return problems(folder, "/archive/", "https://example.org")


def test_a_sound_site_has_no_problems(tmp_path: Path) -> None:
    assert found(tmp_path, PAGE) == []


@pytest.mark.parametrize(
    ("there", "instead", "problem"),
    [
        (' lang="en"', "", "no language"),
        ("<h1", "<h1>Another</h1><h1", "2 headings"),
        ("<h1", "<h2", "0 headings"),
        ("<title>Made up</title>", "<title> </title>", "no title"),
        ("<main", "<div", "main"),
        ("Content-Security-Policy", "x", "no policy"),
        ('id="main"', 'id="top"', "'top' twice"),
        ('id="main"', 'id="a b"', "white space"),
        ('id="main"', 'aria-labelledby="top gone"', "'gone' is nowhere"),
        ("<b>", '<b style="color: red">', "style"),
        ("</head>", "<style>p {}</style></head>", "style"),
        ("</body>", "<script>1</script></body>", "script"),
        ("<b>", '<b onclick="1">', "onclick"),
        (' alt="a picture"', "", "without alt"),
        ("/archive/other/#place", "/archive/nothing/", "leads nowhere"),
        ("/archive/other/#place", "/archive/other/#gone", "no place"),
        ("/archive/other/#place", "/other/", "base path"),
        ("#top", "#gone", "no place"),
        ("/archive/a.png", "https://example.com/a.png", "another host"),
        ("/archive/style.css", "https://example.com/style.css", "another host"),
        ("https://example.org/archive/", "https://example.org/archive/gone/", "leads nowhere"),
        ("https://example.com/", "javascript:1", "no address"),
    ],
)
def test_each_fault_is_found(tmp_path: Path, there: str, instead: str, problem: str) -> None:
    assert there in PAGE
    told = found(tmp_path, PAGE.replace(there, instead))
    assert told
    assert any(problem in one and one.startswith("index.html: ") for one in told)


def test_the_text_of_a_page_has_a_line_for_each_block() -> None:
    assert main_text(PAGE.encode()) == "Made up\nSome words elsewhere here on another host [picture: a picture]\n"
