"""Every code has a failing example, and gives that issue alone, at its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fpdata.checks.api import check
from fpdata.checks.codes import CODES
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.package.locate import RELEASED_IDS
from tests.sample import Tables, checked, find, row, sample

Change = Callable[[Tables], object]


def change(table: str, id: str, /, **values: str | None) -> Change:
    return lambda tables: find(tables, table, id).update(values)


def add(table: str, /, **values: str | None) -> Change:
    return lambda tables: tables[table].append(row(table, **values))


ROLE = {"actor_id": "ada-lake", "title": "Agent", "basis": "appointed", "source_id": "register"}
ACTOR = {"kind": "person", "sort_name": "Lake, Ada", "source_id": "register"}
SAID = dict(next(said for said in sample()["statements"] if said["statement_id"] == "lake-wrote-it"))

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
    ("row-encoding", change("topics", "talks", name="Pe\ufffdanin"), ("topics", "talks", "name")),
    *[
        ("row-placeholder", change("topics", "talks", description=text), ("topics", "talks", "description"))
        for text in ("#REF!", "#N/A", "#NAME?", "#VALUE!", "nan", "NaN", "NULL", "null", "None", "~", "1.23E+17", "3-Apr", "1.23e+17", "1,23E+17", "12-Apr-25", "Apr-25", "#SPILL!", "#####", "NaT", "<NA>", "N/A", "\\N", "undefined")
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
    ("rule-death-statement", change("statements", "moor-denies", date="1900-01-03", document_id="register"), ("statements", "moor-denies", "date")),
    ("rule-cycle", change("events", "1890-talks", part_of_id="1890-talks-dinner"), ("events", "1890-talks", "part_of_id")),
    ("rule-cycle", change("events", "1890-talks", part_of_id="1890-talks"), ("events", "1890-talks", "part_of_id")),
    ("rule-cycle", change("countries", "ruritania", successor_id="ruritania"), ("countries", "ruritania", "successor_id")),
    ("rule-cycle", change("documents", "plan-7", version_of_id="plan-7"), ("documents", "plan-7", "version_of_id")),
    ("rule-cycle", change("documents", "plan-7", revises_id="plan-7"), ("documents", "plan-7", "revises_id")),
    ("rule-cycle", change("documents", "plan-7", copy_of_id="plan-7", copy_kind="archived"), ("documents", "plan-7", "copy_of_id")),
    ("rule-cycle", change("actors", "gazette", parent_id="gazette"), ("actors", "gazette", "parent_id")),
    ("rule-cycle", change("statements", "moor-denies", within_id="moor-denies"), ("statements", "moor-denies", "within_id")),
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
    ("rule-end-kind", change("roles", "ada-lake-envoy-1889", end_kind="resigned"), ("roles", "ada-lake-envoy-1889", "end_kind")),
    ("rule-end-date", change("roles", "ben-moor-envoy-1885", end=None, end_kind="left-post"), ("roles", "ben-moor-envoy-1885", "end_kind")),
    ("rule-died", change("roles", "ben-moor-envoy-1885", end_kind="died"), ("roles", "ben-moor-envoy-1885", "end_kind")),
    ("rule-died", change("roles", "ada-lake-envoy-1889", end="1895", end_kind="died"), ("roles", "ada-lake-envoy-1889", "end_kind")),
    ("rule-self", change("relationships", "lake-rival-of-moor", other_id="ada-lake"), ("relationships", "lake-rival-of-moor", "other_id")),
    ("rule-self", change("statement_links", "moor-denies", to_id="moor-denies"), ("statement_links", "moor-denies/denies/moor-denies", "to_id")),
    ("rule-self", change("judgements", "actors", right_id="ada-lake"), ("judgements", "actors/ada-lake/ada-lake", "right_id")),
    ("rule-correction", change("corrections", "actors", value="1861-05-06"), ("corrections", "actors/ben-moor/born", "value")),
    ("rule-correction", change("corrections", "actors", value=None), ("corrections", "actors/ben-moor/born", "value")),
    ("rule-correction", lambda tables: tables["corrections"].append(row("corrections", table="participations", record_id="1890-talks/ada-lake/head", field="presence", value="denied", reason="She says so.", date="1901")), ("corrections", "participations/1890-talks/ada-lake/head/presence", "value")),
    *[
        ("rule-claim-value", change("claims", "lake-authored", predicate=predicate, object_actor_id=None, value=value), ("claims", "lake-authored", "value"))
        for predicate, value in (("dated", "11/18/1889"), ("deadline", "Thanksgiving"), ("point-count", "abc"), ("point-count", "about 20"))
    ],
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
    ("quality-duplicate", add("claims", claim_id="lake-authored-2", statement_id="lake-wrote-it", about_document_id="plan-7", predicate="authored", object_actor_id="ada-lake", polarity="affirmed", modality="actual", coding="explicit", mode="fact", certainty="likely", verdict="unchecked"), ("claims", "lake-authored-2", "statement_id")),
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


#: How many rules are broken at once for the columnar engine, which takes long to start.
GROUP = 6


@pytest.mark.parametrize(
    ("code", "break_it", "place"), BROKEN, ids=[f"{n}-{code}" for n, (code, *_) in enumerate(BROKEN)]
)
def test_a_broken_rule_is_found_alone_at_its_place(
    tmp_path: Path, code: str, break_it: Change, place: tuple[str, str, str]
) -> None:
    tables = sample()
    break_it(tables)
    (issue,) = checked(tmp_path, tables, "rows").issues
    assert (issue.code, (issue.table, issue.record, issue.field)) == (code, place)
    assert issue.message
    assert issue.line > 1
    assert issue.column > 0


@pytest.mark.parametrize("first", range(0, len(BROKEN), GROUP))
def test_the_columnar_engine_finds_every_broken_rule(tmp_path: Path, first: int) -> None:
    """Some rules are broken in one package, so that each is tried without a package of its own."""
    tables = sample()
    for _, break_it, _ in BROKEN[first : first + GROUP]:
        with suppress(StopIteration, KeyError, IndexError):  # an earlier one may have taken away what it changes
            break_it(tables)
    found = checked(tmp_path, tables, "columnar").issues
    assert found == check(tmp_path, engine="rows").issues
    assert {code for code, *_ in BROKEN[first : first + GROUP]} & {issue.code for issue in found}


def _write(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda root: (root / name).write_bytes(content)


def _edit(name: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(root: Path) -> None:
        path = root / name
        text = path.read_bytes().decode()
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))

    return edit


def _edit_descriptor(**values: Any) -> Callable[[Path], object]:
    import json

    def edit(root: Path) -> None:
        descriptor = json.loads((root / "datapackage.json").read_text())
        descriptor["resources"][0].update(values)
        (root / "datapackage.json").write_text(json.dumps(descriptor))

    return edit


def _link(root: Path) -> None:
    (root / "elsewhere.csv").write_bytes((root / "datasets/topics.csv").read_bytes())
    (root / "datasets/topics.csv").unlink()
    (root / "datasets/topics.csv").symlink_to(root / "elsewhere.csv")


def _make_folder(root: Path) -> None:
    (root / TOPICS).unlink()
    (root / TOPICS).mkdir()


def _released(lines: str) -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / RELEASED_IDS).parent.mkdir()
        (root / RELEASED_IDS).write_text("table,id\n" + lines)

    return write


TOPICS = "datasets/topics.csv"
# Bad input, as files have it: what is done to the sample on disk, and (code, file, line, column) of every issue.
BAD_FILES: list[tuple[str, Callable[[Path], object], list[tuple[str, str, int, int]]]] = [
    ("missing descriptor", lambda root: (root / "datapackage.json").unlink(), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor no JSON", _write("datapackage.json", b"{\n  name: x}"), [("package-descriptor", "datapackage.json", 2, 0)]),
    ("descriptor no UTF-8", _write("datapackage.json", b'{"name": "\xff"}'), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor nested", _write("datapackage.json", b"[" * 100_000), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("descriptor a list", _write("datapackage.json", b"[]"), [("package-descriptor", "datapackage.json", 0, 0)]),
    ("resource without a name", _edit_descriptor(name=None), [("package-descriptor", "datapackage.json", 0, 0), ("package-resource", "datapackage.json", 0, 0)]),
    ("unknown resource", _edit_descriptor(name="colors"), [("package-resource", "datapackage.json", 0, 0)] * 2),
    ("resource twice", _edit_descriptor(name="roles"), [("package-resource", "datapackage.json", 0, 0)] * 2 + [("file-header", "datasets/actors.csv", 1, 0)]),
    ("path out of the folder", _edit_descriptor(path="datasets/../../actors.csv"), [("package-path", "datapackage.json", 0, 0)]),
    ("absolute path", _edit_descriptor(path="/etc/passwd"), [("package-path", "datapackage.json", 0, 0)]),
    *[
        (f"the path {path}, which is another one on Windows", _edit_descriptor(path=path), [("package-path", "datapackage.json", 0, 0)])
        for path in ("datasets\\actors.csv", "C:actors.csv", "datasets/AUX.csv", "datasets/com1", "datasets/actors.csv.", "datasets/actors.csv::$DATA")
    ],
    ("remote path", _edit_descriptor(path="https://example.org/actors.csv"), [("package-path", "datapackage.json", 0, 0)]),
    ("several paths", _edit_descriptor(path=["a.csv", "b.csv"]), [("package-path", "datapackage.json", 0, 0)]),
    ("a symbolic link", _link, [("package-path", TOPICS, 0, 0)]),
    ("missing file", lambda root: (root / TOPICS).unlink(), [("file-missing", TOPICS, 0, 0)]),
    ("a folder for a file", _make_folder, [("file-missing", TOPICS, 0, 0)]),
    ("extra file", _write("datasets/topic.csv", b""), [("file-extra", "datasets/topic.csv", 0, 0)]),
    ("UTF-16", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-16")), [("file-encoding", TOPICS, 1, 0)]),
    ("UTF-16 without a mark", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-16-le")), [("file-encoding", TOPICS, 1, 0)]),
    ("UTF-32", _write(TOPICS, "topic_id,name,description\ntalks,Talks,\n".encode("utf-32")), [("file-encoding", TOPICS, 1, 0)]),
    ("a workbook", _write(TOPICS, b"PK\x03\x04\x14\x00\x06"), [("file-encoding", TOPICS, 1, 0)]),
    ("CR", _edit(TOPICS, "\n", "\r"), [("file-line-ends", TOPICS, 1, 0)]),
    *[
        (f"cells separated by {sign!r}", _edit(TOPICS, ",", sign), [("file-header", TOPICS, 1, 0)])
        for sign in (";", "\t", "|")
    ],
    ("rows without values", _edit(TOPICS, "talks,Talks,", 'talks,Talks,\n,,\n"","",\n,'), [("row-blank-line", TOPICS, line, 0) for line in (3, 4, 5)]),
    ("byte order mark", _edit(TOPICS, "topic_id", "\ufefftopic_id"), [("file-bom", TOPICS, 1, 0)]),
    ("CRLF", _edit(TOPICS, "\n", "\r\n"), [("file-line-ends", TOPICS, 1, 0)]),
    ("unclosed quote", _edit(TOPICS, "talks,", '"talks,'), [("file-quotes", TOPICS, 2, 0)]),
    ("quote in an unquoted cell", _edit(TOPICS, "Talks", 'The "Talks"'), [("row-quotes", TOPICS, 2, 0)]),
    ("inches", _edit(TOPICS, "Talks,", '"T, ""x""",6"'), [("row-quotes", TOPICS, 2, 0)]),
    ("a quote after a quoted line break", _edit(TOPICS, "Talks,", '"T\nx",6"'), [("row-quotes", TOPICS, 2, 0), ("row-characters", TOPICS, 2, 2)]),
    ("empty file", _write(TOPICS, b""), [("file-header", TOPICS, 1, 0)]),
    ("wrong header", _edit(TOPICS, "name", "label"), [("file-header", TOPICS, 1, 0)]),
    ("doubled header", _edit(TOPICS, "description", "name"), [("file-header", TOPICS, 1, 0)]),
    ("columns in another order", _edit(TOPICS, "name,description", "description,name"), [("file-header", TOPICS, 1, 0)]),
    ("blank line", _edit(TOPICS, "talks,", "\ntalks,"), [("row-blank-line", TOPICS, 2, 0)]),
    ("missing cell", _edit(TOPICS, "talks,Talks,", "talks,Talks"), [("row-cell-count", TOPICS, 2, 2)]),
    ("extra cell", _edit(TOPICS, "talks,Talks,", "talks,Talks,,"), [("row-cell-count", TOPICS, 2, 3)]),
    ("not in NFC", _edit(TOPICS, "Talks", "Cafe\u0301"), [("row-nfc", TOPICS, 2, 2)]),
    ("a released id is gone", _released("topics,chats\ntopics,talks\nactors,ada-pond\n"), [("key-lost", RELEASED_IDS, 2, 2)]),
    ("a list of released ids that is none", _released("topics\n"), [("key-lost", RELEASED_IDS, 2, 2)]),
    ("NUL", _edit(TOPICS, "Talks", "Ta\x00lks"), [("row-characters", TOPICS, 2, 2)]),
    ("invalid UTF-8", _edit(TOPICS, "Talks", "Ta\udcfflks"), [("row-encoding", TOPICS, 2, 2)]),
    ("invalid UTF-8 in a code", _edit("datasets/actors.csv", "person", "pers\udcffn"), [("row-encoding", "datasets/actors.csv", 2, 2)]),
    ("a cell of 10 MB", _edit(TOPICS, "Talks", "x" * 10_000_000), [("row-length", TOPICS, 2, 2)]),
    ("quoted line break", _edit(TOPICS, "talks,Talks,", '"a\nb",Talks,\ntalks,Talks,'), [("row-characters", TOPICS, 2, 1)]),
    ("not sorted", _edit(TOPICS, "talks,Talks,", "talks,Talks,\nplans,Plans,"), [("file-order", TOPICS, 3, 1)]),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "expected"), [case[1:] for case in BAD_FILES], ids=[case[0] for case in BAD_FILES])
