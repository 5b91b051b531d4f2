"""Rename, merge and withdraw records: references follow, and a redirect keeps the old id resolvable.

These functions alter tables in memory; `fpdata.edit.change.change` checks and writes them, and so does an
import for the actors that people have judged the same (`fpdata.importers.core.apply_judgements`).
"""

from __future__ import annotations

import re
from collections import defaultdict

from fpdata.edit.tables import EditError, Tables, find_record
from fpdata.model.characters import quote
from fpdata.model.fields import ID_PATTERN
from fpdata.model.references import ANNOTATION_TABLES
from fpdata.model.slugs import ID_LENGTH
from fpdata.model.table import record_id
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict


def rename(tables: Tables, old: str, new: str, reason: str, date: str, table: str | None = None) -> None:
    """Give a record a new id; `reason` and `date` (EDTF) go into the redirect.

    Raises EditError if there is no record `old`, if `new` is not a valid id or is in use, or if the table's
    records have no id of their own.
    """
    name, row = find_record(tables, old, table)
    key = _id_column(name)
    if not re.fullmatch(ID_PATTERN, new) or len(new) > ID_LENGTH:
        raise EditError(
            f"{quote(new)} is not a valid id; use at most {ID_LENGTH} lower-case letters and digits, "
            "with single hyphens between words"
        )
    if new == old:
        raise EditError(f"{quote(old)} is the id of the record already; give another one")
    if any(other[key] == new for other in tables[name]):
        raise EditError(f"{name} already has a record {quote(new)}; to merge the two, run 'fpdata merge {old} {new}'")
    row[key] = new
    _repoint(tables, name, old, new)
    _add_redirect(tables, name, old, new, reason, date)


def merge(
    tables: Tables, loser: str, winner: str, reason: str, date: str, table: str | None = None, *, overrule: bool = False
) -> list[str]:
    """Merge two records into one: `winner` keeps its values, and every reference to `loser` leads to it.

    Citations, corrections and judgements of the loser become the winner's; a judgement on the two is
    dropped, as the redirect says the same. Of rows that come to share a key, one is kept. An actor's name
    becomes a name of the winner. Returns the values that are lost, one line each. Raises EditError
    if either record does not exist or has no id of its own, if a judgement says that the two are different (unless
    told to `overrule` it) or judgements on a third record contradict each other, or if a record refers to both and
    would then refer to one of them twice. Nothing is altered then.
    """
    name, lost = find_record(tables, loser, table)
    _, kept = find_record(tables, winner, name)
    key = _id_column(name)
    if lost is kept:
        raise EditError(f"{quote(loser)} was named twice; name two records")
    _require_mergeable(tables, name, loser, winner, overrule)
    lost_values = [
        f"{name}.{column}: {value} ({winner} has {kept[column] or 'nothing'})"
        for column, value in lost.items()
        if value and value != kept[column] and column != key
    ]
    tables[name].remove(lost)
    if name == "actors":
        _keep_name(tables, lost, kept)
    for row in judgements_on(tables, loser, winner, name):
        if is_on_both(row, loser, winner):
            lost_values.append(f"judgements of {loser} and {winner}: {row['same']}: {row['reason']}")
    lost_values += _drop_duplicate_keys(tables, _repoint(tables, name, loser, winner))
    tables["judgements"][:] = [row for row in tables["judgements"] if row["left_id"] != row["right_id"]]
    _add_redirect(tables, name, loser, winner, reason, date)
    return lost_values


def judgements_on(tables: Tables, loser: str, winner: str, table: str | None = None) -> list[RowDict]:
    """Return the judgements that a merge of two records would drop or hand on; not one that says they are the same."""
    return [
        row
        for row in tables["judgements"]
        if table in (None, row["table"])
        and {row["left_id"], row["right_id"]} & {loser, winner}
        and not (is_on_both(row, loser, winner) and row["same"] == "yes")
    ]


def is_on_both(judgement: RowDict, loser: str, winner: str) -> bool:
    """Whether a judgement is on these two records."""
    return {judgement["left_id"], judgement["right_id"]} == {loser, winner}


def withdraw(tables: Tables, id: str, reason: str, date: str, table: str | None = None) -> list[str]:
    """Remove a record and record why; return what went with it, one line each. Raises EditError as `find_record` does.

    Its citations, corrections and judgements say nothing without it, and go with it; the ids of the citations are
    retired for the same reason. Other references to it are not changed; if there are any, the check refuses the change.
    """
    name, row = find_record(tables, id, table)
    tables[name].remove(row)
    _add_redirect(tables, name, id, None, reason, date)
    gone = []
    for about, annotation in _annotations_on(tables, name, id):
        key = record_id(TABLES[about], annotation)
        gone.append(f"{about} {key}")
        if len(TABLES[about].key) == 1:
            gone += withdraw(tables, key, reason, date, about)
        else:
            tables[about].remove(annotation)
    return gone


