"""Write the tables of docs/benchmarks.md and its plot from the recorded runs."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version
from itertools import pairwise
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contenders import BASE, Contender, contenders

_BEGIN, _END = "<!-- figures: begin (written by python -m benchmarks.run) -->", "<!-- figures: end -->"
_PEERS = ("frictionless", "pandera", "dataframely", "duckdb", "polars", "pyarrow", "pydantic")

Lines = list[dict[str, Any]]


class Figures:
    """The medians of all runs, by contender and size."""

    def __init__(self, results: Lines) -> None:
        self._results = results
        self.sizes = sorted({line["size"] for line in results})

    def median(self, contender: str, size: int, figure: str) -> float | None:
        """Return the median of a figure; None where there was no run, or one was ended by the limit."""
        runs = [line for line in self._results if (line["contender"], line["size"]) == (contender, size)]
        return median(line[figure] for line in runs) if runs and all(line["status"] >= 0 for line in runs) else None

    def was_ended(self, contender: str, size: int) -> bool:
        """Whether a run was ended by the limit of time."""
        return any(
            line["status"] < 0 for line in self._results if (line["contender"], line["size"]) == (contender, size)
        )

    @property
    def repeats(self) -> str:
        """How often each contender was run, at each size."""
        most: dict[int, int] = {}
        for line in self._results:
            most[line["size"]] = max(most.get(line["size"], 0), line["round"] + 1)
        return ", ".join(f"{count} at {_short(size)}" for size, count in sorted(most.items()))


def write(results: Lines, folder: Path) -> None:
    """Write the tables between the markers of benchmarks.md in `folder`, and benchmarks.svg next to it."""
    figures, page = Figures(results), folder / "benchmarks.md"
    before, after = "# Benchmarks\n\n", "\n"
    if page.exists():
        text = page.read_text()
        before, _, rest = text.partition(_BEGIN)
        after = rest.partition(_END)[2]
    body = "\n".join(_sections(figures))
    page.write_text(f"{before}{_BEGIN}\n\n{body}\n{_END}{after}")
    _plot(figures, folder / "benchmarks.svg")


def _sections(figures: Figures) -> Iterator[str]:
    known = [c for c in contenders() if any(figures.median(c.name, size, "wall") is not None for size in figures.sizes)]
    clean = [contender for contender in known if contender.bad == "none" and contender.group != "start"]
    yield f"{_machine()} Runs per contender: {figures.repeats}; medians.\n"
    yield "### Wall time, and its ratio to `fpdata check`\n"
    yield from _table(
        ["seconds", *map(_short, figures.sizes)],
        ([contender.name, *(_with_ratio(figures, contender, size) for size in figures.sizes)] for contender in clean),
    )
    yield "### CPU time and peak memory\n"
    yield from _table(
        ["CPU seconds, all cores · MiB", *map(_short, figures.sizes)],
        ([contender.name, *(_cost(figures, contender, size) for size in figures.sizes)] for contender in clean),
    )
    if steps := list(pairwise(figures.sizes)):
        yield "### Growth of wall time from one size to the next\n"
        yield from _table(
            ["factor", *(f"{_short(one)} → {_short(other)}" for one, other in steps)],
            ([contender.name, *(_growth(figures, contender, *step) for step in steps)] for contender in clean),
        )
    yield "### Packages with errors\n"
    bad = [
        contender for contender in known if contender.bad != "none" or contender.name in (BASE, f"{BASE} --engine rows")
    ]
    yield from _table(
        ["seconds", *map(_short, figures.sizes)],
        ([contender.name, *(_with_ratio(figures, contender, size) for size in figures.sizes)] for contender in bad),
    )
    yield "### Start-up\n"
    yield from _table(["", "milliseconds", "MiB"], ([c.name, *_start(figures, c)] for c in known if c.group == "start"))
    yield "### What each peer leaves out\n"
    yield from (
        f"- **{contender.name}**: {'; '.join(contender.leaves_out)}."
        for contender in known
        if contender.group == "peer"
    )
    yield ""


def _table(header: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"| --- |{' ---: |' * (len(header) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _with_ratio(figures: Figures, contender: Contender, size: int) -> str:
    wall, base = figures.median(contender.name, size, "wall"), figures.median(BASE, size, "wall")
    if wall is None:
        return "over the time limit" if figures.was_ended(contender.name, size) else ""
    return f"{wall:.2f}" if base is None or contender.name == BASE else f"{wall:.2f} ({wall / base:.2f} ×)"


def _cost(figures: Figures, contender: Contender, size: int) -> str:
    cpu, memory = (figures.median(contender.name, size, figure) for figure in ("cpu", "memory"))
    return "" if cpu is None or memory is None else f"{cpu:.2f} · {memory / 2**20:,.0f}"


def _growth(figures: Figures, contender: Contender, one: int, other: int) -> str:
    before, after = (figures.median(contender.name, size, "wall") for size in (one, other))
    return "" if before is None or after is None else f"{after / before:.1f}"


def _start(figures: Figures, contender: Contender) -> tuple[str, str]:
    size = next(size for size in figures.sizes if figures.median(contender.name, size, "wall") is not None)
    wall, memory = (figures.median(contender.name, size, figure) or 0 for figure in ("wall", "memory"))
    return f"{wall * 1000:.0f}", f"{memory / 2**20:.0f}"


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in _PEERS)
    return (
        f"{platform.system()} on {platform.machine()}, {cpu_count()} cores; "
        f"Python {platform.python_version()}, fpdata {version('fpdata')}, {versions}."
    )


def _short(size: int) -> str:
    if size % 1_000_000 == 0:
        return f"{size // 1_000_000}M"
    return f"{size // 1000}k" if size % 1000 == 0 else str(size)


def _plot(figures: Figures, path: Path) -> None:
    """Draw wall time against size, both logarithmic."""
    import matplotlib as mpl  # slow to import; only here

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "fpdata"  # the same figures, the same bytes
    mpl.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    plot, axes = pyplot.subplots(figsize=(8, 6))
    for contender in contenders():
        points = [
            (size, wall)
            for size in figures.sizes
            if contender.group != "start"
            and contender.bad == "none"
            and (wall := figures.median(contender.name, size, "wall")) is not None
        ]
        if points:
            style = {"fpdata": "o-", "peer": "s--", "limit": "^:"}[contender.group]
            axes.loglog(*zip(*points, strict=True), style, label=contender.name, linewidth=1.5, markersize=4)
    axes.set_xlabel("statements (a package has 2.25 times as many rows)")
    axes.set_ylabel("wall time, seconds")
    axes.set_xticks(figures.sizes, [_short(size) for size in figures.sizes])
    axes.minorticks_off()
    axes.grid(visible=True, alpha=0.3)
    axes.legend(fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))  # beside the lines, which it would hide
    plot.savefig(path, bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(plot)
