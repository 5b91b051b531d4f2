"""Turn the texts of a country, in order, into tenures: who held an office, since when, and between which bounds it ended.

- The start is the latest date that a text gives. One that is later than an edition which already names the person is
  that of a further term, or of another act, and is only reported.
- No text says when somebody left. The end lies after the last edition that names the holder, and not after the first
  that names another one, or says that the office is vacant; the start of whoever is named next, even if only by a later
  edition, is tighter than that one.
- If the end falls into a gap between editions, only its first possible day is known. So it is if a text no longer lists
  the office: in June 2024 upstream dropped all vice presidents, who did not leave.
- Whoever is named by the newest edition is in office as far as the source reaches.
- The texts of 2014 give no starts, and two of three name somebody who had left: they only bound the start.
- Texts lag behind. If the successor began before the last edition that names the holder, that edition is no proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fpdata.importers.factbook.archive import GAP_DAYS, Entry, Factbook
from fpdata.importers.factbook.holders import AMBASSADOR, Holder
from fpdata.importers.factbook.names import may_be_same
from fpdata.importers.factbook.titles import has_many_seats
from fpdata.model.edtf import bounds

#: How much later than the first text a start may be and still be that of this term: texts announce what is due.
_CORRECTION = {True: timedelta(days=200), False: timedelta(days=30)}
_CORRECTION_IN_GAP = timedelta(days=300)
#: Before that day texts give no starts.
_FIRST_STARTS = date(2015, 6, 1)
#: A start is mistaken if others held the office so much later.
_MISTAKEN = timedelta(days=400)
#: An end in a gap that is known more closely than this is recorded as such.
_TIGHT = timedelta(days=100)


@dataclass(frozen=True)
class EditionText:
    """What the texts of a country say of one kind of office from an entry on, until the last edition before the next."""

    entry: Entry
    last: date
    """The last edition with these texts."""
    holders: tuple[Holder, ...]
    vacant: frozenset[str]
    has_text: bool
    """Whether there is a text at all."""


@dataclass
class ListedTenure:
    """A person in an office, from the first text that names them to the last."""

    office: str
    mentions: list[tuple[EditionText, Holder]] = field(default_factory=list)
    end: str = ""
    end_note: str = ""
    is_current: bool = False
    number: int = 1
    doubt: str = ""
    """Why a start that the texts give is not used."""

    @property
    def first(self) -> EditionText:
        """The first snapshot that names the person."""
        return self.mentions[0][0]

    @property
    def last(self) -> EditionText:
        """The last snapshot that names the person."""
        return self.mentions[-1][0]

    @property
    def latest(self) -> Holder:
        """The person as the last text has them."""
        return self.mentions[-1][1]

    @property
    def names(self) -> list[str]:
        """The spellings of the name, the latest one first."""
        return list(dict.fromkeys(holder.name for _, holder in reversed(self.mentions)))

    @property
    def is_acting(self) -> bool:
        """Whether the person only acts."""
        return self.latest.is_acting

    @property
    def start_cell(self) -> str:
        """The start, or the first edition that names the person as its latest day; empty if the end is not after that."""
        if self.start:
            return self.start
        first = f"/{self.first.entry.day}"
        latest = bounds(self.end).latest if self.end not in ("", "..") else None
        return "" if latest and latest <= self.first.entry.day else first

    @property
    def starts(self) -> dict[str, EditionText]:
        """Each start that texts give, with the last snapshot that gives it."""
        return {holder.since: snapshot for snapshot, holder in self.mentions if holder.since}

    @property
    def start(self) -> str:
        """The start: the latest that is given, unless it is later than a text that already names the person."""
        margin = _CORRECTION[self.office == AMBASSADOR]
        chosen = ""
        for _, holder in self.mentions:
            if not holder.since or (holder.is_designate and not self.latest.is_designate and chosen):
                continue
            if chosen and _later(holder.since, self.first.entry.day, margin) and not self.mentions[0][1].is_designate:
                continue
            if chosen and _within(chosen, holder.since):
                continue  # the month of a day that another text gives
            chosen = holder.since
        return chosen


def _later(start: str, first: date, margin: timedelta) -> bool:
    days = bounds(start)
    return bool(days.earliest and days.earliest > first + margin)


def _within(exact: str, coarse: str) -> bool:
    return exact != coarse and exact.startswith(coarse)


def find_tenures(snapshots: Sequence[EditionText], factbook: Factbook) -> list[ListedTenure]:
    """Return the tenures in the offices that the snapshots of a country are about."""
    tenures: list[ListedTenure] = []
    before: EditionText | None = None
    for snapshot in snapshots:
        taken: set[int] = set()
        for holder in snapshot.holders:
            tenure = _find(tenures, snapshot, holder, taken, before)
            if tenure is None:
                tenure = ListedTenure(holder.office)
                tenures.append(tenure)
            taken.add(id(tenure))
            tenure.mentions.append((snapshot, holder))
        before = snapshot
    for tenure in tenures:
        _drop_false_start(tenure, tenures)
    for tenure in tenures:
        _set_end(tenure, snapshots, tenures, factbook)
    return tenures


def _drop_false_start(tenure: ListedTenure, tenures: Iterable[ListedTenure]) -> None:
    """Drop the start of a tenure if texts after it name others who began later: the year is mistaken."""
    begun = bounds(tenure.start).earliest if tenure.start else None
    if begun is None or tenure.is_acting or has_many_seats(tenure.office):
        return
    for other in tenures:
        start = bounds(other.start).earliest if other.start else None
        if (
            other is tenure
            or other.office != tenure.office
            or other.is_acting
            or other.latest.is_designate
            or start is None
        ):
            continue
        if (
            begun + _MISTAKEN < start < tenure.first.entry.day - _MISTAKEN
            and other.first.entry.day < tenure.first.entry.day
        ):
            name, last = other.latest.name, other.first.entry.day
            tenure.doubt = (
                f"{tenure.latest.name} since {tenure.start}: {name} is named by the text of {last}, since {other.start}"
            )
            tenure.mentions = [(snapshot, replace(holder, since="")) for snapshot, holder in tenure.mentions]
            return


def _find(
    tenures: Iterable[ListedTenure], snapshot: EditionText, holder: Holder, taken: set[int], before: EditionText | None
) -> ListedTenure | None:
    """Return the tenure that a text continues; `before` is the text before it."""
    found = None
    for tenure in tenures:
        if tenure.office != holder.office or id(tenure) in taken:
            continue
        same_start = bool(holder.since and holder.since in tenure.starts)
        if tenure.is_acting != holder.is_acting and not same_start:
            continue
        if not any(may_be_same(name, holder.name, same_start=same_start) for name in tenure.names):
            continue
        if not same_start and _is_return(tenure, snapshot, holder, before):
            continue
        found = tenure
    return found


def _is_return(tenure: ListedTenure, snapshot: EditionText, holder: Holder, before: EditionText | None) -> bool:
    """Whether a person whom texts did not name for a while came back for a further term."""
    gone = tenure.last.last
    first = bounds(holder.since).earliest if holder.since else None
    if first is None:
        return tenure.last is not before and (snapshot.entry.day - gone).days > GAP_DAYS
    if first <= gone:
        return False
    if tenure.last is not before:
        return True
    # Across a gap between editions: an envoy's start is corrected within months, another one is a return.
    margin = _CORRECTION_IN_GAP if holder.office == AMBASSADOR else timedelta(0)
    return (snapshot.entry.day - gone).days > GAP_DAYS and first > gone + margin


def _set_end(
    tenure: ListedTenure, snapshots: Sequence[EditionText], tenures: Sequence[ListedTenure], factbook: Factbook
) -> None:
    """Set the end of a tenure: stated, open, or the bounds between two editions."""
    if stated := next((holder.end for _, holder in reversed(tenure.mentions) if holder.end), ""):
        tenure.end = stated
        return
    position = snapshots.index(tenure.last)
    if position + 1 == len(snapshots):
        last = bounds(tenure.start).latest if tenure.start else None
        tenure.is_current = True
        tenure.end = ".." if last is None or last <= factbook.last_day else ""  # not ongoing if it may not have begun
        return
    latest = _latest_end(tenure, snapshots[position + 1 :], tenures)
    upper = bounds(latest).latest if latest else None
    first_upper = bounds(latest).earliest if latest else None
    lower: date | None = tenure.last.last
    if not tenure.start and tenure.last.entry.day < _FIRST_STARTS:
        tenure.end = f"/{latest}" if latest else ""
        tenure.end_note = (
            "" if latest else f"Named in {tenure.last.entry.day.year}, by texts that often are older than that."
        )
        return
    if lower and first_upper and first_upper <= lower:  # the text lags: what it said after that day is no proof
        lower = _last_mention_before(tenure, first_upper, factbook)
    begun = bounds(tenure.start).earliest if tenure.start else None
    if begun and (lower is None or lower < begun) and (upper is None or begun <= upper):
        lower = begun
    gap = next((gap for gap in factbook.gaps if lower == gap[0]), None)
    is_listed = any(_lists(one, tenure.office) for one in snapshots[position + 1 :])
    if upper is None or (gap and lower and upper - lower > _TIGHT):
        tenure.end = f"{lower}/" if lower else ""
        tenure.end_note = (
            f"Named up to the edition of {lower}; there is none from then to {gap[1]}."
            if gap
            else f"Named up to the edition of {lower}; later ones {'name others' if is_listed else 'do not list the office'}."
        )
    elif lower is None:
        tenure.end = f"/{latest}"
    else:
        tenure.end = latest if lower.isoformat() == latest else f"{lower}/{latest}"


def _latest_end(tenure: ListedTenure, following: Sequence[EditionText], tenures: Sequence[ListedTenure]) -> str:
    """Return the last day on which a tenure can have ended, in EDTF; empty if no later text shows it.

    It is the start of a successor if a text gives it, otherwise the day of the first edition that shows the change.
    """
    office = tenure.office
    begun = bounds(tenure.start).latest if tenure.start else None
    snapshot = next((one for one in following if _lists(one, office)), None)
    if snapshot is None or (snapshot is not following[0] and has_many_seats(office)):
        return ""
    candidates: list[tuple[date, str]] = []
    is_shown = not any(one.office == office for one in snapshot.holders)  # vacant, or there is no mission
    vacancy = _until_next_holder(following, office) if is_shown else [snapshot]
    for other in tenures:
        if other is tenure or other.office != office or not any(one in vacancy for one, _ in other.mentions):
            continue
        is_new = other.first.entry.at > tenure.first.entry.at
        if _leaves_room(tenure, other, is_new):
            continue
        is_shown = True
        if not is_new or not other.start:
            continue
        first, last = bounds(other.start)
        if first and last and last <= snapshot.entry.day and (begun is None or first > begun):
            candidates.append((last, other.start))
    if not is_shown and not (tenure.is_acting or office in snapshot.vacant):
        return ""
    return min([*candidates, (snapshot.entry.day, snapshot.entry.day.isoformat())])[1]


def _until_next_holder(following: Sequence[EditionText], office: str) -> Sequence[EditionText]:
    """Return the snapshots up to the first that names somebody in an office: who began may be named months later."""
    for position, snapshot in enumerate(following):
        if any(one.office == office for one in snapshot.holders):
            return following[: position + 1]
    return following


def _lists(snapshot: EditionText, office: str) -> bool:
    """Whether a text says who holds an office, or that nobody does."""
    if any(one.office == office for one in snapshot.holders) or office in snapshot.vacant:
        return True
    return office == AMBASSADOR and snapshot.has_text and not snapshot.holders  # a sentence: there is no mission


def _leaves_room(tenure: ListedTenure, other: ListedTenure, is_new: bool) -> bool:
    """Whether two persons may have been in office together, so that the one does not show that the other left."""
    if tenure.is_acting:
        return not other.is_acting and not is_new  # somebody may act beside a regular holder
    if other.latest.is_designate:
        return True
    if other.is_acting and other.first.entry.at <= tenure.last.entry.at:
        return True  # a chargé beside an ambassador
    return has_many_seats(tenure.office)


def _last_mention_before(tenure: ListedTenure, day: date, factbook: Factbook) -> date | None:
    """Return the last edition before a day that names the person."""
    found = None
    for snapshot, _ in tenure.mentions:
        if snapshot.entry.day < day:
            editions = [
                one.date()
                for one in factbook.editions
                if snapshot.entry.at <= one and one.date() < day and one.date() <= snapshot.last
            ]
            found = max(editions, default=snapshot.entry.day)
    return found
