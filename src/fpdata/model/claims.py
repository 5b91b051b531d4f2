"""What statements assert: single claims that can be compared."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import AllowedFields, AllowedValues, DateOrder, FieldCount, RequiredIf
from fpdata.model.edtf import Edtf, End
from fpdata.model.fields import ActorId, Code, DocumentId, EventId, Id, OfficeId, Prose, StatementId, TopicId
from fpdata.model.predicates import CLOSED_PREDICATES, PREDICATE_USES, Predicate
from fpdata.model.record import Record


class Polarity(Code):
    """Whether the claim affirms or negates the assertion."""

    AFFIRMED = "affirmed", "It is so."
    NEGATED = "negated", "It is not so."


class Modality(Code):
    """Whether the claim is about what is, or about what should, would or will be."""

    ACTUAL = "actual", "It is or was so."
    NORMATIVE = "normative", "It should be so."
    CONDITIONAL = "conditional", "It would be so if something else were."
    INTENDED = "intended", "It is planned or meant to be so."


class Coding(Code):
    """Whether the speaker said it, or the coder concludes it: manifest and latent content, in content analysis."""

    EXPLICIT = "explicit", "The speaker said it."
    INFERRED = "inferred", "The coder concludes it from what the speaker said."


class Mode(Code):
    """How the claimant presents the assertion."""

    FACT = "fact", "As a fact that the claimant knows first-hand."
    REPORTED = "reported", "As something that others say."
    OPINION = "opinion", "As a judgement."
    INFERENCE = "inference", "As a conclusion from something else."
    PRESUMPTION = "presumption", "As something assumed without giving a reason."
    PREDICTION = "prediction", "As something that will happen."
    CHARACTERIZATION = "characterization", "As a label or description."
    QUESTION = "question", "As a question."


class Certainty(Code):
    """How sure the claimant is, by the claimant's own words."""

    STATED = "stated", "Without a hedge."
    LIKELY = "likely", "As likely, apparent or obvious."
    POSSIBLE = "possible", "As possible."
    SPECULATIVE = "speculative", "As a guess."


class Extent(Code):
    """To what degree, of how many, or how often the claimant says that it is so."""

    ENTIRELY = "entirely", "Of all of it, or of all of them."
    MOSTLY = "mostly", "Of most of it, or of most of them."
    MANY = "many", "Of many of them."
    PARTLY = "partly", "Of a part of it, or of some of them."
    STRONGLY = "strongly", "To a high degree."
    REPEATEDLY = "repeatedly", "More than once."


class Verdict(Code):
    """How the claim compares with other sources, not counting the claimant."""

    @property
    def needs_source(self) -> bool:
        """Whether the verdict rests on another source; the others have none."""
        return self not in (Verdict.NOT_CHECKABLE, Verdict.UNCHECKED)

    CONFIRMED = "confirmed", "Other sources say the same."
    PARTLY_CONFIRMED = "partly-confirmed", "Other sources confirm part of it."
    IMPRECISE = "imprecise", "Other sources are more precise and differ somewhat."
    DISPUTED = "disputed", "Other sources or parties disagree, and it is not settled who is right."
    CONTRADICTED = "contradicted", "Other sources show that it is wrong."
    NOT_CHECKABLE = "not-checkable", "A judgement, or something no source can show."
    UNCHECKED = "unchecked", "It has not been checked yet."


#: The columns that may hold the subject, and those that may hold an object that is a record.
SUBJECTS = ("about_actor_id", "about_event_id", "about_document_id", "about_office_id")
OBJECTS = ("object_actor_id", "object_document_id", "object_event_id")


