"""From what a draft means to what the data set has: ids of records, names, roles held on a day."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from fpdata.importers.core.draft import (
    Cell,
    DraftRef,
    IdentifierRef,
    Incumbent,
    NameOf,
    RecordRef,
    RoleHeld,
    TextTemplate,
)
from fpdata.importers.core.person_index import PersonIndex
from fpdata.importers.core.store import Row, Store
from fpdata.model.edtf import Edtf, End
from fpdata.model.slugs import fold

_NOT_HELD = ("nominated-not-served", "acting")


class UnresolvedError(Exception):
    """What a draft refers to is not in the data set; the message says what."""


class Resolver:
    """Finds what drafts refer to, in the data set and among the drafts placed so far."""

    def __init__(self, store: Store, register: PersonIndex) -> None:
        self._store = store
        self._register = register
        self.ids: dict[tuple[str, str], str | None] = {}
        """The id at each place of the source (table, locator); None where the record was left out."""
        self._incumbents: dict[Incumbent, str] = {}

    def text(self, cell: Cell) -> str | None:
        """Return a cell as it stands in the row. Raises UnresolvedError."""
        match cell:
            case None | str():
                return cell
            case NameOf():
                return self.name(cell)
            case TextTemplate():
                return "".join(part if isinstance(part, str) else self.name(part) for part in cell.parts)
            case RoleHeld():
                return self.role(cell)
        return self.id(cell)

    def id(self, reference: RecordRef) -> str:
        """Return the id of the record that is meant. Raises UnresolvedError."""
        match reference:
            case DraftRef():
                found = self.ids.get((reference.table, reference.locator))
                if found is None:
                    raise UnresolvedError(f"{reference.locator} was left out")
            case IdentifierRef():
                found = self._register.with_identifier(reference.scheme, reference.value)
                if found is None:
                    raise UnresolvedError(f"nobody in identifiers.csv has {reference.scheme} {reference.value!r}")
            case Incumbent():
                found = self._incumbent(reference)
            case RoleHeld():
                found = self.role(reference)
                if found is None:
                    raise UnresolvedError(f"no role in {reference.office_id} on {reference.day}")
        return found

    def name(self, name: NameOf) -> str:
        """Return what a record is called. Raises UnresolvedError."""
        id = name.record if isinstance(name.record, str) else self.id(name.record)
        row = self._store.get(name.table, id)
        if row is None:
            raise UnresolvedError(f"there is no row {id!r} in {name.table}")
        return row["name"] or id

    def role(self, held: RoleHeld) -> str | None:
        """Return the role in which an actor held an office on a day; None where there is none on record."""
        actor = self.id(held.actor)
        found = [
            row
            for row in self._roles.get(held.office_id, ())
            if row["actor_id"] == actor and _covers(row, held.day) and row["basis"] not in _NOT_HELD
        ]
        return max(found, key=lambda row: row["start"] or "")["role_id"] if found else None

    @cached_property
    def _roles(self) -> dict[str, list[Row]]:
        return self._store.index("roles", "office_id")

    def _incumbent(self, meant: Incumbent) -> str:
        if meant not in self._incumbents:
            held = [row for row in self._roles.get(meant.office_id, ()) if row["basis"] not in _NOT_HELD]
            ours = [row for row in held if self._family_name(row["actor_id"] or "") <= meant.words]
            days = Counter(row["actor_id"] or "" for row in ours for day in meant.days if _covers(row, day))
            # Somebody elected travels before taking office; then nobody of that name holds it yet.
            soon = {row["start"] or "": row["actor_id"] or "" for row in ours if (row["start"] or "") > meant.days[0]}
            if not days and not soon:
                who = " ".join(sorted(meant.words))
                raise UnresolvedError(f"no holder of {meant.office_id} in those days is called so ({who})")
            self._incumbents[meant] = max(days, key=lambda actor: days[actor]) if days else soon[min(soon)]
        return self._incumbents[meant]

    def _family_name(self, actor_id: str) -> set[str]:
        actor = self._store.get("actors", actor_id)
        return set(fold((actor["sort_name"] or "").partition(",")[0]).split()) if actor else {"?"}


def _covers(role: Row, day: str) -> bool:
    """Whether a role was held on a day, as far as its dates show; one without a start is not."""
    start = Edtf(role["start"]).earliest if role["start"] else None
    if start is None or start.isoformat() > day:
        return False
    last = End(role["end"]).latest if role["end"] else None
    return last is None or last.isoformat() >= day
