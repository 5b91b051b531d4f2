"""Query what is contested: the claims about a subject on which claims disagree, with the position of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explain_absence, with_explanation
from fpdata.access.claim_columns import ABOUT, OBJECTS, SUBJECTS, any_equal
from fpdata.access.errors import UnknownIdError
from fpdata.access.load import load
from fpdata.access.lookup_columns import add_addresses, look_up_columns
from fpdata.access.resolver import resolve_name
from fpdata.checks.suggest import suggestions

if TYPE_CHECKING:
    import pyarrow as pa

#: The columns that may hold what a claim is about or names, besides its subject, each with the table, its key and name.
_OBJECTS = (
    *((column, *SUBJECTS[kind]) for column, kind in OBJECTS.items()),
    ("topic_id", "topics", "topic_id", "name"),
)
#: Claims that agree in these columns answer the same question.
QUESTION = ("subject_kind", "subject_id", "predicate", "modality", "target")


def contested(subject: str | None = None, predicate: str | None = None, *, path: Path | str | None = None) -> pa.Table:
    """Return the claims on which claims disagree, each with the position that it takes.

    `subject` is the actor, event, document or office that the claims are about, or a topic, by name or id; `predicate` is
    what is claimed of it, a code of `claims.predicate`. Retired ids resolve to their replacement, with a RedirectWarning.
    `path` is that of `load`.

    Columns: those of the view `contested`; subject_name; position, the object by name, with "not" before it if the claim
    negates it; target_name; chain_names, through whom the claim is known; medium and audience of the statement; coding and
    extent of the claim; url, the address of the document. If there is no row, "explanation" in the metadata of the table's
    schema says why.

    Raises UnknownIdError for an unknown subject or predicate, AmbiguousNameError for a name that may be several;
    DataNotFoundError if the export is missing.

    >>> {"Russia", "not United States"} <= set(contested("plan-28", "authored")["position"].to_pylist())
    True
    """
    import pyarrow as pa  # keeps `import fpdata` fast
    import pyarrow.compute as pc

    found = load("contested", path=path)
    claims = load("claims", path=path)
    if predicate is not None:
        _require_predicate(predicate, claims)
        found = found.filter(pc.equal(found["predicate"].cast("string"), predicate))
    about: list[str] = []
    if subject is not None:
        subject = resolve_name("record", subject, path)
        about = claims["claim_id"].filter(_are_about(claims, subject, path)).to_pylist()
        found = found.filter(pc.is_in(found["claim_id"], pa.array(about, pa.string())))
    found = _add_names(found, path)
    said = {"medium": "medium", "audience": "audience"}
    found = look_up_columns(found, "statement_id", "statements", "statement_id", said, path)
    coded = {"coding": "coding", "extent": "extent"}
    found = look_up_columns(found, "claim_id", "claims", "claim_id", coded, path)
    chains = {"chain_names": "chain_names"}
    found = look_up_columns(found, "statement_id", "statement_chain", "statement_id", chains, path)
    found = add_addresses(found, "document_id", path)
    if about and not found.num_rows:
        which = f"{len(about)} claims" if len(about) > 1 else "one claim"
        of = f" with the predicate {predicate} is contested" if predicate else " contradicts another"
        return with_explanation(found, "agreed", f"Of {which} about {subject} on record, none{of}.")
    asked = {"about": subject, "with the predicate": predicate}
    return explain_absence(found, "contested claim", asked, "claims")


def _require_predicate(predicate: str, claims: pa.Table) -> None:
    codes = sorted(set(claims["predicate"].combine_chunks().dictionary.to_pylist()))
    if predicate not in codes:
        raise UnknownIdError(
            "predicate", predicate, suggestions(predicate, codes), f"the predicates are {', '.join(codes)}"
        )


def _are_about(claims: pa.Table, subject: str, path: Path | str | None) -> pa.ChunkedArray:
    """Return for each claim whether it is about a subject, or, itself or by its statement, on a topic."""
    topics = {"statement_topic": "topic_id"}
    claims = look_up_columns(claims, "statement_id", "statements", "statement_id", topics, path)
    return any_equal(claims, (*ABOUT, "topic_id", "statement_topic"), subject)


def _add_names(rows: pa.Table, path: Path | str | None) -> pa.Table:
    """Return `rows` with the columns subject_name, position and target_name."""
    import pyarrow as pa

    named = look_up_columns(rows, "claim_id", "claims", "claim_id", {name: name for name, *_ in _OBJECTS}, path)
    for column, table, key, name in _OBJECTS:
        named = look_up_columns(named, column, table, key, {f"{column}.name": name}, path)
    for kind, (table, key, name) in SUBJECTS.items():
        named = look_up_columns(named, "subject_id", table, key, {f"{kind}.name": name}, path)
    contents = named.to_pylist()
    names: list[dict[str | None, str]] = [
        {row[column]: row[f"{column}.name"] for column, *_ in _OBJECTS if row[column]} for row in contents
    ]
    columns = {
        "subject_name": [row[f"{row['subject_kind']}.name"] for row in contents],
        "position": [_position(row, of) for row, of in zip(contents, names, strict=True)],
        "target_name": [of.get(row["target"]) for row, of in zip(contents, names, strict=True)],
    }
    for column, values in columns.items():
        rows = rows.append_column(column, pa.array(values, pa.string()))
    return rows


def _position(row: dict[str, Any], names: dict[str | None, str]) -> str:
    """Return what a claim affirms or negates of its subject."""
    if row["object"] is None:
        return "so" if row["polarity"] == "affirmed" else "not so"
    named = names.get(row["object"], row["object"])
    return named if row["polarity"] == "affirmed" else f"not {named}"