def _annotations_on(tables: Tables, table: str, id: str) -> list[tuple[str, RowDict]]:
    """Return the citations, corrections and judgements of a record, each with its table."""
    return [
        (name, row)
        for name in ANNOTATION_TABLES
        if name != "redirects"
        for row in tables[name]
        if row["table"] == table and id in [row[column.name] for column in TABLES[name].record_references]
    ]


def _id_column(table: str) -> str:
    key = TABLES[table].key
    if len(key) != 1:
        raise EditError(
            f"rows of {table} have no id of their own (their key is {', '.join(key)}); edit the row instead"
        )
    return key[0]


def _add_redirect(tables: Tables, table: str, old: str, new: str | None, reason: str, date: str) -> None:
    tables["redirects"].append({"table": table, "old_id": old, "new_id": new, "date": date, "reason": reason})


def _keep_name(tables: Tables, lost: RowDict, kept: RowDict) -> None:
    """Make the name of the lost actor an alias of the kept one, unless it has that name already."""
    alias = {"actor_id": kept["actor_id"], "name": lost["name"], "kind": "alias", "language": None}
    known = {kept["name"], *(row["name"] for row in tables["names"] if row["actor_id"] == kept["actor_id"])}
    if lost["name"] not in known:
        tables["names"].append(alias | {"source_id": lost["source_id"]})


def _repoint(tables: Tables, table: str, old: str, new: str) -> set[int]:
    """Point every reference to the record `old` to `new`; return the `id()` of each altered row.

    If a reference is part of a key, the key of its row changes, and references to that row follow.
    """
    moved, altered = {(table, old): new}, set[int]()
    for name, described in TABLES.items():
        columns = [column.name for column in described.references if column.target_table == table]
        for row in tables[name] if columns else ():
            if referring := [column for column in columns if row[column] == old]:
                id_before = record_id(described, row)
                row.update(dict.fromkeys(referring, new))
                altered.add(id(row))
                if (id_after := record_id(described, row)) != id_before:
                    moved[name, id_before] = id_after
    for name in ANNOTATION_TABLES:
        columns = [column.name for column in TABLES[name].record_references]
        for row in tables[name]:
            now = {column: moved.get((row["table"] or "", row[column] or ""), row[column]) for column in columns}
            if any(row[column] != value for column, value in now.items()):
                row.update(now)
                altered.add(id(row))
    for row in tables["judgements"]:
        row["left_id"], row["right_id"] = sorted((row["left_id"] or "", row["right_id"] or ""))
    return altered


def _require_mergeable(tables: Tables, table: str, loser: str, winner: str, overrule: bool) -> None:
    verdicts: defaultdict[str | None, set[str | None]] = defaultdict(set)  # on each third record, of the two
    for row in tables["judgements"]:
        pair = {row["left_id"], row["right_id"]}
        if row["table"] == table and pair == {loser, winner} and row["same"] == "no" and not overrule:
            raise EditError(f"{loser} and {winner} are judged different ({row['reason']}); change the judgement first")
        if row["table"] == table and pair & {loser, winner}:
            for other in pair - {loser, winner}:
                verdicts[other].add(row["same"])
    for other, found in verdicts.items():
        if found >= {"yes", "no"}:
            raise EditError(
                f"of {loser} and {winner}, one is judged the same as {other} and one different from it; "
                "change one of these judgements first"
            )
    for name, described in TABLES.items():
        columns = [column.name for column in described.references if column.target_table == table]
        for row in tables[name] if len(columns) > 1 else ():
            if {loser, winner} <= {row[column] for column in columns}:
                raise EditError(
                    f"{record_id(described, row)} of {name} refers to both {loser} and {winner}, "
                    "and would refer to one of them twice; change or withdraw it first"
                )


def _drop_duplicate_keys(tables: Tables, altered: set[int]) -> list[str]:
    """Keep one of the rows that now share a key; return the values that are lost.

    A judgement that decides is kept rather than one that is unsure; otherwise, a row that was not altered.
    """
    lost_values = []
    for name, described in TABLES.items():
        if len(described.key) == 1 or not any(id(row) in altered for row in tables[name]):
            continue
        kept: dict[str, RowDict] = {}
        for row in sorted(tables[name], key=lambda row: (row.get("same") == "unsure", id(row) in altered)):
            key = record_id(described, row)
            first = kept.setdefault(key, row)
            lost_values += [
                f"{name}.{column} of {key}: {value}"
                for column, value in row.items()
                if first is not row and value and value != first[column]
            ]
        tables[name][:] = kept.values()
    return lost_values
