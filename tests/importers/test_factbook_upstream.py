"""Archives and checkouts of the Factbook: repeated imports, faults, history."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from fpdata.importers.core.findings import FindingKind
from fpdata.importers.core.source import SourceError
from fpdata.importers.factbook.reader import read_factbook
from tests.helpers import app
from tests.importers.factbook_archives import (
    EDITIONS,
    KENYA,
    factbook,
    import_factbook,
    roles_in,
    small_package,
    texts_of,
)
from tests.importers.upstream import contents, kinds, rows


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return small_package(tmp_path / "package")


def test_importing_twice_changes_nothing(package: Path, tmp_path: Path) -> None:
    source = factbook(tmp_path / "factbook", {"ke": KENYA})
    assert import_factbook(package, source).files
    before = contents(package)
    assert not import_factbook(package, source).files
    assert not import_factbook(package, tmp_path).files  # the parent folder is accepted, too
    assert contents(package) == before


def test_a_later_archive_keeps_the_ids(package: Path, tmp_path: Path) -> None:
    import_factbook(package, factbook(tmp_path / "first", {"ke": KENYA[:3]}, EDITIONS[:8]))
    before = {
        role["source_locator"]: role["role_id"] for role in rows(package, "roles").values() if role["source_locator"]
    }
    import_factbook(package, factbook(tmp_path / "second", {"ke": KENYA}))
    after = {role["source_locator"]: role["role_id"] for role in rows(package, "roles").values()}
    assert before.items() <= after.items()
    assert roles_in(package, "ambassador-to-kenya")["Eric W. Kneedler"]["end"] == "2022-06-23/2022-08-05"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("countries/ke.json", ""),
        ("countries/ke.json", "{"),
        ("countries/ke.json", '{"code": "ke", "history": []}'),
        ("countries/ke.json", '{"code": "ng", "sequence": []}'),
        ("countries/ke.json", '{"code": "ke", "sequence": [{"commit": "a", "date": "soon", "from_us": {}}]}'),
        (
            "countries/ke.json",
            '{"code": "ke", "sequence": [{"commit": "a", "date": "2199-01-01T00:00:00Z", "from_us": {}}]}',
        ),
        (
            "countries/ke.json",
            '{"code": "ke", "sequence": [{"commit": "a", "date": "2022-06-23T00:00:00Z", "to_us": {}}]}',
        ),
        ("countries/ke.json", '{"code": "ke", "sequence": [1]}'),
        ("countries/ke.json", '{"code": "ke", "sequence": [{"date": "2022-06-23T00:00:00Z", "from_us": {}}]}'),
        ("commits.json", "[1]"),
        ("codes.json", "null"),
    ],
)
def test_what_cannot_be_parsed_is_reported_and_the_rest_goes_on(
    package: Path, tmp_path: Path, name: str, content: str
) -> None:
    source = factbook(
        tmp_path / "factbook",
        {"ke": KENYA, "gj": [("2022-06-23", texts_of("Ambassador Roger ROE (since 19 January 2022)"))]},
    )
    (source / name).write_text(content, encoding="utf-8")
    summary = import_factbook(package, source)
    assert FindingKind.MALFORMED in kinds(summary)
    assert not summary.ok
    assert "Roger Roe" in roles_in(package, "ambassador-to-grenada")


def test_a_byte_order_mark_is_no_fault(package: Path, tmp_path: Path) -> None:
    source = factbook(tmp_path / "factbook", {"ke": KENYA})
    file = source / "countries/ke.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert import_factbook(package, source).ok


def test_a_date_that_cannot_be_true_is_left_out_and_reported(package: Path, tmp_path: Path) -> None:
    sequence = [("2022-06-23", texts_of("Ambassador Ann ROE (since 4 February 2102)"))]
    summary = import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence}))
    assert roles_in(package, "ambassador-to-kenya")["Ann Roe"]["start"] == "/2022-06-23"
    assert [one.message for one in summary.findings] == ["Ann ROE since 2102-02-04: the date cannot be true"]


def test_two_entries_of_one_commit_are_reported(package: Path, tmp_path: Path) -> None:
    sequence = [("2022-06-23", texts_of("Ambassador Ann ROE")), ("2022-06-23", texts_of("Ambassador Bo DOE"))]
    assert FindingKind.AMBIGUOUS in kinds(import_factbook(package, factbook(tmp_path / "factbook", {"ke": sequence})))


def test_texts_of_another_country_are_moved_to_it(package: Path, tmp_path: Path) -> None:
    source = factbook(
        tmp_path / "factbook",
        {"ke": [("2022-06-23", texts_of("Ambassador Ann ROE"))], "bb": [("2022-06-23", texts_of("Ambassador Bo DOE"))]},
    )
    file = source / "countries/ke.json"
    file.write_text(
        file.read_text(encoding="utf-8").replace("x/ke.json", "caribbean/bb-barbados.json"), encoding="utf-8"
    )
    summary = import_factbook(package, source)
    assert FindingKind.RENAMED in kinds(summary)
    assert not roles_in(package, "ambassador-to-kenya")


def test_what_is_no_factbook_is_refused(package: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no folder countries"):
        read_factbook(tmp_path)


def test_the_command_imports_an_archive(package: Path, tmp_path: Path) -> None:
    source = factbook(tmp_path / "factbook", {"ke": KENYA})
    result = CliRunner().invoke(app, ["import", "factbook", str(source), "--into", str(package)])
    assert result.exit_code == 0
    assert json.loads(result.stdout)[0]["source"] == "factbook"


def _commit(repository: Path, day: str, files: Mapping[str, Mapping[str, Any] | None]) -> None:
    """Commit files on a day; None removes one."""
    for name, content in files.items():
        file = repository / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink()
        else:
            file.write_text(json.dumps(content), encoding="utf-8")
    environment = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "HOME": str(repository),
        "PATH": "/usr/bin:/bin:/usr/local/bin",
    }
    for arguments in (["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", day]):
        subprocess.run(["git", "-C", str(repository), *arguments], check=True, env=environment)


def _old(name: str, chief: str) -> dict[str, Any]:
    """Return a file in the layout until January 2015."""
    representation = {"diplomatic_representation_from_the_us": {"chief_of_mission": {"text": chief}}}
    return {"govt": {"country_name": {"conventional_short_form": {"text": name}}, **representation}}


def _new(name: str, chief: str) -> dict[str, Any]:
    """Return a file in the layout since October 2015."""
    representation = {"Diplomatic representation from the US": {"chief of mission": {"text": chief}}}
    return {"Government": {"Country name": {"conventional short form": {"text": name}}, **representation}}


def test_a_checkout_is_read_with_its_history(package: Path, tmp_path: Path) -> None:
    repository = tmp_path / "factbook.json"
    subprocess.run(["git", "init", "-q", str(repository)], check=True)
    _commit(
        repository,
        "2014-07-13",
        {
            "australia-oceania/au-australia.json": _old("Australia", "Ambassador John BERRY"),
            "africa/ke-kenya.json": _old("Kenya", "Ambassador Robert F. GODEC"),
        },
    )
    files = {
        "australia-oceania/as.json": _new("Australia", "Ambassador John ROE (since 25 September 2013)"),
        "africa/ke.json": _new("Kenya", "Ambassador Robert F. GODEC (since 16 January 2013)"),
    }
    _commit(
        repository,
        "2015-10-26",
        files
        | {
            "australia-oceania/au-australia.json": None,
            "africa/ke-kenya.json": None,
            "meta/world.json": {"a": 1},
            "world/xx.json": {},
        },
    )
    _commit(repository, "2022-06-23", {"africa/ke.json": _new("Kenya", "Ambassador Ann ROE (since 5 May 2022)")})
    _commit(
        repository,
        "2022-07-01",
        {"europe/ke.json": _new("Kenya", "Ambassador Ann ROE (since 5 May 2022)"), "africa/ke.json": None},
    )
    summary = import_factbook(package, repository)
    assert summary.ok, summary.findings
    assert roles_in(package, "ambassador-to-kenya")["Ann Roe"]["end"] == ".."
    assert set(roles_in(package, "ambassador-to-australia")) == {
        "John Berry",
        "John Roe",
    }  # joined by name: au became as
    assert not import_factbook(package, tmp_path).files


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path / "factbook.json")], check=True)
    return tmp_path / "factbook.json"


def test_a_version_that_cannot_be_read_is_reported_and_the_others_are_used(package: Path, repository: Path) -> None:
    _commit(repository, "2014-07-13", {"africa/zz-zembla.json": _old("Zembla", "Ambassador Ann ROE")})
    _commit(repository, "2016-11-06", {"africa/ke.json": _new("Kenya", "Ambassador Bo DOE (since 5 May 2015)")})
    (repository / "africa/ke.json").write_text("{", encoding="utf-8")
    _commit(repository, "2022-06-23", {})
    summary = import_factbook(package, repository)
    assert [one.message.partition(":")[0] for one in summary.findings] == [
        "cannot read the file",
        "no later file is named 'Zembla'",
    ]
    assert roles_in(package, "ambassador-to-kenya")["Bo Doe"]["end"] == ".."


def test_a_version_that_a_partial_clone_lacks_is_reported(package: Path, repository: Path) -> None:
    _commit(repository, "2016-11-06", {"africa/ke.json": _new("Kenya", "Ambassador Bo DOE (since 5 May 2015)")})
    _commit(repository, "2022-06-23", {"africa/ke.json": _new("Kenya", "Ambassador Ann ROE (since 5 May 2022)")})
    command = ["git", "-C", str(repository), "rev-parse", "HEAD~1:africa/ke.json"]
    blob = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    (repository / ".git/objects" / blob[:2] / blob[2:]).unlink()
    summary = import_factbook(package, repository)
    assert kinds(summary) == [FindingKind.MALFORMED]
    assert set(roles_in(package, "ambassador-to-kenya")) == {"Ann Roe"}


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "cannot read the history"),
        ({"README.json": {}}, "has no file of a country in its history"),
        ({"africa/zz-zembla.json": {}}, "has no text of a country in its history"),
    ],
)
def test_a_checkout_without_texts_is_refused(repository: Path, files: Mapping[str, Any], message: str) -> None:
    if files:
        _commit(repository, "2022-06-23", files)
    with pytest.raises(SourceError, match=message):
        read_factbook(repository)


def test_a_checkout_needs_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(SourceError, match="git is not installed; install it, or give the path of an extracted archive"):
        read_factbook(repository)


def test_an_archive_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no text of a country; give the path of the archive or of a checkout"):
        read_factbook(factbook(tmp_path / "factbook", {"ke": []}))
