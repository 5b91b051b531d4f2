"""The sample with two episodes: who led the talks and who was left out, by several accounts, and who was there."""

from __future__ import annotations

from tests.sample import Row, Tables, find, row, sample


def claim(id: str, statement: str, predicate: str, **cells: str | None) -> Row:
    """Return a claim that its statement affirms of what is so, unless `cells` say otherwise."""
    usual = {"polarity": "affirmed", "modality": "actual", "coding": "explicit", "mode": "fact", "certainty": "stated", "verdict": "unchecked"}  # fmt: skip
    return row("claims", claim_id=id, statement_id=statement, predicate=predicate, **(usual | cells))


def presence(event: str, actor: str, part: str = "party", presence: str = "confirmed") -> Row:
    """Return a participation."""
    source = "gazette-1890-01-02"
    return row("participations", event_id=event, actor_id=actor, part=part, presence=presence, source_id=source)


def power_sample() -> Tables:
    """Return the sample, in which the statements of Lake and Moor are on the talks, and that of the Gazette is on nothing."""
    tables = sample()
    tables["topics"].append(row("topics", topic_id="border", name="Border dispute"))
    for statement in ("lake-wrote-it", "moor-denies"):
        find(tables, "statements", statement)["topic_id"] = "talks"
    for event in ("1890-talks", "1890-talks-dinner"):
        find(tables, "events", event)["topic_id"] = "talks"
    lake: dict[str, str | None] = {"about_actor_id": "ada-lake", "object_event_id": "1890-talks"}
    tables["claims"] += [
        claim("lake-led", "lake-wrote-it", "leads", **lake),
        claim("lake-led-dinner", "lake-wrote-it", "leads", **(lake | {"object_event_id": "1890-talks-dinner"})),
        claim("lake-did-not-lead", "moor-denies", "leads", **(lake | {"polarity": "negated"})),
        claim("moor-thought-she-led", "gazette-reports", "leads", holder_id="ben-moor", topic_id="talks", **lake),
        claim("moor-left-out", "gazette-reports", "excluded-from", about_actor_id="ben-moor", object_event_id="1890-talks-dinner", topic_id="talks"),
        claim("lake-advised", "moor-denies", "advised", about_actor_id="ada-lake", object_actor_id="ben-moor"),
        claim("moor-took-part-at-the-border", "moor-denies", "takes-part-in", about_actor_id="ben-moor", value="the survey", topic_id="border"),
    ]  # fmt: skip
    tables["participations"] += [
        presence("1890-talks", "ben-moor", "member", "reported"),
        presence("1890-talks-dinner", "ada-lake"),
    ]
    return tables
