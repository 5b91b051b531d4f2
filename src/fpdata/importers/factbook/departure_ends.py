"""Ends that a text tells: it gives the day on which somebody resigned, was removed or died, or since which a post is vacant.

After a resignation, a head of government may stay until there is another one. Their resignation is the end only if the
successor began on that day, or if a text calls them a former head of government. If editions name them after it, or a
text calls the office vacant since then, a citation records the day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from fpdata.importers.factbook.archive import FIELDS, NOTE, CountryFile, Entry
from fpdata.importers.factbook.departures import Departure, read_departures
from fpdata.importers.factbook.holders import AMBASSADOR
from fpdata.importers.factbook.names import family_tokens, full_key
from fpdata.importers.factbook.persons import ListedPost
from fpdata.importers.factbook.plain_text import plain
from fpdata.importers.factbook.tenures import EditionText
from fpdata.model.edtf import bounds
from fpdata.model.slugs import fold

_OF_GOVERNMENT = re.compile(r"Minister|Premier|Chancellor|Taoiseach|Government|Cabinet")


def end_at_departures(
    posts: Sequence[ListedPost], country: CountryFile, section: str, snapshots: Sequence[EditionText]
) -> None:
    """End the posts of a section of a country where its texts tell it; `snapshots` are those of the section."""
    told, stayed = _told(country, section)
    vacant = {one.date for one in told if not one.name}
    for departure in sorted(told, key=lambda one: (not one.name, one.date, one.may_have_stayed)):
        entries = told[departure]
        snapshot = next((one for one in reversed(snapshots) if one.entry.at <= entries[0].at), None)
        post = _whose(posts, departure, entries)
        if post and snapshot and (departure.name, departure.date) not in stayed:
            _end_at(post, departure, snapshot, is_vacant=departure.date in vacant)


def _told(country: CountryFile, section: str) -> tuple[dict[Departure, list[Entry]], set[tuple[str, str]]]:
    """Return the departures, each with the entries that tell it, and by name and day those who stayed."""
    told: dict[Departure, list[Entry]] = defaultdict(list)
    stayed: set[tuple[str, str]] = set()
    for entry in country.entries:
        for name in (*FIELDS[section], NOTE):
            for departure in read_departures(plain(entry.texts.get((section, name), ""))):
                if departure.has_stayed:
                    stayed.add((departure.name, departure.date))
                else:
                    told[departure].append(entry)
    return told, stayed


def _may_stay(post: ListedPost, departure: Departure) -> bool:
    return departure.may_have_stayed and _OF_GOVERNMENT.search(post.tenure.office) is not None


def _whose(posts: Sequence[ListedPost], departure: Departure, told_by: Sequence[Entry]) -> ListedPost | None:
    """Return the post that somebody left: the last one that they, or if only the post is named anybody, had begun."""
    found = [post for post in posts if _is_of(post, departure) and _has_left(post, departure, told_by)]
    return max(found, key=lambda post: post.tenure.start or post.tenure.first.entry.day.isoformat(), default=None)


def _is_of(post: ListedPost, departure: Departure) -> bool:
    if not departure.name:
        return post.section != "executive" and post.tenure.office == AMBASSADOR and not post.tenure.is_acting
    if departure.office not in ("", post.tenure.office):
        return False
    words = set(fold(departure.name).split())
    return any(words <= set(full_key(name).split()) and words & family_tokens(name) for name in post.tenure.names)


def _has_left(post: ListedPost, departure: Departure, told_by: Sequence[Entry]) -> bool:
    """Whether a post may have ended on the day: it had begun, and no text names the holder after those that tell it.

    Who may have stayed must not be named by a text that tells it, either.
    """
    tenure, day = post.tenure, bounds(departure.date)
    begun = bounds(tenure.start).earliest if tenure.start else None
    ended = bounds(tenure.end).latest if tenure.end not in ("", "..") else None
    if tenure.is_current or not day.earliest or not day.latest:
        return False
    if (begun and begun >= day.latest) or (ended and ended < day.earliest):
        return False
    named = tenure.last.entry.at
    return named < told_by[0].at if _may_stay(post, departure) else named <= told_by[-1].at


def _end_at(post: ListedPost, departure: Departure, snapshot: EditionText, *, is_vacant: bool) -> None:
    """End a post on a day, or record it as that of a resignation; `is_vacant` is whether a text calls it vacant since then."""
    tenure, day = post.tenure, bounds(departure.date)
    ended = bounds(tenure.end) if tenure.end else None
    if _may_stay(post, departure) and (ended is None or ended.latest != day.latest):
        if is_vacant or (ended and ended.earliest and day.latest and day.latest < ended.earliest):
            post.resigned[departure.date] = snapshot
        return
    post.end_kind = "resigned" if post.resigned else departure.kind
    tenure.end = f"{min(post.resigned)}/{departure.date}" if post.resigned else departure.date
    tenure.end_note = ""
    post.resigned.clear()
