import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from fcgen.archive import urls
from fcgen.archive.urls import Address
from fcgen.digest import Digest, File
from fcgen.entries.model import Kind
from fcgen.words import id_fault, nfc, slug

UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LETTERS = st.characters(exclude_categories=["C", "Z"], exclude_characters='/\\:*?"<>|') | st.sampled_from(" #%&.")
IDS = (
    st.text(LETTERS, min_size=1, max_size=40).map(lambda text: text.strip(" .")).filter(lambda text: not id_fault(text))
)
BASES = st.sampled_from(["/", "/archive/", "/a/b/", "/%C3%A9/"])
OLD_PATHS = st.from_regex(r"/?(\.?[a-zA-Z0-9%é*|'&.-]{1,8}/?){1,4}", fullmatch=True)


def stays_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and "\\" not in path and ".." not in parts and "\0" not in path


@given(st.sampled_from(list(Kind)), IDS, BASES)
@UNTIMED
def test_the_link_to_any_entry_decodes_to_its_address(kind: Kind, entry_id: str, base_path: str):
    address = urls.entry(kind, entry_id)
    href = urls.href(base_path, address)
    assert href.startswith(base_path)
    assert "/" + unquote(href.removeprefix(base_path)) == address
    assert re.fullmatch(r"[!-~]+", href)
    assert not re.search("[\"'<>&?#\\\\`]", href)


@given(st.sampled_from(list(Kind)), IDS)
@UNTIMED
def test_the_page_of_any_entry_lies_inside_the_output_folder(kind: Kind, entry_id: str):
    path = urls.output(urls.entry(kind, entry_id))
    assert stays_inside(path)
    assert path.endswith(f"/{entry_id}/index.html") or path == f"{entry_id}/index.html"


@given(st.sampled_from([kind for kind in Kind if kind is not Kind.PAGE]), IDS)
@UNTIMED
def test_an_address_leads_back_to_its_entry(kind: Kind, entry_id: str):
    assert urls.entry_at(urls.entry(kind, entry_id)) == (kind, entry_id)


@given(IDS, IDS, TEXTS)
@UNTIMED
def test_fragments_and_queries_do_not_change_where_a_link_leads(entry_id: str, place: str, query: str):
    assume(not place.startswith(urls.TEXT_FRAGMENT))
    address = urls.entry(Kind.CLAIM, entry_id)
    parts = urlsplit(urls.href("/", address, place, slug(query)))
    assert (unquote(parts.path), parts.query, unquote(parts.fragment)) == (address, slug(query), place)


@given(TEXTS)
@UNTIMED
def test_the_name_of_anybody_makes_an_id_that_fits(name: str):
    assert not id_fault(slug(name))


@given(TEXTS.filter(lambda name: name not in ("", ".", "..") and not set("/\0") & set(name)))
@UNTIMED
def test_the_file_of_any_name_is_published_inside_the_output_folder(name: str):
    path = urls.output(urls.media(File(f"site_src/articles/{name}", Digest("0" * 64), 1)))
    assert stays_inside(path)
    assert PurePosixPath(path).parent == PurePosixPath("assets/media")
    assert not id_fault(PurePosixPath(path).name)


@given(OLD_PATHS)
@UNTIMED
def test_an_old_path_leads_to_a_file_inside_the_output_folder(written: str):
    assume(not {"", ".", ".."} & set(written.strip("/").split("/")))
    address = urls.redirect(written)
    assert stays_inside(urls.output(address))
    assert address == nfc(address)
    assert unquote(written).strip("/") == address.strip("/") or written.strip("/") == address.strip("/")


@given(IDS)
@UNTIMED
def test_the_place_of_a_ruling_decodes_to_the_claim_and_has_no_spaces(claim: str):
    anchor = urls.ruling_anchor(claim)
    assert unquote(anchor) == f"ruling_{claim}"
    assert not re.search(r"\s", anchor)


@given(IDS)
@UNTIMED
def test_outputs_are_compared_without_regard_to_case(entry_id: str):
    path = urls.output(Address(f"/{entry_id}/"))
    assert urls.output_key(path.casefold()) == urls.output_key(path)
