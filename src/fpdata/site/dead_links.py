"""Find links within a site that lead nowhere: `python -m fpdata.site.dead_links FOLDER`."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_TARGET = re.compile(r'<(?:a|link|script|img|form|source)\b[^>]*? (?:href|src|action)="([^"]*)"')
_ANCHOR = re.compile(r' id="([^"]*)"')


class DeadLink(NamedTuple):
    """A link that leads nowhere, and the page that it is on."""

    page: str
    target: str


def dead_links(site: Path) -> Iterator[DeadLink]:
    """Yield every link of the pages below a folder to a file or an anchor that is not there; other sites are not asked."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}

    @cache
    def anchors(page: str) -> frozenset[str]:
        return frozenset(_ANCHOR.findall((site / page).read_text("utf-8")))

    @cache
    def is_alive(folder: str, target: str) -> bool:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            return True
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        return path in files and (not parts.fragment or parts.fragment in anchors(path))

    for page in sorted(files):
        if page.endswith(".html"):
            text = (site / page).read_text("utf-8")
            folder = posixpath.dirname(page)
            for target in dict.fromkeys(_TARGET.findall(text)):
                if target.startswith("#"):
                    alive = target[1:] in _ANCHOR.findall(text)
                else:
                    alive = is_alive(folder, target.replace("&amp;", "&"))
                if not alive:
                    yield DeadLink(page, target)


def main() -> int:
    """Print the dead links of a site and return the exit status: 1 if there are any."""
    found: dict[str, list[str]] = {}
    for page, target in dead_links(Path(sys.argv[1] if len(sys.argv) > 1 else "build/site")):
        found.setdefault(target, []).append(page)
    for target, pages in found.items():
        sys.stdout.write(f"{target} on {len(pages):,} {'page' if len(pages) == 1 else 'pages'}, such as {pages[0]}\n")
    sys.stdout.write(f"{len(found):,} dead links\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
