"""Where things stand: labels beside a scale, nodes on a ring, names of days on an axis, lines of a text."""

from __future__ import annotations

import doctest
import importlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fpdata.plot.ring_order import ring_order
from fpdata.plot.spread import spread
from fpdata.plot.time_axis import TimeAxis, write_date


@pytest.mark.parametrize("name", ["spread", "ring_order", "titles"])
def test_examples(name: str) -> None:
    results = doctest.testmod(importlib.import_module(f"fpdata.plot.{name}"))
    assert results.attempted
    assert results.failed == 0


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(1, 40)), min_size=1, max_size=30))
def test_labels_keep_their_order_and_do_not_overlap(labels: list[tuple[float, float]]) -> None:
    labels.sort()
    heights = [height for _, height in labels]
    places = spread([min(place, sum(heights)) for place, _ in labels], heights, 0)
    for (one, height), other in zip(zip(places, heights, strict=True), [*places[1:], sum(heights)], strict=True):
        assert one + height <= other + 1e-6
    assert places[0] >= -1e-6


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.data())
def test_a_ring_has_every_node_once(nodes: list[str], data: st.DataObject) -> None:
    pairs = [(one, other) for one in nodes for other in nodes if one < other]
    weights = {pair: data.draw(st.integers(1, 9)) for pair in pairs[::2]}
    order = ring_order(nodes, weights)
    assert sorted(order) == sorted(nodes)
    assert order == ring_order(nodes, weights)


@given(st.dates(date(1780, 1, 1), date(2030, 1, 1)), st.integers(1, 90000), st.integers(60, 900))
def test_named_days_are_where_they_are_and_apart(first: date, days: int, width: int) -> None:
    pytest.importorskip("matplotlib")
    last = date.fromordinal(first.toordinal() + days)
    axis = TimeAxis(first, last, 0, width)
    ticks = axis.ticks(8)
    places = [axis.at(day) for day, _ in ticks]
    assert places == sorted(places)
    assert all(0 <= place <= width for place in places)
    assert all(str(day.year) in name for day, name in ticks)


@pytest.mark.parametrize(
    ("text", "first", "last", "years", "shown"),
    [
        ("1962-10-22", date(1962, 10, 22), date(1962, 10, 22), False, "1962-10-22"),
        ("1962-10-22", date(1962, 10, 22), date(1962, 10, 22), True, "1962"),
        ("1962-10~", date(1962, 10, 1), date(1962, 10, 31), False, "c. 1962-10"),
        ("1962", date(1962, 1, 1), date(1962, 12, 31), False, "1962"),
        ("1962/1963", date(1962, 1, 1), date(1963, 12, 31), True, "1962/1963"),
        ("1962/..", date(1962, 1, 1), None, True, "after 1962"),
        ("../1962-05-06", None, date(1962, 5, 6), False, "by 1962-05-06"),
        (None, None, None, False, "?"),
    ],
)
def test_dates_beside_bars(text: str | None, first: date | None, last: date | None, years: bool, shown: str) -> None:
    assert write_date(text, first, last, years=years) == shown
