"""Which fields of a claim are asked for: its subject first, then only the predicates, objects and values that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from fpdata.edit.field_prompts import MORE, FieldPrompt
from fpdata.model.claims import Verdict
from fpdata.model.predicates import PREDICATE_USES, Predicate, PredicateUse
from fpdata.package.csv_writer import RowDict

#: Asks a person to choose: the name of the question, what it is about, and the choices with their descriptions.
Choose = Callable[[str, str, Mapping[str, str]], str]

_KINDS = {
    "actor": "A person, an organization, a state or a group.",
    "document": "A document, such as a plan or an article.",
    "event": "An event, such as a meeting or a leak.",
    "office": "An office, whoever holds it.",
    "value": "Anything else, in a few neutral words.",
}
#: Asked for after subject, predicate and object.
_REST = ("polarity", "modality", "coding", "mode", "certainty")
#: What the claims of one statement mostly have in common: those of one are the defaults of the next.
CLAIMS_ALIKE = ("modality", "coding", "mode", "certainty")
_OPTIONAL = ("holder_id", "topic_id", "start", "end", "extent", "alternative_group")


def claim_prompts(row: RowDict, choose: Choose) -> Iterator[FieldPrompt]:
    """Yield the fields of a claim in the order in which they are asked for, each by the answers in `row` so far."""
    yield FieldPrompt("statement_id")
    subject = choose("subject", "What the claim is about.", {kind: _KINDS[kind] for kind in _subject_kinds()})
    yield FieldPrompt(f"about_{subject}_id", required=True)
    fitting = tuple(str(code) for code, use in PREDICATE_USES.items() if subject in use.subjects)
    yield FieldPrompt("predicate", allowed=fitting)
    use = PREDICATE_USES[Predicate(row["predicate"] or "")]
    yield from _object_prompts(use, choose)
    for column in _REST:
        yield FieldPrompt(column)
    yield FieldPrompt("verdict", default=str(Verdict.UNCHECKED))
    if Verdict(row["verdict"] or "").needs_source:
        yield FieldPrompt("verdict_document_id", required=True)
    if row["verdict"] != Verdict.UNCHECKED:
        yield FieldPrompt("verdict_note")
    yield FieldPrompt(MORE, allowed=_OPTIONAL)
    for column in _OPTIONAL:
        yield FieldPrompt(column)


def _object_prompts(use: PredicateUse, choose: Choose) -> Iterator[FieldPrompt]:
    if use.values:
        yield FieldPrompt("value", allowed=tuple(map(str, use.values)), codes=use.values, required=use.needs_object)
    kinds = use.objects
    if not kinds:
        return
    optional = bool(use.values) or not use.needs_object
    choices = {kind: _KINDS[kind] for kind in kinds} | ({"": "No object."} if optional else {})
    kind = choose("object", "What the subject is related to.", choices) if len(choices) > 1 else kinds[0]
    if kind:
        yield FieldPrompt("value" if kind == "value" else f"object_{kind}_id", required=True)


def _subject_kinds() -> list[str]:
    return list(dict.fromkeys(kind for use in PREDICATE_USES.values() for kind in use.subjects))
