"""Releases: the number follows from what changed, a smaller one is refused, and no released id is lost."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from fpdata._version import SCHEMA_VERSION
from fpdata.checks.api import check
from fpdata.checks.same_record import why_other
from fpdata.edit.change import RefusedError, change
from fpdata.edit.rename_merge import rename
from fpdata.generate.artifacts import write_artifacts
from fpdata.generate.descriptor import package_descriptor
from fpdata.generate.package import write_package
from fpdata.model.tables import TABLES
from fpdata.versioning.bump_reasons import bump_reasons, schema_changed
from fpdata.versioning.diff import Difference, compare
from fpdata.versioning.release import release
from fpdata.versioning.release_plan import ReleaseError, ReleasePlan, plan_release
from fpdata.versioning.semver import Bump, bump_between, next_version, parse_version
from tests.helpers import ROOT, TODAY, app, git, tables_of
from tests.sample import find, row, sample
from tests.versioning.revisions import altered, before

NOTHING = Difference((), ())
numbers = st.integers(0, 50)


@given(numbers, numbers, numbers, st.sampled_from(Bump))
def test_the_version_that_follows_is_that_step_away(major: int, minor: int, patch: int, bump: Bump) -> None:
    version = f"{major}.{minor}.{patch}"
    allowed = Bump.MAJOR if major == 0 and bump is Bump.MINOR else bump  # before 1.0.0 they are one step
    assert bump_between(version, next_version(version, bump)) is allowed


@given(st.tuples(numbers, numbers, numbers), st.tuples(numbers, numbers, numbers))
def test_a_step_is_none_exactly_where_no_later_version_comes(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    first, second = (".".join(map(str, version)) for version in (one, other))
    assert (bump_between(first, second) is Bump.NONE) == (parse_version(second) <= parse_version(first))


@pytest.mark.parametrize("version", ["1.2", "v1.2.3", "1.2.3rc1", "01.2.3", "1.2.3\n"])
def test_versions_that_are_none(version: str) -> None:
    with pytest.raises(ValueError, match="is not a version; use three numbers"):
        parse_version(version)


def test_what_happened_to_records_decides() -> None:
    found = {reason.text: reason.bump for reason in bump_reasons(compare(before(), altered()), {}, {})}
    assert found["1 record of claims withdrawn"] is Bump.MAJOR
    assert found["1 record of actors merged into others"] is Bump.MAJOR
    assert found["1 record of actors renamed"] is Bump.MAJOR
    new = sample()
    find(new, "topics", "talks")["name"] = "Peace talks"
    assert [reason.bump for reason in bump_reasons(compare(sample(), new), {}, {})] == [Bump.PATCH]
    new["topics"].append(row("topics", topic_id="war", name="War"))
    assert [reason.bump for reason in bump_reasons(compare(sample(), new), {}, {})] == [Bump.MINOR, Bump.PATCH]


def test_a_released_id_that_comes_to_mean_another_record_is_major() -> None:
    new = sample()
    other = {"name": "Kurt Zorn", "sort_name": "Zorn, Kurt", "born": "1820"}
    find(new, "actors", "ada-lake").update(other)
    find(new, "topics", "talks").update(name="Peace talks")  # a correction
    major, patch = bump_reasons(compare(sample(), new), {}, {})
    assert (major.bump, patch.bump, patch.text) == (Bump.MAJOR, Bump.PATCH, "1 record of topics corrected or completed")
    assert major.text.endswith("which needs a new one: ada-lake")
    assert major.details == ("actors ada-lake now has 'Kurt Zorn', born 1820, instead of 'Ada Lake'",)


@pytest.mark.parametrize(
    ("table", "before", "after", "is_other"),
    [
        ("topics", {"name": "Border war", "description": "The war of 1890."}, {"name": "Grain", "description": "Exports and tariffs."}, True),
        ("topics", {"name": "Border war", "description": "The war of 1890."}, {"name": "Grain", "description": "The war of 1890 and 1891."}, False),
        ("offices", {"title": "Envoy", "kind": "envoy", "country_id": "france"}, {"title": "Consul at Rome", "kind": "envoy", "country_id": "italy"}, True),
        ("offices", {"title": "Envoy", "kind": "envoy", "country_id": None}, {"title": "Minister", "kind": "envoy", "country_id": "italy"}, False),
        ("actors", {"name": "Ada Lake", "sort_name": "Lake, Ada", "born": "1850", "kind": "person"}, {"name": "Ada Brook", "sort_name": "Brook, Ada", "born": "1850", "kind": "person"}, False),
        ("events", {"name": "Talks", "date": "1890-01"}, {"name": "Inauguration", "date": "1893-03-04"}, True),
        ("events", {"name": "Talks", "date": "1890-01"}, {"name": "Inauguration", "date": "1890-01-04"}, False),
        ("events", {"name": "Talks", "date": "1890-01-02"}, {"name": "Talks on the border and on grain", "date": "1890-01-03"}, False),
    ],
)  # fmt: skip
def test_a_correction_is_told_from_another_record(
    table: str, before: dict[str, Any], after: dict[str, Any], is_other: bool
) -> None:
    assert (why_other(table, before, after) is not None) is is_other


def test_a_role_of_somebody_who_was_renamed_is_the_same() -> None:
    new = sample()
    rename(new, "ben-moor", "ben-moore", "A slip.", TODAY)
    find(new, "roles", "ben-moor-envoy-1885")["title"] = "Minister resident at the court"
    assert not [reason for reason in bump_reasons(compare(sample(), new), {}, {}) if reason.details]


def test_a_redirect_that_is_removed_is_major() -> None:
    old = altered()
    new = altered()
    new["redirects"][:] = [one for one in new["redirects"] if one["old_id"] != "ada-lake"]
    (reason,) = bump_reasons(compare(old, new), {}, {})
    assert reason.bump is Bump.MAJOR
    assert reason.text == "1 record of redirects removed, so these ids lead nowhere: ada-lake"


def descriptor() -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(package_descriptor({name: (name, b"") for name in TABLES})))
    return copy


def field(descriptor: dict[str, Any], table: str, column: str) -> dict[str, Any]:
    resource = next(resource for resource in descriptor["resources"] if resource["name"] == table)
    return next(one for one in resource["schema"]["fields"] if one["name"] == column)


def drop_column(descriptor: dict[str, Any]) -> None:
    descriptor["resources"][0]["schema"]["fields"].pop()


def drop_code(descriptor: dict[str, Any]) -> None:
    kind = field(descriptor, "actors", "kind")
    kind["constraints"]["enum"].remove("unnamed")
    kind["categories"].pop()


SCHEMAS: list[tuple[Any, Bump, Bump]] = [
    (drop_column, Bump.MAJOR, Bump.MINOR),
    (drop_code, Bump.MAJOR, Bump.MINOR),
    (lambda d: d["resources"].pop(), Bump.MAJOR, Bump.MINOR),
    (lambda d: field(d, "actors", "name").update(type="integer"), Bump.MAJOR, Bump.MAJOR),
    (lambda d: field(d, "actors", "name")["constraints"].pop("required"), Bump.MAJOR, Bump.NONE),
    (lambda d: field(d, "actors", "name")["constraints"].update(maxLength=9), Bump.MINOR, Bump.MINOR),
    (lambda d: field(d, "actors", "name").update(description="Other."), Bump.PATCH, Bump.PATCH),
    (lambda d: field(d, "actors", "kind")["categories"][0].update(label="Other."), Bump.PATCH, Bump.PATCH),
    (lambda d: d["resources"][0]["schema"].update(primaryKey=["name"]), Bump.MAJOR, Bump.MAJOR),
    (lambda d: d["resources"][1]["schema"].pop("foreignKeys"), Bump.MAJOR, Bump.MAJOR),
]


@pytest.mark.parametrize(("alter", "forth", "back"), SCHEMAS)
def test_what_happened_to_schemas_decides(alter: Any, forth: Bump, back: Bump) -> None:
    old, new = descriptor(), descriptor()
    assert bump_reasons(NOTHING, old, new) == []
    alter(new)
    assert max((reason.bump for reason in bump_reasons(NOTHING, old, new)), default=Bump.NONE) is forth
    assert max((reason.bump for reason in bump_reasons(NOTHING, new, old)), default=Bump.NONE) is back
    # What is only reworded leaves the schema version as it is.
    assert schema_changed(old, new) is (forth > Bump.PATCH)
    assert not schema_changed(old, old)
    assert schema_changed({}, old)


@pytest.fixture
def mine(package: Path) -> Path:
    """A package of others, in git, released once as 0.1.0."""
    path = package / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"name": "mine"}))
    git(package, "init", "-q")
    release(package, plan_release(package, version="0.1.0"), TODAY)
    tag(package, "0.1.0")
    return package


def tag(package: Path, version: str) -> None:
    git(package, "add", ".")
    git(package, "commit", "-qm", version)
    git(package, "tag", f"v{version}")


def test_the_schema_version_is_that_of_the_release_that_changed_the_schema(tmp_path: Path) -> None:
    write_package(tmp_path, sample())
    for changed, expected in ((False, SCHEMA_VERSION), (True, "9.0.0")):
        release(tmp_path, ReleasePlan("v8.9.9", "9.0.0", [], NOTHING, changed), TODAY)
        stated = json.loads((tmp_path / "datapackage.json").read_text())
        assert (stated["version"], stated["schemaVersion"]) == ("9.0.0", expected)


def cut(package: Path, **wanted: str) -> str:
    planned = plan_release(package, **wanted)
    release(package, planned, TODAY)
    tag(package, planned.version)
    return planned.version


def test_releases_follow_each_other(mine: Path) -> None:
    assert json.loads((mine / "datapackage.json").read_text())["version"] == "0.1.0"
    with pytest.raises(ReleaseError, match=r"nothing has changed for users since v0\.1\.0"):
        plan_release(mine)
    change(mine, lambda tables: tables["topics"].append(row("topics", topic_id="war", name="War")))
    with pytest.raises(
        ReleaseError,
        match=r"0\.1\.1 is too small: these changes require a MINOR release, 0\.2\.0 or later: 1 record of topics added$",
    ):
        plan_release(mine, version="0.1.1")
    assert cut(mine) == "0.2.0"
    change(mine, lambda tables: find(tables, "topics", "war").update(name="Wars"))
    assert cut(mine) == "0.2.1"
    run = CliRunner().invoke
    assert run(app, ["rename", "war", "wars", "-p", str(mine)]).exit_code == 0
    result = run(app, ["release", str(mine), "--version", "0.2.2"])
    assert result.exit_code == 1
    assert "require a MAJOR release" in result.output
    result = run(app, ["release", str(mine), "--dry-run"])
    assert "v0.2.1 → 0.3.0" in result.output
    assert re.search(r"- Queries may fail or miss records: .*\n  - topics `war` is now `wars`\n", result.output)
    assert cut(mine, version="1.0.0") == "1.0.0"
    with pytest.raises(ReleaseError, match=r"1\.0\.0 is not later than 1\.0\.0; use 1\.0\.1 or later"):
        plan_release(mine, version="1.0.0")
    assert cut(mine, version="1.0.1") == "1.0.1"
    text = (mine / "CHANGELOG.md").read_text()
    assert [line.split()[1] for line in text.splitlines() if line.startswith("## ")] == [
        "1.0.1",
        "1.0.0",
        "0.2.1",
        "0.2.0",
        "0.1.0",
    ]
    released = (mine / "schema" / "released-ids.csv").read_text()
    assert "topics,war\n" in released
    assert "topics,wars\n" in released
    assert check(mine).issues == ()


def test_a_release_without_the_tag_of_the_last_one_is_refused(mine: Path, tmp_path: Path) -> None:
    """As in a clone without tags, where it would be the first release again."""
    change(mine, lambda tables: tables["topics"].append(row("topics", topic_id="war", name="War")))
    cut(mine)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-tags", mine.as_uri(), str(clone))
    with pytest.raises(
        ReleaseError, match=r"CHANGELOG\.md has release 0\.2\.0, but no tag .*git fetch --tags --unshallow"
    ):
        plan_release(clone)
    (clone / "CHANGELOG.md").unlink()
    with pytest.raises(ReleaseError, match=r"released-ids\.csv has ids of earlier releases, but no tag"):
        plan_release(clone)
    git(mine, "tag", "--delete", "v0.2.0")
    with pytest.raises(ReleaseError, match=r"has release 0\.2\.0, but the newest tag found is v0\.1\.0"):
        plan_release(mine)
    assert plan_release(mine, last="v0.1.0").version == "0.2.0"


def test_a_released_id_cannot_be_lost(mine: Path) -> None:
    path = mine / "datasets" / "topics.csv"
    path.write_text(path.read_text().replace("talks,Talks", "chats,Talks"))
    assert {issue.code for issue in check(mine).issues} == {"key-lost"}
    with pytest.raises(ReleaseError, match="fpdata check"):
        plan_release(mine)
    released = mine / "schema" / "released-ids.csv"
    released.write_text(released.read_text().replace("topics,talks\n", ""))
    with pytest.raises(ReleaseError, match=r"lacks 1 ids that v0\.1\.0 has, such as talks of topics"):
        plan_release(mine)


def test_a_change_that_loses_a_released_id_is_refused(mine: Path) -> None:
    change(mine, lambda tables: tables["topics"].append(row("topics", topic_id="war", name="War")))
    cut(mine)
    with pytest.raises(RefusedError) as caught:
        change(mine, lambda tables: tables["topics"].pop())
    assert [issue.code for issue in caught.value.issues] == ["key-lost"]


def test_a_release_of_this_repository(tmp_path: Path) -> None:
    """Its own files, with the records of the sample: those of the data would be read five times."""
    for name in ("docs", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    write_package(tmp_path, sample())
    (tmp_path / "src" / "fpdata").mkdir(parents=True)
    for name in ("CHANGELOG.md", "CITATION.cff", "src/fpdata/_version.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    # As if it were the first one: where the tests run, the tags of earlier releases may be missing.
    (tmp_path / "schema" / "released-ids.csv").unlink()
    write_artifacts(tmp_path)
    changelog = tmp_path / "CHANGELOG.md"
    changelog.write_text(f"{changelog.read_text().partition('## ')[0]}## 2.3.4 (not yet released)\n\n- More.\n")
    written = release(tmp_path, plan_release(tmp_path, version="2.3.4"), "2027-01-02")
    assert set(written) >= {
        "CHANGELOG.md",
        "CITATION.cff",
        "datapackage.json",
        "schema/released-ids.csv",
        "docs/cite.md",
    }
    assert '__version__ = "2.3.4"' in (tmp_path / "src/fpdata/_version.py").read_text()
    assert 'RELEASED = "2027-01-02"' in (tmp_path / "src/fpdata/_version.py").read_text()
    assert "version: 2.3.4\ndate-released: 2027-01-02\n" in (tmp_path / "CITATION.cff").read_text()
    for name, version, day in (
        ("croissant.json", "version", "datePublished"),
        (".zenodo.json", "version", "publication_date"),
    ):
        stated = json.loads((tmp_path / name).read_text())
        assert (stated[version], stated[day]) == ("2.3.4", "2027-01-02")
    text = (tmp_path / "CHANGELOG.md").read_text()
    assert "## 2.3.4 (2027-01-02)" in text
    assert "not yet released" not in text
    assert len(tables_of(tmp_path)["actors"]) == (tmp_path / "schema/released-ids.csv").read_text().count("\nactors,")
