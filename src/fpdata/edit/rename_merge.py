"""Move, merge and withdraw records: every reference follows, and a redirect is left.

Each function alters rows in memory; `fpdata.edit.edit.change` checks and writes them.
"""

from __future__ import annotations

from fpdata.checks.rows.validate import record_id
from fpdata.edit.edit import EditError, Row, Tables, find_record
from fpdata.model.tables import TABLES

#: The columns that name a record of the table in the row's column ``table``.
NAMING = {
    "citations": ("record_id",),
    "corrections": ("record_id",),
    "judgements": ("left_id", "right_id"),
    "redirects": ("new_id",),
}


def rename(tables: Tables, old: str, new: str, reason: str, date: str, table: str | None = None) -> None:
    """Give a record another id. Raises EditError where there is no such record, or `new` is another's."""
    name, row = find_record(tables, old, table)
    (key,) = _single_key(name)
    if any(other[key] == new for other in tables[name]):
        raise EditError(
            f"{new!r} is a record of {name} already; to make one of the two, run 'fpdata merge {old} {new}'"
        )
    row[key] = new
    _repoint(tables, name, old, new)
    _leave_redirect(tables, name, old, new, reason, date)


def merge(tables: Tables, loser: str, winner: str, reason: str, date: str, table: str | None = None) -> list[str]:
    """Make one record of two: references to `loser` lead to `winner`, whose values stay.

    An actor's name stays as a name of the winner. Returns, one line each, the values that are given
    up because the winner has others or none: whoever merges may want to keep some of them. Raises
    EditError where the two are judged not to be the same, or a record relates them to each other.
    """
    name, lost = find_record(tables, loser, table)
    _, kept = find_record(tables, winner, name)
    (key,) = _single_key(name)
    if lost is kept:
        raise EditError(f"{loser!r} cannot be merged with itself")
    _require_mergeable(tables, name, loser, winner)
    given_up = [
        f"{name}.{column}: {value} ({winner} has {kept[column] or 'nothing'})"
        for column, value in lost.items()
        if value and value != kept[column] and column != key
    ]
    tables[name].remove(lost)
    if name == "actors":
        _keep_name(tables, lost, kept)
    given_up += _drop_doubles(tables, _repoint(tables, name, loser, winner))
    tables["judgements"] = [row for row in tables["judgements"] if row["left_id"] != row["right_id"]]
    _leave_redirect(tables, name, loser, winner, reason, date)
    return given_up


def _keep_name(tables: Tables, lost: Row, kept: Row) -> None:
    """Let the name of the actor that is given up be a name of the one that stays."""
    name = {"actor_id": kept["actor_id"], "name": lost["name"], "kind": "alias", "language": None}
    known = {kept["name"], *(row["name"] for row in tables["names"] if row["actor_id"] == kept["actor_id"])}
    if lost["name"] not in known:
        tables["names"].append(name | {"source_id": lost["source_id"]})


def withdraw(tables: Tables, id: str, reason: str, date: str, table: str | None = None) -> None:
    """Take a record out; what still refers to it makes the check refuse. Raises EditError as `find_record`."""
    name, row = find_record(tables, id, table)
    tables[name].remove(row)
    _leave_redirect(tables, name, id, None, reason, date)


def _single_key(table: str) -> tuple[str]:
    key = TABLES[table].key
    if len(key) != 1:
        raise EditError(f"a row of {table} has no id of its own: its key is {', '.join(key)}; edit the row instead")
    return (key[0],)


def _leave_redirect(tables: Tables, table: str, old: str, new: str | None, reason: str, date: str) -> None:
    tables["redirects"].append({"table": table, "old_id": old, "new_id": new, "date": date, "reason": reason})


def _repoint(tables: Tables, table: str, old: str, new: str) -> set[int]:
    """Let everything that names the record `old` of `table` name `new`; return the rows altered, by their `id`.

    The key of a row can change by it, and whatever names that row then follows as well.
    """
    moved, altered = {(table, old): new}, set[int]()
    for name, described in TABLES.items():
        columns = [column.name for column in described.references if column.references == table]
        for row in tables[name]:
            before = record_id(described, row)
            held = [column for column in columns if row[column] == old]
            row.update(dict.fromkeys(held, new))
            altered |= {id(row)} if held else set()
            if (after := record_id(described, row)) != before:
                moved[name, before] = after
    for name, naming in NAMING.items():
        for row in tables[name]:
            now = {column: moved.get((row["table"] or "", row[column] or ""), row[column]) for column in naming}
            altered |= {id(row)} if any(row[column] != value for column, value in now.items()) else set()
            row.update(now)
    for row in tables["judgements"]:
        row["left_id"], row["right_id"] = sorted((row["left_id"] or "", row["right_id"] or ""))
    return altered


def _require_mergeable(tables: Tables, table: str, loser: str, winner: str) -> None:
    for row in tables["judgements"]:
        if row["table"] == table and {row["left_id"], row["right_id"]} == {loser, winner} and row["same"] == "no":
            raise EditError(f"{loser} and {winner} are judged not to be the same ({row['reason']}); change that first")
    for name, described in TABLES.items():
        columns = [column.name for column in described.references if column.references == table]
        for row in tables[name]:
            if {loser, winner} <= {row[column] for column in columns}:
                identity = record_id(described, row)
                raise EditError(f"{identity} of {name} relates {loser} to {winner}; it would relate one to itself")


def _drop_doubles(tables: Tables, altered: set[int]) -> list[str]:
    """Keep one of the rows that have come to share a key: one that was not altered; return what the others said."""
    given_up = []
    for name, described in TABLES.items():
        if len(described.key) == 1:
            continue
        kept: dict[str, Row] = {}
        for row in sorted(tables[name], key=lambda row: id(row) in altered):
            identity = record_id(described, row)
            first = kept.setdefault(identity, row)
            given_up += [
                f"{name}.{column} of {identity}: {value}"
                for column, value in row.items()
                if first is not row and value and value != first[column]
            ]
        tables[name] = list(kept.values())
    return given_up
