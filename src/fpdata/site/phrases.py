"""Claims as sentences: what each predicate says, affirmed and negated, and what it answers."""

from __future__ import annotations

import re

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

#: What claims that disagree answer, with the place of the subject, which may be several.
QUESTIONS: dict[Predicate, str] = {
    Predicate.AUTHORED: "Who wrote {}?",
    Predicate.CONTRIBUTED_TO: "Who contributed to {}?",
    Predicate.IDEA_OF: "Whose idea was {}?",
    Predicate.DRAFTING_LED_BY: "Who led the drafting of {}?",
    Predicate.LEAKED: "Who leaked {}?",
    Predicate.LEAK_MOTIVE: "Why was {} leaked?",
    Predicate.SOURCED_FROM: "What were the sources of {}?",
    Predicate.QUOTES: "What does {} quote?",
    Predicate.MODELLED_ON: "On what is {} modeled?",
    Predicate.DERIVED_FROM: "On what does {} draw?",
    Predicate.PROPOSAL_OF: "Whose proposal is {}?",
    Predicate.WISH_LIST_OF: "Whose wish list is {}?",
    Predicate.CONTAINS: "What does {} contain?",
    Predicate.POINT_COUNT: "How many points does {} have?",
    Predicate.DEADLINE: "What is the deadline of {}?",
    Predicate.STATUS: "What is the status of {}?",
    Predicate.ACCEPTABLE_TO: "To whom is {} acceptable?",
    Predicate.FAVORS: "Whom does {} favor?",
    Predicate.AUTHENTICITY: "Is {} authentic?",
    Predicate.REFERS_TO: "To what does {} refer?",
    Predicate.SUPPORTS: "What did {} support?",
    Predicate.OPPOSES: "What did {} oppose?",
    Predicate.ACCEPTS_CONDITIONALLY: "What did {} accept under conditions?",
    Predicate.LEADS: "What did {} lead?",
    Predicate.TAKES_PART_IN: "In what did {} take part?",
    Predicate.EXCLUDED_FROM: "What went on without {}?",
    Predicate.CONTROLS: "What did {} control?",
    Predicate.KNEW_OF: "What did {} know of?",
    Predicate.INFLUENCED_BY: "What influences {}?",
    Predicate.ADVISED: "Whom did {} advise?",
    Predicate.TALKS_WITH: "With whom did {} talk?",
    Predicate.WORKS_WITH: "With whom did {} work?",
    Predicate.PRESSURES: "On whom did {} put pressure?",
    Predicate.TRUTHFULNESS: "Did {} tell the truth?",
    Predicate.LACKS_EXPERIENCE: "Did {} lack experience?",
    Predicate.COMPETENCE: "How competent is {}?",
    Predicate.CHOSEN_BY: "Who chose {}?",
    Predicate.HOLDS_OFFICE: "Which office did {} hold?",
    Predicate.HAS_INTEREST_IN: "In what did {} have a business interest?",
    Predicate.CONFLICT_OF_INTEREST: "Did {} have a conflict of interest?",
    Predicate.ALIGNED_WITH: "With whom did {} side?",
    Predicate.RIVAL_OF: "Whose rival is {}?",
    Predicate.PREVAILS_OVER: "Over whom did {} prevail?",
    Predicate.FRIEND_OF: "Whose friend is {}?",
    Predicate.CHILD_OF: "Whose child is {}?",
    Predicate.IN_LAW_OF: "To whom is {} related by marriage?",
    Predicate.ALUMNUS_OF: "Where did {} study?",
    Predicate.SEEKS: "What did {} seek?",
    Predicate.DISPOSITION: "How is {} disposed?",
    Predicate.POSITION: "Which position did {} take?",
    Predicate.ACTIVITY: "What did {} do?",
    Predicate.LOCATED_IN: "Where was {}?",
    Predicate.HAPPENED: "Did {} happen?",
    Predicate.DATED: "When was {}?",
    Predicate.LED_TO: "To what did {} lead?",
    Predicate.PURPOSE: "What was {} for?",
    Predicate.OUTCOME: "What came of {}?",
    Predicate.DESCRIBED_AS: "What is said of {}?",
}
_WITH_ARTICLE = re.compile(r"^(United|White House|U\.S\. Department|Department) |^White House$| administration$")


def phrase(predicate: str, polarity: str) -> str:
    """Return the words between the subject and the object of a claim.

    >>> phrase("authored", "negated")
    'was not written by'
    """
    return PHRASES[Predicate(predicate)][polarity == "negated"]


def question(predicate: str, subject: str = "it") -> str:
    """Return what claims with a predicate answer about a subject.

    >>> question("authored", "“28-point plan”")
    'Who wrote “28-point plan”?'
    """
    return QUESTIONS[Predicate(predicate)].format(subject)


def in_sentence(name: str) -> str:
    """Return the name of an actor as it stands within a sentence.

    >>> in_sentence("United States"), in_sentence("Russia")
    ('the United States', 'Russia')
    """
    return f"the {name}" if _WITH_ARTICLE.search(name) else name
