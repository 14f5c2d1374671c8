"""Which outputs there are: the section "Folders are kinds" of the content model, and collisions between outputs."""

import pytest
from archives import ASSETS, article, review, site, sound

from fcgen import codes
from fcgen.archive.urls import Address
from fcgen.digest import File, digest
from fcgen.entries.model import Kind
from fcgen.pages.plan import RESERVED, dated, plan
from fcgen.pages.subjects import Fixed, OfCorrections, OfKey, OfList, OfVerdict, OfYear

CLAIM = "text: This is made up."
VERDICTS = ["true", "mostly-true", "half-true", "misleading", "false", "unproven"]


def test_every_site_has_its_own_pages():
    assert sound({}).plan.addresses == {
        "/",
        "/404.html",
        "/archive/",
        "/articles/",
        "/claimants/",
        "/claims/",
        "/corrections/",
        "/data/",
        "/fact-checks/",
        "/outlets/",
        "/robots.txt",
        "/search/",
        "/topics/",
        "/verdicts/",
        *(f"/verdicts/{verdict}/" for verdict in VERDICTS),
    }


def test_without_search_there_is_no_page_for_it():
    made = sound({}, "search: {enabled: false}")
    assert "/search/" not in made.plan.addresses
    assert made.frame.site.search_url == ""


def test_each_kind_has_its_pages_in_whatever_folder_the_file_lies():
    made = sound(
        {
            "articles/2024/june/a.md": article(more="date: 2024-01-01"),
            "fact-checks/x/b.md": review("c"),
            "claims/y/c.md": f"{CLAIM}\nclaimants: [Ann]",
            "people/d.md": "name: Dora",
            "outlets/e.md": "name: Gazette",
            "topics/f.md": "name: Made-up topic",
            "pages/z/g.md": "title: About",
        }
    )
    assert {
        "/articles/a/",
        "/fact-checks/b/",
        "/claims/c/",
        "/claimants/d/",
        "/claimants/ann/",
        "/outlets/e/",
        "/outlets/made-up-desk/",
        "/topics/f/",
        "/g/",
        "/archive/2024/",
    } <= made.plan.addresses


def test_pages_are_in_the_order_of_their_addresses_and_know_what_they_are_of():
    made = sound(
        {f"articles/{day}.md": article(more=f"date: 2024-01-0{day}") for day in range(1, 5)}, config="page_size: 2"
    )
    addresses = [page.address for page in made.plan.pages]
    assert addresses == sorted(addresses)
    assert made.page("/").subject == Fixed("home")
    assert isinstance(made.page("/articles/1/").subject, OfKey)
    assert made.page("/verdicts/false/").subject == OfVerdict("false")
    assert made.page("/corrections/").subject == OfCorrections()
    assert made.page("/archive/2024/page/1/").subject == OfYear(2024)
    numbered = made.page("/articles/page/1/")
    assert (numbered.subject, numbered.listing, numbered.number) == (OfList(Kind.ARTICLE), "/articles/", 1)


def test_a_list_is_dated_unless_it_is_of_people_outlets_or_topics():
    undated = {listing for listing in sound({}).archive.listings if not dated(listing)}
    assert undated == {"/claimants/", "/outlets/", "/topics/"}
    assert dated(Address("/claimants/ann/"))


# Files that are copied.


def test_static_files_are_copied_to_the_same_path():
    made = sound({"static/logo.svg": "<svg/>", "static/a/B c.pdf": "made up"})
    assert [(copy.address, copy.file.path) for copy in made.plan.copies] == [
        ("/static/a/B c.pdf", "site_src/static/a/B c.pdf"),
        ("/static/logo.svg", "site_src/static/logo.svg"),
    ]


