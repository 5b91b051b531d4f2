"""Query denials: who denied what, about a subject or by an actor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explain_absence
from fpdata.access.claim_columns import ABOUT, OBJECTS, SUBJECTS, any_equal
from fpdata.access.load import load
from fpdata.access.lookup_columns import add_addresses, look_up_columns
from fpdata.access.resolver import resolve_name
from fpdata.model.phrases import Named, claim_sentence

if TYPE_CHECKING:
    import pyarrow as pa


def denials(subject: str | None = None, *, by: str | None = None, path: Path | str | None = None) -> pa.Table:
    """Return who denied what, by date.

    Three things deny: a claim that negates, a statement that denies or contradicts another, and a statement whose act is a
    denial. `subject` is an actor, event, document, office, topic or statement, by name or id: what is denied is a claim about
    it or with it as its object, or a statement that makes such a claim, or the statement that denies is on that topic. `by` is
    the actor who denied, or whose denial is reported. Retired ids resolve to their replacement, with a RedirectWarning. `path`
    is that of `load`.

    Columns: those of the view `denials`; denied, what is denied: the claim that is negated, as a sentence, or what the other
    statement says, null if neither is recorded; chain_names, through whom the denial is known; url, the address of the document. If there is no row, "explanation" in the
    metadata of the table's schema says why.

    Raises UnknownIdError for an unknown subject or actor, AmbiguousNameError for a name that may be several;
    DataNotFoundError if the export is missing.

    >>> "Angus King" in denials("plan-28", by="tommy-pigott")["denied_speaker_name"].to_pylist()
    True
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    found = load("denials", path=path)
    if by is not None:
        by = resolve_name("person", by, path)
        found = found.filter(pc.or_(pc.equal(found["speaker_id"], by), pc.equal(found["holder_id"], by)))
    if subject is not None:
        subject = resolve_name("record", subject, path)
        found = found.filter(_are_about(found, subject, path))
    rows = found.select(["date_min", "date_max", "statement_id", "sequence"]).to_pylist()
    order = sorted(range(len(rows)), key=lambda number: _by_date(rows[number]))
    found = found.take(pa.array(order, pa.int64()))
    found = found.append_column("denied", pa.array(_denied(found, path), pa.string()))
    found = look_up_columns(
        found, "statement_id", "statement_chain", "statement_id", {"chain_names": "chain_names"}, path
    )
    return explain_absence(add_addresses(found, "document_id", path), "denial", {"about": subject, "by": by}, "claims")


def _by_date(row: dict[str, Any]) -> tuple[Any, ...]:
    day = row["date_min"] or row["date_max"]
    return day is None, day, row["date_max"] or day, row["statement_id"], row["sequence"]


def _denied(found: pa.Table, path: Path | str | None) -> list[str | None]:
    """Return what each row denies, in words."""
    columns = ("predicate", "value", "modality", "mode", "topic_id", *ABOUT, *OBJECTS)
    claims = look_up_columns(
        found.select(["claim_id", "denied_summary"]),
        "claim_id",
        "claims",
        "claim_id",
        {name: name for name in columns},
        path,
    )
    for column, kind in (ABOUT | OBJECTS).items():
        table, key, name = SUBJECTS[kind]
        wanted = {f"{column}.name": name} | ({f"{column}.kind": "kind"} if kind == "actor" else {})
        claims = look_up_columns(claims, column, table, key, wanted, path)
    claims = look_up_columns(claims, "topic_id", "topics", "topic_id", {"topic": "name"}, path)
    return [_sentence(claim) if claim["claim_id"] else claim["denied_summary"] for claim in claims.to_pylist()]


def _sentence(claim: dict[str, Any]) -> str:
    """Return what a claim that negates something denies."""
    subject, object = (
        next(
            (
                Named(kind, claim[f"{column}.name"], claim.get(f"{column}.kind") or "")
                for column, kind in of.items()
                if claim[column]
            ),
            None,
        )
        for of in (ABOUT, OBJECTS)
    )
    topic = None if object or claim["value"] else claim["topic"]  # else it says only where the matter belongs
    return claim_sentence(claim | {"polarity": "affirmed"}, subject, object, topic)


def _are_about(rows: pa.Table, subject: str, path: Path | str | None) -> pa.ChunkedArray:
    """Return for each denial whether it is about a subject, or denies or is that statement."""
    import pyarrow as pa
    import pyarrow.compute as pc

    statements, claims = load("statements", path=path), load("claims", path=path)
    claiming = claims["statement_id"].filter(any_equal(claims, (*ABOUT, *OBJECTS, "topic_id"), subject))
    on_topic = statements["statement_id"].filter(any_equal(statements, ("topic_id",), subject))
    making = pa.array([*claiming.to_pylist(), *on_topic.to_pylist()], pa.string())
    whole = pc.and_(pc.equal(rows["kind"].cast("string"), "denial"), pc.is_in(rows["statement_id"], making))
    direct = any_equal(rows, ("subject_id", "object_id", "topic_id", "statement_id", "denied_statement_id"), subject)
    return pc.or_(direct, pc.or_(whole, pc.is_in(rows["denied_statement_id"], making)))
