"""The small parts: scales of time, the day of the last change, dead links, names of sources."""

from __future__ import annotations

import doctest
import importlib
from datetime import date
from pathlib import Path

import pytest

from fpdata.site.addresses import contested_address, correction_address, published_address, query_address, root_of
from fpdata.site.dead_links import dead_links
from fpdata.site.excerpt import excerpt
from fpdata.site.last_changed import last_changes
from fpdata.site.store import RecordStore
from fpdata.site.templates import shortened, source_label, years
from fpdata.site.time_scale import TimeScale, scale_of
from tests.helpers import git
from tests.sample import sample, write_tables

_SPAN = {
    "possible_from": "1890-01-01", "presumed_from": "1890-01-01", "certain_from": "1891-01-01",
    "certain_to": "1895-12-31", "presumed_to": "1899-12-31", "possible_to": "1950-01-01",
}  # fmt: skip


def test_a_scale_ends_where_knowledge_does() -> None:
    scale = scale_of([_SPAN])
    assert scale is not None
    assert [mark.year for mark in scale.marks()] == [1890, 1892, 1894, 1896, 1898]
    spans = {span.kind: span for span in scale.spans(_SPAN)}
    assert spans["possible"].left + spans["possible"].width == 100
    assert spans["certain"].left == pytest.approx(10, abs=0.1)
    assert spans["certain"].width < spans["presumed"].width < spans["possible"].width


def test_a_scale_of_what_is_only_possible_has_all_of_it() -> None:
    only = dict.fromkeys(_SPAN) | {"possible_from": "1890-05-05", "possible_to": "1950-01-01"}
    scale = scale_of([only])
    assert scale is not None
    assert [span.kind for span in scale.spans(only)] == ["possible"]
    assert scale_of([dict.fromkeys(_SPAN)]) is None


def test_days_on_one_another_are_one_tick() -> None:
    scale = TimeScale(date(1900, 1, 1), date(1999, 12, 31))
    assert scale.ticks(["1950-01-01", "1950-01-02", "1975-01-01"]) == "M500 0v10M750 0v10"


def test_a_record_changed_when_its_line_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = sample()
    assert last_changes(tmp_path) == {}
    git(tmp_path, "init")
    for day, name in (("2026-01-02", "Ada Lake"), ("2026-03-04", "Ada M. Lake")):
        tables["actors"][0]["name"] = name
        write_tables(tmp_path, tables)
        git(tmp_path, "add", ".")
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+0000")
        git(tmp_path, "commit", "-m", day)
    changes = last_changes(tmp_path)
    assert changes["actors"] == {"ada-lake": "2026-03-04", "ben-moor": "2026-01-02", "gazette": "2026-01-02"}
    assert changes["topics"] == {"talks": "2026-01-02"}


def test_dead_links_are_found(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.html").write_text(
        '<a id="top" href="b/c.html?x=1#here">1</a> <a class="x" href="b/d.html">2</a> <a href="#top">3</a> <a href="https://example.org/q">4</a>'
    )
    (tmp_path / "b" / "c.html").write_text('<p id="here"></p> <a href="../a.html#bottom">5</a> <a href="#none">6</a>')
    assert [(link.page, link.target) for link in dead_links(tmp_path)] == [
        ("a.html", "b/d.html"),
        ("b/c.html", "../a.html#bottom"),
        ("b/c.html", "#none"),
    ]


def test_addresses() -> None:
    assert root_of("actors/a.html") == "../"
    assert contested_address("actor", "x", "seeks") == "contested/actor.x.seeks.html"
    assert query_address("select '%'") == "sql.html?sql=select%20%27%25%27"
    assert correction_address("https://c.example/r", "roles", "r").startswith(
        "https://c.example/r/issues/new?template=correction.yml"
    )
    assert published_address("https://github.com/Owner/name") == "https://owner.github.io/name/"
    assert published_address("https://code.example/r") == ""


def test_sources_are_named_by_outlet_and_day(store: RecordStore) -> None:
    assert source_label(store, "gazette-1890-01-02") == "The Gazette, 2 January 1890"
    assert source_label(store, "register") == "Register"
    assert source_label(store, "nowhere") == "nowhere"


@pytest.mark.parametrize(
    ("born", "died", "shown"),
    [
        ("1909", "1994", "1909–1994"),
        ("1850~", None, "born circa 1850"),
        (None, "1899-01", "died 1899"),
        (None, None, ""),
    ],
)
def test_years_of_a_life(born: str | None, died: str | None, shown: str) -> None:
    assert years({"born": born, "died": died}) == shown


def test_excerpts() -> None:
    part = excerpt([1, 2, 3], 2)
    assert (list(part.items), part.total, part.left) == ([1, 2], 3, 1)
    assert shortened("ours, every word", 12) == "ours, every…"
    assert shortened("short", 12) == "short"


@pytest.mark.parametrize("module", ["addresses", "browse_pages", "markdown_docs", "templates", "time_scale"])
def test_examples_in_docstrings(module: str) -> None:
    results = doctest.testmod(importlib.import_module(f"fpdata.site.{module}"))
    assert results.attempted
    assert results.failed == 0
