"""Read people: the persons in the publications of the Office of the Historian, one record a person.

How an element of upstream becomes a draft:

    data/**/<id>.xml              an actor of kind person, or names and identifiers of an actor of another source
    <id>                          an identifier of the scheme history-people
    <authority service="viaf">    an identifier of the scheme viaf; two records that share one are one person
    <source-url> of a volume      an identifier of the scheme frus: frus1961-63v06/p_KNS2
    <source-url> of pocom, visits the actor of that source who is this person
    <original>                    other names
    <birth-year>, <death-year>    born, died

Remarks and titles are not read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fpdata.importers.core.draft import ACTOR, Cell, Draft, DraftRef, Person
from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.parsing import (
    MalformedError,
    find_renamed,
    folder,
    has_all,
    parse_date,
    refuse_title,
    require_all,
    required,
    text,
    xml_files,
)
from fpdata.importers.core.person_names import without_titles
from fpdata.importers.core.source import ImportBatch, Source
from fpdata.importers.countries.crosswalk import country_id
from fpdata.importers.people.known_faults import (
    COMMON_NAMES,
    IDENTIFIERS,
    MERGED,
    MOVED,
    NO_PERSON,
    NO_PERSON_RECORDS,
    VISITORS,
    Part,
)
from fpdata.importers.people.names import display_name, parse_name, sort_name_for
from fpdata.importers.people.same_person import SAME_PERSON
from fpdata.importers.visits.spellings import preferred_spelling
from fpdata.importers.visits.visitor_strings import has_full_name, parse_visitors
from fpdata.model.slugs import fold

SOURCE = Source.on_github("HistoryAtState/people", "Public domain in the U.S.", outlet_id="history-at-state")

SCHEME = "history-people"
#: The scheme of the persons of a volume.
FRUS = "frus"
#: The elements that every record has, even if they are empty.
_ELEMENTS = ("id", "names/preferred/name", "names/originals", "birth-year", "death-year")
_SITE = "https://history.state.gov/"
_VOLUME_PERSON = re.compile(rf"{_SITE}historicaldocuments/([^/#\s]+)/persons#([^/\s:]+)")
_POCOM = re.compile(rf"{_SITE}departmenthistory/people/([^/#\s]+)")
_VISITS = re.compile(rf"{_SITE}departmenthistory/visits/([^/#\s]+)")
#: The last year in which anybody in these records can have been born.
_LIFE = range(0, 116)


@dataclass
class _Person:
    """A person as one record, or several records of the same person, give them."""

    file: str
    id: str
    preferred: str
    born: str | None
    died: str | None
    ids: list[str] = field(default_factory=list)
    viaf: list[str] = field(default_factory=list)
    pocom: list[str] = field(default_factory=list)
    originals: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    """Names as written in volumes, each with the volumes' persons that have it."""
    visitors: list[tuple[str, str]] = field(default_factory=list)
    """Country and text of each visit."""
    titles: tuple[str, ...] = ()
    key: str = ""
    """What distinguishes one of several persons in a record."""

    @property
    def ref(self) -> DraftRef:
        return DraftRef("actors", "/".join(filter(None, ("persons", self.id, self.key))))

    def absorb(self, other: _Person) -> None:
        """Add what another record says of the same person."""
        self.ids += other.ids
        self.viaf += [one for one in other.viaf if one not in self.viaf]
        self.pocom += [one for one in other.pocom if one not in self.pocom]
        self.originals += [(other.preferred, ()), *other.originals]
        self.visitors += other.visitors
        self.titles += other.titles
        self.born, self.died = self.born or other.born, self.died or other.died


def read_people(path: Path) -> ImportBatch:
    """Return the drafts of all persons in a checkout of people.

    Raises SourceError if `path` has no folder `data`.
    """
    batch = ImportBatch(SOURCE)
    people = _join_records(_read_records(path, batch), batch)
    shared = _report_shared(people, batch)
    for person in people:
        try:
            batch.drafts.append(_draft(person, shared))
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, person.file, person.id, str(error), person.ref)
    for record, parts in MERGED.items():
        batch.drafts += _judgements(record, parts, {draft.locator for draft in batch.drafts})
    if people:
        missing = (
            "Countries and offices of persons; the years of birth and death of most; volumes published since; whoever "
            "is only in a volume without a list of persons."
        )
        cells = {
            "table": "actors",
            "scope": "persons in Foreign Relations of the United States",
            "from": None,
            "to": None,
        }
        batch.drafts.append(Draft("coverage", "persons/coverage", cells | {"missing": missing}))
    return batch


