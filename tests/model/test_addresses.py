"""Addresses that lead to one page are told by their keys, and parameters that track readers by their names."""

from __future__ import annotations

import pytest

from fpdata.model.addresses import address_key, tracking_parameters


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/1", "http://gazette.example/1", "https://www.gazette.example/1/", "https://GAZETTE.example:443/1",
        "https://gazette.example/1?utm_source=x&utm_medium=letter", "https://gazette.example/1?fbclid=abc#top", "https://gazette.example/1?",
    ],
)  # fmt: skip
def test_one_page(url: str) -> None:
    assert address_key(url) == "gazette.example/1"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://gazette.example/1", "https://gazette.example/2"),
        ("https://gazette.example/1?page=1", "https://gazette.example/1?page=2"),
        ("https://gazette.example/a", "https://gazette.example/A"),
        ("https://gazette.example/#!/1", "https://gazette.example/#!/2"),
        ("https://gazette.example/1", "https://news.gazette.example/1"),
    ],
)
def test_several_pages(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_the_order_of_parameters_is_no_difference() -> None:
    assert address_key("https://gazette.example/?a=1&b=2") == address_key("https://gazette.example/?b=2&a=1")


def test_tracking_parameters() -> None:
    assert tracking_parameters("https://gazette.example/1?page=2&utm_campaign=x&mc_cid=1#at_medium=2") == [
        "utm_campaign",
        "mc_cid",
        "at_medium",
    ]
    assert tracking_parameters("https://gazette.example/1?ref=front&p=utm_source") == []
