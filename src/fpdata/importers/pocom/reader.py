"""Read pocom: the principal officers and chiefs of mission of the Department of State since 1778.

How an element of upstream becomes a draft:

    people/<letter>/<id>.xml                      an actor, its other names, its identifiers
    positions-principals/<id>.xml                 an office, and a role for each <principal>
    missions-countries/<territory>.xml            an office "Chief of Mission to …", and a role for each <chief>
    missions-orgs/<id>.xml                        an office, and a role for each <chief>
    concurrent-appointments/<id>.xml              the concurrent_group of the roles it lists
    roles-country-chiefs/<id>.xml                 the title of a role
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import (
    MalformedError,
    find_renamed,
    folder,
    present,
    required,
    text,
    texts,
    xml_files,
)
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.pocom.people import SAME_PERSON, People
from fpdata.importers.pocom.posts import Post, PostFile, department, read_posts
from fpdata.importers.pocom.roles import ELEMENTS, appointment_elements, draft_role, read_appointments
from fpdata.model.slugs import slug

SOURCE = Source.on_github("HistoryAtState/pocom", "Public domain in the U.S. and CC0-1.0", outlet_id="history-at-state")

_SECRETARIES = "Secretary and Deputy Secretary of State"
#: The scopes of coverage.csv: by group of posts, except the secretaries, who are kept up to date by hand.
_SCOPES = {
    _SECRETARIES: _SECRETARIES,
    "principals": "other principal officers",
    "missions": "chiefs of mission to countries",
    "organizations": "chiefs of mission to organizations",
}
_MISSING = {
    _SECRETARIES: "Acting Deputy Secretaries; ends of roles that upstream does not give.",
    "principals": "Other principal officers after this day, and the ends of those then in office; many acting officers; "
    "earlier names of offices.",
    "missions": "Chiefs of mission after this day, and the ends of those then in office; most chargés d'affaires ad "
    "interim.",
    "organizations": "Chiefs of mission to organizations after this day, and the ends of those then in office; most "
    "chargés d'affaires ad interim.",
}


def read_pocom(path: Path) -> ImportBatch:
    """Return the drafts of all people, offices and roles in a checkout of pocom.

    Raises SourceError if a folder of pocom is missing from `path`.
    """
    batch = ImportBatch(SOURCE)
    groups = dict(_concurrent_groups(path, batch))
    people = People(path, batch)
    batch.drafts.append(department())
    titles = dict(_titles(path, batch))
    files = list(read_posts(path, batch))
    titles |= {file.post.id: file.post.title for file in files}
    batch.drafts += (file.office for file in files if file.office)
    starts: dict[str, list[str]] = defaultdict(list)
    renamed = {group: _find_renamed(group, files, batch) for group in ELEMENTS}
    for file in files:
        for appointment in read_appointments(file, batch, renamed[file.post.group]):
            try:
                draft = draft_role(appointment, titles, people, groups)
            except MalformedError as error:
                skipped = DraftRef("roles", appointment.locator)
                batch.report(FindingKind.MALFORMED, file.name, appointment.id, str(error), skipped)
            else:
                batch.drafts.append(draft)
                if start := draft.cells["start"]:
                    starts[_scope(file.post)].append(str(start).rstrip("~"))
    batch.track_newest(*(max(days) for days in starts.values()))
    batch.drafts += (_coverage(scope, days) for scope, days in starts.items())
    batch.drafts.append(_coverage_of_people())
    return batch


def _titles(path: Path, batch: ImportBatch) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of each kind of chief of mission."""
    for name, root in xml_files(folder(path, "roles-country-chiefs"), "*.xml", batch.findings):
        try:
            yield required(root, "id"), required(root, "names/singular")
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, name, text(root, "id") or Path(name).stem, str(error))


def _find_renamed(group: str, files: list[PostFile], batch: ImportBatch) -> tuple[str, ...]:
    """Return the elements that most appointments of a group of posts lack, and report them."""
    records = [element for file in files if file.post.group == group for element in appointment_elements(file.root)]
    return find_renamed(batch, group, records, ELEMENTS[group])


def _concurrent_groups(path: Path, batch: ImportBatch) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the group of each concurrent appointment, by id of the appointment and of the person.

    An appointment in two groups is yielded twice. The later group, which its holder came to have, prevails.
    """
    for name, root in xml_files(folder(path, "concurrent-appointments"), "*.xml", batch.findings):
        try:
            group, person = required(root, "id"), required(root, "person-id")
            present(root, "chief-id")
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, name, text(root, "id"), str(error))
            continue
        for id in texts(root, "chief-id"):
            yield (id, SAME_PERSON.get(person, person)), slug(group)


def _scope(post: Post) -> str:
    return _SECRETARIES if post.id in ("secretary", "secretary-ad-interim", "deputy-secretary") else post.group


def _coverage(scope: str, days: list[str]) -> Draft:
    cells = {"table": "roles", "scope": _SCOPES[scope], "from": min(days), "to": max(days)}
    return Draft("coverage", f"{scope}/coverage", cells | {"missing": _MISSING[scope]})


def _coverage_of_people() -> Draft:
    cells = {"table": "actors", "scope": "principal officers and chiefs of mission", "from": None, "to": None}
    missing = "Days and months of birth and death; most deaths since about 2000, and the years of birth of some 290."
    return Draft("coverage", "people/coverage", cells | {"missing": missing})