def _read_records(path: Path, batch: ImportBatch) -> list[_Person]:
    """Return the persons of all records, in order of id; report malformed ones, and ids that several records have."""
    files = list(xml_files(folder(path, "data"), "**/*.xml", batch.findings))
    renamed = find_renamed(batch, "data", [root for _, root in files], _ELEMENTS)
    records: dict[str, list[_Person]] = defaultdict(list)
    for name, root in files:
        id = text(root, "id") or Path(name).stem
        try:
            if has_all(root, renamed):
                records[id].append(_parse(name, root))
        except MalformedError as error:
            batch.report(FindingKind.MALFORMED, name, id, str(error), DraftRef("actors", f"persons/{id}"))
    for id in records.keys() & NO_PERSON_RECORDS:
        (record, *_) = records.pop(id)
        batch.report(FindingKind.DOUBTFUL, record.file, id, f"it names nobody: {NO_PERSON_RECORDS[id]}")
        batch.left_out.add(record.ref)
    for id, found in records.items():
        for other in found[1:]:
            message = (
                f"another record has this id too (in {found[0].file}); its row, if there is one, is left unchanged"
            )
            batch.report(FindingKind.AMBIGUOUS, other.file, id, message, other.ref)
    return [found[0] for _, found in sorted(records.items()) if len(found) == 1]


def _parse(file: str, root: ET.Element) -> _Person:
    require_all(root, _ELEMENTS)
    id, preferred = required(root, "id"), required(root, "names/preferred/name")
    if not re.fullmatch(r"[0-9]+", id):
        raise MalformedError(f"id: {id!r} is not a number")
    refuse_title(preferred, "preferred")
    born, died = parse_date(text(root, "birth-year"), "birth-year"), parse_date(text(root, "death-year"), "death-year")
    if born and died and int(died[:4]) - int(born[:4]) not in _LIFE:
        raise MalformedError(f"a life from {born} to {died} is not plausible")
    person = _Person(file, id, preferred, born, died, [id])
    person.viaf += (one for found in root.iterfind("authorities/authority[@service='viaf']") if (one := text(found)))
    person.titles = tuple(text(title, "name") for title in root.iterfind("names/titles-from-name/title"))
    for original in root.iterfind("names/originals/original"):
        name, members = text(original, "name"), list[str]()
        for url in (text(found) for found in original.iterfind("source-url")):
            if found := _VOLUME_PERSON.fullmatch(url):
                members.append(f"{found[1]}/{found[2]}")
            elif found := _POCOM.fullmatch(url):
                person.pocom += [found[1]] if found[1] not in person.pocom else []
            elif found := _VISITS.fullmatch(url):
                person.visitors.append((found[1], name))
        if members := [member for member in members if member not in NO_PERSON]:
            person.originals.append((name, tuple(members)))
    return person


def _join_records(records: list[_Person], batch: ImportBatch) -> list[_Person]:
    """Return one person for all records of the same person, and several for a record of several; report what is joined."""
    by_id = {record.id: record for record in records}
    _move_members(by_id)
    by_key: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    listed = {*VISITORS.values(), *IDENTIFIERS.values()}
    for record in records:
        keys = (*(("viaf", one) for one in record.viaf), *_links(record), *_visitors_meant(record))
        for key in dict.fromkeys(keys):
            if key in listed or key[0] in ("viaf", "pocom") or has_full_name(key[1]):
                by_key[key].append(record)
    same = {id: kept for id, kept in SAME_PERSON.items() if id in by_id and kept in by_id}
    for found in by_key.values():
        if len({record.born for record in found if record.born}) < 2:
            same |= {record.id: same.get(found[0].id, found[0].id) for record in found[1:]}
    people: list[_Person] = []
    for record in records:
        kept = by_id[same[record.id]] if record.id in same else None
        if kept:
            kept.absorb(record)
            batch.report(FindingKind.DUPLICATE, record.file, record.id, f"the same person as {kept.id}")
            batch.left_out.add(record.ref)
        else:
            people.append(record)
            people += _split(record)
    return people


def _move_members(records: dict[str, _Person]) -> None:
    """Move volumes' persons from the record of another person to the one they belong to."""
    for record in list(records.values()):
        moved = [(name, one) for name, members in record.originals for one in members if one in MOVED]
        moved = [(name, one) for name, one in moved if MOVED[one] in records and MOVED[one] != record.id]
        if moved:
            gone = {one for _, one in moved}
            record.originals = [
                (name, rest)
                for name, members in record.originals
                if (rest := tuple(one for one in members if one not in gone))
            ]
            for _, one in moved:  # the name there may be that of the record it was put into
                records[MOVED[one]].originals.append((records[MOVED[one]].preferred, (one,)))


