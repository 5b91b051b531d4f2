"""Turn the texts of a country, in order, into tenures: who held an office, since when, and between which bounds it ended.

- The start is the latest date that a text gives. One that is later than an edition which already names the person is
  that of a further term, or of another act, and is only reported.
- Few texts say when somebody left (see departure_ends). Else the end lies after the last edition that names the holder,
  and not after the first that names another one, or says that the office is vacant; the start of whoever is named next,
  even if only by a later edition, is tighter than that one.
- If the end falls into a gap between editions, a note says so. If a text no longer lists the office, only the first
  possible day of the end is known: in June 2024 upstream dropped all vice presidents, who did not leave.
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
_FEW_DAYS = timedelta(days=3)
_CORRECTION_IN_GAP = timedelta(days=300)
#: Before that day texts give no starts.
_FIRST_STARTS = date(2015, 6, 1)
#: A start is mistaken if others held the office so much later.
_MISTAKEN = timedelta(days=400)
#: An end in a gap that is known more closely than this needs no note.
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
    mission: str = ""
    """The country whose text this is, if not that of the office."""


@dataclass
class ListedTenure:
    """A person in an office, from the first text that names them to the last."""

    office: str
    mentions: list[tuple[EditionText, Holder]] = field(default_factory=list)
    end: str = ""
    end_note: str = ""
    is_current: bool = False
    number: int = 1
    last_shown: tuple[date, EditionText] | None = None
    """The last edition that shows the person in office, with its text; texts that lag behind show nothing."""
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
        """Whether the person only acts, as the last text has it, or those of most days."""
        days = {True: 0, False: 0}
        for snapshot, holder in self.mentions:
            days[holder.is_acting] += (snapshot.last - snapshot.entry.day).days + 1
        return self.latest.is_acting or days[True] > days[False]

    @property
    def title(self) -> str:
        """The latest title that agrees with whether the person only acts."""
        titles = [holder.title for _, holder in self.mentions if holder.title and holder.is_acting == self.is_acting]
        return titles[-1] if titles else ""

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
    tenures = _join_renamed(tenures, snapshots)
    for tenure in tenures:
        _drop_false_start(tenure, tenures)
    for tenure in tenures:
        _set_end(tenure, snapshots, tenures, factbook)
    return tenures


def _join_renamed(tenures: list[ListedTenure], snapshots: Sequence[EditionText]) -> list[ListedTenure]:
    """Return the tenures, those joined that the next text has since the same day under another name of the office."""
    kept: list[ListedTenure] = []
    for tenure in sorted(tenures, key=lambda one: one.first.entry.at):
        position = snapshots.index(tenure.first)
        before = [one for one in kept if position and one.last is snapshots[position - 1]]
        former = next((one for one in before if _is_renamed(one, tenure)), None)
        if former:
            former.office = tenure.office
            former.mentions += tenure.mentions
        else:
            kept.append(tenure)
    return kept


def _is_renamed(one: ListedTenure, other: ListedTenure) -> bool:
    """Whether a tenure goes on in an office that has taken the place of the former one, which is no longer listed."""
    return (
        one.office != other.office
        and one.is_acting == other.is_acting
        and len(one.start) == len("2020-01-01")
        and one.start in other.starts
        and not _lists(other.first, one.office)
        and [holder.title for holder in other.first.holders].count(other.mentions[0][1].title) == 1  # no list
        and any(may_be_same(mine, name, same_start=True) for mine in one.names for name in other.names)
    )


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
        same_start = bool(holder.since and any(_same_days(holder.since, start) for start in tenure.starts))
        if tenure.latest.is_acting != holder.is_acting and not same_start:
            continue
        if not any(may_be_same(name, holder.name, same_start=same_start) for name in tenure.names):
            continue
        if not same_start and _is_return(tenure, snapshot, holder, before):
            continue
        found = tenure
    return found


def _same_days(one: str, other: str) -> bool:
    """Whether two starts are the same, or a few days apart: when somebody was named, and sworn in."""
    if one == other:
        return True
    first, second = bounds(one).earliest, bounds(other).earliest
    is_day = len(one) == len(other) == len("2020-01-01")
    return bool(is_day and first and second and abs(first - second) <= _FEW_DAYS)


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
        tenure.last_shown = tenure.last.last, tenure.last
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
        lower = last_mention_before(tenure, first_upper, factbook)
    if lower:
        tenure.last_shown = lower, next(one for one, _ in reversed(tenure.mentions) if one.entry.day <= lower)
    begun = bounds(tenure.start).earliest if tenure.start else None
    if begun and (lower is None or lower < begun) and (upper is None or begun <= upper):
        lower = begun
    gap = next((gap for gap in factbook.gaps if lower == gap[0]), None)
    if gap and lower and (upper is None or upper - lower > _TIGHT):
        tenure.end_note = f"Named up to the edition of {lower}; there is none from then to {gap[1]}."
    elif upper is None:
        is_listed = any(_lists(one, tenure.office) for one in snapshots[position + 1 :])
        after = "name others" if is_listed else "do not list the office"
        tenure.end_note = f"Named up to the edition of {lower}; later ones {after}."
    if upper is None:
        tenure.end = f"{lower}/" if lower else ""
    else:
        tenure.end = latest if lower and lower.isoformat() == latest else f"{lower or ''}/{latest}"


def _latest_end(tenure: ListedTenure, following: Sequence[EditionText], tenures: Sequence[ListedTenure]) -> str:
    """Return the last day on which a tenure can have ended, in EDTF; empty if no later text shows it.

    It is the start of a successor if a text gives it, otherwise the day of the first edition that shows the change.
    """
    office = tenure.office
    begun = bounds(tenure.start).latest if tenure.start else None
    snapshot = next((one for one in following if _lists(one, office)), None)
    if snapshot is None:
        return ""
    if not _is_alone(tenure, snapshot):
        return "" if snapshot is not following[0] else _latest_end_among_many(tenure, snapshot)
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


def _is_alone(tenure: ListedTenure, following: EditionText) -> bool:
    """Whether one person only holds an office at a time, as the last text that names them and a later one show."""
    return not has_many_seats(tenure.office) or all(
        len([one for one in snapshot.holders if one.office == tenure.office]) <= 1
        for snapshot in (tenure.last, following)
    )


def _latest_end_among_many(tenure: ListedTenure, snapshot: EditionText) -> str:
    """Return the last day on which one of several holders can have left, in EDTF; empty if nobody is new.

    If all of them are new, it is the day since which the last of them serves.
    """
    before, after = ([one for one in text.holders if one.office == tenure.office] for text in (tenure.last, snapshot))
    new = [one for one in after if not any(may_be_same(one.name, other.name, same_start=False) for other in before)]
    if not new:
        return ""
    starts = [(days.latest, one.since) for one in new if one.since and (days := bounds(one.since)).latest]
    begun = bounds(tenure.start).latest if tenure.start else None
    last = max(starts, default=None)
    if last and len(starts) == len(after) and last[0] <= snapshot.entry.day and (begun is None or begun < last[0]):
        return last[1]
    return snapshot.entry.day.isoformat()


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
    return other.is_acting and other.first.entry.at <= tenure.last.entry.at  # a chargé beside an ambassador


def last_mention_before(tenure: ListedTenure, day: date, factbook: Factbook) -> date | None:
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
