"""Who finds what: ``python -m benchmarks.found``.

Each sort of fault is put into a package of its own, some fifty rows of it, and every contender that checks anything is
run on it: what the table says a peer leaves out is thereby seen, and so is a peer that finds nothing at all.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.contenders import BASE, PACKAGE, ROOT, Contender, contenders, problems
from benchmarks.faults import FAULTS
from benchmarks.generate import generate
from benchmarks.measure import measure

_BEGIN, _END = "<!-- found: begin (written by python -m benchmarks.found) -->", "<!-- found: end -->"
_PAGE = ROOT / "docs" / "benchmarks.md"


def find(contender: Contender, package: Path) -> int | None:
    """Return how many problems a contender finds in a package; None where it ends in an error of its own."""
    command = [part.replace(PACKAGE, str(package)) for part in contender.command]
    result = measure(command, ROOT, contender.environment)
    return problems(result.output) if result.status in (0, 1) else None


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=2000)
    parser.add_argument("--page", type=Path, default=_PAGE, help="the page to write the table into")
    options = parser.parse_args()
    peers = [c for c in contenders() if c.name == BASE or c.group == "peer"]
    lines = [
        f"| error | rows | {' | '.join(peer.name for peer in peers)} |",
        f"| --- | ---: |{' ---: |' * len(peers)}",
    ]
    for fault in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            rows = sum(generate(options.statements, Path(folder), fault).values())
            counts = [find(peer, Path(folder)) for peer in peers]
        cells = ["fails" if count is None else f"{count:,}" if count else "–" for count in counts]
        lines.append(f"| {fault} | {rows} | {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    text = options.page.read_text() if options.page.exists() else f"{_BEGIN}\n{_END}\n"
    before, _, rest = text.partition(_BEGIN)
    table = "\n".join(lines)
    options.page.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{rest.partition(_END)[2]}")


if __name__ == "__main__":
    main()
