"""A small valid package, written by hand: two men, a plan, and who said what about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fpdata.checks.api import check
from fpdata.checks.engine import Engine
from fpdata.checks.report import Report
from fpdata.export.parquet import build
from fpdata.generate.descriptor import dump_json, package_descriptor, table_path
from fpdata.model.tables import TABLES
from fpdata.model.views import VIEWS
from fpdata.package.csv_writer import render
from fpdata.package.locate import DESCRIPTOR, TABLES_FOLDER

Row = dict[str, str | None]
Tables = dict[str, list[Row]]


def row(table: str, /, **values: str | None) -> Row:
    """Return a row of a table, null where nothing is given."""
    assert set(values) <= set(TABLES[table].names)
    return {name: values.get(name) for name in TABLES[table].names}


_TABLES: Tables = {
    "documents": [
        row("documents", document_id="gazette-1890-01-02", kind="article", title="Talks open", outlet_id="gazette", date="1890-01-02", url="https://gazette.example/1"),
        row("documents", document_id="plan-7", kind="plan", title="[Seven-point plan]", date="1890-01"),
        row("documents", document_id="register", kind="dataset", title="Register", date="1900"),
    ],
    "outlets": [row("outlets", outlet_id="gazette", name="The Gazette", kind="newspaper", control="independent", actor_id="gazette")],
    "countries": [row("countries", country_id="ruritania", name="Ruritania", kind="state")],
    "topics": [row("topics", topic_id="talks", name="Talks")],
    "actors": [
        row("actors", actor_id="ada-lake", kind="person", name="Ada Lake", sort_name="Lake, Ada", born="1850", source_id="register"),
        row("actors", actor_id="ben-moor", kind="person", name="Ben Moor", sort_name="Moor, Ben", born="1860-05-06", died="1899", country_id="ruritania", source_id="register"),
        row("actors", actor_id="gazette", kind="organization", name="The Gazette", sort_name="Gazette, The", source_id="gazette-1890-01-02"),
    ],
    "names": [row("names", actor_id="ada-lake", name="A. Lake", kind="alias")],
    "identifiers": [row("identifiers", scheme="register", value="17", actor_id="ada-lake")],
    "offices": [row("offices", office_id="envoy", title="Envoy", kind="envoy", seats="one", source_id="register")],
    "roles": [
        row("roles", role_id="ada-lake-envoy-1889", actor_id="ada-lake", office_id="envoy", title="Envoy", basis="appointed", start="1889-03-04", end="..", source_id="register"),
        row("roles", role_id="ben-moor-envoy-1885", actor_id="ben-moor", office_id="envoy", title="Envoy", basis="appointed", start="1885-06-07", end="1889-03-04", source_id="register"),
    ],
    "events": [
        row("events", event_id="1890-talks", kind="talks", name="Talks", date="1890-01-01/1890-01-03", status="held", source_id="gazette-1890-01-02"),
        row("events", event_id="1890-talks-dinner", kind="meeting", name="Dinner", date="1890-01-02", status="held", part_of_id="1890-talks", source_id="gazette-1890-01-02"),
    ],
    "participations": [row("participations", event_id="1890-talks", actor_id="ada-lake", part="head", presence="confirmed", role_id="ada-lake-envoy-1889", source_id="gazette-1890-01-02")],
    "statements": [
        row("statements", statement_id="gazette-reports", speaker_id="gazette", date="1890-01-02", form="paraphrase", act="assert", medium="article", audience="public", summary="Reports the talks.", document_id="gazette-1890-01-02", availability="public"),
        row("statements", statement_id="lake-wrote-it", speaker_id="ada-lake", date="1890-01-01", form="partial-quote", act="assert", medium="interview", audience="public", quote="ours, every word", language="en", summary="Says her side wrote the plan.", within_id="gazette-reports", document_id="gazette-1890-01-02", availability="public"),
        row("statements", statement_id="moor-denies", speaker_id="ben-moor", date="1890-01-03", form="paraphrase", act="deny", medium="interview", audience="public", summary="Says she did not.", document_id="gazette-1890-01-02", availability="public"),
    ],
    "statement_links": [row("statement_links", from_id="moor-denies", kind="denies", to_id="lake-wrote-it")],
    "claims": [
        row("claims", claim_id="lake-authored", statement_id="lake-wrote-it", about_document_id="plan-7", predicate="authored", object_actor_id="ada-lake", polarity="affirmed", modality="actual", coding="explicit", mode="fact", certainty="stated", verdict="disputed", verdict_document_id="register"),
        row("claims", claim_id="moor-not-authored", statement_id="moor-denies", about_document_id="plan-7", predicate="authored", object_actor_id="ada-lake", polarity="negated", modality="actual", coding="explicit", mode="fact", certainty="stated", verdict="disputed", verdict_document_id="register"),
        row("claims", claim_id="moor-supports", statement_id="moor-denies", about_actor_id="ben-moor", predicate="supports", object_document_id="plan-7", polarity="affirmed", modality="actual", coding="explicit", mode="opinion", certainty="stated", verdict="not-checkable"),
    ],
    "addressees": [row("addressees", statement_id="moor-denies", actor_id="gazette", part="to")],
    "contributions": [row("contributions", document_id="gazette-1890-01-02", actor_id="gazette", part="author", sequence="1")],
    "relationships": [row("relationships", relationship_id="lake-rival-of-moor", actor_id="ada-lake", kind="rival-of", other_id="ben-moor", statement_id="moor-denies", source_id="gazette-1890-01-02")],
    "citations": [row("citations", citation_id="talks-dated-otherwise", table="events", record_id="1890-talks", field="date", document_id="register", stance="disputes", reported_value="1890-01-02")],
    "redirects": [row("redirects", table="actors", old_id="ada-pond", new_id="ada-lake", date="1901", reason="Her name at marriage was taken for another person.")],
    "corrections": [row("corrections", table="actors", record_id="ben-moor", field="born", upstream_value="1960-05-06", value="1860-05-06", reason="In office in 1885.", date="1901")],
    "judgements": [row("judgements", table="actors", left_id="ada-lake", right_id="gazette", same="no", reason="A person and a newspaper.", date="1901")],
    "coverage": [row("coverage", table="roles", source_id="register", scope="envoys", to="1900", missing="Envoys after 1900.") | {"from": "1880"}],
}  # fmt: skip


def sample() -> Tables:
    """Return a copy of the sample's rows, to be changed at will."""
    return deepcopy(_TABLES)


