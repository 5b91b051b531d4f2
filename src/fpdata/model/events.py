"""Events, who took part in them, and what they were about."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.edtf import Edtf
from fpdata.model.fields import ActorId, Code, CountryId, DocumentId, EventId, Id, Prose, RoleId, Text, TopicId
from fpdata.model.record import Record


class EventKind(Code):
    """The kind of event."""

    MEETING = "meeting", "Actors meet in person."
    CALL = "call", "Actors speak by telephone or video."
    TRIP = "trip", "An official travels: a whole journey, or its part in one country."
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
    NOMINATION = "nomination", "Someone is nominated."
    APPOINTMENT = "appointment", "Someone is appointed or named to a role."
    DISMISSAL = "dismissal", "Someone leaves or is removed from a role."
    DEADLINE = "deadline", "A deadline is set or falls due."
    SANCTION = "sanction", "Sanctions are imposed, waived or lifted."
    AGREEMENT = "agreement", "An agreement is concluded."
    HEARING = "hearing", "A legislature or court hears someone."
    OTHER = "other", "Another event."


class EventStatus(Code):
    """Whether it happened."""

    HELD = "held", "It took place."
    PLANNED = "planned", "It was planned when the source was written."
    POSTPONED = "postponed", "It was postponed."
    CANCELLED = "cancelled", "It was cancelled."
    ALLEGED = "alleged", "Only one side or one source says that it took place."
    DISPUTED = "disputed", "Sources disagree on whether it took place."


class Event(Record):
    """What happened, was planned, or is said to have happened."""

    TABLE: ClassVar[str] = "events"
    KEY: ClassVar[tuple[str, ...]] = ("event_id",)

    event_id: Id = Field(description="Permanent id of the event.", examples=["2025-11-23-geneva-talks"])
    kind: EventKind = Field(description="The kind of event.", examples=["talks"])
    name: Prose = Field(description="A short neutral name.", examples=["U.S.-Ukraine talks in Geneva"])
    date: Edtf = Field(
        description="When it happened; an interval for an event of several days, or for the range in which it fell.",
        examples=["2025-11-23"],
    )
    date_text: Text | None = Field(
        default=None,
        description="The source's wording of the date, if it is relative or vague.",
        examples=["over the weekend"],
    )
    status: EventStatus = Field(description="Whether it happened.", examples=["held"])
    country_id: CountryId | None = Field(
        default=None, description="The country where it happened.", examples=["switzerland"]
    )
    place: Text | None = Field(
        default=None, description="The place, as precisely as the source gives it.", examples=["Geneva"]
    )
    part_of_id: EventId | None = Field(default=None, description="The larger event, if it is part of one.")
    document_id: DocumentId | None = Field(
        default=None,
        description="The document that was published, leaked, handed over, signed or deleted, or that records what was said.",
    )
    topic_id: TopicId | None = Field(
        default=None, description="What it was about.", examples=["russia-ukraine-peace-talks"]
    )
    summary: Prose | None = Field(default=None, description="What happened, in our own neutral words.")
    source_id: DocumentId = Field(description="The document that says so.")
    source_locator: Text | None = Field(default=None, description="Where in the source.")


class ParticipationPart(Code):
    """What part an actor had in an event."""

    HOST = "host", "Received the others, or ran the program."
    VISITOR = "visitor", "Was received."
    HEAD = "head", "Led a side or the event."
    MEMBER = "member", "Belonged to a delegation."
    PARTY = "party", "Took part on its own behalf."
    SPEAKER = "speaker", "Spoke on record."
    CALLER = "caller", "Placed the call."
    CALLEE = "callee", "Received the call."
    TRAVELER = "traveler", "Traveled."
    AUTHOR = "author", "Wrote or posted."
    PUBLISHER = "publisher", "Published."
    SUBJECT = "subject", "Was the subject of the event, or was affected by it."
    RECIPIENT = "recipient", "Received what was handed over."
    SIGNATORY = "signatory", "Signed."
    VOTER = "voter", "Voted."
    ABSENT = "absent", "Was expected but did not attend."


class Presence(Code):
    """How certain it is that the actor took part."""

    CONFIRMED = "confirmed", "Confirmed by the actor, an official record or several independent sources."
    REPORTED = "reported", "Reported by one source."
    DENIED = "denied", "Reported, and denied by the actor or another party."
    UNDISCLOSED = "undisclosed", "The source says that someone took part but not who."


class Participation(Record):
    """An actor's part in an event."""

    TABLE: ClassVar[str] = "participations"
    KEY: ClassVar[tuple[str, ...]] = ("event_id", "actor_id", "part")

    event_id: EventId = Field(description="The event.", examples=["2025-11-23-geneva-talks"])
    actor_id: ActorId = Field(description="Who took part.", examples=["marco-rubio"])
    part: ParticipationPart = Field(description="What part the actor had.", examples=["head"])
    presence: Presence = Field(description="How certain it is that the actor took part.", examples=["confirmed"])
    role_id: RoleId | None = Field(
        default=None,
        description="The role in which the actor took part.",
        examples=["marco-rubio-secretary-of-state-2025"],
    )
    title: Text | None = Field(
        default=None,
        description="The actor's title in the source, if no role is recorded.",
        examples=["Prime Minister"],
    )
    source_id: DocumentId = Field(description="The document that says so.")


class Topic(Record):
    """What events and statements are about."""

    TABLE: ClassVar[str] = "topics"
    KEY: ClassVar[tuple[str, ...]] = ("topic_id",)

    topic_id: Id = Field(description="Permanent id of the topic.", examples=["russia-ukraine-peace-talks"])
    name: Prose = Field(description="A short neutral name.", examples=["Russia-Ukraine peace talks"])
    description: Prose | None = Field(default=None, description="What the topic includes, in neutral words.")
