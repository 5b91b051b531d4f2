"""Rules about claims: whose they are, and on what their verdicts rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from fpdata.checks.conditions import Among, Condition, Differ, Empty, Equal, Filled, Matched, Where, all_of, any_of
from fpdata.checks.issue import Issue
from fpdata.checks.records import PackageRecords
from fpdata.checks.rows.days import days_between
from fpdata.checks.rule import Rule, rule
from fpdata.model.claims import OBJECTS, SUBJECTS, Claim, Polarity, Verdict
from fpdata.model.documents import DocumentKind
from fpdata.model.predicates import CLOSED_PREDICATES, STANCES, Predicate

_JUDGED, _JUDGING = "statement_id.document_id", "verdict_document_id"


@rule(
    Where(
        "claims",
        any_of(
            Equal(_JUDGING, _JUDGED),
            Equal(_JUDGING, f"{_JUDGED}.copy_of_id"),
            Equal(f"{_JUDGING}.copy_of_id", _JUDGED),
            Equal(f"{_JUDGING}.copy_of_id", f"{_JUDGED}.copy_of_id"),
            all_of(  # a copy of a copy: the rule follows it to the original
                Filled(_JUDGING),
                any_of(Filled(f"{_JUDGING}.copy_of_id.copy_of_id"), Filled(f"{_JUDGED}.copy_of_id.copy_of_id")),
            ),
        ),
    )
)
def verdicts_rest_on_others(records: PackageRecords) -> Iterator[Issue]:
    """What a document says is not confirmed or disputed by that document, nor by a copy of it."""
    documents, statements = records.by_id("documents"), records.by_id("statements")
    for row in records.rows("claims"):
        source, statement = row.record.verdict_document_id, statements.get(row.record.statement_id)
        if source is None or statement is None:
            continue
        judged = statement.document_id
        if source == judged:
            message = f"{source} is where the claim is made"
        elif (original := _original(documents, source)) == _original(documents, judged):
            message = f"{source} and {judged}, where the claim is made, are {original} or copies of it"
        else:
            continue
        yield records["claims"].issue("rule-verdict-source", row, "verdict_document_id", message)


def _original(documents: Mapping[str, Any], id: str) -> str:
    """Return the document of which another is a copy, in any number of steps."""
    seen: set[str] = set()
    while id not in seen and id in documents and documents[id].copy_of_id:
        seen.add(id)
        id = documents[id].copy_of_id
    return id


@rule(
    Where(
        "claims",
        all_of(
            Among("predicate", STANCES),
            any_of(
                Differ("holder_id", "about_actor_id"),
                all_of(Empty("holder_id"), Differ("statement_id.speaker_id", "about_actor_id")),
            ),
        ),
    )
)
def stances_have_holders(records: PackageRecords) -> Iterator[Issue]:
    """Whoever takes a stance is its holder: the speaker, or the actor in holder_id."""
    statements = records.by_id("statements")
    for row in records.rows("claims"):
        claim, statement = row.record, statements.get(row.record.statement_id)
        if claim.predicate not in STANCES or statement is None:
            continue
        subject, holder = claim.about_actor_id, _holder(claim, statement)
        if holder != subject:
            whose = f"that of {holder}" if claim.holder_id else f"that of the speaker, {holder}, without a holder_id"
            message = f"{claim.predicate} is the stance of {subject}, but counts as {whose}"
            yield records["claims"].issue("rule-claim-holder", row, "holder_id", message)


def _holder(claim: Claim, statement: Any) -> str:
    holder: str = claim.holder_id or statement.speaker_id
    return holder


#: Records of what somebody said or did, made at the time; other documents report it.
_RECORDS = frozenset(
    {
        DocumentKind.LETTER,
        DocumentKind.TELEGRAM,
        DocumentKind.DESPATCH,
        DocumentKind.MEMORANDUM,
        DocumentKind.CONVERSATION,
        DocumentKind.MINUTES,
        DocumentKind.TRANSCRIPT,
        DocumentKind.RECORDING,
    }
)


@rule(
    Where(
        "claims",
        all_of(
            Among("verdict", frozenset({Verdict.DISPUTED})),
            Equal("about_actor_id", "statement_id.speaker_id"),
            Empty("holder_id"),
        ),
    ),
    ("claims", "verdict_document_id"),
)
def self_description_stands(records: PackageRecords) -> Iterator[Issue]:
    """What speakers say of themselves is disputed by records, not by reports of what others say."""
    documents, statements = records.by_id("documents"), records.by_id("statements")
    for row in records.rows("claims"):
        claim, statement = row.record, statements.get(row.record.statement_id)
        source = documents.get(claim.verdict_document_id)
        is_own = statement is not None and claim.about_actor_id == statement.speaker_id and claim.holder_id is None
        if claim.verdict is Verdict.DISPUTED and is_own and source is not None and source.kind not in _RECORDS:
            message = f"{claim.about_actor_id} is both speaker and subject, and {source.document_id} ({source.kind}) is no record"
            yield records["claims"].issue("rule-verdict-self", row, "verdict", message)


#: Verdicts that a claim cannot have if one that disagrees with it is disputed.
_UNDISPUTED = frozenset({Verdict.CONFIRMED, Verdict.PARTLY_CONFIRMED, Verdict.UNCHECKED})
#: Verdicts with which those of other claims are compared.
_COMPARED = frozenset({Verdict.DISPUTED, Verdict.CONTRADICTED, Verdict.CONFIRMED})
_SINGLE = frozenset(predicate for predicate in Predicate if predicate.single)


def _claims_with(verdicts: frozenset[Verdict], polarity: Polarity) -> Condition:
    return all_of(Among("verdict", verdicts), Among("polarity", frozenset({polarity})))


def _matched() -> Iterator[Matched]:
    """Yield which claims may be found, and those with which they are compared."""
    disputed, confirmed, contradicted = (
        frozenset({each}) for each in (Verdict.DISPUTED, Verdict.CONFIRMED, Verdict.CONTRADICTED)
    )
    yes, no = Polarity.AFFIRMED, Polarity.NEGATED
    for one, other in ((yes, no), (no, yes)):
        yield Matched("claims", "same_assertion", _claims_with(_UNDISPUTED, one), _claims_with(disputed, other))
        yield Matched("claims", "same_assertion", _claims_with(confirmed, one), _claims_with(contradicted, one))
    for settled in (confirmed, contradicted):
        yield Matched("claims", "same_assertion", _claims_with(settled, yes), _claims_with(settled, no))
    single = Among("predicate", _SINGLE)
    compared = (all_of(single, _claims_with(verdicts, yes)) for verdicts in (_UNDISPUTED, disputed))
    yield Matched("claims", "same_matter", *compared)


@rule(*_matched(), ("claims", "statement_id"))
def verdicts_agree(records: PackageRecords) -> Iterator[Issue]:
    """If a claim is disputed, so is one that disagrees; of two opposites, one is right; two that say the same are both so or not."""
    statements = records.by_id("statements")
    others: dict[tuple[Any, ...], list[Claim]] = defaultdict(list)
    for row in records.rows("claims"):
        if row.record.verdict in _COMPARED:
            others[_matter(row.record)].append(row.record)
    for row in records.rows("claims"):
        problems = (_conflict(row.record, other, statements) for other in others.get(_matter(row.record), ()))
        if message := next(filter(None, problems), ""):
            yield records["claims"].issue("rule-verdict-conflict", row, "verdict", message)


def _conflict(claim: Claim, other: Claim, statements: Mapping[str, Any]) -> str:
    """Return what is wrong with the verdict of `claim`, given that of `other`; nothing if they agree."""
    verdicts = claim.verdict, other.verdict
    if other.verdict is Verdict.DISPUTED:
        differ = claim.verdict in _UNDISPUTED and disagree(claim, other) and _is_comparable(claim, other, statements)
        return f"{claim.verdict}, but {other.claim_id}, which disagrees, is disputed" if differ else ""
    if verdicts == (Verdict.CONFIRMED, Verdict.CONTRADICTED) and _say_the_same(claim, other):
        return f"confirmed, but {other.claim_id}, which says the same, is contradicted"
    # Of opposites, one is enough to be told of.
    if (
        claim.verdict is other.verdict
        and claim.polarity is Polarity.NEGATED
        and _are_opposites(claim, other, statements)
    ):
        return f"{claim.verdict}, but {other.claim_id}, which says the opposite, is {other.verdict}, too"
    return ""


def disagree(one: Claim, other: Claim) -> bool:
    """Whether two claims contradict each other, as ``export/disagreements.sql`` defines it."""
    if _matter(one) != _matter(other) or not _can_overlap(one, other):
        return False
    if _object(one) == _object(other):
        return one.polarity is not other.polarity
    return one.predicate.single and one.polarity is other.polarity is Polarity.AFFIRMED


def _are_opposites(one: Claim, other: Claim, statements: Mapping[str, Any]) -> bool:
    return (
        one.polarity is not other.polarity
        and _object(one) == _object(other)
        and disagree(one, other)
        and _is_comparable(one, other, statements)
    )


def _say_the_same(one: Claim, other: Claim) -> bool:
    return (
        (_matter(one), _object(one), one.polarity) == (_matter(other), _object(other), other.polarity)
        and _can_overlap(one, other)
    )  # fmt: skip


def _is_comparable(one: Claim, other: Claim, statements: Mapping[str, Any]) -> bool:
    """Whether a disagreement is about what is so: how far a document has come is each holder's own treatment of it."""
    if one.predicate is not Predicate.STATUS:
        return True
    said = [statements.get(each.statement_id) for each in (one, other)]
    return None not in said and _holder(one, said[0]) == _holder(other, said[1])


def _matter(claim: Claim) -> tuple[Any, ...]:
    """Return what a claim is about: its subject, predicate and modality, and toward what the value of a closed one holds."""
    subject = next((name, id) for name in SUBJECTS if (id := getattr(claim, name)) is not None)
    target = (_record(claim) or claim.topic_id) if claim.predicate in CLOSED_PREDICATES else None
    return (*subject, claim.predicate, claim.modality, target)


def _object(claim: Claim) -> str | None:
    return claim.value if claim.predicate in CLOSED_PREDICATES else _record(claim) or claim.value or claim.topic_id


def _record(claim: Claim) -> str | None:
    """Return the object that is a record."""
    return next((id for name in OBJECTS if (id := getattr(claim, name)) is not None), None)


def _can_overlap(one: Claim, other: Claim) -> bool:
    """Whether the times at which two claims held can have a day in common."""
    return not days_between(one.end, other.start) and not days_between(other.end, one.start)


#: The rules about claims, in the order in which they run.
CLAIM_RULES: tuple[Rule, ...] = (
    verdicts_rest_on_others,
    stances_have_holders,
    self_description_stands,
    verdicts_agree,
)