def _split(record: _Person) -> Iterator[_Person]:
    """Yield the other persons whom a record means, and take what belongs to them from it."""
    for part in MERGED.get(record.id, ()):
        theirs = [(name, tuple(one for one in members if one in part.members)) for name, members in record.originals]
        theirs = [(name, members) for name, members in theirs if members]
        if theirs:
            record.originals = [
                (name, rest)
                for name, members in record.originals
                if (rest := tuple(one for one in members if one not in part.members))
            ]
            yield _Person(record.file, record.id, part.name, None, None, originals=theirs, key=part.key)


def _report_shared(people: list[_Person], batch: ImportBatch) -> set[tuple[str, str]]:
    """Return the identifiers that several persons have, so that they identify nobody, and report them."""
    holders: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for person in people:
        for key in dict.fromkeys(_identifiers(person) + _visitors_meant(person) + _links(person)):
            holders[key].append(person)
    shared = {key: found for key, found in holders.items() if len(found) > 1}
    for (scheme, value), found in shared.items():
        ids = ", ".join(person.id for person in found)
        batch.report(
            FindingKind.DOUBTFUL, found[0].file, found[0].id, f"{scheme} {value!r} is given to {ids}; it is not used"
        )
    return set(shared)


def _identifiers(person: _Person) -> tuple[tuple[str, str], ...]:
    members = dict.fromkeys(member for _, found in person.originals for member in found)
    return (
        *((SCHEME, id) for id in person.ids),
        *(("viaf", one) for one in person.viaf),
        *((FRUS, member) for member in members),
    )


def _visitors_meant(person: _Person) -> tuple[tuple[str, str], ...]:
    """Return the visitor who is listed for a record, since its own links mean others, too; else those of its links."""
    if person.key or IDENTIFIERS.get(person.id, ("",))[0] == ACTOR:
        return ()
    listed = VISITORS.get(person.id)
    return (listed,) if listed else _visitor_names(person)


def _links(person: _Person) -> tuple[tuple[str, str], ...]:
    listed = IDENTIFIERS.get(person.id)
    return (*(("pocom", id) for id in person.pocom), *((listed,) if listed and not person.key else ()))


def _visitor_names(person: _Person) -> tuple[tuple[str, str], ...]:
    """Return country and name of the visitor, spelled as the data set of visits does."""
    names = []
    for upstream_country, string in person.visitors:
        country = country_id(upstream_country)
        for visitor in parse_visitors(string, country, 0):
            for spelling in (visitor.name, preferred_spelling(country, visitor.name, 0)):
                bare = without_titles(spelling, country, is_ruler=visitor.is_ruler)
                names += [(country, spelling), (country, bare)]
    return tuple(dict.fromkeys(names))


def _draft(person: _Person, shared: set[tuple[str, str]]) -> Draft:
    name = parse_name(person.preferred, person.titles)
    if name is None:
        raise MalformedError(f"{person.preferred!r} is not the name of a person")
    parsed = [(found, len(members)) for text, members in person.originals if (found := parse_name(text, person.titles))]
    natural = COMMON_NAMES.get(person.id) or display_name(name, parsed)
    variants = [name, *(found for found, _ in parsed if found.is_whole)]
    first = fold(name.forename).split()[:1]
    alike = [
        one for one in variants if fold(one.surname) == fold(name.surname) and fold(one.forename).split()[:1] == first
    ]
    links = tuple(one for one in _links(person) if one not in shared)
    born, identifiers = person.born, [one for one in _identifiers(person) if one not in shared]
    return Draft(
        person.ref.table,
        person.ref.locator,
        {
            "kind": "person",
            "name": natural,
            "sort_name": sort_name_for(name, name.natural),
            "born": born,
            "died": person.died,
        },
        ((natural,), (natural, born or ""), (natural, person.id)),
        Person(
            name.surname,
            name.forename,
            "",
            born,
            tuple(identifiers),
            tuple(dict.fromkeys(one.natural for one in alike)),
            links=links,
            visitor_names=tuple(one for one in _visitors_meant(person) if one not in shared),
            aliases=tuple(dict.fromkeys(one.natural for one in variants)),
        ),
    )


def _judgements(record: str, parts: tuple[Part, ...], drafted: set[str]) -> Iterator[Draft]:
    """Yield the judgement that the persons whom upstream has merged are not the same."""
    for part in parts:
        whole, other = f"persons/{record}", f"persons/{record}/{part.key}"
        if {whole, other} <= drafted:
            cells: dict[str, Cell] = {
                "table": "actors",
                "left_id": DraftRef("actors", whole),
                "right_id": DraftRef("actors", other),
            }
            cells |= {"same": "no", "reason": part.reason, "date": "2026-11-26"}
            yield Draft("judgements", other, cells)
