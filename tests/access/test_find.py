"""Find: what is typed, and what is listed first; descriptions; counts; how names resolve."""

from __future__ import annotations

import json
import pickle
import re
from pathlib import Path
from typing import Any, get_args

import pytest

import fpdata
from fpdata import build
from fpdata.access.find import NAMED, TEXTS
from fpdata.access.resolver import TABLE_OF_KIND, RecordKind, choose_record, resolve_name
from fpdata.access.searched_tables import ONLY_IDS, SPECS, SearchedTable
from fpdata.access.spoken_forms import SPOKEN_FORMS, variants
from fpdata.generate.package import write_package
from fpdata.model.references import referring_columns
from fpdata.model.slugs import fold
from fpdata.model.tables import TABLES
from tests.helpers import run
from tests.sample import Tables, row, sample

_STYLES = re.compile(r"\x1b\[[\d;]*m")


def _actor(tables: Tables, id: str, name: str, kind: str = "person", **cells: str) -> None:
    tables["actors"].append(
        row("actors", actor_id=id, kind=kind, name=name, sort_name=name, source_id="register", **cells)
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("find")
    tables = sample()
    _actor(tables, "cy-lake", "Cy Lake")
    _actor(tables, "lake-company", "Lake Company", "organization", description="Trades in boats.")
    _actor(tables, "jose-pena", "José Peña")
    _actor(tables, "dee-hill", "Dee Hill")
    _actor(tables, "eve-hill", "Eve Hill")
    _actor(tables, "reed", "Reed")  # known by the family name only
    _actor(tables, "gus-reed", "Gus Reed")
    _actor(tables, "weir", "Weir")
    tables["participations"].append(tables["participations"][0] | {"actor_id": "gus-reed", "role_id": None})
    _actor(tables, "volodymyr-zelensky", "Volodymyr Zelensky")
    _actor(tables, "united-kingdom", "United Kingdom", "state")
    tables["names"].append(row("names", actor_id="volodymyr-zelensky", name="Володимир Зеленський", kind="alias"))
    tables["countries"].append(
        row("countries", country_id="united-kingdom", name="United Kingdom", kind="state", iso_alpha2="GB")
    )
    tables["offices"].append(tables["offices"][0] | {"office_id": "envoy-to-the-isles", "title": "Envoy to the Isles"})
    write_package(folder, tables)
    build(folder, folder / "data")
    return folder / "data"


def _ids(data: Path, words: str, table: SearchedTable | None = None, **options: Any) -> list[str]:
    found: list[str] = fpdata.find(words, table, path=data, **options)["id"].to_pylist()
    return found


@pytest.mark.parametrize(
    ("words", "first", "match"),
    [
        ("ada-lake", "ada-lake", "id"),
        ("ADA LAKE", "ada-lake", "id"),
        ("A. Lake", "ada-lake", "alias"),
        ("lake, ada", "ada-lake", "words"),
        ("Lake", "ada-lake", "words"),
        ("envoy lake", "ada-lake", "offices"),
        ("ad", "ada-lake", "beginnings"),
        ("Adda Lake", "ada-lake", "slips"),
        ("Gazzette", "gazette", "slips"),
        ("jose pena", "jose-pena", "id"),
        ("PEÑA", "jose-pena", "words"),
        ("Зеленський", "volodymyr-zelensky", "words"),
        ("zelenskyi", "volodymyr-zelensky", "words"),
        ("Селенський", "volodymyr-zelensky", "slips"),
        ("U.K.", "united-kingdom", "alias"),
        ("gb", "united-kingdom", "alias"),
        ("the gazette", "gazette", "id"),
        ("ada-pond", "ada-lake", "alias"),
        ("plan-7", "plan-7", "id"),
        ("seven-point plan", "plan-7", "name"),
        ("ada-lake-envoy-1889", "ada-lake-envoy-1889", "id"),
        ("lake-authored", "lake-authored", "id"),
        ("wrote the plan", "lake-wrote-it", "words"),
        ("dinner", "1890-talks-dinner", "name"),
        ("every word", "lake-wrote-it", "words"),
    ],
)
def test_what_is_typed_is_found_first(data: Path, words: str, first: str, match: str) -> None:
    found = fpdata.find(words, path=data).to_pylist()
    assert (found[0]["id"], found[0]["match"]) == (first, match)


def test_equal_matches_are_ordered_by_what_is_known_of_them(data: Path) -> None:
    assert _ids(data, "lake") == ["ada-lake", "cy-lake", "lake-company"]
    assert _ids(data, "lake", limit=1) == ["ada-lake"]
    assert fpdata.find("lake", path=data)["references"].to_pylist() == [5, 0, 0]


def test_a_family_name_means_the_best_known_of_those_who_have_it(data: Path) -> None:
    assert _ids(data, "Reed") == _ids(data, "reed") == ["gus-reed", "reed"]
    chosen = choose_record("person", "Reed", data)
    assert (chosen.id, [other.id for other in chosen.others]) == ("gus-reed", ["reed"])
    assert choose_record("person", "reed", data).id == "reed"  # an id is an id
    assert [other.id for other in choose_record("record", "reed", data).others] == ["gus-reed"]  # who is better known
    found = fpdata.find("Weir", path=data).to_pylist()
    assert [(one["id"], one["match"]) for one in found] == [("weir", "id")]


def test_each_is_described(data: Path) -> None:
    described = {
        row["id"]: (row["table"], row["kind"], row["description"]) for row in fpdata.find("lake", path=data).to_pylist()
    }
    assert described == {
        "ada-lake": ("actors", "person", "Envoy, from 1889-03-04"),
        "cy-lake": ("actors", "person", None),
        "lake-company": ("actors", "organization", "Trades in boats."),
    }
    (office, _) = fpdata.find("envoy", "offices", path=data).to_pylist()
    assert (office["kind"], office["description"]) == ("office", "last recorded: Ada Lake, from 1889-03-04")
    (statement,) = fpdata.find("wrote", "statements", path=data).to_pylist()
    assert (statement["kind"], statement["description"]) == ("statement", "Ada Lake, 1890-01-01")
    (event,) = fpdata.find("dinner", "events", path=data).to_pylist()
    assert (event["kind"], event["description"]) == ("meeting", "1890-01-02")


def test_an_id_of_two_tables_is_listed_with_its_table(tmp_path: Path) -> None:
    tables = sample()
    _actor(tables, "ruritania", "Ruritania", "state")
    write_package(tmp_path, tables)
    build(tmp_path, tmp_path / "export")
    lines = run("find", "ruritania", "--data", tmp_path / "export", "-f", "table").stdout.splitlines()
    assert {line.split()[0] for line in lines[:2]} == {"ruritania"}
    assert {line.split()[2] for line in lines[:2]} == {"(actors)", "(countries)"}


def test_texts_are_counted_unless_nothing_else_is_found(data: Path) -> None:
    found = fpdata.find("gazette", path=data)
    assert set(found["table"].to_pylist()) == {"actors", "outlets"}
    assert json.loads(found.schema.metadata[b"counts"]) == {"actors": 1, "outlets": 1, "statements": 1}
    assert _ids(data, "gazette", "statements") == ["gazette-reports"]
    assert set(fpdata.find("reports the talks", path=data)["table"].to_pylist()) == {"statements"}
    assert json.loads(fpdata.find("UK", path=data).schema.metadata[b"searched_as"]) == ["united kingdom"]


def test_what_cannot_be_searched_is_an_error(data: Path) -> None:
    assert _ids(data, "xyzzyq") == []
    with pytest.raises(ValueError, match="use Latin or Cyrillic letters"):
        fpdata.find("习近平", path=data)
    with pytest.raises(ValueError, match="limit must be at least 1"):
        fpdata.find("lake", limit=0, path=data)
    with pytest.raises(TypeError, match="words must be a string"):
        fpdata.find(5, path=data)  # type: ignore[arg-type]
    with pytest.raises(fpdata.UnknownIdError, match="unknown table 'roles'; search one of actors"):
        fpdata.find("lake", "roles", path=data)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "id"),
    [
        ("person", "ada-lake", "ada-lake"),
        ("person", "Ada Lake", "ada-lake"),
        ("person", "A. Lake", "ada-lake"),
        ("person", "ADA", "ada-lake"),
        ("person", "Envoy Moor", "ben-moor"),
        ("sender", "Gazette", "gazette"),
        ("office", "Envoy", "envoy"),
        ("office", "envoy to isles", "envoy-to-the-isles"),
        ("country", "UK", "united-kingdom"),
        ("country", "Great Britain", "united-kingdom"),
        ("organization", "lake", "lake-company"),
        ("source", "Register", "register"),
        ("record", "Dinner", "1890-talks-dinner"),
        ("record", "talks-dated-otherwise", "talks-dated-otherwise"),
    ],
)
def test_a_name_resolves_to_an_id(data: Path, kind: RecordKind, typed: str, id: str) -> None:
    assert resolve_name(kind, typed, data) == id


