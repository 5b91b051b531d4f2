"""Read congress-legislators: Presidents, Vice Presidents and members of Congress.

How a record of upstream becomes a draft:

    executive.yaml                     an actor with identifiers, and a role for each service of successive terms
    legislators-current.yaml           the same
    legislators-historical.csv         the same for former members; their one role has no dates
    committee-membership-current.yaml  a relationship member-of with the committee

Presidents, Vice Presidents and members of the foreign affairs committees are added to the data set; all others
are imported only if the data set already has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fpdata.importers.core.draft import Cell, Draft, DraftRef
from fpdata.importers.core.parsing import MalformedError
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.legislators.members import (
    RECORD_ERRORS,
    draft_member,
    read_list,
    read_members,
    report_malformed,
)
from fpdata.importers.legislators.offices import COMMITTEES, draft_organizations_and_offices
from fpdata.importers.legislators.terms import draft_roles

SOURCE = Source.on_github("unitedstates/congress-legislators", "CC0-1.0", outlet_id="unitedstates-project")


def read_legislators(path: Path) -> ImportBatch:
    """Return the drafts of everybody in a checkout of congress-legislators, unknown members included.

    Raises SourceError if a file is missing from `path` or cannot be parsed, or PyYAML is not installed.
    """
    batch = ImportBatch(SOURCE)
    committees = {
        code: list(_committee_members(path / "committee-membership-current.yaml", code, batch)) for code in COMMITTEES
    }
    committee_members = {str(one["bioguide"]) for members in committees.values() for one in members}
    members = read_members(path, committee_members, batch)
    batch.drafts += draft_organizations_and_offices()
    for member in members:
        try:
            drafts = [draft_member(member), *draft_roles(member.ref, member.terms, batch.newest)]
        except RECORD_ERRORS as error:
            report_malformed(batch, member.file, member.ref.locator.partition("/")[2], error)
        else:
            batch.drafts += drafts
    for code, memberships in committees.items():
        batch.drafts += _memberships(code, memberships)
    batch.drafts += _coverage(batch.newest)
    return batch


def _committee_members(file: Path, code: str, batch: ImportBatch) -> Iterator[dict[str, Any]]:
    for one in read_list(file, batch, code):
        if one.get("bioguide"):
            yield one
        else:
            error = MalformedError(f"a member of {code} has no bioguide id")
            report_malformed(batch, file.name, str(one.get("name") or code), error)


def _memberships(code: str, members: list[dict[str, Any]]) -> Iterator[Draft]:
    committee = DraftRef("actors", f"committees/{code}")
    for one in members:
        actor = DraftRef("actors", f"legislators/{one['bioguide']}")
        cells: dict[str, Cell] = {"actor_id": actor, "kind": "member-of", "other_id": committee, "end": ".."}
        cells["note"] = f"{one['title']}." if one.get("title") else None
        yield Draft(
            "relationships",
            f"committees/{code}/{one['bioguide']}",
            cells,
            ((actor, "member-of", committee),),
            depends_on=actor,
        )


def _coverage(newest: str) -> Iterator[Draft]:
    for table, scope, first, missing in (
        ("roles", "Presidents and Vice Presidents", "1789-04-21", "Acting holders."),
        (
            "roles",
            "members of Congress who are in the data set for something else, or on a foreign affairs committee",
            None,
            "Dates of the terms of former members, and all of their offices but the last.",
        ),
        ("relationships", "members of the foreign affairs committees", None, "Former members; when they joined."),
    ):
        cells = {"table": table, "scope": scope, "from": first, "to": newest, "missing": missing}
        yield Draft("coverage", f"{table}/coverage", cells)