class Claim(Record):
    """One assertion made by a statement: subject, predicate and object.

    The claimant is the statement's speaker. If the speaker reports what another believes, that one is the holder.
    """

    TABLE: ClassVar[str] = "claims"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)
    CONSTRAINTS: ClassVar = (
        DateOrder(),
        FieldCount(
            SUBJECTS,
            least=1,
            most=1,
            code="rule-claim-subject",
            message="a claim must have exactly one subject; this one has {}",
        ),
        FieldCount(
            OBJECTS,
            least=0,
            most=1,
            code="rule-claim-object",
            message="a claim can have at most one object; this one has {}",
        ),
        FieldCount(
            (*OBJECTS, "value"),
            least=0,
            most=1,
            code="rule-claim-object",
            message="a claim with this predicate can have an object or a value; this one has {}",
            unless=("predicate", frozenset(CLOSED_PREDICATES)),
        ),
        AllowedFields(
            SUBJECTS, by="predicate", allowed={code: use.subject_fields for code, use in PREDICATE_USES.items()}
        ),
        AllowedFields(
            (*OBJECTS, "value"),
            by="predicate",
            allowed={code: use.object_fields for code, use in PREDICATE_USES.items()},
            required=frozenset(code for code, use in PREDICATE_USES.items() if use.needs_object),
        ),
        AllowedValues(
            "value", by="predicate", allowed={code: use.values for code, use in PREDICATE_USES.items() if use.values}
        ),
        RequiredIf(
            "verdict_document_id",
            by="verdict",
            codes=frozenset(code for code in Verdict if code.needs_source),
            code="rule-verdict-document",
            message="{} needs a verdict_document_id, the other source",
        ),
        FieldCount(
            ("verdict_document_id",),
            least=0,
            most=0,
            code="rule-verdict-document",
            message="there is a source for a verdict, but the verdict is not-checkable or unchecked",
            unless=("verdict", frozenset(code for code in Verdict if code.needs_source)),
        ),
    )

    claim_id: Id = Field(description="Permanent id of the claim.")
    statement_id: StatementId = Field(description="The statement that makes it.")
    holder_id: ActorId | None = Field(
        default=None,
        description="Whose belief, stance or treatment is reported, if not the speaker's own; of a stance, its subject.",
        examples=["marco-rubio"],
    )
    about_actor_id: ActorId | None = Field(default=None, description="The subject, if it is an actor.")
    about_event_id: EventId | None = Field(default=None, description="The subject, if it is an event.")
    about_document_id: DocumentId | None = Field(default=None, description="The subject, if it is a document.")
    about_office_id: OfficeId | None = Field(default=None, description="The subject, if it is an office.")
    predicate: Predicate = Field(description="What is asserted of the subject.", examples=["authored"])
    object_actor_id: ActorId | None = Field(default=None, description="The object, if it is an actor.")
    object_document_id: DocumentId | None = Field(default=None, description="The object, if it is a document.")
    object_event_id: EventId | None = Field(default=None, description="The object, if it is an event.")
    value: Prose | None = Field(
        default=None,
        description="The object, if it is anything else; in neutral words, or a code where the predicate has a list.",
        examples=["28"],
    )
    topic_id: TopicId | None = Field(default=None, description="The field or matter that it is about.")
    start: Edtf | None = Field(
        default=None, description="Since when it held, as claimed; independent of when it was said."
    )
    end: End | None = Field(default=None, description="Until when it held, as claimed; '..' while it holds.")
    polarity: Polarity = Field(description="Whether the claim affirms or negates the assertion.", examples=["affirmed"])
    modality: Modality = Field(
        description="Whether it is about what is, or what should, would or will be.", examples=["actual"]
    )
    coding: Coding = Field(description="Whether the speaker said it, or the coder concludes it.", examples=["explicit"])
    mode: Mode = Field(description="How the claimant presents the assertion.", examples=["fact"])
    certainty: Certainty = Field(
        description="How sure the claimant is, by the claimant's own words.", examples=["stated"]
    )
    extent: Extent | None = Field(
        default=None, description="To what degree, of how many, or how often it is so, if the claimant says that."
    )
    alternative_group: Id | None = Field(
        default=None,
        description="Marks claims as alternatives: the claimant says that one of those with the same mark must be so.",
        examples=["misheard-or-untrue"],
    )
    verdict: Verdict = Field(description="How it compares with other sources.", examples=["disputed"])
    verdict_document_id: DocumentId | None = Field(
        default=None,
        description="The source for the verdict; not the document judged, nor a copy of it. Empty if it is not checked or checkable.",
    )
    verdict_note: Prose | None = Field(default=None, description="The reason for the verdict, in neutral words.")
