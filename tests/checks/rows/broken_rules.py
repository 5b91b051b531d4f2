"""A way to break each rule about rows, and where the issue then stands."""

from __future__ import annotations

from collections.abc import Callable

from tests.sample import Tables, find, row, sample

Change = Callable[[Tables], object]


def change(table: str, id: str, /, **values: str | None) -> Change:
    return lambda tables: find(tables, table, id).update(values)


def add(table: str, /, **values: str | None) -> Change:
    return lambda tables: tables[table].append(row(table, **values))


ROLE = {"actor_id": "ada-lake", "title": "Agent", "basis": "appointed", "source_id": "register"}
ACTOR = {"kind": "person", "sort_name": "Lake, Ada", "source_id": "register"}
SAID = dict(next(said for said in sample()["statements"] if said["statement_id"] == "lake-wrote-it"))

AUTHORED = dict(next(claim for claim in sample()["claims"] if claim["claim_id"] == "lake-authored"))


def copies(*pairs: tuple[str, str]) -> Change:
    """Make each document, which is added if need be, a copy of another; of no day, so that none is older than its original."""

    def make(tables: Tables) -> None:
        for id, original in pairs:
            if all(document["document_id"] != id for document in tables["documents"]):
                add("documents", document_id=id, kind="article", title=f"No. {id}")(tables)
            find(tables, "documents", id).update(copy_of_id=original, copy_kind="archived")

    return make


