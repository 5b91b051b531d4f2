"""Collect the members of congress-legislators from its three files: one member per person, with all terms."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fpdata.importers.core import person_names as names
from fpdata.importers.core.draft import Draft, DraftRef, Person
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import MalformedError, parse_date, read_rows, read_yaml, refuse_title
from fpdata.importers.core.source import ImportBatch, SourceError
from fpdata.importers.legislators.offices import OFFICES
from fpdata.importers.legislators.terms import Term, parse_term

#: What reading a record raises if a field is missing or has another type.
RECORD_ERRORS = (MalformedError, KeyError, TypeError, AttributeError, ValueError)
#: The columns of the former members that are read.
_COLUMNS = (
    *("bioguide_id", "govtrack_id", "last_name", "first_name", "middle_name", "suffix", "nickname", "full_name"),
    *("birthday", "type", "state", "party", "fec_ids"),
)
#: Identifiers that are unique to a person. Others are not: icpsr_prez is the same for two Presidents.
_SCHEMES = ("bioguide", "govtrack", "wikidata", "thomas", "lis", "opensecrets", "votesmart", "cspan", "icpsr", "fec")
_NAME_FIELDS = ("first", "middle", "last", "suffix", "nickname", "official_full")
_NO_ID = "a record without id"


@dataclass
class Member:
    """A President, Vice President or member of Congress."""

    record: dict[str, Any]
    """The first record of the person: ids, name, birthday."""
    file: str
    terms: list[Term] = field(default_factory=list)
    add_if_unknown: bool = False

    @property
    def ref(self) -> DraftRef:
        """A reference to the draft of the person. Raises KeyError if the record has no id."""
        ids = self.record["id"]
        if not (ids.get("bioguide") or ids["govtrack"]):
            raise MalformedError("it has neither a bioguide nor a govtrack id")
        return DraftRef("actors", f"legislators/{ids.get('bioguide') or 'govtrack-' + ids['govtrack']}")

    def is_other_person(self, other: Member) -> bool:
        """Whether another record differs in both surname and birthday, as far as they are given."""
        pairs = zip(_surname_and_birthday(self.record), _surname_and_birthday(other.record), strict=True)
        return all(mine and theirs and mine != theirs for mine, theirs in pairs)


def read_members(path: Path, committee_members: Set[str], batch: ImportBatch) -> list[Member]:
    """Return the members in a checkout of congress-legislators; report malformed records.

    Presidents, Vice Presidents and `committee_members`, given by bioguide id, are added if they are unknown.
    """
    members = Members(batch)
    for file in ("executive.yaml", "legislators-current.yaml"):
        records = read_list(path / file, batch)
        _report_renamed(records, file, batch)
        for record in records:
            _add_current(record, file, committee_members, members, batch)
    _add_former(path / "legislators-historical.csv", members, batch)
    return members.found()


class Members:
    """The members read so far. Records of one person in several files become one member."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch = batch
        self._members: dict[DraftRef, Member] = {}
        self._files: set[tuple[DraftRef, str]] = set()
        self._left_out: set[DraftRef] = set()

    def add(self, new: Member) -> Member:
        """Return the member that a record belongs to, and report a record that cannot be of the same person.

        An id belongs to two persons if one file has it twice, or the files differ in surname and birthday.
        """
        ref = new.ref
        member = self._members.setdefault(ref, new)
        is_repeated = (ref, new.file) in self._files
        self._files.add((ref, new.file))
        if (is_repeated or member.is_other_person(new)) and ref not in self._left_out:
            self.leave_out(ref)
            id = ref.locator.partition("/")[2]
            self._batch.report(FindingKind.MALFORMED, new.file, id, "two records have this id; both are left out", ref)
        return member

    def leave_out(self, ref: DraftRef) -> None:
        """Leave out a member, whatever other files have: one of the records cannot be used."""
        self._left_out.add(ref)

    def found(self) -> list[Member]:
        """Return all members, except those left out."""
        return [member for ref, member in self._members.items() if ref not in self._left_out]


def _report_renamed(records: list[dict[str, Any]], file: str, batch: ImportBatch) -> None:
    """Report the fields that most records of a file lack and that are not required: upstream may have renamed them."""
    bios = [record.get("bio") for record in records]
    terms = [term for record in records for term in _as_list(record.get("terms"))]
    for name, values in {
        "bio.birthday": [bio.get("birthday") if isinstance(bio, dict) else None for bio in bios],
        "terms.party": [term.get("party") if isinstance(term, dict) else None for term in terms],
    }.items():
        absent = sum(not value for value in values)
        if absent * 2 > len(values):
            message = f"{absent:,} of {len(values):,} have no {name}; was it renamed upstream?"
            batch.report(FindingKind.MALFORMED, file, "", message)


