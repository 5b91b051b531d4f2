"""Take back what an import wrote and no life can hold: a role before its holder's birth, or after the death.

A slip upstream, such as a birth in 1900 in place of 1850, makes errors of records that were right. Only a whole import
shows them: upstream may correct a death and the end of the role in one step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.records import LocatedRecord, PackageRecords, TableRecords
from fpdata.checks.rows.lives import LIFE_RULES
from fpdata.checks.rows.validate import validate_cells
from fpdata.importers.core.findings import Finding, FindingKind
from fpdata.importers.core.upsert import Upserter
from fpdata.model.record import Record
from fpdata.model.table import record_id, record_key
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

#: The column that names who does what the rows of a table say, and those that say when.
_ACTIVITIES = {
    "roles": ("actor_id", ("start", "end")),
    "statements": ("speaker_id", ("date",)),
    "participations": ("actor_id", ()),
}
_YEAR = re.compile(r"\d{4}")


class Contradictions:
    """The rows that an import changed, of which some may contradict when somebody lived."""

    def __init__(self, upserter: Upserter) -> None:
        self._upserter = upserter
        self._store = upserter.store

    def take_back(self) -> None:
        """Leave each record that contradicts a life as it was before the import, and report it."""
        for actor_id in sorted(self._actors()):
            while blamed := next(filter(None, map(self._blame, self._errors(actor_id))), None):
                self._restore(*blamed)

    def _actors(self) -> set[str]:
        """Return the actors whose lives, or whose activities, the import changed."""
        found: set[str] = set()
        for (table, key), (_, before) in self._upserter.changed.items():
            row = self._store.get(table, *key) or {}
            if table == "actors":
                is_other = before is None or any(before[column] != row.get(column) for column in ("born", "died"))
                found |= {key[0]} if is_other else set()
            elif table in _ACTIVITIES and (actor_id := row.get(_ACTIVITIES[table][0])):
                found.add(actor_id)
        return found

    def _errors(self, actor_id: str) -> Iterator[tuple[Issue, RowDict]]:
        """Yield what contradicts the life of an actor, each with the row of the activity."""
        actor = self._store.get("actors", actor_id)
        if actor is None or not (actor["born"] or actor["died"]):
            return
        for table, (column, days) in _ACTIVITIES.items():
            for row in self._store.tables[table].where(column, actor_id):
                event = self._store.get("events", row["event_id"] or "") if table == "participations" else None
                when = [event["date"]] if event else [row[day] for day in days]
                if _may_contradict(actor, when):
                    records = _records(("actors", actor), (table, row), ("events", event))
                    for rule in LIFE_RULES:
                        yield from ((issue, row) for issue in rule(records) if issue.severity is Severity.ERROR)

    def _blame(self, found: tuple[Issue, RowDict]) -> tuple[Issue, str, RowDict] | None:
        """Return the issue, with the table and the row that the import made wrong; None if it was wrong before."""
        issue, row = found
        actor = self._store.tables["actors"][row[_ACTIVITIES[issue.table][0]] or "",]
        changed = self._upserter.changed
        _, before = changed.get(("actors", record_key(TABLES["actors"], actor)), (None, None))
        if before and any(before[column] != actor[column] for column in ("born", "died")):
            return issue, "actors", actor
        return (issue, issue.table, row) if (issue.table, record_key(TABLES[issue.table], row)) in changed else None

    def _restore(self, issue: Issue, table: str, row: RowDict) -> None:
        id = record_id(TABLES[table], row)
        ref, before = self._upserter.changed[table, record_key(TABLES[table], row)]
        self._put_back(table, row)
        self._upserter.rejected.add(ref)
        for key_table, key in [*self._upserter.changed]:  # what the import cites for it
            citation = self._store.get(key_table, *key) if key_table == "citations" else None
            if citation and (citation["table"], citation["record_id"]) == (table, id):
                self._put_back("citations", citation)
        counts = self._upserter.summary.counts
        counts.subtract([(table, "changed" if before else "added")])
        counts[table, "skipped"] += 1
        for outcome in [outcome for outcome, count in counts.items() if not count]:
            del counts[outcome]
        what = f"{id} is left unchanged" if before else "it is left out"
        self._upserter.summary.findings.append(Finding.at(ref.locator, FindingKind.INVALID, f"{issue.message}; {what}"))

    def _put_back(self, table: str, row: RowDict) -> None:
        """Put the row back that was there before the import; delete one that was not, with what refers to it."""
        _, before = self._upserter.changed.pop((table, record_key(TABLES[table], row)))
        if before:
            self._store.put(table, before)
            return
        self._delete(table, row)

    def _delete(self, table: str, row: RowDict) -> None:
        """Delete a row, and what needs it; other references to it become empty."""
        self._store.delete(table, row)
        for other in TABLES.values() if len(TABLES[table].key) == 1 else ():
            for column in other.references:
                if column.target_table == table:
                    for referring in self._store.tables[other.name].where(column.name, record_id(TABLES[table], row)):
                        if not column.nullable or column.name in other.key:
                            self._delete(other.name, referring)
                        else:
                            self._store.put(other.name, referring | {column.name: None})


def _may_contradict(actor: RowDict, when: list[str | None]) -> bool:
    """Whether a day may be before the birth or after the death of an actor, by the years; or is open."""
    years = [int(year) for day in when for year in _YEAR.findall(day or "")]
    born, died = (
        int(found[0]) if (found := _YEAR.search(actor[column] or "")) else None for column in ("born", "died")
    )
    is_early = born is not None and min(years, default=9999) <= born
    is_late = died is not None and (max(years, default=0) >= died or ".." in when)
    return is_early or is_late


def _records(*rows: tuple[str, RowDict | None]) -> PackageRecords:
    """Return a package with nothing but the given rows, and of these the valid ones."""
    records = PackageRecords()
    for name, table in TABLES.items():
        records[name] = TableRecords(table, "")
    for name, row in rows:
        record = (
            validate_cells(TABLES[name], "", 0, [row[column] or "" for column in TABLES[name].names]) if row else None
        )
        if isinstance(record, Record):
            records[name].valid.append(LocatedRecord(0, record))
    return records
