"""A wrong and a right example for every issue code: shown by 'fpdata explain' and run by the tests.

The records belong to a small fictional package: Ada Lake and Ben Moor, envoys of Ruritania, their talks
of 1890 and a plan of seven points.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from fpdata.model.text_checks import mixed_script_word

#: The fields of one record (None: empty), or the whole content of a file (None: the file does not exist).
Content = Mapping[str, str | None] | str | None


@dataclass(frozen=True)
class Example:
    """One record or file, with the fault and without it."""

    place: str
    """A table (one of its records is shown), ``datapackage.json`` (one of its resources is shown), or another file."""
    wrong: Content
    right: Content


def format_content(content: Content) -> str:
    """Return the content as text: one field per line, or the lines of the file with unprintable characters escaped."""
    match content:
        case None:
            return "(the file does not exist)"
        case str():
            lines = content.split("\n")
            return "\n".join(line.encode("unicode_escape", "surrogatepass").decode() for line in lines).rstrip("\n")
        case {"path": _}:
            return json.dumps(dict(content), ensure_ascii=False)
        case _:
            return "\n".join(f"{name}: {_visible(value or '')}".rstrip() for name, value in content.items())


def _visible(value: str) -> str:
    shortened = value if len(value) < 200 else f"{value[:20]}… ({len(value):,} characters)"
    misleading = not shortened.isprintable() or shortened != shortened.strip() or mixed_script_word(shortened)
    return json.dumps(shortened) if misleading else shortened


_HEADER = "topic_id,name,description\n"
_TOPICS = "datasets/topics.csv"
_TALKS = f"{_HEADER}talks,Talks,\n"
_ROLE = "ada-lake-envoy-1889"
_CLAIM = "lake-authored"


def _of_topics(wrong: str | None, right: str = _TALKS) -> Example:
    return Example(_TOPICS, wrong, right)


def _of_resource(path: str, name: str = "topics") -> Example:
    return Example("datapackage.json", {"name": name, "path": path}, {"name": "topics", "path": _TOPICS})


def _of(table: str, key: str, id: str, /, wrong: Mapping[str, str | None], right: Mapping[str, str | None]) -> Example:
    return Example(table, {key: id, **wrong}, {key: id, **right})


EXAMPLES: dict[str, Example] = {
    "package-descriptor": Example("datapackage.json", "name: fpdata\n", {"name": "topics", "path": _TOPICS}),
    "package-resource": _of_resource(_TOPICS, "topic"),
    "package-path": _of_resource("../topics.csv"),
    "file-missing": _of_topics(None),
    "file-extra": Example("datasets/topic.csv", _TALKS, None),
    "file-unreadable": _of_topics("(a file that you do not have permission to read)"),
    "file-encoding": _of_topics("\0".join(_TALKS)),
    "file-bom": _of_topics("\ufeff" + _TALKS),
    "file-line-ends": _of_topics(_TALKS.replace("\n", "\r\n")),
    "file-quotes": _of_topics(f'{_HEADER}talks,"Talks,\n', f'{_HEADER}talks,"Talks, and more",\n'),
    "file-header": _of_topics("topic_id,label,description\ntalks,Talks,\n"),
    "file-order": _of_topics(f"{_HEADER}talks,Talks,\nplans,Plans,\n", f"{_HEADER}plans,Plans,\ntalks,Talks,\n"),
    "file-emptied-column": _of_topics(_TALKS, _TALKS.replace("Talks,", "Talks,Seven rounds.")),
    "row-blank-line": _of_topics(f"{_HEADER}\ntalks,Talks,\n"),
    "row-header": _of_topics(f"{_HEADER}plans,Plans,\n{_HEADER}talks,Talks,\n", f"{_HEADER}plans,Plans,\ntalks,Talks,\n"),
    "row-quotes": _of_topics(f'{_HEADER}talks,The "Talks",\n', f'{_HEADER}talks,"The ""Talks""",\n'),
    "row-cell-count": _of_topics(f"{_HEADER}talks,Talks, and more,\n", f'{_HEADER}talks,"Talks, and more",\n'),
    "row-required": _of("roles", "role_id", _ROLE, {"title": None}, {"title": "Envoy"}),
    "row-encoding": _of_topics(f"{_HEADER}talks,Caf\udce9 talks,\n", f"{_HEADER}talks,Café talks,\n"),
    "row-characters": _of("topics", "topic_id", "talks", {"name": "Ta\u200blks"}, {"name": "Talks"}),
    "row-nfc": _of_topics(f"{_HEADER}talks,Cafe\u0301 talks,\n", f"{_HEADER}talks,Café talks,\n"),
    "row-script": _of("actors", "actor_id", "ada-lake", {"name": "Аda Lake"}, {"name": "Ada Lake"}),
    "row-placeholder": _of(
        "topics", "topic_id", "talks", {"name": "Talks", "description": "#N/A"}, {"name": "Talks", "description": None}
    ),
    "row-formula": _of(
        "statements",
        "statement_id",
        "lake-wrote-it",
        {"quote": "=HYPERLINK(…)"},
        {"quote": "“=HYPERLINK(…)”"},
    ),
    "row-whitespace": _of("topics", "topic_id", "talks", {"name": "Talks "}, {"name": "Talks"}),
    "row-length": _of("topics", "topic_id", "talks", {"name": "A name that " * 200 + "ends"}, {"name": "A name that ends"}),
    "row-id": _of("roles", "role_id", _ROLE, {"concurrent_group": "Envoys 1889"}, {"concurrent_group": "envoys-1889"}),
    "row-date": _of("actors", "actor_id", "ada-lake", {"born": "3 May 1850"}, {"born": "1850-05-03"}),
    "row-code": _of("roles", "role_id", _ROLE, {"basis": "apointed"}, {"basis": "appointed"}),
    "row-url": _of(
        "documents",
        "document_id",
        "gazette-1890-01-02",
        {"url": "https://me:secret@gazette.example/1"},
        {"url": "https://gazette.example/1"},
    ),
    "row-language": _of("statements", "statement_id", "lake-wrote-it", {"language": "English"}, {"language": "en"}),
    "row-integer": _of("countries", "country_id", "ruritania", {"cow": "0399"}, {"cow": "399"}),
    "key-duplicate": _of_topics(f"{_HEADER}talks,Talks,\ntalks,Talks again,\n"),
    "key-reference": _of("roles", "role_id", _ROLE, {"office_id": "envoi"}, {"office_id": "envoy"}),
    "key-record": _of(
        "citations",
        "citation_id",
        "talks-dated-otherwise",
        {"table": "event", "record_id": "1890-talks"},
        {"table": "events", "record_id": "1890-talks"},
    ),
    "key-redirected": _of("roles", "role_id", _ROLE, {"actor_id": "ada-pond"}, {"actor_id": "ada-lake"}),
    "key-reused": Example(
        "redirects",
        {"table": "actors", "old_id": "ben-moor", "new_id": "ada-lake", "date": "1901", "reason": "They were one."},
        {"table": "actors", "old_id": "b-moor", "new_id": "ben-moor", "date": "1901", "reason": "They were one."},
    ),
    "key-lost": Example("schema/released-ids.csv", "table,id\ntopics,chats\n", "table,id\ntopics,talks\n"),
    "rule-period": _of("roles", "role_id", "ben-moor-envoy-1885", {"start": "1885", "end": "1884"}, {"start": "1885", "end": "1889"}),
    "rule-birth": _of("roles", "role_id", "ben-moor-envoy-1885", {"start": "1855"}, {"start": "1885"}),
    "rule-death": _of("actors", "actor_id", "ada-lake", {"died": "1899"}, {"died": None}),
    "rule-death-statement": _of(
        "statements", "statement_id", "gazette-reports", {"speaker_id": "ben-moor", "date": "1900-01-03", "document_id": "register"}, {"speaker_id": "ben-moor", "date": "1890-01-03", "document_id": "register"}
    ),
    "rule-died": _of("roles", "role_id", "ben-moor-envoy-1885", {"end": "1889-03-04", "end_kind": "died"}, {"end": "1889-03-04", "end_kind": "resigned"}),
    "rule-cycle": _of("events", "event_id", "1890-talks", {"part_of_id": "1890-talks-dinner"}, {"part_of_id": None}),
    "rule-redirect": Example(
        "redirects",
        {"table": "actors", "old_id": "ada-pond", "new_id": "ada-laek", "date": "1901", "reason": "She married."},
        {"table": "actors", "old_id": "ada-pond", "new_id": "ada-lake", "date": "1901", "reason": "She married."},
    ),
    "rule-overlapping-holders": _of("roles", "role_id", "ben-moor-envoy-1885", {"end": "1890-03-04"}, {"end": "1889-03-04"}),
    "rule-quote": _of(
        "statements",
        "statement_id",
        "moor-denies",
        {"form": "verbatim", "quote": None},
        {"form": "paraphrase", "quote": None},
    ),
    "rule-suggested": _of(
        "statements",
        "statement_id",
        "moor-denies",
        {"form": "suggested", "date": "1890-01-02", "within_id": None},
        {"form": "suggested", "date": "1890-01-02", "within_id": "gazette-reports"},
    ),
    "rule-report-date": _of(
        "statements",
        "statement_id",
        "lake-wrote-it",
        {"within_id": "gazette-reports", "date": "1890-01-05"},
        {"within_id": "gazette-reports", "date": "1890-01-01"},
    ),
    "rule-document-order": _of(
        "documents",
        "document_id",
        "gazette-1890-01-02",
        {"date": "1890-01-02", "accessed": "1889-01-02"},
        {"date": "1890-01-02", "accessed": "1898-01-02"},
    ),
    "rule-part": _of("events", "event_id", "1890-talks-dinner", {"date": "1889-01-02", "part_of_id": "1890-talks"}, {"date": "1890-01-02", "part_of_id": "1890-talks"}),
    "rule-future": _of("documents", "document_id", "register", {"accessed": "2901-05-06"}, {"accessed": "1901-05-06"}),
    "rule-existence": _of("offices", "office_id", "envoy", {"start": "1900"}, {"start": "1880"}),
    "rule-role-holder": Example(
        "participations",
        {"event_id": "1890-talks", "actor_id": "ada-lake", "part": "head", "role_id": "ben-moor-envoy-1885"},
        {"event_id": "1890-talks", "actor_id": "ada-lake", "part": "head", "role_id": _ROLE},
    ),
    "rule-end-kind": _of("roles", "role_id", _ROLE, {"end": "..", "end_kind": "resigned"}, {"end": "1891-05-06", "end_kind": "resigned"}),
    "rule-end-date": _of("roles", "role_id", _ROLE, {"end": None, "end_kind": "resigned"}, {"end": "1891/1892", "end_kind": "resigned"}),
    "rule-self": _of("relationships", "relationship_id", "lake-rival-of-moor", {"other_id": "ada-lake"}, {"other_id": "ben-moor"}),
    "rule-judgement": Example(
        "judgements",
        {"table": "actors", "left_id": "ben-moor", "right_id": "ada-lake", "same": "no", "reason": "Two envoys.", "date": "1901"},
        {"table": "actors", "left_id": "ada-lake", "right_id": "ben-moor", "same": "no", "reason": "Two envoys.", "date": "1901"},
    ),
    "rule-correction": Example(
        "corrections",
        {"table": "actors", "record_id": "ben-moor", "field": "born", "value": "1861-05-06"},
        {"table": "actors", "record_id": "ben-moor", "field": "born", "value": "1860-05-06"},
    ),
    "rule-claim-value": Example(
        "claims",
        {"claim_id": _CLAIM, "predicate": "point-count", "object_actor_id": None, "value": "seven"},
        {"claim_id": _CLAIM, "predicate": "point-count", "object_actor_id": None, "value": "7"},
    ),
    "rule-register-code": _of("countries", "country_id", "ruritania", {"iso_alpha3": "rur"}, {"iso_alpha3": "RUR"}),
    "rule-claim-holder": _of(
        "claims",
        "claim_id",
        "moor-supports",
        {"about_actor_id": "ada-lake", "predicate": "supports", "holder_id": None},
        {"about_actor_id": "ada-lake", "predicate": "supports", "holder_id": "ada-lake"},
    ),
    "rule-verdict-source": _of(
        "claims",
        "claim_id",
        _CLAIM,
        {"verdict": "disputed", "verdict_document_id": "gazette-1890-01-02"},
        {"verdict": "disputed", "verdict_document_id": "register"},
    ),
    "rule-verdict-document": _of(
        "claims",
        "claim_id",
        _CLAIM,
        {"verdict": "disputed", "verdict_document_id": None},
        {"verdict": "disputed", "verdict_document_id": "register"},
    ),
    "rule-verdict-self": _of(
        "claims",
        "claim_id",
        "moor-supports",
        {"verdict": "disputed", "verdict_document_id": "register"},
        {"verdict": "unchecked", "verdict_document_id": None},
    ),
    "rule-verdict-conflict": _of("claims", "claim_id", _CLAIM, {"verdict": "confirmed"}, {"verdict": "disputed"}),
    "rule-ongoing": _of(
        "roles",
        "role_id",
        _ROLE,
        {"start": "1890-02", "end": "..", "source_id": "plan-7"},
        {"start": "1890-02", "end": None, "source_id": "plan-7"},
    ),
    "rule-evaluative": _of(
        "relationships",
        "relationship_id",
        "lake-rival-of-moor",
        {"kind": "rival-of", "statement_id": None},
        {"kind": "rival-of", "statement_id": "moor-denies"},
    ),
    "rule-claim-subject": _of(
        "claims",
        "claim_id",
        _CLAIM,
        {"about_actor_id": "gazette", "about_document_id": "plan-7"},
        {"about_actor_id": None, "about_document_id": "plan-7"},
    ),
    "rule-claim-object": _of(
        "claims",
        "claim_id",
        _CLAIM,
        {"object_actor_id": "ada-lake", "value": "she alone"},
        {"object_actor_id": "ada-lake", "value": None},
    ),
    "rule-predicate": _of(
        "claims",
        "claim_id",
        "moor-supports",
        {"about_actor_id": None, "about_document_id": "plan-7", "predicate": "supports"},
        {"about_actor_id": "ben-moor", "about_document_id": None, "predicate": "supports"},
    ),
    "rule-value": _of(
        "claims",
        "claim_id",
        "moor-supports",
        {"predicate": "position", "value": "in favor"},
        {"predicate": "position", "value": "accepts"},
    ),
    "rule-original": _of(
        "statements",
        "statement_id",
        "lake-wrote-it",
        {"original_quote": "jedes Wort", "original_language": None},
        {"original_quote": "jedes Wort", "original_language": "de"},
    ),
    "rule-copy": _of(
        "documents",
        "document_id",
        "gazette-1890-01-02",
        {"copy_of_id": "plan-7", "copy_kind": None},
        {"copy_of_id": "plan-7", "copy_kind": "quoted"},
    ),
    "quality-placeholder": _of("roles", "role_id", "ben-moor-envoy-1885", {"start": "1885-01-01"}, {"start": "1885"}),
    "quality-age": Example(
        "actors",
        {"actor_id": "o-pond", "kind": "person", "name": "O. Pond", "sort_name": "Pond, O.", "born": "1760", "died": "1899", "source_id": "register"},
        {"actor_id": "o-pond", "kind": "person", "name": "O. Pond", "sort_name": "Pond, O.", "born": "1860", "died": "1899", "source_id": "register"},
    ),
    "quality-tenure": _of("roles", "role_id", _ROLE, {"start": "1889-03-04", "end": "1935"}, {"start": "1889-03-04", "end": "1895"}),
    "quality-duplicate": Example(
        "actors",
        {"actor_id": "a-lake", "kind": "person", "name": "Ada Lake", "sort_name": "Lake, Ada", "born": "1850", "source_id": "register"},
        {"actor_id": "a-lake", "kind": "person", "name": "Ada Lake", "sort_name": "Lake, Ada", "born": "1811", "source_id": "register"},
    ),
    "quality-tracking": _of(
        "documents",
        "document_id",
        "gazette-1890-01-02",
        {"url": "https://gazette.example/1?utm_source=letter"},
        {"url": "https://gazette.example/1"},
    ),
    "quality-lookalike": Example(
        "actors",
        {"actor_id": "ben-rnoor", "kind": "person", "name": "Another", "sort_name": "Another", "source_id": "register"},
        {"actor_id": "another", "kind": "person", "name": "Another", "sort_name": "Another", "source_id": "register"},
    ),
    "quality-label": _of(
        "actors", "actor_id", "ben-moor", {"description": "A notorious envoy."}, {"description": "An envoy."}
    ),
    "quality-mojibake": Example(
        "names",
        {"actor_id": "ada-lake", "name": "AdÃ¨le Lake", "kind": "alias"},
        {"actor_id": "ada-lake", "name": "Adèle Lake", "kind": "alias"},
    ),
    "quality-markup": _of("topics", "topic_id", "talks", {"name": "Talks &amp; plans"}, {"name": "Talks & plans"}),
    "quality-blanks": _of("topics", "topic_id", "talks", {"name": "Talks  and plans"}, {"name": "Talks and plans"}),
}  # fmt: skip
