"""The panels of an export: one row for each state and calendar year, and for each pair of states and calendar year.

docs/panels.md says what is counted, and when a count is null rather than 0.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from fpdata.model.fields import Code, CountryId, RoleId, Text
from fpdata.model.offices import CareerType
from fpdata.model.record import Record


class MissionRank(Code):
    """The rank of a chief of mission, from the highest; read from the title as held."""

    AMBASSADOR = "ambassador", "An ambassador."
    MINISTER = "minister", "An envoy extraordinary and minister plenipotentiary, or a minister plenipotentiary."
    MINISTER_RESIDENT = "minister-resident", "A minister resident."
    CHARGE = "charge", "A chargé d'affaires."
    OTHER = "other", "Another title, such as commissioner, diplomatic agent or principal officer."


class CountryYear(Record):
    """A state in a calendar year: the U.S. mission there, journeys in both directions, meetings, calls and letters."""

    TABLE: ClassVar[str] = "country_years"
    KEY: ClassVar[tuple[str, ...]] = ("country_id", "year")

    country_id: CountryId = Field(description="The state, in its own time.")
    year: int = Field(description="The calendar year.")
    country_name: Text = Field(description="Its name.")
    cow: int | None = Field(description="Its number in the state system of the Correlates of War project.")
    gw: int | None = Field(description="Its number in the list of independent states of Gleditsch and Ward.")
    iso_alpha2: Text | None = Field(description="Its ISO 3166-1 alpha-2 code.")
    iso_alpha3: Text | None = Field(description="Its ISO 3166-1 alpha-3 code.")
    days: int = Field(description="Days of the year within the recorded time of the state.")
    covered_days: int = Field(
        description="Of these days, those for which coverage says that chiefs of mission are listed."
    )
    rank: MissionRank | None = Field(
        description="The highest rank that a regular chief of mission held on a certain or presumed day; if there was none, an acting one; null if there was neither."
    )
    ambassador_certain: int | None = Field(description="Days on which there was certainly an ambassador.")
    ambassador_presumed: int | None = Field(description="Days on which it is certain or presumed.")
    chief_certain: int | None = Field(
        description="Days on which there was certainly a regular chief of mission, of any rank."
    )
    chief_presumed: int | None = Field(description="Days on which it is certain or presumed.")
    chief_possible: int | None = Field(description="Days on which it is certain, presumed or possible.")
    acting_certain: int | None = Field(
        description="Days on which somebody certainly acted as chief of mission; most of them are not on record, so this is never 0."
    )
    acting_presumed: int | None = Field(description="Days on which it is certain or presumed; never 0.")
    vacant_days: int | None = Field(
        description="Covered days on which there was a mission, and nobody was possibly its regular chief."
    )
    closed_days: int | None = Field(
        description="Covered days before the first chief of mission, and those after sources say that the mission or relations ended."
    )
    chief_role_id: RoleId | None = Field(
        description="The role of the regular chief of mission with most certain or presumed days in the year."
    )
    career_type: CareerType | None = Field(description="Whether that chief was in the career Foreign Service.")
    chief_last_day: date | None = Field(
        description="The last day up to the end of the year on which somebody, regular or acting, was possibly chief of mission."
    )
    president_trips: int | None = Field(description="Trips of the President to the state, each stay counted once.")
    secretary_trips: int | None = Field(description="Trips of the Secretary of State to it, each stay counted once.")
    visits: int | None = Field(description="Visits of its leaders to the United States.")
    meetings: int | None = Field(
        description="Meetings, talks, summits and conferences on record in which both sides took part; never 0."
    )
    calls: int | None = Field(description="Calls on record between the two; never 0.")
    letters_to: int | None = Field(
        description="Documents on record sent from the United States to the state or its people; never 0."
    )
    letters_from: int | None = Field(description="Documents on record sent the other way; never 0.")


class DyadYear(Record):
    """The United States and another state in a calendar year, a row for each direction."""

    TABLE: ClassVar[str] = "dyad_years"
    KEY: ClassVar[tuple[str, ...]] = ("from_id", "to_id", "year")

    from_id: CountryId = Field(
        description="The state that sends: the United States in one row, the other state in the other."
    )
    to_id: CountryId = Field(description="The state that receives.")
    year: int = Field(description="The calendar year.")
    from_cow: int | None = Field(description="COW number of the state that sends.")
    to_cow: int | None = Field(description="COW number of the state that receives.")
    from_gw: int | None = Field(description="Number of the state that sends in the list of Gleditsch and Ward.")
    to_gw: int | None = Field(description="Number of the state that receives in the list of Gleditsch and Ward.")
    from_iso_alpha3: Text | None = Field(description="ISO 3166-1 alpha-3 code of the state that sends.")
    to_iso_alpha3: Text | None = Field(description="ISO 3166-1 alpha-3 code of the state that receives.")
    days: int = Field(description="Days of the year within the recorded time of the other state.")
    rank: MissionRank | None = Field(
        description="The highest rank of the sender's regular chief of mission, as in country_years."
    )
    ambassador_certain: int | None = Field(
        description="Days on which the sender certainly had an ambassador there; for other states than the United States never 0."
    )
    ambassador_presumed: int | None = Field(description="Days on which it is certain or presumed.")
    visits: int | None = Field(
        description="Visits by leaders of the sender: trips of the President, or visits to the United States."
    )
    secretary_trips: int | None = Field(description="Trips of the Secretary of State; null where another state sends.")
    meetings: int | None = Field(description="Meetings on record, the same in both directions; never 0.")
    calls: int | None = Field(description="Calls on record, the same in both directions; never 0.")
    letters: int | None = Field(description="Documents on record that the sender sent; never 0.")
