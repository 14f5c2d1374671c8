"""Where links and pictures lead: the sections "Markdown" and "Links" of the content model."""

from collections.abc import Mapping

import pytest
from archives import Site, article, decoded, review, site, sound

from fcgen import codes
from fcgen.codes import Severity
from fcgen.diagnostics import did_you_mean
from fcgen.pages.links import Broken, Hidden, Resolved, Target, link, logo, menu_link, picture
from fcgen.pages.page_types import Logo

CLAIM = "text: This is made up."
FILES = {
    "articles/2024/here.md": article("Here", body="## A heading\n\nWords[^1].\n\n[^1]: A note.\n"),
    "articles/2023/there.md": article("There", body="## Zürich\n"),
    "claims/c.md": CLAIM,
    "claims/a b.md": "text: A claim with a space.",
    "fact-checks/f.md": review("c", more="date: 2024-01-01"),
    "fact-checks/g.md": review("a b"),
    "people/ann.md": "name: Ann Example",
    "outlets/gazette.md": "name: Gazette",
    "topics/health.md": "name: Health",
    "pages/about.md": "title: About",
    "articles/2024/survey.pdf": "made up",
    "articles/2024/bridge.jpg": "made up",
    "articles/2023/ä b.jpg": "made up",
    "articles/2024/10%25 of all.jpg": "made up",
    "articles/2024/no #1.jpg": "made up",
    "articles/2024/a:b.jpg": "made up",
    "static/logo.svg": "<svg/>",
    "static/a b/report.pdf": "made up",
}


@pytest.fixture(scope="module")
def made() -> Site:
    return site(FILES | {"articles/2024/draft.md": article(more="draft: true")})


def to(made: Site, written: str, kind: str = "articles/2024/here") -> Resolved:
    entry = next(e for e in made.archive.entries.values() if e.path == f"site_src/{kind}.md")
    return link(made.archive, made.plan.addresses, entry, written, did_you_mean)


def place(found: Resolved) -> str:
    assert isinstance(found, Target), found
    return found.address + (f"?{found.query}" if found.query else "") + (f"#{found.fragment}" if found.fragment else "")


# By kind and id.


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("article:there", "/articles/there/"),
        ("fact-check:f", "/fact-checks/f/"),
        ("claim:c", "/claims/c/"),
        ("claim:a%20b", "/claims/a b/"),
        ("person:ann", "/claimants/ann/"),
        ("outlet:gazette", "/outlets/gazette/"),
        ("outlet:made-up-desk", "/outlets/made-up-desk/"),
        ("outlet:Made-up%20Desk", "/outlets/made-up-desk/"),
        ("topic:health", "/topics/health/"),
        ("page:about", "/about/"),
        ("verdict:false", "/verdicts/false/"),
        ("CLAIM:c", "/claims/c/"),
        ("claim:c?x=1", "/claims/c/?x=1"),
        ("article:here#a-heading", "/articles/here/#a-heading"),
    ],
)
def test_a_kind_and_an_id_lead_to_the_entry(made: Site, written: str, address: str):
    assert place(to(made, written)) == address


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("claim:cc", "no claim has the id 'cc'", ""),
        ("article:thre", "no article has the id 'thre'", "did you mean 'there' or 'here'?"),
        ("person:anne", "no person has the id 'anne'", "did you mean 'ann'?"),
        ("verdict:fals", "no verdict has the id 'fals'", "did you mean 'false'?"),
        ("verdict:unclassified", "no verdict has the id 'unclassified'", ""),
        ("page:abuot", "no page has the id 'abuot'", "did you mean 'about'?"),
    ],
)
def test_an_id_that_does_not_exist_is_an_error_with_the_nearest(made: Site, written: str, message: str, hint: str):
    assert to(made, written) == Broken(codes.DEAD_LINK, message, hint)


def test_an_id_of_a_draft_is_hidden(made: Site):
    message = "article 'draft' is left out of this build (a draft): its link is plain text"
    assert to(made, "article:draft") == to(made, "draft.md") == to(made, "/articles/draft/") == Hidden(message)


