"""Follow a statement through those who report it, and find the statements that respond to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.load import load
from fpdata.access.lookup_columns import add_addresses, add_names, look_up_columns
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa

#: Kinds of responses, those that speak against a statement first.
_LINK_ORDER = (
    "denies",
    "contradicts",
    "retracts",
    "softens",
    "corrects",
    "does-not-deny",
    "confirms",
    "repeats",
    "responds-to",
)
_STATEMENT = ("within_id", "speaker_id", "date", "date_min", "form", "act", "medium", "audience", "quote", "summary", "document_id")  # fmt: skip
_COLUMNS = ["link", "from_id", "to_id", "depth", "statement_id", "within_id", "speaker_id", "speaker_name", "date", "form", "act", "medium", "audience", "quote", "summary", "note", "document_id", "url"]  # fmt: skip


def chain(statement: str, *, path: Path | str | None = None) -> pa.Table:
    """Return a statement with those through which it is known, those within it, and what responds to any of them.

    `statement` is a statement_id, or words that only one statement has. A retired id resolves to its replacement, with a
    RedirectWarning. `path` is that of `load`.

    First come the statements of the chain, outermost first: `link` is null, `depth` is the number of statements in which a
    statement is reported, `within_id` the one in which it is. Then come the statements with a link to one of these, or from
    `statement` to another: `link` says how `from_id` responds to `to_id`, and the row describes the one that is not of
    the chain.

    Columns: link, from_id, to_id, depth (int64), statement_id, within_id, speaker_id, speaker_name, date (EDTF), form,
    act, medium, audience, quote, summary, note (of the link), document_id, url.

    Raises UnknownIdError for an unknown statement, AmbiguousNameError for words that several have; DataNotFoundError if the
    export is missing.

    >>> chain("rubio-wish-list-per-senators")["speaker_name"].to_pylist()[1:3]
    ['U.S. senators at the Halifax forum of 2025', 'Marco Rubio']
    """
    import pyarrow as pa  # keeps `import fpdata` fast

    id = resolve_name("statement", statement, path)
    chained = _chained(id, path)
    links = _links(id, {row["statement_id"] for row in chained}, path)
    rows = [*chained, *links]
    types = {
        "link": pa.string(),
        "from_id": pa.string(),
        "to_id": pa.string(),
        "depth": pa.int64(),
        "note": pa.string(),
    }
    types["statement_id"] = pa.string()
    found = pa.table({name: pa.array([row.get(name) for row in rows], type) for name, type in types.items()})
    found = look_up_columns(
        found, "statement_id", "statements", "statement_id", {name: name for name in _STATEMENT}, path
    )
    found = add_addresses(add_names(found, "speaker_id", "speaker_name", path), "document_id", path)
    return _ordered(found, len(chained)).select(_COLUMNS)


def _chained(id: str, path: Path | str | None) -> list[dict[str, Any]]:
    """Return the statements in which the one with an id is reported, outermost first, then itself and those within it."""
    rows = load("statements", path=path).select(["statement_id", "within_id"]).to_pylist()
    outer = {row["statement_id"]: row["within_id"] for row in rows if row["within_id"]}
    around = [id]
    while (next_ := outer.get(around[0])) and next_ not in around:
        around.insert(0, next_)
    inner: defaultdict[str, list[str]] = defaultdict(list)
    for statement, reporter in outer.items():
        inner[reporter].append(statement)

    def within(statement: str, depth: int) -> Iterator[dict[str, Any]]:
        for reported in sorted(inner.pop(statement, [])):
            yield {"statement_id": reported, "depth": depth}
            yield from within(reported, depth + 1)

    reports = [{"statement_id": statement, "depth": depth} for depth, statement in enumerate(around)]
    return [*reports, *within(id, len(around))]


def _links(id: str, chained: set[str], path: Path | str | None) -> list[dict[str, Any]]:
    """Return the links to the statements of a chain, and from the one with an id, each with the other statement."""
    rows = load("statement_links", path=path).to_pylist()
    return [
        {"link": row["kind"], "statement_id": row["from_id" if row["to_id"] in chained else "to_id"]}
        | {name: row[name] for name in ("from_id", "to_id", "note")}
        for row in rows
        if (row["to_id"] in chained and row["from_id"] not in chained)
        or (row["from_id"] == id and row["to_id"] not in chained)
    ]


def _ordered(rows: pa.Table, chained: int) -> pa.Table:
    """Return the rows of a chain, then those of its links by kind and date."""
    links = rows.slice(chained).select(["link", "date_min", "statement_id", "to_id"]).to_pylist()
    order = {kind: place for place, kind in enumerate(_LINK_ORDER)}
    keys = [
        (order.get(row["link"], len(order)), str(row["date_min"] or "9999"), row["statement_id"], row["to_id"])
        for row in links
    ]
    return rows.take([*range(chained), *(chained + place for place in sorted(range(len(keys)), key=keys.__getitem__))])
