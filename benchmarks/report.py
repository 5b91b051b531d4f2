"""Write the tables of docs/benchmarks.md and its plot from the recorded runs."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from itertools import pairwise
from os import cpu_count
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contenders import BASE, Contender, contenders

_BEGIN, _END = "<!-- figures: begin (written by python -m benchmarks.run) -->", "<!-- figures: end -->"
_PEERS = ("frictionless", "pandera", "dataframely", "duckdb", "polars", "pyarrow", "pydantic")

_COLORS = {"fpdata": "tab:blue", "peer": "tab:orange", "limit": "tab:gray"}

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
    """Draw the wall times: a panel for each size, a line for each contender, the fastest at the top."""
    import matplotlib as mpl  # slow to import; only here

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "fpdata"  # the same figures, the same bytes
    mpl.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    shown = [each for each in contenders() if each.bad == "none" and each.group != "start"]
    times = {
        each.name: {
            size: wall for size in figures.sizes if (wall := figures.median(each.name, size, "wall")) is not None
        }
        for each in shown
    }
    ranked = sorted(
        (each for each in shown if times[each.name]),
        key=lambda each: _rank(times[each.name], times[BASE]),
        reverse=True,
    )
    plot, panels = pyplot.subplots(
        1,
        len(figures.sizes),
        figsize=(2.6 * len(figures.sizes) + 2, 0.32 * len(ranked) + 1),
        sharey=True,
        squeeze=False,
    )
    for size, axes in zip(figures.sizes, panels[0], strict=True):
        for line, contender in enumerate(ranked):
            if wall := times[contender.name].get(size):
                color = _COLORS[contender.group]
                axes.plot(wall, line, "o", color=color, markersize=9 if contender.name == BASE else 6)
                axes.annotate(
                    f"{wall:.2f}" if wall < 10 else f"{wall:.0f}",
                    (wall, line),
                    (8, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize=8,
                )
        axes.set(xscale="log", title=f"{_short(size)} statements", xlabel="seconds")
        axes.margins(x=0.25)
        axes.grid(axis="x", alpha=0.3)
        axes.minorticks_off()
        axes.xaxis.set_major_formatter("{x:g}")
        axes.tick_params(axis="y", length=0)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
    panels[0][0].set_yticks(range(len(ranked)), [each.name for each in ranked])
    for text, contender in zip(panels[0][0].get_yticklabels(), ranked, strict=True):
        text.set(color=_COLORS[contender.group], fontweight="bold" if contender.name == BASE else "normal")
    plot.savefig(path, bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(plot)


def _rank(own: Mapping[int, float], base: Mapping[int, float]) -> float:
    """Return how long a contender takes beside fpdata, at the largest size at which both ran."""
    size = max(own.keys() & base.keys(), default=max(own))
    return own[size] / base.get(size, 1)
