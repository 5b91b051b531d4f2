"""The sitemap, by which search engines find every page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

#: A sitemap may list so many pages (sitemaps.org); several are listed in an index.
_MOST_PAGES = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(output: Path, address: str, pages: Sequence[str]) -> None:
    """Write `sitemap.xml`, the index of one file or more that list all pages of the site at `address`."""
    ordered = sorted(pages)
    parts = [ordered[start : start + _MOST_PAGES] for start in range(0, len(ordered), _MOST_PAGES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _write(output / name, "urlset", "url", [address + page for page in part])
    _write(output / "sitemap.xml", "sitemapindex", "sitemap", [address + name for name in names])


def _write(file: Path, element: str, entry: str, addresses: Sequence[str]) -> None:
    lines = "\n".join(f"<{entry}><loc>{escape(address)}</loc></{entry}>" for address in addresses)
    file.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{element} xmlns="{_NAMESPACE}">\n{lines}\n</{element}>\n', "utf-8"
    )
