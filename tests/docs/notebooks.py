"""Run notebooks in a fresh kernel each; a cell that fails ends the run.

    python tests/docs/notebooks.py [--write] NOTEBOOK...

What they print changes with the data, so other output than is stored is only reported. `--write` stores what is printed
and drawn. Needs nbclient and the extra 'notebooks'.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient


def outputs(cell: Any) -> list[str]:
    """Return what a cell has printed, as text; for a figure only that there is one, as Matplotlib draws it."""
    return [*_outputs(cell)]


def _outputs(cell: Any) -> Iterator[str]:
    for output in cell.get("outputs", ()):
        if output.output_type == "stream":
            yield f"{output.name}: {output.text}"
        elif "image/png" in output.data:
            yield "a figure"
        else:
            yield output.data["text/plain"]


def run(notebook: Any) -> Any:
    """Return a notebook as it is once all its cells were run in turn. Raises CellExecutionError if one fails."""
    fresh = nbformat.from_dict(notebook)
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(fresh, timeout=120, resources={"metadata": {"path": folder}}).execute()
    for cell in fresh.cells:
        cell.metadata.pop("execution", None)  # the times of day
    fresh.metadata.language_info = {"name": "python"}
    return fresh


def main() -> None:
    """Run the notebooks that the command line names; raises CellExecutionError if a cell fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("notebooks", nargs="+", type=Path)
    options = parser.parse_args()
    for path in options.notebooks:
        stored = nbformat.read(path, nbformat.NO_CONVERT)
        fresh = run(stored)
        if options.write:
            nbformat.write(fresh, path)
        before, now = ([outputs(cell) for cell in notebook.cells] for notebook in (stored, fresh))
        differing = sum(" ".join(old).split() != " ".join(new).split() for old, new in zip(before, now, strict=True))
        older = f", {differing} not as stored: 'make how-to' renews them" if differing and not options.write else ""
        print(f"{path}: {sum(map(len, now))} outputs{older}")


if __name__ == "__main__":
    main()
