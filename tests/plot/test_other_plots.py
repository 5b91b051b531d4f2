"""Figures of timelines, travel and networks: all that is found is shown, where it belongs, and nothing else."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import fpdata
from fpdata.access.room import pairs
from tests.plot.figures import HOSTILE, labels, signs, texts, whole_text

pytest.importorskip("matplotlib")


def test_a_timeline_shows_every_entry_in_order(data: Path) -> None:
    figure = fpdata.plot.timeline(person="ada-lake", path=data)
    rows = fpdata.timeline(person="ada-lake", path=data).to_pylist()
    for kind in ("event", "statement", "document", "role-start", "role-end"):
        assert set(signs(figure, kind)) == {row["record_id"] for row in rows if row["kind"] == kind}
    marks = {id: mark.get_ydata()[0] for kind in ("event", "statement") for id, mark in signs(figure, kind).items()}
    order = [row["record_id"] for row in rows if row["record_id"] in marks]
    assert sorted(marks, key=lambda record: marks[record]) == order
    assert labels(figure, "text")["call-1"] == "Call-1"
    assert "1885-01-02" in texts(figure)


def test_a_timeline_names_whoever_it_is_not_of(data: Path) -> None:
    figure = fpdata.plot.timeline(event="1890-talks", path=data)
    assert figure.get_label() == "Timeline of Talks"
    with pytest.raises(ValueError, match="name a person, a topic or an event"):
        fpdata.plot.timeline(path=data)
    with pytest.raises(fpdata.plot.NothingToDrawError, match=r"of ada-lake .*on or before 1700-12-31"):
        fpdata.plot.timeline(person="ada-lake", end="1700", path=data)


def test_travel_counts_trips_by_country_and_year(data: Path) -> None:
    figure = fpdata.plot.travel(person="ada-lake", path=data)
    assert list(labels(figure, "country").values()) == ["Ruritania", "Strelsau"]
    assert set(signs(figure, "trips")) == {f"ruritania:188{year}" for year in range(3)} | {"strelsau:1881"}
    shown = texts(figure)
    assert shown[1] == "4 trips to 2 countries"
    assert [year for year in shown if year.startswith("188") and len(year) == 4] == ["1880", "1881", "1882"]


def test_travel_of_the_holders_of_an_office(data: Path) -> None:
    figure = fpdata.plot.travel(office="consul", most=1, path=data)
    assert figure.get_label() == "Trips as Consul by country"
    assert "4 trips to 2 countries, by 1 holder of the office" in texts(figure)
    found = fpdata.travel(office="consul", path=data)
    assert set(found["event_id"].to_pylist()) == {f"trip-{number}" for number in range(4)}
    with pytest.raises(fpdata.plot.NothingToDrawError, match="No trip as herald is recorded"):
        fpdata.plot.travel(office="herald", path=data)


def test_the_least_visited_countries_share_a_row(data: Path) -> None:
    from fpdata.plot.travel_plot import count_trips

    trips: list[dict[str, Any]] = fpdata.travel(person="ada-lake", path=data).to_pylist()
    trips += [trip | {"country_id": None} for trip in trips[:1]] + [trip | {"country_id": "x"} for trip in trips[:1]]
    rows = count_trips(trips, 1, data)
    assert [(row.name, row.years.total()) for row in rows] == [
        ("Ruritania", 3),
        ("2 other countries", 2),
        ("no country recorded", 1),
    ]


def test_a_network_shows_who_met_somebody(data: Path) -> None:
    figure = fpdata.plot.network("ada-lake", path=data)
    rows = fpdata.room("ada-lake", path=data).to_pylist()
    names = labels(figure, "name")
    assert names == {row["actor_id"]: f"{row['name']} ({row['meetings']})" for row in rows}
    assert names["eva-hostile"] == f"{HOSTILE} (1)"
    lines = signs(figure, "met")
    assert set(lines) == {*names, "vo-thuong:eva-hostile"}
    assert lines["vo-thuong"].get_linewidth() > lines["eva-hostile"].get_linewidth()
    assert "Ada Lake" in texts(figure)


def test_a_network_of_the_most_frequent_pairs(data: Path) -> None:
    figure = fpdata.plot.network(most=1, path=data)
    assert set(labels(figure, "name").values()) == {"Ada Lake", "Võ Văn Thưởng"}
    assert "2 people; the 1 most frequent of 3 pairs" in texts(figure)
    with pytest.raises(fpdata.plot.NothingToDrawError, match="No meeting or call on or before 1700-12-31 is recorded"):
        fpdata.plot.network(end="1700", path=data)


def test_pairs_agree_with_the_room(data: Path) -> None:
    for row in pairs(path=data).to_pylist():
        met = {one["actor_id"]: one for one in fpdata.room(row["actor_id"], path=data).to_pylist()}
        for column in ("meetings", "first", "last", "event_ids"):
            assert met[row["other_id"]][column] == row[column]


@pytest.mark.parametrize("size", ["column", "page", "slide"])
def test_names_of_a_network_do_not_overlap(data: Path, size: str) -> None:
    figure = fpdata.plot.network("ada-lake", size=size, path=data)
    boxes = [text.get_window_extent() for text in figure.axes[0].texts if (text.get_gid() or "").startswith("name:")]
    assert not [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])]


def test_characters_without_a_glyph_are_told(data: Path) -> None:
    from fpdata.plot.page import FigurePage, compose
    from fpdata.plot.page_size import page_size
    from fpdata.plot.style import font_families

    if len(font_families()) > 1:
        pytest.skip("other fonts are installed")
    with pytest.warns(fpdata.plot.MissingFontWarning, match=r"no installed font has 習 \(U\+7FD2\)"):
        compose(page_size("page"), lambda font: FigurePage(page_size("page"), font, "習", ""), "")


def test_every_figure_says_what_the_data_are(data: Path) -> None:
    for figure in (
        fpdata.plot.timeline(person="ada-lake", path=data),
        fpdata.plot.travel(person="ada-lake", path=data),
        fpdata.plot.network("ada-lake", path=data),
    ):
        assert fpdata.cite(path=data).strip() in whole_text(figure)
