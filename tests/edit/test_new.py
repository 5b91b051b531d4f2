"""Records given as values: several tables in one file, records within records, names in place of ids."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from fpdata.checks.api import check
from fpdata.edit.change import RefusedError
from fpdata.edit.named_records import NamedRecord
from fpdata.edit.new import add_records
from tests.helpers import contents, run, tables_of
from tests.sample import find

TOGETHER = """
outlets:
  name: The Courier
  kind: newspaper
  control: independent
documents:
  - {title: The end, kind: article, date: 1890-01-05, outlet: The Courier}
  - {title: Later, kind: article, outlet: the-courier}
statement:
  speaker: Lake
  date: 1890-01-04
  form: paraphrase
  act: assert
  medium: interview
  audience: public
  summary: Says that the talks are over.
  document: The end
  availability: public
  claims:
    - {about_document: plan-7, predicate: status, value: final, polarity: affirmed, modality: actual,
       coding: explicit, mode: fact, certainty: stated, verdict: unchecked}
  addressees: {actor: Ben Moor, part: to}
"""


def test_records_of_several_tables_are_one_change(package: Path, tmp_path: Path) -> None:
    (tmp_path / "all.yaml").write_text(TOGETHER)
    result = run("new", "-f", tmp_path / "all.yaml", "-p", package)
    assert result.exit_code == 0, result.output
    id = "ada-lake-1890-01-04-says-that-the-talks-are-over"
    assert result.stdout.splitlines()[:6] == [
        "new outlets the-courier",
        "new documents the-courier-1890-01-05-the-end",
        "new documents the-courier-later",
        f"new statements {id}",
        f"new claims {id}-status",
        f"new addressees {id}/ben-moor",
    ]
    assert "speaker_id: 'Lake' is taken as Ada Lake (ada-lake)" in result.stderr
    assert find(tables_of(package), "statements", id)["document_id"] == "the-courier-1890-01-05-the-end"
    assert not check(package).errors


def test_a_record_stands_where_its_id_would(package: Path) -> None:
    record = {
        "title": "The end",
        "kind": "article",
        "outlet": {"name": "Courier", "kind": "newspaper", "control": "state"},
    }
    result = run("new", "document", "-p", package, "-f", "-", input=json.dumps(record))
    assert result.exit_code == 0, result.output
    assert find(tables_of(package), "documents", "courier-the-end")["outlet_id"] == "courier"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("topics: {name: A}\ntopics: {name: B}\n", "'topics' is given twice; keep one (line 2)"),
        ("topics: [{name: A, name: B}]\n", "'name' is given twice"),
        ("statements:\n  speaker: ada-lake\n  speaker_id: ben-moor\n", "speaker_id is given twice; keep one"),
        ("topix: {name: A}\n", "unknown table 'topix'; did you mean 'topics'?"),
        ("- {name: A}\n", "to add records of one table, name it"),
        ("speaker: Lake\nform: paraphrase\n", "the fields of one record; name its table: fpdata new statements -f FILE"),
        ("topics: A\n", "expected records of topics as objects"),
        ("documents: {title: X, claims: [{verdict: unchecked}]}\n", "claims cannot be given within a record of documents"),
        ("topics: {name: X}\nevents: {name: [Y]}\n", 'events.name must be text or a number, not ["Y"]'),
        ("topics: {name: 李明}\n", "no id can be made of the name '李明': ids have Latin letters and digits only; give one with --set topic_id=…"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_changes_nothing(package: Path, tmp_path: Path, text: str, says: str) -> None:
    before = contents(package)
    (tmp_path / "all.yaml").write_text(text)
    result = run("new", "-f", tmp_path / "all.yaml", "-p", package)
    assert result.exit_code == 2, result.output
    assert says in " ".join(result.output.split())
    assert contents(package) == before


def test_one_error_in_one_of_the_records_writes_none_of_them(package: Path, tmp_path: Path) -> None:
    before = contents(package)
    (tmp_path / "all.yaml").write_text(TOGETHER.replace("value: final", "value: finished"))
    result = run("new", "-f", tmp_path / "all.yaml", "-p", package)
    assert result.exit_code == 1
    assert "'finished' is not a value of status" in result.output
    assert contents(package) == before


def test_what_lacks_a_name_does_not_lack_an_id_as_well(package: Path) -> None:
    result = run("new", "topics", "--set", "description=Talks.", "-p", package)
    assert result.exit_code == 1
    assert "error row-required: topics.name: name is empty" in result.output
    assert "topic_id" not in result.output
    added = run("new", "topics", "--set", "name=李明", "--set", "topic_id=li-ming", "-p", package)
    assert "new topics li-ming" in added.output


ALL_WRONG = """
outlets: {name: The Gazette, kind: newspaper, control: x}
statements:
  - {speaker: Nobody At All, date: 1890-02-30, form: parafrase, act: assert, mediums: interview, audience: public,
     summary: Says it., availability: public, document: https://gazette.example/2}
  - {speaker: ada-laek, date: 1890-01-05, form: paraphrase, act: assert, medium: interview, audience: public,
     summary: Says so., availability: public, document: plan-77,
     claims: {about_document: plan-7, predicate: status, value: finished, polarity: affirmed, modality: actual,
              coding: explicit, mode: fact, certainty: stated, verdict: unchecked}}
"""


def test_everything_that_is_wrong_is_said_at_once(package: Path, tmp_path: Path) -> None:
    before = contents(package)
    (tmp_path / "all.yaml").write_text(ALL_WRONG)
    result = run("new", "-f", tmp_path / "all.yaml", "-p", package)
    assert (result.exit_code, contents(package)) == (1, before)
    assert {*re.findall(r"^error ([\w-]+): [\w-]+ [\w-]+\.(\w+):", result.output, re.MULTILINE)} == {
        ("row-date", "date"), ("row-code", "form"), ("row-code", "control"), ("rule-value", "value"),
        ("key-reference", "speaker_id"), ("key-reference", "document_id"),
    }  # fmt: skip
    assert "error: statements has no column 'mediums'; did you mean 'medium'?" in result.output
    assert "error: possible duplicate in outlets: gazette (" in result.output
    assert "medium is empty" not in result.output  # as it was given, under a wrong name
    assert "'https://gazette.example/2' in documents. To search: fpdata find WORDS --in documents." in result.output
    assert "'Nobody At All' in actors. To search: fpdata find nobody at all --in actors." in result.output
    assert (
        "'ada-laek' in actors. Did you mean 'ada-lake'? To search: fpdata find ada laek --in actors." in result.output
    )


# Names and addresses.


def _cite(package: Path, document: str) -> Result:
    given = {"table": "events", "record": "1890-talks", "field": "name", "stance": "supports", "document": document}
    return run("new", "citations", *(f"--set={name}={value}" for name, value in given.items()), "-p", package)


@pytest.mark.parametrize("address", ["http://www.gazette.example/1/?utm_source=x", "https://archive.example/gazette-1"])
def test_an_address_is_the_document_of_that_page(package: Path, address: str) -> None:
    path = package / "datasets" / "documents.csv"
    path.write_text(path.read_text().replace("/1,,", "/1,https://archive.example/gazette-1,"))
    result = _cite(package, address)
    assert result.exit_code == 0, result.output
    assert "is taken as Talks open (gazette-1890-01-02)" in result.stderr
    assert find(tables_of(package), "citations", "1890-talks-name-gazette-1890-01-02")


def test_the_address_of_two_documents_is_that_of_neither(package: Path) -> None:
    path = package / "datasets" / "documents.csv"
    path.write_text(path.read_text().replace(",1890-01,,", ",1890-01,https://gazette.example/1,"))
    result = _cite(package, "https://gazette.example/1")
    assert result.exit_code == 1
    assert "Use the id of one: 'gazette-1890-01-02' (Talks open), 'plan-7' ([Seven-point plan])." in result.output


def _two(table: str, text: str) -> Sequence[NamedRecord]:
    return [NamedRecord("ada-lake", "Ada Lake", True), NamedRecord("cy-lake", "Cy Lake", True)]


def test_a_name_of_several_is_an_error_that_names_them(package: Path) -> None:
    record = {"actor_id": "Lake", "name": "A.L.", "kind": "alias"}
    before = contents(package)
    with pytest.raises(RefusedError) as caught:
        add_records(package, [("names", record)], search=_two)
    (issue,) = caught.value.issues
    assert (issue.code, issue.field, issue.value) == ("key-reference", "actor_id", "Lake")
    assert issue.message == "'Lake' may be one of 2 in actors"
    assert issue.hint == "Use the id of one: 'ada-lake' (Ada Lake), 'cy-lake' (Cy Lake)."
    assert contents(package) == before


def test_what_looks_like_an_id_is_left_to_the_check(package: Path) -> None:
    result = run("new", "names", "--set", "actor=ada-laek", "--set", "name=A", "--set", "kind=alias", "-p", package)
    assert result.exit_code == 1
    assert "Did you mean 'ada-lake'?" in result.output


def test_an_id_is_never_taken_for_a_name(package: Path) -> None:
    record = {"actor_id": "ada-lake", "name": "A.L.", "kind": "alias"}
    added = add_records(package, [("names", record)], search=lambda table, text: pytest.fail("an id was searched"))
    assert added.resolved == ()


def test_a_retired_id_leads_to_the_record(package: Path) -> None:
    result = run("new", "names", "--set", "actor=ada-pond", "--set", "name=A", "--set", "kind=alias", "-p", package)
    assert "actor_id: 'ada-pond' is taken as Ada Lake (ada-lake)" in result.stderr


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--set", "name=a", "--set", "name=b"], "'name' is given twice"),
        (["--set", "name=a", "-f", "x"], "give one of --set, --file and"),
        (["--resume"], "--resume asks questions, so it needs a terminal"),
        (["-f", "nowhere.yaml"], "nowhere.yaml"),
    ],
)
def test_options_that_do_not_go_together(package: Path, args: list[str], says: str) -> None:
    result = run("new", "topics", *args, "-p", package)
    assert result.exit_code == 2
    assert says in " ".join(result.output.split())


def test_a_table_must_be_named(package: Path) -> None:
    result = run("new", "--set", "name=a", "-p", package)
    assert (result.exit_code, "name a table, such as: fpdata new statement" in result.output) == (2, True)


def test_only_what_is_new_is_shown(package: Path) -> None:
    path = package / "datasets" / "topics.csv"
    path.write_text(path.read_text().replace("Talks", "Talks  again"))
    assert check(package).issues
    result = run("new", "topics", "--set", "name=Trade", "-p", package)
    assert "no new errors or warnings" in result.output
    assert "again" not in result.output
    result = run("new", "topics", "--set", "name=War  again", "-p", package)
    assert "1 new warning" in result.output
    assert "war-again.name" in result.output
    assert "talks" not in result.output


def test_edit_takes_names(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\n"
        "open(path, 'w').write(text.replace('speaker_id: ben-moor', 'speaker_id: Ada Lake'))\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    result = run("edit", "Says she did not", "-p", package)
    assert result.exit_code == 0, result.output
    assert "is taken as Says she did not. (moor-denies, of statements)" in result.stderr
    assert "speaker_id: 'Ada Lake' is taken as Ada Lake (ada-lake)" in result.stderr
    assert find(tables_of(package), "statements", "moor-denies")["speaker_id"] == "ada-lake"
    assert run("edit", "Nobody", "-p", package).exit_code == 2
