"""The titles of fields and tables, as people read them."""

from __future__ import annotations


def title_of(name: str) -> str:
    """Return the display title of a field or table.

    >>> title_of("sort_name")
    'Sort name'
    """
    return name.rstrip("_").replace("_", " ").capitalize()
