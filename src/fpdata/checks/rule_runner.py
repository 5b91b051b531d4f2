"""Run the checks across rows (keys, references, rules, released ids) on the candidates that an engine finds.

Each check is written once, in plain Python over records (`rows/`). An engine does not have to hold a
package's records in memory: it only finds *candidates*, rows that may have an issue, in whatever way is
fast for it. Candidates may be too many, never too few. The runner collects what the checks read:

1. the candidates: rows that may have a wrong key, a dangling reference, or break a rule;
2. for each rule, the records that its candidates refer to (`Rule.context`);
3. the curation tables as a whole (`CURATION_TABLES`), because rules of every kind read them;
4. whether the ids that a check will ask about exist, and on which line.

Then it runs the checks on these records as if they were the whole package. So all engines find the
same issues, provided that no candidate is missing; the fuzz tests that.

A rule sees no other tables than those that it says it reads (`Rule.tables`). So if these are as they were in an earlier
check, its issues are, too, and it is not run again (`known_results`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Protocol

from fpdata.checks.issue import Issue
from fpdata.checks.known_results import KnownResults
from fpdata.checks.records import LocatedRecord, PackageRecords, RawRow, TableRecords
from fpdata.checks.rows.keys import check_keys
from fpdata.checks.rows.quality import QUALITY_RULES
from fpdata.checks.rows.references import DanglingIds, KnownKeys, check_references
from fpdata.checks.rows.released_ids import (
    check_released_ids,
    find_released_ids,
    read_released_text,
    released_ids_by_table,
)
from fpdata.checks.rows.rules import RULES
from fpdata.checks.rule import CURATION_TABLES, Rule
from fpdata.model.references import ANNOTATION_TABLES
from fpdata.model.tables import TABLES

ALL_RULES: tuple[Rule, ...] = (*RULES, *QUALITY_RULES)

#: Rows by table. A position is an engine's number for a row; positions sort as the rows of a table do.
Positions = Mapping[str, Collection[int]]


class CandidateSource(Protocol):
    """What the runner needs from an engine.

    The runner first calls the three methods that find candidates, once each, in the order in which they are listed.
    """

    root: Path
    today: date
    """The day on which the package is checked: later days are in the future."""
    has_all_rows: bool
    """Whether every row is a candidate, so that no context is missing."""

    def reference_candidates(self) -> Positions:
        """Return the rows that may have a dangling reference."""

    def key_candidates(self) -> Positions:
        """Return the rows whose keys may be duplicated or out of order, with the rows to compare them with."""

    def rule_candidates(self) -> Mapping[Rule, Positions]:
        """Return the rows that may break each rule, and the rows that the rule needs besides its context."""

    def load(self, *needed: Positions) -> None:
        """Read rows that will be needed, each table in one pass."""

    def all_positions(self, table: str) -> Iterable[int]:
        """Return every row of a table, one of `CURATION_TABLES`."""

    def table(self, name: str) -> TableRecords:
        """Return a table without records: how issues name its file, and whether it was read to its end."""

    def raw_rows(self, table: str, positions: Iterable[int]) -> list[RawRow]:
        """Return rows as read, in order."""

    def valid_records(self, table: str, positions: Iterable[int]) -> list[LocatedRecord]:
        """Return the records of those rows that are valid, in order."""

    def find_keys(self, ids: Collection[str]) -> Mapping[str, Mapping[str, list[int]]]:
        """Return the rows that have one of `ids` as their key, by table and id."""

    def unknown_keys(self, ids: Mapping[str, Collection[str]]) -> Mapping[str, Collection[str]]:
        """Return which ids of each table no row of it has as its key."""

    def nearest_keys(self, dangling: DanglingIds) -> KnownKeys:
        """Return the keys from which to suggest a replacement for dangling ids."""


def run_checks(source: CandidateSource, known: KnownResults | None = None) -> Iterator[Issue]:
    """Yield the issues of keys, references, rules and released ids; rules whose issues are `known` are not run."""
    return _Run(source, known).issues()


class _Run:
    """One run: the candidates, and which of the ids that checks ask about exist."""

    def __init__(self, source: CandidateSource, known: KnownResults | None) -> None:
        self._source = source
        self._known = known
        self._known_issues = {
            rule: found for rule in ALL_RULES if known and (found := known.issues_of(rule)) is not None
        }
        self._references = source.reference_candidates()
        self._keys = source.key_candidates()
        rules = source.rule_candidates()
        self._rules = {rule: dict(rules.get(rule, {})) for rule in ALL_RULES if rule not in self._known_issues}
        curated = {name: [*source.all_positions(name)] for name in CURATION_TABLES}
        source.load(self._keys, self._references, *self._rules.values(), curated)
        self._key_issues = [*self._find_key_issues()]
        self._repeated = {(issue.table, issue.line) for issue in self._key_issues if issue.code == "key-duplicate"}
        self._curated = {name: self._valid(name, positions) for name, positions in curated.items()}
        self._faulty = {name for name, rows in curated.items() if len(self._curated[name]) < len(rows)}
        self._released_ids = self._unknown_released_ids()
        self._found = self._find(curated)

    def issues(self) -> Iterator[Issue]:
        """Yield the issues of every check."""
        yield from self._key_issues
        yield from check_references(self._records({}, self._references), self._source.nearest_keys)
        yield from chain(*self._known_issues.values())
        for rule, positions in self._rules.items():
            yield from self._issues_of(rule, positions)
        yield from check_released_ids(self._released_ids, self._records({}))

    def _issues_of(self, rule: Rule, positions: Positions) -> Iterator[Issue]:
        """Yield the issues that a rule finds, which is run on the tables of which they are not known."""
        if self._known is None:
            yield from rule(self._records(positions, tables=rule.tables))
            return
        for tables in rule.table_sets:
            if (found := self._known.issues_among(rule, tables)) is None:
                found = [*rule(self._records(positions, tables=tables))]
                self._known.add_issues(rule, tables, found)
            yield from found

    def _find_key_issues(self) -> Iterator[Issue]:
        for name, positions in self._keys.items():
            table = self._source.table(name)
            table.raw = self._source.raw_rows(name, positions)
            yield from check_keys(table)

    def _unknown_released_ids(self) -> list[tuple[int, str, str]]:
        """Return the released ids that are no keys, or not UTF-8; of all others there is nothing to check."""
        text, known = read_released_text(self._source.root), self._known
        lost = {name: ids for name in TABLES if known and (ids := known.lost_ids(text, name)) is not None}
        released = released_ids_by_table(text, skip=lost)
        unknown = self._source.unknown_keys({name: released[name] for name in TABLES if name in released})
        found = [*find_released_ids(text, released | dict(unknown), skip=lost)]
        if known:
            for name in TABLES.keys() - lost.keys():
                known.add_lost_ids(text, name, [each for each in found if each[1] == name])
        return [*chain(*lost.values()), *found]

    def _find(self, curated: Positions) -> Mapping[str, Collection[str]]:
        """Look up the ids that checks ask about; add the context of each rule to its candidates."""
        context = {rule: [*self._context(rule, positions)] for rule, positions in self._rules.items()}
        ids: set[str] = set()
        ids.update(*(targets for found in context.values() for _, targets in found))
        for table, positions in self._references.items():
            ids |= self._cells(table, positions, [column.name for column in TABLES[table].references])
        for table in ANNOTATION_TABLES:  # these name records, live and retired, in several columns
            rows_by_rule = (positions.get(table, ()) for positions in (curated, *self._rules.values()))
            ids |= self._cells(table, {*chain(*rows_by_rule)}, TABLES[table].names)
        found: dict[str, dict[str, list[int]]] = {}
        new = ids
        while new:
            for table, rows in self._source.find_keys(new).items():
                found.setdefault(table, {}).update(rows)
            self._add(context, found)
            # A rule may follow a reference of a record to which a candidate refers, and so on.
            context = {
                rule: [*self._context(rule, positions)] for rule, positions in self._rules.items() if rule.has_steps
            }
            new = set().union(*(targets for each in context.values() for _, targets in each)) - ids
            ids |= new
        self._add(context, found)
        self._source.load(*self._rules.values())
        return found

    def _add(
        self, context: Mapping[Rule, list[tuple[str, set[str]]]], found: Mapping[str, Mapping[str, list[int]]]
    ) -> None:
        """Add the records with the ids in `context` to the rows that rules see."""
        for rule, targets_by_table in context.items():
            for target, targets in targets_by_table:
                rows = found.get(target, {})
                seen = (position for id in targets for position in rows.get(id, ()))
                self._rules[rule][target] = {*self._rules[rule].get(target, ()), *seen}

    def _context(self, rule: Rule, positions: Positions) -> Iterator[tuple[str, set[str]]]:
        """Yield tables, and the ids of their records to which a rule's candidates refer."""
        for table, column in rule.context if not self._source.has_all_rows else ():
            rows, target = positions.get(table, ()), TABLES[table].column(column).target_table
            if not target:  # the record of the table that the row names
                named = defaultdict(set)
                for located in self._curated[table]:
                    named[located.record.table].add(getattr(located.record, column))
                yield from ((name, ids) for name, ids in named.items() if name in TABLES)
            else:
                yield target, self._cells(table, rows, [column])

    def _cells(self, table: str, positions: Iterable[int], columns: Iterable[str]) -> set[str]:
        indexes = [TABLES[table].names.index(name) for name in columns]
        rows = self._source.raw_rows(table, positions)
        return {row.cells[index] for row in rows for index in indexes if index < len(row.cells)}

    def _records(
        self, valid: Positions, raw: Positions | None = None, tables: Collection[str] = TABLES
    ) -> PackageRecords:
        """Return the records at `valid` with the curation tables, and rows at `raw`, valid or not; only of some tables."""
        package = PackageRecords(self._source.today)
        for name in TABLES:
            package[name] = table = self._source.table(name)
            if name not in tables:
                continue
            table.raw = self._source.raw_rows(name, (raw or {}).get(name, ()))
            table.valid = self._curated[name] if name in self._curated else self._valid(name, valid.get(name, ()))
            table.has_invalid = name in self._faulty
            table.ids = self._found.get(name, ())
        return package

    def _valid(self, name: str, positions: Collection[int]) -> list[LocatedRecord]:
        """Return the valid records at `positions`, of those that share a key only the first."""
        records = self._source.valid_records(name, positions) if positions else []
        return [each for each in records if (name, each.line) not in self._repeated] if self._repeated else records
