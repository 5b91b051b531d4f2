"""Query who had power in an episode: who led, was in control, took part, advised, was in the room or was left out, by whose account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fpdata.access.absence import explain_absence
from fpdata.access.claim_columns import OBJECTS, SUBJECTS
from fpdata.access.load import load
from fpdata.access.lookup_columns import look_up_columns
from fpdata.access.resolver import resolve_name

if TYPE_CHECKING:
    import pyarrow as pa

#: The columns of claims that name what somebody leads, controls or is left out of, each with the kind that it names.
THINGS = OBJECTS | {"about_document_id": "document"}
_ACCOUNT = ["topic_id", "actor_id", "standing", "account_id"]


def power(topic: str | None = None, *, path: Path | str | None = None) -> pa.Table:
    """Return who led, was in control, took part, advised, was in the room or was left out, by topic, actor and account.

    `topic` is a name or topic_id; without one, the rows are of all topics. Retired ids resolve to their replacement, with
    a RedirectWarning. `path` is that of `load`.

    An account is what somebody claims, not what is so. Two accounts of one actor may be of different things in the topic:
    `affirmed_of` and `negated_of` say of which. In the room are those who took part in meetings and calls on record, as
    in `room`, here also actors that are not persons. Somebody who is not listed may have led, too, if it is not on
    record.

    Columns: those of the view `power`; affirmed_of and negated_of (lists of text), in what the actor has that part by the
    claims that affirm it and by those that negate it: the claims' objects by name, where they have one, or the document
    whose drafting the actor is said to have led. If there is no row, "explanation" in the metadata of the table's schema
    says what was asked.

    Raises UnknownIdError for an unknown topic, AmbiguousNameError for a name that may be several; DataNotFoundError if
    the export is missing.

    >>> rows = power("cuban-missile-crisis").to_pylist()
    >>> left_out = [row for row in rows if row["standing"] == "left-out" and row["actor_id"] == "fidel-castro"]
    >>> [row["account_name"] for row in left_out]
    ['Nikita Khrushchev', 'Raymond A. Hare']
    """
    import pyarrow.compute as pc  # keeps `import fpdata` fast

    rows = load("power", path=path)
    if topic is not None:
        topic = resolve_name("topic", topic, path)
        rows = rows.filter(pc.equal(rows["topic_id"], topic))
    rows = _add_objects(rows, path)
    return explain_absence(rows, "meeting, and no claim on who led or was left out,", {"on": topic}, "claims")


def _add_objects(rows: pa.Table, path: Path | str | None) -> pa.Table:
    """Return `rows` with the columns affirmed_of and negated_of."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from fpdata.model.views import STANDINGS

    claims = load("claims", path=path)
    claims = claims.filter(pc.is_in(claims["predicate"].cast(pa.string()), pa.array(map(str, STANDINGS))))
    said = {"statement_topic": "topic_id", "speaker_id": "speaker_id"}
    claims = look_up_columns(claims, "statement_id", "statements", "statement_id", said, path)
    for column in THINGS:
        table, key, name = SUBJECTS[THINGS[column]]
        claims = look_up_columns(claims, column, table, key, {f"{column}.name": name}, path)
    things = things_of(claims.to_pylist())
    keys = list(map(account_of, rows.select(_ACCOUNT).to_pylist()))
    for column, polarity in (("affirmed_of", "affirmed"), ("negated_of", "negated")):
        values = [things.get((*key, polarity), []) for key in keys]
        rows = rows.append_column(column, pa.array(values, pa.list_(pa.string())))
    return rows


def things_of(claims: Iterable[Mapping[str, Any]]) -> dict[tuple[str | None, ...], list[str]]:
    """Return of what claims on power are, sorted: by topic, actor, standing, account and polarity.

    A claim has its own columns, `statement_topic` and `speaker_id` of its statement, and the name of what each column
    of `THINGS` has, as in "object_event_id.name".
    """
    from fpdata.model.views import OBJECT_LED, STANDINGS

    things: defaultdict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for claim in claims:
        actor, names = claim["about_actor_id"], [claim[f"{column}.name"] for column in OBJECTS]
        if claim["predicate"] == OBJECT_LED:
            actor, names = claim["object_actor_id"], [f"the drafting of {claim['about_document_id.name']}"]
        if claim["modality"] == "actual" and (named := next(filter(None, [*names, claim["value"]]), None)):
            topic, account = claim["topic_id"] or claim["statement_topic"], claim["holder_id"] or claim["speaker_id"]
            things[topic, actor, str(STANDINGS[claim["predicate"]]), account, claim["polarity"]].add(named)
    return {key: sorted(named) for key, named in things.items()}


def by_thing(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]], list[Mapping[str, Any]]]]:
    """Return of what an actor has one standing, and the rows of the accounts that affirm and that deny it.

    That on which most agree is first. A thing is empty where claims name none. `rows` are those of `power`.

    >>> ada = {"account_name": "Ada", "affirmed": 2, "affirmed_of": ["talks"], "negated": 1, "negated_of": []}
    >>> ben = {"account_name": "Ben", "affirmed": 0, "affirmed_of": [], "negated": 1, "negated_of": ["talks"]}
    >>> by_thing([ada, ben]) == [("talks", [ada], [ben]), ("", [], [ada])]
    True
    """
    found: defaultdict[str, tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]] = defaultdict(lambda: ([], []))
    for row in rows:
        for side, polarity in enumerate(("affirmed", "negated")):
            for thing in (row[f"{polarity}_of"] or [""]) if row[polarity] else []:
                found[thing][side].append(row)
    order = sorted(found.items(), key=lambda item: (-len(item[1][0]), item[0]))
    return [(thing, affirming, denying) for thing, (affirming, denying) in order]


def account_of(row: Mapping[str, Any]) -> tuple[str | None, ...]:
    """Return what a row of `power` is the only one of: topic, actor, standing and account."""
    return tuple(row[column] for column in _ACCOUNT)
