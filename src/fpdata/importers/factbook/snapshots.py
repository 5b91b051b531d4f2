"""Read the texts of each country into snapshots: who is named by which edition, also where one envoy serves several states."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import ImportBatch
from fpdata.importers.factbook.archive import FIELDS, CountryFile, Entry, Factbook
from fpdata.importers.factbook.executives import read_executive
from fpdata.importers.factbook.faults import is_fault, mend
from fpdata.importers.factbook.holders import Holder, Reading
from fpdata.importers.factbook.missions import read_mission
from fpdata.importers.factbook.names import may_be_same
from fpdata.importers.factbook.places import COUNTRY_IDS
from fpdata.importers.factbook.plain_text import plain
from fpdata.importers.factbook.spellings import listed_name
from fpdata.importers.factbook.tenures import EditionText
from fpdata.model.edtf import bounds
from fpdata.model.slugs import fold

#: A start may be this much later than the edition: texts announce who is about to begin.
_AHEAD = timedelta(days=45)
_FIRST_YEAR = 1900


class Readings:
    """The texts of all countries, parsed once each; what cannot be read is reported."""

    def __init__(self, batch: ImportBatch) -> None:
        self._batch = batch
        self._known: dict[tuple[str, str, str], Reading] = {}
        self._unread: set[tuple[str, str]] = set()

    def read(self, country: CountryFile, entry: Entry, section: str) -> Reading | None:
        """Return what the texts of a section say; None if upstream has none."""
        parts = [entry.texts[section, name] for name in FIELDS[section] if (section, name) in entry.texts]
        if not parts:
            return None
        readings = [self._read(country, entry, section, text) for text in parts]
        holders: list[Holder] = []
        for reading in readings:
            for holder in reading.holders:
                same = next((one for one in holders if _is_repeated(one, holder)), None)
                if same is None:
                    holders.append(holder)
                elif holder.since and not same.since:
                    holders[holders.index(same)] = replace(same, since=holder.since)
        vacant = tuple(one for reading in readings for one in reading.vacant)
        also = " ".join(reading.also_accredited for reading in readings)
        return Reading(tuple(holders), vacant, also.strip())

    def _read(self, country: CountryFile, entry: Entry, section: str, text: str) -> Reading:
        key = country.code, section, text
        if key not in self._known:
            parse = read_executive if section == "executive" else read_mission
            reading = parse(mend(section, country.code, plain(text)))
            for part in reading.unread:
                if (country.code, fold(part)) not in self._unread:
                    self._unread.add((country.code, fold(part)))
                    self._report(country, entry, section, f"{part[:80]!r} names nobody in an office that is known")
            self._known[key] = reading
        reading = self._known[key]
        holders = (self._checked(country, entry, section, one) for one in reading.holders)
        return replace(reading, holders=tuple(one for one in holders if one))

    def _checked(self, country: CountryFile, entry: Entry, section: str, holder: Holder) -> Holder | None:
        """Return a holder without a start that cannot be true; None if the name is an error of upstream."""
        if is_fault(section, country.code, holder.name):
            return None
        if holder.since:
            days = bounds(holder.since)
            if not days.earliest or days.earliest.year < _FIRST_YEAR or days.earliest > entry.day + _AHEAD:
                key = country.code, f"{holder.name} {holder.since}"
                if key not in self._unread:
                    self._unread.add(key)
                    self._report(
                        country, entry, section, f"{holder.name} since {holder.since}: the date cannot be true"
                    )
                holder = replace(holder, since="", end="")
        country_id = "united-states" if section == "from_us" else COUNTRY_IDS.get(country.code, "")
        return replace(holder, name=listed_name(country_id, holder.name))

    def _report(self, country: CountryFile, entry: Entry, section: str, message: str) -> None:
        self._batch.report(FindingKind.DOUBTFUL, f"countries/{country.code}.json", f"{section}/{entry.commit}", message)


def _is_repeated(one: Holder, other: Holder) -> bool:
    """Whether both fields name a person in the same office: a President may be chief of state and of government."""
    return one.office == other.office and may_be_same(one.name, other.name, same_start=one.since == other.since != "")


def snapshots_of(country: CountryFile, section: str, factbook: Factbook, readings: Readings) -> list[EditionText]:
    """Return the snapshots of a section of a country."""
    read = [(entry, readings.read(country, entry, section)) for entry in country.entries]
    if section == "executive":
        read = _with_offices(read)
    return _snapshots([(entry, reading or Reading(), reading is not None) for entry, reading in read], factbook)


def _snapshots(read: list[tuple[Entry, Reading, bool]], factbook: Factbook) -> list[EditionText]:
    found = []
    for position, (entry, reading, has_text) in enumerate(read):
        last: date | None = factbook.last_day
        if position + 1 < len(read):
            last = factbook.edition_before(read[position + 1][0].at)
        last = max(last or entry.day, entry.day)
        found.append(EditionText(entry, last, reading.holders, frozenset(reading.vacant), has_text))
    return found


def _with_offices(read: list[tuple[Entry, Reading | None]]) -> list[tuple[Entry, Reading | None]]:
    """Give a name without a title the office in which other texts have the same person since the same day."""
    offices: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for _, reading in read:
        for holder in reading.holders if reading else ():
            if holder.office and holder.since:
                offices[holder.since].add((holder.office, holder.title, holder.name))
    done: list[tuple[Entry, Reading | None]] = []
    for entry, reading in read:
        holders: list[Holder] = []
        for holder in reading.holders if reading else ():
            found = holder if holder.office else _with_office(holder, offices[holder.since], holders)
            if found:
                holders.append(found)
        done.append((entry, replace(reading, holders=tuple(holders)) if reading else None))
    return done


def _with_office(holder: Holder, offices: set[tuple[str, str, str]], others: Iterable[Holder]) -> Holder | None:
    """Return a holder in the office of the same person; None if there is none, or it is listed already."""
    for office, title, name in sorted(offices):
        is_listed = any(one.office == office and may_be_same(one.name, holder.name, same_start=True) for one in others)
        if may_be_same(name, holder.name, same_start=True) and not is_listed:
            return replace(holder, office=office, title=title)
    return None


def accredited(countries: Iterable[CountryFile], readings: Readings) -> Mapping[str, list[tuple[Entry, str, Reading]]]:
    """Return, by code, what the texts of other missions say of a country to which their heads are accredited, too.

    Each comes with the entry from which on it is in force, and the code of the mission; a mission that no longer is
    accredited has a reading without holders.
    """
    everything = list(countries)
    names = {fold(country.name): country.code for country in everything if country.name}
    found: dict[str, list[tuple[Entry, str, Reading]]] = defaultdict(list)
    for country in everything:
        before: set[str] = set()
        for entry in country.entries:
            reading = readings.read(country, entry, "from_us") or Reading()
            codes = _named(reading.also_accredited, names) - {country.code}
            for code in sorted(codes):
                found[code].append((entry, country.code, reading))
            for code in sorted(before - codes):
                found[code].append((entry, country.code, Reading()))
            before = codes
    return found


def _named(note: str, names: Mapping[str, str]) -> set[str]:
    """Return the codes of the countries that a note names after "also accredited to"."""
    found = re.search(r"\balso accredited to\b(.*)", note, re.IGNORECASE)
    rest = f" {fold(found[1])} " if found else ""
    return {code for name, code in names.items() if f" {name} " in rest}


def with_accredited(
    country: CountryFile, others: list[tuple[Entry, str, Reading]], factbook: Factbook, readings: Readings
) -> list[EditionText]:
    """Return the snapshots of the U.S. mission to a country; where its own texts name nobody, those of others decide."""
    own: list[tuple[Entry, str | None, Reading | None]] = [
        (entry, None, readings.read(country, entry, "from_us")) for entry in country.entries
    ]
    events = sorted([*own, *others], key=lambda event: (event[0].at, event[1] is not None))
    mine: Reading | None = None
    current: dict[str, Reading] = {}
    read: list[tuple[Entry, Reading, bool]] = []
    missions: list[str] = []
    for entry, mission, reading in events:
        if mission is None:
            mine = reading
        else:
            current[mission] = reading or Reading()
        lender, borrowed = next(((code, one) for code, one in current.items() if one.holders or one.vacant), ("", None))
        is_own = mine is not None and (mine.holders or mine.vacant)
        effective = (mine if is_own else borrowed or mine) or Reading()
        if read and read[-1][0].at == entry.at:
            read[-1] = (read[-1][0], effective, True)
        else:
            read.append((entry, effective, bool(mine or borrowed)))
            missions.append("")
        missions[-1] = "" if is_own else lender
    found = _snapshots(read, factbook)
    return [replace(snapshot, mission=mission) for snapshot, mission in zip(found, missions, strict=True)]
