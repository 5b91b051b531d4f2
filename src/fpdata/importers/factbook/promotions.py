"""Ends that the same person's next office shows: who became President is no longer Vice President.

Texts often keep somebody in the lower office for months.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fpdata.importers.factbook.archive import Factbook
from fpdata.importers.factbook.persons import ListedPost
from fpdata.importers.factbook.tenures import last_mention_before
from fpdata.model.edtf import bounds

_LOWER = re.compile(r"^(?:(?:First|Second|Third|Acting) )*(?:Vice|Deputy) (?P<office>.+)$")


def end_at_promotions(posts: Sequence[ListedPost], factbook: Factbook) -> None:
    """End the lower offices of a person by the start of the one above, where the texts have them go on beyond it."""
    for post in posts:
        found = _LOWER.match(post.tenure.office)
        for above in posts:
            if found and above.code == post.code and above.tenure.office == found["office"]:
                _end_at(post, above, factbook)


def _end_at(post: ListedPost, above: ListedPost, factbook: Factbook) -> None:
    tenure, start = post.tenure, above.tenure.start
    risen = bounds(start) if start else None
    ended = bounds(tenure.end).earliest if tenure.end not in ("", "..") else None
    begun = bounds(tenure.start).earliest if tenure.start else tenure.first.entry.day
    if risen is None or risen.earliest is None or risen.latest is None or ended is None or begun is None:
        return
    if above.tenure.is_acting and not tenure.is_acting:
        return  # who acts for a President stays Vice President
    if not begun < risen.earliest or ended <= risen.latest:
        return
    lower = last_mention_before(tenure, risen.earliest, factbook)
    shown = [one for one, _ in tenure.mentions if lower and one.entry.day <= lower]
    tenure.last_shown = (lower, shown[-1]) if lower and shown else None
    tenure.end = f"{max(lower or begun, begun)}/{start}"
    tenure.end_note = ""
