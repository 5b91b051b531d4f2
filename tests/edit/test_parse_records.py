"""Records on standard input: UTF-8 whatever the system says, and nothing in them means two things."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.edit.parse_records import parse_records, parse_tables
from fpdata.edit.tables import EditError
from tests.helpers import ROOT, contents, run


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b'{"name": "x", "name": "y"}', "'name' is given twice"),
        (b"name: x\nname: y\n", "'name' is given twice; keep one (line 2)"),
        (b"- name: x\n- {name: y, name: y}\n", "given twice"),
        (b'{"name": NaN}', "NaN is not a number"),
        (b'{"name": -Infinity}', "-Infinity is not a number"),
        (b'{"name": 1e999}', "too large"),
        (b'{"name": ' + b"1" * 5000 + b"}", "5,000 characters"),
        (b"name: .nan\n", "put a text in quotes"),
        (b"name: -.inf\n", "put a text in quotes"),
        (b'{"name": "\\ud800"}', "lone surrogate"),
        (b'name: "\\ud800"\n', "is not valid UTF-8"),
        (b'{"name": ' + b"[" * 50_000, "levels deep"),
        (b"name: " + b"[" * 5_000, "levels deep"),
        (b"a: &a [x, x]\nb: &b [*a, *a]\nname: [*b, *b]\n", "alias"),
        (b"name: &a [*a]\n", "alias"),
        ("name: Pe\u010danin\n".encode("utf-16"), "not UTF-8"),
        ("name: Caf\u00e9\n".encode("cp1252"), "not UTF-8 (byte 10)"),
        (b"name: \x00\n", "neither JSON nor YAML"),
        (b'name: "\\UFFFFFFFF"\n', "neither JSON nor YAML"),
        (b"name: ~\n", "without values"),
        (b"{}", "without values"),
    ],
)
def test_what_cannot_be_a_record_is_refused(package: Path, text: bytes, says: str) -> None:
    before = contents(package)
    result = run("new", "topics", "-p", package, input=text)
    assert result.exit_code == 2
    assert says in result.output
    assert contents(package) == before


@pytest.mark.parametrize("null", ["null", "~", "Null", "NULL", ""])
def test_null_in_yaml_is_nothing(null: str) -> None:
    assert parse_records(f"name: A talk\ndescription: {null}\n".encode()) == [{"name": "A talk", "description": None}]
    assert parse_records(b'description: "null"\nname: nullable\n') == [{"description": "null", "name": "nullable"}]


def test_values_in_yaml_stay_as_they_are_written() -> None:
    text = b"a: 007\nb: 1949-04-04\nc: yes\nd: 1_000\ne: 1.10\nf: -1\n"
    assert parse_records(text) == [{"a": "007", "b": "1949-04-04", "c": "yes", "d": "1_000", "e": "1.10", "f": "-1"}]


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_standard_input_is_utf_8_under_any_locale(package: Path, encoding: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "fpdata", "new", "topics", "-p", str(package)],
        input=b'\xef\xbb\xbf{"name": "Pe\xc4\x8danin"}',
        env=os.environ | {"PYTHONIOENCODING": encoding, "PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
    )
    assert "pecanin,Pe\u010danin," in (package / "datasets" / "topics.csv").read_text("utf-8")


@given(st.binary(max_size=40) | st.text("{}[]:,-\"'&*!|>?# \nna1", max_size=40).map(str.encode))
def test_any_input_is_records_or_a_message(content: bytes) -> None:
    with suppress(EditError):
        assert all(isinstance(record, dict) for record in parse_records(content))


@pytest.mark.parametrize("content", [b"[]", b"{}", b'{"topics": []}'])
def test_an_input_without_a_record_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(EditError, match="there is no record in the input"):
        parse_tables(content)


def test_an_empty_list_of_one_table_is_said_to_be_empty() -> None:
    with pytest.raises(EditError, match="there is no record in the input"):
        parse_records(b"[]")
