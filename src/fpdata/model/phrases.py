"""Claims as sentences: what each predicate says, affirmed and negated, and what it answers.

The predicates are those of `model/predicates.py`, here as text, so that a look-up need not import the models.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

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
    "point-count": ("has this number of points:", "does not have this number of points:"),
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
    "competence": ("is rated thus:", "is not rated thus:"),
    "chosen-by": ("was chosen by", "was not chosen by"),
    "holds-office": ("holds this office:", "does not hold this office:"),
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
    "disposition": ("is", "is not"),
    "position": ("takes this position:", "does not take this position:"),
    "activity": ("did this:", "did not do this:"),
    "located-in": ("was here:", "was not here:"),
    "happened": ("happened", "did not happen"),
    "dated": ("is dated", "is not dated"),
    "led-to": ("led to", "did not lead to"),
    "purpose": ("had this purpose:", "did not have this purpose:"),
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
#: The predicates whose codes read on after the phrase, as "is genuine"; other values stand behind a colon.
_READ_ON = frozenset({"authenticity", "disposition", "status", "truthfulness"})
#: The codes of positions that are verbs with an object.
_VERBS = frozenset({"accepts", "rejects", "softens", "upholds", "withdraws"})
#: The predicates of stances, whose holder is their subject.
STANCES = frozenset({"accepts-conditionally", "disposition", "opposes", "position", "seeks", "supports"})
#: What is not so, but should, would or will be; a prediction is expected, not planned.
_MODALITIES = {"normative": "it should be that", "conditional": "it would be that", "intended": "it is planned that"}
_PREDICTED = "it is expected that"
#: The first word of a phrase as it stands where something is not so yet.
_PRESENT = {"was": "is", "did": "does", "had": "has", "happened": "happens", "knew": "knows", "led": "leads", "advised": "advises", "studied": "studies"}  # fmt: skip
_WITH_ARTICLE = re.compile(
    r"(?:United|White House|U\.S\. (?:Congress|Senate|House|Army|Navy|Embassy|Mission)|Joint Chiefs|Holy See|U\.S\. Department|Department|Government of|Soviet Union|European Union|Taliban|Pentagon)(?: .*)?"
    r"|(?!The ).* (?:administration|Agency|Council|Committee|Commission|Organization)"
)
#: Where the name of several actors goes on after its noun, as in "U.S. senators at the Halifax forum of 2025".
_NOUN_ENDS = re.compile(r",| (?:of|at|in|on|for|to|by|who|cited|quoted|spoken|supporting|surprised) ")
_PLURALS = {"is": "are", "was": "were", "has": "have", "does": "do"}


class Named(NamedTuple):
    """What a claim is about or names: an actor, event, document or office, with its name."""

    kind: str
    name: str
    actor_kind: str = ""

    @property
    def words(self) -> str:
        """The name as it stands in a sentence: that of a document or event in quotation marks, if it is not our own."""
        if self.kind == "actor":
            return in_sentence(self.name)
        if self.kind == "office":
            return f"the {self.name}"
        return self.name if self.name.startswith("[") else f"“{self.name}”"

    @property
    def is_plural(self) -> bool:
        """Whether it is several actors, as far as the name tells.

        >>> [Named("actor", name, "collective").is_plural for name in ("European officials at Geneva", "Europe")]
        [True, False]
        """
        if self.actor_kind not in ("collective", "faction", "unnamed"):
            return False
        noun = _NOUN_ENDS.split(self.name, maxsplit=1)[0]
        return noun.endswith("s") or (self.actor_kind == "collective" and " and " in self.name)


def claim_sentence(
    claim: Mapping[str, str | None], subject: Named | None, object: Named | None, topic: str | None = None
) -> str:
    """Return what a claim asserts, affirmed or negated, as a sentence without a full stop; without `subject`, its end.

    `claim` has predicate, polarity, modality, mode and value. `topic` is the name of the claim's own topic.

    >>> claim = {"predicate": "authored", "polarity": "negated", "modality": "actual", "value": None}
    >>> claim_sentence(claim, Named("document", "[28-point plan]"), Named("actor", "United States"))
    '[28-point plan] was not written by the United States'
    """
    predicate, value = str(claim["predicate"]), claim["value"]
    words = phrase(predicate, str(claim["polarity"]))
    prefix = _MODALITIES.get(str(claim["modality"]))
    if prefix:
        verb, _, rest = words.partition(" ")
        words = f"{_PRESENT.get(verb, verb)} {rest}".rstrip()
        prefix = _PREDICTED if claim["modality"] == "intended" and claim.get("mode") == "prediction" else prefix
    if predicate == "position" and object and value in _VERBS:
        words = f"does not {value[:-1]}" if claim["polarity"] == "negated" else str(value)
        value = None
    if subject and subject.is_plural:
        words = _plural(words)
    if value and predicate not in _READ_ON and not words.endswith(":"):
        words += ":"
    named = [value] if value else []
    if object:
        named += [TOWARD, object.words] if value else [object.words]
    if not named and topic and predicate == "lacks-experience":
        named, topic = [topic], None
    parts = [prefix, subject.words if subject else None, words, *named]
    return " ".join(filter(None, [*parts, f"({topic})" if topic else None]))


def _plural(words: str) -> str:
    """Return a phrase of the third person in the plural; "had" and "knew" stay."""
    verb, _, rest = words.partition(" ")
    verb = _PLURALS.get(verb) or (verb[:-1] if verb.endswith("s") else verb)
    return f"{verb} {rest}".rstrip()


def is_own_stance(predicate: str, holder: str | None, subject: str | None) -> bool:
    """Return whether the holder of a claim is its subject because it is a stance, which need not be said again.

    >>> is_own_stance("supports", "ada-lake", "ada-lake"), is_own_stance("knew-of", "ada-lake", "ada-lake")
    (True, False)
    """
    return predicate in STANCES and holder == subject


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
