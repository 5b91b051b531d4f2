"""Records given as text: one, a list, or those of several tables, in JSON, YAML, or an issue form's answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from fpdata.edit.issue_form import is_issue_form, read_issue_form
from fpdata.edit.tables import EditError, record_noun, table_of_new
from fpdata.model.tables import TABLES
from fpdata.package.json_text import JsonError, parse_json, too_deep
from fpdata.package.yaml_text import require_unique_keys

_TABLE_NAMES = {name for table in TABLES for name in (table, record_noun(table))}
_NONE = "there is no record in the input: a list or table in it is empty"


def parse_records(content: bytes) -> list[Mapping[str, Any]]:
    """Return the records in `content`, each a mapping of field names to values.

    `content` is an object or a list of objects in UTF-8, in JSON, or in YAML if PyYAML is installed; or the body of an
    issue that was opened with a form. Raises EditError if it is anything else, or says two things: a key given twice, a
    number that is not one.
    """
    return _records(_parse(content), "a record as an object of field names and values")


def parse_tables(content: bytes) -> list[tuple[str, Mapping[str, Any]]]:
    """Return the records of several tables in `content`, in order: under the name of each table, one record or a list.

    Raises EditError as `parse_records` does, and for a name that is not that of a table.
    """
    value = _parse(content)
    if isinstance(value, dict) and value.keys() == {"table", "record"}:  # the answers of the form for any record
        value = {value["table"]: value["record"]}
    if value in ([], {}):
        raise EditError(_NONE)
    if not isinstance(value, dict):
        raise EditError(
            "expected the names of tables with their records; to add records of one table, name it: "
            "fpdata new statements -f FILE"
        )
    if not any(str(name) in _TABLE_NAMES for name in value) and (table := _table_of_fields([*map(str, value)])):
        raise EditError(f"these are the fields of one record; name its table: fpdata new {table} -f FILE")
    return [
        (table.name, record)
        for name, records in value.items()
        for table in [table_of_new(str(name))]
        for record in _records(records, f"records of {table.name} as objects of field names and values")
    ]


def _table_of_fields(names: list[str]) -> str | None:
    """Return the table that has the most columns of these names, with or without "_id"; None if none has half of them."""
    known = {
        table.name: sum(name in table.names or f"{name}_id" in table.names for name in names)
        for table in TABLES.values()
    }
    best = max(known, key=known.__getitem__)
    return best if 2 * known[best] >= len(names) else None


def _records(value: Any, expected: str) -> list[Mapping[str, Any]]:
    records = value if isinstance(value, list) else [value]
    if not records:
        raise EditError(_NONE)
    if not all(isinstance(record, dict) for record in records):
        lines = "; in YAML, write one 'field: value' per line" if isinstance(value, str) else ""
        raise EditError(f"expected {expected}, or a list of such objects{lines}")
    return records


def _parse(content: bytes) -> Any:
    content = content.removeprefix(b"\xef\xbb\xbf")  # some editors and shells put a byte order mark in front
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise EditError(f"the input is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from None
    if not text.strip():
        raise EditError("no record given; pass --set FIELD=VALUE, or JSON or YAML with -f FILE or on stdin")
    if is_issue_form(text):
        return read_issue_form(text, _parse_text)
    return _parse_text(text)


def _parse_text(text: str) -> Any:
    try:
        return parse_json(text.encode())
    except JsonError as error:
        raise EditError(f"the input cannot be used: {error}") from None
    except json.JSONDecodeError as error:
        return _parse_yaml(text, str(error))


def _parse_yaml(text: str, json_error: str) -> Any:
    try:
        import yaml  # an optional dependency
    except ImportError:
        raise EditError(f"not JSON: {json_error}. To read YAML, install PyYAML: pip install pyyaml") from None
    try:
        return yaml.load(text, _text_loader(yaml))  # noqa: S506 - derived from the loader that makes only strings
    except RecursionError:
        raise EditError(f"the input cannot be used: {too_deep()}") from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise EditError(f"neither JSON nor YAML: {_explain(error)}") from None


def _explain(error: Exception) -> str:
    """Return what is wrong in one line, with its place if PyYAML knows it."""
    problem, mark = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    message = problem or str(error).partition("\n")[0]
    return f"{message} (line {mark.line + 1})" if mark else message


def _text_loader(yaml: Any) -> Any:
    """Return a loader that makes only strings, lists and mappings, so that 1949-04-04 or 007 stay as they are written.

    Unlike PyYAML's own, it reads null as nothing given, and refuses what would be lost or grow without limit:
    a key given twice, an alias, a number that is not finite.
    """

    class TextLoader(yaml.BaseLoader):  # type: ignore[misc]
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                event = self.peek_event()
                raise yaml.composer.ComposerError(
                    None, None, f"the alias *{event.anchor} is not supported; write the value again", event.start_mark
                )
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
            require_unique_keys(yaml, node)
            return super().construct_mapping(node, deep)  # type: ignore[no-any-return]

        def construct_null(self, node: Any) -> None:  # noqa: ARG002 - as PyYAML calls it
            return None

        def refuse_number(self, node: Any) -> Any:
            raise _yaml_error(f"{node.value} is not a finite number; put a text in quotes", node)

    def _yaml_error(problem: str, node: Any) -> Any:
        return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)

    null, number = "tag:yaml.org,2002:null", "tag:yaml.org,2002:float"
    TextLoader.add_implicit_resolver(null, re.compile(r"(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
    TextLoader.add_implicit_resolver(number, re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"), list("-+."))
    TextLoader.add_constructor(null, TextLoader.construct_null)
    TextLoader.add_constructor(number, TextLoader.refuse_number)
    return TextLoader
