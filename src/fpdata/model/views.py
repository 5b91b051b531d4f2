"""The views in every export, which join and order what most questions need.

Each is described like a table; its SQL is in ``fpdata/export/views.sql``.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from fpdata.model.claims import Certainty, Mode, Polarity, Predicate, Verdict
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import ActorId, Code, CountryId, DocumentId, Id, OfficeId, RoleId, StatementId, Text
from fpdata.model.offices import Basis, EndKind, StartKind
from fpdata.model.record import Record
from fpdata.model.statements import Availability, Form
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
    certain_from: date | None = Field(
        description="The first day on which it was certainly held; null where there is none."
    )
    certain_to: date | None = Field(
        description="The last day on which it was certainly held; null where there is none."
    )
    possible_to: date | None = Field(description="The last day on which it was possibly held; null where open.")
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


class Contested(Record):
    """Every claim about a subject and predicate on which claims disagree, with claimant, value, date and verdict."""

    TABLE: ClassVar[str] = "contested"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)

    claim_id: Id = Field(description="The claim.")
    subject_kind: SubjectKind = Field(description="The table of the subject.")
    subject_id: Id = Field(description="The subject.")
    predicate: Predicate = Field(description="What is asserted of it.")
    object: Text | None = Field(description="The object: an id or a value.")
    polarity: Polarity = Field(description="Whether the claim affirms or negates the assertion.")
    claimant_id: ActorId = Field(description="Who makes the claim.")
    claimant_name: Text = Field(description="The claimant's name.")
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


class TimelineKind(Code):
    """The kind of entry."""

    EVENT = "event", "An event."
    STATEMENT = "statement", "A statement was made."
    DOCUMENT = "document", "A document appeared."
    ROLE_START = "role-start", "A role began."
    ROLE_END = "role-end", "A role ended."


class TimelineEntry(Record):
    """Every dated event, statement and document, and every start or end of a role, in order of date."""

    TABLE: ClassVar[str] = "timeline"
    KEY: ClassVar[tuple[str, ...]] = ("kind", "record_id")

    date: Edtf = Field(description="The date; date_min and date_max are the first and last day it can mean.")
    kind: TimelineKind = Field(description="The kind of entry.")
    record_id: Id = Field(description="The event, statement, document or role.")
    actor_id: ActorId | None = Field(description="Who spoke, wrote or held the role.")
    text: Text = Field(description="Name, summary or title.")
    source_id: DocumentId = Field(description="The document that says so; a document is its own.")


_MODELS: tuple[type[Record], ...] = (RoleHolder, StatementChain, Contested, TimelineEntry)

#: Every view by name.
VIEWS: dict[str, Table] = {view.TABLE: describe_table(view) for view in _MODELS}
