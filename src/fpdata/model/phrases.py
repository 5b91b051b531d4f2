"""Claims as sentences: what each predicate says, affirmed and negated, and what it answers.

The predicates are those of `model/predicates.py`, here as text, so that a look-up need not import the models.
"""

from __future__ import annotations

import re

#: "SUBJECT … OBJECT": the words between them if a claim affirms it, and if it negates it.
PHRASES: dict[str, tuple[str, str]] = {
    "authored": ("was written by", "was not written by"),
    "contributed-to": ("had a contribution from", "had no contribution from"),
    "idea-of": ("was the idea of", "was not the idea of"),
    "drafting-led-by": ("was drafted under the lead of", "was not drafted under the lead of"),
    "leaked": ("was leaked by", "was not leaked by"),
    "leak-motive": ("was leaked for this purpose:", "was not leaked for this purpose:"),
    "sourced-from": ("had as a source", "did not have as a source"),
    "quotes": ("quotes", "does not quote"),
    "modelled-on": ("is modeled on", "is not modeled on"),
    "derived-from": ("draws on", "does not draw on"),
    "proposal-of": ("is a proposal of", "is not a proposal of"),
    "wish-list-of": ("is a wish list of", "is not a wish list of"),
    "contains": ("contains", "does not contain"),
    "point-count": ("has as its number of points", "does not have as its number of points"),
    "deadline": ("has the deadline", "does not have the deadline"),
    "status": ("has the status", "does not have the status"),
    "acceptable-to": ("is acceptable to", "is not acceptable to"),
    "favors": ("favors", "does not favor"),
    "authenticity": ("is", "is not"),
    "refers-to": ("refers to", "does not refer to"),
    "supports": ("supports", "does not support"),
    "opposes": ("opposes", "does not oppose"),
    "accepts-conditionally": ("accepts under conditions", "does not accept under conditions"),
    "leads": ("leads", "does not lead"),
    "takes-part-in": ("takes part in", "does not take part in"),
    "excluded-from": ("was left out of", "was not left out of"),
    "controls": ("has control of", "does not have control of"),
    "knew-of": ("knew of", "did not know of"),
    "influenced-by": ("is influenced by", "is not influenced by"),
    "advised": ("advised", "did not advise"),
    "talks-with": ("talks with", "does not talk with"),
    "works-with": ("works with", "does not work with"),
    "pressures": ("puts pressure on", "does not put pressure on"),
    "truthfulness": ("is", "is not"),
    "lacks-experience": ("has no experience in", "has experience in"),
    "competence": ("is", "is not"),
    "chosen-by": ("was chosen by", "was not chosen by"),
    "holds-office": ("holds the office", "does not hold the office"),
    "has-interest-in": ("has a business interest in", "has no business interest in"),
    "conflict-of-interest": ("has a conflict of interest", "has no conflict of interest"),
    "aligned-with": ("sides with", "does not side with"),
    "rival-of": ("is a rival of", "is not a rival of"),
    "prevails-over": ("prevails over", "does not prevail over"),
    "friend-of": ("is a friend of", "is not a friend of"),
    "child-of": ("is a child of", "is not a child of"),
    "in-law-of": ("is related by marriage to", "is not related by marriage to"),
    "alumnus-of": ("studied at", "did not study at"),
    "seeks": ("seeks", "does not seek"),
    "disposition": ("is disposed as follows:", "is not disposed as follows:"),
    "position": ("takes the position", "does not take the position"),
    "activity": ("did this:", "did not do this:"),
    "located-in": ("was in", "was not in"),
    "happened": ("happened", "did not happen"),
    "dated": ("is dated", "is not dated"),
    "led-to": ("led to", "did not lead to"),
    "purpose": ("was meant for", "was not meant for"),
    "outcome": ("had this outcome:", "did not have this outcome:"),
    "described-as": ("is described as", "is not to be described as"),
}