def find(tables: Mapping[str, Sequence[Row]], table: str, id: str) -> Row:
    """Return the row of a table with that id."""
    return next(row for row in tables[table] if row[TABLES[table].key[0]] == id)


def write_tables(folder: Path, tables: Mapping[str, list[Row]]) -> None:
    """Write rows as a package, ten times as fast as `write_package`: the descriptor lacks the measures of the files.

    Neither a check nor an export reads these.
    """
    (folder / TABLES_FOLDER).mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        (folder / table_path(name)).write_bytes(render(table, tables.get(name, ())))
    (folder / DESCRIPTOR).write_bytes(_descriptor())


@cache
def _descriptor() -> bytes:
    return dump_json(package_descriptor({name: (table_path(name), b"") for name in TABLES}))


def checked(folder: Path, tables: Mapping[str, list[Row]], engine: Engine | str | None = None) -> Report:
    """Write rows as a package and check it."""
    write_tables(folder, tables)
    return check(folder, engine=engine)


def exported(folder: Path, tables: Mapping[str, list[Row]]) -> dict[str, pa.Table]:
    """Write rows as a package, build its export, and return every table and view of it."""
    write_tables(folder / "package", tables)
    build(folder / "package", folder / "export")
    return {name: pq.ParquetFile(folder / "export" / f"{name}.parquet").read() for name in TABLES | VIEWS}
