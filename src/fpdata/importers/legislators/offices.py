"""The federal offices, chambers and committees that congress-legislators refers to, which it does not describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fpdata.importers.core.draft import Cell, Draft


class FederalOffice(NamedTuple):
    """The office that a type of term is served in."""

    id: str
    title: str
    short_name: str
    """Its name in the ids of roles."""
    organization_id: str | None
    kind: str
    seats: str


class Committee(NamedTuple):
    """A committee of a chamber."""

    id: str
    name: str
    chamber_id: str


#: The offices by type of term.
OFFICES = {
    "prez": FederalOffice(
        id="president-of-the-united-states",
        title="President of the United States",
        short_name="president",
        organization_id=None,
        kind="head-of-state",
        seats="one",
    ),
    "viceprez": FederalOffice(
        id="vice-president-of-the-united-states",
        title="Vice President of the United States",
        short_name="vice-president",
        organization_id=None,
        kind="head-of-state",
        seats="one",
    ),
    "sen": FederalOffice(
        id="us-senator",
        title="U.S. senator",
        short_name="senator",
        organization_id="us-senate",
        kind="legislator",
        seats="many",
    ),
    "rep": FederalOffice(
        id="us-representative",
        title="Member of the U.S. House of Representatives",
        short_name="representative",
        organization_id="us-house",
        kind="legislator",
        seats="many",
    ),
}
#: The committees, by upstream code, whose members are all imported.
COMMITTEES = {
    "SSFR": Committee(
        "senate-committee-on-foreign-relations", "Senate Committee on Foreign Relations", chamber_id="us-senate"
    ),
    "HSFA": Committee(
        "house-committee-on-foreign-affairs", "House Committee on Foreign Affairs", chamber_id="us-house"
    ),
}
#: Name and sort name of the chambers, by id.
_CHAMBERS = {
    "us-senate": ("U.S. Senate", "Senate, U.S."),
    "us-house": ("U.S. House of Representatives", "House of Representatives, U.S."),
}


def draft_organizations_and_offices() -> Iterator[Draft]:
    """Yield the drafts of the chambers, the committees and the offices."""
    common: dict[str, Cell] = {"country_id": "united-states"}
    for id, (name, sort_name) in _CHAMBERS.items():
        cells = common | {"kind": "organization", "name": name, "sort_name": sort_name}
        yield Draft("actors", f"organizations/{id}", cells, ((id,),), reuse_existing=True)
    for code, committee in COMMITTEES.items():
        cells = common | {"kind": "organization", "name": committee.name, "sort_name": committee.name}
        cells["parent_id"] = committee.chamber_id
        yield Draft("actors", f"committees/{code}", cells, ((committee.id,),), reuse_existing=True)
    for type, office in OFFICES.items():
        cells = common | {"title": office.title, "organization_id": office.organization_id, "kind": office.kind}
        cells["seats"] = office.seats
        yield Draft("offices", f"offices/{type}", cells, ((office.id,),), reuse_existing=True)
