"""Contributing a record: new by flags, by standard input and by conversation; edit; proposals and likenesses."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from fpdata.checks.api import check
from fpdata.edit.add import read_value
from fpdata.edit.drafts import ConversationDraft
from fpdata.edit.duplicates import find_duplicates
from fpdata.edit.editor_form import parse_form, render_form
from fpdata.edit.field_prompts import FieldPrompt, is_asked
from fpdata.edit.ids import propose_id
from fpdata.edit.interview import Interview
from fpdata.edit.parse_records import parse_records
from fpdata.edit.prompts import RecordPrompter
from fpdata.edit.tables import EditError
from fpdata.model.slugs import slug
from fpdata.model.tables import TABLES
from fpdata.package.csv_writer import RowDict
from fpdata.strategies import records
from tests.edit.person import Person
from tests.helpers import contents, run, tables_of
from tests.sample import find, row, sample


def test_new_by_flags(package: Path) -> None:
    result = run("new", "topics", "--set", "name=Arms control", "-p", package)
    assert result.exit_code == 0, result.output
    assert "new topics arms-control\n" in result.output
    assert find(tables_of(package), "topics", "arms-control")["name"] == "Arms control"
    assert check(package).issues == ()


def test_new_says_what_it_did_to_other_rows_and_which_errors_are_left(package: Path) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_bytes(path.read_bytes() + b"arms,Arms,\n")
    roles = package / "datasets" / "roles.csv"
    roles.write_bytes(roles.read_bytes().replace(b"appointed", b"apointed", 1))
    lines = run("new", "topics", "--set", "name=War", "-p", package).stdout.splitlines()
    assert "wrote datasets/topics.csv; also put 1 row in order" in lines
    assert lines[-1].endswith(": no new errors or warnings; 1 error from before")


@pytest.mark.parametrize("text", ['{"name": "Arms control"}', '[{"name": "Arms control"}]', "name: Arms control\n"])
def test_new_from_standard_input(package: Path, text: str) -> None:
    result = run("new", "topics", "-p", package, input=text)
    assert result.exit_code == 0, result.output
    assert find(tables_of(package), "topics", "arms-control")["name"] == "Arms control"


@pytest.mark.parametrize(
    ("args", "input", "says"),
    [
        (["topix"], "{}", "did you mean 'topics'?"),
        (["topics", "--set", "nam=x"], None, "did you mean 'name'?"),
        (["topics", "--set", "name"], None, "FIELD=VALUE"),
        (["topics"], "[]", "there is no record in the input"),
        (["topics"], "{x", "neither JSON nor YAML"),
        (["topics"], "name = x\ndescription = y\n", "in YAML, write one 'field: value' per line"),
        (["topics"], '{"name": ["x"]}', 'name must be text or a number, not ["x"]'),
        (["topics", "--set", "name=Talks", "--set", "topic_id=talks"], None, "fpdata edit talks"),
    ],
)
def test_new_says_what_is_wrong(package: Path, args: list[str], input: str | None, says: str) -> None:
    before = contents(package)
    result = run("new", *args, "-p", package, input=input)
    assert result.exit_code == 2
    assert says in result.output
    assert contents(package) == before


def test_yaml_without_its_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert parse_records(b'{"name": "x"}') == [{"name": "x"}]
    with pytest.raises(EditError, match="pip install pyyaml"):
        parse_records(b"name: x")


def test_new_is_checked_with_the_whole_package(package: Path) -> None:
    before = contents(package)
    result = run("new", "roles", "--set", "actor_id=ada-laek", "--set", "title=Agent", "--set", "basis=appointed", "--set", "source_id=register", "-p", package)  # fmt: skip
    assert result.exit_code == 1
    assert "Did you mean 'ada-lake'?" in result.output
    assert "fpdata explain key-reference" in result.output
    assert contents(package) == before


def test_a_dry_run_writes_nothing(package: Path) -> None:
    before = contents(package)
    assert (
        "would write datasets/topics.csv"
        in run("new", "topics", "--set", "name=War", "--dry-run", "-p", package).output
    )
    assert contents(package) == before


def test_new_shows_what_it_may_be(package: Path) -> None:
    result = run("new", "actors", "--set", "kind=person", "--set", "name=Lake, Ada", "--set", "sort_name=L", "--set", "source_id=register", "--set", "born=1851", "-p", package)  # fmt: skip
    assert "possible duplicate: ada-lake" not in result.output  # born in another year
    result = run("new", "actors", "--set", "kind=person", "--set", "name=Moore, Ben", "--set", "sort_name=M", "--set", "source_id=register", "-p", package)  # fmt: skip
    assert "possible duplicate: ben-moor (name: Ben Moor)" in result.output
    assert find(tables_of(package), "actors", "moore-ben")


@pytest.mark.parametrize(
    ("table", "record", "known"),
    [
        (
            "outlets",
            {"name": "GAZETTE, The", "outlet_id": "g", "kind": "newspaper", "control": "independent"},
            "gazette",
        ),
        ("topics", {"name": "Tálks"}, "talks"),
        ("actors", {"name": "Lake, Ada", "kind": "person", "sort_name": "L", "source_id": "register"}, "ada-lake"),
        ("documents", {"title": "X", "kind": "article", "url": "https://gazette.example/1"}, "gazette-1890-01-02"),
    ],
)
def test_new_refuses_what_is_there_unless_told_otherwise(
    package: Path, table: str, record: dict[str, str], known: str
) -> None:
    before = contents(package)
    result = run("new", table, "-p", package, input=json.dumps(record))
    assert result.exit_code == 1, result.output
    assert f"possible duplicate in {table}: {known} (" in result.output
    assert f"'fpdata edit {known}'" in result.output
    assert "pass --allow-duplicate. Nothing was changed." in result.output
    assert contents(package) == before
    if "url" not in record:  # two documents at one address are an issue, whatever one is told
        result = run("new", table, "--allow-duplicate", "-p", package, input=json.dumps(record))
        assert result.exit_code == 0, result.output
        assert f"possible duplicate: {known} (" in result.output


def test_proposed_ids_are_free_and_short() -> None:
    tables = sample()
    assert propose_id(tables, "actors", row("actors", name="Ada Lake")) == "ada-lake-2"
    assert propose_id(tables, "actors", row("actors", name="Ada Pond")) == "ada-pond-2"  # retired, not free
    assert propose_id(tables, "roles", row("roles", actor_id="ada-lake", title="Envoy to the Court of Ruritania and Beyond", start="1889-03~")) == "ada-lake-envoy-to-the-court-of-ruritania-1889"  # fmt: skip
    assert propose_id(tables, "events", row("events", name="Talks", date="1890-01-01/1890-01-03")) == "1890-01-01-talks"
    assert propose_id(tables, "topics", row("topics")) == ""
    assert len(propose_id(tables, "topics", row("topics", name="word " * 60))) <= 96


@given(st.data(), st.sampled_from([name for name, table in TABLES.items() if len(table.key) == 1]))
def test_a_proposed_id_is_an_id(data: st.DataObject, name: str) -> None:
    tables = sample()
    proposal = propose_id(tables, name, data.draw(records(name)))
    if proposal:
        assert slug(proposal) == proposal
        assert proposal not in {other[TABLES[name].key[0]] for other in tables[name]}


def test_a_name_is_the_same_only_where_the_country_and_the_outlet_are() -> None:
    tables = sample()
    office = tables["offices"][0] | {"office_id": "x", "country_id": "here"}
    tables["offices"] = [office, office | {"office_id": "z", "country_id": "elsewhere"}]
    assert [one.is_same for one in find_duplicates(tables, "offices", office | {"office_id": "y"})] == [True, False]
    assert find_duplicates(tables, "documents", row("documents", title="Register", copy_of_id="register")) == []


def test_likenesses() -> None:
    tables = sample()
    tables["names"].append(row("names", actor_id="ben-moor", name="Kirill Dmitriev", kind="alias"))
    assert [one.id for one in find_duplicates(tables, "actors", row("actors", name="Кирилл Дмитриев"))] == ["ben-moor"]
    for url in ("https://gazette.example/1", "http://www.gazette.example/1/?utm_source=x"):
        matches = find_duplicates(tables, "documents", row("documents", title="X", url=url))
        assert [one.id for one in matches] == ["gazette-1890-01-02"]
    assert [
        one.id for one in find_duplicates(tables, "events", row("events", name="The talks", date="1890-01-02"))
    ] == []
    assert [one.id for one in find_duplicates(tables, "events", row("events", name="Talks", date="1890-01"))] == [
        "1890-talks"
    ]
    assert find_duplicates(tables, "events", row("events", name="Talks", date="1891")) == []
    said = row("statements", speaker_id="ada-lake", quote="Ours, every word!")
    assert [one.id for one in find_duplicates(tables, "statements", said)] == ["lake-wrote-it"]
    assert find_duplicates(tables, "statements", said | {"speaker_id": "ben-moor"}) == []


# Editing.


@given(st.data(), st.sampled_from(list(TABLES)))
def test_a_record_as_text_is_read_back(data: st.DataObject, name: str) -> None:
    record: RowDict = data.draw(records(name))
    text = render_form(TABLES[name], record)
    assert parse_form(TABLES[name], text) == record
    parsed = yaml.load(text, yaml.BaseLoader)
    assert {field: value or None for field, value in parsed.items()} == record


@given(st.text())
def test_any_value_survives_its_text(value: str) -> None:
    record = row("topics", topic_id="x", name=value or None)
    assert parse_form(TABLES["topics"], render_form(TABLES["topics"], record)) == record


@pytest.mark.parametrize(
    ("text", "says"),
    [("nam: x", "line 1: expected 'field: value'"), ("name: x\nname: y", "line 2: name is there twice; keep one")],
)
def test_text_that_is_no_record(text: str, says: str) -> None:
    with pytest.raises(EditError, match=says):
        parse_form(TABLES["topics"], text)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that takes the place of an editor: it applies `change.py` to the text, and keeps what it saw."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\nopen(path + '.seen', 'w').write(text)\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    monkeypatch.delenv("VISUAL", raising=False)
    return script


def edit_by(editor: Path, code: str) -> None:
    editor.write_text(editor.read_text() + code)


def test_edit(package: Path, editor: Path) -> None:
    edit_by(editor, "open(path, 'w').write(text.replace('name: Talks', 'name: \"Talks: again\"'))")
    result = run("edit", "talks", "-p", package)
    assert result.exit_code == 0, result.output
    assert find(tables_of(package), "topics", "talks")["name"] == "Talks: again"


def test_an_editor_that_saves_another_encoding_loses_nothing(
    package: Path, editor: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    edit_by(editor, "open(path, 'wb').write(text.replace('name: Talks', 'name: Caf\u00e9').encode('cp1252'))")
    before = contents(package)
    result = run("edit", "talks", "-p", package)
    assert (result.exit_code, "did not save UTF-8" in result.output) == (2, True)
    assert contents(package) == before
    (kept,) = tmp_path.glob("fpdata-*/record.yaml")
    assert b"name: Caf\xe9" in kept.read_bytes()
    editor.write_text(editor.read_text().replace("encode('cp1252')", "encode('utf-8-sig')"))
    assert run("edit", "talks", "-p", package).exit_code == 0
    assert find(tables_of(package), "topics", "talks")["name"] == "Caf\u00e9"


@pytest.mark.parametrize(
    ("code", "status", "says"),
    [
        ("", 0, "Nothing was changed"),
        ("open(path, 'w').write('')", 0, "Nothing was changed"),
        (
            "open(path, 'w').write(text.replace('name: Talks', 'name:'))",
            1,
            "error row-required: topics talks.name: name is empty",
        ),
        ("open(path, 'w').write('nonsense')", 2, "line 1: expected 'field: value'"),
        ("open(path, 'w').write(text.replace('topic_id: talks', 'topic_id: chats'))", 2, "fpdata rename talks NEW"),
        ("raise SystemExit(3)", 2, " ended with status 3); nothing was changed"),
    ],
)
def test_edits_that_change_nothing(package: Path, editor: Path, code: str, status: int, says: str) -> None:
    before = contents(package)
    edit_by(editor, code)
    result = run("edit", "talks", "-p", package)
    assert result.exit_code == status
    assert says in result.output
    assert contents(package) == before


# Moving.


def test_rename_merge_and_withdraw(package: Path) -> None:
    assert run("rename", "ben-moor", "benjamin-moor", "-p", package).exit_code == 0
    assert run("show", "x", "--data", package).exit_code == 2
    assert run("withdraw", "benjamin-moor", "--reason", "x", "-p", package).exit_code == 1
    assert run("withdraw", "moor-supports", "--reason", "Not sourced.", "-p", package).exit_code == 0
    result = run("merge", "gazette", "ada-lake", "-p", package)
    assert result.exit_code == 2
    assert "choose one of them with --table" in result.output
    run("new", "topics", "--set", "name=Chats", "--set", "description=Of this.", "-p", package)
    result = run("merge", "chats", "talks", "-p", package)
    assert "not kept: topics.description: Of this. (talks has nothing)" in result.output
    assert check(package).issues == ()


# The conversation.


def prompter_of(answers: Person, name: str = "topics") -> RecordPrompter:
    """Return what prompts that person for records of the sample, without a file for the draft."""
    interview = Interview(answers, ConversationDraft(f"{name}-1", name))
    return RecordPrompter(sample(), answers, interview)


STATEMENT = {
    "speaker_id": ["ada-laek"], "Number": ["1"], "+,": ["+", "+"], "date": ["1890-01-04", "1890"], "summary": ["Says that the talks are over."],
    "form": ["?", "parafrase", "paraphrase"], "act": ["assert"], "medium": ["interview"], "audience": ["public"],
    "availability": ["public"], "document_id": ["courier-1890", "", ""], "title": ["Talks end"], "kind": ["article", "newspaper"],
    "outlet_id": ["courier"], "name": ["The Courier"], "control": ["independent"],
}  # fmt: skip


def test_a_statement_with_its_document_and_outlet() -> None:
    prompter = prompter_of(Person(STATEMENT))
    assert prompter.ask_all("statements") == "ada-lake-1890-01-04-says-that-the-talks-are-over"
    assert [(name, row[TABLES[name].key[0]]) for name, row in prompter.planned] == [
        ("outlets", "the-courier"),
        ("documents", "courier-1890"),
        ("statements", "ada-lake-1890-01-04-says-that-the-talks-are-over"),
    ]


@pytest.mark.parametrize(
    ("column", "typed", "answers", "is_then", "planned"),
    [
        ("outlet_id", "The Gazette", {"Number": ["1"]}, "gazette", []),
        ("outlet_id", "The Gazette", {"Number": ["+", "1"]}, "gazette", []),  # added, and found to be there
        ("document_id", "https://gazette.example/1", {"Number": ["1"]}, "gazette-1890-01-02", []),
        ("topic_id", "Talks", {"Number": ["1"]}, "talks", []),
        ("topic_id", "Arms control", {"+,": ["+"]}, "arms-control", ["Arms control"]),
        ("topic_id", "+Arms control", {}, "arms-control", ["Arms control"]),
    ],
)
def test_who_does_not_know_an_id_gives_a_name_or_an_address(
    column: str,
    typed: str,
    answers: dict[str, list[str]],
    is_then: str,
    planned: list[str],
) -> None:
    prompter = prompter_of(Person({column: [typed], **answers}))
    table = "documents" if column == "outlet_id" else "statements"
    assert prompter.ask_field(table, FieldPrompt(column), row(table), table) == is_then
    assert [made["name"] for _, made in prompter.planned] == planned


@pytest.mark.parametrize("typed", ["3", "para", "paraphrase"])
def test_a_code_is_chosen_by_number_or_beginning(typed: str) -> None:
    person = Person({"form": ["0", "99", "p", typed]})
    assert prompter_of(person).ask_field("statements", FieldPrompt("form"), row("statements"), "s") == "paraphrase"
    assert "One of: 1=verbatim, 2=partial-quote, 3=paraphrase," in " ".join(person.screen.getvalue().split())
    assert len(person.prompts) == 4


def test_enter_takes_the_only_record_and_a_hyphen_does_not() -> None:
    person = Person({"topic_id": ["Talk", "Talks"], "Number": ["-", ""]})
    assert prompter_of(person).ask_field("statements", FieldPrompt("topic_id"), row("statements"), "s") == "talks"
    assert person.prompts[-1] == "Number or +, or Enter for talks (- to answer again): "
    assert "The id or name of a topic." in person.screen.getvalue()


def test_the_language_is_asked_of_a_quote_only() -> None:
    person = Person(STATEMENT)
    interview = Interview(person, ConversationDraft("statements-1", "statements"))
    RecordPrompter(sample(), person, interview).ask_all("statements")
    assert "statements.form" in interview.asked
    assert "statements.language" not in interview.asked
    assert is_asked(TABLES["statements"], row("statements", quote="Over."), "language")


def test_the_record_that_is_there_already() -> None:
    prompter = prompter_of(Person({"name": ["A Lake"], "Number": ["7", "1"]}))
    assert prompter.ask_all("actors") == "ada-lake"
    assert prompter.planned == []


def test_numbers_are_texts() -> None:
    assert read_value(TABLES["topics"], "name", json.loads("28")) == ("name", "28")
