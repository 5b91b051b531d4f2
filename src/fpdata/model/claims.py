"""What statements assert, taken apart so that assertions can be compared."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fpdata.model.constraints import FieldCount
from fpdata.model.record import (
    ActorId,
    Code,
    DocumentId,
    EventId,
    Id,
    Prose,
    Record,
    StatementId,
)


class Predicate(Code):
    """What is asserted of the subject.

    `single` predicates have one true object at a time, so that two different objects disagree;
    for the others, only an object both affirmed and negated is a disagreement.
    """

    @property
    def single(self) -> bool:
        """Whether a subject has one true object at a time (see the class)."""
        return self.marked

    # Documents: who made them, what they hold, what became of them.
    AUTHORED = "authored", "The subject, a document, was written by the object.", True
    CONTRIBUTED_TO = "contributed-to", "To the subject, a document, the object contributed."
    IDEA_OF = "idea-of", "The idea of the subject, a document, came from the object.", True
    DRAFTING_LED_BY = "drafting-led-by", "The drafting of the subject, a document, was led by the object.", True
    LEAKED = "leaked", "The subject, a document or event, was leaked by the object.", True
    LEAK_MOTIVE = "leak-motive", "The subject was leaked for the purpose given as value."
    SOURCED_FROM = "sourced-from", "For the subject, a document or event, the object was a source of information."
    MODELLED_ON = "modelled-on", "The subject, a document, takes the object as its model."
    DERIVED_FROM = "derived-from", "The subject, a document, draws on the object, a document."
    POINT_COUNT = "point-count", "The subject, a document, has this many points (value: a number or range).", True
    DEADLINE = (
        "deadline",
        "The subject, a document, is to be accepted by the date given as value (EDTF), or none.",
        True,
    )
    STATUS = "status", "The subject, a document, has the standing given as value (as near-final, starting-point).", True
    ACCEPTABLE_TO = "acceptable-to", "The subject, a document, is acceptable to the object."
    FAVORS = "favors", "The subject, a document, favours the object."
    AUTHENTICITY = "authenticity", "The subject, a document, is what the value says: genuine or fake.", True
    REFERS_TO = "refers-to", "A word in the subject refers to the object.", True
    # Actors: positions, parts, knowledge, interests.
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
    COMPETENCE = "competence", "The subject, an actor, does the job as well as the value says."
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
    """Whether the claim says it or denies it."""

    AFFIRMED = "affirmed", "It is so."
    NEGATED = "negated", "It is not so."


class Mode(Code):
    """How the claimant puts it."""

    FACT = "fact", "As a fact of the claimant's own knowledge."
    REPORTED = "reported", "As something others say."
    OPINION = "opinion", "As a judgement."
    INFERENCE = "inference", "As a conclusion from something else."
    PRESUMPTION = "presumption", "As something taken for granted without a ground given."
    PREDICTION = "prediction", "As something that will be."
    CHARACTERIZATION = "characterization", "As a label or description."
    QUESTION = "question", "As a question."


class Certainty(Code):
    """How sure the claimant is, by the claimant's own words."""

    STATED = "stated", "Without a hedge."
    LIKELY = "likely", "As likely, apparent or obvious."
    POSSIBLE = "possible", "As possible."
    SPECULATIVE = "speculative", "As a guess."


class Verdict(Code):
    """How the claim stands against other sources, none of them the claimant."""

    CONFIRMED = "confirmed", "Other sources say the same."
    PARTLY_CONFIRMED = "partly-confirmed", "Other sources bear out a part of it."
    IMPRECISE = "imprecise", "Other sources are more exact, and somewhat different."
    DISPUTED = "disputed", "Other sources or parties say otherwise, and it is open who is right."
    CONTRADICTED = "contradicted", "Other sources show otherwise."
    NOT_CHECKABLE = "not-checkable", "A judgement, or a thing no source can show."
    UNCHECKED = "unchecked", "Nobody has checked it yet."


class Claim(Record):
    """One assertion made by a statement: subject, predicate, object. The claimant is the statement's speaker."""

    TABLE: ClassVar[str] = "claims"
    KEY: ClassVar[tuple[str, ...]] = ("claim_id",)
    RULES: ClassVar = (
        FieldCount(
            ("about_actor_id", "about_event_id", "about_document_id"),
            least=1,
            most=1,
            code="rule-claim-subject",
            message="a claim has one subject, this one has {}",
        ),
        FieldCount(
            ("object_actor_id", "object_document_id", "object_event_id", "value"),
            least=0,
            most=1,
            code="rule-claim-object",
            message="a claim has at most one object, this one has {}",
        ),
    )

    claim_id: Id = Field(description="Permanent id of the claim.")
    statement_id: StatementId = Field(description="The statement that makes it.")
    about_actor_id: ActorId | None = Field(default=None, description="The subject, where it is an actor.")
    about_event_id: EventId | None = Field(default=None, description="The subject, where it is an event.")
    about_document_id: DocumentId | None = Field(default=None, description="The subject, where it is a document.")
    predicate: Predicate = Field(description="What is asserted of the subject.", examples=["authored"])
    object_actor_id: ActorId | None = Field(default=None, description="The object, where it is an actor.")
    object_document_id: DocumentId | None = Field(default=None, description="The object, where it is a document.")
    object_event_id: EventId | None = Field(default=None, description="The object, where it is an event.")
    value: Prose | None = Field(
        default=None, description="The object, where it is anything else; in neutral words.", examples=["28"]
    )
    polarity: Polarity = Field(description="Whether the claim says it or denies it.", examples=["affirmed"])
    mode: Mode = Field(description="How the claimant puts it.", examples=["fact"])
    certainty: Certainty = Field(
        description="How sure the claimant is, by the claimant's own words.", examples=["stated"]
    )
    verdict: Verdict = Field(description="How it stands against other sources.", examples=["disputed"])
    verdict_document_id: DocumentId | None = Field(default=None, description="The source on which the verdict rests.")
    verdict_note: Prose | None = Field(default=None, description="Why this verdict, in neutral words.")
