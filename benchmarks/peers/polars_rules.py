"""The rules across rows, in polars: each yields the number of rows that break it."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from benchmarks.peers.common import Specification

Frames = dict[str, pl.DataFrame]

#: Columns that the rules need, besides keys, references and the bounds of dates.
KEPT: dict[str, tuple[str, ...]] = {
    "actors": ("name", "kind"),
    "roles": ("basis", "start", "end"),
    "relationships": ("end",),
    "documents": ("kind",),
    "offices": ("seats",),
    "citations": ("table", "record_id", "field", "stance"),
    "redirects": ("new_id",),
    "coverage": ("to",),
}
_NAMED = (
    ("citations", "record_id"),
    ("corrections", "record_id"),
    ("judgements", "left_id"),
    ("judgements", "right_id"),
)
_LEDGER = {"redirects", "corrections", "judgements", "coverage"}


def rules(specification: Specification, kept: Frames) -> Iterator[int]:
    """Yield the number of rows that break each rule across rows."""
    frames = {name: frame.lazy() for name, frame in kept.items()}
    for query in _queries(frames):
        yield query.select(pl.len()).collect().item()
    for table in specification.tables.values():
        for column in table.references:
            if column.references == table.name:
                yield _in_cycles(kept[table.name], table.key[0], column.name)
    yield from _annotations(specification, kept)


def _queries(frames: dict[str, pl.LazyFrame]) -> Iterator[pl.LazyFrame]:
    """Yield for each rule the query that finds the rows that break it."""
    actors, documents, roles = frames["actors"], frames["documents"], frames["roles"]
    born = actors.select("actor_id", "born_first").drop_nulls()
    for table, actor, when in (
        (roles, "actor_id", "start_last"),
        (frames["statements"], "speaker_id", "date_last"),
        (frames["participations"].join(frames["events"], on="event_id"), "actor_id", "date_last"),
    ):
        yield table.join(born, left_on=actor, right_on="actor_id").filter(pl.col(when) < pl.col("born_first"))
    dead = actors.select("actor_id", "died_last").drop_nulls()
    goes_on = pl.col("end") == ".."
    yield roles.join(dead, on="actor_id").filter(goes_on | (pl.col("died_last") < pl.col("start_first")))
    said = frames["statements"]
    outer = said.select(within_id="statement_id", outer_last="date_last")
    yield (
        said.filter(pl.col("within_id").is_not_null())
        .join(outer, on="within_id")
        .filter(pl.col("outer_last") < pl.col("date_first"))
    )
    yield _seats(roles, frames["offices"])
    for name, key in (("roles", "role_id"), ("relationships", "relationship_id")):
        yield _unwitnessed(frames, name, key)
    days = pl.col("start", "end").str.contains("^[0-9]{4}-(01-01|12-31)$")
    datasets = documents.filter(pl.col("kind") == "dataset").select("document_id")
    yield roles.filter(pl.any_horizontal(days)).join(datasets, left_on="source_id", right_on="document_id", how="semi")
    alike = [pl.col("name").str.to_lowercase(), "kind", pl.col("born_first").str.head(4)]
    yield actors.group_by(alike).len().filter(pl.col("len") > 1)


def _seats(roles: pl.LazyFrame, offices: pl.LazyFrame) -> pl.LazyFrame:
    """Find the terms that begin while somebody else surely has the seat (see the rule of fpdata)."""
    until = pl.when(pl.col("end") == "..").then(pl.lit("9999-99-99")).otherwise(pl.coalesce("end_first", "start_last"))
    return (
        roles.join(offices.filter(pl.col("seats") == "one").select("office_id"), on="office_id", how="semi")
        .filter(
            ~pl.col("basis").is_in(["acting", "nominated-not-served", "designated"]), pl.col("start_last").is_not_null()
        )
        .select("office_id", begin="start_last", until=until)
        .sort("office_id", "begin", "until")
        # The greatest so far, as text: a number of the same order, as text has no running maximum.
        .with_columns(days=pl.col("until").str.replace_all("-", "", literal=True).cast(pl.Int32))
        .with_columns(taken=pl.col("days").cum_max().shift().over("office_id"))
        .filter(pl.col("begin").str.replace_all("-", "", literal=True).cast(pl.Int32) < pl.col("taken"))
    )


def _unwitnessed(frames: dict[str, pl.LazyFrame], table: str, key: str) -> pl.LazyFrame:
    """Find the rows that go on, and that no document says to go on after they began."""
    open_ended = frames[table].filter(pl.col("end") == "..").select(key, "source_id", "start_last")
    cited = frames["citations"].filter(
        pl.col("table") == table,
        pl.col("stance") == "supports",
        pl.col("field").is_null() | (pl.col("field") == "end"),
    )
    sources = pl.concat(
        [
            open_ended,
            open_ended.drop("source_id")
            .join(cited, left_on=key, right_on="record_id")
            .select(key, "start_last", source_id="document_id")
            .select(key, "source_id", "start_last"),
        ]
    )
    seen = frames["documents"].select("document_id", seen=pl.max_horizontal("date_last", "accessed_last")).drop_nulls()
    by_document = (
        sources.join(seen, left_on="source_id", right_on="document_id")
        .filter(pl.col("start_last").is_null() | (pl.col("seen") > pl.col("start_last")))
        .select(key)
    )
    kept_up = frames["coverage"].filter(pl.col("table") == table, pl.col("to") == "..").select("source_id")
    by_coverage = sources.join(kept_up, on="source_id", how="semi").select(key)
    return open_ended.join(pl.concat([by_document, by_coverage]), on=key, how="anti")


def _in_cycles(frame: pl.DataFrame, key: str, column: str) -> int:
    """Return how many rows have a chain that does not end: peel off the ends until nothing changes."""
    edges = frame.select(child=key, parent=column).drop_nulls()
    while edges.height:
        left = edges.join(edges, left_on="parent", right_on="child", how="semi")
        if left.height == edges.height:
            break
        edges = left
    return edges.height


def _annotations(specification: Specification, kept: Frames) -> Iterator[int]:
    redirects = kept["redirects"]
    retired = dict(redirects.group_by("table").agg("old_id").iter_rows())
    for table, column in _NAMED:
        for named, live in _identities(specification, kept, table):
            rows = kept[table].filter(pl.col("table") == named).select(column)
            rows = rows.join(live, left_on=column, right_on="id", how="anti")
            yield rows.filter(~pl.col(column).is_in(retired.get(named, []))).height
    for named, live in _identities(specification, kept, "redirects"):
        rows = redirects.filter(pl.col("table") == named)
        yield rows.join(live, left_on="old_id", right_on="id", how="semi").height
        gone = rows.filter(pl.col("new_id").is_not_null()).join(live, left_on="new_id", right_on="id", how="anti")
        yield gone.filter(~pl.col("new_id").is_in(retired.get(named, []))).height
    for table in ("citations", "corrections"):
        for (named,), rows in kept[table].group_by("table"):
            names = specification.tables[str(named)].names if named in specification.tables else []
            yield int(rows["field"].drop_nulls().is_in(names).not_().sum())
    for table in ("citations", *_LEDGER):
        yield int(kept[table]["table"].is_in(list(specification.tables)).not_().sum())


def _identities(specification: Specification, kept: Frames, table: str) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield each table that the rows of `table` name, with the ids of its records."""
    for name in kept[table]["table"].unique():
        if name in specification.tables:
            key = specification.tables[name].key
            yield name, kept[name].select(id=pl.concat_str(key, separator="/"))
