"""Generate GitHub's issue forms from the models: each question is a column, answered as 'fpdata new' takes it.

The files are YAML by name and JSON by content, which is valid YAML.
https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

import json
from typing import Any

from fpdata.model.table import Column
from fpdata.model.tables import TABLES

FOLDER = ".github/ISSUE_TEMPLATE"
# What a new statement can bring with it: by what its questions begin with, the table and the columns asked for.
_NEW_WITH_STATEMENT = {
    "document": ("documents", ("kind", "title", "url", "date", "language", "accessed")),
    "document.outlet": ("outlets", ("name", "kind", "control", "country_id")),
}
_CLAIMS = (
    "- about_actor: Steve Witkoff\n  predicate: supports\n  object_document: 28-point plan\n  polarity: affirmed\n"
    "  modality: actual\n  coding: explicit\n  mode: opinion\n  certainty: stated\n  verdict: unchecked"
)
# By file: the title, the purpose, the table whose columns are asked for, and the columns that a command fills in.
_FORMS = {
    "correction": ("Correction", "A value is wrong, and a source shows it.", "corrections", ("upstream_value", "date")),
    "source-dispute": ("Source dispute", "A source disagrees with a record, or supports it.", "citations", ("citation_id",)),
}  # fmt: skip


def issue_forms() -> dict[str, bytes]:
    """Return the content of each issue form, by path."""
    forms = {name: _form(title, about, table, left_out) for name, (title, about, table, left_out) in _FORMS.items()}
    forms["new-statement"] = _new_statement()
    forms["new-record"] = _any_record()
    return {f"{FOLDER}/{name}.yml": _dump(form) for name, form in forms.items()}


def _form(title: str, about: str, table: str, left_out: tuple[str, ...]) -> dict[str, Any]:
    how = f"Each answer is a column of `{table}`. To add it yourself, run `fpdata new {table}`; see CONTRIBUTING.md."
    body = [_markdown(how), *(_question(column) for column in TABLES[table].columns if column.name not in left_out)]
    return {"name": title, "description": about, "title": f"{title}: ", "labels": [table], "body": body}


def _new_statement() -> dict[str, Any]:
    how = "Each answer is a column of `statements`; a name or an address does for an id. To add it yourself, run `fpdata new statements`; see CONTRIBUTING.md."
    body = [_markdown(how)]
    for column in TABLES["statements"].columns:
        if column.name == "document_id":
            body += _document_questions(column)
        elif column.name not in ("statement_id", "source_id"):
            body.append(_question(column))
    about = "Its claims, one after another: who or what each is about, what it says of that, and how. The data dictionary lists the predicates."
    body.append(_yaml_question("claims", about, _CLAIMS, required=False))
    return {
        "name": "New statement",
        "description": "Somebody said something, and a web page reports it.",
        "title": "New statement: ",
        "labels": ["statements"],
        "body": body,
    }


def _document_questions(reference: Column) -> list[dict[str, Any]]:
    """Return the questions for the document of a statement: which one, or what a new one is."""
    optional = {"validations": {"required": False}}
    named = _question(reference) | {"id": "document"} | optional
    named["attributes"] |= {
        "label": "document",
        "description": "Where it can be read: the id, title or address of a document that has a record. For a new one, leave this empty and answer the next questions.",
    }
    outlet = _question(TABLES["documents"].column("outlet_id")) | {"id": "document-outlet"} | optional
    outlet["attributes"] |= {"label": "document.outlet", "description": "The name of an outlet that has a record."}
    questions = [named]
    for begin, (table, columns) in _NEW_WITH_STATEMENT.items():
        for name in columns:
            question = _question(TABLES[table].column(name)) | optional
            label = f"{begin}.{name}"
            questions.append(
                question | {"id": label.replace(".", "-"), "attributes": question["attributes"] | {"label": label}}
            )
        if begin == "document":
            questions.append(outlet)
    return questions


def _any_record() -> dict[str, Any]:
    example = "actor_id:\nkind: person\nname: Marco Rubio\nsource_id:"
    body = [
        _markdown("To add it yourself, run `fpdata new TABLE`, which reads the same lines; see CONTRIBUTING.md."),
        {
            "type": "dropdown",
            "id": "table",
            "attributes": {"label": "table", "description": "The table of the record.", "options": list(TABLES)},
            "validations": {"required": True},
        },
        _yaml_question(
            "record",
            "One 'field: value' per line; docs/data-dictionary.md lists the fields. Every record names its source.",
            example,
            required=True,
        ),
    ]
    return {"name": "New record", "description": "A record of any table.", "title": "New record: ", "body": body}


def _markdown(text: str) -> dict[str, Any]:
    return {"type": "markdown", "attributes": {"value": text}}


def _yaml_question(id: str, description: str, example: str, *, required: bool) -> dict[str, Any]:
    return {
        "type": "textarea",
        "id": id,
        "attributes": {"label": id, "description": description, "placeholder": example, "render": "yaml"},
        "validations": {"required": required},
    }


def _question(column: Column) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": column.name, "description": column.description}
    if column.codes:
        attributes["options"] = [str(code) for code in column.codes]
    elif column.example:
        attributes["placeholder"] = column.example
    return {
        "type": "dropdown" if column.codes else "input",
        "id": column.name,
        "attributes": attributes,
        "validations": {"required": not column.nullable},
    }


def _dump(form: dict[str, Any]) -> bytes:
    text = "# Generated by 'fpdata schema' from src/fpdata/model/. Edit the source instead.\n" + json.dumps(
        form, indent=2, ensure_ascii=False
    )
    return (text + "\n").encode()
