"""The views in every export, which join and order what most questions need.

Each is described like a table; its SQL is in ``fpdata/export/views.sql``.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from fpdata.model.claims import Certainty, Coding, Extent, Modality, Mode, Polarity, Verdict
from fpdata.model.documents import Classification, DocumentKind
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import (
    ActorId,
    Code,
    CountryId,
    DocumentId,
    Id,
    OfficeId,
    RoleId,
    StatementId,
    Text,
    TopicId,
    Url,
)
from fpdata.model.offices import Basis, EndKind, OfficeKind, Seats, StartKind
from fpdata.model.panels import CountryYear, DyadYear
from fpdata.model.predicates import Predicate
from fpdata.model.record import Record
from fpdata.model.statements import Audience, Availability, Form
from fpdata.model.table import Table, describe_table


class RoleHolder(Record):
    """Roles with the names of holder, office, organization and country, and the days on which they were held."""

    TABLE: ClassVar[str] = "role_holders"
    KEY: ClassVar[tuple[str, ...]] = ("role_id",)

    role_id: RoleId = Field(description="The role.")
    actor_id: ActorId = Field(description="Who held it.")
    actor_name: Text = Field(description="The holder's name.")
    title: Text = Field(description="The title as held.")
    basis: Basis = Field(description="The basis on which it was held.")
    office_id: OfficeId | None = Field(description="The office; null for a function without one.")
    office_title: Text | None = Field(description="Name of the office.")
    office_kind: OfficeKind | None = Field(description="The kind of office.")
    seats: Seats | None = Field(description="How many can hold the office at once.")
    precedence: int | None = Field(description="The place of the office in an order of precedence.")
    organization_id: ActorId | None = Field(description="The organization the office belongs to.")
    organization_name: Text | None = Field(description="Its name.")
    country_id: CountryId | None = Field(
        description="The country to which the holder is accredited, or else that of the office."
    )
    country_name: Text | None = Field(description="Its name.")
    start: Edtf | None = Field(description="When it began.")
    start_kind: StartKind | None = Field(description="What happened on that date.")
    end: End | None = Field(description="When it ended; '..' while it is ongoing; null where unknown.")
    end_kind: EndKind | None = Field(description="What happened on that date.")
    possible_from: date | None = Field(description="The first day on which it was possibly held; null where open.")
    presumed_from: date | None = Field(
        description="The first day on which it is certain or presumed that it was held; null where there is none."
    )
    certain_from: date | None = Field(
        description="The first day on which it was certainly held; null where there is none."
    )
    certain_to: date | None = Field(
        description="The last day on which it was certainly held; null where there is none."
    )
    presumed_to: date | None = Field(
        description="The last day on which it is certain or presumed that it was held: its end is not recorded, and nothing speaks against it."
    )
    possible_to: date | None = Field(description="The last day on which it was possibly held; null where open.")
    last_seen: date | None = Field(
        description="The last day for which a document shows the holder in office; of a month or year, its first day."
    )
    last_seen_document_id: DocumentId | None = Field(description="The document that shows it.")
    covered_to: date | None = Field(description="The day to which its source covers the office; null where not stated.")
    source_id: DocumentId = Field(description="The document that says so.")


class StatementChain(Record):
    """Each statement with the chain of speakers through whom it is known, outermost first, and its depth."""

    TABLE: ClassVar[str] = "statement_chain"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id",)

    statement_id: StatementId = Field(description="The statement.")
    speaker_id: ActorId = Field(description="Who is reported to have said it.")
    speaker_name: Text = Field(description="The speaker's name.")
    depth: int = Field(
        description="The number of statements through which it is reported; 0 where it is not reported in another."
    )
    chain: Text = Field(
        description="Ids of the speakers, outermost first and the statement's own last, joined by ' > '."
    )
    chain_names: Text = Field(description="The same, with names.")
    chain_statements: Text = Field(description="Ids of the statements, in the same order.")
    outermost_id: StatementId = Field(description="The outermost statement of the chain.")
    date: Edtf | None = Field(description="When it was said.")
    form: Form = Field(description="How close the record is to the speaker's words.")
    availability: Availability = Field(description="Whether the words can be read or heard today.")
    quote: Text | None = Field(description="The few words quoted.")
    summary: Text = Field(description="What was said.")
    document_id: DocumentId = Field(description="Where it can be read.")


class SubjectKind(Code):
    """The table of the subject of a claim."""

    ACTOR = "actor", "An actor."
    EVENT = "event", "An event."
    DOCUMENT = "document", "A document."
    OFFICE = "office", "An office."


class Contested(Record):
    """Every claim about a subject and predicate on which claims disagree, with claimant, holder, value, date and verdict."""

    TABLE: ClassVar[str] = "contested"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)

    claim_id: Id = Field(description="The claim.")
    subject_kind: SubjectKind = Field(description="The table of the subject.")
    subject_id: Id = Field(description="The subject.")
    predicate: Predicate = Field(description="What is asserted of it.")
    object: Text | None = Field(description="The object: an id, a value or a topic.")
    target: Text | None = Field(
        description="For a predicate whose value is a code: the object or topic toward which the value holds."
    )
    polarity: Polarity = Field(description="Whether the claim affirms or negates the assertion.")
    modality: Modality = Field(description="Whether it is about what is, or what should, would or will be.")
    claimant_id: ActorId = Field(description="Who makes the claim.")
    claimant_name: Text = Field(description="The claimant's name.")
    holder_id: ActorId = Field(description="Whose belief it is: the claimant, or another whose belief is reported.")
    holder_name: Text = Field(description="The holder's name.")
    chain: Text = Field(
        description="Through whom the claim is known: ids of speakers, outermost first, the claimant last."
    )
    form: Form = Field(description="How close the record is to the claimant's words.")
    date: Edtf | None = Field(description="When it was made.")
    mode: Mode = Field(description="How the claimant presents the assertion.")
    certainty: Certainty = Field(description="How sure the claimant is.")
    verdict: Verdict = Field(description="How it compares with other sources.")
    statement_id: StatementId = Field(description="The statement that makes it.")
    document_id: DocumentId = Field(description="Where it can be read.")


class DenialKind(Code):
    """How something is denied."""

    NEGATED_CLAIM = "negated-claim", "The statement makes a claim that negates it."
    DENIES = "denies", "The statement denies another statement."
    CONTRADICTS = "contradicts", "The statement says something that cannot be true if another is."
    DENIAL = "denial", "The act of the statement is a denial, and nothing else on record says of what."


class Denial(Record):
    """Every denial: each claim that negates something, each statement that denies or contradicts another, and each whose act is a denial."""

    TABLE: ClassVar[str] = "denials"
    KEY: ClassVar[tuple[str, ...]] = ("statement_id", "sequence")

    statement_id: StatementId = Field(description="The statement that denies.")
    sequence: int = Field(description="The place of the row among those of the statement, from 1.")
    kind: DenialKind = Field(description="How it is denied.")
    speaker_id: ActorId = Field(description="Who denies.")
    speaker_name: Text = Field(description="The speaker's name.")
    holder_id: ActorId = Field(
        description="Whose denial it is: the speaker's, or that of another whose belief is reported; of a stance, the speaker's."
    )
    holder_name: Text = Field(description="The holder's name.")
    date: Edtf | None = Field(description="When it was denied.")
    form: Form = Field(description="How close the record is to the speaker's words.")
    summary: Text = Field(description="What the statement says.")
    denied_statement_id: StatementId | None = Field(description="The statement that is denied or contradicted.")
    denied_speaker_id: ActorId | None = Field(description="Who said that.")
    denied_speaker_name: Text | None = Field(description="That speaker's name.")
    denied_summary: Text | None = Field(description="What that statement says.")
    claim_id: Id | None = Field(description="The claim that negates.")
    subject_kind: SubjectKind | None = Field(description="The table of the subject of the claim.")
    subject_id: Id | None = Field(description="The subject.")
    predicate: Predicate | None = Field(description="What is denied of it.")
    object_id: Id | None = Field(description="The object, if it is an actor, document or event.")
    value: Text | None = Field(description="The value.")
    modality: Modality | None = Field(description="Whether it is about what is, or what should, would or will be.")
    mode: Mode | None = Field(description="How the claimant presents it, such as a fact, an opinion or a question.")
    certainty: Certainty | None = Field(description="How sure the claimant is.")
    coding: Coding | None = Field(description="Whether the speaker said it, or the coder concludes it.")
    extent: Extent | None = Field(description="To what degree, of how many, or how often it is so.")
    topic_id: TopicId | None = Field(description="The topic of the statement that denies.")
    document_id: DocumentId = Field(description="Where it can be read.")


class HeldPosition(Record):
    """What each holder claims of a subject and predicate, in order of time, so that a changed position is seen."""

    TABLE: ClassVar[str] = "positions"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)

    claim_id: Id = Field(description="The claim.")
    holder_id: ActorId = Field(description="Whose belief it is: the claimant, or another whose belief is reported.")
    holder_name: Text = Field(description="The holder's name.")
    subject_kind: SubjectKind = Field(description="The table of the subject.")
    subject_id: Id = Field(description="The subject.")
    predicate: Predicate = Field(description="What is asserted of it.")
    object_id: Id | None = Field(description="The object, if it is an actor, document or event.")
    value: Text | None = Field(description="The value.")
    topic_id: TopicId | None = Field(description="The field or matter that it is about.")
    polarity: Polarity = Field(description="Whether the claim affirms or negates the assertion.")
    modality: Modality = Field(description="Whether it is about what is, or what should, would or will be.")
    mode: Mode = Field(description="How the claimant presents it, such as a fact, an opinion or a question.")
    certainty: Certainty = Field(description="How sure the claimant is.")
    extent: Extent | None = Field(description="To what degree, of how many, or how often it is so.")
    start: Edtf | None = Field(description="Since when it held, as claimed.")
    end: End | None = Field(description="Until when it held, as claimed.")
    date: Edtf | None = Field(description="When the claim was made.")
    claimant_id: ActorId = Field(description="Who makes the claim.")
    audience: Audience = Field(
        description="To whom it was made: the same day may have a public and a private position."
    )
    statement_id: StatementId = Field(description="The statement that makes it.")
    document_id: DocumentId = Field(description="Where it can be read.")


class Standing(Code):
    """What part an actor has in a topic: by an account, except for in-the-room, which is on record."""

    LED = "led", "Led it, or something in it."
    IN_CONTROL = "in-control", "Had control of it, or of something in it."
    TOOK_PART = "took-part", "Took part in it, or in something in it."
    ADVISED = "advised", "Advised somebody on it."
    IN_THE_ROOM = "in-the-room", "Was present at meetings or calls about it, by recorded participations."
    LEFT_OUT = "left-out", "Was left out of it, or of something in it."


#: The standing that each predicate of claims on power gives its subject, or its object (`OBJECT_LED`).
STANDINGS: dict[Predicate, Standing] = {
    Predicate.LEADS: Standing.LED,
    Predicate.DRAFTING_LED_BY: Standing.LED,
    Predicate.CONTROLS: Standing.IN_CONTROL,
    Predicate.TAKES_PART_IN: Standing.TOOK_PART,
    Predicate.ADVISED: Standing.ADVISED,
    Predicate.EXCLUDED_FROM: Standing.LEFT_OUT,
}
#: The predicate whose object has the standing, not its subject, which is a document.
OBJECT_LED = Predicate.DRAFTING_LED_BY


class PowerEntry(Record):
    """Who led, was in control, took part, advised, was in the room or was left out, by topic, and by whose account.

    An account is of whoever makes, or is said to hold, claims with the predicate leads, drafting-led-by, controls,
    takes-part-in, advised or excluded-from about what is so (modality actual), on the topic of the claim or else of its
    statement. Claims about an office are left out, and so is what states control. A round of talks whose meetings are
    recorded counts by these.
    """

    TABLE: ClassVar[str] = "power"
    KEY: ClassVar[tuple[str, ...]] = ("topic_id", "sequence")

    topic_id: TopicId = Field(description="The topic.")
    sequence: int = Field(description="The place of the row among those of the topic, from 1.")
    topic_name: Text = Field(description="Its name.")
    actor_id: ActorId = Field(description="Whose part it is.")
    actor_name: Text = Field(description="The actor's name.")
    standing: Standing = Field(description="What part the actor has.")
    account_id: ActorId | None = Field(description="By whose account; null for in-the-room.")
    account_name: Text | None = Field(description="Its name.")
    affirmed: int = Field(description="The number of claims in which the account affirms it; 0 for in-the-room.")
    negated: int = Field(description="The number of claims in which the account negates it; 0 for in-the-room.")
    events: int = Field(description="The number of meetings and calls at which the actor was present; 0 for accounts.")
    held: int = Field(description="The number of such meetings and calls of the topic on record; 0 for accounts.")
    first: date | None = Field(
        description="The first day of these meetings and calls, or on which the claims were made; null where unknown."
    )
    last: date | None = Field(description="The last of these days.")


class Letter(Record):
    """Who wrote to whom: each sender of a document with each recipient, its date, place, title and URL."""

    TABLE: ClassVar[str] = "correspondence"
    KEY: ClassVar[tuple[str, ...]] = ("document_id", "sequence")

    document_id: DocumentId = Field(description="The document.")
    sequence: int = Field(description="The place of the pair among those of the document, from 1.")
    sender_id: ActorId | None = Field(description="Who sent it; null where only the recipient is recorded.")
    sender_name: Text | None = Field(description="The sender's name.")
    sender_role_id: RoleId | None = Field(description="The role in which it was sent.")
    recipient_id: ActorId | None = Field(description="To whom; null where only the sender is recorded.")
    recipient_name: Text | None = Field(description="The recipient's name.")
    recipient_role_id: RoleId | None = Field(description="The role in which it was received.")
    date: Edtf | None = Field(description="The date that it bears.")
    place: Text | None = Field(description="Where it was written or sent from.")
    kind: DocumentKind = Field(description="The kind of document.")
    number: Text | None = Field(description="The number that it bears.")
    classification: Classification | None = Field(description="The classification that it bears.")
    title: Text = Field(description="Its title.")
    url: Url | None = Field(description="Where it can be read.")


class CountryLineage(Record):
    """Each country with every state that succeeded it, itself first: a filter on successor_id finds all predecessors."""

    TABLE: ClassVar[str] = "country_lineage"
    KEY: ClassVar[tuple[str, ...]] = ("country_id", "successor_id")

    country_id: CountryId = Field(description="The country.")
    country_name: Text = Field(description="Its name.")
    successor_id: CountryId = Field(description="The country itself, or a state that succeeded it.")
    successor_name: Text = Field(description="Its name.")
    steps: int = Field(description="The number of successions between them; 0 for the country itself.")


class TimelineKind(Code):
    """The kind of entry."""

    EVENT = "event", "An event."
    STATEMENT = "statement", "A statement was made."
    DOCUMENT = "document", "A document appeared."
    ROLE_START = "role-start", "A role began."
    ROLE_END = "role-end", "A role ended."


class TimelineEntry(Record):
    """Every dated event, statement and document, and every start or end of a role, in order of date.

    A start or end of which only the first or only the last possible day is known is left out.
    """

    TABLE: ClassVar[str] = "timeline"
    KEY: ClassVar[tuple[str, ...]] = ("kind", "record_id")

    date: Edtf = Field(description="The date; date_min and date_max are the first and last day it can mean.")
    kind: TimelineKind = Field(description="The kind of entry.")
    record_id: Id = Field(description="The event, statement, document or role.")
    actor_id: ActorId | None = Field(description="Who spoke, wrote or held the role.")
    text: Text = Field(description="Name, summary or title.")
    source_id: DocumentId = Field(description="The document that says so; a document is its own.")


_MODELS: tuple[type[Record], ...] = (
    RoleHolder,
    StatementChain,
    Contested,
    Denial,
    HeldPosition,
    PowerEntry,
    Letter,
    CountryLineage,
    TimelineEntry,
    CountryYear,
    DyadYear,
)

#: Every view by name.
VIEWS: dict[str, Table] = {view.TABLE: describe_table(view) for view in _MODELS}
