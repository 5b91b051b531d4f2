"""The commands for those who review: explain, diff, verify, and what git runs."""

from __future__ import annotations

from typing import Annotated

import typer

from fpdata.cli.output import fail, out


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Examples: fpdata explain key-reference · fpdata explain row-date")(explain)


def explain(code: Annotated[str, typer.Argument(help="The code of an issue, as 'fpdata check' prints it.")]) -> None:
    """Explain an issue: what the rule is, why, a wrong and a right example, how to fix it."""
    from difflib import get_close_matches  # noqa: PLC0415

    from fpdata.check.codes import CODES  # noqa: PLC0415
    from fpdata.check.examples import EXAMPLES, shown  # noqa: PLC0415

    if code not in CODES:
        close = get_close_matches(code, CODES, n=1)
        fail(
            f"there is no code {code!r}; "
            + (f"did you mean {close[0]!r}?" if close else f"the codes are {', '.join(CODES)}")
        )
    info, example = CODES[code], EXAMPLES[code]
    out.print(f"{code} ({info.severity}): {info.title}", markup=False, style="bold")
    out.print(f"\n{info.why}", markup=False)
    for word, content in (("Wrong", example.wrong), ("Right", example.right)):
        out.print(f"\n{word}, in {example.place}:\n", markup=False)
        out.print("\n".join(f"    {line}" for line in shown(content).split("\n")), markup=False)
    out.print(f"\nTo do: {info.fix}", markup=False)
