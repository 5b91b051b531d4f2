"""Records given as text: one, or a list, in JSON or YAML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fpdata.edit.tables import EditError


def parse_records(text: str) -> list[Mapping[str, Any]]:
    """Return the records in `text`, each a mapping of field names to values.

    `text` is an object or a list of objects, in JSON, or in YAML if PyYAML is installed. Raises EditError
    if it is anything else.
    """
    if not text.strip():
        raise EditError("no record given; pass --set FIELD=VALUE, or JSON or YAML on stdin")
    try:
        value = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        value = _parse_yaml(text, str(error))
    records = value if isinstance(value, list) else [value]
    if not records or not all(isinstance(record, dict) for record in records):
        raise EditError("expected a record as an object of field names and values, or a list of such objects")
    return records


def _parse_yaml(text: str, json_error: str) -> Any:
    try:
        import yaml  # an optional dependency
    except ImportError:
        raise EditError(f"not JSON: {json_error}. To read YAML, install PyYAML: pip install pyyaml") from None
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - this loader makes only strings, lists and mappings
    except (yaml.YAMLError, RecursionError) as error:
        raise EditError(f"neither JSON nor YAML: {str(error).splitlines()[0]}") from None
