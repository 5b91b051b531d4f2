"""Which issues of a report are new, compared with those that the package had before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from fpdata.checks.issue import Issue


def new_issues(before: Iterable[Issue], after: Iterable[Issue]) -> Iterator[Issue]:
    """Yield the issues of `after` that `before` does not have.

    Lines are not compared: a row added above moves an issue and does not make it new. Of several issues
    that are otherwise the same, as many are new as `after` has more of them.
    """
    known = Counter(map(_without_line, before))
    for issue in after:
        if known[_without_line(issue)]:
            known[_without_line(issue)] -= 1
        else:
            yield issue


def _without_line(issue: Issue) -> tuple[str, ...]:
    return issue.code, issue.file, issue.record, issue.field, issue.value, issue.message
