"""Roles from the lists of persons: what a volume remarks of a person, where it gives office, start and end.

How a clause of a remark becomes a role (`;` separates clauses):

    British Prime Minister, January 10, 1957–October 18, 1963      prime-minister-of-united-kingdom
    Ambassador of France to the United States, May 1956–May 1965   ambassador-of-france-to-united-states
    Acting Legal Adviser from March until May 1961                 none: the year of March is not given
    Secretary of Defense until January 1961; thereafter banker     none: it was within the years of the volume
    Secretary of State, April 1959–January 1961                    none: pocom lists all who were, with their dates

Only an office that the package has is taken, and only if the clause says no more than the title. What another source
says of the person in that office, at that time or half a year around it, stands. So does who else held it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from fpdata.importers.countries.crosswalk import state_id
from fpdata.importers.frus.offices import TitledOffice, office
from fpdata.importers.frus.tei import TEI, XML_ID, text_of
from fpdata.importers.frus.volume import Volume
from fpdata.importers.whitehouse.countries import country_of
from fpdata.model.edtf import known_bounds
from fpdata.model.slugs import fold

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DATE = rf"(?:{'|'.join(_MONTHS)}) (?:[0-9]{{1,2}}, ?)?[0-9]{{4}}"
_PERIOD = rf"(?:from )?({_DATE})(?: ?[–—-] ?| (?:until|to|through) )({_DATE})"
#: What comes before a period, if the first one has no start.
_UNTIL = rf"(?: (?:until|to) {_DATE},?(?: and)?(?: again)?)?"
_CLAUSE = re.compile(rf"(?P<title>.+?){_UNTIL},? (?P<periods>{_PERIOD}(?:(?:,| and|, and)(?: again)? {_PERIOD})*)")
_ORDER = re.compile(r"^(?:(?:and|also|former|formerly|later|then|thereafter|subsequently|concurrently),? )+")
#: Titles of U.S. officers that heads of documents do not use, folded.
_STAFF = {
    "secretary of defense": "secretary-of-defense",
    "secretary of the army": "secretary-of-the-army",
    "special assistant to the president for national security affairs": "national-security-adviser",
    "presidents special assistant for national security affairs": "national-security-adviser",
    "special assistant to president eisenhower for national security affairs": "national-security-adviser",
    "assistant to the president for national security affairs": "national-security-adviser",
    "presidents assistant for national security affairs": "national-security-adviser",
    "white house chief of staff": "white-house-chief-of-staff",
    "white house press secretary": "white-house-press-secretary",
    "press secretary to the president": "white-house-press-secretary",
    "presidents press secretary": "white-house-press-secretary",
}
#: The volumes of these years begin with 22 November of the year before.
_FIRST_OF_JOHNSON = 1964
#: From then on, a Special Assistant was no longer the one who headed the staff of the National Security Council.
_NO_LONGER_SPECIAL = "1969"
_FOREIGN = {
    "prime minister": "prime-minister",
    "premier": "premier",
    "president": "president",
    "vice president": "vice-president",
    "chancellor": "chancellor",
    "federal chancellor": "chancellor",
    "governor general": "governor-general",
    "foreign minister": "foreign-minister",
    "minister of foreign affairs": "foreign-minister",
    "minister for foreign affairs": "foreign-minister",
    **dict.fromkeys(("king", "queen", "emperor", "sultan", "amir", "emir"), "monarch"),
}
_TITLES = "|".join(sorted(_FOREIGN, key=len, reverse=True))
_EXECUTIVE = (
    re.compile(rf"(?P<country>.+?) (?P<acting>acting )?(?P<title>{_TITLES})", re.IGNORECASE),
    re.compile(rf"(?P<acting>acting )?(?P<title>{_TITLES}) of (?P<country>.+)", re.IGNORECASE),
)
_ENVOY = (
    re.compile(r"(?P<country>.+?) Ambassador (?:to|in) the (?:United States|U\.S\.)", re.IGNORECASE),
    re.compile(r"Ambassador of (?P<country>.+?) (?:to|in) the (?:United States|U\.S\.)", re.IGNORECASE),
)
#: Names that two states had at the time.
_SEVERAL = {"china", "chinese", "republic of china", "congo", "congolese", "republic of the congo", "korean", "yemeni"}
_OTHER_NAMES = {"federal republic of germany": "germany", "west german": "germany", "federal german": "germany"}


@dataclass(frozen=True)
class RemarkedRole:
    """A role as a volume remarks it of a person of its list."""

    volume: str
    person: str
    title: str
    office: TitledOffice
    start: str
    end: str


def read_remarks(root: ET.Element, volume: Volume) -> Iterator[RemarkedRole]:
    """Yield the roles that the list of persons of a volume gives with title, start and end."""
    for item in root.iter(f"{TEI}item"):
        names = [name for name in item.iter(f"{TEI}persName") if name.get(XML_ID)]
        if len(names) == 1 and (person := names[0].get(XML_ID) or "") in volume.persons:
            for title, office_meant, start, end in roles_in(text_of(item).partition(text_of(names[0]))[2]):
                if not _is_of_volume(volume, office_meant, start, end):
                    yield RemarkedRole(volume.id, person, title, office_meant, start, end)


def _is_of_volume(volume: Volume, office_meant: TitledOffice, start: str, end: str) -> bool:
    """Whether a month may be no more than the one with which the documents of a volume begin or end.

    U.S. administrations do begin with January of the first year, or in November 1963.
    """
    first, last = volume.years
    is_staff = set(office_meant.ids) <= set(_STAFF.values()) and first % 4 == 1
    begins = start == f"{first}-01" and not is_staff
    return begins or end == f"{last}-12" or (first == _FIRST_OF_JOHNSON and start.startswith("1963-11"))


def roles_in(remark: str) -> Iterator[tuple[str, TitledOffice, str, str]]:
    """Yield title, offices, start and end of each clause of a remark that gives them all.

    >>> [(office.ids, start, end) for _, office, start, end in roles_in("French President, May 1, 1954–June 1955; banker")]
    [(('president-of-france',), '1954-05-01', '1955-06')]
    """
    for clause in remark.split(";"):
        found = _CLAUSE.fullmatch(clause.strip(" ,."))
        if found is None:
            continue
        for first, last in re.findall(_PERIOD, found["periods"]):
            start, end = _edtf(first), _edtf(last)
            if not (known_bounds(start) and known_bounds(end)):
                continue
            title = _ORDER.sub("", found["title"].strip(" ,").replace("’", "'"))
            named = _named(title, start) or next(
                filter(None, (_foreign(part, start) for part in title.split(" and "))), None
            )
            if named:
                yield *named, start, end


def _edtf(day: str) -> str:
    month, *rest = day.replace(",", " ").split()
    return "-".join([rest[-1], f"{_MONTHS.index(month) + 1:02}", *(number.zfill(2) for number in rest[:-1])])


def _named(title: str, start: str) -> tuple[str, TitledOffice] | None:
    """Return the title as held and the offices that it means; None if it is not the title of a known kind of office."""
    if found := _foreign(title, start):
        return found
    plain = re.sub(r"\b(Director|Administrator), (?:the )?", r"\1 of the ", title)
    plain = re.sub(r", Department of State$", " of the Department of State", plain).replace(" ad interim", "")
    folded = fold(re.sub("[’']", "", plain))
    staff = _STAFF.get(folded.removeprefix("acting "))
    if staff and not ("special" in folded and start > _NO_LONGER_SPECIAL):
        return title, TitledOffice((staff,), folded.startswith("acting "))
    meant = office(plain)
    if meant and plain.startswith("Charg"):
        return "Chargé d'Affaires", TitledOffice(meant.ids, is_acting=True)
    return (title, meant) if meant else None


def _foreign(title: str, start: str) -> tuple[str, TitledOffice] | None:
    """Return the title and the office of an ambassador to the United States, a head of state or government, or a foreign minister."""
    for pattern in _ENVOY:
        if found := pattern.fullmatch(title):
            country = _country(found["country"], start)
            return ("Ambassador", TitledOffice((f"ambassador-of-{country}-to-united-states",))) if country else None
    for pattern in _EXECUTIVE:
        if (found := pattern.fullmatch(title)) and (country := _country(found["country"], start)):
            name, kind = found["title"].title(), _FOREIGN[found["title"].lower()]
            return name.replace(" Of ", " of ").replace(" For ", " for "), TitledOffice(
                (f"{kind}-of-{country}",), bool(found["acting"])
            )
    return None


def _country(name: str, start: str) -> str | None:
    """Return the country that a name means, if the same state bore it at the time as does now."""
    name = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE)
    if fold(name) in _SEVERAL:
        return None
    country = _OTHER_NAMES.get(fold(name)) or country_of(name)
    if country in (None, "united-states") or state_id(country or "", start) != country:
        return None
    return country
