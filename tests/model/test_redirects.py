"""Retired ids lead to what replaced them, in linear time."""

from __future__ import annotations

import pytest

from fpdata.model.redirects import RedirectResolver

REDIRECTS = {"a": "b", "b": "c", "old": "gone", "gone": None, "lost": "nowhere", "x": "y", "y": "z", "z": "y"}


@pytest.mark.parametrize(
    ("id", "expected", "steps"),
    [
        ("c", ("live", "c"), []),
        ("a", ("live", "c"), ["a", "b"]),
        ("old", ("withdrawn", "gone"), ["old", "gone"]),
        ("gone", ("withdrawn", "gone"), ["gone"]),
        ("lost", ("unknown", "nowhere"), ["lost"]),
        ("never-used", ("unknown", "never-used"), []),
        ("x", ("cycle", "y"), ["x", "y", "z"]),
        ("z", ("cycle", "z"), ["z", "y"]),
    ],
)
def test_an_id_leads_to_its_replacement(id: str, expected: tuple[str, str], steps: list[str]) -> None:
    resolver = RedirectResolver(REDIRECTS, live={"c"})
    assert resolver.resolve(id) == expected
    assert list(resolver.steps(id)) == steps


def test_ids_resolve_in_any_order() -> None:
    resolver = RedirectResolver(REDIRECTS, live={"c"})
    assert [resolver.resolve(id).outcome for id in ("b", "a", "y", "x", "gone", "old")] == [
        "live",
        "live",
        "cycle",
        "cycle",
        "withdrawn",
        "withdrawn",
    ]


def test_a_live_id_is_not_followed() -> None:
    assert RedirectResolver({"a": "b"}, live={"a", "b"}).resolve("a") == ("live", "a")


def test_long_chains_resolve_in_linear_time() -> None:
    size = 100_000
    redirects: dict[str, str | None] = {str(number): str(number + 1) for number in range(size)}
    resolver = RedirectResolver(redirects, live={str(size)})
    assert all(resolver.resolve(id) == ("live", str(size)) for id in redirects)
    resolver = RedirectResolver(redirects, live={str(size)})
    assert all(resolver.resolve(id) == ("live", str(size)) for id in reversed(redirects))
