"""What statements assert: single claims that can be compared."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import FieldCount
from fpdata.model.fields import ActorId, Code, DocumentId, EventId, Id, Prose, StatementId
from fpdata.model.record import Record


class Predicate(Code):
    """What is asserted of the subject.

    A `single` predicate has one true object at a time, so that claims with different objects disagree. For
    other predicates, claims disagree only where one affirms and another negates the same object.
    """

    @property
    def single(self) -> bool:
        """Whether a subject has only one true object at a time."""
        return self.marked

    # Documents: who wrote them, what they contain, what happened to them.
    AUTHORED = "authored", "The subject, a document, was written by the object.", True
    CONTRIBUTED_TO = "contributed-to", "The object contributed to the subject, a document."
    IDEA_OF = "idea-of", "The idea of the subject, a document, came from the object.", True
    DRAFTING_LED_BY = "drafting-led-by", "The drafting of the subject, a document, was led by the object.", True
    LEAKED = "leaked", "The subject, a document or event, was leaked by the object.", True
    LEAK_MOTIVE = "leak-motive", "The subject was leaked for the purpose given as value."
    SOURCED_FROM = "sourced-from", "The object was a source of information for the subject, a document or event."
    MODELLED_ON = "modelled-on", "The subject, a document, is modelled on the object."
    DERIVED_FROM = "derived-from", "The subject, a document, draws on the object, a document."
    POINT_COUNT = "point-count", "The subject, a document, has this many points (value: a number or range).", True
    DEADLINE = (
        "deadline",
        "The subject, a document, must be accepted by the date given as value (EDTF); or has no deadline.",
        True,
    )
    STATUS = (
        "status",
        "The subject, a document, has the status given as value (such as near-final or starting-point).",
        True,
    )
    ACCEPTABLE_TO = "acceptable-to", "The subject, a document, is acceptable to the object."
    FAVORS = "favors", "The subject, a document, favors the object."
    AUTHENTICITY = "authenticity", "The subject, a document, is what the value says: genuine or fake.", True
    REFERS_TO = "refers-to", "A word in the subject refers to the object.", True
    # Actors: positions, roles, knowledge, interests.
    SUPPORTS = "supports", "The subject, an actor, supports the object."
    OPPOSES = "opposes", "The subject, an actor, opposes or may reject the object."
    ACCEPTS_CONDITIONALLY = "accepts-conditionally", "The subject, an actor, accepts the object under conditions."
    LEADS = "leads", "The subject, an actor, leads the object or what the value names."
    TAKES_PART_IN = "takes-part-in", "The subject, an actor, takes part in the object or in what the value names."
    EXCLUDED_FROM = "excluded-from", "The subject, an actor, was left out of the object or of what the value names."
    CONTROLS = "controls", "The subject, an actor, has control of what the value or object names."
    KNEW_OF = "knew-of", "The subject, an actor, knew of the object or of what the value names."
    INFLUENCED_BY = "influenced-by", "The subject, an actor, is influenced by the object or by what the value names."
    ADVISED = "advised", "The subject, an actor, advised the object."
    PRESSURES = "pressures", "The subject, an actor, can put or puts pressure on the object."
    TRUTHFULNESS = "truthfulness", "The subject, an actor, is said to be truthful or not about what the value names."
    LACKS_EXPERIENCE = "lacks-experience", "The subject, an actor, has no experience in the field given as value."
    COMPETENCE = "competence", "The subject, an actor, is as competent as the value says."
    HOLDS_OFFICE = "holds-office", "The subject, an actor, holds the office or function given as value."
    HAS_INTEREST_IN = (
        "has-interest-in",
        "The subject, an actor, has a business interest in the object or in what the value names.",
    )
    ALIGNED_WITH = "aligned-with", "The subject, an actor, belongs to or sides with the object, an actor or faction."
    RIVAL_OF = "rival-of", "The subject, an actor, is a rival of the object."
    FRIEND_OF = "friend-of", "The subject, an actor, is a friend of the object."
    SEEKS = "seeks", "The subject, an actor, wants what the value names."
    DISPOSITION = "disposition", "The subject, an actor, is inclined or reacts as the value says."
    ACTIVITY = "activity", "The subject, an actor, does or did what the value says."
    # Events and anything else.
    LOCATED_IN = "located-in", "The subject was in the place given as value at the time.", True
    HAPPENED = "happened", "The subject, an event, took place."
    DATED = "dated", "The subject, an event or document, is dated as the value says (EDTF).", True
    LED_TO = "led-to", "The subject, an event, led to the object, an event."
    OUTCOME = "outcome", "The subject had the result that the value names."
    DESCRIBED_AS = "described-as", "The subject is described in the way the value names, in neutral words."


class Polarity(Code):
    """Whether the claim affirms or negates the assertion."""

    AFFIRMED = "affirmed", "It is so."
    NEGATED = "negated", "It is not so."


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


class Verdict(Code):
    """How the claim compares with other sources, not counting the claimant."""

    CONFIRMED = "confirmed", "Other sources say the same."
    PARTLY_CONFIRMED = "partly-confirmed", "Other sources confirm part of it."
    IMPRECISE = "imprecise", "Other sources are more precise and differ somewhat."
    DISPUTED = "disputed", "Other sources or parties disagree, and it is not settled who is right."
    CONTRADICTED = "contradicted", "Other sources show that it is wrong."
    NOT_CHECKABLE = "not-checkable", "A judgement, or something no source can show."
    UNCHECKED = "unchecked", "It has not been checked yet."


class Claim(Record):
    """One assertion made by a statement: subject, predicate and object. The claimant is the statement's speaker."""

    TABLE: ClassVar[str] = "claims"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)
    CONSTRAINTS: ClassVar = (
        FieldCount(
            ("about_actor_id", "about_event_id", "about_document_id"),
            least=1,
            most=1,
            code="rule-claim-subject",
            message="a claim must have exactly one subject; this one has {}",
        ),
        FieldCount(
            ("object_actor_id", "object_document_id", "object_event_id", "value"),
            least=0,
            most=1,
            code="rule-claim-object",
            message="a claim can have at most one object; this one has {}",
        ),
    )

    claim_id: Id = Field(description="Permanent id of the claim.")
    statement_id: StatementId = Field(description="The statement that makes it.")
    about_actor_id: ActorId | None = Field(default=None, description="The subject, if it is an actor.")
    about_event_id: EventId | None = Field(default=None, description="The subject, if it is an event.")
    about_document_id: DocumentId | None = Field(default=None, description="The subject, if it is a document.")
    predicate: Predicate = Field(description="What is asserted of the subject.", examples=["authored"])
    object_actor_id: ActorId | None = Field(default=None, description="The object, if it is an actor.")
    object_document_id: DocumentId | None = Field(default=None, description="The object, if it is a document.")
    object_event_id: EventId | None = Field(default=None, description="The object, if it is an event.")
    value: Prose | None = Field(
        default=None, description="The object, if it is anything else; in neutral words.", examples=["28"]
    )
    polarity: Polarity = Field(description="Whether the claim affirms or negates the assertion.", examples=["affirmed"])
    mode: Mode = Field(description="How the claimant presents the assertion.", examples=["fact"])
    certainty: Certainty = Field(
        description="How sure the claimant is, by the claimant's own words.", examples=["stated"]
    )
    verdict: Verdict = Field(description="How it compares with other sources.", examples=["disputed"])
    verdict_document_id: DocumentId | None = Field(default=None, description="The source for the verdict.")
    verdict_note: Prose | None = Field(default=None, description="The reason for the verdict, in neutral words.")
