"""Read the posts of pocom, the positions and missions that people are appointed to, and draft their offices.

positions-principals/<id>.xml                 an office
missions-countries/<territory>.xml            an office "Chief of Mission to …"
missions-orgs/<id>.xml                        an office
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from fpdata.importers.core.draft import Draft, DraftRef, NameOf, TextTemplate
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import folder, text, texts, xml_files
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.countries.crosswalk import country_id

#: Positions that upstream lists separately for acting holders, each with the position that they acted in.
_ACTING_POSITIONS = {"secretary-ad-interim": "secretary"}
#: Positions that several people hold at once.
_SHARED_POSITIONS = {"ambassador-at-large", "assistant-secretary2", "career-ambassador"}

_OFFICE_KINDS = {
    "secretary": "cabinet",
    "ambassador-at-large": "envoy",
    "career-ambassador": "rank",
    "us-trade-representative": "cabinet",
}
_DEPARTMENT_ID = "us-department-of-state"
_AGENCY_CATEGORY = "foreign-assistance-agencies"


@dataclass(frozen=True)
class Post:
    """A position, or the mission to a country or an organization."""

    group: str
    """principals, missions or organizations: the first part of its locators."""
    id: str
    title: str
    country_id: str | None = None
    """The country of a mission."""

    @property
    def is_acting(self) -> bool:
        """Whether all who are appointed to the post act in another office."""
        return self.id in _ACTING_POSITIONS

    @property
    def office(self) -> DraftRef:
        """The office that the post is; for an acting position, the office that its holders acted in."""
        return DraftRef("offices", f"{self.group}/{_ACTING_POSITIONS.get(self.id, self.id)}")


class PostFile(NamedTuple):
    """A file of appointments to one post, with the draft of its office, unless the post is an acting one."""

    post: Post
    name: str
    root: ET.Element
    office: Draft | None


def read_posts(path: Path, batch: ImportBatch) -> Iterator[PostFile]:
    """Yield the files of all posts; report those without an id or a name."""
    for name, root in xml_files(folder(path, "positions-principals"), "*.xml", batch.findings):
        post = Post("principals", text(root, "id"), text(root, "names/singular"))
        if post.id and post.title:
            yield PostFile(post, name, root, None if post.is_acting else _principal_office(post, root))
        else:
            batch.report(FindingKind.MALFORMED, name, post.id, "the id or the name is missing")
    for name, root in xml_files(folder(path, "missions-countries"), "*.xml", batch.findings):
        if territory := text(root, "territory-id"):
            country = country_id(territory)
            post = Post("missions", territory, "Chief of Mission", country)
            yield PostFile(post, name, root, _mission_office(post, country))
        else:
            batch.report(FindingKind.MALFORMED, name, "", "the territory-id is missing")
    for name, root in xml_files(folder(path, "missions-orgs"), "*.xml", batch.findings):
        title_and_rank = text(root, "names/singular")
        post = Post("organizations", text(root, "id"), title_and_rank.partition(", with the rank")[0])
        if post.id and post.title:
            yield PostFile(post, name, root, _organization_office(post))
        else:
            batch.report(FindingKind.MALFORMED, name, post.id, "the id or the name is missing")


def department() -> Draft:
    """Return the draft of the Department of State, which the offices belong to."""
    cells = {"kind": "organization", "name": "Department of State", "sort_name": "State, Department of"}
    cells["country_id"] = "united-states"
    return Draft("actors", f"organizations/{_DEPARTMENT_ID}", cells, ((_DEPARTMENT_ID,),), reuse_existing=True)


def _principal_office(post: Post, root: ET.Element) -> Draft:
    is_agency = text(root, "category") == _AGENCY_CATEGORY
    appointed = [day for day in texts(root, "principals/principal/appointed/date") if re.match(r"\d{4}", day)]
    return Draft(
        "offices",
        post.office.locator,
        {
            "title": post.title,
            "organization_id": None if is_agency else _DEPARTMENT_ID,
            "kind": _OFFICE_KINDS.get(post.id, "agency-head" if is_agency else "principal-officer"),
            "seats": "many" if post.id in _SHARED_POSITIONS else "one",
            "country_id": "united-states",
        },
        ((post.title,), (post.title, min(appointed, default="")[:4])),
        reuse_existing=post.id not in _SHARED_POSITIONS,
    )


def _mission_office(post: Post, country: str) -> Draft:
    return Draft(
        "offices",
        post.office.locator,
        {
            "title": TextTemplate(("Chief of Mission to ", NameOf("countries", country))),
            "organization_id": _DEPARTMENT_ID,
            "kind": "chief-of-mission",
            "seats": "one",
            "country_id": country,
        },
        (("ambassador-to", country),),
        reuse_existing=True,
    )


def _organization_office(post: Post) -> Draft:
    return Draft(
        "offices",
        post.office.locator,
        {
            "title": post.title,
            "organization_id": _DEPARTMENT_ID,
            "kind": "chief-of-mission",
            "seats": "one",
            "country_id": "united-states",
        },
        ((post.id,),),
        reuse_existing=True,
    )