def read_list(file: Path, batch: ImportBatch, key: str | None = None) -> list[dict[str, Any]]:
    """Return the records of a YAML file, or those below a key. Raises SourceError if it contains no list."""
    content = read_yaml(file)
    if key is not None:
        if isinstance(content, dict) and key not in content:
            missing = DraftRef("actors", f"committees/{key}")
            batch.report(FindingKind.MALFORMED, file.name, key, "it is not in the file", missing)
            return []
        content = content[key] if isinstance(content, dict) else None
    if not isinstance(content, list) or (not content and key is None):
        raise SourceError(f"{file} does not contain a list of records{f' for {key}' if key else ''}")
    for number, one in enumerate(content, start=1):
        if not isinstance(one, dict):
            report_malformed(batch, file.name, f"record {number}", MalformedError("it is not a mapping"))
    return [one for one in content if isinstance(one, dict)]


def report_malformed(batch: ImportBatch, file: str, id: str, error: Exception) -> None:
    """Report a record that could not be read."""
    message = str(error) if isinstance(error, MalformedError) else "a field is missing or has another type"
    if isinstance(error, KeyError):
        message = f"there is no {error.args[0]}"
    batch.report(FindingKind.MALFORMED, file, id, message, DraftRef("actors", f"legislators/{id}"))


def _add_current(
    record: dict[str, Any],
    file: str,
    committee_members: Set[str],
    members: Members,
    batch: ImportBatch,
) -> None:
    """Add a record of a YAML file."""
    try:
        is_selected = file == "executive.yaml" or record["id"].get("bioguide") in committee_members
        terms = [parse_term(term) for term in record["terms"]]
        member = members.add(Member(record, file))
    except RECORD_ERRORS as error:
        ids = record.get("id")
        id = (ids.get("bioguide") or f"govtrack-{ids.get('govtrack')}") if isinstance(ids, dict) else _NO_ID
        report_malformed(batch, file, id, error)
        members.leave_out(DraftRef("actors", f"legislators/{id}"))
        return
    member.add_if_unknown |= is_selected
    member.terms += terms
    batch.track_newest(*(term.start for term in terms))


def _add_former(file: Path, members: Members, batch: ImportBatch) -> None:
    """Add the former members, of whom only the office of the last term is known, not its dates."""
    former = read_rows(file, batch.findings)
    if missing := [column for column in _COLUMNS if former and column not in former[0]]:
        message = f"it has no column {', '.join(missing)}, and is left out; was it renamed upstream?"
        batch.report(FindingKind.MALFORMED, file.name, "", message)
        return
    for row in former:
        id = row.get("bioguide_id", "")
        if not id or row.get("type") not in OFFICES or not row.get("last_name"):
            report_malformed(batch, file.name, id or _NO_ID, MalformedError("the id, name or type is missing"))
            continue
        record: dict[str, Any] = {
            "id": {scheme: row[f"{scheme}_id"] for scheme in _SCHEMES if row.get(f"{scheme}_id")},
            "name": {
                "first": row["first_name"],
                "middle": row["middle_name"],
                "last": row["last_name"],
                "suffix": row["suffix"],
                "nickname": row["nickname"],
                "official_full": row["full_name"],
            },
            "bio": {"birthday": row["birthday"]},
        }
        if row["fec_ids"]:
            record["id"]["fec"] = row["fec_ids"].split(",")
        member = Member(record, file.name)
        members.add(member).terms.append(Term(row["type"], row["state"], row["party"]))


def draft_member(member: Member) -> Draft:
    """Return the draft of a person. Raises one of RECORD_ERRORS if the record is malformed."""
    name, ids = member.record["name"], member.record["id"]
    for part, value in name.items():
        if part in _NAME_FIELDS and value is not None and not isinstance(value, str):
            raise MalformedError(f"name.{part}: {value!r} is not a text")
    if not name["last"]:
        raise MalformedError("name.last is missing")
    forename = " ".join(filter(None, (name["first"], name.get("middle"))))
    surname, suffix = name["last"], name.get("suffix") or ""
    refuse_title(forename, "first")
    refuse_title(surname, "last")
    born = parse_date((member.record.get("bio") or {}).get("birthday") or "", "birthday")
    wikipedia_name = str(ids.get("wikipedia") or "").partition(" (")[0]
    known_as = names.COMMON_NAMES.get(("govtrack", str(ids.get("govtrack")))) or wikipedia_name
    common = names.common_name(forename, surname, suffix, known_as, name.get("nickname") or "")
    return Draft(
        "actors",
        member.ref.locator,
        {
            "kind": "person",
            "name": common,
            "sort_name": names.sort_name(forename, surname, suffix),
            "born": born,
            "country_id": "united-states",
        },
        ((common,), (common, (born or "")[:4])),
        Person(
            surname,
            forename,
            "united-states",
            born,
            tuple((scheme, str(value)) for scheme in _SCHEMES for value in _as_list(ids.get(scheme))),
            (names.full_name(forename, surname, suffix), *map(names.normalize, _as_list(name.get("official_full")))),
            add_if_unknown=member.add_if_unknown,
        ),
    )


def _surname_and_birthday(record: dict[str, Any]) -> tuple[Any, Any]:
    name, bio = record.get("name"), record.get("bio")
    return (name.get("last") if isinstance(name, dict) else None), (
        bio.get("birthday") if isinstance(bio, dict) else None
    )


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []
