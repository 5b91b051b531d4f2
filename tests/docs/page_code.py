"""Run the code of pages as a reader would, and compare what it prints with what the page shows.

    python tests/docs/page_code.py [--write] PAGE...

The blocks of a page run one after another in one empty folder; a block of text right after one shows what it prints.
`--write` puts what is printed into the page. Nothing but Python's own library is needed, so that any environment can run it.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: How a file with a block of each language is run; blocks of other languages, such as Stata's, are not.
_COMMANDS = {
    "sh": ("block.sh", ["sh", "-e"]),
    "python": ("block.py", [sys.executable]),
    "r": ("block.R", ["Rscript"]),
    "js": ("block.mjs", ["node"]),
}
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of code: what it prints, if the page shows that, and where in the page that is."""

    language: str
    code: str
    output: str | None
    span: tuple[int, int]


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks of a page that can be run."""
    for found in _BLOCK.finditer(page):
        if found[1] in _COMMANDS:
            yield Block(found[1], found[2], found[3], found.span(3))


def without_trailing_blanks(text: str) -> str:
    """Return a text as a page shows it."""
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip().splitlines())


def run_page(page: str) -> Iterator[tuple[Block, str]]:
    """Run each block of a page; yield it with what it printed. Raises CalledProcessError where one fails."""
    # Of R in the C locale; and without a checkout around the current folder, which a reader does not have.
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    with tempfile.TemporaryDirectory() as folder:
        for block in blocks(page):
            name, command = _COMMANDS[block.language]
            (Path(folder) / name).write_text(block.code, "utf-8")
            done = subprocess.run(
                [*command, name], cwd=folder, env=environment, check=True, stdout=subprocess.PIPE, encoding="utf-8"
            )
            yield block, without_trailing_blanks(done.stdout)


def main() -> int:
    """Run the pages that the command line names; return 1 if one shows something else than is printed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("pages", nargs="+", type=Path)
    options = parser.parse_args()
    outdated = 0
    for path in options.pages:
        page = path.read_text("utf-8")
        shown = [(block, printed) for block, printed in run_page(page) if block.output is not None]
        for block, printed in reversed(shown):
            if printed.split() != (block.output or "").split() and not options.write:
                print(f"{path} shows:\n{block.output}\nThis is printed:\n{printed}")
                outdated += 1
            start, end = block.span
            page = page[:start] + printed + page[end:]
        if options.write:
            path.write_text(page, "utf-8")
        print(f"{path}: {len(shown)} outputs")
    return bool(outdated)


if __name__ == "__main__":
    sys.exit(main())