def test_several_are_an_error_in_the_api_and_a_choice_on_the_command_line(data: Path) -> None:
    with pytest.raises(fpdata.AmbiguousNameError) as caught:
        fpdata.as_of("1890-01-01", person="Lake", path=data)
    assert str(caught.value) == (
        "person 'Lake' may be one of 2; use the id of one:\n"
        "  ada-lake  Ada Lake, person, Envoy, from 1889-03-04\n"
        "  cy-lake   Cy Lake, person"
    )
    assert caught.value.suggestions == ("ada-lake", "cy-lake")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    chosen = choose_record("person", "Lake", data)
    assert (chosen.id, [other.id for other in chosen.others]) == ("ada-lake", ["cy-lake"])
    result = run("travel", "--person", "lake", "--data", data)
    assert result.stderr.startswith("'lake' is taken as Ada Lake (ada-lake); also: cy-lake\n")
    with pytest.raises(fpdata.AmbiguousNameError):  # none of them is better known
        choose_record("person", "Hill", data)


@pytest.mark.parametrize("typed", ["nobody at all", "Adda Lake", "lak", "习近平", "", "\udcff"])
def test_what_is_close_is_only_suggested(data: Path, typed: str) -> None:
    with pytest.raises(fpdata.UnknownIdError) as caught:
        resolve_name("person", typed, data)
    assert not isinstance(caught.value, fpdata.AmbiguousNameError)
    if typed in ("Adda Lake", "lak"):
        assert caught.value.suggestions[0] == "ada-lake"


