"""What an import reports: findings about single records, and how many rows it added, changed or skipped."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from fpdata.importers.core.draft import DraftRef


class FindingKind(StrEnum):
    """What a finding is about."""

    MALFORMED = "malformed"
    """The upstream record cannot be parsed. It was skipped."""
    INVALID = "invalid"
    """The model rejects the row, or the row references a record that does not exist. It was skipped."""
    AMBIGUOUS = "ambiguous"
    """Upstream has several records with one id. None of them was imported, and the row of that id was left unchanged."""
    DUPLICATE = "duplicate"
    """Upstream has the record twice. One of them was skipped."""
    BY_HAND = "by-hand"
    """Somebody entered the record by hand. It was left unchanged."""
    GONE = "gone"
    """An earlier import added the record, and it is no longer upstream. It was left unchanged."""
    REMOVED = "removed"
    """An earlier import added somebody to an event or a document, and upstream no longer names them there."""
    RENAMED = "renamed"
    """Upstream changed the id of the record. The row keeps its id."""
    DOUBTFUL = "doubtful"
    """The record may duplicate another. Both are kept until somebody decides."""
    LEFT_OUT = "left-out"
    """Records that are outside the scope of the data set, counted together."""
    MERGED = "merged"
    """Two actors were judged the same, and were merged."""
    CORRECTION = "correction"
    """A correction no longer applies: upstream has neither the value it corrects nor the corrected one."""
    UNRESOLVED = "unresolved"
    """Upstream names an actor in a way that the data set does not resolve. That part of the record was left out."""
    OUTDATED = "outdated"
    """A record entered by hand is older than upstream."""

    @property
    def is_error(self) -> bool:
        """Whether the finding means that an upstream record is missing from the data set."""
        return self in (FindingKind.MALFORMED, FindingKind.INVALID, FindingKind.AMBIGUOUS)


@dataclass(frozen=True)
class Finding:
    """Something to review: what kind, in which upstream file, at which record."""

    kind: FindingKind
    file: str
    record: str
    message: str
    drafts: tuple[DraftRef, ...] = ()
    """The drafts that are missing because of the finding, so that their rows are not reported as gone upstream."""

    @classmethod
    def at(cls, locator: str, kind: FindingKind, message: str) -> Finding:
        """Return a finding about the record at a locator."""
        file, _, record = locator.rpartition("/")
        return cls(kind, file, record, message)


@dataclass
class Summary:
    """The result of an import run."""

    source_id: str
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The number of rows by table and outcome: added, changed, removed, unchanged, skipped, gone upstream."""
    findings: list[Finding] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    """The files that were written."""

    @property
    def ok(self) -> bool:
        """Whether no upstream record is missing from the data set because of an error."""
        return not any(finding.kind.is_error for finding in self.findings)

    def sort_findings(self) -> None:
        """Sort the findings by kind, file and record."""
        order = list(FindingKind)
        self.findings.sort(key=lambda finding: (order.index(finding.kind), finding.file, finding.record))
