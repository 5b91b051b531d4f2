"""Draft roles from terms: a role is a service, the successive terms in one office, for one state, on one basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fpdata.importers.core.draft import Cell, Draft, DraftRef
from fpdata.importers.core.parsing import MalformedError, parse_date
from fpdata.importers.legislators.offices import OFFICES
from fpdata.importers.legislators.states import STATES

_BASES = {"succession": "inherited", "appointment": "appointed"}
#: Terms that are further apart are two services.
_MAX_GAP = timedelta(days=31)
#: Senators have the longest terms, of six years.
_LONGEST = timedelta(days=6 * 366 + 31)
#: Month and day on which full terms end: in January, or in March before 1935.
_ENDS_OF_FULL_TERMS = {
    *("01-20", "01-03", "01-02", "01-04", "01-05", "01-06"),
    *("03-03", "03-04", "03-05"),
}


@dataclass(frozen=True)
class Term:
    """A term of a member; the dates are unknown for former members."""

    type: str
    """A key of OFFICES."""
    state: str
    party: str
    start: str | None = None
    end: str | None = None
    how: str = ""
    """How the office was gained: succession or appointment, else by election."""
    end_type: str = ""
    """Why the term ended early."""

    @property
    def basis(self) -> str:
        """A code of `roles.basis`."""
        return _BASES.get(self.how, "elected") if self.start else "unknown"

    @property
    def is_full(self) -> bool:
        """Whether the term ended on a day on which such terms end."""
        return not self.end_type and (self.end or "")[5:] in _ENDS_OF_FULL_TERMS


def parse_term(record: dict[str, Any]) -> Term:
    """Return a term of a YAML record. Raises MalformedError, or KeyError if a field is missing."""
    start = parse_date(_text(record["start"], "start"), "start")
    end = parse_date(_text(record["end"], "end"), "end", may_be_future=True)
    if not (start and end):
        raise MalformedError("the start or the end of a term is missing")
    if len(start) < len("YYYY-MM-DD") or len(end) < len("YYYY-MM-DD"):
        raise MalformedError(f"the term from {start} to {end} has no days; give both as YYYY-MM-DD")
    if not start <= end:
        raise MalformedError(f"the term from {start} ends before it starts, on {end}")
    if date.fromisoformat(end) - date.fromisoformat(start) > _LONGEST:
        raise MalformedError(f"the term from {start} to {end} is longer than any term of office")
    if _text(record["type"], "type") not in OFFICES:
        raise MalformedError(f"{record['type']!r} is not a known type of term")
    if record["type"] in ("sen", "rep") and not record.get("state"):
        raise MalformedError(f"the term from {start} has no state")
    optional = {name: _text(record.get(name) or "", name) for name in ("state", "party", "how")}
    return Term(record["type"], start=start, end=end, end_type=str(record.get("end-type", "")), **optional)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise MalformedError(f"{name}: {value!r} is not a text")
    return value


def draft_roles(actor: DraftRef, terms: Iterable[Term], today: str) -> Iterator[Draft]:
    """Yield a role for each service of a member; `today` is the date of the newest record of the source."""
    for service in _services(list(terms)):
        first, last = service[0], service[-1]
        office = OFFICES[first.type]
        # A term that ends in the future may end otherwise. The role is recorded as ongoing instead.
        is_current = bool(last.end and last.end > today)
        cells: dict[str, Cell] = {
            "actor_id": actor,
            "office_id": office.id,
            "title": office.title,
            "basis": first.basis,
            "start": first.start,
            "start_kind": "took-office" if first.start else None,
            "end": last.end if not is_current else ".." if (last.start or "") < today else None,
            "end_kind": "term-ended" if last.end and not is_current and last.is_full else None,
            "party": first.party[:1].upper() + first.party[1:] or None,
            "constituency": STATES.get(first.state, first.state) or None,
            "note": "Successive terms as one service." if len(service) > 1 else None,
        }
        start = first.start or ""
        yield Draft(
            "roles",
            f"{actor.locator}/{first.type}/{start or 'undated'}",
            cells,
            ((actor, office.short_name, start[:4]), (actor, office.short_name, start)),
            depends_on=actor,
        )


def _services(terms: list[Term]) -> list[list[Term]]:
    """Group terms into services. An undated term is a service unless the member has dated terms of that type."""
    services: list[list[Term]] = []
    for term in sorted((term for term in terms if term.start), key=lambda term: (term.type, term.start or "")):
        if services and _continues(services[-1][-1], term):
            services[-1].append(term)
        else:
            services.append([term])
    dated_types = {service[0].type for service in services}
    return services + [[term] for term in terms if not term.start and term.type not in dated_types]


def _continues(before: Term, term: Term) -> bool:
    if (before.type, before.state, before.basis) != (term.type, term.state, term.basis):
        return False
    return date.fromisoformat(term.start or "") - date.fromisoformat(before.end or "") <= _MAX_GAP