def test_bad_files_are_found_where_they_are_bad(
    package: Path, spoil: Callable[[Path], object], expected: list[tuple[str, str, int, int]]
) -> None:
    spoil(package)
    issues = check(package).issues
    assert [(issue.code, issue.file, issue.line, issue.column) for issue in issues] == expected
    assert all(issue.message for issue in issues)


def test_a_file_that_may_not_be_read(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Permissions do not stop root, as whom tests may run: let the opening fail instead.
    opening = Path.open

    def refuse(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path.name == "topics.csv":
            raise PermissionError(13, "Permission denied")
        return opening(path, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    (issue,) = check(package).issues
    assert (issue.code, issue.file, issue.message) == ("file-unreadable", TOPICS, "Permission denied")


def test_a_table_of_no_rows_is_valid(tmp_path: Path) -> None:
    write_package(tmp_path, {})
    report = check(tmp_path)
    assert report.ok
    assert report.issues == ()
    assert report.rows == 0


def test_an_open_end_needs_a_witness_after_the_start(tmp_path: Path) -> None:
    tables = sample()
    role = find(tables, "roles", "ada-lake-envoy-1889")
    role["source_id"], role["start"] = "gazette-1890-01-02", "1891"
    assert [issue.code for issue in checked(tmp_path, tables).issues] == ["rule-ongoing"]
    tables["citations"].append(
        row("citations", citation_id="later", table="roles", record_id="ada-lake-envoy-1889", document_id="register", stance="supports")
    )  # fmt: skip
    assert checked(tmp_path, tables).issues == ()
    tables["citations"].pop()
    tables["coverage"].append(
        row("coverage", table="roles", source_id="gazette-1890-01-02", scope="envoys", to="..", missing="Nothing.")
    )
    assert checked(tmp_path, tables).issues == ()


def test_a_redirect_may_take_several_steps(tmp_path: Path) -> None:
    tables = sample()
    tables["redirects"].append(row("redirects", table="actors", old_id="ada-pool", new_id="ada-pond", date="1902", reason="Merged."))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()
    find(tables, "roles", "ada-lake-envoy-1889")["actor_id"] = "ada-pool"
    (issue,) = checked(tmp_path, tables).issues
    assert (issue.message, issue.hint) == ("'ada-pool' is retired", "Use 'ada-lake'.")


def test_a_reference_to_what_was_withdrawn(tmp_path: Path) -> None:
    tables = sample()
    tables["redirects"].append(row("redirects", table="actors", old_id="ghost", date="1902", reason="Never lived."))
    find(tables, "roles", "ada-lake-envoy-1889")["actor_id"] = "ghost"
    (issue,) = checked(tmp_path, tables).issues
    assert issue.message == "'ghost' is retired and was not replaced by another record"


def test_an_acting_holder_may_share_the_seat(tmp_path: Path) -> None:
    tables = sample()
    tables["roles"].append(row("roles", role_id="moor-acting", **ROLE | {"actor_id": "ben-moor", "office_id": "envoy", "basis": "acting", "start": "1890", "end": "1891"}))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


def test_a_judgement_tells_two_of_one_name_apart(tmp_path: Path) -> None:
    tables = sample()
    tables["actors"].append(row("actors", actor_id="ada-lake-2", name="Ada Lake", born="1850", **ACTOR))
    tables["judgements"].append(row("judgements", table="actors", left_id="ada-lake", right_id="ada-lake-2", same="no", reason="Two registers.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


@pytest.mark.parametrize(
    "change_it",
    [
        change("statements", "lake-wrote-it", date="1890-01-03"),  # it was the next day where she spoke
        change("statements", "lake-wrote-it", date="1890-02-03", act="announce"),
        change("statements", "gazette-reports", act="predict"),
        change("statements", "lake-wrote-it", date="1890-01-05", medium="speech"),  # handed out before
        change("events", "1890-talks-dinner", date="1890-01-04", source_id="register"),
        change("events", "1890-talks-dinner", date="1890-01-05", status="planned", part_of_id=None),
        change("documents", "gazette-1890-01-02", accessed="1890-01-01"),
        change("documents", "register", kind="page", accessed="1900-05-06"),
        change("roles", "ben-moor-envoy-1885", end="1899", office_id=None, end_kind="died"),
        change("roles", "ben-moor-envoy-1885", start="1885-01-01", start_kind="reported"),  # a text says that day
        change("documents", "plan-7", date="1890", revises_id="gazette-1890-01-02"),
        change("claims", "lake-authored", predicate="point-count", object_actor_id=None, value="19-28"),
        change("claims", "lake-authored", predicate="dated", object_actor_id=None, value="1889-11~"),
        change("claims", "lake-authored", predicate="deadline", object_actor_id=None, value="none"),
        change("documents", "gazette-1890-01-02", url="https://gazette.example/1?page=2#top"),
        change("topics", "talks", description="«\u00a0oui\u00a0» and 10\u202f000"),
        change("topics", "talks", description="A & B, a < b, R&D; and [sic]."),
        add("documents", document_id="talks-2", kind="article", title="Talks open", outlet_id="gazette", date="1890-01-02", url="https://gazette.example/2"),
        add("documents", document_id="copy", kind="article", title="Copy", url="https://gazette.example/1", copy_of_id="gazette-1890-01-02", copy_kind="archived"),
        add("statements", **SAID | {"statement_id": "said-on-another-day", "date": "1889-12-31"}),
        add("actors", actor_id="moor-2", name="Ben Moor", died="1850", **ACTOR),
        add("events", event_id="dinner-abroad", kind="talks", name="Talks", date="1890-01-01/1890-01-03", status="held", country_id="ruritania", part_of_id="1890-talks", source_id="register"),
        add("events", event_id="dinner", kind="call", name="Dinner", date="1890-01-02", status="held", source_id="register"),
        add("actors", actor_id="lake-2", name="A. Lake", born="1811", **ACTOR),
        add("events", event_id="2998-ball", kind="other", name="Ball", date="2998-05-06", status="planned", source_id="register"),
        add("roles", role_id="next", **ROLE | {"actor_id": "gazette", "basis": "designated", "start": "2998-05-06"}),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_fault(tmp_path: Path, change_it: Change) -> None:
    tables = sample()
    change_it(tables)
    assert checked(tmp_path, tables).issues == ()


@pytest.mark.parametrize(
    ("table", "known", "new"),
    [
        ("documents", "gazette-1890-01-02", {"document_id": "gazette-again", "kind": "article", "title": "Again", "url": "https://gazette.example/1/"}),
        ("statements", "lake-wrote-it", SAID | {"statement_id": "wrote-again"}),
        ("events", "1890-talks-dinner", {"event_id": "dinner", "kind": "meeting", "name": "Dinner", "date": "1890-01-02", "status": "held", "source_id": "register"}),
        ("actors", "ada-lake", {"actor_id": "lake-2", "name": "A. Lake", **ACTOR}),
    ],
)  # fmt: skip
def test_a_judgement_tells_two_records_apart(
    tmp_path: Path, table: str, known: str, new: dict[str, str | None]
) -> None:
    tables = sample()
    tables[table].append(row(table, **new))
    assert [issue.code for issue in checked(tmp_path, tables).issues] == ["quality-duplicate"]
    left, right = sorted([known, tables[table][-1][TABLES[table].key[0]] or ""])
    tables["judgements"].append(row("judgements", table=table, left_id=left, right_id=right, same="no", reason="Two.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


def test_a_correction_may_name_an_id_that_was_retired_since(tmp_path: Path) -> None:
    tables = sample()
    tables["corrections"].append(row("corrections", table="roles", record_id="ada-lake-envoy-1889", field="actor_id", value="ada-pond", reason="Hers.", date="1901"))  # fmt: skip
    assert checked(tmp_path, tables).issues == ()


def test_many_records_before_a_state_began_speak_against_its_start(tmp_path: Path) -> None:
    tables = sample()
    find(tables, "countries", "ruritania")["start"] = "1950"
    for number in range(4):
        add("events", event_id=f"talks-{number}", kind="talks", name=f"Talks {number}", date="1890", status="held", country_id="ruritania", source_id="register")(tables)  # fmt: skip
    (issue,) = checked(tmp_path, tables).issues
    assert (issue.code, issue.table, issue.field) == ("rule-existence", "countries", "start")
    assert "4 records are from before" in issue.message


def test_a_check_can_be_repeated_for_the_day_on_which_it_was_made(package: Path) -> None:
    for engine in ("rows", "columnar"):
        issues = check(package, engine=engine, today=date(1899, 12, 30)).issues
        # Not the register of 1900: what is printed may bear the next year.
        assert [issue.table for issue in issues] == ["corrections", "coverage", "judgements", "redirects"]
        assert {issue.code for issue in issues} == {"rule-future"}
        assert check(package, engine=engine, today=date(1902, 1, 1)).issues == ()
        # Whoever checks years later finds no more.
        assert check(package, engine=engine, today=date(2998, 1, 1)).issues == ()


def test_every_code_has_a_failing_example() -> None:
    shown = {code for code, *_ in BROKEN} | {code for *_, expected in BAD_FILES for code, *_ in expected}
    assert set(CODES) - shown == {"file-unreadable"}  # its test stands by itself, above


def test_an_account_may_pass_from_one_actor_to_another(tmp_path: Path) -> None:
    tables = sample()
    tables["identifiers"] = [
        row("identifiers", scheme="x", value="envoy", actor_id="ben-moor", start="1885", end="1889-03-04"),
        row("identifiers", scheme="x", value="envoy", actor_id="ada-lake", start="1889-03-04", end=".."),
        row("identifiers", scheme="telegram", value="envoy", actor_id="ada-lake"),
    ]
    assert checked(tmp_path, tables, "rows").issues == ()
    assert checked(tmp_path, tables, "columnar").issues == ()
