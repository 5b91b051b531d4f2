"""Merge the actors that people have judged the same, before an import: the merge is that of `fpdata merge`."""

from __future__ import annotations

from fpdata.edit.rename_merge import merge
from fpdata.edit.tables import EditError, Tables
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.store import Store, is_imported
from fpdata.package.csv_writer import RowDict


def apply_judgements(store: Store) -> list[Finding]:
    """Merge every two actors judged the same; return a finding for each merge, possible or not.

    An actor entered by hand wins over an imported one; otherwise the id that sorts first wins.
    """
    if not any(_is_merge(row) for row in store.rows("judgements")):
        return []  # the usual case, and copying all rows takes time
    tables = {name: [dict(row) for row in rows.values()] for name, rows in store.tables.items()}
    findings: list[Finding] = []
    refused: set[tuple[str, str]] = set()
    # A merge can change other judgements, so the next one is looked up only after each merge.
    while pending := _next_merge(tables, refused):
        judgement, left, right = pending
        stays, goes = (right, left) if is_imported(left) and not is_imported(right) else (left, right)
        pair = left["actor_id"] or "", right["actor_id"] or ""
        winner, loser = stays["actor_id"] or "", goes["actor_id"] or ""
        kind, lost = FindingKind.MERGED, list[str]()
        try:
            lost = merge(tables, loser, winner, judgement["reason"] or "", judgement["date"] or "", "actors")
            message = f"{loser} was merged into {winner}" + (f"; values not kept: {', '.join(lost)}" if lost else "")
        except EditError as error:
            kind, message = FindingKind.DOUBTFUL, f"judged the same, but not merged: {error}"
            refused.add(pair)
        findings.append(Finding(kind, "judgements.csv", "/".join(pair), message))
    for name, rows in tables.items():
        _replace_rows(store, name, rows)
    return findings


def _is_merge(judgement: RowDict) -> bool:
    return judgement["table"] == "actors" and judgement["same"] == "yes"


def _next_merge(tables: Tables, refused: set[tuple[str, str]]) -> tuple[RowDict, RowDict, RowDict] | None:
    """Return the first judgement that has not been applied yet, with its two actors; None if there is none."""
    actors = {row["actor_id"]: row for row in tables["actors"]}
    for judgement in filter(_is_merge, tables["judgements"]):
        pair = judgement["left_id"] or "", judgement["right_id"] or ""
        if pair not in refused and actors.keys() >= set(pair):
            return judgement, actors[pair[0]], actors[pair[1]]
    return None


def _replace_rows(store: Store, table: str, rows: list[RowDict]) -> None:
    before = list(store.rows(table))
    if rows != before:
        for row in before:
            store.delete(table, row)
        for row in rows:
            store.put(table, row)