# code, what is changed in the sample, and the table, record and field where the issue stands
BROKEN: list[tuple[str, Change, tuple[str, str, str]]] = [
    ("row-required", change("roles", "ada-lake-envoy-1889", title=None), ("roles", "ada-lake-envoy-1889", "title")),
    ("row-characters", change("topics", "talks", name="Ta\u200blks"), ("topics", "talks", "name")),
    ("row-script", change("actors", "ada-lake", name="\u0410da Lake"), ("actors", "ada-lake", "name")),
    ("row-script", change("statements", "lake-wrote-it", quote="every w\u03bfrd"), ("statements", "lake-wrote-it", "quote")),
    *(("row-formula", change("topics", "talks", name=f"{sign}1+1"), ("topics", "talks", "name")) for sign in "=+-@\uff1d"),
    ("row-url", change("documents", "gazette-1890-01-02", url="file:///etc/passwd"), ("documents", "gazette-1890-01-02", "url")),
    ("row-url", change("documents", "gazette-1890-01-02", url="https://me:secret@gazette.example/"), ("documents", "gazette-1890-01-02", "url")),
    ("row-whitespace", change("topics", "talks", name=" "), ("topics", "talks", "name")),
    ("row-length", change("topics", "talks", name="x" * 2001), ("topics", "talks", "name")),
    ("row-id", change("roles", "ada-lake-envoy-1889", concurrent_group="A b"), ("roles", "ada-lake-envoy-1889", "concurrent_group")),
    ("row-date", change("actors", "ada-lake", born="1850-02-30"), ("actors", "ada-lake", "born")),
    ("row-required", change("actors", "ada-lake", kind=None), ("actors", "ada-lake", "kind")),
    ("row-characters", change("topics", "talks", name="\u0301Talks"), ("topics", "talks", "name")),
    ("row-characters", change("topics", "talks", name="\u093fTalks"), ("topics", "talks", "name")),
    ("row-encoding", change("topics", "talks", name="Pe\ufffdanin"), ("topics", "talks", "name")),
    *[
        ("row-placeholder", change("topics", "talks", description=text), ("topics", "talks", "description"))
        for text in ("#REF!", "#N/A", "#NAME?", "#VALUE!", "nan", "NaN", "NULL", "null", "None", "~", "1.23E+17", "3-Apr", "1.23e+17", "1,23E+17", "12-Apr-25", "Apr-25", "#SPILL!", "#####", "NaT", "<NA>", "N/A", "\\N", "undefined", "#¡VALOR!", "#¿NOMBRE?", "#ССЫЛКА!", "Err:502", "[object Object]", "Talks_x000D_")
    ],
    ("row-code", change("actors", "ada-lake", kind="human"), ("actors", "ada-lake", "kind")),
    ("row-url", change("documents", "gazette-1890-01-02", url="javascript:alert(1)"), ("documents", "gazette-1890-01-02", "url")),
    ("row-language", change("statements", "lake-wrote-it", language="English"), ("statements", "lake-wrote-it", "language")),
    ("key-duplicate", add("topics", topic_id="talks", name="Talks again"), ("topics", "talks", "topic_id")),
    ("key-reference", change("roles", "ada-lake-envoy-1889", office_id="consul"), ("roles", "ada-lake-envoy-1889", "office_id")),
    ("key-redirected", change("roles", "ada-lake-envoy-1889", actor_id="ada-pond"), ("roles", "ada-lake-envoy-1889", "actor_id")),
    ("key-reused", add("actors", actor_id="ada-pond", name="A. Pond", **ACTOR), ("redirects", "actors/ada-pond", "old_id")),
    ("rule-period", change("roles", "ben-moor-envoy-1885", end="1884"), ("roles", "ben-moor-envoy-1885", "end")),
    ("rule-period", change("actors", "ben-moor", died="1859"), ("actors", "ben-moor", "died")),
    ("rule-period", change("countries", "ruritania", start="1900", end="1800"), ("countries", "ruritania", "end")),
    ("rule-period", change("offices", "envoy", start="1900", end="1800"), ("offices", "envoy", "end")),
    ("rule-period", change("relationships", "lake-rival-of-moor", start="1900", end="1800"), ("relationships", "lake-rival-of-moor", "end")),
    ("rule-period", lambda tables: tables["coverage"][0].update({"from": "1901"}), ("coverage", "roles/register/envoys", "to")),
    ("rule-birth", change("statements", "moor-denies", date="1860-05-05"), ("statements", "moor-denies", "date")),
    ("rule-birth", change("roles", "ben-moor-envoy-1885", start="1859"), ("roles", "ben-moor-envoy-1885", "start")),
    ("rule-birth", lambda tables: (find(tables, "actors", "ada-lake").update(born="1890-02"), tables["statements"].pop(1), tables["claims"].pop(0), tables.update(statement_links=[]), find(tables, "roles", "ada-lake-envoy-1889").update(start=None)), ("participations", "1890-talks/ada-lake/head", "actor_id")),
    ("rule-death", add("roles", role_id="moor-agent", **ROLE | {"actor_id": "ben-moor", "start": "1890", "end": ".."}), ("roles", "moor-agent", "end")),
    ("rule-death", add("roles", role_id="moor-agent", **ROLE | {"actor_id": "ben-moor", "start": "1900"}), ("roles", "moor-agent", "start")),
    ("rule-death", change("roles", "ben-moor-envoy-1885", end="1905-03-04", office_id=None), ("roles", "ben-moor-envoy-1885", "end")),
    ("rule-death", lambda tables: (find(tables, "actors", "ada-lake").update(died="1889-05-06"), find(tables, "roles", "ada-lake-envoy-1889").update(end=None), find(tables, "statements", "lake-wrote-it").update(speaker_id="gazette")), ("participations", "1890-talks/ada-lake/head", "actor_id")),
    ("rule-death-statement", change("statements", "gazette-reports", speaker_id="ben-moor", date="1900-01-03", document_id="register"), ("statements", "gazette-reports", "date")),
    ("rule-cycle", change("events", "1890-talks", part_of_id="1890-talks-dinner"), ("events", "1890-talks", "part_of_id")),
    ("rule-cycle", change("events", "1890-talks", part_of_id="1890-talks"), ("events", "1890-talks", "part_of_id")),
    ("rule-cycle", change("countries", "ruritania", successor_id="ruritania"), ("countries", "ruritania", "successor_id")),
    ("rule-cycle", change("documents", "plan-7", version_of_id="plan-7"), ("documents", "plan-7", "version_of_id")),
    ("rule-cycle", change("documents", "plan-7", revises_id="plan-7"), ("documents", "plan-7", "revises_id")),
    ("rule-cycle", change("documents", "plan-7", copy_of_id="plan-7", copy_kind="archived"), ("documents", "plan-7", "copy_of_id")),
    ("rule-cycle", change("actors", "gazette", parent_id="gazette"), ("actors", "gazette", "parent_id")),
    ("rule-cycle", change("statements", "moor-denies", within_id="moor-denies"), ("statements", "moor-denies", "within_id")),
    ("rule-cycle", lambda tables: (add("documents", document_id="reprint", kind="book", title="Reprint", copy_of_id="plan-7", copy_kind="archived")(tables), change("documents", "plan-7", part_of_id="reprint")(tables)), ("documents", "plan-7", "part_of_id")),
    ("rule-cycle", lambda tables: (change("actors", "gazette", parent_id="ben-moor")(tables), add("relationships", relationship_id="in-gazette", actor_id="ben-moor", kind="member-of", other_id="gazette", source_id="register")(tables)), ("actors", "gazette", "parent_id")),
    ("rule-cycle", lambda tables: [add("relationships", relationship_id=f"{one}-{other}", actor_id=one, kind="child-of", other_id=other, source_id="register")(tables) for one, other in (("ada-lake", "ben-moor"), ("ben-moor", "ada-lake"))], ("relationships", "ada-lake-ben-moor", "other_id")),
    ("rule-redirect", change("redirects", "actors", new_id="nobody"), ("redirects", "actors/ada-pond", "new_id")),
    ("rule-redirect", change("redirects", "actors", new_id="ada-pond"), ("redirects", "actors/ada-pond", "new_id")),
    ("rule-overlapping-holders", add("roles", role_id="moor-again", **ROLE | {"actor_id": "ben-moor", "office_id": "envoy", "start": "1890", "end": "1891"}), ("roles", "moor-again", "start")),
    ("rule-quote", change("statements", "lake-wrote-it", quote=None), ("statements", "lake-wrote-it", "quote")),
    ("rule-suggested", change("statements", "moor-denies", form="suggested"), ("statements", "moor-denies", "within_id")),
    ("rule-report-date", change("statements", "lake-wrote-it", date="1890-01-04"), ("statements", "lake-wrote-it", "date")),
    ("rule-report-date", change("statements", "moor-denies", date="1895-01-03"), ("statements", "moor-denies", "date")),
    ("rule-report-date", lambda tables: (find(tables, "documents", "register").update(kind="book"), add("events", event_id="1901-ball", kind="other", name="Ball", date="1901-05-06", status="held", source_id="register")(tables)), ("events", "1901-ball", "date")),
    ("rule-document-order", add("documents", document_id="copy", kind="article", title="Copy", date="1880-01-01", copy_of_id="gazette-1890-01-02", copy_kind="syndicated"), ("documents", "copy", "date")),
    ("rule-document-order", add("documents", document_id="plan-8", kind="plan", title="[Plan]", date="1885", revises_id="plan-7"), ("documents", "plan-8", "date")),
    ("rule-document-order", change("documents", "gazette-1890-01-02", accessed="1880-01-01"), ("documents", "gazette-1890-01-02", "accessed")),
    ("rule-part", change("events", "1890-talks-dinner", date="1889-12-30"), ("events", "1890-talks-dinner", "date")),
    ("rule-part", change("events", "1890-talks-dinner", date="1890-01-05", source_id="register"), ("events", "1890-talks-dinner", "date")),
    ("rule-future", add("events", event_id="2998-ball", kind="other", name="Ball", date="2998-05-06", status="held", source_id="register"), ("events", "2998-ball", "date")),
    ("rule-future", change("documents", "register", accessed="2998"), ("documents", "register", "accessed")),
    ("rule-future", change("documents", "plan-7", date="2998-05-06"), ("documents", "plan-7", "date")),
    ("rule-future", change("redirects", "actors", date="2998"), ("redirects", "actors/ada-pond", "date")),
    ("rule-future", change("relationships", "lake-rival-of-moor", start="2998"), ("relationships", "lake-rival-of-moor", "start")),
    ("rule-future", change("countries", "ruritania", end="2998"), ("countries", "ruritania", "end")),
    ("rule-existence", change("offices", "envoy", end="1887"), ("roles", "ada-lake-envoy-1889", "office_id")),
    ("rule-existence", change("offices", "envoy", start="1900"), ("roles", "ben-moor-envoy-1885", "office_id")),
    ("rule-existence", lambda tables: (find(tables, "countries", "ruritania").update(end="1880"), find(tables, "events", "1890-talks").update(country_id="ruritania")), ("events", "1890-talks", "country_id")),
    ("rule-existence", lambda tables: (find(tables, "countries", "ruritania").update(start="1900"), find(tables, "events", "1890-talks").update(country_id="ruritania")), ("events", "1890-talks", "country_id")),
    ("rule-existence", lambda tables: (find(tables, "countries", "ruritania").update(end="1880"), find(tables, "roles", "ben-moor-envoy-1885").update(country_id="ruritania")), ("roles", "ben-moor-envoy-1885", "country_id")),
    ("rule-existence", lambda tables: (find(tables, "countries", "ruritania").update(end="1880"), find(tables, "offices", "envoy").update(country_id="ruritania", start="1884")), ("offices", "envoy", "country_id")),
    ("rule-role-holder", change("participations", "1890-talks", role_id="ben-moor-envoy-1885"), ("participations", "1890-talks/ada-lake/head", "role_id")),
    ("rule-role-holder", change("roles", "ada-lake-envoy-1889", end="1889-11"), ("participations", "1890-talks/ada-lake/head", "role_id")),
    ("rule-role-holder", change("contributions", "gazette-1890-01-02", role_id="ben-moor-envoy-1885"), ("contributions", "gazette-1890-01-02/gazette/author", "role_id")),
    ("rule-birth", lambda tables: (add("actors", actor_id="baby", name="Baby", born="1890-02", **ACTOR)(tables), add("contributions", document_id="plan-7", actor_id="baby", part="author")(tables)), ("contributions", "plan-7/baby/author", "actor_id")),
    ("rule-death", lambda tables: (find(tables, "actors", "ben-moor").update(died="1898"), add("contributions", document_id="register", actor_id="ben-moor", part="signatory")(tables)), ("contributions", "register/ben-moor/signatory", "actor_id")),
    ("rule-death-statement", lambda tables: (find(tables, "actors", "ben-moor").update(died="1898"), add("contributions", document_id="register", actor_id="ben-moor", part="author")(tables)), ("contributions", "register/ben-moor/author", "actor_id")),
    ("rule-period", change("roles", "ben-moor-envoy-1885", appointed="1889-04"), ("roles", "ben-moor-envoy-1885", "end")),
    ("rule-period", change("roles", "ben-moor-envoy-1885", arrived="1890"), ("roles", "ben-moor-envoy-1885", "end")),
    ("rule-end-date", change("roles", "ben-moor-envoy-1885", start=None, start_kind="credentials"), ("roles", "ben-moor-envoy-1885", "start_kind")),
    ("rule-end-kind", change("roles", "ada-lake-envoy-1889", end_kind="resigned"), ("roles", "ada-lake-envoy-1889", "end_kind")),
    ("rule-end-date", change("roles", "ben-moor-envoy-1885", end=None, end_kind="left-post"), ("roles", "ben-moor-envoy-1885", "end_kind")),
    ("rule-died", change("roles", "ben-moor-envoy-1885", end_kind="died"), ("roles", "ben-moor-envoy-1885", "end_kind")),
    ("rule-died", change("roles", "ada-lake-envoy-1889", end="1895", end_kind="died"), ("roles", "ada-lake-envoy-1889", "end_kind")),
    ("rule-self", change("relationships", "lake-rival-of-moor", other_id="ada-lake"), ("relationships", "lake-rival-of-moor", "other_id")),
    ("rule-self", change("statement_links", "moor-denies", to_id="moor-denies"), ("statement_links", "moor-denies/denies/moor-denies", "to_id")),
    ("rule-self", change("judgements", "actors", right_id="ada-lake"), ("judgements", "actors/ada-lake/ada-lake", "right_id")),
    *[
        ("rule-judgement", add("judgements", table="actors", left_id=left, right_id=right, same=same, reason="Seen at once.", date="1901"), ("judgements", f"actors/{left}/{right}", "left_id"))
        for left, right, same in (("ben-moor", "ada-lake", "no"), ("gazette", "ada-lake", "no"), ("gazette", "ada-lake", "yes"))
    ],
    ("rule-correction", change("corrections", "actors", upstream_value="1860-05-06"), ("corrections", "actors/ben-moor/born", "upstream_value")),
    ("rule-correction", change("corrections", "actors", value="1861-05-06"), ("corrections", "actors/ben-moor/born", "value")),
    ("rule-correction", change("corrections", "actors", value=None), ("corrections", "actors/ben-moor/born", "value")),
    ("rule-correction", lambda tables: tables["corrections"].append(row("corrections", table="participations", record_id="1890-talks/ada-lake/head", field="presence", value="denied", reason="She says so.", date="1901")), ("corrections", "participations/1890-talks/ada-lake/head/presence", "value")),
    *[
        ("rule-claim-value", change("claims", "lake-authored", predicate=predicate, object_actor_id=None, value=value), ("claims", "lake-authored", "value"))
        for predicate, value in (("dated", "11/18/1889"), ("deadline", "Thanksgiving"), ("point-count", "abc"), ("point-count", "about 20"))
    ],
    *[
        ("rule-register-code", change("countries", "ruritania", **{column: value}), ("countries", "ruritania", column))
        for column, value in (("iso_alpha2", "ru"), ("iso_alpha2", "RUR"), ("iso_alpha3", "Rur"), ("wikidata", "212"), ("wikidata", "Q212 and"))
    ],
    ("rule-register-code", change("identifiers", "register", scheme="wikidata"), ("identifiers", "wikidata/17/ada-lake", "value")),
    *[
        ("rule-claim-holder", change("claims", "moor-supports", **changed), ("claims", "moor-supports", "holder_id"))
        for changed in ({"holder_id": "ada-lake"}, {"about_actor_id": "ada-lake"}, {"predicate": "seeks", "holder_id": "gazette"})
    ],
    ("rule-verdict-source", change("claims", "lake-authored", verdict_document_id="gazette-1890-01-02"), ("claims", "lake-authored", "verdict_document_id")),
    *[
        ("rule-verdict-source", lambda tables, other=other, more=more: (copies(*more)(tables), change("claims", "lake-authored", verdict_document_id=other)(tables)), ("claims", "lake-authored", "verdict_document_id"))
        for other, more in (
            ("copy-1", [("copy-1", "gazette-1890-01-02")]),
            ("copy-2", [("copy-1", "gazette-1890-01-02"), ("copy-2", "copy-1")]),
            ("plan-7", [("gazette-1890-01-02", "plan-7")]),
            ("plan-7", [("gazette-1890-01-02", "copy-1"), ("copy-1", "copy-2"), ("copy-2", "plan-7")]),
            ("copy-1", [("gazette-1890-01-02", "plan-7"), ("copy-1", "plan-7")]),
        )
    ],
    ("rule-verdict-document", change("claims", "lake-authored", verdict_document_id=None), ("claims", "lake-authored", "verdict_document_id")),
    *[
        ("rule-verdict-document", change("claims", "moor-supports", verdict=verdict, verdict_document_id="register"), ("claims", "moor-supports", "verdict_document_id"))
        for verdict in ("not-checkable", "unchecked")
    ],
    ("rule-verdict-self", change("claims", "moor-supports", verdict="disputed", verdict_document_id="register"), ("claims", "moor-supports", "verdict")),
    *[
        ("rule-verdict-conflict", change("claims", "lake-authored", verdict=verdict, verdict_document_id=source), ("claims", "lake-authored", "verdict"))
        for verdict, source in (("confirmed", "register"), ("partly-confirmed", "register"), ("unchecked", None))
    ],
    *[
        ("rule-verdict-conflict", lambda tables, verdict=verdict: [claim.update(verdict=verdict) for claim in tables["claims"][:2]], ("claims", "moor-not-authored", "verdict"))
        for verdict in ("confirmed", "contradicted")
    ],
    ("rule-verdict-conflict", add("claims", **AUTHORED | {"claim_id": "moor-authored", "statement_id": "moor-denies", "object_actor_id": "ben-moor", "verdict": "confirmed"}), ("claims", "moor-authored", "verdict")),
    ("rule-verdict-conflict", lambda tables: (tables["claims"].pop(1), change("claims", "lake-authored", verdict="contradicted")(tables), add("claims", **AUTHORED | {"claim_id": "moor-agrees", "statement_id": "moor-denies", "verdict": "confirmed"})(tables)), ("claims", "moor-agrees", "verdict")),
    ("rule-verdict-conflict", lambda tables: [add("claims", **AUTHORED | {"claim_id": f"moor-{state}", "statement_id": "moor-denies", "predicate": "status", "object_actor_id": None, "value": state, "verdict": verdict})(tables) for state, verdict in (("concept", "confirmed"), ("final", "disputed"))], ("claims", "moor-concept", "verdict")),
    ("rule-ongoing", change("roles", "ada-lake-envoy-1889", source_id="plan-7", start="1890-02"), ("roles", "ada-lake-envoy-1889", "end")),
    ("rule-ongoing", change("relationships", "lake-rival-of-moor", start="1900", end=".."), ("relationships", "lake-rival-of-moor", "end")),
    ("rule-evaluative", change("relationships", "lake-rival-of-moor", statement_id=None), ("relationships", "lake-rival-of-moor", "statement_id")),
    ("rule-claim-subject", change("claims", "lake-authored", about_document_id=None), ("claims", "lake-authored", "about_actor_id")),
    ("rule-claim-subject", change("claims", "lake-authored", about_actor_id="gazette"), ("claims", "lake-authored", "about_document_id")),
    ("row-integer", change("contributions", "gazette-1890-01-02", sequence="first"), ("contributions", "gazette-1890-01-02/gazette/author", "sequence")),
    ("rule-predicate", change("claims", "moor-supports", predicate="authored"), ("claims", "moor-supports", "about_actor_id")),
    ("rule-predicate", change("claims", "moor-supports", object_document_id=None), ("claims", "moor-supports", "object_actor_id")),
    ("rule-value", change("claims", "moor-supports", predicate="position", value="in favor"), ("claims", "moor-supports", "value")),
    ("rule-original", change("statements", "lake-wrote-it", original_quote="jedes Wort"), ("statements", "lake-wrote-it", "original_language")),
    ("rule-claim-object", change("claims", "lake-authored", value="she alone"), ("claims", "lake-authored", "value")),
    ("rule-copy", change("documents", "plan-7", copy_kind="archived"), ("documents", "plan-7", "copy_of_id")),
    ("rule-copy", change("documents", "plan-7", copy_of_id="register"), ("documents", "plan-7", "copy_kind")),
    ("key-record", change("citations", "talks-dated-otherwise", record_id="1891-talks"), ("citations", "talks-dated-otherwise", "record_id")),
    ("key-redirected", change("citations", "talks-dated-otherwise", table="actors", record_id="ada-pond", field=None), ("citations", "talks-dated-otherwise", "record_id")),
    ("key-redirected", change("judgements", "actors", left_id="ada-pond", right_id="ben-moor"), ("judgements", "actors/ada-pond/ben-moor", "left_id")),
    ("key-record", change("citations", "talks-dated-otherwise", table="event"), ("citations", "talks-dated-otherwise", "table")),
    ("key-record", change("citations", "talks-dated-otherwise", field="day"), ("citations", "talks-dated-otherwise", "field")),
    ("key-record", change("redirects", "actors", table="actor"), ("redirects", "actor/ada-pond", "table")),
    ("key-record", change("judgements", "actors", right_id="nobody"), ("judgements", "actors/ada-lake/nobody", "right_id")),
    ("key-record", change("coverage", "roles", table="role"), ("coverage", "role/register/envoys", "table")),
    ("quality-placeholder", change("roles", "ben-moor-envoy-1885", start="1885-01-01"), ("roles", "ben-moor-envoy-1885", "start")),
    ("quality-placeholder", change("actors", "ada-lake", born="1850-01-01"), ("actors", "ada-lake", "born")),
    ("quality-placeholder", add("events", event_id="ball", kind="other", name="Ball", date="1890-12-31", status="held", source_id="register"), ("events", "ball", "date")),
    ("quality-age", add("actors", actor_id="old-pond", name="Old Pond", born="1760", died="1899", **ACTOR), ("actors", "old-pond", "died")),
    ("quality-age", lambda tables: (find(tables, "actors", "ada-lake").update(born="1750"), find(tables, "statements", "lake-wrote-it").update(speaker_id="gazette"), find(tables, "participations", "1890-talks").update(actor_id="gazette", role_id=None)), ("roles", "ada-lake-envoy-1889", "start")),
    ("quality-tenure", change("roles", "ada-lake-envoy-1889", end="1935"), ("roles", "ada-lake-envoy-1889", "end")),
    *[
        ("quality-duplicate", add("documents", document_id="gazette-again", kind="page", title="Another", url=url), ("documents", "gazette-again", "url"))
        for url in ("https://gazette.example/1", "http://www.gazette.example/1/", "https://gazette.example/1#top")
    ],
    ("quality-duplicate", add("documents", document_id="gazette-again", kind="article", title="Talks, Open", outlet_id="gazette", date="1890-01-02"), ("documents", "gazette-again", "title")),
    ("quality-duplicate", add("statements", **SAID | {"statement_id": "wrote-again", "summary": "Says who wrote it."}), ("statements", "wrote-again", "quote")),
    ("quality-duplicate", add("statements", statement_id="moor-denies-it", speaker_id="ben-moor", date="1890-01-03", form="paraphrase", act="deny", medium="interview", audience="public", summary="says she did not", document_id="register", availability="public"), ("statements", "moor-denies-it", "summary")),
    ("quality-duplicate", add("events", event_id="dinner", kind="meeting", name="Dinner", date="1890-01-02", status="held", source_id="register"), ("events", "dinner", "name")),
    ("quality-duplicate", add("documents", document_id="gazette-again", kind="page", title="Talks open", date="1890-01-02"), ("documents", "gazette-again", "title")),
    ("quality-duplicate", add("actors", actor_id="moor-2", name="Ben Moor", **ACTOR), ("actors", "moor-2", "name")),
    ("quality-duplicate", lambda tables: (add("actors", actor_id="lake-2", name="Ada Pond", **ACTOR)(tables), add("names", actor_id="lake-2", name="a. lake", kind="alias")(tables)), ("names", "lake-2/a. lake", "name")),
    ("quality-duplicate", add("actors", actor_id="lake-2", name="A Lake", **ACTOR), ("actors", "lake-2", "name")),
    ("quality-duplicate", add("roles", role_id="envoy-moor", **ROLE | {"actor_id": "ben-moor", "office_id": "envoy", "title": "Envoy", "start": "1885-06-07"}), ("roles", "envoy-moor", "start")),
    ("quality-duplicate", add("outlets", outlet_id="the-gazette", name="The gazette", kind="newspaper", control="unknown"), ("outlets", "the-gazette", "name")),
    ("quality-duplicate", add("offices", office_id="envoy-2", title="Envoy", kind="envoy", seats="one", source_id="register"), ("offices", "envoy-2", "title")),
    ("quality-duplicate", add("topics", topic_id="the-talks", name="talks"), ("topics", "the-talks", "name")),
    ("quality-duplicate", add("relationships", relationship_id="rivals", actor_id="ada-lake", kind="rival-of", other_id="ben-moor", statement_id="moor-denies", source_id="register"), ("relationships", "rivals", "actor_id")),
    ("quality-duplicate", add("claims", claim_id="lake-authored-2", statement_id="lake-wrote-it", about_document_id="plan-7", predicate="authored", object_actor_id="ada-lake", polarity="affirmed", modality="actual", coding="explicit", mode="fact", certainty="likely", verdict="disputed", verdict_document_id="register"), ("claims", "lake-authored-2", "statement_id")),
    ("quality-duplicate", add("identifiers", scheme="register", value="17", actor_id="ben-moor"), ("identifiers", "register/17/ben-moor", "value")),
    ("quality-duplicate", add("citations", citation_id="talks-dated-twice", table="events", record_id="1890-talks", field="date", document_id="register", stance="disputes", reported_value="1890-01-02"), ("citations", "talks-dated-twice", "record_id")),
    *[
        ("quality-tracking", change("documents", "gazette-1890-01-02", url=f"https://gazette.example/1{query}"), ("documents", "gazette-1890-01-02", "url"))
        for query in ("?utm_source=x", "?page=2&fbclid=1", "#utm_medium=letter", "?accesstoken=1")
    ],
    *[
        ("quality-mojibake", change("names", "ada-lake", name=name), ("names", f"ada-lake/{name}", "name"))
        for name in ("Ada Lakeâ€™s", "PeÄ‡anin", "PÃ©ter Lake", "ÐŸÑ€Ð¸Ð²ÐµÑ‚", "PĂ©ter", "P√©ter", "PaweĹ‚", "BÃƒÂ¶rn", "Ada â€” Lake")
    ],
    ("quality-markup", change("topics", "talks", name="Talks &amp; plans"), ("topics", "talks", "name")),
    ("quality-markup", change("topics", "talks", description="The <i>talks</i>."), ("topics", "talks", "description")),
    ("quality-markup", change("statements", "lake-wrote-it", quote="ours&#44; every word"), ("statements", "lake-wrote-it", "quote")),
    ("quality-blanks", change("topics", "talks", description="The  talks."), ("topics", "talks", "description")),
    ("quality-blanks", change("topics", "talks", description="The\u00a0talks."), ("topics", "talks", "description")),
    ("quality-duplicate", add("actors", actor_id="ada-lake-2", name="Ada Lake", born="1850-07", **ACTOR), ("actors", "ada-lake-2", "name")),
    ("quality-lookalike", add("topics", topic_id="ta1ks", name="Another"), ("topics", "talks", "topic_id")),
    ("quality-label", change("actors", "ben-moor", description="A notorious envoy."), ("actors", "ben-moor", "description")),
]  # fmt: skip
