"""Figures of tenures: a bar for each, in the order of the table, as certain as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import fpdata
from tests.plot.figures import HOSTILE, labels, signs, texts, whole_text

pytest.importorskip("matplotlib")


def test_there_is_a_row_for_each_tenure_in_the_order_of_the_table(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", path=data)
    rows = [row for row in fpdata.office_holders("consul", path=data).to_pylist() if row["actor_id"]]
    names = labels(figure, "name")
    assert list(names) == [row["role_id"] for row in rows]
    assert [name.removesuffix(" (acting)") for name in names.values()] == [row["actor_name"] for row in rows]
    heights = [text.get_position()[1] for text in figure.axes[0].texts if (text.get_gid() or "").startswith("name:")]
    assert heights == sorted(heights)
    assert HOSTILE in names.values()
    assert names["ben-consul-1882"] == "Ben Moor (acting)"


def test_bars_are_where_the_days_are(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", start="1880", end="1899", path=data)
    rows = {row["role_id"]: row for row in fpdata.office_holders("consul", path=data).to_pylist() if row["actor_id"]}
    bars = signs(figure, "certain")
    assert set(bars) == {id for id, row in rows.items() if row["certain_from"]}
    first, last = bars["ada-consul-1880"], bars["eva-consul-1884"]
    days = (rows["eva-consul-1884"]["certain_from"] - rows["ada-consul-1880"]["certain_from"]).days
    scale = (last.get_x() - first.get_x()) / days
    held = rows["ada-consul-1880"]
    assert first.get_width() == pytest.approx(((held["certain_to"] - held["certain_from"]).days + 1) * scale)
    end = first.get_x() + (date(1899, 12, 31) - held["certain_from"]).days * scale
    assert all(bar.get_x() + bar.get_width() <= end + scale + 0.01 for bar in bars.values())


def test_what_is_less_certain_looks_less_certain(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", path=data)
    certain, presumed = signs(figure, "certain"), signs(figure, "presumed")
    possible = signs(figure, "possible")
    assert "vo-consul-1889" in presumed
    assert "eva-consul-1884" in possible
    assert presumed["vo-consul-1889"].get_hatch()
    assert possible["eva-consul-1884"].get_linestyle() != "solid"
    acting, regular = certain["ben-consul-1882"], certain["ada-consul-1880"]
    assert acting.get_height() < regular.get_height()
    assert acting.get_facecolor() != regular.get_facecolor()
    for word in ("certain", "presumed (no end recorded)", "possible (not ruled out)", "acting", "vacant by the record"):
        assert word in texts(figure)


def test_a_period_may_last_to_the_last_day_there_is(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", start="1882", end="9999", path=data)
    assert figure.get_label() == "Who held the office of Consul, 1882 to 9999"


def test_a_period_leaves_out_who_was_not_in_office_then(data: Path) -> None:
    figure = fpdata.plot.tenures("consul", start="1882", end="1885", path=data)
    assert list(labels(figure, "name")) == ["ada-consul-1880", "ben-consul-1882", "eva-consul-1884"]
    assert figure.get_label() == "Who held the office of Consul, 1882 to 1885"


def test_several_offices_stand_below_each_other(data: Path) -> None:
    figure = fpdata.plot.tenures(["Consul", "envoy"], path=data)
    shown = texts(figure)
    assert shown.index("Consul") < shown.index("Ada Lake") < shown.index("Envoy")
    assert len(labels(figure, "name")) == 6


def test_an_office_without_holders_is_told(data: Path) -> None:
    with pytest.raises(fpdata.plot.NothingToDrawError, match="No holder of the office herald is recorded"):
        fpdata.plot.tenures("herald", path=data)
    with pytest.raises(fpdata.plot.NothingToDrawError, match="consul on or before 1800-12-31 is recorded"):
        fpdata.plot.tenures("consul", end="1800", path=data)
    assert "No holder is recorded for this time: Herald." in whole_text(
        fpdata.plot.tenures(["consul", "herald"], path=data)
    )


def test_an_unknown_office_is_an_error_with_suggestions(data: Path) -> None:
    with pytest.raises(fpdata.UnknownIdError, match="did you mean 'consul'"):
        fpdata.plot.tenures("consull", path=data)


def test_a_figure_says_what_it_is_taken_from(data: Path) -> None:
    text = whole_text(fpdata.plot.tenures("consul", path=data))
    assert fpdata.cite(path=data).strip() in text
    assert "Source: Register (envoys, 1880 to 1900). Not covered: Envoys after 1900." in text


def test_what_does_not_fit_is_refused_with_what_to_do(data: Path) -> None:
    with pytest.raises(fpdata.plot.TooMuchToDrawError, match="ask for fewer offices or a shorter period"):
        fpdata.plot.tenures("consul", height=2, width=2, path=data)
    with pytest.raises(ValueError, match="size must be column, page, slide"):
        fpdata.plot.tenures("consul", size="poster", path=data)
    with pytest.raises(ValueError, match="width must be 2 to 100 inches"):
        fpdata.plot.tenures("consul", width=1, path=data)


@pytest.mark.parametrize(("size", "width"), [("column", 3.5), ("page", 7), ("slide", 13.333)])
def test_nothing_reaches_over_the_edge(data: Path, size: str, width: float) -> None:
    figure = fpdata.plot.tenures("consul", size=size, path=data)
    assert figure.get_size_inches()[0] == pytest.approx(width)
    within = figure.bbox
    for text in figure.axes[0].texts:
        box = text.get_window_extent()
        assert within.x0 <= box.x0
        assert box.x1 <= within.x1 + 1
        assert within.y0 <= box.y0
        assert box.y1 <= within.y1
