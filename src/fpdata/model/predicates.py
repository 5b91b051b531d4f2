"""What a claim asserts: the predicates, and which subjects, objects and values each of them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fpdata.model.fields import Code


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
    QUOTES = "quotes", "The subject, a document, quotes the object, which need not be its source."
    MODELLED_ON = "modelled-on", "The subject, a document, is modelled on the object."
    DERIVED_FROM = "derived-from", "The subject, a document, draws on the object, a document."
    PROPOSAL_OF = "proposal-of", "The subject, a document, is what the object, an actor, proposes."
    WISH_LIST_OF = "wish-list-of", "The subject, a document, is a list of what the object, an actor, wants."
    CONTAINS = "contains", "The subject, a document, contains the term or topic that the value names."
    POINT_COUNT = "point-count", "The subject, a document, has this many points (value: a number or range).", True
    DEADLINE = (
        "deadline",
        "The subject, a document, must be accepted by the date given as value (EDTF); or has no deadline.",
        True,
    )
    STATUS = (
        "status",
        "The subject, a document, has the status given as value.",
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
    ADVISED = "advised", "The subject, an actor, advised the object, on the topic."
    TALKS_WITH = "talks-with", "The subject, an actor, talks or negotiates with the object, on the topic."
    WORKS_WITH = "works-with", "The subject, an actor, works on the same side as the object, on the topic."
    PRESSURES = "pressures", "The subject, an actor, can put or puts pressure on the object."
    TRUTHFULNESS = "truthfulness", "The subject, an actor, is truthful or not about the object or topic.", True
    LACKS_EXPERIENCE = (
        "lacks-experience",
        "The subject, an actor, has no experience in the topic or field given as value.",
    )
    COMPETENCE = "competence", "The subject, an actor, is as competent as the value says."
    CHOSEN_BY = "chosen-by", "The subject, an actor, was chosen by the object for an office or function, on the topic."
    HOLDS_OFFICE = "holds-office", "The subject, an actor, holds the office or function given as value."
    HAS_INTEREST_IN = (
        "has-interest-in",
        "The subject, an actor, has a business interest in the object or in what the value names.",
    )
    CONFLICT_OF_INTEREST = (
        "conflict-of-interest",
        "The subject, an actor, has a private interest that conflicts with an office or function.",
    )
    ALIGNED_WITH = "aligned-with", "The subject, an actor, belongs to or sides with the object, an actor or faction."
    RIVAL_OF = "rival-of", "The subject, an actor, is a rival of the object."
    PREVAILS_OVER = "prevails-over", "The subject, an actor, is preferred to the object or outdoes it, on the topic."
    FRIEND_OF = "friend-of", "The subject, an actor, is a friend of the object."
    CHILD_OF = "child-of", "The subject, an actor, is a child of the object."
    IN_LAW_OF = "in-law-of", "The subject, an actor, is related to the object by marriage."
    ALUMNUS_OF = "alumnus-of", "The subject, an actor, studied at the object."
    SEEKS = "seeks", "The subject, an actor, wants what the value names."
    DISPOSITION = "disposition", "The subject, an actor, is inclined or reacts toward the object as the value says."
    POSITION = "position", "The subject, an actor, takes the position given as value on the object or topic."
    ACTIVITY = "activity", "The subject, an actor, does or did what the value says."
    # Events and anything else.
    LOCATED_IN = "located-in", "The subject was in the place given as value at the time.", True
    HAPPENED = "happened", "The subject, an event, took place."
    DATED = "dated", "The subject, an event or document, is dated as the value says (EDTF).", True
    LED_TO = "led-to", "The subject, an event, led to the object, an event."
    PURPOSE = "purpose", "The subject, an event, was meant for what the value names."
    OUTCOME = "outcome", "The subject had the result that the value names."
    DESCRIBED_AS = "described-as", "The subject is described in the way the value names, in neutral words."


class DocumentState(Code):
    """Values of the predicate status: how far a document has come."""

    CONCEPT = "concept", "A first idea."
    STARTING_POINT = "starting-point", "A basis from which to negotiate."
    NOT_FINAL = "not-final", "Not final."
    NEAR_FINAL = "near-final", "Nearly agreed."
    FINAL = "final", "Agreed, or not to be changed."


class Authenticity(Code):
    """Values of the predicate authenticity."""

    GENUINE = "genuine", "It is what it appears to be."
    ALTERED = "altered", "It was changed."
    FAKE = "fake", "It was made up."


class Truthfulness(Code):
    """Values of the predicate truthfulness."""

    TRUTHFUL = "truthful", "Tells the truth."
    UNTRUTHFUL = "untruthful", "Does not tell the truth."
    MISTAKEN = "mistaken", "Says in error what is not so."
    INCORRECT = "incorrect", "Says what is not so, whether in error or not."


class Disposition(Code):
    """Values of the predicate disposition: how an actor is inclined or reacts."""

    ACCOMMODATING = "accommodating", "Ready to give way."
    UNYIELDING = "unyielding", "Hard to move."
    LOYAL = "loyal", "Keeps to the line of the object."
    TRUSTING = "trusting", "Relies on the object."
    DISTRUSTFUL = "distrustful", "Distrusts the object."
    DISMISSIVE = "dismissive", "Sets the object aside."
    CONCERNED = "concerned", "Is concerned about the object."
    ANGERED = "angered", "Is angered by the object."
    SURPRISED = "surprised", "Is surprised by the object."


class Position(Code):
    """Values of the predicate position: where an actor stands on something."""

    ACCEPTS = "accepts", "Accepts it."
    REJECTS = "rejects", "Rejects it."
    NEGOTIABLE = "negotiable", "Holds that it can be changed."
    WAITS = "waits", "Holds to earlier positions and waits."
    UPHOLDS = "upholds", "Stands by it."
    SOFTENS = "softens", "Takes part of it back."
    WITHDRAWS = "withdraws", "Takes it back."


@dataclass(frozen=True)
class PredicateUse:
    """Which kinds of subject and object a predicate takes, and whether its value is free text or a code."""

    subjects: tuple[str, ...]
    objects: tuple[str, ...] = ("value",)
    values: type[Code] | None = None
    needs_object: bool = True

    @property
    def subject_fields(self) -> frozenset[str]:
        """The columns of claims that may hold the subject."""
        return frozenset(f"about_{kind}_id" for kind in self.subjects)

    @property
    def object_fields(self) -> frozenset[str]:
        """The columns of claims that may hold the object or value."""
        fields = {"value" if kind == "value" else f"object_{kind}_id" for kind in self.objects}
        return frozenset(fields | {"value"} if self.values else fields)


_ACTOR, _DOCUMENT, _MATTER = ("actor",), ("document",), ("document", "event")
_ANY = ("actor", "event", "document", "office")
_THING = ("actor", "document", "event", "value")
_TARGET = ("actor", "document", "event")

#: How each predicate is used. A predicate with `values` is closed: its value is one of these codes, and an object is
#: that toward which the value holds.
PREDICATE_USES: Mapping[Predicate, PredicateUse] = {
    Predicate.AUTHORED: PredicateUse(_DOCUMENT, ("actor", "value")),
    Predicate.CONTRIBUTED_TO: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.IDEA_OF: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.DRAFTING_LED_BY: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.LEAKED: PredicateUse(_MATTER, ("actor", "value")),
    Predicate.LEAK_MOTIVE: PredicateUse(_MATTER),
    Predicate.SOURCED_FROM: PredicateUse(_MATTER, ("actor", "document", "value")),
    Predicate.QUOTES: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.MODELLED_ON: PredicateUse(_DOCUMENT, _DOCUMENT),
    Predicate.DERIVED_FROM: PredicateUse(_DOCUMENT, ("actor", "document")),
    Predicate.PROPOSAL_OF: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.WISH_LIST_OF: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.CONTAINS: PredicateUse(_DOCUMENT),
    Predicate.POINT_COUNT: PredicateUse(_DOCUMENT),
    Predicate.DEADLINE: PredicateUse(_DOCUMENT),
    Predicate.STATUS: PredicateUse(_DOCUMENT, (), DocumentState),
    Predicate.ACCEPTABLE_TO: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.FAVORS: PredicateUse(_DOCUMENT, _ACTOR),
    Predicate.AUTHENTICITY: PredicateUse(_DOCUMENT, (), Authenticity),
    Predicate.REFERS_TO: PredicateUse(_DOCUMENT, _THING),
    Predicate.SUPPORTS: PredicateUse(_ACTOR, _THING),
    Predicate.OPPOSES: PredicateUse(_ACTOR, _THING),
    Predicate.ACCEPTS_CONDITIONALLY: PredicateUse(_ACTOR, _THING),
    Predicate.LEADS: PredicateUse(("actor", "office"), _THING),
    Predicate.TAKES_PART_IN: PredicateUse(("actor", "office"), _THING),
    Predicate.EXCLUDED_FROM: PredicateUse(("actor", "office"), ("document", "event", "value")),
    Predicate.CONTROLS: PredicateUse(("actor", "office"), _THING),
    Predicate.KNEW_OF: PredicateUse(_ACTOR, ("document", "event", "value")),
    Predicate.INFLUENCED_BY: PredicateUse(_ACTOR, ("actor", "value")),
    Predicate.ADVISED: PredicateUse(_ACTOR, _ACTOR),
    Predicate.TALKS_WITH: PredicateUse(_ACTOR, _ACTOR),
    Predicate.WORKS_WITH: PredicateUse(_ACTOR, _ACTOR),
    Predicate.PRESSURES: PredicateUse(_ACTOR, _ACTOR),
    Predicate.TRUTHFULNESS: PredicateUse(_ACTOR, _TARGET, Truthfulness),
    Predicate.LACKS_EXPERIENCE: PredicateUse(_ACTOR, needs_object=False),
    Predicate.COMPETENCE: PredicateUse(_ACTOR),
    Predicate.CHOSEN_BY: PredicateUse(_ACTOR, _ACTOR),
    Predicate.HOLDS_OFFICE: PredicateUse(_ACTOR),
    Predicate.HAS_INTEREST_IN: PredicateUse(_ACTOR, _THING),
    Predicate.CONFLICT_OF_INTEREST: PredicateUse(_ACTOR, needs_object=False),
    Predicate.ALIGNED_WITH: PredicateUse(_ACTOR, _ACTOR),
    Predicate.RIVAL_OF: PredicateUse(_ACTOR, _ACTOR),
    Predicate.PREVAILS_OVER: PredicateUse(_ACTOR, _ACTOR),
    Predicate.FRIEND_OF: PredicateUse(_ACTOR, _ACTOR),
    Predicate.CHILD_OF: PredicateUse(_ACTOR, _ACTOR),
    Predicate.IN_LAW_OF: PredicateUse(_ACTOR, _ACTOR),
    Predicate.ALUMNUS_OF: PredicateUse(_ACTOR, _ACTOR),
    Predicate.SEEKS: PredicateUse(_ACTOR, _THING),
    Predicate.DISPOSITION: PredicateUse(_ACTOR, _TARGET, Disposition),
    Predicate.POSITION: PredicateUse(_ACTOR, _TARGET, Position),
    Predicate.ACTIVITY: PredicateUse(_ACTOR, _THING),
    Predicate.LOCATED_IN: PredicateUse(("actor", "event", "document")),
    Predicate.HAPPENED: PredicateUse(("event",), (), needs_object=False),
    Predicate.DATED: PredicateUse(_MATTER),
    Predicate.LED_TO: PredicateUse(("event",), ("event",)),
    Predicate.PURPOSE: PredicateUse(("event",)),
    Predicate.OUTCOME: PredicateUse(("actor", "event", "document"), ("document", "event", "value")),
    Predicate.DESCRIBED_AS: PredicateUse(_ANY),
}

#: The predicates that say where their subject stands, and not what others know of it.
STANCES: frozenset[Predicate] = frozenset(
    {
        Predicate.SUPPORTS,
        Predicate.OPPOSES,
        Predicate.ACCEPTS_CONDITIONALLY,
        Predicate.SEEKS,
        Predicate.POSITION,
        Predicate.DISPOSITION,
    }
)

#: The predicates whose values are codes.
CLOSED_PREDICATES: frozenset[Predicate] = frozenset(code for code, use in PREDICATE_USES.items() if use.values)
