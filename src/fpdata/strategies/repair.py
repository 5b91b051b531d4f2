"""Repair drawn rows: change what breaks a rule within a record, or between records.

Drawing freely and repairing afterwards finds more cases than filtering, which hypothesis gives up on.
"""

from __future__ import annotations

from hypothesis import strategies as st

from fpdata.model.actors import RelationshipKind
from fpdata.model.claims import Verdict
from fpdata.model.edtf import bounds
from fpdata.model.fields import FieldReference, RecordReference, RetiredReference
from fpdata.model.predicates import PREDICATE_USES, STANCES, Predicate
from fpdata.model.references import ANNOTATION_TABLES
from fpdata.model.statements import Form
from fpdata.model.table import Table, record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.strategies.values import dates, ids, texts

#: Rows by table name.
PackageDict = dict[str, list[RowDict]]


def repair_row(draw: st.DrawFn, table: Table, row: RowDict) -> None:
    """Change what breaks a constraint within one record."""
    for first, last in (("appointed", "end"), ("arrived", "end"), ("start", "end"), ("from", "to"), ("born", "died")):
        if first in row and _can_follow(row[first], row[last]) is False:
            row[last] = None
    match table.name:
        case "relationships":
            if RelationshipKind(row["kind"] or "").evaluative and row["statement_id"] is None:
                row["kind"] = "member-of"
        case "countries":
            for column, code in (("iso_alpha2", "RU"), ("iso_alpha3", "RUR"), ("wikidata", "Q212")):
                row[column] = row[column] and code
        case "identifiers" if row["scheme"] == "wikidata":
            row["value"] = "Q212"
        case "documents":
            if row["copy_of_id"] is None or row["copy_kind"] is None:
                row["copy_of_id"] = row["copy_kind"] = None
        case "statements":
            if row["form"] == "suggested" and row["within_id"] is None:
                row["form"] = "paraphrase"
            if Form(row["form"] or "").needs_quote and row["quote"] is None:
                row["quote"] = draw(texts())
            if row["original_quote"] is None or row["original_language"] is None:
                row["original_quote"] = row["original_language"] = None
        case "roles":
            if row["end"] in (None, ".."):
                row["end_kind"] = None
            if row["start"] is None:
                row["start_kind"] = None
        case "claims":
            _fit_predicate(draw, row)
            _fit_verdict(row)


def _fit_predicate(draw: st.DrawFn, row: RowDict) -> None:
    """Give a claim a subject, and an object or value, that its predicate takes."""
    use = PREDICATE_USES[Predicate(row["predicate"] or "")]
    subjects = [name for name in row if name.startswith("about_")]
    objects = [name for name in row if name.startswith("object_") or name == "value"]
    subject = draw(st.sampled_from(_filled(row, use.subject_fields)))
    row.update({name: row[name] or draw(ids()) if name == subject else None for name in subjects})
    object = draw(st.sampled_from(_filled(row, use.object_fields))) if use.object_fields else None
    row.update({name: row[name] or draw(ids()) if name == object else None for name in objects})
    if use.values and row["value"] is not None:
        row["value"] = draw(st.sampled_from([str(code) for code in use.values]))
    elif row["predicate"] == "point-count":
        row["value"] = draw(st.sampled_from(["7", "20-28", "26"]))
    elif row["predicate"] in ("dated", "deadline"):
        row["value"] = draw(dates())


def _fit_verdict(row: RowDict) -> None:
    """Leave a claim unchecked whose verdict has no source, or whose source has no verdict."""
    if Verdict(row["verdict"] or "").needs_source is not (row["verdict_document_id"] is not None):
        row["verdict"], row["verdict_document_id"] = Verdict.UNCHECKED, None


def _filled(row: RowDict, names: frozenset[str]) -> list[str]:
    """Return the columns that are filled, whose targets exist; if there is none, all."""
    return sorted(name for name in names if row[name] is not None) or sorted(names)


def fill_annotations(draw: st.DrawFn, package: PackageDict) -> None:
    """Make annotations refer to records of the package; drop claims without a subject, and what relates a record to itself.

    Children and members are later actors than their parents and bodies.
    """
    for name, (one, other) in (("relationships", ("actor_id", "other_id")), ("statement_links", ("from_id", "to_id"))):
        package[name] = [row for row in package[name] if row[one] != row[other]]
    place = {row["actor_id"]: number for number, row in enumerate(package["actors"])}
    for row in package["relationships"]:  # as references within a table lead to earlier rows
        if row["kind"] in ("child-of", "member-of") and place[row["other_id"]] > place[row["actor_id"]]:
            row["actor_id"], row["other_id"] = row["other_id"], row["actor_id"]
    package["claims"] = [row for row in package["claims"] if _has_targets(package, "claims", row)]
    records = [
        (name, record_id(TABLES[name], row))
        for name in TABLES
        for row in package[name]
        if name not in ANNOTATION_TABLES
    ]
    for name in ANNOTATION_TABLES:
        package[name] = package[name] if records else []
        for row in package[name]:
            table, identity = draw(st.sampled_from(records))
            row[TABLES[name].table_column or ""] = table
            others = [other for of, other in records if of == table]
            for column in TABLES[name].columns:
                match column.reference:
                    case RecordReference() if not column.nullable or row[column.name]:
                        row[column.name] = draw(st.sampled_from(others)) if column.name == "right_id" else identity
                    case FieldReference():
                        row[column.name] = draw(st.sampled_from(TABLES[table].names))
                    case RetiredReference():
                        row[column.name] = f"{row[column.name]}-retired"  # no live id ends like that
    for row in package["judgements"]:
        row["left_id"], row["right_id"] = sorted((row["left_id"] or "", row["right_id"] or ""))