#: What stands between the value of a claim and its object, toward which the value holds.
TOWARD = "with regard to"

#: What claims that disagree answer, with the place of the subject, which may be several.
QUESTIONS: dict[str, str] = {
    "authored": "Who wrote {}?",
    "contributed-to": "Who contributed to {}?",
    "idea-of": "Whose idea was {}?",
    "drafting-led-by": "Who led the drafting of {}?",
    "leaked": "Who leaked {}?",
    "leak-motive": "Why was {} leaked?",
    "sourced-from": "What were the sources of {}?",
    "quotes": "What does {} quote?",
    "modelled-on": "On what is {} modeled?",
    "derived-from": "On what does {} draw?",
    "proposal-of": "Whose proposal is {}?",
    "wish-list-of": "Whose wish list is {}?",
    "contains": "What does {} contain?",
    "point-count": "How many points does {} have?",
    "deadline": "What is the deadline of {}?",
    "status": "What is the status of {}?",
    "acceptable-to": "To whom is {} acceptable?",
    "favors": "Whom does {} favor?",
    "authenticity": "Is {} authentic?",
    "refers-to": "To what does {} refer?",
    "supports": "What did {} support?",
    "opposes": "What did {} oppose?",
    "accepts-conditionally": "What did {} accept under conditions?",
    "leads": "What did {} lead?",
    "takes-part-in": "In what did {} take part?",
    "excluded-from": "What went on without {}?",
    "controls": "What did {} control?",
    "knew-of": "What did {} know of?",
    "influenced-by": "What influences {}?",
    "advised": "Whom did {} advise?",
    "talks-with": "With whom did {} talk?",
    "works-with": "With whom did {} work?",
    "pressures": "On whom did {} put pressure?",
    "truthfulness": "Did {} tell the truth?",
    "lacks-experience": "Did {} lack experience?",
    "competence": "How competent is {}?",
    "chosen-by": "Who chose {}?",
    "holds-office": "Which office did {} hold?",
    "has-interest-in": "In what did {} have a business interest?",
    "conflict-of-interest": "Did {} have a conflict of interest?",
    "aligned-with": "With whom did {} side?",
    "rival-of": "Whose rival is {}?",
    "prevails-over": "Over whom did {} prevail?",
    "friend-of": "Whose friend is {}?",
    "child-of": "Whose child is {}?",
    "in-law-of": "To whom is {} related by marriage?",
    "alumnus-of": "Where did {} study?",
    "seeks": "What did {} seek?",
    "disposition": "How is {} disposed?",
    "position": "Which position did {} take?",
    "activity": "What did {} do?",
    "located-in": "Where was {}?",
    "happened": "Did {} happen?",
    "dated": "When was {}?",
    "led-to": "To what did {} lead?",
    "purpose": "What was {} for?",
    "outcome": "What came of {}?",
    "described-as": "What is said of {}?",
}
#: Names of actors that have an article within a sentence, as patterns of SQL.
WITH_ARTICLE = ("United %", "White House", "White House %", "U.S. Department %", "Department %", "% administration")
_WITH_ARTICLE = re.compile("|".join(re.escape(pattern).replace("%", ".*") for pattern in WITH_ARTICLE))


def phrase(predicate: str, polarity: str) -> str:
    """Return the words between the subject and the object of a claim.

    >>> phrase("authored", "negated")
    'was not written by'
    """
    return PHRASES[predicate][polarity == "negated"]


def question(predicate: str, subject: str = "it") -> str:
    """Return what claims with a predicate answer about a subject.

    >>> question("authored", "“28-point plan”")
    'Who wrote “28-point plan”?'
    """
    return QUESTIONS[predicate].format(subject)


def in_sentence(name: str) -> str:
    """Return the name of an actor as it stands within a sentence.

    >>> in_sentence("United States"), in_sentence("Russia")
    ('the United States', 'Russia')
    """
    return f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name
