"""Presidents, Vice Presidents and members of Congress.

How an element of upstream becomes a record:

    executive.yaml                     an actor with identifiers, and a role for each run of terms
    legislators-current.yaml           the same, for members of the foreign affairs committees and whoever
                                       else the data set knows
    legislators-historical.csv         the same for former members, of whom it has no dates: one role
    committee-membership-current.yaml  a relationship member-of with the committee
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from fpdata.importers.core import person_names as names
from fpdata.importers.core.draft import Cell, Draft, DraftRef, Finding, FindingKind, Imported, Person, Source
from fpdata.importers.core.source import MalformedError, SourceError, a_date, read_rows, read_yaml
from fpdata.importers.legislators.states import STATES

SOURCE = Source(
    "congress-legislators",
    "https://github.com/unitedstates/congress-legislators",
    "CC0-1.0",
    "unitedstates-project",
    "unitedstates on GitHub",
    "https://github.com/unitedstates",
)

#: Registers whose ids are one person's alone: icpsr_prez, for one, gives two of them the same.
_SCHEMES = ("bioguide", "govtrack", "wikidata", "thomas", "lis", "opensecrets", "votesmart", "cspan", "icpsr", "fec")
#: Committees whose members are taken up, whoever they are.
_COMMITTEES = {
    "SSFR": ("senate-committee-on-foreign-relations", "Senate Committee on Foreign Relations", "us-senate"),
    "HSFA": ("house-committee-on-foreign-affairs", "House Committee on Foreign Affairs", "us-house"),
}
_BODIES = {
    "us-senate": ("U.S. Senate", "Senate, U.S."),
    "us-house": ("U.S. House of Representatives", "House of Representatives, U.S."),
}


class _Office(NamedTuple):
    """The office that a type of term is in."""

    id: str
    title: str
    short: str
    """How ids of roles call it."""
    organization_id: str | None
    kind: str
    seats: str


_OFFICES = {
    "prez": _Office(
        *("president-of-the-united-states", "President of the United States", "president"),
        *(None, "head-of-state", "one"),
    ),
    "viceprez": _Office(
        *("vice-president-of-the-united-states", "Vice President of the United States", "vice-president"),
        *(None, "head-of-state", "one"),
    ),
    "sen": _Office("us-senator", "U.S. senator", "senator", "us-senate", "legislator", "many"),
    "rep": _Office(
        *("us-representative", "Member of the U.S. House of Representatives", "representative"),
        *("us-house", "legislator", "many"),
    ),
}
_BASIS = {"succession": "inherited", "appointment": "appointed"}
#: Terms that follow one another within so many days are one service.
_BREAK = timedelta(days=31)


@dataclass
class _Member:
    """Somebody in the files: the record with the names, the terms, and whether he or she is wanted."""

    record: dict[str, Any]
    file: str
    terms: list[dict[str, Any]] = field(default_factory=list)
    is_wanted: bool = False

    @property
    def locator(self) -> str:
        ids = self.record["id"]
        return f"legislators/{ids.get('bioguide') or 'govtrack-' + str(ids['govtrack'])}"


def read_legislators(path: Path) -> Imported:
    """Return the drafts of everybody in a checkout of congress-legislators; the merge leaves out whom nobody knows.

    Raises SourceError where `path` is no such folder or PyYAML is missing.
    """
    imported = Imported(SOURCE)
    committees = {
        code: [one for one in _list(path / "committee-membership-current.yaml", code) if one.get("bioguide")]
        for code in _COMMITTEES
    }
    wanted = {str(one["bioguide"]) for members in committees.values() for one in members}
    people: dict[str, _Member] = {}
    for file in ("executive.yaml", "legislators-current.yaml"):
        for record in _list(path / file):
            _take(record, file, wanted, people, imported)
    _take_former(path / "legislators-historical.csv", people, imported)
    imported.drafts += _bodies_and_offices()
    today = imported.newest
    for member in people.values():
        try:
            drafts = [_actor(member), *_roles(member, today)]
        except (MalformedError, KeyError, TypeError, AttributeError) as error:
            _malformed(imported, member.file, member.locator.partition("/")[2], error)
        else:
            imported.drafts += drafts
    for code, members in committees.items():
        imported.drafts += _memberships(code, members)
    imported.drafts += _coverage(today)
    return imported


def _list(file: Path, part: str | None = None) -> list[dict[str, Any]]:
    content = read_yaml(file)
    if part is not None:
        content = content.get(part, []) if isinstance(content, dict) else None
    if not isinstance(content, list):
        raise SourceError(f"{file} is not the list that upstream has")
    return [one for one in content if isinstance(one, dict)]


def _malformed(imported: Imported, file: str, id: str, error: Exception) -> None:
    message = str(error) if isinstance(error, MalformedError) else f"it lacks {error}, or has it in another form"
    imported.findings.append(Finding(FindingKind.MALFORMED, file, id, message, ("actors", f"legislators/{id}")))


def _take(record: dict[str, Any], file: str, wanted: set[str], people: dict[str, _Member], imported: Imported) -> None:
    """Take up a record of a YAML file; somebody in several files is one person."""
    try:
        ids = record["id"]
        member = _Member(record, file, is_wanted=file == "executive.yaml" or ids.get("bioguide") in wanted)
        terms = [_term(term) for term in record["terms"]]
        key = member.locator
    except (MalformedError, KeyError, TypeError, AttributeError) as error:
        ids = record.get("id")
        id = str(ids.get("bioguide") or ids.get("govtrack")) if isinstance(ids, dict) else "a record without id"
        _malformed(imported, file, id, error)
        return
    known = people.setdefault(key, member)
    known.is_wanted |= member.is_wanted
    known.terms += terms
    imported.see(*(term["start"] for term in terms))


def _term(term: dict[str, Any]) -> dict[str, Any]:
    for part in ("start", "end"):
        if a_date(str(term[part]), part) is None:
            raise MalformedError(f"a term has no {part}")
    if term["type"] not in _OFFICES:
        raise MalformedError(f"a term is of type {term['type']!r}")
    return term


def _take_former(file: Path, people: dict[str, _Member], imported: Imported) -> None:
    """Take up former members: their last term is known, and not when it was."""
    for row in read_rows(file):
        id = row.get("bioguide_id", "")
        if not id or row.get("type") not in _OFFICES or not row.get("last_name"):
            _malformed(imported, file.name, id or "a record without id", MalformedError("it has no id, name or type"))
            continue
        key = f"legislators/{id}"
        if key not in people:
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
            people[key] = _Member(record, file.name)
        last = {"type": row["type"], "state": row["state"], "party": row["party"], "start": None, "end": None}
        people[key].terms.append(last)


def _actor(member: _Member) -> Draft:
    name, ids = member.record["name"], member.record["id"]
    forename = " ".join(filter(None, (name["first"], name.get("middle"))))
    surname, suffix = name["last"], name.get("suffix") or ""
    born = a_date(str(member.record.get("bio", {}).get("birthday") or ""), "birthday")
    known_as = (
        names.COMMON.get(("govtrack", str(ids.get("govtrack")))) or (str(ids.get("wikipedia") or "").partition(" (")[0])
    )
    common = names.common_name(forename, surname, suffix, known_as, name.get("nickname") or "")
    return Draft(
        "actors",
        member.locator,
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
            tuple((scheme, str(value)) for scheme in _SCHEMES for value in _values(ids.get(scheme))),
            (names.full_name(forename, surname, suffix), *map(names.tidy, _values(name.get("official_full")))),
            is_wanted=member.is_wanted,
        ),
    )


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _roles(member: _Member, today: str) -> Iterator[Draft]:
    """Yield a role for each service: terms in one office, for one state, on one basis, without a break."""
    actor = DraftRef("actors", member.locator)
    dated = sorted((term for term in member.terms if term["start"]), key=lambda term: (term["type"], term["start"]))
    services: list[list[dict[str, Any]]] = []
    for term in dated:
        if services and _goes_on(services[-1][-1], term):
            services[-1].append(term)
        else:
            services.append([term])
    types = {term["type"] for term in dated}
    services += [[term] for term in member.terms if not term["start"] and term["type"] not in types]
    for service in services:
        first, last = service[0], service[-1]
        office = _OFFICES[first["type"]]
        # The end of a term that runs is no fact yet; that it runs is, on the day of the newest record.
        runs = bool(last["end"] and last["end"] > today)
        cells: dict[str, Cell] = {
            "actor_id": actor,
            "office_id": office.id,
            "title": office.title,
            "basis": _basis(first),
            "start": first["start"],
            "start_kind": "took-office" if first["start"] else None,
            "end": last["end"] if not runs else ".." if last["start"] < today else None,
            "end_kind": "term-ended" if last["end"] and not runs and _is_full(last) else None,
            "note": _note(first, len(service)),
        }
        place = f"{member.locator}/{first['type']}/{first['start'] or 'undated'}"
        year = str(first["start"] or "")[:4]
        yield Draft(
            "roles",
            place,
            cells,
            ((actor, office.short, year), (actor, office.short, first["start"] or "")),
            depends_on=actor,
        )


def _goes_on(before: dict[str, Any], term: dict[str, Any]) -> bool:
    same = all(before.get(part) == term.get(part) for part in ("type", "state")) and _basis(before) == _basis(term)
    return same and date.fromisoformat(term["start"]) - date.fromisoformat(before["end"]) <= _BREAK


def _basis(term: dict[str, Any]) -> str:
    return _BASIS.get(term.get("how") or "", "elected") if term["start"] else "unknown"


def _is_full(term: dict[str, Any]) -> bool:
    """Whether a term ended when terms of its kind end: in January, or on March 3 or 4 before 1935."""
    return "end-type" not in term and str(term["end"])[5:] in (
        *("01-20", "01-03", "01-02", "01-04", "01-05", "01-06"),
        *("03-03", "03-04", "03-05"),
    )


def _note(term: dict[str, Any], count: int) -> str:
    party = term.get("party") or ""
    where = f", {STATES.get(term['state'], term['state'])}" if term.get("state") else ""
    note = f"{party[:1].upper()}{party[1:]}{where}." if party or where else ""
    return f"{note} Successive terms as one service." if count > 1 else note


def _bodies_and_offices() -> Iterator[Draft]:
    us: dict[str, Cell] = {"country_id": "united-states"}
    for id, (name, sorted_as) in _BODIES.items():
        cells = us | {"kind": "organization", "name": name, "sort_name": sorted_as}
        yield Draft("actors", f"organizations/{id}", cells, ((id,),), adopts=True)
    for code, (id, name, parent) in _COMMITTEES.items():
        cells = us | {"kind": "organization", "name": name, "sort_name": name, "parent_id": parent}
        yield Draft("actors", f"committees/{code}", cells, ((id,),), adopts=True)
    for type, office in _OFFICES.items():
        cells = us | {"title": office.title, "organization_id": office.organization_id, "kind": office.kind}
        yield Draft("offices", f"offices/{type}", cells | {"seats": office.seats}, ((office.id,),), adopts=True)


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


def _coverage(today: str) -> Iterator[Draft]:
    for table, scope, first, last, missing in (
        ("roles", "Presidents and Vice Presidents", "1789-04-21", today, "Acting ones."),
        (
            "roles",
            "members of Congress who are in the data set for something else, or on a foreign affairs committee",
            None,
            today,
            "Days of the terms of former members, and all but the office they held last.",
        ),
        (
            "relationships",
            "members of the foreign affairs committees",
            None,
            today,
            "Former members; when they joined.",
        ),
    ):
        cells = {"table": table, "scope": scope, "from": first, "to": last, "missing": missing}
        yield Draft("coverage", f"{table}/coverage", cells)