# By file.


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("../2023/there.md", "/articles/there/"),
        ("../../claims/c.md", "/claims/c/"),
        ("../../claims/a%20b.md", "/claims/a b/"),
        ("./here.md", "/articles/here/"),
        ("/claims/c.md", "/claims/c/"),
        ("/fact-checks/f.md#ruling_c", "/fact-checks/f/#ruling_c"),
        ("../../static/logo.svg", "/static/logo.svg"),
        ("/static/a%20b/report.pdf", "/static/a b/report.pdf"),
        ("../2023/there.md#z%C3%BCrich", "/articles/there/#zürich"),
    ],
)
def test_the_path_of_a_file_leads_to_its_page(made: Site, written: str, address: str):
    assert place(to(made, written)) == address


def test_a_file_beside_the_entry_is_published_for_the_link(made: Site):
    found = to(made, "survey.pdf")
    assert isinstance(found, Target)
    assert found.file == made.archive.files["site_src/articles/2024/survey.pdf"]
    assert found.address.startswith("/assets/media/survey.")


@pytest.mark.parametrize("written", ["a%3Ab.jpg", "../2024/a:b.jpg"])
def test_a_colon_within_a_path_makes_no_kind(made: Site, written: str):
    assert isinstance(to(made, written), Target)


@pytest.mark.parametrize("written", ["12:30", ":x", "x/y:z", "nonsense:c"])
def test_what_stands_before_a_colon_and_is_no_kind_is_part_of_a_path(made: Site, written: str):
    assert to(made, written) == Broken(
        codes.DEAD_LINK,
        f"there is no file 'site_src/articles/2024/{written}'",
        "name a file relative to this one, or write `claim:some-id`",
    )


@pytest.mark.parametrize("written", ["../../../outside.md", "../../../../etc/passwd", "../2023", "nothing.md"])
def test_a_path_that_leads_to_no_file_is_an_error(made: Site, written: str):
    found = to(made, written)
    assert isinstance(found, Broken)
    assert found.message.startswith("there is no file ")


def test_a_path_that_leads_to_no_file_has_the_nearest(made: Site):
    found = to(made, "../2023/their.md")
    assert isinstance(found, Broken)
    assert found.hint == "did you mean '../2023/there.md'?"


# By address.


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/", "/"),
        ("/claims/", "/claims/"),
        ("/claims", "/claims/"),
        ("/claims/c/", "/claims/c/"),
        ("/claims/a%20b", "/claims/a b/"),
        ("/archive/2024/", "/archive/2024/"),
        ("/verdicts/false/?x=1#listing_heading", "/verdicts/false/?x=1#listing_heading"),
        ("/articles/here/#a-heading", "/articles/here/#a-heading"),
        ("/404.html", "/404.html"),
        ("/search/?q=bridge", "/search/?q=bridge"),
    ],
)
def test_an_address_of_the_site_leads_there(made: Site, written: str, address: str):
    assert place(to(made, written)) == address


def test_an_address_that_does_not_exist_is_an_error(made: Site):
    assert to(made, "/claimz/") == Broken(
        codes.DEAD_LINK, "no page has the address '/claimz/'", "did you mean '/claims/' or '/claims/c/'?"
    )
    found = to(made, "/zzzzzzzz/")
    assert isinstance(found, Broken)
    assert found.hint == "name the entry's file, or write `claim:some-id`"


def test_a_link_to_the_search_is_plain_text_where_there_is_none():
    made = site({"articles/a.md": article(body="[search](/search/)")}, "search: {enabled: false}")
    assert made.codes == ["FC308"]
    assert made.diagnostics[0].message == "this build has no search: the link to it is plain text"


# Places in pages.


@pytest.mark.parametrize("written", ["#a-heading", "here.md#a-heading", "#fn_1", "#:~:text=some%2Cwords,more&text=x"])
def test_a_place_in_a_page_exists(made: Site, written: str):
    fragment = written.partition("#")[2]
    assert place(to(made, written)) == f"/articles/here/#{fragment}"


