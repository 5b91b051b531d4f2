"""Countries, offices, and who held them and when."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import DateOrder
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import ActorId, Code, CountryId, DocumentId, Id, OfficeId, Ordinal, Prose, Text
from fpdata.model.record import Record


class CountryKind(Code):
    """The kind of country or territory."""

    STATE = "state", "A state that exists now."
    TERRITORY = "territory", "A territory under another state, or one whose statehood is disputed."
    HISTORICAL_STATE = "historical-state", "A state that no longer exists under this name."
    ORGANIZATION_OF_STATES = "organization-of-states", "A union or organization of states."


class Country(Record):
    """A state, territory or organization of states: where events happen, and to which envoys are accredited."""

    TABLE: ClassVar[str] = "countries"
    KEY: ClassVar[tuple[str, ...]] = ("country_id",)
    CONSTRAINTS: ClassVar = (DateOrder(),)

    country_id: Id = Field(description="Permanent id of the country.", examples=["ukraine"])
    name: Text = Field(description="Common English name.", examples=["Ukraine"])
    kind: CountryKind = Field(description="The kind of country or territory.", examples=["state"])
    iso_alpha2: Text | None = Field(
        default=None, description="ISO 3166-1 alpha-2 code: two upper-case letters.", examples=["UA"]
    )
    iso_alpha3: Text | None = Field(
        default=None, description="ISO 3166-1 alpha-3 code: three upper-case letters.", examples=["UKR"]
    )
    wikidata: Text | None = Field(default=None, description="Wikidata item: Q and a number.", examples=["Q212"])
    cow: Ordinal | None = Field(
        default=None, description="Number in the state system of the Correlates of War project.", examples=["369"]
    )
    gw: Ordinal | None = Field(
        default=None, description="Number in the list of independent states of Gleditsch and Ward.", examples=["369"]
    )
    start: Edtf | None = Field(default=None, description="When the state began.", examples=["1991"])
    end: End | None = Field(
        default=None, description="When it ended; '..' while it exists; empty where not recorded.", examples=[".."]
    )
    successor_id: CountryId | None = Field(
        default=None, description="The main state that followed a historical one.", examples=["russia"]
    )
    source_id: DocumentId | None = Field(
        default=None, description="The document or data set that gives the codes and dates."
    )
    source_locator: Text | None = Field(default=None, description="Where in the source.")


class OfficeKind(Code):
    """The kind of office."""

    HEAD_OF_STATE = "head-of-state", "President or other head of state or government, and their deputy by office."
    CABINET = "cabinet", "Head of an executive department or member of the cabinet."
    PRINCIPAL_OFFICER = "principal-officer", "Senior officer of the Department of State."
    CHIEF_OF_MISSION = "chief-of-mission", "Head of a mission to a country or international organization."
    AGENCY_HEAD = "agency-head", "Head of an agency that is not a department."
    ENVOY = "envoy", "Special envoy, representative or ambassador at large."
    LEGISLATOR = "legislator", "Member of a legislature."
    STAFF = "staff", "Adviser, spokesperson, chief of staff and other staff of an executive."
    MILITARY = "military", "Civilian or uniformed head of an armed service, and officers."
    FOREIGN = "foreign", "Office of another state."
    PARTY = "party", "Office of a political party."
    RANK = "rank", "A personal rank rather than a post, such as Career Ambassador."
    PRIVATE = "private", "Office of a company, school or other private body."


class Seats(Code):
    """How many can hold an office at once."""

    ONE = "one", "One holder at a time."
    MANY = "many", "Several holders at a time."


class Office(Record):
    """A post that different actors can hold, one after another or at once."""

    TABLE: ClassVar[str] = "offices"
    KEY: ClassVar[tuple[str, ...]] = ("office_id",)
    CONSTRAINTS: ClassVar = (DateOrder(),)

    office_id: Id = Field(description="Permanent id of the office.", examples=["secretary-of-state"])
    title: Text = Field(description="Name of the office.", examples=["Secretary of State"])
    organization_id: ActorId | None = Field(
        default=None, description="The organization the office belongs to.", examples=["us-department-of-state"]
    )
    kind: OfficeKind = Field(description="The kind of office.", examples=["cabinet"])
    seats: Seats = Field(description="How many can hold it at once.", examples=["one"])
    precedence: Ordinal | None = Field(
        default=None,
        description="Its place in an order of precedence; offices that share one rank by the day their holders began.",
        examples=["3"],
    )
    country_id: CountryId | None = Field(
        default=None,
        description="The country it belongs to; for a chief of mission, the country of accreditation.",
        examples=["united-states"],
    )
    start: Edtf | None = Field(default=None, description="When the office was created.", examples=["1789"])
    end: End | None = Field(
        default=None,
        description="When it was abolished; '..' while it exists; empty where not recorded.",
        examples=[".."],
    )
    source_id: DocumentId = Field(description="The document that names the office.")
    source_locator: Text | None = Field(default=None, description="Where in the source.")


class Basis(Code):
    """The basis on which a role was held."""

    ELECTED = "elected", "By an election."
    CONFIRMED = "confirmed", "Appointed with the consent of a legislature, as the source says."
    APPOINTED = (
        "appointed",
        "Appointed by the competent authority; the source does not say whether a legislature consented.",
    )
    RECESS_APPOINTED = "recess-appointed", "Appointed while the Senate was in recess, whether or not confirmed later."
    ACTING = "acting", "Temporarily, in place of a regular holder."
    DESIGNATED = "designated", "Named to a task by a superior, or named to an office but not yet in it."
    INHERITED = "inherited", "By succession under law or dynasty."
    INFORMAL = "informal", "Without an office, with the consent of those in power."
    DE_FACTO = "de-facto", "Exercises a function that formally belongs to no one or to someone else."
    HONORARY = "honorary", "A title or rank without the function."
    NOMINATED_NOT_SERVED = "nominated-not-served", "Nominated or commissioned, but never in office."
    UNKNOWN = "unknown", "The source does not say."


#: On these grounds somebody was named to an office, and has not held it.
ONLY_NAMED = frozenset({Basis.NOMINATED_NOT_SERVED, Basis.DESIGNATED})
#: Roles on these grounds do not fill the seat of an office: a successor may hold it at the same time.
NOT_SEATED = ONLY_NAMED | {Basis.ACTING}


class StartKind(Code):
    """What happened on the start date."""

    APPOINTED = "appointed", "Appointed or commissioned."
    ARRIVED = "arrived", "Arrived at the post."
    CREDENTIALS = "credentials", "Presented credentials."
    TOOK_OFFICE = "took-office", "Took the oath or entered on duty."
    ANNOUNCED = "announced", "Publicly announced; the start itself is not recorded."
    REPORTED = "reported", "First reported in the role; the start itself is not recorded."


class EndKind(Code):
    """What happened on the end date."""

    LEFT_POST = "left-post", "Left the post."
    RECALLED = "recalled", "Presented recall or was recalled."
    RESIGNED = "resigned", "Resigned."
    RETIRED = "retired", "The holder retired from service."
    DISMISSED = "dismissed", "Removed or dismissed."
    DIED = "died", "Died in office."
    TERM_ENDED = "term-ended", "The term, session or commission expired."
    SUPERSEDED = "superseded", "Replaced by a successor."
    ABOLISHED = "abolished", "The office or mission ended."
    PROMOTED = "promoted", "Left for another office or rank."
    RELATIONS_SEVERED = "relations-severed", "Relations were broken or war began."
    DECLINED = "declined", "Declined the appointment, or it was withdrawn or rejected."
    OTHER = "other", "Another reason that the source gives."


class CareerType(Code):
    """Whether the holder was in the career Foreign Service, as the source classifies people."""

    CAREER = "career", "A career officer of the Foreign Service."
    NON_CAREER = "non-career", "Appointed from outside the Foreign Service."
    PRE_1915 = "pre-1915", "Served before the act of 5 February 1915, which first made the distinction."


class Role(Record):
    """An actor in an office or function for a period of time."""

    TABLE: ClassVar[str] = "roles"
    KEY: ClassVar[tuple[str, ...]] = ("role_id",)
    CONSTRAINTS: ClassVar = (
        DateOrder(),
        DateOrder("appointed", "end", "ends ({last}) before the appointment ({first})"),
        DateOrder("arrived", "end", "ends ({last}) before the arrival at the post ({first})"),
    )

    role_id: Id = Field(description="Permanent id of the role.", examples=["marco-rubio-secretary-of-state-2025"])
    actor_id: ActorId = Field(description="Who held it.", examples=["marco-rubio"])
    office_id: OfficeId | None = Field(
        default=None,
        description="The office held; empty for a function without an office.",
        examples=["secretary-of-state"],
    )
    title: Text = Field(description="The title as held.", examples=["Secretary of State"])
    basis: Basis = Field(description="The basis on which it was held.", examples=["confirmed"])
    start: Edtf | None = Field(
        default=None, description="When it began; empty where unknown.", examples=["2025-01-21~"]
    )
    start_kind: StartKind | None = Field(
        default=None, description="What happened on that date.", examples=["took-office"]
    )
    appointed: Edtf | None = Field(
        default=None,
        description="When the holder was appointed or commissioned, independent of the start.",
        examples=["1952-03-14"],
    )
    arrived: Edtf | None = Field(
        default=None,
        description="When the holder arrived at the post, independent of the start.",
        examples=["1952-05-05"],
    )
    end: End | None = Field(
        default=None, description="When it ended; '..' while it is ongoing; empty where unknown.", examples=[".."]
    )
    end_kind: EndKind | None = Field(default=None, description="What happened on that date.", examples=["resigned"])
    country_id: CountryId | None = Field(
        default=None,
        description="The country to which the holder is accredited: the state that existed at the start.",
        examples=["ukraine"],
    )
    career_type: CareerType | None = Field(
        default=None,
        description="Whether the holder was in the career Foreign Service; empty where the source does not say.",
        examples=["career"],
    )
    party: Text | None = Field(
        default=None, description="The party for which it was held, as the source names it.", examples=["Republican"]
    )
    constituency: Text | None = Field(
        default=None, description="The state or district that a legislator represents.", examples=["Maine"]
    )
    concurrent_group: Id | None = Field(
        default=None, description="A value shared by roles that were held concurrently under one appointment."
    )
    note: Prose | None = Field(default=None, description="Details that the codes leave out, in neutral words.")
    source_id: DocumentId = Field(description="The document that says so.")
    source_locator: Text | None = Field(default=None, description="Where in the source.")
