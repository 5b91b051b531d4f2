"""What the documentation says is so: commands exist, code runs, figures are the data's."""

from __future__ import annotations

import doctest
import importlib
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from fpdata.access import locate
from fpdata.access.duckdb import connect
from fpdata.checks.codes import CODES
from fpdata.generate.package import write_package
from tests.helpers import ROOT, app, git, run, tables_of
from tests.sample import sample

pytestmark = pytest.mark.xdist_group("data_set")

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
#: Pages about other programs, whose blocks .ci/run runs in order, with these programs.
HOW_TO = [page for page in PAGES if page.parent.name == "how-to"]


def _pages_with(text: str) -> list[Path]:
    return [page for page in PAGES if text in page.read_text()]


@pytest.fixture(scope="module", autouse=True)
def _current_export(data_set: Path) -> Iterator[None]:
    """Let load() read an export of the present data, whenever build/ was last written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locate, "data_folder", lambda: data_set)
        patch.setattr(locate, "clone_folder", lambda: None)
        yield


@pytest.mark.parametrize(
    "name",
    [
        "fpdata",
        "fpdata.model.edtf",
        "fpdata.model.phrases",
        "fpdata.access.bibliography_formats",
        "fpdata.access.chain",
        "fpdata.access.cite",
        "fpdata.access.contested",
        "fpdata.access.denials",
        "fpdata.access.find",
        "fpdata.access.formats.stata",
        "fpdata.access.frame",
        "fpdata.access.load",
        "fpdata.access.locate",
        "fpdata.access.power",
        "fpdata.access.questions",
        "fpdata.access.records",
        "fpdata.access.duckdb",
        "fpdata.access.slips",
        "fpdata.access.spoken_forms",
        "fpdata.access.tenure_queries",
        "fpdata.access.travel",
        "fpdata.checks.suggest",
        "fpdata.access.room",
        "fpdata.export.parquet",
        "fpdata.plot.network_plot",
        "fpdata.plot.power_plot",
        "fpdata.plot.tenures_plot",
        "fpdata.plot.timeline_plot",
        "fpdata.plot.travel_plot",
    ],
)
def test_examples_in_docstrings(name: str) -> None:
    if name.startswith("fpdata.plot."):
        pytest.importorskip("matplotlib")
    results = doctest.testmod(importlib.import_module(name), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert results.attempted
    assert results.failed == 0


@pytest.mark.parametrize("page", sorted({*_pages_with("```python\n")} - {*HOW_TO}), ids=lambda page: page.name)
def test_python_in_the_pages_runs(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    codes = re.findall(r"```python\n(.*?)```", page.read_text(), re.DOTALL)
    assert codes
    for code in codes:
        exec(code, {})


def test_figures_in_the_pages_are_what_their_commands_draw(data_set: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    pages = "".join((ROOT / "docs" / name).read_text() for name in ("plot.md", "power.md"))
    commands = re.findall(r"^fpdata (plot .*) -o docs/(img/.*\.svg)$", pages, re.MULTILINE)
    assert [name for _, name in commands] == re.findall(r"\]\((img/.*?)\)", pages)
    assert {name for _, name in commands} == {f"img/{file.name}" for file in (ROOT / "docs" / "img").iterdir()}
    for command, name in commands:
        drawn = tmp_path / Path(name).name
        assert run(*shlex.split(command), "-o", drawn, "--data", data_set).exit_code == 0
        kept, new = (file.read_text() for file in (ROOT / "docs" / name, drawn))
        assert _texts_of_figure(kept) == _texts_of_figure(new), f"{name} is out of date: run 'make figures'"
        if _creator(kept) == _creator(new):  # another version of Matplotlib may draw otherwise
            assert kept == new, f"{name} is out of date: run 'make figures'"


def _texts_of_figure(svg: str) -> str:
    """Return the texts of a figure, without the version of the data set, which each release changes."""
    text = " ".join(re.findall(r"<!-- (.*?) -->", svg))
    return re.sub(r"\(version \S+\)|contributors \(\d{4}\)", "", text)


def _creator(svg: str) -> str:
    (creator,) = re.findall(r"<dc:title>(fpdata .*, Matplotlib .*)</dc:title>", svg)
    return str(creator)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_in_the_pages_exist(page: Path) -> None:
    known = set(get_command(app).commands)  # type: ignore[attr-defined]
    text = page.read_text()
    blocks = re.findall(r"```(?:sh|console)\n(.*?)```", text, re.DOTALL) + re.findall(r"`(fpdata [a-z-]+[^`]*)`", text)
    for command in re.findall(r"(?:^|\$ )fpdata ([a-z-]+)", "\n".join(blocks), re.MULTILINE):
        assert command in known


def test_the_road_of_contributing_is_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run each command of CONTRIBUTING.md; the output is the printed one, counts of records aside.

    The package has the actors and the topics of the data, which the page names, and little else: all of it would be
    checked with each command.
    """
    text = (ROOT / "CONTRIBUTING.md").read_text()
    tables, data = sample(), tables_of(ROOT)
    for name in ("actors", "topics"):
        for record in data[name]:
            elsewhere = {"country_id": None, "parent_id": None, "source_id": "register"} if name == "actors" else {}
            tables[name].append(record | elsewhere)
    write_package(tmp_path, tables)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Before")
    monkeypatch.chdir(tmp_path)
    (record,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    printed = re.findall(r"^\$ fpdata (.*)\n((?:(?!\$ fpdata|```).*\n)*)", text, re.MULTILINE)
    assert len(printed) == 5
    said = record.replace("witkoff\n", "witkof\n")  # the first attempt has the name wrong
    for command, expected in printed:
        words = shlex.split(command.removesuffix(" < said.yaml"))
        result = CliRunner().invoke(app, words, input=said if command.endswith("said.yaml") else None)
        said = record if result.exit_code else said
        assert _without_counts(result.output) == _without_counts(expected)


def _without_counts(text: str) -> str:
    return re.sub(r"[0-9,]+ records in .*", "… records in …", text)


def test_the_query_of_the_readme_returns_the_printed_rows() -> None:
    text = (ROOT / "README.md").read_text()
    (sql, table) = re.findall(r'^\$ fpdata query "(.*)"\n.*\n.*\n((?: .*\n)+)```', text, re.MULTILINE)[0]
    printed = [re.split(r"\s{2,}", line.strip()) for line in table.splitlines()]
    assert printed == [[str(value) for value in row] for row in connect().sql(sql).fetchall()]


def test_the_worked_example_of_power_is_as_printed(data_set: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command of docs/power.md prints what stands below it; a line with an ellipsis is any number of lines."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    text = (ROOT / "docs" / "power.md").read_text()
    printed = re.findall(r"^```console\n\$ fpdata ([^\n]*)\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)
    assert len(printed) == 2
    for command, expected in printed:
        lines = run(*shlex.split(command), "--data", data_set).stdout.splitlines()
        shown = "\n".join(line.rstrip() for line in lines).strip("\n")
        pattern = re.escape(expected).replace(re.escape("\n   …\n"), r"\n(?:.*\n)+?")
        assert re.fullmatch(pattern, shown), f"docs/power.md is out of date: {command}\n{shown}"


def test_the_check_of_the_readme_is_as_printed(tmp_path: Path) -> None:
    """Put the misspelt code of README.md into a copy of the data; the check prints what the page shows.

    But for the number of the line, which changes with each role that is added before.
    """
    for name in ("datasets", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    (printed,) = re.findall(r"^\$ fpdata check\n(.*?)```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)
    (role,) = re.findall(r"roles\.csv:\d+:\d+ ([a-z0-9-]+)\.basis", printed)
    roles = tmp_path / "datasets" / "roles.csv"
    lines = roles.read_text().splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{role},"))
    lines[at] = lines[at].replace(",appointed,", ",apointed,", 1)
    roles.write_text("".join(lines))
    result = CliRunner().invoke(app, ["check", str(tmp_path)])
    expected = re.sub(r"(?<=roles\.csv:)\d+", str(at + 1), printed)
    assert result.output.replace(f"{tmp_path}/", "").startswith(expected)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
        assert (page.parent / target).exists(), target


def test_every_code_has_its_place_in_the_docs() -> None:
    text = (ROOT / "docs" / "issue-codes.md").read_text()
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == list(CODES)


def test_nothing_names_a_person_or_a_machine() -> None:
    top = [path for path in ROOT.iterdir() if path.suffix in {".md", ".toml", ".cff", ".py"}]
    parts = [ROOT / "LICENSE", ROOT / "Makefile", ROOT / ".ci" / "run"]
    pages = [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
    for path in [*top, *parts, *pages]:
        text = path.read_text()
        assert not re.search(r"[\w.]+@[\w-]+\.(?:com|org|net|edu|gov)\b", text), path
        assert not re.search(r"(?:^|[\s\"'=])/(?:home|root|Users|work)/", text), path