def repair_pairs(package: PackageDict) -> None:
    """Drop judgements of one record, empty the roles of others, repair claims, and let corrections say what the records do."""
    package["judgements"] = [row for row in package["judgements"] if row["left_id"] != row["right_id"]]
    roles = {row["role_id"]: row for row in package["roles"]}
    dates_of_events = {row["event_id"]: row["date"] for row in package["events"]}
    for row in (*package["participations"], *package["contributions"]):
        if (role := roles.get(row["role_id"])) is None:
            continue
        held = "event_id" not in row or _can_follow(dates_of_events[row["event_id"]], role["end"]) is not False
        if role["actor_id"] != row["actor_id"] or not held:
            row["role_id"] = None
    _repair_claims(package)
    for row in package["corrections"]:
        table = TABLES[row["table"] or ""]
        for corrected in package[table.name]:
            if record_id(table, corrected) == row["record_id"]:
                row["value"] = corrected[row["field"] or ""]
                if row["upstream_value"] == row["value"]:
                    row["upstream_value"] = "another value"


def _repair_claims(package: PackageDict) -> None:
    """Give stances their holder, and drop verdicts' documents that are the one judged, or of one original with it."""
    statements = {row["statement_id"]: row for row in package["statements"]}
    originals: dict[str | None, str | None] = {}
    for document in package["documents"]:  # an original stands before its copies
        originals[document["document_id"]] = originals.get(document["copy_of_id"], document["document_id"])
    for row in package["claims"]:
        statement = statements[row["statement_id"]]
        if row["predicate"] in STANCES and (row["holder_id"] or statement["speaker_id"]) != row["about_actor_id"]:
            row["holder_id"] = row["about_actor_id"]
        if originals.get(row["verdict_document_id"]) == originals[statement["document_id"]]:
            row["verdict_document_id"] = None
        _fit_verdict(row)


def _has_targets(package: PackageDict, table: str, row: RowDict) -> bool:
    """Whether every record to which a row refers exists."""
    return all(
        row[column.name] is None
        or any(row[column.name] == other[TABLES[column.target_table].key[0]] for other in package[column.target_table])
        for column in TABLES[table].references
    )


def repair_dates(package: PackageDict) -> None:
    """Empty the dates that break a rule between records."""
    by_id: dict[str, dict[str | None, RowDict]] = {
        name: {row[TABLES[name].key[0]]: row for row in package[name]}
        for name in ("actors", "events", "statements", "documents")
    }
    for row in package["documents"]:  # in an order in which no date is emptied that another is compared with
        for column in ("copy_of_id", "revises_id"):
            other = by_id["documents"].get(row[column])
            if other is not None and _can_follow(other["date"], row["date"]) is False:
                row["date"] = None
        if _can_follow(row["date"], row["accessed"]) is False:
            row["accessed"] = None
    for row in package["events"]:
        whole = by_id["events"].get(row["part_of_id"])
        dates = row["date"], whole["date"] if whole else None
        if _can_follow(*dates) is False or _can_follow(*reversed(dates)) is False:
            row["part_of_id"] = None
        if _can_follow(row["date"], by_id["documents"][row["source_id"]]["date"]) is False:
            row["status"] = "planned"
    for row in package["statements"]:
        if _can_follow(row["date"], by_id["documents"][row["document_id"]]["date"]) is False:
            row["date"] = None
        outer = by_id["statements"].get(row["within_id"])
        while outer is not None:  # its date may have been emptied, so compare with the statements around it, too
            if _can_follow(row["date"], outer["date"]) is False:
                row["date"] = None
            outer = by_id["statements"].get(outer["within_id"])
    for row in (*package["roles"], *package["relationships"]):
        source = by_id["documents"][row["source_id"]]
        if row["end"] == ".." and not any(_is_later(source[when], row["start"]) for when in ("date", "accessed")):
            row["end"] = None
    acts: list[tuple[str | None, str | None]] = [(row["actor_id"], row["start"]) for row in package["roles"]]
    acts += [(row["speaker_id"], row["date"]) for row in package["statements"]]
    acts += [(row["actor_id"], by_id["events"][row["event_id"]]["date"]) for row in package["participations"]]
    acts += [(row["actor_id"], by_id["documents"][row["document_id"]]["date"]) for row in package["contributions"]]
    for actor_id, when in acts:
        actor = by_id["actors"][actor_id]
        if _can_follow(actor["born"], when) is False:
            actor["born"] = None
    for row in package["roles"]:
        actor = by_id["actors"][row["actor_id"]]
        if row["end"] == ".." or any(_can_follow(row[when], actor["died"]) is False for when in ("start", "end")):
            actor["died"] = None
    for row in package["participations"]:
        actor = by_id["actors"][row["actor_id"]]
        if _can_follow(by_id["events"][row["event_id"]]["date"], actor["died"]) is False:
            actor["died"] = None
    for row in package["contributions"]:
        actor = by_id["actors"][row["actor_id"]]
        if _can_follow(by_id["documents"][row["document_id"]]["date"], actor["died"]) is False:
            actor["died"] = None


def _can_follow(first: str | None, last: str | None) -> bool | None:
    """Whether `last` can be on or after `first`; None if either is open or not recorded."""
    begin = bounds(first).earliest if first and first != ".." else None
    end = bounds(last).latest if last and last != ".." else None
    return None if begin is None or end is None else begin <= end


def _is_later(when: str | None, start: str | None) -> bool:
    """Whether `when` can be after every day that `start` can mean."""
    day = bounds(when).latest if when else None
    begin = bounds(start).latest if start else None
    return day is not None and (begin is None or day > begin)