@pytest.mark.parametrize("written", ["#a-headnig", "/articles/here/#a-headnig", "article:here#a-headnig"])
def test_a_place_that_a_page_does_not_have_is_an_error(made: Site, written: str):
    assert to(made, written) == Broken(
        codes.DEAD_LINK, "article 'here' has no place 'a-headnig'", "did you mean 'a-heading'?"
    )


def test_a_place_unlike_any_other_is_told_what_there_can_be(made: Site):
    found = to(made, "claim:c#zzz")
    assert isinstance(found, Broken)
    assert found.hint == "link to the page itself, or to the id of a heading in it"


@pytest.mark.parametrize("written", ["fact-check:g#ruling_a%20b", "fact-check:g#ruling_a%2520b", "#ruling_a%20b"])
def test_a_ruling_is_a_place_of_its_fact_check_however_it_is_encoded(made: Site, written: str):
    assert place(to(made, written, "fact-checks/g")) == "/fact-checks/g/#ruling_a%20b"


def test_a_link_without_an_address_is_an_error(made: Site):
    assert to(made, "") == Broken(codes.DEAD_LINK, "the link has no address", "write it between the parentheses")


def test_a_query_alone_leads_to_the_page_itself(made: Site):
    assert place(to(made, "?page=2")) == "/articles/here/?page=2"


# Pictures.


def shown(made: Site, written: str, path: str = "articles/2024/here") -> str:
    entry = next(e for e in made.archive.entries.values() if e.path == f"site_src/{path}.md")
    found = picture(made.archive, entry, written, did_you_mean)
    return found.address if isinstance(found, Target) else f"{found.code.number} {found.message}; {found.hint}"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("bridge.jpg", "/assets/media/bridge."),
        ("./bridge.jpg", "/assets/media/bridge."),
        ("bridge.jpg?x#y", "/assets/media/bridge."),
        ("../2023/%C3%A4%20b.jpg", "/assets/media/ä-b."),
        ("../2023/a\N{COMBINING DIAERESIS} b.jpg", "/assets/media/ä-b."),
        ("10%25 of all.jpg", "/assets/media/10-25-of-all."),
        ("no #1.jpg", "/assets/media/no-1."),
        ("no%20%231.jpg", "/assets/media/no-1."),
        ("static/logo.svg", "/static/logo.svg"),
        ("/static/logo.svg", "/static/logo.svg"),
        ("../../static/logo.svg", "/static/logo.svg"),
        ("/articles/2024/bridge.jpg", "/assets/media/bridge."),
    ],
)
def test_a_picture_is_beside_the_entry_or_under_static(made: Site, written: str, address: str):
    assert shown(made, written).startswith(address)


def test_a_picture_without_a_file_is_an_error_with_the_nearest(made: Site):
    assert shown(made, "brigde.jpg") == (
        "FC502 the picture 'brigde.jpg' is neither beside the entry nor under site_src/static/; "
        "did you mean 'bridge.jpg'?"
    )
    assert shown(made, "../../../outside.jpg").startswith("FC502")
    assert shown(made, "zzz").endswith("put the file there, or mend its name")
    assert shown(made, "").startswith("FC502")


def test_a_picture_in_a_text_without_a_file_is_an_error_at_its_line():
    made = site({"articles/a.md": article(body="Words.\n\n![alt](nothing.jpg)")})
    assert made.told(codes.MISSING_PICTURE) == ["site_src/articles/a.md:7"]
    (hole,) = made.view("/articles/a/").entry.body.filled
    assert (hole.picture.url, hole.picture.alt, hole.figure) == ("", "alt", True)


def test_the_picture_of_an_entry_without_a_file_is_an_error_at_its_place():
    made = site({"articles/a.md": article(more="image: {file: nothing.jpg, alt: alt}")})
    assert made.told(codes.MISSING_PICTURE) == ["site_src/articles/a.md:3"]
    assert made.view("/articles/a/").entry.image is None


