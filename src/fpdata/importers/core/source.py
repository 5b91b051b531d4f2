"""A source: the public data set that an import reads, and the batch of drafts that its reader returns."""

from __future__ import annotations

from collections.abc import MutableSet
from dataclasses import dataclass, field

from fpdata.importers.core.draft import Draft, DraftRef
from fpdata.importers.core.findings import Finding, FindingKind


class SourceError(Exception):
    """The source or the package cannot be read at all; the message says what was expected and where."""


@dataclass(frozen=True)
class Source:
    """A public data set: the content of its rows in documents.csv and outlets.csv."""

    document_id: str
    url: str
    license: str
    outlet_id: str
    outlet_name: str
    outlet_url: str

    @classmethod
    def on_github(cls, repository: str, license: str, outlet_id: str) -> Source:
        """Return the source that a repository, given as owner/name, contains; the owner is the outlet."""
        owner, _, name = repository.partition("/")
        github = "https://github.com"
        return cls(name, f"{github}/{repository}", license, outlet_id, f"{owner} on GitHub", f"{github}/{owner}")


@dataclass(frozen=True)
class Scope:
    """The part of a source that a batch is about: the records of some tables in some parts of it, such as a volume."""

    tables: frozenset[str]
    parts: frozenset[str]
    """The second word of the locators: that of `frus/frus1961-63v06/d18` is `frus1961-63v06`."""


@dataclass
class ImportBatch:
    """All that a reader takes from a source, or from a part of it. A draft comes after the drafts it refers to."""

    source: Source
    drafts: list[Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    left_out: MutableSet[DraftRef] = field(default_factory=set)
    """Drafts that are missing only because records that refer to them were left out; their rows are not gone."""
    incomplete: set[DraftRef] = field(default_factory=set)
    """Drafts of records of which a part could not be read: rows that depend on them stay, even if they are not drafted."""
    scope: Scope | None = None
    """What the batch is about, if not the whole source: other rows of the source are not gone if it has no drafts of them."""
    newest: str = ""
    """The newest date in the source, an ISO date; empty if none was tracked."""

    def track_newest(self, *days: str | None) -> None:
        """Update `newest` with the dates of a record."""
        self.newest = max(self.newest, *(day for day in days if day), "")

    def report(self, kind: FindingKind, file: str, record: str, message: str, *drafts: DraftRef) -> None:
        """Add a finding; `drafts` are the drafts that are missing because of it."""
        self.findings.append(Finding(kind, file, record, message, drafts))
