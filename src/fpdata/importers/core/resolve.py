"""Resolve the references in drafts against the data set: ids of records, their names, roles held on a day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property

from fpdata.importers.core.draft import (
    BoundOfEvents,
    Cell,
    DateInTenure,
    Draft,
    DraftRef,
    HolderOn,
    IdCandidate,
    IdentifierRef,
    Incumbent,
    JoinedId,
    LocatorsOf,
    NameOf,
    RecordRef,
    RoleFor,
    RoleHeld,
    RoleOn,
    SomeOf,
    TextTemplate,
)
from fpdata.importers.core.person_index import PersonIndex
from fpdata.importers.core.store import Store
from fpdata.model.edtf import Edtf, End
from fpdata.model.slugs import fold, slug
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict

#: The bases of roles that do not count as holding the office: acting holders, and nominees who never took it.
_NOT_IN_OFFICE = ("nominated-not-served", "acting")

_NOMINATED = "nominated-not-served"
#: A role without a recorded end is not taken to have lasted longer than this.
_LASTING = timedelta(days=3 * 365)

#: Travels before the first and after the last day in office: a President-elect's, and what the dates of roles miss.
_TENURE_MARGIN = timedelta(days=2 * 365)


class UnresolvedError(Exception):
    """A draft refers to something that is not in the data set; the message says to what."""


class Resolver:
    """Looks up what drafts refer to, in the data set and among the drafts upserted so far."""

    def __init__(self, store: Store, people: PersonIndex) -> None:
        self._store = store
        self._people = people
        self.ids: dict[DraftRef, str | None] = {}
        """The ids of the drafts upserted so far; None for a draft that was skipped. Use `id_of` to read them."""
        self._row_at: Callable[[DraftRef], RowDict | None] = lambda ref: None
        self._incumbents: dict[Incumbent, str] = {}
        self._holders: dict[HolderOn, str | None] = {}

    def id_of(self, ref: DraftRef) -> str | None:
        """Return the id of a draft upserted so far; None if it was skipped."""
        return self.ids[ref] if ref in self.ids else _id_of(ref, self._row_at(ref))

    def forget(self, row_at: Callable[[DraftRef], RowDict | None]) -> None:
        """Forget what can be found again, after a batch that was not the whole source: there may be many batches.

        From now on, `row_at` tells the row that was added for a draft.
        """
        self._row_at = row_at
        self.ids = {ref: id for ref, id in self.ids.items() if id != _id_of(ref, row_at(ref))}
        self._holders.clear()

    def cells(self, draft: Draft) -> RowDict:
        """Return the cells of a draft as text. Raises UnresolvedError."""
        return {column: self.cell(cell) for column, cell in draft.cells.items()}

    def cell(self, cell: Cell) -> str | None:
        """Return a cell as text; None if it is empty. Raises UnresolvedError."""
        match cell:
            case None | str():
                return cell
            case NameOf():
                return self._name(cell)
            case TextTemplate():
                return "".join(map(self._text, cell.parts))
            case JoinedId():
                return self.candidate(cell.parts)
            case RoleHeld():
                return self._role(cell)
            case RoleOn():
                return self._role_on(cell)
            case RoleFor():
                return self._role_for(cell)
            case DateInTenure():
                return self._date_in_tenure(cell)
            case BoundOfEvents():
                return self._bound_of_events(cell)
        return self.id(cell)

    def candidate(self, candidate: IdCandidate) -> str:
        """Return an id candidate as an id. Raises UnresolvedError."""
        parts: list[str] = []
        for part in candidate:
            if isinstance(part, SomeOf):
                parts += self._resolved(part)[: part.limit]
            else:
                parts.append(part if isinstance(part, str) else self.id(part))
        return slug(*parts)

    def id(self, reference: RecordRef) -> str:
        """Return the id of the record that a reference means. Raises UnresolvedError."""
        match reference:
            case DraftRef():
                id = self.id_of(reference)
                if id is None:
                    raise UnresolvedError(f"it depends on {reference.locator}, which was skipped")
            case IdentifierRef():
                id = self._people.by_identifier(reference.scheme, reference.value)
                if id is None:
                    raise UnresolvedError(f"no actor has the identifier {reference.scheme} {reference.value!r}")
            case Incumbent():
                id = self._incumbent(reference)
            case HolderOn():
                id = self._holder(reference)
        return id

    def _text(self, part: str | NameOf | SomeOf | LocatorsOf) -> str:
        match part:
            case str():
                return part
            case NameOf():
                return self._name(part)
            case LocatorsOf():
                found = self._store.tables[part.table].starting_with("source_locator", part.prefix)
                return ", ".join(sorted((row["source_locator"] or "").rpartition("/")[2] for row in found))
        ids = self._resolved(part)
        names = [self._name(NameOf("actors", id)) for id in ids[: part.limit]]
        link = part.links[part.has_others or len(ids) > 1]
        if part.has_others:
            return f"{link}{', '.join(names)} and others"
        if more := len(ids) - len(names):
            return f"{link}{', '.join(names)} and {more} more"
        return link + " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))

    def _resolved(self, some: SomeOf) -> list[str]:
        """Return the ids of those actors that can be resolved. Raises UnresolvedError if there are none."""
        ids: list[str] = []
        for actor in some.actors:
            try:
                ids.append(self.id(actor))
            except UnresolvedError:
                continue
        if not ids:
            raise UnresolvedError("none of the actors is known")
        return list(dict.fromkeys(ids))

    def _name(self, name: NameOf) -> str:
        id = name.record if isinstance(name.record, str) else self.id(name.record)
        row = self._store.get(name.table, id)
        if row is None:
            raise UnresolvedError(f"{id!r} is not in {name.table}.csv")
        return row["name"] or id

    def _role(self, held: RoleHeld) -> str | None:
        """Return the role in which an actor held an office on a day; None if no such role is recorded."""
        actor_id = self.id(held.actor)
        roles = [
            row
            for row in self._roles_by_office.get(held.office_id, ())
            if row["actor_id"] == actor_id and _covers(row, held.day) and row["basis"] not in _NOT_IN_OFFICE
        ]
        return max(roles, key=lambda row: row["start"] or "")["role_id"] if roles else None

    def _holder(self, holder: HolderOn) -> str:
        if holder not in self._holders:
            self._holders[holder] = self._find_holder(holder)
        if (id := self._holders[holder]) is None:
            raise UnresolvedError(f"it is not clear who was {' or '.join(holder.office_ids)} on {holder.day}")
        return id

    def _find_holder(self, holder: HolderOn) -> str | None:
        found = {
            row["actor_id"] or ""
            for office_id in holder.office_ids
            for row in self._roles_by_office.get(office_id, ())
            if _surely_covers(row, holder.day)
            and row["basis"] != _NOMINATED
            and (bool(holder.words) or (row["basis"] == "acting") == holder.is_acting)
            and (not holder.words or self._family_name(row["actor_id"] or "") <= holder.words)
        }
        return found.pop() if len(found) == 1 else None

    def _role_on(self, held: RoleOn) -> str | None:
        """Return the role that an actor surely held on a day: in a preferred office, else the only one; None if unclear."""
        roles = [row for row in self._roles_by_actor.get(self.id(held.actor), ()) if _surely_covers(row, held.day)]
        roles = [row for row in roles if row["basis"] != _NOMINATED and not self._is_rank(row["office_id"])]
        preferred = [row for row in roles if row["office_id"] in held.office_ids]
        found = preferred or roles
        return found[0]["role_id"] if len(found) == 1 else None

    def _is_rank(self, office_id: str | None) -> bool:
        office = self._store.get("offices", office_id or "")
        return office is not None and office["kind"] == "rank"

    def _role_for(self, held: RoleFor) -> str | None:
        """Return the only role in which an actor may have served a country on a day; None if there is not one."""
        roles = [
            row
            for row in self._roles_by_actor.get(self.id(held.actor), ())
            if self._country_of(row) == held.country_id
            and _covers(row, held.day)
            and row["basis"] != "nominated-not-served"
        ]
        if len(roles) > 1:
            roles = [row for row in roles if f"{row['title']} ".startswith(f"{held.title} ")]
        if (
            len({row["office_id"] for row in roles}) == 1
        ):  # the last term in it: an earlier one, of unknown end, is over
            roles = [max(roles, key=lambda row: row["start"] or "")]
        if len(roles) != 1 or not (_surely_lasts(roles[0], held.day) or _fits(roles[0], held.title)):
            return None
        return roles[0]["role_id"]

    def _country_of(self, role: RowDict) -> str | None:
        office = self._store.get("offices", role["office_id"] or "")
        return office["country_id"] if office else None

    @cached_property
    def _roles_by_actor(self) -> dict[str, list[RowDict]]:
        return self._store.group_by("roles", "actor_id")

    def _date_in_tenure(self, cell: DateInTenure) -> str:
        actor_id, days = self.id(cell.actor), Edtf(cell.date)
        first, last = self._possible_days(actor_id, cell.office_id)
        is_before = first is not None and days.latest is not None and days.latest < first
        is_after = last is not None and days.earliest is not None and days.earliest > last
        if is_before or is_after:
            raise UnresolvedError(f"{cell.date} is years away from the time in which {actor_id} was {cell.office_id}")
        return cell.date

    def _possible_days(self, actor_id: str, office_id: str) -> tuple[date | None, date | None]:
        """Return the first and the last day on which an actor may have traveled for an office; None if unknown."""
        actor = self._store.get("actors", actor_id) or {}
        roles = [row for row in self._roles_by_office.get(office_id, ()) if row["actor_id"] == actor_id]
        starts = [Edtf(row["start"] or "..").earliest for row in roles]
        ends = [End(row["end"] or "..").latest for row in roles]
        first = min((day for day in starts if day), default=None)
        last = max((day for day in ends if day), default=None) if None not in ends else None
        died = Edtf(actor.get("died") or "..").latest
        bounds = (last + _TENURE_MARGIN if last else None, died)
        return first and first - _TENURE_MARGIN, min((day for day in bounds if day), default=None)

    def _bound_of_events(self, cell: BoundOfEvents) -> str | None:
        events = self._store.tables["events"]
        rows = [row for event in cell.events for row in events.where("source_locator", event.locator)]
        dates = [Edtf(row["date"]) for row in rows if row["date"]]
        days = [day for one in dates if (day := one.earliest if cell.side == "first" else one.latest)]
        return (min(days) if cell.side == "first" else max(days)).isoformat() if days else None

    @cached_property
    def _roles_by_office(self) -> dict[str, list[RowDict]]:
        return self._store.group_by("roles", "office_id")

    def _incumbent(self, incumbent: Incumbent) -> str:
        if incumbent not in self._incumbents:
            self._incumbents[incumbent] = self._find_incumbent(incumbent)
        return self._incumbents[incumbent]

    def _find_incumbent(self, incumbent: Incumbent) -> str:
        roles = [
            row
            for row in self._roles_by_office.get(incumbent.office_id, ())
            if row["basis"] not in _NOT_IN_OFFICE and self._family_name(row["actor_id"] or "") <= incumbent.words
        ]
        days = Counter(row["actor_id"] or "" for row in roles for day in incumbent.days if _covers(row, day))
        if days:
            return max(days, key=lambda actor: days[actor])
        # All the travel may be before the inauguration: then it is the next one of that name to take office.
        later = {row["start"] or "": row["actor_id"] or "" for row in roles if (row["start"] or "") > incumbent.days[0]}
        if not later:
            words = " ".join(sorted(incumbent.words))
            raise UnresolvedError(f"no holder of {incumbent.office_id} on those days has a family name among {words!r}")
        return later[min(later)]

    def _family_name(self, actor_id: str) -> set[str]:
        actor = self._store.get("actors", actor_id)
        return set(fold((actor["sort_name"] or "").partition(",")[0]).split()) if actor else {"?"}


def _id_of(ref: DraftRef, row: RowDict | None) -> str | None:
    return row[TABLES[ref.table].key[0]] if row else None


def _surely_covers(role: RowDict, day: str) -> bool:
    """Whether a role was held on a day: after its start, and before its end or, if that is not recorded, not for long."""
    if not role["start"] or not _covers(role, day):
        return False
    first = Edtf(role["start"]).latest
    if role["end"] == ".." or first is None:
        return role["end"] == ".."
    on = date.fromisoformat(day)
    last = End(role["end"]).earliest if role["end"] else first + _LASTING
    return first <= on and (last is None or on <= last)


def _surely_lasts(role: RowDict, day: str) -> bool:
    """Whether a role that may cover a day had surely not ended on it."""
    last = End(role["end"]).earliest if role["end"] and role["end"] != ".." else None
    return last is None or day <= last.isoformat()


def _fits(role: RowDict, title: str) -> bool:
    """Whether a title may be that of a role: a part of one goes on with the other, whether acting or not."""
    name = _NOT_FULL.sub("", role["title"] or "").casefold()
    parts = [_NOT_FULL.sub("", part).casefold() for part in _AND.split(title)] if title else [name]
    return any(f"{one} ".startswith(f"{other} ") for part in parts for one, other in ((part, name), (name, part)))


_NOT_FULL = re.compile(r"\b(?:Acting|Interim|Incoming|Transition(?:al)?|Caretaker) ", re.IGNORECASE)
_AND = re.compile(r",? (?:and|&) |, ")


def _covers(role: RowDict, day: str) -> bool:
    """Whether a role may have been held on a day, by its dates. A role without a start was not."""
    start = Edtf(role["start"]).earliest if role["start"] else None
    if start is None or start.isoformat() > day:
        return False
    last = End(role["end"]).latest if role["end"] else None
    return last is None or last.isoformat() >= day
