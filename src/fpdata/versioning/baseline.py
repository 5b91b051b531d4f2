"""Compare a report with a baseline, the package at a git revision, to show only what is new since."""

from __future__ import annotations

from fpdata.checks.codes import Severity
from fpdata.checks.issue import Issue
from fpdata.checks.known_issues import known_issues
from fpdata.checks.new_issues import new_issues
from fpdata.checks.report import Report
from fpdata.model.characters import quote
from fpdata.package.files import temporary_folder, write_atomically
from fpdata.package.locate import find_package
from fpdata.versioning.snapshot import SnapshotError, files_at_revision, has_revision, is_unborn


def known_warnings(report: Report, revision: str) -> set[Issue]:
    """Return the warnings of a report that the package had at a revision of its git repository already.

    Errors are never included. Raises SnapshotError if there is no such revision.
    """
    root = report.package.root
    if revision == "HEAD" and is_unborn(root):
        return set()  # as the hook checks the first commit
    if not has_revision(revision.removeprefix("rev:"), root):
        raise SnapshotError(f"{quote(revision)} is not a revision of the git repository at {root}")
    if not any(issue.severity is Severity.WARNING for issue in report.issues):
        return set()
    files = files_at_revision(revision.removeprefix("rev:"), root)
    if not files:
        return set()  # the revision is older than the package
    with temporary_folder() as folder:
        for name, content in files.items():
            write_atomically(folder / name, content, sync=False)
        new = set(new_issues(known_issues(find_package(folder)), report.issues))
    return {issue for issue in report.issues if issue.severity is Severity.WARNING and issue not in new}