def test_a_file_beside_an_entry_is_published_once_where_entries_use_it():
    made = sound(
        {
            "articles/bridge.jpg": "made up",
            "articles/a.md": article(more="image: bridge.jpg", body="![A bridge](bridge.jpg)"),
            "articles/b.md": article(body="[the bridge](bridge.jpg)"),
        }
    )
    (copy,) = made.plan.copies
    assert copy.address == f"/assets/media/bridge.{digest(b'made up')[:10]}.jpg"
    assert made.view("/articles/a/").entry.image.url == f"/archive{copy.address}"


def test_a_file_that_nobody_uses_is_a_warning_and_not_published():
    made = site({"articles/unused.jpg": "made up", "articles/a.md": article()})
    problem = made.only(codes.UNUSED_FILE)
    assert problem.path == "site_src/articles/unused.jpg"
    assert problem.message == "no entry uses this file, so it is not published"
    assert made.plan.copies == ()


@pytest.mark.parametrize("why", ["draft: true", "date: 2027", "withdrawn: {date: 2024, reason: Made up.}"])
def test_a_file_that_only_drafts_or_withdrawn_entries_use_waits_without_a_warning(why: str):
    made = sound(
        {
            "articles/1.jpg": "made up",
            "articles/2.jpg": "made up, too",
            "articles/3.pdf": "made up as well",
            "articles/a.md": article(more=f"{why}\nimage: 1.jpg", body="![x](2.jpg) [y](3.pdf)"),
        }
    )
    assert made.plan.copies == ()


def test_what_is_wrong_in_a_withdrawn_entry_or_a_draft_is_not_told():
    sound(
        {
            "articles/a.md": article(more="draft: true", body="[x](claim:nothing) ![y](nothing.jpg)"),
            "articles/b.md": article(more="withdrawn: {date: 2024, reason: Made up.}", body="[x](claim:nothing)"),
        }
    )


def test_the_files_of_the_theme_have_their_content_in_their_addresses():
    made = sound({})
    assert made.plan.assets.keys() == ASSETS.keys()
    assert made.plan.assets["style.css"] == f"/assets/style.{digest(b'style.css')[:10]}.css"


def test_one_file_of_the_theme_may_have_two_names():
    same = digest(b"made up")
    _, problems = plan(sound({}).archive, {"a/x.svg": File("a/x.svg", same, 7), "b/x.svg": File("b/x.svg", same, 7)})
    assert problems == ()


# Two outputs on one path.


def taken(files: dict[str, str], config: str = "") -> tuple[str, str]:
    """Where the one collision is told, and the message."""
    problem = site(files, config).only(codes.PATH_TAKEN)
    assert problem.hint == "rename one of the files, or change its redirect_from"
    return problem.path, problem.message


@pytest.mark.parametrize(
    ("page", "other", "output"),
    [
        ("corrections", "the page /corrections/", "corrections/index.html"),
        ("claims", "the page /claims/", "claims/index.html"),
        ("Claims", "the page /claims/", "Claims/index.html"),
        ("archive", "the page /archive/", "archive/index.html"),
        ("verdicts", "the page /verdicts/", "verdicts/index.html"),
        ("search", "the page /search/", "search/index.html"),
    ],
)
def test_a_page_may_not_take_the_address_of_a_list(page: str, other: str, output: str):
    assert taken({f"pages/{page}.md": "title: Made-up page"}) == (
        f"site_src/pages/{page}.md",
        f"site_src/pages/{page}.md and {other} would both be written to '{output}'",
    )


def test_a_page_may_not_take_the_address_of_a_static_file():
    assert taken({"pages/static.md": "title: Made-up page", "static/index.html": "made up"}) == (
        "site_src/pages/static.md",
        "site_src/pages/static.md and site_src/static/index.html would both be written to 'static/index.html'",
    )


def test_static_files_may_not_differ_in_case_or_unicode_form_alone():
    assert taken({"static/É.txt": "made up", "static/e\N{COMBINING ACUTE ACCENT}.TXT": "made up"})[1].startswith(
        "site_src/static/e\N{COMBINING ACUTE ACCENT}.TXT and site_src/static/É.txt would both be written to"
    )