def test_the_picture_of_an_entry_on_another_host_is_an_error_that_says_so():
    made = site({"articles/a.md": article(more="image: https://example.org/x.jpg")})
    problem = made.only(codes.MISSING_PICTURE)
    assert problem.message == "the picture 'https://example.org/x.jpg' is on another host"
    assert problem.hint == "put the picture beside the entry and name its file"


# The logo and the menu.


def test_the_logo_lies_under_static():
    made = sound({"static/logo.svg": "<svg/>"}, "logo: static/logo.svg")
    assert logo(made.archive) == Target(made.plan.copies[0].address, file=made.plan.copies[0].file)
    assert made.frame.site.logo == Logo("/archive/static/logo.svg", alt="", width=0, height=0)


@pytest.mark.parametrize("written", ["static/nothing.svg", "articles/x.svg"])
def test_a_logo_without_a_file_is_an_error_in_the_configuration(written: str):
    made = site({"articles/x.svg": "<svg/>", "articles/a.md": article(body="![x](x.svg)")}, f"logo: {written}")
    problem = made.only(codes.MISSING_PICTURE)
    assert (problem.path, problem.at.line) == ("config.yaml", 3)
    assert problem.message == f"the logo {written!r} has no file"
    assert made.frame.site.logo is None


def test_without_a_logo_there_is_none():
    assert logo(sound({}).archive) is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("/claims/", "/claims/"),
        ("/claims", "/claims/"),
        ("/verdicts/false/#listing_heading", "/verdicts/false/#listing_heading"),
        ("/search/?q=a%20b", "/search/?q=a%20b"),
        ("/static/a%20b/report.pdf", "/static/a b/report.pdf"),
        ("/pages/about.md", "/about/"),
    ],
)
def test_a_path_of_the_menu_leads_to_a_page_or_file(made: Site, written: str, address: str):
    assert place(menu_link(made.archive, made.plan.addresses, written)) == address


def test_a_path_of_the_menu_that_leads_nowhere_is_an_error_in_the_configuration():
    made = site({}, "navigation: [{title: Claims, url: /claimz/}, {title: Other, url: /zzzzzz/}]")
    assert made.told(codes.DEAD_LINK) == ["config.yaml:1", "config.yaml:1"]
    first, second = made.diagnostics
    assert first.message == "`navigation` leads to '/claimz/': no page has the address '/claimz/'"
    assert first.hint == "did you mean '/claims/' or '/claimants/'?"
    assert second.hint == "write the address of a page, such as /claims/"


def test_a_path_of_the_menu_to_a_draft_is_a_warning_and_the_item_is_gone():
    made = site({"pages/about.md": "title: About\ndraft: true"}, "navigation: [{title: About, url: /about/}]")
    assert [problem.severity for problem in made.diagnostics] == [Severity.WARNING]
    assert made.frame.site.menu == ()


# The text and its view agree.


def test_every_link_of_a_text_leads_where_its_page_says():
    files: Mapping[str, str] = FILES | {
        "articles/2024/all.md": article(
            body="[a](claim:c) [b](../2023/there.md#zürich) [c](<fact-check:g#ruling_a b>) [d](/claims/?x=1) "
            "[e](survey.pdf)"
        )
    }
    made = site(files)
    urls = [hole.url for hole in made.view("/articles/all/").entry.body.filled[::2]]
    assert [decoded(url) for url in urls[:4]] == ["/claims/c/", "/articles/there/", "/fact-checks/g/", "/claims/"]
    assert urls[1:4] == [
        "/archive/articles/there/#z%C3%BCrich",
        "/archive/fact-checks/g/#ruling_a%2520b",
        "/archive/claims/?x=1",
    ]
    assert decoded(urls[4]) in {copy.address for copy in made.plan.copies}


def test_a_view_asks_for_no_suggestions(made: Site):
    entry = made.archive.entries[made.archive.by_path["site_src/articles/2024/here.md"]]
    found = link(made.archive, made.plan.addresses, entry, "article:thre")
    assert isinstance(found, Broken)
    assert found.hint == ""
