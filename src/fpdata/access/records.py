"""Load a table, or one record of it, as instances of its pydantic model."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from fpdata.access.load import load, load_record
from fpdata.table_names import TableName, ViewName

if TYPE_CHECKING:
    from fpdata.model.actors import Actor, Identifier, Name, Relationship
    from fpdata.model.claims import Claim
    from fpdata.model.curation import Correction, Judgement, Redirect
    from fpdata.model.documents import Citation, Contribution, Coverage, Document, Outlet
    from fpdata.model.events import Event, Participation, Topic
    from fpdata.model.offices import Country, Office, Role
    from fpdata.model.panels import CountryYear, DyadYear
    from fpdata.model.record import Record
    from fpdata.model.statements import Addressee, Statement, StatementLink
    from fpdata.model.views import (
        Contested,
        CountryLineage,
        Denial,
        HeldPosition,
        Letter,
        PowerEntry,
        RoleHolder,
        StatementChain,
        TimelineEntry,
    )


@overload
def records(table: Literal["actors"], *, path: Path | str | None = None) -> list[Actor]: ...
@overload
def records(table: Literal["roles"], *, path: Path | str | None = None) -> list[Role]: ...
@overload
def records(table: Literal["events"], *, path: Path | str | None = None) -> list[Event]: ...
@overload
def records(table: Literal["statements"], *, path: Path | str | None = None) -> list[Statement]: ...
@overload
def records(table: Literal["outlets"], *, path: Path | str | None = None) -> list[Outlet]: ...
@overload
def records(table: Literal["documents"], *, path: Path | str | None = None) -> list[Document]: ...
@overload
def records(table: Literal["offices"], *, path: Path | str | None = None) -> list[Office]: ...
@overload
def records(table: Literal["countries"], *, path: Path | str | None = None) -> list[Country]: ...
@overload
def records(table: Literal["participations"], *, path: Path | str | None = None) -> list[Participation]: ...
@overload
def records(table: Literal["relationships"], *, path: Path | str | None = None) -> list[Relationship]: ...
@overload
def records(table: Literal["statement_links"], *, path: Path | str | None = None) -> list[StatementLink]: ...
@overload
def records(table: Literal["addressees"], *, path: Path | str | None = None) -> list[Addressee]: ...
@overload
def records(table: Literal["claims"], *, path: Path | str | None = None) -> list[Claim]: ...
@overload
def records(table: Literal["citations"], *, path: Path | str | None = None) -> list[Citation]: ...
@overload
def records(table: Literal["contributions"], *, path: Path | str | None = None) -> list[Contribution]: ...
@overload
def records(table: Literal["names"], *, path: Path | str | None = None) -> list[Name]: ...
@overload
def records(table: Literal["identifiers"], *, path: Path | str | None = None) -> list[Identifier]: ...
@overload
def records(table: Literal["topics"], *, path: Path | str | None = None) -> list[Topic]: ...
@overload
def records(table: Literal["redirects"], *, path: Path | str | None = None) -> list[Redirect]: ...
@overload
def records(table: Literal["corrections"], *, path: Path | str | None = None) -> list[Correction]: ...
@overload
def records(table: Literal["judgements"], *, path: Path | str | None = None) -> list[Judgement]: ...
@overload
def records(table: Literal["coverage"], *, path: Path | str | None = None) -> list[Coverage]: ...
@overload
def records(table: Literal["role_holders"], *, path: Path | str | None = None) -> list[RoleHolder]: ...
@overload
def records(table: Literal["statement_chain"], *, path: Path | str | None = None) -> list[StatementChain]: ...
@overload
def records(table: Literal["contested"], *, path: Path | str | None = None) -> list[Contested]: ...
@overload
def records(table: Literal["denials"], *, path: Path | str | None = None) -> list[Denial]: ...
@overload
def records(table: Literal["positions"], *, path: Path | str | None = None) -> list[HeldPosition]: ...
@overload
def records(table: Literal["power"], *, path: Path | str | None = None) -> list[PowerEntry]: ...
@overload
def records(table: Literal["correspondence"], *, path: Path | str | None = None) -> list[Letter]: ...
@overload
def records(table: Literal["country_lineage"], *, path: Path | str | None = None) -> list[CountryLineage]: ...
@overload
def records(table: Literal["timeline"], *, path: Path | str | None = None) -> list[TimelineEntry]: ...
@overload
def records(table: Literal["country_years"], *, path: Path | str | None = None) -> list[CountryYear]: ...
@overload
def records(table: Literal["dyad_years"], *, path: Path | str | None = None) -> list[DyadYear]: ...
def records(table: TableName | ViewName, *, path: Path | str | None = None) -> list[Record]:  # type: ignore[misc]
    """Return the records of a table or view, in order of their key, as instances of its pydantic model.

    `table` and `path` are those of `load`. The attributes of a record are the columns of the data dictionary.
    A date is an `Edtf`: its text, with the days it can mean as ``earliest`` and ``latest``. A code is
    a member of an enumeration, and equal to its text. Raises UnknownIdError for an unknown table and
    DataNotFoundError if the export is missing.

    >>> records("countries")[0].kind == "state"
    True
    """
    from fpdata.model.tables import TABLES  # keeps `import fpdata` fast
    from fpdata.model.views import VIEWS

    content = load(table, path=path)
    described = (TABLES | VIEWS)[table]
    return [described.model.model_validate(row) for row in content.select(described.names).to_pylist()]


@overload
def record(table: Literal["actors"], id: str, *, path: Path | str | None = None) -> Actor: ...
@overload
def record(table: Literal["roles"], id: str, *, path: Path | str | None = None) -> Role: ...
@overload
def record(table: Literal["events"], id: str, *, path: Path | str | None = None) -> Event: ...
@overload
def record(table: Literal["statements"], id: str, *, path: Path | str | None = None) -> Statement: ...
@overload
def record(table: Literal["outlets"], id: str, *, path: Path | str | None = None) -> Outlet: ...
@overload
def record(table: Literal["documents"], id: str, *, path: Path | str | None = None) -> Document: ...
@overload
def record(table: Literal["offices"], id: str, *, path: Path | str | None = None) -> Office: ...
@overload
def record(table: Literal["countries"], id: str, *, path: Path | str | None = None) -> Country: ...
@overload
def record(table: Literal["relationships"], id: str, *, path: Path | str | None = None) -> Relationship: ...
@overload
def record(table: Literal["claims"], id: str, *, path: Path | str | None = None) -> Claim: ...
@overload
def record(table: Literal["citations"], id: str, *, path: Path | str | None = None) -> Citation: ...
@overload
def record(table: Literal["topics"], id: str, *, path: Path | str | None = None) -> Topic: ...
def record(table: TableName, id: str, *, path: Path | str | None = None) -> Record:
    """Return the record of a table with that id, as an instance of its pydantic model (see `records`).

    A retired id resolves to its replacement, with a RedirectWarning that says since when and why. `path` is that
    of `load`. Raises UnknownIdError for an unknown table, or for an unknown or withdrawn id; ValueError for a table
    whose rows have no id; DataNotFoundError if the export is missing.

    >>> record("countries", "ukraine").name
    'Ukraine'
    """
    from fpdata.model.tables import TABLES

    content = load_record(table, id, path)
    (row,) = content.select(TABLES[table].names).to_pylist()
    return TABLES[table].model.model_validate(row)
