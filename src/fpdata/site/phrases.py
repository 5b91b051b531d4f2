"""Claims as sentences: what each predicate says, affirmed and negated."""

from __future__ import annotations

from fpdata.model.predicates import Predicate

#: "SUBJECT … OBJECT": the words between them if a claim affirms it, and if it negates it.
PHRASES: dict[Predicate, tuple[str, str]] = {
    Predicate.AUTHORED: ("was written by", "was not written by"),
    Predicate.CONTRIBUTED_TO: ("had a contribution from", "had no contribution from"),
    Predicate.IDEA_OF: ("was the idea of", "was not the idea of"),
    Predicate.DRAFTING_LED_BY: ("was drafted under the lead of", "was not drafted under the lead of"),
    Predicate.LEAKED: ("was leaked by", "was not leaked by"),
    Predicate.LEAK_MOTIVE: ("was leaked for this purpose:", "was not leaked for this purpose:"),
    Predicate.SOURCED_FROM: ("had as a source", "did not have as a source"),
    Predicate.QUOTES: ("quotes", "does not quote"),
    Predicate.MODELLED_ON: ("is modeled on", "is not modeled on"),
    Predicate.DERIVED_FROM: ("draws on", "does not draw on"),
    Predicate.PROPOSAL_OF: ("is a proposal of", "is not a proposal of"),
    Predicate.WISH_LIST_OF: ("is a wish list of", "is not a wish list of"),
    Predicate.CONTAINS: ("contains", "does not contain"),
    Predicate.POINT_COUNT: ("has as its number of points", "does not have as its number of points"),
    Predicate.DEADLINE: ("has the deadline", "does not have the deadline"),
    Predicate.STATUS: ("has the status", "does not have the status"),
    Predicate.ACCEPTABLE_TO: ("is acceptable to", "is not acceptable to"),
    Predicate.FAVORS: ("favors", "does not favor"),
    Predicate.AUTHENTICITY: ("is", "is not"),
    Predicate.REFERS_TO: ("refers to", "does not refer to"),
    Predicate.SUPPORTS: ("supports", "does not support"),
    Predicate.OPPOSES: ("opposes", "does not oppose"),
    Predicate.ACCEPTS_CONDITIONALLY: ("accepts under conditions", "does not accept under conditions"),
    Predicate.LEADS: ("leads", "does not lead"),
    Predicate.TAKES_PART_IN: ("takes part in", "does not take part in"),
    Predicate.EXCLUDED_FROM: ("was left out of", "was not left out of"),
    Predicate.CONTROLS: ("has control of", "does not have control of"),
    Predicate.KNEW_OF: ("knew of", "did not know of"),
    Predicate.INFLUENCED_BY: ("is influenced by", "is not influenced by"),
    Predicate.ADVISED: ("advised", "did not advise"),
    Predicate.TALKS_WITH: ("talks with", "does not talk with"),
    Predicate.WORKS_WITH: ("works with", "does not work with"),
    Predicate.PRESSURES: ("puts pressure on", "does not put pressure on"),
    Predicate.TRUTHFULNESS: ("is truthful about", "is not truthful about"),
    Predicate.LACKS_EXPERIENCE: ("has no experience in", "has experience in"),
    Predicate.COMPETENCE: ("is", "is not"),
    Predicate.CHOSEN_BY: ("was chosen by", "was not chosen by"),
    Predicate.HOLDS_OFFICE: ("holds the office", "does not hold the office"),
    Predicate.HAS_INTEREST_IN: ("has a business interest in", "has no business interest in"),
    Predicate.CONFLICT_OF_INTEREST: ("has a conflict of interest", "has no conflict of interest"),
    Predicate.ALIGNED_WITH: ("sides with", "does not side with"),
    Predicate.RIVAL_OF: ("is a rival of", "is not a rival of"),
    Predicate.PREVAILS_OVER: ("prevails over", "does not prevail over"),
    Predicate.FRIEND_OF: ("is a friend of", "is not a friend of"),
    Predicate.CHILD_OF: ("is a child of", "is not a child of"),
    Predicate.IN_LAW_OF: ("is related by marriage to", "is not related by marriage to"),
    Predicate.ALUMNUS_OF: ("studied at", "did not study at"),
    Predicate.SEEKS: ("seeks", "does not seek"),
    Predicate.DISPOSITION: ("is disposed as follows:", "is not disposed as follows:"),
    Predicate.POSITION: ("takes the position", "does not take the position"),
    Predicate.ACTIVITY: ("did this:", "did not do this:"),
    Predicate.LOCATED_IN: ("was in", "was not in"),
    Predicate.HAPPENED: ("happened", "did not happen"),
    Predicate.DATED: ("is dated", "is not dated"),
    Predicate.LED_TO: ("led to", "did not lead to"),
    Predicate.PURPOSE: ("was meant for", "was not meant for"),
    Predicate.OUTCOME: ("had this outcome:", "did not have this outcome:"),
    Predicate.DESCRIBED_AS: ("is described as", "is not to be described as"),
}


def phrase(predicate: str, polarity: str) -> str:
    """Return the words between the subject and the object of a claim.

    >>> phrase("authored", "negated")
    'was not written by'
    """
    return PHRASES[Predicate(predicate)][polarity == "negated"]
