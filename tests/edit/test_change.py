"""Changes: whole or not at all, checked before they are written, with every reference following."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fpdata.checks.api import check
from fpdata.checks.render import group_alike
from fpdata.checks.rows.engine import check_rows
from fpdata.edit.change import RefusedError, change
from fpdata.edit.format import misformatted
from fpdata.edit.rename_merge import merge, rename, withdraw
from fpdata.edit.tables import EditError, Tables, find_record
from fpdata.generate.artifacts import stale, write_artifacts
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.package.locate import find_package
from fpdata.strategies import PackageDict, packages
from tests.helpers import TODAY, contents, examples, run, tables_of
from tests.sample import find, row, sample


def test_a_change_is_written_with_its_descriptor(package: Path) -> None:
    write_artifacts(package)
    changed = change(package, lambda tables: find(tables, "topics", "talks").update(description="Of peace."))
    assert sorted(changed.files) == ["datapackage.json", "datasets/topics.csv"]
    assert changed.warnings == ()
    assert list(stale(package)) == []
    assert find(tables_of(package), "topics", "talks")["description"] == "Of peace."
    assert change(package, lambda tables: None).files == ()


def test_a_change_leaves_other_records_as_they_are_written(package: Path) -> None:
    file = package / "datasets" / "topics.csv"
    file.write_text('topic_id,name,description\ntalks,"Talks",\n')
    change(package, lambda tables: tables["topics"].append(row("topics", topic_id="arms", name="Arms")))
    assert file.read_text() == 'topic_id,name,description\narms,Arms,\ntalks,"Talks",\n'
    assert list(misformatted(find_package(package))) == ["datasets/topics.csv"]


def test_a_change_that_makes_an_error_is_refused(package: Path) -> None:
    before = contents(package)
    with pytest.raises(RefusedError, match=r"1 error$") as caught:
        change(package, lambda tables: find(tables, "roles", "ada-lake-envoy-1889").update(basis="apointed"))
    (issue,) = caught.value.issues
    assert (issue.code, issue.record) == ("row-code", "ada-lake-envoy-1889")
    assert contents(package) == before


@pytest.mark.parametrize("whole", [True, False])
def test_what_an_editor_saves_meanwhile_is_not_lost(package: Path, whole: bool) -> None:
    file = package / "datasets" / "topics.csv"

    def add(tables: Tables) -> None:
        if whole:
            assert len(tables["topics"]) == 1
        tables["topics"].append(row("topics", topic_id="peace", name="Peace"))
        file.write_bytes(file.read_bytes().replace(b"Talks", b"The talks"))

    with pytest.raises(EditError, match=r"datasets/topics\.csv was saved in the meantime; nothing was changed"):
        change(package, add)
    assert b"The talks" in file.read_bytes()
    assert b"Peace" not in file.read_bytes()


def test_errors_are_counted_by_table(package: Path) -> None:
    path = package / "datasets" / "actors.csv"
    path.write_text(path.read_text().replace("ada-lake,person", "ada-laik,person"))
    result = run("check", package)
    assert result.output.count("there is no record 'ada-lake' in actors") == 1
    assert "Reference to a missing record (1 in 10 places)" in result.output
    assert "10 records refer to it: claims 2, " in result.output
    assert "run 'fpdata rename ada-lake ada-laik'" in result.output
    assert result.output.splitlines()[-1].endswith(": 1 error in 10 places, 0 warnings")
    assert run("check", package, "-f", "markdown").output.count("there is no record 'ada-lake' in actors") == 1
    assert len(run("check", package, "-f", "github").output.splitlines()) == 1
    assert len(run("check", package, "-f", "json").output.splitlines()) == 10


def test_a_refusal_says_how_many_errors_each_table_would_have(package: Path) -> None:
    with pytest.raises(RefusedError, match=r"1 error in 10 places \(claims 2, .*statements 1\)$") as caught:
        change(package, lambda tables: tables["actors"].pop(0))
    assert [len(group) for group in group_alike(caught.value.issues)] == [10]


def test_a_released_id_that_is_changed_by_hand_is_one_error(package: Path) -> None:
    write_artifacts(package)
    (package / "schema").mkdir(exist_ok=True)
    (package / "schema" / "released-ids.csv").write_text("table,id\nactors,ada-lake\n")
    path = package / "datasets" / "actors.csv"
    path.write_text(path.read_text().replace("ada-lake,person", "ada-laik,person"))
    result = run("check", package)
    assert "Reference to a missing record (1 in 11 places)" in result.output
    assert "It is a released id, which must not be lost." in result.output
    assert "key-lost" not in result.output


def test_an_error_that_was_there_does_not_stand_in_the_way(package: Path) -> None:
    path = package / "datasets" / "roles.csv"
    path.write_text(path.read_text().replace("Envoy,appointed,", "Envoy,apointed,", 1))
    changed = change(package, lambda tables: tables["topics"].append(row("topics", topic_id="aaa", name="A")))
    assert [issue.code for issue in changed.report.issues] == ["row-code"]
    path.write_text(path.read_text().partition("\n")[0] + "\n\nx,y\n")
    with pytest.raises(EditError, match=r"roles\.csv:3: 2 cells"):
        change(package, lambda tables: tables["roles"].pop())
    assert change(package, lambda tables: tables["topics"].pop(0)).files  # which needs no other table


def test_new_warnings_are_told(package: Path) -> None:
    double = row(
        "actors",
        actor_id="ada-lake-2",
        kind="person",
        name="Ada Lake",
        sort_name="L",
        born="1850",
        source_id="register",
    )
    changed = change(package, lambda tables: tables["actors"].append(double))
    assert [issue.code for issue in changed.warnings] == ["quality-duplicate"]


SINGLE = [name for name, table in TABLES.items() if len(table.key) == 1]


@pytest.mark.parametrize("fault", ["missing", "a link"])
def test_nothing_is_edited_where_a_table_cannot_be_read(package: Path, tmp_path: Path, fault: str) -> None:
    """To an edit it would be empty: ids would be given again, and references would seem unused."""
    path = package / "datasets" / "topics.csv"
    path.rename(tmp_path / "topics.csv")
    if fault == "a link":
        path.symlink_to(tmp_path / "topics.csv")
    before = contents(package)
    for command in (
        ["new", "topics", "--set", "name=War", "-p"],
        ["rename", "talks", "chats", "-p"],
        ["withdraw", "lake-rival-of-moor", "--reason", "x", "-p"],
        ["fmt"],
        ["fmt", "--check"],
        ["diff", package],
        ["import", "visits", tmp_path, "--into"],
    ):
        result = run(*command, package)
        assert isinstance(result.exception, SystemExit), (command, result.exception)
        assert result.exit_code == 2, (command, result.output)
    assert contents(package) == before


def test_what_is_asked_for_makes_no_sense() -> None:
    tables = sample()
    tables["redirects"] += [
        row("redirects", table="actors", old_id=old, new_id=new, date="1901", reason="The same.")
        for old, new in (("a", "b"), ("b", "a"), ("c", "ada-lake"))
    ]
    with pytest.raises(EditError, match="'ada-lake' is the id of the record already"):
        rename(tables, "ada-lake", "ada-lake", "Why not.", "1902")
    with pytest.raises(EditError, match="'a' is retired, and no record replaces it"):
        rename(tables, "a", "ada-brook", "In a circle.", "1902")
    with pytest.raises(EditError, match="'c' is retired; use 'ada-lake'"):
        rename(tables, "c", "ada-brook", "By its old id.", "1902")


@given(packages(), st.data())
@examples(12)
def test_a_renamed_record_keeps_everything_that_refers_to_it(
    tmp_path_factory: pytest.TempPathFactory, package: PackageDict, data: st.DataObject
) -> None:
    live = [(name, row[TABLES[name].key[0]] or "") for name in SINGLE for row in package[name]]
    assume(live)
    root = tmp_path_factory.mktemp("rename")
    write_package(root, package)
    name, old = data.draw(st.sampled_from(live))
    changed = change(root, lambda tables: rename(tables, old, "a-new-id", "A test.", TODAY, name))
    assert changed.report.errors == ()
    after = tables_of(root)
    assert sum(map(len, after.values())) == sum(map(len, package.values())) + 1
    assert {"table": name, "old_id": old, "new_id": "a-new-id", "date": TODAY, "reason": "A test."} in after[
        "redirects"
    ]
    for other, table in TABLES.items():
        for column in table.references:
            if column.target_table == name:
                count = sum(row[column.name] == old for row in package[other])
                assert sum(row[column.name] == "a-new-id" for row in after[other]) == count


@given(packages(), st.data())
@examples(12)
def test_a_merge_is_valid_or_refused(
    tmp_path_factory: pytest.TempPathFactory, package: PackageDict, data: st.DataObject
) -> None:
    several = [name for name in SINGLE if len(package[name]) > 1]
    assume(several)
    root = tmp_path_factory.mktemp("merge")
    write_package(root, package)
    before = contents(root)
    name = data.draw(st.sampled_from(several))
    ids = [row[TABLES[name].key[0]] or "" for row in package[name]]
    loser, winner = data.draw(st.permutations(ids))[:2]
    try:
        change(root, lambda tables: merge(tables, loser, winner, "One.", TODAY, name))
    except EditError:
        assert contents(root) == before
        return
    assert check(root).errors == ()
    assert not any(row[TABLES[name].key[0]] == loser for row in tables_of(root)[name])
    assert check_rows(find_package(root))[0].resolve(name, loser) == ("live", winner)


def test_rename_follows_into_keys_and_annotations(package: Path) -> None:
    def cite(tables: Tables) -> None:
        tables["citations"].append(
            row("citations", citation_id="part", table="participations", record_id="1890-talks/ada-lake/head", document_id="register", stance="supports")
        )  # fmt: skip

    change(package, cite)
    change(package, lambda tables: rename(tables, "ada-lake", "ada-lake-brook", "She married.", TODAY))
    after = tables_of(package)
    assert find(after, "citations", "part")["record_id"] == "1890-talks/ada-lake-brook/head"
    assert [(r["left_id"], r["right_id"]) for r in after["judgements"]] == [("ada-lake-brook", "gazette")]
    assert {(r["old_id"], r["new_id"]) for r in after["redirects"]} == {
        ("ada-pond", "ada-lake-brook"),
        ("ada-lake", "ada-lake-brook"),
    }


def test_a_retired_id_is_not_used_again(package: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        change(package, lambda tables: rename(tables, "ben-moor", "ada-pond", "No.", TODAY))
    assert [issue.code for issue in caught.value.issues] == ["key-reused"]


def test_merge_keeps_the_name_and_tells_what_is_given_up(package: Path) -> None:
    def edit(tables: Tables) -> None:
        tables["actors"].append(
            row(
                "actors",
                actor_id="b-moor",
                kind="person",
                name="B. Moor",
                sort_name="Moor, B.",
                born="1861",
                source_id="gazette-1890-01-02",
            )
        )
        for actor, presence in (("ben-moor", "confirmed"), ("b-moor", "reported")):
            tables["participations"].append(row("participations", event_id="1890-talks", actor_id=actor, part="member", presence=presence, source_id="register"))  # fmt: skip

    change(package, edit)
    told: list[str] = []
    change(package, lambda tables: told.extend(merge(tables, "b-moor", "ben-moor", "One man.", TODAY)))
    assert "actors.born: 1861 (ben-moor has 1860-05-06)" in told
    assert "participations.presence of 1890-talks/ben-moor/member: reported" in told
    after = tables_of(package)
    assert ("ben-moor", "B. Moor", "alias") in {(r["actor_id"], r["name"], r["kind"]) for r in after["names"]}
    assert [r["presence"] for r in after["participations"] if r["actor_id"] == "ben-moor"] == ["confirmed"]


@pytest.mark.parametrize(
    ("loser", "winner", "says"),
    [
        ("gazette", "ada-lake", "are judged different"),
        ("ben-moor", "ada-lake", "refers to both ben-moor and ada-lake"),
        ("ada-lake", "ada-lake", "was named twice; name two records"),
        ("ada-laek", "ada-lake", "did you mean 'ada-lake'"),
        ("ada-pond", "ada-lake", "'ada-pond' is retired; use 'ada-lake'"),
    ],
)
def test_merges_that_are_refused(package: Path, loser: str, winner: str, says: str) -> None:
    with pytest.raises(EditError, match=says):
        change(package, lambda tables: merge(tables, loser, winner, "One.", TODAY, "actors"))


def judge(package: Path, left: str, right: str, same: str, reason: str) -> None:
    left, right = sorted((left, right))
    cells = {"table": "actors", "left_id": left, "right_id": right, "same": same, "reason": reason, "date": TODAY}
    change(package, lambda tables: tables["judgements"].append(row("judgements", **cells)))


def add_moor(package: Path) -> None:
    cells = {
        "actor_id": "b-moor",
        "kind": "person",
        "name": "B. Moor",
        "sort_name": "Moor, B.",
        "source_id": "register",
    }
    change(package, lambda tables: tables["actors"].append(row("actors", **cells)))


def verdicts(package: Path) -> set[tuple[str | None, str | None, str | None]]:
    return {(r["left_id"], r["right_id"], r["same"]) for r in tables_of(package)["judgements"]}


@pytest.mark.parametrize("same", ["no", "unsure"])
def test_a_judgement_on_the_two_is_overruled_only_if_told(package: Path, same: str) -> None:
    add_moor(package)
    judge(package, "b-moor", "ben-moor", same, "Their offices overlap.")
    before = contents(package)
    done = run("merge", "b-moor", "ben-moor", "-p", package)
    assert done.exit_code == 2
    assert "Their offices overlap." in done.stderr
    assert "drops this judgement" in done.stderr
    assert "add --despite-judgements" in done.stderr
    assert contents(package) == before
    done = run("merge", "b-moor", "ben-moor", "--despite-judgements", "-p", package)
    assert done.exit_code == 0
    assert f"not kept: judgements of b-moor and ben-moor: {same}: Their offices overlap." in done.stdout
    assert verdicts(package) == {("ada-lake", "gazette", "no")}
    assert check(package).errors == ()


@pytest.mark.parametrize(
    ("judged", "says"),
    [("b-moor", "this judgement is on ben-moor."), ("ben-moor", "this judgement is on b-moor, too.")],
)
@pytest.mark.parametrize(("answer", "is_merged"), [("y\n", True), ("\n", False), ("n\n", False), ("", False)])
def test_judgements_on_others_are_shown_and_asked_about(
    package: Path, monkeypatch: pytest.MonkeyPatch, judged: str, says: str, answer: str, is_merged: bool
) -> None:
    add_moor(package)
    judge(package, judged, "ada-lake", "no", "Not of one family.")
    before = contents(package)
    monkeypatch.setattr("fpdata.cli.confirm.on_terminal", lambda: True)
    done = run("merge", "b-moor", "ben-moor", "-p", package, input=answer)
    assert "Not of one family." in done.stderr
    assert says in done.stderr
    assert done.exit_code == (0 if is_merged else 130)
    if is_merged:
        assert verdicts(package) == {("ada-lake", "gazette", "no"), ("ada-lake", "ben-moor", "no")}
        assert check(package).errors == ()
    else:
        assert contents(package) == before


def test_a_judgement_that_the_two_are_the_same_needs_no_question(package: Path) -> None:
    add_moor(package)
    judge(package, "b-moor", "ben-moor", "yes", "One man.")
    assert run("merge", "b-moor", "ben-moor", "-p", package).exit_code == 0
    assert verdicts(package) == {("ada-lake", "gazette", "no")}


def test_judgements_that_would_contradict_each_other_are_not_merged(package: Path) -> None:
    add_moor(package)
    judge(package, "b-moor", "ada-lake", "no", "Two.")
    judge(package, "ben-moor", "ada-lake", "yes", "One.")
    before = contents(package)
    done = run("merge", "b-moor", "ben-moor", "--despite-judgements", "-p", package)
    assert done.exit_code == 2
    assert "change one of these judgements first" in done.stderr
    assert contents(package) == before


def test_withdraw_needs_that_nothing_refers_to_it(package: Path) -> None:
    with pytest.raises(RefusedError) as caught:
        change(package, lambda tables: withdraw(tables, "moor-denies", "Not sourced.", TODAY))
    assert {issue.code for issue in caught.value.issues} == {"key-redirected"}
    change(package, lambda tables: withdraw(tables, "moor-supports", "Not sourced.", TODAY))
    assert {"old_id": "moor-supports", "new_id": None}.items() <= tables_of(package)["redirects"][1].items()


def test_what_is_said_of_a_withdrawn_record_goes_with_it(package: Path) -> None:
    def prepare(tables: Tables) -> None:
        about = {"table": "statements", "record_id": "moor-alone", "document_id": "register"}
        tables["statements"].append({**find(tables, "statements", "moor-denies"), "statement_id": "moor-alone", "act": "decline", "summary": "Else."})  # fmt: skip
        tables["citations"].append(row("citations", citation_id="alone", stance="supports", **about))
        tables["corrections"].append(row("corrections", field="summary", value="Else.", reason="A misprint.", date="1901", **about))  # fmt: skip
        tables["judgements"].append(row("judgements", table="statements", left_id="moor-alone", right_id="moor-denies", same="no", reason="Two.", date="1901"))  # fmt: skip

    change(package, prepare)
    done = run("withdraw", "moor-alone", "--reason", "Not sourced.", "-p", package)
    assert done.exit_code == 0
    assert done.stdout.count("with it: ") == 3
    after = tables_of(package)
    assert check(package).errors == ()
    retired = {(row["table"], row["old_id"]): (row["new_id"], row["reason"]) for row in after["redirects"]}
    assert retired["citations", "alone"] == retired["statements", "moor-alone"] == (None, "Not sourced.")
    for name in ("citations", "corrections", "judgements"):
        assert all("moor-alone" not in each.values() for each in after[name])


def test_records_are_found_by_id(package: Path) -> None:
    tables = tables_of(package)
    assert find_record(tables, "1890-talks/ada-lake/head")[0] == "participations"
    assert find_record(tables, "gazette", "outlets")[0] == "outlets"
    with pytest.raises(EditError, match="choose one of them with --table"):
        find_record(tables, "gazette")
    with pytest.raises(EditError, match="unknown table 'actor'; did you mean 'actors'"):
        find_record(tables, "gazette", "actor")
    with pytest.raises(EditError, match="no id of their own"):
        rename(tables, "1890-talks/ada-lake/head", "x", "", TODAY)
    with pytest.raises(EditError, match="fpdata merge"):
        rename(tables, "ada-lake", "ben-moor", "", TODAY)
    with pytest.raises(EditError, match="'Ada Lake' is not a valid id"):
        rename(tables, "ada-lake", "Ada Lake", "", TODAY)