@pytest.mark.parametrize("command", ["show", "office", "cite"])
def test_a_name_of_several_words_needs_no_quotes(data: Path, command: str) -> None:
    words = {"office": ("the", "envoy")}.get(command, ("Ada", "Lake"))
    joined = run(command, " ".join(words), "--data", data)
    assert joined.exit_code == 0
    assert run(command, *words, "--data", data).stdout == joined.stdout


def test_show_takes_a_name_and_says_what_else_it_may_be(data: Path) -> None:
    result = run("show", "Lake", "--data", data)
    assert json.loads(result.stdout)["id"] == "ada-lake"
    assert result.stderr == "'Lake' is taken as Ada Lake (ada-lake); also: cy-lake, lake-company\n"
    assert run("show", "Ada Lake", "--data", data).stderr == ""
    both = json.loads(run("show", "U.K.", "--data", data).stdout)
    assert {record["table"] for record in both} == {"actors", "countries"}


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (("travel", "--person", "jose-pena", "--country", "uk", "--from", "1890"), "No trip or visit of jose-pena to or from united-kingdom on or after 1890-01-01 is recorded"),
        (("letters", "--from", "Cy Lake", "--to", "Ada Lake"), "No document from cy-lake to ada-lake is recorded"),
        (("room", "--with", "Cy Lake", "--with", "Ada Lake"), "No meeting or call with others of ada-lake and cy-lake is recorded"),
        (("office", "envoy to the isles"), "No holder of the office envoy-to-the-isles is recorded"),
        (("as-of", "1750", "--person", "Cy Lake"), "No such role is recorded for this time"),
        (("query", "from actors where false"), "no row is what it asks for"),
    ],
)  # fmt: skip
def test_an_empty_answer_says_why(data: Path, command: tuple[str, ...], says: str) -> None:
    result = run(*command, "--data", data, "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])
    assert says in result.stderr
    if command[0] != "query":
        assert "fpdata coverage" in result.stderr


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("from actor", 'Did you mean "actors"'),
        ("from plan_of_peace", "The tables are actors, roles"),
        ("select actor_name from actors", "actor_name is a column of "),
        ("select nmae from actors", "Similar columns: name (of actors"),
        ("select actors.summary from actors", "summary is a column of denials, events, statement_chain"),
    ],
)
def test_queries_suggest_tables_and_columns(data: Path, sql: str, says: str) -> None:
    result = run("query", sql, "--data", data)
    assert result.exit_code == 2
    assert says in result.stderr


