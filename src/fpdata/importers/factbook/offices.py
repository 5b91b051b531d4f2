"""The offices that the texts are about: ids, titles, and how many can hold them at once."""

from __future__ import annotations

from fpdata.importers.core.draft import Cell, Draft, NameOf, TextTemplate
from fpdata.importers.factbook.places import COUNTRY_IDS, EUROPEAN_UNION, envoy_title, us_mission
from fpdata.importers.factbook.titles import has_many_seats
from fpdata.model.slugs import slug


def office_id_of(code: str, section: str, office: str, country_id: str) -> str:
    """Return the id of an office.

    >>> office_id_of("ke", "from_us", "Ambassador", "kenya"), office_id_of("ke", "in_us", "Ambassador", "kenya")
    ('ambassador-to-kenya', 'ambassador-of-kenya-to-united-states')
    >>> office_id_of("ke", "executive", "President", "kenya")
    'president-of-kenya'
    """
    if section == "from_us":
        return us_mission(code)
    country = country_id or "european-union"
    if section == "in_us":
        return slug(f"{envoy_title(country_id)} of", country, "to united states")
    return slug(office, "of", country)


def draft_office(code: str, section: str, office: str, country_id: str) -> Draft:
    """Return the draft of an office; one that the package has already is left as it is."""
    id = office_id_of(code, section, office, country_id)
    name: str | NameOf = NameOf("countries", country_id) if country_id else "European Union"
    cells: dict[str, Cell]
    if section == "from_us":
        title: tuple[str | NameOf, ...] = ("Chief of Mission to ", name)
        cells = {"kind": "chief-of-mission", "organization_id": "us-department-of-state", "seats": "one"}
    elif section == "in_us":
        title = (f"{envoy_title(country_id)} of ", name, " to the United States")
        cells = {"kind": "foreign", "seats": "one"}
    else:
        title = (f"{office} of ", name)
        cells = {"kind": "foreign", "seats": "many" if has_many_seats(office) else "one"}
    cells |= {"title": TextTemplate(title), "country_id": country_id or None}
    return Draft("offices", f"factbook/offices/{id}", cells, ((id,),), reuse_existing=True)


def is_read(code: str, section: str) -> bool:
    """Whether a section of a country is about offices that the data set has."""
    if code == EUROPEAN_UNION:
        return section != "executive"
    return code in COUNTRY_IDS
