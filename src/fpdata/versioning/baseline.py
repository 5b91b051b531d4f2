"""Which issues are new since a revision: what a reviewer has to look at, and a commit is told."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fpdata.checks.api import check
from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.report import Report
from fpdata.edit.edit import new_issues
from fpdata.package.files import write_atomically
from fpdata.versioning.snapshot import SnapshotError, files_of_revision


def known_warnings(report: Report, revision: str) -> set[Issue]:
    """Return the warnings of a report that the package had at a revision of its git repository.

    Raises VersionError where there is no such revision.
    """
    files = files_of_revision(revision.removeprefix("rev:"), report.package.root)
    if files is None:
        raise SnapshotError(f"{revision} is no revision of the git repository at {report.package.root}")
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            write_atomically(Path(folder) / name, content)
        new = set(new_issues(check(folder), report)) if files else set(report.issues)
    return {issue for issue in report.issues if issue.severity is Severity.WARNING and issue not in new}