def test_the_list_fits_the_terminal_and_cuts_no_id(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for width in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        shown = _STYLES.sub("", run("find", "lake", "--data", data).stdout)
        assert all(len(line) <= width or "fpdata find" in line for line in shown.splitlines())
        assert {"ada-lake", "cy-lake", "lake-company"} <= set(shown.split())
        assert "Lake Company" in shown
    assert "1 statement   fpdata find lake --in statements\n" in shown
    said = run("find", "wrote", "--in", "statements", "--data", data, "--format", "table").stdout
    assert "Ada Lake, 1890-01-01: Says her side wrote the plan." in said
    shown = _STYLES.sub("", run("find", "lake", "-n", "1", "--data", data).stdout)
    assert "2 more actors   fpdata find lake -n 3\n" in shown
    assert run("find", "Adda", "Lake", "--data", data).stdout.startswith(
        "Nothing has the words 'Adda Lake' as they are"
    )


def test_nothing_found_is_said(data: Path) -> None:
    result = run("find", "xyzzyq", "--in", "events", "--data", data)
    assert (result.exit_code, result.stdout) == (1, "[]\n")
    assert "Nothing is found for 'xyzzyq' in events." in result.stderr
    for arguments in (("lake", "--in", "evnts"), ("习近平",), ("\x1b…",), ("",)):
        result = run("find", *arguments, "--data", data)
        assert (result.exit_code, "Traceback" in result.output) == (2, False)


def test_what_is_searched_is_described_by_the_models() -> None:
    assert {*NAMED, *TEXTS} == set(SPECS) == set(get_args(SearchedTable))
    keys = {str(name): spec.key for name, spec in SPECS.items()}
    assert keys | ONLY_IDS == {name: table.key[0] for name, table in TABLES.items() if len(table.key) == 1}
    for name, spec in SPECS.items():
        own = {
            spec.key,
            spec.name,
            *(column for _, column in spec.parts),
            *([spec.kind] if spec.kind else []),
        }
        assert own <= set(TABLES[name].names)
        assert set(spec.referring) <= set(referring_columns(name))
        for _, other, column in spec.others:
            assert {spec.key, column} <= set(TABLES[other].names)
    assert set(TABLE_OF_KIND) == set(get_args(RecordKind))


def test_spoken_forms_are_folded_and_mean_something_else() -> None:
    for form, meanings in SPOKEN_FORMS.items():
        assert fold(form) == form
        assert all(fold(meant) == meant != form for meant in meanings)
        assert {*variants(form)} >= {form, *meanings}
