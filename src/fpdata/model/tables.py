"""All tables of the package, the core ones first."""

from __future__ import annotations

from fpdata.model.actors import Actor, Identifier, Name, Relationship
from fpdata.model.claims import Claim
from fpdata.model.curation import Correction, Judgement, Redirect
from fpdata.model.documents import Citation, Contribution, Coverage, Document, Outlet
from fpdata.model.events import Event, Participation, Topic
from fpdata.model.offices import Country, Office, Role
from fpdata.model.record import Record
from fpdata.model.statements import Addressee, Statement, StatementLink
from fpdata.model.table import Table, describe_table

_MODELS: tuple[type[Record], ...] = (
    Actor,
    Role,
    Event,
    Statement,
    Outlet,
    Document,
    Office,
    Country,
    Participation,
    Relationship,
    StatementLink,
    Addressee,
    Claim,
    Citation,
    Contribution,
    Name,
    Identifier,
    Topic,
    Redirect,
    Correction,
    Judgement,
    Coverage,
)

#: Every table by name, in display order.
TABLES: dict[str, Table] = {table.name: table for table in map(describe_table, _MODELS)}
