"""YAML: a key given twice has two values, so no reader takes either."""

from __future__ import annotations

import pytest

from fpdata.edit.parse_records import parse_records
from fpdata.edit.tables import EditError
from fpdata.importers.core.parsing import MalformedError, parse_yaml

pytest.importorskip("yaml")


@pytest.mark.parametrize("text", ["name: a\nkind: b\nname: c\n", "- name: a\n- kind: b\n  kind: c\n"])
def test_a_key_given_twice_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(EditError, match=r"the key '(?:name|kind)' is given twice; keep one \(line 3\)"):
        parse_records(text.encode())
    with pytest.raises(MalformedError, match=r"the key '(?:name|kind)' is given twice.* line 3"):
        parse_yaml(text)


def test_keys_of_different_mappings_may_be_the_same() -> None:
    assert parse_yaml("- {id: 007}\n- {id: 008}\n") == [{"id": "007"}, {"id": "008"}]
