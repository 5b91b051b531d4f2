"""The consoles that commands print to."""

from __future__ import annotations

from rich.console import Console


class _Console(Console):
    """A console that leaves a closed pipe to `report_errors`, as every other failure to write."""

    def on_broken_pipe(self) -> None:
        raise  # noqa: PLE0704 - called where the error is handled


# Without emoji codes: ":warning:" in a cell is text. Whatever is printed goes through a function of `output`.
out = _Console(highlight=False, soft_wrap=True, emoji=False)
err = _Console(highlight=False, soft_wrap=True, emoji=False, stderr=True)