def test_an_old_path_may_not_be_that_of_a_page():
    files = {"articles/a.md": article(more="redirect_from: [/claims/c/]"), "claims/c.md": CLAIM}
    path, message = taken(files)
    assert path == "site_src/articles/a.md"
    assert message == "site_src/articles/a.md and site_src/claims/c.md would both be written to 'claims/c/index.html'"


def test_an_old_path_may_not_be_the_front_page_or_the_page_of_mistakes():
    for old, output in (("/index.html", "index.html"), ("/404.html", "404.html")):
        path, message = taken({"articles/a.md": article(more=f"redirect_from: [{old}]")})
        assert (path, message.endswith(f"would both be written to '{output}'")) == ("site_src/articles/a.md", True)


def test_two_entries_may_not_have_one_old_path_in_any_case():
    path, message = taken(
        {
            "articles/a.md": article(more="redirect_from: [/old/]"),
            "articles/b.md": article(more="redirect_from: [/OLD]"),
        }
    )
    assert {path, *message.split(" would ")[0].split(" and ")} == {"site_src/articles/a.md", "site_src/articles/b.md"}


def test_an_inline_claim_is_told_at_its_review():
    files = {
        "fact-checks/f.md": review("{id: c, text: This is made up.}"),
        "articles/a.md": article(more="redirect_from: [/claims/c/]"),
    }
    assert taken(files)[1].startswith("site_src/articles/a.md and site_src/fact-checks/f.md would")


def test_a_party_without_a_file_is_told_by_its_id():
    files = {
        "claims/c.md": f"{CLAIM}\nclaimants: [Ann]",
        "articles/a.md": article(more="redirect_from: [/claimants/ann]"),
    }
    assert taken(files) == (
        "site_src/articles/a.md",
        "site_src/articles/a.md and the person 'ann' would both be written to 'claimants/ann/index.html'",
    )


def test_a_content_folder_with_an_odd_name_is_still_the_authors():
    made = site({"pages/claims.md": "title: Made-up page"}, "content: the content")
    assert made.only(codes.PATH_TAKEN).path == "the content/pages/claims.md"


# A file for one and a folder for another.


def test_an_output_may_not_be_a_file_for_one_and_a_folder_for_another():
    made = site(
        {
            "articles/a.md": article(more="redirect_from: [/Old.html]"),
            "articles/b.md": article(more="redirect_from: [/old.html/deep/down/]"),
        }
    )
    problem = made.only(codes.FILE_AND_FOLDER)
    assert problem.path == "site_src/articles/a.md"
    assert problem.message == ("site_src/articles/a.md and site_src/articles/b.md would both be written to 'Old.html'")


@pytest.mark.parametrize("reserved", RESERVED)
def test_what_fcgen_writes_besides_is_no_folder_of_an_author(reserved: str):
    made = site({"articles/a.md": article(more=f"redirect_from: [/{reserved}/old/]")})
    problem = made.only(codes.FILE_AND_FOLDER)
    assert problem.path == "site_src/articles/a.md"
    assert problem.message == f"site_src/articles/a.md and fcgen itself would both be written to {reserved!r}"


def test_pages_deep_in_folders_of_others_are_no_mistake():
    sound(
        {
            "articles/a.md": article(more="redirect_from: [/claims/page/old/, /2019/06/old/, /2019/06/older.html]"),
            "pages/2019.md": "title: Made-up page",
            "claims/page.md": CLAIM,
            "claims/c.md": CLAIM,
        },
        config="page_size: 1",
    )


def test_two_pictures_of_one_name_and_content_are_published_once_and_neither_is_unused():
    made = sound(
        {
            "articles/p.svg": "made up",
            "claims/p.svg": "made up",
            "articles/a.md": article(body="![made up](p.svg)"),
            "claims/c.md": "text: Made up\n---\n![made up](p.svg)\n",
        }
    )
    assert len(made.plan.copies) == 1
    assert made.diagnostics == ()
