"""What happened, who took part, and what it was about."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.edtf import Edtf
from fpdata.model.record import (
    ActorId,
    Code,
    CountryId,
    DocumentId,
    EventId,
    Id,
    Prose,
    Record,
    RoleId,
    Text,
    TopicId,
)


class EventKind(Code):
    """What sort of event it is."""

    MEETING = "meeting", "Actors meet in person."
    CALL = "call", "Actors speak by telephone or video."
    TRIP = "trip", "An official travels; one country leg or a whole journey."
    VISIT = "visit", "An official of one state is received by another."
    TALKS = "talks", "A round of negotiations."
    SUMMIT = "summit", "A meeting of heads of state or government."
    CONFERENCE = "conference", "A conference or forum."
    PRESS_CONFERENCE = "press-conference", "An official speaks to reporters."
    INTERVIEW = "interview", "An interview is given."
    PUBLICATION = "publication", "A text is published."
    LEAK = "leak", "Something confidential becomes public."
    POST = "post", "A post appears on a social platform."
    DELETION = "deletion", "Something published is taken down."
    DELIVERY = "delivery", "A document is handed over."
    VOTE = "vote", "A vote is taken."
    NOMINATION = "nomination", "Somebody is nominated."
    APPOINTMENT = "appointment", "Somebody is appointed or named to a role."
    DISMISSAL = "dismissal", "Somebody leaves or is removed from a role."
    DEADLINE = "deadline", "A date by which something is wanted is set, or falls due."
    SANCTION = "sanction", "Sanctions are imposed, waived or lifted."
    AGREEMENT = "agreement", "An agreement is concluded."
    HEARING = "hearing", "A legislature or court hears somebody."
    OTHER = "other", "Another event."


class EventStatus(Code):
    """Whether it happened."""

    HELD = "held", "It took place."
    PLANNED = "planned", "It was planned when the source was written."
    POSTPONED = "postponed", "It was put off."
    CANCELLED = "cancelled", "It was called off."
    ALLEGED = "alleged", "One side or one source says that it took place."
    DISPUTED = "disputed", "Sources disagree whether it took place."


class Event(Record):
    """What happened, was planned, or is said to have happened."""

    TABLE: ClassVar[str] = "events"
    KEY: ClassVar[tuple[str, ...]] = ("event_id",)

    event_id: Id = Field(description="Permanent id of the event.", examples=["2025-11-23-geneva-talks"])
    kind: EventKind = Field(description="What sort of event it is.", examples=["talks"])
    name: Prose = Field(description="A short neutral name.", examples=["U.S.-Ukraine talks in Geneva"])
    date: Edtf = Field(
        description="When it happened; an interval for days it lasted, or days between which it fell.",
        examples=["2025-11-23"],
    )
    date_text: Text | None = Field(
        default=None,
        description="The source's own words for the date, where they are relative or vague.",
        examples=["over the weekend"],
    )
    status: EventStatus = Field(description="Whether it happened.", examples=["held"])
    country_id: CountryId | None = Field(
        default=None, description="The country where it happened.", examples=["switzerland"]
    )
    place: Text | None = Field(
        default=None, description="The place, as exactly as the source has it.", examples=["Geneva"]
    )
    part_of_id: EventId | None = Field(default=None, description="The event it is a part of.")
    topic_id: TopicId | None = Field(
        default=None, description="What it was about.", examples=["russia-ukraine-peace-talks"]
    )
    summary: Prose | None = Field(default=None, description="What happened, in our own neutral words.")
    source_id: DocumentId = Field(description="The document that says so.")
    source_locator: Text | None = Field(default=None, description="Where in the source.")


class ParticipationPart(Code):
    """What part an actor had in an event."""

    HOST = "host", "Received the others, or ran the programme."
    VISITOR = "visitor", "Was received."
    HEAD = "head", "Led a side or the event."
    MEMBER = "member", "Belonged to a delegation."
    PARTY = "party", "Took part on the own account."
    SPEAKER = "speaker", "Spoke on record."
    CALLER = "caller", "Placed the call."
    CALLEE = "callee", "Received the call."
    TRAVELER = "traveler", "Travelled."
    AUTHOR = "author", "Wrote or posted."
    PUBLISHER = "publisher", "Published."
    SUBJECT = "subject", "Was what it was about, or to whom it was done."
    RECIPIENT = "recipient", "Was given what was handed over."
    SIGNATORY = "signatory", "Signed."
    VOTER = "voter", "Voted."
    ABSENT = "absent", "Was expected, and was not there."


class Presence(Code):
    """How surely the actor took part."""

    CONFIRMED = "confirmed", "By the actor, an official record or several independent sources."
    REPORTED = "reported", "By a report."
    DENIED = "denied", "Reported, and denied by the actor or another party."
    UNDISCLOSED = "undisclosed", "The source says somebody took part and withholds who."


class Participation(Record):
    """An actor's part in an event."""

    TABLE: ClassVar[str] = "participations"
    KEY: ClassVar[tuple[str, ...]] = ("event_id", "actor_id", "part")

    event_id: EventId = Field(description="The event.", examples=["2025-11-23-geneva-talks"])
    actor_id: ActorId = Field(description="Who took part.", examples=["marco-rubio"])
    part: ParticipationPart = Field(description="What part the actor had.", examples=["head"])
    presence: Presence = Field(description="How surely the actor took part.", examples=["confirmed"])
    role_id: RoleId | None = Field(
        default=None, description="In what capacity.", examples=["marco-rubio-secretary-of-state-2025"]
    )
    title: Text | None = Field(
        default=None,
        description="The title the source gives the actor, where no role is recorded.",
        examples=["Prime Minister"],
    )
    source_id: DocumentId = Field(description="The document that says so.")


class Topic(Record):
    """What events and statements are about."""

    TABLE: ClassVar[str] = "topics"
    KEY: ClassVar[tuple[str, ...]] = ("topic_id",)

    topic_id: Id = Field(description="Permanent id of the topic.", examples=["russia-ukraine-peace-talks"])
    name: Prose = Field(description="A short neutral name.", examples=["Russia-Ukraine peace talks"])
    description: Prose | None = Field(default=None, description="What belongs to it, in neutral words.")
