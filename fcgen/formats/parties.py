"""People, organisations and outlets as nodes of schema.org."""

from typing import Any, Final

from fcgen.archive import urls
from fcgen.archive.index import Archive, ClaimRecord, Key
from fcgen.entries.model import Kind, Membership, Outlet, Page, Person
from fcgen.formats.jsonld import Node, node, one_or_all

POLICIES: Final = {
    "corrections": "correctionsPolicy",
    "fact-checking": "verificationFactCheckingPolicy",
    "ownership": "ownershipFundingInfo",
    "masthead": "masthead",
    "feedback": "actionableFeedbackPolicy",
}
"""What schema.org calls the policies that pages of a site can be. Source: schema.org/NewsMediaOrganization."""


def absolute(archive: Archive, address: urls.Address, fragment: str = "") -> str:
    """Return an address of the site with scheme and host."""
    return urls.absolute(archive.config.origin, archive.config.base_path, address, fragment)


def url_of(archive: Archive, key: Key, fragment: str = "") -> str:
    """Return the address of the page of an entry, claim, person, outlet or topic, with scheme and host."""
    return absolute(archive, urls.entry(key.kind, key.id), fragment)


def outlet(archive: Archive, outlet_id: str, full: bool = False) -> Node:
    """Return an outlet: its name and address, and with `full` all that is known of it.

    The publisher is given with the site's policies. `url` is the outlet's own address, or that of its page here.
    """
    party = archive.outlets.parties[outlet_id]
    known = party.entry.details if party.entry and isinstance(party.entry.details, Outlet) else Outlet()
    page = url_of(archive, Key(Kind.OUTLET, outlet_id))
    is_publisher = outlet_id == archive.publisher
    return node(
        "NewsMediaOrganization" if is_publisher else "Organization",
        f"{page}#outlet",
        name=party.name,
        url=known.url or page,
        **({"alternateName": one_or_all(m.text for m in known.also_known_as)} if full else {}),
        **({"memberOf": one_or_all(map(_membership, known.memberships))} if full else {}),
        **(policies(archive) if full and is_publisher else {}),
    )


def _membership(membership: Membership) -> Node:
    return node("Organization", name=membership.name, url=membership.url)


def policies(archive: Archive) -> dict[str, Any]:
    """Return the addresses of the pages that are policies of the site, by what schema.org calls them."""
    made: dict[str, list[str]] = {}
    for page in archive.policies:
        entry = archive.entries[page]
        if isinstance(entry.details, Page):
            made.setdefault(POLICIES[entry.details.policy], []).append(url_of(archive, page))
    return {name: one_or_all(found) for name, found in sorted(made.items())}


def person(archive: Archive, person_id: str, full: bool = False) -> Node:
    """Return a claimant: name and what identifies it, and with `full` all that is known.

    An account, and whoever is not said to be an organisation, is given as a person: schema.org has nothing between.
    """
    party = archive.people.parties[person_id]
    known = party.entry.details if party.entry and isinstance(party.entry.details, Person) else Person()
    page = url_of(archive, Key(Kind.PERSON, person_id))
    is_organization = known.kind == "organization"
    return node(
        "Organization" if is_organization else "Person",
        f"{page}#claimant",
        name=party.name,
        url=page,
        sameAs=one_or_all(known.same_as),
        **({"alternateName": one_or_all(m.text for m in known.also_known_as)} if full else {}),
        **({"jobTitle": known.role} if full and known.kind == "person" else {}),
    )


def claimants(archive: Archive, claim: ClaimRecord) -> list[Node]:
    """Return who made a claim."""
    return [person(archive, who) for who in dict.fromkeys(claimant.person for claimant in claim.claimants)]


def author(name: str) -> Node:
    """Return somebody who wrote or edited a text, of whom nothing but the name is known."""
    return node("Person", name=name)
